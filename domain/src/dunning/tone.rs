//! How a reminder speaks: the law and the procedure choose it, the templates find the words.

use serde::{Deserialize, Serialize};

/// How a reminder speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// It may have been forgotten.
    Courteous,
    /// It is late.
    Firm,
    /// The last word before a formal notice.
    Final,
    /// The words of the law.
    Formal,
}

code_enum! {
    Tone, UnknownTone, "not a tone": {
        Courteous => "courteous",
        Firm => "firm",
        Final => "final",
        Formal => "formal",
    }
}
