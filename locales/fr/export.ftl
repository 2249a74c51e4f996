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
