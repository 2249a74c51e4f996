//! Users, tokens, sessions, and what protects them.
//!
//! Secrets are kept as digests only.

use crate::step::Step;

pub(crate) const STEP: Step = Step {
    name: "m0009_people",
    up: &[
        "create table user_account (
             id {uuid} not null,
             email text not null,
             email_key {ordered} not null,
             name text not null,
             language text not null,
             role text not null,
             password_hash text,
             disabled_at {instant},
             failed_logins integer not null default 0,
             locked_until {instant},
             version integer not null default 1,
             created_at {instant} not null,
             updated_at {instant} not null,
             constraint user_account_pkey primary key (id),
             constraint user_account_email_key_key unique (email_key)
         )",
        "create table api_token (
             id {uuid} not null,
             user_id {uuid} not null,
             name text not null,
             prefix text not null,
             digest text not null,
             scopes {json} not null,
             expires_at {instant},
             revoked_at {instant},
             last_used_at {instant},
             created_at {instant} not null,
             constraint api_token_pkey primary key (id),
             constraint api_token_user_id_fkey
                 foreign key (user_id) references user_account (id),
             constraint api_token_digest_key unique (digest)
         )",
        "create index api_token_user on api_token (user_id)",
        "create table web_session (
             id {uuid} not null,
             user_id {uuid} not null,
             digest text not null,
             csrf_digest text not null,
             expires_at {instant} not null,
             created_at {instant} not null,
             constraint web_session_pkey primary key (id),
             constraint web_session_user_id_fkey
                 foreign key (user_id) references user_account (id),
             constraint web_session_digest_key unique (digest)
         )",
        "create index web_session_user on web_session (user_id)",
        "create index web_session_expires on web_session (expires_at)",
        "create table login_throttle (
             key text not null,
             failures integer not null,
             since {instant} not null,
             locked_until {instant},
             constraint login_throttle_pkey primary key (key)
         )",
        "create table secret_check (
             id integer not null,
             value text not null,
             constraint secret_check_pkey primary key (id),
             constraint secret_check_only_row_check check (id = 1)
         )",
        "create table idempotency (
             principal text not null,
             route text not null,
             key text not null,
             body_digest text not null,
             outcome {json},
             status integer,
             created_at {instant} not null,
             constraint idempotency_pkey primary key (principal, route, key)
         )",
        "create index idempotency_created on idempotency (created_at)",
    ],
    tables: &[
        "user_account",
        "api_token",
        "web_session",
        "login_throttle",
        "secret_check",
        "idempotency",
    ],
    seed: None,
};
