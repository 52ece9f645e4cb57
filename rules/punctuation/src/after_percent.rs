use std::ops::Range;

use nianbao_lint::document::script::is_han;
use nianbao_lint::report::{MarkSet, Passage, section_place};
use nianbao_lint::{Norm, Report, Severity, Sink, rule};

rule! {
    /// 百分比之后缺少标点
    ///
    /// A share (占…%) with Chinese words directly behind it that cannot belong to it. 占 need not stand directly before the
    /// number, but in its clause. Words of degree and particles may follow a share.
    ///
    /// ```bad
    /// 市级机关公开33250条，占33.58%县级机关公开65781条，占比66.42%通过公报公开64条。
    /// ```
    /// ```good
    /// 自然人占93.5%以上，占90%左右的申请来自县城，占比达5%的事项，办结率100%群众满意，增长20%完成全年任务，占5%。占用率为3%。
    /// 占比由5%上升到8%，占12%和8%。
    /// ```
    "punctuation/after-percent" {
        severity: Severity::Warning,
        norm: Some(Norm { document: "《标点符号用法》（GB/T 15834—2011）", clause: "4.4" }),
        since: "0.1.0",
        check: check,
    }
}

/// Characters that words begin with which may stand behind a share.
const MAY_FOLLOW: &str =
    "的以左右上下和与及至到或者、为是之在不多强弱有余且但而均都提增降减属比起来高低大小比";

/// Words between 占 and its number.
const BETWEEN: [&str; 9] = ["", "比", "比为", "比达", "比约", "约", "到", "总数的", "比重为"];

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    const PERCENT: MarkSet = MarkSet::of(&['%', '％']);
    for passage in report.prose_passages().filter(|passage| passage.may_have(PERCENT)) {
        for range in missing(&passage) {
            let share = &passage.words()[range.clone()];
            sink.report(passage.span(range), format!("“{share}”之后缺少标点"))
                .help("标点可能在提取文本时丢失，请对照原件")
                .place(section_place(passage.section));
        }
    }
}

/// Shares with a word directly behind them that begins something new: from 占 up to the percent sign.
fn missing(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let words = passage.words();
    let percents = passage.marks().iter().filter(|mark| matches!(mark.char, '%' | '％'));
    percents
        .filter_map(|mark| {
            let Range { start: at, end } = mark.range();
            let follower = words[end..].chars().next()?;
            let number = words[..at].trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
            let start = BETWEEN.iter().find_map(|between| {
                let before = number.strip_suffix(between)?.strip_suffix('占')?;
                Some(before.len())
            })?;
            let begins_anew = is_han(follower) && !MAY_FOLLOW.contains(follower);
            (number.len() < at && begins_anew).then_some(start..end)
        })
        .collect()
}
