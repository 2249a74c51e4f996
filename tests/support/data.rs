//! Files of any size, in the shape that a spreadsheet saves.

use std::io::{BufWriter, Write};
use std::path::Path;

use chrono::{Days, NaiveDate};

/// `count` professional customers with an e-mail address each, half in French, half in English.
pub fn write_customers(path: &Path, count: usize) {
    let mut file = BufWriter::new(std::fs::File::create(path).unwrap());
    writeln!(file, "reference;kind;name;language;email;street;postal_code;city;country").unwrap();
    for n in 0..count {
        let (language, name) = if n % 2 == 0 {
            ("fr", "Établissements Hébrard & Fils")
        } else {
            ("en", "Harbour Trading Ltd")
        };
        writeln!(file, "C{n:07};company;{name} {n};{language};accounts{n}@customer{n}.example;{} rue du Port;13002;MARSEILLE;FR", n % 90 + 1).unwrap();
    }
    file.into_inner().unwrap();
}

/// `count` unpaid invoices shared out over `customers`, due from `first_due` on over 60 days.
pub fn write_invoices(path: &Path, count: usize, customers: usize, first_due: NaiveDate) {
    let mut file = BufWriter::new(std::fs::File::create(path).unwrap());
    writeln!(file, "customer,number,issued_on,due_on,amount,paid_on").unwrap();
    for n in 0..count {
        let due = first_due + Days::new(u64::try_from(n % 60).unwrap());
        let issued = due - Days::new(30);
        writeln!(
            file,
            "C{:07},F{n:08},{issued},{due},{}.{:02},",
            n % customers,
            50 + n % 900,
            n % 100
        )
        .unwrap();
    }
    file.into_inner().unwrap();
}

/// The mapping that reads [`write_invoices`].
pub fn write_mapping(path: &Path) {
    std::fs::write(path, include_str!("invoices.toml")).unwrap();
}
