//! Why an invoice cannot be posted.

/// A rule that an invoice breaks; [`Self::code`] is its name for programs and locales.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum InvoiceFault {
    /// No number.
    #[error("the invoice has no number")]
    NumberMissing,
    /// A control character in the series or the number.
    #[error("the invoice number holds a control character")]
    NumberMalformed,
    /// The series or the number is past [`super::LONGEST_NUMBER`] characters.
    #[error("the invoice number is too long")]
    NumberTooLong,
    /// The amount is zero or below: a credit note corrects, an invoice asks.
    #[error("the amount is not above zero")]
    AmountNotPositive,
    /// The amount is past [`super::LARGEST_AMOUNT`].
    #[error("the amount is out of range")]
    AmountOutOfRange,
    /// Nothing says when it is owed.
    #[error("the invoice has no due line")]
    NoDueLine,
    /// More due lines than [`super::MOST_DUE_LINES`].
    #[error("the invoice has too many due lines")]
    TooManyDueLines,
    /// A due line of zero or below.
    #[error("the amount of a due line is not above zero")]
    DueLineNotPositive,
    /// The due lines are not the whole.
    #[error("the due lines do not add up to the amount")]
    DueLinesDoNotAddUp,
    /// A due line is owed before the invoice exists.
    #[error("a due date lies before the date of the invoice")]
    DueBeforeIssue,
    /// A control character in the order number.
    #[error("the order number holds a control character")]
    OrderNumberMalformed,
    /// The order number is past [`super::LONGEST_ORDER_NUMBER`] characters.
    #[error("the order number is too long")]
    OrderNumberTooLong,
}

impl InvoiceFault {
    /// Every fault there is.
    pub const ALL: [Self; 12] = [
        Self::NumberMissing,
        Self::NumberMalformed,
        Self::NumberTooLong,
        Self::AmountNotPositive,
        Self::AmountOutOfRange,
        Self::NoDueLine,
        Self::TooManyDueLines,
        Self::DueLineNotPositive,
        Self::DueLinesDoNotAddUp,
        Self::DueBeforeIssue,
        Self::OrderNumberMalformed,
        Self::OrderNumberTooLong,
    ];

    /// Its stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NumberMissing => "invoice_number_missing",
            Self::NumberMalformed => "invoice_number_malformed",
            Self::NumberTooLong => "invoice_number_too_long",
            Self::AmountNotPositive => "amount_not_positive",
            Self::AmountOutOfRange => "amount_out_of_range",
            Self::NoDueLine => "no_due_line",
            Self::TooManyDueLines => "too_many_due_lines",
            Self::DueLineNotPositive => "due_line_not_positive",
            Self::DueLinesDoNotAddUp => "due_lines_do_not_add_up",
            Self::DueBeforeIssue => "due_before_issue",
            Self::OrderNumberMalformed => "order_number_malformed",
            Self::OrderNumberTooLong => "order_number_too_long",
        }
    }
}
