//! The tables of what belongs to customers: establishments, notes, messages.

use domain::customer::{Address, ContactRole, NoteKind, PostalAddress};
use domain::id::{NoticeId, PartyId, PreferenceLinkId};
use domain::language::Language;
use domain::message::{Channel, MessageState, Purpose};
use uuid::Uuid;

use super::super::{List, MessageFilter};
use super::lists::{parted, reference};
use super::text_of;
use crate::allocation::fixture;
use crate::both_engines;
use crate::customer::{NewNote, delete_note, notes_of_all, write_note};
use crate::db::Db;
use crate::message::{NewMessage, cancel_batch, queue};
use crate::page::PageRequest;
use crate::party::tests::{company, mailbox, workshop, zoe};
use crate::party::{create_establishment, create_person, delete_establishment, everywhere};

async fn gone(db: &Db, name: &str) -> domain::id::CustomerId {
    let gone = company(db, name).await;
    create_establishment(db, &fixture::context(), gone, workshop("42352994000011"), None)
        .await
        .unwrap();
    let new = NewNote { kind: NoteKind::Note, person: None, text: "gone".into(), at: None };
    write_note(db, &fixture::context(), gone, new, None).await.unwrap();
    let version = crate::customer::get(db.read(), gone).await.unwrap().version;
    crate::customer::delete(db, &fixture::context(), gone, version).await.unwrap();
    gone
}

both_engines! {
    async fn the_establishments_of_all_customers_leave_with_their_customer(db: Db) {
        let (arnaud, martin) = (company(&db, "Menuiserie Arnaud").await, company(&db, "Bois Martin").await);
        gone(&db, "Parti").await;
        let first = workshop("42352994000011");
        let first = create_establishment(&db, &fixture::context(), arnaud, first, None).await.unwrap();
        let mut depot = workshop("42352994000011");
        (depot.name, depot.siret) = ("=Dépôt".to_owned(), None);
        let place = PostalAddress::new(&[], "2 quai Bas", "69001", "Lyon", "FR").unwrap();
        depot.addresses.push(Address { role: ContactRole::Main, place });
        depot.contact_points = vec![mailbox("depot@martin.example")];
        let depot = create_establishment(&db, &fixture::context(), martin, depot, None).await.unwrap();
        let left = workshop("42352994000011");
        let left = create_establishment(&db, &fixture::context(), martin, left, None).await.unwrap();
        delete_establishment(&db, &fixture::context(), left, 1).await.unwrap();

        let all = text_of(&db, List::Establishments(None), Language::En).await;
        let (head, rows) = parted(&all);
        assert_eq!(head, "customer,customer_name,name,siret,street,postal_code,city,email,phone");
        let (of_arnaud, of_martin) = (reference(&db, arnaud).await, reference(&db, martin).await);
        assert_eq!(rows, [
            format!("{of_arnaud},Menuiserie Arnaud,Atelier,42352994000011,1 rue Haute,13002,Marseille,,"),
            format!("{of_martin},Bois Martin,'=Dépôt,,2 quai Bas,69001,Lyon,depot@martin.example,"),
        ]);
        let few = text_of(&db, List::Establishments(Some(arnaud)), Language::Fr).await;
        assert_eq!(parted(&few).1.len(), 1, "{few}");

        // A page goes on after the last one.
        let page = everywhere(db.read(), None, PageRequest::first(1)).await.unwrap();
        assert_eq!((page.items[0].id, page.items[0].customer, page.next), (first, Some(arnaud), Some(first.0)));
        let page = everywhere(db.read(), None, PageRequest { limit: 1, after: page.next }).await.unwrap();
        assert_eq!((page.items[0].id, page.next), (depot, None));
    }

    async fn notes_leave_the_newest_first_with_whom_they_are_about(db: Db) {
        let (arnaud, martin) = (company(&db, "Menuiserie Arnaud").await, company(&db, "Bois Martin").await);
        let gone = gone(&db, "Parti").await;
        let zoe = zoe(&[], "zoe@arnaud.example");
        let zoe = create_person(&db, &fixture::context(), arnaud, zoe, None).await.unwrap();
        let note = |kind, person, text: &str| NewNote { kind, person, text: text.to_owned(), at: None };
        let mut call = note(NoteKind::CallIn, Some(zoe), "=Rang\ntwice");
        // In France it is the next day already.
        call.at = Some("2026-11-20T23:30:00Z".parse().unwrap());
        write_note(&db, &fixture::context(), arnaud, call, None).await.unwrap();
        let wrong = note(NoteKind::Note, None, "wrong");
        let wrong = write_note(&db, &fixture::context(), arnaud, wrong, None).await.unwrap();
        delete_note(&db, &fixture::context(), wrong, 1).await.unwrap();
        let letter = note(NoteKind::LetterOut, None, "Sent");
        write_note(&db, &fixture::context(), martin, letter, None).await.unwrap();

        let (of_arnaud, of_martin) = (reference(&db, arnaud).await, reference(&db, martin).await);
        let all = text_of(&db, List::Notes(None), Language::En).await;
        assert_eq!(
            all,
            format!(
                "customer,customer_name,person,note_kind,happened_on,text\r\n\
                 {of_martin},Bois Martin,,letter_out,2026-11-23,Sent\r\n\
                 {of_arnaud},Menuiserie Arnaud,Zoé Durand,call_in,2026-11-21,\"'=Rang\ntwice\"\r\n"
            )
        );
        let few = text_of(&db, List::Notes(Some(martin)), Language::Fr).await;
        assert_eq!(parted(&few).1, [format!("{of_martin};Bois Martin;;letter_out;2026-11-23;Sent")]);
        let none = notes_of_all(db.read(), Some(gone), PageRequest::first(9)).await;
        assert!(matches!(none, Err(crate::StoreError::NotFound { noun: "customer" })), "{none:?}");
    }

    async fn messages_leave_with_whom_they_are_for_and_what_became_of_them(db: Db) {
        let customer = company(&db, "Menuiserie Arnaud").await;
        let zoe = zoe(&[], "zoe@arnaud.example");
        let zoe = create_person(&db, &fixture::context(), customer, zoe, None).await.unwrap();
        let point = crate::party::person(&db, zoe).await.unwrap().points[0].id;
        let firm = crate::customer::get(db.read(), customer).await.unwrap().party;
        let (run, asked) = (Uuid::from_u128(77), Uuid::from_u128(78));
        let new = |purpose, batch, party: PartyId| NewMessage {
            purpose,
            batch,
            recipient_key: party.to_string(),
            channel: Channel::Email,
            party,
            contact_point: Some(point),
            address: None,
            language: Language::Fr,
            legal_ground: "contract",
            not_before: fixture::context().now,
        };
        let notice = Purpose::DunningNotice(fixture::context().id::<NoticeId>());
        let link = Purpose::PreferenceLink(fixture::context().id::<PreferenceLinkId>());
        for message in [new(notice, run, firm), new(link, asked, zoe)] {
            let txn = db.begin().await.unwrap();
            queue(&*txn, &fixture::context(), vec![message]).await.unwrap();
            txn.commit().await.unwrap();
        }
        let txn = db.begin().await.unwrap();
        cancel_batch(&txn, &fixture::context(), run).await.unwrap();
        txn.commit().await.unwrap();

        let of = reference(&db, customer).await;
        let all = text_of(&db, List::Messages(MessageFilter::default()), Language::En).await;
        let (head, rows) = parted(&all);
        assert_eq!(head, "customer,name,sent_for,channel,state,reason,written_on,ended_on");
        let queued = format!("{of},Zoé Durand,preference_link,email,queued,,2026-11-23,");
        assert_eq!(rows, [
            format!("{of},Menuiserie Arnaud,dunning_notice,email,skipped,cancelled,2026-11-23,2026-11-23"),
            queued.clone(),
        ]);
        let filter = MessageFilter { state: Some(MessageState::Queued), ..MessageFilter::default() };
        let few = text_of(&db, List::Messages(filter), Language::Fr).await;
        assert_eq!(parted(&few).1, [queued.replace(',', ";")]);
    }
}
