use std::process::ExitCode;

use anyhow::Result;
use nianbao_emit::{explain, own_title};
use nianbao_lint::RuleSet;

use crate::args::ExplainArgs;
use crate::commands::rules::known;
use crate::stdout;

/// Explains one rule.
pub(crate) fn run(args: &ExplainArgs) -> Result<ExitCode> {
    if let Some(title) = own_title(&args.rule) {
        let told = format!("{}: {title}\n由程序本身报告，不是规则，不能改变级别\n", args.rule);
        stdout::write(told.as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    let rule = RuleSet::named(&args.rule, &known()?)?;
    stdout::write(explain(rule, stdout::color(args.color)).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
