# What the commands say at the terminal.

migrate-current = The database has the schema of this version.
migrate-done = The database now has the schema of this version.
migrate-needed = The database needs the schema of this version. Run: relais migrate
migrate-newer = The database was made by a newer version of Relais. Use that version.

doctor-good = good
doctor-broken = broken
doctor-unusable = cannot be used
doctor-warning = look at this
doctor-settings = settings
doctor-firm = the firm
doctor-database = database
doctor-queue = queue
doctor-mail = mail
doctor-texts = texts
doctor-ledger = ledger
doctor-sending = sending
doctor-all-well = All is well.
doctor-not-well = { $count ->
    [one] One part needs care.
   *[other] { $count } parts need care.
}
doctor-firm-missing = The firm has no name or no sender yet. Run: relais company set --name NAME --sender-email ADDRESS
doctor-mail-files = Mails are written as files in { $folder }.
doctor-ledger-holds = { $count ->
    [one] one rule holds
   *[other] { $count } rules hold
}
doctor-ledger-broken = { $rule } ({ $count }: { $ids })
doctor-rates = rates
doctor-rates-unconfirmed = { $count ->
    [one] One rate is not confirmed by an official source: { $row }.
   *[other] { $count } rates are not confirmed by an official source, the last one: { $row }. Check them before a formal notice.
}
doctor-queue-length = { $count ->
    [0] nothing waits
    [one] one job waits
   *[other] { $count } jobs wait
}
doctor-journals = { $count ->
    [one] A worker stopped without warning; the next one will settle its delivery journal. Run: relais worker --drain
   *[other] Workers stopped without warning; the next one will settle { $count } delivery journals. Run: relais worker --drain
}
doctor-messages = { $count ->
    [0] no messages
    [one] one message, nothing uncertain
   *[other] { $count } messages, nothing uncertain
}
doctor-uncertain = { $count ->
    [one] One message is uncertain: the mail server never said whether it took it. Run: relais message list --state uncertain
   *[other] { $count } messages are uncertain: the mail server never said whether it took them. Run: relais message list --state uncertain
}

demo-welcome = A demonstration of Relais, in the folder { $folder }. Nothing leaves this machine.
demo-made = Made a firm with { $customers } customers, { $invoices } invoices, { $payments } payments and one credit note.
demo-found = Found the firm of the last demonstration, and went on with it.
demo-run = Reminder run of { $day }: { $messages } messages for { $lines } due lines.
demo-mails = Mails, one file each: { $folder }
demo-letters = Letters, one file each: { $folder }
demo-api = API and its documentation: { $url }
demo-token = Token for the API: { $token }
demo-try = Three requests to try:
demo-end = Ctrl-C ends it. Start it again and it goes on with the same data.
demo-ended = The demonstration has ended.
demo-foreign = The folder { $folder } holds an installation that is not a demonstration. Nothing was changed. Choose another with --data-dir.
