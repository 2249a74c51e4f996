//! What a reminder states about penalties.

use serde::{Deserialize, Serialize};

/// The rates behind the figures, or why there are none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PenaltyTerms {
    /// The law gives the creditor none that may be stated to this debtor.
    None,
    /// The figures rest on these rates.
    Shown {
        /// Whether every row behind them was read in a published source.
        confirmed: bool,
        /// Half-year (`2026-S1`) and its rate in hundredths of a percent a year, in order.
        rates: Vec<(String, i32)>,
    },
    /// A row is missing: no figure is stated, the right to one is reserved.
    Reserved {
        /// The missing rows: `ecb_main 2026-07-01`, parted by a comma.
        missing: String,
    },
}
