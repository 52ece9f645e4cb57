use std::io::{self, Read, Write};
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::ExitCode;
use std::thread::available_parallelism;

use anyhow::{Context, Result, bail};
use nianbao_emit::Diff;
use nianbao_read::Revision;
use nianbao_run::{
    Annotated, Baseline, Changed, Check, CheckedDocument, Destination, Fixed, Input, Keep, NewFile,
    Profile, Profiles, Tally, Work, annotate_bytes, annotate_input, check_bytes, check_files,
    check_inputs, check_one, discover, fix_bytes, fix_input, not_annotated, outlined,
    outlined_input, track_bytes, track_input, unused_suppressions, write_copy,
};

use crate::args::{RunArgs, Task};
use crate::copies::Copies;
use crate::formats::formats;
use crate::outputs::{Formats, Outputs, Sink};
use crate::progress::Progress;
use crate::{FAILED, FOUND, clock, stdout};

/// Does `task` with what the arguments name, and writes what was found or changed.
pub(crate) fn run(args: &RunArgs, task: Task<'_>) -> Result<ExitCode> {
    let today = args.settings.today.unwrap_or_else(clock::today);
    let profiles = if args.settings.keep_going {
        Profiles::nearest().keep_going()
    } else {
        Profiles::nearest()
    };
    let mut profiles = using(profiles.on(today), args.settings.config.as_deref())?;
    let is_stdin = args.paths == [Path::new("-")];
    let inputs = if is_stdin {
        // The settings are read now, and with them the rules of their packs.
        profiles.of_file(Path::new(&args.stdin_filename))?;
        Vec::new()
    } else {
        inputs(args, &mut profiles)?
    };
    let formats = formats(args, task, &profiles.known_rules())?;
    let baseline = args.known.baseline.as_deref().map(Baseline::load).transpose()?;
    let run = Run { args, task, formats: &formats, baseline: baseline.as_ref() };
    formats.check_files(&inputs)?;
    let tally = if is_stdin { run.stdin(&mut profiles)? } else { run.files(&inputs, &profiles)? };
    if let Some(baseline) = &baseline {
        tell_stale(args, baseline)?;
    }
    if matches!(task, Task::Diff(_)) && !args.quiet {
        stdout::note(&Diff::summary(&tally));
    }
    for complaint in profiles.complaints() {
        stdout::complain(complaint);
    }
    Ok(match profiles.complaints() {
        [] => exit_code(args, task, &tally),
        _ => ExitCode::from(FAILED),
    })
}

/// The settings of this run.
pub(crate) fn profiles(config: Option<&Path>) -> Result<Profiles> {
    using(Profiles::nearest(), config)
}

fn using(profiles: Profiles, config: Option<&Path>) -> Result<Profiles> {
    Ok(match config {
        Some(path) => profiles.using(path)?,
        None => profiles,
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

/// What is made of a file where it is not only checked.
type Change<'c> = Box<dyn Fn(&Input) -> CheckedDocument + Sync + 'c>;

/// One run of the command.
struct Run<'r> {
    args: &'r RunArgs,
    task: Task<'r>,
    formats: &'r Formats,
    baseline: Option<&'r Baseline>,
}

impl Run<'_> {
    /// Reads standard input. Where it is to be mended, standard output gets the text, changed or not, and what is left to
    /// say goes to standard error.
    fn stdin(&self, profiles: &mut Profiles) -> Result<Tally> {
        let Run { args, task, formats, .. } = *self;
        if args.changed_since.is_some() {
            bail!("--changed-since 不能用于标准输入");
        }
        let path = args.stdin_filename.as_str();
        let profile = profiles.of_file(Path::new(path))?;
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).context("无法读取标准输入")?;
        let mut mended = None;
        let check = || self.without_known(self.of_bytes(path, &bytes, &profile, &mut mended));
        let checked = check_one(path, check, &|document| formats.render(document));
        let mends = matches!(task, Task::Fix(_) | Task::Track(_));
        let main = if mends { Sink::Stderr } else { Sink::Stdout };
        let mut outputs = Outputs::begin(formats, main)?;
        if mends {
            stdout::write(mended.as_ref().unwrap_or(&bytes))?;
        }
        // The only document: whether another may follow does not matter.
        let _ = outputs.take(&checked);
        outputs.end()
    }

    fn files(&self, inputs: &[Input], profiles: &Profiles) -> Result<Tally> {
        let mut progress = Progress::new(inputs.len(), self.args.quiet);
        let mut outputs = Outputs::begin(self.formats, Sink::Stdout)?;
        let change = self.change(inputs)?;
        let keep = self.formats.keep();
        let together = |inputs: &[Input]| -> Vec<CheckedDocument> {
            let documents = check_inputs(inputs, keep).into_iter();
            documents.map(|document| self.without_known(document)).collect()
        };
        let each;
        let check = match change {
            None => Check::Together(&together),
            Some(change) => {
                each = move |input: &Input| {
                    let document = change(input);
                    self.without_known(match keep {
                        Keep::Findings => document,
                        Keep::Outline => outlined_input(document, input),
                    })
                };
                Check::Each(&each)
            }
        };
        let render = |document: &CheckedDocument| self.formats.render(document);
        let work = Work { check, render: &render };
        check_files(inputs, threads(self.args.threads), work, &mut |checked| {
            progress.step();
            outputs.take(&checked)
        });
        progress.end();
        // Where only some files were checked, what had nothing to suppress may have had something in others.
        if !matches!(self.task, Task::Diff(_)) && self.args.changed_since.is_none() {
            let unused = unused_suppressions(profiles, &self.args.paths, outputs.tally());
            outputs.take_unused(&unused, &render);
        }
        outputs.end()
    }

    /// What is made of each of `inputs`, where they are not only checked.
    fn change(&self, inputs: &[Input]) -> Result<Option<Change<'_>>> {
        let revision = revision();
        Ok(match self.task {
            Task::Check => None,
            Task::Annotate(out) => {
                let copies = Copies::of(out, inputs)?;
                Some(Box::new(move |input| {
                    let target = copies.target(input);
                    annotate_input(input, &target, &revision, &|it| self.drop_known(it))
                }))
            }
            Task::Track(fixes) => {
                Some(Box::new(move |input| track_input(input, fixes, Destination::File, &revision)))
            }
            Task::Fix(fixes) => {
                Some(Box::new(move |input| fix_input(input, fixes, Destination::File)))
            }
            Task::Diff(fixes) => {
                Some(Box::new(move |input| fix_input(input, fixes, Destination::Nowhere)))
            }
        })
    }

    /// Does the task with a text in memory; what comes of mending it goes to `mended`.
    fn of_bytes(
        &self,
        path: &str,
        bytes: &[u8],
        profile: &Profile,
        mended: &mut Option<Vec<u8>>,
    ) -> CheckedDocument {
        let drop_known = |document: &mut CheckedDocument| self.drop_known(document);
        let document = match self.task {
            Task::Annotate(out) => annotated(path, bytes, profile, out, &drop_known),
            task => of_bytes(path, bytes, profile, task, mended),
        };
        match self.formats.keep() {
            Keep::Findings => document,
            Keep::Outline => {
                let now = mended.as_deref().unwrap_or(bytes);
                outlined(document, now.to_vec(), profile)
            }
        }
    }

    fn without_known(&self, mut document: CheckedDocument) -> CheckedDocument {
        // Of what is annotated, they were dropped before the copy was made.
        if !matches!(self.task, Task::Annotate(_)) {
            self.drop_known(&mut document);
        }
        document
    }

    fn drop_known(&self, document: &mut CheckedDocument) {
        if let Some(baseline) = self.baseline {
            baseline.silence(document);
        }
    }
}

/// Number of threads, all processors unless told.
pub(crate) fn threads(asked: Option<NonZeroUsize>) -> NonZeroUsize {
    asked.or_else(|| available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN)
}

/// Takes what does not occur any more out of the baseline, or says that it could be.
fn tell_stale(args: &RunArgs, baseline: &Baseline) -> Result<()> {
    // Of a file that is gone, only a look at all of its folder tells that it has no other name now.
    let whole = if args.changed_since.is_some() { &[][..] } else { &args.paths };
    let stale = baseline.stale(whole);
    let path = baseline.path();
    let told = match (args.known.prune, baseline.pruned_text(whole)) {
        (true, Some(text)) => {
            let mut file = NewFile::create(path)?;
            let written = file.write_all(text.as_bytes());
            written.with_context(|| format!("无法写入 {}", path.display()))?;
            file.keep()?;
            match stale {
                0 => format!("{}：已更新，改名的文件换上新名\n", path.display()),
                _ => format!("{}：已更新，删去 {stale} 个不再出现的问题\n", path.display()),
            }
        }
        (false, Some(_)) if stale > 0 => {
            format!("{}：{stale} 个问题不再出现，可加 --prune 删去\n", path.display())
        }
        _ => return Ok(()),
    };
    if !args.quiet {
        stdout::note(&told);
    }
    Ok(())
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
        Task::Check | Task::Annotate(_) => check_bytes(path, bytes.to_vec(), profile),
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
    }
}

/// Checks a text in memory, and writes the copy that says what was found to `out`.
fn annotated(
    path: &str,
    bytes: &[u8],
    profile: &Profile,
    out: &Path,
    drop_known: &dyn Fn(&mut CheckedDocument),
) -> CheckedDocument {
    let Annotated { document, copy } =
        annotate_bytes(path, bytes, profile, &revision(), drop_known);
    let written = copy.map(|copy| copy.and_then(|copy| write_copy(out, &copy)));
    match written {
        Some(Err(error)) => not_annotated(document, &error),
        _ => document,
    }
}

/// Who writes into documents, and when.
fn revision() -> Revision {
    Revision { author: "nianbao".to_owned(), date: clock::timestamp() }
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
