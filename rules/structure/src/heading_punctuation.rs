use nianbao_lint::document::BlockKind;
use nianbao_lint::report::{Line, LineRole, Passage, section_place};
use nianbao_lint::{Applicability, Report, Severity, Sink, rule};

rule! {
    /// 单独成行的标题末尾带有标点
    ///
    /// A heading alone on its line takes no mark at its end: `、` `，` `；` `：` `。`. Headings are those of the sections,
    /// those by markup, and lines numbered （一） that stand above a paragraph. A heading that its text follows on the same
    /// line, an item of a list, and a sentence that is merely short are none.
    ///
    /// No norm: the form prints its headings without marks, but no clause says so.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// ### （一）主动公开：
    ///
    /// 2023年，柳林镇主动公开信息120条。
    ///
    /// （二）畅通渠道，规范依申请公开。
    ///
    /// 全年未收到政府信息公开申请，没有因政府信息公开引起的行政复议和行政诉讼，未收取信息处理费。
    ///
    /// 六、其他需要报告的事项、
    ///
    /// 无其他需要报告的事项。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// （一）主动公开：2023年，柳林镇主动公开信息120条。
    ///
    /// （二）未收到政府信息公开申请。
    ///
    /// 全年没有因政府信息公开引起的行政复议。
    ///
    /// （三）主要做法如下：
    ///
    /// 一是完善制度。
    ///
    /// ## 五、存在的主要问题及改进情况
    ///
    /// （一）公开不够及时；
    ///
    /// （二）解读形式单一。
    ///
    /// ## 六、其他需要报告的事项：无。
    /// ```
    /// The fix deletes the mark.
    "structure/heading-punctuation" {
        severity: Severity::Warning,
        norm: None,
        since: "0.1.0",
        fixes: &[Applicability::Safe],
        check: check,
    }
}

/// Marks that end no heading.
const MARKS: [char; 9] = ['、', '，', '；', '：', '。', ',', ';', ':', '､'];

/// Longest heading below the sections' own, in characters; what is longer is a sentence.
const LONGEST_CHARS: usize = 30;

/// Words before a mark that introduce what follows instead of naming it.
const INTRODUCTIONS: [&str; 12] = [
    "如下",
    "以下",
    "下列",
    "包括",
    "主要有",
    "表现在",
    "体现在",
    "方面",
    "分别是",
    "分别为",
    "是",
    "为",
];

/// Words of a sentence that tells something, which a heading does not.
const TELLING: [&str; 12] =
    ["了", "未", "已", "无", "没有", "共", "我", "本", "均", "仍", "尚", "将"];

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    for (index, line) in report.authored() {
        let is_heading = match line.role {
            LineRole::Heading => is_section_heading(report, index),
            LineRole::Prose => is_sub_heading(report, index),
            LineRole::Page | LineRole::Title | LineRole::TableCell(_) => false,
        };
        if is_heading {
            report_mark(&report.passage(index), sink);
        }
    }
}

fn ends_in_mark(line: &Line<'_>) -> bool {
    line.words().ends_with(MARKS)
}

/// Whether a section heading ends in a mark and no text runs in behind it.
fn is_section_heading(report: &Report<'_>, index: usize) -> bool {
    let line = &report.lines[index];
    ends_in_mark(line) && !report.lines.get(index + 1).is_some_and(|next| line.runs_into(next))
}

fn is_sub_heading(report: &Report<'_>, index: usize) -> bool {
    let line = &report.lines[index];
    let by_markup = matches!(report.document.blocks[line.block].kind, BlockKind::Heading { .. });
    // Nearly all lines are out at their first character.
    if !(by_markup || is_numbered(line.words())) || !ends_in_mark(line) {
        return false;
    }
    let words = line.words().trim_end_matches(MARKS);
    let is_short = words.chars().nth(LONGEST_CHARS).is_none();
    let introduces = || INTRODUCTIONS.iter().any(|word| words.ends_with(word));
    if !is_short || words.contains(['。', '；', ';', '：', ':']) || introduces() {
        return false;
    }
    let is_sentence =
        line.words().ends_with('。') && TELLING.iter().any(|word| words.contains(word));
    !is_sentence && (by_markup || stands_above_text(report, index))
}

/// Whether the line is numbered as headings below the sections are: （一）.
fn is_numbered(words: &str) -> bool {
    let Some(rest) = words.strip_prefix(['（', '(']) else { return false };
    let rest = rest.trim_start();
    let after = rest.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
    after.len() < rest.len() && after.trim_start().starts_with(['）', ')'])
}

/// Whether a paragraph follows: a line of the same section that is no heading, no item of a list, and much longer.
fn stands_above_text(report: &Report<'_>, index: usize) -> bool {
    let line = &report.lines[index];
    let Some(next) = report.lines.get(index + 1) else { return false };
    let is_item = next
        .words()
        .starts_with(|c: char| c.is_ascii_digit() || "（(一二三四五六七八九十①②③④⑤●·-".contains(c));
    next.role == LineRole::Prose
        && next.section == line.section
        && !is_item
        && next.words().len() > 2 * line.words().len()
}

fn report_mark(line: &Passage<'_>, sink: &mut Sink<'_>) {
    let words = line.words();
    let heading = words.trim_end_matches(|c: char| MARKS.contains(&c) || c.is_whitespace());
    let marks = heading.len()..words.len();
    let message = format!("标题“{heading}”末尾不用标点“{}”", words[marks.clone()].trim());
    sink.report(line.span(marks.clone()), message).place(section_place(line.section)).fix(
        Applicability::Safe,
        "删去标题末尾的标点",
        line.delete(marks),
    );
}
