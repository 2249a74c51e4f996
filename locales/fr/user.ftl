# Utilisateurs, jetons et mots de passe : ce que disent les commandes, et les motifs de refus.

user-added = L’utilisateur { $email } est ajouté.
user-disabled = { $email } est désactivé : ses sessions et ses jetons ne fonctionnent plus.
user-enabled = { $email } est réactivé.
user-state-disabled = (désactivé)
user-password-prompt = Nouveau mot de passe (12 caractères au moins) :
user-password-set = Le mot de passe de { $email } est changé ; ses sessions sont closes.
user-password-made = Ce mot de passe a été créé pour cette personne. Il n’est montré qu’une fois :

token-made = { $days ->
    [one] Ce jeton fonctionne pendant { $days } jour. Il n’est montré qu’une fois :
   *[other] Ce jeton fonctionne pendant { $days } jours. Il n’est montré qu’une fois :
}
token-revoked = Le jeton est révoqué.
token-state-revoked = révoqué
token-state-expired = expiré

refusal-last_administrator = Il faut qu’un administrateur demeure : sans lui, personne ne pourrait ajouter d’utilisateurs.
refusal-user_disabled = Cet utilisateur est désactivé.
refusal-scope_beyond_role = Un jeton ne peut rien de plus que son titulaire : { $act } n’est pas permis.
refusal-token_life = Un jeton vit au moins un instant et au plus { $days } jours.

fault-password_too_short = Un mot de passe a au moins 12 caractères.
fault-password_too_long = Un mot de passe a au plus 256 caractères.
fault-password_like_email = Le mot de passe est tiré de l’adresse électronique.
fault-password_guessable = Ce mot de passe est de ceux que l’on essaie en premier.
