//! The server of a test.

use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use domain::context::{Actor, Context};
use domain::customer::EmailAddress;
use domain::id::{Ids, UserId};
use domain::language::Language;
use domain::user::{Password, Role, Secret32, TokenText};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::Value;
use store::Db;
use store::secret::Secret;
use store::token::NewToken;
use store::user::{NewUser, PasswordHash};
use templates::Catalog;

pub(crate) const PASSWORD: &str = "cheval pile agrafe";

/// A running server and what a test needs around it.
pub(crate) struct App {
    pub(crate) db: Db,
    url: String,
    http: Client,
    now: Arc<Mutex<DateTime<Utc>>>,
    ids: Arc<Ids>,
    server: actix::Handle,
    _folder: tempfile::TempDir,
}

/// The server's handle, whose type is actix-web's own: kept behind what stops it.
mod actix {
    use std::future::Future;
    use std::pin::Pin;

    pub(crate) type Stop = Box<dyn FnOnce() -> Pin<Box<dyn Future<Output = ()> + Send>> + Send>;

    pub(crate) struct Handle(pub(crate) Stop);
}

impl App {
    pub(crate) async fn start(db: Db) -> Self {
        Self::start_with(db, api::Config::default()).await
    }

    pub(crate) async fn start_with(db: Db, config: api::Config) -> Self {
        // Kept by the test, and shown when it fails.
        let log = tracing_subscriber::fmt().with_env_filter("warn,api=info").with_test_writer();
        drop(log.try_init());
        let folder = tempfile::tempdir().unwrap();
        let noon = DateTime::from_timestamp(1_795_435_200, 0).unwrap();
        let now = Arc::new(Mutex::new(noon));
        let ids = Arc::new(Ids::seeded(rand::random()));
        let clock = Arc::clone(&now);
        let deps = api::Deps {
            db: db.clone(),
            catalog: Catalog::embedded().unwrap(),
            secret: Secret::new("0123456789abcdef0123456789abcdef").unwrap(),
            clock: Arc::new(move || *clock.lock().unwrap()),
            ids: Arc::clone(&ids),
            entropy: Arc::new(rand::random),
            data_dir: folder.path().to_owned(),
            language: Language::En,
        };
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let server = api::server(config, deps, listener).unwrap();
        let handle = server.handle();
        tokio::spawn(server);
        let stop = Box::new(move || {
            let stopping: std::pin::Pin<Box<dyn Future<Output = ()> + Send>> =
                Box::pin(async move { handle.stop(false).await });
            stopping
        });
        let http = Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Self { db, url, http, now, ids, server: actix::Handle(stop), _folder: folder }
    }

    pub(crate) async fn stop(self) {
        (self.server.0)().await;
    }

    pub(crate) fn advance(&self, by: TimeDelta) {
        *self.now.lock().unwrap() += by;
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        *self.now.lock().unwrap()
    }

    pub(crate) fn context(&self) -> Context {
        Context::new(self.now(), Arc::clone(&self.ids), Actor::System)
    }

    pub(crate) async fn user(&self, email: &str, role: Role, password: Option<&str>) -> UserId {
        let password = match password {
            Some(text) => {
                let password = Password::new(text, email).unwrap();
                Some(PasswordHash::of(password, [7; 32]).await.unwrap())
            }
            None => None,
        };
        let new = NewUser {
            email: EmailAddress::parse(email).unwrap(),
            name: "Zoé Durand".parse().unwrap(),
            language: Language::Fr,
            role,
            password,
        };
        store::user::create(&self.db, &self.context(), new, None).await.unwrap()
    }

    /// A token of a new user of this role, with all that the role may do.
    pub(crate) async fn token(&self, role: Role) -> String {
        let email = format!("{role}-{}@example.fr", rand::random::<u32>());
        let user = self.user(&email, role, None).await;
        let expires_at = self.now() + TimeDelta::days(90);
        let new = NewToken { user, name: "test".parse().unwrap(), scopes: None, expires_at };
        let text = TokenText::new(Secret32::new(rand::random()));
        store::token::create(&self.db, &self.context(), new, &text, None).await.unwrap();
        text.reveal()
    }

    pub(crate) fn call(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.url))
    }

    /// A caller with a token of a new user of this role.
    pub(crate) async fn caller(&self, role: Role) -> Caller<'_> {
        Caller { app: self, token: self.token(role).await }
    }
}

/// Somebody with a token.
pub(crate) struct Caller<'a> {
    pub(crate) app: &'a App,
    pub(crate) token: String,
}

impl Caller<'_> {
    pub(crate) fn call(&self, method: Method, path: &str) -> RequestBuilder {
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/api/v1/{path}") };
        self.app.call(method, &path).bearer_auth(&self.token)
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        Answer::of(self.call(Method::GET, path)).await
    }

    /// A POST with a key of its own.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        let key = format!("key-{}", rand::random::<u64>());
        Answer::of(self.call(Method::POST, path).header("Idempotency-Key", key).json(body)).await
    }

    /// A change of what was read with this ETag.
    pub(crate) async fn change(
        &self,
        method: Method,
        path: &str,
        etag: &str,
        body: &Value,
    ) -> Answer {
        Answer::of(self.call(method, path).header("If-Match", etag).json(body)).await
    }
}

/// What the server answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) async fn of(request: RequestBuilder) -> Self {
        let response: Response = request.send().await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        Self { status, headers, text: response.text().await.unwrap() }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("{} {}", self.status, self.text))
    }

    /// The body of an answer of this status.
    pub(crate) fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        if self.text.is_empty() { Value::Null } else { self.json() }
    }

    /// The text of an answer of this status.
    pub(crate) fn expect_text(&self, status: u16) -> &str {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        &self.text
    }

    /// The kind of the problem that was answered, checked for its form.
    pub(crate) fn problem(&self, status: u16) -> String {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.text);
        let problem = self.json();
        assert_eq!(problem["status"], status);
        assert!(problem["title"].as_str().is_some_and(|title| !title.contains('⟦')), "{problem}");
        assert!(!self.text.contains('⟦'), "a text is missing: {problem}");
        assert_eq!(problem["request_id"], self.header("x-request-id"));
        let kind = problem["type"].as_str().unwrap();
        kind.strip_prefix("urn:relais:problem:").unwrap().to_owned()
    }
}
