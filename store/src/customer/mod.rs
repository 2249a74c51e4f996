//! Customers: a party in its commercial role, with how it is reached, where it is and how the state
//! knows it. Files are made and changed by sets, one event for each customer.

mod change;
mod create;
mod list;
mod point;
mod record;
mod row;

#[cfg(test)]
mod tests;

use domain::customer::CustomerFault;

pub use change::{Changed, change_many, update, update_in};
pub(crate) use create::insert_all;
pub use create::{create, create_in, create_many};
pub use list::{CustomerFilter, list};
pub(crate) use record::lock_by_reference;
pub use record::{
    CustomerRecord, StoredAddress, StoredPoint, find, find_by_reference, get, get_by_reference,
};

use crate::error::Refusal;

impl From<CustomerFault> for Refusal {
    fn from(fault: CustomerFault) -> Self {
        Self::new(fault.code())
    }
}
