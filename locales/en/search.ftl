# Search over the customer file.

search-nothing = Nothing was found.
search-catching-up = { $count } changes of the file are made ready for searches first…

search-match-reference = reference
search-match-identifier = identifier
search-match-email = e-mail
search-match-phone = phone
search-match-social = social network
search-match-name = name
search-match-tag = tag
search-match-city = city
search-match-postal_code = postal code
search-match-own_field = own field
search-match-fuzzy = similar spelling
