//! What the desk adds to a customer is found too: tags, texts of the fields that the firm defined,
//! establishments and people, who lead to it.

use domain::customer::{
    Address, Choice, ContactRole, CustomField, CustomFieldKind, CustomValue, CustomerFile,
    Establishment, Label, Person, PostalAddress, Tag,
};
use domain::search::FoundKind;
use migrations::{Migrator, MigratorTrait};

use super::*;
use crate::customer::{NewCustomField, create_custom_field, update_custom_field};
use crate::party::{
    create_establishment, create_person, delete_establishment, update_establishment,
};

async fn define(db: &Db, code: &str, kind: CustomFieldKind) {
    let label = Label { fr: code.to_owned(), en: code.to_owned() };
    let new = NewCustomField { code: code.to_owned(), kind, label, choices: Vec::new() };
    create_custom_field(db, &context(), new, None).await.unwrap();
}

fn tags(tags: &[&str]) -> Vec<Tag> {
    Tag::set(tags.iter().map(|tag| Tag::parse(tag).unwrap()))
}

/// `C1` has tags and own fields, `C2` has none of them.
pub(super) async fn world(db: &Db) {
    define(db, "contract", CustomFieldKind::Text).await;
    define(db, "staff", CustomFieldKind::Number).await;
    let mut first = new("C1", "Menuiserie Arnaud", "Lyon", "a@arnaud.example", "+33491138900");
    first.file.tags = tags(&["Salon du bois", "VIP"]);
    first.file.custom = [
        ("contract".to_owned(), CustomValue::Text("Marché K-2024/17".to_owned())),
        ("staff".to_owned(), CustomValue::Number(7_770_000)),
    ]
    .into();
    let second = new("C2", "Garage Vidal", "Arles", "b@vidal.example", "+33491138901");
    make(db, &[first, second]).await;
}

pub(super) async fn change(db: &Db, reference: &str, change: impl FnOnce(&mut CustomerFile)) {
    let record = customer::get_by_reference(db.read(), &reference.parse().unwrap()).await.unwrap();
    customer::update(db, &context(), record.id, record.version, change, None).await.unwrap();
}

/// Kind, reference and reason of what is found.
async fn kinds(db: &Db, text: &str) -> Vec<String> {
    let found = find(db.read(), text, &Wanted::first(20)).await.unwrap().items;
    let line = |found: Found| {
        assert_eq!(found.customer.is_some(), found.reference.is_some());
        format!("{} {} {}", found.kind, found.reference.unwrap_or_default(), found.reason)
    };
    found.into_iter().map(line).collect()
}

both_engines! {
    async fn tags_and_texts_of_the_firms_fields_are_found_and_say_why(db: Db) {
        world(&db).await;
        for posted in [false, true] {
            if posted {
                catch_up(&db).await.unwrap();
            }
            for (text, expected) in [
                ("vip", &["C1 tag"][..]),
                ("SALON bois", &["C1 tag"]),
                ("bois arnaud", &["C1 name"]),
                ("k-2024/17", &["C1 own_field"]),
                ("marche", &["C1 own_field"]),
                ("marhce", &["C1 fuzzy"]),
                // A number is asked by a segment.
                ("777", &[]),
            ] {
                assert_eq!(found(&db, text).await, expected, "{text}, posted: {posted}");
            }
        }
        change(&db, "C1", |file| {
            file.tags = tags(&["Fidèle"]);
            file.custom.remove("contract");
        })
        .await;
        change(&db, "C2", |file| {
            file.tags = tags(&["vip"]);
            file.custom.insert("contract".to_owned(), CustomValue::Text("Forêt".to_owned()));
        })
        .await;
        for posted in [false, true] {
            if posted {
                catch_up(&db).await.unwrap();
            }
            assert_eq!(found(&db, "vip").await, ["C2 tag"]);
            assert_eq!(found(&db, "fidele").await, ["C1 tag"]);
            assert_eq!(found(&db, "foret").await, ["C2 own_field"]);
            assert_eq!(found(&db, "marche").await, [""; 0]);
        }
    }

    async fn choices_of_the_firms_fields_are_found_by_what_people_read_in_both_languages(db: Db) {
        world(&db).await;
        let choice = |code: &str, fr: &str, en: &str| Choice {
            code: code.to_owned(),
            label: Label { fr: fr.to_owned(), en: en.to_owned() },
        };
        let sector = NewCustomField {
            code: "sector".to_owned(),
            kind: CustomFieldKind::Choice,
            label: Label { fr: "Secteur".to_owned(), en: "Sector".to_owned() },
            choices: vec![choice("wood", "Bois", "Timber"), choice("steel", "Acier", "Steel")],
        };
        let sector = create_custom_field(&db, &context(), sector, None).await.unwrap();
        for (reference, code) in [("C1", "wood"), ("C2", "steel")] {
            let value = CustomValue::Choice(code.to_owned());
            change(&db, reference, |file| {
                file.custom.insert("sector".to_owned(), value);
            })
            .await;
        }
        for posted in [false, true] {
            if posted {
                catch_up(&db).await.unwrap();
            }
            for (text, expected) in [
                ("acier", &["C2 own_field"][..]),
                ("steel", &["C2 own_field"]),
                ("timber", &["C1 own_field"]),
                ("wood", &["C1 own_field"]),
                ("wood acier", &[]),
            ] {
                assert_eq!(found(&db, text).await, expected, "{text}, posted: {posted}");
            }
        }
        let rename = |field: &mut CustomField| field.choices[1].label.fr = "Métallerie".to_owned();
        update_custom_field(&db, &context(), sector, 1, rename).await.unwrap();
        assert_eq!(waiting(db.read()).await.unwrap(), 1, "who has another choice is as before");
        for posted in [false, true] {
            if posted {
                catch_up(&db).await.unwrap();
            }
            assert_eq!(found(&db, "metallerie").await, ["C2 own_field"], "posted: {posted}");
            assert_eq!(found(&db, "acier").await, [""; 0], "posted: {posted}");
        }
    }

    async fn establishments_and_people_lead_to_their_customer(db: Db) {
        world(&db).await;
        let record = customer::get_by_reference(db.read(), &"C1".parse().unwrap()).await.unwrap();
        let place = PostalAddress::new(&[], "1 RUE X", "44000", "Nantes", "FR").unwrap();
        let depot = Establishment {
            name: "Dépôt atlantique".to_owned(),
            siret: Some("42352994000011".parse().unwrap()),
            language: None,
            addresses: vec![Address { role: ContactRole::Main, place }],
            contact_points: Vec::new(),
        };
        let depot = create_establishment(&db, &context(), record.id, depot, None).await.unwrap();
        let buyer = Person {
            name: "Zoé Durand".to_owned(),
            job_title: None,
            language: None,
            roles: Vec::new(),
            contact_points: Vec::new(),
        };
        create_person(&db, &context(), record.id, buyer, None).await.unwrap();
        for posted in [false, true] {
            if posted {
                catch_up(&db).await.unwrap();
            }
            assert_eq!(kinds(&db, "atlantique").await, ["establishment C1 name"]);
            assert_eq!(kinds(&db, "nantes").await, ["establishment C1 city"]);
            assert_eq!(kinds(&db, "423 529 940 00011").await, ["establishment C1 identifier"]);
            assert_eq!(kinds(&db, "zoe durand").await, ["person C1 name"]);
            assert_eq!(kinds(&db, "C1").await, ["customer C1 reference"], "itself alone");
            let wanted = Wanted { kind: Some(FoundKind::Establishment), ..Wanted::first(20) };
            assert_eq!(find(db.read(), "depot", &wanted).await.unwrap().items.len(), 1);
        }
        let rename = |depot: &mut Establishment| depot.name = "Entrepôt".to_owned();
        update_establishment(&db, &context(), depot, 1, rename).await.unwrap();
        for posted in [false, true] {
            if posted {
                catch_up(&db).await.unwrap();
            }
            assert_eq!(kinds(&db, "entrepot").await, ["establishment C1 name"]);
            assert_eq!(kinds(&db, "atlantique").await, [""; 0]);
        }
        let record = customer::get(db.read(), record.id).await.unwrap();
        customer::delete(&db, &context(), record.id, record.version).await.unwrap();
        for posted in [false, true] {
            if posted {
                catch_up(&db).await.unwrap();
            }
            assert_eq!(kinds(&db, "entrepot").await, [""; 0], "nor those of who was deleted");
            assert_eq!(kinds(&db, "zoe").await, [""; 0]);
        }
        customer::restore(&db, &context(), record.id, None).await.unwrap();
        catch_up(&db).await.unwrap();
        assert_eq!(kinds(&db, "zoe").await, ["person C1 name"]);
        delete_establishment(&db, &context(), depot, 2).await.unwrap();
        assert_eq!(kinds(&db, "entrepot").await, [""; 0]);
        catch_up(&db).await.unwrap();
        assert_eq!(kinds(&db, "entrepot").await, [""; 0]);
    }

    async fn what_the_desk_knew_before_is_posted_after_the_migration(db: Db) {
        world(&db).await;
        let record = customer::get_by_reference(db.read(), &"C2".parse().unwrap()).await.unwrap();
        let depot = Establishment {
            name: "Dépôt".to_owned(),
            siret: None,
            language: None,
            addresses: Vec::new(),
            contact_points: Vec::new(),
        };
        create_establishment(&db, &context(), record.id, depot, None).await.unwrap();
        let last = migrations::names().skip_while(|name| *name != "m0018_found").count();
        Migrator::down(db.read(), Some(u32::try_from(last).unwrap())).await.unwrap();
        // As an older version left it: posted, without what it did not know.
        for sql in [
            "delete from search_pending", "delete from search_posting", "delete from search_term",
            "delete from search_document",
        ] {
            db.read().execute_unprepared(sql).await.unwrap();
        }
        assert_eq!(found(&db, "vip").await, [""; 0]);
        db.migrate().await.unwrap();
        assert_eq!(waiting(db.read()).await.unwrap(), 2, "the one with tags, and the establishment");
        catch_up(&db).await.unwrap();
        assert_eq!(found(&db, "vip").await, ["C1 tag"]);
        assert_eq!(kinds(&db, "depot").await, ["establishment C2 name"]);
    }
}
