//! `cargo xtask accuracy` runs this: measures recall and false alarms, prints them, and fails where a bar is missed.
#![expect(clippy::print_stdout, reason = "a developer command talks to the terminal")]

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
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
    /// Write each report with a missed defect, or a finding where it is clean, into this folder.
    #[arg(long, value_name = "FOLDER")]
    write: Option<PathBuf>,
}

fn layout_named(name: &str) -> Result<Layout, String> {
    Layout::ALL.into_iter().find(|layout| layout.name() == name).ok_or_else(|| {
        let names: Vec<&str> = Layout::ALL.iter().map(|layout| layout.name()).collect();
        format!("no such layout; there are {}", names.join(", "))
    })
}

fn main() -> Result<ExitCode> {
    let Cli { rule, layout, seed, reports, show, write } = Cli::parse();
    let outcome = measure(&Options { rule, layout, seed, reports });
    if let Some(folder) = write {
        fs::create_dir_all(&folder)?;
        for (name, text) in outcome.reports() {
            fs::write(folder.join(name), text)?;
        }
    }
    if show {
        println!("{}", outcome.details());
    }
    println!("{outcome}");
    Ok(if outcome.keeps_bars() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::Cli;

    #[test]
    fn the_options_in_the_documents_are_taken() {
        let document = include_str!("../../../CONTRIBUTING.md");
        let prompt = "cargo xtask accuracy";
        let commands: Vec<&str> =
            document.lines().filter(|line| line.starts_with(prompt)).collect();
        assert!(!commands.is_empty(), "CONTRIBUTING.md has no {prompt}");
        for command in commands {
            let parsed = Cli::try_parse_from(command.split_whitespace().skip(2));
            assert_eq!(parsed.err().map(|error| error.to_string()), None);
        }
    }
}
