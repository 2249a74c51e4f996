use domain::contact_sheet::{ContactSheet, SheetAnswer, Whom};
use domain::contactability::ContactChannel;
use domain::customer::LegalClass;
use domain::task::TaskDraft;
use sea_orm::{EntityTrait, PaginatorTrait};

use super::*;
use crate::consent::{ConsentFilter, list};
use crate::entity::{consent_request, customer, message, party as party_row};
use crate::idempotency::Idempotency;
use crate::testing::context;
use crate::{Db, PageRequest, both_engines, consent_request as request, purpose};

async fn answer(db: &Db, code: &str, channel: ContactChannel, yes: bool) -> SheetAnswer {
    let of = purpose::by_code(db.read(), &code.parse().unwrap()).await.unwrap().purpose.id;
    let wording = purpose::wordings(db, of).await.unwrap().pop().unwrap().id;
    SheetAnswer { purpose: of, channel, yes, wording }
}

async fn sheet(db: &Db) -> ContactSheet {
    ContactSheet {
        whom: Whom::New {
            organisation: Some("Ateliers Hébrard".to_owned()),
            class: LegalClass::ProfessionalCompany,
        },
        name: Some("Zoé Durand".to_owned()),
        job_title: Some("Acheteuse".to_owned()),
        email: Some("zoe@client.example".parse().unwrap()),
        phone: Some("+33491138900".parse().unwrap()),
        language: Language::En,
        method: CollectionMethod::FaceToFace,
        place: Some("Salon de Lyon".to_owned()),
        need: "A quotation for March".to_owned(),
        handed_over: Some("Catalogue".to_owned()),
        follow_up: TaskDraft {
            title: Some("Call back".to_owned()),
            details: None,
            due_on: None,
            assignee: None,
        },
        answers: vec![
            answer(db, "newsletter", ContactChannel::Email, true).await,
            answer(db, "offers", ContactChannel::Email, false).await,
            answer(db, "phone_offers", ContactChannel::Phone, true).await,
        ],
    }
}

both_engines! {
    async fn a_sheet_makes_the_person_the_note_the_consents_the_task_and_the_mail(db: Db) {
        let context = context();
        let id = fill(&db, &context, sheet(&db).await, None).await.unwrap();
        let kept = get(db.read(), id).await.unwrap();
        let customer = crate::customer::get(db.read(), kept.customer).await.unwrap();
        assert_eq!((customer.file.name.as_str(), customer.file.language), ("Ateliers Hébrard", Some(Language::En)));
        let person = crate::party::person(&db, kept.party).await.unwrap();
        assert_eq!((person.person.name.as_str(), person.points.len()), ("Zoé Durand", 2));
        let note = crate::customer::note(&db, kept.note).await.unwrap();
        assert_eq!(note.text, "Salon de Lyon\n\nA quotation for March\n\nCatalogue");
        let task = crate::task::get(&db, kept.task).await.unwrap();
        assert_eq!((task.title.as_deref(), task.customer), (Some("Call back"), Some(kept.customer)));
        let filter = ConsentFilter { party: Some(kept.party), ..ConsentFilter::default() };
        let decided = list(&db, filter, PageRequest::first(10)).await.unwrap().items;
        let decided: Vec<_> = decided.iter().map(|one| one.record.decision.code()).collect();
        assert_eq!(decided, ["refused", "given"], "a yes to mails waits for its link");
        let asked = request::get(db.read(), kept.consent_request.unwrap()).await.unwrap();
        assert_eq!((asked.party, asked.language, asked.asked.len()), (kept.party, Language::En, 1));
        assert_eq!(message::Entity::find().count(db.read()).await.unwrap(), 1);
        assert!(crate::search::waiting(db.read()).await.unwrap() >= 2, "both can be searched");
    }

    async fn a_part_that_is_refused_leaves_nothing_behind(db: Db) {
        let context = context();
        let mut bad = sheet(&db).await;
        bad.follow_up.assignee = Some(context.id());
        assert!(matches!(fill(&db, &context, bad, None).await, Err(StoreError::NotFound { noun: "user" })));
        let mut bad = sheet(&db).await;
        bad.answers[0].wording = bad.answers[1].wording;
        let refused = fill(&db, &context, bad, None).await;
        assert!(matches!(&refused, Err(StoreError::Refused(why)) if why.code == "wording_of_another_purpose"), "{refused:?}");
        for left in [
            customer::Entity::find().count(db.read()).await.unwrap(),
            party_row::Entity::find().count(db.read()).await.unwrap(),
            consent_request::Entity::find().count(db.read()).await.unwrap(),
            message::Entity::find().count(db.read()).await.unwrap(),
        ] {
            assert_eq!(left, 0);
        }
    }

    async fn a_sheet_sent_twice_is_kept_once(db: Db) {
        let context = context();
        let key = Idempotency {
            principal: "user:1".into(),
            route: "POST /contact-sheets".into(),
            key: "k-1".into(),
            digest: "d".into(),
        };
        let first = fill(&db, &context, sheet(&db).await, Some(&key)).await.unwrap();
        assert_eq!(fill(&db, &context, sheet(&db).await, Some(&key)).await.unwrap(), first);
        assert_eq!(message::Entity::find().count(db.read()).await.unwrap(), 1);
    }

    async fn a_known_person_and_a_private_one_are_met_again(db: Db) {
        let context = context();
        let first = fill(&db, &context, sheet(&db).await, None).await.unwrap();
        let first = get(db.read(), first).await.unwrap();
        let mut again = sheet(&db).await;
        (again.whom, again.name, again.phone) = (Whom::Known(first.party), None, None);
        again.email = Some("z.durand@client.example".parse().unwrap());
        let again = get(db.read(), fill(&db, &context, again, None).await.unwrap()).await.unwrap();
        assert_eq!((again.customer, again.party), (first.customer, first.party));
        assert_eq!(crate::party::person(&db, first.party).await.unwrap().points.len(), 3);
        let mut colleague = sheet(&db).await;
        (colleague.whom, colleague.name) = (Whom::At(first.customer), Some("Paul Roy".to_owned()));
        let colleague = get(db.read(), fill(&db, &context, colleague, None).await.unwrap()).await.unwrap();
        assert_eq!(colleague.customer, first.customer);
        assert_ne!(colleague.party, first.party);

        let mut private = sheet(&db).await;
        private.whom = Whom::New { organisation: None, class: LegalClass::Consumer };
        private.email = Some("anne@client.example".parse().unwrap());
        let private = get(db.read(), fill(&db, &context, private, None).await.unwrap()).await.unwrap();
        let mut known = sheet(&db).await;
        (known.whom, known.email) = (Whom::Known(private.party), None);
        let known = get(db.read(), fill(&db, &context, known, None).await.unwrap()).await.unwrap();
        assert_eq!((known.customer, known.party), (private.customer, private.party));
        let asked = request::get(db.read(), known.consent_request.unwrap()).await.unwrap();
        let before = request::get(db.read(), private.consent_request.unwrap()).await.unwrap();
        assert_eq!(asked.point, before.point, "at the mailbox that was known");
        let nobody = ContactSheet { whom: Whom::Known(context.id()), ..sheet(&db).await };
        assert!(matches!(fill(&db, &context, nobody, None).await, Err(StoreError::NotFound { .. })));
    }
}
