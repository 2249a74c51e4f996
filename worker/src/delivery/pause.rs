//! Stopping after a fault of ours: for how long, and said aloud.

use chrono::Duration;
use domain::message::{Reply, SenderFault};
use store::message;

use crate::dispatch::Dispatch;

/// How long a fault stops the sending. `code` is that of the server's reply, `missed` how often in
/// a row it could not be reached. Nobody needs to lift a pause: after its time one message tries,
/// and the next pause is its answer when nothing was done.
fn minutes(fault: SenderFault, code: Option<u16>, missed: u32) -> Option<i64> {
    match (fault, code) {
        (SenderFault::Unreachable, _) => Some(match missed {
            0 | 1 => 1,
            2 => 2,
            3 => 5,
            4 => 15,
            _ => 30,
        }),
        (SenderFault::Encryption, _) | (SenderFault::Policy, Some(400..=499)) => Some(15),
        (SenderFault::Authentication | SenderFault::Policy | SenderFault::Protocol, _) => Some(60),
        // Until the firm has said what is missing.
        (SenderFault::SenderMissing | SenderFault::LetterheadMissing, _) => None,
    }
}

/// Pauses the sending that `fault` concerns.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn pause(
    dispatch: &Dispatch,
    fault: SenderFault,
    reply: Option<&Reply>,
) -> anyhow::Result<()> {
    let missed = if fault == SenderFault::Unreachable { dispatch.missed() } else { 0 };
    let context = dispatch.context();
    let code = reply.and_then(|reply| reply.code);
    let until =
        minutes(fault, code, missed).map(|minutes| context.now + Duration::minutes(minutes));
    let is_new = message::pause(&dispatch.deps.db, &context, fault, reply, until).await?;
    if is_new {
        let said = reply.map(|reply| reply.text.as_str()).unwrap_or_default();
        tracing::error!(
            fault = fault.code(),
            code,
            said,
            ?until,
            "sending is paused: the fault is ours, no recipient is marked"
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_is_short_for_what_mends_itself_and_longer_for_what_somebody_must_mend() {
        use SenderFault::{Authentication, Encryption, LetterheadMissing, Policy, Unreachable};
        for (fault, code, missed, expected) in [
            (Unreachable, None, 1, Some(1)),
            (Unreachable, None, 4, Some(15)),
            (Unreachable, Some(421), 99, Some(30)),
            (Policy, Some(421), 0, Some(15)),
            (Policy, Some(550), 0, Some(60)),
            (Encryption, None, 0, Some(15)),
            (Authentication, Some(535), 0, Some(60)),
            (LetterheadMissing, None, 0, None),
        ] {
            assert_eq!(minutes(fault, code, missed), expected, "{fault} {code:?} {missed}");
        }
    }
}
