//! Users and tokens from the command line, and the server that takes them.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::engine::Engine;
use crate::support::program::Installation;

const ADD: [&str; 8] =
    ["user", "add", "--email", "zoe@example.fr", "--name", "Zoé Durand", "--role", "administrator"];

#[test]
fn a_user_and_a_token_are_made_without_a_secret_in_a_flag_and_the_server_takes_them() {
    for engine in Engine::all() {
        let house = Installation::new(engine);
        let password = house.must(&ADD);
        assert_eq!(password.trim().len(), 24, "made and shown once, alone on standard output");
        assert!(house.refused(&ADD).contains("email_taken"), "one address, one user");
        let users: Value = serde_json::from_str(&house.must(&["user", "list", "--json"])).unwrap();
        assert_eq!(users[0]["email"], "zoe@example.fr");

        let create = ["token", "create", "--user", "zoe@example.fr", "--name", "t", "--json"];
        let made: Value = serde_json::from_str(&house.must(&create)).unwrap();
        let token = made["token"].as_str().unwrap();
        assert!(token.starts_with("rls_"));
        assert!(!house.must(&["token", "list"]).contains(token));

        assert_eq!(ask(&house, token), 200);
        house.must(&["token", "revoke", made["id"].as_str().unwrap()]);
        assert_eq!(ask(&house, token), 401);
    }
}

#[test]
fn a_password_comes_by_standard_input_and_a_weak_one_is_refused() {
    let house = Installation::new(Engine::Sqlite);
    for (password, code) in [("court\n", 1), ("cheval pile agrafe\n", 0)] {
        let mut arguments = ADD.to_vec();
        arguments.push("--password-stdin");
        let mut command = house.command(&arguments, &[]);
        let mut adding = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        adding.stdin.take().unwrap().write_all(password.as_bytes()).unwrap();
        let output = adding.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(code));
        assert!(output.stdout.is_empty(), "a given password is not shown");
    }
}

/// Starts the server, asks who the holder of the token is, and stops the server in order.
fn ask(house: &Installation, token: &str) -> u16 {
    let arguments = ["serve", "--no-worker", "--bind", "127.0.0.1:0"];
    let mut command = house.command(&arguments, &[("RELAIS_LOG", "info")]);
    let mut server = command.stderr(Stdio::piped()).spawn().unwrap();
    let mut log = BufReader::new(server.stderr.take().unwrap()).lines().map_while(Result::ok);
    let address = log.find_map(|line| {
        let after = line.split("address=").nth(1)?;
        Some(after.split_whitespace().next()?.to_owned())
    });
    let url = format!("http://{}/api/v1/session", address.unwrap());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let status = runtime.block_on(async {
        let http = reqwest::Client::builder().build().unwrap();
        http.get(url).bearer_auth(token).send().await.unwrap().status().as_u16()
    });
    Command::new("kill").arg(server.id().to_string()).status().unwrap();
    assert!(server.wait().unwrap().success(), "SIGTERM ends it in order");
    status
}
