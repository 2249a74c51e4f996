# The mail that asks whether a consent is meant.

consent-request-subject = Please confirm your choice
consent-request-greeting = Good day,
consent-request-intro = On { $day } you told us:
consent-request-ask = Your agreement counts only once it is confirmed. To confirm it, follow this link and press the button on the page:
consent-request-button = Confirm my choice
consent-request-until = The link works once, until { $day }.
consent-request-nothing = If you asked for nothing, do nothing: we shall not write to you about this.
