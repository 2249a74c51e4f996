# Les pages publiques : confirmer un consentement, choisir ses préférences, se désabonner.

public-languages = Langue

public-confirm-title = Confirmez votre choix
public-confirm-intro = En validant, vous nous dites :
public-confirm-button = Je confirme
public-confirm-nothing = Le lien fonctionne jusqu’au { $day }. Si vous n’avez rien demandé, fermez cette page : rien ne change.

public-preferences-title = Vos préférences
public-preferences-intro = Choisissez ce que vous recevez de nous, et par quel moyen. Votre adresse :
public-preferences-refused = Vous avez dit non à toute prospection ; cocher un seul envoi ne suffit pas à revenir là-dessus. Pour en recevoir de nouveau, écrivez-nous.
public-preferences-by-email = Par courriel
public-preferences-by-phone = Par téléphone
public-preferences-by-post = Par courrier
public-preferences-by-sms = Par SMS
public-preferences-said-no = vous avez dit non
public-preferences-no = Non, je ne veux pas
public-preferences-button = Enregistrer mes choix
public-preferences-none-title = Plus aucune prospection
public-preferences-none-intro = Vous pouvez aussi dire non à tout à la fois, par tous les moyens. Vous n’avez pas à dire pourquoi.
public-preferences-none-button = Plus aucune prospection
public-preferences-note = Cocher une case, c’est accepter ; la décocher, c’est retirer votre accord. Ce à quoi vous ne touchez pas reste comme avant. Vos factures et les réponses à vos demandes continuent de vous parvenir.

public-unsubscribe-title = Se désabonner
public-unsubscribe-intro = Vous ne recevrez plus à cette adresse : « { $purpose } ».
public-unsubscribe-button = Me désabonner
public-unsubscribe-nothing = Tant que vous ne validez pas, rien ne change.

public-link-intro = Vous pouvez aussi choisir tout ce que vous recevez à cette adresse.
public-link-button = Recevez par courriel un lien vers toutes vos préférences
public-link-sent = Un courriel est en route vers cette adresse, si elle nous est encore connue : il apporte un lien vers toutes vos préférences.

public-notice-preferences = Choisir mes préférences

public-confirmed-title = C’est confirmé
public-confirmed-text = Merci ! Votre choix est enregistré. Vous pouvez le retirer à tout moment, par le lien de chaque message.
public-confirmed-before-title = Ce lien a déjà servi
public-confirmed-before-text = Votre choix a été confirmé auparavant ; rien n’a changé. Il n’y a rien à faire.
public-saved-title = C’est enregistré
public-saved-text = Vos choix sont enregistrés et valent dès maintenant.
public-unsubscribed-title = Le désabonnement est enregistré
public-unsubscribed-text = Rien de tel ne sera plus envoyé à cette adresse. Il n’y a rien d’autre à faire.
public-expired-title = Ce lien est trop ancien
public-expired-text = Sa durée est passée ; rien n’a changé. Pour en recevoir un nouveau, écrivez-nous à l’adresse indiquée au bas de cette page.
public-altered-title = Ce lien n’est pas valable
public-altered-text = Il est incomplet ou modifié ; rien n’a changé. Ouvrez-le de nouveau depuis notre message, en entier, ou écrivez-nous à l’adresse indiquée au bas de cette page.
public-gone-title = Ce lien ne mène plus à rien
public-gone-text = Ce qu’il concernait a été supprimé ; il n’y a rien à faire. Pour toute question, écrivez-nous à l’adresse indiquée au bas de cette page.
public-malformed-title = Le formulaire n’a pas pu être lu
public-malformed-text = Rien n’a été enregistré. Revenez à la page précédente, rechargez-la et recommencez.
