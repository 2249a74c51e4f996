//! Who the customer is in law: what selects terms, penalty, indemnity and limitation.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The legal class of a customer. It is data of the file, never deduced from a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LegalClass {
    /// A natural person outside any trade (article liminaire C. conso.).
    Consumer,
    /// A company in trade.
    ProfessionalCompany,
    /// A natural person in trade, who keeps a person's data rights.
    ProfessionalPerson,
    /// A body that does not act for a trade: an association, co-owners.
    NonProfessionalBody,
    /// A French public body (code de la commande publique).
    PublicBody,
    /// A debtor abroad, under the law of the contract.
    Foreign,
    /// Not known: no penalty, indemnity or limitation date is stated.
    Unknown,
}

impl LegalClass {
    /// Every class, in the order of lists.
    pub const ALL: [Self; 7] = [
        Self::Consumer,
        Self::ProfessionalCompany,
        Self::ProfessionalPerson,
        Self::NonProfessionalBody,
        Self::PublicBody,
        Self::Foreign,
        Self::Unknown,
    ];

    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Consumer => "consumer",
            Self::ProfessionalCompany => "professional_company",
            Self::ProfessionalPerson => "professional_person",
            Self::NonProfessionalBody => "non_professional_body",
            Self::PublicBody => "public_body",
            Self::Foreign => "foreign",
            Self::Unknown => "unknown",
        }
    }

    /// Whether the customer is a natural person, whose data the GDPR protects.
    #[must_use]
    pub const fn is_natural_person(self) -> bool {
        matches!(self, Self::Consumer | Self::ProfessionalPerson)
    }

    /// The class behind the word of a file's column `kind`: our codes, and the usual words of
    /// both languages (`company`, `entreprise`, `particulier`, ...).
    ///
    /// # Errors
    /// When the word is none of them.
    pub fn from_kind(word: &str) -> Result<Self, UnknownLegalClass> {
        let word = word.trim().to_lowercase().replace([' ', '-', '\u{a0}'], "_");
        Ok(match word.as_str() {
            "company" | "professional" | "business" | "entreprise" | "societe" | "société"
            | "professionnel" => Self::ProfessionalCompany,
            "sole_trader"
            | "self_employed"
            | "entrepreneur"
            | "entreprise_individuelle"
            | "micro_entrepreneur"
            | "auto_entrepreneur" => Self::ProfessionalPerson,
            "person" | "individual" | "private" | "particulier" | "consommateur" => Self::Consumer,
            "association" | "non_professional" | "copropriete" | "copropriété"
            | "non_professionnel" => Self::NonProfessionalBody,
            "public" | "administration" | "organisme_public" | "collectivite" | "collectivité" => {
                Self::PublicBody
            }
            "etranger" | "étranger" => Self::Foreign,
            "inconnu" => Self::Unknown,
            code => return code.parse(),
        })
    }
}

impl fmt::Display for LegalClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text is no code of a legal class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a legal class")]
pub struct UnknownLegalClass;

impl FromStr for LegalClass {
    type Err = UnknownLegalClass;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|class| class.code() == text).ok_or(UnknownLegalClass)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_is_found_by_its_code_and_by_the_words_of_a_file() {
        for class in LegalClass::ALL {
            assert_eq!(class.code().parse(), Ok(class));
            assert_eq!(LegalClass::from_kind(class.code()), Ok(class));
            assert_eq!(serde_json::to_value(class).unwrap(), class.code());
        }
        for (word, class) in [
            ("company", LegalClass::ProfessionalCompany),
            (" Company ", LegalClass::ProfessionalCompany),
            ("Particulier", LegalClass::Consumer),
            ("public body", LegalClass::PublicBody),
            ("non-professional", LegalClass::NonProfessionalBody),
        ] {
            assert_eq!(LegalClass::from_kind(word), Ok(class), "{word}");
        }
        assert_eq!(LegalClass::from_kind("shop"), Err(UnknownLegalClass));
    }
}
