# The public pages: confirming a consent, choosing preferences, unsubscribing.

public-languages = Language

public-confirm-title = Please confirm your choice
public-confirm-intro = By pressing the button you tell us:
public-confirm-button = I confirm
public-confirm-nothing = The link works until { $day }. If you asked for nothing, close this page: nothing changes.

public-preferences-title = Your preferences
public-preferences-intro = Choose what you receive from us, and by which means. Your address:
public-preferences-refused = You said no to all marketing; ticking one kind does not take that back. To receive it again, write to us.
public-preferences-by-email = By e-mail
public-preferences-by-phone = By telephone
public-preferences-by-post = By post
public-preferences-by-sms = By text message
public-preferences-said-no = you said no
public-preferences-no = No, I do not want it
public-preferences-button = Save my choices
public-preferences-none-title = No more marketing at all
public-preferences-none-intro = You may also say no to everything at once, by every means. You need not say why.
public-preferences-none-button = No more marketing at all
public-preferences-note = Ticking a box says yes; unticking it takes your yes back. What you do not touch stays as it was. Your invoices and the answers to your requests go on reaching you.

public-unsubscribe-title = Unsubscribe
public-unsubscribe-intro = You will no longer receive this at your address: “{ $purpose }”.
public-unsubscribe-button = Unsubscribe me
public-unsubscribe-nothing = Until you press the button, nothing changes.

public-link-intro = You may also choose all that you receive at this address.
public-link-button = Send me a link to all my preferences
public-link-sent = A mail is on its way to this address, if we still know it: it brings a link to all your preferences.

public-notice-preferences = Choose my preferences

public-confirmed-title = It is confirmed
public-confirmed-text = Thank you! Your choice is recorded. You can take it back at any time, by the link in each message.
public-confirmed-before-title = This link was used before
public-confirmed-before-text = Your choice was confirmed earlier; nothing has changed. There is nothing to do.
public-saved-title = It is saved
public-saved-text = Your choices are saved and count from now on.
public-unsubscribed-title = You are unsubscribed
public-unsubscribed-text = Nothing of the kind will be sent to this address any more. There is nothing else to do.
public-expired-title = This link is too old
public-expired-text = Its time is over; nothing has changed. To receive a new one, write to us at the address at the foot of this page.
public-altered-title = This link is not valid
public-altered-text = It is incomplete or was changed; nothing has changed with us. Open it again from our message, whole, or write to us at the address at the foot of this page.
public-gone-title = This link leads nowhere any more
public-gone-text = What it was about was deleted; there is nothing to do. For any question, write to us at the address at the foot of this page.
public-malformed-title = The form could not be read
public-malformed-text = Nothing was saved. Go back to the page, load it again and repeat.
