//! `relais duplicate`: search the file for customers that stand in it twice, list the pairs, dismiss one.

use clap::{Args, Subcommand};
use domain::duplicate::{Likeness, PairState, SearchState};
use domain::id::DuplicatePairId;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::{Value, json};
use store::duplicate::{self, PairFilter, PairParty, PairRecord};
use store::page::PageRequest;
use templates::Arg;

use crate::house::{Array, Exit, House, print};

/// Pairs read at once.
const PAGE: u32 = 500;

#[derive(Debug, Args)]
pub(crate) struct DuplicateArgs {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Search the whole file; one that was interrupted goes on. Nothing is merged by itself
    Search(SearchArgs),
    /// List the pairs that were found, the likeliest first
    List(ListArgs),
    /// Say that the two of a pair are two: no search shows it again
    Dismiss(DismissArgs),
}

#[derive(Debug, Args)]
struct SearchArgs {
    /// One JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct ListArgs {
    /// open, dismissed or merged
    #[arg(long, value_name = "STATE", default_value = "open")]
    state: PairState,
    /// Only those that are at least `possible` or `probable`
    #[arg(long, value_name = "LIKENESS")]
    likeness: Option<Likeness>,
    /// One JSON array
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct DismissArgs {
    /// Id of the pair, as `relais duplicate list` shows it
    id: DuplicatePairId,
}

pub(crate) async fn run(args: DuplicateArgs, house: &House) -> anyhow::Result<Exit> {
    match args.act {
        Act::Search(args) => search(&args, house).await,
        Act::List(args) => list(&args, house).await,
        Act::Dismiss(args) => dismiss(&args, house).await,
    }
}

async fn search(args: &SearchArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{msg} {wide_bar} {percent} %");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let id = duplicate::begin(&db, &house.context(), None).await?;
    let ended = loop {
        let at = duplicate::advance(&db, &house.context(), id).await?;
        bar.set_message(house.text(&format!("duplicate-search-{}", at.state), &[]));
        bar.set_length(at.total);
        bar.set_position(at.done);
        if at.state == SearchState::Done {
            break at;
        }
    };
    bar.finish_and_clear();
    if args.json {
        let found = json!({ "id": ended.id, "found": ended.found, "state": ended.state.code() });
        print(serde_json::to_string_pretty(&found)?)?;
    } else {
        let count = Arg::Number(i64::try_from(ended.found)?);
        print(house.text("duplicate-found", &[("count", count)]))?;
    }
    Ok(Exit::Done)
}

async fn list(args: &ListArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let filter = PairFilter { state: Some(args.state), likeness: args.likeness, customer: None };
    let mut request = Some(PageRequest::first(PAGE));
    let mut out = Array::new(args.json);
    while let Some(page) = request {
        let page = duplicate::list(db.read(), filter, page).await?;
        request = page.next.map(|after| PageRequest { limit: PAGE, after: Some(after) });
        for pair in &page.items {
            if args.json {
                out.push(&as_json(pair))?;
            } else {
                print(line(pair, house))?;
            }
        }
    }
    out.end()?;
    Ok(Exit::Done)
}

async fn dismiss(args: &DismissArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    duplicate::dismiss(&db, &house.context(), args.id, None).await?;
    print(line(&duplicate::get(db.read(), args.id).await?, house))?;
    Ok(Exit::Done)
}

fn line(pair: &PairRecord, house: &House) -> String {
    let shown = |party: &PairParty| {
        let reference = party.customer.as_ref().map_or("–", |(_, reference)| reference.as_str());
        format!("{reference} {}", party.name)
    };
    let [first, second] = &pair.parties;
    let reasons: Vec<String> = pair
        .reasons
        .iter()
        .map(|reason| house.text(&format!("duplicate-reason-{reason}"), &[]))
        .collect();
    let args = [
        ("id", Arg::from(pair.id.to_string())),
        ("state", Arg::from(house.text(&format!("duplicate-state-{}", pair.state), &[]))),
        ("score", Arg::Number(i64::from(pair.score))),
        ("first", Arg::from(shown(first))),
        ("second", Arg::from(shown(second))),
        ("reasons", Arg::from(reasons.join(", "))),
    ];
    house.text("duplicate-line", &args)
}

fn as_json(pair: &PairRecord) -> Value {
    let party = |party: &PairParty| {
        json!({
            "party": party.party,
            "name": party.name,
            "customer": party.customer.as_ref().map(|(id, _)| id),
            "reference": party.customer.as_ref().map(|(_, reference)| reference),
        })
    };
    let reasons: Vec<_> = pair.reasons.iter().map(|reason| reason.code()).collect();
    json!({
        "id": pair.id,
        "parties": pair.parties.iter().map(party).collect::<Vec<_>>(),
        "score": pair.score,
        "likeness": Likeness::of(pair.score).map(Likeness::code),
        "reasons": reasons,
        "state": pair.state.code(),
        "found_at": pair.found_at,
        "decided_at": pair.decided_at,
        "decided_by": pair.decided_by,
    })
}
