//! The documents that every template of a reminder is rendered with before it is trusted.

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use domain::company::Company;
use domain::customer::{LegalClass, PostalAddress};
use domain::dunning::{
    CreditKind, DocumentCredit, DocumentLine, PenaltyTerms, Recipient, ReminderDocument, Tone,
    Totals,
};
use domain::id::NoticeId;
use domain::language::Language;
use domain::money::Currency;
use uuid::Uuid;

/// A document and what it is a sample of.
#[derive(Debug, Clone)]
pub struct Sample {
    /// What it shows.
    pub name: &'static str,
    /// The document.
    pub doc: ReminderDocument,
}

const DAY: NaiveDate = match NaiveDate::from_ymd_opt(2013, 2, 25) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// The documents for `template` in `language`: consumers and professionals, one line and many,
/// credits, held amounts, penalties stated and reserved, a firm with and without an account,
/// names that are long or hostile.
#[must_use]
pub fn samples(language: Language, template: &str) -> Vec<Sample> {
    let company = || plain(language, template, LegalClass::ProfessionalCompany);
    let sample = |name, doc: ReminderDocument| Sample { name, doc: summed(doc) };
    vec![
        sample("a company, three lines", company()),
        sample("a consumer, one line", {
            let mut doc = plain(language, template, LegalClass::Consumer);
            doc.lines.truncate(1);
            doc.recipient.name = "Élodie Lefèvre".to_owned();
            doc
        }),
        sample("credits, a held amount, a part payment", with_credits(company())),
        sample("penalties reserved", {
            let mut doc = company();
            doc.penalty_terms = PenaltyTerms::Reserved { missing: "ecb_main 2013-01-01".into() };
            doc.lines.iter_mut().for_each(|line| line.penalty = None);
            doc
        }),
        sample("a rate that nobody has confirmed", {
            let mut doc = company();
            doc.penalty_terms =
                PenaltyTerms::Shown { confirmed: false, rates: vec![("2013-S1".into(), 1_075)] };
            doc
        }),
        sample("no order numbers", {
            let mut doc = company();
            doc.lines.iter_mut().for_each(|line| line.order_number = None);
            doc
        }),
        sample("a public body", plain(language, template, LegalClass::PublicBody)),
        sample("a debtor abroad", {
            let mut doc = plain(language, template, LegalClass::Foreign);
            doc.currency = "GBP".parse().unwrap_or(Currency::EUR);
            doc
        }),
        sample("a class that nobody knows", plain(language, template, LegalClass::Unknown)),
        sample("many lines", {
            let mut doc = company();
            let line = doc.lines.first().cloned();
            doc.lines = (1..=60)
                .filter_map(|number| {
                    let invoice_number = format!("F-2012-{number:04}");
                    line.clone().map(|line| DocumentLine { invoice_number, ..line })
                })
                .collect();
            doc
        }),
        sample("long names", long_names(company())),
        sample("hostile names", hostile_names(company())),
        sample("a firm that says little of itself", {
            let mut doc = company();
            let address = doc.firm.address.clone();
            doc.firm = Arc::new(Company { address, name: "Atelier".into(), ..Company::default() });
            doc
        }),
    ]
}

fn plain(language: Language, template: &str, legal_class: LegalClass) -> ReminderDocument {
    let is_formal = template.starts_with("formal");
    let claims = !matches!(legal_class, LegalClass::Consumer | LegalClass::Unknown);
    ReminderDocument {
        notice: NoticeId(Uuid::from_u128(1)),
        language,
        currency: Currency::EUR,
        day: DAY,
        level: if is_formal { 4 } else { 1 },
        level_code: template.to_owned(),
        template: template.to_owned(),
        tone: match template {
            "courtesy" => Tone::Courteous,
            "firm" => Tone::Firm,
            "final" => Tone::Final,
            _ => Tone::Formal,
        },
        formal_notice: is_formal,
        firm: Arc::new(firm()),
        recipient: Recipient {
            reference: "C-0042".to_owned(),
            name: "Boulangerie Martin & Fils".to_owned(),
            legal_class,
            email: None,
            address: Some(PostalAddress {
                lines: vec!["Service comptabilité".to_owned()],
                street: "12 rue de l'Église".to_owned(),
                postal_code: "13100".to_owned(),
                city: "Aix-en-Provence".to_owned(),
                country: "FR".to_owned(),
            }),
        },
        lines: vec![
            line("F-2012-0107", 70, 5_594, claims, Some("CMD-778")),
            line("F-2012-0131", 41, 123_456, claims, None),
            line("F-2013-0004", 12, 10_000_000, claims, Some("CMD-803")),
        ],
        credits: Vec::new(),
        totals: Totals::default(),
        penalty_terms: if claims {
            let rates = vec![("2012-S2".to_owned(), 1_075), ("2013-S1".to_owned(), 1_050)];
            PenaltyTerms::Shown { confirmed: true, rates }
        } else {
            PenaltyTerms::None
        },
        answer_by: DAY.checked_add_days(Days::new(15)),
    }
}

fn firm() -> Company {
    Company {
        name: "Atelier du Port".to_owned(),
        legal_form: Some("SAS au capital de 10\u{202f}000\u{a0}€".to_owned()),
        siren: "732829320".parse().ok(),
        vat_number: Some("FR44732829320".to_owned()),
        address: Some(PostalAddress {
            lines: Vec::new(),
            street: "8 quai du Port".to_owned(),
            postal_code: "13002".to_owned(),
            city: "Marseille".to_owned(),
            country: "FR".to_owned(),
        }),
        sender_email: "compta@atelier-du-port.example".parse().ok(),
        phone: Some("04\u{a0}91\u{a0}00\u{a0}00\u{a0}00".to_owned()),
        contact_name: Some("Claire Aubert".to_owned()),
        iban: Some("FR1420041010050500013M02606".to_owned()),
        ..Company::default()
    }
}

fn line(
    number: &str,
    days_overdue: u64,
    amount: i64,
    claims: bool,
    order: Option<&str>,
) -> DocumentLine {
    let due_on = DAY.checked_sub_days(Days::new(days_overdue)).unwrap_or(DAY);
    DocumentLine {
        invoice_number: number.to_owned(),
        invoice_date: due_on.checked_sub_days(Days::new(30)).unwrap_or(due_on),
        order_number: order.map(str::to_owned),
        due_on,
        days_overdue: i64::try_from(days_overdue).unwrap_or(0),
        amount,
        residual: amount,
        held: 0,
        penalty: claims.then_some(amount / 100),
        indemnity: if claims { 4_000 } else { 0 },
    }
}

/// The sums of what the lines and credits say.
fn summed(mut doc: ReminderDocument) -> ReminderDocument {
    let residual = doc.lines.iter().map(|line| line.residual).sum();
    let held = doc.lines.iter().map(|line| line.held).sum();
    let credits = doc.credits.iter().map(|credit| credit.amount).sum();
    doc.totals = Totals {
        residual,
        held,
        credits,
        net: residual - held - credits,
        penalties: doc.lines.iter().map(|line| line.penalty).sum(),
        indemnities: doc.lines.iter().map(|line| line.indemnity).sum(),
    };
    doc
}

fn with_credits(mut doc: ReminderDocument) -> ReminderDocument {
    if let [first, second, ..] = doc.lines.as_mut_slice() {
        first.residual = first.amount - 1_000;
        second.held = 20_000;
    }
    let credit = |kind, reference: &str, amount| DocumentCredit {
        kind,
        reference: reference.to_owned(),
        day: NaiveDate::from_ymd_opt(2013, 2, 1).unwrap_or(DAY),
        amount,
    };
    doc.credits = vec![
        credit(CreditKind::Payment, "VIR 8812", 5_000),
        credit(CreditKind::Payment, "", 1_200),
        credit(CreditKind::CreditNote, "A-2013-003", 2_500),
    ];
    doc
}

fn long_names(mut doc: ReminderDocument) -> ReminderDocument {
    let long = "Syndicat intercommunal pour l'exploitation des transports du Haut-Pays";
    doc.recipient.name = long.to_owned();
    doc.recipient.reference = "REFERENCE-TRES-LONGUE-0123456789-0123456789".to_owned();
    for line in &mut doc.lines {
        line.order_number = Some(format!("{long} n° 4512-B / 2013 / lot 7"));
        line.amount = 99_999_999_999_999;
        line.residual = 99_999_999_999_999;
    }
    doc
}

fn hostile_names(mut doc: ReminderDocument) -> ReminderDocument {
    let hostile = "<script>alert(\"x\")</script>\r\nBcc: a@b.example {{firm}} #let x = $1$ | \u{1}";
    doc.recipient.name = hostile.to_owned();
    doc.recipient.reference = hostile.to_owned();
    let firm = Arc::make_mut(&mut doc.firm);
    firm.name = hostile.to_owned();
    firm.contact_name = Some(hostile.to_owned());
    firm.account_holder = Some(hostile.to_owned());
    for line in &mut doc.lines {
        line.order_number = Some(hostile.to_owned());
    }
    doc
}
