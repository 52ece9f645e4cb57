//! A report on its way to being broken: the clean report, its tables, and marks around what was broken.

use std::ops::Range;

use nianbao_diagnostics::{Diagnostic, TableName};
use nianbao_test::layout::{Grid, Layout, render_with};
use nianbao_test::model::{Paragraph, ReportModel};

use crate::clean::CleanReport;
use crate::phrases::Writer;

/// Where a defect is, besides the marks around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Where the marks are and nowhere else.
    Marked,
    /// A row of an official table, by the end of its key.
    Row(TableName, &'static str),
    /// A column of an official table.
    Column(TableName, &'static str),
    /// A table as a whole.
    Table(TableName),
    /// Anywhere in the document: what is missing has no place of its own.
    Document,
}

/// Stand around what was broken until the text is written; no report has them.
const OPEN: char = '\u{FDD0}';
const CLOSE: char = '\u{FDD1}';

/// Stands in lines that are taken out.
const DELETED: char = '\u{FDD2}';
/// Stands before the words of a heading whose number changes.
const RENUMBERED: char = '\u{FDD3}';

const NUMERALS: [&str; 6] = ["一", "二", "三", "四", "五", "六"];

/// What injectors write around the broken words of their sentences.
const WRITTEN_MARKS: [(char, char); 2] = [('⟦', OPEN), ('⟧', CLOSE)];

/// A report that an injector works on.
pub(crate) struct Draft {
    pub(crate) model: ReportModel,
    /// The tables of sections two, three and four.
    pub(crate) tables: [Grid; 3],
    pub(crate) layout: Layout,
    pub(crate) writer: Writer,
    /// Changes of the text once it is written.
    rewrites: Vec<(String, String)>,
}

/// The text of a report and the places marked in it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Marked {
    pub(crate) text: String,
    pub(crate) places: Vec<Range<usize>>,
}

impl Draft {
    pub(crate) fn new(clean: CleanReport, layout: Layout) -> Draft {
        let CleanReport { model, writer } = clean;
        Draft { tables: Grid::tables(&model), model, layout, writer, rewrites: Vec::new() }
    }

    /// The file as written, and where it is broken.
    pub(crate) fn finish(&self) -> Marked {
        let mut text = render_with(&self.model, &self.tables, self.layout);
        for (from, to) in &self.rewrites {
            text = text.replace(from, to);
        }
        if text.contains(DELETED) {
            text = text.split_inclusive('\n').filter(|line| !line.contains(DELETED)).collect();
        }
        unmark(&text)
    }

    /// The table with this name.
    pub(crate) fn table(&mut self, name: TableName) -> &mut Grid {
        let [disclosure, applications, disputes] = &mut self.tables;
        match name {
            TableName::Disclosure => disclosure,
            TableName::Applications => applications,
            TableName::Disputes => disputes,
        }
    }

    /// Writes other words into the cell of a figure, and marks them.
    pub(crate) fn write_cell(&mut self, key: &str, words: &str) -> Option<()> {
        let cell = self.tables.iter_mut().find_map(|table| table.cell_mut(key))?;
        cell.text = marked(words);
        Some(())
    }

    /// The count in the cell of a figure.
    pub(crate) fn count(&self, key: &str) -> Option<u64> {
        let mut cells = self.tables.iter().flat_map(|table| &table.rows).flatten();
        cells.find(|cell| cell.key.as_deref() == Some(key))?.text.parse().ok()
    }

    /// Puts a sentence at the end of a paragraph of the section's prose, with `⟦ ⟧` around what is broken in it.
    pub(crate) fn say(&mut self, section: usize, sentence: &str) -> Option<()> {
        let sentence = self.filled(sentence)?;
        let ends: Vec<&mut String> = self.model.prose[section - 1]
            .iter_mut()
            .map(words_of)
            .filter(|text| text.ends_with('。') && !text.contains(OPEN))
            .collect();
        let index = self.writer.rng.usize(0..ends.len().max(1));
        ends.into_iter().nth(index)?.push_str(&sentence);
        Some(())
    }

    /// Adds a paragraph at the end of the section's prose.
    pub(crate) fn add_paragraph(&mut self, section: usize, words: &str) -> Option<()> {
        let words = self.filled(words)?;
        self.model.prose[section - 1].push(Paragraph::Plain(words));
        Some(())
    }

    /// Replaces words of the preamble or the prose once, at any of the places where they stand.
    pub(crate) fn swap(&mut self, old: &str, new: &str) -> Option<()> {
        let new = self.filled(new)?;
        let old = self.filled(old)?;
        let texts = self.texts().filter(|text| text.contains(&old)).count();
        let index = self.writer.rng.usize(0..texts.max(1));
        let text = self.texts_mut().filter(|text| text.contains(&old)).nth(index)?;
        let at = text.find(&old)?;
        text.replace_range(at..at + old.len(), &new);
        Some(())
    }

    /// Words for a place in the text that become `markup` once the report is written.
    pub(crate) fn raw(&mut self, markup: &str) -> String {
        let index = u32::try_from(self.rewrites.len()).unwrap_or(0);
        let placeholder = char::from_u32(0xFDD4 + index).unwrap_or('\u{FDD4}').to_string();
        self.rewrites.push((placeholder.clone(), markup.to_owned()));
        placeholder
    }

    /// Takes out the whole line of the written text in which the placeholder stands that this gives.
    pub(crate) fn deleted_line() -> String {
        DELETED.to_string()
    }

    /// Gives the heading of a section another number, as a numeral.
    pub(crate) fn renumber(&mut self, section: usize, numeral: &str) {
        let own = NUMERALS[section - 1];
        self.model.headings[section - 1].insert(0, RENUMBERED);
        for (before, after) in [("", "、"), ("", "."), ("（", "）"), ("第", "部分 ")] {
            let old = format!("{before}{own}{after}{RENUMBERED}");
            self.rewrites.push((old, marked(&format!("{before}{numeral}{after}"))));
        }
    }

    /// Preamble and prose.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &String> {
        let prose = self.model.prose.iter().flatten().map(|paragraph| match paragraph {
            Paragraph::Plain(text) | Paragraph::Part { text, .. } => text,
        });
        self.model.preamble.iter().chain(prose)
    }

    /// Preamble and prose.
    pub(crate) fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let prose = self.model.prose.iter_mut().flatten().map(words_of);
        self.model.preamble.iter_mut().chain(prose)
    }

    /// A sentence with its slots filled and its marks set.
    pub(crate) fn filled(&mut self, sentence: &str) -> Option<String> {
        let mut filled = self.writer.fill(sentence)?;
        for (written, mark) in WRITTEN_MARKS {
            filled = filled.replace(written, &mark.to_string());
        }
        Some(filled)
    }

    /// Whether the report stands in Traditional characters.
    pub(crate) fn is_traditional(&self) -> bool {
        matches!(self.layout, Layout::Traditional | Layout::TraditionalPinyin)
    }

    /// Whether the file is HTML.
    pub(crate) fn is_html(&self) -> bool {
        self.layout.extension() == "html"
    }
}

/// The words of a paragraph.
pub(crate) fn words_of(paragraph: &mut Paragraph) -> &mut String {
    match paragraph {
        Paragraph::Plain(text) | Paragraph::Part { text, .. } => text,
    }
}

/// `words` with marks around them.
pub(crate) fn marked(words: &str) -> String {
    format!("{OPEN}{words}{CLOSE}")
}

/// Takes the marks out of a text and says where they stood.
fn unmark(marked: &str) -> Marked {
    let mut text = String::with_capacity(marked.len());
    let mut places = Vec::new();
    let mut open = None;
    for c in marked.chars() {
        match c {
            OPEN => open = Some(text.len()),
            CLOSE => places.extend(open.take().map(|start| start..text.len())),
            _ => text.push(c),
        }
    }
    Marked { text, places }
}

impl Place {
    /// Whether a finding points here.
    pub(crate) fn is_of(self, finding: &Diagnostic, marked: &[Range<usize>]) -> bool {
        let span = finding.span.range();
        let touches = |place: &Range<usize>| span.start <= place.end && place.start <= span.end;
        marked.iter().any(touches) || self.is_named_by(finding)
    }

    fn is_named_by(self, finding: &Diagnostic) -> bool {
        let place = finding.place.as_ref();
        let table = place.and_then(|place| place.table);
        match self {
            Place::Marked => false,
            Place::Document => true,
            Place::Table(name) => table == Some(name),
            Place::Row(name, row) => {
                table == Some(name) && place.is_some_and(|place| place.row == Some(row))
            }
            Place::Column(name, column) => {
                table == Some(name) && place.is_some_and(|place| place.column == Some(column))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean;

    #[test]
    fn marks_are_taken_out_and_remembered() {
        let found = unmark(&format!("甲{}丙", marked("乙")));
        assert_eq!(
            (found.text.as_str(), &found.places[..]),
            ("甲乙丙", &[Range { start: 3, end: 6 }][..])
        );
    }

    #[test]
    fn a_sentence_is_said_in_every_layout() {
        for layout in Layout::ALL {
            let mut draft = Draft::new(clean::report(1, layout), layout);
            draft.say(1, "本句⟦有误⟧。").unwrap();
            let Marked { text, places } = draft.finish();
            let broken: Vec<&str> = places.into_iter().map(|place| &text[place]).collect();
            assert!(matches!(broken[..], ["有误" | "有誤"]), "{}: {broken:?}", layout.name());
        }
    }
}
