//! The tables, one entity each, as the migrations make them.
//!
//! Plain rows: codes are text and ids are bare here, and become types of the domain in the module of
//! their noun. Joins are written where they are needed, so no entity declares a relation.

use sea_orm::entity::prelude::*;

pub mod address;
pub mod allocation;
pub mod api_token;
pub mod attachment;
pub mod blob;
pub mod blob_chunk;
pub mod call;
pub mod company;
pub mod consent;
pub mod consent_request;
pub mod consent_request_purpose;
pub mod consent_wording;
pub mod contact_point;
pub mod contact_rule;
pub mod contact_sheet;
pub mod counter;
pub mod credit_note;
pub mod custom_field;
pub mod custom_value;
pub mod customer;
pub mod customer_owner;
pub mod customer_tag;
pub mod due_line;
pub mod dunning_claim;
pub mod dunning_credit_asked;
pub mod dunning_hold;
pub mod dunning_jump;
pub mod dunning_left_out;
pub mod dunning_level;
pub mod dunning_line_asked;
pub mod dunning_notice;
pub mod dunning_notice_credit;
pub mod dunning_notice_line;
pub mod dunning_procedure;
pub mod dunning_run;
pub mod duplicate_pair;
pub mod duplicate_search;
pub mod erasure;
pub mod event;
pub mod event_link;
pub mod event_value;
pub mod idempotency;
pub mod identifier;
pub mod import;
pub mod import_duplicate;
pub mod import_fault;
pub mod import_image;
pub mod import_mapping;
pub mod import_notice;
pub mod import_revert;
pub mod import_row;
pub mod import_task;
pub mod import_upload;
pub mod invoice;
pub mod login_throttle;
pub mod merge;
pub mod merge_row;
pub mod merged_customer;
pub mod message;
pub mod message_attempt;
pub mod message_counter;
pub mod note;
pub mod outbox;
pub mod party;
pub mod party_contact_point;
pub mod payment;
pub mod payment_sheet;
pub mod person;
pub mod person_role;
pub mod preference_link;
pub mod purpose;
pub mod reference_rate;
pub mod secret_check;
pub mod segment;
pub mod sending_pause;
pub mod suppression;
pub mod task;
pub mod user_account;
pub mod web_session;

/// No relation: what `DeriveEntityModel` asks for.
#[derive(Copy, Clone, Debug, EnumIter)]
pub enum Relation {}

impl RelationTrait for Relation {
    fn def(&self) -> RelationDef {
        match *self {}
    }
}
