use std::io::{self, Write};

use nianbao_run::Tally;

use crate::Emitter;

/// The one stream that a run's output goes to.
pub struct Output<'e, W> {
    emitter: &'e dyn Emitter,
    writer: W,
    is_first: bool,
}

impl<'e, W: Write> Output<'e, W> {
    /// Begins the output of `emitter` on `writer`.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn begin(emitter: &'e dyn Emitter, mut writer: W) -> io::Result<Output<'e, W>> {
        writer.write_all(emitter.begin().as_bytes())?;
        Ok(Output { emitter, writer, is_first: true })
    }

    /// Writes what the emitter made of the next document.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn document(&mut self, bytes: &[u8]) -> io::Result<()> {
        if !std::mem::take(&mut self.is_first) {
            self.writer.write_all(self.emitter.separator().as_bytes())?;
        }
        self.writer.write_all(bytes)
    }

    /// Ends the output.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn end(mut self, tally: &Tally) -> io::Result<()> {
        self.writer.write_all(self.emitter.end(tally).as_bytes())?;
        self.writer.flush()
    }
}
