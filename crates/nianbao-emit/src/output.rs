use std::io::{self, Write};

use nianbao_run::{Rendered, Spool, Tally};

use crate::{Emitter, Opening, Totals};

/// The one stream that a run's output goes to.
pub struct Output<'e, W> {
    emitter: &'e dyn Emitter,
    writer: W,
    /// Documents that wait for what stands before them.
    waiting: Option<Spool>,
    asides: Vec<u8>,
    is_first: bool,
}

impl<'e, W: Write> Output<'e, W> {
    /// Begins the output of `emitter` on `writer`.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn begin(emitter: &'e dyn Emitter, mut writer: W) -> io::Result<Output<'e, W>> {
        let waiting = match emitter.opening() {
            Opening::AtTheEnd => Some(Spool::default()),
            Opening::AtOnce => {
                let nothing = Totals { tally: &Tally::default(), asides: &[] };
                writer.write_all(emitter.begin(&nothing).as_bytes())?;
                None
            }
        };
        Ok(Output { emitter, writer, waiting, asides: Vec::new(), is_first: true })
    }

    /// Writes what the emitter made of the next document.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn document(&mut self, rendered: &Rendered) -> io::Result<()> {
        self.asides.extend_from_slice(&rendered.aside);
        if rendered.main.is_empty() {
            return Ok(());
        }
        let separator =
            if std::mem::take(&mut self.is_first) { "" } else { self.emitter.separator() };
        let writer: &mut dyn Write = match &mut self.waiting {
            Some(spool) => spool,
            None => &mut self.writer,
        };
        writer.write_all(separator.as_bytes())?;
        writer.write_all(&rendered.main)
    }

    /// Ends the output, and gives back the writer.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn end(mut self, tally: &Tally) -> io::Result<W> {
        let totals = Totals { tally, asides: &self.asides };
        if let Some(spool) = self.waiting {
            self.writer.write_all(self.emitter.begin(&totals).as_bytes())?;
            spool.copy_to(&mut self.writer)?;
        }
        self.writer.write_all(self.emitter.end(&totals).as_bytes())?;
        self.writer.flush()?;
        Ok(self.writer)
    }
}
