# Les clients : leur fiche, et ce qui s’oppose à la garder.

refusal-customer_name_missing = Le client n’a pas de nom.
refusal-customer_name_malformed = Le nom contient un caractère de contrôle ou dépasse 200 caractères.
refusal-payment_terms_malformed = Les conditions de paiement contiennent un caractère de contrôle ou dépassent 200 caractères.
refusal-credit_limit_out_of_range = Le plafond de crédit est hors limites.
refusal-too_many_contacts = La fiche a plus de 50 coordonnées, adresses ou identifiants.
refusal-contact_listed_twice = Une coordonnée ou un identifiant figure deux fois.

legal-class-consumer = consommateur
legal-class-professional_company = entreprise
legal-class-professional_person = personne physique professionnelle
legal-class-non_professional_body = non-professionnel (association, copropriété)
legal-class-public_body = organisme public
legal-class-foreign = débiteur étranger
legal-class-unknown = inconnue
