//! The address of a server.

use super::*;

#[test]
fn an_address_is_read_with_its_defaults_and_shown_without_its_secrets() {
    for (url, shown, protection) in [
        (
            "smtp://mail.example.org",
            "smtp://mail.example.org:25?tls=required",
            Protection::Required,
        ),
        (
            "smtp://u:p@Mail.example.org/",
            "smtp://***:***@mail.example.org:587?tls=required",
            Protection::Required,
        ),
        ("smtps://u:p%40%C3%A9@h", "smtps://***:***@h:465", Protection::Implicit),
        ("smtp://h:2525?tls=none", "smtp://h:2525?tls=none", Protection::None),
        ("smtp://h?tls=opportunistic", "smtp://h:25?tls=opportunistic", Protection::Opportunistic),
        ("smtp://localhost", "smtp://localhost:25?tls=none", Protection::None),
        ("smtp://127.0.0.1:1025", "smtp://127.0.0.1:1025?tls=none", Protection::None),
        ("smtp://[::1]:1025", "smtp://[::1]:1025?tls=none", Protection::None),
        (
            "smtp://u:p@127.0.0.1?tls=none",
            "smtp://***:***@127.0.0.1:587?tls=none",
            Protection::None,
        ),
    ] {
        let server = Server::parse(url, TIMEOUT).unwrap();
        assert_eq!((server.to_string().as_str(), server.protection), (shown, protection), "{url}");
        assert_eq!(format!("{server:?}"), format!("Server({shown})"));
    }
    assert!(Server::parse("smtp://localhost", TIMEOUT).unwrap().is_loopback());
    assert!(!Server::parse("smtp://localhost.example.org", TIMEOUT).unwrap().is_loopback());
}

#[test]
fn an_address_that_is_none_is_refused_without_repeating_it() {
    for (url, fault) in [
        ("mail.example.org", UrlFault::NotAUrl),
        ("http://u:secret@h", UrlFault::Scheme),
        ("smtp://", UrlFault::NoHost),
        ("smtp://h/secret", UrlFault::NotAUrl),
        ("smtp://h?tls=maybe", UrlFault::Option),
        ("smtp://h?tsl=none", UrlFault::Option),
        ("smtps://h?tls=none", UrlFault::Option),
        ("smtp://u@h", UrlFault::HalfCredentials),
        ("smtp://:secret@h", UrlFault::HalfCredentials),
        ("smtp://u:%FF@h", UrlFault::Encoding),
        ("smtp://u:%00@h", UrlFault::Encoding),
        ("smtp://u:secret@h?tls=none", UrlFault::PlainTextCredentials),
    ] {
        let found = Server::parse(url, TIMEOUT).err().unwrap();
        assert_eq!(found, fault, "{url}");
        assert!(!found.to_string().contains("secret"));
    }
}
