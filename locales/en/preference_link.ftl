# The mail that brings a link to the preferences.

preference-link-subject = Your preferences
preference-link-greeting = Good day,
preference-link-intro = On { $day }, a link to your preferences was asked for at this address. It shows what you may choose to receive from us, and what not:
preference-link-button = Choose my preferences
preference-link-until = The link works until { $day }. It is personal: do not forward this message.
preference-link-nothing = If you asked for nothing, do nothing: nothing changes.
