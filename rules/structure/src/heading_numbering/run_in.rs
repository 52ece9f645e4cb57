use std::ops::Range;

use nianbao_lint::report::{LineRole, Section, list_number, section_place};
use nianbao_lint::{Report, Sink, WordHit, WordList, inventory};

/// The aspects of 总体情况, which reports number one by one.
static ASPECTS: WordList = WordList(&[
    "主动公开",
    "依申请公开",
    "政府信息管理",
    "政府信息公开平台建设",
    "平台建设",
    "监督保障",
]);

inventory::submit! { &ASPECTS }

/// What may follow an aspect's name in a heading.
const TAILS: [&str; 2] = ["方面", "情况"];

/// An aspect that opens a paragraph or a sentence as a heading does: nothing but a mark follows.
struct Opening {
    line: usize,
    /// Index into the aspects.
    aspect: usize,
    /// Its name and the tail, within the line's words.
    range: Range<usize>,
    /// Whether it stands behind the number the line begins with.
    is_numbered: bool,
}

/// Finds an aspect that opens, as a heading does, within the numbered paragraph of another.
pub(super) fn check(report: &Report<'_>, section: &Section, sink: &mut Sink<'_>) {
    let openings: Vec<Opening> =
        sink.hits(&ASPECTS).iter().filter_map(|hit| opening(report, section, hit)).collect();
    let has_own = |aspect: usize| {
        openings.iter().any(|opening| opening.is_numbered && opening.aspect == aspect)
    };
    for of_line in openings.chunk_by(|one, other| one.line == other.line) {
        let [own, within @ ..] = of_line else { continue };
        let inner = within.iter().find(|inner| !has_own(inner.aspect));
        let Some(inner) = inner.filter(|_| own.is_numbered) else { continue };
        let line = &report.lines[own.line];
        let heading = &line.words()[inner.range.clone()];
        let own = ASPECTS.0[own.aspect];
        let message = format!("“{heading}”写在“{own}”一项之内，没有单独编号");
        sink.report(line.span(inner.range.clone()), message)
            .help("请另起一段，接着前一项编号")
            .place(section_place(Some(section.number)));
    }
}

fn opening(report: &Report<'_>, section: &Section, hit: &WordHit) -> Option<Opening> {
    let line = &report.lines[hit.line];
    if !section.lines.contains(&hit.line) || line.role != LineRole::Prose {
        return None;
    }
    let words = line.words();
    let rest = &words[hit.range.end..];
    let tail = TAILS.iter().find(|tail| rest.starts_with(**tail)).map_or(0, |tail| tail.len());
    if !rest[tail..].starts_with(['。', '：', ':']) {
        return None;
    }
    let is_numbered = list_number(words).is_some_and(|number| number.end == hit.range.start);
    (is_numbered || words[..hit.range.start].ends_with('。')).then(|| Opening {
        line: hit.line,
        aspect: hit.word,
        range: hit.range.start..hit.range.end + tail,
        is_numbered,
    })
}
