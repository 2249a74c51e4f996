//! Why a payment or a credit note cannot be recorded, or not be spread as asked.

use crate::id::DueLineId;

/// A rule that a payment or a credit note breaks by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum PaymentFault {
    /// Zero or below.
    #[error("the amount is not above zero")]
    AmountNotPositive,
    /// Past [`crate::invoice::LARGEST_AMOUNT`].
    #[error("the amount is out of range")]
    AmountOutOfRange,
    /// A method, reference or key past its length.
    #[error("a text of the payment is too long")]
    TextTooLong,
    /// A part of zero or below.
    #[error("a part of the payment is not above zero")]
    PartNotPositive,
    /// More is spread than there is.
    #[error("the parts exceed the amount")]
    PartsExceedAmount,
    /// Each due line once.
    #[error("a due line is listed twice")]
    DueLineListedTwice,
}

impl PaymentFault {
    /// Every fault there is.
    pub const ALL: [Self; 6] = [
        Self::AmountNotPositive,
        Self::AmountOutOfRange,
        Self::TextTooLong,
        Self::PartNotPositive,
        Self::PartsExceedAmount,
        Self::DueLineListedTwice,
    ];

    /// Its stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::AmountNotPositive => "amount_not_positive",
            Self::AmountOutOfRange => "amount_out_of_range",
            Self::TextTooLong => "payment_text_too_long",
            Self::PartNotPositive => "part_not_positive",
            Self::PartsExceedAmount => "parts_exceed_amount",
            Self::DueLineListedTwice => "due_line_listed_twice",
        }
    }
}

/// Why a source cannot be spread over the lines that somebody listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum AllocationFault {
    /// Not a due line of that customer in that currency.
    #[error("due line {0} is not one of this customer in this currency")]
    NotOfThisCustomer(DueLineId),
    /// More than is still owed of it.
    #[error("due line {0} would get more than it is owed")]
    ExceedsResidual(DueLineId),
    /// More than the source has.
    #[error("the parts exceed what the source has")]
    ExceedsSource,
}

impl AllocationFault {
    /// Its stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotOfThisCustomer(_) => "due_line_of_another",
            Self::ExceedsResidual(_) => "exceeds_residual",
            Self::ExceedsSource => "parts_exceed_amount",
        }
    }

    /// The due line it is about.
    #[must_use]
    pub const fn due_line(self) -> Option<DueLineId> {
        match self {
            Self::NotOfThisCustomer(line) | Self::ExceedsResidual(line) => Some(line),
            Self::ExceedsSource => None,
        }
    }
}
