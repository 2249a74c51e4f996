# Le droit de contacter : finalités, consentements, exclusions, appels, et la réponse de la règle.

contact-yes = Oui :
contact-no = Non :
contact-evidence-consent = Preuve : consentement { $id } du { $at }
contact-next = Prochain moment licite : { $at }
contact-unconfirmed = Règle non confirmée par une source publiée.
contact-no-purpose = Cette finalité n’existe pas. Finalités connues : { $known }

contact-rule-line = { $kind }  { $day }  { $value }  { $confirmed }  ({ $source })
contact-rule-flag = { $value ->
    [0] non
   *[other] oui
}
contact-rule-minute_of_day = { $hours } h { $minutes }
contact-rule-calls = { $value ->
    [one] { $value } appel
   *[other] { $value } appels
}
contact-rule-days = { $value ->
    [one] { $value } jour
   *[other] { $value } jours
}
contact-rule-months = { $value } mois

contact-reason-consent_given = la personne a consenti
contact-reason-existing_customer = client existant, informé lors de la collecte, pour des produits semblables
contact-reason-professional_address = adresse professionnelle, sans opposition
contact-reason-generic_address = adresse générique, qui n’est celle de personne en particulier
contact-reason-running_contract = un contrat en cours, et en rapport avec lui
contact-reason-legitimate_interest = intérêt légitime, sans opposition
contact-reason-not_marketing = ce n’est pas de la prospection
contact-reason-not_an_address = ce n’est pas une adresse de cette voie
contact-reason-unknown_person = personne du fichier n’est joint à cette adresse
contact-reason-party_deleted = les données de la personne ont été effacées
contact-reason-party_restricted = l’usage de ses données est limité
contact-reason-no_contact_point = aucune adresse pour cette voie
contact-reason-contact_point_invalid = l’adresse ne fonctionne plus
contact-reason-suppressed = l’adresse est sur la liste d’exclusion
contact-reason-purpose_inactive = l’entreprise ne poursuit plus cette finalité
contact-reason-channel_not_of_purpose = cette finalité n’utilise pas cette voie
contact-reason-objected = la personne s’est opposée
contact-reason-consent_withdrawn = la personne a retiré son consentement
contact-reason-consent_refused = la personne a refusé
contact-reason-consent_expired = le consentement a expiré
contact-reason-no_consent = il faut un consentement, et il n’y en a pas
contact-reason-not_informed = client existant, mais non informé lors de la collecte
contact-reason-opposition_list_unchecked = droit antérieur au 11 août 2026 : la liste d’opposition (Bloctel) n’est pas vérifiée ici
contact-reason-retention_over = la personne est silencieuse depuis trop longtemps
contact-reason-hold_open = un litige est en cours : pas de promotion d’ici là
contact-reason-refused_recently = la personne a refusé un appel il y a peu
contact-reason-too_many_calls = la personne a été appelée assez souvent
contact-reason-not_a_calling_day = on n’appelle ni le week-end ni les jours fériés
contact-reason-outside_calling_hours = on n’appelle pas à cette heure
contact-reason-rule_missing = une valeur légale manque pour ce jour

refusal-consent_in_future = Une décision ne peut pas être datée dans l’avenir.
refusal-consent_of_nobody = Une décision est celle d’un tiers ou concerne une adresse : il faut nommer l’un ou l’autre.
refusal-consent_unspecific = Un consentement vaut pour une finalité et une voie : il faut nommer les deux.
refusal-consent_without_wording = Un consentement nomme le texte qui a été montré et sa langue : la preuve en incombe à l’entreprise.
refusal-consent_import_raises = Un import ne donne jamais un consentement.
refusal-consent_evidence = La preuve est trop longue : 20 textes de 500 caractères au plus.
refusal-consent_point_of_another = Cette adresse n’est pas celle de cette personne et ne l’a jamais été : nommez celle à qui elle est, ou l’adresse seule.
refusal-consent_request_not_by_mail = Le lien qui confirme un consentement va à une adresse électronique.
refusal-wording_text = Le texte est vide ou dépasse 4 000 caractères, dans l’une des deux langues.
refusal-wording_of_another_purpose = Ce texte est celui d’une autre finalité.
refusal-wording_not_yet_shown = Ce texte n’était pas encore montré à cette date.
refusal-purpose_label = Le nom d’une finalité a de 1 à 120 caractères, dans chaque langue.
refusal-purpose_without_channel = Une finalité a au moins une voie.
refusal-purpose_marketing_ground = La prospection repose sur le consentement, sur la relation avec un client ou sur un intérêt légitime.
refusal-purpose_soft_opt_in = La relation avec un client ne fonde que la prospection.
refusal-purpose_keeps_its_nature = Le code d’une finalité et sa nature (prospection ou non) ne changent pas : il faut en créer une autre.
refusal-call_in_future = Un appel ne peut pas être daté dans l’avenir.
refusal-call_to_nobody = Un appel nomme un tiers ou un numéro.
refusal-contact_rule_not_a_flag = Cette valeur est 1 (oui) ou 0 (non).
refusal-contact_rule_not_a_minute_of_day = Cette valeur est une minute de la journée : un nombre entier de 0 à 1 440.
refusal-contact_rule_calls_out_of_range = Cette valeur est un nombre d’appels : de 1 à 100.
refusal-contact_rule_days_out_of_range = Cette valeur est un nombre de jours : de 1 à 3 650.
refusal-contact_rule_months_out_of_range = Cette valeur est un nombre de mois : de 1 à 120.
refusal-contact_rule_source_missing = Dites où la valeur a été lue : une ligne de 500 caractères au plus.

conflict-purpose_code_taken = Une autre finalité porte ce code.

fault-not_an_instant = Il faut un instant, écrit comme 2026-11-24T10:00:00Z.
fault-not_a_purpose_code = Il faut le code d’une finalité : de 1 à 40 minuscules, chiffres et _, une lettre d’abord.
fault-method_of_the_program = Seul le programme consigne ce moyen, quand il a servi : dites comment vous avez recueilli la décision.
fault-no_such_purpose = Aucune finalité ne porte ce code.

message-reason-no_contact_point = aucune adresse
message-reason-suppressed = l’adresse est sur la liste d’exclusion

holiday-uncertain = (selon la commune ou l’usage)

refusal-preference_link_not_by_mail = Un lien vers les préférences va à une adresse électronique.
refusal-preference_link_lately = Un lien vers les préférences de quelqu’un d’autre vient d’être envoyé à cette adresse : réessayez dans une heure.

message-reason-link_over = le lien serait trop ancien
