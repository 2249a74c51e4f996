# L’entreprise elle-même : ce que `relais company` dit au terminal.

company-set = L’entreprise est enregistrée.
company-unchanged = Rien n’a changé.
company-none = —
company-name = Nom
company-legal-form = Forme juridique
company-siren = SIREN
company-vat-number = Numéro de TVA
company-address = Adresse
company-sender-name = Nom de l’expéditeur
company-sender-email = Adresse de l’expéditeur
company-reply-to = Adresse de réponse
company-phone = Téléphone
company-contact-name = Personne à contacter
company-iban = IBAN
company-account-holder = Titulaire du compte
company-time-zone = Fuseau horaire
company-currency = Devise
company-holiday-zone = Département des jours fériés
company-penalty-rate = Taux de pénalité (par an)

refusal-company_name_missing = L’entreprise doit avoir un nom.
refusal-not_an_iban = Ce n’est pas un IBAN.
refusal-not_a_vat_number = Ce n’est pas un numéro de TVA.
refusal-unknown_department = Ce n’est pas le numéro INSEE d’un département.
refusal-penalty_rate_out_of_range = Le taux de pénalité doit être compris entre 0 et 100 %.
refusal-company_control_character = Le champ { $field } contient un caractère de contrôle, un saut de ligne par exemple.
refusal-company_field_unusable = La valeur de --{ $flag } ne peut pas être utilisée. Aide : relais company set --help
