use nianbao_lint::document::script::is_han;
use nianbao_lint::report::{Line, LineRole, section_place};
use nianbao_lint::{Norm, Report, Severity, Sink, WordHit, WordList, inventory, rule};

use crate::form;

rule! {
    /// 第五部分敷衍：没有问题、没有改进措施或者过于简短
    ///
    /// Section 五 must name problems and what is done about them. It says 无, or has fewer than 30 characters, or not one
    /// word of a measure: 改进, 下一步, 将, 加强 and the like. 有待加强 and 不够完善 are problems, not measures. A section
    /// without any content is the business of `structure/empty-section`.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 五、存在的主要问题及改进情况
    ///
    /// 无。
    /// ```
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 五、存在的主要问题及改进情况
    ///
    /// 2023年，我镇政府信息公开工作仍有不足：一是主动公开的意识有待加强；二是栏目更新不够及时；三是解读形式较为单一。
    ///
    /// ## 六、其他需要报告的事项
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 五、存在的主要问题及改进情况
    ///
    /// 主要问题是栏目更新不够及时、解读形式较为单一。下一步将每月检查一次栏目，并增加图解和视频。
    /// ```
    /// ```good
    /// # 柳林镇2016年政府信息公开年度报告
    ///
    /// 2016年，柳林镇公开信息120条。
    ///
    /// ## 五、存在的问题及改进情况
    ///
    /// 无。
    /// ```
    "structure/perfunctory-section" {
        severity: Severity::Warning,
        norm: Some(Norm { document: "《中华人民共和国政府信息公开条例》", clause: "第五十条第（四）项" }),
        since: "0.1.0",
        check: check,
    }
}

/// The section on problems and improvements.
const NUMBER: u8 = 5;

/// Fewest characters that can name a problem and a measure.
const FEWEST_CHARS: usize = 30;

/// How a text begins that says there is nothing to say.
const NOTHING: [&str; 6] = ["无", "暂无", "没有", "不存在", "未发现", "目前没有"];

/// Words of measures, whatever stands before them.
static MEASURES: WordList = WordList(&[
    "下一步",
    "下步",
    "今后",
    "将",
    "改进",
    "措施",
    "整改",
    "继续",
    "努力",
    "为此",
    "针对",
    "加大",
    "抓好",
    "做好",
    "确保",
]);

inventory::submit! { &MEASURES }

/// Words of measures unless a word of [`LACKING`] stands right before them.
static DEEDS: WordList = WordList(&[
    "加强", "强化", "提升", "提高", "完善", "优化", "推进", "健全", "拓展", "拓宽", "丰富", "创新",
    "深化", "规范", "落实", "组织",
]);

inventory::submit! { &DEEDS }

/// Words right before a deed that say it is still to be desired.
const LACKING: [&str; 14] = [
    "有待",
    "待",
    "有待进一步",
    "亟待",
    "亟需",
    "需",
    "需要",
    "需进一步",
    "需要进一步",
    "不",
    "不够",
    "未",
    "未能",
    "欠",
];

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let Some(section) = report.section(NUMBER) else { return };
    if form::edition(report).is_none() {
        return;
    }
    let lines: Vec<&str> = report.section_prose(NUMBER).map(Line::words).collect();
    let telling =
        || lines.iter().flat_map(|line| line.chars()).filter(|c| is_han(*c) || c.is_alphanumeric());
    let first_chars = telling().take(FEWEST_CHARS).count();
    if first_chars == 0 || form::has_table_or_picture(report, section) {
        return;
    }
    let is_last = report.sections.last().is_none_or(|last| last.number == NUMBER);
    let is_short = first_chars < FEWEST_CHARS;
    let says_nothing = is_short && NOTHING.iter().any(|word| lines[0].starts_with(word));
    let message = if says_nothing {
        format!("第五部分只写“{}”，没有写存在的问题和改进措施", lines[0].trim_end_matches('。'))
    } else if is_last {
        return;
    } else if is_short {
        format!("第五部分只有{first_chars}个字，写不清存在的问题和改进措施")
    } else if !names_measure(report, sink) {
        "第五部分只写了问题，没有写改进措施".to_owned()
    } else {
        return;
    };
    sink.report(form::first_prose_span(report, section), message)
        .help("应写明本年度存在的主要问题，以及已经采取和下一步的改进措施；内容敷衍属于通知列明的责任情形")
        .place(section_place(Some(NUMBER)))
        .value("characters", telling().count());
}

fn names_measure(report: &Report<'_>, sink: &Sink<'_>) -> bool {
    let is_here = |hit: &&WordHit| {
        let line = &report.lines[hit.line];
        line.section == Some(NUMBER) && line.role == LineRole::Prose
    };
    let is_done = |hit: &WordHit| {
        let before = &report.lines[hit.line].words()[..hit.range.start];
        !LACKING.iter().any(|word| before.ends_with(word))
    };
    sink.hits(&MEASURES).iter().any(|hit| is_here(&hit))
        || sink.hits(&DEEDS).iter().filter(is_here).any(is_done)
}

#[cfg(test)]
mod tests {
    use nianbao_test::check_rule;

    const RULE: &str = "structure/perfunctory-section";

    #[track_caller]
    fn check(body: &str, expected: &[&str]) {
        let text = format!(
            "# 清河市教育局2023年政府信息公开工作年度报告\n\n## 五、存在的主要问题及改进情况\n\n{body}\n\n## 六、其他需要报告的事项\n\n无。\n"
        );
        check_rule(RULE, &text, expected);
    }

    #[test]
    fn sections_that_say_nothing_are_found() {
        check("无", &["无"]);
        check("暂无存在的问题。", &["暂无存在的问题。"]);
        check("工作有待提高。", &["工作有待提高。"]);
    }

    #[test]
    fn measures_in_any_words_are_enough() {
        check(
            "存在的问题：更新不及时，人员少，解读形式单一，群众知晓度不高。\n\n加强培训，充实人员。",
            &[],
        );
        check("一是更新不及时，已安排专人每日查看；二是解读形式单一，已拓宽渠道，增加图解。", &[]);
    }

    #[test]
    fn a_table_may_hold_what_is_missing() {
        check("见下表。\n\n| 问题 | 措施 |\n| --- | --- |\n| 更新不及时 | 每月检查 |", &[]);
    }
}
