use nianbao_document::{BlockKind, Characters, Document};

use crate::Line;
use crate::marks::{Findings, Surveyed};

/// What one look at all words of a document tells, before it is known what is the report's and what must be folded.
#[derive(Debug, Default)]
pub(crate) struct FirstLook {
    /// The characters of all lines and cells.
    pub characters: Characters,
    /// What is found in all lines and cells.
    pub findings: Findings,
    /// The cells of all tables, in reading order.
    pub cells: Vec<Surveyed>,
}

impl FirstLook {
    /// Looks at `lines`, which are those of `document`, and at the cells of its tables.
    pub(crate) fn at(document: &Document<'_>, lines: &mut [Line<'_>]) -> FirstLook {
        let mut look = FirstLook::default();
        for line in lines {
            line.surveyed = Some(look.survey(line.raw()));
        }
        for block in &document.blocks {
            let BlockKind::Table(table) = &block.kind else { continue };
            for cell in table.rows.iter().flat_map(|row| &row.cells) {
                let surveyed = look.survey(cell.text.content());
                look.cells.push(surveyed);
            }
        }
        look
    }

    fn survey(&mut self, words: &str) -> Surveyed {
        self.findings.survey_and_collect(words, &mut self.characters)
    }
}
