# Customers: their file, and what stands against keeping it.

refusal-customer_name_missing = The customer has no name.
refusal-customer_name_malformed = The name holds a control character or is longer than 200 characters.
refusal-payment_terms_malformed = The terms of payment hold a control character or are longer than 200 characters.
refusal-credit_limit_out_of_range = The credit limit is out of range.
refusal-too_many_contacts = The file has more than 50 contact points, addresses or identifiers.
refusal-contact_listed_twice = A contact point or an identifier is listed twice.
refusal-too_many_tags = The file has more than 50 tags.
refusal-person_name = The name is missing, longer than 200 characters, or not one line.
refusal-job_title = The job title is longer than 200 characters or not one line.
refusal-siret_of_another = This SIRET is another company’s.
refusal-payment_sheet_text = A text is too long or holds a control character.
refusal-payment_sheet_day = A day of the month is 1 to 31.
refusal-payment_sheet_documents = There are more than 20 documents.
refusal-note_text = The note is empty, longer than 10,000 characters, or holds a control character.
refusal-note_in_the_future = A call, a visit, a mail or a letter cannot lie in the future.
refusal-custom_field_code = A code has at most 40 lower-case letters, digits and _, and begins with a letter.
refusal-custom_field_label = A label is missing, longer than 100 characters, or not one line.
refusal-custom_field_choices = A choice has values with a code each, and other fields have none.
refusal-custom_field_value = This is not a value of the field { $field }.
refusal-custom_field_unknown = The firm has defined no field of this name.
refusal-custom_field_archived = The field { $field } is archived.
refusal-custom_field_choice_used = Some customers have the value { $choice }.
refusal-customer_owes = { $count ->
    [one] An invoice of this customer is open ({ $number }).
   *[other] { $count } invoices of this customer are open, { $number } among them.
}
refusal-customer_merged = This customer was merged into another: undo the merge to take it back.
refusal-customer_not_deleted = This customer is not deleted.
refusal-customer_deleted = The customer is deleted: restore it first.
refusal-person_not_deleted = This person is not deleted.
refusal-establishment_not_deleted = This establishment is not deleted.
refusal-note_not_deleted = This note is not deleted.
refusal-note_erased = This note was about somebody whose data were erased: nothing is left of it.
refusal-attachment_not_deleted = This file is attached, it was not taken off.
refusal-customer_erased = The data of this customer were erased: it cannot be taken back.
refusal-erasure_merged = This customer was merged into another: erase the one that stays.
refusal-erasure_of_establishment = An establishment is erased with its customer: delete it, or erase the customer.

legal-class-consumer = consumer
legal-class-professional_company = company
legal-class-professional_person = professional (natural person)
legal-class-non_professional_body = non-professional body (association, co-owners)
legal-class-public_body = public body
legal-class-foreign = foreign debtor
legal-class-unknown = unknown
refusal-erasure_restricted = The use of these data is restricted: they are kept until the restriction is lifted.
