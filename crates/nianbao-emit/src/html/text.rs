//! A report's own words and tables, with what was found marked.

use nianbao_document::Region;
use nianbao_run::{CheckedDocument, Outline, OutlineBlock, OutlineCell, OutlineKind, Words};

use super::article::{Ids, class_of};
use super::marks::Marks;
use super::markup::Markup;

/// Writes the report's text.
pub(super) fn write(
    document: &CheckedDocument,
    outline: &Outline,
    marks: &mut Marks,
    ids: &Ids,
    out: &mut Markup,
) {
    let mut writer = Writer { document, marks, ids, out };
    let mut is_page = false;
    for block in &outline.blocks {
        if (block.region == Region::Page) != is_page {
            is_page = !is_page;
            writer.out.raw(if is_page { "<div class=\"page\">\n" } else { "</div>\n" });
        }
        writer.block(block);
    }
    if is_page {
        writer.out.raw("</div>\n");
    }
    writer.leftover();
}

struct Writer<'w> {
    document: &'w CheckedDocument,
    marks: &'w mut Marks,
    ids: &'w Ids,
    out: &'w mut Markup,
}

impl Writer<'_> {
    fn block(&mut self, block: &OutlineBlock) {
        match &block.kind {
            OutlineKind::Heading(level, words) => {
                let (open, close) = match level {
                    1 => ("<h4 class=\"title\">", "</h4>\n"),
                    2 => ("<h4>", "</h4>\n"),
                    3 => ("<h5>", "</h5>\n"),
                    _ => ("<h6>", "</h6>\n"),
                };
                self.out.raw(open);
                self.words(words);
                self.out.raw(close);
            }
            OutlineKind::Paragraph(words) => {
                self.out.raw("<p>");
                self.words(words);
                self.out.raw("</p>\n");
            }
            OutlineKind::Table(rows) => self.table(rows),
            OutlineKind::Image(name, _) => {
                self.out.raw("<p class=\"picture\">［图片").raw("：").text(name).raw("］</p>\n");
            }
        }
    }

    fn table(&mut self, rows: &[Vec<OutlineCell>]) {
        self.out.raw(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"表格\"><table>\n",
        );
        for row in rows {
            self.out.raw("<tr>");
            for cell in row {
                self.out.raw("<td");
                if cell.colspan > 1 {
                    self.out.raw(" colspan=\"").show(cell.colspan).raw("\"");
                }
                if cell.rowspan > 1 {
                    self.out.raw(" rowspan=\"").show(cell.rowspan).raw("\"");
                }
                self.out.raw(">");
                self.words(&cell.words);
                self.out.raw("</td>");
            }
            self.out.raw("</tr>\n");
        }
        self.out.raw("</table></div>\n");
    }

    fn words(&mut self, words: &Words) {
        for stretch in self.marks.stretches(words) {
            stretch.begins.iter().for_each(|index| self.reference(*index));
            let text = &words.text[stretch.range];
            if text.is_empty() {
                continue;
            }
            let close = match (stretch.severity, stretch.is_term) {
                (Some(severity), _) => {
                    self.out.raw("<mark class=\"").raw(class_of(severity)).raw("\">");
                    "</mark>"
                }
                (None, true) => {
                    self.out.raw("<span class=\"term\">");
                    "</span>"
                }
                (None, false) => "",
            };
            if stretch.is_private {
                let masked: String = text.chars().map(|_| '*').collect();
                self.out.text(&masked);
            } else {
                self.out.lines(text);
            }
            self.out.raw(close);
        }
    }

    /// The number of a finding, which leads to what is said of it.
    fn reference(&mut self, index: usize) {
        let severity = self.document.diagnostics[index].severity;
        self.out.raw("<a class=\"ref ").raw(class_of(severity)).raw("\" id=\"");
        self.ids.mark(index, self.out);
        self.out.raw("\" href=\"#");
        self.ids.finding(index, self.out);
        self.out.raw("\"><span class=\"hidden\">问题 </span>").show(index + 1).raw("</a>");
    }

    /// Findings at places that no words stand at or behind.
    fn leftover(&mut self) {
        let left = self.marks.left();
        if left.is_empty() {
            return;
        }
        self.out.raw("<p class=\"leftover\">文末：");
        for index in left {
            self.reference(index);
        }
        self.out.raw("</p>\n");
    }
}
