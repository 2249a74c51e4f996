# Le registre : factures, règlements, avoirs, imputations, jours fériés.

refusal-invoice_number_missing = La facture n’a pas de numéro.
refusal-invoice_number_malformed = Le numéro de facture contient un caractère de contrôle.
refusal-invoice_number_too_long = Le numéro de facture dépasse 64 caractères.
refusal-amount_not_positive = Le montant doit être supérieur à zéro.
refusal-amount_out_of_range = Le montant est trop grand.
refusal-no_due_line = La facture n’a pas d’échéance.
refusal-too_many_due_lines = La facture a plus de 120 échéances.
refusal-due_line_not_positive = Le montant d’une échéance doit être supérieur à zéro.
refusal-due_lines_do_not_add_up = Le total des échéances n’est pas le montant de la facture.
refusal-due_before_issue = Une échéance précède la date de la facture.
refusal-order_number_malformed = Le numéro de commande contient un caractère de contrôle.
refusal-order_number_too_long = Le numéro de commande dépasse 64 caractères.
refusal-payment_text_too_long = Un texte du règlement est trop long.
refusal-part_not_positive = Une part doit être supérieure à zéro.
refusal-parts_exceed_amount = Les parts dépassent le montant à répartir.
refusal-due_line_listed_twice = La même échéance figure deux fois.
refusal-due_line_of_another = L’échéance { $due_line } n’est pas de ce client dans cette devise.
refusal-exceeds_residual = L’échéance { $due_line } recevrait plus qu’il n’est dû.
refusal-already_bounced = Ce règlement est déjà enregistré comme rejeté.
refusal-bounced_before_received = Un rejet ne peut pas précéder le règlement.
refusal-payment_bounced = Ce règlement a été rejeté : il ne peut plus être imputé.
refusal-invoice_of_another = La facture nommée n’est pas de ce client dans cette devise.

origin-debtor = indiquée par le débiteur
origin-exact = montant exact
origin-proposed = proposée, à confirmer
origin-person = décidée par une personne

invoice-state-open = ouverte
invoice-state-paid = réglée
invoice-state-overdue = échue

holiday-new_year = Jour de l’an
holiday-good_friday = Vendredi saint
holiday-easter_monday = Lundi de Pâques
holiday-labour_day = Fête du Travail
holiday-victory_1945 = Victoire de 1945
holiday-ascension = Ascension
holiday-whit_monday = Lundi de Pentecôte
holiday-national_day = Fête nationale
holiday-assumption = Assomption
holiday-all_saints = Toussaint
holiday-armistice_1918 = Armistice de 1918
holiday-christmas = Noël
holiday-saint_stephen = Saint-Étienne
holiday-abolition_of_slavery = Abolition de l’esclavage

invariant-due_lines_add_up = Les échéances d’une facture font son montant.
invariant-due_line_is_its_invoices = Une échéance a le client et la devise de sa facture et ne la précède pas.
invariant-no_line_gets_more_than_its_amount = Aucune échéance ne reçoit plus que son montant.
invariant-no_payment_gives_more_than_its_own = Aucun règlement ne donne plus que son montant.
invariant-no_credit_note_gives_more_than_its_own = Aucun avoir ne donne plus que son montant.
invariant-settled_on_is_what_the_allocations_say = Le jour de solde d’une échéance est celui de ses imputations.
invariant-allocation_counts_from_the_later_day = Une imputation compte du plus tardif de deux jours, celui de sa source et celui de la facture.
invariant-allocation_stays_with_its_customer_and_currency = Une imputation reste chez un client et dans une devise.
invariant-reversal_mirrors_what_it_takes_back = Une contrepassation reflète ce qu’elle reprend.
invariant-bounced_payment_settles_nothing = Un règlement rejeté ne solde rien.
invariant-credit_note_corrects_an_invoice_of_its_customer = Un avoir corrige une facture de son client.
invariant-open_claim_has_a_live_notice = Une relance réservée a un message en cours.
invariant-sent_claim_has_an_accepted_message = Une relance faite a un message accepté et le jour de sa série.
invariant-ended_message_has_no_open_claim = Un message terminé ne réserve plus de relance.
invariant-claim_is_of_a_line_of_its_customer = Une relance réservée est d’une échéance de son client.
invariant-no_level_was_skipped = Aucun niveau de relance n’a été sauté.
invariant-run_counts_its_messages = Une série de relances compte ses messages.
invariant-run_has_one_message_per_notice_to_send = Chaque relance à envoyer a son message.
invariant-message_counters_equal_the_messages = Les compteurs des messages sont justes.
invariant-audience_is_the_sum_of_the_states = Les destinataires sont la somme des états de leurs messages.
invariant-message_has_where_to_go = Un message a une adresse où aller.
invariant-import_counts_what_it_applied = Un import compte ce qu’il a appliqué.
invariant-applied_import_leaves_no_row_behind = Un import appliqué ne laisse aucune ligne.
invariant-faulty_row_says_why = Une ligne fautive dit pourquoi.

rate-line = { $kind }  { $day }  { $rate }  { $confirmed }  ({ $source })
rate-unknown = inconnu
rate-confirmed = confirmé
rate-partial = jour non confirmé
rate-unconfirmed = non confirmé

refusal-rate_out_of_range = Un taux est compris entre 0 % et 100 %.
refusal-rate_not_a_half_year = Un taux légal commence le 1er janvier ou le 1er juillet.
refusal-rate_source_missing = Dites où le taux a été lu : une ligne de 200 caractères au plus.
