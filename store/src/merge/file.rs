//! What the two say of themselves: the rows of party and customer.

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::fold::fold;
use domain::id::MergeId;
use domain::merge::{MergePlan, MergeRefusal};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::journal::{self, Part};
use crate::entity::{customer, party};
use crate::error::StoreError;

/// The name of these parts of rows, as the journal has it.
const FILE: &str = "file";

/// What a merge may change in the row of a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PartyPart {
    kind: String,
    name: String,
    name_folded: String,
    language: Option<String>,
    parent: Option<Uuid>,
    merged_into: Option<Uuid>,
    restricted_at: Option<DateTime<Utc>>,
    deleted_at: Option<DateTime<Utc>>,
}

impl From<party::Model> for PartyPart {
    fn from(row: party::Model) -> Self {
        Self {
            kind: row.kind,
            name: row.name,
            name_folded: row.name_folded,
            language: row.language,
            parent: row.parent_id,
            merged_into: row.merged_into,
            restricted_at: row.restricted_at,
            deleted_at: row.deleted_at,
        }
    }
}

/// What a merge may change in the row of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct CustomerPart {
    party: Uuid,
    legal_class: String,
    payment_terms: Option<String>,
    credit_limit: Option<i64>,
    currency: String,
    procedure: Option<Uuid>,
    dunning_active: bool,
    deleted_at: Option<DateTime<Utc>>,
}

impl From<customer::Model> for CustomerPart {
    fn from(row: customer::Model) -> Self {
        Self {
            party: row.party_id,
            legal_class: row.legal_class,
            payment_terms: row.payment_terms,
            credit_limit: row.credit_limit,
            currency: row.currency,
            procedure: row.procedure_id,
            dunning_active: row.dunning_active,
            deleted_at: row.deleted_at,
        }
    }
}

/// The rows of one of the two.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    pub(super) party: party::Model,
    pub(super) customer: customer::Model,
}

/// Writes what the survivor says of itself now, and hides the other.
pub(super) async fn write<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    merge: MergeId,
    plan: &MergePlan,
    survivor: &Rows,
    other: &Rows,
) -> Result<(), StoreError> {
    let file = &plan.file;
    let before = PartyPart::from(survivor.party.clone());
    // An establishment that survives its enterprise is not its own enterprise.
    let parent = match before.parent {
        Some(parent) if parent == other.party.id => {
            other.party.parent_id.filter(|above| *above != survivor.party.id)
        }
        parent => parent,
    };
    let person = file.legal_class.is_natural_person();
    let kind = match (person, survivor.party.kind.as_str()) {
        (true, _) => "person",
        (false, "person") => "organisation",
        (false, kind) => kind,
    };
    let after = PartyPart {
        kind: kind.to_owned(),
        name: file.name.clone(),
        name_folded: fold(&file.name),
        language: file.language.map(|language| language.code().to_owned()),
        parent,
        restricted_at: plan.restricted_at,
        ..before.clone()
    };
    change_party(conn, context, merge, survivor.party.id, before, after).await?;
    let before = CustomerPart::from(survivor.customer.clone());
    let after = CustomerPart {
        legal_class: file.legal_class.code().to_owned(),
        payment_terms: file.payment_terms.clone(),
        credit_limit: file.credit_limit,
        currency: file.currency.code().to_owned(),
        procedure: file.procedure.map(|procedure| procedure.0),
        dunning_active: file.dunning_active,
        ..before.clone()
    };
    change_customer(conn, context, merge, survivor.customer.id, before, after).await?;
    let before = PartyPart::from(other.party.clone());
    let after = PartyPart {
        merged_into: Some(survivor.party.id),
        deleted_at: Some(context.now),
        ..before.clone()
    };
    change_party(conn, context, merge, other.party.id, before, after).await?;
    let before = CustomerPart::from(other.customer.clone());
    let after = CustomerPart { deleted_at: Some(context.now), ..before.clone() };
    change_customer(conn, context, merge, other.customer.id, before, after).await?;
    // Other customers of the merged party are now the survivor's.
    let siblings = customer::Entity::find()
        .filter(customer::Column::PartyId.eq(other.party.id))
        .filter(customer::Column::Id.ne(other.customer.id));
    for sibling in siblings.all(conn).await? {
        let id = sibling.id;
        let before = CustomerPart::from(sibling);
        let after = CustomerPart { party: survivor.party.id, ..before.clone() };
        change_customer(conn, context, merge, id, before, after).await?;
    }
    Ok(())
}

async fn change_party<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    merge: MergeId,
    id: Uuid,
    before: PartyPart,
    after: PartyPart,
) -> Result<(), StoreError> {
    let part = Part { table: "party", name: FILE, row: id, text: "" };
    journal::note(conn, merge, part, &before, &after).await?;
    set_party(conn, context, id, after).await
}

async fn change_customer<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    merge: MergeId,
    id: Uuid,
    before: CustomerPart,
    after: CustomerPart,
) -> Result<(), StoreError> {
    let part = Part { table: "customer", name: FILE, row: id, text: "" };
    journal::note(conn, merge, part, &before, &after).await?;
    set_customer(conn, context, id, after).await
}

async fn set_party<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    id: Uuid,
    part: PartyPart,
) -> Result<(), StoreError> {
    use party::Column;
    party::Entity::update_many()
        .col_expr(Column::Kind, Expr::value(part.kind))
        .col_expr(Column::Name, Expr::value(part.name))
        .col_expr(Column::NameFolded, Expr::value(part.name_folded))
        .col_expr(Column::Language, Expr::value(part.language))
        .col_expr(Column::ParentId, Expr::value(part.parent))
        .col_expr(Column::MergedInto, Expr::value(part.merged_into))
        .col_expr(Column::RestrictedAt, Expr::value(part.restricted_at))
        .col_expr(Column::DeletedAt, Expr::value(part.deleted_at))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(context.now))
        .filter(Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

async fn set_customer<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    id: Uuid,
    part: CustomerPart,
) -> Result<(), StoreError> {
    use customer::Column;
    customer::Entity::update_many()
        .col_expr(Column::PartyId, Expr::value(part.party))
        .col_expr(Column::LegalClass, Expr::value(part.legal_class))
        .col_expr(Column::PaymentTerms, Expr::value(part.payment_terms))
        .col_expr(Column::CreditLimit, Expr::value(part.credit_limit))
        .col_expr(Column::Currency, Expr::value(part.currency))
        .col_expr(Column::ProcedureId, Expr::value(part.procedure))
        .col_expr(Column::DunningActive, Expr::value(part.dunning_active))
        .col_expr(Column::DeletedAt, Expr::value(part.deleted_at))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(context.now))
        .filter(Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Gives the rows of party and customer back what stood in them.
///
/// # Errors
/// [`MergeRefusal::Depended`] when something else stands there now.
pub(super) async fn give_back<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    merge: MergeId,
) -> Result<(), StoreError> {
    for noted in journal::parts::<_, PartyPart>(conn, merge, "party", FILE).await? {
        let row = party::Entity::find_by_id(noted.row).one(conn).await?;
        if row.map(PartyPart::from).as_ref() != Some(&noted.after) {
            return Err(MergeRefusal::Depended("party".to_owned()).into());
        }
        set_party(conn, context, noted.row, noted.before).await?;
    }
    for noted in journal::parts::<_, CustomerPart>(conn, merge, "customer", FILE).await? {
        let row = customer::Entity::find_by_id(noted.row).one(conn).await?;
        if row.map(CustomerPart::from).as_ref() != Some(&noted.after) {
            return Err(MergeRefusal::Depended("customer".to_owned()).into());
        }
        set_customer(conn, context, noted.row, noted.before).await?;
    }
    Ok(())
}
