//! Signed links: what the public pages are opened by, instead of a login.
//!
//! A link says what it is for, about whom by ids alone, and until when; the key of the installation
//! signs all of it (HMAC-SHA256, RFC 2104). Nobody can make one, change one, or use one for another page.
//! Whether a link that works once was used is no part of it: the store knows.

use std::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use uuid::Uuid;

use crate::id::{ConsentRequestId, ContactPointId, PartyId, PurposeId};

/// The number of the key that signs, first in every link: another key will have another.
const KEY: u8 = 1;

/// How many bytes of the signature a link carries.
const SIGNATURE: usize = 16;

/// What a link opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// The page that confirms a consent, once and for a time.
    Confirm {
        /// What was asked.
        request: ConsentRequestId,
        /// Until when.
        until: DateTime<Utc>,
    },
    /// The preferences of a person at an address, for a time: the page shows the address.
    Preferences {
        /// Whose.
        party: PartyId,
        /// At which address.
        point: ContactPointId,
        /// Until when.
        until: DateTime<Utc>,
    },
    /// The end of a purpose at an address, for ever: the page shows nobody.
    Unsubscribe {
        /// At which address.
        point: ContactPointId,
        /// Of which purpose.
        purpose: PurposeId,
    },
}

/// Why a link opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkFault {
    /// It is not as it was made, or nobody of this installation made it.
    #[error("the link was altered")]
    Altered,
    /// Its time is over.
    #[error("the link is too old")]
    Expired,
}

/// What makes links and reads them: the key, and the address under which the pages stand.
#[derive(Clone)]
pub struct Links {
    mac: Hmac<Sha256>,
    base: String,
}

impl fmt::Debug for Links {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Links").field("base", &self.base).finish_non_exhaustive()
    }
}

impl Link {
    /// The path of its page, without the token.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        match self {
            Self::Confirm { .. } => "/p/confirm/",
            Self::Preferences { .. } => "/p/preferences/",
            Self::Unsubscribe { .. } => "/u/",
        }
    }

    const fn until(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Confirm { until, .. } | Self::Preferences { until, .. } => Some(*until),
            Self::Unsubscribe { .. } => None,
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let (kind, ids): (u8, [Option<Uuid>; 2]) = match self {
            Self::Confirm { request, .. } => (1, [Some(request.0), None]),
            Self::Preferences { party, point, .. } => (2, [Some(party.0), Some(point.0)]),
            Self::Unsubscribe { point, purpose } => (3, [Some(point.0), Some(purpose.0)]),
        };
        let mut bytes = vec![KEY, kind];
        ids.iter().flatten().for_each(|id| bytes.extend(id.as_bytes()));
        bytes.extend(self.until().into_iter().flat_map(|until| until.timestamp().to_be_bytes()));
        bytes
    }

    fn of(bytes: &[u8]) -> Option<Self> {
        let (&[KEY, kind], rest) = bytes.split_first_chunk()? else { return None };
        let (first, rest) = rest.split_first_chunk().map(|(id, rest)| (id_of(id), rest))?;
        match (kind, rest.split_first_chunk()) {
            (1, _) => Some(Self::Confirm { request: first.into(), until: instant(rest)? }),
            (2, Some((point, rest))) => Some(Self::Preferences {
                party: first.into(),
                point: id_of(point).into(),
                until: instant(rest)?,
            }),
            (3, Some((purpose, []))) => {
                Some(Self::Unsubscribe { point: first.into(), purpose: id_of(purpose).into() })
            }
            _ => None,
        }
    }
}

const fn id_of(bytes: &[u8; 16]) -> Uuid {
    Uuid::from_bytes(*bytes)
}

fn instant(bytes: &[u8]) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_secs(i64::from_be_bytes(bytes.try_into().ok()?))
}

impl Links {
    /// Links signed by `key`, to the pages under `public_url`.
    #[must_use]
    pub fn new(key: [u8; 32], public_url: &str) -> Self {
        // A key shorter than the block of SHA-256 is one that ends in zeros (RFC 2104, section 2).
        let mut block = [0; 64];
        block.iter_mut().zip(key).for_each(|(to, from)| *to = from);
        Self { mac: Hmac::new((&block).into()), base: public_url.trim_end_matches('/').to_owned() }
    }

    /// The token of a link: letters, digits, `-` and `_`.
    #[must_use]
    pub fn token(&self, link: Link) -> String {
        let mut bytes = link.bytes();
        let signature = self.mac.clone().chain_update(&bytes).finalize().into_bytes();
        bytes.extend(signature.iter().take(SIGNATURE));
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The whole address of a link.
    #[must_use]
    pub fn url(&self, link: Link) -> String {
        format!("{}{}{}", self.base, link.path(), self.token(link))
    }

    /// What a token opens at `now`.
    ///
    /// # Errors
    /// [`LinkFault`]: it was altered, or is too old.
    pub fn read(&self, token: &str, now: DateTime<Utc>) -> Result<Link, LinkFault> {
        let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_| LinkFault::Altered)?;
        let (said, signature) = bytes.split_last_chunk::<SIGNATURE>().ok_or(LinkFault::Altered)?;
        let mac = self.mac.clone().chain_update(said);
        // In constant time: how much of it is right shows nowhere.
        mac.verify_truncated_left(signature).map_err(|_| LinkFault::Altered)?;
        let link = Link::of(said).ok_or(LinkFault::Altered)?;
        match link.until() {
            Some(until) if now >= until => Err(LinkFault::Expired),
            _ => Ok(link),
        }
    }

    /// The headers of list mail for a purpose to an address (RFC 2369, RFC 8058): one `POST` to the
    /// link ends it, without a page.
    #[must_use]
    pub fn list_unsubscribe(
        &self,
        point: ContactPointId,
        purpose: PurposeId,
    ) -> [(&'static str, String); 2] {
        let url = self.url(Link::Unsubscribe { point, purpose });
        [("List-Unsubscribe", format!("<{url}>")), ("List-Unsubscribe-Post", ONE_CLICK.to_owned())]
    }
}

/// The body by which a mail client ends a purpose (RFC 8058, section 3.2).
pub const ONE_CLICK: &str = "List-Unsubscribe=One-Click";

#[cfg(test)]
mod tests;
