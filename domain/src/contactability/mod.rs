//! **May I contact this person, on this channel, for this purpose, now?** One pure rule, one answer.
//!
//! What forbids every contact comes first (erased, restricted, no address that works, a wrong one),
//! then what the person said, then the ground that the law asks for, then silence and disputes, and
//! last the hour of a call: only that has a next lawful moment.

mod address;
mod answer;
mod calling;
mod channel;
mod facts;
mod ground;
mod record;
mod rule;

use chrono::{DateTime, Months, Utc};

use self::calling::{CallRule, Calling};
use crate::consent::{self, ConsentRecord, Decision};
use crate::purpose::{LegalGround, Purpose};

pub use address::{AddressNature, is_at_work};
pub use answer::{Answer, Evidence, Reason, UnknownReason};
pub use channel::{ContactChannel, UnknownContactChannel};
pub use facts::{Facts, OpenHold, Reach, Relation};
pub use record::{ContactRuleFault, FigureUnit, UnknownFigureUnit};
pub use rule::{ContactRule, ContactRuleKind, ContactRules, Figure, UnknownContactRule};

/// Marketing by mail and by short message.
const BY_MAIL: &str = "L34-5 CPCE";
/// Calls to sell to a consumer.
const BY_PHONE: &str = "L223-1 C. conso.";
/// Hours, days and number of calls to a consumer.
const CALL_HOURS: &str = "D223-9 C. conso.";
/// No article: a rule that the firm gives itself.
const HOUSE_RULE: &str = "house rule";

/// The answer of the law, and of the house where it is stricter.
#[must_use]
pub fn may_contact(
    rules: &ContactRules,
    facts: &Facts,
    purpose: &Purpose,
    channel: ContactChannel,
    at: DateTime<Utc>,
) -> Answer {
    let said = consent::current(&facts.consents, facts.subject, purpose, channel, at);
    if let Some(no) = barred(facts, purpose, channel, said, at) {
        return no;
    }
    if facts.subject.party.is_none() && said.is_none() {
        // No contract and no interest binds the firm to somebody whom it does not know.
        return Answer::new(Reason::UnknownPerson, "GDPR 6(1)");
    }
    if !purpose.marketing && purpose.ground != LegalGround::Consent {
        return transactional(purpose, said);
    }
    if let Some(no) = said.and_then(|said| refusal(said, purpose, channel)) {
        return no;
    }
    let yes = match said {
        Some(given) if given.decision == Decision::Given => {
            let article = ground::article(purpose, channel);
            Answer::new(Reason::ConsentGiven, article).shown_by(shown(given))
        }
        _ => ground::carries(rules, facts, purpose, channel, at),
    };
    let expired = said.filter(|said| said.decision == Decision::Expired);
    if let (Reason::NoConsent, Some(expired)) = (yes.reason, expired) {
        return Answer { reason: Reason::ConsentExpired, ..yes }.shown_by(shown(expired));
    }
    if !yes.allowed() {
        return yes;
    }
    retention_over(rules, facts, purpose, said, at)
        .or_else(|| disputed(facts, purpose))
        .or_else(|| untimely(rules, facts, channel, at))
        .unwrap_or_else(|| as_sure_as_the_hours(rules, facts, channel, at, yes))
}

fn shown(record: &ConsentRecord) -> Evidence {
    Evidence::Consent { id: record.id, at: record.effective_at }
}

/// What forbids the contact whatever the person decided.
fn barred(
    facts: &Facts,
    purpose: &Purpose,
    channel: ContactChannel,
    said: Option<&ConsentRecord>,
    at: DateTime<Utc>,
) -> Option<Answer> {
    let since =
        |reason, article, at| Some(Answer::new(reason, article).shown_by(Evidence::Since { at }));
    if let Some(deleted) = facts.deleted_at {
        return since(Reason::PartyDeleted, "GDPR 17", deleted);
    }
    if let Some(restricted) = facts.restricted_at {
        return since(Reason::PartyRestricted, "GDPR 18", restricted);
    }
    match facts.reach {
        Reach::Works => {}
        Reach::Invalid(found) => return since(Reason::ContactPointInvalid, "GDPR 5(1)(d)", found),
        Reach::Missing => return Some(Answer::new(Reason::NoContactPoint, HOUSE_RULE)),
    }
    if let Some(no) = suppressed(facts, purpose, said, at) {
        return Some(no);
    }
    if !purpose.active {
        return Some(Answer::new(Reason::PurposeInactive, "GDPR 5(1)(b)"));
    }
    if !purpose.channels.contains(&channel) {
        return Some(Answer::new(Reason::ChannelNotOfPurpose, "GDPR 5(1)(b)"));
    }
    None
}

/// A suppression that stands: a wrong address stops everything, the others marketing. The person's own no
/// to the purpose is over when the same person consented to it since, here or at all of its addresses;
/// nothing else is.
/// Where the person's own no is known, that is the better answer.
fn suppressed(
    facts: &Facts,
    purpose: &Purpose,
    said: Option<&ConsentRecord>,
    at: DateTime<Utc>,
) -> Option<Answer> {
    let given_here = |said: &&ConsentRecord| {
        said.decision == Decision::Given
            && (said.point.is_none() || said.point == facts.subject.point)
    };
    let given_at = said.filter(given_here).map(|said| said.effective_at);
    let own_no = said.is_some_and(|said| said.decision.is_negative());
    let found = facts
        .suppressions
        .iter()
        .filter(|one| one.at <= at && one.binds(purpose))
        .filter(|one| !(own_no && one.reason.is_the_persons_own()))
        .find(|one| !given_at.is_some_and(|given| one.is_taken_back(purpose.id, given)))?;
    let answer = Answer::new(Reason::Suppressed, found.reason.article());
    Some(answer.shown_by(Evidence::Suppression { id: found.id }))
}

/// What is no marketing needs no consent; an objection counts where it rests on an interest.
fn transactional(purpose: &Purpose, said: Option<&ConsentRecord>) -> Answer {
    let article = match purpose.ground {
        LegalGround::LegalObligation => "GDPR 6(1)(c)",
        LegalGround::LegitimateInterest => {
            if let Some(no) = said.filter(|said| said.decision == Decision::Objected) {
                return Answer::new(Reason::Objected, "GDPR 21(1)").shown_by(shown(no));
            }
            "GDPR 6(1)(f)"
        }
        LegalGround::Contract | LegalGround::Consent | LegalGround::SoftOptIn => "GDPR 6(1)(b)",
    };
    Answer::new(Reason::NotMarketing, article)
        .shown_by(Evidence::Ground { code: purpose.ground.code() })
}

/// What the person said no to.
fn refusal(said: &ConsentRecord, purpose: &Purpose, channel: ContactChannel) -> Option<Answer> {
    let (reason, article) = match said.decision {
        Decision::Objected => (Reason::Objected, "GDPR 21(2)"),
        Decision::Withdrawn => (Reason::ConsentWithdrawn, "GDPR 7(3)"),
        Decision::Refused => (Reason::ConsentRefused, ground::article(purpose, channel)),
        Decision::Given | Decision::Informed | Decision::Expired => return None,
    };
    Some(Answer::new(reason, article).shown_by(shown(said)))
}

/// Marketing to a person who has been silent for longer than the CNIL's recommendation.
fn retention_over(
    rules: &ContactRules,
    facts: &Facts,
    purpose: &Purpose,
    said: Option<&ConsentRecord>,
    at: DateTime<Utc>,
) -> Option<Answer> {
    if !purpose.marketing || facts.nature == AddressNature::Generic {
        return None;
    }
    let purchased = facts.relation.and_then(|relation| relation.purchased_on);
    let last = [
        facts.relation.map(|relation| relation.collected_at),
        facts.relation.and_then(|relation| relation.last_contact_at),
        purchased.and_then(|day| day.and_hms_opt(0, 0, 0)).map(|purchased| purchased.and_utc()),
        said.map(|said| said.effective_at),
    ];
    let last = last.into_iter().flatten().filter(|last| *last <= at).max()?;
    let article = "GDPR 5(1)(e)";
    let Some(months) = rules.on(ContactRuleKind::MarketingRetention, at.date_naive()) else {
        return Some(Answer::new(Reason::RuleMissing, article).confirmed(false));
    };
    let until = last.checked_add_months(Months::new(months.value))?;
    (at > until).then(|| {
        Answer::new(Reason::RetentionOver, article)
            .shown_by(Evidence::Since { at: last })
            .confirmed(months.confirmed)
    })
}

/// A dispute and a promotion do not go together.
fn disputed(facts: &Facts, purpose: &Purpose) -> Option<Answer> {
    let hold = facts.hold.filter(|_| purpose.marketing)?;
    Some(Answer::new(Reason::HoldOpen, HOUSE_RULE).shown_by(Evidence::Hold { id: hold.id }))
}

/// The hour, the day and the number of calls, where they count: a consumer who is called.
fn untimely(
    rules: &ContactRules,
    facts: &Facts,
    channel: ContactChannel,
    at: DateTime<Utc>,
) -> Option<Answer> {
    if channel != ContactChannel::Phone || is_at_work(facts.class) {
        return None;
    }
    let day = at.with_timezone(&facts.clock).date_naive();
    let Some(rule) = CallRule::on(rules, day) else {
        return Some(Answer::new(Reason::RuleMissing, CALL_HOURS).confirmed(false));
    };
    let calling = Calling { rule, clock: facts.clock, zone: facts.zone, calls: &facts.calls };
    let reason = calling.forbids(at)?;
    let evidence = calling.shows(reason, at);
    let next_lawful_at = calling.next(at);
    let answer = Answer::new(reason, CALL_HOURS).confirmed(rule.confirmed);
    Some(Answer { evidence, next_lawful_at, ..answer })
}

/// A lawful call is as sure as the hours within which it falls.
fn as_sure_as_the_hours(
    rules: &ContactRules,
    facts: &Facts,
    channel: ContactChannel,
    at: DateTime<Utc>,
    yes: Answer,
) -> Answer {
    if channel != ContactChannel::Phone || is_at_work(facts.class) {
        return yes;
    }
    let day = at.with_timezone(&facts.clock).date_naive();
    yes.confirmed(CallRule::on(rules, day).is_some_and(|rule| rule.confirmed))
}

#[cfg(test)]
mod tests;
