//! The ways by which a person is contacted, as the law tells them apart.

use serde::{Deserialize, Serialize};

use crate::customer::ContactKind;
use crate::message;

/// How a person is contacted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactChannel {
    /// A mail.
    Email,
    /// A call.
    Phone,
    /// A letter.
    Post,
    /// A short message.
    Sms,
}

code_enum!(ContactChannel, UnknownContactChannel, "no channel of contact": {
    Email => "email",
    Phone => "phone",
    Post => "post",
    Sms => "sms",
});

impl ContactChannel {
    /// The kind of contact point that the channel needs; none for a letter, which needs an address.
    #[must_use]
    pub const fn kind(self) -> Option<ContactKind> {
        match self {
            Self::Email => Some(ContactKind::Email),
            Self::Phone | Self::Sms => Some(ContactKind::Phone),
            Self::Post => None,
        }
    }

    /// The channels that a kind of contact point serves.
    #[must_use]
    pub const fn of(kind: ContactKind) -> &'static [Self] {
        match kind {
            ContactKind::Email => &[Self::Email],
            ContactKind::Phone => &[Self::Phone, Self::Sms],
            // Nothing is sent on social networks.
            ContactKind::Social => &[],
        }
    }
}

impl From<message::Channel> for ContactChannel {
    fn from(channel: message::Channel) -> Self {
        match channel {
            message::Channel::Email => Self::Email,
            message::Channel::Letter => Self::Post,
            message::Channel::PhoneTask => Self::Phone,
        }
    }
}
