//! `cargo xtask accuracy` runs this: measures recall and false alarms, prints them, and fails where a bar is missed.
#![expect(clippy::print_stdout, reason = "a developer command talks to the terminal")]

use std::process::ExitCode;

use clap::Parser;
use nianbao_accuracy::{Options, measure};
use nianbao_test::layout::Layout;

/// Measures the rules on invented reports, clean and broken.
#[derive(Parser)]
#[command(name = "cargo xtask accuracy", bin_name = "cargo xtask accuracy")]
struct Cli {
    /// Only this rule, or the rules whose names begin so.
    #[arg(long, value_name = "NAME")]
    rule: Option<String>,
    /// Only this layout.
    #[arg(long, value_name = "NAME", value_parser = layout_named)]
    layout: Option<Layout>,
    /// Where the reports begin; the same seed gives the same reports.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Clean reports for each layout; of each injector a tenth as many broken ones.
    #[arg(long, value_name = "N", default_value_t = 20)]
    reports: u32,
    /// Print each missed defect and each finding on a clean report with its text.
    #[arg(long)]
    show: bool,
}

fn layout_named(name: &str) -> Result<Layout, String> {
    Layout::ALL.into_iter().find(|layout| layout.name() == name).ok_or_else(|| {
        let names: Vec<&str> = Layout::ALL.iter().map(|layout| layout.name()).collect();
        format!("no such layout; there are {}", names.join(", "))
    })
}

fn main() -> ExitCode {
    let Cli { rule, layout, seed, reports, show } = Cli::parse();
    let outcome = measure(&Options { rule, layout, seed, reports });
    if show {
        println!("{}", outcome.details());
    }
    println!("{outcome}");
    if outcome.keeps_bars() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
