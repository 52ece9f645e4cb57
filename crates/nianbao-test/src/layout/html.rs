//! Reports as HTML.

mod cms;

use std::borrow::Cow;
use std::fmt::Write;

use super::grid::{Grid, GridCell};
use super::headings::Numbering;
use crate::model::{Paragraph, ReportModel};

pub(crate) use cms::cms_page;

/// How a zero is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zeros {
    /// `0`.
    Written,
    /// A blank cell, now and then with a no-break space in it.
    Blank,
}

/// How table markup looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TableLook {
    /// Elements and spans only.
    Clean,
    /// As pasted from Word.
    Word,
}

/// A page that holds the report and nothing else.
pub(crate) fn clean_page(model: &ReportModel, tables: &[Grid; 3], zeros: Zeros) -> String {
    let title = &escaped(&model.title);
    let mut body = vec![format!("<h1>{title}</h1>")];
    body.extend(model.preamble.iter().map(|paragraph| format!("<p>{}</p>", escaped(paragraph))));
    for number in 1..=6 {
        body.push(format!("<h2>{}</h2>", escaped(&Numbering::Official.section(model, number))));
        body.extend(model.prose[number - 1].iter().map(clean_paragraph));
        if let Some(grid) = Grid::of_section(tables, number) {
            body.push(table(grid, zeros, TableLook::Clean));
        }
    }
    let body = body.join("\n");
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
}

fn clean_paragraph(paragraph: &Paragraph) -> String {
    match paragraph {
        Paragraph::Plain(text) => format!("<p>{}</p>", escaped(text)),
        Paragraph::Part { number, heading, text } => {
            let number = Numbering::Official.part(*number);
            format!("<h3>{number}{}</h3>\n<p>{}</p>", escaped(heading), escaped(text))
        }
    }
}

/// `words` with the characters of markup as entities.
pub(crate) fn escaped(words: &str) -> Cow<'_, str> {
    if words.contains(['<', '>', '&']) {
        words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").into()
    } else {
        words.into()
    }
}

/// A table with merged cells.
pub(crate) fn table(grid: &Grid, zeros: Zeros, look: TableLook) -> String {
    let mut markup = String::from(match look {
        TableLook::Clean => "<table>\n",
        TableLook::Word => {
            "<table class=\"MsoTableGrid\" border=\"1\" cellspacing=\"0\" cellpadding=\"0\" width=\"642\" style=\"border-collapse:collapse;border:none\">\n<tbody>\n"
        }
    });
    for (row, cells) in grid.rows.iter().enumerate() {
        markup += match look {
            TableLook::Clean => "<tr>",
            TableLook::Word => "<tr style=\"mso-yfti-irow:1;height:14.2pt\">\n",
        };
        for cell in cells {
            markup += &cell_markup(cell, row, zeros, look);
        }
        markup += "</tr>\n";
    }
    markup + if look == TableLook::Word { "</tbody>\n</table>" } else { "</table>" }
}

fn cell_markup(cell: &GridCell, row: usize, zeros: Zeros, look: TableLook) -> String {
    let mut spans = String::new();
    for (name, count) in [("colspan", cell.colspan), ("rowspan", cell.rowspan)] {
        if count > 1 {
            write!(spans, " {name}=\"{count}\"").expect("writing to a string");
        }
    }
    let words = match cell.text.as_str() {
        "0" if zeros == Zeros::Blank && row.is_multiple_of(3) => "&nbsp;",
        "0" if zeros == Zeros::Blank => "",
        text => &escaped(text),
    };
    match look {
        TableLook::Clean => format!("<td{spans}>{words}</td>"),
        TableLook::Word => word_cell(&spans, words, cell.is_value()),
    }
}

fn word_cell(spans: &str, words: &str, is_value: bool) -> String {
    // Word keeps a number apart from the white space around it and breaks narrow headings.
    let words = if is_value {
        format!("<span lang=\"EN-US\">{words}</span><span lang=\"EN-US\">&nbsp;</span>")
    } else {
        words.replace("商业企业", "商业<br>企业").replace("科研机构", "科研<br/>机构")
    };
    format!(
        "<td width=\"54\"{spans} valign=\"center\" style=\"border:1px solid windowtext;padding:0 7px\"><p class=\"MsoNormal\" align=\"center\" style=\"text-align:center\"><span style=\"font-size:12px;font-family:宋体\">{words}</span></p></td>\n"
    )
}
