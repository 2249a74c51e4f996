//! `relais merge`: one of two customers, by their references; `relais merge undo` makes them two again.

use clap::{Args, Subcommand};
use domain::customer::Reference;
use domain::id::MergeId;
use domain::merge::{Choice, Choices, MergeField};
use serde_json::json;
use store::StoreError;
use store::merge::{Merge, MergeRecord};
use templates::Arg;

use crate::house::{Exit, House, print, unknown};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct MergeArgs {
    #[command(subcommand)]
    act: Option<Act>,
    /// Reference of the customer that survives
    #[arg(required = true)]
    survivor: Option<Reference>,
    /// Reference of the customer that is merged into it
    #[arg(required = true)]
    other: Option<Reference>,
    /// Whose part of a field is kept: survivor, other, or both of a list. Fields: name, legal_class,
    /// language, currency, payment_terms, credit_limit, procedure, dunning_active, contact_points,
    /// addresses, identifiers, owner, tags, custom_fields, payment_sheet
    #[arg(long, value_name = "FIELD=WHOSE", value_parser = kept)]
    keep: Vec<(MergeField, Choice)>,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Undo a merge, unless something newer depends on it
    Undo(UndoArgs),
}

#[derive(Debug, Args)]
struct UndoArgs {
    /// Id of the merge, as `relais merge` said it
    id: MergeId,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

fn kept(text: &str) -> Result<(MergeField, Choice), String> {
    let (field, choice) = text.split_once('=').ok_or("write FIELD=WHOSE")?;
    let field: MergeField = field.parse().map_err(|_| format!("{field} is no field"))?;
    let choice = choice.parse().map_err(|_| format!("{choice} is not survivor, other or both"))?;
    Ok((field, choice))
}

pub(crate) async fn run(args: MergeArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let (id, json) = match (args.act, args.survivor, args.other) {
        (Some(Act::Undo(undo)), ..) => {
            (store::merge::undo(&db, &house.context(), undo.id, None).await?, undo.json)
        }
        (None, Some(survivor), Some(other)) => {
            let choices = Choices::new(args.keep).map_err(StoreError::from)?;
            let survivor = store::customer::get_by_reference(db.read(), &survivor).await;
            let survivor = survivor.map_err(unknown("customer_unknown"))?;
            let other = store::customer::get_by_reference(db.read(), &other).await;
            let other = other.map_err(unknown("customer_unknown"))?;
            let asked = Merge {
                survivor: survivor.id,
                expected: Some(survivor.version),
                other: other.id,
                choices,
            };
            (store::merge::merge(&db, &house.context(), &asked, None).await?, args.json)
        }
        // clap asks for both references where no act is named.
        (None, ..) => return Ok(Exit::Refused),
    };
    let merge = store::merge::get(db.read(), id).await?;
    if json {
        print(serde_json::to_string_pretty(&as_json(&merge))?)?;
    } else {
        let key = format!("merge-{}", merge.state);
        print(house.text(&key, &[("id", Arg::from(id.to_string()))]))?;
    }
    Ok(Exit::Done)
}

fn as_json(merge: &MergeRecord) -> serde_json::Value {
    json!({
        "id": merge.id,
        "kind": merge.kind.code(),
        "survivor": merge.survivor,
        "survivor_party": merge.survivor_party,
        "other": merge.other,
        "other_party": merge.other_party,
        "state": merge.state.code(),
        "merged_at": merge.merged_at,
        "merged_by": merge.merged_by,
        "undone_at": merge.undone_at,
        "undone_by": merge.undone_by,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_said_by_field() {
        assert_eq!(kept("name=other"), Ok((MergeField::Name, Choice::Other)));
        assert_eq!(kept("addresses=both"), Ok((MergeField::Addresses, Choice::Both)));
        for wrong in ["name", "colour=other", "name=mine"] {
            kept(wrong).unwrap_err();
        }
    }
}
