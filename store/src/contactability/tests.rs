//! The facts of the file, by sets, and the answers that follow from them.

use chrono::{DateTime, TimeDelta};
use domain::call::{CallOutcome, NewCall};
use domain::consent::{Decision, NewConsent};
use domain::contactability::{ContactChannel, Reason};
use domain::context::Context;
use domain::customer::{
    Address, ContactPoint, ContactRole, ContactValue, CustomerFile, EmailAddress, NewCustomer,
    PostalAddress,
};
use domain::dunning::NewHold;
use domain::id::{ContactPointId, CustomerId, PartyId};
use domain::purpose::Purpose;
use domain::suppression::SuppressionReason;

use super::*;
use crate::both_engines;
use crate::consent::{self, tests::yes};
use crate::db::Db;
use crate::suppression::{NewSuppression, suppress};
use crate::testing::{context, context_at};
use crate::{call, dunning, purpose};

/// A customer of this class with a mailbox and a number, in Lyon.
pub(crate) async fn customer(
    db: &Db,
    context: &Context,
    name: &str,
    class: &str,
) -> (CustomerId, PartyId, ContactPointId) {
    let point = |value| ContactPoint { role: ContactRole::Main, value };
    let mail = EmailAddress::parse(&format!("{name}@client.example")).unwrap();
    let digits: u64 = name.bytes().map(u64::from).sum();
    let phone = format!("+334911{:05}", digits % 100_000).parse().unwrap();
    let file = CustomerFile {
        name: name.to_owned(),
        legal_class: class.parse().unwrap(),
        language: None,
        currency: domain::money::Currency::EUR,
        payment_terms: None,
        credit_limit: None,
        procedure: None,
        dunning_active: true,
        contact_points: vec![point(ContactValue::Email(mail)), point(ContactValue::Phone(phone))],
        addresses: vec![Address {
            role: ContactRole::Billing,
            place: PostalAddress {
                lines: vec![],
                street: "12 rue des Lilas".into(),
                postal_code: "69003".into(),
                city: "Lyon".into(),
                country: "FR".into(),
            },
        }],
        identifiers: vec![],
        owner: None,
        tags: vec![],
        custom: Default::default(),
    };
    let new = NewCustomer { reference: None, file };
    let id = crate::customer::create(db, context, new, None).await.unwrap();
    let record = crate::customer::get(db.read(), id).await.unwrap();
    (id, record.party, record.points[0].id)
}

async fn purpose_of(db: &Db, code: &str) -> Purpose {
    purpose::by_code(db.read(), &code.parse().unwrap()).await.unwrap().purpose
}

async fn answer(db: &Db, ask: Ask, code: &str, at: DateTime<Utc>) -> Answer {
    let purpose = purpose_of(db, code).await;
    let answers = of(db.read(), db.fingerprints().unwrap(), &[ask], &purpose, at).await.unwrap();
    answers[0]
}

fn by_mail(party: PartyId, point: ContactPointId) -> Ask {
    Ask { party: Some(party), via: Via::Point(point), channel: ContactChannel::Email }
}

async fn execute(db: &Db, sql: &str, values: Vec<sea_orm::Value>) {
    let txn = db.begin().await.unwrap();
    let backend = txn.get_database_backend();
    let statement = sea_orm::Statement::from_sql_and_values(backend, sql, values);
    txn.execute_raw(statement).await.unwrap();
    txn.commit().await.unwrap();
}

both_engines! {
    async fn the_rules_of_the_first_start_are_dated_and_say_how_sure_they_are(db: Db) {
        let rows = rules(db.read()).await.unwrap();
        assert_eq!(rows.len(), 17);
        assert!(rows.iter().all(|row| !row.source.is_empty()));
        let mut later = rows[0].clone();
        later.valid_from = "2027-01-01".parse().unwrap();
        put_rule(&db, &context(), later.clone(), None).await.unwrap();
        assert!(rules(db.read()).await.unwrap().contains(&later));
    }

    async fn a_consumer_is_written_to_after_consent_until_it_is_taken_back(db: Db) {
        let context = context();
        let (_, party, point) = customer(&db, &context, "anne", "consumer").await;
        let ask = by_mail(party, point);
        let reason = async |days| {
            answer(&db, ask, "newsletter", context.now + TimeDelta::days(days)).await.reason
        };
        assert_eq!(reason(0).await, Reason::NoConsent);
        let given = yes(&db, &context, party).await;
        consent::record(&db, &context, given.clone(), None).await.unwrap();
        assert_eq!((reason(-1).await, reason(0).await), (Reason::NoConsent, Reason::ConsentGiven));
        assert_eq!(reason(3 * 366).await, Reason::RetentionOver);
        let taken = NewConsent { decision: Decision::Withdrawn, wording: None, ..given };
        consent::record(&db, &context, taken, None).await.unwrap();
        assert_eq!(reason(0).await, Reason::ConsentWithdrawn);
        assert_eq!(answer(&db, ask, "debt_reminder", context.now).await.reason, Reason::NotMarketing);
    }

    async fn whoever_is_suppressed_and_comes_again_is_caught(db: Db) {
        let context = context();
        let value = ContactValue::Email(EmailAddress::parse("ANNE@client.example").unwrap());
        let objected = NewSuppression {
            value: value.clone(),
            reason: SuppressionReason::Erasure,
            purpose: None,
            import: None,
            anew: false,
        };
        suppress(&db, &context, objected, None).await.unwrap();
        let newsletter = purpose_of(&db, "newsletter").await;
        let unknown = Addressee::Value(value);
        let mail = ContactChannel::Email;
        let answered = of_addressee(&db, &unknown, mail, &newsletter, context.now).await.unwrap();
        assert_eq!(answered.reason, Reason::Suppressed, "nobody of the file, yet known");
        // Typed again, of a firm that may otherwise be written to.
        let (_, party, point) = customer(&db, &context, "anne", "professional_company").await;
        let ask = by_mail(party, point);
        let answered = answer(&db, ask, "newsletter", context.now).await;
        assert_eq!((answered.reason, answered.article), (Reason::Suppressed, "GDPR 17"));
        assert_eq!(answer(&db, ask, "debt_reminder", context.now).await.reason, Reason::NotMarketing);
        let (_, party, point) = customer(&db, &context, "paul", "professional_company").await;
        let answered = answer(&db, by_mail(party, point), "newsletter", context.now).await;
        assert_eq!(answered.reason, Reason::ProfessionalAddress);
    }

    async fn a_mailbox_is_not_silenced_by_a_holder_who_was_deleted(db: Db) {
        let context = context();
        let (_, there, point) = customer(&db, &context, "there", "professional_company").await;
        let (_, gone, _) = customer(&db, &context, "gone", "professional_company").await;
        let link = "insert into party_contact_point (party_id, contact_point_id, role, position)
                    values ($1, $2, 'main', 1)";
        execute(&db, link, vec![gone.0.into(), point.0.into()]).await;
        let newsletter = purpose_of(&db, "newsletter").await;
        let mailbox = ContactValue::Email(EmailAddress::parse("there@client.example").unwrap());
        let reason = async || {
            let mailbox = Addressee::Value(mailbox.clone());
            let mail = ContactChannel::Email;
            of_addressee(&db, &mailbox, mail, &newsletter, context.now).await.unwrap().reason
        };
        for (deleted, expected) in
            [(gone, Reason::ProfessionalAddress), (there, Reason::PartyDeleted)]
        {
            let delete = "update party set deleted_at = $1 where id = $2";
            execute(&db, delete, vec![context.now.into(), deleted.0.into()]).await;
            assert_eq!(reason().await, expected);
        }
    }

    async fn what_a_merged_party_said_is_its_survivors(db: Db) {
        let context = context();
        let (_, anne, _) = customer(&db, &context, "anne", "consumer").await;
        let (_, double, _) = customer(&db, &context, "double", "consumer").await;
        let (_, third, point) = customer(&db, &context, "third", "consumer").await;
        let objected = NewConsent {
            decision: Decision::Objected,
            purpose: None,
            channel: None,
            wording: None,
            ..yes(&db, &context, anne).await
        };
        consent::record(&db, &context, objected, None).await.unwrap();
        let merge = "update party set merged_into = $1 where id = $2";
        execute(&db, merge, vec![double.0.into(), anne.0.into()]).await;
        execute(&db, merge, vec![third.0.into(), double.0.into()]).await;
        for party in [anne, double, third] {
            let answered = answer(&db, by_mail(party, point), "newsletter", context.now).await;
            assert_eq!(answered.reason, Reason::Objected);
        }
        let restrict = "update party set restricted_at = $1 where id = $2";
        execute(&db, restrict, vec![context.now.into(), third.0.into()]).await;
        let answered = answer(&db, by_mail(anne, point), "debt_reminder", context.now).await;
        assert_eq!(answered.reason, Reason::PartyRestricted);
    }

    async fn a_dispute_stops_promotions_and_not_reminders(db: Db) {
        let context = context();
        let (id, party, point) = customer(&db, &context, "firm", "professional_company").await;
        let day = context.now.date_naive();
        let hold = NewHold {
            customer: id,
            due_line: None,
            amount: None,
            reason: "delivery disputed".into(),
            from_on: day,
            until_on: day,
        };
        dunning::place(&db, &context, hold, None).await.unwrap();
        let ask = by_mail(party, point);
        assert_eq!(answer(&db, ask, "offers", context.now).await.reason, Reason::HoldOpen);
        assert_eq!(answer(&db, ask, "debt_reminder", context.now).await.reason, Reason::NotMarketing);
        let tomorrow = context.now + TimeDelta::days(1);
        assert_eq!(answer(&db, ask, "offers", tomorrow).await.reason, Reason::ProfessionalAddress);
    }

    async fn calls_are_counted_by_person_and_by_number(db: Db) {
        // Monday 23 November 2026, 11:00 in Paris.
        let context = context_at("2026-11-23T10:00:00Z".parse().unwrap());
        let (id, party, _) = customer(&db, &context, "anne", "consumer").await;
        let record = crate::customer::get(db.read(), id).await.unwrap();
        let number = record.points[1].id;
        let phone_offers = purpose_of(&db, "phone_offers").await;
        let wording = purpose::wordings(&db, phone_offers.id).await.unwrap().pop().unwrap();
        let given = NewConsent {
            purpose: Some(phone_offers.id),
            channel: Some(ContactChannel::Phone),
            wording: Some(wording.id),
            ..yes(&db, &context, party).await
        };
        consent::record(&db, &context, given, None).await.unwrap();
        let ask = Ask { party: Some(party), via: Via::Point(number), channel: ContactChannel::Phone };
        assert!(answer(&db, ask, "phone_offers", context.now).await.allowed());
        for (by_party, minutes) in [(true, 1), (false, 2), (true, 3), (false, 4)] {
            let new = NewCall {
                party: by_party.then_some(party),
                point: (!by_party).then_some(number),
                at: context.now - TimeDelta::minutes(minutes),
                outcome: CallOutcome::NoAnswer,
            };
            call::record(&db, &context, new, None).await.unwrap();
        }
        let answered = answer(&db, ask, "phone_offers", context.now).await;
        assert_eq!((answered.reason, answered.article), (Reason::TooManyCalls, "D223-9 C. conso."));
        assert_eq!(answered.next_lawful_at, "2026-12-23T09:00:00Z".parse().ok());
        let future = NewCall {
            party: Some(party),
            point: None,
            at: context.now + TimeDelta::minutes(1),
            outcome: CallOutcome::Refused,
        };
        assert!(matches!(call::record(&db, &context, future, None).await, Err(StoreError::Refused(_))));
    }

    async fn a_contact_is_called_in_the_hours_of_its_company_and_a_noted_call_counts(db: Db) {
        // Tuesday 10 November 2026, 10:30 in Paris and 05:30 in Guadeloupe.
        let context = context_at("2026-11-10T09:30:00Z".parse().unwrap());
        let (id, party, _) = customer(&db, &context, "firm", "consumer").await;
        let person = crate::party::tests::zoe(&[], "zoe@client.example");
        let person = crate::party::create_person(&db, &context, id, person, None).await.unwrap();
        let point = crate::customer::get(db.read(), id).await.unwrap().points[1].id;
        execute(&db, "update party_contact_point set party_id = $1 where contact_point_id = $2",
            vec![person.0.into(), point.0.into()]).await;
        let phone_offers = purpose_of(&db, "phone_offers").await;
        let wording = purpose::wordings(&db, phone_offers.id).await.unwrap().pop().unwrap();
        let given = NewConsent {
            purpose: Some(phone_offers.id),
            channel: Some(ContactChannel::Phone),
            wording: Some(wording.id),
            ..yes(&db, &context, person).await
        };
        consent::record(&db, &context, given, None).await.unwrap();
        let ask = Ask { party: Some(person), via: Via::Point(point), channel: ContactChannel::Phone };
        assert!(answer(&db, ask, "phone_offers", context.now).await.allowed());
        let guadeloupe = "update address set postal_code = '97110' where party_id = $1";
        execute(&db, guadeloupe, vec![party.0.into()]).await;
        let answered = answer(&db, ask, "phone_offers", context.now).await;
        assert_eq!(answered.reason, Reason::OutsideCallingHours);
        assert_eq!(answered.next_lawful_at, "2026-11-10T14:00:00Z".parse().ok());
        let later = context_at("2026-11-10T15:00:00Z".parse().unwrap());
        assert!(answer(&db, ask, "phone_offers", later.now).await.allowed());
        for n in 1..=4 {
            let note = crate::customer::NewNote {
                kind: domain::customer::NoteKind::CallOut,
                person: Some(person),
                text: "Not there".to_owned(),
                at: Some(later.now - TimeDelta::minutes(n)),
            };
            crate::customer::write_note(&db, &later, id, note, None).await.unwrap();
        }
        assert_eq!(answer(&db, ask, "phone_offers", later.now).await.reason, Reason::TooManyCalls);
        let of_person = of_person(&db, person, &[phone_offers], later.now).await.unwrap();
        assert_eq!((of_person.len(), of_person[0].answer.reason), (1, Reason::TooManyCalls));
    }

    async fn a_customer_is_answered_by_every_channel_at_every_point(db: Db) {
        let context = context();
        let (id, _, point) = customer(&db, &context, "firm", "professional_company").await;
        let purposes: Vec<_> =
            purpose::list(db.read()).await.unwrap().into_iter().map(|one| one.purpose).collect();
        let answers = of_customer(&db, id, &purposes, context.now).await.unwrap();
        let of = |code: &str| -> Vec<_> {
            let of = answers.iter().filter(|one| one.purpose.code.as_str() == code);
            of.map(|one| (one.channel, one.answer.reason)).collect()
        };
        use ContactChannel::{Email, Phone, Post, Sms};
        assert_eq!(of("offers"), [
            (Email, Reason::ProfessionalAddress),
            (Post, Reason::LegitimateInterest),
            (Sms, Reason::ProfessionalAddress),
        ]);
        assert_eq!(of("phone_offers"), [(Phone, Reason::ProfessionalAddress)]);
        assert_eq!(of("opening_measure"), [(Email, Reason::NoConsent)]);
        assert_eq!(of("debt_reminder").len(), 4);
        assert!(answers.iter().any(|one| one.point == Some(point)));
        let nobody = of_customer(&db, context.id(), &purposes, context.now).await;
        assert!(matches!(nobody, Err(StoreError::NotFound { .. })));
    }

    async fn a_page_of_a_thousand_is_answered_in_its_order(db: Db) {
        let context = context();
        let (_, firm, at_firm) = customer(&db, &context, "firm", "professional_company").await;
        let (_, anne, at_home) = customer(&db, &context, "anne", "consumer").await;
        let asks: Vec<_> = (0..2_500)
            .map(|n| if n % 2 == 0 { by_mail(firm, at_firm) } else { by_mail(anne, at_home) })
            .collect();
        let newsletter = purpose_of(&db, "newsletter").await;
        let marks = db.fingerprints().unwrap();
        let answers = of(db.read(), marks, &asks, &newsletter, context.now).await.unwrap();
        let reasons: Vec<_> = answers.iter().map(|answer| answer.reason).collect();
        assert_eq!(reasons.len(), 2_500);
        assert!(reasons.chunks(2).all(|two| two == [Reason::ProfessionalAddress, Reason::NoConsent]));
    }
}
