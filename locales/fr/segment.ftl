# Les segments : des conditions sur le fichier des clients, lues comme des phrases.

segment-who = Clients pour lesquels { $condition }.
segment-who-all = Clients pour lesquels toutes ces conditions sont vraies :
segment-who-any = Clients pour lesquels au moins une de ces conditions est vraie :
segment-who-none = Clients pour lesquels aucune de ces conditions n’est vraie :
segment-who-not_all = Clients pour lesquels ces conditions ne sont pas toutes vraies :
segment-all = toutes ces conditions sont vraies :
segment-any = au moins une de ces conditions est vraie :
segment-none = aucune de ces conditions n’est vraie :
segment-not_all = ces conditions ne sont pas toutes vraies :

segment-quoted = « { $text } »
segment-any_of = { $list } ou { $last }

## Une condition : affirmée et niée

segment-choice = { $not ->
    [yes] { $what } n’est pas { $values }
   *[no] { $what } est { $values }
}
segment-contains = { $not ->
    [yes] { $what } ne contient pas { $value }
   *[no] { $what } contient { $value }
}
segment-begins_with = { $not ->
    [yes] { $what } ne commence pas par { $value }
   *[no] { $what } commence par { $value }
}
segment-amounts_to = { $not ->
    [yes] { $what } ne vaut pas { $value }
   *[no] { $what } vaut { $value }
}
segment-greater_than = { $not ->
    [yes] { $what } ne dépasse pas { $value }
   *[no] { $what } dépasse { $value }
}
segment-less_than = { $not ->
    [yes] { $what } n’est pas en dessous de { $value }
   *[no] { $what } est en dessous de { $value }
}
segment-between = { $not ->
    [yes] { $what } ne se situe pas entre { $low } et { $high }
   *[no] { $what } se situe entre { $low } et { $high }
}
segment-on = { $not ->
    [yes] { $what } n’est pas le { $day }
   *[no] { $what } est le { $day }
}
segment-on-today = { $not ->
    [yes] { $what } n’est pas aujourd’hui
   *[no] { $what } est aujourd’hui
}
segment-before = { $not ->
    [yes] { $what } n’est pas avant le { $day }
   *[no] { $what } est avant le { $day }
}
segment-before-today = { $not ->
    [yes] { $what } n’est pas avant aujourd’hui
   *[no] { $what } est avant aujourd’hui
}
segment-after = { $not ->
    [yes] { $what } n’est pas après le { $day }
   *[no] { $what } est après le { $day }
}
segment-after-today = { $not ->
    [yes] { $what } n’est pas après aujourd’hui
   *[no] { $what } est après aujourd’hui
}
segment-between_days = { $not ->
    [yes] { $what } n’est pas entre le { $from } et le { $to }
   *[no] { $what } est entre le { $from } et le { $to }
}
segment-in_last_days = { $not ->
    [yes] { $days ->
        [one] { $what } n’est pas aujourd’hui
       *[other] { $what } n’est pas dans les { $days } derniers jours
    }
   *[no] { $days ->
        [one] { $what } est aujourd’hui
       *[other] { $what } est dans les { $days } derniers jours
    }
}
segment-more_than_days_ago = { $not ->
    [yes] { $days ->
        [one] { $what } ne remonte pas à plus de { $days } jour
       *[other] { $what } ne remonte pas à plus de { $days } jours
    }
   *[no] { $days ->
        [one] { $what } remonte à plus de { $days } jour
       *[other] { $what } remonte à plus de { $days } jours
    }
}
segment-during-today = { $not ->
    [yes] { $what } ne tombe pas aujourd’hui
   *[no] { $what } tombe aujourd’hui
}
segment-during-yesterday = { $not ->
    [yes] { $what } ne tombe pas hier
   *[no] { $what } tombe hier
}
segment-during-this_week = { $not ->
    [yes] { $what } ne tombe pas cette semaine
   *[no] { $what } tombe cette semaine
}
segment-during-last_week = { $not ->
    [yes] { $what } ne tombe pas la semaine dernière
   *[no] { $what } tombe la semaine dernière
}
segment-during-this_month = { $not ->
    [yes] { $what } ne tombe pas ce mois-ci
   *[no] { $what } tombe ce mois-ci
}
segment-during-last_month = { $not ->
    [yes] { $what } ne tombe pas le mois dernier
   *[no] { $what } tombe le mois dernier
}
segment-during-this_quarter = { $not ->
    [yes] { $what } ne tombe pas ce trimestre
   *[no] { $what } tombe ce trimestre
}
segment-during-last_quarter = { $not ->
    [yes] { $what } ne tombe pas le trimestre dernier
   *[no] { $what } tombe le trimestre dernier
}
segment-during-this_year = { $not ->
    [yes] { $what } ne tombe pas cette année
   *[no] { $what } tombe cette année
}
segment-during-last_year = { $not ->
    [yes] { $what } ne tombe pas l’année dernière
   *[no] { $what } tombe l’année dernière
}
segment-empty = { $not ->
    [yes] on connaît { $what }
   *[no] on ne connaît pas { $what }
}
segment-tag-choice = { $not ->
    [yes] aucune étiquette n’est { $values }
   *[no] une étiquette est { $values }
}
segment-tag-contains = { $not ->
    [yes] aucune étiquette ne contient { $value }
   *[no] une étiquette contient { $value }
}
segment-tag-begins_with = { $not ->
    [yes] aucune étiquette ne commence par { $value }
   *[no] une étiquette commence par { $value }
}
segment-tag-empty = { $not ->
    [yes] il y a une étiquette
   *[no] il n’y a aucune étiquette
}
segment-message-state = { $not ->
    [yes] aucun message n’est à l’état { $values }
   *[no] un message est à l’état { $values }
}
segment-identifier-present = { $not ->
    [yes] aucun numéro de ce type n’est connu : { $values }
   *[no] un numéro de ce type est connu : { $values }
}
segment-identifier-empty = { $not ->
    [yes] un numéro d’identification est connu
   *[no] aucun numéro d’identification n’est connu
}
segment-person-role = { $not ->
    [yes] aucune personne n’a le rôle { $values }
   *[no] une personne a le rôle { $values }
}
segment-person-empty = { $not ->
    [yes] une personne a un rôle
   *[no] aucune personne n’a de rôle
}
segment-owner-empty = { $not ->
    [yes] quelqu’un suit le client
   *[no] personne ne suit le client
}
segment-procedure-empty = { $not ->
    [yes] le client a sa propre procédure de relance
   *[no] le client n’a pas de procédure de relance propre
}
segment-in_next_days = { $not ->
    [yes] { $days ->
        [one] { $what } n’est pas aujourd’hui
       *[other] { $what } n’est pas dans les { $days } prochains jours
    }
   *[no] { $days ->
        [one] { $what } est aujourd’hui
       *[other] { $what } est dans les { $days } prochains jours
    }
}
segment-flag-own = { $not ->
    [yes] { $value ->
        [yes] { $what } n’est pas « oui »
       *[no] { $what } n’est pas « non »
    }
   *[no] { $value ->
        [yes] { $what } est « oui »
       *[no] { $what } est « non »
    }
}
segment-flag-customer-reminders_active = { $not ->
    [yes] { $value ->
        [yes] les relances sont suspendues
       *[no] les relances sont actives
    }
   *[no] { $value ->
        [yes] les relances sont actives
       *[no] les relances sont suspendues
    }
}
segment-flag-customer-restricted = { $not ->
    [yes] { $value ->
        [yes] l’usage des données n’est pas limité
       *[no] l’usage des données est limité (RGPD, article 18)
    }
   *[no] { $value ->
        [yes] l’usage des données est limité (RGPD, article 18)
       *[no] l’usage des données n’est pas limité
    }
}
segment-flag-reach-email = { $not ->
    [yes] { $value ->
        [yes] aucune adresse électronique valable n’est connue
       *[no] une adresse électronique valable est connue
    }
   *[no] { $value ->
        [yes] une adresse électronique valable est connue
       *[no] aucune adresse électronique valable n’est connue
    }
}
segment-flag-reach-phone = { $not ->
    [yes] { $value ->
        [yes] aucun numéro de téléphone valable n’est connu
       *[no] un numéro de téléphone valable est connu
    }
   *[no] { $value ->
        [yes] un numéro de téléphone valable est connu
       *[no] aucun numéro de téléphone valable n’est connu
    }
}
segment-flag-reach-post = { $not ->
    [yes] { $value ->
        [yes] aucune adresse postale valable n’est connue
       *[no] une adresse postale valable est connue
    }
   *[no] { $value ->
        [yes] une adresse postale valable est connue
       *[no] aucune adresse postale valable n’est connue
    }
}
segment-flag-reach-invalid = { $not ->
    [yes] { $value ->
        [yes] aucune coordonnée n’est hors d’usage
       *[no] une coordonnée ne fonctionne plus
    }
   *[no] { $value ->
        [yes] une coordonnée ne fonctionne plus
       *[no] aucune coordonnée n’est hors d’usage
    }
}

## Les jours sur lesquels on compte

segment-over = { $what } ({ $span })
segment-over-last_days = { $days ->
    [one] aujourd’hui
   *[other] { $days } derniers jours
}
segment-over-between = du { $from } au { $to }
segment-over-today = aujourd’hui
segment-over-yesterday = hier
segment-over-this_week = cette semaine
segment-over-last_week = la semaine dernière
segment-over-this_month = ce mois-ci
segment-over-last_month = le mois dernier
segment-over-this_quarter = ce trimestre
segment-over-last_quarter = le trimestre dernier
segment-over-this_year = cette année
segment-over-last_year = l’année dernière

## Les champs : leur nom, puis leur nom dans une phrase

segment-field-customer-name = Nom
segment-field-customer-reference = Référence
segment-field-customer-legal_class = Classe juridique
segment-field-customer-language = Langue
segment-field-customer-created = Date d’entrée dans le fichier
segment-field-customer-payment_terms = Conditions de paiement
segment-field-customer-credit_limit = Plafond de crédit
segment-field-customer-reminders_active = Relances actives
segment-field-customer-restricted = Usage des données limité
segment-field-customer-owner = Responsable
segment-field-customer-procedure = Procédure de relance propre
segment-field-customer-currency = Devise habituelle
segment-field-identifier-present = Numéro d’identification
segment-field-person-role = Rôle d’une personne
segment-field-place-country = Pays
segment-field-place-department = Département
segment-field-place-postal_code = Code postal
segment-field-place-city = Ville
segment-field-reach-email = Adresse électronique
segment-field-reach-phone = Téléphone
segment-field-reach-post = Adresse postale
segment-field-reach-invalid = Coordonnée hors d’usage
segment-field-invoice-count = Nombre de factures
segment-field-invoice-total = Total facturé
segment-field-invoice-open = Encours
segment-field-invoice-overdue = Encours échu
segment-field-invoice-last = Date de la dernière facture
segment-field-invoice-days_since_last = Jours depuis la dernière facture
segment-field-payment-last = Date du dernier règlement
segment-field-payment-total = Total réglé
segment-field-message-last = Date du dernier message envoyé
segment-field-message-state = État d’un message
segment-field-tag-name = Étiquette
segment-field-message-count = Nombre de messages

segment-what-customer-name = le nom
segment-what-customer-reference = la référence
segment-what-customer-legal_class = la classe juridique
segment-what-customer-language = la langue
segment-what-customer-created = la date d’entrée dans le fichier
segment-what-customer-payment_terms = le texte des conditions de paiement
segment-what-customer-credit_limit = le plafond de crédit
segment-what-customer-reminders_active = l’état des relances
segment-what-customer-restricted = la limitation de l’usage des données
segment-what-customer-owner = l’utilisateur qui suit le client
segment-what-customer-procedure = la procédure de relance propre
segment-what-customer-currency = la devise habituelle
segment-what-identifier-present = le numéro d’identification
segment-what-person-role = le rôle d’une personne
segment-what-place-country = le pays
segment-what-place-department = le département
segment-what-place-postal_code = le code postal
segment-what-place-city = la ville
segment-what-reach-email = l’adresse électronique
segment-what-reach-phone = le téléphone
segment-what-reach-post = l’adresse postale
segment-what-reach-invalid = la coordonnée hors d’usage
segment-what-invoice-count = le nombre de factures
segment-what-invoice-total = le total facturé
segment-what-invoice-open = l’encours
segment-what-invoice-overdue = l’encours échu
segment-what-invoice-last = la date de la dernière facture
segment-what-invoice-days_since_last = le nombre de jours depuis la dernière facture
segment-what-payment-last = la date du dernier règlement
segment-what-payment-total = le total réglé
segment-what-message-last = la date du dernier message envoyé
segment-what-message-state = l’état d’un message
segment-what-message-count = le nombre de messages
segment-what-tag-name = une étiquette
segment-what-own = le champ « { $label } »

segment-group-customer = Le client
segment-group-identifier = Numéros d’identification
segment-group-person = Personnes
segment-group-place = Le lieu
segment-group-reach = Les coordonnées
segment-group-invoice = Les factures
segment-group-payment = Les règlements
segment-group-message = Les messages
segment-group-tag = Les étiquettes
segment-group-own = Les champs de l’entreprise

segment-operator-equals = est
segment-operator-one_of = est parmi
segment-operator-contains = contient
segment-operator-begins_with = commence par
segment-operator-greater_than = dépasse
segment-operator-less_than = est en dessous de
segment-operator-between = est entre
segment-operator-on = est le
segment-operator-before = est avant
segment-operator-after = est après
segment-operator-in_last_days = est dans les derniers jours
segment-operator-in_next_days = est dans les prochains jours
segment-operator-more_than_days_ago = remonte à plus de … jours
segment-operator-during = tombe pendant
segment-operator-is_empty = est inconnu

segment-language-fr = français
segment-language-en = anglais

segment-identifier-siren = SIREN
segment-identifier-siret = SIRET
segment-identifier-vat = TVA
segment-identifier-iban = IBAN

segment-role-management = direction
segment-role-buyer = achats
segment-role-accounts_payable = comptabilité fournisseurs
segment-role-reminders = relances
segment-role-delivery = livraisons
segment-role-technical = technique
segment-role-marketing = marketing
segment-role-other = autre

## Ce que la commande dit au terminal

segment-members = { $count ->
    [0] Aucun client.
    [one] { $count } client.
   *[other] { $count } clients.
}
refusal-segment_unknown = Il n’y a pas de segment de ce nom.
refusal-segment_not_deleted = Ce segment n’est pas supprimé.
refusal-segment_field_gone = Ce segment nomme un champ qui n’existe plus : { $field } n’est plus un champ de l’entreprise (à { $at }).
refusal-segment_choice_gone = Ce segment demande un choix que le champ { $field } n’a plus (à { $at }).

## Ce qui ne va pas dans un arbre de conditions

fault-segment_not_a_node = Il faut ici un groupe (and, or), une négation (not) ou une condition (field, operator, value).
fault-segment_unknown_field = Il n’y a pas de champ de ce nom. La liste est à l’adresse /segments/fields.
fault-segment_operator = Le champ { $field } ne connaît pas cet opérateur. Il connaît : { $operators }.
fault-segment_value_not_taken = Cet opérateur ne prend pas de valeur.
fault-segment_wrong_type = La valeur n’a pas la forme que le champ { $field } ({ $kind }) attend avec cet opérateur.
fault-segment_unknown_choice = Ce n’est pas une valeur du champ { $field }.
fault-segment_two_currencies = Deux devises ne se comparent pas.
fault-segment_backwards = La première valeur vient après la seconde.
fault-segment_span_not_taken = Le champ { $field } ne se compte pas sur une période.
fault-segment_wrong_span = Une période est un nombre de jours (last_days), un nom (during) ou deux jours dans l’ordre (from, to).
fault-segment_too_long = Ce texte ou cette liste est trop long.
fault-segment_too_deep = L’arbre a plus de { $max } niveaux.
fault-segment_too_many = L’arbre a plus de { $max } conditions.

conflict-segment_name_taken = Un autre segment porte ce nom.
