//! What a merge of two people, or of two establishments, may change in the row of a party. Where it stands is not
//! of it: a merge of its customer moves that, and can be undone by itself.

use chrono::{DateTime, Utc};
use domain::context::Context;
use domain::fold::fold;
use domain::language::Language;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::entity::party::{Column, Entity};
use crate::error::StoreError;

/// What stands in the row of a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::merge) struct PartyPart {
    name: String,
    name_folded: String,
    language: Option<String>,
    merged_into: Option<Uuid>,
    restricted_at: Option<DateTime<Utc>>,
    deleted_at: Option<DateTime<Utc>>,
}

impl PartyPart {
    /// The row as it stands.
    pub(in crate::merge) async fn read<C: ConnectionTrait>(
        conn: &C,
        id: Uuid,
    ) -> Result<Option<Self>, StoreError> {
        let row = Entity::find_by_id(id).one(conn).await?;
        Ok(row.map(|row| Self {
            name: row.name,
            name_folded: row.name_folded,
            language: row.language,
            merged_into: row.merged_into,
            restricted_at: row.restricted_at,
            deleted_at: row.deleted_at,
        }))
    }

    /// Writes the row, under the next version.
    pub(in crate::merge) async fn set<C: ConnectionTrait>(
        self,
        conn: &C,
        context: &Context,
        id: Uuid,
    ) -> Result<(), StoreError> {
        Entity::update_many()
            .col_expr(Column::Name, Expr::value(self.name))
            .col_expr(Column::NameFolded, Expr::value(self.name_folded))
            .col_expr(Column::Language, Expr::value(self.language))
            .col_expr(Column::MergedInto, Expr::value(self.merged_into))
            .col_expr(Column::RestrictedAt, Expr::value(self.restricted_at))
            .col_expr(Column::DeletedAt, Expr::value(self.deleted_at))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .col_expr(Column::UpdatedAt, Expr::value(context.now))
            .filter(Column::Id.eq(id))
            .exec(conn)
            .await?;
        Ok(())
    }

    /// What the survivor says of itself once merged.
    pub(in crate::merge) fn saying(
        self,
        name: &str,
        language: Option<Language>,
        restricted_at: Option<DateTime<Utc>>,
    ) -> Self {
        Self {
            name: name.to_owned(),
            name_folded: fold(name),
            language: language.map(|language| language.code().to_owned()),
            restricted_at,
            ..self
        }
    }

    /// The other, hidden: it leads to the survivor.
    pub(in crate::merge) fn hidden(self, survivor: Uuid, context: &Context) -> Self {
        Self { merged_into: Some(survivor), deleted_at: Some(context.now), ..self }
    }

    /// What undoing gives back where `after` was left and `now` stands; nothing when something else was changed
    /// since. A restriction is no work of the merge: one that was set or lifted since stands for both.
    pub(in crate::merge) fn given_back(self, after: &Self, now: &Self) -> Option<Self> {
        let restricted_at = now.restricted_at;
        if *now != (Self { restricted_at, ..after.clone() }) {
            return None;
        }
        let untouched = restricted_at == after.restricted_at;
        Some(Self {
            restricted_at: if untouched { self.restricted_at } else { restricted_at },
            ..self
        })
    }
}
