//! What happens later: the queue, the sending, the channels.

mod queue;
