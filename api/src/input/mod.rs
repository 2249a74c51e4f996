//! Reading what callers send: into values of the domain, with every fault at once.
//!
//! A body is first JSON, then this reader goes through it: a field that is missing, unknown, of another
//! kind or refused by its type is a fault with its JSON pointer (RFC 6901), and the reading goes on. The
//! value itself is never repeated: it may be personal or a secret.

mod body;
mod code;
mod fault;
mod file;
mod ids;
mod json;
mod moment;
mod page;
mod patch;
mod query;
mod reader;
mod scalar;
mod several;
mod upload;
mod version;

pub(crate) use body::{Body, OptionalBody, collect};
pub(crate) use code::*;
pub(crate) use fault::{Fault, Faults, Place, Wrong};
pub(crate) use file::FileBody;
pub(crate) use ids::Id;
pub(crate) use json::{Input, object};
pub(crate) use moment::Moment;
pub(crate) use page::{Limit, page};
pub(crate) use patch::Patch;
pub(crate) use query::{Parameter, Parameters, Query, Required, parameters};
pub(crate) use reader::Reader;
pub(crate) use scalar::{FileName, Prose, Raw, Scalar, Text, in_bodies, read_text};
pub(crate) use several::Several;
pub(crate) use upload::Upload;
pub(crate) use version::Expected;

/// Declares the body of a request: the type, its schema, and its reader. Unknown fields are refused.
macro_rules! input {
    ($(#[$meta:meta])* struct $name:ident {
        $($(#[$field_meta:meta])* $field:ident: $type:ty),* $(,)?
    }) => {
        #[derive(Debug, utoipa::ToSchema)]
        $(#[$meta])*
        #[serde(deny_unknown_fields)]
        pub(crate) struct $name {
            $($(#[$field_meta])* pub(crate) $field: $type,)*
        }

        impl $crate::input::Input for $name {
            fn read(
                value: &serde_json::Value,
                at: &str,
                faults: &mut $crate::input::Faults,
            ) -> Option<Self> {
                let fields = $crate::input::object(value, at, &[$(stringify!($field)),*], faults)?;
                $(let $field = <$type as $crate::input::Input>::read_field(
                    fields.get(stringify!($field)),
                    &format!("{at}/{}", stringify!($field)),
                    faults,
                );)*
                Some(Self { $($field: $field?),* })
            }
        }
    };
}

/// Declares the parameters of a query: the type, its documentation, and its reader. Unknown parameters
/// are refused.
macro_rules! query {
    ($(#[$meta:meta])* struct $name:ident {
        $($(#[$field_meta:meta])* $field:ident: $type:ty),* $(,)?
    }) => {
        #[derive(Debug, utoipa::IntoParams)]
        $(#[$meta])*
        #[into_params(parameter_in = Query)]
        pub(crate) struct $name {
            $($(#[$field_meta])* pub(crate) $field: $type,)*
        }

        impl $crate::input::Parameters for $name {
            fn read(query: &str, faults: &mut $crate::input::Faults) -> Option<Self> {
                let given = $crate::input::parameters(query, &[$(stringify!($field)),*], faults);
                $(let $field = <$type as $crate::input::Parameter>::read(
                    given.get(stringify!($field)).map(String::as_str),
                    stringify!($field),
                    faults,
                );)*
                Some(Self { $($field: $field?),* })
            }
        }
    };
}

#[cfg(test)]
mod tests;
