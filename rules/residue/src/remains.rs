//! What is left of a section without its residue.

use nianbao_lint::Report;
use nianbao_lint::document::{BlockKind, Region};
use nianbao_lint::report::{Line, LineRole, Section};

use crate::image_name::is_picture_name;
use crate::kinds::kind_of;

/// Whether the section that the line at `index` stands in says nothing besides residue: taking that out shows that the
/// section is empty, which a reader should see.
pub(crate) fn is_all(report: &Report<'_>, index: usize) -> bool {
    let section = report.sections.iter().find(|section| section.lines.contains(&index));
    section.is_some_and(|section| {
        !report.lines[section.lines.clone()].iter().any(says_something)
            && !has_table_or_picture(report, section)
    })
}

fn says_something(line: &Line<'_>) -> bool {
    let words = line.words();
    let has_words = words.contains(char::is_alphanumeric);
    match line.role {
        LineRole::TableCell(_) => has_words,
        LineRole::Prose => has_words && kind_of(words).is_none() && !is_picture_name(words),
        LineRole::Page | LineRole::Title | LineRole::Heading => false,
    }
}

fn has_table_or_picture(report: &Report<'_>, section: &Section) -> bool {
    let blocks = &report.document.blocks[section.blocks.clone()];
    blocks
        .iter()
        .filter(|block| block.region == Region::Content)
        .any(|block| matches!(block.kind, BlockKind::Table(_) | BlockKind::Image { .. }))
}
