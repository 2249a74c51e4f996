//! `relais doctor`: is all well? Settings, database, queue, mail server, texts, and what must always
//! be true of the ledger. It repairs nothing. Exit 1 only for a broken invariant or an unusable part.

use domain::language::Language;
use store::db::Db;
use templates::Arg;

use crate::house::{Exit, House, print};

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
            findings.extend(firm(&db, house).await);
            findings.extend(ledger(&db, house).await);
            findings.extend(sending(&db, house).await);
        }
        Err(error) => findings.push(Finding::new("database", State::Unusable, format!("{error:#}"))),
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
async fn firm(db: &Db, house: &House) -> Vec<Finding> {
    let mut findings = Vec::new();
    match store::company::get(db).await {
        Ok(Some((firm, _))) if firm.sender_email.is_some() => {
            findings.push(Finding::new("firm", State::Good, firm.name));
        }
        Ok(_) => {
            let text = house.text("doctor-firm-missing", &[]);
            findings.push(Finding::new("firm", State::Warning, text));
        }
        Err(error) => findings.push(Finding::new("firm", State::Unusable, error.to_string())),
    }
    findings
}

/// What must always be true.
async fn ledger(db: &Db, house: &House) -> Vec<Finding> {
    let broken = match store::doctor::examine(db.read()).await {
        Ok(broken) => broken,
        Err(error) => return vec![Finding::new("ledger", State::Unusable, error.to_string())],
    };
    if broken.is_empty() {
        let count = store::doctor::invariants().count();
        let text = house.text("doctor-ledger-holds", &[("count", Arg::from(count))]);
        return vec![Finding::new("ledger", State::Good, text)];
    }
    let text = |finding: &store::doctor::Finding| {
        let rule = house.text(&format!("invariant-{}", finding.invariant), &[]);
        let ids: Vec<_> = finding.examples.iter().map(ToString::to_string).collect();
        let count = Arg::Number(i64::try_from(finding.count).unwrap_or(i64::MAX));
        let args = [("rule", Arg::from(rule)), ("count", count), ("ids", Arg::from(ids.join(", ")))];
        house.text("doctor-ledger-broken", &args)
    };
    broken.iter().map(|finding| Finding::new("ledger", State::Broken, text(finding))).collect()
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
