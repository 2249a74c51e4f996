//! What somebody types, read into parts: words, and numbers and keys in any writing.

use unicode_normalization::UnicodeNormalization;

use super::SHORTEST_TERM;
use super::number::Number;
use super::words::{compact, mail_words, words};
use crate::customer::SocialIdentity;
use crate::fold::fold;

/// The most words of a query that count; the rest is not read.
const MOST_WORDS: usize = 24;
/// The most digits of one group of a number that people write in groups.
const GROUP: usize = 5;
/// The fewest digits of a number that is written in groups.
const GROUPED: usize = 7;
/// The fewest characters of an identifier.
const IDENTIFIER: usize = 6;
/// The most characters of a query that count.
const LONGEST: usize = 300;

/// Last parts of domains that are typed without an `@`.
const DOMAINS: [&str; 24] = [
    "fr", "com", "net", "org", "eu", "be", "ch", "lu", "de", "uk", "it", "es", "pt", "nl", "ie",
    "mc", "re", "gp", "mq", "gf", "yt", "nc", "pf", "example",
];

/// What somebody typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The whole of it, folded.
    pub(super) folded: String,
    /// The whole as one key.
    pub(super) whole: Part,
    /// Its parts, all of which must match.
    pub(super) parts: Vec<Part>,
}

/// What stands between spaces, or the groups of one number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// As a reference or a mail address is compared.
    pub(super) key: String,
    /// As an identifier is compared.
    pub(super) compact: String,
    /// When it is a number.
    pub(super) number: Option<Number>,
    /// When it is an account on a social network, its key.
    pub(super) social: Option<String>,
    /// Its words.
    pub(super) words: Vec<String>,
}

/// The writings under which the tables keep what may be meant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keys {
    /// References, whole, as their keys.
    pub references: Vec<String>,
    /// Their beginnings.
    pub reference_beginnings: Vec<String>,
    /// Identifiers, whole.
    pub identifiers: Vec<String>,
    /// Mail addresses, whole or their beginnings, as their keys.
    pub emails: Vec<String>,
    /// Phone numbers in E.164, whole.
    pub phones: Vec<String>,
    /// Their beginnings.
    pub phone_beginnings: Vec<String>,
    /// Accounts on social networks, whole, as their keys.
    pub socials: Vec<String>,
}

impl Part {
    fn read(text: &str) -> Self {
        let key: String = text.trim().nfc().collect::<String>().to_lowercase();
        let is_domain = |text: &str| {
            text.rsplit_once('.')
                .is_some_and(|(name, last)| name.len() > 1 && DOMAINS.contains(&last))
        };
        let number = Number::read(text);
        let words = match &number {
            Some(number) if number.len() >= GROUPED => vec![number.digits().to_owned()],
            _ if key.contains('@') || is_domain(&key) => mail_words(&key),
            _ => words(text),
        };
        let social = SocialIdentity::parse(text).ok().map(|account| account.key());
        Self { compact: compact(text), number, social, words, key }
    }

    /// Whether it may be a key, so that a word of it which nothing bears is no typing fault.
    fn is_key_like(&self) -> bool {
        self.key.contains('@') || self.key.chars().any(|sign| sign.is_ascii_digit())
    }

    /// Whether references are looked through that begin so: letters alone must be a few.
    pub(super) fn may_begin_a_reference(&self) -> bool {
        let digits = self.key.chars().any(|sign| sign.is_ascii_digit());
        self.key.chars().count() >= if digits { 2 } else { 3 }
    }

    fn add_keys(&self, keys: &mut Keys) {
        if !self.key.is_empty() {
            keys.references.push(self.key.clone());
        }
        if self.may_begin_a_reference() {
            keys.reference_beginnings.push(self.key.clone());
        }
        let has_digit = self.compact.bytes().any(|byte| byte.is_ascii_digit());
        if has_digit && self.compact.len() >= IDENTIFIER {
            keys.identifiers.push(self.compact.clone());
        }
        if self.key.find('@').is_some_and(|at| at > 0) {
            keys.emails.push(self.key.clone());
        }
        if let Some(number) = &self.number {
            keys.phones.extend(number.phones());
            keys.phone_beginnings.extend(number.phone_beginnings());
        }
        keys.socials.extend(self.social.clone());
    }
}

impl Query {
    /// Reads what was typed.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let text: String = text.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
        let mut parts: Vec<Part> = Vec::new();
        let mut groups: Vec<&str> = Vec::new();
        for chunk in text.split_whitespace() {
            let number = Number::read(chunk);
            // A plus begins another number.
            if number.is_none() || chunk.starts_with('+') {
                end_of_groups(&mut groups, &mut parts);
            }
            match number {
                Some(number) if number.len() <= GROUP => groups.push(chunk),
                _ => {
                    end_of_groups(&mut groups, &mut parts);
                    parts.push(Part::read(chunk));
                }
            }
        }
        end_of_groups(&mut groups, &mut parts);
        parts.retain(|part| !part.words.is_empty());
        let mut seen = 0;
        parts.retain(|part| {
            seen += part.words.len();
            seen <= MOST_WORDS
        });
        Self { folded: fold(&text), whole: Part::read(&text), parts }
    }

    /// Whether nothing was typed that could be found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The whole, folded: names may begin so.
    #[must_use]
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// The words with postings, each once, in their order, and whether a word that nothing bears may be
    /// a key instead.
    #[must_use]
    pub fn words(&self) -> Vec<(&str, bool)> {
        let mut all: Vec<(&str, bool)> = Vec::new();
        for part in &self.parts {
            for word in &part.words {
                let long = word.chars().count() >= SHORTEST_TERM;
                if long && all.iter().all(|(known, _)| known != word) {
                    all.push((word, part.is_key_like()));
                }
            }
        }
        all
    }

    /// The writings of the keys that may be meant.
    #[must_use]
    pub fn keys(&self) -> Keys {
        let mut keys = Keys::default();
        for part in std::iter::once(&self.whole).chain(&self.parts) {
            part.add_keys(&mut keys);
        }
        for list in [
            &mut keys.references,
            &mut keys.reference_beginnings,
            &mut keys.identifiers,
            &mut keys.emails,
            &mut keys.phones,
            &mut keys.phone_beginnings,
            &mut keys.socials,
        ] {
            list.sort_unstable();
            list.dedup();
        }
        keys
    }
}

/// Groups of digits are one number when there are enough of them; else each is a part.
fn end_of_groups(groups: &mut Vec<&str>, parts: &mut Vec<Part>) {
    let digits = groups.iter().flat_map(|group| group.chars()).filter(char::is_ascii_digit).count();
    if groups.len() > 1 && digits >= GROUPED {
        parts.push(Part::read(&groups.join(" ")));
    } else {
        parts.extend(groups.iter().map(|group| Part::read(group)));
    }
    groups.clear();
}
