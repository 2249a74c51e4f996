use uuid::Uuid;

use super::*;
use crate::purpose::{LegalGround, Purpose};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn purpose() -> Purpose {
    Purpose {
        id: PurposeId(Uuid::from_u128(1)),
        code: "newsletter".parse().unwrap(),
        ground: LegalGround::SoftOptIn,
        channels: ContactChannel::ALL.to_vec(),
        marketing: true,
        active: true,
    }
}

const ANNE: PartyId = PartyId(Uuid::from_u128(10));
const PAUL: PartyId = PartyId(Uuid::from_u128(11));
const MAILBOX: ContactPointId = ContactPointId(Uuid::from_u128(20));

fn record(number: u128, decision: Decision, on: &str) -> ConsentRecord {
    ConsentRecord {
        id: ConsentId(Uuid::from_u128(number)),
        party: Some(ANNE),
        voice: None,
        point: Some(MAILBOX),
        purpose: Some(purpose().id),
        channel: Some(ContactChannel::Email),
        decision,
        effective_at: at(on),
        recorded_at: at(on),
    }
}

fn state(records: &[ConsentRecord], party: PartyId) -> Option<Decision> {
    let subject = Subject { party: Some(party), point: Some(MAILBOX) };
    let now = at("2026-06-01T00:00:00Z");
    current(records, subject, &purpose(), ContactChannel::Email, now).map(|record| record.decision)
}

#[test]
fn the_latest_decision_counts_and_of_two_at_once_the_stricter() {
    use Decision::{Expired, Given, Informed, Objected, Refused, Withdrawn};
    let (jan, feb, later) =
        ("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-07-01T00:00:00Z");
    for (records, expected, why) in [
        (vec![], None, "nothing is known"),
        (vec![(Given, jan)], Some(Given), "given"),
        (vec![(Given, jan), (Withdrawn, feb)], Some(Withdrawn), "taken back"),
        (vec![(Withdrawn, feb), (Given, jan)], Some(Withdrawn), "whatever the order of recording"),
        (vec![(Objected, jan), (Given, feb)], Some(Given), "a fresh act of the person's own"),
        (vec![(Given, jan), (Objected, jan)], Some(Objected), "the stricter"),
        (vec![(Given, jan), (Refused, jan)], Some(Refused), "the stricter"),
        (vec![(Given, jan), (Expired, feb)], Some(Expired), "ran out"),
        (vec![(Given, jan), (Withdrawn, later)], Some(Given), "not yet"),
        (vec![(Informed, feb)], None, "informed is no consent"),
        (vec![(Given, jan), (Informed, feb)], Some(Given), "informed lowers nothing"),
    ] {
        let records: Vec<_> =
            (1..).zip(&records).map(|(id, (decision, on))| record(id, *decision, on)).collect();
        assert_eq!(state(&records, ANNE), expected, "{why}");
    }
}

#[test]
fn a_no_at_a_shared_mailbox_holds_for_all_and_a_yes_for_its_own_person() {
    let day = "2026-01-01T00:00:00Z";
    let given = record(1, Decision::Given, day);
    assert_eq!((state(&[given], ANNE), state(&[given], PAUL)), (Some(Decision::Given), None));
    let objected = record(2, Decision::Objected, day);
    assert_eq!(state(&[objected], PAUL), Some(Decision::Objected));
    let of_the_party = ConsentRecord { point: None, ..objected };
    assert_eq!(state(&[of_the_party], PAUL), None);
    assert_eq!(state(&[of_the_party], ANNE), Some(Decision::Objected));
    let everything = ConsentRecord { purpose: None, channel: None, ..of_the_party };
    assert_eq!(state(&[given, everything], ANNE), Some(Decision::Objected));
    let elsewhere = ConsentRecord { channel: Some(ContactChannel::Sms), ..objected };
    assert_eq!(state(&[given, elsewhere], ANNE), Some(Decision::Given));
}

#[test]
fn a_merge_weakens_no_refusal_until_the_merged_say_something_as_one() {
    use Decision::{Given, Objected, Withdrawn};
    let (jan, feb, mar) = ("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z");
    let said = |said: &[(Voice, Decision, &str)]| {
        let records: Vec<_> = (1..)
            .zip(said)
            .map(|(id, (voice, decision, on))| ConsentRecord {
                voice: Some(*voice),
                ..record(id, *decision, on)
            })
            .collect();
        state(&records, ANNE)
    };
    let voice = |first, last| Voice { first, last };
    let (anne, paul, zoe) = (voice(0, 0), voice(1, 1), voice(2, 2));
    // Paul was merged into Anne, and Zoe into both.
    let (two, three) = (voice(0, 1), voice(0, 2));
    for (records, expected, why) in [
        (vec![(paul, Objected, jan), (anne, Given, feb)], Objected, "the no of the one"),
        (vec![(anne, Given, jan), (paul, Objected, feb)], Objected, "the later no"),
        (vec![(paul, Objected, jan), (paul, Given, feb), (anne, Given, jan)], Given, "one changed"),
        (vec![(paul, Withdrawn, jan), (anne, Given, feb), (two, Given, mar)], Given, "as one"),
        (vec![(two, Objected, mar), (anne, Given, feb)], Objected, "a no as one"),
        (vec![(anne, Given, jan), (paul, Given, feb)], Given, "both said yes"),
        (vec![(paul, Objected, jan), (two, Given, feb), (zoe, Given, mar)], Given, "a third came"),
        (vec![(zoe, Objected, jan), (two, Given, feb)], Objected, "the two are not the third"),
        (vec![(two, Objected, jan), (zoe, Given, feb)], Objected, "the third is not the two"),
        (vec![(two, Objected, jan), (three, Given, feb)], Given, "all three as one"),
    ] {
        assert_eq!(said(&records), Some(expected), "{why}");
    }
}

#[test]
fn an_objection_to_marketing_says_nothing_of_what_is_none() {
    let objected = ConsentRecord {
        purpose: None,
        channel: None,
        ..record(1, Decision::Objected, "2026-01-01T00:00:00Z")
    };
    let subject = Subject { party: Some(ANNE), point: None };
    let now = at("2026-06-01T00:00:00Z");
    let reminder = Purpose::debt_reminder();
    assert_eq!(current(&[objected], subject, &reminder, ContactChannel::Email, now), None);
}

#[test]
fn an_import_lowers_and_never_raises() {
    use Decision::{Expired, Given, Informed, Objected, Refused, Withdrawn};
    use ImportVerdict::{Recorded, TriedToRaise, TriedToUndo, Unchanged};
    for (known, says, verdict) in [
        (None, Given, TriedToRaise),
        (None, Informed, TriedToRaise),
        (None, Objected, Recorded),
        (None, Refused, Recorded),
        (Some(Given), Given, Unchanged),
        (Some(Given), Withdrawn, Recorded),
        (Some(Given), Expired, Recorded),
        (Some(Expired), Given, TriedToRaise),
        (Some(Refused), Given, TriedToUndo),
        (Some(Withdrawn), Given, TriedToUndo),
        (Some(Objected), Given, TriedToUndo),
        (Some(Objected), Expired, TriedToUndo),
        (Some(Objected), Refused, Unchanged),
        (Some(Refused), Objected, Recorded),
        (Some(Withdrawn), Refused, Unchanged),
        (Some(Withdrawn), Objected, Recorded),
    ] {
        assert_eq!(judge(known, says), verdict, "{known:?} {says}");
    }
}

#[test]
fn a_no_that_is_new_to_the_person_or_to_the_address_is_recorded() {
    use ImportVerdict::{Recorded, TriedToRaise, TriedToUndo, Unchanged};
    for (of_person, at_address, verdict) in [
        (Recorded, Unchanged, Recorded),
        (Unchanged, Recorded, Recorded),
        (Unchanged, Unchanged, Unchanged),
        (TriedToRaise, Unchanged, Unchanged),
        (TriedToRaise, TriedToUndo, TriedToUndo),
        (TriedToUndo, TriedToUndo, TriedToUndo),
    ] {
        assert_eq!(ImportVerdict::of_both(of_person, at_address), verdict);
    }
    assert_eq!(said_by_a_file(true, crate::purpose::LegalGround::Consent), Decision::Given);
    assert_eq!(said_by_a_file(false, crate::purpose::LegalGround::Consent), Decision::Refused);
    assert_eq!(said_by_a_file(false, crate::purpose::LegalGround::SoftOptIn), Decision::Objected);
}

#[test]
fn a_yes_is_specific_proven_and_the_persons_own() {
    let now = at("2026-06-01T12:00:00Z");
    let good = NewConsent {
        party: Some(ANNE),
        point: Some(MAILBOX),
        purpose: Some(purpose().id),
        channel: Some(ContactChannel::Email),
        decision: Decision::Given,
        wording: Some(WordingId(Uuid::from_u128(5))),
        language: Some(Language::Fr),
        method: CollectionMethod::Paper,
        collected_by: Some("stand 12".into()),
        evidence: BTreeMap::from([("form".into(), "F-12".into())]),
        effective_at: now,
        import: None,
    };
    assert!(good.clone().checked(now).is_ok());
    let no = NewConsent {
        decision: Decision::Objected,
        purpose: None,
        channel: None,
        wording: None,
        language: None,
        method: CollectionMethod::Import,
        ..good.clone()
    };
    assert!(no.clone().checked(now).is_ok(), "a no may be about everything");
    let long = "x".repeat(LONGEST_EVIDENCE + 1);
    for (bad, fault) in [
        (
            NewConsent { effective_at: now + chrono::TimeDelta::milliseconds(1), ..good.clone() },
            ConsentFault::Future,
        ),
        (NewConsent { party: None, point: None, ..no }, ConsentFault::Nobody),
        (NewConsent { purpose: None, ..good.clone() }, ConsentFault::Unspecific),
        (NewConsent { channel: None, ..good.clone() }, ConsentFault::Unspecific),
        (NewConsent { wording: None, ..good.clone() }, ConsentFault::WithoutWording),
        (NewConsent { language: None, ..good.clone() }, ConsentFault::WithoutWording),
        (
            NewConsent { method: CollectionMethod::Import, ..good.clone() },
            ConsentFault::ImportRaises,
        ),
        (NewConsent { collected_by: Some(long), ..good }, ConsentFault::Evidence),
    ] {
        assert_eq!(bad.checked(now), Err(fault));
    }
}
