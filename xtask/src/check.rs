//! All that must hold before a change lands.

use anyhow::{Context, Result};
use clap::ValueEnum;

use crate::own_rules;
use crate::shell::{self, cargo, succeeds};

/// The version of cargo-deny that is installed where there is none.
const CARGO_DENY_VERSION: &str = "0.20.2";

/// One part of the checks, in the order they run: quick ones first.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Part {
    /// The code is formatted.
    Fmt,
    /// Clippy has nothing to say.
    Clippy,
    /// All tests pass.
    Test,
    /// The rule crate outside the workspace holds, and so does one with a rule begun from the template.
    OwnRules,
    /// The documentation builds without warnings.
    Doc,
    /// Licences, duplicates, sources and advisories of dependencies.
    Deny,
}

/// Runs `parts`, or all where none is named, until one fails.
pub(crate) fn run(parts: &[Part]) -> Result<()> {
    let parts = if parts.is_empty() { Part::value_variants() } else { parts };
    for part in parts {
        part.run().with_context(|| format!("the check {part:?} did not pass"))?;
    }
    println!("\nall checks passed: {parts:?}");
    Ok(())
}

impl Part {
    fn run(self) -> Result<()> {
        match self {
            Part::Fmt => shell::run(&mut cargo(&["fmt", "--all", "--check"])),
            Part::Clippy => shell::run(&mut cargo(&[
                "clippy",
                "--locked",
                "--workspace",
                "--all-targets",
                "--",
                "--deny=warnings",
            ])),
            Part::Test => shell::run(&mut cargo(&["test", "--locked", "--workspace"])),
            Part::OwnRules => own_rules::check(),
            Part::Doc => {
                let mut doc = cargo(&["doc", "--locked", "--workspace", "--no-deps"]);
                shell::run(doc.env("RUSTDOCFLAGS", "--deny=warnings"))
            }
            Part::Deny => deny(),
        }
    }
}

fn deny() -> Result<()> {
    if !succeeds(&mut cargo(&["deny", "--version"])) {
        let version = CARGO_DENY_VERSION;
        shell::run(&mut cargo(&["install", "cargo-deny", "--locked", "--version", version]))?;
    }
    shell::run(cargo(&["deny", "--locked", "check"]).args([
        "--hide-inclusion-graph",
        "licenses",
        "bans",
        "sources",
    ]))?;
    // The advisory database is a git repository on the network; where it is out of reach, nothing can be said.
    if succeeds(&mut cargo(&["deny", "--locked", "fetch", "db"])) {
        shell::run(&mut cargo(&["deny", "--locked", "check", "--disable-fetch", "advisories"]))
    } else {
        println!("note: advisories were not checked, their database cannot be reached");
        Ok(())
    }
}
