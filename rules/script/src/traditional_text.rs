use std::ops::Range;

use nianbao_lint::document::script::{CONVERTIBLE, ScriptCounts, simplified, simplified_copy};
use nianbao_lint::{Applicability, Edit, Norm, Report, Severity, Sink, rule};

use crate::pieces::{Piece, script, sound_pieces};
use crate::spots::{self, Spot};

/// 第九条：国家机关以普通话和规范汉字为公务用语用字。
pub(crate) const STANDARD_CHARACTERS: Norm = Norm {
    document: "《中华人民共和国国家通用语言文字法》",
    clause: "第九条",
};

rule! {
    /// 全文用了繁体字
    ///
    /// Of the characters only one script has, at least two thirds are Traditional, and there are ten or more of them. State
    /// organs write standard, that is Simplified, characters; a Traditional report is nearly always a mirror's conversion.
    /// Characters both scripts have count for neither.
    ///
    /// ```bad
    /// # 清溪鎮2023年政府信息公開工作年度報告
    ///
    /// ## 一、總體情況
    ///
    /// 2023年，清溪鎮嚴格按照條例要求，及時準確發布政府信息。
    /// ```
    /// ```good
    /// # 清溪镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，清溪镇公开信息120条，转载《香港政府憲報》《臺灣地區電價調整報告》各1条。
    /// ```
    /// ```good
    /// # 乾县2023年政府信息公开工作年度报告
    ///
    /// 瞭望塔、於潜路、濛阳河三处公示栏由甯昇、林堃、吴徵负责。
    /// ```
    ///
    /// One finding for the document, with the first places. The fix converts character by character and is unsafe: some
    /// Traditional characters have two Simplified forms.
    "script/traditional-text" {
        severity: Severity::Warning,
        norm: Some(STANDARD_CHARACTERS),
        since: "0.1.0",
        fixes: &[Applicability::Unsafe],
        check: check,
    }
}

/// Fewer Traditional characters than this say nothing of a document.
const FEWEST: u32 = 10;

/// Whether a document with these counts is written in Traditional characters.
pub(crate) fn is_traditional(script: ScriptCounts) -> bool {
    script.traditional >= FEWEST && script.traditional / 2 >= script.simplified
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    if !report.has_traditional() {
        return;
    }
    let pieces = sound_pieces(report, sink);
    let script = script(&pieces, sink);
    if !is_traditional(script) {
        return;
    }
    let edits = pieces.iter().flat_map(conversion).collect();
    let mut in_order: Vec<(u32, &Piece<'_>)> =
        pieces.iter().map(|piece| (piece.start(), piece)).collect();
    in_order.sort_by_key(|(start, _)| *start);
    let runs = in_order.iter().flat_map(|(_, piece)| spots_of_runs(piece));
    let first_runs: Vec<Spot> = runs.take(spots::SHOWN).collect();
    let count = script.traditional;
    let message = format!("全文用繁体字，共 {count} 字，应当用规范汉字");
    let diagnostic = spots::report_all(sink, Severity::Warning, &first_runs, message)
        .value("count", count)
        .help("繁体多是转载网站或软件转换的结果，请以原稿为准；改正后宜逐处核对一对多的字");
    spots::offer(diagnostic, Applicability::Unsafe, "全部改为规范汉字", edits);
}

/// The edits that convert a piece: one from its first Traditional character to its last, or one for each run where
/// markup stands between. 於 and its like change, because the text is Traditional.
fn conversion(piece: &Piece<'_>) -> Vec<Edit> {
    let mut converted = CONVERTIBLE.members_in(piece.text).peekable();
    let Some(&(start, _)) = converted.peek() else { return Vec::new() };
    let mut copy = String::with_capacity(piece.text.len() - start);
    let mut end = start;
    for (at, c) in converted {
        copy.push_str(&piece.text[end..at]);
        copy.push(simplified(c));
        end = at + c.len_utf8();
    }
    match piece.replace(start..end, copy) {
        Some(whole) => vec![whole],
        None => runs(piece.text).filter_map(|run| edit(piece, run)).collect(),
    }
}

/// The runs of characters that Simplified text has otherwise.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(|c| CONVERTIBLE.contains(c))?;
        let len = text[start..].find(|c| !CONVERTIBLE.contains(c)).unwrap_or(text.len() - start);
        from = start + len;
        Some(start..from)
    })
}

fn spots_of_runs<'p>(piece: &'p Piece<'_>) -> impl Iterator<Item = Spot> + 'p {
    runs(piece.text).map(|run| Spot {
        span: piece.span(run.clone()),
        section: piece.section,
        label: format!("规范字为“{}”", simplified_copy(&piece.text[run])),
        edits: Vec::new(),
    })
}

fn edit(piece: &Piece<'_>, run: Range<usize>) -> Option<Edit> {
    let standard = simplified_copy(&piece.text[run.clone()]);
    piece.replace(run, standard)
}
