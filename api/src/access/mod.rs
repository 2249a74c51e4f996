//! Who calls, and whether they may: the first thing that every handler takes.
//!
//! [`May`] asks for an act of the table [`domain::user::Role::may`]; [`SignedIn`] for anybody who is known;
//! [`Anybody`] for nobody in particular. The caller is found by a middleware before any of them, so that a
//! request that may not go on is refused before its body is read.

mod act;
mod call;
mod client;
mod cookie;
mod identify;
mod key;
mod principal;

use domain::user::Act;

pub(crate) use act::*;
pub(crate) use call::{Anybody, May, SignedIn};
pub(crate) use client::address;
pub(crate) use cookie::{clear, set};
pub(crate) use identify::{Caller, identify};
pub(crate) use key::Key;
pub(crate) use principal::{Origin, Principal};

use crate::endpoint::Part;

/// Who may call an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// Everybody.
    Everybody,
    /// Everybody who is known.
    SignedIn,
    /// Those who may do this act.
    May(Act),
    /// Those who may do this act, unless the installation opens it to everybody.
    MayUnlessOpen(Act),
}

/// Something that says who may call.
pub(crate) trait Access: Part {
    /// The rule.
    const RULE: Rule;
}
