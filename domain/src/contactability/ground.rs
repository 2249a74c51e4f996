//! The ground that carries a contact to which the person did not consent, and did not say no.

use chrono::{DateTime, Utc};

use super::answer::{Answer, Evidence, Reason};
use super::rule::{ContactRuleKind, ContactRules};
use super::{AddressNature, BY_MAIL, BY_PHONE, ContactChannel, Facts, is_at_work};
use crate::consent;
use crate::customer::LegalClass;
use crate::purpose::{LegalGround, OPENING_MEASURE, Purpose};

/// The article by which consent is asked: of the measure of reading, else of the channel.
pub(super) fn article(purpose: &Purpose, channel: ContactChannel) -> &'static str {
    if purpose.code.as_str() == OPENING_MEASURE {
        return "art. 82 loi 78-17, CNIL 2026-042";
    }
    match channel {
        ContactChannel::Email | ContactChannel::Sms => BY_MAIL,
        ContactChannel::Phone => BY_PHONE,
        ContactChannel::Post => "GDPR 6(1)(a)",
    }
}

/// Whether something else than consent carries the contact, and what.
pub(super) fn carries(
    rules: &ContactRules,
    facts: &Facts,
    purpose: &Purpose,
    channel: ContactChannel,
    at: DateTime<Utc>,
) -> Answer {
    if purpose.ground == LegalGround::Consent || purpose.code.as_str() == OPENING_MEASURE {
        return Answer::new(Reason::NoConsent, article(purpose, channel));
    }
    // The law of the person's own country is not known here: the strict way, and not sure.
    let sure = facts.class != LegalClass::Foreign;
    match channel {
        ContactChannel::Email | ContactChannel::Sms => written(facts, purpose, channel, at),
        ContactChannel::Phone => called(rules, facts, at),
        ContactChannel::Post => {
            interest(Reason::LegitimateInterest, "GDPR 6(1)(f)").confirmed(false)
        }
    }
    .confirmed(sure)
}

fn interest(reason: Reason, article: &'static str) -> Answer {
    let code = LegalGround::LegitimateInterest.code();
    Answer::new(reason, article).shown_by(Evidence::Ground { code })
}

/// L34-5 CPCE.
fn written(facts: &Facts, purpose: &Purpose, channel: ContactChannel, at: DateTime<Utc>) -> Answer {
    match facts.nature {
        AddressNature::Generic => return interest(Reason::GenericAddress, BY_MAIL),
        AddressNature::Professional => return interest(Reason::ProfessionalAddress, BY_MAIL),
        AddressNature::Personal => {}
    }
    let purchase = facts.relation.and_then(|relation| relation.purchased_on);
    let bought = purchase.filter(|day| *day <= at.with_timezone(&facts.clock).date_naive());
    let Some(purchased_on) = bought.filter(|_| purpose.ground == LegalGround::SoftOptIn) else {
        return Answer::new(Reason::NoConsent, BY_MAIL);
    };
    match consent::informed(&facts.consents, facts.subject, purpose, channel, at) {
        Some(record) => Answer::new(Reason::ExistingCustomer, BY_MAIL)
            .shown_by(Evidence::Relation { purchased_on, informed: record.id }),
        None => Answer::new(Reason::NotInformed, BY_MAIL),
    }
}

/// L223-1 C. conso. for consumers; an interest that ends with an objection for people at work.
fn called(rules: &ContactRules, facts: &Facts, at: DateTime<Utc>) -> Answer {
    if is_at_work(facts.class) {
        let sure = facts.class != LegalClass::NonProfessionalBody;
        return interest(Reason::ProfessionalAddress, "GDPR 6(1)(f)").confirmed(sure);
    }
    let day = at.with_timezone(&facts.clock).date_naive();
    let needed = rules.on(ContactRuleKind::CallNeedsConsent, day);
    let Some(needed) = needed else {
        return Answer::new(Reason::RuleMissing, BY_PHONE).confirmed(false);
    };
    if facts.relation.is_some_and(|relation| relation.running_contract) {
        let code = LegalGround::Contract.code();
        return Answer::new(Reason::RunningContract, BY_PHONE)
            .shown_by(Evidence::Ground { code })
            .confirmed(needed.confirmed);
    }
    let reason =
        if needed.value == 0 { Reason::OppositionListUnchecked } else { Reason::NoConsent };
    Answer::new(reason, BY_PHONE).confirmed(needed.confirmed)
}
