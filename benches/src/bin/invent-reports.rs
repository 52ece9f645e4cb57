//! `invent-reports FOLDER COUNT`: writes that many invented reports, always the same, in every layout in turn. Each
//! fourth has a wrong total, so that a run has findings to write.
//!
//! One layout is left out: a content management system's page is ten times the report it holds, and the targets are set
//! for files of about 9 KB.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use nianbao_test::layout::{Layout, render};
use nianbao_test::model::ReportModel;

/// The figure that is wrong in some reports.
const WRONG_FIGURE: &str = "applications.new_received.total";

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let usage = "usage: invent-reports FOLDER COUNT";
    let folder = PathBuf::from(args.next().context(usage)?);
    let count: u64 = args.next().context(usage)?.parse().context(usage)?;
    fs::create_dir_all(&folder)?;
    let layouts = Layout::ALL.into_iter().filter(|layout| *layout != Layout::HtmlCms);
    for (number, layout) in (0..count).zip(layouts.cycle()) {
        let name = format!("{number:05}-{}.{}", layout.name(), layout.extension());
        fs::write(folder.join(name), render(&report(number), layout))?;
    }
    Ok(())
}

fn report(number: u64) -> ReportModel {
    let mut report = ReportModel::clean(number);
    if number % 4 == 3 {
        let wrong = report.figures.count(WRONG_FIGURE) + 1;
        report.figures.set(WRONG_FIGURE, &wrong.to_string());
    }
    report
}
