//! A run as people read it: each message with its lines, then what is left out and why, then the
//! sums. Like the JSON, in bounded memory.

use std::fs::File;
use std::io::{BufReader, BufWriter, Seek, Write, copy};

use chrono::NaiveDate;
use domain::dunning::Review;
use domain::money::Money;
use store::dunning::{DueLineView, LeftOutView, MessageView, RunView};
use templates::format;

use super::run::{Sheet, Totals, flush};
use crate::house::House;

pub(super) struct Text<'a, W: Write> {
    out: W,
    house: &'a House,
    day: NaiveDate,
    left_out: Option<BufWriter<File>>,
}

impl<'a, W: Write> Text<'a, W> {
    pub(super) const fn new(out: W, house: &'a House, day: NaiveDate) -> Self {
        Self { out, house, day, left_out: None }
    }

    fn message(&mut self, message: &MessageView) -> std::io::Result<()> {
        let language = self.house.language();
        let money = |amount| format::money(language, Money::new(amount, message.currency));
        let word = |key: &str| self.house.text(key, &[]);
        let level = [("level", i64::from(message.level).into())];
        let mut head = vec![
            message.customer.clone(),
            self.house.text("run-level", &level),
            word(&format!("run-channel-{}", message.channel)),
            message.language.code().to_owned(),
            self.house.text("run-net", &[("net", money(message.net).into())]),
        ];
        if message.credits != 0 {
            let credits = [("credits", money(message.credits).into())];
            head.push(self.house.text("run-credits", &credits));
        }
        if message.review == Review::Awaiting {
            head.push(word("run-review"));
        }
        writeln!(self.out, "{}", head.join(" · "))?;
        for line in &message.due_lines {
            let text = self.line(line, message);
            writeln!(self.out, "{text}")?;
        }
        Ok(())
    }

    fn line(&self, line: &DueLineView, message: &MessageView) -> String {
        let language = self.house.language();
        let money = |amount| format::money(language, Money::new(amount, message.currency));
        let due = format::date_short(language, line.due_date);
        let days = self.house.text("run-days", &[("days", line.days_overdue.into())]);
        let level = |level: Option<u8>| level.map_or_else(|| "–".to_owned(), |l| l.to_string());
        let rise = match line.rises_to {
            Some(to) => format!("{} → {to}", level(line.level)),
            None => level(line.level),
        };
        let mut text = format!(
            "    {:<16} {due}  {days:>12}  {rise:<6} {:>16}",
            line.invoice,
            money(line.residual),
        );
        if line.held > 0 {
            let held = [("held", money(line.held).into())];
            text.push_str("  ");
            text.push_str(&self.house.text("run-held", &held));
        }
        if line.unreachable {
            let reason = self.house.text("left-out-no_contact_point", &[]);
            text.push_str("  ");
            text.push_str(&self.house.text("run-stays", &[("reason", reason.into())]));
        }
        text
    }

    fn left_out(&mut self, line: &LeftOutView) -> std::io::Result<()> {
        let reason = self.house.text(&format!("left-out-{}", line.reason), &[]);
        let file = match &mut self.left_out {
            Some(file) => file,
            none => none.insert(BufWriter::new(tempfile::tempfile()?)),
        };
        writeln!(file, "    {:<16} {:<16} {reason}", line.customer, line.invoice)
    }
}

impl<W: Write> Sheet for Text<'_, W> {
    fn page(&mut self, page: RunView) -> std::io::Result<()> {
        for message in &page.messages {
            self.message(message)?;
        }
        for line in &page.left_out {
            self.left_out(line)?;
        }
        Ok(())
    }

    fn end(&mut self, totals: &Totals) -> std::io::Result<()> {
        if let Some(file) = self.left_out.take() {
            writeln!(self.out, "{}", self.house.text("run-left-out", &[]))?;
            let mut file = file.into_inner().map_err(std::io::IntoInnerError::into_error)?;
            file.rewind()?;
            copy(&mut BufReader::new(file), &mut self.out)?;
        }
        let day = format::date_short(self.house.language(), self.day);
        let args = [
            ("day", day.into()),
            ("messages", totals.messages.into()),
            ("lines", totals.lines.into()),
            ("awaiting", totals.awaiting.into()),
            ("left_out", totals.left_out.into()),
        ];
        writeln!(self.out, "{}", self.house.text("run-summary", &args))?;
        flush(&mut self.out)
    }
}
