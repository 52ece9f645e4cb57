//! The standard streams. Nothing else in the program writes to them.

use std::fmt::Display;
use std::io::{self, ErrorKind, IsTerminal, Write};

use anyhow::{Context, Result};
use nianbao_emit::{Color, visible};

use crate::args::ColorChoice;

/// Says on standard error why something could not be done.
pub(crate) fn complain(what: &dyn Display) {
    // Where standard error is closed there is no one to tell.
    let _ = writeln!(io::stderr(), "nianbao: {}", visible(&what.to_string()));
}

/// Says a line on standard error that is no trouble.
pub(crate) fn note(line: &str) {
    // Where standard error is closed there is no one to tell.
    let _ = io::stderr().write_all(line.as_bytes());
}

/// `result`, with a reader that went away taken as an end: `nianbao | head` has what it wants.
pub(crate) fn until_closed(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Writes `bytes` to standard output.
pub(crate) fn write(bytes: &[u8]) -> Result<()> {
    let mut stdout = io::stdout().lock();
    let written = stdout.write_all(bytes).and_then(|()| stdout.flush());
    until_closed(written).context("无法写出结果")
}

/// Whether colours are written to standard output.
pub(crate) fn color(choice: ColorChoice) -> Color {
    let is_wanted = match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => io::stdout().is_terminal() && !is_set("NO_COLOR"),
    };
    if is_wanted { Color::Always } else { Color::Never }
}

/// Whether a variable of the environment says something.
fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty())
}
