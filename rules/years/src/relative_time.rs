use std::ops::Range;

use nianbao_lint::report::{LineRole, section_place};
use nianbao_lint::{Report, Severity, Sink, WordHit, WordList, inventory, rule};

rule! {
    /// 报告上一年度的文字用了“今年”“目前”等相对时间
    ///
    /// A report is on a past year and is read years later, so 今年, 去年, 目前 and 近日 have no fixed meaning. One finding for
    /// the report, with the first places. Words in quotation marks or titles, words of a sentence that also states the
    /// month it speaks of, and other words such as 项目前期 are left alone.
    ///
    /// No norm: it is a matter of clear writing.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 今年以来，柳林镇公开信息120条。目前，网站运行正常。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，柳林镇公开信息120条，发布“今年我们这样干”专题和《目前形势》解读，公开项目前期信息3条。
    ///
    /// 截至2023年12月底，目前共有栏目12个。
    /// ```
    "years/relative-time" {
        severity: Severity::Info,
        norm: None,
        since: "0.1.0",
        check: check,
    }
}

/// Words that leave open which year they speak of.
static LIST: WordList = WordList(&["今年", "去年", "目前", "近日"]);

inventory::submit! { &LIST }

/// What makes other words of those of [`LIST`].
const WORDS: [Word; 4] = [
    Word { not_before: "如", not_behind: "度" },
    Word { not_before: "过", not_behind: "" },
    Word { not_before: "项栏科题条节名账曲眉盲数书剧类品价头", not_behind: "" },
    Word { not_before: "最临附接", not_behind: "期常" },
];

/// Characters before and behind a word that make it another.
struct Word {
    not_before: &'static str,
    not_behind: &'static str,
}

/// Places shown; the first ones are enough to see the habit.
const MOST_LABELS: usize = 4;

/// Pairs of marks that hold names and quotations.
const PAIRS: [(char, char); 4] = [('“', '”'), ('《', '》'), ('「', '」'), ('‘', '’')];

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let is_meant = |hit: &&WordHit| {
        let line = &report.lines[hit.line];
        line.role == LineRole::Prose && WORDS[hit.word].is_meant(line.words(), &hit.range)
    };
    let places: Vec<&WordHit> = sink.hits(&LIST).iter().filter(is_meant).collect();
    let Some((first, rest)) = places.split_first() else { return };
    let line = &report.lines[first.line];
    let count = places.len();
    let word = LIST.0[first.word];
    let message = match rest {
        [] => format!("年度报告里的“{word}”所指时间不明确"),
        _ => format!("年度报告里有{count}处“{word}”之类的相对时间，所指不明确"),
    };
    let diagnostic = sink.report(line.span(first.range.clone()), message);
    for hit in rest.iter().take(MOST_LABELS) {
        let span = report.lines[hit.line].span(hit.range.clone());
        diagnostic.label(span, "所指时间不明确");
    }
    let year = report.year.map_or("××××".to_owned(), |year| year.to_string());
    diagnostic
        .help(format!("改为具体时间，如“{year}年”“截至{year}年底”"))
        .place(section_place(line.section))
        .value("count", count);
}

impl Word {
    /// Whether the word at `range` stands for itself, outside quotations, and without a month beside it.
    fn is_meant(&self, words: &str, range: &Range<usize>) -> bool {
        let (before, behind) = (&words[..range.start], &words[range.end..]);
        !before.ends_with(|c| self.not_before.contains(c))
            && !behind.starts_with(|c| self.not_behind.contains(c))
            && !is_quoted(before, behind)
            && !is_dated(before, behind)
    }
}

fn is_quoted(before: &str, behind: &str) -> bool {
    const REACH_BYTES: usize = 200;
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(REACH_BYTES))..];
    let behind = &behind[..behind.floor_char_boundary(REACH_BYTES)];
    PAIRS.iter().any(|(opening, closing)| {
        let opens = before.rfind(*opening).is_some_and(|at| !before[at..].contains(*closing));
        opens && behind.find(*closing).is_some_and(|at| !behind[..at].contains(*opening))
    })
}

/// Whether the sentence also states a month or the end of a year: 截至2023年12月底，目前….
fn is_dated(before: &str, behind: &str) -> bool {
    const REACH_BYTES: usize = 120;
    let is_stop = |c: char| "。；;！？".contains(c);
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(REACH_BYTES))..];
    let behind = &behind[..behind.floor_char_boundary(REACH_BYTES)];
    let before = before.rsplit(is_stop).next().unwrap_or(before);
    let behind = behind.split(is_stop).next().unwrap_or(behind);
    [before, behind].iter().any(|part| {
        part.match_indices('年').any(|(at, year)| {
            let has_year = part[..at].trim_end().ends_with(|c: char| c.is_ascii_digit());
            let after = part[at + year.len()..].trim_start();
            has_year && after.starts_with(|c: char| c.is_ascii_digit() || "底末".contains(c))
        })
    })
}

#[cfg(test)]
mod tests {
    use nianbao_test::{check_rule, findings};

    const RULE: &str = "years/relative-time";

    fn report(body: &str) -> String {
        format!("# 清河市教育局2023年政府信息公开工作年度报告\n\n## 一、总体情况\n\n{body}\n")
    }

    #[test]
    fn a_habit_is_told_once() {
        let text = report("今年以来，公开信息12条。\n\n目前，全局有账号2个，去年为3个。");
        let found = findings(RULE, nianbao_lint::document::Format::Markdown, &text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].text, "今年");
        let labels: Vec<&str> = found[0].labels.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(labels, ["目前", "去年"]);
    }

    #[test]
    fn other_words_and_dated_sentences_are_left_alone() {
        for body in [
            "公开重大项目前期信息。",
            "栏目前置审核。",
            "在过去年度基础上推进。",
            "每月5日前更新。",
            "截至2023年底，目前共有账号2个。",
            "发布“今年这样干”系列。",
        ] {
            check_rule(RULE, &report(body), &[]);
        }
    }
}
