use std::io::Write;
use std::ops::ControlFlow;
use std::process::ExitCode;

use anyhow::{Context, Result};
use nianbao_run::{
    Check, CheckedDocument, Input, Keep, NewBaseline, NewFile, Tally, Work, check_files,
    check_inputs, discover,
};

use crate::args::BaselineArgs;
use crate::commands::check::{profiles, threads};
use crate::outputs::refuse_input;
use crate::stdout::{complain, note};
use crate::{FAILED, clock};

/// Writes what is found now to a baseline file.
pub(crate) fn run(args: &BaselineArgs) -> Result<ExitCode> {
    let mut profiles = profiles(args.config.as_deref())?.on(clock::today());
    let inputs = discover(&args.paths, &mut profiles)?;
    refuse_input(&args.output, &inputs)?;
    let mut file = NewFile::create(&args.output)?;
    let baseline = NewBaseline::new(&args.output)?;
    let check = |inputs: &[Input]| {
        let documents = check_inputs(inputs, Keep::Findings);
        for document in &documents {
            baseline.add(document);
        }
        documents
    };
    let render = |_: &CheckedDocument| Vec::new();
    let mut tally = Tally::default();
    let work = Work { check: Check::Together(&check), render: &render };
    check_files(&inputs, threads(args.threads), work, &mut |checked| {
        tally += checked.tally;
        ControlFlow::Continue(())
    });
    let path = args.output.display();
    file.write_all(baseline.written().as_bytes()).with_context(|| format!("无法写入 {path}"))?;
    file.keep()?;
    let read = tally.documents - tally.unreadable;
    let findings = tally.errors + tally.warnings + tally.infos - tally.unreadable;
    note(&format!("{path}：记入 {read} 份报告的 {findings} 个问题\n"));
    if tally.unreadable > 0 {
        complain(&format_args!("{} 份无法读取，未记入基线", tally.unreadable));
        return Ok(ExitCode::from(FAILED));
    }
    Ok(ExitCode::SUCCESS)
}
