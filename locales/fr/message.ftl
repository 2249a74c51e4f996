# Les messages : leurs états, leurs motifs, et ce que disent `relais worker` et `relais message`.

message-state-queued = en attente
message-state-claimed = en cours
message-state-accepted = accepté
message-state-deferred = reporté
message-state-failed = échoué
message-state-uncertain = incertain
message-state-skipped = non envoyé
message-state-handed_out = à poster

message-class-recipient = le destinataire
message-class-content = le contenu
message-class-sender = l’expéditeur

message-reason-contact_point_invalid = l’adresse ne fonctionne plus
message-reason-party_restricted = l’usage de ses données est limité
message-reason-party_deleted = le tiers a été supprimé
message-reason-settled = payé entre-temps
message-reason-held = bloqué entre-temps
message-reason-reminders_off = les relances de ce client sont coupées
message-reason-no_longer_rises = plus rien n’atteint ce niveau
message-reason-discarded = écarté par quelqu’un
message-reason-cancelled = annulé
message-reason-recipient_refused = le serveur refuse le destinataire
message-reason-content_refused = le serveur refuse le contenu
message-reason-sender_refused = le serveur nous refuse
message-reason-gave_up = reporté trop souvent
message-reason-no_address = aucune adresse
message-reason-unsendable = impossible à envoyer par cette voie
message-reason-nothing_to_show = il ne reste rien à montrer
message-reason-unwritable = ses textes ne peuvent pas être écrits
message-reason-authentication = le serveur de messagerie refuse notre nom ou notre mot de passe
message-reason-policy = le serveur de messagerie nous refuse par règle ou par réputation
message-reason-protocol = le serveur de messagerie ne nous comprend pas, ou refuse notre adresse
message-reason-encryption = aucune liaison chiffrée avec le serveur de messagerie
message-reason-unreachable = le serveur de messagerie ne répond pas
message-reason-sender_missing = l’entreprise n’a pas dit qui envoie ; lancer : relais company set
message-reason-letterhead_missing = l’entreprise n’a pas dit d’où viennent ses lettres ; lancer : relais company set

message-id = Message
message-state = État
message-channel = Voie
message-customer = Client
message-name = Nom
message-why = Motif
message-reply = Réponse
message-created = Inscrit
message-due = Pas avant
message-settled = Terminé
message-proof = Preuve

message-stands = { $id } : { $state }
message-resumed = { $count ->
    [0] L’envoi n’était pas suspendu.
   *[other] L’envoi reprend.
}
message-paused = L’envoi est suspendu : { $reason }. Une fois la cause levée, lancer : relais message resume
message-drained = { $accepted } acceptés, { $handed_out } à poster, { $deferred } reportés, { $failed } échoués, { $skipped } non envoyés
message-uncertain = { $count ->
    [one] Un message est incertain : nul ne sait s’il est parti. Voir : relais message list --state uncertain
   *[other] { $count } messages sont incertains : nul ne sait s’ils sont partis. Voir : relais message list --state uncertain
}
message-left = { $count ->
    [one] Un message est dû et n’est pas parti.
   *[other] { $count } messages sont dus et ne sont pas partis.
}
message-next = Le prochain part au plus tôt le { $at }.
message-overslept = Ce worker a dormi au-delà de son bail : il n’a plus rien envoyé, et le prochain règle ce qu’il tenait.

refusal-message_state = L’état du message ne le permet pas : { $state ->
    [queued] { message-state-queued }
    [claimed] { message-state-claimed }
    [accepted] { message-state-accepted }
    [deferred] { message-state-deferred }
    [failed] { message-state-failed }
    [uncertain] { message-state-uncertain }
    [skipped] { message-state-skipped }
   *[handed_out] { message-state-handed_out }
}.
refusal-proof_length = Une preuve compte de 1 à 200 caractères.
refusal-proof_in_the_future = Le jour de l’envoi est à venir.
