# Ce que lisent les clients dans une relance, par courriel et par lettre.
#
# Typographie : espace fine insécable (U+202F) avant ; ! ?, espace insécable (U+00A0) avant
# : € % et à l’intérieur des guillemets. Les montants et les dates arrivent déjà écrits.

## Objet

reminder-courtesy-subject = { $invoices ->
    [one] Rappel : votre facture { $invoice } est arrivée à échéance
   *[other] Rappel : { $invoices } factures sont arrivées à échéance
}
reminder-firm-subject = { $invoices ->
    [one] Facture { $invoice } impayée : merci de la régler
   *[other] { $invoices } factures impayées : merci de les régler
}
reminder-final-subject = { $invoices ->
    [one] Dernier rappel avant mise en demeure : facture { $invoice }
   *[other] Dernier rappel avant mise en demeure : { $invoices } factures
}
reminder-formal-subject = { $invoices ->
    [one] Mise en demeure de payer : facture { $invoice }
   *[other] Mise en demeure de payer : { $invoices } factures
}

## Ouverture

reminder-greeting = Madame, Monsieur,

reminder-courtesy-intro = { $invoices ->
    [one] Sauf erreur de notre part, la facture détaillée ci-après est arrivée à échéance et nous n’en avons pas encore reçu le règlement complet.
   *[other] Sauf erreur de notre part, les { $invoices } factures détaillées ci-après sont arrivées à échéance et nous n’en avons pas encore reçu le règlement complet.
}
reminder-firm-intro = { $invoices ->
    [one] Malgré notre précédent rappel, la facture détaillée ci-après reste impayée.
   *[other] Malgré notre précédent rappel, votre compte présente { $invoices } factures échues et impayées, détaillées ci-après.
}
reminder-final-intro = { $invoices ->
    [one] Malgré nos rappels, la facture détaillée ci-après est toujours impayée.
   *[other] Malgré nos rappels, votre compte présente toujours { $invoices } factures échues et impayées, détaillées ci-après.
}
reminder-formal-intro = { $invoices ->
    [one] Malgré nos rappels, la facture détaillée ci-après est toujours impayée.
   *[other] Malgré nos rappels, votre compte présente toujours { $invoices } factures échues et impayées, détaillées ci-après.
}

## Demande

reminder-courtesy-request = Il s’agit sans doute d’un oubli. Nous vous remercions de bien vouloir régler { $net } dès que possible.
reminder-firm-request = Nous vous demandons de régler { $net } sans attendre. Si une difficulté vous en empêche, dites-le-nous : nous chercherons une solution avec vous.
reminder-final-request = Nous vous demandons de régler { $net } dès réception de ce rappel, le dernier avant mise en demeure. Sans règlement ni réponse de votre part, nous vous mettrons en demeure de payer.
reminder-formal-demand = Par la présente, nous vous mettons en demeure de nous payer la somme de { $net }, dont le détail figure ci-après, au plus tard le { $date }.
reminder-formal-effect = La présente vaut mise en demeure de payer au sens de l’article 1344 du code civil.
reminder-formal-interest = Conformément aux articles 1344-1 et 1231-6 du code civil, la somme réclamée produit intérêt au taux légal à compter de cette mise en demeure, sans que nous ayons à justifier d’un préjudice.
reminder-formal-penalties = Cette mise en demeure produit les effets prévus aux articles 1344-1 et 1231-6 du code civil. Les pénalités de retard, qui tiennent lieu d’intérêts moratoires, continuent de courir jusqu’au paiement complet.
reminder-formal-consequence = Si nous n’avons pas reçu votre paiement à cette date, nous saisirons la juridiction compétente pour en obtenir le recouvrement, sans autre avis.

## Version bilingue

reminder-bilingual = Cette mise en demeure est rédigée en anglais et en français. En cas de différence, le texte français fait foi.
reminder-version = Version française (fait foi)

## Détail

reminder-statement = Relevé des factures échues au { $day }
reminder-invoice = Facture
reminder-due = Échéance
reminder-amount = Montant de l’échéance
reminder-open = Reste dû
reminder-penalty = Pénalités de retard
reminder-indemnity = Indemnité forfaitaire
reminder-penalty-total = Total des pénalités de retard
reminder-indemnity-total = Total des indemnités forfaitaires
reminder-order = Votre commande
reminder-invoice-of = Facture { $invoice } du { $date }
reminder-dated = du { $date }
reminder-order-number = commande { $order }
reminder-days = { $days ->
    [one] { $days } jour de retard
   *[other] { $days } jours de retard
}
reminder-due-days = { $days ->
    [one] { $due } ({ $days } jour de retard)
   *[other] { $due } ({ $days } jours de retard)
}
reminder-open-of = sur { $amount }
reminder-held = Suspendu, non réclamé à ce jour
reminder-total = Total échu
reminder-net = Net à payer
reminder-credit-payment = Paiement du { $day } non affecté
reminder-credit-payment-reference = Paiement { $reference } du { $day } non affecté
reminder-credit-note = Avoir { $reference } du { $day }
reminder-rate = { $half ->
    [1] Taux annuel, 1er semestre { $year }
   *[2] Taux annuel, 2e semestre { $year }
}

reminder-rate-line = { $half ->
    [1] Taux annuel au 1er semestre { $year } : { $rate }.
   *[2] Taux annuel au 2e semestre { $year } : { $rate }.
}

## Pénalités et indemnité : montrées, jamais ajoutées à la facture

reminder-claims-both = { $basis ->
    [public] Les intérêts moratoires et l’indemnité forfaitaire de { $indemnity } par facture pour frais de recouvrement sont dus de plein droit (articles L2192-13 et D2192-35 du code de la commande publique).
    [terms] Les pénalités de retard et l’indemnité de { $indemnity } par facture pour frais de recouvrement sont dues selon les conditions convenues.
   *[commercial] Les pénalités de retard et l’indemnité forfaitaire de { $indemnity } par facture pour frais de recouvrement sont dues de plein droit (articles L441-10 et D441-5 du code de commerce).
}
reminder-claims-penalties = { $basis ->
    [public] Les intérêts moratoires sont dus de plein droit (article L2192-13 du code de la commande publique).
    [terms] Les pénalités de retard sont dues selon les conditions convenues.
   *[commercial] Les pénalités de retard sont dues de plein droit (article L441-10 du code de commerce).
}
reminder-claims-indemnity = { $basis ->
    [public] L’indemnité forfaitaire de { $indemnity } par facture pour frais de recouvrement est due de plein droit (article D2192-35 du code de la commande publique).
    [terms] L’indemnité de { $indemnity } par facture pour frais de recouvrement est due selon les conditions convenues.
   *[commercial] L’indemnité forfaitaire de { $indemnity } par facture pour frais de recouvrement est due de plein droit (article D441-5 du code de commerce).
}
reminder-claims-note = { $tone ->
    [formal] Ces montants, arrêtés au { $day }, sont dus en plus de la somme réclamée et ne modifient pas vos factures.
    [final] Ces montants, arrêtés au { $day }, sont dus en plus du net à payer et ne modifient pas vos factures.
   *[other] Ces montants, arrêtés au { $day }, sont indiqués pour votre information et ne modifient pas vos factures.
}
reminder-claims-reserved = { $basis ->
    [public] Nous nous réservons de réclamer les intérêts moratoires dus de plein droit (article L2192-13 du code de la commande publique) ; leur montant vous sera communiqué.
    [terms] Nous nous réservons de réclamer les pénalités de retard selon les conditions convenues ; leur montant vous sera communiqué.
   *[commercial] Nous nous réservons de réclamer les pénalités de retard dues de plein droit (article L441-10 du code de commerce) ; leur montant vous sera communiqué.
}

## Paiements reçus, paiements croisés

reminder-counted = Les paiements reçus jusqu’au { $day } inclus sont pris en compte.
reminder-crossed = Si vous avez payé entre-temps, nous vous en remercions : ne tenez pas compte de ce rappel.
reminder-formal-crossed = Si vous avez payé entre-temps, nous vous en remercions : cette mise en demeure est alors sans objet pour la somme payée.

## Pour payer, pour répondre

reminder-pay-reference = Votre référence
reminder-account-holder = Titulaire du compte
reminder-iban = IBAN
reminder-contact = Votre contact
reminder-phone = Téléphone
reminder-email = Courriel
reminder-pay-mail = Merci d’indiquer votre référence client dans le paiement.
reminder-answer-mail = Une question, un désaccord ? Répondez simplement à ce message.
reminder-answer-letter = Une question, un désaccord ? Écrivez-nous ou appelez-nous : nous vous répondrons.
reminder-answer-letter-written = Une question, un désaccord ? Écrivez-nous : nous vous répondrons.

## Formules finales

reminder-closing = Cordialement,
reminder-closing-formal = Nous vous prions d’agréer, Madame, Monsieur, l’expression de nos salutations distinguées.
