//! Addresses of profiles on social networks, as somebody copies them out of a browser.

use super::social::{SocialFault, SocialNetwork};

/// Whose profiles stand under which domains, and under those below them.
const DOMAINS: [(&str, SocialNetwork); 11] = [
    ("facebook.com", SocialNetwork::Facebook),
    ("fb.com", SocialNetwork::Facebook),
    ("instagram.com", SocialNetwork::Instagram),
    ("linkedin.com", SocialNetwork::Linkedin),
    ("x.com", SocialNetwork::X),
    ("twitter.com", SocialNetwork::X),
    ("bsky.app", SocialNetwork::Bluesky),
    ("youtube.com", SocialNetwork::Youtube),
    ("tiktok.com", SocialNetwork::Tiktok),
    ("wa.me", SocialNetwork::Whatsapp),
    ("whatsapp.com", SocialNetwork::Whatsapp),
];

/// Pages of the networks themselves, which stand where elsewhere a handle does.
const PAGES: [&str; 20] = [
    "p", "reel", "stories", "explore", "i", "home", "search", "hashtag", "intent", "share",
    "sharer", "groups", "events", "watch", "reels", "tv", "message", "channel", "qr", "photo",
];

/// The network and the handle that an address names; people leave out its scheme.
pub(super) fn read(text: &str) -> Result<(SocialNetwork, String), SocialFault> {
    let (scheme, rest) = text.split_once("://").unwrap_or(("https", text));
    if !["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        return Err(SocialFault::UnknownNetwork);
    }
    let (rest, _) = rest.split_once('#').unwrap_or((rest, ""));
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.to_ascii_lowercase();
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let known = DOMAINS.iter().find(|(domain, _)| {
        host.strip_suffix(*domain).is_some_and(|below| below.is_empty() || below.ends_with('.'))
    });
    match known {
        Some((_, network)) => {
            let handle = account(*network, &segments, query).ok_or(SocialFault::NoHandle)?;
            Ok((*network, decoded(&handle)))
        }
        None => {
            let handle = on_server(&host, &segments).ok_or(SocialFault::UnknownNetwork)?;
            Ok((SocialNetwork::Mastodon, decoded(&handle)))
        }
    }
}

/// The handle on a network. Firms and channels are no people of the same name: they keep the word before
/// their handle.
fn account(network: SocialNetwork, segments: &[&str], query: &str) -> Option<String> {
    use SocialNetwork::{Bluesky, Facebook, Linkedin, Tiktok, Whatsapp, Youtube};
    match (network, segments) {
        (Linkedin, ["in", handle, ..])
        | (Bluesky, ["profile", handle, ..])
        | (Facebook, ["people" | "pages", _, handle, ..]) => Some((*handle).to_owned()),
        (Linkedin, [kind @ ("company" | "school"), handle, ..])
        | (Youtube, [kind @ ("channel" | "c" | "user"), handle, ..]) => {
            Some(format!("{kind}/{handle}"))
        }
        (Facebook, ["pg", handle, ..]) => Some((*handle).to_owned()),
        (Facebook, ["profile.php"]) => parameter(query, "id"),
        (Facebook, [page, ..]) if page.ends_with(".php") => None,
        (Whatsapp, ["send"]) => parameter(query, "phone"),
        (Youtube | Tiktok, [handle, ..]) => handle.strip_prefix('@').map(str::to_owned),
        (Linkedin | Bluesky, _) => None,
        (_, [handle, ..]) if !PAGES.contains(handle) => Some((*handle).to_owned()),
        _ => None,
    }
}

/// The handle with its server: `https://mastodon.social/@anne`, or `/@anne@piaille.fr` seen from there.
fn on_server(host: &str, segments: &[&str]) -> Option<String> {
    let name = segments.first()?.strip_prefix('@').filter(|name| !name.is_empty())?;
    let sign = |sign: char| sign.is_alphanumeric() || matches!(sign, '.' | '-');
    if !host.contains('.') || !host.chars().all(sign) {
        return None;
    }
    Some(if name.contains('@') { name.to_owned() } else { format!("{name}@{host}") })
}

fn parameter(query: &str, name: &str) -> Option<String> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
}

/// With what is written as `%C3%A9` in its letters; unchanged where these are none.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        let byte = after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let Some(byte) = byte else { return text.to_owned() };
        bytes.push(byte);
        rest = after.get(2..).unwrap_or_default();
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::SocialIdentity;
    use super::*;

    #[test]
    fn the_address_of_a_profile_names_an_account() {
        for (text, kept) in [
            ("https://www.linkedin.com/in/anne-durand", "linkedin:anne-durand"),
            ("https://fr.linkedin.com/in/ren%C3%A9e/?trk=x#top", "linkedin:renée"),
            ("linkedin.com/company/arnaud/about/", "linkedin:company/arnaud"),
            ("HTTPS://Instagram.com/Anne/", "instagram:Anne"),
            ("https://x.com/anne/status/12", "x:anne"),
            ("http://mobile.twitter.com/anne", "x:anne"),
            ("https://mastodon.social/@anne", "mastodon:anne@mastodon.social"),
            ("https://mastodon.social/@anne@piaille.fr/12", "mastodon:anne@piaille.fr"),
            ("https://bsky.app/profile/anne.bsky.social", "bluesky:anne.bsky.social"),
            ("https://www.youtube.com/@anne/videos", "youtube:anne"),
            ("https://youtube.com/channel/UCx-1", "youtube:channel/UCx-1"),
            ("https://www.tiktok.com/@anne", "tiktok:anne"),
            ("https://www.facebook.com/anne.durand", "facebook:anne.durand"),
            ("https://www.facebook.com/profile.php?x=1&id=100012", "facebook:100012"),
            ("https://fr-fr.facebook.com/people/Anne-Durand/100012/", "facebook:100012"),
            ("https://facebook.com/pg/Arnaud/about", "facebook:Arnaud"),
            ("https://wa.me/33612345678", "whatsapp:33612345678"),
            ("https://api.whatsapp.com/send?phone=33612345678", "whatsapp:33612345678"),
        ] {
            let read = SocialIdentity::parse(text);
            assert_eq!(read.as_ref().map(SocialIdentity::as_str), Ok(kept), "{text}");
        }
    }

    #[test]
    fn an_address_that_names_nobody_says_why() {
        use SocialFault::{Malformed, NoHandle, UnknownNetwork};
        for (text, fault) in [
            ("https://client.example/anne", UnknownNetwork),
            ("https://facebook.com/story.php?id=1", NoHandle),
            ("https://wa.me/message/ABC", NoHandle),
            ("https://whatsapp.com/channel/ABC", NoHandle),
            ("https://netflix.com/anne", UnknownNetwork),
            ("https://x.com@client.example/anne", UnknownNetwork),
            ("https://a@b.example/@anne", UnknownNetwork),
            ("https://localhost/@anne", UnknownNetwork),
            ("https://client.example/@", UnknownNetwork),
            ("ftp://x.com/anne", UnknownNetwork),
            ("https://x.com", NoHandle),
            ("https://x.com/search?q=anne", NoHandle),
            ("https://www.linkedin.com/feed/", NoHandle),
            ("https://www.tiktok.com/anne", NoHandle),
            ("https://www.facebook.com/profile.php", NoHandle),
            ("https://www.instagram.com/p/Cx12", NoHandle),
            ("https://x.com/an%20ne", Malformed),
            ("https://x.com/an%0Ane", Malformed),
        ] {
            assert_eq!(SocialIdentity::parse(text), Err(fault), "{text}");
        }
        assert_eq!(decoded("a%zzb%"), "a%zzb%");
        assert_eq!(decoded("%ff"), "%ff");
    }
}
