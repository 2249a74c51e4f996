//! What a party shows of itself to a search, and the terms under which it is posted.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::SHORTEST_TERM;
use super::rank::Match;
use super::words::{compact, mail_words, social_words, words};

/// A party, by what can be searched of it. Lists are in any order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Document {
    /// The party.
    pub id: Uuid,
    /// As it is written.
    pub name: String,
    /// Keys of the references of its customers and of those that were merged into them (`Reference::key`).
    pub references: Vec<String>,
    /// Identifiers without separators, in capitals.
    pub identifiers: Vec<String>,
    /// Keys of its mail addresses (`EmailAddress::key`).
    pub emails: Vec<String>,
    /// Phone numbers in E.164.
    pub phones: Vec<String>,
    /// Keys of its accounts on social networks (`SocialIdentity::key`).
    pub socials: Vec<String>,
    /// Cities as they are written.
    pub cities: Vec<String>,
    /// Postal codes as they are written.
    pub postal_codes: Vec<String>,
    /// Tags as they are written.
    pub tags: Vec<String>,
    /// Texts of the fields that the firm defined, as they are written.
    pub own_texts: Vec<String>,
    /// Its choices of the fields that the firm defined: their codes, and what people read in both languages.
    pub own_choices: Vec<String>,
}

/// A word of a party, and how good a find it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// The word, folded.
    pub text: String,
    /// The order in which the parties of one term are read: 0 is best. By the field first, then by how much
    /// else there is in the name.
    pub rank: i16,
}

/// Ranks of one field.
const FIELD: i16 = 10;

impl Document {
    /// The words of every field, with the field. A word of two fields comes twice.
    pub(super) fn words(&self) -> Vec<(String, Match)> {
        let mut all = Vec::new();
        let mut take = |field: Match, found: Vec<String>| {
            all.extend(found.into_iter().map(|word| (word, field)));
        };
        take(Match::Name, words(&self.name));
        for tag in &self.tags {
            take(Match::Tag, words(tag));
        }
        for city in &self.cities {
            take(Match::City, words(city));
        }
        for code in &self.postal_codes {
            take(Match::PostalCode, vec![compact(code).to_lowercase()]);
        }
        for address in &self.emails {
            take(Match::Email, mail_words(address));
        }
        for account in &self.socials {
            take(Match::Social, social_words(account));
        }
        for text in self.own_texts.iter().chain(&self.own_choices) {
            take(Match::OwnField, words(text));
        }
        take(Match::Identifier, self.enterprises());
        all.retain(|(word, _)| !word.is_empty());
        all
    }

    /// The SIREN inside a SIRET or a French VAT number, where it is not an identifier of its own.
    fn enterprises(&self) -> Vec<String> {
        let inside = self.identifiers.iter().filter_map(|identifier| match identifier.len() {
            14 if identifier.bytes().all(|byte| byte.is_ascii_digit()) => identifier.get(..9),
            13 if identifier.starts_with("FR") => identifier.get(4..),
            _ => None,
        });
        let mut found: Vec<String> = inside
            .filter(|siren| !self.identifiers.iter().any(|identifier| identifier == siren))
            .map(str::to_owned)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The terms under which it is posted, each once, with its best rank.
    #[must_use]
    pub fn terms(&self) -> Vec<Term> {
        let all = self.words();
        let in_name = all.iter().filter(|(_, field)| *field == Match::Name).count();
        let others = i16::try_from(in_name.saturating_sub(1)).unwrap_or(FIELD).min(FIELD - 1);
        let mut best: BTreeMap<String, i16> = BTreeMap::new();
        for (word, field) in all {
            if word.chars().count() < SHORTEST_TERM {
                continue;
            }
            let rank = match field {
                Match::Name => others,
                Match::Tag => FIELD,
                Match::City => 2 * FIELD,
                Match::PostalCode => 3 * FIELD,
                Match::Email | Match::Social => 4 * FIELD,
                _ => 5 * FIELD,
            };
            let known = best.entry(word).or_insert(rank);
            *known = rank.min(*known);
        }
        best.into_iter().map(|(text, rank)| Term { text, rank }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Query, Typing, rank};
    use super::*;

    #[test]
    fn an_account_on_a_social_network_is_found_by_its_handle_and_by_the_address_of_its_profile() {
        let document = Document {
            name: "Menuiserie Arnaud".to_owned(),
            socials: vec![
                "linkedin:anne-durand".to_owned(),
                "mastodon:zoe@piaille.example".to_owned(),
                "bluesky:paul.bsky.social".to_owned(),
                "youtube:c/atelier".to_owned(),
            ],
            ..Document::default()
        };
        for (typed, expected) in [
            ("LinkedIn:Anne-Durand", Some("social")),
            ("https://www.linkedin.com/in/anne-durand/", Some("social")),
            ("anne-durand", Some("social")),
            ("@anne", Some("social")),
            ("anne dur", Some("social")),
            ("arnaud anne", Some("name")),
            ("@zoe@piaille.example", Some("social")),
            ("https://piaille.example/@zoe", Some("social")),
            ("paul", Some("social")),
            ("atelier", Some("social")),
            ("x:anne-durand", None),
            ("linkedin", None),
            ("bsky", None),
        ] {
            let found = rank(&Query::parse(typed), [&document], Typing::Exact);
            assert_eq!(found.first().map(|found| found.reason.code()), expected, "{typed}");
        }
    }
}
