//! What the two say of themselves: the row of the party, that of the person, and its roles.

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::customer::PersonRole;
use domain::fold::fold;
use domain::id::MergeId;
use domain::merge::{MergeRefusal, PeoplePlan};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::NO_PERSON;
use crate::entity::{party, person, person_role};
use crate::error::StoreError;
use crate::many::insert_all;
use crate::merge::journal::{self, Owners, Part};

/// The name of this part of a person, as the journal has it.
const FILE: &str = "file";
const TABLE: &str = "person";

/// What a merge may change of a person. Where it stands is not of it: a merge of its customer moves that,
/// and can be undone by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct PersonPart {
    name: String,
    name_folded: String,
    language: Option<String>,
    job_title: Option<String>,
    roles: Vec<String>,
    merged_into: Option<Uuid>,
    restricted_at: Option<DateTime<Utc>>,
    deleted_at: Option<DateTime<Utc>>,
}

/// Writes what the survivor says of itself now, and hides the other.
pub(super) async fn write<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    merge: MergeId,
    plan: &PeoplePlan,
    parties: Owners,
) -> Result<(), StoreError> {
    let planned = &plan.person;
    change(conn, context, merge, parties.to, |before| PersonPart {
        name: planned.name.clone(),
        name_folded: fold(&planned.name),
        language: planned.language.map(|language| language.code().to_owned()),
        job_title: planned.job_title.clone(),
        roles: planned.roles.iter().copied().map(PersonRole::code).map(str::to_owned).collect(),
        restricted_at: plan.restricted_at,
        ..before
    })
    .await?;
    change(conn, context, merge, parties.from, |before| PersonPart {
        merged_into: Some(parties.to),
        deleted_at: Some(context.now),
        ..before
    })
    .await
}

async fn change<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    merge: MergeId,
    id: Uuid,
    by: impl FnOnce(PersonPart) -> PersonPart,
) -> Result<(), StoreError> {
    let before = read(conn, id).await?.ok_or(NO_PERSON)?;
    set(conn, context, id, by(before.clone())).await?;
    let after = read(conn, id).await?.ok_or(NO_PERSON)?;
    let part = Part { table: TABLE, name: FILE, row: id, text: "" };
    journal::note(conn, merge, part, &before, &after).await
}

/// Gives both back what stood there.
///
/// # Errors
/// [`MergeRefusal::Depended`] when something else stands there now.
pub(super) async fn give_back<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    merge: MergeId,
) -> Result<(), StoreError> {
    for noted in journal::parts::<_, PersonPart>(conn, merge, TABLE, FILE).await? {
        let now = read(conn, noted.row).await?;
        // A restriction is no work of the merge: one that was set or lifted since stands for both.
        let restricted_at = now.as_ref().and_then(|now| now.restricted_at);
        let after = PersonPart { restricted_at, ..noted.after.clone() };
        if now.as_ref() != Some(&after) {
            return Err(MergeRefusal::Depended("person".to_owned()).into());
        }
        let untouched = restricted_at == noted.after.restricted_at;
        let before = PersonPart {
            restricted_at: if untouched { noted.before.restricted_at } else { restricted_at },
            ..noted.before
        };
        set(conn, context, noted.row, before).await?;
    }
    Ok(())
}

async fn read<C: ConnectionTrait>(conn: &C, id: Uuid) -> Result<Option<PersonPart>, StoreError> {
    let Some(party) = party::Entity::find_by_id(id).one(conn).await? else { return Ok(None) };
    let Some(person) = person::Entity::find_by_id(id).one(conn).await? else { return Ok(None) };
    let roles = person_role::Entity::find().filter(person_role::Column::PartyId.eq(id));
    let mut roles: Vec<String> = roles.all(conn).await?.into_iter().map(|row| row.role).collect();
    roles.sort_unstable();
    Ok(Some(PersonPart {
        name: party.name,
        name_folded: party.name_folded,
        language: party.language,
        job_title: person.job_title,
        roles,
        merged_into: party.merged_into,
        restricted_at: party.restricted_at,
        deleted_at: party.deleted_at,
    }))
}

async fn set<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    id: Uuid,
    part: PersonPart,
) -> Result<(), StoreError> {
    use party::Column;
    party::Entity::update_many()
        .col_expr(Column::Name, Expr::value(part.name))
        .col_expr(Column::NameFolded, Expr::value(part.name_folded))
        .col_expr(Column::Language, Expr::value(part.language))
        .col_expr(Column::MergedInto, Expr::value(part.merged_into))
        .col_expr(Column::RestrictedAt, Expr::value(part.restricted_at))
        .col_expr(Column::DeletedAt, Expr::value(part.deleted_at))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(context.now))
        .filter(Column::Id.eq(id))
        .exec(conn)
        .await?;
    let title = person::ActiveModel { job_title: Set(part.job_title), ..Default::default() };
    let of_id = person::Column::PartyId.eq(id);
    person::Entity::update_many().set(title).filter(of_id).exec(conn).await?;
    let roles = person_role::Column::PartyId.eq(id);
    person_role::Entity::delete_many().filter(roles).exec(conn).await?;
    let roles = part
        .roles
        .into_iter()
        .map(|role| person_role::ActiveModel { party_id: Set(id), role: Set(role) });
    insert_all(conn, roles.collect()).await
}
