//! Fields of what a customer paid; a payment that bounced is none.

use super::fields;

fields! {
    /// A field of what a customer paid.
    PaymentField {
        /// The day of the last payment.
        Last = "payment.last": Spec::of(Kind::Day).or_empty(),
        /// The sum of its payments.
        Total = "payment.total": Spec::of(Kind::Money).over_days(),
    }
}
