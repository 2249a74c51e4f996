//! What the caller chooses, field by field.

use std::collections::BTreeMap;

use super::refusal::MergeRefusal;

/// A part that is chosen by itself: of a customer's file, or of what is known of a person.
pub trait Field: Copy + Ord {
    /// Its stable name.
    fn code(self) -> &'static str;

    /// Whether both can be kept.
    fn is_list(self) -> bool;
}

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

impl Field for MergeField {
    fn code(self) -> &'static str {
        Self::code(self)
    }

    fn is_list(self) -> bool {
        Self::is_list(self)
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices<F = MergeField>(BTreeMap<F, Choice>);

impl<F> Default for Choices<F> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<F: Field> Choices<F> {
    /// The choices.
    ///
    /// # Errors
    /// [`MergeRefusal::NotAList`] when both of a single value are to be kept.
    pub fn new(chosen: impl IntoIterator<Item = (F, Choice)>) -> Result<Self, MergeRefusal> {
        let chosen: BTreeMap<F, Choice> = chosen.into_iter().collect();
        let wrong = chosen
            .iter()
            .find(|(field, choice)| matches!(choice, Choice::Both) && !field.is_list());
        match wrong {
            Some((field, _)) => Err(MergeRefusal::NotAList(field.code())),
            None => Ok(Self(chosen)),
        }
    }

    /// What was chosen for a field.
    #[must_use]
    pub fn of(&self, field: F) -> Option<Choice> {
        self.0.get(&field).copied()
    }

    /// All that was chosen.
    pub fn iter(&self) -> impl Iterator<Item = (F, Choice)> {
        self.0.iter().map(|(field, choice)| (*field, *choice))
    }
}
