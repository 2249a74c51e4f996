//! Whether the firm has said enough of itself for its messages to leave.
//!
//! Without a sender of its own, mails leave as `relais@localhost` to files or to a server on this
//! machine; any other server and any letter wait, and the pause names what is missing.

use domain::company::Company;
use domain::message::{Reply, SenderFault};
use store::message::{self, Scope, active_pauses};

use super::pause::pause;
use crate::dispatch::Dispatch;

/// What is missing, and whether the messages must wait for it.
fn missing(scope: Scope, is_local: bool, firm: &Company) -> (Vec<&'static str>, bool) {
    match scope {
        Scope::Mail => (firm.missing_for_mail(), !is_local),
        Scope::Paper => (firm.missing_for_letter(), true),
    }
}

/// Whether messages of `scope` may leave. A pause that names what was missing is lifted when it is
/// there, and made only when something waits for it.
///
/// # Errors
/// When the database fails.
pub(super) async fn is_ready(dispatch: &Dispatch, scope: Scope) -> anyhow::Result<bool> {
    let db = &dispatch.deps.db;
    let firm = store::company::get(db).await?.map(|(firm, _)| firm).unwrap_or_default();
    let (missing, must_wait) = missing(scope, dispatch.route.is_local(), &firm);
    let fault = match scope {
        Scope::Mail => SenderFault::SenderMissing,
        Scope::Paper => SenderFault::LetterheadMissing,
    };
    let context = dispatch.context();
    if missing.is_empty() || !must_wait {
        let pauses = active_pauses(db.read(), context.now).await?;
        if pauses.iter().any(|pause| pause.fault == fault) {
            message::resume(db, &context, Some(fault)).await?;
        }
        if !missing.is_empty() && message::is_due(db.read(), context.now, scope).await? {
            tracing::warn!(
                ?missing,
                "the firm has no sender: mails leave as relais@localhost (see relais company set)"
            );
        }
        return Ok(true);
    }
    if message::is_due(db.read(), context.now, scope).await? {
        let named = Reply::new(None, &missing.join(", "));
        pause(dispatch, fault, Some(&named)).await?;
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_and_this_machine_take_mails_without_a_sender_and_no_letter_leaves_without_one() {
        let nobody = Company::default();
        let named = Company { name: "Hébrard".to_owned(), ..Company::default() };
        let sender = Some("compta@hebrard.example".parse().unwrap());
        let sender = Company { sender_email: sender, ..named.clone() };
        for (scope, is_local, firm, missing_fields, waits) in [
            (Scope::Mail, true, &nobody, vec!["name", "sender_email"], false),
            (Scope::Mail, false, &nobody, vec!["name", "sender_email"], true),
            (Scope::Mail, false, &named, vec!["sender_email"], true),
            (Scope::Mail, false, &sender, vec![], true),
            (Scope::Paper, true, &nobody, vec!["name", "address"], true),
            (Scope::Paper, true, &sender, vec!["address"], true),
        ] {
            assert_eq!(missing(scope, is_local, firm), (missing_fields, waits));
        }
    }
}
