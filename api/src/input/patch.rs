//! Fields of a PATCH: absent, `null`, or a value.

use serde_json::Value;

use super::fault::Faults;
use super::json::Input;

/// What a PATCH says about a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Patch<T> {
    /// Nothing: it stays.
    Absent,
    /// `null`: it is emptied.
    Null,
    /// A new value.
    Value(T),
}

impl<T> Patch<T> {
    /// The same about something made of the value.
    pub(crate) fn map<U>(self, into: impl FnOnce(T) -> U) -> Patch<U> {
        match self {
            Self::Absent => Patch::Absent,
            Self::Null => Patch::Null,
            Self::Value(value) => Patch::Value(into(value)),
        }
    }

    /// Does to `field` what it says.
    pub(crate) fn write(self, field: &mut Option<T>) {
        match self {
            Self::Absent => {}
            Self::Null => *field = None,
            Self::Value(value) => *field = Some(value),
        }
    }
}

impl<T: Input> Input for Patch<T> {
    fn read(value: &Value, at: &str, faults: &mut Faults) -> Option<Self> {
        if value.is_null() { Some(Self::Null) } else { T::read(value, at, faults).map(Self::Value) }
    }

    fn read_field(value: Option<&Value>, at: &str, faults: &mut Faults) -> Option<Self> {
        value.map_or(Some(Self::Absent), |value| Self::read(value, at, faults))
    }
}
