//! Whether the program lives and can work: for those who watch it.

pub(crate) mod live;
pub(crate) mod ready;
