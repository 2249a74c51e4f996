//! What happens later: the queue, the sending, the channels.

mod journal;
mod mail;
mod queue;
mod smtp;
