//! Procedures: the levels of reminders, as data.

pub(crate) mod create;
pub(crate) mod get;
pub(crate) mod list;
pub(crate) mod put;

use chrono::{DateTime, Utc};
use domain::dunning::{DunningLevel, Procedure};
use domain::id::ProcedureId;
use serde::Serialize;
use store::dunning::{NewProcedure, ProcedureRecord};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::input::{ChannelCode, Text, ToneCode};

/// A graduated procedure of reminders.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DunningProcedure)]
pub(crate) struct ProcedureView {
    /// Id.
    id: Uuid,
    /// Stable name.
    code: String,
    /// Name in French.
    name_fr: String,
    /// Name in English.
    name_en: String,
    /// Minor units up to which an open line is let be.
    tolerance: i64,
    /// Days after a promised day during which the promise still counts as kept.
    grace_days: i64,
    /// Whether it may remind anybody.
    active: bool,
    /// Whether customers without one follow it.
    is_default: bool,
    /// Its steps: the first is level 1.
    levels: Vec<LevelView>,
    /// Grows with each change.
    version: i32,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

/// One step of a procedure.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DunningLevel)]
pub(crate) struct LevelView {
    /// Stable name.
    code: String,
    /// Days after the due day from which it may be reached, that day included.
    delay_days: i64,
    /// Days since the last reminder that was really sent, that day included.
    gap_days: i64,
    /// How it is sent.
    channel: ChannelCode,
    /// Its template.
    template: String,
    /// How it speaks.
    tone: ToneCode,
    /// Whether it is a formal notice, which a person always reviews.
    formal_notice: bool,
    /// Whether a person reviews every message of this level.
    review: bool,
    /// The net, in minor units, from which a person reviews a message.
    review_above: Option<i64>,
}

impl From<ProcedureRecord> for ProcedureView {
    fn from(record: ProcedureRecord) -> Self {
        let procedure = record.procedure;
        Self {
            id: procedure.id.0,
            code: procedure.code,
            name_fr: record.name_fr,
            name_en: record.name_en,
            tolerance: procedure.tolerance,
            grace_days: procedure.grace_days,
            active: procedure.active,
            is_default: record.is_default,
            levels: procedure.levels.into_iter().map(Into::into).collect(),
            version: record.version,
            updated_at: record.updated_at,
        }
    }
}

impl From<DunningLevel> for LevelView {
    fn from(level: DunningLevel) -> Self {
        Self {
            code: level.code,
            delay_days: level.delay_days,
            gap_days: level.gap_days,
            channel: ChannelCode(level.channel),
            template: level.template,
            tone: ToneCode(level.tone),
            formal_notice: level.formal_notice,
            review: level.review,
            review_above: level.review_above,
        }
    }
}

input! {
    /// One step of a procedure.
    #[schema(as = NewDunningLevel)]
    struct LevelBody {
        /// Stable name: lower-case letters, digits, underscores.
        #[schema(value_type = String, min_length = 1, max_length = 40)]
        code: Text<40>,
        /// Days after the due day from which it may be reached; more than the level before.
        #[schema(minimum = 1, maximum = 3650)]
        delay_days: i64,
        /// Days since the last reminder that was really sent.
        #[schema(minimum = 0, maximum = 3650)]
        gap_days: i64,
        /// How it is sent.
        channel: ChannelCode,
        /// Its template: `courtesy`, `firm`, `final`, `formal_notice`, or one of the firm's own.
        #[schema(value_type = String, min_length = 1, max_length = 40)]
        template: Text<40>,
        /// How it speaks.
        tone: ToneCode,
        /// Whether it is a formal notice, which a person always reviews.
        formal_notice: bool,
        /// Whether a person reviews every message of this level.
        review: bool,
        /// The net, in minor units, from which a person reviews a message.
        #[schema(minimum = 0)]
        review_above: Option<i64>,
    }
}

input! {
    /// A procedure, described whole.
    #[schema(as = NewDunningProcedure)]
    struct ProcedureBody {
        /// Stable name: lower-case letters, digits, underscores.
        #[schema(value_type = String, min_length = 1, max_length = 40)]
        code: Text<40>,
        /// Name in French.
        #[schema(value_type = String, min_length = 1, max_length = 120)]
        name_fr: Text<120>,
        /// Name in English.
        #[schema(value_type = String, min_length = 1, max_length = 120)]
        name_en: Text<120>,
        /// Minor units up to which an open line is let be.
        #[schema(minimum = 0)]
        tolerance: i64,
        /// Days after a promised day during which the promise still counts as kept.
        #[schema(minimum = 0)]
        grace_days: i64,
        /// Whether it may remind anybody.
        active: bool,
        /// Its steps, one to twenty: the first is level 1.
        #[schema(min_items = 1, max_items = 20)]
        levels: Vec<LevelBody>,
    }
}

impl From<ProcedureBody> for NewProcedure {
    fn from(body: ProcedureBody) -> Self {
        let level = |level: LevelBody| DunningLevel {
            code: level.code.0,
            delay_days: level.delay_days,
            gap_days: level.gap_days,
            channel: *level.channel,
            template: level.template.0,
            tone: *level.tone,
            formal_notice: level.formal_notice,
            review: level.review,
            review_above: level.review_above,
        };
        let procedure = Procedure {
            id: ProcedureId(Uuid::nil()),
            code: body.code.0,
            tolerance: body.tolerance,
            grace_days: body.grace_days,
            active: body.active,
            levels: body.levels.into_iter().map(level).collect(),
        };
        Self { procedure, name_fr: body.name_fr.0, name_en: body.name_en.0 }
    }
}
