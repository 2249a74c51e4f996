//! The figures of the law on contact: what the answer to "may this person be contacted?" rests on.

pub(crate) mod list;
pub(crate) mod record;

use chrono::NaiveDate;
use domain::contactability::ContactRule;
use serde::Serialize;
use utoipa::ToSchema;

use crate::input::{ConfirmationCode, ContactRuleKindCode, FigureUnitCode};

/// A figure and the day from which it counts.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContactRule)]
pub(crate) struct ContactRuleView {
    /// Which.
    kind: ContactRuleKindCode,
    /// Its first day.
    valid_from: NaiveDate,
    /// The figure, in its unit.
    value: u32,
    /// In what the figures of this kind are counted.
    unit: FigureUnitCode,
    /// Where it was read.
    source: String,
    /// `confirmed` by a published source, `partial` (the figure is, its day is not) or `unconfirmed`.
    confirmed: ConfirmationCode,
}

impl From<ContactRule> for ContactRuleView {
    fn from(rule: ContactRule) -> Self {
        Self {
            kind: ContactRuleKindCode(rule.kind),
            valid_from: rule.valid_from,
            value: rule.value,
            unit: FigureUnitCode(rule.kind.unit()),
            source: rule.source,
            confirmed: ConfirmationCode(rule.confirmed),
        }
    }
}
