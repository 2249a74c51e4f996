# Les séries de relances : ce que `relais dunning` dit au terminal, ce qu’une série refuse, ce
# qu’elle laisse de côté et pourquoi.

run-level = niveau { $level }
run-channel-email = courriel
run-channel-letter = lettre
run-channel-phone_task = appel
run-net = net { $net }
run-credits = avoirs et règlements à déduire { $credits }
run-review = à relire
run-days = { $days } j
run-held = dont { $held } en attente
run-stays = reste à son niveau : { $reason }
run-left-out = Laissées de côté :
run-summary = Série du { $day } : { $messages ->
    [one] { $messages } message
   *[other] { $messages } messages
}, { $lines ->
    [one] { $lines } échéance
   *[other] { $lines } échéances
}, dont { $awaiting } à relire ; { $left_out ->
    [one] { $left_out } échéance laissée de côté
   *[other] { $left_out } échéances laissées de côté
}.
run-progress = Échéances lues :
run-preview = Proposition pour le { $day } : rien n’est enregistré. Pour l’enregistrer, ajoutez --confirm.
run-frozen = La série du { $day } est confirmée : ses échéances sont celles de sa confirmation.
run-confirmed = La série du { $day } est confirmée : { $messages ->
    [one] { $messages } message.
   *[other] { $messages } messages.
}
run-confirmed-before = La série du { $day } était déjà confirmée : rien n’a été mis en file.
run-later-payments = { $count ->
    [one] Un règlement est daté d’après ce jour ({ $first }) et ne compte pas : { $sum }
   *[other] { $count } règlements sont datés d’après ce jour (du { $first } au { $last }) et ne comptent pas : { $sum }
}
run-missing-rates = Il manque un taux de référence : { $rows }. Les pénalités de ces messages sont réservées, sans chiffre.
run-none-of-day = Il n’y a pas de série du { $day }.
run-notice-of-another = Ce message appartient à une autre série, celle du { $day } : rien n’a été décidé.
run-approved = { $count ->
    [one] Un message peut partir.
   *[other] { $count } messages peuvent partir.
}
run-refused = { $count ->
    [one] Un message ne partira pas.
   *[other] { $count } messages ne partiront pas.
}
run-cancelled = { $count ->
    [0] La série est annulée.
    [one] La série est annulée : un message ne partira pas.
   *[other] La série est annulée : { $count } messages ne partiront pas.
}
run-cancelled-letters = { $count ->
    [one] Une lettre est déjà sortie : postez-la (relais message post) ou écartez-la (relais message discard).
   *[other] { $count } lettres sont déjà sorties : postez-les (relais message post) ou écartez-les (relais message discard).
}
run-counts = { $messages } messages, { $lines } échéances, { $left_out } laissées de côté
run-state-proposed = proposée
run-state-confirmed = confirmée
run-state-cancelled = annulée

left-out-no_active_procedure = aucune procédure de relance active
left-out-reminders_off = les relances de ce client sont arrêtées
left-out-restricted = les données du client sont limitées (RGPD, article 18)
left-out-held = en attente (litige ou autre)
left-out-below_tolerance = reste dû inférieur au seuil
left-out-awaiting_review = sa dernière relance attend d’être relue
left-out-uncertain = nul ne sait si sa dernière relance est arrivée
left-out-under_way = sa dernière relance n’est pas encore partie
left-out-delay_not_reached = pas assez en retard
left-out-gap_not_reached = dernière relance trop récente
left-out-last_level_reached = dernier niveau atteint
left-out-covered_by_credits = couverte par les avoirs et règlements du client
left-out-no_contact_point = aucune adresse qui fonctionne

refusal-run_too_far_ahead = Une série se fait au plus un mois à l’avance : le { $last } au plus tard.
refusal-run_older_than_latest = Une série du { $latest } est déjà confirmée : une série plus ancienne est refusée.
refusal-run_already_confirmed = La série de ce jour est déjà confirmée.
refusal-run_cancelled = Cette série est annulée.
refusal-run_nothing_to_cancel = Il n’y a plus rien à annuler dans cette série : tout est parti.
refusal-run_not_confirmed = Cette série n’est pas confirmée.
refusal-notice_not_awaiting_review = Aucun message de cette série n’attend d’être relu ici.
refusal-hold_amount = Le montant mis en attente doit être supérieur à zéro.
refusal-hold_amount_without_line = Un montant mis en attente porte sur une échéance : laquelle ?
refusal-hold_of_another_customer = Cette échéance est celle d’un autre client.
refusal-hold_ends_before_it_begins = La mise en attente finit avant de commencer.
refusal-hold_lifted = Cette mise en attente est déjà levée.
refusal-reason_missing = Un motif est nécessaire, d’une ligne et de 500 caractères au plus.
refusal-jump_level = Une échéance ne saute que vers le haut, à un niveau avant le dernier.
refusal-reminder_superseded = Une autre série a déjà repris ces échéances au même niveau.
refusal-procedure_name = Une procédure porte un nom dans chaque langue, de 120 caractères au plus.
refusal-procedure_levels = Une procédure a d’un à vingt niveaux.
refusal-procedure_not_a_name = Un code ou un modèle ne contient que des minuscules, des chiffres et des soulignés.
refusal-procedure_same_code = Deux niveaux portent le même code.
refusal-procedure_delays = Les délais montent de niveau en niveau, dans la limite de dix ans.
refusal-procedure_negative = Un seuil, un délai de grâce ou un montant est négatif.
