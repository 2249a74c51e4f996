//! What a page of mails shows that ask for a confirmation, by a bounded number of statements, and which of
//! them come too late.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::consent::{ConsentRequestDocument, RequestState};
use domain::id::ConsentRequestId;
use domain::language::Language;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter};
use uuid::Uuid;

use crate::contact_point;
use crate::db::Db;
use crate::entity::consent_request;
use crate::error::StoreError;
use crate::sql::{ROWS, of_page};

#[derive(FromQueryResult)]
struct Text {
    request_id: Uuid,
    text_fr: String,
    text_en: String,
}

/// The documents of `requests`; one that does not exist has none.
///
/// # Errors
/// When the database cannot be read.
pub async fn documents(
    db: &Db,
    requests: &[ConsentRequestId],
) -> Result<HashMap<ConsentRequestId, ConsentRequestDocument>, StoreError> {
    let conn = db.read();
    let firm = crate::company::read(conn).await?.map(|(firm, _)| firm).unwrap_or_default();
    let firm = Arc::new(firm);
    let mut documents = HashMap::with_capacity(requests.len());
    for requests in requests.chunks(ROWS) {
        let ids: Vec<Uuid> = requests.iter().map(|request| request.0).collect();
        let mut texts = texts(conn, &ids).await?;
        let rows = rows(conn, &ids).await?;
        let points: Vec<Uuid> = rows.iter().map(|row| row.contact_point_id).collect();
        let mailboxes = contact_point::mailboxes(conn, &points).await?;
        for row in rows {
            let language = super::language(&row)?;
            let shown = texts.remove(&row.id).unwrap_or_default().into_iter();
            let shown = shown.map(|text| match language {
                Language::Fr => text.text_fr,
                Language::En => text.text_en,
            });
            let document = ConsentRequestDocument {
                language,
                firm: Arc::clone(&firm),
                recipient: mailboxes.get(&row.contact_point_id).cloned(),
                wordings: shown.collect(),
                collected_at: row.requested_at,
                until: row.expires_at,
            };
            documents.insert(row.id.into(), document);
        }
    }
    Ok(documents)
}

/// Those of `requests` whose mail would come too late.
pub(crate) async fn over<C: ConnectionTrait>(
    conn: &C,
    now: DateTime<Utc>,
    requests: &[ConsentRequestId],
) -> Result<HashSet<ConsentRequestId>, StoreError> {
    let mut over = HashSet::new();
    for requests in requests.chunks(ROWS) {
        let ids: Vec<Uuid> = requests.iter().map(|request| request.0).collect();
        let rows = rows(conn, &ids).await?.into_iter();
        let done = rows.filter(|row| {
            RequestState::at(now, row.expires_at, row.confirmed_at) != RequestState::Open
        });
        over.extend(done.map(|row| ConsentRequestId(row.id)));
    }
    Ok(over)
}

async fn rows<C: ConnectionTrait>(
    conn: &C,
    ids: &[Uuid],
) -> Result<Vec<consent_request::Model>, StoreError> {
    let of = consent_request::Column::Id.is_in(ids.iter().copied());
    Ok(consent_request::Entity::find().filter(of).all(conn).await?)
}

async fn texts<C: ConnectionTrait>(
    conn: &C,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Text>>, StoreError> {
    let sql = "select a.request_id, w.text_fr, w.text_en
           from consent_request_purpose a join consent_wording w on w.id = a.wording_id
           where {a.request_id} order by a.request_id, a.purpose_id";
    let mut texts: HashMap<Uuid, Vec<Text>> = HashMap::new();
    for text in Text::find_by_statement(of_page(conn, sql, ids, [])).all(conn).await? {
        texts.entry(text.request_id).or_default().push(text);
    }
    Ok(texts)
}
