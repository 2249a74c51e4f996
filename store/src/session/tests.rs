use chrono::TimeDelta;
use domain::user::{Password, Role};

use super::*;
use crate::both_engines;
use crate::secret::Secret;
use crate::testing::context;
use crate::user::tests::new_user;
use crate::user::{NewUser, PasswordHash, UserChange, change, create};

const PASSWORD: &str = "cheval pile agrafe";

fn secret() -> Secret {
    Secret::new("0123456789abcdef0123456789abcdef").unwrap()
}

async fn user(db: &Db, context: &Context, email: &str) -> domain::id::UserId {
    let password =
        PasswordHash::of(Password::new(PASSWORD, email).unwrap(), [3; 32]).await.unwrap();
    let new = NewUser { password: Some(password), ..new_user(email, Role::Sales) };
    create(db, context, new, None).await.unwrap()
}

async fn login(
    db: &Db,
    context: &Context,
    email: &str,
    password: &str,
    address: &str,
) -> Result<SessionHolder, LoginFault> {
    let login = Login {
        email: email.to_owned(),
        password: Password::typed(password),
        address: address.to_owned(),
        session: SessionSecret(Secret32::new([9; 32])),
    };
    open(db, context, &secret(), login).await
}

both_engines! {
    async fn a_session_opens_with_the_password_and_ends(db: Db) {
        let context = context();
        let id = user(&db, &context, "zoe@example.fr").await;
        let session = SessionSecret(Secret32::new([9; 32]));
        let opened = login(&db, &context, " Zoe@example.fr", PASSWORD, "192.0.2.1").await.unwrap();
        assert_eq!(opened.user.id, id);
        let found = holder(&db, session, context.now).await.unwrap().unwrap();
        assert!(found.trusts(session.csrf()) && !found.trusts(session.0));
        assert!(holder(&db, session, context.now + LIFETIME).await.unwrap().is_none(), "expired");
        close(&db, &context, opened.id).await.unwrap();
        close(&db, &context, opened.id).await.unwrap();
        assert!(holder(&db, session, context.now).await.unwrap().is_none(), "closed");
    }

    async fn a_wrong_password_and_an_unknown_account_are_the_same_answer(db: Db) {
        let context = context();
        user(&db, &context, "zoe@example.fr").await;
        for (email, password) in
            [("zoe@example.fr", "cheval pile agraphe"), ("nobody@example.fr", PASSWORD)]
        {
            let answer = login(&db, &context, email, password, "192.0.2.1").await;
            assert!(matches!(answer, Err(LoginFault::Wrong)), "{email}");
        }
    }

    async fn disabling_a_user_ends_the_sessions(db: Db) {
        let context = context();
        let id = user(&db, &context, "zoe@example.fr").await;
        login(&db, &context, "zoe@example.fr", PASSWORD, "192.0.2.1").await.unwrap();
        let disabled = UserChange { disabled: Some(true), ..UserChange::default() };
        change(&db, &context, id, None, disabled).await.unwrap();
        let session = SessionSecret(Secret32::new([9; 32]));
        assert!(holder(&db, session, context.now).await.unwrap().is_none());
        let again = login(&db, &context, "zoe@example.fr", PASSWORD, "192.0.2.1").await;
        assert!(matches!(again, Err(LoginFault::Wrong)));
    }

    async fn guessing_locks_the_account_for_everybody_and_the_right_password_opens_it_later(db: Db) {
        let mut context = context();
        user(&db, &context, "zoe@example.fr").await;
        let guesses = (0..12).map(|n| {
            let (db, context) = (&db, &context);
            async move { login(db, context, "zoe@example.fr", "wrong guess", &format!("192.0.2.{n}")).await }
        });
        let answers = futures::future::join_all(guesses).await;
        let looked_at = answers.iter().filter(|a| matches!(a, Err(LoginFault::Wrong))).count();
        assert_eq!(looked_at, 5, "a flood at once counts as one after the other");
        let until = match login(&db, &context, "zoe@example.fr", PASSWORD, "192.0.2.99").await {
            Err(LoginFault::Throttled(until)) => until,
            other => panic!("{other:?}"),
        };
        context.now = until;
        login(&db, &context, "zoe@example.fr", PASSWORD, "192.0.2.99").await.unwrap();
        login(&db, &context, "zoe@example.fr", "wrong guess", "192.0.2.99").await.unwrap_err();
        let gone = forget_old_throttles(&db, context.now + TimeDelta::days(1)).await.unwrap();
        assert_eq!(gone, 7, "the account, five addresses, and the last one");
    }
}
