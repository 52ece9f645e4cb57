use std::ops::Range;

use nianbao_lint::report::{Line, LineRole, section_place};
use nianbao_lint::{Norm, Report, Severity, Sink, TableName, WordList, inventory, rule};

rule! {
    /// 没有收到申请，却说申请办理顺利
    ///
    /// The report says that no application was received, or its table shows none, and yet that applications were answered
    /// well or in time.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 政府信息公开申请以及答复工作均得到顺利开展。2023年未收到政府信息公开申请。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 规范申请受理、及时答复，收到申请后将按时答复。2023年未收到政府信息公开申请。办理12345热线诉求12件，全部办结。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 上年结转的申请全部按时办结。2023年未收到政府信息公开申请。
    /// ```
    "wording/contradiction" {
        severity: Severity::Info,
        norm: Some(Norm { document: "国办公开办函〔2021〕30号", clause: "（四）明确责任" }),
        since: "0.1.0",
        check: check,
    }
}

/// What only applications that were received can have had.
static CLAIMS: WordList = WordList(&[
    "得到了顺利开展",
    "得到顺利开展",
    "答复工作顺利开展",
    "答复工作顺利完成",
    "均在法定期限内",
    "均在规定时限内",
    "均按期答复",
    "均按期办结",
    "均及时答复",
    "答复率100%",
    "顺利办结",
    "全部按时办结",
    "全部按期办结",
    "均按时办结",
    "均已办结",
    "全部按时答复",
    "全部按期答复",
    "均按时答复",
    "均已答复",
    "办结率100%",
]);

inventory::submit! { &CLAIMS }

/// Words that make another matter, or a case that did not come, of a claim.
const OTHERS: [&str; 13] = [
    "热线",
    "信访",
    "留言",
    "建议",
    "提案",
    "咨询件",
    "诉求",
    "结转",
    "如",
    "若",
    "一旦",
    "将",
    "确保",
];

/// Words that deny that applications came.
static DENIALS: WordList =
    WordList(&["未收到", "没有收到", "未接到", "未受理", "无收到", "未有收到"]);

inventory::submit! { &DENIALS }

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    if has_applications(report) {
        return;
    }
    let Some((claim_line, claim)) =
        lines_with(report, sink, &CLAIMS).find_map(|line| Some((line, claim(line.words())?)))
    else {
        return;
    };
    let denial =
        lines_with(report, sink, &DENIALS).find_map(|line| Some((line, denial(line.words())?)));
    if denial.is_none() && !table_shows_none(report) {
        return;
    }
    let words = &claim_line.words()[claim.clone()];
    let message = format!("全年没有收到申请，与“{words}”矛盾");
    let diagnostic = sink.report(claim_line.span(claim), message);
    diagnostic.place(section_place(claim_line.section));
    if let Some((line, range)) = denial {
        diagnostic.label(line.span(range), "没有收到申请");
    }
}

/// The prose lines with a word of `list`, in order.
fn lines_with<'r>(
    report: &'r Report<'r>,
    sink: &Sink<'r>,
    list: &'static WordList,
) -> impl Iterator<Item = &'r Line<'r>> + use<'r> {
    let hits = sink.hits(list).chunk_by(|one, other| one.line == other.line);
    hits.map(|hits| &report.lines[hits[0].line]).filter(|line| line.role == LineRole::Prose)
}

/// The first clause that claims applications were dealt with.
fn claim(words: &str) -> Option<Range<usize>> {
    let mut before = 0;
    clauses(words).find(|clause| {
        // 对收到的申请，均按时答复: the clause before says what was answered.
        let start = if words[clause.clone()].starts_with(['均', '全', '已']) {
            before
        } else {
            clause.start
        };
        before = clause.start;
        let text = &words[start..clause.end];
        text.contains("申请")
            && CLAIMS.0.iter().any(|claim| text.contains(claim))
            && !OTHERS.iter().any(|other| text.contains(other))
            && !text.contains(|c: char| c.is_ascii_digit() && !text.contains("100%"))
    })
}

/// The first clause that denies applications.
fn denial(words: &str) -> Option<Range<usize>> {
    clauses(words).find(|clause| {
        let text = &words[clause.clone()];
        text.contains("申请") && DENIALS.0.iter().any(|denial| text.contains(denial))
    })
}

/// The clauses of a line: what stands between commas and stops.
fn clauses(words: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    words.split(['，', '。', '；', ',', ';']).map(|clause| {
        let start = clause.as_ptr() as usize - words.as_ptr() as usize;
        start..start + clause.len()
    })
}

fn table_shows_none(report: &Report<'_>) -> bool {
    APPLICATIONS.iter().all(|row| total(report, row) == Some(true))
}

fn has_applications(report: &Report<'_>) -> bool {
    APPLICATIONS.iter().any(|row| total(report, row) == Some(false))
}

/// The rows of applications that were there to be dealt with.
const APPLICATIONS: [&str; 2] = ["new_received", "carried_in"];

/// Whether the total of a row is zero, where it is a number.
fn total(report: &Report<'_>, row: &str) -> Option<bool> {
    let (number, _) = report.table(TableName::Applications)?.lookup(row, "total")?;
    Some(number.is_zero())
}
