//! The program as its users meet it: one test binary of the root package, a module for each part.

#![cfg(test)] // Says to clippy what cargo knows: in here, a panic is how a fault is told.

mod architecture;
mod browser;
mod contact;
mod duplicates;
mod http;
mod imports;
mod killing;
mod paper;
mod people;
mod real_ledger;
mod searching;
mod sending;
mod support;
mod tasks;
mod two_workers;
