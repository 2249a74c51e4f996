//! What a column of a file may mean.

use serde::{Deserialize, Serialize};

/// What a file brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// Customers with their identity and how they are reached.
    Customers,
    /// Posted invoices, and their payments where the file tells them.
    Invoices,
}

impl ImportKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Customers, Self::Invoices];

    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Invoices => "invoices",
        }
    }
}

/// The meanings of columns. A mapping names them by [`Field::code`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Of customers: the reference.
    Reference,
    /// Of customers: the legal class, by its code or a usual word.
    Kind,
    /// Of customers: the name.
    Name,
    /// Of customers: SIREN.
    Siren,
    /// Of customers: SIRET.
    Siret,
    /// Of customers: VAT number.
    VatNumber,
    /// Of customers: `fr` or `en`.
    Language,
    /// Of customers: e-mail address.
    Email,
    /// Of customers: phone number, in the writing of its country.
    Phone,
    /// Of customers: first line above the street.
    #[serde(rename = "address_line1")]
    AddressLine1,
    /// Of customers: second line above the street.
    #[serde(rename = "address_line2")]
    AddressLine2,
    /// Of customers: the name of the establishment at the address, where it is not the customer's.
    EstablishmentName,
    /// Of customers: number and street.
    Street,
    /// Of customers: the number in the street, where a file parts it from the street.
    StreetNumber,
    /// Of customers: what follows the number: `B`, `T`, ...
    StreetSuffix,
    /// Of customers: the kind of street: `RUE`, `AV`, ...
    StreetType,
    /// Of customers: the name of the street without number and kind.
    StreetName,
    /// Of customers: the place within the city.
    Locality,
    /// Of customers: postal code.
    PostalCode,
    /// Of customers: city.
    City,
    /// Of customers: ISO 3166-1 alpha-2.
    Country,
    /// Of customers: the legal form as INSEE names or numbers it.
    LegalForm,
    /// Of customers: terms of payment, in words.
    PaymentTerms,
    /// Of customers: an amount.
    CreditLimit,
    /// Of both: ISO 4217.
    Currency,
    /// Of customers: the e-mail address by which the user signs in who looks after it.
    Owner,
    /// Of customers: tags, parted by commas, or by `|` where there is one.
    Tags,
    /// Of invoices: the reference of the customer.
    Customer,
    /// Of invoices: the series of the number.
    Series,
    /// Of invoices: the number.
    Number,
    /// Of invoices: the day it bears.
    IssuedOn,
    /// Of invoices: the day by which it is owed.
    DueOn,
    /// Of invoices: the whole with VAT.
    Amount,
    /// Of invoices: the day on which it was paid in full.
    PaidOn,
    /// Of invoices: the customer's order number.
    OrderNumber,
}

use Field as F;

/// What customers may have, in the order of our own files.
const OF_CUSTOMERS: &[Field] = &[
    F::Reference,
    F::Kind,
    F::Name,
    F::Siren,
    F::Siret,
    F::VatNumber,
    F::Language,
    F::Email,
    F::Phone,
    F::AddressLine1,
    F::AddressLine2,
    F::EstablishmentName,
    F::Street,
    F::StreetNumber,
    F::StreetSuffix,
    F::StreetType,
    F::StreetName,
    F::Locality,
    F::PostalCode,
    F::City,
    F::Country,
    F::LegalForm,
    F::PaymentTerms,
    F::CreditLimit,
    F::Currency,
    F::Owner,
    F::Tags,
];

/// What invoices may have.
const OF_INVOICES: &[Field] = &[
    F::Customer,
    F::Series,
    F::Number,
    F::IssuedOn,
    F::DueOn,
    F::Amount,
    F::Currency,
    F::PaidOn,
    F::OrderNumber,
];

impl Field {
    /// The fields of a kind of file.
    #[must_use]
    pub const fn of(kind: ImportKind) -> &'static [Self] {
        match kind {
            ImportKind::Customers => OF_CUSTOMERS,
            ImportKind::Invoices => OF_INVOICES,
        }
    }

    /// Without which a file of the kind says nothing. The due date may be replaced by a number
    /// of days in the mapping; the reference of customers by a SIRET or a SIREN.
    #[must_use]
    pub const fn required(kind: ImportKind) -> &'static [Self] {
        match kind {
            ImportKind::Customers => &[F::Reference, F::Name],
            ImportKind::Invoices => &[F::Customer, F::Number, F::IssuedOn, F::DueOn, F::Amount],
        }
    }

    /// Its stable code, also its heading in our own files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            F::Reference => "reference",
            F::Kind => "kind",
            F::Name => "name",
            F::Siren => "siren",
            F::Siret => "siret",
            F::VatNumber => "vat_number",
            F::Language => "language",
            F::Email => "email",
            F::Phone => "phone",
            F::AddressLine1 => "address_line1",
            F::AddressLine2 => "address_line2",
            F::EstablishmentName => "establishment_name",
            F::Street => "street",
            F::StreetNumber => "street_number",
            F::StreetSuffix => "street_suffix",
            F::StreetType => "street_type",
            F::StreetName => "street_name",
            F::Locality => "locality",
            F::LegalForm => "legal_form",
            F::PostalCode => "postal_code",
            F::City => "city",
            F::Country => "country",
            F::PaymentTerms => "payment_terms",
            F::CreditLimit => "credit_limit",
            F::Currency => "currency",
            F::Owner => "owner",
            F::Tags => "tags",
            F::Customer => "customer",
            F::Series => "series",
            F::Number => "number",
            F::IssuedOn => "issued_on",
            F::DueOn => "due_on",
            F::Amount => "amount",
            F::PaidOn => "paid_on",
            F::OrderNumber => "order_number",
        }
    }

    /// Whether its values are days.
    #[must_use]
    pub const fn is_date(self) -> bool {
        matches!(self, F::IssuedOn | F::DueOn | F::PaidOn)
    }

    /// Whether its values are amounts.
    #[must_use]
    pub const fn is_amount(self) -> bool {
        matches!(self, F::Amount | F::CreditLimit)
    }

    /// Whether a report masks its values, since they may be those of a person.
    #[must_use]
    pub const fn is_personal(self) -> bool {
        matches!(
            self,
            F::Name
                | F::Siren
                | F::Siret
                | F::VatNumber
                | F::Email
                | F::Phone
                | F::Owner
                | F::AddressLine1
                | F::AddressLine2
                | F::EstablishmentName
                | F::Street
                | F::StreetNumber
                | F::StreetSuffix
                | F::StreetType
                | F::StreetName
                | F::Locality
        )
    }
}

impl std::fmt::Display for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}
