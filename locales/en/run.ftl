# Reminder runs: what `relais dunning` says at the terminal, what a run refuses, what it leaves out
# and why.

run-level = level { $level }
run-channel-email = e-mail
run-channel-letter = letter
run-channel-phone_task = call
run-net = net { $net }
run-credits = credits to deduct { $credits }
run-review = to review
run-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
run-held = of which { $held } held
run-stays = stays: { $reason }
run-left-out = Left out:
run-summary = Run of { $day }: { $messages ->
    [one] { $messages } message
   *[other] { $messages } messages
}, { $lines ->
    [one] { $lines } due line
   *[other] { $lines } due lines
}, { $awaiting } to review; { $left_out ->
    [one] { $left_out } due line left out
   *[other] { $left_out } due lines left out
}.
run-progress = Due lines read:
run-preview = Proposal for { $day }: nothing is recorded. To record it, add --confirm.
run-frozen = The run of { $day } is confirmed: its lines are those of its confirmation.
run-confirmed = The run of { $day } is confirmed: { $messages ->
    [one] { $messages } message.
   *[other] { $messages } messages.
}
run-confirmed-before = The run of { $day } was confirmed before: nothing was queued.
run-later-payments = { $count ->
    [one] One payment is dated after that day ({ $first }) and does not count: { $sum }
   *[other] { $count } payments are dated after that day (from { $first } to { $last }) and do not count: { $sum }
}
run-missing-rates = A reference rate is missing: { $rows }. The penalties of these messages are reserved, without a figure.
run-none-of-day = There is no run of { $day }.
run-notice-of-another = This message belongs to another run, of { $day }: nothing was decided.
run-approved = { $count ->
    [one] One message may leave.
   *[other] { $count } messages may leave.
}
run-refused = { $count ->
    [one] One message will not leave.
   *[other] { $count } messages will not leave.
}
run-cancelled = { $count ->
    [0] The run is cancelled.
    [one] The run is cancelled: one message will not leave.
   *[other] The run is cancelled: { $count } messages will not leave.
}
run-cancelled-letters = { $count ->
    [one] One letter is out already: post it (relais message post) or discard it (relais message discard).
   *[other] { $count } letters are out already: post them (relais message post) or discard them (relais message discard).
}
run-counts = { $messages } messages, { $lines } due lines, { $left_out } left out
run-state-proposed = proposed
run-state-confirmed = confirmed
run-state-cancelled = cancelled

left-out-no_active_procedure = no active procedure of reminders
left-out-reminders_off = reminders are switched off for this customer
left-out-restricted = the customer’s data are restricted (GDPR, article 18)
left-out-held = held (a dispute or something else)
left-out-below_tolerance = open amount within the tolerance
left-out-awaiting_review = its last reminder waits for a review
left-out-uncertain = nobody knows whether its last reminder arrived
left-out-under_way = its last reminder has not left yet
left-out-delay_not_reached = not late enough
left-out-gap_not_reached = last reminder too recent
left-out-last_level_reached = last level reached
left-out-covered_by_credits = covered by the customer’s credits
left-out-no_contact_point = no address that works

refusal-run_too_far_ahead = A run lies at most a month ahead: on { $last } at the latest.
refusal-run_older_than_latest = A run of { $latest } is confirmed already: an older one is refused.
refusal-run_already_confirmed = The run of that day is confirmed already.
refusal-run_cancelled = This run is cancelled.
refusal-run_nothing_to_cancel = Nothing of this run is left to cancel: everything has left.
refusal-run_not_confirmed = This run is not confirmed.
refusal-notice_not_awaiting_review = No such message of this run waits for a review.
refusal-hold_amount = A held amount is more than zero.
refusal-hold_amount_without_line = A held amount is that of a due line: which one?
refusal-hold_of_another_customer = This due line is another customer’s.
refusal-hold_ends_before_it_begins = The hold ends before it begins.
refusal-hold_lifted = This hold is lifted already.
refusal-reason_missing = A reason is needed: one line of at most 500 characters.
refusal-jump_level = A due line jumps upwards only, to a level before the last.
refusal-reminder_superseded = Another run has taken these due lines to the same level already.
refusal-procedure_name = A procedure has a name in each language, of at most 120 characters.
refusal-procedure_levels = A procedure has one to twenty levels.
refusal-procedure_not_a_name = A code or a template holds lower-case letters, digits and underscores only.
refusal-procedure_same_code = Two levels have the same code.
refusal-procedure_delays = Delays rise from level to level, within ten years.
refusal-procedure_negative = A tolerance, a grace or an amount is negative.
