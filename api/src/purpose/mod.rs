//! Purposes: what people are contacted for, and the words by which consent is asked.

pub(crate) mod add_wording;
pub(crate) mod create;
pub(crate) mod get;
pub(crate) mod list;
pub(crate) mod put;
pub(crate) mod wordings;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::id::PurposeId;
use domain::purpose::{NewPurpose, PurposeCode};
use serde::Serialize;
use store::purpose::{PurposeRecord, Wording};
use store::{Db, StoreError};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::input::{ContactChannelCode, LegalGroundCode, Text, Wrong};
use crate::problem::Problem;

/// A purpose.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Purpose)]
pub(crate) struct PurposeView {
    /// Id.
    id: Uuid,
    /// Stable name.
    code: String,
    /// Name in French.
    label_fr: String,
    /// Name in English.
    label_en: String,
    /// On what it rests; a given consent always carries.
    legal_ground: LegalGroundCode,
    /// By which channels.
    channels: Vec<ContactChannelCode>,
    /// Whether it is marketing, to which a person may object without a reason.
    marketing: bool,
    /// Whether the firm pursues it.
    active: bool,
    /// Grows with each change.
    version: i32,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl From<PurposeRecord> for PurposeView {
    fn from(record: PurposeRecord) -> Self {
        let purpose = record.purpose;
        Self {
            id: purpose.id.0,
            code: purpose.code.as_str().to_owned(),
            label_fr: record.label_fr,
            label_en: record.label_en,
            legal_ground: LegalGroundCode(purpose.ground),
            channels: purpose.channels.into_iter().map(ContactChannelCode).collect(),
            marketing: purpose.marketing,
            active: purpose.active,
            version: record.version,
            updated_at: record.updated_at,
        }
    }
}

input! {
    /// A purpose, as a whole.
    #[schema(as = PurposeBody, example = json!({
        "code": "fairs",
        "label_fr": "Invitations aux salons",
        "label_en": "Invitations to fairs",
        "legal_ground": "legitimate_interest",
        "channels": ["email", "post"],
        "marketing": true,
    }))]
    struct PurposeBody {
        /// Stable name: 1 to 40 lower-case letters, digits and `_`, a letter first. It never changes.
        #[schema(value_type = String, pattern = "^[a-z][a-z0-9_]{0,39}$")]
        code: PurposeCode,
        /// Name in French.
        #[schema(value_type = String, min_length = 1, max_length = 120)]
        label_fr: Text<120>,
        /// Name in English.
        #[schema(value_type = String, min_length = 1, max_length = 120)]
        label_en: Text<120>,
        /// On what it rests.
        legal_ground: LegalGroundCode,
        /// By which channels.
        #[schema(min_items = 1)]
        channels: Vec<ContactChannelCode>,
        /// Whether it is marketing. It never changes.
        marketing: bool,
        /// Whether the firm pursues it; it does when absent.
        active: Option<bool>,
    }
}

impl From<PurposeBody> for NewPurpose {
    fn from(body: PurposeBody) -> Self {
        Self {
            code: body.code,
            label_fr: body.label_fr.0,
            label_en: body.label_en.0,
            ground: *body.legal_ground,
            channels: body.channels.into_iter().map(|channel| *channel).collect(),
            marketing: body.marketing,
            active: body.active.unwrap_or(true),
        }
    }
}

/// A version of the words by which consent is asked.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConsentWording)]
pub(crate) struct WordingView {
    /// Id, by which a consent names it.
    id: Uuid,
    /// Number within the purpose, from 1.
    version: i32,
    /// In French.
    text_fr: String,
    /// In English.
    text_en: String,
    /// From when it is shown.
    valid_from: DateTime<Utc>,
}

impl From<Wording> for WordingView {
    fn from(wording: Wording) -> Self {
        Self {
            id: wording.id.0,
            version: wording.version,
            text_fr: wording.text_fr,
            text_en: wording.text_en,
            valid_from: wording.valid_from,
        }
    }
}

/// The purpose of a code; the fault of the field or parameter when there is none.
pub(crate) async fn by_code(
    db: &Db,
    code: &PurposeCode,
) -> Result<Result<PurposeRecord, Wrong>, Problem> {
    match store::purpose::by_code(db.read(), code).await {
        Ok(found) => Ok(Ok(found)),
        Err(StoreError::NotFound { .. }) => Ok(Err(Wrong::new("no_such_purpose"))),
        Err(error) => Err(error.into()),
    }
}

/// The id of the purpose that a body names.
pub(crate) async fn of_body(
    db: &Db,
    code: Option<&PurposeCode>,
) -> Result<Option<PurposeId>, Problem> {
    let Some(code) = code else { return Ok(None) };
    let found = by_code(db, code).await?;
    let found = found.map_err(|wrong| Problem::fault("/purpose", wrong))?;
    Ok(Some(found.purpose.id))
}

/// The codes of all purposes, which are few.
pub(crate) async fn codes(db: &Db) -> Result<HashMap<PurposeId, String>, Problem> {
    let all = store::purpose::list(db.read()).await?;
    let code = |one: PurposeRecord| (one.purpose.id, one.purpose.code.as_str().to_owned());
    Ok(all.into_iter().map(code).collect())
}
