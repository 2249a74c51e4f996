//! Writing a page of a run: notices with their frozen lines and credits, lines left out, and, when
//! the run is confirmed, the claims, the messages and the timeline.

use std::collections::{BTreeSet, HashSet};

use domain::context::Context;
use domain::dunning::{
    DunningLevel, LeftOutReason, NoticeLine, Procedure, Proposals, ProposedNotice, Review,
    answer_by, departure,
};
use domain::event::{EventKind, NewEvent};
use domain::id::{NoticeId, RunId};
use domain::message::Channel;
use domain::penalty::{Assessment, Regime, assess};
use domain::rate::MissingRate;
use domain::task::{TaskKind, WantedTask};
use sea_orm::ActiveValue::Set;
use serde_json::json;

use super::proposer::{Proposed, Proposer};
use crate::db::Write;
use crate::entity::{
    dunning_claim as claim, dunning_left_out as left_out, dunning_notice as notice,
    dunning_notice_credit as credit, dunning_notice_line as line,
};
use crate::error::StoreError;
use crate::event;
use crate::many::insert_all;
use crate::message::{self, NewMessage, Purpose};
use crate::sql::unreadable;
use crate::task;

/// The ground on which a reminder may be sent: the contract (GDPR 6(1)(b)).
pub(super) const LEGAL_GROUND: &str = "contract";

/// What a run has written so far.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) messages: i32,
    pub(super) lines: i32,
    pub(super) left_out: i32,
    pub(super) missing: BTreeSet<MissingRate>,
}

/// Writes the pages of one run.
pub(super) struct Freezer<'a> {
    pub(super) context: &'a Context,
    pub(super) run: RunId,
    pub(super) proposer: &'a Proposer,
    /// Whether the run is confirmed: it claims its lines and queues its messages.
    pub(super) confirmed: bool,
}

/// The rows of a page.
#[derive(Default)]
struct Rows {
    notices: Vec<notice::ActiveModel>,
    lines: Vec<line::ActiveModel>,
    credits: Vec<credit::ActiveModel>,
    left_out: Vec<left_out::ActiveModel>,
    claims: Vec<claim::ActiveModel>,
    messages: Vec<NewMessage>,
    events: Vec<NewEvent>,
    tasks: Vec<WantedTask>,
}

impl Freezer<'_> {
    /// Writes what is proposed to `customers`.
    pub(super) async fn write(
        &self,
        txn: &Write,
        customers: Vec<Proposed>,
        tally: &mut Tally,
    ) -> Result<(), StoreError> {
        let mut rows = Rows::default();
        for proposed in &customers {
            for notice in &proposed.proposals.notices {
                self.notice(proposed, notice, &mut rows, tally)?;
            }
            let left_out = proposed.proposals.left_out.iter().filter_map(|left| {
                Some(left_out::ActiveModel {
                    run_id: Set(self.run.0),
                    due_line_id: Set(proposed.facts.lines.get(left.fact)?.id.0),
                    customer_id: Set(proposed.customer),
                    reason: Set(left.reason.code().to_owned()),
                })
            });
            rows.left_out.extend(left_out);
            if self.confirmed && unreachable(&proposed.proposals) {
                rows.tasks.push(WantedTask {
                    kind: TaskKind::NoContactPoint,
                    customer: proposed.customer.into(),
                    due_on: self.proposer.day,
                });
            }
        }
        tally.messages += count(rows.notices.len());
        tally.lines += count(rows.lines.len());
        tally.left_out += count(rows.left_out.len());
        insert_all(&**txn, rows.notices).await?;
        insert_all(&**txn, rows.lines).await?;
        insert_all(&**txn, rows.credits).await?;
        insert_all(&**txn, rows.left_out).await?;
        insert_all(&**txn, rows.claims).await?;
        message::queue(&**txn, self.context, rows.messages).await?;
        task::want(&**txn, self.context, &rows.tasks).await?;
        event::record(&**txn, self.context, rows.events).await
    }

    fn notice(
        &self,
        proposed: &Proposed,
        found: &ProposedNotice,
        rows: &mut Rows,
        tally: &mut Tally,
    ) -> Result<(), StoreError> {
        let (procedure, level) = self
            .proposer
            .procedure(proposed.procedure)
            .and_then(|procedure| Some((procedure, procedure.level(found.level)?)))
            .ok_or_else(|| unreadable("dunning_level", "a level that is proposed is not there"))?;
        let regime = self.proposer.regime(proposed.legal_class);
        let debts = proposed.debts(found);
        let assessed = assess(&self.proposer.rates, regime, &debts, self.proposer.day);
        tally.missing.extend(&assessed.missing);
        let id: NoticeId = self.context.id();
        let indemnities = self.lines(id, proposed, &found.lines, &assessed, regime, rows);
        let row = self.row(id, proposed, found, procedure, level, &assessed, indemnities)?;
        rows.credits.extend(found.credits.iter().filter_map(|place| {
            let fact = proposed.facts.credits.get(place.fact)?;
            Some(credit::ActiveModel {
                notice_id: Set(id.0),
                source_kind: Set(fact.kind.code().to_owned()),
                source_id: Set(fact.id),
                reference: Set(fact.reference.clone()),
                day: Set(fact.day),
                amount: Set(place.amount),
            })
        }));
        if self.confirmed {
            if found.review == Review::None {
                rows.messages.push(self.message(id, proposed, found));
            }
            rows.events.push(
                NewEvent::new(EventKind::DunningNoticeQueued, "dunning_notice", id)
                    .of_customer(proposed.customer.into())
                    .of_party(proposed.party.into())
                    .with(json!({
                        "run": self.run,
                        "level": found.level,
                        "review": found.review,
                        "net": found.net,
                        "currency": found.currency,
                    })),
            );
        }
        rows.notices.push(row);
        Ok(())
    }

    /// The lines of a notice and their claims; the sum of their indemnities.
    fn lines(
        &self,
        id: NoticeId,
        proposed: &Proposed,
        lines: &[NoticeLine],
        assessed: &Assessment,
        regime: Regime,
        rows: &mut Rows,
    ) -> i64 {
        let mut late = HashSet::new();
        let mut indemnities = 0;
        for ((position, found), penalty) in (1..).zip(lines).zip(&assessed.penalties) {
            let Some(fact) = proposed.facts.lines.get(found.fact) else { continue };
            // Once for each late invoice, whatever its due lines (D441-5 C. com.).
            let indemnity = if late.insert(fact.invoice) { regime.indemnity() } else { 0 };
            indemnities += indemnity;
            rows.lines.push(line::ActiveModel {
                notice_id: Set(id.0),
                due_line_id: Set(fact.id.0),
                position: Set(position),
                days_overdue: Set(i32::try_from(found.days_overdue).unwrap_or(i32::MAX)),
                level_before: Set(found.level_before.into()),
                rises_to: Set(found.rises_to.map(Into::into)),
                residual: Set(found.residual),
                held: Set(found.held),
                penalty: Set(*penalty),
                indemnity: Set(indemnity),
                dropped_reason: Set(None),
            });
            if let Some(level) = found.rises_to.filter(|_| self.confirmed) {
                let cycle = proposed.numbers.get(found.fact).map_or(1, |(_, cycle)| *cycle);
                rows.claims.push(claim::ActiveModel {
                    id: Set(self.context.id()),
                    due_line_id: Set(fact.id.0),
                    customer_id: Set(proposed.customer),
                    level: Set(level.into()),
                    cycle: Set(cycle),
                    state: Set("open".to_owned()),
                    notice_id: Set(id.0),
                    sent_on: Set(None),
                    created_at: Set(self.context.now),
                });
            }
        }
        indemnities
    }

    #[expect(clippy::too_many_arguments, reason = "a row is made of what its parts decided")]
    fn row(
        &self,
        id: NoticeId,
        proposed: &Proposed,
        found: &ProposedNotice,
        procedure: &Procedure,
        level: &DunningLevel,
        assessed: &Assessment,
        indemnities: i64,
    ) -> Result<notice::ActiveModel, StoreError> {
        let reach = proposed.facts.reach;
        let day = self.proposer.day;
        let terms = serde_json::to_value(&assessed.terms);
        Ok(notice::ActiveModel {
            id: Set(id.0),
            run_id: Set(self.run.0),
            customer_id: Set(proposed.customer),
            party_id: Set(proposed.party),
            contact_point_id: Set(match found.channel {
                Channel::Email => reach.email.map(Into::into),
                Channel::PhoneTask => reach.phone.map(Into::into),
                Channel::Letter => None,
            }),
            address_id: Set(reach.address.map(Into::into)),
            language: Set(proposed.language(found.channel).code().to_owned()),
            currency: Set(found.currency.code().to_owned()),
            level: Set(found.level.into()),
            procedure_id: Set(procedure.id.0),
            channel: Set(found.channel.code().to_owned()),
            template: Set(level.template.clone()),
            tone: Set(level.tone.code().to_owned()),
            level_code: Set(level.code.clone()),
            formal_notice: Set(level.formal_notice),
            review: Set(found.review.code().to_owned()),
            reviewed_by: Set(None),
            reviewed_at: Set(None),
            residual: Set(found.residual),
            held: Set(found.held),
            credits: Set(found.credit),
            net: Set(found.net),
            penalties: Set(assessed.total),
            indemnities: Set(indemnities),
            penalty_terms: Set(
                terms.map_err(|why| unreadable("dunning_notice.penalty_terms", why))?
            ),
            answer_by: Set(level.formal_notice.then(|| answer_by(day))),
            not_before: Set(departure(day, proposed.zone, self.proposer.clock())),
        })
    }

    fn message(&self, id: NoticeId, proposed: &Proposed, found: &ProposedNotice) -> NewMessage {
        let reach = proposed.facts.reach;
        NewMessage {
            purpose: Purpose::DunningNotice(id),
            batch: self.run.0,
            recipient_key: proposed.party.to_string(),
            channel: found.channel,
            party: proposed.party.into(),
            contact_point: match found.channel {
                Channel::Email => reach.email,
                Channel::PhoneTask => reach.phone,
                Channel::Letter => None,
            },
            address: reach.address.filter(|_| found.channel == Channel::Letter),
            language: proposed.language(found.channel),
            legal_ground: LEGAL_GROUND,
            not_before: departure(self.proposer.day, proposed.zone, self.proposer.clock()),
        }
    }
}

/// Whether a line stays out, or at its level, for want of a way to the customer.
fn unreachable(proposals: &Proposals) -> bool {
    let stays = proposals.notices.iter().flat_map(|notice| &notice.lines).map(|line| line.stays);
    let left_out = proposals.left_out.iter().map(|line| Some(line.reason));
    stays.chain(left_out).any(|reason| reason == Some(LeftOutReason::NoContactPoint))
}

fn count(rows: usize) -> i32 {
    i32::try_from(rows).unwrap_or(i32::MAX)
}
