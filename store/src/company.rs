//! The firm itself: one row, under an id that never changes.

use domain::company::{Company, CompanyFault, THE_FIRM};
use domain::context::Context;
use domain::customer::{EmailAddress, PostalAddress, Siren};
use domain::event::{EventKind, NewEvent};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait};
use serde_json::json;

use crate::db::{Db, Write};
use crate::entity::company;
use crate::error::{Refusal, StoreError};
use crate::event;
use crate::sql::unreadable;

impl From<CompanyFault> for Refusal {
    fn from(fault: CompanyFault) -> Self {
        let refusal = Self::new(fault.code());
        match fault {
            CompanyFault::ControlCharacter(field) => refusal.with("field", field),
            _ => refusal,
        }
    }
}

/// The firm and the version of what is known of it; none until somebody has set it.
///
/// # Errors
/// When the database cannot be read.
pub async fn get(db: &Db) -> Result<Option<(Company, i32)>, StoreError> {
    read(db.read()).await
}

/// The same within a transaction.
///
/// # Errors
/// When the database cannot be read.
pub async fn read<C: ConnectionTrait>(conn: &C) -> Result<Option<(Company, i32)>, StoreError> {
    let Some(row) = company::Entity::find_by_id(THE_FIRM.0).one(conn).await? else {
        return Ok(None);
    };
    let version = row.version;
    Ok(Some((from_row(row)?, version)))
}

/// Describes the firm anew and answers the new version. With an expected version it must be the
/// one that is stored, 0 when the firm was never set.
///
/// # Errors
/// [`StoreError::Refused`] when the description cannot be, [`StoreError::Stale`] when the version
/// is another.
pub async fn set(
    db: &Db,
    context: &Context,
    firm: Company,
    expected: Option<i32>,
) -> Result<i32, StoreError> {
    let txn = db.begin().await?;
    let version = set_in(&txn, context, firm, expected).await?;
    txn.commit().await?;
    Ok(version)
}

/// [`set`] within a transaction.
///
/// # Errors
/// As [`set`].
pub async fn set_in(
    txn: &Write,
    context: &Context,
    firm: Company,
    expected: Option<i32>,
) -> Result<i32, StoreError> {
    let firm = firm.checked().map_err(Refusal::from)?;
    let before = read(&**txn).await?;
    let stored = before.as_ref().map_or(0, |(_, version)| *version);
    if expected.is_some_and(|expected| expected != stored) {
        return Err(StoreError::Stale);
    }
    let fields = match &before {
        Some((before, _)) => changed(before, &firm),
        None => changed(&Company::default(), &firm),
    };
    if before.is_some() && fields.is_empty() {
        return Ok(stored);
    }
    let row = to_row(context, firm, stored + 1);
    if before.is_some() {
        row.update(&**txn).await?;
    } else {
        company::Entity::insert(row).exec_without_returning(&**txn).await?;
    }
    let told = NewEvent::new(EventKind::CompanyChanged, "company", THE_FIRM)
        .with(json!({ "fields": fields, "version": stored + 1 }));
    event::record(&**txn, context, vec![told]).await?;
    Ok(stored + 1)
}

/// The names of the fields that differ.
fn changed(before: &Company, after: &Company) -> Vec<&'static str> {
    [
        ("name", before.name != after.name),
        ("legal_form", before.legal_form != after.legal_form),
        ("siren", before.siren != after.siren),
        ("vat_number", before.vat_number != after.vat_number),
        ("address", before.address != after.address),
        ("sender_name", before.sender_name != after.sender_name),
        ("sender_email", before.sender_email != after.sender_email),
        ("reply_to", before.reply_to != after.reply_to),
        ("phone", before.phone != after.phone),
        ("contact_name", before.contact_name != after.contact_name),
        ("iban", before.iban != after.iban),
        ("account_holder", before.account_holder != after.account_holder),
        ("time_zone", before.time_zone != after.time_zone),
        ("currency", before.currency != after.currency),
        ("holiday_zone", before.holiday_zone != after.holiday_zone),
        ("penalty_rate_bp", before.penalty_rate_bp != after.penalty_rate_bp),
    ]
    .into_iter()
    .filter_map(|(field, differs)| differs.then_some(field))
    .collect()
}

fn to_row(context: &Context, firm: Company, version: i32) -> company::ActiveModel {
    let address = firm.address;
    company::ActiveModel {
        id: Set(THE_FIRM.0),
        name: Set(firm.name),
        legal_form: Set(firm.legal_form),
        siren: Set(firm.siren.map(|siren| siren.to_string())),
        vat_number: Set(firm.vat_number),
        address_lines: Set(address.as_ref().map(|address| json!(address.lines))),
        street: Set(address.as_ref().map(|address| address.street.clone())),
        postal_code: Set(address.as_ref().map(|address| address.postal_code.clone())),
        city: Set(address.as_ref().map(|address| address.city.clone())),
        country: Set(address.map(|address| address.country.to_string())),
        sender_name: Set(firm.sender_name),
        sender_email: Set(firm.sender_email.map(|email| email.to_string())),
        reply_to: Set(firm.reply_to.map(|email| email.to_string())),
        phone: Set(firm.phone),
        contact_name: Set(firm.contact_name),
        iban: Set(firm.iban),
        account_holder: Set(firm.account_holder),
        time_zone: Set(firm.time_zone.name().to_owned()),
        currency: Set(firm.currency.code().to_owned()),
        holiday_zone: Set(firm.holiday_zone),
        penalty_rate_bp: Set(firm.penalty_rate_bp),
        version: Set(version),
        updated_at: Set(context.now),
        ..Default::default()
    }
}

fn from_row(row: company::Model) -> Result<Company, StoreError> {
    let email = |column: &'static str, text: Option<String>| {
        text.map(|text| EmailAddress::parse(&text).map_err(|fault| unreadable(column, fault)))
            .transpose()
    };
    let siren = row.siren.map(|text| Siren::parse(&text));
    Ok(Company {
        name: row.name,
        legal_form: row.legal_form,
        siren: siren.transpose().map_err(|fault| unreadable("company.siren", fault))?,
        vat_number: row.vat_number,
        address: match (row.city, row.country) {
            (Some(city), Some(country)) => Some(PostalAddress {
                lines: row
                    .address_lines
                    .map(serde_json::from_value)
                    .transpose()
                    .map_err(|fault| unreadable("company.address_lines", fault))?
                    .unwrap_or_default(),
                street: row.street.unwrap_or_default(),
                postal_code: row.postal_code.unwrap_or_default(),
                city,
                country,
            }),
            _ => None,
        },
        sender_name: row.sender_name,
        sender_email: email("company.sender_email", row.sender_email)?,
        reply_to: email("company.reply_to", row.reply_to)?,
        phone: row.phone,
        contact_name: row.contact_name,
        iban: row.iban,
        account_holder: row.account_holder,
        time_zone: row.time_zone.parse().map_err(|fault| unreadable("company.time_zone", fault))?,
        currency: row.currency.parse().map_err(|fault| unreadable("company.currency", fault))?,
        holiday_zone: row.holiday_zone,
        penalty_rate_bp: row.penalty_rate_bp,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::both_engines;
    use crate::testing::context;

    fn firm() -> Company {
        Company {
            name: "Atelier du Port".to_owned(),
            siren: Some(Siren::parse("356000000").unwrap()),
            address: Some(
                PostalAddress::new(&["Bâtiment B"], "3 quai du Port", "13002", "Marseille", "FR")
                    .unwrap(),
            ),
            sender_email: Some(EmailAddress::parse("compta@atelier.example").unwrap()),
            iban: Some("FR14 2004 1010 0505 0001 3M02 606".to_owned()),
            holiday_zone: "13".to_owned(),
            penalty_rate_bp: Some(1_200),
            ..Company::default()
        }
    }

    both_engines! {
        async fn the_firm_is_read_back_as_it_was_set(db: Db) {
            assert_eq!(get(&db).await.unwrap(), None);
            assert_eq!(set(&db, &context(), firm(), None).await.unwrap(), 1);
            let (read, version) = get(&db).await.unwrap().unwrap();
            assert_eq!((read, version), (firm().checked().unwrap(), 1));
            let bare = Company { name: "Autre".to_owned(), ..Company::default() };
            assert_eq!(set(&db, &context(), bare.clone(), Some(1)).await.unwrap(), 2);
            assert_eq!(get(&db).await.unwrap(), Some((bare, 2)));
        }

        async fn setting_the_same_again_changes_nothing(db: Db) {
            set(&db, &context(), firm(), Some(0)).await.unwrap();
            assert_eq!(set(&db, &context(), firm(), None).await.unwrap(), 1);
            let events = crate::entity::event::Entity::find().all(db.read()).await.unwrap();
            assert_eq!(events.len(), 1);
        }

        async fn a_firm_that_changed_since_it_was_read_is_stale(db: Db) {
            set(&db, &context(), firm(), None).await.unwrap();
            let stale = set(&db, &context(), Company::default(), Some(0)).await;
            assert!(matches!(stale, Err(StoreError::Stale)));
        }
    }
}
