//! The command line: arguments in, exit code out. What it does is in `commands`; it checks, reads and formats nothing
//! itself.
//!
//! It is a library so that an office can build a program of its own, with the built-in rules and its own: see
//! `docs/own-rules.md`.

mod args;
mod clock;
mod commands;
mod copies;
mod formats;
mod outputs;
mod panic_hook;
mod progress;
mod rules;
mod stdout;
mod usage;

use std::error::Error;
use std::io;
use std::process::ExitCode;

use clap::Parser;
use nianbao_run::reason;

use crate::args::{Cli, Command};

/// Findings at or above the failing level.
const FOUND: u8 = 1;
/// What was asked could not be done.
const FAILED: u8 = 2;

/// Runs the program on the arguments and streams of this process, with all rules that are linked into it.
pub fn main() -> ExitCode {
    panic_hook::install();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage::tell(&error),
    };
    let done = match &cli.command {
        Some(Command::Check(args)) => commands::check::run(&args.run, args.task()),
        Some(Command::Fix(args)) => commands::check::run(&args.run, args.task()),
        Some(Command::Baseline(args)) => commands::baseline::run(args),
        Some(Command::Rules(args)) => commands::rules::run(args),
        Some(Command::Explain(args)) => commands::explain::run(args),
        Some(Command::Figures(args)) => commands::figures::run(args),
        Some(Command::Config(args)) => commands::config::run(args),
        Some(Command::Init(args)) => commands::init::run(args),
        Some(Command::TestPack(args)) => commands::test_pack::run(args),
        Some(Command::Completions(args)) => commands::completions::run(args),
        None => commands::check::run(&cli.check.run, cli.check.task()),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            let causes: Vec<String> = error.chain().map(in_words).collect();
            stdout::complain(&causes.join("："));
            ExitCode::from(FAILED)
        }
    }
}

/// A cause as the user reads it.
fn in_words(cause: &(dyn Error + 'static)) -> String {
    cause.downcast_ref::<io::Error>().map_or_else(|| cause.to_string(), reason)
}
