//! The one order of what is found, and why each was.

use serde::Serialize;
use uuid::Uuid;

use super::document::Document;
use super::piece::{edits_allowed, within};
use super::query::{Part, Query};
use super::words::words;

/// Why something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Match {
    /// The reference, or its beginning.
    Reference,
    /// A SIREN, a SIRET, a VAT number, ...
    Identifier,
    /// A mail address, its beginning, or a word of it.
    Email,
    /// A phone number, or its beginning.
    Phone,
    /// An account on a social network, or a word of it.
    Social,
    /// Words of the name.
    Name,
    /// A tag.
    Tag,
    /// A city.
    City,
    /// A postal code.
    PostalCode,
    /// Words of a field that the firm defined.
    OwnField,
    /// A word with a typing fault.
    Fuzzy,
}

code_enum!(Match, UnknownMatch, "no reason of a find": {
    Reference => "reference",
    Identifier => "identifier",
    Email => "email",
    Phone => "phone",
    Social => "social",
    Name => "name",
    Tag => "tag",
    City => "city",
    PostalCode => "postal_code",
    OwnField => "own_field",
    Fuzzy => "fuzzy",
});

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FoundKind {
    /// A party to which something is sold.
    Customer,
    /// A firm or a body that is none.
    Organisation,
    /// A place of one.
    Establishment,
    /// A person who is none: a contact of a firm.
    Person,
}

code_enum!(FoundKind, UnknownFoundKind, "no kind of what can be found": {
    Customer => "customer",
    Organisation => "organisation",
    Establishment => "establishment",
    Person => "person",
});

/// Whether typing faults are forgiven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typing {
    /// Everything as it was typed.
    Exact,
    /// One or two faults in longer words.
    Forgiving,
}

/// Something that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranked {
    /// The party.
    pub id: Uuid,
    /// Why.
    pub reason: Match,
}

/// The order of one: less is better. The id makes it total.
type Order = (u8, u32, bool, usize, Uuid);

/// Those of `documents` that match `query`, the best first: a key typed whole, then the name typed whole,
/// then by how well each word matches (whole, beginning, with a fault; in the name, elsewhere), names that begin
/// so, names with less else in them; at last the older one.
#[must_use]
pub fn rank<'a>(
    query: &Query,
    documents: impl IntoIterator<Item = &'a Document>,
    typing: Typing,
) -> Vec<Ranked> {
    let typed = words(&query.folded);
    let mut found: Vec<(Order, Match)> = documents
        .into_iter()
        .filter_map(|document| judge(query, &typed, document, typing))
        .collect();
    found.sort_unstable();
    found.dedup_by_key(|(order, _)| order.4);
    found.into_iter().map(|(order, reason)| Ranked { id: order.4, reason }).collect()
}

fn judge(
    query: &Query,
    typed: &[String],
    document: &Document,
    typing: Typing,
) -> Option<(Order, Match)> {
    if query.is_empty() {
        return None;
    }
    let words = document.words();
    let name: Vec<&str> = in_name(&words).collect();
    let begins = !crate::fold::fold(&document.name).starts_with(&query.folded);
    let order = |tier, cost| (tier, cost, begins, name.len(), document.id);
    if let Some((reason, whole)) = by_key(&query.whole, document)
        && whole
    {
        let tier = match reason {
            Match::Reference => 0,
            Match::Identifier => 1,
            Match::Email => 2,
            _ => 3,
        };
        return Some((order(tier, 0), reason));
    }
    let mut finds: Vec<(u32, Match)> = Vec::new();
    if let Some((reason, _)) = by_key(&query.whole, document) {
        finds.push((KEY_BEGINNING, reason));
    } else {
        for part in &query.parts {
            finds.extend(by_part(part, document, &words, typing)?);
        }
    }
    let cost = finds.iter().map(|(cost, _)| cost).sum();
    let reason = reason(&finds)?;
    let same_name = !name.is_empty() && name.iter().copied().eq(typed.iter().map(String::as_str));
    Some((order(if same_name { 4 } else { 5 }, cost), reason))
}

fn in_name(words: &[(String, Match)]) -> impl Iterator<Item = &str> {
    words.iter().filter(|(_, field)| *field == Match::Name).map(|(word, _)| word.as_str())
}

/// The reason of the whole: a fault that was forgiven, else a key, else where the best word stands.
fn reason(finds: &[(u32, Match)]) -> Option<Match> {
    if finds.iter().any(|(_, field)| *field == Match::Fuzzy) {
        return Some(Match::Fuzzy);
    }
    finds.iter().min().map(|(_, field)| *field)
}

/// What a key costs that is typed whole beside words.
const KEY: u32 = 0;
/// What the beginning of a key costs.
const KEY_BEGINNING: u32 = 1;
/// What a word costs that stands whole elsewhere than in the name.
const ELSEWHERE: u32 = 3;
/// What the beginning of a word costs more than the whole.
const BEGINNING: u32 = 2;
/// What each typing fault costs.
const FAULT: u32 = 10;

/// How a part matches, word for word; none when a word of it does not.
fn by_part(
    part: &Part,
    document: &Document,
    words: &[(String, Match)],
    typing: Typing,
) -> Option<Vec<(u32, Match)>> {
    if let Some((reason, whole)) = by_key(part, document) {
        return Some(vec![(if whole { KEY } else { KEY_BEGINNING }, reason)]);
    }
    // What has an @ is meant as a mail address or an account.
    let mail = part.key.contains('@');
    let best = |typed: &String| {
        let meant = |field: Match| !mail || matches!(field, Match::Email | Match::Social);
        let fields = words.iter().filter(|(_, field)| meant(*field));
        fields.filter_map(|(word, field)| by_word(word, *field, typed, typing)).min()
    };
    part.words.iter().map(best).collect()
}

/// What a word of a document costs for a word that was typed, when it matches.
fn by_word(word: &str, field: Match, typed: &str, typing: Typing) -> Option<(u32, Match)> {
    let place = if field == Match::Name { 0 } else { ELSEWHERE };
    if let Some(rest) = word.strip_prefix(typed) {
        let beginning = if rest.is_empty() { 0 } else { BEGINNING };
        return Some((place + beginning, field));
    }
    if typing == Typing::Exact || !word.chars().chain(typed.chars()).all(char::is_alphabetic) {
        return None;
    }
    let most = edits_allowed(word.chars().count());
    let faults = within(word, typed, most).filter(|faults| *faults > 0)?;
    Some((place + FAULT * u32::try_from(faults).unwrap_or(FAULT), Match::Fuzzy))
}

/// Whether a part is a key of the document, and whether the whole of it.
fn by_key(part: &Part, document: &Document) -> Option<(Match, bool)> {
    let among = |list: &[String], key: &str| !key.is_empty() && list.iter().any(|kept| kept == key);
    let begins = |list: &[String], key: &str| list.iter().any(|kept| kept.starts_with(key));
    if among(&document.references, &part.key) {
        return Some((Match::Reference, true));
    }
    if among(&document.identifiers, &part.compact) {
        return Some((Match::Identifier, true));
    }
    if among(&document.emails, &part.key) {
        return Some((Match::Email, true));
    }
    if part.social.as_ref().is_some_and(|account| among(&document.socials, account)) {
        return Some((Match::Social, true));
    }
    if let Some(number) = &part.number {
        if number.phones().iter().any(|phone| among(&document.phones, phone)) {
            return Some((Match::Phone, true));
        }
        if number.phone_beginnings().iter().any(|phone| begins(&document.phones, phone)) {
            return Some((Match::Phone, false));
        }
        let of_enterprise = |kept: &String| {
            number.len() == 9
                && (kept.len() == 14 || kept.len() == 13)
                && kept.contains(number.digits())
        };
        if document.identifiers.iter().any(of_enterprise) {
            return Some((Match::Identifier, true));
        }
    }
    if part.key.find('@').is_some_and(|at| at > 0) && begins(&document.emails, &part.key) {
        return Some((Match::Email, false));
    }
    (part.may_begin_a_reference() && begins(&document.references, &part.key))
        .then_some((Match::Reference, false))
}
