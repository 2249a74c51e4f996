//! What a run of a day would do, computed from the ledger in pages of a thousand customers: a
//! bounded number of statements per page, the same order on both engines, nothing written.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::calendar::Zone;
use domain::company::Company;
use domain::customer::LegalClass;
use domain::dunning::{
    CreditFact, CustomerFacts, Hold, LineFacts, Procedure, Proposals, ProposedNotice, held, propose,
};
use domain::id::CustomerId;
use domain::language::Language;
use domain::message::Channel;
use domain::penalty::{Debt, Regime};
use domain::rate::RateTable;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::customers::{self, Debtor};
use super::lines::{self, Line, OpenLines};
use super::procedure::Procedures;
use super::reach::{self, Found};
use super::standing::{self, Standings};
use crate::allocation;
use crate::error::StoreError;
use crate::suppression::Fingerprints;

/// Customers of a page.
pub(super) const CUSTOMERS: u32 = 1_000;

/// What does not change from page to page of a run.
pub(super) struct Proposer {
    pub(super) day: NaiveDate,
    pub(super) firm: Company,
    pub(super) rates: RateTable,
    procedures: Procedures,
    open: OpenLines,
    fingerprints: Fingerprints,
}

/// What a run does with one customer, and what is needed to write it down.
pub(super) struct Proposed {
    pub(super) customer: Uuid,
    pub(super) party: Uuid,
    pub(super) reference: String,
    pub(super) legal_class: LegalClass,
    /// The language of the customer.
    language: Language,
    /// The languages of the people who are written to and called, where they have one of their own.
    email_language: Option<Language>,
    phone_language: Option<Language>,
    /// The zone whose working days count for its messages.
    pub(super) zone: Zone,
    pub(super) procedure: Option<Uuid>,
    pub(super) facts: CustomerFacts,
    /// Beside each line of the facts: the number of its invoice and its cycle.
    pub(super) numbers: Vec<(String, i32)>,
    pub(super) proposals: Proposals,
}

impl Proposed {
    /// The language of a message: that of the person whom it reaches, else the customer's.
    pub(super) fn language(&self, channel: Channel) -> Language {
        let own = match channel {
            Channel::Email => self.email_language,
            Channel::PhoneTask => self.phone_language,
            Channel::Letter => None,
        };
        own.unwrap_or(self.language)
    }

    /// What bears interest in a notice, line by line.
    pub(super) fn debts(&self, notice: &ProposedNotice) -> Vec<Debt> {
        let debts = notice.lines.iter().filter_map(|line| {
            let due_on = self.facts.lines.get(line.fact)?.due_on;
            Some(Debt { base: line.residual.saturating_sub(line.held), due_on })
        });
        debts.collect()
    }
}

/// A page of customers, and the key after which the next one begins.
pub(super) struct ProposedPage {
    pub(super) customers: Vec<Proposed>,
    pub(super) next: Option<String>,
}

/// What the statements of a page found.
struct PageFacts {
    lines: HashMap<Uuid, Vec<Line>>,
    standings: Standings,
    holds: HashMap<Uuid, Vec<Hold>>,
    reach: HashMap<Uuid, Found>,
    credits: HashMap<Uuid, Vec<CreditFact>>,
    bounced: HashSet<Uuid>,
}

impl Proposer {
    pub(super) async fn new<C: ConnectionTrait>(
        conn: &C,
        fingerprints: &Fingerprints,
        day: NaiveDate,
    ) -> Result<Self, StoreError> {
        let firm = crate::company::read(conn).await?.map(|(firm, _)| firm).unwrap_or_default();
        Ok(Self {
            day,
            firm,
            rates: crate::rate::table(conn).await?,
            procedures: Procedures::read(conn).await?,
            open: OpenLines::of(conn, day).await?,
            fingerprints: fingerprints.clone(),
        })
    }

    /// The procedure of a customer.
    pub(super) fn procedure(&self, own: Option<Uuid>) -> Option<&Procedure> {
        self.procedures.of(own)
    }

    /// The rule of late payment for a customer.
    pub(super) const fn regime(&self, class: LegalClass) -> Regime {
        Regime::of(class, self.firm.penalty_rate_bp)
    }

    /// The clock of the firm.
    pub(super) const fn clock(&self) -> Tz {
        self.firm.time_zone
    }

    /// The page after the key `after`; the first one after the empty key.
    pub(super) async fn page<C: ConnectionTrait>(
        &self,
        conn: &C,
        after: &str,
        limit: u32,
    ) -> Result<ProposedPage, StoreError> {
        let debtors = customers::page(conn, self.open, self.day, after, limit).await?;
        let full = u32::try_from(debtors.len()).is_ok_and(|found| found == limit);
        let next = debtors.last().filter(|_| full).map(|debtor| debtor.key.clone());
        if debtors.is_empty() {
            return Ok(ProposedPage { customers: Vec::new(), next });
        }
        let mut found = self.found(conn, &debtors).await?;
        let customers =
            debtors.into_iter().filter_map(|debtor| self.proposed(debtor, &mut found)).collect();
        Ok(ProposedPage { customers, next })
    }

    async fn found<C: ConnectionTrait>(
        &self,
        conn: &C,
        debtors: &[Debtor],
    ) -> Result<PageFacts, StoreError> {
        let ids: Vec<Uuid> = debtors.iter().map(|debtor| debtor.id).collect();
        let parties: Vec<Uuid> = debtors.iter().map(|debtor| debtor.party).collect();
        let customers: Vec<CustomerId> = ids.iter().copied().map(Into::into).collect();
        let lines = lines::of(conn, self.open, self.day, &ids).await?;
        let mut credits: HashMap<Uuid, Vec<CreditFact>> = HashMap::new();
        for credit in allocation::open_credits(conn, &customers, self.day).await? {
            credits.entry(credit.customer.0).or_default().push(CreditFact {
                kind: credit.kind,
                id: credit.id,
                currency: credit.currency,
                reference: credit.reference,
                day: credit.day,
                amount: credit.amount,
            });
        }
        Ok(PageFacts {
            standings: Standings::of(conn, self.day, &ids).await?,
            holds: standing::holds(conn, self.clock(), &ids).await?,
            reach: reach::of(conn, &self.fingerprints, &parties).await?,
            bounced: standing::unseen_bounces(conn, self.day, &ids).await?,
            credits,
            lines,
        })
    }

    /// What the day does to one customer; nothing when all its lines turn out to be settled.
    fn proposed(&self, debtor: Debtor, found: &mut PageFacts) -> Option<Proposed> {
        let lines = found.lines.remove(&debtor.id)?;
        let holds = found.holds.remove(&debtor.id).unwrap_or_default();
        let Found { reach, zone, email_language, phone_language } =
            found.reach.get(&debtor.party).copied().unwrap_or_default();
        let mut numbers = Vec::with_capacity(lines.len());
        let mut facts = Vec::with_capacity(lines.len());
        for line in lines {
            facts.push(LineFacts {
                id: line.id.into(),
                invoice: line.invoice.into(),
                currency: line.currency,
                due_on: line.due_on,
                residual: line.residual,
                held: held(&holds, line.id.into(), self.day),
                standing: found.standings.standing.get(&line.id).copied().unwrap_or_default(),
                open: found.standings.open.get(&line.id).copied(),
                bounced: found.bounced.contains(&line.id),
            });
            numbers.push((line.number, line.cycle));
        }
        let facts = CustomerFacts {
            reminders_off: debtor.reminders_off,
            restricted: debtor.restricted,
            reach,
            lines: facts,
            credits: found.credits.remove(&debtor.id).unwrap_or_default(),
        };
        let proposals = propose(&facts, self.procedure(debtor.procedure), self.day);
        Some(Proposed {
            customer: debtor.id,
            party: debtor.party,
            reference: debtor.reference,
            legal_class: debtor.legal_class,
            language: debtor.language,
            email_language,
            phone_language,
            zone: zone.unwrap_or_else(|| self.firm.zone()),
            procedure: debtor.procedure,
            facts,
            numbers,
            proposals,
        })
    }
}
