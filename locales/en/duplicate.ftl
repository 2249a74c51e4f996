# Duplicates and merges: pairs that may be one, one made of two, and two again.

duplicate-search-gathering = Reading the file
duplicate-search-comparing = Comparing
duplicate-search-done = Done
duplicate-found = { $count ->
    [0] No pair that may be one.
    [one] One pair that may be one. Run: relais duplicate list
   *[other] { $count } pairs that may be one. Run: relais duplicate list
}
duplicate-line = { $id }  { $score }  { $state }  { $first } / { $second }  ({ $reasons })

duplicate-state-open = open
duplicate-state-dismissed = dismissed
duplicate-state-merged = merged

duplicate-likeness-possible = possible
duplicate-likeness-probable = probable

duplicate-reason-same_siret = same SIRET
duplicate-reason-same_siren = same SIREN
duplicate-reason-same_vat = same VAT number
duplicate-reason-same_iban = same IBAN
duplicate-reason-same_number = same identifier
duplicate-reason-same_name = same name
duplicate-reason-similar_name = similar name
duplicate-reason-same_email = same e-mail address
duplicate-reason-same_phone = same phone number
duplicate-reason-same_social = same account on a social network
duplicate-reason-same_address = same address
duplicate-reason-same_town = same town
duplicate-reason-other_name = another name
duplicate-reason-other_kind = a person and a body

merge-done = Merge { $id } is done. To undo it: relais merge undo { $id }
merge-undone = Merge { $id } is undone: both are as they were.

refusal-duplicate_merged = The two were merged: the pair can no longer be dismissed.
refusal-merge_itself = A customer, a person or an establishment is not merged with itself, nor two customers of one party.
refusal-merge_deleted = One of the two was deleted.
refusal-merge_merged = One of the two is merged already. Merge the survivor, or undo that merge first.
refusal-merge_restricted = The processing of one of the two is restricted and that of the other is not: a merge would lift the restriction or extend it. Decide first which holds for both.
refusal-merge_not_a_list = Both cannot be kept of { $field }: choose the survivor’s or the other’s.
refusal-merge_legal_class_unclear = One is a natural person and the other is not: say whose legal class is kept.
refusal-merge_limit_currency = The credit limit kept is in another currency than the one kept.
refusal-merge_undone = The merge is undone already.
refusal-merge_depended = { $what ->
    [merge] The survivor was merged into another one since. Undo that merge first.
    [party] The name, the language or another detail of the party was changed since the merge. Change it back first.
    [person] The name, the title, the language or the roles of the person were changed since the merge, or it was deleted. Change them back first.
    [establishment] The name or the language of the establishment was changed since the merge, or it was deleted. Change it back first.
    [customer] The terms or another detail of the customer were changed since the merge. Change them back first.
    [desk] The owner, the tags, the firm’s own fields or the payment sheet were changed since the merge. Change them back first.
    [erasure] The data of one of the two were erased since the merge.
    [party_contact_point] The contact points were changed since the merge.
    [address] The addresses were changed since the merge.
    [identifier] The identifiers were changed since the merge.
    [allocation] A payment or a credit note was allocated since the merge to what it moved.
    [credit_note] A credit note was posted since the merge for an invoice that it moved.
    [dunning_claim] A reminder was made since the merge for a due line that it moved.
    [dunning_hold] A hold was placed since the merge on a due line that it moved.
    [dunning_jump] A due line that the merge moved was moved up its ladder since.
    [dunning_notice] A reminder was made since the merge for a due line that it moved.
   *[other] Several things are newer than the merge and depend on what it moved: { $what }.
}

invariant-merged_customer_has_no_ledger = Nothing is posted for a merged customer.
invariant-merged_customer_leads_to_one_that_stands = A merged customer leads to one that stands by itself.
