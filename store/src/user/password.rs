//! Hashes of passwords: Argon2id (RFC 9106) with the parameters that OWASP advises, 19 MiB and two
//! passes.
//!
//! Hashing takes some fifty milliseconds of a core: it runs beside the threads that serve, outside any
//! transaction, and only a few at a time, so that a flood of logins takes neither all memory nor all cores.

use argon2::password_hash::{PasswordHash as Parsed, PasswordHasher as _, SaltString};
use argon2::{Algorithm, Argon2, Params, PasswordVerifier as _, Version};
use domain::user::Password;
use sea_orm::DbErr;
use tokio::sync::Semaphore;

use crate::error::StoreError;

/// Hashes made at the same time.
static HASHERS: Semaphore = Semaphore::const_new(2);

/// The hash of a password no account has: comparing with it takes as long as with a real one.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$cmVsYWlzLW5vYm9keQ$\
                      AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The Argon2id hash of a password, with its salt and parameters (PHC string).
#[derive(Clone)]
pub struct PasswordHash(String);

impl std::fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasswordHash(..)")
    }
}

impl PasswordHash {
    /// Hashes `password` with a salt from the system's randomness, read at the edge.
    ///
    /// # Errors
    /// When the system has no thread or no memory for it.
    pub async fn of(password: Password, salt: [u8; 32]) -> Result<Self, StoreError> {
        let turn = HASHERS.acquire().await.map_err(failed)?;
        let hashed = tokio::task::spawn_blocking(move || {
            let salt = SaltString::encode_b64(salt.split_at(16).0)?;
            argon2().hash_password(password.as_bytes(), &salt).map(|hash| hash.to_string())
        });
        let hash = hashed.await.map_err(failed)?.map_err(failed)?;
        drop(turn);
        Ok(Self(hash))
    }

    /// The PHC string.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether `password` has the hash `stored`; without one the answer is no, after as long.
///
/// # Errors
/// When the system has no thread or no memory for it.
pub(crate) async fn verify(password: Password, stored: Option<String>) -> Result<bool, StoreError> {
    let turn = HASHERS.acquire().await.map_err(failed)?;
    let compared = tokio::task::spawn_blocking(move || {
        let known = stored.is_some();
        let hash = stored.unwrap_or_else(|| NOBODY.to_owned());
        let hash = Parsed::new(&hash)?;
        let same = argon2().verify_password(password.as_bytes(), &hash).is_ok();
        Ok::<_, argon2::password_hash::Error>(same && known)
    });
    let same = compared.await.map_err(failed)?.map_err(failed)?;
    drop(turn);
    Ok(same)
}

fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT)
}

fn failed(error: impl std::fmt::Display) -> StoreError {
    StoreError::Unavailable(DbErr::Custom(format!("the hash of a password: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_has_its_hash_and_no_other_has() {
        let password = Password::typed("cheval pile agrafe");
        let hash = PasswordHash::of(password.clone(), [7; 32]).await.unwrap();
        assert!(hash.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify(password.clone(), Some(hash.as_str().to_owned())).await.unwrap());
        let other = Password::typed("cheval pile agraphe");
        assert!(!verify(other, Some(hash.as_str().to_owned())).await.unwrap());
        assert!(!verify(password, None).await.unwrap(), "no account, and no fault either");
        assert_eq!(format!("{hash:?}"), "PasswordHash(..)");
    }
}
