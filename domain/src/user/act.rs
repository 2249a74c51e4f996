//! What can be done with the program, act by act.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The code is no act's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an act")]
pub struct UnknownAct;

/// Declares the acts with their stable codes.
macro_rules! acts {
    ($($(#[$doc:meta])* $name:ident = $code:literal),+ $(,)?) => {
        /// An act that a role may or may not do; a token's scope is a set of acts.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Act {
            $($(#[$doc])* $name),+
        }

        impl Act {
            /// All of them, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code),+
                }
            }
        }

        impl FromStr for Act {
            type Err = UnknownAct;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($code => Ok(Self::$name),)+
                    _ => Err(UnknownAct),
                }
            }
        }
    };
}

acts! {
    /// See customers, their contact points, addresses and identifiers.
    ReadCustomers = "read_customers",
    /// Create and change customers.
    WriteCustomers = "write_customers",
    /// See tasks.
    ReadTasks = "read_tasks",
    /// Write tasks down, give them to somebody, say that they are done.
    WriteTasks = "write_tasks",
    /// See segments, and who is in them by all that the file and the ledger know.
    ReadSegments = "read_segments",
    /// Save, change and delete segments.
    WriteSegments = "write_segments",
    /// Merge two customers, and undo it.
    MergeCustomers = "merge_customers",
    /// See invoices, credit notes and what is left to pay.
    ReadInvoices = "read_invoices",
    /// Post invoices and credit notes.
    WriteInvoices = "write_invoices",
    /// See payments and what they settle.
    ReadPayments = "read_payments",
    /// Record payments, bounces, and what a payment settles.
    WritePayments = "write_payments",
    /// See procedures, runs, holds.
    ReadDunning = "read_dunning",
    /// Change the procedures of reminders, and record reference rates.
    WriteProcedures = "write_procedures",
    /// Propose, confirm and cancel a run of reminders.
    RunDunning = "run_dunning",
    /// Approve or refuse a reminder that a person must review; move a line up its ladder.
    ReviewNotices = "review_notices",
    /// Place and lift holds.
    PlaceHolds = "place_holds",
    /// See the delivery ledger.
    ReadMessages = "read_messages",
    /// Retry a message, settle an uncertain one, record the proof of a letter.
    SettleMessages = "settle_messages",
    /// See the firm's own data.
    ReadCompany = "read_company",
    /// Change the firm's own data.
    WriteCompany = "write_company",
    /// See users and their tokens.
    ReadUsers = "read_users",
    /// Create, change and disable users; revoke anybody's token.
    WriteUsers = "write_users",
    /// Make, list and revoke one's own tokens.
    OwnTokens = "own_tokens",
    /// See purposes, consents, and whether somebody may be contacted.
    ReadConsents = "read_consents",
    /// Record consents, suppressions and calls.
    RecordConsents = "record_consents",
    /// Erase the data of a customer or a person.
    ErasePeople = "erase_people",
    /// Fill in contact sheets: a customer, its consents and a task at once.
    FillContactSheets = "fill_contact_sheets",
    /// Define what people are contacted for, and by which words consent is asked; record the figures
    /// of the law on contact.
    WritePurposes = "write_purposes",
    /// Read the metrics of the program.
    ReadMetrics = "read_metrics",
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_act_has_a_code_of_its_own_that_reads_back() {
        let mut codes: Vec<_> = Act::ALL.iter().map(|act| act.code()).collect();
        for act in Act::ALL {
            assert_eq!(act.code().parse(), Ok(*act));
            assert_eq!(serde_json::to_value(act).unwrap(), act.code());
        }
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Act::ALL.len());
        assert_eq!("everything".parse::<Act>(), Err(UnknownAct));
    }
}
