use uuid::Uuid;

use super::*;

fn answer(purpose: u128, channel: ContactChannel, yes: bool) -> SheetAnswer {
    let (purpose, wording) = (PurposeId(Uuid::from_u128(purpose)), WordingId(Uuid::nil()));
    SheetAnswer { purpose, channel, yes, wording }
}

fn sheet() -> ContactSheet {
    ContactSheet {
        whom: Whom::New { organisation: None, class: LegalClass::Consumer },
        name: Some("Zoé Durand".to_owned()),
        job_title: None,
        email: Some("zoe@client.example".parse().unwrap()),
        phone: None,
        language: Language::Fr,
        method: CollectionMethod::FaceToFace,
        place: Some(" Salon de Lyon ".to_owned()),
        need: " Un devis\npour mars ".to_owned(),
        handed_over: None,
        follow_up: TaskDraft {
            title: Some("Rappeler".to_owned()),
            details: None,
            due_on: None,
            assignee: None,
        },
        answers: vec![
            answer(1, ContactChannel::Email, true),
            answer(1, ContactChannel::Phone, false),
        ],
    }
}

#[test]
fn a_sheet_is_kept_with_its_texts_trimmed() {
    let kept = sheet().checked().unwrap();
    assert_eq!(kept.place.as_deref(), Some("Salon de Lyon"));
    assert_eq!(kept.need, "Un devis\npour mars");
}

#[test]
fn what_a_sheet_lacks_is_named() {
    let known = Whom::Known(PartyId(Uuid::nil()));
    let nobody = TaskDraft { title: None, ..sheet().follow_up };
    let yes = |channel| vec![answer(1, channel, true)];
    for (sheet, expected, why) in [
        (sheet(), Ok(()), "whole"),
        (
            ContactSheet { method: CollectionMethod::WebForm, ..sheet() },
            Err(SheetFault::Method),
            "a form on a page",
        ),
        (ContactSheet { method: CollectionMethod::Phone, ..sheet() }, Ok(()), "by phone"),
        (ContactSheet { name: None, ..sheet() }, Err(SheetFault::Nameless), "nobody"),
        (ContactSheet { name: None, whom: known.clone(), ..sheet() }, Ok(()), "somebody known"),
        (ContactSheet { need: " ".to_owned(), ..sheet() }, Err(SheetFault::Text), "no need"),
        (
            ContactSheet { place: Some("a\nb".to_owned()), ..sheet() },
            Err(SheetFault::Text),
            "two lines",
        ),
        (
            ContactSheet { handed_over: Some("x".repeat(4_001)), ..sheet() },
            Err(SheetFault::Text),
            "too long",
        ),
        (
            ContactSheet {
                answers: [yes(ContactChannel::Email), yes(ContactChannel::Email)].concat(),
                ..sheet()
            },
            Err(SheetFault::AnsweredTwice),
            "twice",
        ),
        (
            ContactSheet { email: None, ..sheet() },
            Err(SheetFault::WithoutAddress),
            "a yes to mails without a mailbox",
        ),
        (
            ContactSheet { answers: yes(ContactChannel::Sms), ..sheet() },
            Err(SheetFault::WithoutAddress),
            "a yes to texts without a number",
        ),
        (
            ContactSheet { answers: yes(ContactChannel::Post), ..sheet() },
            Ok(()),
            "a yes to letters",
        ),
        (
            ContactSheet { answers: yes(ContactChannel::Sms), whom: known, ..sheet() },
            Ok(()),
            "a known person's own number",
        ),
        (
            ContactSheet { follow_up: nobody, ..sheet() },
            Err(SheetFault::FollowUp(TaskFault::Title)),
            "nothing to do",
        ),
    ] {
        assert_eq!(sheet.checked().map(|_| ()), expected, "{why}");
    }
}

#[test]
fn only_a_yes_to_mails_waits_for_the_link() {
    assert!(answer(1, ContactChannel::Email, true).is_to_confirm());
    assert!(!answer(1, ContactChannel::Email, false).is_to_confirm());
    assert!(!answer(1, ContactChannel::Phone, true).is_to_confirm());
}
