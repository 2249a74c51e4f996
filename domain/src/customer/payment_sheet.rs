//! How to get paid by a customer: what its accounts payable ask for before they pay.

use serde::{Deserialize, Serialize};

use super::text;

/// What a customer asks for before it pays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentSheet {
    /// Whether an invoice without the customer's order number is sent back.
    pub order_number_required: bool,
    /// The standing order or commitment number (numéro d'engagement) to state.
    pub commitment_number: Option<String>,
    /// The portal on which invoices are handed in.
    pub portal: Option<String>,
    /// The service code on that portal.
    pub service_code: Option<String>,
    /// What is to be attached to an invoice, in words.
    pub documents: Vec<String>,
    /// Who approves invoices.
    pub approver: Option<String>,
    /// The last day of the month on which an invoice is taken for the next payment run: 1 to 31.
    pub cut_off_day: Option<u8>,
    /// Days of the month on which the customer pays, 1 to 31, each once, in order.
    pub payment_run_days: Vec<u8>,
    /// Anything else, in words.
    pub remarks: Option<String>,
}

/// A rule that a sheet breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum PaymentSheetFault {
    /// A text is too long or holds a control character.
    #[error("a text is too long or holds a control character")]
    Text,
    /// A day that no month has.
    #[error("a day of the month is 1 to 31")]
    Day,
    /// More than twenty documents.
    #[error("too many documents")]
    TooManyDocuments,
}

impl PaymentSheetFault {
    /// Every fault there is.
    pub const ALL: [Self; 3] = [Self::Text, Self::Day, Self::TooManyDocuments];

    /// Its stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Text => "payment_sheet_text",
            Self::Day => "payment_sheet_day",
            Self::TooManyDocuments => "payment_sheet_documents",
        }
    }
}

impl PaymentSheet {
    /// The sheet with its texts trimmed and its days in order, each once.
    ///
    /// # Errors
    /// [`PaymentSheetFault`] names the rule that it breaks.
    pub fn checked(mut self) -> Result<Self, PaymentSheetFault> {
        for text in [
            &mut self.commitment_number,
            &mut self.portal,
            &mut self.service_code,
            &mut self.approver,
        ] {
            if let Some(written) = text.take() {
                *text = Some(text::line(&written, 200).ok_or(PaymentSheetFault::Text)?);
            }
        }
        if let Some(written) = self.remarks.take() {
            self.remarks = Some(text::lines(&written, 2_000).ok_or(PaymentSheetFault::Text)?);
        }
        if self.documents.len() > 20 {
            return Err(PaymentSheetFault::TooManyDocuments);
        }
        let documents = self.documents.iter().map(|written| text::line(written, 200));
        self.documents = documents.collect::<Option<_>>().ok_or(PaymentSheetFault::Text)?;
        let mut days = self.payment_run_days.iter().chain(&self.cut_off_day);
        if days.any(|day| !(1..=31).contains(day)) {
            return Err(PaymentSheetFault::Day);
        }
        self.payment_run_days.sort_unstable();
        self.payment_run_days.dedup();
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_trimmed_and_its_days_are_days() {
        let sheet = PaymentSheet {
            portal: Some(" Chorus Pro ".to_owned()),
            remarks: Some("Call first\nthen write ".to_owned()),
            documents: vec![" Bon de livraison ".to_owned()],
            payment_run_days: vec![30, 10, 30],
            cut_off_day: Some(25),
            ..PaymentSheet::default()
        };
        let read = sheet.clone().checked().unwrap();
        assert_eq!(read.portal.as_deref(), Some("Chorus Pro"));
        assert_eq!(read.documents, ["Bon de livraison"]);
        assert_eq!(read.payment_run_days, [10, 30]);
        for (bad, fault) in [
            (PaymentSheet { cut_off_day: Some(32), ..sheet.clone() }, PaymentSheetFault::Day),
            (PaymentSheet { payment_run_days: vec![0], ..sheet.clone() }, PaymentSheetFault::Day),
            (
                PaymentSheet { approver: Some("a\nb".into()), ..sheet.clone() },
                PaymentSheetFault::Text,
            ),
            (
                PaymentSheet { documents: vec![" ".into()], ..sheet.clone() },
                PaymentSheetFault::Text,
            ),
            (
                PaymentSheet { documents: vec!["x".into(); 21], ..sheet },
                PaymentSheetFault::TooManyDocuments,
            ),
        ] {
            assert_eq!(bad.checked(), Err(fault));
        }
    }
}
