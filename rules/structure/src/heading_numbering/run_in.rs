use nianbao_lint::report::{LineRole, Section, list_number, section_place};
use nianbao_lint::{Report, Sink};

/// The aspects of 总体情况, which reports number one by one.
const ASPECTS: [&str; 6] =
    ["主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "平台建设", "监督保障"];

/// What may follow an aspect's name in a heading.
const TAILS: [&str; 2] = ["方面", "情况"];

/// Finds an aspect that opens, as a heading does, within the numbered paragraph of another.
pub(super) fn check(report: &Report<'_>, section: &Section, sink: &mut Sink<'_>) {
    let lines = section.lines.clone().map(|line| &report.lines[line]);
    let lines: Vec<_> = lines.filter(|line| line.role == LineRole::Prose).collect();
    let numbered = |words: &str| list_number(words).and_then(|number| aspect(&words[number.end..]));
    let with_own: Vec<&str> = ASPECTS
        .into_iter()
        .filter(|name| {
            lines.iter().any(|line| numbered(line.words()).is_some_and(|(own, _)| own == *name))
        })
        .collect();
    for line in &lines {
        let words = line.words();
        let Some((own, _)) = numbered(words) else { continue };
        let mut inner = words.match_indices('。').filter_map(|(at, stop)| {
            let start = at + stop.len();
            let (name, len) = aspect(&words[start..])?;
            Some((name, start..start + len))
        });
        let Some((_, range)) = inner.find(|(name, _)| !with_own.contains(name)) else { continue };
        let heading = words[range.clone()].to_owned();
        sink.report(line.span(range), format!("“{heading}”写在“{own}”一项之内，没有单独编号"))
            .help("请另起一段，接着前一项编号")
            .place(section_place(Some(section.number)));
    }
}

/// The aspect that `words` open with as a heading does, and how many bytes its name takes: nothing but a mark follows.
fn aspect(words: &str) -> Option<(&'static str, usize)> {
    let name = ASPECTS.iter().find(|name| words.starts_with(**name))?;
    let rest = &words[name.len()..];
    let tail = TAILS.iter().find(|tail| rest.starts_with(**tail)).map_or(0, |tail| tail.len());
    rest[tail..].starts_with(['。', '：', ':']).then_some((*name, name.len() + tail))
}
