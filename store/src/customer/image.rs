//! What a customer was, row for row, as far as its file is concerned: kept before a change that can
//! be undone, and given back with the ids and instants that its rows had.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::event::{EventKind, NewEvent};
use domain::fold::fold;
use domain::id::{CustomerId, ImportId};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::change::set;
use super::desk_image::{self, DeskImage};
use crate::entity::{address, customer, identifier, party, party_contact_point};
use crate::error::StoreError;
use crate::event;
use crate::many::insert_all;
use crate::search;
use crate::sql::ROWS;

/// The rows of a customer's file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Image {
    party: Uuid,
    kind: String,
    name: String,
    language: Option<String>,
    legal_class: String,
    payment_terms: Option<String>,
    credit_limit: Option<i64>,
    currency: String,
    procedure: Option<Uuid>,
    dunning_active: bool,
    points: Vec<(Uuid, String, i32)>,
    addresses: Vec<Place>,
    identifiers: Vec<(Uuid, String, String)>,
    /// None in an image that was kept before an import could change it.
    #[serde(default)]
    desk: Option<DeskImage>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Place {
    id: Uuid,
    role: String,
    lines: serde_json::Value,
    street: String,
    postal_code: String,
    city: String,
    country: String,
    created_at: DateTime<Utc>,
    // Images of before these were known have neither.
    #[serde(default)]
    invalid_since: Option<DateTime<Utc>>,
    #[serde(default)]
    invalid_reason: Option<String>,
}

impl Place {
    /// The row of a party's address, as it was.
    fn row(self, party: Uuid) -> address::ActiveModel {
        let row = address::Model {
            id: self.id,
            party_id: party,
            role: self.role,
            lines: self.lines,
            street: self.street,
            postal_code: self.postal_code,
            city: self.city,
            country: self.country,
            created_at: self.created_at,
            invalid_since: self.invalid_since,
            invalid_reason: self.invalid_reason,
        };
        row.into_active_model().reset_all()
    }
}

/// What these customers are now, by sets.
pub(crate) async fn images<C: ConnectionTrait>(
    conn: &C,
    ids: &[CustomerId],
) -> Result<HashMap<CustomerId, Image>, StoreError> {
    let mut found = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(ROWS) {
        let customers = customer::Entity::find()
            .filter(customer::Column::Id.is_in(ids.iter().map(|id| id.0)))
            .all(conn)
            .await?;
        let of: Vec<Uuid> = customers.iter().map(|row| row.party_id).collect();
        let parties = party::Entity::find().filter(party::Column::Id.is_in(of.iter().copied()));
        let parties: HashMap<Uuid, party::Model> =
            parties.all(conn).await?.into_iter().map(|row| (row.id, row)).collect();
        let mut points: HashMap<Uuid, Vec<_>> = HashMap::new();
        let column = party_contact_point::Column::PartyId;
        let links = party_contact_point::Entity::find().filter(column.is_in(of.iter().copied()));
        for row in links.all(conn).await? {
            let link = (row.contact_point_id, row.role, row.position);
            points.entry(row.party_id).or_default().push(link);
        }
        let mut addresses: HashMap<Uuid, Vec<Place>> = HashMap::new();
        let column = address::Column::PartyId;
        for row in address::Entity::find().filter(column.is_in(of.clone())).all(conn).await? {
            addresses.entry(row.party_id).or_default().push(Place {
                id: row.id,
                role: row.role,
                lines: row.lines,
                street: row.street,
                postal_code: row.postal_code,
                city: row.city,
                country: row.country,
                created_at: row.created_at,
                invalid_since: row.invalid_since,
                invalid_reason: row.invalid_reason,
            });
        }
        let mut identifiers: HashMap<Uuid, Vec<_>> = HashMap::new();
        let column = identifier::Column::PartyId;
        for row in identifier::Entity::find().filter(column.is_in(of)).all(conn).await? {
            identifiers.entry(row.party_id).or_default().push((row.id, row.kind, row.value));
        }
        let of_desk: Vec<Uuid> = customers.iter().map(|row| row.id).collect();
        let mut desks = desk_image::read(conn, &of_desk).await?;
        for row in customers {
            let Some(party) = parties.get(&row.party_id) else { continue };
            let image = Image {
                party: party.id,
                kind: party.kind.clone(),
                name: party.name.clone(),
                language: party.language.clone(),
                legal_class: row.legal_class,
                payment_terms: row.payment_terms,
                credit_limit: row.credit_limit,
                currency: row.currency,
                procedure: row.procedure_id,
                dunning_active: row.dunning_active,
                points: points.get(&party.id).cloned().unwrap_or_default(),
                addresses: addresses.get(&party.id).cloned().unwrap_or_default(),
                identifiers: identifiers.get(&party.id).cloned().unwrap_or_default(),
                desk: Some(desks.remove(&row.id).unwrap_or_default()),
            };
            found.insert(row.id.into(), image);
        }
    }
    Ok(found)
}

/// Gives customers back what they were before an import. Contact points that nobody has any more and
/// that came at one of `instants` go.
pub(crate) async fn restore_many<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    images: &[(CustomerId, Image)],
    import: ImportId,
    instants: &[DateTime<Utc>],
) -> Result<(), StoreError> {
    for images in images.chunks(ROWS) {
        let parties: Vec<Uuid> = images.iter().map(|(_, image)| image.party).collect();
        restore_rows(conn, context, images).await?;
        let points = super::remove::points_of(conn, &parties).await?;
        super::remove::remove_parts(conn, &parties).await?;
        let links = images.iter().flat_map(|(_, image)| {
            image.points.iter().map(|(point, role, position)| party_contact_point::ActiveModel {
                party_id: Set(image.party),
                contact_point_id: Set(*point),
                role: Set(role.clone()),
                position: Set(*position),
            })
        });
        insert_all(conn, links.collect()).await?;
        let places =
            images.iter().flat_map(|(_, image)| image.addresses.iter().map(move |at| (image, at)));
        let places = places.map(|(image, at)| at.clone().row(image.party));
        insert_all(conn, places.collect()).await?;
        let numbers = images.iter().flat_map(|(_, image)| {
            image.identifiers.iter().map(|(id, kind, value)| identifier::ActiveModel {
                id: Set(*id),
                party_id: Set(image.party),
                kind: Set(kind.clone()),
                value: Set(value.clone()),
            })
        });
        insert_all(conn, numbers.collect()).await?;
        let desks = images.iter().filter_map(|(id, image)| Some((id.0, image.desk.as_ref()?)));
        desk_image::restore(conn, &desks.collect::<Vec<_>>()).await?;
        super::remove::remove_orphans(conn, &points, instants).await?;
        let told = images.iter().map(|(id, image)| {
            NewEvent::new(EventKind::CustomerReverted, "customer", *id)
                .of_customer(*id)
                .of_party(image.party.into())
                .with(json!({ "import": import }))
        });
        event::record(conn, context, told.collect()).await?;
        search::note_changed(conn, context, parties.into_iter().map(Into::into)).await?;
    }
    Ok(())
}

async fn restore_rows<C: ConnectionTrait>(
    conn: &C,
    context: &Context,
    images: &[(CustomerId, Image)],
) -> Result<(), StoreError> {
    let parties = images.iter().map(|(_, image)| {
        [
            Some(image.party.into()),
            Some(image.kind.clone().into()),
            Some(image.name.clone().into()),
            Some(fold(&image.name).into()),
            Some(image.language.clone().into()),
        ]
    });
    set(
        conn,
        "update party set kind = v.column2, name = v.column3, name_folded = v.column4,
                language = v.column5, version = party.version + 1, updated_at = $1",
        "party",
        context.now.into(),
        parties,
    )
    .await?;
    let customers = images.iter().map(|(id, image)| {
        [
            Some(id.0.into()),
            Some(image.legal_class.clone().into()),
            Some(image.payment_terms.clone().into()),
            Some(image.credit_limit.into()),
            Some(image.currency.clone().into()),
            Some(image.procedure.into()),
            Some(image.dunning_active.into()),
        ]
    });
    set(
        conn,
        "update customer set legal_class = v.column2, payment_terms = v.column3,
                credit_limit = v.column4, currency = v.column5, procedure_id = v.column6,
                dunning_active = v.column7, version = customer.version + 1, updated_at = $1",
        "customer",
        context.now.into(),
        customers,
    )
    .await
}
