//! The commands: one file each.

pub(crate) mod calendar;
pub(crate) mod company;
pub(crate) mod contact_rule;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod dunning;
pub(crate) mod duplicate;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod may_contact;
pub(crate) mod merge;
pub(crate) mod message;
pub(crate) mod migrate;
pub(crate) mod rate;
pub(crate) mod search;
pub(crate) mod segment;
pub(crate) mod serve;
pub(crate) mod settings;
pub(crate) mod task;
pub(crate) mod token;
pub(crate) mod user;
pub(crate) mod worker;

use clap::Subcommand;

use crate::house::{Exit, House};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run a demonstration: a made-up firm, its reminders as files, the API; no server, no account
    Demo(demo::DemoArgs),
    /// Set or show the firm itself: name, address, sender, bank details
    Company(company::CompanyArgs),
    /// Bring customers or invoices in from a file
    Import(import::ImportArgs),
    /// Write lists as tables for spreadsheets
    Export(export::ExportArgs),
    /// Find customers by whatever is known of them: name, reference, number, address, phone
    Search(search::SearchArgs),
    /// Propose, confirm and follow graduated reminders
    Dunning(dunning::DunningArgs),
    /// Find customers that stand in the file twice
    Duplicate(duplicate::DuplicateArgs),
    /// Make one of two customers, or two again
    Merge(merge::MergeArgs),
    /// List messages, settle the uncertain ones
    Message(message::MessageArgs),
    /// List and record the reference rates of penalties
    Rate(rate::RateArgs),
    /// Ask whether somebody may be contacted, by which article, and when
    MayContact(may_contact::MayContactArgs),
    /// List and record the figures of the law on contact
    ContactRule(contact_rule::ContactRuleArgs),
    /// Show public holidays
    Calendar(calendar::CalendarArgs),
    /// List, show and count segments of the customer file
    Segment(segment::SegmentArgs),
    /// List what is to be done, and say what was done
    Task(task::TaskArgs),
    /// Send what is due: until stopped, or once with --drain
    Worker(worker::WorkerArgs),
    /// Run the API and the worker
    Serve(serve::ServeArgs),
    /// Add and disable users
    User(user::UserArgs),
    /// Create and revoke API tokens
    Token(token::TokenArgs),
    /// Bring the database to this version's schema
    Migrate(migrate::MigrateArgs),
    /// Check settings, database, queue, mail server, texts and the invariants of the ledger
    Doctor(doctor::DoctorArgs),
    /// Show the settings of this start, without secrets
    Settings(settings::SettingsArgs),
}

impl Command {
    /// Whether this start must not touch a real installation.
    pub(crate) fn is_demo(&self) -> bool {
        matches!(self, Self::Demo(_))
    }

    pub(crate) async fn run(self, house: &House) -> anyhow::Result<Exit> {
        match self {
            Self::Demo(args) => demo::run(args, house).await,
            Self::Company(args) => company::run(args, house).await,
            Self::Import(args) => import::run(args, house).await,
            Self::Export(args) => export::run(args, house).await,
            Self::Search(args) => search::run(&args, house).await,
            Self::Dunning(args) => dunning::run(args, house).await,
            Self::Duplicate(args) => duplicate::run(args, house).await,
            Self::Merge(args) => merge::run(args, house).await,
            Self::Message(args) => message::run(args, house).await,
            Self::Rate(args) => rate::run(args, house).await,
            Self::MayContact(args) => may_contact::run(&args, house).await,
            Self::ContactRule(args) => contact_rule::run(args, house).await,
            Self::Calendar(args) => calendar::run(&args, house),
            Self::Segment(args) => segment::run(args, house).await,
            Self::Task(args) => task::run(args, house).await,
            Self::Worker(args) => worker::run(args, house).await,
            Self::Serve(args) => serve::run(args, house).await,
            Self::User(args) => user::run(args, house).await,
            Self::Token(args) => token::run(args, house).await,
            Self::Migrate(args) => migrate::run(args, house).await,
            Self::Doctor(args) => doctor::run(args, house).await,
            Self::Settings(args) => settings::run(&args, house),
        }
    }
}
