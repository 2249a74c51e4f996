//! `relais company set`: only what is given changes; an empty value takes an optional field away.

use clap::Args;
use domain::company::Company;
use domain::customer::{EmailAddress, PostalAddress, Siren};
use domain::rate::parse_percent;
use store::error::{Refusal, StoreError};

use crate::house::{Exit, House, print};

#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub(super) struct SetArgs {
    /// Name of the firm, as it signs
    #[arg(long)]
    name: Option<String>,
    /// Legal form: SAS, SARL, ...
    #[arg(long)]
    legal_form: Option<String>,
    /// SIREN, nine digits
    #[arg(long)]
    siren: Option<String>,
    /// VAT number
    #[arg(long)]
    vat_number: Option<String>,
    /// A line of the address above the street (building, floor, ...); up to three times
    #[arg(long = "address-line", value_name = "LINE")]
    address_lines: Option<Vec<String>>,
    /// Number and street
    #[arg(long)]
    street: Option<String>,
    /// Postal code
    #[arg(long)]
    postal_code: Option<String>,
    /// City
    #[arg(long)]
    city: Option<String>,
    /// Country, two letters (ISO 3166); FR when an address is given without
    #[arg(long)]
    country: Option<String>,
    /// Name beside the sender's address
    #[arg(long)]
    sender_name: Option<String>,
    /// Address from which mails leave
    #[arg(long)]
    sender_email: Option<String>,
    /// Address to which answers go, when it is another
    #[arg(long)]
    reply_to: Option<String>,
    /// Telephone, as it is to be printed
    #[arg(long)]
    phone: Option<String>,
    /// Who answers
    #[arg(long)]
    contact_name: Option<String>,
    /// IBAN of the account to pay to
    #[arg(long)]
    iban: Option<String>,
    /// Holder of that account, when it is not the firm
    #[arg(long)]
    account_holder: Option<String>,
    /// Time zone whose days count: Europe/Paris, Indian/Reunion, ...
    #[arg(long)]
    time_zone: Option<String>,
    /// Currency, three letters (ISO 4217)
    #[arg(long)]
    currency: Option<String>,
    /// INSEE department whose public holidays count: 75, 67, 972, ...
    #[arg(long)]
    holiday_zone: Option<String>,
    /// Late-payment rate of the terms, percent a year: 12 or 12.5; without it, ECB rate + 10 points
    #[arg(long, value_name = "PERCENT")]
    penalty_rate: Option<String>,
}

pub(super) async fn run(args: SetArgs, house: &House) -> anyhow::Result<Exit> {
    let db = house.db().await?;
    let (firm, version) = store::company::get(&db).await?.unwrap_or_default();
    let firm = args.onto(firm)?;
    let now = store::company::set(&db, &house.context(), firm, Some(version)).await?;
    let key = if now == version { "company-unchanged" } else { "company-set" };
    print(house.text(key, &[]))?;
    Ok(Exit::Done)
}

impl SetArgs {
    /// The firm with what is given.
    fn onto(self, mut firm: Company) -> Result<Company, StoreError> {
        firm.address = self.address(firm.address.take())?;
        if let Some(name) = self.name {
            firm.name = name;
        }
        for (field, given) in [
            (&mut firm.legal_form, self.legal_form),
            (&mut firm.vat_number, self.vat_number),
            (&mut firm.sender_name, self.sender_name),
            (&mut firm.phone, self.phone),
            (&mut firm.contact_name, self.contact_name),
            (&mut firm.iban, self.iban),
            (&mut firm.account_holder, self.account_holder),
        ] {
            if given.is_some() {
                *field = given;
            }
        }
        replace(&mut firm.siren, "siren", self.siren, Siren::parse)?;
        replace(&mut firm.sender_email, "sender-email", self.sender_email, EmailAddress::parse)?;
        replace(&mut firm.reply_to, "reply-to", self.reply_to, EmailAddress::parse)?;
        replace(&mut firm.penalty_rate_bp, "penalty-rate", self.penalty_rate, |text| {
            parse_percent(text).ok_or(())
        })?;
        if let Some(text) = self.time_zone {
            firm.time_zone = text.parse().map_err(|_| unusable("time-zone"))?;
        }
        if let Some(text) = self.currency {
            firm.currency = text.parse().map_err(|_| unusable("currency"))?;
        }
        if let Some(text) = self.holiday_zone {
            firm.holiday_zone = text;
        }
        Ok(firm)
    }

    /// The address with the parts that are given; none when every part of it is empty.
    fn address(&self, before: Option<PostalAddress>) -> Result<Option<PostalAddress>, StoreError> {
        let parts = [&self.street, &self.postal_code, &self.city, &self.country];
        if parts.iter().all(|part| part.is_none()) && self.address_lines.is_none() {
            return Ok(before);
        }
        let part = |given: &Option<String>, of: fn(&PostalAddress) -> &String| {
            given.clone().or_else(|| before.as_ref().map(|address| of(address).clone()))
        };
        let street = part(&self.street, |address| &address.street).unwrap_or_default();
        let code = part(&self.postal_code, |address| &address.postal_code).unwrap_or_default();
        let city = part(&self.city, |address| &address.city).unwrap_or_default();
        let country = part(&self.country, |address| &address.country);
        let country = country.unwrap_or_else(|| "FR".to_owned());
        let lines = self.address_lines.clone();
        let lines = lines.or_else(|| before.map(|address| address.lines)).unwrap_or_default();
        if [&street, &code, &city].iter().all(|part| part.trim().is_empty()) {
            return Ok(None);
        }
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        PostalAddress::new(&lines, &street, &code, &city, &country)
            .map(Some)
            .map_err(|_| unusable("street, --postal-code, --city, --country"))
    }
}

/// Replaces an optional field by what is given; an empty text takes it away.
fn replace<T, E>(
    field: &mut Option<T>,
    flag: &'static str,
    given: Option<String>,
    parse: impl Fn(&str) -> Result<T, E>,
) -> Result<(), StoreError> {
    match given.as_deref().map(str::trim) {
        None => {}
        Some("") => *field = None,
        Some(text) => *field = Some(parse(text).map_err(|_| unusable(flag))?),
    }
    Ok(())
}

fn unusable(flag: &'static str) -> StoreError {
    Refusal::new("company_field_unusable").with("flag", flag).into()
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        set: SetArgs,
    }

    fn given(flags: &[&str], firm: Company) -> Result<Company, StoreError> {
        let line = ["set"].iter().chain(flags);
        Line::try_parse_from(line).unwrap().set.onto(firm)
    }

    #[test]
    fn only_what_is_given_changes_and_an_empty_value_takes_away() {
        let flags = ["--name", "Atelier", "--city", "Paris", "--postal-code", "75011"];
        let firm = given(&flags, Company::default()).unwrap_err();
        assert!(matches!(firm, StoreError::Refused(_)), "an address has a street");
        let flags = [&flags[..], &["--street", "1 rue X", "--penalty-rate", "12,5"]].concat();
        let firm = given(&flags, Company::default()).unwrap();
        assert_eq!(firm.penalty_rate_bp, Some(1_250));
        let moved = given(&["--street", "2 rue Y"], firm.clone()).unwrap();
        let address = moved.address.as_ref().unwrap();
        assert_eq!((address.street.as_str(), address.city.as_str()), ("2 rue Y", "Paris"));
        assert_eq!((moved.name.as_str(), moved.penalty_rate_bp), ("Atelier", Some(1_250)));
        let bare = given(&["--penalty-rate", ""], moved).unwrap();
        assert_eq!(bare.penalty_rate_bp, None);
    }

    #[test]
    fn what_cannot_be_used_is_refused_by_its_flag() {
        for flags in [
            ["--siren", "123"],
            ["--sender-email", "nobody"],
            ["--time-zone", "Paris"],
            ["--currency", "EURO"],
            ["--penalty-rate", "12%"],
        ] {
            match given(&flags, Company::default()) {
                Err(StoreError::Refused(refusal)) => {
                    assert_eq!(refusal.code, "company_field_unusable");
                    assert_eq!(format!("--{}", refusal.params[0].1), flags[0]);
                }
                other => panic!("{other:?}"),
            }
        }
        assert!(Line::try_parse_from(["set"]).is_err());
    }
}
