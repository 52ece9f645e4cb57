use nianbao_lint::document::ProblemKind;
use nianbao_lint::{Applicability, Diagnostic, Edit, Report, Severity, Sink, rule};

use crate::damage::{Damage, Kind};
use crate::damages::Damages;
use crate::pieces::Piece;
use crate::spots::{self, Spot};

rule! {
    /// 文字在编码转换中受损
    ///
    /// Replacement characters (U+FFFD, 锟斤拷), memory filler (烫烫烫), characters of private use areas, question marks where
    /// none can stand (`成效?,F(xiàn)将`, `？` excepted), bytes read in the wrong encoding (`ï¼Œ`, `鏀垮簻淇℃伅`) and HTML
    /// entities escaped twice. A question mark between characters in a clause that asks nothing is a warning, and so are a
    /// letter with a diacritic in place of a mark (`5ž15`) and a file whose declared encoding is not its real one.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 全年公开信息12�条，取得明显成效?,F(xiàn)将有关情况报告如下。
    /// ```
    /// ```bad
    /// 锟斤拷锟斤拷公开信息烫烫烫。
    /// ```
    /// ```bad text
    /// ?根据条例编制本报告，公开&nbsp;信息ï¼Œ鏀垮簻淇℃伅鍏紑工作，主要问?题如下。
    /// ```
    /// ```bad text
    /// 柳林镇组织开展“5ž15政务公开日”活动。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 公开为了谁?依靠谁?群众满不满意?我们围绕“公开什么?”“怎么公开?”开展讨论。如有疑问?请拨打电话。
    ///
    /// 问:公开范围是什么?答:见 <https://www.example.cn/list?id=12&page=3> ，研发&生产平台“政策12345?”已上线，气温15℃±2，
    /// 申请Ａ类，屯屯通、烫烫捞，淇县、涓滴、锟铻剑，résumé。
    ///
    /// | 是否公开? | 是 |
    /// | --- | --- |
    /// | ? | 0 |
    /// ```
    ///
    /// More than five places of a kind are one finding. Where the bytes tell what was meant, an unsafe fix puts it back.
    ///
    /// No norm: a defect of the file, which no text needs to forbid.
    "script/encoding-damage" {
        severity: Severity::Error,
        norm: None,
        since: "0.1.0",
        fixes: &[Applicability::Unsafe],
        check: check,
    }
}

/// Lost characters are not always the publisher's fault.
const HELP: &str = "可能在发布系统转换编码时产生，也可能在提取文本时产生，请对照原件改正";

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    report_charset(report, sink);
    let damages = Damages::of(report, sink);
    let places = damages.places(report);
    let mut found: Vec<Found> =
        places.map(|(piece, damage)| Found::new(&piece, damage.clone())).collect();
    found.sort_by_key(|found| (found.kind, found.spot.span));
    for same_kind in found.chunk_by_mut(|a, b| a.kind == b.kind) {
        if same_kind.len() > spots::MOST_SINGLE {
            report_many(same_kind, sink);
        } else {
            for found in same_kind.iter() {
                report_one(found, sink);
            }
        }
    }
}

fn report_charset(report: &Report<'_>, sink: &mut Sink<'_>) {
    for problem in &report.document.problems {
        if problem.kind == ProblemKind::WrongCharset {
            sink.report_as(Severity::Warning, problem.span, problem.message.clone());
        }
    }
}

/// A damaged place in the source.
struct Found {
    kind: Kind,
    /// What stands there, cut short.
    shown: String,
    intended: Option<String>,
    spot: Spot,
}

impl Found {
    fn new(piece: &Piece<'_>, Damage { range, kind, intended }: Damage) -> Found {
        let shown = shown(kind, &piece.text[range.clone()]);
        let edit = intended.as_deref().and_then(|intended| piece.replace(range.clone(), intended));
        let label = match &intended {
            Some(intended) if !intended.trim().is_empty() => format!("应为“{}”", short(intended)),
            _ => noun(kind).to_owned(),
        };
        let spot = Spot {
            span: piece.span(range),
            section: piece.section,
            label,
            edits: edit.into_iter().collect(),
        };
        Found { kind, shown, intended, spot }
    }

    fn message(&self) -> String {
        let shown = &self.shown;
        match self.kind {
            Kind::Replaced => format!("“{shown}”处原有的字在转换编码时丢失"),
            Kind::Filler => format!("“{shown}”是程序出错留下的乱码"),
            Kind::PrivateUse => format!("有私用区字符 {shown}，在多数电脑上显示为空白或方框"),
            Kind::Lost => format!("“{shown}”处的字或标点在转换编码时丢失"),
            Kind::Suspect => "汉字之间有“?”，疑为转换编码时丢失的字".to_owned(),
            Kind::Misread => match &self.intended {
                Some(intended) => format!("“{shown}”是按错误编码读出的“{}”", short(intended)),
                None => format!("“{shown}”是按错误编码读出的乱码"),
            },
            Kind::Stray => format!("“{shown}”夹在汉字、数字之间，疑为转换编码时变坏的标点"),
            Kind::Entity => format!("HTML 实体“{shown}”未转换成字符"),
        }
    }
}

fn report_one(found: &Found, sink: &mut Sink<'_>) {
    let diagnostic = spots::report_one(sink, severity(found.kind), &found.spot, found.message());
    let edits = found.spot.edits.clone();
    finish(found.kind, edits, diagnostic);
}

fn report_many(found: &mut [Found], sink: &mut Sink<'_>) {
    let kind = found[0].kind;
    let count = found.len();
    let edits = found.iter_mut().flat_map(|found| std::mem::take(&mut found.spot.edits)).collect();
    let spots = found.iter().map(|found| &found.spot);
    let message = format!("有 {count} 处{}", noun(kind));
    let diagnostic = spots::report_all(sink, severity(kind), spots, message).value("count", count);
    finish(kind, edits, diagnostic);
}

fn finish(kind: Kind, edits: Vec<Edit>, diagnostic: &mut Diagnostic) {
    diagnostic.help(HELP);
    let title = if kind == Kind::Entity { "改为相应的字符" } else { "还原文字" };
    spots::offer(diagnostic, Applicability::Unsafe, title, edits);
}

fn severity(kind: Kind) -> Severity {
    match kind {
        Kind::Suspect | Kind::Stray => Severity::Warning,
        _ => Severity::Error,
    }
}

/// What a place of this kind is called.
fn noun(kind: Kind) -> &'static str {
    match kind {
        Kind::Replaced => "文字已丢失，只剩替换字符",
        Kind::Filler => "程序出错留下的乱码",
        Kind::PrivateUse => "私用区字符，在多数电脑上显示为空白或方框",
        Kind::Lost => "字或标点丢失，只剩“?”",
        Kind::Suspect => "“?”夹在汉字之间，疑为丢失的字",
        Kind::Misread => "按错误编码读出的乱码",
        Kind::Stray => "夹在汉字、数字之间的外文字母，疑为变坏的标点",
        Kind::Entity => "HTML 实体未转换成字符",
    }
}

/// How a message shows what stands there; a character of private use by its number.
fn shown(kind: Kind, text: &str) -> String {
    match (kind, text.chars().next()) {
        (Kind::PrivateUse, Some(c)) => format!("U+{:04X}", u32::from(c)),
        _ => short(text),
    }
}

/// The first characters of a text that may be long.
fn short(text: &str) -> String {
    const MOST: usize = 12;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use nianbao_lint::document::Format;
    use nianbao_test::findings;
    use proptest::prelude::*;

    use crate::damage;

    proptest! {
        #[test]
        fn what_is_damaged_is_never_passed_over(
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    "公", "開", "渚", "錄", "1", "，", "?", "&nbsp;", "鏀垮簻淇℃伅", "锟斤拷", "烫烫烫", "ï¼Œ", "ž", "ㄈ", "。",
                    "\u{fffd}", "\u{e5e5}", "\u{f0001}", "𠀀",
                ]),
                1..8,
            ),
        ) {
            let text = pieces.concat();
            let found = findings("script/encoding-damage", Format::Text, &text);
            prop_assert_eq!(found.is_empty(), damage::find(&text, true).is_empty(), "{}", text);
        }
    }
}
