//! `relais settings`: what this start would run with, and the reference of all settings.

use crate::house::{Exit, House, print};
use crate::settings::reference::Reference;

#[derive(Debug, clap::Args)]
pub(crate) struct SettingsArgs {
    /// Print the reference of all settings, in Markdown
    #[arg(long)]
    reference: bool,
}

pub(crate) fn run(args: &SettingsArgs, house: &House) -> anyhow::Result<Exit> {
    if args.reference {
        print(Reference::of_settings().page().trim_end())?;
    } else {
        print(toml::to_string_pretty(&house.settings)?.trim_end())?;
    }
    Ok(Exit::Done)
}
