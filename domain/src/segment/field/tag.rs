//! Fields of what the firm stuck on a customer: any of its tags counts.

use super::fields;

fields! {
    /// A field of the tags of a customer.
    TagField {
        /// One of its tags, compared without case and accents.
        Name = "tag.name": Spec::of(Kind::Text).or_empty(),
    }
}
