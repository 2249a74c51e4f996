//! Whose an address is: a person's own, a person's at work, or nobody's in particular.
//!
//! L34-5 CPCE protects natural persons. An address that is a function (`contact@`, `accueil@`) is
//! outside of it; one that a person has at work may be written to about the work until the person
//! objects; a person's own needs consent first.

use crate::customer::{EmailAddress, LegalClass};

/// Whose an address or a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressNature {
    /// A person's own.
    Personal,
    /// A person's, at work.
    Professional,
    /// A function, not a person.
    Generic,
}

/// The functions that addresses are named after, in both languages, without separators.
const FUNCTIONS: &[&str] = &[
    "accounting",
    "accounts",
    "accountspayable",
    "accueil",
    "achat",
    "achats",
    "adherents",
    "administration",
    "adv",
    "aide",
    "assistance",
    "atelier",
    "billing",
    "bonjour",
    "booking",
    "bureau",
    "clients",
    "commande",
    "commandes",
    "commercial",
    "communication",
    "compta",
    "comptabilite",
    "comptesfournisseurs",
    "contact",
    "contacts",
    "customerservice",
    "delivery",
    "devis",
    "direction",
    "enquiries",
    "enquiry",
    "export",
    "facturation",
    "facture",
    "factures",
    "finance",
    "fournisseurs",
    "hello",
    "help",
    "helpdesk",
    "hr",
    "info",
    "information",
    "informations",
    "infos",
    "invoice",
    "invoices",
    "jobs",
    "livraison",
    "livraisons",
    "logistics",
    "logistique",
    "magasin",
    "mail",
    "mairie",
    "marketing",
    "office",
    "order",
    "orders",
    "payables",
    "presse",
    "press",
    "procurement",
    "purchasing",
    "qualite",
    "quality",
    "reception",
    "recrutement",
    "relances",
    "reservation",
    "reservations",
    "rh",
    "sales",
    "sav",
    "secretariat",
    "service",
    "serviceclient",
    "serviceclients",
    "services",
    "shop",
    "standard",
    "store",
    "support",
    "team",
    "tresorerie",
    "vente",
    "ventes",
    "webmaster",
];

/// Where people have their own mailboxes.
const PUBLIC_MAIL: &[&str] = &[
    "aliceadsl.fr",
    "aol.com",
    "bbox.fr",
    "club-internet.fr",
    "free.fr",
    "gmail.com",
    "gmx.com",
    "gmx.de",
    "gmx.fr",
    "gmx.net",
    "googlemail.com",
    "hotmail.com",
    "hotmail.fr",
    "icloud.com",
    "laposte.net",
    "libertysurf.fr",
    "live.com",
    "live.fr",
    "mac.com",
    "mail.com",
    "me.com",
    "msn.com",
    "neuf.fr",
    "noos.fr",
    "numericable.fr",
    "orange.fr",
    "outlook.com",
    "outlook.fr",
    "proton.me",
    "protonmail.com",
    "sfr.fr",
    "t-online.de",
    "wanadoo.fr",
    "web.de",
    "yahoo.com",
    "yahoo.fr",
    "ymail.com",
];

/// Whether the class is one whose people are contacted at work; of the others nobody knows, and they
/// are treated as consumers.
#[must_use]
pub const fn is_at_work(class: LegalClass) -> bool {
    match class {
        LegalClass::ProfessionalCompany
        | LegalClass::ProfessionalPerson
        | LegalClass::NonProfessionalBody
        | LegalClass::PublicBody => true,
        LegalClass::Consumer | LegalClass::Foreign | LegalClass::Unknown => false,
    }
}

impl AddressNature {
    /// Whose a mailbox is, of a customer of this class. What is not certain is a person's own.
    #[must_use]
    pub fn of_email(address: &EmailAddress, class: LegalClass) -> Self {
        if !is_at_work(class) {
            return Self::Personal;
        }
        let key = address.key();
        let (local, domain) = key.rsplit_once('@').unwrap_or_default();
        let name = local.split('+').next().unwrap_or_default();
        let name: String = name.chars().filter(|c| c.is_ascii_alphabetic()).collect();
        if PUBLIC_MAIL.contains(&domain) {
            Self::Personal
        } else if FUNCTIONS.contains(&name.as_str()) {
            Self::Generic
        } else {
            Self::Professional
        }
    }

    /// Whose a number or a postal address is, of a customer of this class.
    #[must_use]
    pub const fn of_class(class: LegalClass) -> Self {
        if is_at_work(class) { Self::Professional } else { Self::Personal }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_persons_own_unless_it_is_surely_not() {
        use AddressNature::{Generic, Personal, Professional};
        use LegalClass::{
            Consumer, Foreign, NonProfessionalBody, ProfessionalCompany, ProfessionalPerson,
            PublicBody, Unknown,
        };
        for (address, class, nature) in [
            ("contact@arnaud.example", ProfessionalCompany, Generic),
            ("Info@arnaud.example", ProfessionalCompany, Generic),
            ("service-client@arnaud.example", ProfessionalCompany, Generic),
            ("accounts.payable@arnaud.example", ProfessionalCompany, Generic),
            ("accueil+salon@mairie.example", PublicBody, Generic),
            ("anne.arnaud@arnaud.example", ProfessionalCompany, Professional),
            ("contactez.anne@arnaud.example", ProfessionalCompany, Professional),
            ("bureau@asso.example", NonProfessionalBody, Generic),
            ("tresorier.paul@asso.example", NonProfessionalBody, Professional),
            ("anne.arnaud@gmail.com", ProfessionalPerson, Personal),
            ("contact@orange.fr", ProfessionalCompany, Personal),
            ("contact@arnaud.example", Consumer, Personal),
            ("contact@arnaud.example", Unknown, Personal),
            ("info@arnaud.example", Foreign, Personal),
        ] {
            let read = EmailAddress::parse(address).unwrap();
            assert_eq!(AddressNature::of_email(&read, class), nature, "{address} {class}");
        }
    }
}
