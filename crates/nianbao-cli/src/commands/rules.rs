use std::process::ExitCode;

use anyhow::Result;
use nianbao_emit::{rules_json, rules_table};
use nianbao_lint::RuleSet;

use crate::args::{RulesArgs, RulesFormat};
use crate::stdout;

/// Lists the rules.
pub(crate) fn run(args: &RulesArgs) -> Result<ExitCode> {
    let rules = RuleSet::linked();
    let list = match args.output_format {
        RulesFormat::Text => rules_table(&rules, stdout::color(args.color)),
        RulesFormat::Json => rules_json(&rules),
    };
    stdout::write(list.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
