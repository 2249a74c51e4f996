# The ledger: invoices, payments, credit notes, allocations, public holidays.

refusal-invoice_number_missing = The invoice has no number.
refusal-invoice_number_malformed = The invoice number holds a control character.
refusal-invoice_number_too_long = The invoice number is longer than 64 characters.
refusal-amount_not_positive = The amount must be above zero.
refusal-amount_out_of_range = The amount is too large.
refusal-no_due_line = The invoice has no due line.
refusal-too_many_due_lines = The invoice has more than 120 due lines.
refusal-due_line_not_positive = The amount of a due line must be above zero.
refusal-due_lines_do_not_add_up = The due lines do not add up to the amount of the invoice.
refusal-due_before_issue = A due date lies before the date of the invoice.
refusal-order_number_malformed = The order number holds a control character.
refusal-order_number_too_long = The order number is longer than 64 characters.
refusal-payment_text_too_long = A text of the payment is too long.
refusal-part_not_positive = A part must be above zero.
refusal-parts_exceed_amount = The parts exceed the amount to be spread.
refusal-due_line_listed_twice = The same due line is listed twice.
refusal-due_line_of_another = Due line { $due_line } is not one of this customer in this currency.
refusal-exceeds_residual = Due line { $due_line } would get more than it is owed.
refusal-already_bounced = This payment is already recorded as bounced.
refusal-bounced_before_received = A payment cannot bounce before it was received.
refusal-payment_bounced = This payment bounced: it can no longer be allocated.
refusal-invoice_of_another = The invoice named is not one of this customer in this currency.

origin-debtor = stated by the debtor
origin-exact = exact sum
origin-proposed = proposed, to be confirmed
origin-person = decided by a person

invoice-state-open = open
invoice-state-paid = paid
invoice-state-overdue = overdue

holiday-new_year = New Year’s Day
holiday-good_friday = Good Friday
holiday-easter_monday = Easter Monday
holiday-labour_day = Labour Day
holiday-victory_1945 = Victory Day 1945
holiday-ascension = Ascension Day
holiday-whit_monday = Whit Monday
holiday-national_day = National Day
holiday-assumption = Assumption Day
holiday-all_saints = All Saints’ Day
holiday-armistice_1918 = Armistice Day 1918
holiday-christmas = Christmas Day
holiday-saint_stephen = St Stephen’s Day
holiday-abolition_of_slavery = Abolition of Slavery Day

invariant-due_lines_add_up = The due lines of an invoice add up to its amount.
invariant-due_line_is_its_invoices = A due line has the customer and the currency of its invoice and does not precede it.
invariant-no_line_gets_more_than_its_amount = No due line gets more than its amount.
invariant-no_payment_gives_more_than_its_own = No payment gives more than its own.
invariant-no_credit_note_gives_more_than_its_own = No credit note gives more than its own.
invariant-settled_on_is_what_the_allocations_say = The day on which a due line is settled is that of its allocations.
invariant-allocation_counts_from_the_later_day = An allocation counts from the later of the day of its source and of the invoice.
invariant-allocation_stays_with_its_customer_and_currency = An allocation stays with one customer and in one currency.
invariant-reversal_mirrors_what_it_takes_back = A reversal mirrors what it takes back.
invariant-bounced_payment_settles_nothing = A bounced payment settles nothing.
invariant-credit_note_corrects_an_invoice_of_its_customer = A credit note corrects an invoice of its customer.
invariant-open_claim_has_a_live_notice = A claimed reminder has a message under way.
invariant-sent_claim_has_an_accepted_message = A reminder that was sent has an accepted message and the day of its run.
invariant-ended_message_has_no_open_claim = A message that ended claims no reminder any more.
invariant-claim_is_of_a_line_of_its_customer = A claimed reminder is of a due line of its customer.
invariant-no_level_was_skipped = No level of reminder was skipped.
invariant-run_counts_its_messages = A reminder run counts its messages.
invariant-run_has_one_message_per_notice_to_send = Each reminder to be sent has its message.
invariant-message_counters_equal_the_messages = The counters of messages are right.
invariant-audience_is_the_sum_of_the_states = The audience is the sum of the states of its messages.
invariant-message_has_where_to_go = A message has an address to go to.
invariant-import_counts_what_it_applied = An import counts what it applied.
invariant-applied_import_leaves_no_row_behind = An applied import leaves no row behind.
invariant-faulty_row_says_why = A faulty row says why.

rate-line = { $kind }  { $day }  { $rate }  { $confirmed }  ({ $source })
rate-unknown = not known
rate-confirmed = confirmed
rate-partial = day not confirmed
rate-unconfirmed = not confirmed

refusal-rate_out_of_range = A rate lies between 0% and 100%.
refusal-rate_not_a_half_year = A legal rate begins on 1 January or 1 July.
refusal-rate_source_missing = Say where the rate was read: one line of at most 200 characters.
