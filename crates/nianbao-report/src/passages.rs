use std::ops::Range;

use nianbao_diagnostics::Edit;
use nianbao_document::script::{Script, script_of, traditional};
use nianbao_document::{BlockKind, Cell, Document, Folded, Region, Text, fold, is_blank};
use nianbao_span::Span;

use crate::marks::{Mark, MarkSet, Survey, survey};
use crate::number::is_plain_count;
use crate::{Line, LineRole, Report, Section};

/// A line or a table cell of the report: the largest piece of text within which marks can stand in pairs.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'r> {
    /// The section it stands in, 1 to 6.
    pub section: Option<u8>,
    /// Whether it is a line or a cell.
    pub kind: PassageKind,
    /// How many ASCII digits its longest number has; one mark between two digits does not end it.
    pub longest_number: usize,
    marks: &'r [Mark],
    mark_set: MarkSet,
    origin: Origin<'r>,
}

/// Whether a passage is a line or a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassageKind {
    /// A line: an index into [`Report::lines`].
    Line(usize),
    /// A cell of a grid table.
    Cell,
}

#[derive(Clone, Copy, Debug)]
enum Origin<'r> {
    Line(&'r Line<'r>),
    Cell(&'r Text<'r>, Option<&'r Folded<'r>>),
}

/// What is known of a report's passages before any rule asks.
#[derive(Debug, Default)]
pub(crate) struct Passages<'d> {
    /// Of all passages, one after the other.
    marks: Vec<Mark>,
    /// The runs of ASCII digits of all lines, one after the other.
    runs: Vec<Range<usize>>,
    /// By line; nothing of the page's lines.
    lines: Vec<Surveyed>,
    /// The lines that are not empty or just a number.
    worded: Vec<usize>,
    cells: Vec<SurveyedCell<'d>>,
    /// What is known of all of them together: what none has, none need be asked for.
    all: Survey,
}

/// Kept small: there is one for each line and each cell with words.
#[derive(Debug, Default)]
struct Surveyed {
    /// Where its marks stand among those of all passages.
    marks: Part,
    /// Where a line's runs of digits stand among those of all lines.
    runs: Part,
    survey: Survey,
}

/// A range of a list, whose items are no more than a source has bytes.
#[derive(Clone, Copy, Debug, Default)]
struct Part {
    start: u32,
    end: u32,
}

impl Part {
    fn new(range: Range<usize>) -> Part {
        let place = |at: usize| u32::try_from(at).expect("a source is smaller than 4 GiB");
        Part { start: place(range.start), end: place(range.end) }
    }

    #[inline]
    fn of<T>(self, list: &[T]) -> &[T] {
        &list[self.start as usize..self.end as usize]
    }
}

/// A cell that is not empty or just a number.
#[derive(Debug)]
struct SurveyedCell<'d> {
    section: Option<u8>,
    text: &'d Text<'d>,
    /// Boxed because few cells have one.
    folded: Option<Box<Folded<'d>>>,
    surveyed: Surveyed,
}

impl<'d> Passages<'d> {
    /// Surveys the lines the page has no part in and the cells of grid tables that have words. Tables before the first
    /// section are the page's.
    pub(crate) fn of(
        document: &'d Document<'d>,
        lines: &[Line<'_>],
        sections: &[Section],
        is_folded: bool,
    ) -> Passages<'d> {
        /// Most reports have no more marks and no more numbers than one in so many bytes.
        const BYTES_PER_MARK: usize = 24;
        let usual = document.source.text.len() / BYTES_PER_MARK;
        let mut passages = Passages {
            marks: Vec::with_capacity(usual),
            runs: Vec::with_capacity(usual),
            ..Passages::default()
        };
        passages.push_lines(lines);
        for (index, block) in document.blocks.iter().enumerate() {
            let BlockKind::Table(table) = &block.kind else { continue };
            let section = sections.iter().find(|section| section.blocks.contains(&index));
            if block.region != Region::Content || section.is_none() && !sections.is_empty() {
                continue;
            }
            let section = section.map(|section| section.number);
            for cell in table.rows.iter().flat_map(|row| &row.cells) {
                passages.push_cell(cell, section, is_folded);
            }
        }
        passages
    }

    /// Surveys the lines the page has no part in.
    #[cfg(test)]
    pub(crate) fn of_lines(lines: &[Line<'_>]) -> Passages<'d> {
        let mut passages = Passages::default();
        passages.push_lines(lines);
        passages
    }

    fn push_lines(&mut self, lines: &[Line<'_>]) {
        self.lines.reserve(lines.len());
        self.worded.reserve(lines.len());
        for (index, line) in lines.iter().enumerate() {
            let surveyed = match line.role {
                LineRole::Page => Surveyed::default(),
                _ => self.survey(line.words()),
            };
            if !surveyed.survey.is_number_or_empty() {
                self.worded.push(index);
            }
            self.lines.push(surveyed);
        }
    }

    /// How many ASCII digits the longest number of the line `index` has; 0 in a line of the page.
    #[inline]
    pub(crate) fn longest_number(&self, index: usize) -> usize {
        self.lines[index].survey.longest_number as usize
    }

    /// The marks of the line `index`; none in a line of the page.
    #[inline]
    pub(crate) fn marks(&self, index: usize) -> &[Mark] {
        self.lines[index].marks.of(&self.marks)
    }

    /// The runs of ASCII digits of the line `index`; none in a line of the page.
    #[inline]
    pub(crate) fn runs(&self, index: usize) -> &[Range<usize>] {
        self.lines[index].runs.of(&self.runs)
    }

    fn survey(&mut self, words: &str) -> Surveyed {
        let (first_mark, first_run) = (self.marks.len(), self.runs.len());
        let survey = match number_len(words) {
            Some(0) => Survey::default(),
            Some(len) => {
                self.runs.push(0..len);
                let longest_number = u32::try_from(len).unwrap_or(u32::MAX);
                Survey { longest_number, ..Survey::default() }
            }
            None => survey(words, &mut self.marks, &mut self.runs),
        };
        self.all.add(survey);
        Surveyed {
            marks: Part::new(first_mark..self.marks.len()),
            runs: Part::new(first_run..self.runs.len()),
            survey,
        }
    }

    fn push_cell(&mut self, cell: &'d Cell<'d>, section: Option<u8>, is_folded: bool) {
        let text = &cell.text;
        if is_plain_count(text.content()) {
            return;
        }
        let folded = is_folded.then(|| fold(text.content()));
        let words = folded.as_ref().map_or(text.content(), |folded| &folded.content);
        let first_run = self.runs.len();
        let surveyed = self.survey(words);
        self.runs.truncate(first_run);
        if !surveyed.survey.is_number_or_empty() {
            let folded = folded.map(Box::new);
            self.cells.push(SurveyedCell { section, text, folded, surveyed });
        }
    }
}

/// How many digits `words` have where they are nothing but a number, as most cells are.
fn number_len(words: &str) -> Option<usize> {
    words.bytes().all(|byte| byte.is_ascii_digit()).then_some(words.len())
}

impl Report<'_> {
    /// Every line the page around the report has no part in, then every cell of grid tables; none that is empty or just
    /// a number, as most cells are.
    pub fn passages(&self) -> impl Iterator<Item = Passage<'_>> {
        self.passages_where(|_| true)
    }

    /// The [passages](Report::passages) that have one of `marks`, or one that the set does not tell from them.
    pub fn passages_with(&self, marks: MarkSet) -> impl Iterator<Item = Passage<'_>> {
        self.passages_where(move |survey| survey.marks.intersects(marks))
    }

    /// The [passages](Report::passages) that have a number of at least so many digits.
    pub fn passages_with_number(&self, digits: usize) -> impl Iterator<Item = Passage<'_>> {
        self.passages_where(move |survey| survey.longest_number as usize >= digits)
    }

    /// Those of which `accepts` accepts what is known of them; it accepts whatever has more than it accepts.
    fn passages_where(
        &self,
        accepts: impl Fn(&Survey) -> bool + Copy,
    ) -> impl Iterator<Item = Passage<'_>> {
        let Passages { lines, worded, cells, all, .. } = &self.passages;
        let (worded, cells): (&[usize], &[SurveyedCell<'_>]) =
            if accepts(all) { (worded, cells) } else { (&[], &[]) };
        let lines = worded.iter().filter(move |index| accepts(&lines[**index].survey));
        let cells = cells.iter().filter(move |cell| accepts(&cell.surveyed.survey));
        lines.map(|index| self.passage(*index)).chain(cells.map(|cell| self.cell(cell)))
    }

    /// The line `index` of [`Report::lines`]. A line of the page has no marks here.
    #[inline]
    pub fn passage(&self, index: usize) -> Passage<'_> {
        let (line, surveyed) = (&self.lines[index], &self.passages.lines[index]);
        let kind = PassageKind::Line(index);
        self.surveyed(surveyed, line.section, kind, Origin::Line(line))
    }

    fn cell<'r>(&'r self, cell: &'r SurveyedCell<'_>) -> Passage<'r> {
        let origin = Origin::Cell(cell.text, cell.folded.as_deref());
        self.surveyed(&cell.surveyed, cell.section, PassageKind::Cell, origin)
    }

    #[inline]
    fn surveyed<'r>(
        &'r self,
        surveyed: &Surveyed,
        section: Option<u8>,
        kind: PassageKind,
        origin: Origin<'r>,
    ) -> Passage<'r> {
        Passage {
            section,
            kind,
            longest_number: surveyed.survey.longest_number as usize,
            marks: surveyed.marks.of(&self.passages.marks),
            mark_set: surveyed.survey.marks,
            origin,
        }
    }

    /// How many ASCII digits the longest number has in the line `index` of [`Report::lines`]; one mark between two digits
    /// does not end it. 0 in a line of the page.
    #[inline]
    pub fn longest_number(&self, index: usize) -> usize {
        self.passages.longest_number(index)
    }

    /// The longest runs of ASCII digits in the line `index` of [`Report::lines`], in reading order; none in a line of the
    /// page.
    #[inline]
    pub fn digit_runs(&self, index: usize) -> &[Range<usize>] {
        self.passages.runs(index)
    }

    /// Takes a line out of the source: its words, and where nothing else stands on that line of a format made of lines,
    /// the line itself.
    pub fn take_out(&self, line: &Line<'_>) -> Vec<Edit> {
        let pieces = line.raw_spans(0..line.raw().len());
        match pieces.as_slice() {
            [words] if self.document.format.is_lines() => {
                vec![Edit::delete(self.whole_line(*words).unwrap_or(*words))]
            }
            _ => pieces.into_iter().map(Edit::delete).collect(),
        }
    }

    /// The line of the source around `words`, line break included, where only white space stands beside them.
    fn whole_line(&self, words: Span) -> Option<Span> {
        let text = &self.document.source.text;
        let range = words.range();
        let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[range.end..].find('\n').map_or(text.len(), |len| range.end + len + 1);
        let is_free = |part: &str| part.chars().all(is_blank);
        let is_alone = is_free(&text[start..range.start]) && is_free(&text[range.end..end]);
        is_alone.then(|| Span::new(start..end))
    }

    /// The prose lines, in reading order.
    pub fn prose_passages(&self) -> impl Iterator<Item = Passage<'_>> {
        self.prose().map(|(index, _)| self.passage(index))
    }
}

impl<'r> Passage<'r> {
    /// The words to compare and search, as [`Line::words`] says.
    #[inline]
    pub fn words(&self) -> &'r str {
        match self.origin {
            Origin::Line(line) => line.words(),
            Origin::Cell(_, Some(folded)) => &folded.content,
            Origin::Cell(text, None) => text.content(),
        }
    }

    /// The punctuation, symbols and white space of the words, in order.
    #[inline]
    pub fn marks(&self) -> &'r [Mark] {
        self.marks
    }

    /// Whether one of `chars` stands among the marks.
    #[inline]
    pub fn has_mark(&self, chars: &[char]) -> bool {
        self.may_have(MarkSet::of(chars))
            && self.marks.iter().any(|mark| chars.contains(&mark.char))
    }

    /// Whether one of `marks` stands among the marks, or one that the set does not tell from them.
    #[inline]
    pub fn may_have(&self, marks: MarkSet) -> bool {
        self.mark_set.intersects(marks)
    }

    /// Whether it is a cell, or a line that is one in a layout without grid.
    pub fn is_cell(&self) -> bool {
        match self.origin {
            Origin::Line(line) => matches!(line.role, LineRole::TableCell(_)),
            Origin::Cell(..) => true,
        }
    }

    /// The source of `range`, a byte range of the words.
    pub fn span(&self, range: Range<usize>) -> Span {
        match self.origin {
            Origin::Line(line) => line.span(range),
            Origin::Cell(text, folded) => text.span(original(folded, range)),
        }
    }

    /// The words as they stand in the document.
    #[inline]
    pub fn raw(&self) -> &'r str {
        match self.origin {
            Origin::Line(line) => line.raw(),
            Origin::Cell(text, _) => text.content(),
        }
    }

    /// The byte range of [`Passage::raw`] that `range` of the words was folded from.
    pub fn raw_range(&self, range: Range<usize>) -> Range<usize> {
        match self.origin {
            Origin::Line(line) => line.raw_range(range),
            Origin::Cell(_, folded) => original(folded, range),
        }
    }

    /// The source of `range`, a byte range of [`Passage::raw`].
    pub fn raw_span(&self, range: Range<usize>) -> Span {
        match self.origin {
            Origin::Line(line) => line.raw_span(range),
            Origin::Cell(text, _) => text.span(range),
        }
    }

    /// The source of `range` of [`Passage::raw`] in unbroken pieces; more than one cannot be edited as one.
    pub fn raw_spans(&self, range: Range<usize>) -> Vec<Span> {
        match self.origin {
            Origin::Line(line) => line.raw_spans(range),
            Origin::Cell(text, _) => text.spans(range),
        }
    }

    /// The source of `range` of [`Passage::raw`] where it is one unbroken piece, which can be edited as one.
    pub fn raw_unbroken_span(&self, range: Range<usize>) -> Option<Span> {
        match self.origin {
            Origin::Line(line) => line.raw_unbroken_span(range),
            Origin::Cell(text, _) => text.unbroken_span(range),
        }
    }

    /// The source of `range` in unbroken pieces, in order.
    fn spans(&self, range: Range<usize>) -> Vec<Span> {
        match self.origin {
            Origin::Line(line) => line.spans(range),
            Origin::Cell(text, folded) => text.spans(original(folded, range)),
        }
    }

    /// Deletes `range`; markup within stays.
    pub fn delete(&self, range: Range<usize>) -> Vec<Edit> {
        self.spans(range).into_iter().map(Edit::delete).collect()
    }

    /// Inserts `words` at byte `at` of the words.
    pub fn insert(&self, at: usize, words: &str) -> Edit {
        Edit::replace(Span::empty(self.span(at..at).start), words)
    }

    /// Puts `right` in place of `range`. Only characters that differ are touched; nothing where markup stands among
    /// them, or where the text is in Traditional characters and `right` would bring in Simplified ones.
    pub fn replace(&self, range: Range<usize>, right: &str) -> Option<Edit> {
        let wrong = &self.words()[range.clone()];
        let same_start = common_len(wrong.chars().zip(right.chars()));
        let (wrong_rest, right_rest) = (&wrong[same_start..], &right[same_start..]);
        let same_end = common_len(wrong_rest.chars().rev().zip(right_rest.chars().rev()));
        let changed = range.start + same_start..range.end - same_end;
        let new = &right_rest[..right_rest.len() - same_end];
        let brings_simplified = new.chars().any(|c| traditional(c) != c);
        if brings_simplified && self.is_traditional_around(range) {
            return None;
        }
        if changed.is_empty() {
            return (!new.is_empty()).then(|| self.insert(changed.start, new));
        }
        let span = self.raw_unbroken_span(self.raw_range(changed))?;
        Some(Edit::replace(span, new))
    }

    /// Whether the words around `range` are in Traditional characters.
    fn is_traditional_around(&self, range: Range<usize>) -> bool {
        const REACH_BYTES: usize = 300;
        let raw = self.raw();
        let range = self.raw_range(range);
        let start = raw.ceil_char_boundary(range.start.saturating_sub(REACH_BYTES));
        let end = raw.floor_char_boundary(range.end + REACH_BYTES);
        raw[start..end].chars().any(|c| script_of(c) == Script::Traditional)
    }
}

fn original(folded: Option<&Folded<'_>>, range: Range<usize>) -> Range<usize> {
    match folded {
        Some(folded) => folded.original(range),
        None => range,
    }
}

/// The bytes of the leading pairs that are equal.
fn common_len(pairs: impl Iterator<Item = (char, char)>) -> usize {
    pairs.take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum()
}

#[cfg(test)]
mod tests;
