//! Where a run's results go: the main format to standard output, others to files.

use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use nianbao_emit::{Emitter, Output};
use nianbao_run::{Checked, CheckedDocument, Input, Keep, NewFile, Rendered, Tally, reason};

use crate::stdout::until_closed;

/// The formats of a run, each with where it goes.
pub(crate) struct Formats {
    /// Goes to a standard stream.
    pub(crate) main: Box<dyn Emitter>,
    /// Go to files.
    pub(crate) files: Vec<(PathBuf, Box<dyn Emitter>)>,
}

impl Formats {
    /// All that they make of one document.
    pub(crate) fn render(&self, document: &CheckedDocument) -> Vec<Rendered> {
        self.all().map(|emitter| emitter.render(document)).collect()
    }

    /// The main one first.
    fn all(&self) -> impl Iterator<Item = &dyn Emitter> {
        let files = self.files.iter().map(|(_, emitter)| &**emitter);
        std::iter::once(&*self.main).chain(files)
    }

    /// What of documents they need besides findings.
    pub(crate) fn keep(&self) -> Keep {
        let is_asked = self.all().any(|emitter| emitter.keep() == Keep::Outline);
        if is_asked { Keep::Outline } else { Keep::Findings }
    }

    /// Refuses files that are told twice, or are to be checked themselves.
    pub(crate) fn check_files(&self, inputs: &[Input]) -> Result<()> {
        for (index, (path, _)) in self.files.iter().enumerate() {
            if self.files[..index].iter().any(|(other, _)| is_same(other, path)) {
                bail!("{}：两种格式不能写入同一个文件", path.display());
            }
            refuse_input(path, inputs)?;
        }
        Ok(())
    }
}

/// Refuses to write to a file that is to be checked.
pub(crate) fn refuse_input(path: &Path, inputs: &[Input]) -> Result<()> {
    if inputs.iter().any(|input| is_same(&input.path, path)) {
        bail!("{}：这是要检查的文件，不能写入结果", path.display());
    }
    Ok(())
}

/// Whether two paths lead to one file, which need not be there yet.
fn is_same(a: &Path, b: &Path) -> bool {
    a == b || matches!((resolved(a), resolved(b)), (Some(a), Some(b)) if a == b)
}

/// The path without links and detours, where its folder is there.
fn resolved(path: &Path) -> Option<PathBuf> {
    if let Ok(resolved) = path.canonicalize() {
        return Some(resolved);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).canonicalize().ok()?;
    Some(folder.join(path.file_name()?))
}

/// The streams of a run, and what went there.
pub(crate) struct Outputs<'f> {
    streams: Vec<Stream<'f>>,
    tally: Tally,
}

/// One format on its way.
struct Stream<'f> {
    /// Absent once it failed.
    output: Option<Output<'f, BufWriter<Sink>>>,
    failure: Option<io::Error>,
    /// The file it goes to.
    path: Option<&'f Path>,
}

/// What a stream is written to.
pub(crate) enum Sink {
    Stdout,
    Stderr,
    File(NewFile),
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Sink::Stdout => io::stdout().write(bytes),
            Sink::Stderr => io::stderr().write(bytes),
            Sink::File(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Sink::Stdout => io::stdout().flush(),
            Sink::Stderr => io::stderr().flush(),
            Sink::File(file) => file.flush(),
        }
    }
}

impl<'f> Outputs<'f> {
    /// Begins all of `formats`, the main one on `main`.
    pub(crate) fn begin(formats: &'f Formats, main: Sink) -> Result<Outputs<'f>> {
        let mut streams = vec![Stream::begin(&*formats.main, main, None)];
        for (path, emitter) in &formats.files {
            let file = NewFile::create(path)?;
            streams.push(Stream::begin(&**emitter, Sink::File(file), Some(path)));
        }
        Ok(Outputs { streams, tally: Tally::default() })
    }

    /// Writes what was made of the next document. The run goes on as long as one stream does.
    pub(crate) fn take(&mut self, checked: &Checked) -> ControlFlow<()> {
        self.tally += checked.tally.clone();
        for (stream, rendered) in self.streams.iter_mut().zip(&checked.outputs) {
            stream.take(rendered);
        }
        if self.streams.iter().any(|stream| stream.output.is_some()) {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    }

    /// What has been taken so far, summed up.
    pub(crate) fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Takes files of settings with exceptions that suppressed nothing, once all documents were taken.
    pub(crate) fn take_unused(
        &mut self,
        settings: &[CheckedDocument],
        render: &dyn Fn(&CheckedDocument) -> Vec<Rendered>,
    ) {
        for document in settings {
            let tally = Tally { documents: 0, ..Tally::of(document) };
            if self.take(&Checked { outputs: render(document), tally }).is_break() {
                return;
            }
        }
    }

    /// Ends all streams and puts the files in place.
    pub(crate) fn end(self) -> Result<Tally> {
        let ended: Vec<Result<()>> =
            self.streams.into_iter().map(|stream| stream.end(&self.tally)).collect();
        ended.into_iter().collect::<Result<()>>()?;
        Ok(self.tally)
    }
}

impl<'f> Stream<'f> {
    fn begin(emitter: &'f dyn Emitter, sink: Sink, path: Option<&'f Path>) -> Stream<'f> {
        let writer = BufWriter::with_capacity(64 * 1024, sink);
        let (output, failure) = match Output::begin(emitter, writer) {
            Ok(output) => (Some(output), None),
            Err(error) => (None, Some(error)),
        };
        Stream { output, failure, path }
    }

    fn take(&mut self, rendered: &Rendered) {
        let Some(output) = &mut self.output else { return };
        if let Err(error) = output.document(rendered) {
            self.failure = Some(error);
            self.output = None;
        }
    }

    fn end(self, tally: &Tally) -> Result<()> {
        let ended = match (self.failure, self.output) {
            (Some(error), _) => Err(error),
            (None, Some(output)) => output
                .end(tally)
                .and_then(|writer| writer.into_inner().map_err(Into::into))
                .map(Some),
            (None, None) => Ok(None),
        };
        match (self.path, ended) {
            (None, ended) => until_closed(ended.map(|_| ())).context("无法写出结果"),
            (Some(path), Err(error)) => {
                Err(anyhow!("无法写入 {}：{}", path.display(), reason(&error)))
            }
            (Some(_), Ok(Some(Sink::File(file)))) => Ok(file.keep()?),
            (Some(_), Ok(_)) => Ok(()),
        }
    }
}
