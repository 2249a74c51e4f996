# What customers read in a reminder, by mail and by letter. Plain English, short sentences.
#
# Amounts and dates arrive already written.

## Subject

reminder-courtesy-subject = { $invoices ->
    [one] Reminder: your invoice { $invoice } is now due
   *[other] Reminder: { $invoices } invoices are now due
}
reminder-firm-subject = { $invoices ->
    [one] Invoice { $invoice } is unpaid: please pay it
   *[other] { $invoices } invoices are unpaid: please pay them
}
reminder-final-subject = { $invoices ->
    [one] Last reminder before formal notice: invoice { $invoice }
   *[other] Last reminder before formal notice: { $invoices } invoices
}
reminder-formal-subject = { $invoices ->
    [one] Formal notice to pay (mise en demeure): invoice { $invoice }
   *[other] Formal notice to pay (mise en demeure): { $invoices } invoices
}

## Opening

reminder-greeting = Dear Sir or Madam,

reminder-courtesy-intro = { $invoices ->
    [one] Our records show that the invoice in the statement is past its due date and that we have not yet received full payment for it.
   *[other] Our records show that the { $invoices } invoices in the statement are past their due dates and that we have not yet received full payment for them.
}
reminder-firm-intro = { $invoices ->
    [one] We wrote to you before, but the invoice in the statement is still unpaid.
   *[other] We wrote to you before, but your account still has { $invoices } overdue invoices. The statement lists them.
}
reminder-final-intro = { $invoices ->
    [one] In spite of our reminders, the invoice in the statement is still unpaid.
   *[other] In spite of our reminders, your account still has { $invoices } overdue invoices. The statement lists them.
}
reminder-formal-intro = { $invoices ->
    [one] In spite of our reminders, the invoice in the statement is still unpaid.
   *[other] In spite of our reminders, your account still has { $invoices } overdue invoices. The statement lists them.
}

## Request

reminder-courtesy-request = Perhaps you simply forgot. Please pay { $net } as soon as you can.
reminder-firm-request = Please pay { $net } now. If something prevents you from paying, tell us: we will look for a solution with you.
reminder-final-request = Please pay { $net } when you receive this reminder. It is the last one before a formal notice. If we receive neither a payment nor an answer from you, we will send you a formal notice to pay.
reminder-formal-demand = This is a formal notice (mise en demeure). We require you to pay us { $net } by { $date } at the latest. The statement gives the detail of this sum.
reminder-formal-effect = This notice is a formal notice to pay (mise en demeure de payer) under article 1344 of the French Civil Code.
reminder-formal-interest = Under articles 1344-1 and 1231-6 of the French Civil Code, the sum claimed bears interest at the legal rate from the date of this notice. We do not have to prove any loss.
reminder-formal-penalties = This notice has the effects stated in articles 1344-1 and 1231-6 of the French Civil Code. The late-payment penalties, which take the place of interest for late payment, continue to run until you have paid in full.
reminder-formal-consequence = If we have not received your payment by that date, we will take the matter to the competent court to recover the debt. You will receive no other warning.

## Bilingual version

reminder-bilingual = This formal notice is written in English and in French. If the two texts differ, the French text prevails.
reminder-version = English version

## Detail

reminder-statement = Statement of overdue invoices on { $day }
reminder-invoice = Invoice
reminder-due = Due date
reminder-amount = Amount due
reminder-open = Still to pay
reminder-penalty = Late-payment penalties
reminder-indemnity = Recovery costs
reminder-penalty-total = Total late-payment penalties
reminder-indemnity-total = Total recovery costs
reminder-order = Your order
reminder-invoice-of = Invoice { $invoice } of { $date }
reminder-dated = of { $date }
reminder-order-number = order { $order }
reminder-days = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
reminder-due-days = { $days ->
    [one] { $due } ({ $days } day late)
   *[other] { $due } ({ $days } days late)
}
reminder-open-of = out of { $amount }
reminder-held = On hold, not claimed for now
reminder-total = Total overdue
reminder-net = Net amount to pay
reminder-credit-payment = Payment of { $day }, not yet matched
reminder-credit-payment-reference = Payment { $reference } of { $day }, not yet matched
reminder-credit-note = Credit note { $reference } of { $day }
reminder-rate = { $half ->
    [1] Yearly rate, first half of { $year }
   *[2] Yearly rate, second half of { $year }
}

reminder-rate-line = { $half ->
    [1] Yearly rate in the first half of { $year }: { $rate }.
   *[2] Yearly rate in the second half of { $year }: { $rate }.
}

## Penalties and fixed sum: shown, never added to the invoice

reminder-claims-both = { $basis ->
    [public] Interest for late payment and a fixed sum of { $indemnity } per invoice for recovery costs are due by law (articles L2192-13 and D2192-35 of the French Public Procurement Code).
    [terms] Late-payment penalties and a fixed sum of { $indemnity } per invoice for recovery costs are due under the terms agreed between us.
   *[commercial] Late-payment penalties and a fixed sum of { $indemnity } per invoice for recovery costs are due by law (articles L441-10 and D441-5 of the French Commercial Code).
}
reminder-claims-penalties = { $basis ->
    [public] Interest for late payment is due by law (article L2192-13 of the French Public Procurement Code).
    [terms] Late-payment penalties are due under the terms agreed between us.
   *[commercial] Late-payment penalties are due by law (article L441-10 of the French Commercial Code).
}
reminder-claims-indemnity = { $basis ->
    [public] A fixed sum of { $indemnity } per invoice for recovery costs is due by law (article D2192-35 of the French Public Procurement Code).
    [terms] A fixed sum of { $indemnity } per invoice for recovery costs is due under the terms agreed between us.
   *[commercial] A fixed sum of { $indemnity } per invoice for recovery costs is due by law (article D441-5 of the French Commercial Code).
}
reminder-claims-note = { $tone ->
    [formal] These amounts are calculated up to { $day }. They are due on top of the sum claimed and do not change your invoices.
    [final] These amounts are calculated up to { $day }. They are due on top of the net amount and do not change your invoices.
   *[other] These amounts are calculated up to { $day } and shown for your information. They do not change your invoices.
}
reminder-claims-reserved = { $basis ->
    [public] We reserve the right to claim the interest for late payment that is due by law (article L2192-13 of the French Public Procurement Code). We will tell you the amount.
    [terms] We reserve the right to claim late-payment penalties under the terms agreed between us. We will tell you the amount.
   *[commercial] We reserve the right to claim the late-payment penalties that are due by law (article L441-10 of the French Commercial Code). We will tell you the amount.
}

## Payments received, payments that crossed

reminder-counted = We have counted all payments received up to and including { $day }.
reminder-crossed = If you have paid in the meantime, thank you: please ignore this reminder.
reminder-formal-crossed = If you have paid in the meantime, thank you: this formal notice then has no effect for the sum paid.

## How to pay, whom to answer

reminder-pay-reference = Your reference
reminder-account-holder = Account holder
reminder-iban = IBAN
reminder-contact = Your contact
reminder-phone = Telephone
reminder-email = E-mail
reminder-pay-mail = Please give your customer reference with the payment.
reminder-answer-mail = Do you have a question, or do you disagree? Just answer this message.
reminder-answer-letter = Do you have a question, or do you disagree? Write to us or call us: we will answer you.
reminder-answer-letter-written = Do you have a question, or do you disagree? Write to us: we will answer you.

## Closing words

reminder-closing = Kind regards,
reminder-closing-formal = Yours faithfully,
