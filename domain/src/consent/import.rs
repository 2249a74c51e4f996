//! What an import may say about consent: it may lower, never raise, and never undo an objection.

use super::Decision;
use crate::purpose::LegalGround;

/// What becomes of a row of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportVerdict {
    /// It says no more than is known, or less: it is recorded.
    Recorded,
    /// It says what is known already.
    Unchanged,
    /// It tried to raise a consent: it is not recorded.
    TriedToRaise,
    /// It tried to undo an objection, a withdrawal or a refusal: it is not recorded.
    TriedToUndo,
}

code_enum!(ImportVerdict, UnknownImportVerdict, "no verdict on an imported consent": {
    Recorded => "recorded",
    Unchanged => "unchanged",
    TriedToRaise => "tried_to_raise",
    TriedToUndo => "tried_to_undo",
});

impl ImportVerdict {
    /// One verdict from what is known of a person (`of_person`) and of the person at one address
    /// (`at_address`): a no that is new to either is recorded; a yes is about the address.
    #[must_use]
    pub fn of_both(of_person: Self, at_address: Self) -> Self {
        match (of_person, at_address) {
            (Self::Recorded, _) => Self::Recorded,
            (_, verdict) => verdict,
        }
    }
}

/// The decision that a yes or a no of a file stands for: a no is a refusal where nothing but consent
/// carries, else an objection (GDPR 21(2)).
#[must_use]
pub const fn said_by_a_file(yes: bool, ground: LegalGround) -> Decision {
    match (yes, ground) {
        (true, _) => Decision::Given,
        (false, LegalGround::Consent) => Decision::Refused,
        (false, _) => Decision::Objected,
    }
}

/// Judges a row that says `decision` of somebody whose last decision is `known`.
#[must_use]
pub fn judge(known: Option<Decision>, decision: Decision) -> ImportVerdict {
    match known {
        Some(known) if known == decision => ImportVerdict::Unchanged,
        Some(known) if known.is_negative() && !decision.is_negative() => ImportVerdict::TriedToUndo,
        // A softer no would hide the no behind it.
        Some(Decision::Objected) => ImportVerdict::Unchanged,
        Some(known) if known.is_negative() && decision != Decision::Objected => {
            ImportVerdict::Unchanged
        }
        _ if decision.raises() => ImportVerdict::TriedToRaise,
        _ => ImportVerdict::Recorded,
    }
}
