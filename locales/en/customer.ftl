# Customers: their file, and what stands against keeping it.

refusal-customer_name_missing = The customer has no name.
refusal-customer_name_malformed = The name holds a control character or is longer than 200 characters.
refusal-payment_terms_malformed = The terms of payment hold a control character or are longer than 200 characters.
refusal-credit_limit_out_of_range = The credit limit is out of range.
refusal-too_many_contacts = The file has more than 50 contact points, addresses or identifiers.
refusal-contact_listed_twice = A contact point or an identifier is listed twice.

legal-class-consumer = consumer
legal-class-professional_company = company
legal-class-professional_person = professional (natural person)
legal-class-non_professional_body = non-professional body (association, co-owners)
legal-class-public_body = public body
legal-class-foreign = foreign debtor
legal-class-unknown = unknown
