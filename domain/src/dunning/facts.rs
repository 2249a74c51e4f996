//! What the file and the ledger say of one customer on the day of a run.

use chrono::NaiveDate;
use uuid::Uuid;

use super::document::CreditKind;
use super::hold::Held;
use super::ladder::Standing;
use crate::id::{AddressId, ContactPointId, DueLineId, InvoiceId};
use crate::message::Channel;
use crate::money::Currency;

/// Where a customer can be reached: only what works.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reach {
    /// Its e-mail address.
    pub email: Option<ContactPointId>,
    /// Its phone number.
    pub phone: Option<ContactPointId>,
    /// Its postal address.
    pub address: Option<AddressId>,
}

impl Reach {
    /// The channel that takes the place of `wanted`: itself, else a letter, else none.
    #[must_use]
    pub const fn channel(&self, wanted: Channel) -> Option<Channel> {
        match (wanted, self) {
            (Channel::Email, Self { email: Some(_), .. }) => Some(Channel::Email),
            (Channel::PhoneTask, Self { phone: Some(_), .. }) => Some(Channel::PhoneTask),
            (_, Self { address: Some(_), .. }) => Some(Channel::Letter),
            _ => None,
        }
    }
}

/// A reminder of a line that has not come to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenStep {
    /// Queued, deferred, being sent, or a letter that nobody has posted yet.
    UnderWay,
    /// A person has to look at it first.
    AwaitingReview,
    /// Nobody knows whether it arrived.
    Uncertain,
}

/// An overdue due line on the day of the run, with something open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineFacts {
    /// The line.
    pub id: DueLineId,
    /// Its invoice.
    pub invoice: InvoiceId,
    /// Its currency.
    pub currency: Currency,
    /// Its due day, before the day of the run.
    pub due_on: NaiveDate,
    /// Minor units open at the end of the day of the run, more than zero.
    pub residual: i64,
    /// What is held of it.
    pub held: Held,
    /// Where it stands.
    pub standing: Standing,
    /// Its reminder under way, if there is one.
    pub open: Option<OpenStep>,
    /// Whether a payment of it bounced and no person has looked since (rule 6).
    pub bounced: bool,
}

/// A credit that no line has used up, on the day of the run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditFact {
    /// What it is.
    pub kind: CreditKind,
    /// Its id.
    pub id: Uuid,
    /// Its currency.
    pub currency: Currency,
    /// What people call it.
    pub reference: String,
    /// The day it counts from.
    pub day: NaiveDate,
    /// Minor units left, more than zero.
    pub amount: i64,
}

/// What the file and the ledger say of one customer on the day of the run.
#[derive(Debug, Clone)]
pub struct CustomerFacts {
    /// Whether somebody has switched its reminders off.
    pub reminders_off: bool,
    /// Whether its party's data are restricted.
    pub restricted: bool,
    /// Where it can be reached.
    pub reach: Reach,
    /// Its overdue open lines.
    pub lines: Vec<LineFacts>,
    /// Its open credits.
    pub credits: Vec<CreditFact>,
}
