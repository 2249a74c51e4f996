//! The figures of the law on contact: dated rows with their source.

use domain::company::THE_FIRM;
use domain::contactability::{ContactRule, ContactRuleFault, ContactRules};
use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QueryOrder};
use serde_json::json;

use crate::db::Db;
use crate::entity::contact_rule::{ActiveModel, Column, Entity, Model};
use crate::error::{Refusal, StoreError};
use crate::event;
use crate::idempotency::{self, Idempotency};
use crate::sql::unreadable;

impl From<ContactRuleFault> for Refusal {
    fn from(fault: ContactRuleFault) -> Self {
        Self::new(fault.code())
    }
}

/// All rows, by kind and first day.
///
/// # Errors
/// When the database cannot be read.
pub async fn list<C: ConnectionTrait>(conn: &C) -> Result<Vec<ContactRule>, StoreError> {
    let rows = Entity::find().order_by_asc(Column::Kind).order_by_asc(Column::ValidFrom);
    rows.all(conn).await?.into_iter().map(from_row).collect()
}

/// The table that the rule reads.
pub(super) async fn table<C: ConnectionTrait>(conn: &C) -> Result<ContactRules, StoreError> {
    Ok(ContactRules::new(list(conn).await?))
}

/// Records a figure, or corrects the one of the same kind and day. What was answered before stays
/// answered: the next question reads the new figure.
///
/// # Errors
/// [`StoreError::Refused`] with the code of a [`ContactRuleFault`].
pub async fn put(
    db: &Db,
    context: &Context,
    rule: ContactRule,
    idempotency: Option<&Idempotency>,
) -> Result<(), StoreError> {
    let rule = rule.checked().map_err(Refusal::from)?;
    idempotency::once(db, context, idempotency, async |txn| {
        let before = Entity::find_by_id((rule.kind.code().to_owned(), rule.valid_from))
            .one(&**txn)
            .await?
            .map(from_row)
            .transpose()?;
        let same = OnConflict::columns([Column::Kind, Column::ValidFrom])
            .update_columns([Column::Value, Column::Source, Column::Confirmed])
            .to_owned();
        let row = ActiveModel {
            kind: Set(rule.kind.code().to_owned()),
            valid_from: Set(rule.valid_from),
            value: Set(i32::try_from(rule.value).unwrap_or(i32::MAX)),
            source: Set(rule.source.clone()),
            confirmed: Set(rule.confirmed.code().to_owned()),
        };
        Entity::insert(row).on_conflict(same).exec_without_returning(&**txn).await?;
        let told = NewEvent::new(EventKind::ContactRuleRecorded, "company", THE_FIRM)
            .with(json!({ "before": before, "after": rule }));
        event::record(&**txn, context, vec![told]).await
    })
    .await
}

fn from_row(row: Model) -> Result<ContactRule, StoreError> {
    Ok(ContactRule {
        kind: row.kind.parse().map_err(|why| unreadable("contact_rule.kind", why))?,
        valid_from: row.valid_from,
        value: u32::try_from(row.value).map_err(|why| unreadable("contact_rule.value", why))?,
        source: row.source,
        confirmed: row
            .confirmed
            .parse()
            .map_err(|why| unreadable("contact_rule.confirmed", why))?,
    })
}

#[cfg(test)]
mod tests {
    use domain::contactability::ContactRuleKind;
    use domain::rate::Confirmation;
    use sea_orm::{ColumnTrait, QueryFilter};
    use serde_json::Value;

    use super::*;
    use crate::both_engines;
    use crate::entity;
    use crate::testing::context;

    fn rest(value: u32) -> ContactRule {
        ContactRule {
            kind: ContactRuleKind::CallRest,
            valid_from: "2027-01-01".parse().unwrap(),
            value,
            source: "JO".to_owned(),
            confirmed: Confirmation::Confirmed,
        }
    }

    async fn told(db: &Db) -> Vec<Value> {
        let kind = EventKind::ContactRuleRecorded.code();
        let rows = entity::event::Entity::find()
            .filter(entity::event::Column::Kind.eq(kind))
            .order_by_asc(entity::event::Column::Id);
        rows.all(db.read()).await.unwrap().into_iter().map(|row| row.data).collect()
    }

    both_engines! {
        async fn a_figure_is_recorded_corrected_and_told(db: Db) {
            let context = context();
            put(&db, &context, rest(90), None).await.unwrap();
            assert!(list(db.read()).await.unwrap().contains(&rest(90)));
            put(&db, &context, rest(30), None).await.unwrap();
            let rows = list(db.read()).await.unwrap();
            assert!(rows.contains(&rest(30)) && !rows.contains(&rest(90)));
            let day = "2027-02-01".parse().unwrap();
            let figure = table(db.read()).await.unwrap().on(ContactRuleKind::CallRest, day);
            assert_eq!(figure.map(|figure| (figure.value, figure.confirmed)), Some((30, true)));
            let told = told(&db).await;
            assert_eq!((told.len(), &told[0]["before"]), (2, &Value::Null));
            assert_eq!((&told[1]["before"]["value"], &told[1]["after"]["value"]), (&json!(90), &json!(30)));
        }

        async fn a_figure_that_cannot_be_is_refused_and_leaves_no_trace(db: Db) {
            let before = list(db.read()).await.unwrap();
            for (rule, code) in [
                (rest(0), "contact_rule_days_out_of_range"),
                (ContactRule { source: " ".to_owned(), ..rest(60) }, "contact_rule_source_missing"),
            ] {
                let refused = put(&db, &context(), rule, None).await.unwrap_err();
                assert!(matches!(&refused, StoreError::Refused(refusal) if refusal.code == code));
            }
            assert_eq!(list(db.read()).await.unwrap(), before);
            assert!(told(&db).await.is_empty());
        }

        async fn a_figure_that_is_sent_twice_is_recorded_once(db: Db) {
            let key = Idempotency {
                principal: "user:1".to_owned(),
                route: "POST /contact-rules".to_owned(),
                key: "k".to_owned(),
                digest: "d".to_owned(),
            };
            for _ in 0..2 {
                put(&db, &context(), rest(90), Some(&key)).await.unwrap();
            }
            assert_eq!(told(&db).await.len(), 1);
        }
    }
}
