//! Who the customer is in law: what selects terms, penalty, indemnity and limitation.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::fold::fold;

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

    /// The class behind a legal form as INSEE names it (`Société en nom collectif`) or numbers it
    /// (nomenclature des catégories juridiques, `5710`); none where the form leaves it open, as a
    /// civil company or a joint ownership does.
    #[must_use]
    pub fn of_insee_form(form: &str) -> Option<Self> {
        let form = fold(form);
        if form.len() == 4 && form.bytes().all(|byte| byte.is_ascii_digit()) {
            return match form.get(..2)? {
                "10" => Some(Self::ProfessionalPerson),
                "52" | "54" | "55" | "56" | "57" => Some(Self::ProfessionalCompany),
                "71" | "72" | "73" | "74" => Some(Self::PublicBody),
                "92" => Some(Self::NonProfessionalBody),
                _ => None,
            };
        }
        let begins = |words: &[&str]| words.iter().any(|word| form.starts_with(word));
        if begins(&[
            "societe a responsabilite limitee",
            "societe anonyme",
            "societe en nom collectif",
            "societe par actions simplifiee",
            "sarl",
            "sas",
            "sa a ",
        ]) {
            Some(Self::ProfessionalCompany)
        } else if begins(&["association"]) {
            Some(Self::NonProfessionalBody)
        } else if begins(&["entrepreneur individuel"]) {
            Some(Self::ProfessionalPerson)
        } else {
            None
        }
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

    #[test]
    fn a_form_of_insee_says_the_class_only_where_it_leaves_no_doubt() {
        for (form, class) in [
            (
                "Société à responsabilité limitée (sans autre indication)",
                Some(LegalClass::ProfessionalCompany),
            ),
            ("SAS, société par actions simplifiée", Some(LegalClass::ProfessionalCompany)),
            ("SA à conseil d'administration (s.a.i.)", Some(LegalClass::ProfessionalCompany)),
            ("SARL unipersonnelle", Some(LegalClass::ProfessionalCompany)),
            ("Association déclarée", Some(LegalClass::NonProfessionalBody)),
            ("Société créée de fait entre personnes physiques", None),
            ("Autre société civile", None),
            ("5710", Some(LegalClass::ProfessionalCompany)),
            ("1000", Some(LegalClass::ProfessionalPerson)),
            ("7210", Some(LegalClass::PublicBody)),
            ("6540", None),
            ("", None),
        ] {
            assert_eq!(LegalClass::of_insee_form(form), class, "{form}");
        }
    }
}
