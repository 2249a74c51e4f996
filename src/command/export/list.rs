//! The lists that can be exported, and by which filters.

use chrono::NaiveDate;
use clap::Args;
use domain::customer::{LegalClass, Reference, Tag};
use domain::id::CustomerId;
use domain::language::Language;
use domain::message::MessageState;
use domain::purpose::PurposeCode;
use domain::task::TaskState;
use store::Db;
use store::consent::ConsentFilter;
use store::customer::CustomerFilter;
use store::export::{Customers, List};
use store::invoice::{InvoiceFilter, InvoiceState};
use store::message::Filter as MessageFilter;
use store::payment::PaymentFilter;
use store::task::TaskFilter;
use uuid::Uuid;

use super::FileArgs;
use crate::house::{House, unknown};

#[derive(Debug, Args)]
pub(super) struct CustomersArgs {
    #[command(flatten)]
    file: FileArgs,
    /// Only those whose name begins so, whatever the case and the accents
    #[arg(long, value_name = "BEGINNING")]
    name: Option<String>,
    /// Only those of a legal class
    #[arg(long, value_name = "CLASS")]
    legal_class: Option<LegalClass>,
    /// Only those to whom one writes in this language
    #[arg(long, value_name = "LANGUAGE")]
    customer_language: Option<Language>,
    /// Only those with this tag, whatever its case and its accents
    #[arg(long, value_parser = tag)]
    tag: Option<Tag>,
}

fn tag(text: &str) -> Result<Tag, &'static str> {
    Tag::parse(text).ok_or("a tag is one line of at most 40 characters")
}

impl CustomersArgs {
    pub(super) fn list(self) -> (List, FileArgs) {
        let filter = CustomerFilter {
            name: self.name,
            legal_class: self.legal_class,
            language: self.customer_language,
            tag: self.tag,
            ..CustomerFilter::default()
        };
        (List::Customers(Customers::Listed(filter)), self.file)
    }
}

#[derive(Debug, Args)]
pub(super) struct InvoicesArgs {
    #[command(flatten)]
    file: FileArgs,
    /// Only those of this customer
    #[arg(long, value_name = "REFERENCE")]
    customer: Option<Reference>,
    /// Only those in a state as of the day: open, paid or overdue
    #[arg(long, value_parser = state)]
    state: Option<InvoiceState>,
    /// The day as of which they are shown, YYYY-MM-DD; today when it is not given
    #[arg(long, value_name = "DAY")]
    as_of: Option<NaiveDate>,
}

fn state(text: &str) -> Result<InvoiceState, &'static str> {
    match text {
        "open" => Ok(InvoiceState::Open),
        "paid" => Ok(InvoiceState::Paid),
        "overdue" => Ok(InvoiceState::Overdue),
        _ => Err("write open, paid or overdue"),
    }
}

impl InvoicesArgs {
    pub(super) async fn list(self, db: &Db, house: &House) -> anyhow::Result<(List, FileArgs)> {
        let customer = customer(db, self.customer.as_ref()).await?;
        let as_of = if let Some(day) = self.as_of {
            day
        } else {
            let firm = store::company::get(db).await?.map(|(firm, _)| firm).unwrap_or_default();
            house.context().today(firm.time_zone)
        };
        let filter = InvoiceFilter { customer, state: self.state };
        Ok((List::Invoices { filter, as_of }, self.file))
    }
}

#[derive(Debug, Args)]
pub(super) struct PaymentsArgs {
    #[command(flatten)]
    file: FileArgs,
    /// Only those of this customer
    #[arg(long, value_name = "REFERENCE")]
    customer: Option<Reference>,
    /// Only those of which something was proposed and waits for a person
    #[arg(long)]
    proposed: bool,
}

impl PaymentsArgs {
    pub(super) async fn list(self, db: &Db) -> anyhow::Result<(List, FileArgs)> {
        let customer = customer(db, self.customer.as_ref()).await?;
        let filter = PaymentFilter { customer, proposed: self.proposed };
        Ok((List::Payments(filter), self.file))
    }
}

#[derive(Debug, Args)]
pub(super) struct WhoseArgs {
    #[command(flatten)]
    file: FileArgs,
    /// Only those of this customer
    #[arg(long, value_name = "REFERENCE")]
    customer: Option<Reference>,
}

impl WhoseArgs {
    pub(super) async fn list(
        self,
        db: &Db,
        list: impl FnOnce(Option<CustomerId>) -> List,
    ) -> anyhow::Result<(List, FileArgs)> {
        let customer = customer(db, self.customer.as_ref()).await?;
        Ok((list(customer), self.file))
    }
}

#[derive(Debug, Args)]
pub(super) struct TasksArgs {
    #[command(flatten)]
    file: FileArgs,
    /// Only those that concern this customer
    #[arg(long, value_name = "REFERENCE")]
    customer: Option<Reference>,
    /// Only those that this user is to do
    #[arg(long, value_name = "EMAIL")]
    assignee: Option<String>,
    /// Only those that nobody is to do yet
    #[arg(long, conflicts_with = "assignee")]
    unassigned: bool,
    /// Only the open or the done ones
    #[arg(long, value_name = "STATE")]
    state: Option<TaskState>,
}

impl TasksArgs {
    pub(super) async fn list(self, db: &Db) -> anyhow::Result<(List, FileArgs)> {
        let assignee = match &self.assignee {
            Some(email) => {
                let found = store::user::find_by_email(db, email).await;
                Some(found.map_err(unknown("user_unknown"))?.id)
            }
            None => None,
        };
        let filter = TaskFilter {
            customer: customer(db, self.customer.as_ref()).await?,
            subject: None,
            assignee,
            unassigned: self.unassigned,
            state: self.state,
        };
        Ok((List::Tasks(filter), self.file))
    }
}

#[derive(Debug, Args)]
pub(super) struct ConsentsArgs {
    #[command(flatten)]
    file: FileArgs,
    /// Only those of this customer itself, not of its people
    #[arg(long, value_name = "REFERENCE")]
    customer: Option<Reference>,
    /// Only those for this purpose, by its code
    #[arg(long, value_name = "CODE")]
    purpose: Option<PurposeCode>,
}

impl ConsentsArgs {
    pub(super) async fn list(self, db: &Db) -> anyhow::Result<(List, FileArgs)> {
        let party = match &self.customer {
            Some(reference) => {
                let found = store::customer::get_by_reference(db.read(), reference).await;
                Some(found.map_err(unknown("customer_unknown"))?.party)
            }
            None => None,
        };
        let purpose = match &self.purpose {
            Some(code) => Some(store::purpose::by_code(db.read(), code).await?.purpose.id),
            None => None,
        };
        let filter = ConsentFilter { party, point: None, purpose };
        Ok((List::Consents(filter), self.file))
    }
}

#[derive(Debug, Args)]
pub(super) struct CreditNotesArgs {
    #[command(flatten)]
    file: FileArgs,
    /// Only those of this customer
    #[arg(long, value_name = "REFERENCE")]
    customer: Option<Reference>,
    /// Only those of which something was proposed and waits for a person
    #[arg(long)]
    proposed: bool,
}

impl CreditNotesArgs {
    pub(super) async fn list(self, db: &Db) -> anyhow::Result<(List, FileArgs)> {
        let customer = customer(db, self.customer.as_ref()).await?;
        let filter = PaymentFilter { customer, proposed: self.proposed };
        Ok((List::CreditNotes(filter), self.file))
    }
}

#[derive(Debug, Args)]
pub(super) struct MessagesArgs {
    #[command(flatten)]
    file: FileArgs,
    /// Only those in this state
    #[arg(long, value_name = "STATE")]
    state: Option<MessageState>,
    /// Only those of this run
    #[arg(long, value_name = "RUN")]
    run: Option<Uuid>,
}

impl MessagesArgs {
    pub(super) fn list(self) -> (List, FileArgs) {
        let filter = MessageFilter { state: self.state, batch: self.run, party: None };
        (List::Messages(filter), self.file)
    }
}

/// The customer of a reference, where one is given.
async fn customer(db: &Db, reference: Option<&Reference>) -> anyhow::Result<Option<CustomerId>> {
    let Some(reference) = reference else { return Ok(None) };
    let found = store::customer::get_by_reference(db.read(), reference).await;
    Ok(Some(found.map_err(unknown("customer_unknown"))?.id))
}
