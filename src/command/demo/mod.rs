//! `relais demo`: a made-up firm, its reminders as files, and the API; no server, no account, no
//! network. It touches no real installation, and a second start goes on with the same data.

mod firm;
mod seed;

use std::path::Path;

use anyhow::Context as _;
use chrono::{Days, NaiveDate};
use domain::calendar::is_working_day;
use domain::context::Context;
use domain::user::{PersonName, Role, Secret32, TokenText};
use store::db::Db;
use store::token::NewToken;
use store::user::NewUser;
use templates::{Arg, format};

use crate::clock;
use crate::command::{serve, worker};
use crate::house::{Exit, House, print};

/// Says that a folder is a demonstration, and whether its firm is complete.
const MARK: &str = "demonstration";
const COMPLETE: &str = "complete";
/// What the mark covers, begun again when the first start was cut.
const FILES: [&str; 3] = ["relais.db", "relais.db-wal", "relais.db-shm"];
const USER: &str = "demo@hebrard.example";
/// Weeks before the day of the last run at which the runs before it were made.
const WEEKS_BEFORE: [u64; 4] = [6, 4, 2, 0];

#[derive(Debug, clap::Args)]
pub(crate) struct DemoArgs {
    /// Make the firm and its reminders, print, and end without serving the API
    #[arg(long)]
    no_serve: bool,
}

pub(crate) async fn run(args: DemoArgs, house: &House) -> anyhow::Result<Exit> {
    let folder = house.data_dir()?.to_owned();
    let mark = folder.join(MARK);
    if !mark.exists() && folder.join("relais.db").exists() {
        eprintln!("{}", house.text("demo-foreign", &[("folder", path(&folder))]));
        return Ok(Exit::Refused);
    }
    print(house.text("demo-welcome", &[("folder", path(&folder))]))?;
    let db = if std::fs::read_to_string(&mark).is_ok_and(|text| text == COMPLETE) {
        print(house.text("demo-found", &[]))?;
        house.db().await?
    } else {
        std::fs::write(&mark, "begun")?;
        let db = begin(house, &folder).await?;
        std::fs::write(&mark, COMPLETE)?;
        db
    };
    print(house.text("demo-mails", &[("folder", path(&folder.join("mail")))]))?;
    print(house.text("demo-letters", &[("folder", path(&folder.join("letters")))]))?;
    if args.no_serve {
        return Ok(Exit::Done);
    }
    let listener = serve::listen(house)?;
    let url = format!("http://{}", listener.local_addr()?);
    let token = token(&db, &house.context()).await?;
    print(house.text("demo-api", &[("url", Arg::from(format!("{url}/api/v1/docs/")))]))?;
    print(house.text("demo-token", &[("token", Arg::from(token.as_str()))]))?;
    print(house.text("demo-try", &[]))?;
    for request in ["customers?limit=3", "dunning-runs", "messages?state=handed_out&limit=2"] {
        print(format!("  curl -s -H 'Authorization: Bearer {token}' '{url}/api/v1/{request}'"))?;
    }
    print(house.text("demo-end", &[]))?;
    serve::until_stopped(house, db, listener, true).await?;
    print(house.text("demo-ended", &[]))?;
    Ok(Exit::Done)
}

/// Makes the firm, its runs and its mails, from nothing.
async fn begin(house: &House, folder: &Path) -> anyhow::Result<Db> {
    for file in FILES {
        match std::fs::remove_file(folder.join(file)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    let db = house.db().await?;
    let context = house.context();
    let day = last_working_day(context.today(chrono_tz::Europe::Paris))?;
    let seeded = seed::seed(&db, &context, day).await?;
    print(house.text(
        "demo-made",
        &[
            ("customers", count(seeded.customers)),
            ("invoices", count(seeded.invoices)),
            ("payments", count(seeded.payments)),
        ],
    ))?;
    for weeks in WEEKS_BEFORE {
        let day = last_working_day(day + Days::new(1) - Days::new(7 * weeks))?;
        let confirmed = store::dunning::confirm_day(&db, &house.context(), day).await?;
        let run = store::dunning::run(&db, confirmed.run).await?;
        worker::drain(house, &db).await?;
        let day = Arg::from(format::date_long(house.language(), day));
        print(house.text(
            "demo-run",
            &[
                ("day", day),
                ("messages", Arg::Number(run.messages.into())),
                ("lines", Arg::Number(run.lines.into())),
            ],
        ))?;
    }
    Ok(db)
}

/// The last working day before `day`: what is dated so is due at once.
fn last_working_day(day: NaiveDate) -> anyhow::Result<NaiveDate> {
    let zone = "75".parse()?;
    let mut before = day.iter_days().rev().skip(1).take(15);
    before.find(|day| is_working_day(*day, zone)).context("no working day in two weeks")
}

/// A fresh token of the demonstration's user for each start: only digests are kept.
async fn token(db: &Db, context: &Context) -> anyhow::Result<String> {
    let name: PersonName = "Demonstration".parse()?;
    let user = match store::user::find_by_email(db, USER).await {
        Ok(user) => user.id,
        Err(store::StoreError::NotFound { .. }) => {
            let new = NewUser {
                email: USER.parse()?,
                name: name.clone(),
                language: domain::language::Language::Fr,
                role: Role::Administrator,
                password: None,
            };
            store::user::create(db, context, new, None).await?
        }
        Err(error) => return Err(error.into()),
    };
    let text = TokenText::new(Secret32::new(clock::entropy()));
    let expires_at = context.now + chrono::Duration::days(30);
    store::token::create(
        db,
        context,
        NewToken { user, name, scopes: None, expires_at },
        &text,
        None,
    )
    .await?;
    Ok(text.reveal())
}

fn path(path: &Path) -> Arg {
    Arg::from(path.display().to_string())
}

fn count(count: usize) -> Arg {
    Arg::Number(i64::try_from(count).unwrap_or(i64::MAX))
}
