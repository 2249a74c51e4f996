//! Table `identifier`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// An official number of a party.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "identifier")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The party.
    pub party_id: Uuid,
    /// `siren`, `siret` or `vat`.
    pub kind: String,
    /// The number, normalised.
    pub value: String,
}

impl ActiveModelBehavior for ActiveModel {}
