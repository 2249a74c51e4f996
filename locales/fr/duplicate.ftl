# Les doublons et les fusions : les paires qui n’en font peut-être qu’un, un seul de deux, et deux à nouveau.

duplicate-search-gathering = Lecture du fichier
duplicate-search-comparing = Comparaison
duplicate-search-done = Terminé
duplicate-found = { $count ->
    [0] Aucun doublon possible.
    [one] Un doublon possible. Lancez : relais duplicate list
   *[other] { $count } doublons possibles. Lancez : relais duplicate list
}
duplicate-line = { $id }  { $score }  { $state }  { $first } / { $second }  ({ $reasons })

duplicate-state-open = à examiner
duplicate-state-dismissed = écarté
duplicate-state-merged = fusionné

duplicate-likeness-possible = possible
duplicate-likeness-probable = probable

duplicate-reason-same_siret = même SIRET
duplicate-reason-same_siren = même SIREN
duplicate-reason-same_vat = même numéro de TVA
duplicate-reason-same_iban = même IBAN
duplicate-reason-same_number = même identifiant
duplicate-reason-same_name = même nom
duplicate-reason-similar_name = nom voisin
duplicate-reason-same_email = même adresse électronique
duplicate-reason-same_phone = même numéro de téléphone
duplicate-reason-same_social = même compte sur un réseau social
duplicate-reason-same_address = même adresse
duplicate-reason-same_town = même commune
duplicate-reason-other_name = un autre nom
duplicate-reason-other_kind = une personne et un organisme

merge-done = La fusion { $id } est faite. Pour la défaire : relais merge undo { $id }
merge-undone = La fusion { $id } est défaite : les deux sont comme avant.

refusal-duplicate_merged = Les deux ont été fusionnés : la paire ne peut plus être écartée.
refusal-merge_itself = Un client, une personne ou un établissement ne se fusionne pas avec soi-même, ni deux clients d’un même tiers.
refusal-merge_deleted = L’un des deux a été supprimé.
refusal-merge_merged = L’un des deux est déjà fusionné. Fusionnez celui qui subsiste, ou défaites d’abord cette fusion.
refusal-merge_restricted = Le traitement des données de l’un des deux est limité et celui de l’autre ne l’est pas : une fusion lèverait ou étendrait la limitation. Décidez d’abord laquelle vaut pour les deux.
refusal-merge_not_a_list = On ne peut garder les deux pour { $field } : choisissez celui qui subsiste ou l’autre.
refusal-merge_legal_class_unclear = L’un est une personne physique et l’autre non : dites quelle catégorie juridique est gardée.
refusal-merge_limit_currency = Le plafond de crédit gardé est dans une autre devise que celle qui est gardée.
refusal-merge_undone = La fusion est déjà défaite.
refusal-merge_depended = { $what ->
    [merge] La fiche qui subsiste a été fusionnée depuis avec une autre. Défaites d’abord cette fusion.
    [party] Le nom, la langue ou un autre élément du tiers a été modifié depuis la fusion. Rétablissez-le d’abord.
    [person] Le nom, la fonction, la langue ou les rôles de la personne ont été modifiés depuis la fusion, ou elle a été supprimée. Rétablissez-les d’abord.
    [establishment] Le nom ou la langue de l’établissement a été modifié depuis la fusion, ou il a été supprimé. Rétablissez-le d’abord.
    [customer] Les conditions ou un autre élément du client ont été modifiés depuis la fusion. Rétablissez-les d’abord.
    [desk] Le responsable, les étiquettes, les champs propres à l’entreprise ou la fiche de paiement ont été modifiés depuis la fusion. Rétablissez-les d’abord.
    [erasure] Les données de l’un des deux ont été effacées depuis la fusion.
    [party_contact_point] Les coordonnées ont été modifiées depuis la fusion.
    [address] Les adresses ont été modifiées depuis la fusion.
    [identifier] Les identifiants ont été modifiés depuis la fusion.
    [allocation] Un paiement ou un avoir a été imputé depuis la fusion sur ce qu’elle a déplacé.
    [credit_note] Un avoir a été établi depuis la fusion pour une facture qu’elle a déplacée.
    [dunning_claim] Une relance a été faite depuis la fusion pour une échéance qu’elle a déplacée.
    [dunning_hold] Une suspension a été posée depuis la fusion sur une échéance qu’elle a déplacée.
    [dunning_jump] Une échéance que la fusion a déplacée a changé de niveau depuis.
    [dunning_notice] Une relance a été faite depuis la fusion pour une échéance qu’elle a déplacée.
   *[other] Plusieurs éléments plus récents que la fusion dépendent de ce qu’elle a déplacé : { $what }.
}

invariant-merged_customer_has_no_ledger = Rien n’est porté au compte d’un client fusionné.
invariant-merged_customer_leads_to_one_that_stands = Un client fusionné mène à un client qui subsiste.
