# Le courriel qui demande si un consentement est voulu.

consent-request-subject = Confirmez votre choix
consent-request-greeting = Bonjour,
consent-request-intro = Le { $day }, vous nous avez dit :
consent-request-ask = Votre accord ne compte qu’une fois confirmé. Pour le confirmer, suivez ce lien, puis validez la page :
consent-request-button = Confirmer mon choix
consent-request-until = Le lien fonctionne une fois, jusqu’au { $day }.
consent-request-nothing = Si vous n’avez rien demandé, ne faites rien : nous ne vous écrirons pas à ce sujet.
