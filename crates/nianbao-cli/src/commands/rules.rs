use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use nianbao_emit::{rules_json, rules_table};
use nianbao_lint::Rule;

use crate::args::{RulesArgs, RulesFormat};
use crate::commands::check::profiles;
use crate::stdout;

/// Lists the rules.
pub(crate) fn run(args: &RulesArgs) -> Result<ExitCode> {
    let rules = known()?;
    let list = match args.output_format {
        RulesFormat::Text => rules_table(&rules, stdout::color(args.color)),
        RulesFormat::Json => rules_json(&rules),
    };
    stdout::write(list.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// Every rule there is in the current folder, on or off, those of its packs among them.
pub(crate) fn known() -> Result<Vec<&'static Rule>> {
    let here = profiles(None)?.of_file(Path::new("."))?;
    Ok(here.rules.known().to_vec())
}
