//! What is wrong with a tree, and where.

use super::condition::Operator;
use super::field::Field;

/// A fault of a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeFault {
    /// Where: a JSON pointer (RFC 6901) from the root of the tree.
    pub at: String,
    /// What.
    pub kind: TreeFaultKind,
}

/// What is wrong at a place of a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TreeFaultKind {
    /// Neither a group, a negation nor a condition.
    NotANode,
    /// A name that a node does not have.
    UnknownName,
    /// No field has this code.
    UnknownField,
    /// The firm has defined no field of this code.
    UnknownOwnField,
    /// The field does not take the operator, or there is none of this name.
    Operator(Field),
    /// A value is missing.
    ValueMissing,
    /// A value where the operator takes none.
    ValueNotTaken,
    /// The value is of another type than the field.
    WrongType(Field, Operator),
    /// The code is none of the field's.
    UnknownChoice(Field),
    /// The two values are of two currencies, which are never compared.
    TwoCurrencies,
    /// The first of the two values lies behind the second.
    Backwards,
    /// A field that is not counted over days.
    SpanNotTaken(Field),
    /// The days over which a field is counted are written wrongly.
    WrongSpan,
    /// A group or a list without anything in it.
    Empty,
    /// A text or a list that is too long.
    TooLong,
    /// Deeper than [`super::MOST_DEPTH`].
    TooDeep,
    /// More conditions than [`super::MOST_CONDITIONS`].
    TooMany,
}

impl TreeFaultKind {
    /// Its stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotANode => "segment_not_a_node",
            Self::UnknownName => "unknown_field",
            Self::UnknownField | Self::UnknownOwnField => "segment_unknown_field",
            Self::Operator(_) => "segment_operator",
            Self::ValueMissing => "required",
            Self::ValueNotTaken => "segment_value_not_taken",
            Self::WrongType(..) => "segment_wrong_type",
            Self::UnknownChoice(_) => "segment_unknown_choice",
            Self::TwoCurrencies => "segment_two_currencies",
            Self::Backwards => "segment_backwards",
            Self::SpanNotTaken(_) => "segment_span_not_taken",
            Self::WrongSpan => "segment_wrong_span",
            Self::Empty => "empty",
            Self::TooLong => "segment_too_long",
            Self::TooDeep => "segment_too_deep",
            Self::TooMany => "segment_too_many",
        }
    }

    /// The field that it speaks of.
    #[must_use]
    pub const fn field(&self) -> Option<&Field> {
        match self {
            Self::Operator(field)
            | Self::WrongType(field, _)
            | Self::UnknownChoice(field)
            | Self::SpanNotTaken(field) => Some(field),
            _ => None,
        }
    }
}
