//! Only those are found who are wanted.

use domain::customer::{Address, ContactRole, LegalClass, Person, PostalAddress, Tag};
use domain::language::Language;
use domain::user::Role;

use super::desk::{change, world};
use super::*;
use crate::party::create_person;
use crate::user;

both_engines! {
    async fn only_those_are_found_whose_customer_is_wanted_and_who_are_there(db: Db) {
        world(&db).await;
        let new = user::tests::new_user("desk@example.fr", Role::Sales);
        let owner = user::create(&db, &context(), new, None).await.unwrap();
        let place = PostalAddress::new(&[], "1 RUE X", "97133", "Gustavia", "FR").unwrap();
        change(&db, "C2", |file| {
            file.owner = Some(owner);
            file.legal_class = LegalClass::Consumer;
            file.language = Some(Language::En);
            file.addresses = vec![Address { role: ContactRole::Main, place }];
        })
        .await;
        for reference in ["C1", "C2"] {
            let reference = reference.parse().unwrap();
            let record = customer::get_by_reference(db.read(), &reference).await.unwrap();
            let buyer = Person {
                name: "Zoé Durand".to_owned(),
                job_title: None,
                language: None,
                roles: Vec::new(),
                contact_points: Vec::new(),
            };
            create_person(&db, &context(), record.id, buyer, None).await.unwrap();
        }
        let of = FindFilter::default;
        let department = |number: &str| FindFilter { department: Some(number.parse().unwrap()), ..of() };
        for posted in [false, true] {
            if posted {
                catch_up(&db).await.unwrap();
            }
            for (filter, expected) in [
                (of(), &["C1", "C2"][..]),
                (FindFilter { tag: Tag::parse("vip"), ..of() }, &["C1"]),
                (FindFilter { owner: Some(owner), ..of() }, &["C2"]),
                (FindFilter { legal_class: Some(LegalClass::Consumer), ..of() }, &["C2"]),
                (FindFilter { language: Some(Language::En), ..of() }, &["C2"]),
                (FindFilter { language: Some(Language::Fr), ..of() }, &[]),
                (department("13"), &["C1"]),
                (department("977"), &["C2"]),
                (department("971"), &[]),
                (FindFilter { owner: Some(owner), ..department("13") }, &[]),
            ] {
                let wanted = Wanted { filter: filter.clone(), ..Wanted::first(20) };
                let found = find(db.read(), "durand", &wanted).await.unwrap().items;
                let mut found: Vec<_> =
                    found.into_iter().filter_map(|found| found.reference).collect();
                found.sort();
                assert_eq!(found, expected, "{filter:?}, posted: {posted}");
                let itself = find(db.read(), "vidal", &wanted).await.unwrap().items;
                assert_eq!(itself.len(), usize::from(expected.contains(&"C2")), "{filter:?}");
            }
        }
    }
}
