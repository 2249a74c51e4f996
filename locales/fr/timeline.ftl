# La chronologie d’un client : une phrase par nature d’événement, et les noms des champs.

event-company_changed = La fiche de l’entreprise a été modifiée.
event-customer_created = Le client a été créé.
event-customer_changed = La fiche a été modifiée : { $fields }.
event-customer_deleted = Le client a été supprimé.
event-customer_restored = Le client supprimé a été rétabli.
event-person_added = { $name } a été ajouté aux personnes du client.
event-person_changed = La fiche de { $name } a été modifiée : { $fields }.
event-person_deleted = { $name } a été retiré des personnes du client.
event-person_restored = { $name } a été rétabli parmi les personnes du client.
event-establishment_added = L’établissement { $name } a été ajouté.
event-establishment_changed = L’établissement { $name } a été modifié : { $fields }.
event-establishment_deleted = L’établissement { $name } a été retiré.
event-establishment_restored = L’établissement { $name } a été rétabli.
event-payment_sheet_changed = Les conditions pour être payé ont changé : { $fields }.
event-note_written = { $note ->
    [call_in] { $named ->
        [yes] { $name } a appelé.
       *[no] Le client a appelé.
    }
    [call_out] { $named ->
        [yes] { $name } a été appelé.
       *[no] Le client a été appelé.
    }
    [visit] { $named ->
        [yes] Rencontre avec { $name }.
       *[no] Rencontre avec le client.
    }
    [mail_in] { $named ->
        [yes] { $name } a envoyé un courriel.
       *[no] Le client a envoyé un courriel.
    }
    [mail_out] { $named ->
        [yes] Un courriel a été écrit à { $name }.
       *[no] Un courriel a été écrit au client.
    }
    [letter_in] { $named ->
        [yes] Une lettre de { $name } est arrivée.
       *[no] Une lettre du client est arrivée.
    }
    [letter_out] { $named ->
        [yes] Une lettre a été écrite à { $name }.
       *[no] Une lettre a été écrite au client.
    }
   *[note] { $named ->
        [yes] Une note a été écrite au sujet de { $name }.
       *[no] Une note a été écrite.
    }
}
event-note_changed = Une note a été corrigée.
event-note_deleted = Une note a été supprimée.
event-note_restored = Une note supprimée a été rétablie.
event-attachment_added = Un fichier a été joint.
event-attachment_deleted = Un fichier joint a été retiré.
event-attachment_restored = Un fichier retiré a été joint de nouveau.
event-task_created = { $task ->
    [no_contact_point] Une tâche a été ouverte, car aucune adresse du client ne fonctionne.
   *[manual] Une tâche a été ouverte.
}
event-task_changed = Une tâche a été modifiée.
event-task_done = Une tâche a été accomplie.
event-task_reopened = Une tâche a été rouverte.
event-custom_field_created = Un champ propre à l’entreprise a été défini.
event-custom_field_changed = Un champ propre à l’entreprise a été modifié.
event-contact_point_invalidated = { $why ->
    [left] Une adresse ou un numéro ne fonctionne plus : la personne est partie.
    [wrong_person] Une adresse ou un numéro ne fonctionne plus : quelqu’un d’autre y répond.
    [number_unassigned] Un numéro ne fonctionne plus : il n’est plus attribué.
    [returned] Une adresse ou un numéro ne fonctionne plus : l’envoi est revenu.
   *[other] Une adresse ou un numéro ne fonctionne plus.
}
event-contact_point_validated = Une adresse ou un numéro fonctionne de nouveau.
event-address_invalidated = { $why ->
    [left] Une adresse postale ne fonctionne plus : le client a déménagé.
    [wrong_person] Une adresse postale ne fonctionne plus : quelqu’un d’autre y habite.
    [returned] Une adresse postale ne fonctionne plus : un courrier est revenu.
   *[other] Une adresse postale ne fonctionne plus.
}
event-address_validated = Une adresse postale fonctionne de nouveau.
event-invoice_posted = Une facture de { $amount } a été enregistrée.
event-payment_recorded = Un règlement de { $amount } a été enregistré.
event-payment_bounced = Un règlement a été rejeté.
event-credit_note_posted = Un avoir de { $amount } a été enregistré.
event-allocation_made = Un règlement ou un avoir a été imputé.
event-allocation_confirmed = Une imputation proposée a été confirmée.
event-allocation_changed = Une imputation a été modifiée.
event-allocation_reversed = Une imputation a été reprise.
event-dunning_procedure_updated = Une procédure de relance a été modifiée.
event-dunning_run_proposed = Une série de relances a été proposée pour le { $day }.
event-dunning_run_confirmed = La série de relances du { $day } a été confirmée.
event-dunning_run_cancelled = La série de relances du { $day } a été annulée.
event-dunning_notice_queued = Une relance de niveau { $level } a été préparée, pour { $amount }.
event-dunning_notice_approved = Une relance de niveau { $level } a été approuvée.
event-dunning_notice_refused = Une relance de niveau { $level } a été refusée.
event-dunning_line_dropped = Une échéance a été retirée d’une relance avant l’envoi.
event-dunning_line_jumped = Une échéance a été portée au niveau { $to }.
event-dunning_hold_placed = Les relances ont été suspendues jusqu’au { $until }.
event-dunning_hold_lifted = La suspension des relances a été levée.
event-message_queued = Un message a été mis en file.
event-message_accepted = Un message est parti ({ $channel }).
event-message_deferred = Un message a été différé ({ $channel }).
event-message_failed = Un message n’a pas abouti ({ $channel }) : { $reason }.
event-message_skipped = Un message n’a pas été envoyé ({ $channel }) : { $reason }.
event-message_uncertain = Un message est incertain, personne ne sait s’il est parti ({ $channel }).
event-message_handed_out = Un message est prêt à être remis ({ $channel }).
event-message_settled = Le sort d’un message a été fixé : { $state }.
event-message_retried = Un message a été remis en file.
event-sending_paused = Les envois ont été interrompus.
event-sending_resumed = Les envois ont repris.
event-import_planned = Un import a été préparé.
event-import_applied = Un import a été appliqué.
event-import_cancelled = Un import a été annulé.
event-segment_created = Un segment a été enregistré.
event-segment_changed = Un segment a été modifié.
event-segment_deleted = Un segment a été supprimé.
event-segment_restored = Un segment supprimé a été rétabli.
event-user_created = Un utilisateur a été créé.
event-user_changed = Un utilisateur a été modifié.
event-user_disabled = Un utilisateur a été désactivé.
event-user_enabled = Un utilisateur a été réactivé.
event-user_locked = Un utilisateur a été bloqué après des échecs.
event-password_changed = Un mot de passe a été changé.
event-token_created = Un jeton a été créé.
event-token_revoked = Un jeton a été révoqué.
event-session_opened = Une session a été ouverte.
event-session_closed = Une session a été fermée.

field-name = nom
field-legal_class = nature juridique
field-kind = nature juridique
field-language = langue
field-currency = monnaie
field-payment_terms = conditions de paiement
field-credit_limit = plafond de crédit
field-procedure = procédure de relance
field-dunning_active = relances
field-contact_points = coordonnées
field-addresses = adresses
field-identifiers = identifiants
field-owner = responsable
field-tags = étiquettes
field-custom_fields = champs propres à l’entreprise
field-siren = SIREN
field-siret = SIRET
field-vat_number = numéro de TVA
field-email = adresse électronique
field-phone = téléphone
field-address_line1 = complément d’adresse
field-street = voie
field-postal_code = code postal
field-city = ville
field-country = pays
field-job_title = fonction
field-roles = rôles
field-payment_sheet-order_number_required = numéro de commande exigé
field-payment_sheet-commitment_number = numéro d’engagement
field-payment_sheet-portal = portail
field-payment_sheet-service_code = code service
field-payment_sheet-documents = documents à joindre
field-payment_sheet-approver = approbateur
field-payment_sheet-cut_off_day = jour d’arrêté des factures
field-payment_sheet-payment_run_days = jours de règlement
field-payment_sheet-remarks = remarques
event-rate_recorded = Un taux de référence a été enregistré.
event-import_reverted = L’import a été annulé.
event-customer_removed = Le client a été retiré avec l’import qui l’avait créé.
event-customer_reverted = Le client a retrouvé ce qu’il était avant un import.
event-purpose_created = Une finalité de contact a été définie.
event-purpose_changed = Une finalité de contact a été modifiée.
event-consent_wording_added = Un texte de consentement a été ajouté.
event-consent_recorded = Ce que la personne a décidé sur le fait d’être contactée a été enregistré.
event-consent_requested = Une confirmation de consentement a été demandée par courriel.
event-preference_link_requested = Un lien vers les préférences a été demandé par courriel.
event-contact_sheet_filled = Une fiche contact a été remplie.
event-address_suppressed = Une adresse a été mise en liste d’opposition.
event-suppression_lifted = L’opposition sur une adresse a été levée.
event-call_recorded = Un appel a été enregistré.
event-contact_rule_recorded = Une valeur légale sur le contact a été enregistrée.
event-duplicate_search_begun = Une recherche de doublons a été lancée.
event-duplicate_dismissed = Un doublon possible a été écarté.
event-customers_merged = Deux clients ont été fusionnés : l’un subsiste et porte tout ce que l’autre avait.
event-people_merged = Deux personnes ont été fusionnées : l’une subsiste et porte tout ce que l’autre avait.
event-establishments_merged = Deux établissements ont été fusionnés : l’un subsiste et porte tout ce que l’autre avait.
event-merge_undone = Une fusion a été défaite : les deux fiches sont de nouveau séparées.
event-party_restricted = L’usage des données a été limité : { $ground ->
    [accuracy_contested] la personne les dit inexactes.
    [unlawful] elles n’auraient pas dû être utilisées.
    [needed_for_claim] la personne en a besoin pour faire valoir un droit.
   *[objection_pending] la personne s’y est opposée.
}
event-restriction_lifted = L’usage des données n’est plus limité.
event-party_erased = { $kept ->
    [accounting] Les données personnelles ont été effacées, sauf ce que la comptabilité doit garder dix ans.
   *[nothing] Les données personnelles ont été effacées.
}
