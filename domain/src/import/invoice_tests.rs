//! Rows of invoice files: what is read, what is refused, what a known invoice makes of them.

use uuid::Uuid;

use super::*;
use crate::id::CustomerId;
use crate::invoice::DueLine;

const HEADINGS: [&str; 7] =
    ["customer", "number", "issued_on", "due_on", "amount", "currency", "paid_on"];

fn reading(headings: &[&str]) -> Reading {
    let headings: Vec<String> = headings.iter().map(|&heading| heading.to_owned()).collect();
    let mapping = Mapping { due_days: Some(30), ..Mapping::default() };
    let columns = Columns::find(&headings, ImportKind::Invoices, &mapping, &[]).unwrap();
    Reading {
        kind: ImportKind::Invoices,
        separator: Separator::ALL[0],
        encoding: "UTF-8".to_owned(),
        date_format: "D/M/YYYY".parse().unwrap(),
        decimal_mark: Mark::Comma,
        currency: Currency::EUR,
        due_days: mapping.due_days,
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

fn read(row: [&str; 7]) -> Result<InvoiceRow, Vec<RowFault>> {
    InvoiceRow::read(Cells::new(&reading(&HEADINGS), &row))
}

const GOOD: [&str; 7] = ["C1", "F1", "01/02/2013", "03/03/2013", "1 055,94", "", "15/02/2013"];

fn faults(change: &[(usize, &str)]) -> Vec<(&'static str, &'static str)> {
    let mut row = GOOD;
    for (place, value) in change {
        row[*place] = value;
    }
    let faults = read(row).map(|_| Vec::new()).unwrap_or_else(|faults| faults);
    assert!(faults.iter().all(|fault| ROW_FAULTS.contains(&fault.code)));
    faults.iter().map(|f| (f.field.map_or("", Field::code), f.code)).collect()
}

#[test]
fn a_right_row_is_read_whole() {
    let row = read(GOOD).unwrap();
    assert_eq!((row.number.as_str(), row.amount), ("F1", 105_594));
    assert_eq!(row.due_on.to_string(), "2013-03-03");
    assert_eq!(row.paid, Paid::On("2013-02-15".parse().unwrap()));
    let again: InvoiceRow = serde_json::from_str(&serde_json::to_string(&row).unwrap()).unwrap();
    assert_eq!(again, row);
    assert_eq!(row.payment_key(), "import::F1");
}

#[test]
fn every_fault_of_a_row_is_told_with_its_column() {
    for (change, expected) in [
        (vec![(0, "")], vec![("customer", "missing")]),
        (vec![(1, " ")], vec![("number", "missing")]),
        (vec![(2, "2/30/2013")], vec![("issued_on", "not_a_date")]),
        (vec![(2, "")], vec![("issued_on", "missing")]),
        (vec![(3, "hier")], vec![("due_on", "not_a_date")]),
        (vec![(3, "31/01/2013")], vec![("due_on", "due_before_issue")]),
        (vec![(4, "-5")], vec![("amount", "amount_not_positive")]),
        (vec![(4, "0,00")], vec![("amount", "amount_not_positive")]),
        (vec![(4, "1,005")], vec![("amount", "too_many_decimals")]),
        (vec![(4, "12 €")], vec![("amount", "not_an_amount")]),
        (vec![(4, "9999999999999999")], vec![("amount", "amount_out_of_range")]),
        (vec![(5, "EURO")], vec![("currency", "currency")]),
        (vec![(5, "JPY"), (4, "1,5")], vec![("amount", "too_many_decimals")]),
        (vec![(6, "2013")], vec![("paid_on", "not_a_date")]),
        (vec![(1, "F\u{0}1")], vec![("number", "control_character")]),
        (vec![(0, "C\u{fffd}")], vec![("customer", "unreadable_character")]),
        (
            vec![(0, ""), (2, "x"), (3, "y"), (4, "z")],
            vec![
                ("customer", "missing"),
                ("issued_on", "not_a_date"),
                ("due_on", "not_a_date"),
                ("amount", "not_an_amount"),
            ],
        ),
        (vec![(6, "")], vec![]),
        (vec![(3, "01/02/2013")], vec![]),
    ] {
        assert_eq!(faults(&change), expected, "{change:?}");
    }
}

#[test]
fn without_a_due_date_the_mapping_gives_the_days() {
    let reading = reading(&["customer", "number", "issued_on", "amount"]);
    let row = InvoiceRow::read(Cells::new(&reading, &["C1", "F1", "01/02/2013", "5"])).unwrap();
    assert_eq!(row.due_on.to_string(), "2013-03-03");
    assert_eq!(row.paid, Paid::NotSaid);
}

#[test]
fn payment_keys_of_two_invoices_are_never_the_same() {
    let mut one = read(GOOD).unwrap();
    let mut other = one.clone();
    (one.series, one.number) = ("a:b".to_owned(), "c".to_owned());
    (other.series, other.number) = ("a".to_owned(), "b:c".to_owned());
    assert_ne!(one.payment_key(), other.payment_key());
}

fn known() -> KnownInvoice {
    KnownInvoice {
        customer: CustomerId(Uuid::nil()),
        issued_on: "2013-02-01".parse().unwrap(),
        currency: Currency::EUR,
        amount: 105_594,
        order_number: None,
        due_lines: vec![DueLine { due_on: "2013-03-03".parse().unwrap(), amount: 105_594 }],
        payment: None,
        settled: 0,
        settled_on: None,
    }
}

#[test]
fn a_known_invoice_is_unchanged_paid_or_differs() {
    let day = |text: &str| text.parse().unwrap();
    let payment = |on, bounced| Some(KnownPayment { received_on: day(on), bounced });
    let fault =
        |field, code, value: &str| InvoiceVerdict::Fault(vec![RowFault::of(field, code, value)]);
    let differs = |field, value| fault(field, "differs_from_posted", value);
    let paid = Paid::On(day("2013-02-15"));
    for (paid, change, expected) in [
        (Paid::NotSaid, known(), InvoiceVerdict::Unchanged),
        (Paid::No, known(), InvoiceVerdict::Unchanged),
        (paid, known(), InvoiceVerdict::AddPayment),
        (
            paid,
            KnownInvoice { payment: payment("2013-02-15", false), ..known() },
            InvoiceVerdict::Unchanged,
        ),
        (
            paid,
            KnownInvoice { payment: payment("2013-02-15", true), ..known() },
            InvoiceVerdict::Unchanged,
        ),
        (
            paid,
            KnownInvoice { payment: payment("2013-02-16", false), ..known() },
            differs(Field::PaidOn, "2013-02-15"),
        ),
        (
            Paid::No,
            KnownInvoice { payment: payment("2013-02-15", false), ..known() },
            differs(Field::PaidOn, ""),
        ),
        (
            Paid::No,
            KnownInvoice { payment: payment("2013-02-15", true), ..known() },
            InvoiceVerdict::Unchanged,
        ),
        (
            Paid::NotSaid,
            KnownInvoice { payment: payment("2013-02-15", false), ..known() },
            InvoiceVerdict::Unchanged,
        ),
        (
            paid,
            KnownInvoice { settled: 105_594, settled_on: Some(day("2013-02-15")), ..known() },
            InvoiceVerdict::Unchanged,
        ),
        (
            paid,
            KnownInvoice { settled: 105_594, settled_on: Some(day("2013-02-16")), ..known() },
            fault(Field::PaidOn, "paid_otherwise", "2013-02-15"),
        ),
        (
            paid,
            KnownInvoice { settled: 1, ..known() },
            fault(Field::PaidOn, "paid_otherwise", "2013-02-15"),
        ),
        (
            paid,
            KnownInvoice { customer: CustomerId(Uuid::from_u128(1)), ..known() },
            differs(Field::Customer, "C1"),
        ),
        (
            paid,
            KnownInvoice { issued_on: day("2013-01-01"), ..known() },
            differs(Field::IssuedOn, "2013-02-01"),
        ),
        (
            paid,
            KnownInvoice {
                amount: 7,
                due_lines: vec![DueLine { due_on: day("2013-03-03"), amount: 7 }],
                ..known()
            },
            differs(Field::Amount, "1055.94"),
        ),
        (
            paid,
            KnownInvoice {
                due_lines: vec![DueLine { due_on: day("2013-03-04"), amount: 105_594 }],
                ..known()
            },
            differs(Field::DueOn, "2013-03-03"),
        ),
        (
            paid,
            KnownInvoice { currency: "USD".parse().unwrap(), ..known() },
            differs(Field::Currency, "EUR"),
        ),
    ] {
        let row = InvoiceRow { paid, ..read(GOOD).unwrap() };
        let verdict = judge_invoice(&row, CustomerId(Uuid::nil()), Some(&change));
        assert_eq!(verdict, expected, "{paid:?} {change:?}");
    }
    let row = read(GOOD).unwrap();
    assert_eq!(judge_invoice(&row, CustomerId(Uuid::nil()), None), InvoiceVerdict::Create);
}

#[test]
fn amounts_are_shown_with_the_decimals_of_their_currency() {
    for (amount, currency, shown) in [
        (5, "EUR", "0.05"),
        (-123_456, "EUR", "-1234.56"),
        (12, "JPY", "12"),
        (1_234, "TND", "1.234"),
    ] {
        assert_eq!(plain_amount(amount, currency.parse().unwrap()), shown);
    }
}
