use std::io::{self, BufWriter, Read, Write};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread::available_parallelism;

use anyhow::{Context, Result};
use nianbao_emit::{Concise, Detail, Diff, Emitter, Json, JsonLines, Output, Private, Text};
use nianbao_run::{
    Checked, CheckedDocument, Destination, Fixed, Input, Profile, Profiles, Tally, Work,
    check_bytes, check_files, check_input, check_one, discover, fix_bytes, fix_input,
    unused_suppressions,
};

use crate::args::{OutputFormat, RunArgs, Task};
use crate::progress::Progress;
use crate::stdout::{color, note, until_closed};
use crate::{FAILED, FOUND, today};

/// Does `task` with what the arguments name, and writes what was found or changed.
pub(crate) fn run(args: &RunArgs, task: Task) -> Result<ExitCode> {
    let today = args.today.unwrap_or_else(today::now);
    let mut profiles = profiles(args.config.as_deref())?.on(today);
    let emitter = emitter(args, task);
    let tally = if args.paths == [Path::new("-")] {
        do_stdin(args, task, &mut profiles, &*emitter)?
    } else {
        let inputs = discover(&args.paths, &mut profiles)?;
        do_inputs(args, task, (&inputs, &profiles), &*emitter)?
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

/// Reads standard input. Where it is to be mended, standard output gets the text, changed or not, and what is left to say
/// goes to standard error.
fn do_stdin(
    args: &RunArgs,
    task: Task,
    profiles: &mut Profiles,
    emitter: &dyn Emitter,
) -> Result<Tally> {
    let path = args.stdin_filename.as_str();
    let profile = profiles.of_file(Path::new(path))?;
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes).context("无法读取标准输入")?;
    let mut mended = None;
    let check = || of_bytes(path, &bytes, &profile, task, &mut mended);
    let checked = check_one(path, check, &|document| emitter.document(document));
    let writer: Box<dyn Write + Send> = match task {
        Task::Check | Task::Diff(_) => Box::new(io::stdout()),
        Task::Fix(_) => {
            crate::stdout::write(mended.as_ref().unwrap_or(&bytes))?;
            Box::new(io::stderr())
        }
    };
    let mut stream = Stream::begin(emitter, writer)?;
    // The only document: whether another may follow does not matter.
    let _ = stream.take(&checked);
    stream.end()
}

/// Does `task` with a text in memory; what comes of mending it goes to `mended`.
fn of_bytes(
    path: &str,
    bytes: &[u8],
    profile: &Profile,
    task: Task,
    mended: &mut Option<Vec<u8>>,
) -> CheckedDocument {
    match task {
        Task::Check => check_bytes(path, bytes.to_vec(), profile),
        Task::Fix(fixes) | Task::Diff(fixes) => {
            let Fixed { document, bytes } = fix_bytes(path, bytes, profile, fixes);
            *mended = bytes;
            document
        }
    }
}

fn do_inputs(
    args: &RunArgs,
    task: Task,
    (inputs, profiles): (&[Input], &Profiles),
    emitter: &dyn Emitter,
) -> Result<Tally> {
    let threads =
        args.threads.or_else(|| available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let mut progress = Progress::new(inputs.len(), args.quiet);
    let mut stream = Stream::begin(emitter, Box::new(io::stdout()))?;
    let check = |input: &Input| match task {
        Task::Check => check_input(input),
        Task::Fix(fixes) => fix_input(input, fixes, Destination::File),
        Task::Diff(fixes) => fix_input(input, fixes, Destination::Nowhere),
    };
    let render = |document: &CheckedDocument| emitter.document(document);
    let work = Work { check: &check, render: &render };
    check_files(inputs, threads, work, &mut |checked| {
        progress.step();
        stream.take(&checked)
    });
    progress.end();
    if !matches!(task, Task::Diff(_)) {
        stream.take_unused(profiles, &args.paths, &render);
    }
    stream.end()
}

/// The stream that findings or changes go to, and what went there.
struct Stream<'e> {
    output: Output<'e, BufWriter<Box<dyn Write + Send>>>,
    tally: Tally,
    failure: Option<io::Error>,
}

impl<'e> Stream<'e> {
    fn begin(emitter: &'e dyn Emitter, writer: Box<dyn Write + Send>) -> Result<Stream<'e>> {
        let writer = BufWriter::with_capacity(64 * 1024, writer);
        Ok(Stream {
            output: Output::begin(emitter, writer)?,
            tally: Tally::default(),
            failure: None,
        })
    }

    fn take(&mut self, checked: &Checked) -> ControlFlow<()> {
        self.tally += checked.tally.clone();
        match self.output.document(&checked.bytes) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.failure = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    /// Takes what `lint.toml` excepts in vain, once all files were taken.
    fn take_unused(
        &mut self,
        profiles: &Profiles,
        paths: &[PathBuf],
        render: &dyn Fn(&CheckedDocument) -> Vec<u8>,
    ) {
        for document in unused_suppressions(profiles, paths, &self.tally) {
            let tally = Tally { documents: 0, ..Tally::of(&document) };
            if self.take(&Checked { bytes: render(&document), tally }).is_break() {
                return;
            }
        }
    }

    fn end(self) -> Result<Tally> {
        let written = match self.failure {
            Some(error) => Err(error),
            None => self.output.end(&self.tally),
        };
        until_closed(written).context("无法写出结果")?;
        Ok(self.tally)
    }
}

fn emitter(args: &RunArgs, task: Task) -> Box<dyn Emitter> {
    let detail = if args.quiet { Detail::FindingsOnly } else { Detail::Full };
    let private = if args.show_private { Private::Shown } else { Private::Masked };
    let color = color(args.color);
    match (task, args.output_format) {
        (Task::Diff(_), _) => Box::new(Diff { color, private }),
        (_, OutputFormat::Text) => Box::new(Text::new(color, detail).with_private(private)),
        (_, OutputFormat::Concise) => Box::new(Concise),
        (_, OutputFormat::Json) => Box::new(Json { private }),
        (_, OutputFormat::JsonLines) => Box::new(JsonLines { private }),
    }
}

/// Findings that are left count, or changes that would be made.
fn exit_code(args: &RunArgs, task: Task, tally: &Tally) -> ExitCode {
    let found = match task {
        Task::Diff(_) => tally.mended_documents,
        Task::Check | Task::Fix(_) => {
            args.fail_on.severity().map_or(0, |severity| tally.at_least(severity))
        }
    };
    match (tally.unreadable + tally.unwritten, found) {
        (1.., _) => ExitCode::from(FAILED),
        (0, 1..) => ExitCode::from(FOUND),
        (0, 0) => ExitCode::SUCCESS,
    }
}
