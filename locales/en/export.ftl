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
export-heading-owner = Owner
export-heading-tags = Tags
export-heading-customer = Customer reference
export-heading-customer_name = Customer name
export-heading-series = Series
export-heading-number = Invoice number
export-heading-issued_on = Invoice date
export-heading-due_on = Due date
export-heading-amount = Amount
export-heading-residual = Outstanding
export-heading-settled_on = Settled on
export-heading-order_number = Order number
export-heading-received_on = Received on
export-heading-open = Not allocated
export-heading-method = Means of payment
export-heading-payment_reference = Payment reference
export-heading-source_key = Key at the source
export-heading-bounced_on = Bounced on
export-heading-roles = Roles
export-heading-job_title = Job title
export-heading-title = Task
export-heading-details = Details
export-heading-assignee = Assignee
export-heading-state = State
export-heading-created_on = Created on
export-heading-done_on = Done on

## What stands in them

export-role-management = Management
export-role-buyer = Purchasing
export-role-accounts_payable = Accounts payable
export-role-reminders = Reminders
export-role-delivery = Deliveries
export-role-technical = Technical
export-role-marketing = Marketing
export-role-other = Other
export-task-open = Open
export-task-done = Done
export-yes = Yes
export-no = No
