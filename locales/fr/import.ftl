# Imports de fichiers : ce que le terminal et les comptes rendus disent.

## Étapes

import-reading = Lecture de { $file }
import-applying = Application : { $done } sur { $total }
import-reverting = Annulation : { $done } sur { $total }
import-posting = Préparation de la recherche : { $done } sur { $total }
import-resumed = L’import interrompu reprend : { $done } lignes sur { $total } étaient appliquées.

## Compte rendu

import-rows = Lignes lues : { $count }
import-created-customers = Clients créés : { $count }
import-created-invoices = Factures créées : { $count }
import-updated-customers = Clients modifiés : { $count }
import-updated-invoices = Règlements ajoutés à des factures connues : { $count }
import-unchanged = Lignes déjà connues, inchangées : { $count }
import-faults = Lignes en erreur : { $count }
import-valid = Lignes valables : { $count }
import-nothing-changed = Rien n’a changé : tout ce que dit ce fichier était déjà connu.
import-nothing-imported = Rien n’a été importé.
import-before = Ce même fichier a déjà été importé le { $date }.
import-may-be-cut = La dernière ligne du fichier n’a pas de fin de ligne : il est peut-être tronqué. Vérifiez sa dernière ligne.
import-refused = { $count ->
    [one] Une ligne est en erreur : rien n’a été importé. Corrigez le fichier, ou ajoutez --accept-valid pour importer les autres lignes.
   *[other] { $count } lignes sont en erreur : rien n’a été importé. Corrigez le fichier, ou ajoutez --accept-valid pour importer les autres lignes.
}
import-left-out = { $count ->
    [one] Une ligne en erreur a été laissée de côté.
   *[other] { $count } lignes en erreur ont été laissées de côté.
}
import-file-refused = { $file } : rien n’a été importé.
import-report-file = Compte rendu des erreurs : { $file }
import-report-over-file = Le compte rendu des erreurs (--faults) écraserait le fichier à importer. Choisissez un autre nom.
import-changes = Ce qui change :
import-change = ligne { $line }, { $reference } : { $fields }
import-changes-more = { $count ->
    [one] et un autre client.
   *[other] et { $count } autres clients.
}
import-unused = Colonnes sans usage : { $columns }
import-columns = Colonnes lues : { $columns }
import-column = { $heading } ({ $field })
import-guessed = Deviné, faute d’être fixé par --mapping : { $guesses }
import-guessed-separator = séparateur « { $value } »
import-guessed-tab = séparateur tabulation
import-guessed-encoding = encodage { $value }
import-guessed-date_format = dates { $value }
import-guessed-decimal_mark = décimales « { $value } »
import-guessed-currency = devise { $value }
import-guessed-country = pays { $value }
import-guessed-columns = sens des colonnes
import-remembered = Correspondance reprise du dernier import de mêmes colonnes, le { $date }.

## Lignes en erreur

import-at-column = ligne { $line }, colonne « { $column } » : { $reason }
import-at-value = ligne { $line }, colonne « { $column } », valeur « { $value } » : { $reason }
import-at-row = ligne { $line } : { $reason }

import-report-line = ligne
import-report-column = colonne
import-report-code = code
import-report-value = valeur
import-report-reason = motif

import-fault-address_too_long = l’adresse ne tient pas sur une enveloppe (six lignes de 38 caractères avec le nom)
import-fault-address_without_city = l’adresse n’a pas de ville
import-fault-address_without_postal_code = l’adresse n’a pas de code postal
import-fault-address_without_street = l’adresse n’a ni rue ni complément
import-fault-amount_not_positive = le montant doit être supérieur à zéro
import-fault-amount_out_of_range = le montant est hors limites
import-fault-cell_error = la cellule { $value } contient une erreur de calcul
import-fault-cell_formula = la cellule { $value } contient une formule ; remplacez-la par sa valeur
import-fault-consent_word = ne veut dire ni oui ni non ; nommez les mots dans la correspondance (yes, no)
import-fault-control_character = contient un caractère de contrôle (retour à la ligne, octet nul…)
import-fault-country = n’est pas un code de pays ISO à deux lettres (FR, BE, GB…)
import-fault-currency = n’est pas un code de devise ISO à trois lettres (EUR, USD…)
import-fault-customer_deleted = ce client a été supprimé
import-fault-differs_from_posted = diffère de ce qui est déjà enregistré ; une facture émise ne change pas
import-fault-due_before_issue = l’échéance précède la date de la facture
import-fault-email_domain_without_dot = le domaine de l’adresse n’a pas de point
import-fault-identifier_check = la clé de contrôle est fausse : un chiffre est erroné ou deux sont inversés
import-fault-identifier_country = ne commence pas par un code de pays connu
import-fault-identifier_form = n’a pas la forme des numéros de ce pays
import-fault-identifier_length = n’a pas le bon nombre de chiffres (SIREN : 9, SIRET : 14)
import-fault-identifier_not_digits = ne doit contenir que des chiffres
import-fault-kind = n’est pas un type de client connu (company, consumer, public_body…)
import-fault-language = doit être fr ou en
import-fault-missing = manque
import-fault-not_a_date = n’est pas une date au format { $date_format }
import-fault-not_a_phone = n’est pas un numéro de téléphone
import-fault-not_an_amount = n’est pas un montant avec « { $decimal_mark } » pour les décimales
import-fault-not_an_email = n’est pas une adresse électronique
import-fault-own_boolean = ne veut dire ni oui ni non
import-fault-own_choice = n’est aucun des choix de ce champ
import-fault-own_field = n’est pas une valeur que ce champ accepte, ou le champ est archivé
import-fault-own_number = n’est pas un nombre de dix chiffres au plus, avec « { $decimal_mark } » avant quatre décimales au plus
import-fault-paid_otherwise = la facture a déjà reçu un autre règlement ; enregistrez celui-ci à la main s’il est dû
import-fault-phone_not_in_plan = aucun numéro de ce pays n’a cette forme
import-fault-postal_code = n’est pas un code postal français à cinq chiffres
import-fault-quote_open = un guillemet s’ouvre et ne se ferme pas ; la ligne est sans doute tronquée
import-fault-row_length = la ligne n’a pas autant de colonnes que l’en-tête ({ $value }) ; elle est peut-être tronquée
import-fault-siret_of_another_siren = ce SIRET est celui d’une autre entreprise que le SIREN
import-fault-tag = n’est pas une étiquette : 40 caractères au plus, sur une ligne
import-fault-too_long = est trop long
import-fault-too_many_decimals = a plus de décimales que la devise
import-fault-too_many_tags = donnerait { $value } étiquettes au client ; 50 sont permises
import-fault-twice_in_file = figure déjà plus haut dans le fichier
import-fault-unknown_customer = aucun client ne porte cette référence
import-fault-unknown_user = aucun utilisateur ne se connecte avec cette adresse
import-fault-unreadable_character = contient des octets qui ne sont pas du texte dans cet encodage ({ $encoding })
import-fault-vat_of_another_siren = ce numéro de TVA est celui d’une autre entreprise que le SIREN

## Fichiers illisibles

import-file-empty = le fichier est vide.
import-file-workbook = ce classeur est illisible : abîmé, protégé par un mot de passe, ou plus grand que permis.
import-file-no_rows = le fichier n’a qu’un en-tête, sans aucune ligne.
import-file-not_text = ce n’est pas un fichier texte. Dans le tableur, enregistrez la feuille au format CSV.
import-file-unknown_encoding = l’encodage « { $label } » de la correspondance est inconnu.
import-file-mapping_of_other_kind = la correspondance est faite pour un autre fichier ({ $kind }).
import-file-field_of_other_kind = la correspondance nomme « { $field } », qui n’existe pas pour { $kind }.
import-file-column_missing = aucune colonne ne donne : { $field }. Nommez-la dans une correspondance (--mapping).
import-file-heading_missing = le fichier n’a pas de colonne « { $heading } », que la correspondance donne pour : { $field }.
import-file-consent_heading_missing = le fichier n’a pas de colonne « { $heading } », que la correspondance nomme sous consents.
import-file-consent_word_twice = pour la colonne « { $heading } », la correspondance dit que « { $word } » veut dire oui et non.
import-file-consents_of_other_kind = la correspondance nomme des décisions sur les contacts (consents), qu’un fichier de ce type ({ $kind }) n’apporte pas.
import-file-unknown_purpose = la correspondance donne la finalité « { $purpose } » pour la colonne « { $heading } », et cette finalité n’existe pas.
import-file-channel_not_of_purpose = la correspondance donne le canal { $channel } pour la colonne « { $heading } », par lequel la finalité « { $purpose } » n’est pas poursuivie.
import-file-heading_twice = deux colonnes s’intitulent « { $heading } ».
import-file-field_twice = la colonne « { $heading } » donne une deuxième fois : { $field }. Choisissez-en une dans une correspondance (--mapping).
import-file-own_field_unknown = la correspondance nomme le champ propre « { $code } », qui n’existe pas, ou qui est archivé, ou qu’un tel fichier n’apporte pas.
import-file-own_heading_missing = le fichier n’a pas de colonne « { $heading } », que la correspondance donne pour le champ propre « { $code } ».
import-file-own_field_twice = la colonne « { $heading } » donne une deuxième fois le champ propre « { $code } ». Choisissez-en une dans une correspondance (--mapping).
import-file-wrong_separator = les colonnes ne sont pas séparées par « { $given } » mais, semble-t-il, par « { $likely } ».
import-file-dates_ambiguous = toutes les dates se lisent de deux façons (jour/mois ou mois/jour), comme « { $value } ». Fixez date_format dans une correspondance (--mapping).
import-file-dates_mixed = les dates « { $value } » (ligne { $line }) et « { $other } » (ligne { $other_line }) n’ont pas le même format. Corrigez le fichier, ou fixez date_format dans une correspondance (--mapping).
import-file-amounts_ambiguous = les montants se lisent de deux façons, comme « { $value } ». Fixez decimal_mark dans une correspondance (--mapping).
import-file-amounts_mixed = les montants « { $value } » (ligne { $line }) et « { $other } » (ligne { $other_line }) n’ont pas le même signe décimal. Corrigez le fichier, ou fixez decimal_mark dans une correspondance (--mapping).
import-file-quote_open = un guillemet s’ouvre à la ligne { $line } et ne se ferme jamais ; le fichier est peut-être tronqué.
import-file-row_too_long = la ligne { $line } dépasse un mégaoctet : ce n’est sans doute pas un tableau.

## Champs

import-field-consents = un refus d’être contacté
import-field-reference = la référence
import-field-kind = le type
import-field-name = le nom
import-field-siren = le SIREN
import-field-siret = le SIRET
import-field-vat_number = le numéro de TVA
import-field-language = la langue
import-field-email = l’adresse électronique
import-field-phone = le téléphone
import-field-address_line1 = le complément d’adresse
import-field-address_line2 = le deuxième complément d’adresse
import-field-street = la rue
import-field-establishment_name = le nom de l’établissement
import-field-street_number = le numéro dans la voie
import-field-street_suffix = l’indice de répétition
import-field-street_type = le type de voie
import-field-street_name = le nom de la voie
import-field-locality = le lieu-dit
import-field-legal_form = la forme juridique
import-field-postal_code = le code postal
import-field-city = la ville
import-field-country = le pays
import-field-payment_terms = les conditions de paiement
import-field-credit_limit = le plafond de crédit
import-field-currency = la devise
import-field-owner = la personne qui le suit
import-field-tags = les étiquettes
import-field-customer = la référence du client
import-field-series = la série
import-field-number = le numéro de facture
import-field-issued_on = la date de la facture
import-field-due_on = l’échéance
import-field-amount = le montant
import-field-paid_on = la date de paiement
import-field-order_number = le numéro de commande

## Refus

refusal-import_overtaken = Un autre import du même fichier a pris le relais. Relancez la commande.
refusal-import_reverted = Cet import a été annulé. Planifiez de nouveau le fichier pour l’importer.
refusal-import_not_applied = Cet import n’a pas été appliqué : il n’y a rien à annuler.
refusal-import_of_invoices = Une facture émise ne change pas : un import de factures ne s’annule pas. Corrigez par un avoir.
refusal-import_held = Des faits plus récents dépendent de cet import ; il ne peut pas être annulé.
refusal-import_not_planned = Cet import n’est pas encore planifié.
refusal-import_not_readable = Rien de ce fichier ne peut être lu.

## Plan

import-plan-create = À créer : { $count }
import-plan-update = À modifier : { $count }
import-plan-duplicate = Déjà connues ou en double : { $count }
import-plan-more = { $count ->
    [one] et une autre ligne.
   *[other] et { $count } autres lignes.
}
import-plan-next = Rien n’est appliqué. Pour appliquer les lignes valables : relais import apply { $id }

import-duplicate-same_siret = même SIRET que le client { $customer }
import-duplicate-same_siren = même SIREN que le client { $customer }
import-duplicate-same_vat_number = même numéro de TVA que le client { $customer }
import-duplicate-same_siret_in_file = même SIRET que la ligne { $other }
import-duplicate-same_siren_in_file = même SIREN que la ligne { $other }
import-duplicate-same_vat_number_in_file = même numéro de TVA que la ligne { $other }

## Annulation

import-removed = Clients retirés : { $count }
import-restored = Clients rétablis : { $count }
import-held = L’import n’a pas été annulé : des faits plus récents en dépendent.
import-held-by = { $reference } : { $what }
import-depends-invoice = { $count ->
    [one] une facture
   *[other] { $count } factures
}
import-depends-payment = { $count ->
    [one] un règlement
   *[other] { $count } règlements
}
import-depends-credit_note = { $count ->
    [one] un avoir
   *[other] { $count } avoirs
}
import-depends-allocation = { $count ->
    [one] une imputation
   *[other] { $count } imputations
}
import-depends-dunning = { $count ->
    [one] une relance ou une suspension
   *[other] { $count } relances ou suspensions
}
import-depends-message = { $count ->
    [one] un envoi
   *[other] { $count } envois
}
import-depends-consent = { $count ->
    [one] un consentement ou une opposition
   *[other] { $count } consentements ou oppositions
}
import-depends-contact_point = { $count ->
    [one] une coordonnée vérifiée ou invalidée
   *[other] { $count } coordonnées vérifiées ou invalidées
}
import-depends-task = { $count ->
    [one] une tâche
   *[other] { $count } tâches
}
import-depends-note = { $count ->
    [one] une note
   *[other] { $count } notes
}
import-depends-merge = { $count ->
    [one] une fusion ou son annulation
   *[other] { $count } fusions ou annulations de fusion
}
import-depends-change = { $count ->
    [one] une modification
   *[other] { $count } modifications
}
import-depends-other = { $count ->
    [one] un autre fait
   *[other] { $count } autres faits
}

## Être contacté

import-consents = Colonnes qui disent oui ou non à un contact : { $columns }
import-noticed-refusal_recorded = Refus nouveaux : { $count }
import-noticed-refusal_left_out = Refus de lignes laissées de côté, à enregistrer à la main : { $count }
import-noticed-tried_to_raise = Réponses « oui », qu’aucun fichier ne peut donner : { $count }
import-noticed-tried_to_undo = Réponses « oui » de personnes qui ont dit non : { $count }
import-noticed-address_suppressed = Adresses écartées : { $count }
import-notice-refusal_recorded = refus nouveau, enregistré quand l’import est appliqué
import-notice-refusal_left_out = refus non enregistré, la ligne étant laissée de côté : enregistrez-le pour le client en place
import-notice-tried_to_raise = un oui ne se reprend pas d’un fichier ; demandez à la personne (double consentement, fiche contact)
import-notice-tried_to_undo = cette personne a dit non ; un fichier n’y revient pas
import-notice-address_suppressed = cette adresse est écartée ; elle le reste
import-refusals-kept = Refus et oppositions apportés par l’import, qui restent : { $count }
