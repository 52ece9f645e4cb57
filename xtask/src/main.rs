//! Developer commands: `cargo xtask check` runs all that CI runs, `cargo xtask bench` measures speed and memory,
//! `cargo xtask accuracy` measures what the rules find and what they should not, `cargo xtask new-rule` begins a rule.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a developer command talks to the terminal"
)]

mod accuracy;
mod bench;
mod check;
mod new_rule;
mod own_rules;
mod shell;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run all that CI runs, or only the parts named.
    Check {
        /// Parts to run; all when none is named.
        parts: Vec<check::Part>,
    },
    /// Measure the release binary against the reference program and the targets.
    Bench {
        /// How many reports to invent; the standard sizes when not said.
        #[arg(long, value_name = "N")]
        reports: Vec<u32>,
    },
    /// Begin a rule: its file from the template, and its line in the crate's list of modules.
    NewRule {
        /// Its name, `family/name`.
        name: String,
        /// The folder of a rule crate outside this repository; the built-in family's when not said.
        #[arg(long = "crate", value_name = "FOLDER")]
        folder: Option<PathBuf>,
    },
    /// Measure recall and false alarms on invented reports; `--help` behind `--` tells the options.
    Accuracy {
        /// What the measuring program is told: `--rule`, `--layout`, `--seed`, `--reports`, `--show`, `--write`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        options: Vec<String>,
    },
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Check { parts } => check::run(&parts),
        Command::Bench { reports } => bench::run(&reports),
        Command::NewRule { name, folder } => new_rule::run(&name, folder.as_deref()),
        Command::Accuracy { options } => accuracy::run(&options),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
