# La recherche dans le fichier des clients.

search-nothing = Rien n’a été trouvé.
search-catching-up = Préparation de la recherche : { $count } changements du fichier…

search-match-reference = référence
search-match-identifier = identifiant
search-match-email = e-mail
search-match-phone = téléphone
search-match-social = réseau social
search-match-name = nom
search-match-tag = étiquette
search-match-city = ville
search-match-postal_code = code postal
search-match-own_field = champ de l’entreprise
search-match-fuzzy = orthographe proche
