# Les mots de toute lettre.

letter-place-date = { $place }, le { $day }
letter-subject = Objet
letter-your-reference = Votre référence
letter-your-order = { $orders ->
    [one] Votre commande
   *[other] Vos commandes
}
letter-enclosures = P. J.
letter-enclosed-statement = relevé détaillé des factures échues au { $day }
letter-registered = Lettre recommandée avec avis de réception
letter-siren = SIREN { $siren }
letter-vat = TVA { $number }
letter-page = Page { $page } sur { $pages }
