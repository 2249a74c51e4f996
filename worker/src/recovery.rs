//! Settling the journals that nobody holds, of workers that ended without a farewell.

use std::time::Duration;

use anyhow::Context as _;
use store::db::Engine;
use store::message::{Findings, Silence, settle_journal};

use crate::dispatch::Dispatch;
use crate::journal;

/// How long a journal is kept that says nothing and matched no row: with a server, the claim of a
/// worker that was killed may still be on its way.
const PATIENCE: Duration = Duration::from_secs(60);

/// Settles them, and answers how many there were.
///
/// # Errors
/// When the folder cannot be read or the database cannot be written: what is left is settled by the
/// next call.
pub(crate) async fn settle_abandoned(dispatch: &Dispatch) -> anyhow::Result<usize> {
    let folder = dispatch.config.journal_dir();
    let abandoned = journal::abandoned(&folder, &dispatch.boot).context("the delivery journals")?;
    let mut count = 0;
    for left in abandoned {
        let says_nothing = left.answered.is_empty() && left.begun.is_empty();
        let is_young = age_of(dispatch, &left.path).is_some_and(|age| age < PATIENCE);
        let on_its_way = says_nothing && is_young && dispatch.deps.db.engine() == Engine::Postgres;
        let token = left.claim_token;
        let findings = Findings {
            token,
            worker: &dispatch.name,
            answered: left.answered.clone(),
            begun: left.begun.clone(),
            silence: if left.same_boot { Silence::NeverBegun } else { Silence::Unknown },
            lost: dispatch.lost(),
        };
        let settled = settle_journal(&dispatch.deps.db, &dispatch.context(), findings).await?;
        if settled.changed > 0 {
            tracing::warn!(%token, settled.changed, in_doubt = left.begun.len(), "settled the journal of a worker that was lost");
        }
        if settled.changed > 0 || !on_its_way {
            left.delete().context("a settled journal cannot be deleted")?;
            count += 1;
        }
    }
    Ok(count)
}

/// How long ago the journal was written to.
fn age_of(dispatch: &Dispatch, path: &std::path::Path) -> Option<Duration> {
    let written: chrono::DateTime<chrono::Utc> =
        std::fs::metadata(path).and_then(|about| about.modified()).ok()?.into();
    ((dispatch.deps.clock)() - written).to_std().ok()
}
