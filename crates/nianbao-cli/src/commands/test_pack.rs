use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use nianbao_pack::try_examples;
use nianbao_run::{PackError, load_pack};

use crate::FAILED;
use crate::args::TestPackArgs;
use crate::stdout::{self, complain};

/// Reads packs and runs their examples.
pub(crate) fn run(args: &TestPackArgs) -> Result<ExitCode> {
    let mut are_good = true;
    for file in &args.files {
        are_good &= test(file)?;
    }
    Ok(if are_good { ExitCode::SUCCESS } else { ExitCode::from(FAILED) })
}

/// Whether the pack at `file` can be used and its examples are what they should be.
fn test(file: &Path) -> Result<bool> {
    let shown = file.to_string_lossy();
    let pack = match load_pack(file, &shown) {
        Ok(pack) => pack,
        Err(error @ PackError::Io(_)) => {
            complain(&format_args!("{shown}：{error}"));
            return Ok(false);
        }
        Err(error) => {
            complain(&error);
            return Ok(false);
        }
    };
    let (examples, faults) = try_examples(&pack);
    for fault in &faults {
        complain(&format_args!("{}: {}：{}", fault.site, fault.rule, fault.message));
    }
    if faults.is_empty() {
        let rules = pack.rules.len();
        let line = format!("{shown}：{} {rules} 条规则，{examples} 个示例都符合\n", pack.title);
        stdout::write(line.as_bytes())?;
    }
    Ok(faults.is_empty())
}
