# Ce que les commandes disent au terminal.

migrate-current = La base de données a le schéma de cette version.
migrate-done = La base de données a maintenant le schéma de cette version.
migrate-needed = La base de données doit recevoir le schéma de cette version. Lancez : relais migrate
migrate-newer = La base de données a été faite par une version plus récente de Relais. Utilisez cette version.

doctor-good = en ordre
doctor-broken = faux
doctor-unusable = inutilisable
doctor-warning = à regarder
doctor-settings = réglages
doctor-firm = l’entreprise
doctor-database = base de données
doctor-queue = file d’attente
doctor-mail = courriel
doctor-texts = textes
doctor-ledger = registre
doctor-sending = envoi
doctor-all-well = Tout est en ordre.
doctor-not-well = { $count ->
    [one] Un point demande votre attention.
   *[other] { $count } points demandent votre attention.
}
doctor-firm-missing = L’entreprise n’a pas encore de nom ou d’expéditeur. Lancez : relais company set --name NOM --sender-email ADRESSE
doctor-mail-files = Les courriels sont écrits dans des fichiers, dans { $folder }.
doctor-ledger-holds = { $count ->
    [one] une règle tient
   *[other] { $count } règles tiennent
}
doctor-ledger-broken = { $rule } ({ $count } : { $ids })
doctor-rates = taux
doctor-rates-unconfirmed = { $count ->
    [one] Un taux n’est pas confirmé par une source officielle : { $row }.
   *[other] { $count } taux ne sont pas confirmés par une source officielle, le dernier : { $row }. Vérifiez-les avant une mise en demeure.
}
doctor-queue-length = { $count ->
    [0] rien n’attend
    [one] une tâche attend
   *[other] { $count } tâches attendent
}
doctor-journals = { $count ->
    [one] Un processus d’envoi s’est arrêté net ; le prochain mettra un carnet d’envoi au clair. Lancez : relais worker --drain
   *[other] Des processus d’envoi se sont arrêtés net ; le prochain mettra { $count } carnets d’envoi au clair. Lancez : relais worker --drain
}
doctor-messages = { $count ->
    [0] aucun message
    [one] un message, rien d’incertain
   *[other] { $count } messages, rien d’incertain
}
doctor-uncertain = { $count ->
    [one] Un message est incertain : le serveur de courriel n’a jamais dit s’il l’avait pris. Lancez : relais message list --state uncertain
   *[other] { $count } messages sont incertains : le serveur de courriel n’a jamais dit s’il les avait pris. Lancez : relais message list --state uncertain
}

demo-welcome = Une démonstration de Relais, dans le dossier { $folder }. Rien ne quitte cette machine.
demo-made = Une entreprise inventée : { $customers } clients, { $invoices } factures, { $payments } règlements et un avoir.
demo-found = L’entreprise de la dernière démonstration est là ; on continue avec elle.
demo-run = Relances du { $day } : { $messages } messages pour { $lines } échéances.
demo-mails = Courriels, un fichier chacun : { $folder }
demo-letters = Lettres, un fichier chacune : { $folder }
demo-api = API et sa documentation : { $url }
demo-token = Jeton pour l’API : { $token }
demo-try = Trois requêtes à essayer :
demo-end = Ctrl-C l’arrête. Relancée, elle continue avec les mêmes données.
demo-ended = La démonstration est finie.
demo-foreign = Le dossier { $folder } contient une installation qui n’est pas une démonstration. Rien n’a été modifié. Choisissez-en un autre avec --data-dir.
