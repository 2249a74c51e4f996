//! Several values in one parameter of a query, separated by commas.

use super::fault::Wrong;
use super::scalar::Scalar;

/// At least one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Several<T>(pub(crate) Vec<T>);

impl<T: Scalar + PartialEq> Scalar for Several<T> {
    fn parse(text: &str) -> Result<Self, Wrong> {
        let mut values = Vec::new();
        for part in text.split(',') {
            let value = T::parse(part.trim())?;
            if !values.contains(&value) {
                values.push(value);
            }
        }
        Ok(Self(values))
    }
}
