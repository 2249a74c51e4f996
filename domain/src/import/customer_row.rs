//! A row of a customer file.

use serde::{Deserialize, Serialize};

use super::cells::Cells;
use super::consents::{self, SaidConsent};
use super::establishment;
use super::fault::RowFault;
use super::field::Field;
use super::own;
use crate::customer::{
    AddressFault, Country, CustomValues, EmailAddress, LegalClass, PhoneNumber, PostalAddress,
    Reference, Siren, Siret, Tag, VatNumber,
};
use crate::language::Language;
use crate::money::Currency;

/// A customer as a row says it, right in itself. What a row leaves empty it says nothing of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerRow {
    /// The reference; none in a file without such a column, where a SIRET or a SIREN identifies.
    pub reference: Option<Reference>,
    /// Who the customer is in law.
    pub legal_class: Option<LegalClass>,
    /// The name.
    pub name: Option<String>,
    /// SIREN.
    pub siren: Option<Siren>,
    /// SIRET.
    pub siret: Option<Siret>,
    /// VAT number.
    pub vat_number: Option<VatNumber>,
    /// The language of what it is sent.
    pub language: Option<Language>,
    /// The main e-mail address.
    pub email: Option<EmailAddress>,
    /// The main phone number.
    pub phone: Option<PhoneNumber>,
    /// The main postal address, as far as the row gives it.
    pub address: Option<AddressCells>,
    /// Terms of payment, in words.
    pub payment_terms: Option<String>,
    /// Credit limit, minor units of the currency.
    pub credit_limit: Option<i64>,
    /// The customer's usual currency, when a column says it.
    pub currency: Option<Currency>,
    /// What it says about being contacted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consents: Vec<SaidConsent>,
    /// The address by which the user signs in who looks after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Tags, as written: they come to those that are there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The values of the firm's own fields.
    #[serde(default, skip_serializing_if = "CustomValues::is_empty")]
    pub own: CustomValues,
}

impl CustomerRow {
    /// Reads a row.
    ///
    /// # Errors
    /// All its faults.
    pub fn read(mut cells: Cells<'_>) -> Result<Self, Vec<RowFault>> {
        let reference = reference(&mut cells);
        let legal_class =
            cells.value(Field::Kind, |text| LegalClass::from_kind(text).map_err(|_| "kind"));
        let of_form = cells.text(Field::LegalForm, 200).and_then(LegalClass::of_insee_form);
        let legal_class = legal_class.or(of_form);
        let name = cells.text(Field::Name, 200).map(str::to_owned);
        let siren = cells.value(Field::Siren, |text| Siren::parse(text).map_err(|f| f.code()));
        let siret = cells.value(Field::Siret, |text| Siret::parse(text).map_err(|f| f.code()));
        let vat_number =
            cells.value(Field::VatNumber, |text| VatNumber::parse(text).map_err(|f| f.code()));
        same_enterprise(&mut cells, siren.as_ref(), siret.as_ref(), vat_number.as_ref());
        let language = cells.value(Field::Language, |text| text.parse().map_err(|_| "language"));
        let email =
            cells.value(Field::Email, |text| EmailAddress::parse(text).map_err(|f| f.code()));
        let country = cells.value(Field::Country, |text| text.parse().map_err(|_| "country"));
        let address = AddressCells::read(&mut cells, name.as_deref(), country);
        let plan = country.unwrap_or(cells.reading().country);
        let postal_code = address.as_ref().and_then(|address| address.postal_code.as_deref());
        let phone = cells.value(Field::Phone, |text| {
            PhoneNumber::parse_near(text, Some(plan), postal_code).map_err(|fault| fault.code())
        });
        let payment_terms = cells.text(Field::PaymentTerms, 200).map(str::to_owned);
        let currency = cells.currency();
        let credit_limit = match (cells.text(Field::CreditLimit, 60), currency) {
            (Some(text), Some(currency)) => credit_limit(&mut cells, text, currency),
            _ => None,
        };
        let own_currency = cells.text(Field::Currency, 10).and(currency);
        let consents = consents::read(&mut cells);
        let owner = cells.text(Field::Owner, 254).map(str::to_owned);
        let tags = tags(&mut cells);
        let own = own::read(&mut cells);
        if !cells.has(Field::Reference) && siren.is_none() && siret.is_none() {
            let field = if cells.has(Field::Siret) { Field::Siret } else { Field::Siren };
            cells.fault_unless_told(field, "missing");
        }
        let faults = cells.into_faults();
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Self {
            reference,
            legal_class,
            name,
            siren,
            siret,
            vat_number,
            language,
            email,
            phone,
            address,
            payment_terms,
            credit_limit,
            currency: own_currency,
            consents,
            owner,
            tags,
            own,
        })
    }

    /// The SIREN that the row gives, by itself or within its SIRET.
    #[must_use]
    pub fn siren_digits(&self) -> Option<&str> {
        self.siren.as_ref().map(Siren::as_str).or(self.siret.as_ref().map(Siret::siren_digits))
    }
}

/// The reference, which every row needs where the file has a column for it.
fn reference(cells: &mut Cells<'_>) -> Option<Reference> {
    if !cells.has(Field::Reference) {
        return None;
    }
    let text = cells.needed(Field::Reference, 200)?;
    let read = text.parse::<Reference>().map_err(|fault| fault.code());
    cells.understood(Field::Reference, text, read)
}

/// The tags of a cell: parted by ` |` where that stands, else by `|`, else by commas, so that a tag may hold
/// a comma or a bar.
fn tags(cells: &mut Cells<'_>) -> Vec<String> {
    /// More than the longest list of the longest tags.
    const LONGEST: usize = 5_000;
    let Some(text) = cells.text(Field::Tags, LONGEST) else { return Vec::new() };
    let sign = [" |", "|"].into_iter().find(|sign| text.contains(sign)).unwrap_or(",");
    let mut tags = Vec::new();
    for tag in text.split(sign).map(str::trim).filter(|tag| !tag.is_empty()) {
        let read = Tag::parse(tag).ok_or("tag");
        tags.extend(cells.understood(Field::Tags, tag, read).map(|tag| tag.as_str().to_owned()));
    }
    tags
}

fn credit_limit(cells: &mut Cells<'_>, text: &str, currency: Currency) -> Option<i64> {
    let limit = cells.amount(Field::CreditLimit, text, currency)?;
    let read = if limit < 0 { Err("amount_out_of_range") } else { Ok(limit) };
    cells.understood(Field::CreditLimit, text, read)
}

/// An establishment and a French VAT number hold the SIREN of their enterprise.
fn same_enterprise(
    cells: &mut Cells<'_>,
    siren: Option<&Siren>,
    siret: Option<&Siret>,
    vat_number: Option<&VatNumber>,
) {
    let siren = siren.map(Siren::as_str);
    let of_siret = siret.map(Siret::siren_digits);
    if let (Some(siren), Some(of_siret), Some(siret)) = (siren, of_siret, siret)
        && siren != of_siret
    {
        cells.fault(Field::Siret, "siret_of_another_siren", siret.as_str());
    }
    let of_vat = vat_number.and_then(VatNumber::siren_digits);
    if let (Some(siren), Some(of_vat), Some(vat)) = (siren.or(of_siret), of_vat, vat_number)
        && siren != of_vat
    {
        cells.fault(Field::VatNumber, "vat_of_another_siren", vat.as_str());
    }
}

/// The cells of a postal address; an empty one says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressCells {
    /// What stands above the street.
    pub lines: Vec<String>,
    /// Number and street.
    pub street: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// City.
    pub city: Option<String>,
    /// The country, when the row names it.
    pub country: Option<Country>,
    /// The country of a new address whose row names none.
    pub country_of_file: Country,
}

impl AddressCells {
    /// None when a row gives no part of an address. A country alone is none.
    fn read(
        cells: &mut Cells<'_>,
        customer: Option<&str>,
        country: Option<Country>,
    ) -> Option<Self> {
        let establishment = cells.text(Field::EstablishmentName, 200);
        let lines = [Field::AddressLine1, Field::AddressLine2, Field::Locality]
            .map(|field| cells.text(field, 200));
        let street = cells.text(Field::Street, 200).map(str::to_owned);
        let street = street.or_else(|| establishment::street(cells));
        let city = cells.text(Field::City, 200);
        let city = if cells.has(Field::EstablishmentName) {
            city.map(establishment::postal_city)
        } else {
            city
        };
        let mut address = Self {
            lines: lines.into_iter().flatten().map(str::to_owned).collect(),
            street,
            postal_code: cells.text(Field::PostalCode, 200).map(str::to_owned),
            city: city.map(str::to_owned),
            country,
            country_of_file: cells.reading().country,
        };
        if let Some(name) = establishment {
            establishment::name_above(&mut address, name, customer);
        }
        let given = !address.lines.is_empty()
            || address.street.is_some()
            || address.postal_code.is_some()
            || address.city.is_some();
        if !given {
            return None;
        }
        // What lacks may be known already; what is there must be right in any case.
        if let Err(fault) = address.over(None)
            && !fault.is_for_want()
        {
            let (field, shown) = address.shown(fault);
            cells.fault(field, fault.code(), &shown);
        }
        Some(address)
    }

    /// The address that results when these cells are laid over a known one: what is given
    /// replaces, what is empty never erases.
    ///
    /// # Errors
    /// When the result is no address.
    pub fn over(&self, known: Option<&PostalAddress>) -> Result<PostalAddress, AddressFault> {
        let known_lines = known.map(|known| known.lines.as_slice()).unwrap_or_default();
        let lines = if self.lines.is_empty() { known_lines } else { &self.lines };
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let part = |given: &Option<String>, known: Option<&String>| {
            given.as_ref().or(known).cloned().unwrap_or_default()
        };
        let country = match (self.country, known) {
            (Some(country), _) => country.code(),
            (None, Some(known)) => known.country.as_str(),
            (None, None) => self.country_of_file.code(),
        };
        PostalAddress::new(
            &lines,
            &part(&self.street, known.map(|known| &known.street)),
            &part(&self.postal_code, known.map(|known| &known.postal_code)),
            &part(&self.city, known.map(|known| &known.city)),
            country,
        )
    }

    /// The field that a fault concerns, and its value.
    #[must_use]
    pub fn shown(&self, fault: AddressFault) -> (Field, String) {
        let or_empty = |part: &Option<String>| part.clone().unwrap_or_default();
        match fault {
            AddressFault::NoCity => (Field::City, or_empty(&self.city)),
            AddressFault::NoPostalCode | AddressFault::PostalCode => {
                (Field::PostalCode, or_empty(&self.postal_code))
            }
            AddressFault::Country => {
                (Field::Country, self.country.map(String::from).unwrap_or_default())
            }
            AddressFault::NoStreet | AddressFault::ControlCharacter | AddressFault::TooLong => {
                (Field::Street, or_empty(&self.street))
            }
        }
    }
}
