//! Roles, and the table of what each may do.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Act;

/// What a person is in the firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Sales assistant: the desk itself.
    Assistant,
    /// Sales person.
    Sales,
    /// Accountant: the ledger and its reminders.
    Accountant,
    /// Direction of sales.
    Direction,
    /// Keeps the installation: users, tokens, metrics; may do everything.
    Administrator,
}

/// The code is no role's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a role")]
pub struct UnknownRole;

impl Role {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Assistant, Self::Sales, Self::Accountant, Self::Direction, Self::Administrator];

    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Assistant => "assistant",
            Self::Sales => "sales",
            Self::Accountant => "accountant",
            Self::Direction => "direction",
            Self::Administrator => "administrator",
        }
    }

    /// Whether this role may do `act`: **the** table of permissions.
    #[must_use]
    pub const fn may(self, act: Act) -> bool {
        use Role::{Accountant, Administrator, Assistant, Direction, Sales};
        if matches!(self, Administrator) {
            return true;
        }
        match act {
            Act::ReadCustomers
            | Act::ReadTasks
            | Act::WriteTasks
            | Act::ReadSegments
            | Act::ReadInvoices
            | Act::ReadPayments
            | Act::ReadDunning
            | Act::ReadMessages
            | Act::ReadCompany
            | Act::ReadConsents
            | Act::OwnTokens => true,
            Act::WriteCustomers => matches!(self, Assistant | Sales | Accountant),
            Act::WriteInvoices | Act::WritePayments | Act::SettleMessages | Act::MergeCustomers => {
                matches!(self, Assistant | Accountant)
            }
            Act::RunDunning => matches!(self, Assistant | Accountant | Direction),
            // Whoever speaks with customers hears what they refuse.
            Act::PlaceHolds | Act::WriteSegments | Act::RecordConsents => {
                matches!(self, Assistant | Sales | Accountant | Direction)
            }
            Act::ReviewNotices | Act::WriteProcedures => matches!(self, Accountant | Direction),
            Act::FillContactSheets => matches!(self, Assistant | Sales),
            // What is erased cannot be taken back.
            Act::WriteCompany | Act::WritePurposes | Act::ErasePeople => matches!(self, Direction),
            Act::ReadUsers => matches!(self, Direction),
            Act::WriteUsers | Act::ReadMetrics => false,
        }
    }

    /// Every act of this role.
    pub fn acts(self) -> impl Iterator<Item = Act> {
        Act::ALL.iter().copied().filter(move |act| self.may(*act))
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|role| role.code() == text).ok_or(UnknownRole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_has_a_code_that_reads_back() {
        for role in Role::ALL {
            assert_eq!(role.code().parse(), Ok(role));
            assert_eq!(serde_json::to_value(role).unwrap(), role.code());
        }
        assert_eq!("root".parse::<Role>(), Err(UnknownRole));
    }

    #[test]
    fn each_act_is_somebodys_and_the_administrators() {
        for act in Act::ALL {
            assert!(Role::Administrator.may(*act), "{act}");
        }
    }

    #[test]
    fn who_sells_neither_posts_invoices_nor_takes_money_nor_sends_reminders() {
        for act in [Act::WriteInvoices, Act::WritePayments, Act::RunDunning, Act::ReviewNotices] {
            assert!(!Role::Sales.may(act), "{act}");
        }
        assert!(Role::Sales.may(Act::WriteCustomers) && Role::Sales.may(Act::PlaceHolds));
    }

    #[test]
    fn the_assistant_runs_reminders_and_does_not_review_her_own_formal_notices() {
        assert!(Role::Assistant.may(Act::RunDunning));
        assert!(!Role::Assistant.may(Act::ReviewNotices));
    }

    #[test]
    fn only_the_direction_and_the_administrator_erase_people() {
        for role in Role::ALL {
            let may = matches!(role, Role::Direction | Role::Administrator);
            assert_eq!(role.may(Act::ErasePeople), may, "{role}");
        }
    }

    #[test]
    fn only_the_administrator_changes_users() {
        for role in Role::ALL {
            assert_eq!(role.may(Act::WriteUsers), role == Role::Administrator, "{role}");
        }
    }
}
