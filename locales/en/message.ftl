# Messages: their states and reasons, and what `relais worker` and `relais message` say.

message-state-queued = queued
message-state-claimed = in work
message-state-accepted = accepted
message-state-deferred = put off
message-state-failed = failed
message-state-uncertain = uncertain
message-state-skipped = not sent
message-state-handed_out = to post

message-class-recipient = the recipient
message-class-content = the content
message-class-sender = the sender

message-reason-contact_point_invalid = the address does not work any more
message-reason-party_restricted = the use of its data is restricted
message-reason-party_deleted = the party was deleted
message-reason-settled = paid since
message-reason-held = on hold since
message-reason-reminders_off = reminders are switched off for this customer
message-reason-no_longer_rises = nothing left that reaches this level
message-reason-cancelled = cancelled
message-reason-discarded = discarded by a person
message-reason-recipient_refused = the server refuses the recipient
message-reason-content_refused = the server refuses the content
message-reason-sender_refused = the server refuses us
message-reason-gave_up = put off too often
message-reason-no_address = no address
message-reason-unsendable = cannot be said on this channel
message-reason-nothing_to_show = there is nothing left to show
message-reason-unwritable = its texts cannot be written
message-reason-authentication = the mail server refuses our name or password
message-reason-policy = the mail server refuses us by policy or reputation
message-reason-protocol = the mail server does not understand us, or refuses our address
message-reason-encryption = no encrypted connection to the mail server
message-reason-unreachable = the mail server does not answer
message-reason-sender_missing = the firm has not said who sends; run: relais company set
message-reason-letterhead_missing = the firm has not said from where its letters come; run: relais company set

message-id = Message
message-state = State
message-channel = Channel
message-customer = Customer
message-name = Name
message-why = Reason
message-reply = Reply
message-created = Written down
message-due = Not before
message-settled = Ended
message-proof = Proof

message-stands = { $id }: { $state }
message-resumed = { $count ->
    [0] Sending was not paused.
   *[other] Sending goes on.
}
message-paused = Sending is paused: { $reason }. When it is mended, run: relais message resume
message-drained = { $accepted } accepted, { $handed_out } to post, { $deferred } put off, { $failed } failed, { $skipped } not sent
message-uncertain = { $count ->
    [one] One message is uncertain: nobody knows whether it left. See: relais message list --state uncertain
   *[other] { $count } messages are uncertain: nobody knows whether they left. See: relais message list --state uncertain
}
message-left = { $count ->
    [one] One message is due and did not leave.
   *[other] { $count } messages are due and did not leave.
}
message-next = The next one is due on { $at }.
message-overslept = This worker slept past its lease: it sent nothing more, and the next one settles what it held.

refusal-message_state = The message is not in a state that allows it: { $state ->
    [queued] { message-state-queued }
    [claimed] { message-state-claimed }
    [accepted] { message-state-accepted }
    [deferred] { message-state-deferred }
    [failed] { message-state-failed }
    [uncertain] { message-state-uncertain }
    [skipped] { message-state-skipped }
   *[handed_out] { message-state-handed_out }
}.
refusal-proof_length = A proof has 1 to 200 characters.
refusal-proof_in_the_future = The day of posting is to come.
