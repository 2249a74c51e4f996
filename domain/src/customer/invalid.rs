//! Why somebody is not reached any more where the file says, as a person tells it.

/// Why a contact point or a postal address does not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum InvalidReason {
    /// Nobody said why.
    #[default]
    Reported,
    /// Whoever was reached there left.
    Left,
    /// Somebody else is reached there.
    WrongPerson,
    /// The number is nobody's.
    NumberUnassigned,
    /// What was sent there came back.
    Returned,
    /// Something else.
    Other,
}

code_enum!(InvalidReason, UnknownInvalidReason, "not a reason why nobody is reached": {
    Reported => "reported",
    Left => "left",
    WrongPerson => "wrong_person",
    NumberUnassigned => "number_unassigned",
    Returned => "returned",
    Other => "other",
});
