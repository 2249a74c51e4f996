//! Searches of a small file, on both engines; a large one is timed on demand.

use std::time::Instant;

use domain::customer::{
    Address, ContactPoint, ContactRole, ContactValue, CustomerFile, Identifier, NewCustomer,
    PostalAddress,
};
use domain::duplicate::{PairState, SearchState};
use domain::id::{CustomerId, DuplicateSearchId};
use domain::money::Currency;
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, Statement};

use super::*;
use crate::allocation::fixture::context;
use crate::both_engines;
use crate::customer;
use crate::db::{Db, Engine};
use crate::entity::duplicate_pair;
use crate::page::PageRequest;

/// A customer's file in words: name, SIREN, mailbox, street of Marseille; `-` for none.
pub(crate) fn file(name: &str, siren: &str, mailbox: &str, street: &str) -> CustomerFile {
    let mut file = CustomerFile::named(name, Currency::EUR);
    if siren != "-" {
        file.identifiers = vec![Identifier::Siren(siren.parse().unwrap())];
    }
    if mailbox != "-" {
        let value = ContactValue::Email(mailbox.parse().unwrap());
        file.contact_points = vec![ContactPoint { role: ContactRole::Main, value }];
    }
    if street != "-" {
        let place = PostalAddress::new(&[""; 0], street, "13001", "MARSEILLE", "FR").unwrap();
        file.addresses = vec![Address { role: ContactRole::Main, place }];
    }
    file
}

async fn made(db: &Db, reference: &str, file: CustomerFile) -> CustomerId {
    let new = NewCustomer { reference: Some(reference.parse().unwrap()), file };
    customer::create(db, &context(), new, None).await.unwrap()
}

async fn searched(db: &Db) -> SearchRecord {
    let id = begin(db, &context(), None).await.unwrap();
    ended(db, id).await
}

async fn ended(db: &Db, id: DuplicateSearchId) -> SearchRecord {
    loop {
        let at = advance(db, &context(), id).await.unwrap();
        if at.state == SearchState::Done {
            return at;
        }
    }
}

/// `reference reference score reasons` of the open pairs, the likeliest first.
async fn open(db: &Db) -> Vec<String> {
    let page = list(db.read(), PairFilter::default(), PageRequest::first(100)).await.unwrap();
    let line = |pair: &PairRecord| {
        let of = |party: &PairParty| party.customer.clone().unwrap().1;
        let reasons: Vec<_> = pair.reasons.iter().map(|reason| reason.code()).collect();
        let [first, second] = &pair.parties;
        format!("{} {} {} {}", of(first), of(second), pair.score, reasons.join(" "))
    };
    page.items.iter().map(line).collect()
}

async fn small_file(db: &Db) {
    made(db, "1", file("Durand SARL", "423529940", "-", "-")).await;
    made(db, "2", file("DURAND", "423529940", "-", "-")).await;
    made(db, "3", file("Lefèvre & Fils", "-", "compta@cabinet.example", "1 rue X")).await;
    made(db, "4", file("Ets Lefevre et fils", "-", "-", "1 r. X")).await;
    made(db, "5", file("Somebody else", "-", "compta@cabinet.example", "-")).await;
}

both_engines! {
    async fn a_search_finds_pairs_with_their_reasons_the_likeliest_first(db: Db) {
        small_file(&db).await;
        let ended = searched(&db).await;
        assert_eq!((ended.found, ended.done, ended.total), (2, 256, 256));
        assert_eq!(open(&db).await, [
            "1 2 100 same_siren same_name",
            "3 4 75 same_name same_address",
        ]);
        let first = list(db.read(), PairFilter::default(), PageRequest::first(1)).await.unwrap();
        let rest = PageRequest { limit: 1, after: first.next };
        let second = list(db.read(), PairFilter::default(), rest).await.unwrap();
        assert_eq!((second.items[0].score, second.next), (75, None));
        let probable = PairFilter { likeness: Some(domain::duplicate::Likeness::Probable), ..PairFilter::default() };
        assert_eq!(list(db.read(), probable, PageRequest::first(9)).await.unwrap().items.len(), 1);
        let five = customer::get_by_reference(db.read(), &"5".parse().unwrap()).await.unwrap();
        let of_five = PairFilter { customer: Some(five.id), ..PairFilter::default() };
        assert!(list(db.read(), of_five, PageRequest::first(9)).await.unwrap().items.is_empty());
        let keys = Statement::from_string(db.read().get_database_backend(), "select 1 from duplicate_key");
        assert!(db.read().query_all_raw(keys).await.unwrap().is_empty(), "no key is left behind");
    }

    async fn a_dismissed_pair_stays_dismissed_and_one_that_is_no_longer_alike_goes(db: Db) {
        small_file(&db).await;
        searched(&db).await;
        let pairs = list(db.read(), PairFilter::default(), PageRequest::first(9)).await.unwrap().items;
        dismiss(&db, &context(), pairs[0].id, None).await.unwrap();
        dismiss(&db, &context(), pairs[0].id, None).await.unwrap();
        let four = customer::get_by_reference(db.read(), &"4".parse().unwrap()).await.unwrap();
        let rename = |file: &mut CustomerFile| file.name = "Another name".to_owned();
        customer::update(&db, &context(), four.id, 1, rename, None).await.unwrap();
        assert_eq!(searched(&db).await.found, 0);
        assert!(open(&db).await.is_empty());
        let dismissed = PairFilter { state: Some(PairState::Dismissed), ..PairFilter::default() };
        let dismissed = list(db.read(), dismissed, PageRequest::first(9)).await.unwrap().items;
        assert_eq!(dismissed.len(), 1);
        assert_eq!(dismissed[0].decided_by.as_deref(), Some("system"));
        assert_eq!(duplicate_pair::Entity::find().count(db.read()).await.unwrap(), 1);
    }

    async fn one_search_is_under_way_at_a_time_and_goes_on_after_an_interruption(db: Db) {
        small_file(&db).await;
        let id = begin(&db, &context(), None).await.unwrap();
        assert_eq!(begin(&db, &context(), None).await.unwrap(), id);
        let at = advance(&db, &context(), id).await.unwrap();
        assert_eq!((at.state, at.done, at.total), (SearchState::Gathering, 5, 5));
        assert_eq!(unfinished(db.read()).await.unwrap(), Some(id));
        // Two processes at once: each page is done by one of them.
        let (one, two) = tokio::join!(ended(&db, id), ended(&db, id));
        assert_eq!((one.found, two.found), (2, 2));
        assert_eq!(unfinished(db.read()).await.unwrap(), None);
        assert_eq!(search(db.read(), None).await.unwrap(), one);
    }

    async fn a_key_that_too_many_share_makes_no_pairs(db: Db) {
        for nth in 0..=domain::duplicate::MOST_SHARING {
            made(&db, &nth.to_string(), file("Chain", "-", "-", "1 rue X")).await;
        }
        assert_eq!(searched(&db).await.found, 0);
    }

    async fn a_large_file_is_searched_in_flat_memory(db: Db) {
        // A measure: only when its size is named.
        #[expect(clippy::disallowed_methods, reason = "the size of a measure")]
        let size = std::env::var("RELAIS_MEASURE_PARTIES");
        let Some(parties) = size.ok().and_then(|size| size.parse::<u32>().ok()) else { return };
        let context = context();
        for first in (0..parties).step_by(1_000) {
            let new: Vec<_> = (first..first + 1_000).map(|nth| {
                // One in ten is written a second time, otherwise.
                let twice = nth % 10 == 9;
                let who = if twice { nth - 9 } else { nth };
                let words = ["Atelier", "Garage", "Maison", "Transports", "Boulangerie", "Cabinet"];
                let name = format!("{} {}{:x}", words[who as usize % 6], ["Du", "Le", "Mar", "Ro"][who as usize % 4], who.wrapping_mul(2_654_435_761));
                let name = if twice { name.to_uppercase() + " SARL" } else { name };
                let mailbox = if twice { "-".to_owned() } else { format!("c{who}@client.example") };
                let mut file = file(&name, "-", &mailbox, &format!("{} rue {}", who % 90 + 1, who % 997));
                file.addresses[0].place.postal_code = format!("{:05}", 1_000 + who % 90_000);
                NewCustomer { reference: None, file }
            }).collect();
            let txn = db.begin().await.unwrap();
            customer::create_many(&*txn, &context, &new, None).await.unwrap();
            txn.commit().await.unwrap();
        }
        if db.engine() == Engine::Postgres {
            db.read().execute_unprepared("analyze").await.unwrap();
        }
        let began = Instant::now();
        let id = begin(&db, &context, None).await.unwrap();
        let mut gathered = None;
        loop {
            let at = advance(&db, &context, id).await.unwrap();
            if at.state == SearchState::Comparing && gathered.is_none() {
                gathered = Some(began.elapsed());
            }
            if at.state == SearchState::Done {
                println!("{:?}: {parties} parties, keys {gathered:?}, all {:?}, {} pairs", db.engine(), began.elapsed(), at.found);
                assert!(at.found >= u64::from(parties / 10));
                break;
            }
        }
    }
}
