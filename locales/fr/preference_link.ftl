# Le courriel qui apporte un lien vers les préférences.

preference-link-subject = Vos préférences
preference-link-greeting = Bonjour,
preference-link-intro = Le { $day }, un lien vers vos préférences a été demandé pour cette adresse. Il montre ce que vous pouvez choisir de recevoir de nous, ou non :
preference-link-button = Choisir mes préférences
preference-link-until = Le lien fonctionne jusqu’au { $day }. Il est personnel : ne transférez pas ce message.
preference-link-nothing = Si vous n’avez rien demandé, ne faites rien : rien ne change.
