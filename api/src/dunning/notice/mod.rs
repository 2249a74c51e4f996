//! The messages of a run before they leave: what each says, and the review of those that need one.

pub(crate) mod approve;
pub(crate) mod get;
pub(crate) mod refuse;

use chrono::{DateTime, NaiveDate, Utc};
use domain::money::Currency;
use domain::penalty::PenaltyTerms;
use serde::Serialize;
use store::dunning::{NoticeLineRecord, NoticeRecord};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::input::{
    ChannelCode, CreditKindCode, DropReasonCode, LanguageCode, MessageStateCode, ReviewCode,
};
use crate::money::MoneyView;

/// A message of a run.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DunningNotice)]
pub(crate) struct NoticeView {
    /// Id.
    id: Uuid,
    /// Its run.
    run: Uuid,
    /// The day of its run, which it bears.
    day: NaiveDate,
    /// To whom.
    customer: Uuid,
    /// The customer's reference.
    customer_reference: String,
    /// Its language.
    language: LanguageCode,
    /// Its level, from 1.
    level: u8,
    /// The name of its level.
    level_code: String,
    /// How it is sent.
    channel: ChannelCode,
    /// Whether it is a formal notice.
    formal_notice: bool,
    /// Whether a person looks at it first.
    review: ReviewCode,
    /// Who looked.
    reviewed_by: Option<String>,
    /// When.
    reviewed_at: Option<DateTime<Utc>>,
    /// Open.
    residual: MoneyView,
    /// Of that, held.
    held: MoneyView,
    /// Open credits.
    credits_total: MoneyView,
    /// Asked for.
    net: MoneyView,
    /// Late-payment interest; `null` where none may be stated.
    penalties: Option<MoneyView>,
    /// Indemnities for recovery costs.
    indemnities: MoneyView,
    /// What is stated about penalties.
    penalty_terms: PenaltyTermsView,
    /// The day before which a formal notice asks to be paid.
    answer_by: Option<NaiveDate>,
    /// It does not leave before.
    not_before: DateTime<Utc>,
    /// Its message in the delivery ledger, once there is one.
    message: Option<Uuid>,
    /// Where that message stands.
    message_state: Option<MessageStateCode>,
    /// Its due lines.
    due_lines: Vec<NoticeLineView>,
    /// Its credits.
    credits: Vec<NoticeCreditView>,
}

/// What a reminder states about penalties.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PenaltyTerms)]
pub(crate) struct PenaltyTermsView {
    /// `none`, `shown`, or `reserved` because a rate is missing.
    state: &'static str,
    /// Whether every rate was read in a published source.
    confirmed: Option<bool>,
    /// Half-year (`2026-S1`) and its rate in hundredths of a percent a year.
    rates: Vec<HalfYearRateView>,
    /// The rate rows that are missing.
    missing: Option<String>,
}

/// The rate of a half-year.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HalfYearRate)]
pub(crate) struct HalfYearRateView {
    /// `2026-S1`.
    half_year: String,
    /// Hundredths of a percent a year.
    rate_bp: i32,
}

/// A due line of a message.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DunningNoticeLine)]
pub(crate) struct NoticeLineView {
    /// The due line.
    due_line: Uuid,
    /// The number of its invoice.
    invoice: String,
    /// The last day on which it might have been paid.
    due_on: NaiveDate,
    /// Calendar days from then to the day of the run.
    days_overdue: i32,
    /// Its level before the run; `null` before its first reminder.
    level: Option<u8>,
    /// The level it reaches, when it rises.
    rises_to: Option<u8>,
    /// Open.
    residual: MoneyView,
    /// Of that, held.
    held: MoneyView,
    /// Late-payment interest.
    penalty: Option<MoneyView>,
    /// Indemnity for recovery costs.
    indemnity: MoneyView,
    /// Why it was dropped before the message left.
    dropped: Option<DropReasonCode>,
}

/// A credit of a message.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DunningNoticeCredit)]
pub(crate) struct NoticeCreditView {
    /// Payment or credit note.
    kind: CreditKindCode,
    /// Its reference or number.
    reference: String,
    /// Its day.
    day: NaiveDate,
    /// How much of it is open.
    amount: MoneyView,
}

impl From<PenaltyTerms> for PenaltyTermsView {
    fn from(terms: PenaltyTerms) -> Self {
        let none = Self { state: "none", confirmed: None, rates: Vec::new(), missing: None };
        match terms {
            PenaltyTerms::None => none,
            PenaltyTerms::Shown { confirmed, rates } => {
                let rate = |(half_year, rate_bp)| HalfYearRateView { half_year, rate_bp };
                let rates = rates.into_iter().map(rate).collect();
                Self { state: "shown", confirmed: Some(confirmed), rates, ..none }
            }
            PenaltyTerms::Reserved { missing } => {
                Self { state: "reserved", missing: Some(missing), ..none }
            }
        }
    }
}

impl NoticeLineView {
    fn new(line: NoticeLineRecord, currency: Currency) -> Self {
        let money = |amount| MoneyView::new(amount, currency);
        Self {
            due_line: line.due_line.0,
            invoice: line.invoice,
            due_on: line.due_on,
            days_overdue: line.days_overdue,
            level: line.level,
            rises_to: line.rises_to,
            residual: money(line.residual),
            held: money(line.held),
            penalty: line.penalty.map(money),
            indemnity: MoneyView::new(line.indemnity, Currency::EUR),
            dropped: line.dropped.map(DropReasonCode),
        }
    }
}

impl From<NoticeRecord> for NoticeView {
    fn from(notice: NoticeRecord) -> Self {
        let currency = notice.currency;
        let money = |amount| MoneyView::new(amount, currency);
        let credits = notice.credits.into_iter().map(|credit| NoticeCreditView {
            kind: CreditKindCode(credit.kind),
            reference: credit.reference,
            day: credit.day,
            amount: money(credit.amount),
        });
        let (message, message_state) = notice.message.unzip();
        Self {
            id: notice.id.0,
            run: notice.run.0,
            day: notice.day,
            customer: notice.customer.0,
            customer_reference: notice.reference,
            language: LanguageCode(notice.language),
            level: notice.level,
            level_code: notice.level_code,
            channel: ChannelCode(notice.channel),
            formal_notice: notice.formal_notice,
            review: ReviewCode(notice.review),
            reviewed_by: notice.reviewed_by,
            reviewed_at: notice.reviewed_at,
            residual: money(notice.residual),
            held: money(notice.held),
            credits_total: money(notice.credit),
            net: money(notice.net),
            penalties: notice.penalties.map(money),
            indemnities: MoneyView::new(notice.indemnities, Currency::EUR),
            penalty_terms: notice.penalty_terms.into(),
            answer_by: notice.answer_by,
            not_before: notice.not_before,
            message: message.map(|id| id.0),
            message_state: message_state.map(MessageStateCode),
            credits: credits.collect(),
            due_lines: notice
                .lines
                .into_iter()
                .map(|line| NoticeLineView::new(line, currency))
                .collect(),
        }
    }
}
