//! Fingerprints of addresses: without the secret of the installation nobody can try which address one
//! belongs to.

use domain::customer::{ContactKind, ContactValue};

use crate::secret::{Digests, Secret};

/// What makes fingerprints, under a key of their own.
#[derive(Debug, Clone)]
pub struct Fingerprints(Digests);

/// The fingerprint of one address: 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fingerprint(String);

impl Fingerprints {
    /// Those of this installation.
    #[must_use]
    pub fn of(secret: &Secret) -> Self {
        Self(secret.digests("suppression"))
    }

    /// The fingerprint of an address, the same in each of its writings.
    #[must_use]
    pub fn mark(&self, kind: ContactKind, key: &str) -> Fingerprint {
        Fingerprint(self.0.of(&format!("{kind}:{key}")))
    }

    /// [`Self::mark`] of a value.
    #[must_use]
    pub fn of_value(&self, value: &ContactValue) -> Fingerprint {
        self.mark(value.kind(), &value.key())
    }
}

impl Fingerprint {
    /// As it is stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) const fn stored(text: String) -> Self {
        Self(text)
    }
}
