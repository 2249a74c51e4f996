//! By what somebody is reached: one mailbox and one number of several.

use domain::customer::{ContactKind, ContactPoint, ContactRole};

/// The first of a kind: for the main role, else whichever stands first.
pub(super) fn first(points: &[ContactPoint], kind: ContactKind) -> Option<&str> {
    let of_kind = || points.iter().filter(|point| point.value.kind() == kind);
    let main = of_kind().find(|point| point.role == ContactRole::Main);
    main.or_else(|| of_kind().next()).map(|point| point.value.as_str())
}
