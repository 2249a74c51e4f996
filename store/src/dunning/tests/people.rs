//! Whom a reminder reaches: whoever receives them, then whoever pays, then the customer itself; and the
//! task of a customer whom nothing reaches.

use domain::customer::ContactValue;
use domain::customer::PersonRole::{AccountsPayable, Buyer, Reminders};
use domain::language::Language;
use domain::suppression::SuppressionReason;
use domain::task::TaskKind;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::world::*;
use crate::both_engines;
use crate::db::Db;
use crate::entity::{address, contact_point};
use crate::message::{Claim, Scope, claim_page};
use crate::page::PageRequest;
use crate::party::tests::{mailbox, zoe};
use crate::party::{create_person, delete_person, update_person};
use crate::suppression::{NewSuppression, suppress};
use crate::task::{self, TaskFilter};
use crate::testing::context_at;

async fn address_of(db: &Db, on: &str) -> (String, String) {
    let run = confirm(db, on).await.run;
    let message = messages(db, run).await.into_iter().next().unwrap();
    let point = contact_point::Entity::find_by_id(message.contact_point_id.unwrap());
    (point.one(db.read()).await.unwrap().unwrap().value, message.language)
}

both_engines! {
    async fn a_reminder_goes_to_whoever_receives_them_in_that_persons_language(db: Db) {
        for (n, (people, expected, language)) in [
            (vec![], "c0@client.example", "fr"),
            (vec![(Buyer, "buyer@x.example")], "c1@client.example", "fr"),
            (vec![(Buyer, "b@x.example"), (AccountsPayable, "pay@x.example")], "pay@x.example", "en"),
            (
                vec![(AccountsPayable, "p@x.example"), (Reminders, "remind@x.example")],
                "remind@x.example",
                "en",
            ),
        ].into_iter().enumerate() {
            let late = customer(&db, &format!("C{n}")).await;
            for (role, address) in people {
                create_person(&db, &context(), late, zoe(&[role], address), None).await.unwrap();
            }
            let due = day("2026-01-01") + chrono::Duration::days(30 * i64::try_from(n).unwrap());
            let on = due + chrono::Duration::days(10);
            let line = owes(&db, late, &format!("F{n}"), &due.to_string(), 10_000).await;
            assert_eq!(address_of(&db, &on.to_string()).await, (expected.to_owned(), language.to_owned()));
            pays(&db, late, line, &on.to_string(), 10_000).await;
        }
    }

    async fn who_left_or_no_longer_has_a_mailbox_is_passed_over(db: Db) {
        let late = customer(&db, "C1").await;
        owes(&db, late, "F1", "2026-01-01", 10_000).await;
        let gone = zoe(&[Reminders], "gone@x.example");
        let gone = create_person(&db, &context(), late, gone, None).await.unwrap();
        delete_person(&db, &context(), gone, 1).await.unwrap();
        let dead = zoe(&[AccountsPayable], "dead@x.example");
        create_person(&db, &context(), late, dead, None).await.unwrap();
        contact_point::Entity::update_many()
            .col_expr(contact_point::Column::InvalidSince, Expr::value(context().now))
            .filter(contact_point::Column::Value.eq("dead@x.example"))
            .exec(db.read())
            .await
            .unwrap();
        let preview = read(&db, "2026-01-20").await;
        assert_eq!(preview.messages[0].language, Language::Fr);
        assert_eq!(address_of(&db, "2026-01-20").await.0, "c1@client.example");
    }

    async fn an_address_that_is_known_to_be_another_s_is_passed_over(db: Db) {
        let late = customer(&db, "C1").await;
        owes(&db, late, "F1", "2026-01-01", 10_000).await;
        for (reason, channel) in
            [(SuppressionReason::Objection, "email"), (SuppressionReason::WrongAddress, "letter")]
        {
            let value = ContactValue::Email("c1@client.example".parse().unwrap());
            let new = NewSuppression { value, reason, purpose: None, import: None, anew: false };
            suppress(&db, &context(), new, None).await.unwrap();
            let preview = read(&db, "2026-01-20").await;
            assert_eq!(preview.messages[0].channel.code(), channel);
        }
    }

    async fn a_mail_to_who_left_after_the_confirmation_does_not_leave(db: Db) {
        let mut runs = Vec::new();
        let day = "2026-01-20";
        for n in 0..3 {
            let late = customer(&db, &format!("C{n}")).await;
            owes(&db, late, &format!("F{n}"), "2026-01-01", 10_000).await;
            let person = zoe(&[Reminders], &format!("zoe{n}@x.example"));
            runs.push(create_person(&db, &context(), late, person, None).await.unwrap());
        }
        let run = confirm(&db, day).await.run;
        let [_, left, moved] = runs[..] else { panic!("three people") };
        delete_person(&db, &context(), left, 1).await.unwrap();
        let elsewhere = |person: &mut domain::customer::Person| {
            person.contact_points = vec![mailbox("elsewhere@x.example")];
        };
        update_person(&db, &context(), moved, 1, elsewhere).await.unwrap();
        let now = context_at("2026-01-20T12:00:00Z".parse().unwrap());
        let (token, lease) = (now.id(), chrono::Duration::minutes(5));
        let claim =
            Claim { token, worker: "test", batch: None, scope: Scope::Mail, limit: 10, lease };
        let page = claim_page(&db, &now, &claim).await.unwrap().unwrap();
        assert_eq!(page.messages.len(), 1);
        let mut reasons: Vec<_> =
            messages(&db, run).await.into_iter().filter_map(|message| message.reason).collect();
        reasons.sort_unstable();
        assert_eq!(reasons, ["no_contact_point", "party_deleted"]);
        assert_eq!(levels(&read(&db, "2026-01-21").await).len(), 2, "their lines are free again");
    }

    async fn a_customer_whom_nothing_reaches_becomes_a_task_once(db: Db) {
        let late = customer(&db, "C1").await;
        for number in ["F1", "F2"] {
            owes(&db, late, number, "2026-01-01", 10_000).await;
        }
        let party = party_of(&db, late).await;
        address::Entity::update_many()
            .col_expr(address::Column::InvalidSince, Expr::value(context().now))
            .filter(address::Column::PartyId.eq(party))
            .exec(db.read())
            .await
            .unwrap();
        contact_point::Entity::update_many()
            .col_expr(contact_point::Column::InvalidSince, Expr::value(context().now))
            .exec(db.read())
            .await
            .unwrap();
        let tasks = async || {
            let page = PageRequest::first(9);
            task::list(&db, &TaskFilter::default(), page).await.unwrap().items
        };
        crate::dunning::propose_run(&db, &context(), day("2026-01-20"), None).await.unwrap();
        assert!(tasks().await.is_empty(), "a proposal asks for nothing");
        confirm(&db, "2026-01-20").await;
        confirm(&db, "2026-01-27").await;
        let found = tasks().await;
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].kind, found[0].customer), (TaskKind::NoContactPoint, Some(late)));
        sound(&db).await;
    }
}
