use std::borrow::Cow;

use nianbao_document::{BlockKind, Cell, Grid, Row, Table};
use nianbao_span::Span;

use super::Place;
use super::lexicon::{LabelId, Named, printed};
use crate::Line;
use crate::labels::{LabelKey, folded_label};
use crate::number::{is_plain_count, is_value_like, may_end_in_value};

/// All cells of a stretch of the document in reading order, whatever their layout.
pub(crate) struct Stream<'d> {
    pub(crate) items: Vec<Item<'d>>,
    /// Which of them are words, by place.
    pub(crate) words: Vec<usize>,
}

/// One cell: of a grid, a field of a line, or a line.
pub(crate) struct Item<'d> {
    /// Its words, trimmed.
    pub(crate) text: &'d str,
    pub(crate) span: Span,
    pub(crate) kind: ItemKind,
    pub(crate) layout: Layout,
    /// Which physical row; a line of its own is a row of its own.
    pub(crate) row: u32,
    /// Column of a grid or number of a field.
    pub(crate) column: u32,
    /// Index into the report's lines, where it is one or part of one.
    pub(crate) line: Option<u32>,
    naming: Naming<'d>,
}

/// Where an item stands among the others.
#[derive(Clone, Copy)]
struct Site {
    layout: Layout,
    row: u32,
    column: u32,
    line: Option<u32>,
}

/// What an item can be by its looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ItemKind {
    /// Words that may be a label.
    Words,
    /// A number, or a sign for none.
    Value,
    /// An empty cell.
    Blank,
    /// A sentence: ends a run of cells.
    Prose,
}

/// How far rows and columns of an item can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Columns as drawn.
    Grid,
    /// Fields of a line; merged cells may have left some out or doubled some.
    Fields,
    /// One cell a line: nothing says where a row ends.
    Lines,
}

/// What a cell's words tell by themselves.
pub(super) struct Looks<'d> {
    pub(super) kind: ItemKind,
    naming: Naming<'d>,
}

/// What a cell's words are as a label.
enum Naming<'d> {
    /// It has no words.
    Nothing,
    /// A label as the forms print it.
    Printed(&'static Named<'static>),
    /// Any other words.
    Words(Box<Named<'d>>),
}

static UNNAMED: Named<'static> = Named { key: LabelKey::NONE, label: None };

/// Characters above which a line without a label's words is prose, not a cell.
const LONGEST_CELL_CHARS: usize = 60;

/// How many items of a table are words, more or less.
const USUAL_WORDS: usize = 64;

impl<'d> Stream<'d> {
    /// The cells at `place`.
    pub(crate) fn of(place: &Place<'d, '_>) -> Stream<'d> {
        let items = Vec::with_capacity(place.line_range.len());
        let mut stream = Stream { items, words: Vec::with_capacity(USUAL_WORDS) };
        let mut row = 0;
        let mut line_index = place.line_range.start;
        for block in place.blocks.clone() {
            if let BlockKind::Table(table) = &place.document.blocks[block].kind {
                row = stream.push_table(table, row);
                continue;
            }
            while line_index < place.line_range.end && place.lines[line_index].block <= block {
                if place.lines[line_index].block == block {
                    stream.push_line(&place.lines[line_index], line_index, row);
                    row += 1;
                }
                line_index += 1;
            }
        }
        stream
    }

    fn push_table(&mut self, table: &'d Table<'d>, first_row: u32) -> u32 {
        if is_one_cell_a_line(table) {
            return self.push_cells_of_lines(table, first_row);
        }
        let layout = match table.grid {
            Grid::Merged => Layout::Grid,
            Grid::Fields => Layout::Fields,
        };
        self.items.reserve(table.rows.iter().map(|row| row.cells.len()).sum());
        let mut row = first_row;
        for cells in table.rows.iter().map(|row| &row.cells) {
            for cell in cells {
                self.push_cell(cell, layout, row);
            }
            row += 1;
        }
        row
    }

    /// Rows that are one cell each, closed by a bar. A bar alone opens a row of the form when a label follows; every
    /// other one stands for an empty cell.
    fn push_cells_of_lines(&mut self, table: &'d Table<'d>, first_row: u32) -> u32 {
        let mut bars: Vec<&Row<'d>> = Vec::new();
        let mut next = first_row;
        for row in &table.rows {
            let index = next;
            next += 1;
            if row.cells.iter().all(|cell| cell.text.is_empty()) {
                bars.push(row);
                continue;
            }
            let filled = row.cells.iter().find(|cell| !cell.text.is_empty());
            let opens_row = filled.is_some_and(|cell| !is_value_like(cell.text.content()));
            for blank in
                bars.drain(..).skip(usize::from(opens_row)).filter_map(|row| row.cells.first())
            {
                self.push_cell(blank, Layout::Lines, index);
            }
            for cell in row.cells.iter().filter(|cell| !cell.text.is_empty()) {
                self.push_cell(cell, Layout::Lines, index);
            }
        }
        next
    }

    #[inline]
    fn push_cell(&mut self, cell: &'d Cell<'d>, layout: Layout, row: u32) {
        let (text, span) = (cell.text.content(), cell.text.whole_span());
        let site = Site { layout, row, column: cell.column, line: None };
        if is_plain_count(text) {
            self.push_value(text, span, site);
        } else if let Some(named) = printed(text) {
            self.push(text, span, Looks::printed(named), site);
        } else {
            let text = text.trim();
            self.push(text, span, Looks::of_cell(text), site);
        }
    }

    /// A line is one cell, or a label and values parted by spaces.
    fn push_line(&mut self, line: &Line<'d>, index: usize, row: u32) {
        let text = line.raw();
        let site = Site { layout: Layout::Lines, row, column: 0, line: u32::try_from(index).ok() };
        if is_plain_count(text) {
            self.push_value(text, line.whole_span(), site);
            return;
        }
        if text.ends_with(STOPS) {
            self.push(text, line.whole_span(), Looks::wordless(ItemKind::Prose), site);
            return;
        }
        // No label has white space within it, so that it is no field of several.
        if let Some(named) = printed_in(line) {
            self.push(text, line.whole_span(), Looks::printed(named), site);
            return;
        }
        let fields = space_separated(text);
        let Some(first) = fields.first() else {
            self.push(text, line.whole_span(), Looks::of_line(text), site);
            return;
        };
        let layout =
            if kind_of_cell(first) == ItemKind::Value { Layout::Lines } else { Layout::Fields };
        for (column, field) in (0..).zip(fields) {
            let start = field.as_ptr() as usize - text.as_ptr() as usize;
            let span = line.raw_span(start..start + field.len());
            self.push(field, span, Looks::of_cell(field), Site { layout, column, ..site });
        }
    }

    /// Pushes a number, as nearly every item is.
    #[inline]
    fn push_value(&mut self, text: &'d str, span: Span, site: Site) {
        let Site { layout, row, column, line } = site;
        let (kind, naming) = (ItemKind::Value, Naming::Nothing);
        self.items.push(Item { text, span, kind, layout, row, column, line, naming });
    }

    fn push(&mut self, text: &'d str, span: Span, looks: Looks<'d>, site: Site) {
        let Looks { kind, naming } = looks;
        if kind == ItemKind::Words {
            self.words.push(self.items.len());
        }
        let Site { layout, row, column, line } = site;
        self.items.push(Item { text, span, kind, layout, row, column, line, naming });
    }
}

impl<'d> Item<'d> {
    /// Its words as a label's key; empty for anything but words.
    pub(crate) fn key(&self) -> &LabelKey<'d> {
        &self.naming.named().key
    }

    /// The words of its key.
    pub(crate) fn words(&self) -> &str {
        &self.key().words
    }

    /// The label of the forms that has its words.
    pub(crate) fn label(&self) -> Option<LabelId> {
        self.naming.named().label
    }

    /// Whether a value may stand here.
    pub(crate) fn is_value_or_blank(&self) -> bool {
        matches!(self.kind, ItemKind::Value | ItemKind::Blank)
    }
}

impl<'d> Naming<'d> {
    #[inline]
    fn named(&self) -> &Named<'d> {
        match self {
            Naming::Nothing => &UNNAMED,
            Naming::Printed(named) => named,
            Naming::Words(named) => named,
        }
    }
}

impl<'d> Looks<'d> {
    fn of_cell(text: &'d str) -> Looks<'d> {
        Looks::at_a_glance(text).unwrap_or_else(|| Looks::otherwise(text))
    }

    pub(super) fn of_line(text: &'d str) -> Looks<'d> {
        Looks::at_a_glance(text).unwrap_or_else(|| {
            if is_sentence(text) {
                Looks::wordless(ItemKind::Prose)
            } else {
                Looks::otherwise(text)
            }
        })
    }

    /// What nearly all cells are: nothing, a count, or a label as it is printed.
    fn at_a_glance(text: &'d str) -> Option<Looks<'d>> {
        if text.is_empty() {
            return Some(Looks::wordless(ItemKind::Blank));
        }
        if is_plain_count(text) {
            return Some(Looks::wordless(ItemKind::Value));
        }
        printed(text).map(Looks::printed)
    }

    const fn printed(named: &'static Named<'static>) -> Looks<'d> {
        Looks { kind: ItemKind::Words, naming: Naming::Printed(named) }
    }

    fn otherwise(text: &'d str) -> Looks<'d> {
        if is_value_like(text) {
            return Looks::wordless(ItemKind::Value);
        }
        if let Cow::Owned(folded) = folded_label(text)
            && let Some(named) = printed(&folded)
        {
            return Looks::printed(named);
        }
        Looks { kind: ItemKind::Words, naming: Naming::Words(Box::new(Named::of(text))) }
    }

    const fn wordless(kind: ItemKind) -> Looks<'d> {
        Looks { kind, naming: Naming::Nothing }
    }
}

/// The label that a line is just as it is printed, Traditional characters taken for Simplified ones.
fn printed_in(line: &Line<'_>) -> Option<&'static Named<'static>> {
    let (raw, words) = (line.raw(), line.words());
    // A note would have made the words shorter, and so would a digit of full width.
    if raw.len() == words.len() { printed(words) } else { None }
}

/// Whether a table's lines are its cells: nearly all rows have one filled field at most, and values stand alone.
fn is_one_cell_a_line(table: &Table<'_>) -> bool {
    if table.grid == Grid::Merged {
        return false;
    }
    let mut several = table.rows.iter().filter(|row| filled(row).nth(1).is_some());
    // Of most tables the first few rows tell.
    if several.nth(table.rows.len() / 10).is_some() {
        return false;
    }
    let is_value = |row: &&Row<'_>| {
        let mut filled = filled(row);
        let first = filled.next();
        first.is_some_and(|cell| is_value_like(cell.text.content())) && filled.next().is_none()
    };
    table.rows.iter().filter(is_value).nth(2).is_some()
}

/// The cells of a row that are not empty.
fn filled<'t, 'd>(row: &'t Row<'d>) -> impl Iterator<Item = &'t Cell<'d>> {
    row.cells.iter().filter(|cell| !cell.text.is_empty())
}

fn kind_of_cell(text: &str) -> ItemKind {
    if text.is_empty() {
        ItemKind::Blank
    } else if is_value_like(text) {
        ItemKind::Value
    } else {
        ItemKind::Words
    }
}

/// Marks that no cell has.
const STOPS: [char; 2] = ['。', '；'];

/// Whether a line is a sentence, or too long for a cell.
fn is_sentence(text: &str) -> bool {
    // A character has four bytes at most: most prose need not be read.
    let is_long = text.len() > 4 * LONGEST_CELL_CHARS
        || text.len() > LONGEST_CELL_CHARS && text.chars().nth(LONGEST_CELL_CHARS).is_some();
    is_long || text.contains(STOPS)
}

/// How many parts such a line has, more or less.
const USUAL_FIELDS: usize = 8;

/// The parts of a line that is a label followed by values, or values alone; none of any other line.
fn space_separated(text: &str) -> Vec<&str> {
    if !may_end_in_value(text) {
        return Vec::new();
    }
    let mut values: Vec<&str> = Vec::with_capacity(USUAL_FIELDS);
    let mut head = text;
    while let Some((before, last)) = split_last_field(head) {
        if last.is_empty() || !is_value_like(last) {
            break;
        }
        values.push(last);
        head = before.trim_end();
    }
    if values.is_empty() || head.is_empty() || is_sentence(head) {
        return Vec::new();
    }
    values.push(head);
    values.reverse();
    values
}

/// What stands before and behind the last white space.
fn split_last_field(line: &str) -> Option<(&str, &str)> {
    let bytes = line.as_bytes();
    let digits = bytes.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let space = bytes.len().checked_sub(digits + 1)?;
    // Nearly all fields are counts behind a space.
    match bytes[space] {
        b' ' | b'\t' => Some((&line[..space], &line[space + 1..])),
        _ => line.rsplit_once(char::is_whitespace),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_values_parted_by_spaces_are_told_apart() {
        assert_eq!(space_separated("规章 0 0　0"), ["规章", "0", "0", "0"]);
        assert_eq!(space_separated("1 0 0"), ["1", "0", "0"]);
        assert!(space_separated("结果 维持").is_empty());
        assert!(space_separated("3.其他").is_empty());
        assert!(space_separated("全年受理。 共计 3").is_empty());
    }

    #[test]
    fn a_last_field_is_what_stands_behind_the_last_white_space() {
        for line in [
            "",
            "3",
            " ",
            " 3",
            "甲 3",
            "甲\t12",
            "甲\u{3000}3",
            "甲 乙",
            "甲 3 ",
            "甲 乙3",
            "3甲 ",
        ] {
            assert_eq!(split_last_field(line), line.rsplit_once(char::is_whitespace), "{line:?}");
        }
    }
}
