//! Recall and false alarms of the rules, on invented reports.

use anyhow::Result;

use crate::shell::{self, cargo};

/// Builds the measuring program and runs it with these options; it fails where a bar is missed.
pub(crate) fn run(options: &[String]) -> Result<()> {
    let build = ["run", "--locked", "--profile=accuracy", "--package=nianbao-accuracy", "--"];
    shell::run(cargo(&build).args(options))
}
