//! `PUT /company`

use chrono_tz::Tz;
use domain::company::Company;
use domain::customer::{EmailAddress, Siren};
use domain::money::Currency;

use super::CompanyView;
use crate::access::{May, WriteCompany};
use crate::address::{AddressInput, PostalAddressFields};
use crate::answer::Versioned;
use crate::input::{Body, Expected, Scalar, Text, Wrong, in_bodies};
use crate::problem::Problem;

impl Scalar for Siren {
    fn parse(text: &str) -> Result<Self, Wrong> {
        Self::parse(text).map_err(|_| Wrong::new("not_a_siren"))
    }
}

impl Scalar for Tz {
    fn parse(text: &str) -> Result<Self, Wrong> {
        text.parse().map_err(|_| Wrong::new("not_a_time_zone"))
    }
}

in_bodies!(Siren, Tz);

input! {
    /// The firm, described anew: what is absent is emptied.
    #[schema(as = NewCompany, example = json!({
        "name": "Atelier du Port",
        "sender_email": "compta@atelier.example",
        "iban": "FR14 2004 1010 0505 0001 3M02 606",
    }))]
    struct CompanyBody {
        /// Name, as the firm signs.
        #[schema(value_type = String, min_length = 1, max_length = 200)]
        name: Text<200>,
        /// `SAS`, `SARL au capital de 10 000 €`, ...
        #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
        legal_form: Option<Text<200>>,
        /// Number in the register: nine digits.
        #[schema(value_type = Option<String>)]
        siren: Option<Siren>,
        /// VAT number.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 40)]
        vat_number: Option<Text<40>>,
        /// Where letters come from.
        #[schema(value_type = Option<PostalAddressFields>)]
        address: Option<AddressInput>,
        /// Name beside the address of the sender.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
        sender_name: Option<Text<200>>,
        /// Address from which mails leave.
        #[schema(value_type = Option<String>, format = Email)]
        sender_email: Option<EmailAddress>,
        /// Where answers go.
        #[schema(value_type = Option<String>, format = Email)]
        reply_to: Option<EmailAddress>,
        /// Number that customers may call.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 40)]
        phone: Option<Text<40>>,
        /// Who answers.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
        contact_name: Option<Text<200>>,
        /// Account to pay to.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 42)]
        iban: Option<Text<42>>,
        /// Holder of the account.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
        account_holder: Option<Text<200>>,
        /// Time zone (IANA); Europe/Paris when absent.
        #[schema(value_type = Option<String>)]
        time_zone: Option<Tz>,
        /// Currency of what names none; EUR when absent.
        #[schema(value_type = Option<String>, pattern = "^[A-Z]{3}$")]
        currency: Option<Currency>,
        /// INSEE number of the department whose public holidays count; 75 when absent.
        #[schema(value_type = Option<String>, min_length = 1, max_length = 3)]
        holiday_zone: Option<Text<3>>,
        /// Late-payment rate of the firm's terms, in hundredths of a percent a year.
        #[schema(minimum = 0, maximum = 10000)]
        penalty_rate_bp: Option<i32>,
    }
}

/// Describe the firm anew.
///
/// `If-Match: "0"` when it was never set.
#[utoipa::path(put, path = "/company")]
pub(crate) async fn handler(
    may: May<WriteCompany>,
    expected: Expected,
    body: Body<CompanyBody>,
) -> Result<Versioned<CompanyView>, Problem> {
    let firm = firm(body.value);
    let version = store::company::set(may.db(), &may.context(), firm, Some(expected.0)).await?;
    let (firm, _) = store::company::get(may.db()).await?.unwrap_or_default();
    Ok(Versioned(CompanyView::new(firm, version), version))
}

fn firm(body: CompanyBody) -> Company {
    fn text<const MAX: u64>(text: Option<Text<MAX>>) -> Option<String> {
        text.map(|text| text.0)
    }
    let usual = Company::default();
    Company {
        name: body.name.0,
        legal_form: text(body.legal_form),
        siren: body.siren,
        vat_number: text(body.vat_number),
        address: body.address.map(|address| address.0),
        sender_name: text(body.sender_name),
        sender_email: body.sender_email,
        reply_to: body.reply_to,
        phone: text(body.phone),
        contact_name: text(body.contact_name),
        iban: text(body.iban),
        account_holder: text(body.account_holder),
        time_zone: body.time_zone.unwrap_or(usual.time_zone),
        currency: body.currency.unwrap_or(usual.currency),
        holiday_zone: text(body.holiday_zone).unwrap_or(usual.holiday_zone),
        penalty_rate_bp: body.penalty_rate_bp,
    }
}
