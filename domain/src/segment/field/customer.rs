//! Fields of the customer itself.

use super::fields;
use crate::customer::LegalClass;
use crate::language::Language;

fn legal_classes() -> Vec<&'static str> {
    LegalClass::ALL.iter().map(|class| class.code()).collect()
}

fn languages() -> Vec<&'static str> {
    Language::ALL.iter().map(|language| language.code()).collect()
}

fields! {
    /// A field of the customer itself.
    CustomerField {
        /// Its name.
        Name = "customer.name": Spec::of(Kind::Text),
        /// Its reference.
        Reference = "customer.reference": Spec::of(Kind::Text),
        /// Who it is in law.
        LegalClass = "customer.legal_class": Spec::choice(legal_classes),
        /// The language in which it is written to, when somebody has said.
        Language = "customer.language": Spec::choice(languages).or_empty(),
        /// The day on which it came into the file.
        Created = "customer.created": Spec::of(Kind::Day),
        /// The user who looks after it.
        Owner = "customer.owner": Spec::of(Kind::Id).or_empty(),
        /// Its own procedure of reminders, where it has another than the default one.
        Procedure = "customer.procedure": Spec::of(Kind::Id).or_empty(),
        /// Its usual currency.
        Currency = "customer.currency": Spec::of(Kind::Currency),
        /// Its terms of payment.
        PaymentTerms = "customer.payment_terms": Spec::of(Kind::Text).or_empty(),
        /// Its credit limit, in its own currency.
        CreditLimit = "customer.credit_limit": Spec::of(Kind::Money).or_empty(),
        /// Whether it is reminded of what it owes.
        RemindersActive = "customer.reminders_active": Spec::of(Kind::Flag),
        /// Whether the use of its data is restricted (GDPR art. 18).
        Restricted = "customer.restricted": Spec::of(Kind::Flag),
    }
}
