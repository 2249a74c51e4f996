# La fiche contact : ce qu’elle dit à la personne, et ses motifs de refus.

contact-sheet-notice =
    { $named ->
        [yes] { $firm } recueille ces informations
       *[other] Nous recueillons ces informations
    } pour répondre à votre demande et suivre notre relation commerciale (mesures précontractuelles et intérêt légitime, RGPD 6(1)(b) et (f)), et ne vous adresse de la prospection que selon vos réponses ci-dessous. Elles sont lues par nos équipes commerciales, comptables et de direction, et servent à la prospection trois ans au plus après votre dernier contact ; si vous devenez client, la loi nous fait garder plus longtemps des pièces telles que les factures. Un numéro de téléphone ne sert à vous appeler pour vendre que si vous y consentez (L223-1 et L223-2 C. conso.). Vous pouvez accéder à vos données, les faire rectifier, effacer ou limiter, les recevoir, vous opposer à leur usage et retirer un accord à tout moment{ $reachable ->
        [yes] {" "}en écrivant à { $contact }
       *[other] {""}
    }, ou saisir la CNIL (cnil.fr).

refusal-sheet_method = Une fiche contact se remplit face à face, sur papier ou par téléphone.
refusal-sheet_nameless = Une personne nouvelle a un nom.
refusal-sheet_text = Un texte de la fiche est vide, trop long ou contient un caractère de contrôle.
refusal-sheet_answered_twice = Une finalité n’a qu’une réponse par voie.
refusal-sheet_without_address = Un oui demande une adresse de sa voie : un courriel, ou un numéro de téléphone.
refusal-request_of_nothing = Il n’y a rien à confirmer.
refusal-request_confirmed = Ce consentement a déjà été confirmé.
refusal-request_expired = Le délai pour confirmer ce consentement est passé.
refusal-purpose_not_by_mail = Cette finalité n’est pas poursuivie par courriel.

message-reason-request_over = déjà confirmé, ou trop tard pour l’être
