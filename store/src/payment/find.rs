//! Payments by the key of their source, so that none is recorded twice.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use domain::id::{CustomerId, PaymentId};
use domain::money::Currency;
use domain::payment::NewPayment;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::entity::payment;
use crate::error::StoreError;
use crate::sql::{ROWS, unreadable};

/// What was recorded under a source key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPayment {
    /// Its id.
    pub id: PaymentId,
    /// Who paid.
    pub customer: CustomerId,
    /// The day on which the money was there.
    pub received_on: NaiveDate,
    /// Minor units.
    pub amount: i64,
    /// Its currency.
    pub currency: Currency,
    /// The day on which it bounced.
    pub bounced_on: Option<NaiveDate>,
}

impl StoredPayment {
    /// Whether `new` is the same money: customer, day, amount and currency.
    #[must_use]
    pub fn is(&self, new: &NewPayment) -> bool {
        (self.customer, self.received_on, self.amount, self.currency)
            == (new.customer, new.received_on, new.amount, new.currency)
    }
}

/// What was recorded under these keys; a key that is not one of the answer's is new.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_by_source_key<C: ConnectionTrait>(
    conn: &C,
    keys: &[String],
) -> Result<HashMap<String, StoredPayment>, StoreError> {
    let keys: HashSet<&str> = keys.iter().map(String::as_str).collect();
    let keys: Vec<&str> = keys.into_iter().collect();
    let mut found = HashMap::new();
    for keys in keys.chunks(ROWS) {
        let rows = payment::Entity::find()
            .filter(payment::Column::SourceKey.is_in(keys.iter().copied()))
            .all(conn)
            .await?;
        for row in rows {
            let currency =
                row.currency.parse().map_err(|why| unreadable("payment.currency", why))?;
            let stored = StoredPayment {
                id: row.id.into(),
                customer: row.customer_id.into(),
                received_on: row.received_on,
                amount: row.amount,
                currency,
                bounced_on: row.bounced_on,
            };
            found.extend(row.source_key.map(|key| (key, stored)));
        }
    }
    Ok(found)
}
