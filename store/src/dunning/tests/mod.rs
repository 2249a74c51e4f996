//! Runs on both engines: the rules are the domain's, here the sets have to say the same.

mod confirm;
mod equal;
mod fate;
mod paper;
mod people;
mod since;
mod world;

use domain::context::Context;
use domain::id::NoticeId;

use crate::db::{Db, Write};

/// What the worker calls from its tasks must be able to move between threads.
#[expect(dead_code, reason = "it only has to compile")]
fn moves(db: &Db, txn: &Write, context: &Context, notices: &[NoticeId]) {
    const fn moves<T: Send>(_: &T) {}
    moves(&super::documents(db, notices));
    moves(&super::recheck(&**txn, context, notices));
    moves(&super::settle(&**txn, context, notices, notices));
    moves(&super::reopen(&**txn, context, notices));
}
