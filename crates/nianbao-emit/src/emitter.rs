use nianbao_run::{CheckedDocument, Keep, Rendered, Tally};

/// An output format. A run's output is [`begin`](Emitter::begin), the documents in order with
/// [`separator`](Emitter::separator) between them, and [`end`](Emitter::end).
pub trait Emitter: Sync {
    /// What it needs of a document besides findings.
    fn keep(&self) -> Keep {
        Keep::Findings
    }

    /// When what stands before the first document is known.
    fn opening(&self) -> Opening {
        Opening::AtOnce
    }

    /// What stands before the first document. Nothing is in `totals` where it is written at once.
    fn begin(&self, totals: &Totals<'_>) -> String {
        let _ = totals;
        String::new()
    }

    /// What stands between two documents of which something is written.
    fn separator(&self) -> &'static str {
        ""
    }

    /// One document; may be nothing. Called on several threads.
    fn document(&self, document: &CheckedDocument) -> Vec<u8>;

    /// What is told of one document elsewhere in the output, to be found in [`Totals::asides`]. Kept in memory, so it is
    /// small. Called on several threads.
    fn aside(&self, document: &CheckedDocument) -> Vec<u8> {
        let _ = document;
        Vec::new()
    }

    /// What stands after the last document.
    fn end(&self, totals: &Totals<'_>) -> String {
        let _ = totals;
        String::new()
    }

    /// All that is made of one document.
    fn render(&self, document: &CheckedDocument) -> Rendered {
        Rendered { main: self.document(document), aside: self.aside(document) }
    }
}

/// When what stands before the first document is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// From the beginning, so that documents are written as they come.
    AtOnce,
    /// Once all documents are done: they are put aside until then.
    AtTheEnd,
}

/// What is known once all documents are done.
#[derive(Clone, Copy, Debug)]
pub struct Totals<'t> {
    /// The counts.
    pub tally: &'t Tally,
    /// What [`Emitter::aside`] told of each document, in the order of documents.
    pub asides: &'t [u8],
}
