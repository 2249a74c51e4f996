//! From a text to its words, the same for what is kept and for what is typed.

use crate::fold::fold;

/// The words of `text`, folded, in its order: what stands between signs that are neither letters nor digits.
/// Single letters with dots between them are one word: `S.A.R.L.` is `sarl`.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut words: Vec<String> = Vec::new();
    for chunk in folded.split_whitespace() {
        if let Some(word) = acronym(chunk) {
            words.push(word);
        } else {
            let parts = chunk.split(|letter: char| !letter.is_alphanumeric());
            words.extend(parts.filter(|part| !part.is_empty()).map(str::to_owned));
        }
    }
    words
}

/// `e.d.f.` and `e.d.f`: at least two letters, each with a dot between it and the next.
fn acronym(chunk: &str) -> Option<String> {
    let chunk = chunk.trim_matches(|sign: char| !sign.is_alphanumeric() && sign != '.');
    let letters: Vec<&str> = chunk.trim_end_matches('.').split('.').collect();
    let single = |part: &&str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    (letters.len() > 1 && letters.iter().all(single)).then(|| letters.concat())
}

/// What a mail address is known by: its words without the last part of its domain, which a third of
/// all addresses share.
pub(super) fn mail_words(address: &str) -> Vec<String> {
    let (local, domain) = address.rsplit_once('@').unwrap_or(("", address));
    let domain = domain.rsplit_once('.').map_or(domain, |(name, _)| name);
    let mut found = words(&local.replace(['.', '_', '+'], " "));
    found.extend(words(&domain.replace('.', " ")));
    found
}

/// What an account on a social network is known by: the words of its handle, without its network and
/// what many of that network share.
pub(super) fn social_words(account: &str) -> Vec<String> {
    let handle = account.split_once(':').map_or(account, |(_, handle)| handle);
    // Firms and channels have the word for what they are before it.
    let handle = handle.rsplit_once('/').map_or(handle, |(_, name)| name);
    if handle.contains('@') {
        mail_words(handle)
    } else {
        words(handle.strip_suffix(".bsky.social").unwrap_or(handle))
    }
}

/// The letters and digits of `text`, in capitals: an identifier in any writing.
pub(super) fn compact(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}
