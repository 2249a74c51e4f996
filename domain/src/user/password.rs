//! Passwords: long rather than complicated (NIST SP 800-63B, 5.1.1.2; CNIL 2022-100).

use std::fmt;

use unicode_normalization::UnicodeNormalization as _;

/// A password in clear, normalised (NFKC) so that two keyboards give the same bytes.
///
/// It has no `Display`, and its `Debug` shows nothing: it lives from the request to its hash.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

/// Why a password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    /// Fewer than 12 characters.
    #[error("shorter than 12 characters")]
    TooShort,
    /// More than 256 characters: hashing it would only cost time.
    #[error("longer than 256 characters")]
    TooLong,
    /// The address of its owner, or a part of it.
    #[error("made of the e-mail address")]
    LikeTheEmail,
    /// One of those tried first, or too few different characters.
    #[error("too easily guessed")]
    Guessable,
}

impl PasswordFault {
    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooShort => "password_too_short",
            Self::TooLong => "password_too_long",
            Self::LikeTheEmail => "password_like_email",
            Self::Guessable => "password_guessable",
        }
    }
}

/// Beginnings of twelve characters and more that lists of leaked passwords share.
const GUESSED: [&str; 12] = [
    "password",
    "motdepasse",
    "azertyuiop",
    "qwertyuiop",
    "1234567890",
    "0123456789",
    "abcdefghij",
    "administrat",
    "bonjourbonjour",
    "iloveyou",
    "jetaime",
    "relaisrelais",
];

impl Password {
    /// The fewest characters of a new password.
    pub const MIN: usize = 12;
    /// The most.
    pub const MAX: usize = 256;

    /// A password as somebody typed it, to be compared: no policy.
    #[must_use]
    pub fn typed(text: &str) -> Self {
        Self(text.nfkc().take(Self::MAX * 4).collect())
    }

    /// A new password for the account of `email`.
    ///
    /// # Errors
    /// [`PasswordFault`] says which rule it breaks.
    pub fn new(text: &str, email: &str) -> Result<Self, PasswordFault> {
        let password: String = text.nfkc().collect();
        let length = password.chars().count();
        if length < Self::MIN {
            return Err(PasswordFault::TooShort);
        }
        if length > Self::MAX {
            return Err(PasswordFault::TooLong);
        }
        let lower = password.to_lowercase();
        let email = email.trim().to_lowercase();
        let local = email.split('@').next().unwrap_or_default();
        let rest = if local.chars().count() < 3 { lower.clone() } else { lower.replace(local, "") };
        if lower == email || (rest.len() < lower.len() && rest.chars().count() < 6) {
            return Err(PasswordFault::LikeTheEmail);
        }
        let mut different: Vec<char> = lower.chars().collect();
        different.sort_unstable();
        different.dedup();
        let guessed = GUESSED
            .iter()
            .any(|word| lower.strip_prefix(word).is_some_and(|rest| rest.chars().count() < 6));
        if different.len() < 5 || guessed {
            return Err(PasswordFault::Guessable);
        }
        Ok(Self(password))
    }

    /// The bytes to hash.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_and_is_neither_the_address_nor_a_common_one() {
        use PasswordFault::{Guessable, LikeTheEmail, TooLong, TooShort};
        for (text, expected) in [
            ("onze-lettre", Err(TooShort)),
            ("douze-lettre", Ok(())),
            ("cheval pile agrafe", Ok(())),
            ("éàüéàüéàüéàü", Err(Guessable)),
            ("aaaaaaaaaaaaaaa", Err(Guessable)),
            ("Password2026!", Err(Guessable)),
            ("motdepasse123", Err(Guessable)),
            ("zoe.durand@example.fr", Err(LikeTheEmail)),
            ("Zoe.Durand2026", Err(LikeTheEmail)),
            ("zoe.durand aime le quinquina", Ok(())),
        ] {
            let made = Password::new(text, "zoe.durand@example.fr").map(|_| ());
            assert_eq!(made, expected, "{text}");
        }
        assert_eq!(Password::new(&"ab1-é".repeat(60), "a@b.fr").map(|_| ()), Err(TooLong));
    }

    #[test]
    fn the_same_letters_of_two_keyboards_are_the_same_password() {
        let composed = Password::new("caf\u{e9} du commerce", "a@b.fr").unwrap();
        assert_eq!(composed, Password::typed("cafe\u{301} du commerce"));
    }

    #[test]
    fn a_password_is_never_shown() {
        let password = Password::typed("cheval pile agrafe");
        assert_eq!(format!("{password:?}"), "Password(..)");
    }
}
