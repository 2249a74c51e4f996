//! Fields of how a customer can be reached.

use super::fields;

fields! {
    /// A field of how a customer can be reached.
    ReachField {
        /// It has an e-mail address that is not known to fail.
        Email = "reach.email": Spec::of(Kind::Flag),
        /// It has a telephone number that is not known to fail.
        Phone = "reach.phone": Spec::of(Kind::Flag),
        /// It has a postal address that is not known to fail.
        Post = "reach.post": Spec::of(Kind::Flag),
        /// One of its contact points is known to fail.
        Invalid = "reach.invalid": Spec::of(Kind::Flag),
    }
}
