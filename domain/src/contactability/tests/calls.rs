//! Calls: to consumers to sell, within the hours and the numbers, and to people at work.

use super::*;
use CallOutcome::{Answered, NoAnswer};
use ContactChannel::Phone;
use Decision::{Given, Objected, Withdrawn};

const CONSUMERS: &str = "L223-1 C. conso.";
const HOURS: &str = "D223-9 C. conso.";

fn consenting() -> Facts {
    consumer().decided(Given, Some(&phone_offers()), Some(Phone), "2026-02-01")
}

fn under_contract() -> Facts {
    let mut facts = consumer();
    facts.relation.as_mut().unwrap().running_contract = true;
    facts
}

fn in_zone(mut facts: Facts, department: &str) -> Facts {
    facts.zone = department.parse().unwrap();
    facts
}

#[rustfmt::skip]
pub(super) fn cases() -> Vec<Case<'static>> {
    let often = || consenting().called(NoAnswer, &["2026-11-02T10:00:00Z", "2026-11-09T10:00:00Z", "2026-11-16T10:00:00Z", "2026-11-23T10:00:00Z"]);
    let refused = || consenting().called(CallOutcome::Refused, &["2026-11-02T10:00:00Z"]);
    vec![
        // Prior consent, since 11 August 2026.
        ("a consumer of whom nothing is known", consumer(), phone_offers(), Phone, TUESDAY, Reason::NoConsent, CONSUMERS),
        ("who consented", consenting(), phone_offers(), Phone, TUESDAY, Reason::ConsentGiven, CONSUMERS),
        ("who took it back", consenting().decided(Withdrawn, Some(&phone_offers()), Some(Phone), "2026-03-01"), phone_offers(), Phone, TUESDAY, Reason::ConsentWithdrawn, "GDPR 7(3)"),
        ("who objected to everything", consenting().decided(Objected, None, None, "2026-03-01"), phone_offers(), Phone, TUESDAY, Reason::Objected, "GDPR 21(2)"),
        ("within a running contract", under_contract(), phone_offers(), Phone, TUESDAY, Reason::RunningContract, CONSUMERS),
        ("the first day of the new law", consumer(), phone_offers(), Phone, "2026-08-11T09:00:00Z", Reason::NoConsent, CONSUMERS),
        ("the last day of the old one", consumer(), phone_offers(), Phone, "2026-08-10T09:00:00Z", Reason::OppositionListUnchecked, CONSUMERS),
        ("before, within a contract", under_contract(), phone_offers(), Phone, "2026-08-10T09:00:00Z", Reason::RunningContract, CONSUMERS),
        ("before, with consent", consenting(), phone_offers(), Phone, "2026-08-10T09:00:00Z", Reason::ConsentGiven, CONSUMERS),
        ("a day for which nobody knows the law", consumer(), phone_offers(), Phone, "2022-08-10T09:00:00Z", Reason::RuleMissing, CONSUMERS),
        ("an unknown class is a consumer's", person(LegalClass::Unknown), phone_offers(), Phone, TUESDAY, Reason::NoConsent, CONSUMERS),
        // Hours.
        ("at ten", consenting(), phone_offers(), Phone, "2026-11-24T09:00:00Z", Reason::ConsentGiven, CONSUMERS),
        ("just before ten", consenting(), phone_offers(), Phone, "2026-11-24T08:59:59Z", Reason::OutsideCallingHours, HOURS),
        ("just before one", consenting(), phone_offers(), Phone, "2026-11-24T11:59:59Z", Reason::ConsentGiven, CONSUMERS),
        ("at one", consenting(), phone_offers(), Phone, "2026-11-24T12:00:00Z", Reason::OutsideCallingHours, HOURS),
        ("at two", consenting(), phone_offers(), Phone, "2026-11-24T13:00:00Z", Reason::ConsentGiven, CONSUMERS),
        ("just before eight", consenting(), phone_offers(), Phone, "2026-11-24T18:59:59Z", Reason::ConsentGiven, CONSUMERS),
        ("at eight", consenting(), phone_offers(), Phone, "2026-11-24T19:00:00Z", Reason::OutsideCallingHours, HOURS),
        ("at ten in summer", consenting(), phone_offers(), Phone, "2026-09-01T08:00:00Z", Reason::ConsentGiven, CONSUMERS),
        ("the hours hold within a contract too", under_contract(), phone_offers(), Phone, "2026-11-24T19:00:00Z", Reason::OutsideCallingHours, HOURS),
        // Days.
        ("on a Saturday", consenting(), phone_offers(), Phone, "2026-11-28T10:00:00Z", Reason::NotACallingDay, HOURS),
        ("on a Sunday", consenting(), phone_offers(), Phone, "2026-11-29T10:00:00Z", Reason::NotACallingDay, HOURS),
        ("on Armistice Day", consenting(), phone_offers(), Phone, "2026-11-11T10:00:00Z", Reason::NotACallingDay, HOURS),
        ("on Good Friday in Paris", consenting(), phone_offers(), Phone, "2027-03-26T10:00:00Z", Reason::ConsentGiven, CONSUMERS),
        ("on Good Friday in Colmar", in_zone(consenting(), "68"), phone_offers(), Phone, "2027-03-26T10:00:00Z", Reason::NotACallingDay, HOURS),
        // How often.
        ("a fifth call within thirty days", often(), phone_offers(), Phone, "2026-11-24T10:00:00Z", Reason::TooManyCalls, HOURS),
        ("on the thirtieth day", often(), phone_offers(), Phone, "2026-12-02T10:00:00Z", Reason::ConsentGiven, CONSUMERS),
        ("a fourth call", consenting().called(Answered, &["2026-11-02T10:00:00Z", "2026-11-09T10:00:00Z", "2026-11-16T10:00:00Z"]), phone_offers(), Phone, TUESDAY, Reason::ConsentGiven, CONSUMERS),
        ("three weeks after a refusal", refused(), phone_offers(), Phone, TUESDAY, Reason::RefusedRecently, HOURS),
        ("on the sixtieth day after it", refused(), phone_offers(), Phone, "2027-01-01T10:00:00Z", Reason::RefusedRecently, HOURS),
        ("on the first working day after", refused(), phone_offers(), Phone, "2027-01-04T10:00:00Z", Reason::ConsentGiven, CONSUMERS),
        // At work, and what is no selling.
        ("a person at work, late", company(), phone_offers(), Phone, "2026-11-24T19:30:00Z", Reason::ProfessionalAddress, "GDPR 6(1)(f)"),
        ("a person at work who objected", company().decided(Objected, Some(&phone_offers()), Some(Phone), "2026-03-01"), phone_offers(), Phone, TUESDAY, Reason::Objected, "GDPR 21(2)"),
        ("a reminder by telephone", consumer(), Purpose::debt_reminder(), Phone, "2026-11-28T10:00:00Z", Reason::NotMarketing, "GDPR 6(1)(b)"),
    ]
}

#[test]
fn calls_are_lawful_as_the_articles_say() {
    check(cases());
}

#[test]
fn the_next_lawful_moment_is_told_when_only_the_moment_is_wrong() {
    let refused = consenting().called(CallOutcome::Refused, &["2026-11-02T10:00:00Z"]);
    let often = [
        "2026-11-02T10:00:00Z",
        "2026-11-09T10:00:00Z",
        "2026-11-16T10:00:00Z",
        "2026-11-23T10:00:00Z",
    ];
    for (facts, asked, next, why) in [
        (consenting(), "2026-11-24T05:00:00Z", Some("2026-11-24T09:00:00Z"), "early: at ten"),
        (consenting(), "2026-11-24T12:30:00Z", Some("2026-11-24T13:00:00Z"), "lunch: at two"),
        (consenting(), "2026-11-24T19:00:00Z", Some("2026-11-25T09:00:00Z"), "late: tomorrow"),
        (consenting(), "2026-11-27T19:00:00Z", Some("2026-11-30T09:00:00Z"), "Friday: Monday"),
        (consenting(), "2026-12-24T19:30:00Z", Some("2026-12-28T09:00:00Z"), "over Christmas"),
        (
            in_zone(consenting(), "57"),
            "2027-03-25T20:00:00Z",
            Some("2027-03-30T08:00:00Z"),
            "Good Friday to Easter Monday, into summer time",
        ),
        (refused, TUESDAY, Some("2027-01-04T09:00:00Z"), "sixty days, New Year, a weekend"),
        (
            consenting().called(NoAnswer, &often),
            TUESDAY,
            Some("2026-12-02T09:00:00Z"),
            "thirty days",
        ),
        (consumer(), "2026-11-24T05:00:00Z", None, "no moment makes it lawful"),
        (consenting(), TUESDAY, None, "it is lawful"),
    ] {
        let answer = may_contact(&rules(), &facts, &phone_offers(), Phone, at(asked));
        assert_eq!(answer.next_lawful_at, next.map(at), "{why}");
        if let Some(next) = next {
            let then = may_contact(&rules(), &facts, &phone_offers(), Phone, at(next));
            assert!(then.allowed(), "{why}: {:?}", then.reason);
        }
    }
}

#[test]
fn hours_are_those_of_where_the_person_is() {
    let mut facts = in_zone(consenting(), "974");
    facts.clock = chrono_tz::Tz::Indian__Reunion;
    let answer = |instant| may_contact(&rules(), &facts, &phone_offers(), Phone, at(instant));
    assert_eq!(answer("2026-11-24T06:00:00Z").reason, Reason::ConsentGiven, "ten there");
    assert_eq!(answer("2026-11-24T17:00:00Z").reason, Reason::OutsideCallingHours, "nine there");
    let abolition = answer("2027-12-20T08:00:00Z");
    assert_eq!(abolition.reason, Reason::NotACallingDay);
}

#[test]
fn what_was_not_read_in_a_published_source_is_marked() {
    let answer = |facts: &Facts, instant| {
        may_contact(&rules(), facts, &phone_offers(), Phone, at(instant)).confirmed
    };
    assert!(!answer(&consumer(), "2026-08-10T09:00:00Z"), "the former law");
    assert!(answer(&consumer(), TUESDAY), "consent is needed");
    assert!(!answer(&consenting(), TUESDAY), "the hours after August 2026");
    assert!(answer(&consenting(), "2026-08-10T09:00:00Z"), "the hours before");
}
