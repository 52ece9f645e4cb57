use std::ops::Range;
use std::sync::LazyLock;

use nianbao_lint::document::CharSet;
use nianbao_lint::document::pinyin::{Note, notes};
use nianbao_lint::document::script::TRADITIONAL;
use nianbao_lint::{Applicability, Edit, Norm, Report, Severity, Sink, Span, rule};

use crate::pieces::{Piece, pieces};
use crate::spots::{self, Spot};

rule! {
    /// 文中夹有转换程序注的拼音
    ///
    /// One syllable in brackets behind a character, as in `结(jié)果`, put there by a converter. It is told from a reading
    /// aid by the character: nobody needs one behind a character of the official form or behind a Traditional one. Notes
    /// without tone marks need company: at least three on such characters. Once injection is certain, every note counts.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报(bào)告
    ///
    /// 现将有关情(qíng)况报(bào)告如下，申请（qǐng）2件，结果均已答复。
    /// ```
    /// ```bad
    /// # 柳林鎮(zhèn)2023年政府信息公開工作年度報(bào)告
    ///
    /// 現(xiàn)將有關(guān)情況報(bào)告如下，共辦結(jié)申請(qǐng)2件，內(nèi)容屬實(shí)。
    /// ```
    /// ```bad
    /// 全县各部门通过政(zheng)府网(wang)(wang)站公(gong)开信息。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 与盱(xū)眙(yí)县、犍(qián)为县、单(shàn)县、尉(yù)犁县、亳（bó）州交流，涉及土地15公顷(ha)，安装应用(APP)一个，
    /// 路程3公里(km)，办事机构(OA)运行正常，依据第(a)项公开，网站(he)。
    /// ```
    ///
    /// More than five notes are one finding. The fix deletes the notes and is safe.
    "script/pinyin-annotation" {
        severity: Severity::Error,
        norm: Some(Norm { document: "《中华人民共和国国家通用语言文字法》", clause: "第十八条" }),
        since: "0.1.0",
        fixes: &[Applicability::Safe],
        check: check,
    }
}

/// Characters of the official form that have one reading and that every reader knows.
static PLAIN: LazyLock<CharSet> = LazyLock::new(|| {
    "政府信息公开工年报告总体情况主动收到理申请议讼存在问题及改进其他需事项本制件内容决定许可罚\
                     收金额类有关机办结条例依法网站部门级县市镇规范文公民人员务时新题实标"
        .chars()
        .collect()
});

/// Fewest toneless notes on plain characters that are no accident.
const FEWEST_TONELESS: usize = 3;

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    if report.folding.is_none_or(|folding| !folding.has_notes) {
        return;
    }
    let pieces: Vec<Piece<'_>> = pieces(report).collect();
    let mut found: Vec<Found<'_>> = pieces.iter().flat_map(injections).collect();
    found.sort_by_key(|found| found.span);
    let count = |kind| found.iter().filter(|found| found.injection == kind).count();
    let (certain, toneless) = (count(Injection::Certain), count(Injection::Toneless));
    if certain == 0 && toneless < FEWEST_TONELESS {
        return;
    }
    // With one or two certain notes, a note elsewhere may still be the author's own.
    let all = certain + toneless >= FEWEST_TONELESS;
    found.retain(|found| all || found.injection == Injection::Certain);
    report_notes(&found, sink);
}

fn report_notes(notes: &[Found<'_>], sink: &mut Sink<'_>) {
    const HELP: &str = "多是转载网站或转换程序自动加注，删去即可";
    let count = notes.len();
    if count > spots::MOST_SINGLE {
        let message = format!("文中夹有 {count} 处转换程序注的拼音");
        let shown: Vec<Spot> = notes.iter().take(spots::SHOWN).map(Found::spot).collect();
        let edits = deletions(notes);
        spots::report_all(sink, Severity::Error, &shown, message)
            .value("count", count)
            .help(HELP)
            .fix(Applicability::Safe, format!("删去全部 {count} 处拼音"), edits);
        return;
    }
    for note in notes {
        let message = "汉字后夹有转换程序注的拼音";
        spots::report_one(sink, Severity::Error, &note.spot(), message).help(HELP).fix(
            Applicability::Safe,
            "删去拼音",
            deletions(std::slice::from_ref(note)),
        );
    }
}

fn deletions(notes: &[Found<'_>]) -> Vec<Edit> {
    let mut edits = Vec::with_capacity(notes.len());
    for note in notes {
        note.piece.delete(note.range.clone(), &mut edits);
    }
    edits
}

/// A note in the report.
struct Found<'r> {
    injection: Injection,
    span: Span,
    piece: &'r Piece<'r>,
    /// Its bytes in the piece.
    range: Range<usize>,
}

impl Found<'_> {
    fn spot(&self) -> Spot {
        let section = self.piece.section;
        Spot { span: self.span, section, label: "拼音".to_owned(), edits: Vec::new() }
    }
}

/// How sure it is that a converter made a note.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Injection {
    /// With a tone mark, on a character nobody needs help with.
    Certain,
    /// The same without tone mark.
    Toneless,
    /// On any other character; also the second of two notes.
    Possible,
}

fn injections<'r>(piece: &'r Piece<'r>) -> impl Iterator<Item = Found<'r>> {
    notes(piece.text).map(move |note| Found {
        injection: injection(piece.text, &note),
        span: piece.span(note.range.clone()),
        piece,
        range: note.range,
    })
}

fn injection(text: &str, note: &Note) -> Injection {
    let is_plain = |c: char| PLAIN.contains(c) || TRADITIONAL.contains(c);
    match text[..note.range.start].chars().next_back() {
        Some(c) if is_plain(c) && note.toned => Injection::Certain,
        Some(c) if is_plain(c) => Injection::Toneless,
        _ => Injection::Possible,
    }
}
