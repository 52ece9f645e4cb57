use std::io::{self, BufWriter, Read};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;
use std::thread::available_parallelism;

use anyhow::{Context, Result};
use nianbao_emit::{Concise, Detail, Emitter, Json, JsonLines, Output, Private, Text};
use nianbao_run::{
    Checked, CheckedDocument, Input, Profiles, Tally, check_bytes, check_files, check_one, discover,
};

use crate::args::{CheckArgs, OutputFormat};
use crate::progress::Progress;
use crate::stdout::{color, until_closed};
use crate::{FAILED, FOUND};

/// Checks what the arguments name and writes what was found.
pub(crate) fn run(args: &CheckArgs) -> Result<ExitCode> {
    let mut profiles = profiles(args.config.as_deref())?;
    let emitter = emitter(args);
    let tally = if args.paths == [Path::new("-")] {
        check_stdin(args, &mut profiles, &*emitter)?
    } else {
        let inputs = discover(&args.paths, &mut profiles)?;
        check_inputs(args, &inputs, &*emitter)?
    };
    Ok(exit_code(args, &tally))
}

/// The settings of this run.
pub(crate) fn profiles(config: Option<&Path>) -> Result<Profiles> {
    Ok(match config {
        Some(path) => Profiles::named(path)?,
        None => Profiles::nearest(),
    })
}

fn check_stdin(args: &CheckArgs, profiles: &mut Profiles, emitter: &dyn Emitter) -> Result<Tally> {
    let path = args.stdin_filename.as_str();
    let profile = profiles.of_folder(Path::new(path).parent().unwrap_or(Path::new("")))?;
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes).context("无法读取标准输入")?;
    let check = || check_bytes(path, bytes, &profile);
    let checked = check_one(path, check, &|document| emitter.document(document));
    let mut stream = Stream::begin(emitter)?;
    // The only document: whether another may follow does not matter.
    let _ = stream.take(&checked);
    stream.end()
}

fn check_inputs(args: &CheckArgs, inputs: &[Input], emitter: &dyn Emitter) -> Result<Tally> {
    let threads =
        args.threads.or_else(|| available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let mut progress = Progress::new(inputs.len(), args.quiet);
    let mut stream = Stream::begin(emitter)?;
    let render = |document: &CheckedDocument| emitter.document(document);
    check_files(inputs, threads, &render, &mut |checked| {
        progress.step();
        stream.take(&checked)
    });
    progress.end();
    stream.end()
}

/// Standard output and what went there.
struct Stream<'e> {
    output: Output<'e, BufWriter<io::Stdout>>,
    tally: Tally,
    failure: Option<io::Error>,
}

impl<'e> Stream<'e> {
    fn begin(emitter: &'e dyn Emitter) -> Result<Stream<'e>> {
        let writer = BufWriter::with_capacity(64 * 1024, io::stdout());
        Ok(Stream {
            output: Output::begin(emitter, writer)?,
            tally: Tally::default(),
            failure: None,
        })
    }

    fn take(&mut self, checked: &Checked) -> ControlFlow<()> {
        self.tally += checked.tally;
        match self.output.document(&checked.bytes) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.failure = Some(error);
                ControlFlow::Break(())
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

fn emitter(args: &CheckArgs) -> Box<dyn Emitter> {
    let detail = if args.quiet { Detail::FindingsOnly } else { Detail::Full };
    let private = if args.show_private { Private::Shown } else { Private::Masked };
    match args.output_format {
        OutputFormat::Text => Box::new(Text::new(color(args.color), detail).with_private(private)),
        OutputFormat::Concise => Box::new(Concise),
        OutputFormat::Json => Box::new(Json { private }),
        OutputFormat::JsonLines => Box::new(JsonLines { private }),
    }
}

fn exit_code(args: &CheckArgs, tally: &Tally) -> ExitCode {
    let found = args.fail_on.severity().map_or(0, |severity| tally.at_least(severity));
    match (tally.unreadable, found) {
        (1.., _) => ExitCode::from(FAILED),
        (0, 1..) => ExitCode::from(FOUND),
        (0, 0) => ExitCode::SUCCESS,
    }
}
