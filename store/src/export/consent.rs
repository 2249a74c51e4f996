//! The table of consents: a row for each decision about being contacted, in the order in which they were
//! recorded.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::consent::{CollectionMethod, Decision};
use domain::contactability::ContactChannel;
use domain::export::Cell;
use domain::id::PurposeId;
use domain::language::Language;

use super::column::{Column, cells};
use super::terms::Terms;
use super::who::{Who, parties, points};
use crate::consent::{ConsentFilter, StoredConsent, list};
use crate::db::Db;
use crate::error::StoreError;
use crate::page::{Page, PageRequest};
use crate::purpose;

/// A decision, who took it, and its codes in the words of whoever reads.
pub(super) struct Row {
    who: Who,
    point: Option<String>,
    purpose: Option<String>,
    channel: Option<String>,
    decision: String,
    method: String,
    effective_on: NaiveDate,
    consent: StoredConsent,
}

/// What it has.
pub(super) const COLUMNS: &[Column<Row>] = &[
    Column { code: "customer", cell: |row: &Row| row.who.reference.as_str().into() },
    Column { code: "name", cell: |row: &Row| row.who.name.as_str().into() },
    Column { code: "contact_point", cell: |row: &Row| row.point.as_deref().into() },
    Column { code: "purpose", cell: |row: &Row| row.purpose.as_deref().into() },
    Column { code: "channel", cell: |row: &Row| row.channel.as_deref().into() },
    Column { code: "decision", cell: |row: &Row| row.decision.as_str().into() },
    Column { code: "collection_method", cell: |row: &Row| row.method.as_str().into() },
    Column { code: "effective_on", cell: |row: &Row| row.effective_on.into() },
    Column {
        code: "language",
        cell: |row: &Row| row.consent.language.map(|language| language.code()).into(),
    },
    Column { code: "collected_by", cell: |row: &Row| row.consent.collected_by.as_deref().into() },
];

fn channel_key(channel: ContactChannel) -> String {
    format!("export-channel-{}", channel.code())
}

fn decision_key(decision: Decision) -> String {
    format!("export-decision-{}", decision.code())
}

fn method_key(method: CollectionMethod) -> String {
    format!("export-collected-{}", method.code())
}

/// The keys of the words of its cells.
pub(super) fn words() -> Vec<String> {
    let channels = ContactChannel::ALL.iter().copied().map(channel_key);
    let decisions = Decision::ALL.iter().copied().map(decision_key);
    let methods = CollectionMethod::ALL.iter().copied().map(method_key);
    channels.chain(decisions).chain(methods).collect()
}

/// A page of rows.
pub(super) async fn page(
    db: &Db,
    filter: ConsentFilter,
    terms: &Terms,
    request: PageRequest,
) -> Result<Page<Vec<Cell>>, StoreError> {
    let page = list(db, filter, request).await?;
    let ids = page.items.iter().filter_map(|consent| consent.record.party).collect();
    let people = parties(db.read(), ids).await?;
    let ids = page.items.iter().filter_map(|consent| consent.record.point).collect();
    let values = points(db.read(), ids).await?;
    let purposes = purposes(db, terms.language).await?;
    Ok(page.map(|consent| {
        let record = &consent.record;
        let row = Row {
            who: record.party.and_then(|id| people.get(&id)).cloned().unwrap_or_default(),
            point: record.point.and_then(|id| values.get(&id)).cloned(),
            purpose: record.purpose.and_then(|id| purposes.get(&id)).cloned(),
            channel: record.channel.map(|channel| terms.word(&channel_key(channel))),
            decision: terms.word(&decision_key(record.decision)),
            method: terms.word(&method_key(consent.method)),
            effective_on: terms.day(record.effective_at),
            consent,
        };
        cells(COLUMNS, &row)
    }))
}

/// The names of the purposes, which are few.
async fn purposes(db: &Db, language: Language) -> Result<HashMap<PurposeId, String>, StoreError> {
    let known = purpose::list(db.read()).await?;
    let named = known.into_iter().map(|known| {
        let name = match language {
            Language::Fr => known.label_fr,
            Language::En => known.label_en,
        };
        (known.purpose.id, name)
    });
    Ok(named.collect())
}
