//! `relais dunning approve`, `refuse` and `cancel`: what a person decides about a run.

use clap::Args;
use domain::dunning::Review;
use domain::id::NoticeId;
use store::db::Db;
use store::dunning::{NoticeRecord, RunRecord};
use store::page::PageRequest;
use templates::format;

use super::RunName;
use crate::house::{Exit, House, print};

#[derive(Debug, Args)]
pub(crate) struct ReviewArgs {
    /// The run: its day or its id
    run: RunName,
    /// The message: the reference of its customer, or the id of its notice
    #[arg(value_name = "CUSTOMER|NOTICE", required_unless_present = "all")]
    message: Option<String>,
    /// All messages of the run that wait for a review
    #[arg(long, conflicts_with = "message")]
    all: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CancelArgs {
    /// The run: its day or its id
    run: RunName,
}

pub(super) async fn review(
    args: &ReviewArgs,
    approve: bool,
    house: &House,
) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let run = args.run.find(&db, house).await?;
    let mut decided = 0;
    if let Some(id) = args.message.as_deref().and_then(|text| text.parse::<NoticeId>().ok()) {
        let notice = store::dunning::notice(&db, id).await?;
        if notice.run != run.id {
            let day = format::date_short(house.language(), notice.day);
            eprintln!("{}", house.text("run-notice-of-another", &[("day", day.into())]));
            return Ok(Exit::Refused);
        }
        decide(&db, house, id, approve).await?;
        decided += 1;
    } else {
        for notice in awaiting(&db, &run, args.message.as_deref()).await? {
            decide(&db, house, notice.id, approve).await?;
            decided += 1;
        }
    }
    if decided == 0 && !args.all {
        eprintln!("{}", house.text("refusal-notice_not_awaiting_review", &[]));
        return Ok(Exit::Refused);
    }
    let key = if approve { "run-approved" } else { "run-refused" };
    print(house.text(key, &[("count", decided.into())]))?;
    Ok(Exit::Done)
}

async fn decide(db: &Db, house: &House, id: NoticeId, approve: bool) -> anyhow::Result<()> {
    let context = house.context();
    if approve {
        store::dunning::approve(db, &context, id, None).await?;
    } else {
        store::dunning::refuse(db, &context, id, None).await?;
    }
    Ok(())
}

/// The notices of a run that wait for a review: of one customer, or all.
async fn awaiting(
    db: &Db,
    run: &RunRecord,
    customer: Option<&str>,
) -> anyhow::Result<Vec<NoticeRecord>> {
    let same = |reference: &str| {
        customer.is_none_or(|wanted| reference.to_lowercase() == wanted.trim().to_lowercase())
    };
    let mut found = Vec::new();
    let mut request = Some(PageRequest::first(500));
    while let Some(page) = request {
        let page = store::dunning::run_messages(db, run.id, Some(Review::Awaiting), page).await?;
        request = page.next.map(|after| PageRequest { limit: 500, after: Some(after) });
        found.extend(page.items.into_iter().filter(|notice| same(&notice.reference)));
    }
    Ok(found)
}

pub(super) async fn cancel(args: &CancelArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let run = args.run.find(&db, house).await?;
    let cancelled = store::dunning::cancel(&db, &house.context(), run.id, None, None).await?;
    let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    print(house.text("run-cancelled", &[("count", count(cancelled.stopped).into())]))?;
    if cancelled.handed_out > 0 {
        print(
            house.text("run-cancelled-letters", &[("count", count(cancelled.handed_out).into())]),
        )?;
    }
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        review: ReviewArgs,
    }

    #[test]
    fn a_review_is_of_one_message_or_of_all_and_of_a_run_by_its_day_or_its_id() {
        for (line, fits) in [
            (&["approve", "2013-02-25", "0379-NEVHP"][..], true),
            (&["approve", "2013-02-25", "--all"], true),
            (&["approve", "01a207fa-e1a6-7000-bf13-b151253acbfc", "--all"], true),
            (&["approve", "2013-02-25"], false),
            (&["approve", "2013-02-25", "0379-NEVHP", "--all"], false),
            (&["approve", "monday", "--all"], false),
        ] {
            assert_eq!(Line::try_parse_from(line).is_ok(), fits, "{line:?}");
        }
    }
}
