# Segments: conditions on the customer file, read as sentences.

segment-who = Customers for whom { $condition }.
segment-who-all = Customers for whom all of these hold:
segment-who-any = Customers for whom at least one of these holds:
segment-who-none = Customers for whom none of these holds:
segment-who-not_all = Customers for whom not all of these hold:
segment-all = all of these hold:
segment-any = at least one of these holds:
segment-none = none of these holds:
segment-not_all = not all of these hold:

segment-quoted = “{ $text }”
segment-any_of = { $list } or { $last }

## A condition: affirmed and denied

segment-choice = { $not ->
    [yes] { $what } is not { $values }
   *[no] { $what } is { $values }
}
segment-contains = { $not ->
    [yes] { $what } does not contain { $value }
   *[no] { $what } contains { $value }
}
segment-begins_with = { $not ->
    [yes] { $what } does not begin with { $value }
   *[no] { $what } begins with { $value }
}
segment-amounts_to = { $not ->
    [yes] { $what } is not { $value }
   *[no] { $what } is { $value }
}
segment-greater_than = { $not ->
    [yes] { $what } is not above { $value }
   *[no] { $what } is above { $value }
}
segment-less_than = { $not ->
    [yes] { $what } is not below { $value }
   *[no] { $what } is below { $value }
}
segment-between = { $not ->
    [yes] { $what } is not between { $low } and { $high }
   *[no] { $what } is between { $low } and { $high }
}
segment-on = { $not ->
    [yes] { $what } is not { $day }
   *[no] { $what } is { $day }
}
segment-on-today = { $not ->
    [yes] { $what } is not today
   *[no] { $what } is today
}
segment-before = { $not ->
    [yes] { $what } is not before { $day }
   *[no] { $what } is before { $day }
}
segment-before-today = { $not ->
    [yes] { $what } is not before today
   *[no] { $what } is before today
}
segment-after = { $not ->
    [yes] { $what } is not after { $day }
   *[no] { $what } is after { $day }
}
segment-after-today = { $not ->
    [yes] { $what } is not after today
   *[no] { $what } is after today
}
segment-between_days = { $not ->
    [yes] { $what } is not between { $from } and { $to }
   *[no] { $what } is between { $from } and { $to }
}
segment-in_last_days = { $not ->
    [yes] { $days ->
        [one] { $what } is not today
       *[other] { $what } is not in the last { $days } days
    }
   *[no] { $days ->
        [one] { $what } is today
       *[other] { $what } is in the last { $days } days
    }
}
segment-more_than_days_ago = { $not ->
    [yes] { $days ->
        [one] { $what } is not more than { $days } day ago
       *[other] { $what } is not more than { $days } days ago
    }
   *[no] { $days ->
        [one] { $what } is more than { $days } day ago
       *[other] { $what } is more than { $days } days ago
    }
}
segment-during-today = { $not ->
    [yes] { $what } is not today
   *[no] { $what } is today
}
segment-during-yesterday = { $not ->
    [yes] { $what } is not yesterday
   *[no] { $what } is yesterday
}
segment-during-this_week = { $not ->
    [yes] { $what } does not fall this week
   *[no] { $what } falls this week
}
segment-during-last_week = { $not ->
    [yes] { $what } does not fall last week
   *[no] { $what } falls last week
}
segment-during-this_month = { $not ->
    [yes] { $what } does not fall this month
   *[no] { $what } falls this month
}
segment-during-last_month = { $not ->
    [yes] { $what } does not fall last month
   *[no] { $what } falls last month
}
segment-during-this_quarter = { $not ->
    [yes] { $what } does not fall this quarter
   *[no] { $what } falls this quarter
}
segment-during-last_quarter = { $not ->
    [yes] { $what } does not fall last quarter
   *[no] { $what } falls last quarter
}
segment-during-this_year = { $not ->
    [yes] { $what } does not fall this year
   *[no] { $what } falls this year
}
segment-during-last_year = { $not ->
    [yes] { $what } does not fall last year
   *[no] { $what } falls last year
}
segment-empty = { $not ->
    [yes] { $what } is known
   *[no] { $what } is not known
}
segment-tag-choice = { $not ->
    [yes] no tag is { $values }
   *[no] a tag is { $values }
}
segment-tag-contains = { $not ->
    [yes] no tag contains { $value }
   *[no] a tag contains { $value }
}
segment-tag-begins_with = { $not ->
    [yes] no tag begins with { $value }
   *[no] a tag begins with { $value }
}
segment-tag-empty = { $not ->
    [yes] there is a tag
   *[no] there is no tag
}
segment-message-state = { $not ->
    [yes] no message is { $values }
   *[no] a message is { $values }
}
segment-identifier-present = { $not ->
    [yes] no number of this kind is known: { $values }
   *[no] a number of this kind is known: { $values }
}
segment-identifier-empty = { $not ->
    [yes] an identification number is known
   *[no] no identification number is known
}
segment-person-role = { $not ->
    [yes] no person has the role { $values }
   *[no] a person has the role { $values }
}
segment-person-empty = { $not ->
    [yes] a person has a role
   *[no] no person has a role
}
segment-owner-empty = { $not ->
    [yes] somebody looks after the customer
   *[no] nobody looks after the customer
}
segment-procedure-empty = { $not ->
    [yes] the customer has a reminder procedure of its own
   *[no] the customer has no reminder procedure of its own
}
segment-in_next_days = { $not ->
    [yes] { $days ->
        [one] { $what } is not today
       *[other] { $what } is not in the next { $days } days
    }
   *[no] { $days ->
        [one] { $what } is today
       *[other] { $what } is in the next { $days } days
    }
}
segment-flag-own = { $not ->
    [yes] { $value ->
        [yes] { $what } is not “yes”
       *[no] { $what } is not “no”
    }
   *[no] { $value ->
        [yes] { $what } is “yes”
       *[no] { $what } is “no”
    }
}
segment-flag-customer-reminders_active = { $not ->
    [yes] { $value ->
        [yes] reminders are switched off
       *[no] reminders are active
    }
   *[no] { $value ->
        [yes] reminders are active
       *[no] reminders are switched off
    }
}
segment-flag-customer-restricted = { $not ->
    [yes] { $value ->
        [yes] the use of the data is not restricted
       *[no] the use of the data is restricted (GDPR, article 18)
    }
   *[no] { $value ->
        [yes] the use of the data is restricted (GDPR, article 18)
       *[no] the use of the data is not restricted
    }
}
segment-flag-reach-email = { $not ->
    [yes] { $value ->
        [yes] no e-mail address that works is known
       *[no] an e-mail address that works is known
    }
   *[no] { $value ->
        [yes] an e-mail address that works is known
       *[no] no e-mail address that works is known
    }
}
segment-flag-reach-phone = { $not ->
    [yes] { $value ->
        [yes] no telephone number that works is known
       *[no] a telephone number that works is known
    }
   *[no] { $value ->
        [yes] a telephone number that works is known
       *[no] no telephone number that works is known
    }
}
segment-flag-reach-post = { $not ->
    [yes] { $value ->
        [yes] no postal address that works is known
       *[no] a postal address that works is known
    }
   *[no] { $value ->
        [yes] a postal address that works is known
       *[no] no postal address that works is known
    }
}
segment-flag-reach-invalid = { $not ->
    [yes] { $value ->
        [yes] no contact point is out of use
       *[no] a contact point no longer works
    }
   *[no] { $value ->
        [yes] a contact point no longer works
       *[no] no contact point is out of use
    }
}

## The days over which something is counted

segment-over = { $what } ({ $span })
segment-over-last_days = { $days ->
    [one] today
   *[other] last { $days } days
}
segment-over-between = from { $from } to { $to }
segment-over-today = today
segment-over-yesterday = yesterday
segment-over-this_week = this week
segment-over-last_week = last week
segment-over-this_month = this month
segment-over-last_month = last month
segment-over-this_quarter = this quarter
segment-over-last_quarter = last quarter
segment-over-this_year = this year
segment-over-last_year = last year

## The fields: their name, then their name in a sentence

segment-field-customer-name = Name
segment-field-customer-reference = Reference
segment-field-customer-legal_class = Legal class
segment-field-customer-language = Language
segment-field-customer-created = Day of entry in the file
segment-field-customer-payment_terms = Payment terms
segment-field-customer-credit_limit = Credit limit
segment-field-customer-reminders_active = Reminders active
segment-field-customer-restricted = Use of data restricted
segment-field-customer-owner = Account manager
segment-field-customer-procedure = Reminder procedure of its own
segment-field-customer-currency = Usual currency
segment-field-identifier-present = Identification number
segment-field-person-role = Role of a person
segment-field-place-country = Country
segment-field-place-department = French department
segment-field-place-postal_code = Postal code
segment-field-place-city = City
segment-field-reach-email = E-mail address
segment-field-reach-phone = Telephone
segment-field-reach-post = Postal address
segment-field-reach-invalid = Contact point that fails
segment-field-invoice-count = Number of invoices
segment-field-invoice-total = Invoiced total
segment-field-invoice-open = Open balance
segment-field-invoice-overdue = Overdue balance
segment-field-invoice-last = Day of the last invoice
segment-field-invoice-days_since_last = Days since the last invoice
segment-field-payment-last = Day of the last payment
segment-field-payment-total = Paid total
segment-field-message-last = Day of the last message sent
segment-field-message-state = State of a message
segment-field-message-count = Number of messages
segment-field-tag-name = Tag

segment-what-customer-name = the name
segment-what-customer-reference = the reference
segment-what-customer-legal_class = the legal class
segment-what-customer-language = the language
segment-what-customer-created = the day of entry in the file
segment-what-customer-payment_terms = the text of the payment terms
segment-what-customer-credit_limit = the credit limit
segment-what-customer-reminders_active = the state of the reminders
segment-what-customer-restricted = the restriction of the use of data
segment-what-customer-owner = the user who looks after the customer
segment-what-customer-procedure = the reminder procedure of its own
segment-what-customer-currency = the usual currency
segment-what-identifier-present = the identification number
segment-what-person-role = the role of a person
segment-what-place-country = the country
segment-what-place-department = the French department
segment-what-place-postal_code = the postal code
segment-what-place-city = the city
segment-what-reach-email = the e-mail address
segment-what-reach-phone = the telephone number
segment-what-reach-post = the postal address
segment-what-reach-invalid = the contact point that fails
segment-what-invoice-count = the number of invoices
segment-what-invoice-total = the invoiced total
segment-what-invoice-open = the open balance
segment-what-invoice-overdue = the overdue balance
segment-what-invoice-last = the day of the last invoice
segment-what-invoice-days_since_last = the number of days since the last invoice
segment-what-payment-last = the day of the last payment
segment-what-payment-total = the paid total
segment-what-message-last = the day of the last message sent
segment-what-message-state = the state of a message
segment-what-message-count = the number of messages
segment-what-tag-name = a tag
segment-what-own = the field “{ $label }”

segment-group-customer = The customer
segment-group-identifier = Identification numbers
segment-group-person = People
segment-group-place = The place
segment-group-reach = How to reach it
segment-group-invoice = Invoices
segment-group-payment = Payments
segment-group-message = Messages
segment-group-tag = Tags
segment-group-own = The firm’s own fields

segment-operator-equals = is
segment-operator-one_of = is one of
segment-operator-contains = contains
segment-operator-begins_with = begins with
segment-operator-greater_than = is above
segment-operator-less_than = is below
segment-operator-between = is between
segment-operator-on = is on
segment-operator-before = is before
segment-operator-after = is after
segment-operator-in_last_days = is in the last days
segment-operator-in_next_days = is in the next days
segment-operator-more_than_days_ago = is more than … days ago
segment-operator-during = falls in
segment-operator-is_empty = is not known

segment-language-fr = French
segment-language-en = English

segment-identifier-siren = SIREN
segment-identifier-siret = SIRET
segment-identifier-vat = VAT
segment-identifier-iban = IBAN

segment-role-management = management
segment-role-buyer = purchasing
segment-role-accounts_payable = accounts payable
segment-role-reminders = reminders
segment-role-delivery = deliveries
segment-role-technical = technical
segment-role-marketing = marketing
segment-role-other = other

## What the command says at the terminal

segment-members = { $count ->
    [0] No customer.
    [one] { $count } customer.
   *[other] { $count } customers.
}
refusal-segment_unknown = There is no segment of this name.
refusal-segment_not_deleted = This segment is not deleted.
refusal-segment_field_gone = This segment names no such field: { $field } is no field of the firm any more (at { $at }).
refusal-segment_choice_gone = This segment asks for a choice that the field { $field } has no more (at { $at }).

## What is wrong with a tree of conditions

fault-segment_not_a_node = A group (and, or), a negation (not) or a condition (field, operator, value) belongs here.
fault-segment_unknown_field = There is no field of this name. They are listed at /segments/fields.
fault-segment_operator = The field { $field } does not take this operator. It takes: { $operators }.
fault-segment_value_not_taken = This operator takes no value.
fault-segment_wrong_type = The value has not the form that the field { $field } ({ $kind }) needs with this operator.
fault-segment_unknown_choice = This is no value of the field { $field }.
fault-segment_two_currencies = Two currencies are not compared.
fault-segment_backwards = The first value lies after the second.
fault-segment_span_not_taken = The field { $field } is not counted over some days.
fault-segment_wrong_span = Days are a number (last_days), a name (during) or two days in their order (from, to).
fault-segment_too_long = This text or list is too long.
fault-segment_too_deep = The tree is deeper than { $max }.
fault-segment_too_many = The tree has more than { $max } conditions.

conflict-segment_name_taken = Another segment has this name.
