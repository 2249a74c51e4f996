//! Fields of what a customer was invoiced and owes.

use super::fields;

fields! {
    /// A field of what a customer was invoiced and owes.
    InvoiceField {
        /// How many invoices.
        Count = "invoice.count": Spec::of(Kind::Number).over_days(),
        /// Their sum, with VAT.
        Total = "invoice.total": Spec::of(Kind::Money).over_days(),
        /// What is owed today.
        Open = "invoice.open": Spec::of(Kind::Money),
        /// What is owed today past its due day.
        Overdue = "invoice.overdue": Spec::of(Kind::Money),
        /// The day of the last invoice.
        Last = "invoice.last": Spec::of(Kind::Day).or_empty(),
        /// Days since the last invoice.
        DaysSinceLast = "invoice.days_since_last": Spec::of(Kind::Number).or_empty(),
    }
}
