//! The public pages, as whoever was written to meets them: by signed links, in both languages, with every
//! kind of wrong link; and the contact sheet that asks for the mail.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use domain::id::{ConsentRequestId, ContactPointId, PartyId, PurposeId};
use domain::link::{Link, Links};
use domain::user::Role;
use reqwest::Method;
use serde_json::{Value, json};
use store::both_engines;
use store::{Db, testing};
use templates::Catalog;

use super::app::{Answer, App, Caller};

/// The links of the installation of the tests.
pub(super) fn links() -> Links {
    testing::secret().links("https://firm.example")
}

pub(super) fn id<T: From<uuid::Uuid>>(value: &Value) -> T {
    value.as_str().unwrap().parse::<uuid::Uuid>().unwrap().into()
}

/// A sheet with a yes to the newsletter by mail, a no to the offers, and a yes to letters.
async fn sheet(caller: &Caller<'_>, language: &str) -> Value {
    let form = caller.get(&format!("contact-sheets/form?language={language}")).await.expect(200);
    let purposes = form["purposes"].as_array().unwrap().clone();
    let answer = |code: &str, channel: &str, yes: bool| {
        let of = purposes.iter().find(|one| one["purpose"] == code).unwrap();
        json!({ "purpose": code, "channel": channel, "yes": yes, "wording": of["wording"] })
    };
    json!({
        "organisation": "Ateliers Hébrard", "legal_class": "professional_company",
        "name": "Zoé Durand", "email": "zoe@client.example", "phone": "04 91 13 89 00",
        "language": language, "method": "face_to_face", "place": "Salon de Lyon",
        "need": "Un devis\npour mars", "handed_over": "Catalogue",
        "follow_up": { "title": "Rappeler", "due_on": "2026-11-27" },
        "answers": [
            answer("newsletter", "email", true),
            answer("offers", "email", false),
            answer("events", "post", true),
        ],
    })
}

/// A filled sheet and the link of its mail.
async fn asked(app: &App, caller: &Caller<'_>, language: &str) -> (Value, String) {
    let made = caller.post("contact-sheets", &sheet(caller, language).await).await.expect(201);
    let request: ConsentRequestId = id(&made["consent_request"]);
    let until = app.now() + domain::consent::REQUEST_LIFE;
    (made, format!("/p/confirm/{}", links().token(Link::Confirm { request, until })))
}

pub(super) async fn open(app: &App, path: &str) -> Answer {
    Answer::of(app.call(Method::GET, path)).await
}

pub(super) async fn submit(app: &App, path: &str, fields: &[(&str, &str)]) -> Answer {
    let body: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let kind = "application/x-www-form-urlencoded";
    let call = app.call(Method::POST, path).header("content-type", kind).body(body.join("&"));
    Answer::of(call).await
}

/// The page of this status says this, in this language, and keeps to itself.
pub(super) fn shows(answer: &Answer, status: u16, language: &str, words: &str) {
    let text = answer.expect_text(status);
    assert!(text.contains(&format!("<html lang=\"{language}\">")), "{text}");
    assert!(text.contains(words), "{words} in {text}");
    assert!(!text.contains('⟦') && !text.contains("<script"), "{text}");
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(answer.header("content-language"), language);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
    let policy = answer.header("content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'; style-src 'self'; form-action 'self'"),
        "{policy}"
    );
    assert!(!answer.headers.contains_key("set-cookie") && !answer.headers.contains_key("location"));
}

/// How many decisions are recorded of a party.
pub(super) async fn decisions(caller: &Caller<'_>, party: &Value) -> Vec<String> {
    let path = format!("consents?party={}", party.as_str().unwrap());
    let found = caller.get(&path).await.expect(200);
    let decision = |one: &Value| {
        format!(
            "{} {}",
            one["purpose"].as_str().unwrap_or("all"),
            one["decision"].as_str().unwrap()
        )
    };
    found["items"].as_array().unwrap().iter().map(decision).collect()
}

/// Sends what is due to files, and answers the mail.
pub(super) async fn mail(app: &App) -> String {
    let folder = tempfile::tempdir().unwrap();
    let (now, context) = (app.now(), app.context());
    let config = worker::Config {
        data_dir: folder.path().to_owned(),
        database_url: String::new().into(),
        smtp_url: None,
        smtp_connections: 1,
        smtp_timeout: Duration::from_secs(5),
        lease: Duration::from_secs(60),
        retry_uncertain: false,
    };
    let deps = worker::Deps {
        db: app.db.clone(),
        catalog: Catalog::embedded().unwrap(),
        clock: Arc::new(move || now),
        ids: context.ids.clone(),
        links: links(),
    };
    let (_keep, stop) = tokio::sync::watch::channel(false);
    let summary = worker::drain(config, deps, stop).await.unwrap();
    assert_eq!(summary.sent.accepted, 1);
    let mut mails = std::fs::read_dir(folder.path().join("mail")).unwrap();
    std::fs::read_to_string(mails.next().unwrap().unwrap().path()).unwrap()
}

both_engines! {
    async fn a_sheet_makes_everything_at_once_and_asks_by_mail_in_the_persons_language(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Sales).await;
        for (language, notice, subject) in [
            ("fr", "RGPD", "Subject: Confirmez votre choix"),
            ("en", "GDPR", "Subject: Please confirm your choice"),
        ] {
            let form = caller.get(&format!("contact-sheets/form?language={language}")).await.expect(200);
            assert!(form["notice"].as_str().unwrap().contains(notice), "{form}");
            assert!(form["purposes"].as_array().unwrap().len() >= 5);
            let (made, link) = asked(&app, &caller, language).await;
            assert_eq!(caller.get(&format!("contact-sheets/{}", made["id"].as_str().unwrap())).await.expect(200), made);
            let task = caller.get(&format!("tasks/{}", made["task"].as_str().unwrap())).await.expect(200);
            assert_eq!((&task["title"], &task["customer"]), (&json!("Rappeler"), &made["customer"]));
            assert_eq!(decisions(&caller, &made["party"]).await, ["offers refused", "events given"]);
            let mail = mail(&app).await;
            for header in [subject, "Auto-Submitted: auto-generated", "To: zoe@client.example"] {
                assert!(mail.contains(header), "{header} in {mail}");
            }
            assert!(mail.contains(&format!("Content-Language: {language}")), "{mail}");
            let flowing = mail.replace("=\r\n", "");
            assert!(flowing.contains(&format!("https://firm.example{link}")), "{link} in {flowing}");
        }
        app.stop().await;
    }

    async fn a_sheet_is_kept_once_under_its_key_and_refused_with_what_it_lacks(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let mut body = sheet(&caller, "fr").await;
        let post = async |body: &Value| {
            Answer::of(caller.call(Method::POST, "contact-sheets").header("Idempotency-Key", "k").json(body)).await
        };
        let first = post(&body).await.expect(201);
        assert_eq!(post(&body).await.expect(201), first);
        body["email"] = Value::Null;
        let refused = caller.post("contact-sheets", &body).await;
        assert_eq!((refused.problem(422), &refused.json()["code"]), ("refused".into(), &json!("sheet_without_address")));
        body["phone"] = json!("nobody");
        assert_eq!(caller.post("contact-sheets", &body).await.problem(422), "invalid");
        let accountant = app.caller(Role::Accountant).await;
        assert_eq!(accountant.post("contact-sheets", &body).await.problem(403), "forbidden");
        app.stop().await;
    }

    async fn a_link_confirms_once_and_a_look_at_it_changes_nothing(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Sales).await;
        let (made, link) = asked(&app, &caller, "fr").await;
        let before = decisions(&caller, &made["party"]).await;
        for _ in 0..3 {
            shows(&open(&app, &link).await, 200, "fr", "J’accepte de recevoir votre lettre d’information.");
        }
        shows(&open(&app, &format!("{link}?language=en&utm_source=x")).await, 200, "en", "I agree to receive your newsletter.");
        assert_eq!(Answer::of(app.call(Method::HEAD, &link)).await.status, 200);
        assert_eq!(decisions(&caller, &made["party"]).await, before);

        let done = submit(&app, &link, &[("language", "en")]).await;
        shows(&done, 200, "en", "It is confirmed");
        assert!(done.text.contains("../preferences/"), "{}", done.text);
        let after = decisions(&caller, &made["party"]).await;
        assert_eq!(after.last().unwrap(), "newsletter given");
        shows(&submit(&app, &link, &[("language", "fr")]).await, 410, "fr", "Ce lien a déjà servi");
        shows(&open(&app, &link).await, 410, "fr", "Ce lien a déjà servi");
        assert_eq!(decisions(&caller, &made["party"]).await, after);
        app.stop().await;
    }

    async fn a_link_that_is_old_altered_or_another_pages_is_refused_with_a_clear_word(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Sales).await;
        let (made, link) = asked(&app, &caller, "fr").await;
        let token = link.rsplit('/').next().unwrap();
        let end = if token.ends_with('A') { 'Q' } else { 'A' };
        let altered = format!("/p/confirm/{}{end}", &token[..token.len() - 1]);
        let others = Links::new([9; 32], "https://firm.example");
        let (point, purpose): (ContactPointId, PurposeId) = (app.context().id(), app.context().id());
        let forged = others.token(Link::Unsubscribe { point, purpose });
        for path in [
            altered.as_str(),
            "/p/confirm/x",
            &format!("/p/preferences/{token}"),
            &format!("/u/{token}"),
            &format!("/u/{forged}"),
        ] {
            for (language, words) in [("fr", "Ce lien n’est pas valable"), ("en", "This link is not valid")] {
                let path = format!("{path}?language={language}");
                shows(&open(&app, &path).await, 404, language, words);
                shows(&submit(&app, &path, &[("language", language)]).await, 404, language, words);
            }
        }
        app.advance(domain::consent::REQUEST_LIFE);
        for (language, words) in [("fr", "Ce lien est trop ancien"), ("en", "This link is too old")] {
            let path = format!("{link}?language={language}");
            shows(&open(&app, &path).await, 410, language, words);
            shows(&submit(&app, &path, &[("language", language)]).await, 410, language, words);
        }
        let caller = app.caller(Role::Sales).await;
        assert_eq!(decisions(&caller, &made["party"]).await.len(), 2, "nothing is lost, and nothing made");
        app.stop().await;
    }

    async fn preferences_are_raised_and_taken_back_without_a_login(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Sales).await;
        let (made, _) = asked(&app, &caller, "fr").await;
        let party: PartyId = id(&made["party"]);
        let person = caller.get(&format!("people/{}", party.0)).await.expect(200);
        let point: ContactPointId = id(&person["contact_points"][0]["id"]);
        let until = app.now() + TimeDelta::days(1);
        let own = format!("/p/preferences/{}", links().token(Link::Preferences { party, point, until }));
        let page = open(&app, &own).await;
        shows(&page, 200, "fr", "zoe@client.example");
        assert_eq!(page.text.matches(" checked").count(), 1, "only the letters were agreed to");
        for (box_of, shown) in [("events-post", true), ("events-sms", true), ("newsletter-post", false)] {
            assert_eq!(page.text.contains(&format!("name=\"choice-{box_of}\"")), shown, "{}", page.text);
        }
        shows(&open(&app, &format!("{own}?language=en")).await, 200, "en", "Your preferences");

        let words = "01900000-0000-7000-8000-000000010001";
        let yes = [("language", "en"), ("choice-newsletter", "yes"), ("wording-newsletter", words)];
        shows(&submit(&app, &own, &yes).await, 200, "en", "It is saved");
        app.advance(TimeDelta::minutes(1));
        shows(&submit(&app, &own, &yes).await, 200, "en", "It is saved");
        let given = decisions(&caller, &made["party"]).await;
        assert_eq!(given.len(), 3, "the same choice again says nothing new: {given:?}");
        let no = [("language", "fr"), ("choice-newsletter", "no")];
        shows(&submit(&app, &own, &no).await, 200, "fr", "C’est enregistré");
        assert_eq!(decisions(&caller, &made["party"]).await.last().unwrap(), "newsletter withdrawn");

        for bad in [
            vec![("choice-newsletter", "yes")],
            vec![("language", "fr"), ("choice-newsletter", "perhaps")],
            vec![("language", "fr"), ("choice-newsletter-email", "perhaps")],
            vec![("language", "fr"), ("all", "perhaps")],
            vec![("language", "fr"), ("choice-offers", "yes")],
            vec![("language", "fr"), ("choice-offers", "yes"), ("wording-offers", words)],
        ] {
            let refused = submit(&app, &own, &bad).await;
            assert_eq!(refused.status, 400, "{bad:?} {}", refused.text);
        }
        assert_eq!(decisions(&caller, &made["party"]).await.len(), 4);
        app.advance(TimeDelta::minutes(1));
        let events = "01900000-0000-7000-8000-000000010003";
        let boxes = [("language", "fr"), ("stood-events-post", "yes"), ("choice-events-sms", "yes"), ("wording-events", events)];
        shows(&submit(&app, &own, &boxes).await, 200, "fr", "C’est enregistré");
        let said = decisions(&caller, &made["party"]).await;
        assert_eq!(said[4..], ["events withdrawn", "events given"], "a letter no more, and a text");
        app.advance(TimeDelta::minutes(1));
        let all = [("language", "fr"), ("all", "no")];
        for _ in 0..2 {
            shows(&submit(&app, &own, &all).await, 200, "fr", "C’est enregistré");
            assert_eq!(decisions(&caller, &made["party"]).await[6..], ["all objected"]);
        }
        shows(&open(&app, &own).await, 200, "fr", "Vous avez dit non à toute prospection");
        let path = format!("people/{}", party.0);
        let etag = caller.get(&path).await.header("etag").to_owned();
        let gone = Answer::of(caller.call(Method::DELETE, &path).header("If-Match", etag)).await;
        assert_eq!(gone.status, 204, "{}", gone.text);
        shows(&open(&app, &own).await, 404, "en", "leads nowhere");
        app.advance(TimeDelta::days(1));
        shows(&open(&app, &format!("{own}?language=fr")).await, 410, "fr", "trop ancien");
        app.stop().await;
    }

    async fn one_click_ends_a_purpose_for_ever_and_shows_nobody(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Sales).await;
        let (made, link) = asked(&app, &caller, "fr").await;
        submit(&app, &link, &[("language", "fr")]).await;
        let person = caller.get(&format!("people/{}", made["party"].as_str().unwrap())).await.expect(200);
        let point: ContactPointId = id(&person["contact_points"][0]["id"]);
        let purposes = caller.get("purposes").await.expect(200);
        let newsletter = purposes["items"].as_array().unwrap().iter().find(|one| one["code"] == "newsletter").unwrap();
        let purpose: PurposeId = id(&newsletter["id"]);
        let [(_, url), _] = links().list_unsubscribe(point, purpose);
        let path = url.trim_matches(['<', '>']).strip_prefix("https://firm.example").unwrap().to_owned();
        for (language, words) in [("fr", "Lettre d’information"), ("en", "Newsletter")] {
            let page = open(&app, &format!("{path}?language={language}")).await;
            shows(&page, 200, language, words);
            assert!(!page.text.contains("zoe@") && !page.text.contains("Durand"), "{}", page.text);
        }
        let before = decisions(&caller, &made["party"]).await;
        app.advance(TimeDelta::minutes(1));
        shows(&open(&app, &path).await, 200, "fr", "Lettre d’information");
        let click = submit(&app, &path, &[("List-Unsubscribe", "One-Click")]).await;
        shows(&click, 200, "fr", "désabonnement est enregistré");
        let after = decisions(&caller, &made["party"]).await;
        assert_eq!((after.len(), after.last().unwrap().as_str()), (before.len() + 1, "newsletter withdrawn"));

        // As a form in parts, by a mail client that sends it so; and years later.
        app.advance(TimeDelta::days(5_000));
        let parts = "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";
        let call = app.call(Method::POST, &path).header("content-type", "multipart/form-data; boundary=x").body(parts);
        shows(&Answer::of(call).await, 200, "fr", "désabonnement est enregistré");
        shows(&submit(&app, &path, &[("language", "fr")]).await, 200, "fr", "désabonnement est enregistré");
        let gone = links().token(Link::Unsubscribe { point: app.context().id(), purpose });
        shows(&submit(&app, &format!("/u/{gone}"), &[]).await, 200, "en", "You are unsubscribed");
        let caller = app.caller(Role::Sales).await;
        assert_eq!(decisions(&caller, &made["party"]).await, after);
        app.stop().await;
    }

    async fn whoever_unsubscribes_is_sent_the_way_to_the_preferences_once_in_an_hour(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Sales).await;
        let (made, link) = asked(&app, &caller, "fr").await;
        mail(&app).await;
        submit(&app, &link, &[("language", "fr")]).await;
        let party: PartyId = id(&made["party"]);
        let person = caller.get(&format!("people/{}", party.0)).await.expect(200);
        let point: ContactPointId = id(&person["contact_points"][0]["id"]);
        let purposes = caller.get("purposes").await.expect(200);
        let newsletter = purposes["items"].as_array().unwrap().iter().find(|one| one["code"] == "newsletter").unwrap();
        let purpose: PurposeId = id(&newsletter["id"]);
        let path = |point| format!("/u/{}", links().token(Link::Unsubscribe { point, purpose }));
        let own = path(point);
        let sent = async || caller.get("messages").await.expect(200)["items"].as_array().unwrap().len();
        app.advance(TimeDelta::minutes(1));
        let page = open(&app, &format!("{own}?language=fr")).await;
        shows(&page, 200, "fr", "Recevez par courriel un lien vers toutes vos préférences");
        assert!(page.text.contains("name=\"ask\" value=\"preferences\""), "{}", page.text);
        assert_eq!(sent().await, 1, "a look asks for nothing");

        let before = decisions(&caller, &made["party"]).await;
        let ask = [("language", "fr"), ("ask", "preferences")];
        let answer = submit(&app, &own, &ask).await;
        shows(&answer, 200, "fr", "Un courriel est en route");
        assert!(answer.text.contains("Me désabonner") && !answer.text.contains("zoe@"), "{}", answer.text);
        assert_eq!(decisions(&caller, &made["party"]).await, before, "nothing ends");
        assert_eq!(sent().await, 2);
        let again = submit(&app, &own, &ask).await;
        let nobody = submit(&app, &path(app.context().id()), &ask).await;
        assert_eq!((again.status, &again.text), (answer.status, &answer.text));
        assert_eq!((nobody.status, &nobody.text), (answer.status, &answer.text), "nothing is disclosed");
        assert_eq!(sent().await, 2);

        let until = app.now() + domain::consent::PREFERENCE_LINK_LIFE;
        let preferences = format!("/p/preferences/{}", links().token(Link::Preferences { party, point, until }));
        let mail = mail(&app).await;
        assert!(mail.contains("To: zoe@client.example"), "{mail}");
        let flowing = mail.replace("=\r\n", "");
        assert!(flowing.contains(&format!("https://firm.example{preferences}")), "{preferences} in {flowing}");
        shows(&open(&app, &preferences).await, 200, "fr", "zoe@client.example");

        let ended = submit(&app, &own, &[("language", "en")]).await;
        shows(&ended, 200, "en", "You are unsubscribed");
        assert!(ended.text.contains("Send me a link to all my preferences"), "{}", ended.text);
        app.advance(domain::consent::PREFERENCE_LINK_PAUSE);
        let after = [("language", "en"), ("ask", "preferences"), ("ended", "yes")];
        let answer = submit(&app, &own, &after).await;
        shows(&answer, 200, "en", "A mail is on its way");
        assert!(answer.text.contains("You are unsubscribed") && !answer.text.contains("<form"), "{}", answer.text);
        assert_eq!(sent().await, 3);
        app.stop().await;
    }

    async fn the_desk_sends_a_person_the_way_to_its_preferences(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Accountant).await;
        let sales = app.caller(Role::Sales).await;
        let (made, _) = asked(&app, &sales, "en").await;
        let person = caller.get(&format!("people/{}", made["party"].as_str().unwrap())).await.expect(200);
        let body = json!({ "party": made["party"], "contact_point": person["contact_points"][0]["id"] });
        let answer = caller.post("preference-links", &body).await;
        let link = answer.expect(201);
        assert_eq!((&link["party"], &link["contact_point"]), (&body["party"], &body["contact_point"]));
        assert_eq!(link["language"], "en", "the person's own");
        assert_eq!(caller.get(answer.header("location")).await.expect(200), link);
        assert_eq!(caller.post("preference-links", &body).await.expect(201), link, "it is on its way");
        let number = &person["contact_points"][1]["id"];
        let by_phone = json!({ "party": made["party"], "contact_point": number, "language": "fr" });
        let refused = caller.post("preference-links", &by_phone).await;
        assert_eq!((refused.problem(422), &refused.json()["code"]), ("refused".into(), &json!("preference_link_not_by_mail")));
        let nobody = json!({ "party": made["customer"], "contact_point": number });
        assert_eq!(caller.post("preference-links", &nobody).await.problem(404), "not_found");
        app.stop().await;
    }

    async fn a_later_confirmation_takes_back_the_persons_own_no_to_it_and_no_other(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let reason = async |customer: &Value| {
            let path = format!("customers/{}/contactability?purpose=newsletter", customer.as_str().unwrap());
            let answer = caller.get(&path).await.expect(200);
            let answers = answer["answers"].as_array().unwrap();
            answers.iter().find(|one| one["channel"] == "email").unwrap()["reason"].clone()
        };
        // The consumer who fills a sheet is a customer of its own: the answers about it are the person's.
        let ask = async || {
            let mut body = sheet(&caller, "fr").await;
            body["organisation"] = Value::Null;
            body["legal_class"] = json!("consumer");
            let made = caller.post("contact-sheets", &body).await.expect(201);
            let request: ConsentRequestId = id(&made["consent_request"]);
            let until = app.now() + domain::consent::REQUEST_LIFE;
            (made, format!("/p/confirm/{}", links().token(Link::Confirm { request, until })))
        };
        let (made, link) = ask().await;
        let no = json!({ "kind": "email", "value": "zoe@client.example", "reason": "objection", "purpose": "newsletter" });
        caller.post("suppressions", &no).await.expect(201);
        assert_eq!(reason(&made["customer"]).await, "suppressed");
        app.advance(TimeDelta::minutes(1));
        submit(&app, &link, &[("language", "fr")]).await.expect_text(200);
        assert_eq!(reason(&made["customer"]).await, "consent_given");

        let general = json!({ "kind": "email", "value": "zoe@client.example", "reason": "objection" });
        let general = caller.post("suppressions", &general).await;
        general.expect(201);
        let (again, link) = ask().await;
        app.advance(TimeDelta::minutes(1));
        submit(&app, &link, &[("language", "fr")]).await.expect_text(200);
        for customer in [&made["customer"], &again["customer"]] {
            assert_eq!(reason(customer).await, "suppressed");
        }
        caller.post(&format!("{}/lift", general.header("location")), &json!({})).await.expect(200);
        assert_eq!(reason(&again["customer"]).await, "consent_given");
        app.stop().await;
    }

    async fn the_style_is_ours_and_a_form_has_its_size(db: Db) {
        let app = App::start(db).await;
        let style = open(&app, "/p/style.css").await;
        assert!(style.expect_text(200).contains(":focus-visible"));
        assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
        let large = "x".repeat(70_000);
        assert_eq!(submit(&app, "/u/x", &[("language", &large)]).await.problem(413), "body_too_large");
        app.stop().await;
    }
}
