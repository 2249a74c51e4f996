# The firm itself: what `relais company` says at the terminal.

company-set = The firm is recorded.
company-unchanged = Nothing changed.
company-none = —
company-name = Name
company-legal-form = Legal form
company-siren = SIREN
company-vat-number = VAT number
company-address = Address
company-sender-name = Sender’s name
company-sender-email = Sender’s address
company-reply-to = Reply address
company-phone = Telephone
company-contact-name = Contact person
company-iban = IBAN
company-account-holder = Account holder
company-time-zone = Time zone
company-currency = Currency
company-holiday-zone = Department of the public holidays
company-penalty-rate = Penalty rate (a year)

refusal-company_name_missing = The firm must have a name.
refusal-not_an_iban = This is not an IBAN.
refusal-not_a_vat_number = This is not a VAT number.
refusal-unknown_department = This is not the INSEE number of a department.
refusal-penalty_rate_out_of_range = The penalty rate must be between 0 and 100%.
refusal-company_control_character = The field { $field } holds a control character, such as a line break.
refusal-company_field_unusable = The value of --{ $flag } cannot be used. Help: relais company set --help
