//! Marketing by mail, short message and letter.

use super::*;
use ContactChannel::{Email, Post, Sms};
use Decision::{Expired, Given, Informed, Objected, Refused, Withdrawn};
use LegalClass::{Foreign, NonProfessionalBody, ProfessionalPerson, PublicBody, Unknown};

fn generic(mut facts: Facts) -> Facts {
    facts.nature = AddressNature::Generic;
    facts
}

fn personal(mut facts: Facts) -> Facts {
    facts.nature = AddressNature::Personal;
    facts
}

/// With a decision about the newsletter by mail.
fn said(facts: Facts, decision: Decision, day: &str) -> Facts {
    facts.decided(decision, Some(&newsletter()), Some(Email), day)
}

fn silent_since(mut facts: Facts, instant: &str) -> Facts {
    facts.relation.as_mut().unwrap().collected_at = at(instant);
    facts
}

fn heard(mut facts: Facts, instant: &str) -> Facts {
    facts.relation.as_mut().unwrap().last_contact_at = Some(at(instant));
    facts
}

/// The last decision is not about the address.
fn at_all(mut facts: Facts) -> Facts {
    facts.consents.last_mut().unwrap().point = None;
    facts
}

#[rustfmt::skip]
pub(super) fn cases() -> Vec<Case<'static>> {
    let bought = || consumer().customer_since("2026-03-01");
    let offers = || purpose(2, "offers", LegalGround::SoftOptIn, true);
    let strict = || purpose(9, "partners", LegalGround::Consent, true);
    let closed = || Purpose { active: false, ..newsletter() };
    let by_post = || Purpose { channels: vec![Post], ..newsletter() };
    let suppressed = |facts: Facts, reason, day| facts.suppressed(reason, None, day);
    let of_purpose = |facts: Facts, reason| facts.suppressed(reason, Some(newsletter().id), "2026-02-01");
    vec![
        // Consumers: consent first.
        ("a consumer of whom nothing is known", consumer(), newsletter(), Email, TUESDAY, Reason::NoConsent, "L34-5 CPCE"),
        ("the same by short message", consumer(), newsletter(), Sms, TUESDAY, Reason::NoConsent, "L34-5 CPCE"),
        ("who consented", said(consumer(), Given, "2026-02-01"), newsletter(), Email, TUESDAY, Reason::ConsentGiven, "L34-5 CPCE"),
        ("who consented to mail, by short message", said(consumer(), Given, "2026-02-01"), newsletter(), Sms, TUESDAY, Reason::NoConsent, "L34-5 CPCE"),
        ("who consented to the newsletter, about offers", said(consumer(), Given, "2026-02-01"), offers(), Email, TUESDAY, Reason::NoConsent, "L34-5 CPCE"),
        ("who will consent only later", said(consumer(), Given, "2026-12-01"), newsletter(), Email, TUESDAY, Reason::NoConsent, "L34-5 CPCE"),
        ("who refused", said(consumer(), Refused, "2026-02-01"), newsletter(), Email, TUESDAY, Reason::ConsentRefused, "L34-5 CPCE"),
        ("who took it back", said(said(consumer(), Given, "2026-02-01"), Withdrawn, "2026-03-01"), newsletter(), Email, TUESDAY, Reason::ConsentWithdrawn, "GDPR 7(3)"),
        ("before taking it back", said(said(consumer(), Given, "2026-02-01"), Withdrawn, "2026-12-01"), newsletter(), Email, TUESDAY, Reason::ConsentGiven, "L34-5 CPCE"),
        ("who consented again", said(said(consumer(), Withdrawn, "2026-02-01"), Given, "2026-03-01"), newsletter(), Email, TUESDAY, Reason::ConsentGiven, "L34-5 CPCE"),
        ("whose consent ran out", said(said(consumer(), Given, "2026-02-01"), Expired, "2026-03-01"), newsletter(), Email, TUESDAY, Reason::ConsentExpired, "L34-5 CPCE"),
        ("who objected", said(consumer(), Objected, "2026-02-01"), newsletter(), Email, TUESDAY, Reason::Objected, "GDPR 21(2)"),
        ("who objected to all marketing", consumer().decided(Objected, None, None, "2026-02-01"), newsletter(), Email, TUESDAY, Reason::Objected, "GDPR 21(2)"),
        ("who objected to all marketing after consenting", said(consumer(), Given, "2026-02-01").decided(Objected, None, None, "2026-03-01"), newsletter(), Email, TUESDAY, Reason::Objected, "GDPR 21(2)"),
        ("who objected to all, about a letter", consumer().decided(Objected, None, None, "2026-02-01"), newsletter(), Post, TUESDAY, Reason::Objected, "GDPR 21(2)"),
        ("who objected by short message only, by mail", said(consumer(), Given, "2026-02-01").decided(Objected, Some(&newsletter()), Some(Sms), "2026-03-01"), newsletter(), Email, TUESDAY, Reason::ConsentGiven, "L34-5 CPCE"),
        // Existing customers.
        ("a customer who was told and did not refuse", said(bought(), Informed, "2026-03-01"), newsletter(), Email, TUESDAY, Reason::ExistingCustomer, "L34-5 CPCE"),
        ("a customer who was not told", bought(), newsletter(), Email, TUESDAY, Reason::NotInformed, "L34-5 CPCE"),
        ("a prospect who was told is no customer", said(consumer(), Informed, "2026-03-01"), newsletter(), Email, TUESDAY, Reason::NoConsent, "L34-5 CPCE"),
        ("a customer who was told and refused later", said(said(bought(), Informed, "2026-03-01"), Refused, "2026-04-01"), newsletter(), Email, TUESDAY, Reason::ConsentRefused, "L34-5 CPCE"),
        ("a customer who was told, for events", said(bought(), Informed, "2026-03-01"), events(), Email, TUESDAY, Reason::NoConsent, "L34-5 CPCE"),
        ("a customer who was told, for what needs consent", said(bought(), Informed, "2026-03-01"), strict(), Email, TUESDAY, Reason::NoConsent, "L34-5 CPCE"),
        ("a customer of tomorrow is none", said(consumer().customer_since("2026-11-25"), Informed, "2026-03-01"), newsletter(), Email, TUESDAY, Reason::NoConsent, "L34-5 CPCE"),
        // People at work, and addresses of nobody in particular.
        ("a person at a company", company(), newsletter(), Email, TUESDAY, Reason::ProfessionalAddress, "L34-5 CPCE"),
        ("the firm's contact address", generic(company()), newsletter(), Email, TUESDAY, Reason::GenericAddress, "L34-5 CPCE"),
        ("a town hall's front desk", generic(person(PublicBody)), events(), Email, TUESDAY, Reason::GenericAddress, "L34-5 CPCE"),
        ("a person at a town hall", person(PublicBody), events(), Email, TUESDAY, Reason::ProfessionalAddress, "L34-5 CPCE"),
        ("a sole trader at work", person(ProfessionalPerson), newsletter(), Email, TUESDAY, Reason::ProfessionalAddress, "L34-5 CPCE"),
        ("a sole trader's own mailbox", personal(person(ProfessionalPerson)), newsletter(), Email, TUESDAY, Reason::NoConsent, "L34-5 CPCE"),
        ("an association's mailbox", generic(person(NonProfessionalBody)), newsletter(), Email, TUESDAY, Reason::GenericAddress, "L34-5 CPCE"),
        ("its treasurer's own mailbox", personal(person(NonProfessionalBody)), newsletter(), Email, TUESDAY, Reason::NoConsent, "L34-5 CPCE"),
        ("a person at work who objected", said(company(), Objected, "2026-02-01"), newsletter(), Email, TUESDAY, Reason::Objected, "GDPR 21(2)"),
        ("a person at work who refused", said(company(), Refused, "2026-02-01"), newsletter(), Email, TUESDAY, Reason::ConsentRefused, "L34-5 CPCE"),
        ("a person at work whose consent ran out needs none", said(company(), Expired, "2026-02-01"), newsletter(), Email, TUESDAY, Reason::ProfessionalAddress, "L34-5 CPCE"),
        ("a person at work, for what needs consent", company(), strict(), Email, TUESDAY, Reason::NoConsent, "L34-5 CPCE"),
        ("a class that is not known is a consumer's", person(Unknown), newsletter(), Email, TUESDAY, Reason::NoConsent, "L34-5 CPCE"),
        ("so is one abroad", person(Foreign), newsletter(), Email, TUESDAY, Reason::NoConsent, "L34-5 CPCE"),
        // The measure of reading.
        ("measuring whether a person at work reads", company(), opening_measure(), Email, TUESDAY, Reason::NoConsent, "art. 82 loi 78-17, CNIL 2026-042"),
        ("measuring who consented to that", company().decided(Given, Some(&opening_measure()), Some(Email), "2026-08-01"), opening_measure(), Email, TUESDAY, Reason::ConsentGiven, "art. 82 loi 78-17, CNIL 2026-042"),
        ("consent to the newsletter is none to the measure", said(consumer(), Given, "2026-08-01"), opening_measure(), Email, TUESDAY, Reason::NoConsent, "art. 82 loi 78-17, CNIL 2026-042"),
        ("measuring after it was taken back", consumer().decided(Given, Some(&opening_measure()), Some(Email), "2026-08-01").decided(Withdrawn, Some(&opening_measure()), Some(Email), "2026-09-01"), opening_measure(), Email, TUESDAY, Reason::ConsentWithdrawn, "GDPR 7(3)"),
        // Letters.
        ("a letter to a consumer", consumer(), newsletter(), Post, TUESDAY, Reason::LegitimateInterest, "GDPR 6(1)(f)"),
        ("a letter to who refused letters", consumer().decided(Refused, Some(&newsletter()), Some(Post), "2026-02-01"), newsletter(), Post, TUESDAY, Reason::ConsentRefused, "GDPR 6(1)(a)"),
        ("a letter for what needs consent", consumer(), strict(), Post, TUESDAY, Reason::NoConsent, "GDPR 6(1)(a)"),
        // Silence.
        ("a consent of four years ago", silent_since(said(consumer(), Given, "2022-11-01"), "2022-10-01T00:00:00Z"), newsletter(), Email, TUESDAY, Reason::RetentionOver, "GDPR 5(1)(e)"),
        ("three years to the day", silent_since(company(), "2023-11-24T10:00:00Z"), newsletter(), Email, TUESDAY, Reason::ProfessionalAddress, "L34-5 CPCE"),
        ("a moment later", silent_since(company(), "2023-11-24T09:59:59Z"), newsletter(), Email, TUESDAY, Reason::RetentionOver, "GDPR 5(1)(e)"),
        ("who wrote to us meanwhile", heard(silent_since(company(), "2020-01-01T00:00:00Z"), "2025-01-01T00:00:00Z"), newsletter(), Email, TUESDAY, Reason::ProfessionalAddress, "L34-5 CPCE"),
        ("who bought meanwhile", silent_since(company(), "2020-01-01T00:00:00Z").customer_since("2025-01-01"), newsletter(), Email, TUESDAY, Reason::ProfessionalAddress, "L34-5 CPCE"),
        ("an address of nobody does not age", generic(silent_since(company(), "2020-01-01T00:00:00Z")), newsletter(), Email, TUESDAY, Reason::GenericAddress, "L34-5 CPCE"),
        ("a day for which nobody knows the figure", silent_since(company(), "2017-01-01T00:00:00Z"), newsletter(), Email, "2021-01-01T10:00:00Z", Reason::RuleMissing, "GDPR 5(1)(e)"),
        // Disputes.
        ("a customer who disputes something", said(consumer(), Given, "2026-02-01").holding(), newsletter(), Email, TUESDAY, Reason::HoldOpen, "house rule"),
        ("a firm that disputes something", company().holding(), newsletter(), Email, TUESDAY, Reason::HoldOpen, "house rule"),
        // Suppressions.
        ("an address that objected", suppressed(company(), SuppressionReason::Objection, "2026-02-01"), newsletter(), Email, TUESDAY, Reason::Suppressed, "GDPR 21(2)"),
        ("an address that was erased and came again", suppressed(company(), SuppressionReason::Erasure, "2026-02-01"), newsletter(), Email, TUESDAY, Reason::Suppressed, "GDPR 17"),
        ("an address that complained", suppressed(company(), SuppressionReason::Complaint, "2026-02-01"), newsletter(), Email, TUESDAY, Reason::Suppressed, "GDPR 21(2)"),
        ("who said no to it and consented since", of_purpose(said(consumer(), Given, "2026-03-01"), SuppressionReason::Objection), newsletter(), Email, TUESDAY, Reason::ConsentGiven, "L34-5 CPCE"),
        ("who said no to it and consented since, at all addresses", at_all(of_purpose(said(consumer(), Given, "2026-03-01"), SuppressionReason::Objection)), newsletter(), Email, TUESDAY, Reason::ConsentGiven, "L34-5 CPCE"),
        ("who consented, then said no to it", of_purpose(said(consumer(), Given, "2026-01-20"), SuppressionReason::Objection), newsletter(), Email, TUESDAY, Reason::Suppressed, "GDPR 21(2)"),
        ("who complained of it and consented since", of_purpose(said(consumer(), Given, "2026-03-01"), SuppressionReason::Complaint), newsletter(), Email, TUESDAY, Reason::Suppressed, "GDPR 21(2)"),
        ("who said no to all and consented to one since", suppressed(said(consumer(), Given, "2026-03-01"), SuppressionReason::Objection, "2026-02-01"), newsletter(), Email, TUESDAY, Reason::Suppressed, "GDPR 21(2)"),
        ("who complained and consented since", suppressed(said(consumer(), Given, "2026-03-01"), SuppressionReason::Complaint, "2026-02-01"), newsletter(), Email, TUESDAY, Reason::Suppressed, "GDPR 21(2)"),
        ("who was erased and consented since", suppressed(said(consumer(), Given, "2026-03-01"), SuppressionReason::Erasure, "2026-02-01"), newsletter(), Email, TUESDAY, Reason::Suppressed, "GDPR 17"),
        ("who consented before", suppressed(said(consumer(), Given, "2026-01-20"), SuppressionReason::Objection, "2026-02-01"), newsletter(), Email, TUESDAY, Reason::Suppressed, "GDPR 21(2)"),
        ("a wrong address, whoever consented", suppressed(said(consumer(), Given, "2026-03-01"), SuppressionReason::WrongAddress, "2026-02-01"), newsletter(), Email, TUESDAY, Reason::Suppressed, "GDPR 5(1)(d)"),
        ("a suppression for another purpose", company().suppressed(SuppressionReason::Objection, Some(offers().id), "2026-02-01"), newsletter(), Email, TUESDAY, Reason::ProfessionalAddress, "L34-5 CPCE"),
        ("a suppression of tomorrow", suppressed(company(), SuppressionReason::Objection, "2026-11-25"), newsletter(), Email, TUESDAY, Reason::ProfessionalAddress, "L34-5 CPCE"),
        // Purposes.
        ("a purpose that was given up", said(consumer(), Given, "2026-02-01"), closed(), Email, TUESDAY, Reason::PurposeInactive, "GDPR 5(1)(b)"),
        ("a channel that the purpose does not use", said(consumer(), Given, "2026-02-01"), by_post(), Email, TUESDAY, Reason::ChannelNotOfPurpose, "GDPR 5(1)(b)"),
    ]
}

#[test]
fn marketing_is_lawful_as_the_articles_say() {
    check(cases());
}

#[test]
fn a_figure_that_is_missing_is_named_and_nothing_is_guessed() {
    let answer =
        may_contact(&ContactRules::default(), &company(), &newsletter(), Email, at(TUESDAY));
    assert_eq!((answer.reason, answer.confirmed), (Reason::RuleMissing, false));
}

#[test]
fn the_answer_shows_what_carries_it() {
    let answer = |facts: &Facts| may_contact(&rules(), facts, &newsletter(), Email, at(TUESDAY));
    let consented = said(consumer(), Given, "2026-02-01");
    let Some(Evidence::Consent { id, at: given }) = answer(&consented).evidence else { panic!() };
    assert_eq!((id, given), (consented.consents[0].id, at("2026-02-01T12:00:00Z")));
    let told = said(consumer().customer_since("2026-03-01"), Informed, "2026-03-01");
    let relation = Evidence::Relation {
        purchased_on: "2026-03-01".parse().unwrap(),
        informed: told.consents[0].id,
    };
    assert_eq!(answer(&told).evidence, Some(relation));
    let ground = Evidence::Ground { code: "legitimate_interest" };
    assert_eq!(answer(&company()).evidence, Some(ground));
    assert_eq!(answer(&consumer()).evidence, None);
    assert!(!may_contact(&rules(), &person(Foreign), &newsletter(), Email, at(TUESDAY)).confirmed);
}
