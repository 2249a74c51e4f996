//! What the desk adds to a customer: who looks after it, its tags, and the values of the fields that
//! the firm defined. Read and written by sets.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::customer::{CustomFieldFault, CustomValue, CustomValues, CustomerFile, Tag};
use domain::id::{CustomerId, UserId};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, raw_sql,
};
use uuid::Uuid;

use super::custom_field;
use crate::entity::{custom_value, customer_owner, customer_tag};
use crate::error::{Refusal, StoreError};
use crate::many::insert_all;
use crate::sql::{on, unreadable};

/// What the desk knows of a customer.
#[derive(Debug, Default)]
pub(super) struct Desk {
    pub(super) owner: Option<UserId>,
    pub(super) tags: Vec<Tag>,
    pub(super) custom: CustomValues,
}

#[derive(FromQueryResult)]
struct ValueRow {
    customer_id: Uuid,
    code: String,
    kind: String,
    text_value: Option<String>,
    number_value: Option<i64>,
    date_value: Option<NaiveDate>,
    boolean_value: Option<bool>,
}

impl ValueRow {
    fn value(self) -> Option<CustomValue> {
        match self.kind.as_str() {
            "text" => self.text_value.map(CustomValue::Text),
            "choice" => self.text_value.map(CustomValue::Choice),
            "number" => self.number_value.map(CustomValue::Number),
            "date" => self.date_value.map(CustomValue::Date),
            "boolean" => self.boolean_value.map(CustomValue::Boolean),
            _ => None,
        }
    }
}

/// Adds what the desk knows of these customers, at most a thousand.
pub(super) async fn read<C: ConnectionTrait>(
    conn: &C,
    customers: &[Uuid],
    desks: &mut HashMap<Uuid, Desk>,
) -> Result<(), StoreError> {
    let ids = || customers.iter().copied();
    let owners = customer_owner::Entity::find()
        .filter(customer_owner::Column::CustomerId.is_in(ids()))
        .all(conn)
        .await?;
    for row in owners {
        desks.entry(row.customer_id).or_default().owner = Some(row.user_id.into());
    }
    let tags = customer_tag::Entity::find()
        .filter(customer_tag::Column::CustomerId.is_in(ids()))
        .order_by_asc(customer_tag::Column::CustomerId)
        .order_by_asc(customer_tag::Column::TagKey);
    for row in tags.all(conn).await? {
        let tag = Tag::parse(&row.tag).ok_or_else(|| unreadable("customer_tag.tag", "no tag"))?;
        desks.entry(row.customer_id).or_default().tags.push(tag);
    }
    let values = raw_sql!(
        Postgres,
        r#"SELECT v.customer_id, f.code, f.kind, v.text_value, v.number_value, v.date_value,
                  v.boolean_value
           FROM custom_value v JOIN custom_field f ON f.id = v.field_id
           WHERE v.customer_id IN ({..customers})"#
    );
    for row in ValueRow::find_by_statement(on(conn, values)).all(conn).await? {
        let (customer, code) = (row.customer_id, row.code.clone());
        let value = row.value().ok_or_else(|| unreadable("custom_value", "no value"))?;
        desks.entry(customer).or_default().custom.insert(code, value);
    }
    Ok(())
}

/// Checks the values that are new or changed against the fields that the firm defined.
pub(super) async fn check<C: ConnectionTrait>(
    conn: &C,
    changes: impl IntoIterator<Item = (&CustomValues, &CustomValues)>,
) -> Result<(), StoreError> {
    let new: Vec<(&String, &CustomValue)> = changes
        .into_iter()
        .flat_map(|(before, after)| {
            after.iter().filter(|(code, value)| before.get(*code) != Some(value))
        })
        .collect();
    if new.is_empty() {
        return Ok(());
    }
    let fields = custom_field::by_code(conn).await?;
    for (code, value) in new {
        let field = fields.get(code.as_str());
        let taken = field.ok_or(CustomFieldFault::Unknown).and_then(|field| field.takes(value));
        taken.map_err(|fault| Refusal::new(fault.code()).with("field", code))?;
    }
    Ok(())
}

/// Writes what the desk knows of customers; `anew` when they have rows already.
pub(crate) async fn write<C: ConnectionTrait>(
    conn: &C,
    customers: &[(CustomerId, &CustomerFile)],
    anew: bool,
) -> Result<(), StoreError> {
    if anew {
        let ids: Vec<Uuid> = customers.iter().map(|(id, _)| id.0).collect();
        remove(conn, &ids).await?;
    }
    let owners = customers.iter().filter_map(|(id, file)| {
        let user = file.owner?;
        Some(customer_owner::ActiveModel { customer_id: Set(id.0), user_id: Set(user.0) })
    });
    insert_all(conn, owners.collect()).await?;
    let tags = customers.iter().flat_map(|(id, file)| {
        file.tags.iter().map(|tag| customer_tag::ActiveModel {
            customer_id: Set(id.0),
            tag_key: Set(tag.key().to_owned()),
            tag: Set(tag.as_str().to_owned()),
        })
    });
    insert_all(conn, tags.collect()).await?;
    if customers.iter().all(|(_, file)| file.custom.is_empty()) {
        return Ok(());
    }
    let fields = custom_field::by_code(conn).await?;
    let mut values = Vec::new();
    for (customer, file) in customers {
        for (code, value) in &file.custom {
            let field = fields
                .get(code.as_str())
                .ok_or_else(|| unreadable("custom_field.code", "no such field"))?;
            values.push(value_row(customer.0, field.id.0, value));
        }
    }
    insert_all(conn, values).await
}

/// Removes what the desk knows of customers.
pub(super) async fn remove<C: ConnectionTrait>(
    conn: &C,
    customers: &[Uuid],
) -> Result<(), StoreError> {
    if customers.is_empty() {
        return Ok(());
    }
    let ids = || customers.iter().copied();
    customer_owner::Entity::delete_many()
        .filter(customer_owner::Column::CustomerId.is_in(ids()))
        .exec(conn)
        .await?;
    customer_tag::Entity::delete_many()
        .filter(customer_tag::Column::CustomerId.is_in(ids()))
        .exec(conn)
        .await?;
    custom_value::Entity::delete_many()
        .filter(custom_value::Column::CustomerId.is_in(ids()))
        .exec(conn)
        .await?;
    Ok(())
}

fn value_row(customer: Uuid, field: Uuid, value: &CustomValue) -> custom_value::ActiveModel {
    let text = match value {
        CustomValue::Text(text) | CustomValue::Choice(text) => Some(text.clone()),
        _ => None,
    };
    custom_value::ActiveModel {
        customer_id: Set(customer),
        field_id: Set(field),
        text_key: Set(text.as_ref().map(|_| value.key())),
        text_value: Set(text),
        number_value: Set(match value {
            CustomValue::Number(number) => Some(*number),
            _ => None,
        }),
        date_value: Set(match value {
            CustomValue::Date(day) => Some(*day),
            _ => None,
        }),
        boolean_value: Set(match value {
            CustomValue::Boolean(yes) => Some(*yes),
            _ => None,
        }),
    }
}
