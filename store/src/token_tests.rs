use domain::user::{Role, Secret32};

use super::*;
use crate::both_engines;
use crate::testing::context;
use crate::user::tests::new_user;
use crate::user::{UserChange, change, create as create_user};

fn token(byte: u8) -> TokenText {
    TokenText::new(Secret32::new([byte; 32]))
}

fn new(user: UserId, scopes: Option<Vec<Act>>, context: &Context) -> NewToken {
    let expires_at = context.now + TimeDelta::days(90);
    NewToken { user, name: "export".parse().unwrap(), scopes, expires_at }
}

fn refusal<T: std::fmt::Debug>(outcome: Result<T, StoreError>) -> &'static str {
    match outcome {
        Err(StoreError::Refused(refusal)) => refusal.code,
        other => panic!("{other:?}"),
    }
}

both_engines! {
    async fn a_token_is_known_by_its_digest_until_it_ends(db: Db) {
        let context = context();
        let user = create_user(&db, &context, new_user("a@b.fr", Role::Sales), None).await.unwrap();
        let scopes = Some(vec![Act::ReadCustomers]);
        let id = create(&db, &context, new(user, scopes, &context), &token(1), None).await.unwrap();
        let digest = token(1).digest();
        let holder_at = async |days| {
            holder(&db, &digest, context.now + TimeDelta::days(days)).await.unwrap()
        };
        let found = holder_at(0).await.unwrap();
        assert_eq!((found.token.id, found.user.id, found.stale_use), (id, user, true));
        assert_eq!(found.token.scopes, [Act::ReadCustomers]);
        touch(&db, id, context.now).await.unwrap();
        assert!(!holder_at(0).await.unwrap().stale_use);
        assert!(holder_at(90).await.is_none(), "expired");
        assert!(holder(&db, &token(2).digest(), context.now).await.unwrap().is_none());
        revoke(&db, &context, id, Some(user)).await.unwrap();
        revoke(&db, &context, id, None).await.unwrap();
        assert!(holder_at(0).await.is_none(), "revoked");
    }

    async fn a_token_of_a_disabled_user_is_silent(db: Db) {
        let context = context();
        let user = create_user(&db, &context, new_user("a@b.fr", Role::Sales), None).await.unwrap();
        create(&db, &context, new(user, None, &context), &token(1), None).await.unwrap();
        let disabled = UserChange { disabled: Some(true), ..UserChange::default() };
        change(&db, &context, user, None, disabled).await.unwrap();
        assert!(holder(&db, &token(1).digest(), context.now).await.unwrap().is_none());
        let more = create(&db, &context, new(user, None, &context), &token(2), None).await;
        assert_eq!(refusal(more), "user_disabled");
    }

    async fn a_token_does_not_go_beyond_its_owner(db: Db) {
        let context = context();
        let user = create_user(&db, &context, new_user("a@b.fr", Role::Sales), None).await.unwrap();
        let beyond = new(user, Some(vec![Act::WriteUsers]), &context);
        assert_eq!(refusal(create(&db, &context, beyond, &token(1), None).await), "scope_beyond_role");
        let mut endless = new(user, None, &context);
        endless.expires_at = context.now + TimeDelta::days(4_000);
        assert_eq!(refusal(create(&db, &context, endless, &token(1), None).await), "token_life");
        let id = create(&db, &context, new(user, None, &context), &token(1), None).await.unwrap();
        let all: Vec<_> = Role::Sales.acts().collect();
        assert_eq!(get(&db, id).await.unwrap().scopes, all);
    }

    async fn somebody_elses_token_is_not_found(db: Db) {
        let context = context();
        let mine = create_user(&db, &context, new_user("a@b.fr", Role::Sales), None).await.unwrap();
        let other = create_user(&db, &context, new_user("c@d.fr", Role::Sales), None).await.unwrap();
        let id = create(&db, &context, new(mine, None, &context), &token(1), None).await.unwrap();
        let taken = revoke(&db, &context, id, Some(other)).await;
        assert!(matches!(taken, Err(StoreError::NotFound { noun: "token" })));
        let page = PageRequest::first(10);
        assert_eq!(list(&db, Some(mine), page).await.unwrap().items.len(), 1);
        assert!(list(&db, Some(other), page).await.unwrap().items.is_empty());
        assert_eq!(list(&db, None, page).await.unwrap().items.len(), 1);
    }
}
