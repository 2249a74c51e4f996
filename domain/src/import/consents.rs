//! Columns that say whether somebody may be contacted for a purpose, by a channel. A mapping names them;
//! they are never guessed. What they say is judged by [`crate::consent::judge`]: a file takes back, it
//! never gives.

use serde::{Deserialize, Serialize};

use super::cells::Cells;
use super::fault::RowFault;
use super::mapping::Column;
use super::mask::mask;
use crate::contactability::ContactChannel;
use crate::fold::fold;
use crate::purpose::PurposeCode;

/// The longest word of such a column, in characters.
const LONGEST_WORD: usize = 60;

/// The longest that a report shows, in characters.
const LONGEST_SHOWN: usize = 20;

/// What a mapping says of a column of decisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentMapping {
    /// The purpose, by its code.
    pub purpose: PurposeCode,
    /// The channel.
    pub channel: ContactChannel,
    /// The words that mean yes, in place of those of the house.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub yes: Vec<String>,
    /// The words that mean no, in place of those of the house.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub no: Vec<String>,
}

/// A column of decisions that was found in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentColumn {
    /// Where it stands.
    pub column: Column,
    /// What it says.
    pub says: ConsentMapping,
}

/// What a row says in one of these columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidConsent {
    /// Which of the columns of the reading, from 0.
    pub column: usize,
    /// Yes or no.
    pub yes: bool,
}

/// What means yes when nobody says otherwise, folded, letters and digits alone.
const YES: &[&str] = &[
    "1",
    "accepte",
    "accord",
    "daccord",
    "abonne",
    "abonnee",
    "given",
    "inscrit",
    "inscrite",
    "o",
    "ok",
    "optedin",
    "optin",
    "oui",
    "subscribed",
    "true",
    "vrai",
    "x",
    "y",
    "yes",
    "✓",
    "✔",
];

/// What means no when nobody says otherwise.
const NO: &[&str] = &[
    "0",
    "desabonne",
    "desabonnee",
    "desinscrit",
    "desinscrite",
    "false",
    "faux",
    "n",
    "no",
    "non",
    "objected",
    "objection",
    "oppose",
    "opposee",
    "opposition",
    "optedout",
    "optout",
    "refus",
    "refuse",
    "refusee",
    "refused",
    "stop",
    "unsubscribed",
    "withdrawn",
    "✗",
    "✘",
];

/// A word as it is compared: without case, accents, spaces and signs, unless it is nothing but a sign.
fn plain(word: &str) -> String {
    let folded = fold(word.trim());
    let letters: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    if letters.is_empty() { folded } else { letters }
}

impl ConsentMapping {
    /// A word that is given as a yes and as a no.
    #[must_use]
    pub fn contradiction(&self) -> Option<&str> {
        let no: Vec<String> = self.no.iter().map(|word| plain(word)).collect();
        self.yes.iter().find(|word| no.contains(&plain(word))).map(String::as_str)
    }

    /// Whether a word means yes; none when it means neither. What is given counts before the words of the
    /// house.
    fn means(&self, word: &str) -> Option<bool> {
        let word = plain(word);
        let given = |words: &[String]| words.iter().any(|one| plain(one) == word);
        let house =
            |given: &[String], words: &[&str]| given.is_empty() && words.contains(&word.as_str());
        if given(&self.yes) {
            Some(true)
        } else if given(&self.no) {
            Some(false)
        } else if house(&self.yes, YES) {
            Some(true)
        } else if house(&self.no, NO) {
            Some(false)
        } else {
            None
        }
    }
}

/// What a row says in the columns of decisions; an empty cell says nothing, a word that means neither is a
/// fault of its row.
pub(super) fn read(cells: &mut Cells<'_>) -> Vec<SaidConsent> {
    let mut said = Vec::new();
    for (index, of) in cells.reading().consents.iter().enumerate() {
        let fault = |code, text: &str| RowFault::under(&of.column.heading, code, &shown(text));
        match cells.at(of.column.place, LONGEST_WORD) {
            Ok(None) => {}
            Ok(Some(word)) => match of.says.means(word) {
                Some(yes) => said.push(SaidConsent { column: index, yes }),
                None => cells.note(fault("consent_word", word)),
            },
            Err((code, text)) => cells.note(fault(code, text)),
        }
    }
    said
}

/// A word is shown as it stands; what may be more than a word is masked, since it may name somebody.
fn shown(text: &str) -> String {
    let personal = |c: char| c == '@' || c.is_ascii_digit();
    if text.chars().count() > LONGEST_SHOWN || text.contains(personal) {
        mask(text)
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapping(yes: &[&str], no: &[&str]) -> ConsentMapping {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        ConsentMapping {
            purpose: "newsletter".parse().unwrap(),
            channel: ContactChannel::Email,
            yes: words(yes),
            no: words(no),
        }
    }

    #[test]
    fn a_word_means_yes_or_no_in_both_languages_and_as_a_mapping_says() {
        let house = mapping(&[], &[]);
        let unsubscribed = mapping(&["non"], &["Oui", "x"]);
        let stopped = mapping(&[], &["oui"]);
        for (words, word, meant) in [
            (&house, "Oui", Some(true)),
            (&house, "yes", Some(true)),
            (&house, "x", Some(true)),
            (&house, "OPT-IN", Some(true)),
            (&house, "✓", Some(true)),
            (&house, "1", Some(true)),
            (&house, "VRAI", Some(true)),
            (&house, "non", Some(false)),
            (&house, "STOP", Some(false)),
            (&house, "opt out", Some(false)),
            (&house, "Désinscrit", Some(false)),
            (&house, "Opposé", Some(false)),
            (&house, "0", Some(false)),
            (&house, "false", Some(false)),
            (&house, "peut-être", None),
            (&house, "-", None),
            (&unsubscribed, "oui", Some(false)),
            (&unsubscribed, "X", Some(false)),
            (&unsubscribed, "NON", Some(true)),
            (&unsubscribed, "yes", None),
            (&stopped, "OUI", Some(false)),
            (&stopped, "yes", Some(true)),
            (&stopped, "non", None),
        ] {
            assert_eq!(words.means(word), meant, "{word}");
        }
    }

    #[test]
    fn a_word_is_shown_and_what_may_name_somebody_is_masked() {
        for (text, told) in [
            ("peut-être", "peut-être"),
            ("non - jean.dupont@x.example a écrit", "n•••@x.example a écrit"),
            ("0491000000", "0•••"),
            ("Madame Dupont a téléphoné", "M•••"),
        ] {
            assert_eq!(shown(text), told);
        }
    }

    #[test]
    fn the_words_of_the_house_are_as_they_are_compared_and_contradict_nobody() {
        for word in YES.iter().chain(NO) {
            assert_eq!(plain(word), **word);
        }
        assert!(YES.iter().all(|word| !NO.contains(word)));
        assert_eq!(mapping(&["Oui", "é"], &["E", "n"]).contradiction(), Some("é"));
        assert_eq!(mapping(&["oui"], &["non"]).contradiction(), None);
    }
}
