//! Rows of customer files: what is read, what is refused, what a known customer makes of them.

use super::*;
use crate::customer::{ContactRole, CustomerFile, LegalClass};

const HEADINGS: &str = "reference;kind;name;siren;siret;vat_number;language;email;phone;\
    address_line1;address_line2;street;postal_code;city;country;payment_terms;credit_limit";

const GOOD: &str = "0187-ERLSR;company;MANADJER;423529940;42352994000011;FR24423529940;fr;\
    compta@manadjer.example;04 91 13 89 00;;BAT 2;CHE DE SAN REMO;13160;CHATEAURENARD;FR;30 jours;10000,00";

fn reading() -> Reading {
    let headings: Vec<String> = HEADINGS.split(';').map(str::to_owned).collect();
    let columns =
        Columns::find(&headings, ImportKind::Customers, &Mapping::default(), &[]).unwrap();
    Reading {
        kind: ImportKind::Customers,
        separator: Separator::ALL[0],
        encoding: "UTF-8".to_owned(),
        date_format: DateFormat::ISO,
        decimal_mark: Mark::Comma,
        currency: Currency::EUR,
        due_days: None,
        country: crate::customer::Country::FRANCE,
        columns: columns.known,
        consents: columns.consents,
        own: columns.own,
        unused: columns.unused,
        guessed: Vec::new(),
        given: Mapping::default(),
        remembered: None,
    }
}

fn read(line: &str) -> Result<CustomerRow, Vec<RowFault>> {
    let row: Vec<&str> = line.split(';').collect();
    CustomerRow::read(Cells::new(&reading(), &row))
}

fn with(change: &[(&str, &str)]) -> String {
    let mut row: Vec<&str> = GOOD.split(';').collect();
    for (heading, value) in change {
        row[HEADINGS.split(';').position(|name| name == *heading).unwrap()] = value;
    }
    row.join(";")
}

fn file(line: &str) -> CustomerFile {
    match judge_customer(&read(line).unwrap(), None, Currency::EUR, None) {
        CustomerVerdict::Create(file) => *file,
        other => panic!("{other:?}"),
    }
}

fn codes(faults: &[RowFault]) -> Vec<(&'static str, &'static str)> {
    assert!(faults.iter().all(|fault| ROW_FAULTS.contains(&fault.code)));
    faults.iter().map(|fault| (fault.field.map_or("", Field::code), fault.code)).collect()
}

#[test]
fn a_right_row_makes_a_file_that_breaks_no_rule() {
    let file = file(GOOD);
    assert_eq!(file.faults(), []);
    assert_eq!(file.legal_class, LegalClass::ProfessionalCompany);
    assert_eq!(file.credit_limit, Some(1_000_000));
    assert_eq!(file.identifiers.len(), 3);
    let points: Vec<_> = file.contact_points.iter().map(|point| point.value.as_str()).collect();
    assert_eq!(points, ["compta@manadjer.example", "+33491138900"]);
    assert_eq!(file.addresses[0].place.lines, ["BAT 2"]);
    let row = read(GOOD).unwrap();
    let again: CustomerRow = serde_json::from_str(&serde_json::to_string(&row).unwrap()).unwrap();
    assert_eq!(again, row);
}

#[test]
fn identifiers_phone_and_address_are_optional_and_right_when_given() {
    let nothing =
        ["siren", "siret", "vat_number", "phone", "street", "postal_code", "city", "address_line2"];
    let empty: Vec<_> = nothing.map(|heading| (heading, "")).into();
    assert!(file(&with(&empty)).addresses.is_empty());
    // A mobile of the mainland in Réunion, and a number of Réunion in Marseille.
    for (phone, postal_code) in [("06 12 34 56 78", "97400"), ("0262 48 10 00", "13001")] {
        let change = with(&[("phone", phone), ("postal_code", postal_code)]);
        assert_eq!(file(&change).contact_points.len(), 2, "{phone}");
    }
    for (change, expected) in [
        (vec![("reference", "")], vec![("reference", "missing")]),
        (vec![("kind", "shop")], vec![("kind", "kind")]),
        (vec![("siren", "423529941")], vec![("siren", "identifier_check")]),
        (vec![("siren", "42352994")], vec![("siren", "identifier_length")]),
        (vec![("siret", "791391675")], vec![("siret", "identifier_length")]),
        (vec![("siret", "79139167500018")], vec![("siret", "siret_of_another_siren")]),
        (vec![("vat_number", "FR30791391675")], vec![("vat_number", "vat_of_another_siren")]),
        (vec![("vat_number", "FR25423529940")], vec![("vat_number", "identifier_check")]),
        (vec![("language", "de")], vec![("language", "language")]),
        (vec![("email", "compta@localhost")], vec![("email", "email_domain_without_dot")]),
        (vec![("email", "compta")], vec![("email", "not_an_email")]),
        (vec![("email", "a@b.example\r\nBcc: c@d.example")], vec![("email", "control_character")]),
        (vec![("phone", "12")], vec![("phone", "phone_not_in_plan")]),
        (vec![("phone", "appeler")], vec![("phone", "not_a_phone")]),
        (vec![("postal_code", "1316")], vec![("postal_code", "postal_code")]),
        (vec![("country", "France")], vec![("country", "country")]),
        (vec![("credit_limit", "beaucoup")], vec![("credit_limit", "not_an_amount")]),
        (vec![("credit_limit", "-1")], vec![("credit_limit", "amount_out_of_range")]),
        (vec![("name", "A\u{fffd}B")], vec![("name", "unreadable_character")]),
        (
            vec![("siren", "1"), ("email", "x"), ("phone", "y")],
            vec![
                ("siren", "identifier_length"),
                ("email", "not_an_email"),
                ("phone", "not_a_phone"),
            ],
        ),
    ] {
        let faults = read(&with(&change)).unwrap_err();
        assert_eq!(codes(&faults), expected, "{change:?}");
    }
}

#[test]
fn a_new_customer_needs_a_name_and_a_whole_address() {
    for (change, expected) in [
        (("name", ""), ("name", "missing")),
        (("city", ""), ("city", "address_without_city")),
        (("postal_code", ""), ("postal_code", "address_without_postal_code")),
    ] {
        let row = read(&with(&[change])).unwrap();
        let CustomerVerdict::Fault(faults) = judge_customer(&row, None, Currency::EUR, None) else {
            panic!("{change:?}")
        };
        assert_eq!(codes(&faults), [expected]);
    }
}

#[test]
fn personal_values_are_masked_in_faults() {
    let faults = read(&with(&[("email", "compta@localhost"), ("kind", "shop")])).unwrap_err();
    let shown: Vec<_> = faults.iter().map(|fault| fault.value.as_deref()).collect();
    assert_eq!(shown, [Some("shop"), Some("c•••@localhost")]);
}

#[test]
fn a_known_customer_is_unchanged_or_changed_and_never_erased() {
    let known = file(GOOD);
    let empty: Vec<_> = HEADINGS.split(';').skip(1).map(|heading| (heading, "")).collect();
    for (change, expected) in [
        (vec![], vec![]),
        (empty, vec![]),
        (vec![("email", "COMPTA@manadjer.example")], vec![]),
        (vec![("phone", "+33 4 91 13 89 00")], vec![]),
        (vec![("email", "new@manadjer.example")], vec![Field::Email]),
        (vec![("phone", "0491138901"), ("language", "en")], vec![Field::Language, Field::Phone]),
        (vec![("address_line2", ""), ("street", "1 RUE X")], vec![Field::Street]),
        (vec![("city", "AIX"), ("postal_code", "13100")], vec![Field::PostalCode, Field::City]),
        (vec![("siret", "42352994000029")], vec![Field::Siret]),
        (
            vec![("kind", "consumer"), ("name", "M"), ("credit_limit", "5")],
            vec![Field::Name, Field::Kind, Field::CreditLimit],
        ),
    ] {
        let row = read(&with(&change)).unwrap();
        match judge_customer(&row, Some(&known), Currency::EUR, None) {
            CustomerVerdict::Unchanged => assert!(expected.is_empty(), "{change:?}"),
            CustomerVerdict::Update(file, fields) => {
                assert_eq!(fields, expected, "{change:?}");
                assert_eq!(file.faults(), []);
                assert_eq!(file.contact_points.len(), 2);
                assert_eq!(file.identifiers.len(), 3);
                assert_eq!(file.addresses.len(), 1);
                assert_eq!(
                    judge_customer(&row, Some(&file), Currency::EUR, None),
                    CustomerVerdict::Unchanged
                );
            }
            other => panic!("{change:?} {other:?}"),
        }
    }
}

#[test]
fn a_row_says_yes_or_no_to_being_contacted_and_a_word_that_means_neither_is_a_fault() {
    let mut reading = reading();
    for (place, heading, purpose) in [(17, "Lettre", "newsletter"), (18, "Offres", "offers")] {
        let column = Column { heading: heading.to_owned(), place };
        let channel = crate::contactability::ContactChannel::Email;
        let purpose = purpose.parse().unwrap();
        let says = ConsentMapping { purpose, channel, yes: Vec::new(), no: Vec::new() };
        reading.consents.push(ConsentColumn { column, says });
    }
    let read = |line: &str| {
        let row: Vec<&str> = line.split(';').collect();
        CustomerRow::read(Cells::new(&reading, &row))
    };
    let said = read(&format!("{GOOD};Oui;")).unwrap().consents;
    assert_eq!(said, [SaidConsent { column: 0, yes: true }]);
    let said = read(&format!("{GOOD};;STOP")).unwrap().consents;
    assert_eq!(said, [SaidConsent { column: 1, yes: false }]);
    assert_eq!(read(GOOD).unwrap().consents, []);
    let faults = read(&format!("{GOOD};peut-être;a\u{0}")).unwrap_err();
    let told: Vec<_> = faults.iter().map(|fault| (fault.heading.as_deref(), fault.code)).collect();
    assert_eq!(told, [(Some("Lettre"), "consent_word"), (Some("Offres"), "control_character")]);
    assert_eq!(faults[0].value.as_deref(), Some("peut-être"));
}

#[test]
fn an_import_changes_the_main_mailbox_and_leaves_the_others() {
    let mut known = file(GOOD);
    let mut billing = known.contact_points[0].clone();
    billing.role = ContactRole::Billing;
    known.contact_points.insert(0, billing.clone());
    let row = read(&with(&[("email", "new@manadjer.example")])).unwrap();
    let CustomerVerdict::Update(file, _) = judge_customer(&row, Some(&known), Currency::EUR, None)
    else {
        panic!()
    };
    assert_eq!(file.contact_points[0], billing);
    assert_eq!(file.contact_points[1].value.as_str(), "new@manadjer.example");
}
