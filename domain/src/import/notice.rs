//! What a row is told beside its verdict: it is applied as usual, and a person should know.

use crate::consent::ImportVerdict;
use crate::purpose::Purpose;
use crate::suppression::{Suppression, SuppressionReason};

/// What a row is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ImportNotice {
    /// It says a no that is new: it is recorded, and undoing the import leaves it.
    RefusalRecorded,
    /// It says a yes: a file gives no consent (GDPR 7(1)).
    TriedToRaise,
    /// It says a yes to somebody who said no: that stays (GDPR 7(3), 21(3)).
    TriedToUndo,
    /// It says a no, but it is left out, as a duplicate or for a fault: somebody has to record the no.
    RefusalLeftOut,
    /// It brings an address that is suppressed.
    AddressSuppressed,
}

code_enum!(ImportNotice, UnknownImportNotice, "no notice of a row": {
    RefusalRecorded => "refusal_recorded",
    TriedToRaise => "tried_to_raise",
    TriedToUndo => "tried_to_undo",
    RefusalLeftOut => "refusal_left_out",
    AddressSuppressed => "address_suppressed",
});

/// Whether somebody said no to `purpose` by one of the suppressions of an address.
#[must_use]
pub fn said_no(suppressions: &[Suppression], purpose: &Purpose) -> bool {
    suppressions
        .iter()
        .filter(|one| one.reason != SuppressionReason::WrongAddress)
        .any(|one| one.purpose.map_or(purpose.marketing, |named| named == purpose.id))
}

/// What is told of a row whose word was judged so; nothing when it says what is known. A yes to an address
/// whose bearer said no tries to undo that, whoever the file says it belongs to.
#[must_use]
pub fn notice_of(verdict: ImportVerdict, said_no: bool) -> Option<ImportNotice> {
    match verdict {
        ImportVerdict::Recorded => Some(ImportNotice::RefusalRecorded),
        ImportVerdict::Unchanged => None,
        ImportVerdict::TriedToRaise if said_no => Some(ImportNotice::TriedToUndo),
        ImportVerdict::TriedToRaise => Some(ImportNotice::TriedToRaise),
        ImportVerdict::TriedToUndo => Some(ImportNotice::TriedToUndo),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::id::{PurposeId, SuppressionId};

    #[test]
    fn a_yes_to_an_address_whose_bearer_said_no_tries_to_undo_it() {
        use ImportNotice::{RefusalRecorded, TriedToRaise, TriedToUndo};
        let newsletter = Purpose { marketing: true, ..Purpose::debt_reminder() };
        let other = PurposeId(Uuid::from_u128(99));
        let standing = |reason, purpose| Suppression {
            id: SuppressionId(Uuid::from_u128(1)),
            reason,
            purpose,
            at: chrono::DateTime::UNIX_EPOCH,
        };
        use SuppressionReason::{Complaint, Erasure, Objection, WrongAddress};
        for (suppressions, verdict, told) in [
            (vec![], ImportVerdict::TriedToRaise, Some(TriedToRaise)),
            (vec![standing(Objection, None)], ImportVerdict::TriedToRaise, Some(TriedToUndo)),
            (
                vec![standing(Objection, Some(newsletter.id))],
                ImportVerdict::TriedToRaise,
                Some(TriedToUndo),
            ),
            (
                vec![standing(Objection, Some(other))],
                ImportVerdict::TriedToRaise,
                Some(TriedToRaise),
            ),
            (vec![standing(Complaint, None)], ImportVerdict::TriedToRaise, Some(TriedToUndo)),
            (vec![standing(Erasure, None)], ImportVerdict::TriedToRaise, Some(TriedToUndo)),
            (vec![standing(WrongAddress, None)], ImportVerdict::TriedToRaise, Some(TriedToRaise)),
            (vec![standing(Objection, None)], ImportVerdict::Recorded, Some(RefusalRecorded)),
            (vec![], ImportVerdict::TriedToUndo, Some(TriedToUndo)),
            (vec![], ImportVerdict::Unchanged, None),
        ] {
            let no = said_no(&suppressions, &newsletter);
            assert_eq!(notice_of(verdict, no), told, "{suppressions:?} {verdict}");
        }
    }
}
