//! What an import may say about consent: it may lower, never raise, and never undo an objection.

use super::Decision;

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

/// Judges a row that says `decision` of somebody whose last decision is `known`.
#[must_use]
pub fn judge(known: Option<Decision>, decision: Decision) -> ImportVerdict {
    match known {
        Some(known) if known == decision => ImportVerdict::Unchanged,
        Some(known) if known.is_negative() && !decision.is_negative() => ImportVerdict::TriedToUndo,
        // A softer no would hide the objection behind it.
        Some(Decision::Objected) => ImportVerdict::Unchanged,
        _ if decision.raises() => ImportVerdict::TriedToRaise,
        _ => ImportVerdict::Recorded,
    }
}
