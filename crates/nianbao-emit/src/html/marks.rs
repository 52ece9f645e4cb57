//! Which words of a report are marked, and where each finding is shown first.

use std::ops::Range;

use nianbao_diagnostics::Severity;
use nianbao_run::{CheckedDocument, Words};
use nianbao_span::Span;

use crate::Private;
use crate::private::Mask;

/// The marks of a document, given out along its words in reading order.
pub(super) struct Marks {
    /// By place.
    all: Vec<Mark>,
    /// The first that was not reached yet.
    next: usize,
    /// Those reached that may go on.
    open: Vec<usize>,
    /// Where the last piece began.
    at: u32,
    /// Which findings have been shown.
    shown: Vec<bool>,
}

/// Words marked for one reason.
#[derive(Clone, Copy, Debug)]
struct Mark {
    span: Span,
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    /// The finding with this index.
    Finding(usize, Severity),
    /// A place that belongs to a finding.
    Term,
    /// Personal data that is not shown.
    Private,
}

/// Words that are marked alike.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// In the words.
    pub(super) range: Range<usize>,
    /// Findings that are shown here first, by index.
    pub(super) begins: Vec<usize>,
    /// The heaviest finding about them.
    pub(super) severity: Option<Severity>,
    /// Whether they belong to a finding elsewhere.
    pub(super) is_term: bool,
    /// Whether they must not be shown.
    pub(super) is_private: bool,
}

impl Marks {
    /// The marks of `document`.
    pub(super) fn of(document: &CheckedDocument, private: Private) -> Marks {
        let findings = document.diagnostics.iter().enumerate();
        let mut marks: Vec<Mark> = Vec::new();
        for (index, finding) in findings {
            marks.push(Mark { span: finding.span, what: What::Finding(index, finding.severity) });
            marks.extend(finding.labels.iter().map(|it| Mark { span: it.span, what: What::Term }));
        }
        let hidden = Mask::of(document, private).spans();
        marks.extend(hidden.into_iter().map(|span| Mark { span, what: What::Private }));
        marks.sort_by_key(|mark| (mark.span, mark.what));
        let shown = vec![false; document.diagnostics.len()];
        Marks { all: marks, next: 0, open: Vec::new(), at: 0, shown }
    }

    /// The parts of `words`, in order and without gaps.
    pub(super) fn stretches(&mut self, words: &Words) -> Vec<Stretch> {
        let mut stretches = Vec::new();
        for (range, span) in &words.pieces {
            let begins = self.reach(*span);
            let start = stretches.len();
            self.cut(range, *span, &mut stretches);
            if let Some(first) = stretches.get_mut(start) {
                first.begins.splice(0..0, begins);
            }
        }
        stretches
    }

    /// Findings that no words were shown for, by index.
    pub(super) fn left(&self) -> Vec<usize> {
        (0..self.shown.len()).filter(|index| !self.shown[*index]).collect()
    }

    /// Whether the finding with this index has been shown.
    pub(super) fn is_shown(&self, index: usize) -> bool {
        self.shown[index]
    }

    /// Goes on to the piece at `span`. Gives the findings that stand in markup before it.
    fn reach(&mut self, span: Span) -> Vec<usize> {
        // A browser shows some text before other text that stands before it in the source.
        if span.start < self.at {
            self.next = 0;
            self.open.clear();
        }
        self.at = span.start;
        self.open.retain(|index| self.all[*index].span.end > span.start);
        let mut passed = Vec::new();
        while let Some(mark) = self.all.get(self.next).filter(|it| it.span.start < span.end) {
            if mark.span.end > span.start {
                self.open.push(self.next);
            } else if let What::Finding(index, _) = mark.what
                && !std::mem::replace(&mut self.shown[index], true)
            {
                passed.push(index);
            }
            self.next += 1;
        }
        passed
    }

    /// Cuts the words at `range`, which come from `span`, where marks begin and end.
    fn cut(&mut self, range: &Range<usize>, span: Span, stretches: &mut Vec<Stretch>) {
        // Words that their source says otherwise are marked as a whole.
        let borders = if range.len() == span.len() { self.borders(span) } else { Vec::new() };
        let mut ends = borders;
        ends.extend([span.start, span.end]);
        ends.sort_unstable();
        ends.dedup();
        if ends.len() == 1 {
            ends.push(span.end);
        }
        let is_whole = ends.len() == 2;
        for pair in ends.windows(2) {
            let at = |end: u32| range.start + (end - span.start) as usize;
            let part = if is_whole { range.clone() } else { at(pair[0])..at(pair[1]) };
            stretches.push(self.stretch(part, Span { start: pair[0], end: pair[1] }));
        }
    }

    fn borders(&self, span: Span) -> Vec<u32> {
        let ends = self.open.iter().flat_map(|index| {
            let mark = self.all[*index].span;
            [mark.start, mark.end]
        });
        ends.filter(|end| span.start < *end && *end < span.end).collect()
    }

    fn stretch(&mut self, range: Range<usize>, span: Span) -> Stretch {
        let mut stretch = Stretch {
            range,
            begins: Vec::new(),
            severity: None,
            is_term: false,
            is_private: false,
        };
        for index in &self.open {
            let mark = self.all[*index];
            let is_at = mark.span.is_empty() && mark.span.start == span.start;
            if !is_at && !mark.span.overlaps(span) {
                continue;
            }
            match mark.what {
                What::Term => stretch.is_term = true,
                What::Private => stretch.is_private = true,
                What::Finding(finding, severity) => {
                    if !is_at {
                        stretch.severity = stretch.severity.max(Some(severity));
                    }
                    if !std::mem::replace(&mut self.shown[finding], true) {
                        stretch.begins.push(finding);
                    }
                }
            }
        }
        stretch
    }
}

#[cfg(test)]
mod tests {
    use nianbao_diagnostics::Diagnostic;
    use nianbao_run::{Keep, Profile, check_bytes_keeping};

    use super::*;

    const TEXT: &str = "甲<b>乙</b>&amp;丙丁";

    /// The words 甲乙&丙丁 with their places in [`TEXT`].
    fn words() -> Words {
        let piece = |words: Range<usize>, source: &str| {
            let start = TEXT.find(source).unwrap();
            (words, Span::new(start..start + source.len()))
        };
        let pieces =
            vec![piece(0..3, "甲"), piece(3..6, "乙"), piece(6..7, "&amp;"), piece(7..13, "丙丁")];
        Words { text: "甲乙&丙丁".to_owned(), pieces }
    }

    /// How the words are cut by findings at these places of [`TEXT`]: each part with the findings that begin there and
    /// whether it is marked.
    fn cut(findings: &[(&str, Severity)]) -> Vec<(String, Vec<usize>, Option<Severity>)> {
        let mut document =
            check_bytes_keeping("a.txt", Vec::new(), &Profile::default(), Keep::Findings);
        let template = document.diagnostics[0].clone();
        let finding = |(source, severity): &(&str, Severity)| {
            let start = TEXT.find(source).unwrap();
            let span = Span::new(start..start + source.len());
            Diagnostic { span, severity: *severity, ..template.clone() }
        };
        document.diagnostics = findings.iter().map(finding).collect();
        let words = words();
        let stretches = Marks::of(&document, Private::Shown).stretches(&words);
        let shown = stretches.into_iter();
        shown.map(|it| (words.text[it.range].to_owned(), it.begins, it.severity)).collect()
    }

    #[test]
    fn words_are_cut_where_marks_begin_and_end() {
        let (error, info) = (Severity::Error, Severity::Info);
        assert_eq!(
            cut(&[("乙</b>&amp;丙", info), ("丙丁", error)]),
            [
                ("甲".to_owned(), vec![], None),
                ("乙".to_owned(), vec![0], Some(info)),
                ("&".to_owned(), vec![], Some(info)),
                ("丙".to_owned(), vec![1], Some(error)),
                ("丁".to_owned(), vec![], Some(error)),
            ]
        );
    }

    #[test]
    fn what_is_written_otherwise_is_marked_as_a_whole() {
        let cut = cut(&[("amp", Severity::Warning)]);
        assert_eq!(cut[2], ("&".to_owned(), vec![0], Some(Severity::Warning)));
    }

    #[test]
    fn a_finding_in_markup_is_shown_at_the_words_behind() {
        let cut = cut(&[("<b>", Severity::Warning), ("", Severity::Error)]);
        assert_eq!(cut[0], ("甲".to_owned(), vec![1], None));
        assert_eq!(cut[1], ("乙".to_owned(), vec![0], None));
    }

    #[test]
    fn what_no_words_stand_behind_is_left() {
        let mut document =
            check_bytes_keeping("a.txt", Vec::new(), &Profile::default(), Keep::Findings);
        document.diagnostics[0].span = Span::new(100..101);
        let mut marks = Marks::of(&document, Private::Shown);
        marks.stretches(&words());
        assert_eq!(marks.left(), [0]);
    }
}
