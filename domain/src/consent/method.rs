//! How a decision was collected: by people, who say so, or by the program, which alone can.

use serde::{Deserialize, Serialize};

/// How a decision was collected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CollectionMethod {
    /// A form on a page.
    WebForm,
    /// A link in a mail that confirms a form.
    DoubleOptIn,
    /// The person's own page of preferences.
    PreferenceCentre,
    /// The link of every marketing message.
    UnsubscribeLink,
    /// Paper, signed or ticked.
    Paper,
    /// Said on the telephone.
    Phone,
    /// Said face to face, with the form on the table.
    FaceToFace,
    /// Written by the person: a mail, a letter, a message.
    Message,
    /// A file that somebody brought in.
    Import,
    /// A rule of the house, such as a date that has passed.
    Rule,
}

code_enum!(CollectionMethod, UnknownCollectionMethod, "no method of collection": {
    WebForm => "web_form",
    DoubleOptIn => "double_opt_in",
    PreferenceCentre => "preference_centre",
    UnsubscribeLink => "unsubscribe_link",
    Paper => "paper",
    Phone => "phone",
    FaceToFace => "face_to_face",
    Message => "message",
    Import => "import",
    Rule => "rule",
});

impl CollectionMethod {
    /// Whether the program alone can say so, since the act of the person or the rule runs through it:
    /// nobody else claims it.
    #[must_use]
    pub const fn is_the_programs(self) -> bool {
        match self {
            Self::DoubleOptIn
            | Self::PreferenceCentre
            | Self::UnsubscribeLink
            | Self::Import
            | Self::Rule => true,
            Self::WebForm | Self::Paper | Self::Phone | Self::FaceToFace | Self::Message => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_through_the_program_is_claimed_by_nobody_else() {
        let own = CollectionMethod::ALL.iter().filter(|method| method.is_the_programs());
        let own: Vec<_> = own.map(|method| method.code()).collect();
        let expected = ["double_opt_in", "preference_centre", "unsubscribe_link", "import", "rule"];
        assert_eq!(own, expected);
    }
}
