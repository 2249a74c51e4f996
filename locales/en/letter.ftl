# The words of every letter.

letter-place-date = { $place }, { $day }
letter-subject = Subject
letter-your-reference = Your reference
letter-your-order = { $orders ->
    [one] Your order
   *[other] Your orders
}
letter-enclosures = Enc.
letter-enclosed-statement = detailed statement of overdue invoices on { $day }
letter-registered = Registered letter with acknowledgement of receipt
letter-siren = French company number (SIREN) { $siren }
letter-vat = VAT { $number }
letter-page = Page { $page } of { $pages }
