//! What the desk knows of the two: owner, tags, own fields, and how to get paid. The survivor gets what the
//! plan says; the other keeps its own, hidden with it.

use chrono::NaiveDate;
use domain::context::Context;
use domain::customer::PaymentSheet;
use domain::id::{CustomerId, MergeId};
use domain::merge::{MergePlan, MergeRefusal};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::journal::{self, Part};
use crate::customer::{read_sheet, write_desk, write_sheet};
use crate::entity::{custom_value, customer_owner, customer_tag, payment_sheet};
use crate::error::StoreError;

/// The name of this part of a customer, as the journal has it.
const DESK: &str = "desk";

/// What stands in the rows of one customer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct DeskPart {
    owner: Option<Uuid>,
    tags: Vec<(String, String)>,
    values: Vec<ValuePart>,
    sheet: Option<PaymentSheet>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct ValuePart {
    field: Uuid,
    text: Option<String>,
    key: Option<String>,
    number: Option<i64>,
    date: Option<NaiveDate>,
    boolean: Option<bool>,
}

/// Whether somebody wrote down how to get paid by a customer.
pub(super) async fn has_sheet<C: ConnectionTrait>(
    conn: &C,
    customer: CustomerId,
) -> Result<bool, StoreError> {
    Ok(payment_sheet::Entity::find_by_id(customer.0).one(conn).await?.is_some())
}

/// Writes what the plan says of the survivor, and notes what was there.
pub(super) async fn write<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    merge: MergeId,
    plan: &MergePlan,
    survivor: CustomerId,
    other: CustomerId,
) -> Result<(), StoreError> {
    let before = read(conn, survivor.0).await?;
    write_desk(conn, &[(survivor, &plan.file)], true).await?;
    if plan.takes_payment_sheet {
        let sheet = read(conn, other.0).await?.sheet;
        set_sheet(conn, context, survivor.0, sheet).await?;
    }
    let after = read(conn, survivor.0).await?;
    let part = Part { table: "customer", name: DESK, row: survivor.0, text: "" };
    journal::note(conn, merge, part, &before, &after).await
}

/// Gives the survivor back what stood there.
///
/// # Errors
/// [`MergeRefusal::Depended`] when something else stands there now.
pub(super) async fn give_back<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    merge: MergeId,
) -> Result<(), StoreError> {
    for noted in journal::parts::<_, DeskPart>(conn, merge, "customer", DESK).await? {
        if read(conn, noted.row).await? != noted.after {
            return Err(MergeRefusal::Depended("desk".to_owned()).into());
        }
        set(conn, context, noted.row, noted.before).await?;
    }
    Ok(())
}

async fn read<C: ConnectionTrait>(conn: &C, customer: Uuid) -> Result<DeskPart, StoreError> {
    let owner = customer_owner::Entity::find_by_id(customer).one(conn).await?;
    let tags = customer_tag::Entity::find()
        .filter(customer_tag::Column::CustomerId.eq(customer))
        .order_by_asc(customer_tag::Column::TagKey)
        .all(conn)
        .await?;
    let values = custom_value::Entity::find()
        .filter(custom_value::Column::CustomerId.eq(customer))
        .order_by_asc(custom_value::Column::FieldId)
        .all(conn)
        .await?;
    let value = |row: custom_value::Model| ValuePart {
        field: row.field_id,
        text: row.text_value,
        key: row.text_key,
        number: row.number_value,
        date: row.date_value,
        boolean: row.boolean_value,
    };
    let sheet = payment_sheet::Entity::find_by_id(customer).one(conn).await?;
    Ok(DeskPart {
        owner: owner.map(|row| row.user_id),
        tags: tags.into_iter().map(|row| (row.tag_key, row.tag)).collect(),
        values: values.into_iter().map(value).collect(),
        sheet: sheet.map(read_sheet).transpose()?.map(|(sheet, _)| sheet),
    })
}

async fn set<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    customer: Uuid,
    part: DeskPart,
) -> Result<(), StoreError> {
    customer_owner::Entity::delete_by_id(customer).exec(conn).await?;
    if let Some(owner) = part.owner {
        let row = customer_owner::ActiveModel { customer_id: Set(customer), user_id: Set(owner) };
        customer_owner::Entity::insert(row).exec_without_returning(conn).await?;
    }
    customer_tag::Entity::delete_many()
        .filter(customer_tag::Column::CustomerId.eq(customer))
        .exec(conn)
        .await?;
    if !part.tags.is_empty() {
        let tags = part.tags.into_iter().map(|(key, tag)| customer_tag::ActiveModel {
            customer_id: Set(customer),
            tag_key: Set(key),
            tag: Set(tag),
        });
        customer_tag::Entity::insert_many(tags).exec_without_returning(conn).await?;
    }
    custom_value::Entity::delete_many()
        .filter(custom_value::Column::CustomerId.eq(customer))
        .exec(conn)
        .await?;
    if !part.values.is_empty() {
        let values = part.values.into_iter().map(|value| custom_value::ActiveModel {
            customer_id: Set(customer),
            field_id: Set(value.field),
            text_value: Set(value.text),
            text_key: Set(value.key),
            number_value: Set(value.number),
            date_value: Set(value.date),
            boolean_value: Set(value.boolean),
        });
        custom_value::Entity::insert_many(values).exec_without_returning(conn).await?;
    }
    set_sheet(conn, context, customer, part.sheet).await
}

/// Writes a sheet under the next version, or takes it away; one that stands already stays.
async fn set_sheet<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    customer: Uuid,
    sheet: Option<PaymentSheet>,
) -> Result<(), StoreError> {
    let known = payment_sheet::Entity::find_by_id(customer).one(conn).await?;
    let known = known.map(read_sheet).transpose()?;
    match (known, sheet) {
        (Some((known, _)), Some(sheet)) if known == sheet => Ok(()),
        (None, None) => Ok(()),
        (Some(_), None) => {
            payment_sheet::Entity::delete_by_id(customer).exec(conn).await?;
            Ok(())
        }
        (known, Some(sheet)) => {
            let version = known.map_or(0, |(_, version)| version);
            write_sheet(conn, context, customer.into(), version, sheet).await
        }
    }
}
