//! Identities on social networks: a network and a handle there, read from `network:handle` or from the
//! address of a profile.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::profile_url;

/// A network where people have accounts. None of them is `other`: of two people with one handle on two
/// unknown networks nobody could tell that they are two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SocialNetwork {
    /// facebook.com.
    Facebook,
    /// instagram.com.
    Instagram,
    /// linkedin.com.
    Linkedin,
    /// x.com, twitter.com before.
    X,
    /// One of the servers of Mastodon and its kin.
    Mastodon,
    /// bsky.app.
    Bluesky,
    /// youtube.com.
    Youtube,
    /// tiktok.com.
    Tiktok,
    /// wa.me; the handle is a number.
    Whatsapp,
}

code_enum!(SocialNetwork, UnknownSocialNetwork, "no social network that we know": {
    Facebook => "facebook",
    Instagram => "instagram",
    Linkedin => "linkedin",
    X => "x",
    Mastodon => "mastodon",
    Bluesky => "bluesky",
    Youtube => "youtube",
    Tiktok => "tiktok",
    Whatsapp => "whatsapp",
});

/// How many characters a handle may have.
pub const LONGEST_HANDLE: usize = 100;

/// An account on a social network, kept as `network:handle`, the handle without the `@` before it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SocialIdentity {
    network: SocialNetwork,
    written: String,
}

impl SocialIdentity {
    /// Reads `network:handle`, or the address of a profile, with or without its `https://`.
    ///
    /// # Errors
    /// [`SocialFault`] says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, SocialFault> {
        let text = text.trim();
        if let Some((network, handle)) = text.split_once(':')
            && let Some(network) = named(network)
        {
            return Self::new(network, handle);
        }
        let (network, handle) = profile_url::read(text)?;
        Self::new(network, &handle)
    }

    fn new(network: SocialNetwork, handle: &str) -> Result<Self, SocialFault> {
        let handle = handle.trim().trim_start_matches('@');
        let handle = match network {
            // Of a number, some write the plus.
            SocialNetwork::Whatsapp => handle.trim_start_matches('+'),
            _ => handle,
        };
        if handle.is_empty() {
            return Err(SocialFault::NoHandle);
        }
        let handle: String = handle.nfc().collect();
        let odd = |sign: char| sign.is_whitespace() || sign.is_control();
        let malformed = handle.chars().count() > LONGEST_HANDLE
            || handle.chars().any(odd)
            || handle.contains("://")
            || (network == SocialNetwork::Mastodon && !names_a_server(&handle));
        if malformed {
            return Err(SocialFault::Malformed);
        }
        Ok(Self { network, written: format!("{network}:{handle}") })
    }

    /// The network.
    #[must_use]
    pub const fn network(&self) -> SocialNetwork {
        self.network
    }

    /// The handle, without the `@` before it.
    #[must_use]
    pub fn handle(&self) -> &str {
        self.written.split_once(':').map_or("", |(_, handle)| handle)
    }

    /// As it is kept: `network:handle`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// What two writings of one account share: its lower case.
    #[must_use]
    pub fn key(&self) -> String {
        self.written.to_lowercase()
    }
}

/// The network of a name, as people say it.
fn named(name: &str) -> Option<SocialNetwork> {
    match name.trim().to_ascii_lowercase().as_str() {
        "twitter" => Some(SocialNetwork::X),
        name => name.parse().ok(),
    }
}

/// Whether a handle says on which server it is: without one, it is that of many.
fn names_a_server(handle: &str) -> bool {
    handle.split_once('@').is_some_and(|(name, server)| {
        !name.is_empty() && server.contains('.') && !server.contains('@')
    })
}

impl fmt::Display for SocialIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl FromStr for SocialIdentity {
    type Err = SocialFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for SocialIdentity {
    type Error = SocialFault;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<SocialIdentity> for String {
    fn from(identity: SocialIdentity) -> Self {
        identity.written
    }
}

/// Why a text is no identity on a social network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SocialFault {
    /// Neither `network:handle` of a known network nor the address of a profile there.
    #[error("of no social network that we know")]
    UnknownNetwork,
    /// A network, and nobody there.
    #[error("names no account")]
    NoHandle,
    /// Too long, with a space or a control character, or on Mastodon without a server.
    #[error("not the writing of an account")]
    Malformed,
}

impl SocialFault {
    /// One of each.
    pub const ALL: [Self; 3] = [Self::UnknownNetwork, Self::NoHandle, Self::Malformed];

    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::UnknownNetwork => "social_network_unknown",
            Self::NoHandle => "social_handle_missing",
            Self::Malformed => "social_handle_malformed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_read_from_its_network_and_handle() {
        for (text, kept, key) in [
            ("linkedin:Anne-Durand", "linkedin:Anne-Durand", "linkedin:anne-durand"),
            (" Instagram : @Anne.D ", "instagram:Anne.D", "instagram:anne.d"),
            ("twitter:@anne", "x:anne", "x:anne"),
            ("mastodon:@Anne@Piaille.fr", "mastodon:Anne@Piaille.fr", "mastodon:anne@piaille.fr"),
            ("bluesky:anne.bsky.social", "bluesky:anne.bsky.social", "bluesky:anne.bsky.social"),
            ("whatsapp:+33612345678", "whatsapp:33612345678", "whatsapp:33612345678"),
            ("linkedin:rene\u{301}e", "linkedin:renée", "linkedin:renée"),
            ("linkedin:company/arnaud", "linkedin:company/arnaud", "linkedin:company/arnaud"),
        ] {
            let read = SocialIdentity::parse(text).unwrap();
            assert_eq!((read.as_str(), read.key().as_str()), (kept, key), "{text}");
            assert_eq!(SocialIdentity::parse(read.as_str()), Ok(read), "{text}, read back");
        }
        let read = SocialIdentity::parse("x:@Anne").unwrap();
        assert_eq!((read.network(), read.handle()), (SocialNetwork::X, "Anne"));
        assert_eq!(serde_json::to_string(&read).unwrap(), "\"x:Anne\"");
        assert!(SocialIdentity::parse(&format!("x:{}", "a".repeat(LONGEST_HANDLE))).is_ok());
    }

    #[test]
    fn what_is_no_account_says_why() {
        use SocialFault::{Malformed, NoHandle, UnknownNetwork};
        let long = format!("x:{}", "a".repeat(LONGEST_HANDLE + 1));
        for (text, fault) in [
            ("", UnknownNetwork),
            ("anne", UnknownNetwork),
            ("@anne", UnknownNetwork),
            ("anne@client.example", UnknownNetwork),
            ("myspace:anne", UnknownNetwork),
            ("other:anne", UnknownNetwork),
            (":anne", UnknownNetwork),
            ("x:", NoHandle),
            ("x: @ ", NoHandle),
            ("x:anne durand", Malformed),
            ("x:an\0ne", Malformed),
            ("x:https://x.com/anne", Malformed),
            ("mastodon:anne", Malformed),
            ("mastodon:anne@localhost", Malformed),
            (long.as_str(), Malformed),
        ] {
            assert_eq!(SocialIdentity::parse(text), Err(fault), "{text:?}");
        }
    }
}
