//! `relais doctor`: is all well? Settings, database, queue, mail server, texts, and what must always
//! be true of the ledger. It repairs nothing. Exit 1 only for a broken invariant or an unusable part.

use chrono::Days;
use domain::language::Language;
use domain::message::MessageState;
use domain::rate::Confirmation;
use store::db::{Db, Engine};
use templates::Arg;

use crate::command::worker;
use crate::house::{Exit, House, print};

/// How old a rate may be and still count for reminders that leave today.
const RATES_IN_USE: Days = Days::new(2 * 365);

#[derive(Debug, clap::Args)]
pub(crate) struct DoctorArgs {
    /// Print one array of what was found, each with its part, state and text
    #[arg(long)]
    json: bool,
}

/// How a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Good,
    Warning,
    Broken,
    Unusable,
}

#[derive(Debug, serde::Serialize)]
struct Finding {
    part: &'static str,
    state: State,
    text: String,
}

impl Finding {
    fn new(part: &'static str, state: State, text: impl Into<String>) -> Self {
        Self { part, state, text: text.into() }
    }

    fn of(part: &'static str, outcome: anyhow::Result<String>) -> Self {
        match outcome {
            Ok(text) => Self::new(part, State::Good, text),
            Err(error) => Self::new(part, State::Unusable, format!("{error:#}")),
        }
    }
}

pub(crate) async fn run(args: DoctorArgs, house: &House) -> anyhow::Result<Exit> {
    let folder = house.data_dir()?.display().to_string();
    let mut findings = vec![Finding::new("settings", State::Good, folder)];
    match house.db().await {
        Ok(db) => {
            let engine = format!("{:?}", db.engine());
            findings.push(Finding::new("database", State::Good, engine));
            for (part, found) in [
                ("firm", firm(&db, house).await),
                ("ledger", ledger(&db, house).await),
                ("sending", sending(&db, house).await),
            ] {
                let unusable = |error| vec![Finding::of(part, Err(error))];
                findings.extend(found.unwrap_or_else(unusable));
            }
        }
        Err(error) => {
            findings.push(Finding::new("database", State::Unusable, format!("{error:#}")))
        }
    }
    findings.push(Finding::of("queue", queue(house).await));
    findings.push(Finding::of("mail", mail(house).await));
    findings.extend(texts(house));

    let care = findings.iter().filter(|finding| finding.state != State::Good).count();
    if args.json {
        print(serde_json::to_string(&findings)?)?;
    } else {
        for finding in &findings {
            let part = house.text(&format!("doctor-{}", finding.part), &[]);
            let state = house.text(state_key(finding.state), &[]);
            print(format!("{part:<18} {state:<16} {}", finding.text))?;
        }
        print(match care {
            0 => house.text("doctor-all-well", &[]),
            _ => house.text("doctor-not-well", &[("count", Arg::Number(i64::try_from(care)?))]),
        })?;
    }
    let bad = |finding: &Finding| matches!(finding.state, State::Broken | State::Unusable);
    Ok(if findings.iter().any(bad) { Exit::Refused } else { Exit::Done })
}

const fn state_key(state: State) -> &'static str {
    match state {
        State::Good => "doctor-good",
        State::Warning => "doctor-warning",
        State::Broken => "doctor-broken",
        State::Unusable => "doctor-unusable",
    }
}

/// Who the firm is, and whether the rates of its law are confirmed.
async fn firm(db: &Db, house: &House) -> anyhow::Result<Vec<Finding>> {
    let set = store::company::get(db).await?.filter(|(firm, _)| firm.sender_email.is_some());
    let who = match set {
        Some((firm, _)) => Finding::new("firm", State::Good, firm.name),
        None => Finding::new("firm", State::Warning, house.text("doctor-firm-missing", &[])),
    };
    let rates = store::rate::list(db).await?;
    let since = house.context().now.date_naive() - RATES_IN_USE;
    let open: Vec<_> = rates
        .iter()
        .filter(|rate| rate.valid_from >= since && rate.confirmed != Confirmation::Confirmed)
        .collect();
    let Some(last) = open.last() else { return Ok(vec![who]) };
    let count = Arg::Number(i64::try_from(open.len())?);
    let row = Arg::from(format!("{} {}", last.kind, last.valid_from));
    let text = house.text("doctor-rates-unconfirmed", &[("count", count), ("row", row)]);
    Ok(vec![who, Finding::new("rates", State::Warning, text)])
}

/// What must always be true.
async fn ledger(db: &Db, house: &House) -> anyhow::Result<Vec<Finding>> {
    let broken = store::doctor::examine(db.read()).await?;
    if broken.is_empty() {
        let count = Arg::Number(i64::try_from(store::doctor::invariants().count())?);
        let text = house.text("doctor-ledger-holds", &[("count", count)]);
        return Ok(vec![Finding::new("ledger", State::Good, text)]);
    }
    let text = |finding: &store::doctor::Finding| {
        let rule = house.text(&format!("invariant-{}", finding.invariant), &[]);
        let ids: Vec<_> = finding.examples.iter().map(ToString::to_string).collect();
        let count = Arg::Number(i64::try_from(finding.count).unwrap_or(i64::MAX));
        let args =
            [("rule", Arg::from(rule)), ("count", count), ("ids", Arg::from(ids.join(", ")))];
        house.text("doctor-ledger-broken", &args)
    };
    Ok(broken.iter().map(|finding| Finding::new("ledger", State::Broken, text(finding))).collect())
}

/// The texts of both languages, the firm's own among them.
fn texts(house: &House) -> Vec<Finding> {
    let faults = house.catalog().check();
    if faults.is_empty() {
        let languages = Language::ALL.map(Language::code).join(", ");
        return vec![Finding::new("texts", State::Good, languages)];
    }
    faults.iter().map(|fault| Finding::new("texts", State::Broken, fault.to_string())).collect()
}

/// The queue, as the worker opens it.
async fn queue(house: &House) -> anyhow::Result<String> {
    let engine = match house.settings.database_url {
        Some(_) => Engine::Postgres,
        None => Engine::Sqlite,
    };
    let waiting = ::worker::check::queue(&worker::config(house)?, engine).await?;
    Ok(house.text("doctor-queue-length", &[("count", Arg::Number(waiting))]))
}

/// The mail server, visited without sending.
async fn mail(house: &House) -> anyhow::Result<String> {
    let found = ::worker::check::mail_server(&worker::config(house)?).await?;
    let folder = house.settings.data_dir.join("mail").display().to_string();
    Ok(found.unwrap_or_else(|| house.text("doctor-mail-files", &[("folder", Arg::from(folder))])))
}

/// What a person has to look at: pauses, uncertain messages, journals of lost workers.
async fn sending(db: &Db, house: &House) -> anyhow::Result<Vec<Finding>> {
    let warn = |text| Finding::new("sending", State::Warning, text);
    let mut findings = Vec::new();
    for pause in store::message::active_pauses(db.read(), house.context().now).await? {
        findings.push(warn(worker::paused(house, &pause)));
    }
    let counts = store::message::counts(db.read()).await?;
    let uncertain = counts.get(&MessageState::Uncertain).copied().unwrap_or(0);
    if uncertain > 0 {
        findings.push(warn(house.text("doctor-uncertain", &[("count", Arg::Number(uncertain))])));
    }
    let journals = ::worker::check::journals(house.data_dir()?)?;
    if journals > 0 {
        let count = Arg::Number(i64::try_from(journals)?);
        findings.push(warn(house.text("doctor-journals", &[("count", count)])));
    }
    if findings.is_empty() {
        let total = Arg::Number(counts.values().sum());
        let text = house.text("doctor-messages", &[("count", total)]);
        findings.push(Finding::new("sending", State::Good, text));
    }
    Ok(findings)
}
