//! What the caller chooses, field by field.

use std::collections::BTreeMap;

use super::refusal::MergeRefusal;

/// A part of a customer's file that is chosen by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MergeField {
    /// Name, and with it whether it is a person.
    Name,
    /// Who the customer is in law.
    LegalClass,
    /// Language of what it is sent.
    Language,
    /// Its usual currency, and with it the credit limit's.
    Currency,
    /// Terms of payment.
    PaymentTerms,
    /// Credit limit.
    CreditLimit,
    /// Its procedure of reminders.
    Procedure,
    /// Whether it is reminded at all.
    DunningActive,
    /// By what it is reached.
    ContactPoints,
    /// Where it is.
    Addresses,
    /// How the state knows it.
    Identifiers,
    /// The user who looks after it.
    Owner,
    /// What the firm sticks on it.
    Tags,
    /// The values of the firm's own fields.
    CustomFields,
    /// How to get paid by it.
    PaymentSheet,
}

code_enum!(MergeField, UnknownMergeField, "no part of a customer's file": {
    Name => "name",
    LegalClass => "legal_class",
    Language => "language",
    Currency => "currency",
    PaymentTerms => "payment_terms",
    CreditLimit => "credit_limit",
    Procedure => "procedure",
    DunningActive => "dunning_active",
    ContactPoints => "contact_points",
    Addresses => "addresses",
    Identifiers => "identifiers",
    Owner => "owner",
    Tags => "tags",
    CustomFields => "custom_fields",
    PaymentSheet => "payment_sheet",
});

impl MergeField {
    /// Whether both can be kept.
    #[must_use]
    pub const fn is_list(self) -> bool {
        matches!(
            self,
            Self::ContactPoints
                | Self::Addresses
                | Self::Identifiers
                | Self::Tags
                | Self::CustomFields
        )
    }
}

/// Whose part is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Choice {
    /// The survivor's.
    Survivor,
    /// The other's.
    Other,
    /// Both, the survivor's first: lists only.
    Both,
}

code_enum!(Choice, UnknownChoice, "no choice of a merge": {
    Survivor => "survivor",
    Other => "other",
    Both => "both",
});

/// What the caller chose; a field that is not named is decided by what is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices(BTreeMap<MergeField, Choice>);

impl Choices {
    /// The choices.
    ///
    /// # Errors
    /// [`MergeRefusal::NotAList`] when both of a single value are to be kept.
    pub fn new(
        chosen: impl IntoIterator<Item = (MergeField, Choice)>,
    ) -> Result<Self, MergeRefusal> {
        let chosen: BTreeMap<_, _> = chosen.into_iter().collect();
        let wrong = chosen
            .iter()
            .find(|(field, choice)| matches!(choice, Choice::Both) && !field.is_list());
        match wrong {
            Some((field, _)) => Err(MergeRefusal::NotAList(*field)),
            None => Ok(Self(chosen)),
        }
    }

    /// What was chosen for a field.
    #[must_use]
    pub fn of(&self, field: MergeField) -> Option<Choice> {
        self.0.get(&field).copied()
    }

    /// All that was chosen.
    pub fn iter(&self) -> impl Iterator<Item = (MergeField, Choice)> {
        self.0.iter().map(|(field, choice)| (*field, *choice))
    }
}
