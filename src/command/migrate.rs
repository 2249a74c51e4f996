//! `relais migrate`: brings the database to the schema of this version.

use store::SchemaState;

use crate::house::{Exit, House, print};

#[derive(Debug, clap::Args)]
pub(crate) struct MigrateArgs {
    /// Only say what would be done
    #[arg(long)]
    dry_run: bool,
}

pub(crate) async fn run(args: MigrateArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.open().await?;
    let state = db.schema().await?;
    if state == SchemaState::Newer {
        eprintln!("{}", house.text("migrate-newer", &[]));
        return Ok(Exit::Refused);
    }
    if state == SchemaState::Current {
        print(house.text("migrate-current", &[]))?;
        return Ok(Exit::Done);
    }
    if args.dry_run {
        print(house.text("migrate-needed", &[]))?;
        return Ok(Exit::Done);
    }
    db.migrate().await?;
    store::secret::verify(&db, &house.secret()?).await?;
    print(house.text("migrate-done", &[]))?;
    Ok(Exit::Done)
}
