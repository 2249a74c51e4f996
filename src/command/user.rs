//! `relais user`: adds, lists, disables and enables the people who use the program.
//!
//! A password is read from standard input, or made and shown once; it is never a flag, where others of the
//! machine could read it.

use std::io::{BufRead as _, IsTerminal as _, Write as _};

use clap::{Args, Subcommand};
use domain::customer::EmailAddress;
use domain::language::Language;
use domain::user::{Password, PersonName, Role, Secret32};
use store::page::PageRequest;
use store::user::{NewUser, PasswordHash, UserChange, UserRecord};

use crate::clock;
use crate::house::{Exit, House, print};

#[derive(Debug, Args)]
pub(crate) struct UserArgs {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Add a user
    Add(AddArgs),
    /// List the users
    List(ListArgs),
    /// Disable a user: sessions end, tokens fall silent
    Disable(WhoArgs),
    /// Enable a user again
    Enable(WhoArgs),
    /// Set a new password
    Password(PasswordArgs),
}

#[derive(Debug, Args)]
struct AddArgs {
    /// Address by which the user signs in
    #[arg(long, value_parser = EmailAddress::parse)]
    email: EmailAddress,
    /// Name
    #[arg(long)]
    name: PersonName,
    /// assistant, sales, accountant, direction or administrator
    #[arg(long)]
    role: Role,
    /// fr or en
    #[arg(long, default_value = "fr")]
    language: Language,
    #[command(flatten)]
    password: PasswordSource,
}

#[derive(Debug, Args)]
struct PasswordSource {
    /// Read the password from standard input, one line, at least 12 characters
    #[arg(long, group = "source")]
    password_stdin: bool,
    /// Make no password: the user acts by tokens only
    #[arg(long, group = "source")]
    no_password: bool,
}

#[derive(Debug, Args)]
struct ListArgs {
    /// Print one array
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct WhoArgs {
    /// Address of the user
    email: String,
}

#[derive(Debug, Args)]
struct PasswordArgs {
    /// Address of the user
    email: String,
    /// Read the password from standard input, one line, at least 12 characters
    #[arg(long)]
    password_stdin: bool,
}

pub(crate) async fn run(args: UserArgs, house: &House) -> anyhow::Result<Exit> {
    match args.act {
        Act::Add(args) => add(args, house).await,
        Act::List(args) => list(&args, house).await,
        Act::Disable(args) => set_disabled(&args, true, house).await,
        Act::Enable(args) => set_disabled(&args, false, house).await,
        Act::Password(args) => password(&args, house).await,
    }
}

async fn add(args: AddArgs, house: &House) -> anyhow::Result<Exit> {
    let email = args.email.to_string();
    let chosen = match (args.password.no_password, args.password.password_stdin) {
        (true, _) => None,
        (false, from_stdin) => match choose(house, &email, from_stdin)? {
            Some(chosen) => Some(chosen),
            None => return Ok(Exit::Refused),
        },
    };
    let db = house.db().await?;
    let hash = match &chosen {
        Some(chosen) => Some(PasswordHash::of(chosen.password.clone(), clock::entropy()).await?),
        None => None,
    };
    let new = NewUser {
        email: args.email,
        name: args.name,
        language: args.language,
        role: args.role,
        password: hash,
    };
    store::user::create(&db, &house.context(), new, None).await?;
    eprintln!("{}", house.text("user-added", &[("email", email.as_str().into())]));
    show_made(house, chosen.as_ref())?;
    Ok(Exit::Done)
}

async fn password(args: &PasswordArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let user = store::user::find_by_email(&db, &args.email).await?;
    let Some(chosen) = choose(house, &user.email, args.password_stdin)? else {
        return Ok(Exit::Refused);
    };
    let hash = PasswordHash::of(chosen.password.clone(), clock::entropy()).await?;
    store::user::set_password(&db, &house.context(), user.id, &hash).await?;
    eprintln!("{}", house.text("user-password-set", &[("email", user.email.as_str().into())]));
    show_made(house, Some(&chosen))?;
    Ok(Exit::Done)
}

async fn set_disabled(args: &WhoArgs, disabled: bool, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let user = store::user::find_by_email(&db, &args.email).await?;
    let change = UserChange { disabled: Some(disabled), ..UserChange::default() };
    store::user::change(&db, &house.context(), user.id, None, change).await?;
    let key = if disabled { "user-disabled" } else { "user-enabled" };
    eprintln!("{}", house.text(key, &[("email", user.email.as_str().into())]));
    Ok(Exit::Done)
}

async fn list(args: &ListArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let mut users = Vec::new();
    let mut page = PageRequest::first(1_000);
    loop {
        let read = store::user::list(&db, page).await?;
        users.extend(read.items);
        match read.next {
            Some(after) => page.after = Some(after),
            None => break,
        }
    }
    if args.json {
        let users: Vec<_> = users.iter().map(json).collect();
        print(serde_json::to_string_pretty(&users)?)?;
        return Ok(Exit::Done);
    }
    for user in &users {
        let state = match user.disabled_at {
            Some(_) => house.text("user-state-disabled", &[]),
            None => String::new(),
        };
        let line = format!(
            "{:<40} {:<14} {}  {} {state}",
            user.email, user.role, user.language, user.name
        );
        print(line.trim_end())?;
    }
    Ok(Exit::Done)
}

fn json(user: &UserRecord) -> serde_json::Value {
    serde_json::json!({
        "id": user.id,
        "email": user.email,
        "name": user.name,
        "role": user.role,
        "language": user.language,
        "has_password": user.has_password,
        "disabled_at": user.disabled_at,
        "created_at": user.created_at,
    })
}

/// A password, and whether it was made here and must be shown.
struct Chosen {
    password: Password,
    made: Option<String>,
}

/// Takes the password from standard input, or makes one; none when it was refused, and said why.
fn choose(house: &House, email: &str, from_stdin: bool) -> anyhow::Result<Option<Chosen>> {
    if !from_stdin {
        // 32 random bytes give 256 bits; half of their letters are enough.
        let text: String = Secret32::new(clock::entropy()).text().chars().take(24).collect();
        let password = Password::new(&text, email)?;
        return Ok(Some(Chosen { password, made: Some(text) }));
    }
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        eprint!("{} ", house.text("user-password-prompt", &[]));
        std::io::stderr().flush()?;
    }
    let mut line = String::new();
    stdin.lock().read_line(&mut line)?;
    match Password::new(line.trim_end_matches(['\r', '\n']), email) {
        Ok(password) => Ok(Some(Chosen { password, made: None })),
        Err(fault) => {
            eprintln!("relais: {}", house.text(&format!("fault-{}", fault.code()), &[]));
            Ok(None)
        }
    }
}

/// Shows a password that was made here, this once, on standard output.
fn show_made(house: &House, chosen: Option<&Chosen>) -> anyhow::Result<()> {
    if let Some(made) = chosen.and_then(|chosen| chosen.made.as_ref()) {
        eprintln!("{}", house.text("user-password-made", &[]));
        print(made)?;
    }
    Ok(())
}
