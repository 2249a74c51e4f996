//! Reminder runs: proposed from the ledger, frozen and claimed when confirmed, reviewed, looked at
//! once more before they leave, settled when their messages come to an end.
//!
//! The rules are the domain's; here are the sets. A page of a thousand customers is a bounded
//! number of statements, whatever its lines.

mod asked;
mod cancel;
mod credits;
mod customers;
mod documents;
mod erase;
mod freeze;
mod frozen;
mod hold;
mod jump;
mod later;
mod latest;
mod lines;
mod notice;
mod procedure;
mod proposer;
mod reach;
mod reading;
mod recheck;
mod record;
mod review;
mod run;
mod settle;
mod standing;
mod step;
mod view;

pub use cancel::{Cancellation, cancel};
pub use documents::documents;
pub use hold::{HoldRecord, hold, holds, lift, place};
pub use jump::{JumpRecord, NewJump, jump, jump_of, jumps};
pub use later::{LaterPayment, LaterPayments, payments_after};
pub use notice::{NoticeLineRecord, NoticeRecord};
pub use procedure::{
    NewProcedure, ProcedureRecord, create_procedure, procedure, procedures, update_procedure,
};
pub use reading::Reading;
pub use recheck::recheck;
pub use record::{RunRecord, run, run_of_day, runs};
pub use review::{approve, refuse};
pub use run::{Confirmation, confirm, confirm_day, propose_run};
pub use settle::{reopen, settle};
pub use step::{LeftOutRecord, notice, run_left_out, run_messages};
pub use view::{DueLineView, LeftOutView, MessageView, RunView};

#[cfg(test)]
mod tests;
