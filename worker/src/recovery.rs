//! Settling the journals that nobody holds, of workers that ended without a farewell.

use std::time::Duration;

use anyhow::Context as _;
use store::message::{Findings, Silence, settle_journal};

use crate::dispatch::Dispatch;
use crate::journal;

/// How long a journal is kept that matched no row: the claim of a worker that was killed may still
/// be on its way to the database.
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
        let age = age_of(dispatch, &left.path);
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
        if settled.changed > 0 || age.is_none_or(|age| age > PATIENCE) {
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
