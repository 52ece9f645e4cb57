use std::ops::Range;

use nianbao_lint::document::script::is_han;
use nianbao_lint::report::{Line, LineRole, section_place};
use nianbao_lint::{FORMAT_2021, Report, Severity, Sink, WordHit, WordList, rule};

rule! {
    /// 模板中的占位符或填写说明没有换成实际内容
    ///
    /// Blanks such as `XX`, `×××`, `20XX年`, `____` before or between words, sentences of the form's own instructions, and
    /// a count whose number is missing (`公开信息条`).
    ///
    /// ```bad
    /// XX县教育局2023年主动公开信息，20XX年全年公开政府信息条，其中，（此处填写本机关名称）。
    /// ```
    /// ```bad
    /// 主动公开政府信息____条，受理×××申请。
    /// ```
    /// ```good
    /// 申请人王××、张XX的手机号为138XXXX1234，规格为3×4，见 <https://xx.example.cn/list_1>，公开条件、公开条例，
    /// 全年公开信息120条，其中发布政策文件若干条，AXX型设备，XXL号。
    /// ```
    "wording/placeholder" {
        severity: Severity::Error,
        norm: Some(FORMAT_2021),
        since: "0.1.0",
        check: check,
    }
}

/// Sentences and words that only a form has.
static WORDS: WordList = WordList(&[
    "此处填写",
    "此处填报",
    "请在此处",
    "请填写本",
    "填写说明",
    "（可附图）",
    "(可附图)",
    "这一项报告本机关",
    "本项报告本机关",
    "不能遗漏，也不宜泛化",
    "不能遗漏,也不宜泛化",
    "[机关名称]",
    "【机关名称】",
    "〔机关名称〕",
    "[单位名称]",
    "【单位名称】",
    "待补充",
    "待填写",
]);
nianbao_lint::inventory::submit! { &WORDS }

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    for hit in sink.hits(&WORDS) {
        let line = &report.lines[hit.line];
        let words = &line.words()[hit.range.clone()];
        let message = format!("“{words}”是模板中的填写说明，应换成实际内容");
        sink.report(line.span(hit.range.clone()), message).place(section_place(line.section));
    }
    report_blanks(report, sink);
    report_missing_numbers(report, sink);
}

/// Where the words of `list` stand in what the author wrote.
fn hits<'r>(
    report: &'r Report<'r>,
    list: &'static WordList,
    sink: &Sink<'r>,
) -> impl Iterator<Item = (&'r Line<'r>, &'r WordHit)> + use<'r> {
    let hits = sink.hits(list).iter().map(|hit| (&report.lines[hit.line], hit));
    let is_authored = |role| matches!(role, LineRole::Prose | LineRole::Title | LineRole::Heading);
    hits.filter(move |(line, _)| is_authored(line.role))
}

fn report_blanks(report: &Report<'_>, sink: &mut Sink<'_>) {
    for (line, hit) in hits(report, &BLANKS, sink) {
        let words = line.words();
        let (start, rest) = (hit.range.start, &words[hit.range.start..]);
        if words[..start].ends_with(is_blank) {
            continue;
        }
        let end = start + rest.find(|c| !is_blank(c)).unwrap_or(rest.len());
        let Some(range) = left_blank(words, start..end) else { continue };
        let message = format!("占位符“{}”没有换成实际内容", &words[range.clone()]);
        sink.report(line.span(range), message).place(section_place(line.section));
    }
}

fn report_missing_numbers(report: &Report<'_>, sink: &mut Sink<'_>) {
    for (line, hit) in hits(report, &WITHOUT_NUMBER, sink) {
        let words = line.words();
        let behind = &words[hit.range.end..];
        if !behind.is_empty() && !behind.starts_with(['，', ',', '。', '；', ';', '、', '（', '('])
        {
            continue;
        }
        let text = &words[hit.range.clone()];
        let verb = text.trim_start_matches("主动").trim_start_matches('共');
        let message = format!("“{verb}”缺少数字");
        sink.report(line.span(hit.range.end - verb.len()..hit.range.end), message)
            .help("数字可能在提取文本时丢失，请对照原件")
            .place(section_place(line.section));
    }
}

/// What stands for something to be filled in.
static BLANKS: WordList = WordList(&["X", "x", "×", "○", "_", "＿", "╳", "✕"]);
nianbao_lint::inventory::submit! { &BLANKS }

fn is_blank(c: char) -> bool {
    matches!(c, 'X' | 'x' | '×' | '○' | '_' | '＿' | '╳' | '✕')
}

/// What a form counts or names behind a blank.
const NAMED: [&str; 34] = [
    "省", "市", "县", "区", "镇", "乡", "街道", "局", "委", "办", "厅", "年", "月", "日", "条",
    "件", "次", "人次", "期", "篇", "万元", "元", "号", "单位", "部门", "机关", "同志", "网站",
    "申请", "％", "%", "个", "场", "份",
];

/// Words that a form's blank follows.
const BEFORE_BLANKS: [&str; 17] = [
    "为", "由", "在", "共", "与", "向", "公开", "信息", "文件", "受理", "收到", "办理", "发布",
    "和", "及", "计", "申请",
];

/// The run of blanks at `run` where a form left it: before what a form names, or after `20`.
fn left_blank(words: &str, run: Range<usize>) -> Option<Range<usize>> {
    let (before, after) = (&words[..run.start], &words[run.end..]);
    let text = &words[run.clone()];
    let count = text.chars().count();
    let named = NAMED.iter().any(|named| after.starts_with(named));
    let year = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &before[year.len()..];
    if digits.starts_with("20") && digits.len() + count == 4 && after.starts_with('年') {
        return Some(run.start - digits.len()..run.end);
    }
    if text.starts_with(['_', '＿']) {
        // A short line is a dash or part of an address.
        let in_words = before.is_empty() || before.ends_with(is_han) || before.ends_with(is_open);
        return (count >= 3 && in_words && !after.starts_with(|c: char| c.is_ascii()))
            .then_some(run);
    }
    // A single letter may be a name, and a masked surname stands before its blanks.
    let stands_free = before.is_empty()
        || before.ends_with(is_open)
        || BEFORE_BLANKS.iter().any(|word| before.ends_with(word));
    (count >= 2 && named && stands_free).then_some(run)
}

/// A mark or space that something new begins behind.
fn is_open(c: char) -> bool {
    c.is_whitespace() || "，。；：、（“《,;:(".contains(c)
}

/// What at the end of a clause has lost its number.
static WITHOUT_NUMBER: WordList = WordList(&[
    "公开信息条",
    "公开信息共条",
    "公开政府信息条",
    "公开政府信息共条",
    "公开政务信息条",
    "公开政务信息共条",
    "公开各类信息条",
    "公开各类信息共条",
    "公开各类政府信息条",
    "公开各类政府信息共条",
    "发布信息条",
    "发布信息共条",
    "发布政府信息条",
    "发布政府信息共条",
    "发布政务信息条",
    "发布政务信息共条",
    "发布各类信息条",
    "发布各类信息共条",
    "主动公开条",
    "主动公开共条",
    "共公开条",
    "共公开共条",
    "解读材料篇",
    "政策解读篇",
    "发布解读篇",
    "组织培训次",
    "开展培训次",
    "业务培训次",
    "举办培训班期",
    "培训人员人次",
    "参训人次",
    "开展检查次",
    "专项检查次",
    "召开会议次",
    "新闻发布会场",
    "在线访谈期",
    "办理留言条",
    "规范性文件件",
]);
nianbao_lint::inventory::submit! { &WITHOUT_NUMBER }

#[cfg(test)]
mod tests {
    use nianbao_lint::document::Format;
    use nianbao_test::findings;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = findings("wording/placeholder", Format::Text, text);
        let words: Vec<&str> = found.iter().map(|found| found.text.as_str()).collect();
        assert_eq!(words, expected, "{text}");
    }

    #[test]
    fn blanks_of_a_form() {
        check("XX市教育局20XX年政府信息公开工作年度报告", &["XX", "20XX"]);
        check("本报告由××局编制，公开信息XX条", &["××", "XX"]);
        check("202X年，受理申请___件", &["202X", "___"]);
    }

    #[test]
    fn masks_and_addresses_are_left_alone() {
        check("申请人李××，电话139××××1234，身份证号33010219XXXXXXXX12", &[]);
        check("见 https://example.cn/a__b___c.html 和 http://xx.example.cn/xx月", &[]);
        check("设备规格3×4，型号为XX-12", &[]);
    }

    #[test]
    fn lost_numbers() {
        check("全年主动公开条，其中政策文件12条", &["公开条"]);
        check("共公开信息条。", &["公开信息条"]);
        check("组织培训次，参训人次。", &["组织培训次", "参训人次"]);
        check("组织培训次数较少，全年承办申请件，发布解读材料篇目录。", &[]);
        check("完善公开信息条目，公开条例，公开政府信息12条。", &[]);
    }
}
