# Les clients : leur fiche, et ce qui s’oppose à la garder.

refusal-customer_name_missing = Le client n’a pas de nom.
refusal-customer_name_malformed = Le nom contient un caractère de contrôle ou dépasse 200 caractères.
refusal-payment_terms_malformed = Les conditions de paiement contiennent un caractère de contrôle ou dépassent 200 caractères.
refusal-credit_limit_out_of_range = Le plafond de crédit est hors limites.
refusal-too_many_contacts = La fiche a plus de 50 coordonnées, adresses ou identifiants.
refusal-contact_listed_twice = Une coordonnée ou un identifiant figure deux fois.
refusal-too_many_tags = La fiche a plus de 50 étiquettes.
refusal-person_name = Le nom manque, dépasse 200 caractères ou contient un saut de ligne.
refusal-job_title = La fonction dépasse 200 caractères ou contient un saut de ligne.
refusal-siret_of_another = Ce SIRET est celui d’une autre entreprise.
refusal-payment_sheet_text = Un texte est trop long ou contient un caractère de contrôle.
refusal-payment_sheet_day = Un jour du mois va de 1 à 31.
refusal-payment_sheet_documents = Il y a plus de 20 documents.
refusal-note_text = La note est vide, dépasse 10 000 caractères ou contient un caractère de contrôle.
refusal-note_in_the_future = Un appel, une visite, un courriel ou une lettre ne peut pas être à venir.
refusal-custom_field_code = Un code a au plus 40 lettres minuscules, chiffres et _, et commence par une lettre.
refusal-custom_field_label = Un libellé manque, dépasse 100 caractères ou contient un saut de ligne.
refusal-custom_field_choices = Un choix a des valeurs proposées, de code distinct, et les autres champs n’en ont pas.
refusal-custom_field_value = Cette valeur n’est pas une valeur du champ { $field }.
refusal-custom_field_unknown = L’entreprise n’a défini aucun champ de ce nom.
refusal-custom_field_archived = Le champ { $field } est archivé.
refusal-custom_field_choice_used = Des clients ont la valeur { $choice }.
refusal-customer_owes = { $count ->
    [one] Une facture de ce client est ouverte ({ $number }).
   *[other] { $count } factures de ce client sont ouvertes, dont { $number }.
}
refusal-customer_merged = Ce client a été fusionné avec un autre : défaites la fusion pour le reprendre.
refusal-customer_not_deleted = Ce client n’est pas supprimé.
refusal-customer_deleted = Le client est supprimé : rétablissez-le d’abord.
refusal-person_not_deleted = Cette personne n’est pas supprimée.
refusal-establishment_not_deleted = Cet établissement n’est pas supprimé.
refusal-note_not_deleted = Cette note n’est pas supprimée.
refusal-note_erased = Cette note parlait d’une personne dont les données ont été effacées : il n’en reste rien.
refusal-attachment_not_deleted = Ce fichier est joint, il n’a pas été retiré.
refusal-customer_erased = Les données de ce client ont été effacées : il ne peut pas être repris.
refusal-erasure_merged = Ce client a été fusionné avec un autre : effacez celui qui subsiste.
refusal-erasure_of_establishment = Un établissement s’efface avec son client : supprimez-le, ou effacez le client.

legal-class-consumer = consommateur
legal-class-professional_company = entreprise
legal-class-professional_person = personne physique professionnelle
legal-class-non_professional_body = non-professionnel (association, copropriété)
legal-class-public_body = organisme public
legal-class-foreign = débiteur étranger
legal-class-unknown = inconnue
refusal-erasure_restricted = L’usage de ces données est limité : elles sont gardées jusqu’à la levée de la limitation.
