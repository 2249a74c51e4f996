//! Customers: a party in its commercial role, with how it is reached, where it is and how the state
//! knows it. Files are made and changed by sets, one event for each customer.

mod attachment;
mod change;
mod create;
mod custom_field;
mod delete;
mod desk;
mod desk_image;
pub(crate) mod difference;
mod image;
mod list;
mod note;
mod payment_sheet;
pub(crate) mod point;
pub(crate) mod record;
mod remove;
pub(crate) mod row;

#[cfg(test)]
mod tests;

use domain::customer::CustomerFault;

pub use attachment::{
    AttachmentRecord, NewAttachment, attach, attachment, attachments, detach, restore_attachment,
};
pub use change::{Changed, change_many, update, update_in};
pub use create::{create, create_in, create_many};
pub use custom_field::{
    CustomFieldRecord, NewCustomField, by_code as custom_fields_by_code, create_custom_field,
    custom_field, custom_fields, update_custom_field,
};
pub(crate) use delete::owed;
pub use delete::{delete, restore};
pub(crate) use desk::write as write_desk;
pub(crate) use image::{Image, images, restore_many};
pub use list::{CustomerFilter, CustomerOrder, list};
pub(crate) use note::write_note_in;
pub use note::{
    NewNote, NoteChange, NoteRecord, change_note, delete_note, note, notes, notes_of_all,
    restore_note, write_note,
};
pub use payment_sheet::{payment_sheet, set_payment_sheet};
pub(crate) use payment_sheet::{sheet as read_sheet, write as write_sheet};
pub(crate) use record::lock;
pub use record::{
    CustomerRecord, StoredAddress, StoredPoint, find, find_by_reference, get, get_by_reference,
};
pub(crate) use remove::remove_many;

use crate::error::Refusal;

impl From<CustomerFault> for Refusal {
    fn from(fault: CustomerFault) -> Self {
        Self::new(fault.code())
    }
}
