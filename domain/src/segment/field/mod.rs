//! What can be asked of a customer: the fields, one file for each group.
//!
//! A new group is a file here with its enum, a variant of [`Field`] and of [`Group`], a file of the same
//! name in the store, and its texts. Only the fields that the firm defined are not known beforehand.

mod customer;
mod identifier;
mod invoice;
mod message;
mod own;
mod payment;
mod person;
mod place;
mod reach;
mod tag;

use std::fmt;

pub use customer::CustomerField;
pub use identifier::IdentifierField;
pub use invoice::InvoiceField;
pub use message::MessageField;
pub use own::{OwnField, OwnFields};
pub use payment::PaymentField;
pub use person::PersonField;
pub use place::PlaceField;
pub use reach::ReachField;
pub use tag::TagField;

use super::condition::Operator;

/// The type of a field, which says what its values are and which operators it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Words, compared without case and accents.
    Text,
    /// One of some codes.
    Choice,
    /// Yes or no.
    Flag,
    /// A whole number.
    Number,
    /// A number with at most four decimals.
    Decimal,
    /// An amount in minor units of one currency.
    Money,
    /// A day of the firm's zone.
    Day,
    /// The id of one of the firm's own things: a user, a procedure.
    Id,
    /// A currency, ISO 4217.
    Currency,
}

impl Kind {
    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Choice => "choice",
            Self::Flag => "flag",
            Self::Number => "number",
            Self::Decimal => "decimal",
            Self::Money => "money",
            Self::Day => "day",
            Self::Id => "id",
            Self::Currency => "currency",
        }
    }
}

/// What is known of a field beside its name.
#[derive(Debug, Clone, Copy)]
pub struct Spec {
    /// Its type.
    pub kind: Kind,
    /// Whether a customer may have none, which can then be asked.
    pub may_be_empty: bool,
    /// Whether it can be counted over some days only.
    pub spans: bool,
    /// Whether it is a day that may lie ahead.
    pub ahead: bool,
    /// The codes of a choice that are known beforehand.
    choices: fn() -> Vec<&'static str>,
}

impl Spec {
    const fn of(kind: Kind) -> Self {
        Self { kind, may_be_empty: false, spans: false, ahead: false, choices: Vec::new }
    }

    const fn choice(choices: fn() -> Vec<&'static str>) -> Self {
        Self { choices, ..Self::of(Kind::Choice) }
    }

    const fn or_empty(self) -> Self {
        Self { may_be_empty: true, ..self }
    }

    const fn or_ahead(self) -> Self {
        Self { ahead: true, ..self }
    }

    const fn over_days(self) -> Self {
        Self { spans: true, ..self }
    }

    /// The operators that it takes, in the order in which they are shown.
    pub fn operators(self) -> impl Iterator<Item = Operator> {
        use Operator as O;
        let own: &[Operator] = match self.kind {
            Kind::Text => &[O::Equals, O::OneOf, O::Contains, O::BeginsWith],
            Kind::Choice | Kind::Id | Kind::Currency => &[O::Equals, O::OneOf],
            Kind::Flag => &[O::Equals],
            Kind::Number | Kind::Decimal | Kind::Money => {
                &[O::Equals, O::GreaterThan, O::LessThan, O::Between]
            }
            Kind::Day => {
                &[O::On, O::Before, O::After, O::Between, O::InLastDays, O::DaysAgo, O::During]
            }
        };
        let ahead = self.ahead.then_some(O::InNextDays);
        own.iter().copied().chain(ahead).chain(self.may_be_empty.then_some(O::IsEmpty))
    }
}

/// Declares the fields of a group with their codes and specs.
macro_rules! fields {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $code:literal: $spec:expr),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$doc])* $variant),+
        }

        impl $name {
            /// All of them, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code),+
                }
            }

            /// What is known of it.
            #[must_use]
            pub const fn spec(self) -> $crate::segment::field::Spec {
                use $crate::segment::field::*;
                match self {
                    $(Self::$variant => $spec),+
                }
            }
        }
    };
}
use fields;

/// Declares the groups and the field that is of any of them.
macro_rules! groups {
    ($($(#[$doc:meta])* $group:ident($fields:ident) = $code:literal),+ $(,)?) => {
        /// A group of fields, as they are shown together.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Group {
            $($(#[$doc])* $group,)+
            /// What the firm defined itself.
            Own,
        }

        impl Group {
            /// All of them, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$group,)+ Self::Own];

            /// Its stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$group => $code,)+
                    Self::Own => "own",
                }
            }
        }

        /// A field of any group.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Field {
            $($(#[$doc])* $group($fields),)+
            /// A field that the firm defined.
            Own(OwnField),
        }

        impl Field {
            /// Every field that is there whatever a firm defines, group by group.
            pub fn built_in() -> impl Iterator<Item = Self> {
                let none: [Self; 0] = [];
                none.into_iter()$(.chain($fields::ALL.iter().copied().map(Self::$group)))+
            }

            /// Its stable code: group and name, parted by a dot.
            #[must_use]
            pub fn code(&self) -> &str {
                match self {
                    $(Self::$group(field) => field.code(),)+
                    Self::Own(field) => field.code(),
                }
            }

            /// Its group.
            #[must_use]
            pub const fn group(&self) -> Group {
                match self {
                    $(Self::$group(_) => Group::$group,)+
                    Self::Own(_) => Group::Own,
                }
            }

            /// What is known of it.
            #[must_use]
            pub fn spec(&self) -> Spec {
                match self {
                    $(Self::$group(field) => field.spec(),)+
                    Self::Own(field) => field.spec(),
                }
            }
        }
    };
}

groups! {
    /// The customer itself.
    Customer(CustomerField) = "customer",
    /// The numbers by which the state knows it.
    Identifier(IdentifierField) = "identifier",
    /// Its people.
    Person(PersonField) = "person",
    /// Where it is.
    Place(PlaceField) = "place",
    /// How it is reached.
    Reach(ReachField) = "reach",
    /// What it was invoiced and owes.
    Invoice(InvoiceField) = "invoice",
    /// What it paid.
    Payment(PaymentField) = "payment",
    /// What it was sent.
    Message(MessageField) = "message",
    /// What the firm stuck on it.
    Tag(TagField) = "tag",
}

/// What the code of a field that the firm defined begins with.
pub(super) const OWN: &str = "own.";

impl Field {
    /// The field of a code, among those that are always there and those that the firm defined.
    #[must_use]
    pub fn of(code: &str, own: &OwnFields) -> Option<Self> {
        let defined = || own.iter().find(|field| field.code() == code).cloned().map(Self::Own);
        Self::built_in().find(|field| field.code() == code).or_else(defined)
    }

    /// The codes of which a choice is one.
    #[must_use]
    pub fn choices(&self) -> Vec<&str> {
        match self {
            Self::Own(field) => field.choices(),
            field => (field.spec().choices)(),
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
