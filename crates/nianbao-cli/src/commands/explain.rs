use std::process::ExitCode;

use anyhow::Result;
use nianbao_emit::explain;
use nianbao_lint::RuleSet;

use crate::args::ExplainArgs;
use crate::commands::rules::known;
use crate::stdout;

/// Explains one rule.
pub(crate) fn run(args: &ExplainArgs) -> Result<ExitCode> {
    let rule = RuleSet::named(&args.rule, &known()?)?;
    stdout::write(explain(rule, stdout::color(args.color)).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
