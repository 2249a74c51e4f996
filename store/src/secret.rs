//! The secret of the installation: one key per purpose, and a check that the database is ours.
//!
//! HKDF-SHA256 (RFC 5869) makes each key from the secret, so that no key says anything about another.
//! The database holds the value of one of them: a process with another secret refuses to start, before
//! it signs anything that nobody could verify.

use std::fmt;

use domain::link::Links;
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;
use sha2::Sha256;
use subtle::ConstantTimeEq as _;

use crate::db::Db;
use crate::entity::secret_check;
use crate::error::StoreError;

/// The secret, from `RELAIS_SECRET`, a file, or made on the first start.
#[derive(Clone)]
pub struct Secret(Hkdf<Sha256>);

/// The text has fewer than 32 characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("shorter than 32 characters")]
pub struct SecretTooShort;

impl Secret {
    /// The fewest characters of a secret.
    pub const MIN: usize = 32;

    /// The secret of this text.
    ///
    /// # Errors
    /// When it is shorter than [`Secret::MIN`] characters.
    pub fn new(text: &str) -> Result<Self, SecretTooShort> {
        if text.chars().count() < Self::MIN {
            return Err(SecretTooShort);
        }
        Ok(Self(Hkdf::new(Some(b"relais"), text.as_bytes())))
    }

    /// The key of `purpose`.
    #[must_use]
    pub fn key(&self, purpose: &str) -> [u8; 32] {
        self.expand(purpose)
    }

    /// The links to the public pages under `public_url`, signed by a key of their own.
    #[must_use]
    pub fn links(&self, public_url: &str) -> Links {
        Links::new(self.key("link"), public_url)
    }

    fn expand<const N: usize>(&self, purpose: &str) -> [u8; N] {
        let mut key = [0; N];
        // Expanding fails only past 255 blocks.
        let expanded = self.0.expand(purpose.as_bytes(), &mut key);
        debug_assert!(expanded.is_ok(), "a few blocks can always be expanded");
        key
    }

    /// A keyed digest of `value` for `purpose`, in hexadecimal: the same value gives the same digest,
    /// and without the secret nobody can try values.
    #[must_use]
    pub fn digest(&self, purpose: &str, value: &str) -> String {
        self.digests(purpose).of(value)
    }

    /// What makes the digests of one purpose, for many values.
    #[must_use]
    pub fn digests(&self, purpose: &str) -> Digests {
        // A key as long as the block of SHA-256 is taken as it is.
        let key: [u8; 64] = self.expand(purpose);
        Digests(<Hmac<Sha256> as hmac::Mac>::new((&key).into()))
    }
}

/// The keyed digests of one purpose.
#[derive(Clone)]
pub struct Digests(Hmac<Sha256>);

impl Digests {
    /// The digest of `value`, in hexadecimal.
    #[must_use]
    pub fn of(&self, value: &str) -> String {
        let mut mac = self.0.clone();
        mac.update(value.as_bytes());
        mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl fmt::Debug for Digests {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Digests(..)")
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// The database belongs to another secret, or cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SecretFault {
    /// Made with another secret.
    #[error(
        "this database was made with another secret: give the one it was made with \
         (RELAIS_SECRET, RELAIS_SECRET_FILE, or the file `secret` of the data folder)"
    )]
    OtherSecret,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Compares the secret with the one that the database was made with; the first start writes it. From
/// then on the database knows the fingerprints of suppressed addresses.
///
/// # Errors
/// [`SecretFault::OtherSecret`] when it is another one.
pub async fn verify(db: &Db, secret: &Secret) -> Result<(), SecretFault> {
    let ours = secret.digest("check", "relais");
    db.recognise_by(secret);
    if let Some(row) = stored(db).await? {
        return compare(&row, &ours);
    }
    let txn = db.begin().await?;
    secret_check::Entity::insert(secret_check::ActiveModel {
        id: Set(1),
        value: Set(ours.clone()),
    })
    .on_conflict_do_nothing()
    .exec_without_returning(&*txn)
    .await
    .map_err(StoreError::from)?;
    txn.commit().await?;
    // Another process may have been first.
    compare(&stored(db).await?.unwrap_or_default(), &ours)
}

async fn stored(db: &Db) -> Result<Option<String>, StoreError> {
    Ok(secret_check::Entity::find_by_id(1).one(db.read()).await?.map(|row| row.value))
}

fn compare(stored: &str, ours: &str) -> Result<(), SecretFault> {
    if bool::from(stored.as_bytes().ct_eq(ours.as_bytes())) {
        Ok(())
    } else {
        Err(SecretFault::OtherSecret)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::both_engines;

    fn secret(letter: &str) -> Secret {
        Secret::new(&letter.repeat(32)).unwrap()
    }

    #[test]
    fn a_secret_has_thirty_two_characters_and_a_key_for_each_purpose() {
        assert_eq!(Secret::new("short").unwrap_err(), SecretTooShort);
        assert_ne!(secret("a").key("check"), secret("a").key("login"));
        assert_ne!(secret("a").key("check"), secret("b").key("check"));
        assert_eq!(secret("a").digest("login", "x").len(), 64);
        assert_eq!(format!("{:?}", secret("a")), "Secret(..)");
    }

    both_engines! {
        async fn a_process_with_another_secret_refuses_the_database(db: Db) {
            verify(&db, &secret("a")).await.unwrap();
            verify(&db, &secret("a")).await.unwrap();
            assert!(matches!(verify(&db, &secret("b")).await, Err(SecretFault::OtherSecret)));
        }
    }
}
