//! `POST /customers/{id}/attachments`

use domain::id::CustomerId;
use store::customer::NewAttachment;

use super::AttachmentView;
use crate::access::{Key, May, WriteCustomers};
use crate::answer::Created;
use crate::input::{Faults, FileBody, FileName, Id, Query, Wrong};
use crate::problem::{Kind, Problem};

query! {
    /// How the file is called.
    struct NewAttachmentQuery {
        /// Its name, without a folder.
        #[param(value_type = String, required = true, min_length = 1, max_length = 200)]
        name: Option<FileName>,
    }
}

/// Attach a file to a customer: the body is its bytes, at most ten mebibytes.
#[utoipa::path(post, path = "/customers/{id}/attachments")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    id: Id<CustomerId>,
    query: Query<NewAttachmentQuery>,
    key: Key,
    upload: FileBody,
) -> Result<Created<AttachmentView>, Problem> {
    let Some(name) = query.0.name else {
        let mut faults = Faults::default();
        faults.of_parameter("name", Wrong::new("required"));
        return Err(Problem::faults(Kind::MalformedQuery, faults));
    };
    if upload.bytes.is_empty() {
        return Err(Problem::fault("", Wrong::new("empty")));
    }
    // The name belongs to what is asked for, as the bytes do.
    let key = key.with_body(&format!("{} {}", upload.digest, name.0));
    let (db, context) = (may.db(), may.context());
    let new = NewAttachment {
        file_name: name.0,
        media_type: upload.media_type,
        bytes: upload.bytes.to_vec(),
    };
    let id = store::customer::attach(db, &context, *id, new, key.as_ref()).await?;
    let file = store::customer::attachment(db, id).await?;
    Ok(Created { location: format!("/api/v1/attachments/{id}"), body: file.into() })
}
