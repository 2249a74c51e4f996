//! `relais may-contact`: one question, one answer that holds.

use anyhow::bail;
use chrono::{DateTime, Utc};
use clap::Args;
use domain::contactability::{Answer, ContactChannel, Evidence, Reason};
use domain::customer::{ContactValue, EmailAddress, PhoneNumber};
use domain::purpose::PurposeCode;
use serde_json::json;
use store::contactability::Addressee;
use store::{Db, StoreError};

use crate::command::worker::{instant, zone};
use crate::house::{Exit, House, print};

#[derive(Debug, Args)]
pub(crate) struct MayContactArgs {
    /// E-mail address or phone number; for a letter the reference of a customer
    address: String,
    /// By which channel: email, phone, post or sms
    #[arg(long)]
    channel: ContactChannel,
    /// For which purpose, by its code: newsletter, offers, events, phone_offers, ...
    #[arg(long, value_name = "CODE")]
    purpose: PurposeCode,
    /// When, such as 2026-11-24T10:00:00+01:00 [default: now]
    #[arg(long, value_name = "INSTANT")]
    at: Option<DateTime<Utc>>,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

pub(crate) async fn run(args: &MayContactArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let at = args.at.unwrap_or(house.context().now);
    let purpose = match store::purpose::by_code(db.read(), &args.purpose).await {
        Ok(found) => found.purpose,
        Err(StoreError::NotFound { .. }) => {
            let all = store::purpose::list(db.read()).await?;
            let known: Vec<_> = all.iter().map(|one| one.purpose.code.as_str()).collect();
            bail!(house.text("contact-no-purpose", &[("known", known.join(", ").into())]));
        }
        Err(error) => return Err(error.into()),
    };
    let answer = match addressee(&args.address, args.channel) {
        Some(addressee) => {
            store::contactability::of_addressee(&db, &addressee, args.channel, &purpose, at).await?
        }
        None => Answer::new(Reason::NotAnAddress, "GDPR 5(1)(d)"),
    };
    if args.json {
        print(serde_json::to_string_pretty(&as_json(&answer))?)?;
    } else {
        show(&answer, house, &db).await?;
    }
    Ok(Exit::Done)
}

/// Whoever is meant; none when the text is no address of the channel.
fn addressee(text: &str, channel: ContactChannel) -> Option<Addressee> {
    match channel {
        ContactChannel::Email => {
            EmailAddress::parse(text).ok().map(|email| Addressee::Value(ContactValue::Email(email)))
        }
        ContactChannel::Phone | ContactChannel::Sms => PhoneNumber::parse_at(text, None)
            .ok()
            .map(|phone| Addressee::Value(ContactValue::Phone(phone))),
        ContactChannel::Post => text.parse().ok().map(Addressee::Customer),
    }
}

fn as_json(answer: &Answer) -> serde_json::Value {
    json!({
        "allowed": answer.allowed(),
        "reason": answer.reason,
        "article": answer.article,
        "confirmed": answer.confirmed,
        "evidence": answer.evidence,
        "next_lawful_at": answer.next_lawful_at,
    })
}

async fn show(answer: &Answer, house: &House, db: &Db) -> anyhow::Result<()> {
    let verdict = if answer.allowed() { "contact-yes" } else { "contact-no" };
    let reason = house.text(&format!("contact-reason-{}", answer.reason), &[]);
    print(format!("{} {reason} ({})", house.text(verdict, &[]), answer.article))?;
    let zone = zone(db).await?;
    if let Some(Evidence::Consent { id, at }) = answer.evidence {
        let args = [("id", id.to_string().into()), ("at", instant(house, at, zone).into())];
        print(house.text("contact-evidence-consent", &args))?;
    }
    if let Some(next) = answer.next_lawful_at {
        let args = [("at", instant(house, next, zone).into())];
        print(house.text("contact-next", &args))?;
    }
    if !answer.confirmed {
        print(house.text("contact-unconfirmed", &[]))?;
    }
    Ok(())
}
