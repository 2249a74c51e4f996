use domain::customer::EmailAddress;
use domain::user::Role;
use sea_orm::EntityTrait;

use super::*;
use crate::both_engines;
use crate::db::Db;
use crate::page::PageRequest;
use crate::testing::context;

/// A user with this address and role, without a password.
pub(crate) fn new_user(email: &str, role: Role) -> NewUser {
    NewUser {
        email: EmailAddress::parse(email).unwrap(),
        name: "Zoé Durand".parse().unwrap(),
        language: Language::Fr,
        role,
        password: None,
    }
}

fn disable() -> UserChange {
    UserChange { disabled: Some(true), ..UserChange::default() }
}

fn code<T: std::fmt::Debug>(outcome: Result<T, StoreError>) -> &'static str {
    match outcome {
        Err(StoreError::Refused(refusal)) => refusal.code,
        Err(StoreError::Conflict { code }) => code,
        other => panic!("{other:?}"),
    }
}

both_engines! {
    async fn an_address_is_one_users_whatever_its_case(db: Db) {
        let context = context();
        let id = create(&db, &context, new_user("Zoe@Example.fr", Role::Sales), None).await.unwrap();
        let again = create(&db, &context, new_user("zoe@example.fr", Role::Sales), None).await;
        assert_eq!(code(again), "email_taken");
        let found = find_by_email(&db, " ZOE@example.FR ").await.unwrap();
        assert_eq!((found.id, found.email.as_str(), found.role), (id, "Zoe@example.fr", Role::Sales));
        let list = list(&db, PageRequest::first(10)).await.unwrap();
        assert_eq!(list.items, [found]);
    }

    async fn a_change_grows_the_version_and_a_stale_one_changes_nothing(db: Db) {
        let context = context();
        let id = create(&db, &context, new_user("a@b.fr", Role::Sales), None).await.unwrap();
        let role = UserChange { role: Some(Role::Accountant), ..UserChange::default() };
        assert_eq!(change(&db, &context, id, Some(1), role.clone()).await.unwrap(), 2);
        assert_eq!(change(&db, &context, id, Some(2), role).await.unwrap(), 2, "nothing to change");
        assert!(matches!(change(&db, &context, id, Some(1), disable()).await, Err(StoreError::Stale)));
        assert_eq!(get(&db, id).await.unwrap().role, Role::Accountant);
        let events = crate::entity::event::Entity::find().all(db.read()).await.unwrap();
        let kinds: Vec<_> = events.iter().map(|event| event.kind.as_str()).collect();
        assert_eq!(kinds, ["user_created", "user_changed"]);
    }

    async fn one_administrator_always_remains(db: Db) {
        let context = context();
        let first = create(&db, &context, new_user("a@b.fr", Role::Administrator), None).await.unwrap();
        let second = create(&db, &context, new_user("c@d.fr", Role::Administrator), None).await.unwrap();
        change(&db, &context, first, None, disable()).await.unwrap();
        assert_eq!(code(change(&db, &context, second, None, disable()).await), "last_administrator");
        let demoted = UserChange { role: Some(Role::Sales), ..UserChange::default() };
        assert_eq!(code(change(&db, &context, second, None, demoted).await), "last_administrator");
        assert!(has_administrator(&db).await.unwrap());
        let enable = UserChange { disabled: Some(false), ..UserChange::default() };
        change(&db, &context, first, None, enable).await.unwrap();
        change(&db, &context, second, None, disable()).await.unwrap();
    }
}
