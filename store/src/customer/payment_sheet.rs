//! How to get paid by a customer: one sheet each, described anew as a whole.

use domain::context::Context;
use domain::customer::{PaymentSheet, PaymentSheetFault};
use domain::event::{ChangedValue, EventKind, NewEvent};
use domain::id::CustomerId;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};

use super::record;
use crate::db::Db;
use crate::entity::payment_sheet::{ActiveModel, Column, Entity, Model};
use crate::error::{Refusal, StoreError};
use crate::event;
use crate::sql::unreadable;

impl From<PaymentSheetFault> for Refusal {
    fn from(fault: PaymentSheetFault) -> Self {
        Self::new(fault.code())
    }
}

/// The sheet of a customer and its version; an empty sheet of version 0 when nobody wrote one.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such customer.
pub async fn payment_sheet<C: ConnectionTrait>(
    conn: &C,
    customer: CustomerId,
) -> Result<(PaymentSheet, i32), StoreError> {
    record::get(conn, customer).await?;
    let row = Entity::find_by_id(customer.0).one(conn).await?;
    row.map_or_else(|| Ok((PaymentSheet::default(), 0)), sheet)
}

/// Writes the sheet of a customer whose version is still `expected`, and answers the new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::NotFound`]; [`StoreError::Refused`] with the code of a
/// [`PaymentSheetFault`].
pub async fn set_payment_sheet(
    db: &Db,
    context: &Context,
    customer: CustomerId,
    expected: i32,
    sheet: PaymentSheet,
) -> Result<i32, StoreError> {
    let sheet = sheet.checked().map_err(Refusal::from)?;
    let txn = db.begin().await?;
    record::lock(&*txn, &[customer]).await?;
    let party = record::get(&*txn, customer).await?.party;
    let (before, version) = payment_sheet(&*txn, customer).await?;
    if version != expected {
        return Err(StoreError::Stale);
    }
    if before == sheet && version > 0 {
        return Ok(version);
    }
    let values = differing(&before, &sheet);
    write(&*txn, context, customer, version, sheet).await?;
    let fields: Vec<_> = values.iter().map(|value| value.field.clone()).collect();
    let told = NewEvent::new(EventKind::PaymentSheetChanged, "customer", customer)
        .of_customer(customer)
        .of_party(party)
        .with(json!({ "fields": fields }))
        .changing(values);
    event::record(&*txn, context, vec![told]).await?;
    txn.commit().await?;
    Ok(version + 1)
}

/// Writes a sheet whose version was `version`; 0 when there was none.
pub(crate) async fn write<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    customer: CustomerId,
    version: i32,
    sheet: PaymentSheet,
) -> Result<(), StoreError> {
    let row = ActiveModel {
        customer_id: Set(customer.0),
        order_number_required: Set(sheet.order_number_required),
        commitment_number: Set(sheet.commitment_number),
        portal: Set(sheet.portal),
        service_code: Set(sheet.service_code),
        documents: Set(json!(sheet.documents)),
        approver: Set(sheet.approver),
        cut_off_day: Set(sheet.cut_off_day.map(i32::from)),
        payment_run_days: Set(json!(sheet.payment_run_days)),
        remarks: Set(sheet.remarks),
        version: Set(version + 1),
        updated_at: Set(context.now),
    };
    if version == 0 {
        Entity::insert(row).exec_without_returning(conn).await?;
    } else {
        let of_customer = Column::CustomerId.eq(customer.0);
        Entity::update_many().set(row).filter(of_customer).exec(conn).await?;
    }
    Ok(())
}

fn differing(before: &PaymentSheet, after: &PaymentSheet) -> Vec<ChangedValue> {
    let (Value::Object(before), Value::Object(mut after)) = (json!(before), json!(after)) else {
        return Vec::new();
    };
    let changed = before.into_iter().filter_map(|(field, before)| {
        let after = after.remove(&field).unwrap_or_default();
        ChangedValue::of(format!("payment_sheet.{field}"), before, after)
    });
    changed.collect()
}

/// A stored sheet and its version.
pub(crate) fn sheet(row: Model) -> Result<(PaymentSheet, i32), StoreError> {
    let documents = serde_json::from_value(row.documents);
    let days = serde_json::from_value(row.payment_run_days);
    let cut_off_day = row.cut_off_day.map(u8::try_from).transpose();
    let sheet = PaymentSheet {
        order_number_required: row.order_number_required,
        commitment_number: row.commitment_number,
        portal: row.portal,
        service_code: row.service_code,
        documents: documents.map_err(|why| unreadable("payment_sheet.documents", why))?,
        approver: row.approver,
        cut_off_day: cut_off_day.map_err(|why| unreadable("payment_sheet.cut_off_day", why))?,
        payment_run_days: days.map_err(|why| unreadable("payment_sheet.payment_run_days", why))?,
        remarks: row.remarks,
    };
    Ok((sheet, row.version))
}
