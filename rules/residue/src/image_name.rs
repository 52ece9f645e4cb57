use std::ops::Range;

use nianbao_lint::document::is_blank;
use nianbao_lint::report::Passage;
use nianbao_lint::{
    Applicability, Edit, Habit, Report, Severity, Sink, Spot, WordList, inventory, rule,
};

use crate::remains;

rule! {
    /// 混入了图片文件名或程序出错的字样
    ///
    /// A picture's file name where the picture was: a name that a program made (hexadecimal digits) anywhere, any other
    /// name of a picture alone on its line. Also undefined, null and NaN, which programs write where a value is missing.
    /// Names in addresses and names a sentence speaks of are right.
    ///
    /// No norm: nothing forbids it, but it is no part of the report.
    ///
    /// ```bad text
    /// 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 一、总体情况
    ///
    /// e45fe1e1725248089a977e0ae28c6954.jpg
    ///
    /// 微信图片_20240115.png
    ///
    /// undefined
    ///
    /// 2023年，全镇公开信息null条。
    /// ```
    /// ```good text
    /// 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 一、总体情况
    ///
    /// 详见附图流程图.jpg，网址https://www.qinghe.gov.cn/e45fe1e1725248089a977e0ae28c6954.jpg，附件为统计表.xlsx，编号e45fe1e1725248。
    /// ```
    /// The fix deletes the name and is safe where the name is alone on its line or ends it behind a stop. There is none
    /// within a sentence, where a value may be lacking, nor where a section says nothing else.
    "residue/image-name" {
        severity: Severity::Info,
        norm: None,
        since: "0.1.0",
        fixes: &[Applicability::Safe],
        check: check,
    }
}

/// Fewest hexadecimal digits of a name that a program made.
const FEWEST_HEX: usize = 16;

/// What programs write for a missing value, and how names of pictures end.
static SIGNS: WordList = WordList(&[
    "undefined",
    "null",
    "NaN",
    "[object Object]",
    ".jpg",
    ".JPG",
    ".jpeg",
    ".JPEG",
    ".png",
    ".PNG",
    ".gif",
    ".GIF",
    ".bmp",
    ".BMP",
    ".webp",
    ".tif",
    ".svg",
]);

inventory::submit! { &SIGNS }

/// How many of the signs stand for a missing value.
const MISSING: usize = 4;

/// How findings are told.
const NAMES: Habit = Habit {
    severity: Severity::Info,
    most_single: 5,
    summary: |count| format!("文中混入 {count} 处图片文件名或程序字样"),
    fix: (Applicability::Safe, "删去文件名或字样"),
    help: Some("多是网页转换留下的，请核对此处原有的图片或数字"),
};

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let mut spots = Vec::new();
    for hit in sink.hits(&SIGNS) {
        let passage = report.passage(hit.line);
        let words = passage.words();
        if hit.word < MISSING {
            if stands_alone(words, &hit.range) {
                let message = format!("混入了程序字样“{}”", &words[hit.range.clone()]);
                let edits = if hit.range == (0..words.len()) {
                    take_out(report, hit.line)
                } else {
                    // In a sentence it stands where a value should.
                    Vec::new()
                };
                spots.push(spot(&passage, hit.range.clone(), (message, "程序字样"), edits));
            }
        } else if let Some(range) = picture_name(words, &hit.range) {
            let message = format!("混入了图片文件名“{}”", &words[range.clone()]);
            let edits = if range == (0..words.len()) {
                take_out(report, hit.line)
            } else if range.end == words.len() && words[..range.start].ends_with('。') {
                passage.delete(range.clone())
            } else {
                Vec::new()
            };
            spots.push(spot(&passage, range, (message, "图片文件名"), edits));
        }
    }
    NAMES.report(spots, sink);
}

/// Takes a whole line out, unless it is all that its section says.
fn take_out(report: &Report<'_>, line: usize) -> Vec<Edit> {
    if remains::is_all(report, line) { Vec::new() } else { report.take_out(&report.lines[line]) }
}

fn spot(
    passage: &Passage<'_>,
    range: Range<usize>,
    (message, label): (String, &str),
    edits: Vec<Edit>,
) -> Spot {
    Spot {
        span: passage.span(range),
        section: passage.section,
        message: message.into(),
        label: label.to_owned().into(),
        edits,
    }
}

/// Whether a line is the name of a picture and nothing else.
pub(crate) fn is_picture_name(words: &str) -> bool {
    let extension = words.rfind('.').map(|at| at..words.len());
    extension.is_some_and(|extension| {
        SIGNS.0[MISSING..].contains(&&words[extension.clone()])
            && picture_name(words, &extension) == Some(0..words.len())
    })
}

/// The picture's name that ends in `extension`, where `words` hold nothing else or a program made it.
fn picture_name(words: &str, extension: &Range<usize>) -> Option<Range<usize>> {
    let is_separator = |c: char| "/，。：:；、《》“”<>".contains(c) || c.is_whitespace();
    let is_last = words[extension.end..].chars().all(is_blank);
    let is_alone = is_last && !words.trim_end_matches(is_blank).contains(is_separator);
    let stem = words[..extension.start].trim_end_matches(|c: char| c.is_ascii_hexdigit());
    let is_hash = extension.start - stem.len() >= FEWEST_HEX && !stem.ends_with(is_name_char);
    match (is_hash, is_alone) {
        (true, _) => Some(stem.len()..extension.end),
        (false, true) => Some(0..words.len()),
        (false, false) => None,
    }
}

/// Whether the word at `range` is no part of another, or of an address.
fn stands_alone(words: &str, range: &Range<usize>) -> bool {
    !words[..range.start].ends_with(is_name_char) && !words[range.end..].starts_with(is_name_char)
}

/// Whether `c` may stand within a name or an address.
fn is_name_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || "/_-.=&?".contains(c)
}
