//! The language that a caller asks for: `Accept-Language` (RFC 9110, 12.5.4).

use actix_web::http::header::{ACCEPT_LANGUAGE, HeaderMap};
use domain::language::Language;

/// French or English, by the highest weight; none when neither is asked for.
pub(crate) fn wished(headers: &HeaderMap) -> Option<Language> {
    let mut best = None;
    for range in headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?.split(',') {
        let (tag, weight) = match range.split_once(';') {
            None => (range, 1_000),
            Some((tag, weight)) => (tag, thousandths(weight)),
        };
        let primary = tag.trim().split('-').next().unwrap_or_default();
        let Ok(language) = primary.parse::<Language>() else { continue };
        if weight > 0 && best.is_none_or(|(_, before)| weight > before) {
            best = Some((language, weight));
        }
    }
    best.map(|(language, _)| language)
}

/// `q=0.8` in thousandths; nothing when it is written wrongly.
fn thousandths(weight: &str) -> u32 {
    let digits = weight.trim().strip_prefix("q=").unwrap_or_default();
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction: String = fraction.chars().chain("000".chars()).take(3).collect();
    match (whole.parse::<u32>(), fraction.parse::<u32>()) {
        (Ok(whole), Ok(fraction)) => (whole * 1_000 + fraction).min(1_000),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    #[test]
    fn the_language_of_the_highest_weight_is_taken_and_the_first_of_equals() {
        for (header, expected) in [
            ("fr-FR,fr;q=0.9,en;q=0.8", Some(Language::Fr)),
            ("de, en-GB;q=0.7, fr;q=0.5", Some(Language::En)),
            ("fr;q=0, en;q=0.1", Some(Language::En)),
            ("FR", Some(Language::Fr)),
            ("en;q=x", None),
            ("de", None),
            ("*", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static(header));
            assert_eq!(wished(&headers), expected, "{header}");
        }
    }
}
