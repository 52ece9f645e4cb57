use nianbao_run::{CheckedDocument, Tally};

/// An output format. A run's output is [`begin`](Emitter::begin), the documents in order with
/// [`separator`](Emitter::separator) between them, and [`end`](Emitter::end).
pub trait Emitter: Sync {
    /// What stands before the first document.
    fn begin(&self) -> String {
        String::new()
    }

    /// What stands between two documents.
    fn separator(&self) -> &'static str {
        ""
    }

    /// One document; may be nothing. Called on several threads.
    fn document(&self, document: &CheckedDocument) -> Vec<u8>;

    /// What stands after the last document.
    fn end(&self, tally: &Tally) -> String {
        let _ = tally;
        String::new()
    }
}
