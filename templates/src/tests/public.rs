//! The mail that asks for a confirmation, and the pages that its link opens.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use domain::company::Company;
use domain::consent::{ConsentRequestDocument, PreferenceLinkDocument};
use domain::contactability::ContactChannel;
use domain::language::Language;

use crate::{Catalog, Notice, PublicBody, PublicChannel, PublicChoice, PublicPage};

fn firm() -> Company {
    Company {
        name: "Maison Hébrard".to_owned(),
        legal_form: Some("SARL au capital de 10\u{a0}000\u{a0}€".to_owned()),
        reply_to: Some("bonjour@hebrard.example".parse().unwrap()),
        siren: Some("423529940".parse().unwrap()),
        ..Company::default()
    }
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn page(language: Language, body: PublicBody) -> String {
    let firm = firm();
    let page = PublicPage { language, firm: &firm, root: "../../", body };
    Catalog::embedded().unwrap().public_page(&page).unwrap()
}

#[test]
fn the_mail_that_asks_for_a_confirmation_shows_the_words_and_one_link() {
    for (language, wording) in [
        (Language::Fr, "J’accepte de recevoir votre lettre d’information."),
        (Language::En, "I agree to receive your newsletter."),
    ] {
        let doc = ConsentRequestDocument {
            language,
            firm: Arc::new(firm()),
            recipient: None,
            wordings: vec![wording.to_owned()],
            // Past midnight in Paris.
            collected_at: at("2026-11-23T23:30:00Z"),
            until: at("2026-11-30T23:30:00Z"),
        };
        let link = "https://hebrard.example/p/confirm/AQEBAQ";
        let mail = Catalog::embedded().unwrap().consent_request_mail(&doc, link).unwrap();
        insta::assert_snapshot!(format!("{}\n\n{}", mail.subject, mail.text));
        insta::assert_snapshot!(mail.html);
    }
}

#[test]
fn a_page_of_preferences_has_a_label_for_each_choice_and_ticks_only_what_was_said() {
    let by = |channel, yes, no| PublicChannel { channel, yes, no };
    let choice = |code: &str, label: &str, channels| PublicChoice {
        code: code.to_owned(),
        label: label.to_owned(),
        wording: Some("01900000-0000-7000-8000-000000010001".to_owned()),
        text: "I agree to receive it.".to_owned(),
        channels,
    };
    let newsletter = vec![by(ContactChannel::Email, true, false)];
    let offers =
        vec![by(ContactChannel::Email, false, false), by(ContactChannel::Sms, false, true)];
    let choices = vec![
        choice("newsletter", "Newsletter", newsletter),
        choice("offers", "Promotional offers", offers),
        PublicChoice { wording: None, ..choice("events", "Invitations", Vec::new()) },
    ];
    let address = "anne@client.example".to_owned();
    let body = PublicBody::Preferences { address, choices, refused: false, refusable: true };
    let html = page(Language::En, body);
    insta::assert_snapshot!(html);
    let count = |what: &str| html.matches(what).count();
    assert_eq!((count(" checked"), count("<label for="), count("type=\"checkbox\"")), (1, 6, 6));
}

#[test]
fn a_no_to_all_marketing_is_offered_once_and_shown_with_whom_to_write_to() {
    for (language, refused, offered) in [
        (Language::Fr, "Vous avez dit non à toute prospection", "Plus aucune prospection"),
        (Language::En, "You said no to all marketing", "No more marketing at all"),
    ] {
        for (stands, refusable) in [(false, true), (true, true), (true, false)] {
            let address = "anne@client.example".to_owned();
            let choices = Vec::new();
            let body = PublicBody::Preferences { address, choices, refused: stands, refusable };
            let html = page(language, body);
            assert_eq!(html.contains(refused), stands, "{html}");
            let told = html.matches("mailto:bonjour@hebrard.example").count();
            assert_eq!(told, 1 + usize::from(stands), "{html}");
            let button = format!("<button type=\"submit\">{offered}</button>");
            assert_eq!(html.contains(&button), refusable, "{html}");
            assert_eq!(html.contains("name=\"all\" value=\"no\""), refusable, "{html}");
        }
    }
}

#[test]
fn a_page_to_confirm_and_one_to_unsubscribe_read_well_in_both_languages() {
    for language in Language::ALL {
        let wordings = vec!["J’accepte de recevoir votre lettre d’information.".to_owned()];
        let until = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        insta::assert_snapshot!(page(language, PublicBody::Confirm { wordings, until }));
        let purpose = Some("Lettre d’information".to_owned());
        insta::assert_snapshot!(page(language, PublicBody::Unsubscribe { purpose, sent: false }));
    }
}

#[test]
fn whoever_unsubscribes_is_offered_the_link_to_the_preferences_until_it_is_asked_for() {
    let purpose = Some("Newsletter".to_owned());
    for (purpose, sent, forms, status, titled) in [
        (purpose.clone(), false, 2, 0, "Unsubscribe"),
        (purpose, true, 1, 1, "Unsubscribe"),
        (None, false, 1, 1, "You are unsubscribed"),
        (None, true, 0, 2, "You are unsubscribed"),
    ] {
        let html = page(Language::En, PublicBody::Unsubscribe { purpose, sent });
        let count = |what: &str| html.matches(what).count();
        assert_eq!((count("<form method=\"post\">"), count("<button")), (forms, forms), "{html}");
        assert_eq!((count("role=\"status\""), count("<h1>")), (status, 1), "{html}");
        assert!(html.contains(&format!("<h1>{titled}</h1>")), "{html}");
        assert_eq!(html.contains("name=\"ended\""), titled != "Unsubscribe" && !sent, "{html}");
        assert_eq!(html.contains("name=\"ask\" value=\"preferences\""), !sent, "{html}");
    }
}

#[test]
fn the_mail_that_brings_a_link_to_the_preferences_says_for_how_long_it_works() {
    for (language, subject, until) in [
        (Language::Fr, "Vos préférences", "jusqu’au 1er décembre 2026"),
        (Language::En, "Your preferences", "until 1 December 2026"),
    ] {
        let nobody = uuid::Uuid::nil();
        let doc = PreferenceLinkDocument {
            language,
            firm: Arc::new(firm()),
            party: nobody.into(),
            point: nobody.into(),
            recipient: None,
            requested_at: at("2026-11-23T23:30:00Z"),
            until: at("2026-11-30T23:30:00Z"),
        };
        let link = "https://hebrard.example/p/preferences/AQIBAQ";
        let mail = Catalog::embedded().unwrap().preference_link_mail(&doc, link).unwrap();
        assert_eq!(mail.subject, subject);
        assert!(mail.text.contains(&format!("\n\n{link}\n\n")), "{}", mail.text);
        assert!(mail.html.contains(&format!("<a href=\"{link}\">")), "{}", mail.html);
        assert!(mail.html.contains(until), "{}", mail.html);
    }
}

#[test]
fn every_notice_says_what_happened_and_what_to_do() {
    let mut titles = Vec::new();
    for language in Language::ALL {
        for notice in Notice::ALL {
            let html = page(language, PublicBody::Notice { notice, preferences: None });
            let title = html.split("<h1>").nth(1).unwrap().split("</h1>").next().unwrap();
            assert!(html.contains("<p role=\"status\">") && !html.contains('⟦'), "{html}");
            titles.push(title.to_owned());
        }
    }
    titles.sort_unstable();
    titles.dedup();
    assert_eq!(titles.len(), 2 * Notice::ALL.len());
}

#[test]
fn the_style_asks_nobody_for_anything() {
    let catalog = Catalog::embedded().unwrap();
    let style = catalog.public_style();
    assert!(
        style.contains(":focus-visible") && !style.contains("url(") && !style.contains("@import")
    );
}
