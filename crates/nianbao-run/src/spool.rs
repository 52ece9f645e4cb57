use std::io::{self, Seek, Write};

use tempfile::SpooledTempFile;

/// Bytes put aside to be written later: a few in memory, many in a file that no one else can open and that goes away with
/// this value.
#[derive(Debug)]
pub struct Spool(SpooledTempFile);

/// Bytes kept in memory.
const MEMORY_BYTES: usize = 4 * 1024 * 1024;

impl Spool {
    /// Writes all that was put aside to `writer`.
    ///
    /// # Errors
    /// When either side fails.
    pub fn copy_to(mut self, writer: &mut impl Write) -> io::Result<()> {
        self.0.rewind()?;
        io::copy(&mut self.0, writer).map(|_| ())
    }
}

impl Default for Spool {
    fn default() -> Spool {
        Spool(SpooledTempFile::new(MEMORY_BYTES))
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
