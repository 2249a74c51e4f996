//! `relais company show`: what is set, for people or as one JSON object.

use clap::Args;
use domain::company::Company;
use domain::customer::{EmailAddress, PostalAddress};
use domain::language::Language;
use serde_json::json;
use templates::format::percent_bp;

use crate::house::{Exit, House, print};

#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// One JSON object
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(args: &ShowArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let (firm, version) = store::company::get(&db).await?.unwrap_or_default();
    if args.json {
        print(serde_json::to_string_pretty(&as_json(&firm, version))?)?;
        return Ok(Exit::Done);
    }
    for (key, value) in rows(&firm, house.language()) {
        let label = house.text(&format!("company-{key}"), &[]);
        let value = value.unwrap_or_else(|| house.text("company-none", &[]));
        print(format!("{label:<34} {value}"))?;
    }
    Ok(Exit::Done)
}

/// What is shown, by the key of its label.
fn rows(firm: &Company, language: Language) -> Vec<(&'static str, Option<String>)> {
    let email = |email: &Option<EmailAddress>| email.as_ref().map(ToString::to_string);
    vec![
        ("name", firm.is_set().then(|| firm.name.clone())),
        ("legal-form", firm.legal_form.clone()),
        ("siren", firm.siren.as_ref().map(ToString::to_string)),
        ("vat-number", firm.vat_number.clone()),
        ("address", firm.address.as_ref().map(one_line)),
        ("sender-name", firm.sender_name.clone()),
        ("sender-email", email(&firm.sender_email)),
        ("reply-to", email(&firm.reply_to)),
        ("phone", firm.phone.clone()),
        ("contact-name", firm.contact_name.clone()),
        ("iban", firm.printed_iban()),
        ("account-holder", firm.account_holder.clone()),
        ("time-zone", Some(firm.time_zone.name().to_owned())),
        ("currency", Some(firm.currency.code().to_owned())),
        ("holiday-zone", Some(firm.holiday_zone.clone())),
        ("penalty-rate", firm.penalty_rate_bp.map(|rate| percent_bp(language, rate))),
    ]
}

fn as_json(firm: &Company, version: i32) -> serde_json::Value {
    json!({
        "name": firm.is_set().then_some(&firm.name),
        "legal_form": firm.legal_form,
        "siren": firm.siren,
        "vat_number": firm.vat_number,
        "address": firm.address,
        "sender_name": firm.sender_name,
        "sender_email": firm.sender_email,
        "reply_to": firm.reply_to,
        "phone": firm.phone,
        "contact_name": firm.contact_name,
        "iban": firm.iban,
        "account_holder": firm.account_holder,
        "time_zone": firm.time_zone.name(),
        "currency": firm.currency,
        "holiday_zone": firm.holiday_zone,
        "penalty_rate_bp": firm.penalty_rate_bp,
        "version": version,
    })
}

fn one_line(address: &PostalAddress) -> String {
    let place = format!("{} {}", address.postal_code, address.city);
    let parts = address.lines.iter().chain([&address.street, &place, &address.country]);
    let parts: Vec<&str> = parts.map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}
