//! What the templates of a reminder are given: every amount and date already written in the
//! language, every name always there (empty ones as `null`), nothing left to add up.

use domain::customer::LegalClass;
use domain::dunning::{CreditKind, DocumentLine, PenaltyTerms, ReminderDocument};
use domain::language::Language;
use domain::money::{Currency, Money};
use serde::Serialize;

use crate::firm::FirmView;
use crate::format;

/// One reminder, in one language.
#[derive(Debug, Serialize)]
pub(crate) struct ReminderView<'a> {
    lang: &'static str,
    /// Whether another language stands beside this one: an English formal notice.
    bilingual: bool,
    /// Filled in for the frame, once the subject is rendered.
    subject: Option<String>,
    tone: &'static str,
    pub(super) day: String,
    /// How many invoices are overdue; the number of the first.
    invoices: usize,
    invoice: &'a str,
    firm: FirmView<'a>,
    customer: CustomerView<'a>,
    pub(super) lines: Vec<LineView<'a>>,
    pub(super) credits: Vec<CreditView<'a>>,
    /// Whether the sums say more than the only line.
    pub(super) summed: bool,
    pub(super) totals: TotalsView,
    pub(super) claims: ClaimsView,
    /// The day before which a formal notice asks to be paid.
    answer_by: Option<String>,
}

#[derive(Debug, Serialize)]
struct CustomerView<'a> {
    name: &'a str,
    reference: &'a str,
}

#[derive(Debug, Serialize)]
pub(super) struct LineView<'a> {
    pub(super) invoice: &'a str,
    pub(super) date: String,
    pub(super) order: Option<&'a str>,
    pub(super) due: String,
    pub(super) days: i64,
    pub(super) open: String,
    /// The amount of the whole due line, when part of it is paid.
    pub(super) out_of: Option<String>,
    pub(super) held: Option<String>,
    pub(super) penalty: Option<String>,
    pub(super) indemnity: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct CreditView<'a> {
    pub(super) is_note: bool,
    pub(super) reference: Option<&'a str>,
    pub(super) day: String,
    /// With the sign of what it takes off.
    pub(super) amount: String,
}

#[derive(Debug, Serialize)]
pub(super) struct TotalsView {
    pub(super) open: String,
    pub(super) held: Option<String>,
    pub(super) net: String,
}

/// What the law lets a firm claim beside the invoices.
#[derive(Debug, Serialize)]
pub(super) struct ClaimsView {
    /// `commercial` (L441-10 C. com.), `public` (code de la commande publique) or `terms`.
    basis: &'static str,
    pub(super) penalties: Option<String>,
    pub(super) indemnities: Option<String>,
    /// How many of the two have a column.
    columns: u8,
    /// The fixed sum for one invoice.
    each: Option<String>,
    reserved: bool,
    /// Whether any is due, stated or reserved: else the interest of 1231-6 C. civ. is named.
    any: bool,
    rates: Vec<RateView>,
}

#[derive(Debug, Serialize)]
struct RateView {
    year: String,
    half: i64,
    rate: String,
}

impl<'a> ReminderView<'a> {
    /// What `language` says of the document.
    pub(crate) fn new(doc: &'a ReminderDocument, language: Language, bilingual: bool) -> Self {
        let money = |amount| format::money(language, Money::new(amount, doc.currency));
        let claims = ClaimsView::new(doc, language);
        let states = Stated {
            penalties: claims.penalties.is_some(),
            indemnities: claims.indemnities.is_some(),
        };
        let mut numbers: Vec<&str> =
            doc.lines.iter().map(|line| line.invoice_number.as_str()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        Self {
            lang: language.code(),
            bilingual,
            subject: None,
            tone: doc.tone.code(),
            day: format::date_long(language, doc.day),
            invoices: numbers.len(),
            invoice: doc.lines.first().map_or("", |line| &line.invoice_number),
            firm: FirmView::new(&doc.firm),
            customer: CustomerView {
                name: &doc.recipient.name,
                reference: &doc.recipient.reference,
            },
            lines: doc
                .lines
                .iter()
                .map(|line| LineView::new(line, doc, language, states))
                .collect(),
            credits: doc
                .credits
                .iter()
                .map(|credit| CreditView {
                    is_note: credit.kind == CreditKind::CreditNote,
                    reference: (!credit.reference.is_empty()).then_some(&credit.reference),
                    day: format::date_long(language, credit.day),
                    amount: money(-credit.amount),
                })
                .collect(),
            summed: doc.lines.len() > 1 || doc.totals.held > 0 || !doc.credits.is_empty(),
            totals: TotalsView {
                open: money(doc.totals.residual),
                held: (doc.totals.held > 0).then(|| money(-doc.totals.held)),
                net: money(doc.totals.net),
            },
            claims,
            answer_by: doc.answer_by.map(|day| format::date_long(language, day)),
        }
    }
}

/// Which claims the document states with figures.
#[derive(Clone, Copy)]
struct Stated {
    penalties: bool,
    indemnities: bool,
}

impl<'a> LineView<'a> {
    fn new(
        line: &'a DocumentLine,
        doc: &ReminderDocument,
        language: Language,
        stated: Stated,
    ) -> Self {
        let money = |amount| format::money(language, Money::new(amount, doc.currency));
        let euros = |amount| format::money(language, Money::new(amount, Currency::EUR));
        Self {
            invoice: &line.invoice_number,
            date: format::date_long(language, line.invoice_date),
            order: line.order_number.as_deref(),
            due: format::date_long(language, line.due_on),
            days: line.days_overdue,
            open: money(line.residual),
            out_of: (line.residual != line.amount).then(|| money(line.amount)),
            held: (line.held > 0).then(|| money(-line.held)),
            penalty: line.penalty.filter(|_| stated.penalties).map(money),
            indemnity: (stated.indemnities && line.indemnity > 0).then(|| euros(line.indemnity)),
        }
    }
}

impl ClaimsView {
    /// A rule of the engine, not of a text: where the law gives nothing that may be stated, no
    /// figure reaches a template, whatever the document holds (D441-5 and L441-10 C. com.;
    /// L111-8 CPCE for consumers).
    fn new(doc: &ReminderDocument, language: Language) -> Self {
        let class = doc.recipient.legal_class;
        let may_claim = !matches!(
            class,
            LegalClass::Consumer | LegalClass::NonProfessionalBody | LegalClass::Unknown
        );
        let money = |amount| format::money(language, Money::new(amount, doc.currency));
        let euros = |amount| format::money(language, Money::new(amount, Currency::EUR));
        let (rates, reserved) = match &doc.penalty_terms {
            PenaltyTerms::Shown { rates, .. } if may_claim => (rates.as_slice(), false),
            PenaltyTerms::Reserved { .. } if may_claim => (Default::default(), true),
            _ => (Default::default(), false),
        };
        let shown = may_claim && matches!(doc.penalty_terms, PenaltyTerms::Shown { .. });
        let stated = doc.totals.penalties.filter(|amount| shown && *amount > 0);
        let fixed = doc.totals.indemnities;
        let has_fixed = may_claim && fixed > 0;
        let each = doc.lines.iter().map(|line| line.indemnity).find(|amount| *amount > 0);
        Self {
            basis: match class {
                LegalClass::PublicBody => "public",
                LegalClass::ProfessionalCompany | LegalClass::ProfessionalPerson => "commercial",
                _ => "terms",
            },
            columns: u8::from(stated.is_some()) + u8::from(has_fixed),
            penalties: stated.map(money),
            indemnities: has_fixed.then(|| euros(fixed)),
            each: each.filter(|_| has_fixed).map(euros),
            reserved,
            any: shown || reserved,
            rates: rates.iter().filter_map(|rate| RateView::new(rate, language)).collect(),
        }
    }
}

impl RateView {
    /// From `2026-S1` and hundredths of a percent.
    fn new((half_year, rate_bp): &(String, i32), language: Language) -> Option<Self> {
        let (year, half) = half_year.split_once("-S")?;
        let rate = format::percent_bp(language, *rate_bp);
        Some(Self { year: year.to_owned(), half: half.parse().ok()?, rate })
    }
}
