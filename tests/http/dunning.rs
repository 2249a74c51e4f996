//! Reminders by the interface: proposed, confirmed, reviewed, followed, cancelled.

use domain::user::Role;
use reqwest::Method;
use serde_json::{Value, json};
use store::Db;
use store::both_engines;

use super::app::{Answer, App, Caller};
use super::ledger::{customer, eur, invoice};

async fn confirm(caller: &Caller<'_>, run: &str, etag: &str) -> Answer {
    let call = caller.call(Method::POST, &format!("dunning-runs/{run}/confirm"));
    let key = format!("k-{}", rand::random::<u64>());
    Answer::of(call.header("If-Match", etag).header("Idempotency-Key", key)).await
}

async fn propose(caller: &Caller<'_>, day: &str) -> (String, String) {
    let made = caller.post("dunning-runs", &json!({ "day": day })).await.expect(201);
    let run = made["run"]["id"].as_str().unwrap().to_owned();
    let etag = caller.get(&format!("dunning-runs/{run}")).await.header("etag").to_owned();
    (run, etag)
}

both_engines! {
    async fn a_run_is_previewed_proposed_confirmed_once_and_followed(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let id = customer(&caller, "C-1").await;
        invoice(&caller, &id, "F-1", &[("2026-02-05", 60_000)]).await;
        let preview = caller.get("dunning-preview?day=2026-02-13").await.expect(200);
        assert_eq!(preview["messages"][0]["due_lines"][0]["rises_to"], 1);
        assert_eq!(preview["messages"][0]["net"], eur(60_000));
        assert_eq!(caller.get("dunning-runs").await.expect(200)["items"], json!([]), "nothing was stored");

        let (run, etag) = propose(&caller, "2026-02-13").await;
        let path = format!("dunning-runs/{run}");
        let stale = confirm(&caller, &run, "\"99\"").await;
        assert_eq!(stale.problem(412), "stale_version");
        let confirmed = confirm(&caller, &run, &etag).await.expect(202);
        assert_eq!((&confirmed["run"]["state"], &confirmed["run"]["messages"]), (&json!("confirmed"), &json!(1)));
        assert_eq!(confirmed["progress"], json!({
            "state": "running", "total": 1, "done": 0, "by_state": { "queued": 1 },
        }));
        let now = caller.get(&path).await.header("etag").to_owned();
        let again = confirm(&caller, &run, &now).await.expect(202);
        assert_eq!(again["progress"]["total"], 1, "confirmed again, nothing is queued twice");

        let notices = caller.get(&format!("{path}/messages")).await.expect(200);
        let notice = &notices["items"][0];
        assert_eq!((&notice["level"], &notice["net"], &notice["review"]), (&json!(1), &eur(60_000), &json!("none")));
        let messages = caller.get(&format!("messages?batch={run}")).await.expect(200);
        assert_eq!((&messages["items"][0]["id"], &messages["items"][0]["state"]), (&notice["message"], &json!("queued")));
        let older = caller.post("dunning-runs", &json!({ "day": "2026-02-12" })).await;
        assert_eq!(older.problem(422), "refused");

        let cancelled = caller.post(&format!("{path}/cancel"), &json!({})).await.expect(200);
        assert_eq!((&cancelled["stopped"], &cancelled["handed_out"]), (&json!(1), &json!(0)));
        assert_eq!((&cancelled["run"]["state"], &cancelled["progress"]["state"]), (&json!("cancelled"), &json!("done")));
        let stream = caller.get(&format!("{path}/progress")).await;
        assert_eq!(stream.header("content-type"), "text/event-stream");
        let data = stream.text.lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
        let told: Value = serde_json::from_str(data).unwrap();
        assert_eq!(told, cancelled["progress"]);
        app.stop().await;
    }

    async fn what_is_left_out_says_why_and_a_hold_keeps_a_line_out(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let id = customer(&caller, "C-1").await;
        let posted = invoice(&caller, &id, "F-1", &[("2026-02-05", 60_000)]).await;
        let line = posted["due_lines"][0]["id"].clone();
        let hold = json!({
            "customer": id, "due_line": line, "reason": "Livraison contestée",
            "until_on": "2026-12-20",
        });
        let placed = caller.post("dunning-holds", &hold).await;
        assert_eq!(placed.expect(201)["due_line"], line);
        let (run, _) = propose(&caller, "2026-11-23").await;
        let left_out = caller.get(&format!("dunning-runs/{run}/left-out")).await.expect(200);
        assert_eq!((&left_out["items"][0]["due_line"], &left_out["items"][0]["reason"]), (&line, &json!("held")));
        let lift = format!("{}/lift", placed.header("location"));
        assert!(caller.post(&lift, &json!({})).await.expect(200)["lifted_at"].is_string());
        let twice = caller.post(&lift, &json!({})).await;
        assert_eq!(twice.problem(422), "refused");
        let (run, _) = propose(&caller, "2026-11-23").await;
        let left_out = caller.get(&format!("dunning-runs/{run}/left-out")).await.expect(200);
        let reason = &left_out["items"][0]["reason"];
        assert_ne!(reason, "held", "lifted today, it no longer counts today");
        app.stop().await;
    }

    async fn a_person_reviews_what_the_procedure_says(db: Db) {
        let app = App::start(db).await;
        let accountant = app.caller(Role::Accountant).await;
        let list = accountant.get("dunning-procedures").await.expect(200);
        let path = format!("dunning-procedures/{}", list["items"][0]["id"].as_str().unwrap());
        let read = accountant.get(&path).await;
        let procedure = read.expect(200);
        let mut body = json!({});
        for field in ["code", "name_fr", "name_en", "tolerance", "grace_days", "active", "levels"] {
            body[field] = procedure[field].clone();
        }
        body["levels"][0]["review"] = json!(true);
        let put = accountant.change(Method::PUT, &path, read.header("etag"), &body).await;
        assert_eq!(put.expect(200)["levels"][0]["review"], true);

        let ids = [customer(&accountant, "C-1").await, customer(&accountant, "C-2").await];
        for (id, number) in ids.iter().zip(["F-1", "F-2"]) {
            invoice(&accountant, id, number, &[("2026-02-05", 60_000)]).await;
        }
        let (run, etag) = propose(&accountant, "2026-02-13").await;
        let confirmed = confirm(&accountant, &run, &etag).await.expect(202);
        assert_eq!(confirmed["progress"]["total"], 0, "nothing is written down before the review");
        let waiting = accountant.get(&format!("dunning-runs/{run}/messages?review=awaiting")).await.expect(200);
        let notices: Vec<_> = waiting["items"].as_array().unwrap().iter()
            .map(|notice| notice["id"].as_str().unwrap().to_owned()).collect();
        assert_eq!(notices.len(), 2);
        let approve = format!("dunning-notices/{}/approve", notices[0]);
        let approved = accountant.post(&approve, &json!({})).await.expect(200);
        assert_eq!((&approved["review"], &approved["message_state"]), (&json!("approved"), &json!("queued")));
        assert_eq!(accountant.post(&approve, &json!({})).await.problem(422), "refused");
        let refuse = format!("dunning-notices/{}/refuse", notices[1]);
        assert_eq!(accountant.post(&refuse, &json!({})).await.expect(200)["review"], "refused");
        let run = accountant.get(&format!("dunning-runs/{run}")).await.expect(200);
        assert_eq!(run["progress"]["total"], 1);
        app.stop().await;
    }

    async fn a_person_moves_a_line_up_its_ladder_for_a_reason(db: Db) {
        let app = App::start(db).await;
        let accountant = app.caller(Role::Accountant).await;
        let id = customer(&accountant, "C-1").await;
        let posted = invoice(&accountant, &id, "F-1", &[("2026-02-05", 60_000)]).await;
        let line = posted["due_lines"][0]["id"].clone();
        let jump = json!({ "due_line": line, "to_level": 2, "reason": "Refus au téléphone" });
        let assistant = app.caller(Role::Assistant).await;
        assert_eq!(assistant.post("dunning-jumps", &jump).await.problem(403), "forbidden");
        let made = accountant.post("dunning-jumps", &jump).await.expect(200);
        assert_eq!((&made["to_level"], &made["effective_on"]), (&json!(2), &json!("2026-11-23")));
        for wrong in [
            jump.clone(),
            json!({ "due_line": line, "to_level": 4, "reason": "past the last but one" }),
            json!({ "due_line": line, "to_level": 3, "reason": "  " }),
        ] {
            let status = accountant.post("dunning-jumps", &wrong).await.status.as_u16();
            assert_eq!(status, 422, "{wrong}");
        }
        let listed = accountant.get(&format!("dunning-jumps?customer={}", id)).await.expect(200);
        assert_eq!(listed["items"], json!([made]));
        let preview = accountant.get("dunning-preview?day=2026-11-23").await.expect(200);
        assert_eq!(preview["messages"][0]["level"], 3);
        app.stop().await;
    }

    async fn a_missing_rate_is_recorded_with_its_source(db: Db) {
        let app = App::start(db).await;
        let accountant = app.caller(Role::Accountant).await;
        let of = async |kind: &str, day: &str| {
            let listed = accountant.get("reference-rates").await.expect(200);
            let found = |rate: &&Value| rate["kind"] == kind && rate["valid_from"] == day;
            listed["items"].as_array().unwrap().iter().find(found).cloned()
        };
        assert_eq!(of("legal_professional", "2026-07-01").await.unwrap()["rate_bp"], json!(null));
        let rate = json!({
            "kind": "legal_professional", "valid_from": "2026-07-01", "rate_bp": 260,
            "source": "JO", "confirmed": "confirmed",
        });
        let assistant = app.caller(Role::Assistant).await;
        assert_eq!(assistant.post("reference-rates", &rate).await.problem(403), "forbidden");
        assert_eq!(accountant.post("reference-rates", &rate).await.expect(200), rate);
        assert_eq!(of("legal_professional", "2026-07-01").await.unwrap(), rate);
        for (field, wrong, status) in [
            ("valid_from", json!("2026-07-02"), 422),
            ("rate_bp", json!(10_001), 422),
            ("rate_bp", json!(null), 422),
            ("source", json!(""), 422),
            ("kind", json!("libor"), 422),
            ("unit", json!("percent"), 422),
        ] {
            let mut body = rate.clone();
            body[field] = wrong;
            let answer = accountant.post("reference-rates", &body).await;
            assert_eq!(answer.status.as_u16(), status, "{field}: {}", answer.text);
        }
        app.stop().await;
    }

    async fn a_run_of_a_former_day_says_which_payments_came_after_it(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Accountant).await;
        let id = customer(&caller, "C-1").await;
        invoice(&caller, &id, "F-1", &[("2026-02-05", 60_000)]).await;
        let body = json!({ "customer": id, "received_on": "2026-02-20", "amount": eur(10_000) });
        caller.post("payments", &body).await.expect(201);
        let made = caller.post("dunning-runs", &json!({ "day": "2026-02-13" })).await.expect(201);
        assert_eq!(made["later_payments"], json!([
            { "count": 1, "sum": eur(10_000), "first": "2026-02-20", "last": "2026-02-20" },
        ]));
        app.stop().await;
    }

    async fn a_message_that_waits_is_neither_retried_nor_settled(db: Db) {
        let app = App::start(db).await;
        let caller = app.caller(Role::Assistant).await;
        let id = customer(&caller, "C-1").await;
        invoice(&caller, &id, "F-1", &[("2026-02-05", 60_000)]).await;
        let (run, etag) = propose(&caller, "2026-02-13").await;
        confirm(&caller, &run, &etag).await.expect(202);
        let messages = caller.get("messages?state=queued").await.expect(200);
        let path = format!("messages/{}", messages["items"][0]["id"].as_str().unwrap());
        assert_eq!(caller.get(&path).await.expect(200)["attempts"], json!([]));
        for (act, body) in [
            ("retry", json!({})),
            ("settle", json!({ "outcome": "sent" })),
            ("discard", json!({})),
            ("proof", json!({ "posted_on": "2026-02-14", "proof": "RK 1" })),
        ] {
            let answer = caller.post(&format!("{path}/{act}"), &body).await;
            assert!([409, 422].contains(&answer.status.as_u16()), "{act}: {}", answer.text);
            answer.problem(answer.status.as_u16());
        }
        app.stop().await;
    }
}
