//! Runs on both engines: the rules are the domain's, here the sets have to say the same.

mod confirm;
mod equal;
mod fate;
mod paper;
mod world;
