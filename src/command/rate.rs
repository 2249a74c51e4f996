//! `relais rate`: the reference rates that penalties for lateness are computed from. A half-year that
//! is missing is named by the run that needed it; here it is recorded, with where it was read.

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use domain::rate::{Confirmation, RateKind, ReferenceRate, parse_percent};
use templates::format;

use crate::house::{Exit, House, print};

#[derive(Debug, Args)]
pub(crate) struct RateArgs {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// List the rates, by kind and first day
    List(ListArgs),
    /// Record a rate, or correct the one of the same kind and day
    Set(SetArgs),
}

#[derive(Debug, Args)]
struct ListArgs {
    /// Only those of this kind: legal_consumer, legal_professional or ecb_main
    #[arg(long)]
    kind: Option<RateKind>,
    /// One JSON array
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct SetArgs {
    /// legal_consumer, legal_professional or ecb_main
    kind: RateKind,
    /// Its first day, YYYY-MM-DD; of a legal rate 1 January or 1 July
    valid_from: NaiveDate,
    /// Percent a year: 2.62, 2,62; or `unknown` when it is not published
    #[arg(value_name = "PERCENT|unknown", value_parser = percent)]
    rate: Percent,
    /// Where it was read: the order and its day in the official journal
    #[arg(long)]
    source: String,
    /// You read it in a published source; without it the rate is shown as unconfirmed
    #[arg(long)]
    confirmed: bool,
}

/// Hundredths of a percent a year; none when the rate is known to be unknown.
type Percent = Option<i32>;

fn percent(text: &str) -> Result<Percent, &'static str> {
    if text == "unknown" {
        return Ok(None);
    }
    parse_percent(text).map(Some).ok_or("neither a percentage such as 2.62 nor `unknown`")
}

pub(crate) async fn run(args: RateArgs, house: &House) -> anyhow::Result<Exit> {
    match args.act {
        Act::List(args) => list(&args, house).await,
        Act::Set(args) => set(args, house).await,
    }
}

async fn list(args: &ListArgs, house: &House) -> anyhow::Result<Exit> {
    let mut rates = store::rate::list(&house.db().await?).await?;
    rates.retain(|rate| args.kind.is_none_or(|kind| rate.kind == kind));
    if args.json {
        print(serde_json::to_string_pretty(&rates)?)?;
        return Ok(Exit::Done);
    }
    for rate in &rates {
        print(line(rate, house))?;
    }
    Ok(Exit::Done)
}

async fn set(args: SetArgs, house: &House) -> anyhow::Result<Exit> {
    let confirmed =
        if args.confirmed { Confirmation::Confirmed } else { Confirmation::Unconfirmed };
    let rate = ReferenceRate {
        kind: args.kind,
        valid_from: args.valid_from,
        rate_bp: args.rate,
        source: args.source,
        confirmed,
    };
    let db = house.db().await?;
    store::rate::record(&db, &house.context(), rate.clone(), None).await?;
    print(line(&rate, house))?;
    Ok(Exit::Done)
}

fn line(rate: &ReferenceRate, house: &House) -> String {
    let language = house.language();
    let percent = match rate.rate_bp {
        Some(rate) => format::percent_bp(language, rate),
        None => house.text("rate-unknown", &[]),
    };
    house.text(
        "rate-line",
        &[
            ("kind", rate.kind.code().into()),
            ("day", format::date_short(language, rate.valid_from).into()),
            ("rate", percent.into()),
            ("confirmed", house.text(&format!("rate-{}", rate.confirmed), &[]).into()),
            ("source", rate.source.as_str().into()),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_a_percentage_or_unknown() {
        for (text, expected) in [
            ("2.62", Some(Some(262))),
            ("2,62", Some(Some(262))),
            ("0", Some(Some(0))),
            ("unknown", Some(None)),
            ("about two", None),
            ("2.625", None),
        ] {
            assert_eq!(percent(text).ok(), expected, "{text}");
        }
    }
}
