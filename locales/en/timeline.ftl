# The timeline of a customer: a sentence for each kind of event, and the names of the fields.

event-company_changed = The file of the firm was changed.
event-customer_created = The customer was created.
event-customer_changed = The file was changed: { $fields }.
event-customer_deleted = The customer was deleted.
event-customer_restored = The deleted customer was restored.
event-person_added = { $name } was added to the people of the customer.
event-person_changed = The file of { $name } was changed: { $fields }.
event-person_deleted = { $name } was taken off the people of the customer.
event-person_restored = { $name } was put back among the people of the customer.
event-establishment_added = The establishment { $name } was added.
event-establishment_changed = The establishment { $name } was changed: { $fields }.
event-establishment_deleted = The establishment { $name } was taken off.
event-establishment_restored = The establishment { $name } was put back.
event-payment_sheet_changed = How to get paid was changed: { $fields }.
event-note_written = { $note ->
    [call_in] { $named ->
        [yes] { $name } called.
       *[no] The customer called.
    }
    [call_out] { $named ->
        [yes] { $name } was called.
       *[no] The customer was called.
    }
    [visit] { $named ->
        [yes] Met { $name }.
       *[no] Met the customer.
    }
    [mail_in] { $named ->
        [yes] { $name } sent a mail.
       *[no] The customer sent a mail.
    }
    [mail_out] { $named ->
        [yes] A mail was written to { $name }.
       *[no] A mail was written to the customer.
    }
    [letter_in] { $named ->
        [yes] A letter came from { $name }.
       *[no] A letter came from the customer.
    }
    [letter_out] { $named ->
        [yes] A letter was written to { $name }.
       *[no] A letter was written to the customer.
    }
   *[note] { $named ->
        [yes] A note was written about { $name }.
       *[no] A note was written.
    }
}
event-note_changed = A note was corrected.
event-note_deleted = A note was deleted.
event-note_restored = A deleted note was restored.
event-attachment_added = A file was attached.
event-attachment_deleted = An attached file was taken off.
event-attachment_restored = A file that was taken off was attached again.
event-task_created = { $task ->
    [no_contact_point] A task was opened, since no address of the customer works.
   *[manual] A task was opened.
}
event-task_changed = A task was changed.
event-task_done = A task was done.
event-task_reopened = A task was opened again.
event-custom_field_created = A field of the firm’s own was defined.
event-custom_field_changed = A field of the firm’s own was changed.
event-contact_point_invalidated = { $why ->
    [left] An address or a number no longer works: the person left.
    [wrong_person] An address or a number no longer works: it is somebody else’s.
    [number_unassigned] A number no longer works: it is nobody’s.
    [returned] An address or a number no longer works: what was sent there came back.
   *[other] An address or a number no longer works.
}
event-contact_point_validated = An address or a number works again.
event-address_invalidated = { $why ->
    [left] A postal address no longer works: the customer moved.
    [wrong_person] A postal address no longer works: it is somebody else’s.
    [returned] A postal address no longer works: a letter came back.
   *[other] A postal address no longer works.
}
event-address_validated = A postal address works again.
event-invoice_posted = An invoice of { $amount } was posted.
event-payment_recorded = A payment of { $amount } was recorded.
event-payment_bounced = A payment bounced.
event-credit_note_posted = A credit note of { $amount } was posted.
event-allocation_made = A payment or a credit note was allocated.
event-allocation_confirmed = A proposed allocation was confirmed.
event-allocation_changed = An allocation was changed.
event-allocation_reversed = An allocation was taken back.
event-dunning_procedure_updated = A procedure of reminders was changed.
event-dunning_run_proposed = A reminder run was proposed for { $day }.
event-dunning_run_confirmed = The reminder run of { $day } was confirmed.
event-dunning_run_cancelled = The reminder run of { $day } was cancelled.
event-dunning_notice_queued = A reminder of level { $level } was made, for { $amount }.
event-dunning_notice_approved = A reminder of level { $level } was approved.
event-dunning_notice_refused = A reminder of level { $level } was refused.
event-dunning_line_dropped = A due line was dropped from a reminder before it was sent.
event-dunning_line_jumped = A due line was moved to level { $to }.
event-dunning_hold_placed = Reminders were put on hold until { $until }.
event-dunning_hold_lifted = The hold on reminders was lifted.
event-message_queued = A message was queued.
event-message_accepted = A message was sent ({ $channel }).
event-message_deferred = A message was put off ({ $channel }).
event-message_failed = A message failed ({ $channel }): { $reason }.
event-message_skipped = A message was not sent ({ $channel }): { $reason }.
event-message_uncertain = A message is uncertain: nobody knows whether it left ({ $channel }).
event-message_handed_out = A message is ready to be handed over ({ $channel }).
event-message_settled = The fate of a message was settled: { $state }.
event-message_retried = A message was queued again.
event-sending_paused = Sending was paused.
event-sending_resumed = Sending goes on.
event-import_planned = An import was planned.
event-import_applied = An import was applied.
event-import_cancelled = An import was cancelled.
event-segment_created = A segment was saved.
event-segment_changed = A segment was changed.
event-segment_deleted = A segment was deleted.
event-segment_restored = A deleted segment was restored.
event-user_created = A user was created.
event-user_changed = A user was changed.
event-user_disabled = A user was disabled.
event-user_enabled = A user was enabled again.
event-user_locked = A user was locked out after failures.
event-password_changed = A password was changed.
event-token_created = A token was created.
event-token_revoked = A token was revoked.
event-session_opened = A session was opened.
event-session_closed = A session was closed.

field-name = name
field-legal_class = legal class
field-kind = legal class
field-language = language
field-currency = currency
field-payment_terms = terms of payment
field-credit_limit = credit limit
field-procedure = procedure of reminders
field-dunning_active = reminders
field-contact_points = contact points
field-addresses = addresses
field-identifiers = identifiers
field-owner = owner
field-tags = tags
field-custom_fields = the firm’s own fields
field-siren = SIREN
field-siret = SIRET
field-vat_number = VAT number
field-email = e-mail address
field-phone = phone
field-address_line1 = address line
field-street = street
field-postal_code = postal code
field-city = city
field-country = country
field-job_title = job title
field-roles = roles
field-payment_sheet-order_number_required = order number required
field-payment_sheet-commitment_number = commitment number
field-payment_sheet-portal = portal
field-payment_sheet-service_code = service code
field-payment_sheet-documents = documents to attach
field-payment_sheet-approver = approver
field-payment_sheet-cut_off_day = invoice cut-off day
field-payment_sheet-payment_run_days = days of payment runs
field-payment_sheet-remarks = remarks
event-rate_recorded = A reference rate was recorded.
event-import_reverted = The import was undone.
event-customer_removed = The customer was removed with the import that had made it.
event-customer_reverted = The customer was given back what it was before an import.
event-purpose_created = A purpose of contact was defined.
event-purpose_changed = A purpose of contact was changed.
event-consent_wording_added = A wording of consent was added.
event-consent_recorded = What the person decided about being contacted was recorded.
event-consent_requested = A confirmation of a consent was asked for by mail.
event-preference_link_requested = A link to the preferences was asked for by mail.
event-contact_sheet_filled = A contact sheet was filled in.
event-address_suppressed = An address was suppressed.
event-suppression_lifted = The suppression of an address was lifted.
event-call_recorded = A call was recorded.
event-contact_rule_recorded = A figure of the law on contact was recorded.
event-duplicate_search_begun = A search for duplicates was begun.
event-duplicate_dismissed = A possible duplicate was dismissed.
event-customers_merged = Two customers were merged: the one stays and has all that the other had.
event-people_merged = Two people were merged: the one stays and has all that the other had.
event-establishments_merged = Two establishments were merged: the one stays and has all that the other had.
event-merge_undone = A merge was undone: the two are two again.
event-party_restricted = The use of the data was restricted: { $ground ->
    [accuracy_contested] the person says that they are wrong.
    [unlawful] they should not have been used.
    [needed_for_claim] the person needs them for a claim.
   *[objection_pending] the person objected.
}
event-restriction_lifted = The use of the data is no longer restricted.
event-party_erased = { $kept ->
    [accounting] The personal data were erased, except what accounting must keep for ten years.
   *[nothing] The personal data were erased.
}
