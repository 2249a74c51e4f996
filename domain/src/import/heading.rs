//! The headings by which people name columns, in both languages, and those of the files of INSEE
//! SIRENE: of the extracts (`Première ligne de l'adressage...`), of the older ones (`L1_NORMALISEE`)
//! and of the stock of establishments (`numeroVoieEtablissement`).

use super::field::{Field, Field as F, ImportKind};
use crate::fold::fold;

impl Field {
    /// Further headings than its code, folded and without anything but letters and digits.
    const fn headings(self) -> &'static [&'static str] {
        match self {
            F::Reference => &[
                "ref",
                "customerid",
                "customerreference",
                "customernumber",
                "customercode",
                "codeclient",
                "referenceclient",
                "refclient",
                "numeroclient",
                "nclient",
            ],
            F::Kind => &["legalclass", "type", "typedeclient", "typeclient", "nature", "categorie"],
            F::Name => &[
                "customername",
                "company",
                "companyname",
                "nom",
                "nomclient",
                "raisonsociale",
                "nomouraisonsociale",
                "denomination",
                "societe",
                "nomouraisonsocialedelentreprise",
                "nomenlong",
                "denominationunitelegale",
            ],
            F::Siren => &["numerosiren", "nsiren", "identifiantdelentreprise"],
            F::Siret => &["numerosiret", "nsiret"],
            F::VatNumber => &[
                "vat",
                "vatid",
                "vatno",
                "tva",
                "numerotva",
                "numerodetva",
                "ntva",
                "tvaintracommunautaire",
                "numerodetvaintracommunautaire",
                "tvaintra",
            ],
            F::Language => &["lang", "langue"],
            F::Email => &[
                "mail",
                "emailaddress",
                "courriel",
                "adresseemail",
                "adressemail",
                "adresseelectronique",
            ],
            F::Phone => &["phonenumber", "telephone", "tel", "numerodetelephone"],
            F::AddressLine1 => &[
                "addressline",
                "complement",
                "complement1",
                "complementadresse",
                "complementdadresse",
                "adresseligne1",
                "deuxiemelignedeladressagedeletablissement",
                "l2normalisee",
                "complementadresseetablissement",
            ],
            F::AddressLine2 => &[
                "complement2",
                "complementdadresse2",
                "adresseligne2",
                "troisiemelignedeladressagedeletablissement",
                "l3normalisee",
            ],
            F::EstablishmentName => &[
                "nomdeletablissement",
                "premierelignedeladressagedeletablissement",
                "l1normalisee",
                "enseigne1etablissement",
            ],
            F::Street => &[
                "address",
                "rue",
                "voie",
                "adresse",
                "numeroetvoie",
                "quatriemelignedeladressagedeletablissement",
                "l4normalisee",
            ],
            F::StreetNumber => &["numerovoie", "numerodevoie", "numerovoieetablissement"],
            F::StreetSuffix => &["indicerepetition", "indicerepetitionetablissement"],
            F::StreetType => &["typevoie", "typedevoie", "typevoieetablissement"],
            F::StreetName => &["libellevoie", "nomdelavoie", "libellevoieetablissement"],
            F::Locality => {
                &["lieudit", "cinquiemelignedeladressagedeletablissement", "l5normalisee"]
            }
            F::LegalForm => &[
                "formejuridique",
                "libelledelanaturejuridique",
                "libnj",
                "categoriejuridiqueunitelegale",
            ],
            F::PostalCode => &[
                "postcode",
                "zip",
                "zipcode",
                "codepostal",
                "cp",
                "codpos",
                "codepostaletablissement",
            ],
            F::City => &[
                "town",
                "ville",
                "commune",
                "localite",
                "libelledelacommunedelocalisationdeletablissement",
                "libcom",
                "libellecommuneetablissement",
            ],
            F::Country => &["countrycode", "pays", "codepays"],
            F::PaymentTerms => {
                &["terms", "conditionsdepaiement", "conditionsdereglement", "delaidepaiement"]
            }
            F::CreditLimit => &[
                "plafonddecredit",
                "plafond",
                "encoursautorise",
                "limitedecredit",
                "encoursmaximum",
            ],
            F::Currency => &["devise", "monnaie", "currencycode"],
            F::Owner => {
                &["accountowner", "accountmanager", "responsable", "suivipar", "chargedecompte"]
            }
            F::Tags => &["tag", "etiquette", "etiquettes", "motscles"],
            F::Customer => &[
                "customerid",
                "customerreference",
                "customernumber",
                "customercode",
                "reference",
                "client",
                "codeclient",
                "referenceclient",
                "refclient",
                "numeroclient",
                "nclient",
            ],
            F::Series => &["serie", "invoiceseries", "seriedefacture"],
            F::Number => &[
                "invoice",
                "invoicenumber",
                "invoiceno",
                "facture",
                "numero",
                "numerofacture",
                "numerodefacture",
                "nfacture",
                "ndefacture",
                "nofacture",
            ],
            F::IssuedOn => &[
                "invoicedate",
                "date",
                "dateofinvoice",
                "datefacture",
                "datedefacture",
                "datedefacturation",
                "dateemission",
                "datedemission",
            ],
            F::DueOn => &["due", "duedate", "echeance", "dateecheance", "datedecheance"],
            F::Amount => &[
                "invoiceamount",
                "total",
                "totalamount",
                "montant",
                "montantttc",
                "totalttc",
                "ttc",
                "montantfacture",
                "amountinclvat",
            ],
            F::PaidOn => &[
                "paid",
                "paiddate",
                "paymentdate",
                "dateofpayment",
                "settleddate",
                "datedepaiement",
                "datepaiement",
                "datedereglement",
                "datereglement",
                "payele",
                "regleele",
                "reglele",
            ],
            F::OrderNumber => &[
                "order",
                "orderno",
                "ponumber",
                "purchaseorder",
                "commande",
                "numerocommande",
                "numerodecommande",
                "ncommande",
                "boncommande",
                "bondecommande",
            ],
        }
    }

    /// The field of `kind` that a heading names, in either language.
    #[must_use]
    pub fn named_by(heading: &str, kind: ImportKind) -> Option<Self> {
        let plain =
            |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
        let heading = plain(&fold(heading));
        Self::of(kind).iter().copied().find(|field| {
            plain(field.code()) == heading || field.headings().contains(&heading.as_str())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_recognized_in_both_languages_and_in_any_writing() {
        use ImportKind::{Customers, Invoices};
        for (heading, kind, field) in [
            ("reference", Customers, Some(F::Reference)),
            ("Référence client", Customers, Some(F::Reference)),
            ("address_line1", Customers, Some(F::AddressLine1)),
            ("Étiquettes", Customers, Some(F::Tags)),
            ("N° TVA", Customers, Some(F::VatNumber)),
            ("Raison sociale", Customers, Some(F::Name)),
            ("Identifiant de l'entreprise", Customers, Some(F::Siren)),
            ("Quatrième ligne de l’adressage de l’établissement", Customers, Some(F::Street)),
            ("L1_NORMALISEE", Customers, Some(F::EstablishmentName)),
            ("libelleVoieEtablissement", Customers, Some(F::StreetName)),
            ("customerID", Invoices, Some(F::Customer)),
            ("Date d’échéance", Invoices, Some(F::DueOn)),
            ("InvoiceAmount", Invoices, Some(F::Amount)),
            ("Montant TTC", Invoices, Some(F::Amount)),
            ("SettledDate", Invoices, Some(F::PaidOn)),
            ("Disputed", Invoices, None),
            ("amount", Customers, None),
            ("", Invoices, None),
        ] {
            assert_eq!(Field::named_by(heading, kind), field, "{heading}");
        }
    }

    #[test]
    fn each_field_has_one_code_and_no_heading_names_two_fields() {
        for kind in [ImportKind::Customers, ImportKind::Invoices] {
            for field in Field::of(kind) {
                assert_eq!(Field::named_by(field.code(), kind), Some(*field));
                assert_eq!(serde_json::to_value(field).unwrap(), field.code());
                for heading in field.headings() {
                    assert_eq!(Field::named_by(heading, kind), Some(*field), "{heading}");
                }
            }
        }
    }
}
