# Exports : listes pour les tableurs.

export-needs-output = Un classeur ne s’écrit pas sur la sortie standard : nommez un fichier avec --output.

## Colonnes

export-heading-reference = Référence
export-heading-kind = Type
export-heading-name = Nom
export-heading-siren = SIREN
export-heading-siret = SIRET
export-heading-vat_number = Numéro de TVA
export-heading-language = Langue
export-heading-email = Courriel
export-heading-phone = Téléphone
export-heading-address_line1 = Complément d’adresse
export-heading-address_line2 = Complément d’adresse 2
export-heading-street = Rue
export-heading-postal_code = Code postal
export-heading-city = Ville
export-heading-country = Pays
export-heading-payment_terms = Conditions de paiement
export-heading-credit_limit = Plafond de crédit
export-heading-currency = Devise
export-heading-owner = Responsable
export-heading-tags = Étiquettes
export-heading-customer = Référence client
export-heading-customer_name = Nom du client
export-heading-series = Série
export-heading-number = Numéro de facture
export-heading-issued_on = Date de facture
export-heading-due_on = Date d’échéance
export-heading-amount = Montant
export-heading-residual = Reste dû
export-heading-settled_on = Soldée le
export-heading-order_number = Numéro de commande
export-heading-received_on = Reçu le
export-heading-open = Non affecté
export-heading-method = Moyen de paiement
export-heading-payment_reference = Référence du paiement
export-heading-source_key = Clé d’origine
export-heading-bounced_on = Rejeté le
export-heading-roles = Rôles
export-heading-job_title = Fonction
export-heading-title = Tâche
export-heading-details = Détail
export-heading-assignee = Assignée à
export-heading-state = État
export-heading-created_on = Créée le
export-heading-done_on = Accomplie le

## Ce qu’on y lit

export-role-management = Direction
export-role-buyer = Achats
export-role-accounts_payable = Comptabilité fournisseurs
export-role-reminders = Relances
export-role-delivery = Livraisons
export-role-technical = Technique
export-role-marketing = Marketing
export-role-other = Autre
export-task-open = À faire
export-task-done = Accomplie
export-yes = Oui
export-no = Non
