//! From a JSON value to a type, with its faults.

use serde_json::{Map, Value};

use super::fault::{Faults, Wrong};

/// A type that is read from JSON.
pub(crate) trait Input: Sized {
    /// Reads a value at a JSON pointer; none when `faults` say why.
    fn read(value: &Value, at: &str, faults: &mut Faults) -> Option<Self>;

    /// Reads a field that may be absent, which is a fault unless the type says otherwise.
    fn read_field(value: Option<&Value>, at: &str, faults: &mut Faults) -> Option<Self> {
        match value {
            Some(value) => Self::read(value, at, faults),
            None => {
                faults.at(at, Wrong::new("required"));
                None
            }
        }
    }
}

/// The fields of an object, when all of them are known.
pub(crate) fn object<'a>(
    value: &'a Value,
    at: &str,
    known: &[&str],
    faults: &mut Faults,
) -> Option<&'a Map<String, Value>> {
    let Value::Object(fields) = value else {
        faults.at(at, Wrong::new("not_an_object"));
        return None;
    };
    for name in fields.keys().filter(|name| !known.contains(&name.as_str())) {
        faults.at(&format!("{at}/{}", escaped(name)), Wrong::new("unknown_field"));
    }
    Some(fields)
}

/// A name as a step of a JSON pointer (RFC 6901, section 3), cut at sixty characters.
pub(super) fn escaped(name: &str) -> String {
    let name: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
    name.replace('~', "~0").replace('/', "~1")
}

impl<T: Input> Input for Option<T> {
    fn read(value: &Value, at: &str, faults: &mut Faults) -> Option<Self> {
        if value.is_null() { Some(None) } else { T::read(value, at, faults).map(Some) }
    }

    fn read_field(value: Option<&Value>, at: &str, faults: &mut Faults) -> Option<Self> {
        value.map_or(Some(None), |value| Self::read(value, at, faults))
    }
}

/// The most items of a list in a body.
const MOST_ITEMS: usize = 1_000;

impl<T: Input> Input for Vec<T> {
    fn read(value: &Value, at: &str, faults: &mut Faults) -> Option<Self> {
        let Value::Array(items) = value else {
            faults.at(at, Wrong::new("not_a_list"));
            return None;
        };
        if items.len() > MOST_ITEMS {
            faults.at(at, Wrong::new("list_too_long").with("max", MOST_ITEMS));
            return None;
        }
        // Each item is read even when one before it has a fault.
        let read: Vec<_> = items
            .iter()
            .enumerate()
            .map(|(index, item)| T::read(item, &format!("{at}/{index}"), faults))
            .collect();
        read.into_iter().collect()
    }
}

impl Input for bool {
    fn read(value: &Value, at: &str, faults: &mut Faults) -> Option<Self> {
        let read = value.as_bool();
        if read.is_none() {
            faults.at(at, Wrong::new("not_true_or_false"));
        }
        read
    }
}

/// Numbers: whole ones within the range of their type.
macro_rules! numbers {
    ($($type:ty),+) => {$(
        impl Input for $type {
            fn read(value: &Value, at: &str, faults: &mut Faults) -> Option<Self> {
                let read = value.as_i64().and_then(|number| Self::try_from(number).ok());
                if read.is_none() {
                    let wrong = if value.is_number() { "number_out_of_range" } else { "not_a_whole_number" };
                    faults.at(at, Wrong::new(wrong));
                }
                read
            }
        }
    )+};
}

numbers!(i64, i32, u32, u8);
