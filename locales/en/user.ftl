# Users, their tokens and passwords: what the commands say, and why something is refused.

user-added = Added the user { $email }.
user-disabled = Disabled { $email }: no session and no token of theirs works any more.
user-enabled = Enabled { $email } again.
user-state-disabled = (disabled)
user-password-prompt = New password (at least 12 characters):
user-password-set = Set the password of { $email }; their sessions have ended.
user-password-made = This password was made for them. It is shown this once:

token-made = { $days ->
    [one] This token works for one day. It is shown this once:
   *[other] This token works for { $days } days. It is shown this once:
}
token-revoked = The token is revoked.
token-state-revoked = revoked
token-state-expired = expired

refusal-last_administrator = One administrator must remain: without one, nobody could add users.
refusal-user_disabled = This user is disabled.
refusal-scope_beyond_role = A token cannot do more than its owner: { $act } is not allowed.
refusal-token_life = A token lives for at least a moment and at most { $days } days.

fault-password_too_short = A password has at least 12 characters.
fault-password_too_long = A password has at most 256 characters.
fault-password_like_email = The password is made of the e-mail address.
fault-password_guessable = This password is one of those tried first.
