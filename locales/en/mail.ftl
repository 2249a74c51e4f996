# The words of every mail.

mail-siren = French company number (SIREN) { $siren }
mail-vat = VAT { $number }
