//! `relais search`: finds customers by whatever is known of them, the best first.

use domain::customer::{LONGEST_TAG, Tag};
use domain::search::FoundKind;
use serde_json::json;
use store::db::Db;
use store::search::{self, FindFilter, Found, Wanted};

use crate::house::{Exit, House, print};

/// Changes that are posted without a word about it.
const QUIET: u64 = 5_000;

#[derive(Debug, clap::Args)]
pub(crate) struct SearchArgs {
    /// Words or their beginnings (of a name, a city, a tag, one of the firm's own fields), a reference, an
    /// identifier, a mail address, a phone number, an account on a social network, in any writing
    #[arg(required_unless_present = "reindex")]
    text: Vec<String>,
    /// The most finds
    #[arg(long, value_name = "COUNT", default_value_t = 20,
          value_parser = clap::value_parser!(u32).range(1..=i64::from(Wanted::MOST)))]
    limit: u32,
    /// Only what is of this kind: customer, organisation, establishment or person
    #[arg(long, value_name = "KIND")]
    kind: Option<FoundKind>,
    /// Only what is of a customer with this tag, whatever its case and its accents
    #[arg(long, value_name = "TAG", value_parser = tag)]
    tag: Option<Tag>,
    /// One JSON array
    #[arg(long)]
    json: bool,
    /// Make what searches read again from the file first; needed by no change, but by a repair
    #[arg(long)]
    reindex: bool,
}

pub(crate) async fn run(args: &SearchArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    if args.reindex {
        search::reindex(&db, &house.context()).await?;
    }
    catch_up(&db, house).await?;
    if args.text.is_empty() {
        return Ok(Exit::Done);
    }
    let filter = FindFilter { tag: args.tag.clone(), ..FindFilter::default() };
    let wanted = Wanted { kind: args.kind, filter, ..Wanted::first(args.limit) };
    let found = search::find(db.read(), &args.text.join(" "), &wanted).await?.items;
    if args.json {
        let found: Vec<_> = found.iter().map(as_json).collect();
        print(serde_json::to_string_pretty(&found)?)?;
        return Ok(Exit::Done);
    }
    if found.is_empty() {
        eprintln!("relais: {}", house.text("search-nothing", &[]));
    }
    for found in &found {
        print(line(found, house))?;
    }
    Ok(Exit::Done)
}

fn tag(written: &str) -> Result<Tag, String> {
    Tag::parse(written)
        .ok_or_else(|| format!("a tag has 1 to {LONGEST_TAG} characters on one line"))
}

/// Posts what waits: after an import that was interrupted, or by a version before searches.
async fn catch_up(db: &Db, house: &House) -> anyhow::Result<()> {
    let waiting = search::waiting(db.read()).await?;
    if waiting > QUIET {
        let count = [("count", i64::try_from(waiting).unwrap_or(i64::MAX).into())];
        eprintln!("relais: {}", house.text("search-catching-up", &count));
    }
    search::catch_up(db).await?;
    Ok(())
}

fn line(found: &Found, house: &House) -> String {
    let reference = found.reference.as_deref().unwrap_or("–");
    let reason = house.text(&format!("search-match-{}", found.reason), &[]);
    let mut line = format!("{reference:<14}  {}", found.name);
    if !found.cities.is_empty() {
        line.push_str(&format!(", {}", found.cities.join(", ")));
    }
    format!("{line}  ({reason})")
}

/// A find as a program reads it.
fn as_json(found: &Found) -> serde_json::Value {
    json!({
        "kind": found.kind,
        "reference": found.reference,
        "name": found.name,
        "match": found.reason,
        "cities": found.cities,
        "party": found.party,
        "customer": found.customer,
    })
}
