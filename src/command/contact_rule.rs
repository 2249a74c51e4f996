//! `relais contact-rule`: the figures of the law on contact. One that is missing or changes is recorded
//! here, from its first day on, with where it was read.

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use domain::contactability::{ContactRule, ContactRuleKind, FigureUnit};
use domain::rate::Confirmation;
use serde_json::{Value, json};
use templates::{Arg, format};

use crate::house::{Exit, House, print};

#[derive(Debug, Args)]
pub(crate) struct ContactRuleArgs {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// List the figures, by kind and first day
    List(ListArgs),
    /// Record a figure, or correct the one of the same kind and day
    Set(SetArgs),
}

#[derive(Debug, Args)]
struct ListArgs {
    /// Only those of this kind: call_needs_consent, call_rest, marketing_retention, ...
    #[arg(long)]
    kind: Option<ContactRuleKind>,
    /// One JSON array
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct SetArgs {
    /// call_needs_consent, call_morning_from, call_morning_until, call_afternoon_from,
    /// call_afternoon_until, call_most, call_period, call_rest or marketing_retention
    kind: ContactRuleKind,
    /// Its first day, YYYY-MM-DD
    valid_from: NaiveDate,
    /// The figure in the unit of its kind: 1 or 0, a minute of the day, calls, days or months
    value: u32,
    /// Where it was read: the article, the order and its day in the official journal
    #[arg(long)]
    source: String,
    /// You read it in a published source; without it the figure is shown as unconfirmed
    #[arg(long)]
    confirmed: bool,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

pub(crate) async fn run(args: ContactRuleArgs, house: &House) -> anyhow::Result<Exit> {
    match args.act {
        Act::List(args) => list(&args, house).await,
        Act::Set(args) => set(args, house).await,
    }
}

async fn list(args: &ListArgs, house: &House) -> anyhow::Result<Exit> {
    let mut rules = store::contactability::rules(house.db().await?.read()).await?;
    rules.retain(|rule| args.kind.is_none_or(|kind| rule.kind == kind));
    if args.json {
        let rules: Vec<_> = rules.iter().map(as_json).collect();
        print(serde_json::to_string_pretty(&rules)?)?;
        return Ok(Exit::Done);
    }
    for rule in &rules {
        print(line(rule, house))?;
    }
    Ok(Exit::Done)
}

async fn set(args: SetArgs, house: &House) -> anyhow::Result<Exit> {
    let confirmed =
        if args.confirmed { Confirmation::Confirmed } else { Confirmation::Unconfirmed };
    let rule = ContactRule {
        kind: args.kind,
        valid_from: args.valid_from,
        value: args.value,
        source: args.source,
        confirmed,
    };
    let db = house.db().await?;
    store::contactability::put_rule(&db, &house.context(), rule.clone(), None).await?;
    if args.json {
        print(serde_json::to_string_pretty(&as_json(&rule))?)?;
    } else {
        print(line(&rule, house))?;
    }
    Ok(Exit::Done)
}

fn as_json(rule: &ContactRule) -> Value {
    json!({
        "kind": rule.kind,
        "valid_from": rule.valid_from,
        "value": rule.value,
        "unit": rule.kind.unit().code(),
        "source": rule.source,
        "confirmed": rule.confirmed,
    })
}

fn line(rule: &ContactRule, house: &House) -> String {
    house.text(
        "contact-rule-line",
        &[
            ("kind", rule.kind.code().into()),
            ("day", format::date_short(house.language(), rule.valid_from).into()),
            ("value", figure(rule, house).into()),
            ("confirmed", house.text(&format!("rate-{}", rule.confirmed), &[]).into()),
            ("source", rule.source.as_str().into()),
        ],
    )
}

/// The figure with its unit, in the language of the person.
fn figure(rule: &ContactRule, house: &House) -> String {
    let unit = rule.kind.unit();
    let key = format!("contact-rule-{unit}");
    if unit == FigureUnit::MinuteOfDay {
        let (hours, minutes) = clock(rule.value);
        return house.text(&key, &[("hours", hours.into()), ("minutes", minutes.into())]);
    }
    house.text(&key, &[("value", Arg::Number(rule.value.into()))])
}

/// The hours and the minutes of a minute of the day, as a clock shows them.
fn clock(minute: u32) -> (String, String) {
    (format!("{:02}", minute / 60), format!("{:02}", minute % 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_of_the_day_is_shown_as_a_clock_does() {
        for (minute, hours, minutes) in [(0, "00", "00"), (605, "10", "05"), (1_440, "24", "00")] {
            assert_eq!(clock(minute), (hours.to_owned(), minutes.to_owned()), "{minute}");
        }
    }
}
