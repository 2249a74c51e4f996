//! Restrictions of processing (GDPR 18): while one stands, the data of a person are kept and used for
//! nothing else, so that nobody is written to or called, for whatever purpose.

use serde::{Deserialize, Serialize};

/// Why the processing of a person's data is restricted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RestrictionGround {
    /// The person contests that the data are accurate: for as long as that is verified.
    AccuracyContested,
    /// The processing is unlawful, and the person wants the data restricted instead of erased.
    Unlawful,
    /// The firm needs the data no longer, the person does for a claim.
    NeededForClaim,
    /// The person objected (GDPR 21(1)): for as long as it is verified whose grounds weigh more.
    ObjectionPending,
}

code_enum!(RestrictionGround, UnknownRestrictionGround, "no ground of a restriction": {
    AccuracyContested => "accuracy_contested",
    Unlawful => "unlawful",
    NeededForClaim => "needed_for_claim",
    ObjectionPending => "objection_pending",
});

impl RestrictionGround {
    /// The article behind it.
    #[must_use]
    pub const fn article(self) -> &'static str {
        match self {
            Self::AccuracyContested => "GDPR 18(1)(a)",
            Self::Unlawful => "GDPR 18(1)(b)",
            Self::NeededForClaim => "GDPR 18(1)(c)",
            Self::ObjectionPending => "GDPR 18(1)(d)",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_ground_has_an_article_of_its_own() {
        let mut articles: Vec<_> =
            RestrictionGround::ALL.iter().map(|ground| ground.article()).collect();
        articles.sort_unstable();
        articles.dedup();
        assert_eq!(articles.len(), 4);
    }
}
