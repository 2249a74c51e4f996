//! `POST /suppressions`

use domain::purpose::PurposeCode;
use store::suppression::NewSuppression;

use super::SuppressionView;
use crate::access::{Key, May, RecordConsents};
use crate::answer::Created;
use crate::customer::point::contact_value;
use crate::input::{Body, ContactKindCode, SuppressionReasonCode, Text};
use crate::problem::Problem;
use crate::purpose;

input! {
    /// An address to suppress.
    #[schema(as = NewSuppression, example = json!({
        "kind": "email",
        "value": "anne@client.example",
        "reason": "objection",
    }))]
    struct NewSuppressionBody {
        /// Kind.
        kind: ContactKindCode,
        /// E-mail address; or phone number in international form or a French one; or account on a social
        /// network, such as `linkedin:anne-durand` or the address of its profile.
        #[schema(value_type = String, min_length = 1, max_length = 254)]
        value: Text<254>,
        /// Why. A wrong address stops every message, the others marketing alone.
        reason: SuppressionReasonCode,
        /// Code of the purpose; absent: all.
        #[schema(value_type = Option<String>, pattern = "^[a-z][a-z0-9_]{0,39}$")]
        purpose: Option<PurposeCode>,
    }
}

/// Suppress an address.
///
/// Only a fingerprint of it is kept. It is recognised when it is typed or imported again.
#[utoipa::path(post, path = "/suppressions")]
pub(crate) async fn handler(
    may: May<RecordConsents>,
    key: Key,
    body: Body<NewSuppressionBody>,
) -> Result<Created<SuppressionView>, Problem> {
    let (db, context, key) = (may.db(), may.context(), key.with_body(&body.digest));
    let body = body.value;
    let value = contact_value(*body.kind, &body.value.0)
        .map_err(|wrong| Problem::fault("/value", wrong))?;
    let purpose = purpose::of_body(db, body.purpose.as_ref()).await?;
    let new = NewSuppression { value, reason: *body.reason, purpose, import: None, anew: true };
    let id = store::suppression::suppress(db, &context, new, key.as_ref()).await?;
    let record = store::suppression::get(db, id).await?;
    let view = SuppressionView::of(record, &purpose::codes(db).await?);
    Ok(Created { location: format!("/api/v1/suppressions/{id}"), body: view })
}
