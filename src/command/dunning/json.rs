//! A run as one JSON object: `date`, `messages`, `left_out`. Messages go straight out; what is
//! left out waits in a temporary file, since it comes after the last message.

use std::fs::File;
use std::io::{BufReader, BufWriter, Seek, Write, copy};

use chrono::NaiveDate;
use serde::Serialize;
use store::dunning::RunView;

use super::run::{Sheet, Totals};

pub(super) struct Json<W: Write> {
    out: W,
    day: NaiveDate,
    begun: bool,
    left_out: Option<BufWriter<File>>,
}

impl<W: Write> Json<W> {
    pub(super) const fn new(out: W, day: NaiveDate) -> Self {
        Self { out, day, begun: false, left_out: None }
    }

    fn begin(&mut self) -> std::io::Result<()> {
        write!(self.out, "{{\n  \"date\": \"{}\",\n  \"messages\": [", self.day)
    }
}

/// An element of an array, after a comma unless it is the first.
fn element(out: &mut impl Write, first: bool, value: &impl Serialize) -> std::io::Result<()> {
    out.write_all(if first { b"\n    " } else { b",\n    " })?;
    serde_json::to_writer(out, value)?;
    Ok(())
}

impl<W: Write> Sheet for Json<W> {
    fn page(&mut self, page: RunView) -> std::io::Result<()> {
        for message in &page.messages {
            let first = !self.begun;
            if first {
                self.begin()?;
                self.begun = true;
            }
            element(&mut self.out, first, message)?;
        }
        for line in &page.left_out {
            let first = self.left_out.is_none();
            let file = match &mut self.left_out {
                Some(file) => file,
                none => none.insert(BufWriter::new(tempfile::tempfile()?)),
            };
            element(file, first, line)?;
        }
        Ok(())
    }

    fn end(&mut self, _totals: &Totals) -> std::io::Result<()> {
        if self.begun {
            self.out.write_all(b"\n  ]")?;
        } else {
            self.begin()?;
            self.out.write_all(b"]")?;
        }
        self.out.write_all(b",\n  \"left_out\": [")?;
        if let Some(file) = self.left_out.take() {
            let mut file = file.into_inner().map_err(std::io::IntoInnerError::into_error)?;
            file.rewind()?;
            copy(&mut BufReader::new(file), &mut self.out)?;
            self.out.write_all(b"\n  ")?;
        }
        self.out.write_all(b"]\n}\n")?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use domain::dunning::{LeftOutReason, Review};
    use domain::language::Language;
    use domain::message::Channel;
    use domain::money::Currency;
    use serde_json::{Value, json};
    use store::dunning::{DueLineView, LeftOutView, MessageView};

    use super::*;

    fn page(customer: &str) -> RunView {
        RunView {
            messages: vec![MessageView {
                customer: customer.to_owned(),
                level: 2,
                channel: Channel::Email,
                language: Language::Fr,
                currency: Currency::EUR,
                due_lines: vec![DueLineView {
                    invoice: "7900770".to_owned(),
                    due_date: "2013-02-01".parse().unwrap(),
                    days_overdue: 24,
                    level: None,
                    rises_to: Some(1),
                    residual: 5_594,
                    held: 0,
                    unreachable: false,
                }],
                credits: 0,
                net: 5_594,
                review: Review::None,
            }],
            left_out: vec![LeftOutView {
                customer: customer.to_owned(),
                invoice: "F\"1".to_owned(),
                reason: LeftOutReason::GapNotReached,
            }],
            next: None,
        }
    }

    fn written(pages: Vec<RunView>) -> Value {
        let mut out = Vec::new();
        let mut sheet = Json::new(&mut out, "2013-02-25".parse().unwrap());
        for page in pages {
            sheet.page(page).unwrap();
        }
        sheet.end(&Totals::default()).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn a_run_is_one_object_whose_names_stay() {
        assert_eq!(
            written(vec![page("A"), RunView::default()]),
            json!({
                "date": "2013-02-25",
                "messages": [{
                    "customer": "A",
                    "level": 2,
                    "channel": "email",
                    "language": "fr",
                    "currency": "EUR",
                    "due_lines": [{
                        "invoice": "7900770",
                        "due_date": "2013-02-01",
                        "days_overdue": 24,
                        "level": null,
                        "rises_to": 1,
                        "residual": 5_594,
                    }],
                    "credits": 0,
                    "net": 5_594,
                }],
                "left_out": [{ "customer": "A", "invoice": "F\"1", "reason": "gap_not_reached" }],
            })
        );
        let two = written(vec![page("A"), page("B")]);
        assert_eq!(two["messages"].as_array().unwrap().len(), 2);
        assert_eq!(two["left_out"][1]["customer"], "B");
        let none = written(Vec::new());
        assert_eq!(none, json!({ "date": "2013-02-25", "messages": [], "left_out": [] }));
    }
}
