//! Names as they are compared: folded, without legal form, titles and small words.

use crate::fold::fold;

/// Legal forms, and words that are written or left out at will; folded, without points.
const LEFT_OUT: &[&str] = &[
    "ab",
    "ag",
    "and",
    "aps",
    "as",
    "asbl",
    "asso",
    "association",
    "bv",
    "co",
    "corp",
    "corporation",
    "cie",
    "compagnie",
    "company",
    "earl",
    "ei",
    "eirl",
    "entreprise",
    "et",
    "etablissement",
    "etablissements",
    "ets",
    "eurl",
    "gaec",
    "gie",
    "gmbh",
    "inc",
    "incorporated",
    "kg",
    "limited",
    "llc",
    "llp",
    "ltd",
    "madame",
    "mademoiselle",
    "mlle",
    "mme",
    "monsieur",
    "mr",
    "mrs",
    "ms",
    "nv",
    "oy",
    "plc",
    "pty",
    "sa",
    "sarl",
    "sarlu",
    "sas",
    "sasu",
    "sca",
    "scea",
    "sci",
    "scm",
    "scop",
    "scp",
    "scs",
    "se",
    "selarl",
    "selas",
    "sl",
    "snc",
    "societe",
    "spa",
    "srl",
    "ste",
    "the",
    "ug",
];

/// A name as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// Its words, in their order.
    words: Vec<String>,
}

impl Name {
    pub(super) fn read(name: &str) -> Self {
        // A point within an abbreviation is not seen: S.A.R.L. is sarl.
        let folded = fold(name).replace(['.', '\u{b7}'], "");
        let all = || folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut words: Vec<String> =
            all().filter(|word| !LEFT_OUT.contains(word)).map(str::to_owned).collect();
        if words.is_empty() {
            words = all().map(str::to_owned).collect();
        }
        Self { words }
    }

    /// All its words as one: S N C F is SNCF.
    pub(super) fn compact(&self) -> String {
        self.words.concat()
    }

    /// Its words in the order of the alphabet.
    pub(super) fn sorted(&self) -> Vec<&str> {
        let mut words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    /// Its two longest words, in the order of the alphabet: what a longer name of the same keeps.
    pub(super) fn longest(&self) -> Vec<&str> {
        let mut words = self.sorted();
        words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
        words.truncate(2);
        words.sort_unstable();
        words
    }
}

/// How alike two names are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameLikeness {
    Same,
    Similar,
    Other,
    /// One of them has no letter or digit at all.
    Unknown,
}

/// How alike `a` and `b` are; a person of another given name is another person.
pub(super) fn likeness(a: &Name, b: &Name, persons: bool) -> NameLikeness {
    let (whole, other) = (a.compact(), b.compact());
    if whole.is_empty() || other.is_empty() {
        return NameLikeness::Unknown;
    }
    let (words, others) = (a.sorted(), b.sorted());
    if whole == other || words == others {
        return NameLikeness::Same;
    }
    let (short, long) =
        if words.len() <= others.len() { (&words, &others) } else { (&others, &words) };
    let contained = short.len() >= 2 && short.iter().all(|word| long.contains(word));
    // A letter or two in a long name; the names of a family differ by less than that.
    let least = if persons { 0.9 } else { 0.85 };
    let length = whole.chars().count().min(other.chars().count());
    let near = length >= 6 && strsim::normalized_damerau_levenshtein(&whole, &other) >= least;
    if contained || near { NameLikeness::Similar } else { NameLikeness::Other }
}
