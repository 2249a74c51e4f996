//! The worker on both engines, from a confirmed run to the record of its messages.

mod fault;
mod files;
mod lost;
mod server;
mod stay;

#[path = "../../../tests/support/smtp.rs"]
#[expect(dead_code, reason = "the program's own tests use the rest of it")]
mod smtp;

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::company::Company;
use domain::context::Context;
use domain::customer::{
    Address, ContactPoint, ContactRole, ContactValue, CustomerFile, LegalClass, NewCustomer,
    PostalAddress, Reference,
};
use domain::id::CustomerId;
use domain::invoice::{DueLine, InvoiceDraft, InvoiceNumber};
use domain::language::Language;
use domain::message::{MessageState, SenderFault};
use domain::money::Currency;
use store::db::Db;
use store::message::{Filter, Message};
use store::page::PageRequest;
use store::testing::context;
use tempfile::TempDir;
use templates::Catalog;
use tokio::sync::watch;

use crate::{Clock, Config, Deps, Summary, drain, journal};
pub(super) use smtp::{Behaviour, MailServer};

/// Waits until something is true, for a minute.
pub(super) async fn until(is: impl Fn() -> bool) {
    let waited = tokio::time::timeout(Duration::from_secs(60), async {
        while !is() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    });
    waited.await.expect("it comes true within a minute");
}

/// A data folder, a clock that the test turns, a database with a run.
pub(super) struct Desk {
    db: Db,
    context: Context,
    folder: TempDir,
    now: Arc<Mutex<DateTime<Utc>>>,
    smtp_url: Option<String>,
}

impl Desk {
    pub(super) fn new(db: Db) -> Self {
        let context = context();
        let now = Arc::new(Mutex::new(context.now));
        let folder = tempfile::tempdir().unwrap();
        Self { db, context, folder, now, smtp_url: None }
    }

    /// The same, sending to a server.
    pub(super) fn to(mut self, url: String) -> Self {
        self.smtp_url = Some(url);
        self
    }

    pub(super) fn config(&self) -> Config {
        Config {
            data_dir: self.folder.path().to_owned(),
            database_url: String::new().into(),
            smtp_url: self.smtp_url.clone().map(Into::into),
            smtp_connections: 2,
            smtp_timeout: Duration::from_secs(60),
            lease: Duration::from_secs(300),
            retry_uncertain: false,
        }
    }

    pub(super) fn deps(&self) -> Deps {
        let now = self.now.clone();
        let clock: Clock = Arc::new(move || *now.lock().unwrap());
        let catalog = Catalog::embedded().unwrap();
        let links = store::testing::secret().links("https://firm.example");
        Deps { db: self.db.clone(), catalog, clock, ids: self.context.ids.clone(), links }
    }

    /// Turns the clock on.
    pub(super) fn wait(&self, minutes: i64) {
        *self.now.lock().unwrap() += chrono::Duration::minutes(minutes);
    }

    pub(super) fn context(&self) -> Context {
        let mut context = self.context.clone();
        context.now = *self.now.lock().unwrap();
        context
    }

    pub(super) async fn drain(&self) -> Summary {
        let (_keep, stop) = watch::channel(false);
        drain(self.config(), self.deps(), stop).await.unwrap()
    }

    /// Describes the firm.
    pub(super) async fn describe_firm(&self) {
        let address =
            PostalAddress::new(&[], "12 rue du Port", "13001", "Marseille", "FR").unwrap();
        let firm = Company {
            name: "Maison Hébrard".to_owned(),
            address: Some(address),
            sender_email: Some("compta@hebrard.example".parse().unwrap()),
            ..Company::default()
        };
        store::company::set(&self.db, &self.context, firm, None).await.unwrap();
    }

    /// A customer with an invoice that has been due for ten days; without an e-mail address it gets
    /// letters.
    pub(super) async fn late(&self, reference: &str, email: Option<&str>) -> CustomerId {
        let place = PostalAddress::new(&[], "1 rue Haute", "75011", "Paris", "FR").unwrap();
        let points = email.map(|email| ContactPoint {
            role: ContactRole::Main,
            value: ContactValue::Email(email.parse().unwrap()),
        });
        let file = CustomerFile {
            legal_class: LegalClass::ProfessionalCompany,
            language: Some(Language::Fr),
            contact_points: points.into_iter().collect(),
            addresses: vec![Address { role: ContactRole::Main, place }],
            ..CustomerFile::named(format!("Client {reference}"), Currency::EUR)
        };
        let new = NewCustomer { reference: Some(Reference::parse(reference).unwrap()), file };
        let customer = store::customer::create(&self.db, &self.context, new, None).await.unwrap();
        self.invoice(customer, &format!("F-{reference}")).await;
        customer
    }

    /// An invoice that has been due for ten days.
    pub(super) async fn invoice(&self, customer: CustomerId, number: &str) {
        let due_on = self.today() - Days::new(10);
        let invoice = InvoiceDraft {
            customer,
            number: InvoiceNumber::new("", number).unwrap(),
            issued_on: due_on - Days::new(30),
            currency: Currency::EUR,
            amount: 120_000,
            order_number: None,
            due_lines: vec![DueLine { due_on, amount: 120_000 }],
            import: None,
        };
        let invoice = invoice.checked().unwrap();
        store::invoice::post(&self.db, &self.context, invoice, None).await.unwrap();
    }

    /// The customer pays one invoice.
    pub(super) async fn pay(&self, customer: CustomerId) {
        let paid = domain::payment::PaymentDraft {
            customer,
            received_on: self.today(),
            amount: 120_000,
            currency: Currency::EUR,
            method: None,
            reference: None,
            source_key: None,
            import: None,
            allocate: domain::payment::Allocate::Default,
        };
        let paid = paid.checked().unwrap();
        store::payment::record(&self.db, &self.context, paid, None).await.unwrap();
    }

    /// So many customers with an e-mail address, and the confirmed run of the day.
    pub(super) async fn run_of(&self, customers: usize) {
        for number in 0..customers {
            let reference = format!("C{number:03}");
            self.late(&reference, Some(&address(number))).await;
        }
        self.confirm().await;
    }

    pub(super) async fn confirm(&self) {
        store::dunning::confirm_day(&self.db, &self.context, self.today()).await.unwrap();
    }

    pub(super) fn today(&self) -> NaiveDate {
        self.context.now.date_naive()
    }

    pub(super) async fn messages(&self) -> Vec<Message> {
        let page = PageRequest::first(1_000);
        store::message::list(self.db.read(), Filter::default(), page).await.unwrap().items
    }

    /// How many messages are in each state; and all that must always hold of the ledger holds.
    pub(super) async fn tally(&self) -> Vec<(&'static str, i64)> {
        let broken = store::doctor::examine(self.db.read()).await.unwrap();
        assert!(broken.is_empty(), "{broken:?}");
        let counts = store::message::counts(self.db.read()).await.unwrap();
        counts.into_iter().filter(|one| one.1 != 0).map(|(state, n)| (state.code(), n)).collect()
    }

    pub(super) async fn state_of(&self, reference: &str) -> MessageState {
        let messages = self.messages().await;
        let of = |message: &&Message| message.reference.as_deref() == Some(reference);
        messages.iter().find(of).unwrap().state
    }

    /// The faults that hold the sending now.
    pub(super) async fn pauses(&self) -> Vec<SenderFault> {
        let now = self.context().now;
        let pauses = store::message::active_pauses(self.db.read(), now).await.unwrap();
        pauses.into_iter().map(|pause| pause.fault).collect()
    }

    pub(super) fn journals(&self) -> usize {
        let folder = self.config().journal_dir();
        journal::abandoned(&folder, &journal::boot_id().unwrap()).unwrap().len()
    }

    /// The names of the files of `folder`, sorted.
    pub(super) fn files(&self, folder: &str) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(self.folder.path().join(folder)) else {
            return Vec::new();
        };
        let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    }
}

pub(super) fn address(number: usize) -> String {
    format!("c{number:03}@client.example")
}
