//! What two parties have in common or not, what each reason weighs, and from when on it is shown.

/// How sure it is that two parties are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// Worth a look.
    Possible,
    /// Nearly sure.
    Probable,
}

code_enum!(Likeness, UnknownLikeness, "no likeness of two parties": {
    Possible => "possible",
    Probable => "probable",
});

impl Likeness {
    /// The likeness behind a score; none below what is worth a look.
    #[must_use]
    pub const fn of(score: i32) -> Option<Self> {
        match score {
            80.. => Some(Self::Probable),
            50.. => Some(Self::Possible),
            _ => None,
        }
    }
}

/// Why two parties may be one, or may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The same establishment.
    SameSiret,
    /// The same enterprise.
    SameSiren,
    /// The same VAT number of another country.
    SameVat,
    /// The same bank account.
    SameIban,
    /// Another number in common.
    SameNumber,
    /// The same name, whatever its legal form and the order of its words.
    SameName,
    /// A name that differs by a letter or two, or says more.
    SimilarName,
    /// The same mailbox.
    SameEmail,
    /// The same phone number.
    SamePhone,
    /// The same account on a social network.
    SameSocial,
    /// The same street, number and town.
    SameAddress,
    /// The same postal code or city.
    SameTown,
    /// Another name, and no number in common.
    OtherName,
    /// A natural person and a body.
    OtherKind,
}

code_enum!(Reason, UnknownReason, "no reason of a pair": {
    SameSiret => "same_siret",
    SameSiren => "same_siren",
    SameVat => "same_vat",
    SameIban => "same_iban",
    SameNumber => "same_number",
    SameName => "same_name",
    SimilarName => "similar_name",
    SameEmail => "same_email",
    SamePhone => "same_phone",
    SameSocial => "same_social",
    SameAddress => "same_address",
    SameTown => "same_town",
    OtherName => "other_name",
    OtherKind => "other_kind",
});

impl Reason {
    /// **The** table of weights. A number of the state is enough for a look by itself; a mailbox, a phone,
    /// an account or an address alone never is, since people share them; two of a kind need a name beside.
    #[must_use]
    pub const fn weight(self) -> i32 {
        match self {
            Self::SameSiret => 75,
            Self::SameSiren | Self::SameVat => 60,
            Self::SameIban | Self::SameNumber => 50,
            Self::SameName => 40,
            Self::SimilarName => 20,
            Self::SameEmail => 30,
            Self::SamePhone | Self::SameSocial => 25,
            Self::SameAddress => 35,
            Self::SameTown => 10,
            Self::OtherName => -50,
            Self::OtherKind => -20,
        }
    }
}
