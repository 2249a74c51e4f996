//! The headings by which people name columns, in both languages.

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
            ],
            F::Siren => &["numerosiren", "nsiren"],
            F::Siret => &["numerosiret", "nsiret"],
            F::VatNumber => &[
                "vat",
                "vatid",
                "vatno",
                "tva",
                "numerotva",
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
            ],
            F::AddressLine2 => &["complement2", "complementdadresse2", "adresseligne2"],
            F::Street => &["address", "rue", "voie", "adresse", "numeroetvoie"],
            F::PostalCode => &["postcode", "zip", "zipcode", "codepostal", "cp"],
            F::City => &["town", "ville", "commune", "localite"],
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
            ("N° TVA", Customers, Some(F::VatNumber)),
            ("Raison sociale", Customers, Some(F::Name)),
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
