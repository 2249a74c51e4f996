//! Money as the interface writes it.

use domain::money::{Currency, Money};
use serde::Serialize;

use crate::input::{Faults, Wrong};

/// An amount: whole minor units and their currency.
#[derive(Debug, Clone, Copy, Serialize, utoipa::ToSchema)]
#[schema(as = Money, example = json!({ "amount": 12345, "currency": "EUR" }))]
pub(crate) struct MoneyView {
    /// Minor units: 12345 is 123.45 EUR.
    amount: i64,
    /// ISO 4217.
    #[schema(value_type = String, pattern = "^[A-Z]{3}$")]
    currency: &'static str,
}

impl MoneyView {
    pub(crate) fn new(amount: i64, currency: Currency) -> Self {
        Self { amount, currency: currency.code() }
    }
}

impl From<Money> for MoneyView {
    fn from(money: Money) -> Self {
        Self::new(money.amount, money.currency)
    }
}

input! {
    /// An amount: whole minor units and their currency.
    #[schema(as = NewMoney, example = json!({ "amount": 12345, "currency": "EUR" }))]
    struct MoneyInput {
        /// Minor units: 12345 is 123.45 EUR.
        amount: i64,
        /// ISO 4217.
        #[schema(value_type = String, pattern = "^[A-Z]{3}$")]
        currency: Currency,
    }
}

impl MoneyInput {
    /// Its minor units, when it is of `currency`; else a fault.
    pub(crate) fn minor(&self, currency: Currency, at: &str, faults: &mut Faults) -> Option<i64> {
        if self.currency == currency {
            return Some(self.amount);
        }
        let wrong = Wrong::new("other_currency").with("currency", currency);
        faults.at(&format!("{at}/currency"), wrong);
        None
    }
}
