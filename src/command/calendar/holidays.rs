//! `relais calendar holidays`: computed by rule, for any year; nothing is opened.

use clap::Args;
use domain::calendar::{Holiday, Zone, holidays};
use domain::language::Language;
use serde_json::json;
use templates::format;

use crate::house::{Exit, House, print};

#[derive(Debug, Args)]
pub(crate) struct HolidaysArgs {
    /// INSEE number of the department or overseas collectivity: 75, 2A, 67, 972, ...
    #[arg(long, value_name = "DEPARTMENT")]
    zone: Zone,
    /// The year
    #[arg(long, value_parser = clap::value_parser!(i32).range(1900..=2299))]
    year: i32,
    /// One JSON array
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &HolidaysArgs, house: &House) -> anyhow::Result<Exit> {
    let days = holidays(args.year, args.zone);
    if args.json {
        let days: Vec<_> = days.iter().map(|day| as_json(day, house)).collect();
        print(serde_json::to_string_pretty(&days)?)?;
        return Ok(Exit::Done);
    }
    for day in &days {
        print(line(day, house))?;
    }
    Ok(Exit::Done)
}

fn as_json(holiday: &Holiday, house: &House) -> serde_json::Value {
    let key = format!("holiday-{}", holiday.code);
    let name = |language| house.catalog().text(language, &key, &[]);
    json!({
        "date": holiday.day,
        "name": { "fr": name(Language::Fr), "en": name(Language::En) },
        "code": holiday.code,
        "certain": holiday.certain,
        "source": holiday.source,
    })
}

fn line(holiday: &Holiday, house: &House) -> String {
    let day = format::date_short(house.language(), holiday.day);
    let name = house.text(&format!("holiday-{}", holiday.code), &[]);
    let doubt = if holiday.certain { String::new() } else { house.text("holiday-uncertain", &[]) };
    format!("{day}  {name}  {doubt}").trim_end().to_owned()
}
