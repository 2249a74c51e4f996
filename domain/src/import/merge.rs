//! A row laid over what is known of a customer: what the row gives replaces, what it leaves empty
//! stays.

use super::customer_row::CustomerRow;
use super::fault::RowFault;
use super::field::Field;
use crate::customer::identifier::IdentifierKind;
use crate::customer::{
    Address, ContactKind, ContactPoint, ContactRole, ContactValue, CustomerFile, Identifier,
    MOST_TAGS, Tag,
};
use crate::id::UserId;
use crate::money::Currency;

/// The file that results.
///
/// # Errors
/// What lacks, or is wrong once the row and the known file are together.
pub(super) fn laid_over(
    row: &CustomerRow,
    known: Option<&CustomerFile>,
    currency: Currency,
    owner: Option<UserId>,
) -> Result<CustomerFile, Vec<RowFault>> {
    let mut faults = Vec::new();
    let mut file = match (known, &row.name) {
        (Some(known), _) => known.clone(),
        (None, Some(name)) => CustomerFile::named(name.clone(), currency),
        (None, None) => {
            faults.push(RowFault::of(Field::Name, "missing", ""));
            CustomerFile::named("", currency)
        }
    };
    replace(&mut file.name, row.name.clone());
    replace(&mut file.legal_class, row.legal_class);
    replace(&mut file.currency, row.currency);
    file.language = row.language.or(file.language);
    file.payment_terms = row.payment_terms.clone().or(file.payment_terms);
    file.credit_limit = row.credit_limit.or(file.credit_limit);
    if let Some(email) = &row.email {
        set_point(&mut file, ContactValue::Email(email.clone()));
    }
    if let Some(phone) = &row.phone {
        set_point(&mut file, ContactValue::Phone(phone.clone()));
    }
    for identifier in [
        row.siren.clone().map(Identifier::Siren),
        row.siret.clone().map(Identifier::Siret),
        row.vat_number.clone().map(Identifier::Vat),
    ] {
        set_identifier(&mut file, identifier);
    }
    set_address(&mut file, row, &mut faults);
    file.owner = owner.or(file.owner);
    file.custom.extend(row.own.clone());
    add_tags(&mut file, row, &mut faults);
    if faults.is_empty() { Ok(file) } else { Err(faults) }
}

/// Tags come to those that are there; of two writings of one the first stays.
fn add_tags(file: &mut CustomerFile, row: &CustomerRow, faults: &mut Vec<RowFault>) {
    if row.tags.is_empty() {
        return;
    }
    let known = std::mem::take(&mut file.tags).into_iter();
    file.tags = Tag::set(known.chain(row.tags.iter().filter_map(|tag| Tag::parse(tag))));
    if file.tags.len() > MOST_TAGS {
        faults.push(RowFault::of(Field::Tags, "too_many_tags", &file.tags.len().to_string()));
    }
}

fn replace<T>(known: &mut T, given: Option<T>) {
    if let Some(given) = given {
        *known = given;
    }
}

/// Puts the main contact point of a kind in the place of the known one. A value that stands in the
/// list already moves to that place.
fn set_point(file: &mut CustomerFile, value: ContactValue) {
    let main = file.main_point(value.kind());
    if main.is_some_and(|main| main.value.key() == value.key()) {
        return;
    }
    let main = main.cloned();
    let role = main.as_ref().map_or(ContactRole::Main, |main| main.role);
    let same = |point: &ContactPoint| {
        point.role == role && point.value.kind() == value.kind() && point.value.key() == value.key()
    };
    file.contact_points.retain(|point| !same(point));
    let point = ContactPoint { role, value };
    let place = file.contact_points.iter().position(|known| Some(known) == main.as_ref());
    match place.and_then(|place| file.contact_points.get_mut(place)) {
        Some(known) => *known = point,
        None => file.contact_points.push(point),
    }
}

fn set_identifier(file: &mut CustomerFile, identifier: Option<Identifier>) {
    let Some(identifier) = identifier else { return };
    if file.identifiers.contains(&identifier) {
        return;
    }
    match file.identifiers.iter_mut().find(|known| known.kind() == identifier.kind()) {
        Some(known) => *known = identifier,
        None => file.identifiers.push(identifier),
    }
}

fn set_address(file: &mut CustomerFile, row: &CustomerRow, faults: &mut Vec<RowFault>) {
    let Some(cells) = &row.address else { return };
    let known = file.main_address();
    let place = match cells.over(known.map(|known| &known.place)) {
        Ok(place) => place,
        Err(fault) => {
            let (field, value) = cells.shown(fault);
            faults.push(RowFault::of(field, fault.code(), &value));
            return;
        }
    };
    let known = known.cloned();
    match file.addresses.iter_mut().find(|address| Some(&**address) == known.as_ref()) {
        Some(address) => address.place = place,
        None => file.addresses.push(Address { role: ContactRole::Main, place }),
    }
}

/// The fields of a file that differ between what was known and what will be.
pub(super) fn changed(known: &CustomerFile, file: &CustomerFile) -> Vec<Field> {
    let point = |file: &CustomerFile, kind| file.main_point(kind).map(|point| point.value.key());
    let points = |kind| point(known, kind) != point(file, kind);
    let number = |kind| known.identifier(kind) != file.identifier(kind);
    let place = |file: &CustomerFile| file.main_address().map(|address| address.place.clone());
    let (before, after) = (place(known), place(file));
    let part = |of: fn(&crate::customer::PostalAddress) -> String| {
        before.as_ref().map(of) != after.as_ref().map(of)
    };
    [
        (Field::Name, known.name != file.name),
        (Field::Kind, known.legal_class != file.legal_class),
        (Field::Siren, number(IdentifierKind::Siren)),
        (Field::Siret, number(IdentifierKind::Siret)),
        (Field::VatNumber, number(IdentifierKind::Vat)),
        (Field::Language, known.language != file.language),
        (Field::Email, points(ContactKind::Email)),
        (Field::Phone, points(ContactKind::Phone)),
        (Field::AddressLine1, part(|at| at.lines.join("\n"))),
        (Field::Street, part(|at| at.street.clone())),
        (Field::PostalCode, part(|at| at.postal_code.clone())),
        (Field::City, part(|at| at.city.clone())),
        (Field::Country, part(|at| at.country.clone())),
        (Field::PaymentTerms, known.payment_terms != file.payment_terms),
        (Field::CreditLimit, known.credit_limit != file.credit_limit),
        (Field::Currency, known.currency != file.currency),
        (Field::Owner, known.owner != file.owner),
        (Field::Tags, known.tags != file.tags),
    ]
    .into_iter()
    .filter_map(|(field, differs)| differs.then_some(field))
    .collect()
}
