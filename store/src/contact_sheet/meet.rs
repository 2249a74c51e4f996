//! Whom a sheet is about: found or made, with the addresses that were new.

use domain::contact_sheet::{ContactSheet, Whom};
use domain::contactability::ContactChannel;
use domain::context::Context;
use domain::customer::{
    ContactKind, ContactPoint, ContactRole, ContactValue, CustomerFile, NewCustomer, Person,
};
use domain::id::{ContactPointId, CustomerId, PartyId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement, Value};
use uuid::Uuid;

use crate::db::Write;
use crate::entity::{customer as customer_row, party as party_row};
use crate::error::StoreError;
use crate::party::{create_person_in, of_parent, update_person_in};
use crate::sql::numbered;
use crate::{company, customer};

/// Whom the sheet turned out to be about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Met {
    pub(super) customer: CustomerId,
    /// Whose the consents are.
    pub(super) party: PartyId,
    /// The person of the customer, when it is not the customer itself.
    pub(super) person: Option<PartyId>,
}

/// Finds or makes whom the sheet is about.
pub(super) async fn meet(
    txn: &Write,
    context: &Context,
    sheet: &ContactSheet,
) -> Result<Met, StoreError> {
    match &sheet.whom {
        Whom::New { organisation, class } => {
            let firm = company::read(&**txn).await?.map(|(firm, _)| firm).unwrap_or_default();
            let name = organisation.as_ref().or(sheet.name.as_ref()).cloned().unwrap_or_default();
            let mut file = CustomerFile::named(name, firm.currency);
            file.legal_class = *class;
            file.language = Some(sheet.language);
            if organisation.is_none() {
                file.contact_points = points(sheet);
            }
            let new = NewCustomer { reference: None, file };
            let customer = customer::create_in(txn, context, &new).await?;
            match organisation {
                Some(_) => at(txn, context, sheet, customer).await,
                None => {
                    let party = customer::get(&**txn, customer).await?.party;
                    Ok(Met { customer, party, person: None })
                }
            }
        }
        Whom::At(customer) => at(txn, context, sheet, *customer).await,
        Whom::Known(id) => known(txn, context, sheet, *id).await,
    }
}

/// A new person at a customer.
async fn at(
    txn: &Write,
    context: &Context,
    sheet: &ContactSheet,
    customer: CustomerId,
) -> Result<Met, StoreError> {
    let person = Person {
        name: sheet.name.clone().unwrap_or_default(),
        job_title: sheet.job_title.clone(),
        language: Some(sheet.language),
        roles: Vec::new(),
        contact_points: points(sheet),
    };
    let person = create_person_in(&**txn, context, customer, person).await?;
    Ok(Met { customer, party: person, person: Some(person) })
}

/// A known person, or a customer that is one, with the addresses that were new.
async fn known(
    txn: &Write,
    context: &Context,
    sheet: &ContactSheet,
    id: PartyId,
) -> Result<Met, StoreError> {
    let lost = StoreError::NotFound { noun: "party" };
    let row = party_row::Entity::find_by_id(id.0)
        .filter(party_row::Column::DeletedAt.is_null())
        .one(&**txn)
        .await?;
    let Some(row) = row else { return Err(lost) };
    let of = row.parent_id.unwrap_or(row.id);
    let customer = customer_row::Entity::find()
        .filter(customer_row::Column::PartyId.eq(of))
        .filter(customer_row::Column::DeletedAt.is_null())
        .one(&**txn)
        .await?;
    let Some(customer) = customer else { return Err(lost) };
    let customer: CustomerId = customer.id.into();
    let mut new = Vec::new();
    for one in points(sheet) {
        if find_point(&**txn, id, &one.value).await?.is_none() {
            new.push(one);
        }
    }
    if row.parent_id.is_none() {
        if !new.is_empty() {
            let version = customer::get(&**txn, customer).await?.version;
            let change = |file: &mut CustomerFile| file.contact_points.extend(new);
            customer::update_in(txn, context, customer, version, change).await?;
        }
        return Ok(Met { customer, party: id, person: None });
    }
    of_parent(&**txn, id, of.into()).await?;
    if !new.is_empty() {
        let change = |person: &mut Person| person.contact_points.extend(new);
        update_person_in(&**txn, context, id, row.version, change).await?;
    }
    Ok(Met { customer, party: id, person: Some(id) })
}

fn points(sheet: &ContactSheet) -> Vec<ContactPoint> {
    let email = sheet.email.clone().map(ContactValue::Email);
    let phone = sheet.phone.clone().map(ContactValue::Phone);
    let point = |value| ContactPoint { role: ContactRole::Main, value };
    email.into_iter().chain(phone).map(point).collect()
}

/// The address of a channel: that of the sheet, else the first that the party has.
pub(super) async fn point_of<C: ConnectionTrait>(
    conn: &C,
    sheet: &ContactSheet,
    party: PartyId,
    channel: ContactChannel,
) -> Result<Option<ContactPointId>, StoreError> {
    let Some(kind) = channel.kind() else { return Ok(None) };
    let named = points(sheet).into_iter().find(|one| one.value.kind() == kind);
    let found = match named {
        Some(one) => find_point(conn, party, &one.value).await?,
        None => first_point(conn, party, kind).await?,
    };
    Ok(found)
}

async fn find_point<C: ConnectionTrait>(
    conn: &C,
    party: PartyId,
    value: &ContactValue,
) -> Result<Option<ContactPointId>, StoreError> {
    let sql = "select p.id from contact_point p
           join party_contact_point l on l.contact_point_id = p.id
           where l.party_id = $1 and p.kind = $2 and p.value_key = $3";
    one(conn, sql, vec![party.0.into(), value.kind().code().into(), value.key().into()]).await
}

/// The first contact point of a kind that a party has: where consents by its channels are kept.
pub(crate) async fn first_point<C: ConnectionTrait>(
    conn: &C,
    party: PartyId,
    kind: ContactKind,
) -> Result<Option<ContactPointId>, StoreError> {
    let sql = "select p.id from contact_point p
           join party_contact_point l on l.contact_point_id = p.id
           where l.party_id = $1 and p.kind = $2 order by l.position, p.id limit 1";
    one(conn, sql, vec![party.0.into(), kind.code().into()]).await
}

async fn one<C: ConnectionTrait>(
    conn: &C,
    sql: &str,
    values: Vec<Value>,
) -> Result<Option<ContactPointId>, StoreError> {
    let backend = conn.get_database_backend();
    let sql = numbered(backend, sql.to_owned());
    let row = conn.query_one_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    let id: Option<Uuid> = row.map(|row| row.try_get_by_index(0)).transpose()?;
    Ok(id.map(Into::into))
}
