//! Purposes: what a person is contacted for, on which legal ground and by which channels. The firm
//! defines its own; the law says what each ground asks for (GDPR art. 6, L34-5 CPCE).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::contactability::ContactChannel;
use crate::id::PurposeId;

/// The purpose for which reading is measured: it needs a consent of its own, whoever reads.
pub const OPENING_MEASURE: &str = "opening_measure";

/// The purpose of the reminders of debts.
pub const DEBT_REMINDER: &str = "debt_reminder";

/// The purpose of what a person has to know, or asked for, and is no marketing.
pub const SERVICE_NOTICE: &str = "service_notice";

/// The longest label, in characters.
pub const LONGEST_LABEL: usize = 120;

/// The stable name of a purpose: 1 to 40 lower-case letters, digits and `_`, a letter first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PurposeCode(String);

impl PurposeCode {
    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text has not the form of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the code of a purpose: 1 to 40 lower-case letters, digits and _, a letter first")]
pub struct NotAPurposeCode;

impl FromStr for PurposeCode {
    type Err = NotAPurposeCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let of_code = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_');
        let begins = text.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
        if begins && text.len() <= 40 && text.bytes().all(of_code) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAPurposeCode)
        }
    }
}

impl TryFrom<String> for PurposeCode {
    type Error = NotAPurposeCode;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PurposeCode> for String {
    fn from(code: PurposeCode) -> Self {
        code.0
    }
}

impl fmt::Display for PurposeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// On what the contact rests. A given consent always carries; the ground says what else does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LegalGround {
    /// Nothing but consent (GDPR 6(1)(a)).
    Consent,
    /// People at work, and existing customers for similar products (L34-5 CPCE).
    SoftOptIn,
    /// People at work (GDPR 6(1)(f)).
    LegitimateInterest,
    /// A contract, or what the person asked for before one (GDPR 6(1)(b)).
    Contract,
    /// A duty of the firm (GDPR 6(1)(c)).
    LegalObligation,
}

code_enum!(LegalGround, UnknownLegalGround, "no legal ground": {
    Consent => "consent",
    SoftOptIn => "soft_opt_in",
    LegitimateInterest => "legitimate_interest",
    Contract => "contract",
    LegalObligation => "legal_obligation",
});

/// A purpose as the rule reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purpose {
    /// Its id.
    pub id: PurposeId,
    /// Its stable name.
    pub code: PurposeCode,
    /// On what it rests.
    pub ground: LegalGround,
    /// By which channels.
    pub channels: Vec<ContactChannel>,
    /// Whether it is marketing, to which a person may object without a reason (GDPR 21(2)).
    pub marketing: bool,
    /// Whether the firm pursues it.
    pub active: bool,
}

impl Purpose {
    /// Whether what the person decided counts: for marketing, and wherever the ground is consent or an
    /// interest.
    #[must_use]
    pub const fn heeds_decisions(&self) -> bool {
        self.marketing
            || !matches!(self.ground, LegalGround::Contract | LegalGround::LegalObligation)
    }

    /// The reminders of debts, as every installation has them: no setting of the firm makes them
    /// marketing, or lets them past a restriction.
    #[must_use]
    pub fn debt_reminder() -> Self {
        Self::transactional(DEBT_REMINDER_ID, DEBT_REMINDER)
    }

    /// What a person has to know, or asked for: the question whether a consent is meant, for one.
    #[must_use]
    pub fn service_notice() -> Self {
        Self::transactional(SERVICE_NOTICE_ID, SERVICE_NOTICE)
    }

    fn transactional(id: u128, code: &str) -> Self {
        Self {
            id: PurposeId(uuid::Uuid::from_u128(id)),
            code: PurposeCode(code.to_owned()),
            ground: LegalGround::Contract,
            channels: ContactChannel::ALL.to_vec(),
            marketing: false,
            active: true,
        }
    }
}

/// The ids under which the first schema loads these purposes.
const DEBT_REMINDER_ID: u128 = 0x0190_0000_0000_7000_8000_0000_0000_0006;
const SERVICE_NOTICE_ID: u128 = 0x0190_0000_0000_7000_8000_0000_0000_0008;

/// A purpose as somebody describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPurpose {
    /// Its stable name.
    pub code: PurposeCode,
    /// Its name in French.
    pub label_fr: String,
    /// Its name in English.
    pub label_en: String,
    /// On what it rests.
    pub ground: LegalGround,
    /// By which channels.
    pub channels: Vec<ContactChannel>,
    /// Whether it is marketing.
    pub marketing: bool,
    /// Whether the firm pursues it.
    pub active: bool,
}

/// Why a purpose cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PurposeFault {
    /// A label is empty, too long or holds a control character.
    #[error("a label is empty or too long")]
    Label,
    /// It has no channel.
    #[error("no channel")]
    NoChannel,
    /// Marketing rests on consent, the soft opt-in or a legitimate interest.
    #[error("marketing rests on no contract and no duty")]
    MarketingGround,
    /// The soft opt-in is for marketing.
    #[error("the soft opt-in is for marketing")]
    SoftOptInGround,
}

impl PurposeFault {
    /// Every fault, for the texts.
    pub const ALL: [Self; 4] =
        [Self::Label, Self::NoChannel, Self::MarketingGround, Self::SoftOptInGround];

    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Label => "purpose_label",
            Self::NoChannel => "purpose_without_channel",
            Self::MarketingGround => "purpose_marketing_ground",
            Self::SoftOptInGround => "purpose_soft_opt_in",
        }
    }
}

impl NewPurpose {
    /// The purpose, its labels trimmed and its channels each once.
    ///
    /// # Errors
    /// [`PurposeFault`] names what is wrong with it.
    pub fn checked(mut self) -> Result<Self, PurposeFault> {
        for label in [&mut self.label_fr, &mut self.label_en] {
            *label = label.trim().to_owned();
            let fits = (1..=LONGEST_LABEL).contains(&label.chars().count());
            if !fits || label.chars().any(char::is_control) {
                return Err(PurposeFault::Label);
            }
        }
        self.channels.sort_unstable();
        self.channels.dedup();
        if self.channels.is_empty() {
            return Err(PurposeFault::NoChannel);
        }
        match (self.marketing, self.ground) {
            (true, LegalGround::Contract | LegalGround::LegalObligation) => {
                Err(PurposeFault::MarketingGround)
            }
            (false, LegalGround::SoftOptIn) => Err(PurposeFault::SoftOptInGround),
            _ => Ok(self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_a_plain_word() {
        for text in ["newsletter", "a", "offers_2027", &"a".repeat(40)] {
            assert_eq!(text.parse::<PurposeCode>().unwrap().as_str(), text);
        }
        for text in ["", "Newsletter", "2027", "_a", "a b", "é", "a-b", &"a".repeat(41)] {
            assert_eq!(text.parse::<PurposeCode>(), Err(NotAPurposeCode), "{text}");
        }
    }

    #[test]
    fn a_purpose_has_two_labels_a_channel_and_a_ground_that_fits() {
        let good = NewPurpose {
            code: "fair".parse().unwrap(),
            label_fr: " Salon ".into(),
            label_en: "Fair".into(),
            ground: LegalGround::Consent,
            channels: vec![ContactChannel::Sms, ContactChannel::Email, ContactChannel::Sms],
            marketing: true,
            active: true,
        };
        let checked = good.clone().checked().unwrap();
        assert_eq!(checked.label_fr, "Salon");
        assert_eq!(checked.channels, [ContactChannel::Email, ContactChannel::Sms]);
        for (bad, fault) in [
            (NewPurpose { label_en: " ".into(), ..good.clone() }, PurposeFault::Label),
            (NewPurpose { label_fr: "a\nb".into(), ..good.clone() }, PurposeFault::Label),
            (NewPurpose { channels: vec![], ..good.clone() }, PurposeFault::NoChannel),
            (
                NewPurpose { ground: LegalGround::Contract, ..good.clone() },
                PurposeFault::MarketingGround,
            ),
            (
                NewPurpose { ground: LegalGround::SoftOptIn, marketing: false, ..good },
                PurposeFault::SoftOptInGround,
            ),
        ] {
            assert_eq!(bad.checked(), Err(fault));
        }
    }
}
