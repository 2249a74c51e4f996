# Les mots de tout courriel.

mail-siren = SIREN { $siren }
mail-vat = TVA { $number }
