use domain::contactability::ContactChannel;
use domain::purpose::{LegalGround, Purpose};

use super::*;
use crate::both_engines;
use crate::testing::context;

fn fair() -> NewPurpose {
    NewPurpose {
        code: "fair".parse().unwrap(),
        label_fr: "Salon".into(),
        label_en: "Fair".into(),
        ground: LegalGround::Consent,
        channels: vec![ContactChannel::Sms, ContactChannel::Email],
        marketing: true,
        active: true,
    }
}

both_engines! {
    async fn an_installation_begins_with_the_purposes_of_the_house(db: Db) {
        let all = list(db.read()).await.unwrap();
        let codes: Vec<_> = all.iter().map(|one| one.purpose.code.as_str()).collect();
        let expected = [
            "newsletter", "offers", "events", "phone_offers", "opening_measure", "debt_reminder",
            "request_answer", "service_notice",
        ];
        assert_eq!(codes, expected);
        assert_eq!(all[5].purpose, Purpose::debt_reminder(), "the reminders are the same everywhere");
        assert_eq!(all[7].purpose, Purpose::service_notice(), "and so are the notices");
        for one in &all {
            let texts = wordings(&db, one.purpose.id).await.unwrap();
            assert_eq!(texts.len(), usize::from(one.purpose.marketing), "{}", one.purpose.code);
        }
    }

    async fn a_purpose_is_made_and_described_anew_but_keeps_its_nature(db: Db) {
        let context = context();
        let id = create(&db, &context, fair(), None).await.unwrap();
        let made = get(db.read(), id).await.unwrap();
        assert_eq!((made.version, made.purpose.channels.len()), (1, 2));
        assert_eq!(by_code(db.read(), &made.purpose.code).await.unwrap(), made);
        match create(&db, &context, fair(), None).await {
            Err(StoreError::Conflict { code }) => assert_eq!(code, "purpose_code_taken"),
            other => panic!("{other:?}"),
        }
        let closed = NewPurpose { active: false, label_en: "Trade fair".into(), ..fair() };
        assert_eq!(update(&db, &context, id, 1, closed.clone()).await.unwrap(), 2);
        assert!(!get(db.read(), id).await.unwrap().purpose.active);
        assert!(matches!(update(&db, &context, id, 1, closed).await, Err(StoreError::Stale)));
        for changed in [
            NewPurpose { code: "salon".parse().unwrap(), ..fair() },
            NewPurpose { marketing: false, ..fair() },
        ] {
            match update(&db, &context, id, 2, changed).await {
                Err(StoreError::Refused(refusal)) => {
                    assert_eq!(refusal.code, "purpose_keeps_its_nature");
                }
                other => panic!("{other:?}"),
            }
        }
    }

    async fn each_version_of_a_text_has_its_number_and_stays(db: Db) {
        let context = context();
        let id = create(&db, &context, fair(), None).await.unwrap();
        for number in 1..=2 {
            let new = NewWording {
                text_fr: format!("J’accepte ({number})."),
                text_en: format!("I agree ({number})."),
                valid_from: None,
            };
            add_wording(&db, &context, id, new, None).await.unwrap();
        }
        let texts = wordings(&db, id).await.unwrap();
        let numbers: Vec<_> = texts.iter().map(|text| (text.version, text.text_en.as_str())).collect();
        assert_eq!(numbers, [(1, "I agree (1)."), (2, "I agree (2).")]);
        let empty = NewWording { text_fr: " ".into(), text_en: "x".into(), valid_from: None };
        let refused = add_wording(&db, &context, id, empty, None).await;
        assert!(matches!(refused, Err(StoreError::Refused(_))));
    }
}
