//! Money: a whole number of minor units and its currency, never apart.

mod currency;
mod parse;

use serde::{Deserialize, Serialize};

pub use currency::{Currency, UnknownCurrency};
pub use parse::{AmountFault, DecimalMark, parse_amount};

/// An amount in minor units (cents) of a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// Minor units; may be negative in a sum.
    pub amount: i64,
    /// ISO 4217.
    pub currency: Currency,
}

/// Why two amounts do not add.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Nothing adds two currencies.
    #[error("{0} and {1} do not add")]
    TwoCurrencies(Currency, Currency),
    /// Past the range of 64 bits.
    #[error("the sum is out of range")]
    OutOfRange,
}

impl Money {
    /// `amount` minor units of `currency`.
    #[must_use]
    pub const fn new(amount: i64, currency: Currency) -> Self {
        Self { amount, currency }
    }

    /// Nothing, in `currency`.
    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// The sum.
    ///
    /// # Errors
    /// When the currencies differ or the sum leaves the range.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i64::checked_add)
    }

    /// The difference.
    ///
    /// # Errors
    /// When the currencies differ or the difference leaves the range.
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i64::checked_sub)
    }

    fn combine(self, other: Self, act: fn(i64, i64) -> Option<i64>) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::TwoCurrencies(self.currency, other.currency));
        }
        act(self.amount, other.amount)
            .map(|amount| Self::new(amount, self.currency))
            .ok_or(MoneyError::OutOfRange)
    }
}
