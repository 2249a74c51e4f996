//! People who use the program: what their role lets them do, what a password and a token must be.
//!
//! The table of [`Role::may`] is the only place that says who may do what; the API asks it in the
//! signature of each handler, and a token can narrow it but never widen it.

mod act;
mod name;
mod password;
mod role;
mod throttle;
mod token;

pub use act::{Act, UnknownAct};
pub use name::{NameFault, PersonName};
pub use password::{Password, PasswordFault};
pub use role::{Role, UnknownRole};
pub use throttle::{Throttle, Throttled};
pub use token::{Digest, NotAToken, Secret32, TokenText};
