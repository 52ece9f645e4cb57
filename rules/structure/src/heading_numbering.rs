mod clauses;
mod lists;
mod run_in;
mod slips;

use nianbao_lint::{Applicability, Norm, Report, Severity, Sink, rule};

rule! {
    /// 编号跳号、重号或中途从头开始
    ///
    /// The numbers of one list follow each other: （一）（二）… of a section, 1. 2. … below one of them, 一是…二是… within and
    /// across paragraphs. A new list may begin at one where a line introduces it; 一是 always begins one. 1. may go on
    /// counting behind a higher level. An aspect of 总体情况 that opens within another's numbered paragraph lacks a number
    /// of its own. Only the sections of prose are looked at: 一, 五 and 六.
    ///
    /// ```bad text
    /// 柳林镇2023年政府信息公开工作年度报告
    /// 一、总体情况
    /// （一）主动公开。全年公开信息120条。
    /// （二）依申请公开。未收到申请。
    /// （四）监督保障。开展培训2次。
    /// ```
    /// ```bad text
    /// 柳林镇2023年政府信息公开工作年度报告
    /// 一、总体情况
    /// （一）主动公开。全年公开信息120条。
    /// （二）依申请公开。未收到申请。
    /// （二）监督保障。开展培训2次。
    /// ```
    /// ```bad text
    /// 柳林镇2023年政府信息公开工作年度报告
    /// 五、存在的主要问题及改进情况
    /// 主要问题：一是更新不及时；三是解读形式单一。
    /// ```
    /// ```bad text
    /// 柳林镇2023年政府信息公开工作年度报告
    /// 一、总体情况
    /// 1.主动公开方面。全年公开信息120条。依申请公开方面。收到申请3件。
    /// 2.监督保障方面。开展培训2次。
    /// ```
    /// ```good text
    /// 柳林镇2023年政府信息公开工作年度报告
    /// 一、总体情况
    /// （一）主动公开。一是公开信息120条；二是发布解读3篇。
    /// 1.网站公开。全年公开信息100条。
    /// 2.微信公开。全年公开信息20条。
    /// （二）依申请公开。首先登记，其次答复。一是专人受理。
    /// 二是按期答复。第三方评估为优。
    /// 3.其他公开。全年公开信息2条。
    /// 五、存在的主要问题及改进情况
    /// 主要问题是：
    /// （一）更新不及时。
    /// （二）解读少。
    /// 改进措施：
    /// （一）每月检查。
    /// （二）增加图解。
    /// ```
    /// The fix renumbers; it is unsafe because what is missing may be an item, not a number.
    "structure/heading-numbering" {
        severity: Severity::Warning,
        norm: Some(Norm { document: "GB/T 9704-2012", clause: "7.3.3" }),
        since: "0.1.0",
        fixes: &[Applicability::Unsafe],
        check: check,
    }
}

/// Sections of prose; the others hold tables, whose labels are numbered otherwise.
const PROSE: [u8; 3] = [1, 5, 6];

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    for section in PROSE.iter().filter_map(|number| report.section(*number)) {
        lists::check(report, section, sink);
        clauses::check(report, section, sink);
    }
    if let Some(overview) = report.section(1) {
        run_in::check(report, overview, sink);
    }
}

#[cfg(test)]
mod tests {
    use nianbao_lint::document::Format;
    use nianbao_test::findings;

    const RULE: &str = "structure/heading-numbering";

    fn report(section: &str, lines: &[&str]) -> String {
        format!("清河市教育局2023年政府信息公开工作年度报告\n{section}\n{}\n", lines.join("\n"))
    }

    #[track_caller]
    fn check_in(section: &str, lines: &[&str], expected: &[&str]) {
        let text = report(section, lines);
        let found: Vec<String> =
            findings(RULE, Format::Text, &text).into_iter().map(|found| found.text).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[track_caller]
    fn check(lines: &[&str], expected: &[&str]) {
        check_in("一、总体情况", lines, expected);
    }

    #[track_caller]
    fn check_fix(lines: &[&str], fixed: &[&str]) {
        let found = findings(RULE, Format::Text, &report("一、总体情况", lines));
        assert_eq!(found.len(), 1, "{lines:?}");
        let mended = found[0].fix.clone().map(|(_, text)| text);
        assert_eq!(mended, Some(report("一、总体情况", fixed)));
    }

    #[test]
    fn a_skipped_number_shifts_what_follows() {
        check_fix(
            &["（一）甲。", "（二）乙。", "（四）丙。", "（五）丁。"],
            &["（一）甲。", "（二）乙。", "（三）丙。", "（四）丁。"],
        );
    }

    #[test]
    fn a_single_slip_is_mended_alone() {
        check_fix(&["(一)甲。", "(一)乙。", "(三)丙。"], &["(一)甲。", "(二)乙。", "(三)丙。"]);
        check_fix(
            &["1.甲。", "2.乙。", "2.丙。", "4.丁。"],
            &["1.甲。", "2.乙。", "3.丙。", "4.丁。"],
        );
        check_fix(&["一是甲；二是乙；二是丙；四是丁。"], &["一是甲；二是乙；三是丙；四是丁。"]);
    }

    #[test]
    fn a_restart_without_introduction_is_found() {
        check(&["（一）甲。", "（二）乙。", "（一）丙。", "（二）丁。"], &["（一）"]);
        check(&["（一）甲。", "（二）乙。", "主要做法如下：", "（一）丙。", "（二）丁。"], &[]);
        check(&["（一）甲。", "（二）乙如下：", "（一）丙。", "（二）丁。"], &[]);
    }

    #[test]
    fn a_list_must_begin_at_one() {
        check(&["（二）甲。", "（三）乙。"], &["（二）"]);
        check(&["全年工作（一）甲。", "（二）乙。"], &[]);
        check(&["（一）甲。1.子丑。", "2.寅卯。", "（二）乙。"], &[]);
    }

    #[test]
    fn lists_of_lower_levels_begin_again() {
        check(&["（一）甲。", "1.子。", "2.丑。", "（二）乙。", "1.寅。", "2.卯。"], &[]);
        check(&["（一）甲。", "1.子。", "2.丑。", "（二）乙。", "3.寅。", "4.卯。"], &[]);
        check(&["（一）甲。", "1.子。", "3.丑。", "（二）乙。"], &["3."]);
    }

    #[test]
    fn clauses_are_counted_across_paragraphs() {
        check(&["一是甲。", "二是乙。", "四是丙。"], &["四是"]);
        check(&["一是甲。二是乙。", "一是丙。二是丁。"], &[]);
        check(&["一是甲。其中一是子；二是丑。", "二是乙。", "三是丙。"], &[]);
        check(&["一是甲；二要乙；三是丙。"], &[]);
        check(&["一是甲；一是乙。"], &["一是"]);
        check(&["一是甲。", "一是乙。", "三是丙。"], &["一是"]);
        check(&["一是甲；一是乙；三是丙。"], &["一是"]);
        check(&["一是甲，其中一是子；二是丑。"], &[]);
        check(&["首先甲。二是乙。"], &[]);
        check(&["甲。二是乙。三是丙。"], &["二是"]);
        check(&["主要表现在一是甲；二是乙。"], &[]);
        check(&["做到一是一、二是二。"], &[]);
        check(&["一要甲，二要乙，四要丙。"], &["四要"]);
    }

    #[test]
    fn a_markdown_list_counts_by_itself() {
        let text = report("## 一、总体情况", &["", "1. 甲。", "1. 乙。", "1. 丙。"]);
        assert_eq!(findings(RULE, Format::Markdown, &text), []);
        assert_eq!(findings(RULE, Format::Text, &text.replace("## ", "")).len(), 2);
    }

    #[test]
    fn sections_of_tables_are_left_alone() {
        check_in("三、收到和处理政府信息公开申请情况", &["（一）甲。", "（三）乙。"], &[]);
    }

    #[test]
    fn an_aspect_within_anothers_paragraph_lacks_its_number() {
        check(&["1.主动公开方面。公开120条。依申请公开方面。收到3件。"], &["依申请公开方面"]);
        check(&["（一）主动公开情况。公开120条。（二）依申请公开情况。收到3件。"], &[]);
        check(&["（一）主动公开和依申请公开。公开120条。依申请公开3件。"], &[]);
        check(
            &["（一）主动公开。公开120条。依申请公开。收到3件。", "（二）依申请公开。收到3件。"],
            &[],
        );
    }
}
