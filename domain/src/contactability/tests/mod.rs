//! The rule as a table of cases, each with its article.

mod calls;
mod marketing;
mod others;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::*;
use crate::call::{CallOutcome, CallRecord, CallSource};
use crate::consent::Subject;
use crate::customer::LegalClass;
use crate::id::{CallId, ConsentId, ContactPointId, HoldId, PartyId, PurposeId, SuppressionId};
use crate::rate::Confirmation;
use crate::suppression::{Suppression, SuppressionReason};

/// A Tuesday, 11:00 in Paris.
const TUESDAY: &str = "2026-11-24T10:00:00Z";

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The figures as the first schema loads them.
pub(super) fn rules() -> ContactRules {
    use ContactRuleKind::{
        CallAfternoonFrom, CallAfternoonUntil, CallMorningFrom, CallMorningUntil, CallMost,
        CallNeedsConsent, CallPeriod, CallRest, MarketingRetention,
    };
    let row = |(kind, valid_from, value, confirmed): (ContactRuleKind, &str, u32, Confirmation)| {
        let valid_from = valid_from.parse().unwrap();
        ContactRule { kind, valid_from, value, source: "test".into(), confirmed }
    };
    let mut rows = vec![
        (CallNeedsConsent, "2023-03-01", 0, Confirmation::Unconfirmed),
        (CallNeedsConsent, "2026-08-11", 1, Confirmation::Confirmed),
        (MarketingRetention, "2021-09-23", 36, Confirmation::Confirmed),
    ];
    for (kind, value) in [
        (CallMorningFrom, 600),
        (CallMorningUntil, 780),
        (CallAfternoonFrom, 840),
        (CallAfternoonUntil, 1_200),
        (CallMost, 4),
        (CallPeriod, 30),
        (CallRest, 60),
    ] {
        rows.push((kind, "2023-03-01", value, Confirmation::Confirmed));
        rows.push((kind, "2026-08-11", value, Confirmation::Unconfirmed));
    }
    ContactRules::new(rows.into_iter().map(row))
}

fn purpose(number: u128, code: &str, ground: LegalGround, marketing: bool) -> Purpose {
    Purpose {
        id: PurposeId(Uuid::from_u128(number)),
        code: code.parse().unwrap(),
        ground,
        channels: ContactChannel::ALL.to_vec(),
        marketing,
        active: true,
    }
}

fn newsletter() -> Purpose {
    purpose(1, "newsletter", LegalGround::SoftOptIn, true)
}

fn events() -> Purpose {
    purpose(3, "events", LegalGround::LegitimateInterest, true)
}

fn phone_offers() -> Purpose {
    purpose(4, "phone_offers", LegalGround::LegitimateInterest, true)
}

fn opening_measure() -> Purpose {
    purpose(5, "opening_measure", LegalGround::Consent, true)
}

const PARTY: PartyId = PartyId(Uuid::from_u128(100));
const POINT: ContactPointId = ContactPointId(Uuid::from_u128(200));

/// A person of this class whose data were collected in January 2026.
fn person(class: LegalClass) -> Facts {
    Facts {
        subject: Subject { party: Some(PARTY), point: Some(POINT) },
        class,
        nature: AddressNature::of_class(class),
        relation: Some(Relation {
            collected_at: at("2026-01-15T09:00:00Z"),
            last_contact_at: None,
            purchased_on: None,
            running_contract: false,
        }),
        ..Facts::of_nobody("75".parse().unwrap(), chrono_tz::Tz::Europe__Paris)
    }
}

fn consumer() -> Facts {
    person(LegalClass::Consumer)
}

fn company() -> Facts {
    person(LegalClass::ProfessionalCompany)
}

impl Facts {
    /// With a decision on `purpose` by `channel`, at noon UTC of a day.
    fn decided(
        mut self,
        decision: Decision,
        purpose: Option<&Purpose>,
        channel: Option<ContactChannel>,
        day: &str,
    ) -> Self {
        let instant = at(&format!("{day}T12:00:00Z"));
        self.consents.push(ConsentRecord {
            id: ConsentId(Uuid::from_u128(1_000 + self.consents.len() as u128)),
            party: Some(PARTY),
            voice: None,
            point: Some(POINT),
            purpose: purpose.map(|purpose| purpose.id),
            channel,
            decision,
            effective_at: instant,
            recorded_at: instant,
        });
        self
    }

    fn customer_since(mut self, day: &str) -> Self {
        self.relation.as_mut().unwrap().purchased_on = Some(day.parse().unwrap());
        self
    }

    fn suppressed(
        mut self,
        reason: SuppressionReason,
        purpose: Option<PurposeId>,
        day: &str,
    ) -> Self {
        let id = SuppressionId(Uuid::from_u128(1));
        let suppressed = Suppression { id, reason, purpose, at: at(&format!("{day}T12:00:00Z")) };
        self.suppressions.push(suppressed);
        self
    }

    fn called(mut self, outcome: CallOutcome, instants: &[&str]) -> Self {
        for instant in instants {
            let id = CallId(Uuid::from_u128(self.calls.len() as u128));
            let source = CallSource::Call(id);
            self.calls.push(CallRecord { source, at: at(instant), outcome: Some(outcome) });
        }
        self
    }

    fn holding(mut self) -> Self {
        self.hold = Some(OpenHold { id: HoldId(Uuid::from_u128(7)) });
        self
    }
}

/// A line of the table: who, for what, by what, when; why, by which article.
type Case<'a> = (&'a str, Facts, Purpose, ContactChannel, &'a str, Reason, &'a str);

fn check(cases: Vec<Case<'_>>) {
    for (why, facts, purpose, channel, instant, reason, article) in cases {
        let answer = may_contact(&rules(), &facts, &purpose, channel, at(instant));
        assert_eq!((answer.reason, answer.article), (reason, article), "{why}");
        assert_eq!(answer.allowed(), reason.allows(), "{why}");
    }
}

/// How many cases the tables have is part of what is promised.
#[test]
fn the_tables_have_more_than_sixty_cases() {
    let count = marketing::cases().len() + calls::cases().len() + others::cases().len();
    assert!(count >= 60, "{count}");
}
