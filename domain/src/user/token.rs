//! Tokens of the API and of sessions: 32 random bytes, of which only the digest is kept.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// Thirty-two bytes that only their holder knows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Secret32([u8; 32]);

/// The SHA-256 of a secret, in hexadecimal: what the database holds.
///
/// A secret of 256 random bits needs neither salt nor a slow hash.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Digest(String);

/// A token as its holder shows it: `rls_` and 43 letters of base64url.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct TokenText(Secret32);

/// The text has not the form of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a token")]
pub struct NotAToken;

const PREFIX: &str = "rls_";

impl Secret32 {
    /// From the system's randomness, read at the edge.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its digest, apart by `purpose`: one secret never answers for another purpose.
    #[must_use]
    pub fn digest(&self, purpose: &str) -> Digest {
        let mut hash = Sha256::new();
        hash.update(purpose.as_bytes());
        hash.update([0]);
        hash.update(self.0);
        Digest(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// Another secret that follows from this one and does not give it away.
    #[must_use]
    pub fn derive(&self, purpose: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"derive\0");
        hash.update(purpose.as_bytes());
        hash.update([0]);
        hash.update(self.0);
        Self(hash.finalize().into())
    }

    /// Its 43 letters of base64url (RFC 4648, section 5), without padding.
    #[must_use]
    pub fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }
}

impl FromStr for Secret32 {
    type Err = NotAToken;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // Strict about left-over bits: one secret has one text.
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| NotAToken)?;
        bytes.try_into().map(Self).map_err(|_| NotAToken)
    }
}

impl fmt::Debug for Secret32 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret32(..)")
    }
}

impl TokenText {
    /// A new token.
    #[must_use]
    pub const fn new(secret: Secret32) -> Self {
        Self(secret)
    }

    /// What the database holds of it.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.0.digest("api_token")
    }

    /// The whole token: shown once, to its holder.
    #[must_use]
    pub fn reveal(&self) -> String {
        format!("{PREFIX}{}", self.0.text())
    }

    /// Its first letters, by which people tell tokens apart: `rls_` and four more.
    #[must_use]
    pub fn hint(&self) -> String {
        self.reveal().chars().take(PREFIX.len() + 4).collect()
    }
}

impl fmt::Debug for TokenText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenText(..)")
    }
}

impl FromStr for TokenText {
    type Err = NotAToken;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.strip_prefix(PREFIX).ok_or(NotAToken)?.parse().map(Self)
    }
}

impl Digest {
    /// Sixty-four hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_token_reads_back_and_only_in_its_one_form(bytes: [u8; 32], at in 0_usize..47, other in "[ -~]") {
            let token = TokenText::new(Secret32::new(bytes));
            let text = token.reveal();
            prop_assert_eq!(text.len(), 47);
            prop_assert_eq!(text.parse::<TokenText>().unwrap(), token);
            let mut changed = text.clone();
            changed.replace_range(at..=at, &other);
            if changed != text {
                prop_assert!(changed.parse::<TokenText>() != Ok(token));
            }
        }
    }

    #[test]
    fn a_token_has_the_letters_of_base64url() {
        let bytes: [u8; 32] = std::array::from_fn(|i| u8::try_from(i).unwrap());
        let token = TokenText::new(Secret32::new(bytes));
        assert_eq!(token.reveal(), "rls_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
        assert_eq!(token.hint(), "rls_AAEC");
        assert_eq!(token.digest().as_str().len(), 64);
    }

    #[test]
    fn the_digest_of_one_purpose_is_not_that_of_another_and_nothing_shows_the_secret() {
        let secret = Secret32::new([7; 32]);
        assert_ne!(secret.digest("api_token"), secret.digest("session"));
        assert_ne!(secret.derive("csrf"), secret);
        assert_eq!(
            format!("{secret:?} {:?}", TokenText::new(secret)),
            "Secret32(..) TokenText(..)"
        );
    }
}
