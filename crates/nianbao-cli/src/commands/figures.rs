use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};
use nianbao_emit::{figures_csv, figures_json};
use nianbao_report::Report;
use nianbao_run::load;

use crate::args::{FiguresArgs, FiguresFormat};
use crate::commands::check::profiles;
use crate::stdout::until_closed;

/// Prints the official figures of one report.
pub(crate) fn run(args: &FiguresArgs) -> Result<ExitCode> {
    let shown = args.file.to_string_lossy();
    let profile = profiles(args.config.as_deref())?.of_file(&args.file)?;
    let opened = load(&args.file, &shown).map_err(|error| anyhow!("{shown}：{error}"))?;
    let document = opened.document();
    let report = Report::recover(&document, &profile.settings.hints());
    if !report.is_report() {
        bail!("{shown}：未认出政府信息公开工作年度报告");
    }
    let mut stdout = io::stdout().lock();
    let written = match args.output_format {
        FiguresFormat::Json => stdout.write_all(figures_json(&report).as_bytes()),
        FiguresFormat::Csv => figures_csv(&report, &mut stdout),
    };
    until_closed(written).context("无法写出结果")?;
    Ok(ExitCode::SUCCESS)
}
