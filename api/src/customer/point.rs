//! By what somebody is reached, as callers write it without saying where that person lives.

use domain::customer::{
    ContactKind, ContactValue, EmailAddress, LONGEST_HANDLE, PhoneFault, PhoneNumber, SocialFault,
    SocialIdentity, SocialNetwork,
};

use crate::input::{Scalar, Wrong};

/// An e-mail address, a number in international or French writing, or an account on a social network.
pub(crate) fn contact_value(kind: ContactKind, text: &str) -> Result<ContactValue, Wrong> {
    match kind {
        ContactKind::Email => <EmailAddress as Scalar>::parse(text).map(ContactValue::Email),
        ContactKind::Phone => {
            PhoneNumber::parse_at(text, None).map(ContactValue::Phone).map_err(wrong_phone)
        }
        ContactKind::Social => {
            SocialIdentity::parse(text).map(ContactValue::Social).map_err(wrong_account)
        }
    }
}

/// What is wrong with a phone number.
pub(super) fn wrong_phone(fault: PhoneFault) -> Wrong {
    match fault {
        PhoneFault::NotANumber => Wrong::new("not_a_phone_number"),
        PhoneFault::NotInThePlan => Wrong::new("phone_not_in_plan"),
    }
}

fn wrong_account(fault: SocialFault) -> Wrong {
    let wrong = Wrong::new(fault.code());
    match fault {
        SocialFault::UnknownNetwork => {
            let networks: Vec<_> =
                SocialNetwork::ALL.iter().map(|network| network.code()).collect();
            wrong.with("networks", networks.join(", "))
        }
        SocialFault::NoHandle => wrong,
        SocialFault::Malformed => wrong.with("max", LONGEST_HANDLE),
    }
}
