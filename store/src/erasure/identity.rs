//! Who they were: names, languages, functions, addresses and numbers; and that they were erased.

use std::collections::HashSet;

use domain::context::Context;
use domain::erasure::{Keeping, Kept};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, Value};
use uuid::Uuid;

use super::family::Family;
use super::{MASK, run};
use crate::entity::erasure::{ActiveModel, Column, Entity};
use crate::error::StoreError;
use crate::sql::ROWS;

/// Closes their rows: deleted, if they were not, and without what only serves who is there.
pub(super) async fn close<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    family: &Family,
) -> Result<(), StoreError> {
    let now: &[Value] = &[context.now.into()];
    for sql in [
        "update party set deleted_at = coalesce(deleted_at, $1), language = null,
                version = version + 1, updated_at = $1
         where {id}",
        "update customer set deleted_at = coalesce(deleted_at, $1), payment_terms = null,
                credit_limit = null, version = version + 1, updated_at = $1
         where {party_id}",
    ] {
        run(conn, sql, &family.parties, now).await?;
    }
    Ok(())
}

/// Masks who they were, but for what is kept.
pub(super) async fn mask<C: ConnectionTrait>(
    conn: &C,
    family: &Family,
    keeping: Keeping,
) -> Result<(), StoreError> {
    let (kept, masked) = divided(family, keeping);
    let name = "update party set name = $1, name_folded = '' where {id}";
    run(conn, name, &masked, &[MASK.into()]).await?;
    for sql in [
        "delete from address where {party_id}",
        "delete from identifier where {party_id}",
        "update person set job_title = null where {party_id}",
        "delete from person_role where {party_id}",
    ] {
        run(conn, sql, &masked, &[]).await?;
    }
    // A bank account is no mention of an invoice to its bearer.
    let others =
        "delete from identifier where {party_id} and kind not in ('siren', 'siret', 'vat')";
    run(conn, others, &kept, &[]).await
}

/// Notes that they were erased, and what is kept of each.
pub(super) async fn note<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    family: &Family,
    keeping: Keeping,
) -> Result<(), StoreError> {
    let (kept, masked) = divided(family, keeping);
    let row = |party: Uuid, kept: Kept| ActiveModel {
        party_id: Set(party),
        root_id: Set(family.root.0),
        erased_at: Set(context.now),
        erased_by: Set(context.actor.to_string()),
        kept: Set(kept.code().to_owned()),
        kept_until: Set(keeping.until.filter(|_| kept == Kept::Accounting)),
    };
    let kept = kept.into_iter().map(|party| row(party, Kept::Accounting));
    let masked = masked.into_iter().map(|party| row(party, Kept::Nothing));
    let rows: Vec<ActiveModel> = kept.chain(masked).collect();
    for rows in rows.chunks(ROWS) {
        // Whoever was erased before was so since then.
        let known = OnConflict::column(Column::PartyId)
            .update_columns([Column::Kept, Column::KeptUntil])
            .to_owned();
        let rows = Entity::insert_many(rows.to_vec()).on_conflict(known);
        rows.exec_without_returning(conn).await?;
    }
    Ok(())
}

/// Those whose names, addresses and numbers are kept, and the others.
fn divided(family: &Family, keeping: Keeping) -> (Vec<Uuid>, Vec<Uuid>) {
    let named: HashSet<Uuid> = match keeping.kept {
        Kept::Accounting => family.named.iter().copied().collect(),
        Kept::Nothing => HashSet::new(),
    };
    family.parties.iter().copied().partition(|party| named.contains(party))
}
