//! Table `message`.

use sea_orm::entity::prelude::*;

use super::Relation;

/// One row of the delivery ledger: a purpose, a recipient, a channel.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "message")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Noun of what it is sent for.
    pub purpose_kind: String,
    /// What it is sent for.
    pub purpose_id: Uuid,
    /// What it was queued with: the run, the campaign.
    pub batch_id: Uuid,
    /// What makes two recipients the same within the purpose.
    pub recipient_key: String,
    /// Channel by which it leaves.
    pub channel: String,
    /// The party it is sent to.
    pub party_id: Uuid,
    /// Where, by mail or telephone.
    pub contact_point_id: Option<Uuid>,
    /// Where, by post.
    pub address_id: Option<Uuid>,
    /// Its language.
    pub language: String,
    /// State, a code of `domain::message::MessageState`.
    pub state: String,
    /// Class of the failure.
    pub failure_class: Option<String>,
    /// Why it was skipped or failed, a stable code.
    pub reason: Option<String>,
    /// Last reply code of the server.
    pub reply_code: Option<i32>,
    /// Last reply of the server, masked and cut.
    pub reply_text: Option<String>,
    /// Legal ground that allows it.
    pub legal_ground: String,
    /// Token of the claim.
    pub claim_token: Option<Uuid>,
    /// End of the lease of the claim.
    pub lease_until: Option<DateTimeUtc>,
    /// Attempts begun.
    pub attempts: i32,
    /// Not before; the next attempt when deferred.
    pub due_at: DateTimeUtc,
    /// When it was queued.
    pub created_at: DateTimeUtc,
    /// When it reached an end.
    pub settled_at: Option<DateTimeUtc>,
    /// Proof of posting, entered by a person.
    pub proof: Option<String>,
    /// Day of that proof.
    pub proof_on: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
