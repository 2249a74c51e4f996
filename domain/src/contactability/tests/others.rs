//! What binds every contact, and what binds the contacts that are no marketing.

use super::*;
use ContactChannel::{Email, Post};
use Decision::Objected;

fn restricted(mut facts: Facts) -> Facts {
    facts.restricted_at = Some(at("2026-05-01T00:00:00Z"));
    facts
}

fn deleted(mut facts: Facts) -> Facts {
    facts.deleted_at = Some(at("2026-05-01T00:00:00Z"));
    facts
}

fn reached(mut facts: Facts, reach: Reach) -> Facts {
    facts.reach = reach;
    facts
}

fn nobody() -> Facts {
    Facts::of_nobody("75".parse().unwrap(), chrono_tz::Tz::Europe__Paris)
}

#[rustfmt::skip]
pub(super) fn cases() -> Vec<Case<'static>> {
    let reminder = Purpose::debt_reminder;
    let service = || purpose(8, "service_notice", LegalGround::Contract, false);
    let recall = || purpose(10, "recall", LegalGround::LegalObligation, false);
    let survey = || purpose(11, "survey", LegalGround::LegitimateInterest, false);
    let invalid = Reach::Invalid(at("2026-05-01T00:00:00Z"));
    let objected = |facts: Facts| facts.decided(Objected, None, None, "2026-02-01");
    vec![
        ("a reminder to a consumer", consumer(), reminder(), Email, TUESDAY, Reason::NotMarketing, "GDPR 6(1)(b)"),
        ("a reminder to who objected to all marketing", objected(consumer()), reminder(), Email, TUESDAY, Reason::NotMarketing, "GDPR 6(1)(b)"),
        ("a reminder on a Sunday", consumer(), reminder(), Email, "2026-11-29T10:00:00Z", Reason::NotMarketing, "GDPR 6(1)(b)"),
        ("a reminder while something is disputed", consumer().holding(), reminder(), Email, TUESDAY, Reason::NotMarketing, "GDPR 6(1)(b)"),
        ("a reminder to who was silent for ten years", consumer(), reminder(), Email, "2036-11-24T10:00:00Z", Reason::NotMarketing, "GDPR 6(1)(b)"),
        ("a reminder by letter", company(), reminder(), Post, TUESDAY, Reason::NotMarketing, "GDPR 6(1)(b)"),
        ("a reminder to whose use is restricted", restricted(consumer()), reminder(), Email, TUESDAY, Reason::PartyRestricted, "GDPR 18"),
        ("a letter to whose use is restricted", restricted(company()), reminder(), Post, TUESDAY, Reason::PartyRestricted, "GDPR 18"),
        ("a reminder to who was erased", deleted(consumer()), reminder(), Email, TUESDAY, Reason::PartyDeleted, "GDPR 17"),
        ("erased comes before restricted", restricted(deleted(consumer())), reminder(), Email, TUESDAY, Reason::PartyDeleted, "GDPR 17"),
        ("a reminder to an address that does not work", reached(consumer(), invalid), reminder(), Email, TUESDAY, Reason::ContactPointInvalid, "GDPR 5(1)(d)"),
        ("a reminder to no address", reached(consumer(), Reach::Missing), reminder(), Email, TUESDAY, Reason::NoContactPoint, "house rule"),
        ("a reminder to a wrong address", consumer().suppressed(SuppressionReason::WrongAddress, None, "2026-02-01"), reminder(), Email, TUESDAY, Reason::Suppressed, "GDPR 5(1)(d)"),
        ("a reminder to an address that objected", consumer().suppressed(SuppressionReason::Objection, None, "2026-02-01"), reminder(), Email, TUESDAY, Reason::NotMarketing, "GDPR 6(1)(b)"),
        ("a reminder to who was erased once and bought again", consumer().suppressed(SuppressionReason::Erasure, None, "2026-02-01"), reminder(), Email, TUESDAY, Reason::NotMarketing, "GDPR 6(1)(b)"),
        ("a service notice", consumer(), service(), Email, TUESDAY, Reason::NotMarketing, "GDPR 6(1)(b)"),
        ("a recall of products", objected(consumer()), recall(), Email, TUESDAY, Reason::NotMarketing, "GDPR 6(1)(c)"),
        ("a survey of quality", consumer(), survey(), Email, TUESDAY, Reason::NotMarketing, "GDPR 6(1)(f)"),
        ("a survey to who objected to it", consumer().decided(Objected, Some(&survey()), None, "2026-02-01"), survey(), Email, TUESDAY, Reason::Objected, "GDPR 21(1)"),
        ("marketing to whose use is restricted", restricted(company()), newsletter(), Email, TUESDAY, Reason::PartyRestricted, "GDPR 18"),
        ("marketing to an address that does not work", reached(company(), invalid), newsletter(), Email, TUESDAY, Reason::ContactPointInvalid, "GDPR 5(1)(d)"),
        ("marketing to nobody of the file", nobody(), newsletter(), Email, TUESDAY, Reason::UnknownPerson, "GDPR 6(1)"),
        ("a reminder to nobody of the file", nobody(), reminder(), Email, TUESDAY, Reason::UnknownPerson, "GDPR 6(1)"),
        ("a suppressed address of nobody", nobody().suppressed(SuppressionReason::Erasure, None, "2026-02-01"), newsletter(), Email, TUESDAY, Reason::Suppressed, "GDPR 17"),
    ]
}

#[test]
fn every_contact_is_lawful_as_the_articles_say() {
    check(cases());
}

#[test]
fn every_reason_has_a_code_that_reads_back() {
    for reason in Reason::ALL {
        assert_eq!(reason.code().parse(), Ok(*reason));
        assert_eq!(serde_json::to_value(reason).unwrap(), reason.code());
    }
}
