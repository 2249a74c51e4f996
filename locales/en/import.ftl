# Imports of files: what the terminal and the reports say.

## Steps

import-reading = Reading { $file }
import-applying = applying { $done } of { $total }
import-reverting = undoing { $done } of { $total }
import-posting = Making ready for searches: { $done } of { $total }
import-resumed = The interrupted import goes on: { $done } rows of { $total } were applied.

## Summary

import-rows = Rows read: { $count }
import-created-customers = Customers created: { $count }
import-created-invoices = Invoices created: { $count }
import-updated-customers = Customers changed: { $count }
import-updated-invoices = Payments added to known invoices: { $count }
import-unchanged = Rows already known, unchanged: { $count }
import-faults = Rows with a fault: { $count }
import-valid = Valid rows: { $count }
import-nothing-changed = Nothing changed: everything that this file says was known.
import-nothing-imported = Nothing was imported.
import-before = This same file was already imported on { $date }.
import-may-be-cut = The last line of the file has no end: it may have been cut. Check its last row.
import-refused = { $count ->
    [one] One row has a fault: nothing was imported. Correct the file, or add --accept-valid to import the other rows.
   *[other] { $count } rows have a fault: nothing was imported. Correct the file, or add --accept-valid to import the other rows.
}
import-left-out = { $count ->
    [one] One row with a fault was left out.
   *[other] { $count } rows with a fault were left out.
}
import-file-refused = { $file }: nothing was imported.
import-report-file = Report of the faults: { $file }
import-report-over-file = The report of the faults (--faults) would overwrite the file to import. Choose another name.
import-changes = What changes:
import-change = line { $line }, { $reference }: { $fields }
import-changes-more = { $count ->
    [one] and one more customer.
   *[other] and { $count } more customers.
}
import-unused = Columns without a use: { $columns }
import-columns = Columns read: { $columns }
import-column = { $heading } ({ $field })
import-guessed = Guessed, as no --mapping fixes it: { $guesses }
import-guessed-separator = separator “{ $value }”
import-guessed-tab = separator tab
import-guessed-encoding = encoding { $value }
import-guessed-date_format = dates { $value }
import-guessed-decimal_mark = decimals “{ $value }”
import-guessed-currency = currency { $value }
import-guessed-country = country { $value }
import-guessed-columns = meaning of the columns
import-remembered = Mapping taken from the last import with the same columns, on { $date }.

## Rows with a fault

import-at-column = line { $line }, column “{ $column }”: { $reason }
import-at-value = line { $line }, column “{ $column }”, value “{ $value }”: { $reason }
import-at-row = line { $line }: { $reason }

import-report-line = line
import-report-column = column
import-report-code = code
import-report-value = value
import-report-reason = reason

import-fault-address_too_long = the address does not fit an envelope (six lines of 38 characters with the name)
import-fault-address_without_city = the address has no city
import-fault-address_without_postal_code = the address has no postal code
import-fault-address_without_street = the address has neither a street nor a line above it
import-fault-amount_not_positive = the amount must be above zero
import-fault-amount_out_of_range = the amount is out of range
import-fault-cell_error = the cell { $value } holds an error of calculation
import-fault-cell_formula = the cell { $value } holds a formula; replace it by its value
import-fault-consent_word = means neither yes nor no; name the words in the mapping (yes, no)
import-fault-control_character = holds a control character (a line break, a NUL byte…)
import-fault-country = is not a two-letter ISO country code (FR, BE, GB…)
import-fault-currency = is not a three-letter ISO currency code (EUR, USD…)
import-fault-customer_deleted = this customer was deleted
import-fault-differs_from_posted = differs from what is recorded; a posted invoice does not change
import-fault-due_before_issue = the due date lies before the invoice date
import-fault-email_domain_without_dot = the domain of the address has no dot
import-fault-identifier_check = the check digit is wrong: a digit is wrong or two are swapped
import-fault-identifier_country = does not begin with a known country code
import-fault-identifier_form = does not have the form of that country’s numbers
import-fault-identifier_length = does not have the right number of digits (SIREN 9, SIRET 14)
import-fault-identifier_not_digits = must hold nothing but digits
import-fault-kind = is not a known kind of customer (company, consumer, public_body…)
import-fault-language = must be fr or en
import-fault-missing = is missing
import-fault-not_a_date = is not a date in the format { $date_format }
import-fault-not_a_phone = is not a phone number
import-fault-not_an_amount = is not an amount with “{ $decimal_mark }” before the decimals
import-fault-not_an_email = is not an e-mail address
import-fault-own_boolean = means neither yes nor no
import-fault-own_choice = is none of the choices of this field
import-fault-own_field = is no value that this field takes, or the field was archived
import-fault-own_number = is not a number of at most ten digits, with “{ $decimal_mark }” before at most four decimals
import-fault-paid_otherwise = the invoice has received another payment; record this one by hand if it is due
import-fault-phone_not_in_plan = no number of that country has this form
import-fault-postal_code = is not a French postal code of five digits
import-fault-quote_open = a quotation mark opens and does not close; the row was probably cut
import-fault-row_length = the row does not have as many columns as the header ({ $value }); it may have been cut
import-fault-siret_of_another_siren = this SIRET belongs to another company than the SIREN
import-fault-tag = is not a tag: at most 40 characters on one line
import-fault-too_long = is too long
import-fault-too_many_decimals = has more decimals than the currency
import-fault-too_many_tags = would give the customer { $value } tags; 50 are allowed
import-fault-twice_in_file = stands on an earlier line of the file already
import-fault-unknown_customer = no customer has this reference
import-fault-unknown_user = no user signs in by this address
import-fault-unreadable_character = holds bytes that are no text in this encoding ({ $encoding })
import-fault-vat_of_another_siren = this VAT number belongs to another company than the SIREN

## Files that cannot be read

import-file-empty = the file is empty.
import-file-workbook = this workbook cannot be read: damaged, protected by a password, or larger than allowed.
import-file-no_rows = the file has a header and no rows.
import-file-not_text = this is not a text file. In the spreadsheet, save the sheet as CSV.
import-file-unknown_encoding = the encoding “{ $label }” of the mapping is unknown.
import-file-mapping_of_other_kind = the mapping is made for another file ({ $kind }).
import-file-field_of_other_kind = the mapping names “{ $field }”, which { $kind } do not have.
import-file-column_missing = no column gives: { $field }. Name it in a mapping (--mapping).
import-file-heading_missing = the file has no column “{ $heading }”, which the mapping gives for: { $field }.
import-file-consent_heading_missing = the file has no column “{ $heading }”, which the mapping names under consents.
import-file-consent_word_twice = for the column “{ $heading }”, the mapping says that “{ $word }” means yes and no.
import-file-consents_of_other_kind = the mapping names decisions about being contacted (consents), which a file of { $kind } does not bring.
import-file-unknown_purpose = the mapping gives the purpose “{ $purpose }” for the column “{ $heading }”, and there is no such purpose.
import-file-channel_not_of_purpose = the mapping gives the channel { $channel } for the column “{ $heading }”, by which the purpose “{ $purpose }” is not pursued.
import-file-heading_twice = two columns are headed “{ $heading }”.
import-file-field_twice = the column “{ $heading }” gives for the second time: { $field }. Choose one in a mapping (--mapping).
import-file-own_field_unknown = the mapping names the own field “{ $code }”, which there is not, or which is archived, or which such a file does not bring.
import-file-own_heading_missing = the file has no column “{ $heading }”, which the mapping gives for the own field “{ $code }”.
import-file-own_field_twice = the column “{ $heading }” gives the own field “{ $code }” for the second time. Choose one in a mapping (--mapping).
import-file-wrong_separator = the columns are not separated by “{ $given }” but, as it seems, by “{ $likely }”.
import-file-dates_ambiguous = every date can be read in two ways (day/month or month/day), like “{ $value }”. Fix date_format in a mapping (--mapping).
import-file-dates_mixed = the dates “{ $value }” (line { $line }) and “{ $other }” (line { $other_line }) do not have one format. Correct the file, or fix date_format in a mapping (--mapping).
import-file-amounts_ambiguous = the amounts can be read in two ways, like “{ $value }”. Fix decimal_mark in a mapping (--mapping).
import-file-amounts_mixed = the amounts “{ $value }” (line { $line }) and “{ $other }” (line { $other_line }) do not have one decimal mark. Correct the file, or fix decimal_mark in a mapping (--mapping).
import-file-quote_open = a quotation mark opens on line { $line } and never closes; the file may have been cut.
import-file-row_too_long = the row on line { $line } is longer than a megabyte: this is probably no table.

## Fields

import-field-consents = a no to being contacted
import-field-reference = the reference
import-field-kind = the kind
import-field-name = the name
import-field-siren = the SIREN
import-field-siret = the SIRET
import-field-vat_number = the VAT number
import-field-language = the language
import-field-email = the e-mail address
import-field-phone = the phone number
import-field-address_line1 = the first line above the street
import-field-address_line2 = the second line above the street
import-field-street = the street
import-field-establishment_name = the name of the establishment
import-field-street_number = the number in the street
import-field-street_suffix = the suffix of the number
import-field-street_type = the kind of street
import-field-street_name = the name of the street
import-field-locality = the locality
import-field-legal_form = the legal form
import-field-postal_code = the postal code
import-field-city = the city
import-field-country = the country
import-field-payment_terms = the terms of payment
import-field-credit_limit = the credit limit
import-field-currency = the currency
import-field-owner = who looks after it
import-field-tags = the tags
import-field-customer = the customer’s reference
import-field-series = the series
import-field-number = the invoice number
import-field-issued_on = the invoice date
import-field-due_on = the due date
import-field-amount = the amount
import-field-paid_on = the payment date
import-field-order_number = the order number

## Refusals

refusal-import_overtaken = Another import of the same file took over. Run the command again.
refusal-import_reverted = This import was undone. Plan the file again to import it.
refusal-import_not_applied = This import was not applied: there is nothing to undo.
refusal-import_of_invoices = A posted invoice does not change: an import of invoices cannot be undone. Correct it by a credit note.
refusal-import_held = Newer facts depend on this import; it cannot be undone.
refusal-import_not_planned = This import is not planned yet.
refusal-import_not_readable = Nothing of this file can be read.

## Plan

import-plan-create = To create: { $count }
import-plan-update = To change: { $count }
import-plan-duplicate = Known already, or duplicates: { $count }
import-plan-more = { $count ->
    [one] and another row.
   *[other] and { $count } other rows.
}
import-plan-next = Nothing is applied. To apply the valid rows: relais import apply { $id }

import-duplicate-same_siret = same SIRET as customer { $customer }
import-duplicate-same_siren = same SIREN as customer { $customer }
import-duplicate-same_vat_number = same VAT number as customer { $customer }
import-duplicate-same_siret_in_file = same SIRET as line { $other }
import-duplicate-same_siren_in_file = same SIREN as line { $other }
import-duplicate-same_vat_number_in_file = same VAT number as line { $other }

## Undoing

import-removed = Customers removed: { $count }
import-restored = Customers restored: { $count }
import-held = The import was not undone: newer facts depend on it.
import-held-by = { $reference }: { $what }
import-depends-invoice = { $count ->
    [one] an invoice
   *[other] { $count } invoices
}
import-depends-payment = { $count ->
    [one] a payment
   *[other] { $count } payments
}
import-depends-credit_note = { $count ->
    [one] a credit note
   *[other] { $count } credit notes
}
import-depends-allocation = { $count ->
    [one] an allocation
   *[other] { $count } allocations
}
import-depends-dunning = { $count ->
    [one] a reminder or a hold
   *[other] { $count } reminders or holds
}
import-depends-message = { $count ->
    [one] a message
   *[other] { $count } messages
}
import-depends-consent = { $count ->
    [one] a consent or an objection
   *[other] { $count } consents or objections
}
import-depends-contact_point = { $count ->
    [one] a contact point verified or found invalid
   *[other] { $count } contact points verified or found invalid
}
import-depends-task = { $count ->
    [one] a task
   *[other] { $count } tasks
}
import-depends-note = { $count ->
    [one] a note
   *[other] { $count } notes
}
import-depends-merge = { $count ->
    [one] a merge or its undoing
   *[other] { $count } merges or undoings
}
import-depends-change = { $count ->
    [one] a change
   *[other] { $count } changes
}
import-depends-other = { $count ->
    [one] another fact
   *[other] { $count } other facts
}

## Being contacted

import-consents = Columns that say yes or no to being contacted: { $columns }
import-noticed-refusal_recorded = New refusals: { $count }
import-noticed-refusal_left_out = Refusals of rows that are left out, to be recorded by hand: { $count }
import-noticed-tried_to_raise = Yes answers, which no file can give: { $count }
import-noticed-tried_to_undo = Yes answers from people who said no: { $count }
import-noticed-address_suppressed = Addresses that are suppressed: { $count }
import-notice-refusal_recorded = a no that is new, recorded when the import is applied
import-notice-refusal_left_out = a no that is not recorded, since the row is left out: record it for the customer who is there
import-notice-tried_to_raise = a yes is not taken from a file; ask the person (double opt-in, contact sheet)
import-notice-tried_to_undo = this person said no; a file does not undo it
import-notice-address_suppressed = this address is suppressed; it stays so
import-refusals-kept = Refusals and objections that the import brought, which stay: { $count }
