//! One way to send: whatever leaves was claimed, whatever is claimed was asked whether it may leave, and
//! the answer is the rule's. These tests show that there is no other way.

use super::words::code;
use super::{File, none, project};

/// What only some files may say: a step on the way out of the house.
const DOORS: [(&str, &[&str]); 9] = [
    // A row becomes a worker's in one place, which asks first.
    ("set state = 'claimed'", &["store/src/message/claim.rs"]),
    ("ClaimedMessage {", &["store/src/message/claim.rs"]),
    // What passes as no marketing is decided on in one place, kind by kind.
    ("Purpose::service_notice()", &["domain/src/message/purpose.rs"]),
    // Only what was claimed is handed to a channel, page by page, and looked at again.
    (".deliver(", &["worker/src/delivery/"]),
    ("MailChannel", &["worker/src/channel/", "worker/src/delivery/mod.rs"]),
    ("PaperChannel", &["worker/src/channel/", "worker/src/delivery/mod.rs"]),
    // Only the channel of mails speaks with a mail server; `check` and `dispatch` name it.
    (
        "crate::smtp",
        &[
            "worker/src/smtp/",
            "worker/src/channel/smtp.rs",
            "worker/src/check.rs",
            "worker/src/dispatch.rs",
        ],
    ),
    ("lettre::transport", &["worker/src/smtp/", "worker/src/check.rs", "worker/src/dispatch.rs"]),
    ("reqwest::", &["worker/src/channel/"]),
];

/// What a file must say, so that the question is asked.
const QUESTIONS: [(&str, &str); 5] = [
    ("store/src/message/claim.rs", "permission::withhold("),
    ("store/src/message/permission.rs", "withhold(&*txn"),
    ("store/src/message/permission.rs", "contactability::of("),
    ("store/src/message/permission.rs", "row.purpose.contact()"),
    ("worker/src/delivery/page.rs", "look_again("),
];

/// Steps on the way out that are taken elsewhere.
fn past_the_rule(file: &File) -> Vec<String> {
    if file.is_test() || !file.path.ends_with(".rs") {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for (step, rooms) in DOORS {
        if rooms.iter().any(|room| file.path.starts_with(room)) {
            continue;
        }
        for (number, _) in code(file).filter(|(_, line)| line.contains(step)) {
            faults.push(format!("{}:{number}: `{step}` leaves past the rule", file.path));
        }
    }
    faults
}

/// Questions that are not asked any more.
fn unasked(files: &[File]) -> Vec<String> {
    let asks = |path: &str, question: &str| {
        files
            .iter()
            .any(|file| file.path == path && code(file).any(|(_, line)| line.contains(question)))
    };
    let missing = QUESTIONS.iter().filter(|(path, question)| !asks(path, question));
    missing.map(|(path, question)| format!("{path} does not ask `{question}`")).collect()
}

fn example(path: &str, text: &str) -> File {
    File { path: path.to_owned(), text: text.to_owned() }
}

#[test]
fn a_way_past_the_rule_is_found() {
    for (path, text) in [
        ("store/src/campaign/send.rs", "\"update message set state = 'claimed' where id = $1\""),
        (
            "worker/src/campaign.rs",
            "let message = ClaimedMessage { id, purpose, channel, attempt: 1 };",
        ),
        ("store/src/campaign/ask.rs", "let purpose = contact::Purpose::service_notice();"),
        ("worker/src/campaign.rs", "channel.deliver(dispatch, message, document, guard).await"),
        ("worker/src/campaign.rs", "let mut mail = MailChannel::new();"),
        ("worker/src/campaign.rs", "use crate::smtp::Connection;"),
        ("worker/src/campaign.rs", "use lettre::transport::smtp::AsyncSmtpTransport;"),
        ("worker/src/social.rs", "let client = reqwest::Client::builder();"),
    ] {
        assert_eq!(past_the_rule(&example(path, text)).len(), 1, "{path} {text}");
    }
    none(&past_the_rule(&example("worker/src/channel/smtp.rs", "use crate::smtp::Connection;")));
    let silent = [example("store/src/message/claim.rs", "// permission::withhold(")];
    assert_eq!(unasked(&silent).len(), QUESTIONS.len(), "a comment asks nothing");
}

#[test]
fn there_is_no_way_to_send_but_by_the_rule() {
    let files = project();
    none(&files.iter().flat_map(past_the_rule).collect::<Vec<_>>());
    none(&unasked(&files));
}
