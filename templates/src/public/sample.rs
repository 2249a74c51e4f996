//! The pages that every template is rendered with before it is trusted.

use chrono::NaiveDate;

use super::{Notice, PublicBody, PublicChoice};

const DAY: NaiveDate = match NaiveDate::from_ymd_opt(2026, 12, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

fn choice(code: &str, said: Option<bool>, wording: Option<&str>) -> PublicChoice {
    PublicChoice {
        code: code.to_owned(),
        label: "Offres <b>promotionnelles</b>".to_owned(),
        wording: wording.map(str::to_owned),
        text: "J’accepte de recevoir vos offres.".to_owned(),
        yes: said == Some(true),
        no: said == Some(false),
    }
}

/// Each page, with values that are usual, missing and hostile.
pub(crate) fn samples() -> Vec<(String, PublicBody)> {
    let hostile = "<script>alert(1)</script>".to_owned();
    let choices = vec![
        choice("newsletter", Some(true), Some("01900000-0000-7000-8000-000000010001")),
        choice("offers", None, Some("01900000-0000-7000-8000-000000010002")),
        choice("events", Some(false), None),
    ];
    let mut samples = vec![
        ("confirm", PublicBody::Confirm { wordings: vec![hostile.clone()], until: DAY }),
        ("preferences", PublicBody::Preferences { address: hostile.clone(), choices }),
        ("preferences", PublicBody::Preferences { address: hostile.clone(), choices: vec![] }),
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
