//! The purposes, their first wordings, and the figures of the law on contact, loaded once: a firm
//! changes its purposes afterwards. What was not read in a published source is not confirmed.

use sea_orm_migration::sea_orm::prelude::{Date, DateTimeUtc, Json, Uuid};
use sea_orm_migration::sea_query::{InsertStatement, Query, SimpleExpr, Value};

/// Ids are the same in every installation: this number and the place in the list.
const FIRST_PURPOSE: u128 = 0x0190_0000_0000_7000_8000_0000_0000_0000;
const FIRST_WORDING: u128 = 0x0190_0000_0000_7000_8000_0000_0001_0000;

/// Code, label in French and in English, legal ground, channels, whether it is marketing.
type Purpose =
    (&'static str, &'static str, &'static str, &'static str, &'static [&'static str], bool);

const EVERY: &[&str] = &["email", "phone", "post", "sms"];

#[rustfmt::skip]
const PURPOSES: [Purpose; 8] = [
    ("newsletter", "Lettre d’information", "Newsletter", "soft_opt_in", &["email", "post"], true),
    ("offers", "Offres promotionnelles", "Promotional offers", "soft_opt_in", &["email", "post", "sms"], true),
    ("events", "Invitations", "Invitations", "legitimate_interest", &["email", "post", "sms"], true),
    ("phone_offers", "Offres par téléphone", "Offers by telephone", "legitimate_interest", &["phone"], true),
    ("opening_measure", "Mesure de la lecture des courriels", "Measure of whether mails are read", "consent", &["email"], true),
    ("debt_reminder", "Relances de factures", "Reminders of invoices", "contract", EVERY, false),
    ("request_answer", "Réponses aux demandes", "Answers to requests", "contract", EVERY, false),
    ("service_notice", "Avis de service", "Service notices", "contract", EVERY, false),
];

/// The first wording of each purpose that may need consent, in its order: French, English.
#[rustfmt::skip]
const WORDINGS: [(&str, &str); 5] = [
    ("J’accepte de recevoir votre lettre d’information. Je peux retirer mon accord à tout moment, par le lien de chaque message.",
     "I agree to receive your newsletter. I can take this back at any time, by the link in each message."),
    ("J’accepte de recevoir vos offres promotionnelles. Je peux retirer mon accord à tout moment, par le lien ou le numéro indiqué dans chaque message.",
     "I agree to receive your promotional offers. I can take this back at any time, by the link or the number given in each message."),
    ("J’accepte de recevoir vos invitations. Je peux retirer mon accord à tout moment, par le lien de chaque message.",
     "I agree to receive your invitations. I can take this back at any time, by the link in each message."),
    ("J’accepte d’être appelé pour des offres commerciales. Je peux retirer mon accord à tout moment, y compris pendant un appel.",
     "I agree to be called about commercial offers. I can take this back at any time, also during a call."),
    ("J’accepte que vous mesuriez si j’ouvre vos courriels et les liens que je suis. Je peux retirer mon accord à tout moment, par le lien de chaque courriel.",
     "I agree that you measure whether I open your mails and which links I follow. I can take this back at any time, by the link in each mail."),
];

const CALLS: &str = "D223-9 C. conso. (décret 2022-1313)";
const CALLS_NOW: &str = "D223-9 C. conso., its wording after 11 August 2026 not read";

/// Kind, first day, figure, source, whether it was read in a published source.
#[rustfmt::skip]
const RULES: [(&str, &str, i32, &str, bool); 17] = [
    ("call_needs_consent", "2023-03-01", 0, "former L223-1 C. conso.: list of opposition (Bloctel), not checked here", false),
    ("call_needs_consent", "2026-08-11", 1, "L223-1 C. conso. (loi 2025-594 art. 13)", true),
    // Minutes of the day: 10 to 13 h and 14 to 20 h.
    ("call_morning_from", "2023-03-01", 600, CALLS, true),
    ("call_morning_until", "2023-03-01", 780, CALLS, true),
    ("call_afternoon_from", "2023-03-01", 840, CALLS, true),
    ("call_afternoon_until", "2023-03-01", 1_200, CALLS, true),
    ("call_most", "2023-03-01", 4, CALLS, true),
    ("call_period", "2023-03-01", 30, CALLS, true),
    ("call_rest", "2023-03-01", 60, CALLS, true),
    ("call_morning_from", "2026-08-11", 600, CALLS_NOW, false),
    ("call_morning_until", "2026-08-11", 780, CALLS_NOW, false),
    ("call_afternoon_from", "2026-08-11", 840, CALLS_NOW, false),
    ("call_afternoon_until", "2026-08-11", 1_200, CALLS_NOW, false),
    ("call_most", "2026-08-11", 4, CALLS_NOW, false),
    ("call_period", "2026-08-11", 30, CALLS_NOW, false),
    ("call_rest", "2026-08-11", 60, CALLS_NOW, false),
    // Months.
    ("marketing_retention", "2021-09-23", 36, "CNIL délibération 2021-131", true),
];

/// 2026-01-01: the rows are the same in every installation.
fn then() -> Value {
    DateTimeUtc::from_timestamp_secs(1_767_225_600).unwrap_or_default().into()
}

fn id(first: u128, place: usize) -> Value {
    Uuid::from_u128(first + place as u128).into()
}

pub(crate) fn rows() -> Vec<InsertStatement> {
    vec![purposes(), wordings(), rules()]
}

fn purposes() -> InsertStatement {
    let mut rows = Query::insert();
    rows.into_table("purpose").columns([
        "id",
        "code",
        "label_fr",
        "label_en",
        "legal_ground",
        "channels",
        "marketing",
        "active",
        "version",
        "created_at",
        "updated_at",
    ]);
    for (place, (code, fr, en, ground, channels, marketing)) in (1..).zip(PURPOSES) {
        rows.values_panic([
            SimpleExpr::from(id(FIRST_PURPOSE, place)),
            code.into(),
            fr.into(),
            en.into(),
            ground.into(),
            Value::from(Json::from(channels.to_vec())).into(),
            marketing.into(),
            true.into(),
            1_i32.into(),
            then().into(),
            then().into(),
        ]);
    }
    rows
}

fn wordings() -> InsertStatement {
    let mut rows = Query::insert();
    rows.into_table("consent_wording").columns([
        "id",
        "purpose_id",
        "version",
        "text_fr",
        "text_en",
        "valid_from",
        "recorded_at",
        "recorded_by",
    ]);
    for (place, (fr, en)) in (1..).zip(WORDINGS) {
        rows.values_panic([
            SimpleExpr::from(id(FIRST_WORDING, place)),
            id(FIRST_PURPOSE, place).into(),
            1_i32.into(),
            fr.into(),
            en.into(),
            then().into(),
            then().into(),
            "system".into(),
        ]);
    }
    rows
}

fn rules() -> InsertStatement {
    let mut rows = Query::insert();
    rows.into_table("contact_rule").columns(["kind", "valid_from", "value", "source", "confirmed"]);
    for (kind, from, value, source, confirmed) in RULES {
        let confirmed = if confirmed { "confirmed" } else { "unconfirmed" };
        rows.values_panic([
            SimpleExpr::from(kind),
            from.parse::<Date>().unwrap_or_default().into(),
            value.into(),
            source.into(),
            confirmed.into(),
        ]);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_first_day_is_a_date_and_every_purpose_that_needs_consent_has_a_wording() {
        assert!(RULES.iter().all(|rule| rule.1.parse::<Date>().is_ok()));
        let marketing = PURPOSES.iter().take_while(|purpose| purpose.5).count();
        assert_eq!(marketing, WORDINGS.len());
        assert!(PURPOSES.iter().skip(marketing).all(|purpose| !purpose.5));
    }
}
