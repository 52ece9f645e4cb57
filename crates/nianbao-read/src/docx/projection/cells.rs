//! Tables: those that hold data as rows of cells, those that only arrange blocks as the blocks.

use nianbao_span::Span;

use super::super::place::Place;
use super::super::story::{Cell, Inline, Node, Paragraph, Table};
use super::{Beside, Block, Field, Kind, Projector, View, trimmed};

impl<'d> Projector<'d> {
    pub(super) fn table(&mut self, table: &'d Table, view: View) {
        let is_outermost = view.site.is_none();
        self.tables += usize::from(is_outermost);
        if arranges(table) {
            self.arranged(table, view);
            return;
        }
        let mut beside = Beside::default();
        let start = self.out.text.len();
        let mut rows = Vec::with_capacity(table.rows.len());
        for (at, (row, spans)) in table.rows.iter().zip(table.rowspans()).enumerate() {
            let mut fields = Vec::with_capacity(row.cells.len());
            for (index, (cell, rowspan)) in row.cells.iter().zip(spans).enumerate() {
                let Some(rowspan) = rowspan else { continue };
                if !fields.is_empty() {
                    self.out.text.push('\t');
                }
                let site = self.cell_site(at, index, view);
                let (span, breaks) =
                    self.cell(cell, View { site: Some(site), ..view }, &mut beside);
                let (column, colspan) = (cell.column, cell.colspan);
                fields.push(Field { span, breaks, column, colspan, rowspan });
            }
            rows.push(fields);
            self.out.text.push('\n');
        }
        let end = self.out.text.len().max(start + 1) - 1;
        if !rows.is_empty() {
            let kind = Kind::Table(Span::new(start..end), rows);
            self.out.blocks.push(Block { kind, region: view.region });
        }
        let site = view.site.unwrap_or_else(|| self.cell_site(0, 0, view));
        self.beside(beside, View { site: Some(site), ..view });
    }

    /// Shows the blocks in the cells of a table that only arranges them.
    fn arranged(&mut self, table: &'d Table, view: View) {
        for (at, (row, spans)) in table.rows.iter().zip(table.rowspans()).enumerate() {
            for (index, (cell, rowspan)) in row.cells.iter().zip(spans).enumerate() {
                if rowspan.is_some() {
                    let site = Some(self.cell_site(at, index, view));
                    self.nodes(&cell.nodes, View { site, ..view });
                }
            }
        }
    }

    fn cell_site(&mut self, row: usize, column: usize, view: View) -> usize {
        let (row, column) = (row + 1, column + 1);
        let place = match view.site {
            None => Place::Cell { table: self.tables, row, column },
            Some(_) => Place::Inner { row, column },
        };
        self.site(place, view.site)
    }

    /// Writes the words of a cell into the row's line, and gives them with the blanks that part its lines.
    fn cell(&mut self, cell: &'d Cell, view: View, beside: &mut Beside<'d>) -> (Span, Vec<u32>) {
        let start = self.out.text.len();
        let mut breaks = Vec::new();
        self.cell_nodes(&cell.nodes, view, &mut breaks, beside);
        let span = trimmed(&self.out.text, start);
        breaks.retain(|at| span.range().contains(&(*at as usize)));
        (span, breaks)
    }

    fn cell_nodes(
        &mut self,
        nodes: &'d [Node],
        view: View,
        breaks: &mut Vec<u32>,
        beside: &mut Beside<'d>,
    ) {
        for (index, node) in nodes.iter().enumerate() {
            if index > 0 {
                self.cell_break(breaks);
            }
            match node {
                Node::Paragraph(paragraph) => self.cell_line(paragraph, view, breaks, beside),
                Node::Table(table) => {
                    for cell in table.rows.iter().flat_map(|row| &row.cells) {
                        self.cell_nodes(&cell.nodes, view, breaks, beside);
                        self.cell_break(breaks);
                    }
                }
            }
        }
    }

    fn cell_line(
        &mut self,
        paragraph: &'d Paragraph,
        view: View,
        breaks: &mut Vec<u32>,
        beside: &mut Beside<'d>,
    ) {
        let resolved = self.styles.resolve(&paragraph.properties);
        let number = self.counter.next(&resolved);
        self.out.text.push_str(&number);
        let from = self.out.text.len();
        self.inlines(&paragraph.inlines, view.story, SOFT, beside);
        let written = &self.out.text[from..];
        if written.contains(SOFT) {
            let found = written.match_indices(SOFT).map(|(at, _)| from + at);
            breaks.extend(found.filter_map(|at| u32::try_from(at).ok()));
            let blank = written.replace(SOFT, " ");
            self.out.text.truncate(from);
            self.out.text.push_str(&blank);
        }
        self.spot(from, paragraph.anchor, view);
    }

    fn cell_break(&mut self, breaks: &mut Vec<u32>) {
        breaks.extend(u32::try_from(self.out.text.len()));
        self.out.text.push(' ');
    }
}

/// A line break within a cell until its place is noted; XML cannot hold this character.
const SOFT: char = '\u{1}';

/// Paragraphs with words beside a table in one cell that are more than a cell of data has.
const MANY_BESIDE_TABLE: usize = 3;
/// Paragraphs with words in one cell that are more than a cell of data has.
const MANY_ALONE: usize = 12;

/// Whether a table holds no data of its own but arranges blocks: a frame of one cell, a cell with a text of its own, or most
/// words in tables within it.
fn arranges(table: &Table) -> bool {
    let cells = || table.rows.iter().flat_map(|row| &row.cells);
    let is_table = |node: &&Node| matches!(node, Node::Table(_));
    let holds_text = |cell: &Cell| {
        let paragraphs = cell.nodes.iter().filter(|node| !is_table(node) && weight(node) > 0);
        let has_table = cell.nodes.iter().any(|node| is_table(&node));
        paragraphs.count() >= if has_table { MANY_BESIDE_TABLE } else { MANY_ALONE }
    };
    if cells().nth(1).is_none() {
        return cells().next().is_some();
    }
    let nodes = || cells().flat_map(|cell| &cell.nodes);
    let inner: usize = nodes().filter(is_table).map(weight).sum();
    cells().any(holds_text) || inner > 0 && inner * 2 >= nodes().map(weight).sum::<usize>()
}

/// Bytes of words in a node.
fn weight(node: &Node) -> usize {
    match node {
        Node::Paragraph(paragraph) => {
            let words = paragraph.inlines.iter();
            words
                .map(|inline| if let Inline::Words(piece) = inline { piece.raw.len() } else { 0 })
                .sum()
        }
        Node::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.flat_map(|cell| &cell.nodes).map(weight).sum()
        }
    }
}
