# The contact sheet: what it tells the person, and why one is refused.

contact-sheet-notice =
    { $named ->
        [yes] { $firm } collects this information
       *[other] We collect this information
    } to answer your request and to follow our business with you (steps before a contract and legitimate interest, GDPR 6(1)(b) and (f)); marketing is sent only as you answer below. Our sales, accounts and management teams read it. It is used for marketing for three years after your last contact at most; once you are a customer, the law has us keep papers such as invoices for longer. A telephone number is used to call you about offers only if you consent (L223-1 and L223-2 C. conso., France). You may see your data, have them corrected, erased or restricted, receive them, object to their use and take back an agreement at any time{ $reachable ->
        [yes] {" "}by writing to { $contact }
       *[other] {""}
    }, or turn to the French authority, the CNIL (cnil.fr).

refusal-sheet_method = A contact sheet is filled in face to face, on paper or by phone.
refusal-sheet_nameless = A new person has a name.
refusal-sheet_text = A text of the sheet is empty, too long or holds a control character.
refusal-sheet_answered_twice = A purpose has one answer for each channel.
refusal-sheet_without_address = A yes needs an address of its channel: an e-mail address, or a phone number.
refusal-request_of_nothing = There is nothing to confirm.
refusal-request_confirmed = This consent was confirmed before.
refusal-request_expired = The time to confirm this consent is over.
refusal-purpose_not_by_mail = This purpose is not pursued by mail.

message-reason-request_over = confirmed before, or too late to be
