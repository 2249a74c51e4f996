//! What the desk had added to customers, row for row: kept before a change that can be undone, and given
//! back with the rest of the file.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::desk;
use crate::entity::{custom_value, customer_owner, customer_tag};
use crate::error::StoreError;
use crate::many::insert_all;

/// The rows of a customer.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct DeskImage {
    owner: Option<Uuid>,
    tags: Vec<(String, String)>,
    values: Vec<ValueImage>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct ValueImage {
    field: Uuid,
    text: Option<String>,
    key: Option<String>,
    number: Option<i64>,
    date: Option<NaiveDate>,
    boolean: Option<bool>,
}

/// The rows of these customers, at most a thousand; none of those who have none.
pub(super) async fn read<C: ConnectionTrait>(
    conn: &C,
    customers: &[Uuid],
) -> Result<HashMap<Uuid, DeskImage>, StoreError> {
    let ids = || customers.iter().copied();
    let mut desks: HashMap<Uuid, DeskImage> = HashMap::new();
    let owners = customer_owner::Column::CustomerId.is_in(ids());
    for row in customer_owner::Entity::find().filter(owners).all(conn).await? {
        desks.entry(row.customer_id).or_default().owner = Some(row.user_id);
    }
    let tags = customer_tag::Column::CustomerId.is_in(ids());
    for row in customer_tag::Entity::find().filter(tags).all(conn).await? {
        desks.entry(row.customer_id).or_default().tags.push((row.tag_key, row.tag));
    }
    let values = custom_value::Column::CustomerId.is_in(ids());
    for row in custom_value::Entity::find().filter(values).all(conn).await? {
        desks.entry(row.customer_id).or_default().values.push(ValueImage {
            field: row.field_id,
            text: row.text_value,
            key: row.text_key,
            number: row.number_value,
            date: row.date_value,
            boolean: row.boolean_value,
        });
    }
    Ok(desks)
}

/// Gives customers back what they had, in the place of what they have.
pub(super) async fn restore<C: ConnectionTrait>(
    conn: &C,
    desks: &[(Uuid, &DeskImage)],
) -> Result<(), StoreError> {
    let customers: Vec<Uuid> = desks.iter().map(|(customer, _)| *customer).collect();
    desk::remove(conn, &customers).await?;
    let owners = desks.iter().filter_map(|(customer, desk)| {
        let user = desk.owner?;
        Some(customer_owner::ActiveModel { customer_id: Set(*customer), user_id: Set(user) })
    });
    insert_all(conn, owners.collect()).await?;
    let tags = desks.iter().flat_map(|(customer, desk)| {
        desk.tags.iter().map(|(key, tag)| customer_tag::ActiveModel {
            customer_id: Set(*customer),
            tag_key: Set(key.clone()),
            tag: Set(tag.clone()),
        })
    });
    insert_all(conn, tags.collect()).await?;
    let values = desks.iter().flat_map(|(customer, desk)| {
        desk.values.iter().map(|value| custom_value::ActiveModel {
            customer_id: Set(*customer),
            field_id: Set(value.field),
            text_value: Set(value.text.clone()),
            text_key: Set(value.key.clone()),
            number_value: Set(value.number),
            date_value: Set(value.date),
            boolean_value: Set(value.boolean),
        })
    });
    insert_all(conn, values.collect()).await
}
