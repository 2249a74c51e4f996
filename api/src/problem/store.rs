//! From what the store answers to a problem, in this one place.

use store::StoreError;
use store::session::LoginFault;

use super::{Kind, Problem};

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let passes = error.is_transient();
        match error {
            StoreError::NotFound { noun } => Self::of(Kind::NotFound).with("noun", noun),
            StoreError::Refused(refusal) => {
                let problem = Self::of(Kind::Refused).coded(refusal.code);
                Self { params: refusal.params, ..problem }
            }
            StoreError::Conflict { code } => Self::of(Kind::Conflict).coded(code),
            StoreError::Stale => Self::of(Kind::Stale),
            StoreError::Unavailable(cause) if passes => {
                Self { cause: Some(cause.to_string()), ..Self::of(Kind::Unavailable) }
            }
            StoreError::Unavailable(cause) => Self::internal(cause),
        }
    }
}

impl From<LoginFault> for Problem {
    fn from(fault: LoginFault) -> Self {
        match fault {
            LoginFault::Wrong => Self::of(Kind::WrongCredentials),
            LoginFault::Throttled(until) => Self::of(Kind::TooMany).until(until),
            LoginFault::Store(error) => error.into(),
        }
    }
}
