//! `relais token`: makes, lists and revokes tokens of the API.

use chrono::TimeDelta;
use clap::{Args, Subcommand};
use domain::id::TokenId;
use domain::user::{Act as Scope, PersonName, Secret32, TokenText};
use store::page::PageRequest;
use store::token::{NewToken, TokenRecord};

use crate::clock;
use crate::house::{Exit, House, print};

#[derive(Debug, Args)]
pub(crate) struct TokenArgs {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Make a token; it is shown this once
    Create(CreateArgs),
    /// List tokens, without their secrets
    List(ListArgs),
    /// Revoke a token for good
    Revoke(RevokeArgs),
}

#[derive(Debug, Args)]
struct CreateArgs {
    /// Address of the user on whose behalf it acts
    #[arg(long, value_name = "EMAIL")]
    user: String,
    /// What it is for
    #[arg(long)]
    name: PersonName,
    /// An act that it may do, such as read_customers; may be repeated [default: all of the user's role]
    #[arg(long = "scope", value_name = "ACT")]
    scopes: Vec<Scope>,
    /// Days until it ends, 1 to 366
    #[arg(long, default_value_t = 90, value_parser = clap::value_parser!(i64).range(1..=366))]
    days: i64,
    /// Print one object: id, token, expires_at
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct ListArgs {
    /// Address of a user [default: everybody's tokens]
    #[arg(long, value_name = "EMAIL")]
    user: Option<String>,
    /// Print one array
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct RevokeArgs {
    /// Id of the token, as `relais token list` shows it
    id: TokenId,
}

pub(crate) async fn run(args: TokenArgs, house: &House) -> anyhow::Result<Exit> {
    match args.act {
        Act::Create(args) => create(args, house).await,
        Act::List(args) => list(&args, house).await,
        Act::Revoke(args) => revoke(&args, house).await,
    }
}

async fn create(args: CreateArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let user = store::user::find_by_email(&db, &args.user).await?;
    let context = house.context();
    let expires_at = context.now + TimeDelta::days(args.days);
    let scopes = (!args.scopes.is_empty()).then_some(args.scopes);
    let new = NewToken { user: user.id, name: args.name, scopes, expires_at };
    let token = TokenText::new(Secret32::new(clock::entropy()));
    let id = store::token::create(&db, &context, new, &token, None).await?;
    if args.json {
        let made =
            serde_json::json!({ "id": id, "token": token.reveal(), "expires_at": expires_at });
        print(serde_json::to_string_pretty(&made)?)?;
    } else {
        eprintln!("{}", house.text("token-made", &[("days", args.days.into())]));
        print(token.reveal())?;
    }
    Ok(Exit::Done)
}

async fn list(args: &ListArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let of = match &args.user {
        Some(email) => Some(store::user::find_by_email(&db, email).await?.id),
        None => None,
    };
    let mut tokens = Vec::new();
    let mut page = PageRequest::first(1_000);
    loop {
        let read = store::token::list(&db, of, page).await?;
        tokens.extend(read.items);
        match read.next {
            Some(after) => page.after = Some(after),
            None => break,
        }
    }
    if args.json {
        let tokens: Vec<_> = tokens.iter().map(json).collect();
        print(serde_json::to_string_pretty(&tokens)?)?;
        return Ok(Exit::Done);
    }
    let now = house.context().now;
    for token in &tokens {
        let state = if token.revoked_at.is_some() {
            house.text("token-state-revoked", &[])
        } else if token.expires_at.is_some_and(|end| end <= now) {
            house.text("token-state-expired", &[])
        } else {
            token.expires_at.map(|end| end.format("%Y-%m-%d").to_string()).unwrap_or_default()
        };
        print(format!("{}  {}…  {state:<12} {}", token.id, token.prefix, token.name))?;
    }
    Ok(Exit::Done)
}

async fn revoke(args: &RevokeArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    store::token::revoke(&db, &house.context(), args.id, None).await?;
    eprintln!("{}", house.text("token-revoked", &[]));
    Ok(Exit::Done)
}

fn json(token: &TokenRecord) -> serde_json::Value {
    serde_json::json!({
        "id": token.id,
        "user": token.user,
        "name": token.name,
        "prefix": token.prefix,
        "scopes": token.scopes,
        "expires_at": token.expires_at,
        "revoked_at": token.revoked_at,
        "last_used_at": token.last_used_at,
        "created_at": token.created_at,
    })
}
