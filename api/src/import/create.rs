//! `POST /imports`

use domain::import::ImportKind;
use domain::user::Act;
use store::import::NewUpload;

use super::mapping::GivenMapping;
use super::{ImportView, begun};
use crate::access::{Key, May, WriteCustomers};
use crate::answer::Begun;
use crate::input::{ImportKindCode, Query, Text, Upload};
use crate::problem::{Kind, Problem};

query! {
    /// What the file is.
    struct NewImportQuery {
        /// What it brings; customers when absent.
        kind: Option<ImportKindCode>,
        /// Its name.
        #[param(value_type = Option<String>, min_length = 1, max_length = 200)]
        file_name: Option<Text<200>>,
        /// How it is to be read: a JSON object with the members of a mapping file (`kind`, `separator`,
        /// `encoding`, `date_format`, `decimal_mark`, `currency`, `due_days`, `country`, `columns` = the
        /// heading of each field, `own` = by their codes, the headings of the firm's own fields,
        /// `consents` = by their headings, the columns that say yes or no). What it fixes is not
        /// guessed. At most 8,000 characters.
        #[param(value_type = Option<String>, max_length = 8000, example = json!("{\"separator\":\";\",\"columns\":{\"reference\":\"Code client\",\"name\":\"Raison sociale\"}}"))]
        mapping: Option<GivenMapping>,
    }
}

/// Send a file to be imported: CSV in any usual encoding and separator, or XLSX.
///
/// A worker plans it: each row gets its verdict and nothing is applied. What its columns mean is guessed
/// from its headings, or taken from the last import with the same ones; a `mapping` takes the place of both.
/// Invoices need the permission to post them too.
#[utoipa::path(post, path = "/imports")]
pub(crate) async fn handler(
    may: May<WriteCustomers>,
    query: Query<NewImportQuery>,
    key: Key,
    upload: Upload,
) -> Result<Begun<ImportView>, Problem> {
    let query = query.0;
    let kind = query.kind.map_or(ImportKind::Customers, |kind| *kind);
    if kind == ImportKind::Invoices && !may.principal().may(Act::WriteInvoices) {
        return Err(Problem::of(Kind::Forbidden).with("act", Act::WriteInvoices));
    }
    let new = NewUpload {
        kind,
        file_name: query.file_name.map_or_else(|| "import".to_owned(), |name| name.0),
        media_type: upload.media_type,
        mapping: query.mapping.map(|given| given.0).unwrap_or_default(),
    };
    let key = key.with_body(&upload.digest);
    let id =
        store::import::upload(may.db(), &may.context(), &new, upload.file, key.as_ref()).await?;
    begun(&may, id).await
}
