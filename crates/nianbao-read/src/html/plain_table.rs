//! Tables that are written as they are meant: rows of cells of text, each closed by its own end tag.
//!
//! Nearly all figures of a report stand in such tables, hundreds of cells each. What the tree builder makes of one is known
//! beforehand, so it is put into the tree as the builder would put it, and the builder gets the table's own two tags
//! only. It is in the same state after the one as before the other. At the first tag or text that asks for more, what was
//! put is taken back, and the builder gets it all.

use html5ever::{Attribute, LocalName, local_name};

use super::chunks::TextChunks;
use super::elements::Class;
use super::tree::{Mark, NodeId, Sink};

/// The elements that stand around an innermost one within its table.
const INNER_DEPTH: u32 = 4;

/// A table whose start tag the builder has taken.
pub(super) struct PlainTable {
    /// Where the table's start tag ends.
    pub(super) start: usize,
    /// What the tree was then.
    pub(super) mark: Mark,
    table: NodeId,
    group: Option<Open>,
    row: Option<NodeId>,
    cell: Option<Open>,
}

/// An open element that may have one of several names.
struct Open {
    node: NodeId,
    name: LocalName,
}

/// What became of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// It is in the tree.
    Whole,
    /// It ends the table, which the builder has to be told.
    TableEnd,
    /// It belongs to no plain table.
    Nothing,
}

impl PlainTable {
    /// Begins with the element `table`, after whose start tag the source goes on at `start`.
    pub(super) fn begin(sink: &Sink, table: NodeId, start: usize) -> Option<PlainTable> {
        let mark = sink.mark(table, INNER_DEPTH)?;
        Some(PlainTable { start, mark, table, group: None, row: None, cell: None })
    }

    /// Takes a tag, whose place the sink knows.
    pub(super) fn take_tag(
        &mut self,
        sink: &Sink,
        name: &[u8],
        is_end: bool,
        attributes: &[Attribute],
    ) -> Taken {
        let is_taken = match part_of(name) {
            Some(part) if is_end => self.end_part(&part),
            Some(part) => self.start_part(sink, part, attributes),
            None => {
                let is_table_end = is_end && name == b"table" && self.row.is_none();
                return if is_table_end { Taken::TableEnd } else { Taken::Nothing };
            }
        };
        if is_taken { Taken::Whole } else { Taken::Nothing }
    }

    /// Takes text. Between cells, only white space stays where it is.
    pub(super) fn take_text(&mut self, sink: &Sink, text: TextChunks) -> bool {
        if self.cell.is_none() && text.words.is_some() {
            return false;
        }
        let parent = self.innermost();
        let chunks = [text.space.map(|space| space.chunk), text.words];
        chunks.into_iter().flatten().for_each(|chunk| sink.append_chunk(parent, chunk));
        true
    }

    fn start_part(&mut self, sink: &Sink, part: LocalName, attributes: &[Attribute]) -> bool {
        let add = |parent, name: &LocalName, attributes| {
            sink.append_element(parent, name, Class::Block, attributes)
        };
        match part {
            _ if self.cell.is_some() => return false,
            local_name!("td") | local_name!("th") => {
                let Some(row) = self.row else { return false };
                let node = add(row, &part, attributes);
                self.cell = Some(Open { node, name: part });
            }
            _ if self.row.is_some() => return false,
            local_name!("tr") => {
                let group = self.group.get_or_insert_with(|| {
                    // Rows outside a group get one that has no tag.
                    let name = local_name!("tbody");
                    Open { node: add(self.table, &name, &[]), name }
                });
                self.row = Some(add(group.node, &part, attributes));
            }
            _ => {
                let node = add(self.table, &part, attributes);
                self.group = Some(Open { node, name: part });
            }
        }
        true
    }

    fn end_part(&mut self, part: &LocalName) -> bool {
        if let Some(cell) = &self.cell {
            let is_end = cell.name == *part;
            self.cell.take_if(|_| is_end).is_some()
        } else if self.row.is_some() {
            self.row.take_if(|_| *part == local_name!("tr")).is_some()
        } else {
            self.group.take_if(|group| group.name == *part).is_some()
        }
    }

    fn innermost(&self) -> NodeId {
        let cell = self.cell.as_ref().map(|cell| cell.node);
        let group = self.group.as_ref().map(|group| group.node);
        cell.or(self.row).or(group).unwrap_or(self.table)
    }
}

/// The name of an element that a plain table is made of.
fn part_of(name: &[u8]) -> Option<LocalName> {
    Some(match name {
        b"td" => local_name!("td"),
        b"tr" => local_name!("tr"),
        b"th" => local_name!("th"),
        b"tbody" => local_name!("tbody"),
        b"thead" => local_name!("thead"),
        b"tfoot" => local_name!("tfoot"),
        _ => return None,
    })
}
