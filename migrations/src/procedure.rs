//! The default procedure of reminders, loaded once: a firm changes its rows afterwards.

use sea_orm_migration::sea_orm::prelude::{DateTimeUtc, Uuid};
use sea_orm_migration::sea_query::{InsertStatement, Query};

/// Id of the default procedure: fixed, so that every installation names it alike.
pub const DEFAULT_PROCEDURE: Uuid = Uuid::from_u128(0x0197_d000_0000_7000_8000_0000_0000_0001);

struct Level {
    position: i32,
    code: &'static str,
    delay_days: i32,
    gap_days: i32,
    channel: &'static str,
    tone: &'static str,
    formal_notice: bool,
}

/// A formal notice goes by post and is always reviewed by a person.
const LEVELS: [Level; 4] = [
    Level {
        position: 1,
        code: "courtesy",
        delay_days: 8,
        gap_days: 0,
        channel: "email",
        tone: "courteous",
        formal_notice: false,
    },
    Level {
        position: 2,
        code: "firm",
        delay_days: 20,
        gap_days: 10,
        channel: "email",
        tone: "firm",
        formal_notice: false,
    },
    Level {
        position: 3,
        code: "final",
        delay_days: 35,
        gap_days: 10,
        channel: "email",
        tone: "final",
        formal_notice: false,
    },
    Level {
        position: 4,
        code: "formal_notice",
        delay_days: 50,
        gap_days: 10,
        channel: "letter",
        tone: "formal",
        formal_notice: true,
    },
];

pub(crate) fn rows() -> Vec<InsertStatement> {
    let mut procedure = Query::insert();
    procedure
        .into_table("dunning_procedure")
        .columns([
            "id",
            "code",
            "name_fr",
            "name_en",
            "tolerance",
            "grace_days",
            "active",
            "is_default",
            "version",
            "updated_at",
        ])
        .values_panic([
            DEFAULT_PROCEDURE.into(),
            "default".into(),
            "Relances graduées".into(),
            "Graduated reminders".into(),
            // No residual is too small to be owed: a firm that lets cents go says so.
            0_i64.into(),
            0_i32.into(),
            true.into(),
            true.into(),
            1_i32.into(),
            // 2026-01-01: the rows are the same in every installation.
            DateTimeUtc::from_timestamp_secs(1_767_225_600).unwrap_or_default().into(),
        ]);
    let mut levels = Query::insert();
    levels.into_table("dunning_level").columns([
        "procedure_id",
        "position",
        "code",
        "delay_days",
        "gap_days",
        "channel",
        "template",
        "tone",
        "formal_notice",
        "review",
    ]);
    for level in LEVELS {
        levels.values_panic([
            DEFAULT_PROCEDURE.into(),
            level.position.into(),
            level.code.into(),
            level.delay_days.into(),
            level.gap_days.into(),
            level.channel.into(),
            level.code.into(),
            level.tone.into(),
            level.formal_notice.into(),
            level.formal_notice.into(),
        ]);
    }
    vec![procedure, levels]
}
