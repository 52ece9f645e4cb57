use std::ops::Range;

/// One of the six sections, found.
#[derive(Debug)]
pub struct Section {
    /// 1 to 6, by what its heading says.
    pub number: u8,
    /// Its heading.
    pub heading: Heading,
    /// The lines of its body: indexes into [`crate::Report::lines`], heading excluded.
    pub lines: Range<usize>,
    /// The blocks it covers: indexes into the document's blocks, heading included.
    pub blocks: Range<usize>,
}

/// A section's heading.
#[derive(Debug)]
pub struct Heading {
    /// Index into [`crate::Report::lines`].
    pub line: usize,
    /// Number and words within [`crate::Line::words`]; what follows, as in `六、其他需要报告的事项：无。`, is body.
    pub range: Range<usize>,
    /// The words alone, without number and without marks at the end.
    pub title: Range<usize>,
    /// The number it bears, where it bears one.
    pub stated_number: Option<u8>,
    /// How its words relate to the form.
    pub form: HeadingForm,
}

/// How a heading's words relate to the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeadingForm {
    /// Only its number and place say which section it is.
    ByPlace,
    /// Other words for the same matter.
    Deviant,
    /// A wording the notice or practice admits.
    Accepted,
    /// As the form prints it.
    Exact,
}
