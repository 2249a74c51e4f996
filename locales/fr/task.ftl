# Les tâches.

task-manual = Tâche
task-no_contact_point = Trouver une adresse pour relancer ce client

refusal-task_title = L’intitulé manque, dépasse 200 caractères ou contient un saut de ligne.
refusal-task_details = Le détail dépasse 4 000 caractères ou contient un caractère de contrôle.
refusal-task_done = Cette tâche est déjà accomplie.
refusal-task_open = Cette tâche est ouverte.
refusal-assignee_disabled = Cet utilisateur est désactivé.

task-completed = Accomplie : { $title }

refusal-task_unknown = Aucune tâche ne porte cet identifiant.
refusal-user_unknown = Aucun utilisateur n’a cette adresse e-mail.
refusal-customer_unknown = Aucun client ne porte cette référence.
