//! Puts the made-up firm into the database by the same functions that the API and the imports call.

use anyhow::Context as _;
use chrono::NaiveDate;
use domain::company::Company;
use domain::context::Context;
use domain::customer::{
    Address, ContactPoint, ContactRole, ContactValue, CustomerFile, NewCustomer, PostalAddress,
    Reference,
};
use domain::id::{CustomerId, InvoiceId};
use domain::invoice::{DueLine, InvoiceDraft, InvoiceNumber};
use domain::money::Currency;
use domain::payment::{Allocate, CreditNoteDraft, PaymentDraft};
use store::db::Db;

use super::firm::{Customer, Firm, Invoice};

/// How much was put in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seeded {
    pub(super) customers: usize,
    pub(super) invoices: usize,
    pub(super) payments: usize,
}

/// Puts the firm of `day` in.
///
/// # Errors
/// When the database refuses; the folder is begun again at the next start then.
pub(super) async fn seed(db: &Db, context: &Context, day: NaiveDate) -> anyhow::Result<Seeded> {
    store::company::set(db, context, company()?, None).await?;
    let firm = Firm::on(day);
    let mut customers = Vec::new();
    for customer in &firm.customers {
        customers.push(store::customer::create(db, context, file(customer)?, None).await?);
    }
    let mut payments = 0;
    let mut corrected = None;
    for invoice in &firm.invoices {
        let customer = *customers.get(invoice.customer).context("a customer is missing")?;
        let posted =
            store::invoice::post(db, context, draft(customer, invoice)?.checked()?, None).await?;
        for (received_on, amount) in &invoice.paid {
            let paid = PaymentDraft {
                customer,
                received_on: *received_on,
                amount: *amount,
                currency: Currency::EUR,
                method: Some("transfer".to_owned()),
                reference: Some(invoice.number.clone()),
                source_key: None,
                import: None,
                allocate: Allocate::Default,
            };
            store::payment::record(db, context, paid.checked()?, None).await?;
            payments += 1;
        }
        if invoice.paid.is_empty() && corrected.is_none() {
            corrected = Some((customer, posted.id, invoice));
        }
    }
    if let Some((customer, id, invoice)) = corrected {
        credit(db, context, customer, id, invoice).await?;
    }
    Ok(Seeded { customers: customers.len(), invoices: firm.invoices.len(), payments })
}

fn company() -> anyhow::Result<Company> {
    Ok(Company {
        name: "Maison Hébrard".to_owned(),
        address: Some(PostalAddress::new(
            &[],
            "12 rue de la République",
            "13001",
            "Marseille",
            "FR",
        )?),
        sender_name: Some("Maison Hébrard, comptabilité clients".to_owned()),
        sender_email: Some("compta@hebrard.example".parse()?),
        phone: Some("+33 4 91 00 00 00".to_owned()),
        contact_name: Some("Jeanne Vauquelin".to_owned()),
        iban: Some("FR1420041010050500013M02606".to_owned()),
        ..Company::default()
    })
}

fn file(customer: &Customer) -> anyhow::Result<NewCustomer> {
    let place = PostalAddress::new(
        &[],
        &customer.street,
        customer.postal_code,
        customer.city,
        customer.country,
    )?;
    let point = match &customer.email {
        Some(email) => vec![ContactPoint {
            role: ContactRole::Main,
            value: ContactValue::Email(email.parse()?),
        }],
        None => Vec::new(),
    };
    let file = CustomerFile {
        legal_class: customer.class,
        language: Some(customer.language),
        contact_points: point,
        addresses: vec![Address { role: ContactRole::Main, place }],
        ..CustomerFile::named(customer.name.clone(), Currency::EUR)
    };
    Ok(NewCustomer { reference: Some(Reference::parse(&customer.reference)?), file })
}

fn draft(customer: CustomerId, invoice: &Invoice) -> anyhow::Result<InvoiceDraft> {
    let due_lines = invoice
        .due_lines
        .iter()
        .map(|(due_on, amount)| DueLine { due_on: *due_on, amount: *amount });
    Ok(InvoiceDraft {
        customer,
        number: InvoiceNumber::new("", &invoice.number)?,
        issued_on: invoice.issued_on,
        currency: Currency::EUR,
        amount: invoice.due_lines.iter().map(|line| line.1).sum(),
        order_number: invoice.order_number.clone(),
        due_lines: due_lines.collect(),
        import: None,
    })
}

/// A tenth of an invoice taken back, five days after it was issued.
async fn credit(
    db: &Db,
    context: &Context,
    customer: CustomerId,
    id: InvoiceId,
    invoice: &Invoice,
) -> anyhow::Result<()> {
    let amount: i64 = invoice.due_lines.iter().map(|line| line.1).sum();
    let note = CreditNoteDraft {
        customer,
        number: InvoiceNumber::new("A", &invoice.number)?,
        issued_on: invoice.issued_on + chrono::Days::new(5),
        amount: (amount / 10).max(1),
        currency: Currency::EUR,
        invoice: Some(id),
        allocate: Allocate::Default,
    };
    store::payment::post_credit_note(db, context, note.checked()?, None).await?;
    Ok(())
}
