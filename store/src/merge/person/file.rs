//! What the two say of themselves: the row of the party, that of the person, and its roles.

use domain::context::Context;
use domain::customer::PersonRole;
use domain::id::MergeId;
use domain::merge::{MergeRefusal, PeoplePlan};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::entity::{person, person_role};
use crate::error::StoreError;
use crate::many::insert_all;
use crate::merge::journal::{self, Owners, Part};
use crate::merge::member::PartyPart;

/// The name of this part of a person, as the journal has it.
const FILE: &str = "file";
const TABLE: &str = "person";

const NO_PERSON: StoreError = StoreError::NotFound { noun: "person" };

/// What a merge may change of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct PersonPart {
    #[serde(flatten)]
    party: PartyPart,
    job_title: Option<String>,
    roles: Vec<String>,
}

impl PersonPart {
    /// As [`PartyPart::given_back`].
    fn given_back(self, after: &Self, now: &Self) -> Option<Self> {
        if (&now.job_title, &now.roles) != (&after.job_title, &after.roles) {
            return None;
        }
        Some(Self { party: self.party.given_back(&after.party, &now.party)?, ..self })
    }
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
        party: before.party.saying(&planned.name, planned.language, plan.restricted_at),
        job_title: planned.job_title.clone(),
        roles: planned.roles.iter().copied().map(PersonRole::code).map(str::to_owned).collect(),
    })
    .await?;
    change(conn, context, merge, parties.from, |before| PersonPart {
        party: before.party.hidden(parties.to, context),
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
        let before = now.and_then(|now| noted.before.given_back(&noted.after, &now));
        let before = before.ok_or_else(|| MergeRefusal::Depended("person".to_owned()))?;
        set(conn, context, noted.row, before).await?;
    }
    Ok(())
}

async fn read<C: ConnectionTrait>(conn: &C, id: Uuid) -> Result<Option<PersonPart>, StoreError> {
    let Some(party) = PartyPart::read(conn, id).await? else { return Ok(None) };
    let Some(person) = person::Entity::find_by_id(id).one(conn).await? else { return Ok(None) };
    let roles = person_role::Entity::find().filter(person_role::Column::PartyId.eq(id));
    let mut roles: Vec<String> = roles.all(conn).await?.into_iter().map(|row| row.role).collect();
    roles.sort_unstable();
    Ok(Some(PersonPart { party, job_title: person.job_title, roles }))
}

async fn set<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    id: Uuid,
    part: PersonPart,
) -> Result<(), StoreError> {
    part.party.set(conn, context, id).await?;
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
