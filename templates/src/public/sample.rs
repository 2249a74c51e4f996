//! The pages that every template is rendered with before it is trusted.

use chrono::NaiveDate;
use domain::contactability::ContactChannel;

use super::{Notice, PublicBody, PublicChannel, PublicChoice};

const DAY: NaiveDate = match NaiveDate::from_ymd_opt(2026, 12, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

const fn channel_of(channel: ContactChannel, said: Option<bool>) -> PublicChannel {
    PublicChannel { channel, yes: matches!(said, Some(true)), no: matches!(said, Some(false)) }
}

fn choice(code: &str, said: Option<bool>, wording: Option<&str>) -> PublicChoice {
    PublicChoice {
        code: code.to_owned(),
        label: "Offres <b>promotionnelles</b>".to_owned(),
        wording: wording.map(str::to_owned),
        text: "J’accepte de recevoir vos offres.".to_owned(),
        channels: ContactChannel::ALL.iter().map(|channel| channel_of(*channel, said)).collect(),
    }
}

/// Each page, with values that are usual, missing and hostile.
pub(crate) fn samples() -> Vec<(String, PublicBody)> {
    let hostile = "<script>alert(1)</script>".to_owned();
    let choices = vec![
        choice("newsletter", Some(true), Some("01900000-0000-7000-8000-000000010001")),
        choice("offers", None, Some("01900000-0000-7000-8000-000000010002")),
        choice("events", Some(false), None),
        PublicChoice { channels: Vec::new(), ..choice("phone_offers", None, None) },
    ];
    let preferences = |choices, refused, refusable| PublicBody::Preferences {
        address: hostile.clone(),
        choices,
        refused,
        refusable,
    };
    let mut samples = vec![
        ("confirm", PublicBody::Confirm { wordings: vec![hostile.clone()], until: DAY }),
        ("preferences", preferences(choices, false, true)),
        ("preferences", preferences(Vec::new(), true, true)),
        ("preferences", preferences(Vec::new(), true, false)),
    ];
    for sent in [false, true] {
        for purpose in [Some(hostile.clone()), None] {
            samples.push(("unsubscribe", PublicBody::Unsubscribe { purpose, sent }));
        }
    }
    for notice in Notice::ALL {
        samples.push(("notice", PublicBody::Notice { notice, preferences: None }));
    }
    let preferences = Some("https://firm.example/p/preferences/x".to_owned());
    samples.push(("notice", PublicBody::Notice { notice: Notice::Confirmed, preferences }));
    samples.into_iter().map(|(name, body)| (format!("public/{name}"), body)).collect()
}
