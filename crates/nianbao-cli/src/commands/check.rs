use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::ExitCode;
use std::thread::available_parallelism;

use anyhow::{Context, Result, bail};
use nianbao_emit::Diff;
use nianbao_read::Revision;
use nianbao_run::{
    Annotated, Changed, CheckedDocument, Destination, Fixed, Input, Profile, Profiles, Tally, Work,
    annotate_bytes, annotate_input, check_bytes, check_files, check_input, check_one, discover,
    fix_bytes, fix_input, not_annotated, track_bytes, track_input, write_copy,
};

use crate::args::{RunArgs, Task};
use crate::copies::Copies;
use crate::formats::formats;
use crate::now;
use crate::outputs::{Formats, Outputs, Sink};
use crate::progress::Progress;
use crate::stdout::note;
use crate::{FAILED, FOUND};

/// Does `task` with what the arguments name, and writes what was found or changed.
pub(crate) fn run(args: &RunArgs, task: Task<'_>) -> Result<ExitCode> {
    let mut profiles = profiles(args.config.as_deref())?;
    let formats = formats(args, task)?;
    let tally = if args.paths == [Path::new("-")] {
        do_stdin(args, task, &mut profiles, &formats)?
    } else {
        let inputs = inputs(args, &mut profiles)?;
        formats.check_files(&inputs)?;
        do_inputs(args, task, &inputs, &formats)?
    };
    if matches!(task, Task::Diff(_)) && !args.quiet {
        note(&Diff::summary(&tally));
    }
    Ok(exit_code(args, task, &tally))
}

/// The settings of this run.
pub(crate) fn profiles(config: Option<&Path>) -> Result<Profiles> {
    Ok(match config {
        Some(path) => Profiles::named(path)?,
        None => Profiles::nearest(),
    })
}

/// The files to check.
fn inputs(args: &RunArgs, profiles: &mut Profiles) -> Result<Vec<Input>> {
    let mut inputs = discover(&args.paths, profiles)?;
    if let Some(revision) = &args.changed_since {
        let changed = Changed::since(revision, &args.paths)?;
        inputs.retain(|input| changed.contains(&input.path));
    }
    Ok(inputs)
}

/// Reads standard input. Where it is to be mended, standard output gets the text, changed or not, and what is left to say
/// goes to standard error.
fn do_stdin(
    args: &RunArgs,
    task: Task<'_>,
    profiles: &mut Profiles,
    formats: &Formats,
) -> Result<Tally> {
    if args.changed_since.is_some() {
        bail!("--changed-since 不能用于标准输入");
    }
    formats.check_files(&[])?;
    let path = args.stdin_filename.as_str();
    let profile = profiles.of_file(Path::new(path))?;
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes).context("无法读取标准输入")?;
    let mut mended = None;
    let check = || of_bytes(path, &bytes, &profile, task, &mut mended);
    let checked = check_one(path, check, &|document| formats.render(document));
    let mends = matches!(task, Task::Fix(_) | Task::Track(_));
    let main = if mends { Sink::Stderr } else { Sink::Stdout };
    let mut outputs = Outputs::begin(formats, main)?;
    if mends {
        crate::stdout::write(mended.as_ref().unwrap_or(&bytes))?;
    }
    // The only document: whether another may follow does not matter.
    let _ = outputs.take(&checked);
    outputs.end()
}

/// Does `task` with a text in memory; what comes of mending it goes to `mended`.
fn of_bytes(
    path: &str,
    bytes: &[u8],
    profile: &Profile,
    task: Task<'_>,
    mended: &mut Option<Vec<u8>>,
) -> CheckedDocument {
    match task {
        Task::Check => check_bytes(path, bytes.to_vec(), profile),
        Task::Fix(fixes) | Task::Diff(fixes) => {
            let Fixed { document, bytes } = fix_bytes(path, bytes, profile, fixes);
            *mended = bytes;
            document
        }
        Task::Track(fixes) => {
            let Fixed { document, bytes } = track_bytes(path, bytes, profile, fixes, &revision());
            *mended = bytes;
            document
        }
        Task::Annotate(out) => {
            let Annotated { document, copy } = annotate_bytes(path, bytes, profile, &revision());
            let written = copy.map(|copy| copy.and_then(|copy| write_copy(out, &copy)));
            match written {
                Some(Err(error)) => not_annotated(document, &error),
                _ => document,
            }
        }
    }
}

/// Who writes into documents, and when.
fn revision() -> Revision {
    Revision { author: "nianbao".to_owned(), date: now::timestamp() }
}

fn do_inputs(args: &RunArgs, task: Task<'_>, inputs: &[Input], formats: &Formats) -> Result<Tally> {
    let threads =
        args.threads.or_else(|| available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let mut progress = Progress::new(inputs.len(), args.quiet);
    let mut outputs = Outputs::begin(formats, Sink::Stdout)?;
    let revision = revision();
    let copies = match task {
        Task::Annotate(out) => Some(Copies::of(out, inputs)?),
        _ => None,
    };
    let check = |input: &Input| match task {
        Task::Check => check_input(input),
        Task::Annotate(out) => {
            let target = copies.as_ref().map_or(out.to_path_buf(), |copies| copies.target(input));
            annotate_input(input, &target, &revision)
        }
        Task::Track(fixes) => track_input(input, fixes, Destination::File, &revision),
        Task::Fix(fixes) => fix_input(input, fixes, Destination::File),
        Task::Diff(fixes) => fix_input(input, fixes, Destination::Nowhere),
    };
    let render = |document: &CheckedDocument| formats.render(document);
    let work = Work { check: &check, render: &render };
    check_files(inputs, threads, work, &mut |checked| {
        progress.step();
        outputs.take(&checked)
    });
    progress.end();
    outputs.end()
}

/// Findings that are left count, or changes that would be made.
fn exit_code(args: &RunArgs, task: Task<'_>, tally: &Tally) -> ExitCode {
    let found = match task {
        Task::Diff(_) => tally.mended_documents,
        Task::Check | Task::Annotate(_) | Task::Fix(_) | Task::Track(_) => {
            let heavy = args.fail_on.severity().map_or(0, |severity| tally.at_least(severity));
            let too_many = args.max_warnings.map_or(0, |most| tally.warnings.saturating_sub(most));
            heavy + too_many
        }
    };
    match (tally.unreadable + tally.unwritten, found) {
        (1.., _) => ExitCode::from(FAILED),
        (0, 1..) => ExitCode::from(FOUND),
        (0, 0) => ExitCode::SUCCESS,
    }
}
