//! E-mail addresses to which a mail can really leave: one address, a domain with a dot, and
//! nothing that could end a header line.

use std::fmt;
use std::str::FromStr;

use email_address::Options;
use serde::{Deserialize, Serialize};

/// An e-mail address (RFC 5321): ASCII, at most 254 characters, its domain with a dot and, when
/// it is an international one, in its ASCII form. No quoted local part, no space, no control
/// character: it can stand in a header or an envelope as it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Reads an address as written; outer spaces do not count.
    ///
    /// # Errors
    /// [`EmailFault`] says which rule the text breaks.
    pub fn parse(text: &str) -> Result<Self, EmailFault> {
        let text = text.trim();
        if text.chars().any(char::is_control) {
            return Err(EmailFault::ControlCharacter);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(EmailFault::NotAnAddress)?;
        let domain = idna::domain_to_ascii(domain).map_err(|_| EmailFault::NotAnAddress)?;
        if !domain.contains('.') || domain.ends_with('.') {
            return Err(EmailFault::DomainWithoutDot);
        }
        let address = format!("{local}@{domain}");
        let options = Options::default().with_required_tld().without_display_text();
        let plain = local.is_ascii() && !local.contains(['"', ' ', '(', '<', '\\']);
        if !plain
            || address.len() > 254
            || email_address::EmailAddress::parse_with_options(
                &address,
                options.without_domain_literal(),
            )
            .is_err()
        {
            return Err(EmailFault::NotAnAddress);
        }
        Ok(Self(address))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What two writings of one mailbox share: its lower case.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// What stands after the `@`.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// The address as logs may show it: `c***@example.org`.
    #[must_use]
    pub fn masked(&self) -> String {
        let first: String = self.0.chars().take(1).collect();
        format!("{first}***@{}", self.domain())
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for EmailAddress {
    type Err = EmailFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = EmailFault;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

/// Why a text is no e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EmailFault {
    /// Not of the form `name@domain`.
    #[error("not an e-mail address")]
    NotAnAddress,
    /// The domain has no dot: no mail leaves the firm for it.
    #[error("its domain has no dot")]
    DomainWithoutDot,
    /// A line break or another control character.
    #[error("holds a control character")]
    ControlCharacter,
}

impl EmailFault {
    /// One of each.
    pub const ALL: [Self; 3] = [Self::NotAnAddress, Self::DomainWithoutDot, Self::ControlCharacter];

    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotAnAddress => "not_an_email",
            Self::DomainWithoutDot => "email_domain_without_dot",
            Self::ControlCharacter => "control_character",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_written_and_kept_in_ascii() {
        for (text, kept) in [
            ("compta@manadjer.example", "compta@manadjer.example"),
            (" Anne.O'Neil+bills@Sub.Example.ORG ", "Anne.O'Neil+bills@sub.example.org"),
            ("a@société.example", "a@xn--socit-esab.example"),
        ] {
            assert_eq!(EmailAddress::parse(text).unwrap().as_str(), kept, "{text}");
        }
        let address = EmailAddress::parse("Compta@Manadjer.example").unwrap();
        assert_eq!(address.key(), "compta@manadjer.example");
        assert_eq!(address.masked(), "C***@manadjer.example");
    }

    #[test]
    fn what_could_not_leave_or_could_end_a_header_is_refused() {
        use EmailFault::{ControlCharacter, DomainWithoutDot, NotAnAddress};
        for (text, fault) in [
            ("", NotAnAddress),
            ("compta", NotAnAddress),
            ("compta@", DomainWithoutDot),
            ("@example.org", NotAnAddress),
            ("compta@localhost", DomainWithoutDot),
            ("compta@example.", DomainWithoutDot),
            ("a@b@example.org", NotAnAddress),
            ("a b@example.org", NotAnAddress),
            ("a..b@example.org", NotAnAddress),
            ("\"a b\"@example.org", NotAnAddress),
            ("Anne <a@example.org>", NotAnAddress),
            ("a@example.org, b@example.org", NotAnAddress),
            ("é@example.org", NotAnAddress),
            ("a@[192.168.0.1]", NotAnAddress),
            ("a@exa mple.org", NotAnAddress),
            ("a@example.org\r\nBcc: b@example.org", ControlCharacter),
            ("a\n@example.org", ControlCharacter),
            ("a@exam\0ple.org", ControlCharacter),
            (&format!("{}@example.org", "x".repeat(65)), NotAnAddress),
            (&format!("a@{}.org", "x.".repeat(130)), NotAnAddress),
        ] {
            assert_eq!(EmailAddress::parse(text), Err(fault), "{text:?}");
        }
    }
}
