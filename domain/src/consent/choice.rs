//! What becomes of a choice that a person makes on a page of its own: a yes, or a no, to one purpose.

use super::Decision;
use crate::purpose::LegalGround;

/// The decision to record when a person whose last decision is `known` says yes or no; none when that
/// changes nothing.
///
/// A yes that is taken back is a withdrawal (GDPR 7(3)). A no where nothing was given is a refusal when
/// only consent carries, else an objection (GDPR 21(2)).
#[must_use]
pub fn choose(known: Option<Decision>, ground: LegalGround, yes: bool) -> Option<Decision> {
    match (known, yes) {
        (Some(Decision::Given), true) => None,
        (_, true) => Some(Decision::Given),
        (Some(known), false) if known.is_negative() => None,
        (Some(Decision::Given), false) => Some(Decision::Withdrawn),
        (_, false) if ground == LegalGround::Consent => Some(Decision::Refused),
        (_, false) => Some(Decision::Objected),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_recorded_when_it_says_something_new() {
        use Decision::{Expired, Given, Objected, Refused, Withdrawn};
        use LegalGround::{Consent, LegitimateInterest, SoftOptIn};
        for (known, ground, yes, expected) in [
            (None, SoftOptIn, true, Some(Given)),
            (Some(Given), SoftOptIn, true, None),
            (Some(Objected), SoftOptIn, true, Some(Given)),
            (Some(Withdrawn), Consent, true, Some(Given)),
            (Some(Refused), Consent, true, Some(Given)),
            (Some(Expired), Consent, true, Some(Given)),
            (Some(Given), SoftOptIn, false, Some(Withdrawn)),
            (Some(Given), Consent, false, Some(Withdrawn)),
            (Some(Withdrawn), SoftOptIn, false, None),
            (Some(Objected), LegitimateInterest, false, None),
            (Some(Refused), Consent, false, None),
            (None, Consent, false, Some(Refused)),
            (Some(Expired), Consent, false, Some(Refused)),
            (None, SoftOptIn, false, Some(Objected)),
            (None, LegitimateInterest, false, Some(Objected)),
            (Some(Expired), SoftOptIn, false, Some(Objected)),
        ] {
            assert_eq!(choose(known, ground, yes), expected, "{known:?} {ground} {yes}");
        }
    }
}
