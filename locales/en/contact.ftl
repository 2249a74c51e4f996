# The right to contact: purposes, consents, suppressions, calls, and the answer of the rule.

contact-yes = Yes:
contact-no = No:
contact-evidence-consent = Evidence: consent { $id } of { $at }
contact-next = Next lawful moment: { $at }
contact-unconfirmed = A rule that no published source confirms.
contact-no-purpose = There is no such purpose. Purposes known: { $known }

contact-rule-line = { $kind }  { $day }  { $value }  { $confirmed }  ({ $source })
contact-rule-flag = { $value ->
    [0] no
   *[other] yes
}
contact-rule-minute_of_day = { $hours }:{ $minutes }
contact-rule-calls = { $value ->
    [one] { $value } call
   *[other] { $value } calls
}
contact-rule-days = { $value ->
    [one] { $value } day
   *[other] { $value } days
}
contact-rule-months = { $value ->
    [one] { $value } month
   *[other] { $value } months
}

contact-reason-consent_given = the person consented
contact-reason-existing_customer = an existing customer, informed at collection, for similar products
contact-reason-professional_address = an address at work, without objection
contact-reason-generic_address = a generic address, which is nobody’s in particular
contact-reason-running_contract = a running contract, and in relation to it
contact-reason-legitimate_interest = a legitimate interest, without objection
contact-reason-not_marketing = it is no marketing
contact-reason-not_an_address = this is no address of this channel
contact-reason-unknown_person = nobody of the file is reached at this address
contact-reason-party_deleted = the person’s data were erased
contact-reason-party_restricted = the use of the person’s data is restricted
contact-reason-no_contact_point = there is no address for this channel
contact-reason-contact_point_invalid = the address does not work any more
contact-reason-suppressed = the address is suppressed
contact-reason-purpose_inactive = the firm does not pursue this purpose any more
contact-reason-channel_not_of_purpose = this purpose does not use this channel
contact-reason-objected = the person objected
contact-reason-consent_withdrawn = the person took the consent back
contact-reason-consent_refused = the person refused
contact-reason-consent_expired = the consent ran out
contact-reason-no_consent = consent is needed, and there is none
contact-reason-not_informed = an existing customer, but not informed at collection
contact-reason-opposition_list_unchecked = the law before 11 August 2026: the list of opposition (Bloctel) is not checked here
contact-reason-retention_over = the person has been silent for too long
contact-reason-hold_open = something is disputed: no promotion meanwhile
contact-reason-refused_recently = the person refused a call a short while ago
contact-reason-too_many_calls = the person was called often enough
contact-reason-not_a_calling_day = nobody is called on a weekend or a public holiday
contact-reason-outside_calling_hours = nobody is called at this hour
contact-reason-rule_missing = a figure of the law is missing for that day

refusal-consent_in_future = A decision cannot be dated in the future.
refusal-consent_of_nobody = A decision is a party’s or about an address: one of them must be named.
refusal-consent_unspecific = A consent is for a purpose and a channel: both must be named.
refusal-consent_without_wording = A consent names the words that were shown and their language: the firm must be able to prove it.
refusal-consent_import_raises = An import never gives a consent.
refusal-consent_evidence = Too much evidence: at most 20 texts of 500 characters.
refusal-consent_point_of_another = This address is not this person’s, and never was: name whose it is, or the address alone.
refusal-consent_request_not_by_mail = The link that confirms a consent goes to an e-mail address.
refusal-wording_text = The text is empty or has more than 4,000 characters, in one of the languages.
refusal-wording_of_another_purpose = These words are those of another purpose.
refusal-wording_not_yet_shown = These words were not shown yet at that time.
refusal-purpose_label = The name of a purpose has 1 to 120 characters, in each language.
refusal-purpose_without_channel = A purpose has at least one channel.
refusal-purpose_marketing_ground = Marketing rests on consent, on the relation with a customer or on a legitimate interest.
refusal-purpose_soft_opt_in = The relation with a customer is a ground for marketing only.
refusal-purpose_keeps_its_nature = The code of a purpose and whether it is marketing do not change: make another one.
refusal-call_in_future = A call cannot be dated in the future.
refusal-call_to_nobody = A call names a party or a number.
refusal-contact_rule_not_a_flag = This figure is 1 (yes) or 0 (no).
refusal-contact_rule_not_a_minute_of_day = This figure is a minute of the day: a whole number from 0 to 1,440.
refusal-contact_rule_calls_out_of_range = This figure is a number of calls: from 1 to 100.
refusal-contact_rule_days_out_of_range = This figure is a number of days: from 1 to 3,650.
refusal-contact_rule_months_out_of_range = This figure is a number of months: from 1 to 120.
refusal-contact_rule_source_missing = Say where the figure was read: one line of at most 500 characters.

conflict-purpose_code_taken = Another purpose has this code.

fault-not_an_instant = This must be an instant, written like 2026-11-24T10:00:00Z.
fault-not_a_purpose_code = This must be the code of a purpose: 1 to 40 lower-case letters, digits and _, a letter first.
fault-method_of_the_program = Only the program itself records this method, when it happens: say how you collected the decision.
fault-no_such_purpose = No purpose has this code.

message-reason-no_contact_point = there is no address
message-reason-suppressed = the address is suppressed

holiday-uncertain = (depends on the commune or on custom)

refusal-preference_link_not_by_mail = A link to the preferences goes to an e-mail address.
refusal-preference_link_lately = A link to somebody else’s preferences was just sent to this address: try again in an hour.

message-reason-link_over = its link would be too old
