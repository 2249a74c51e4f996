//! By which channels a person is reached: at the mailbox, at a number, at an address on paper.

use domain::contactability::ContactChannel;
use domain::customer::ContactKind;
use domain::id::{ContactPointId, PartyId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::contact_sheet::first_point;
use crate::entity::address;
use crate::error::StoreError;

/// Where a party is reached, as seen from a mailbox.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reach {
    mailbox: ContactPointId,
    /// Its first number, where consents to calls and texts are kept.
    number: Option<ContactPointId>,
    on_paper: bool,
}

impl Reach {
    pub(super) async fn read<C: ConnectionTrait>(
        conn: &C,
        party: PartyId,
        mailbox: ContactPointId,
    ) -> Result<Self, StoreError> {
        let of = address::Column::PartyId.eq(party.0);
        Ok(Self {
            mailbox,
            number: first_point(conn, party, ContactKind::Phone).await?,
            on_paper: address::Entity::find().filter(of).one(conn).await?.is_some(),
        })
    }

    /// The contact points.
    pub(super) fn points(self) -> Vec<ContactPointId> {
        std::iter::once(self.mailbox).chain(self.number).collect()
    }

    /// The contact point of a channel; none of a letter.
    pub(super) const fn point(self, channel: ContactChannel) -> Option<ContactPointId> {
        match channel {
            ContactChannel::Email => Some(self.mailbox),
            ContactChannel::Phone | ContactChannel::Sms => self.number,
            ContactChannel::Post => None,
        }
    }

    /// Whether the channel reaches the party.
    pub(super) const fn by(self, channel: ContactChannel) -> bool {
        match channel {
            ContactChannel::Email => true,
            ContactChannel::Phone | ContactChannel::Sms => self.number.is_some(),
            ContactChannel::Post => self.on_paper,
        }
    }
}
