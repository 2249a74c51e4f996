# Exports: lists for spreadsheets.

export-needs-output = A workbook is not written to standard output: name a file with --output.

## Columns

export-heading-reference = Reference
export-heading-kind = Kind
export-heading-name = Name
export-heading-siren = SIREN
export-heading-siret = SIRET
export-heading-vat_number = VAT number
export-heading-language = Language
export-heading-email = Email
export-heading-phone = Phone
export-heading-address_line1 = Address line 1
export-heading-address_line2 = Address line 2
export-heading-street = Street
export-heading-postal_code = Postal code
export-heading-city = City
export-heading-country = Country
export-heading-payment_terms = Payment terms
export-heading-credit_limit = Credit limit
export-heading-currency = Currency
