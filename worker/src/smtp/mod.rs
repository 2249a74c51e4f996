//! The conversation with a mail server (RFC 5321), on lettre's connection over a stream of ours.
//!
//! Two things are ours. The stream: no delay, one write a turn, TLS by one configuration. And the
//! moment of the hand-over: a caller knows of each mail whether any of it can have left.

mod connection;
mod content;
mod conversation;
mod fault;
mod lockstep;
mod probe;
mod server;
mod starttls;
mod tls;

#[cfg(test)]
mod tests;

pub(crate) use connection::Connection;
pub(crate) use conversation::{Answer, Envelope};
pub(crate) use fault::SmtpFault;
pub(crate) use probe::probe;
pub(crate) use server::Server;
