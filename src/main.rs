//! The program: one file per command, the settings, the wiring. Nothing else.

mod clock;
mod command;
mod house;
mod settings;

use std::process::ExitCode;

use clap::Parser;

use crate::command::Command;
use crate::house::House;
use crate::settings::Flags;

/// Mails and rows are many small pieces of text: a tenth of the time of sending went into the system's
/// allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The desk of the sales assistant: customers, invoices, graduated reminders, in French and English.
#[derive(Debug, Parser)]
#[command(name = "relais", version, about, arg_required_else_help = true)]
struct Program {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let program = Program::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("relais: {error}");
            return ExitCode::FAILURE;
        }
    };
    runtime.block_on(run(program))
}

async fn run(program: Program) -> ExitCode {
    // Two providers are compiled in; code that picks none would panic without a default.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let house = match House::build(&program.flags, program.command.is_demo()) {
        Ok(house) => house,
        Err(error) => {
            eprintln!("relais: {error:#}");
            return ExitCode::FAILURE;
        }
    };
    match program.command.run(&house).await {
        Ok(exit) => exit.into(),
        Err(error) => {
            eprintln!("relais: {}", house.explain(&error));
            ExitCode::FAILURE
        }
    }
}
