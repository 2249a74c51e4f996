//! The table of overdue invoices in a letter, written and ready to be set.

use domain::language::Language;
use fluent_bundle::FluentArgs;
use serde::Serialize;

use super::letter_text::Labelled;
use super::view::{LineView, ReminderView};
use crate::engine::escape;
use crate::locale::Locales;

/// The overdue lines, the credits and the sums.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// What it is, and of which day.
    pub title: String,
    /// The headings: invoice, due date, open; then penalty and indemnity where they are stated.
    pub columns: Vec<String>,
    /// One for each due line.
    pub rows: Vec<StatementRow>,
    /// Whether the sums say more than the only line.
    pub summed: bool,
    /// What all lines owe, and what is claimed beside them.
    pub total: StatementTotal,
    /// What is held and the open credits: amounts with the sign of what they take off.
    pub deductions: Vec<Labelled>,
    /// What is asked for.
    pub net: Labelled,
}

/// One due line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatementRow {
    /// The invoice's number.
    pub invoice: String,
    /// Its day, with its word.
    pub dated: String,
    /// The customer's order number, with its word.
    pub order: Option<String>,
    /// The due day.
    pub due: String,
    /// How many days late.
    pub late: String,
    /// What is still owed.
    pub open: String,
    /// Out of which amount, when part is paid.
    pub out_of: Option<String>,
    /// What is held, on a line of its own.
    pub held: Option<Labelled>,
    /// Penalties for late payment.
    pub penalty: Option<String>,
    /// The fixed sum for recovery costs.
    pub indemnity: Option<String>,
}

/// The line of sums.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatementTotal {
    /// Its word.
    pub label: String,
    /// What is still owed.
    pub open: String,
    /// Penalties, where they are stated.
    pub penalty: Option<String>,
    /// Indemnities, where they are stated.
    pub indemnity: Option<String>,
}

/// Writes the texts of a language, what data they show on one line; a text that is missing is
/// an error of the whole letter.
pub(super) struct Writer<'a> {
    pub(super) locales: &'a Locales,
    pub(super) language: Language,
}

impl Writer<'_> {
    /// The text of `key` with `args`.
    pub(super) fn text(&self, key: &str, args: &[(&'static str, &str)]) -> Result<String, String> {
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            values.set(*name, *value);
        }
        self.locales.text(self.language, key, Some(&values)).map(|text| escape::text(&text))
    }

    /// The text of `key` with a number that selects the plural.
    pub(super) fn counted(&self, key: &str, name: &str, number: i64) -> Result<String, String> {
        let mut values = FluentArgs::with_capacity(1);
        values.set(name.to_owned(), number);
        self.locales.text(self.language, key, Some(&values))
    }
}

impl Statement {
    pub(super) fn new(view: &ReminderView<'_>, writer: &Writer<'_>) -> Result<Self, String> {
        let mut columns = vec![
            writer.text("reminder-invoice", &[])?,
            writer.text("reminder-due", &[])?,
            writer.text("reminder-open", &[])?,
        ];
        if view.claims.penalties.is_some() {
            columns.push(writer.text("reminder-penalty", &[])?);
        }
        if view.claims.indemnities.is_some() {
            columns.push(writer.text("reminder-indemnity", &[])?);
        }
        Ok(Self {
            title: writer.text("reminder-statement", &[("day", &view.day)])?,
            columns,
            rows: view
                .lines
                .iter()
                .map(|line| StatementRow::new(line, writer))
                .collect::<Result<_, _>>()?,
            summed: view.summed,
            total: StatementTotal {
                label: writer.text("reminder-total", &[])?,
                open: view.totals.open.clone(),
                penalty: view.claims.penalties.clone(),
                indemnity: view.claims.indemnities.clone(),
            },
            deductions: deductions(view, writer)?,
            net: Labelled {
                label: writer.text("reminder-net", &[])?,
                value: view.totals.net.clone(),
            },
        })
    }
}

impl StatementRow {
    fn new(line: &LineView<'_>, writer: &Writer<'_>) -> Result<Self, String> {
        let order =
            line.order.map(|order| writer.text("reminder-order-number", &[("order", order)]));
        let out_of =
            line.out_of.as_deref().map(|sum| writer.text("reminder-open-of", &[("amount", sum)]));
        let held = line
            .held
            .clone()
            .map(|value| writer.text("reminder-held", &[]).map(|label| Labelled { label, value }));
        Ok(Self {
            invoice: escape::text(line.invoice),
            dated: writer.text("reminder-dated", &[("date", &line.date)])?,
            order: order.transpose()?,
            due: line.due.clone(),
            late: writer.counted("reminder-days", "days", line.days)?,
            open: line.open.clone(),
            out_of: out_of.transpose()?,
            held: held.transpose()?,
            penalty: line.penalty.clone(),
            indemnity: line.indemnity.clone(),
        })
    }
}

fn deductions(view: &ReminderView<'_>, writer: &Writer<'_>) -> Result<Vec<Labelled>, String> {
    let mut deductions = Vec::new();
    if let Some(value) = view.totals.held.clone() {
        deductions.push(Labelled { label: writer.text("reminder-held", &[])?, value });
    }
    for credit in &view.credits {
        let day = ("day", credit.day.as_str());
        let reference = credit.reference.unwrap_or_default();
        let label = if credit.is_note {
            writer.text("reminder-credit-note", &[("reference", reference), day])?
        } else if credit.reference.is_some() {
            writer.text("reminder-credit-payment-reference", &[("reference", reference), day])?
        } else {
            writer.text("reminder-credit-payment", &[day])?
        };
        deductions.push(Labelled { label, value: credit.amount.clone() });
    }
    Ok(deductions)
}
