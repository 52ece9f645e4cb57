//! The standard streams. Nothing else in the program writes to them.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};

use nianbao_emit::visible;

/// Says on standard error why something could not be done.
pub(crate) fn complain(what: &dyn Display) {
    // Where standard error is closed there is no one to tell.
    let _ = writeln!(io::stderr(), "nianbao: {}", visible(&what.to_string()));
}

/// `result`, with a reader that went away taken as an end: `nianbao | head` has what it wants.
pub(crate) fn until_closed(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
