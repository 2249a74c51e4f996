use proptest::prelude::*;

use super::*;

const REQUEST: ConsentRequestId = ConsentRequestId(Uuid::from_u128(1));
const PARTY: PartyId = PartyId(Uuid::from_u128(2));
const POINT: ContactPointId = ContactPointId(Uuid::from_u128(3));
const PURPOSE: PurposeId = PurposeId(Uuid::from_u128(4));

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn links() -> Links {
    Links::new([7; 32], "https://firm.example/")
}

fn all(until: DateTime<Utc>) -> [Link; 3] {
    [
        Link::Confirm { request: REQUEST, until },
        Link::Preferences { party: PARTY, point: POINT, until },
        Link::Unsubscribe { point: POINT, purpose: PURPOSE },
    ]
}

#[test]
fn a_link_opens_its_page_until_its_time_is_over_and_an_unsubscription_for_ever() {
    let until = at("2026-12-01T10:00:00Z");
    let [confirm, preferences, unsubscribe] = all(until);
    for (link, now, expected) in [
        (confirm, "2026-11-24T10:00:00Z", Ok(confirm)),
        (confirm, "2026-12-01T09:59:59Z", Ok(confirm)),
        (confirm, "2026-12-01T10:00:00Z", Err(LinkFault::Expired)),
        (preferences, "2026-12-01T09:59:59Z", Ok(preferences)),
        (preferences, "2026-12-01T10:00:00Z", Err(LinkFault::Expired)),
        (unsubscribe, "2126-12-01T10:00:00Z", Ok(unsubscribe)),
    ] {
        assert_eq!(links().read(&links().token(link), at(now)), expected, "{link:?} {now}");
    }
}

#[test]
fn a_link_is_nobody_elses() {
    let until = at("2026-12-01T10:00:00Z");
    let others = Links::new([8; 32], "https://firm.example");
    for link in all(until) {
        let token = others.token(link);
        assert_eq!(links().read(&token, at("2026-11-24T10:00:00Z")), Err(LinkFault::Altered));
    }
    for token in ["", "x", "AQE", "ééé", &"A".repeat(400)] {
        assert_eq!(links().read(token, until), Err(LinkFault::Altered), "{token}");
    }
}

#[test]
fn what_is_signed_and_says_nothing_opens_nothing() {
    let sign = |bytes: &[u8]| {
        let signature = links().mac.chain_update(bytes).finalize().into_bytes();
        URL_SAFE_NO_PAD.encode([bytes, &signature[..SIGNATURE]].concat())
    };
    let id = [5; 16];
    for said in [
        vec![],
        vec![KEY],
        vec![KEY, 1],
        [&[KEY, 1], &id[..]].concat(),
        [&[KEY, 2], &id[..], &id[..]].concat(),
        [&[KEY, 3], &id[..], &id[..], &[0]].concat(),
        [&[KEY, 9], &id[..], &id[..]].concat(),
        [&[KEY + 1, 3], &id[..], &id[..]].concat(),
    ] {
        assert_eq!(links().read(&sign(&said), at("2026-11-24T10:00:00Z")), Err(LinkFault::Altered));
    }
}

#[test]
fn the_headers_of_list_mail_name_one_address_and_the_one_click() {
    let [(name, url), (post, click)] = links().list_unsubscribe(POINT, PURPOSE);
    assert_eq!(
        (name, post, click.as_str()),
        ("List-Unsubscribe", "List-Unsubscribe-Post", ONE_CLICK)
    );
    assert!(url.starts_with("<https://firm.example/u/") && url.ends_with('>'), "{url}");
    let token = url.trim_end_matches('>').rsplit('/').next().unwrap();
    let read = links().read(token, at("2026-11-24T10:00:00Z"));
    assert_eq!(read, Ok(Link::Unsubscribe { point: POINT, purpose: PURPOSE }));
    assert!(
        token.len() <= 80 && token.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
    );
}

proptest! {
    #[test]
    fn no_change_of_a_letter_is_let_through(place in 0_usize..60, letter in "[A-Za-z0-9_-]", kind in 0_usize..3) {
        let until = at("2026-12-01T10:00:00Z");
        let token = links().token(all(until)[kind]);
        let place = place.min(token.len() - 1);
        let altered = [&token[..place], &letter, &token[place + 1..]].concat();
        prop_assume!(altered != token);
        prop_assert_eq!(links().read(&altered, at("2026-11-24T10:00:00Z")), Err(LinkFault::Altered));
    }
}
