//! Clauses that say there was none: 未收到政府信息公开申请, 未发生行政复议、行政诉讼.
//!
//! Only clauses whose every word is known are read, and only what the organ says of itself for the report year: 未收到
//! 网上申请 and 未发生败诉案件 deny less than they seem to.

mod subject;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use nianbao_lint::report::{Line, WordTable};
use nianbao_lint::{Report, WordHit, WordList};

use crate::sentence;
use subject::Subject;

/// What a clause says there was none of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Denied {
    /// New applications.
    Application,
    /// Applications of the year before.
    CarriedIn,
    /// Applications left for the next year.
    CarriedOut,
    /// 行政复议.
    Review,
    /// 行政诉讼.
    Litigation,
}

/// A clause that denies something.
#[derive(Debug)]
pub(crate) struct Denial {
    /// Index into [`Report::lines`].
    pub(crate) line: usize,
    /// From the negation to the end of the clause, in bytes of the line's words.
    pub(crate) range: Range<usize>,
    /// What it denies, each once.
    pub(crate) denied: Vec<Denied>,
}

/// How denials begin.
pub(crate) static NEGATIONS: WordList = WordList(&[
    "未收到",
    "没有收到",
    "未接到",
    "没有接到",
    "未接收到",
    "未有收到",
    "未受理",
    "没有受理",
    "未新收",
    "未发生",
    "未产生",
    "未出现",
    "未涉及",
    "不涉及",
    "不存在",
    "未被申请",
    "未被提起",
    "未引发",
    "未引起",
    "未因",
    "未被",
    "未有",
    "没有",
    "无",
]);

/// What a word of a denial says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    /// Changes nothing.
    Filler,
    /// Tells that information is what is applied for.
    Disclosure,
    Application,
    Carried,
    YearBefore,
    YearAfter,
    Review,
    Litigation,
}

/// Words by meaning, blanks between them.
const WORDS: [(Word, &str); 8] = [
    (
        Word::Filler,
        "公民、法人和其他组织 公民、法人或其他组织 公民、法人或者其他组织 公民、法人及其他组织 公民、法人以及其他组织 \
         公民、法人与其他组织 公民、法人、其他组织 公民、法人和社会组织 公民法人和其他组织 自然人、法人和其他组织 自然人、法人或其他组织 \
         任何 任何形式 任何人 公民 群众 公众 社会公众 社会 申请人 有关 相关 关于 有关于 针对 对 就 向 我 本 局 办 委 厅 镇 乡 街道 单位 \
         机关 本机关 部门 的 和 与 及 以及 或 或者 、 提出 提交 提起 要求 需要 政府 政务 工作 事务 事项 因 由于 由 被 过 了 到 于 而 出现 \
         引起 引发 发生 产生 导致 各类 类 内容 件 案 案件 情况 情形 事件 事宜 业务 等 举报 投诉 申诉 信访 纠纷 方面 来件 记录 “ ” 数 \
         有 人",
    ),
    (Word::Disclosure, "信息 政府信息 公开 信息公开 政府信息公开 政务信息 政务公开 主动申请公开"),
    (Word::Application, "申请 申请件 申请书 申请表 依申请 依申请公开 申请公开 公开申请"),
    (Word::Carried, "结转 转结"),
    (Word::YearBefore, "上年 上年度 上一年 上一年度"),
    (Word::YearAfter, "下年 下年度 下一年 下一年度"),
    (Word::Review, "行政复议 复议 被申请行政复议 申请行政复议 行政复议申请 复议申请"),
    (Word::Litigation, "行政诉讼 诉讼 被起诉 起诉 应诉 行政应诉"),
];

/// Marks that end a clause.
const CLAUSE_ENDS: [char; 14] =
    ['，', ',', '。', '；', ';', '：', ':', '（', '(', '）', ')', '！', '？', '\n'];

/// What the clause of `hit` denies, where every word behind the negation is understood. Whose clause it is, and of what
/// time, is for [`Denial::is_own`] to say.
pub(crate) fn denial(report: &Report<'_>, hit: &WordHit) -> Option<Denial> {
    let line = &report.lines[hit.line];
    let words = line.words();
    let end = hit.range.end.max(sentence::near(words, hit.range.start).end);
    let marks = report.passage(hit.line).marks();
    let object = sentence::within(marks, hit.range.end..end, hit.range.end, &CLAUSE_ENDS);
    let denied = denied(&words[object.clone()], || is_about_disclosure(line, hit.range.start))?;
    Some(Denial { line: hit.line, range: hit.range.start..object.end, denied })
}

impl Denial {
    /// Whether the clause speaks of the organ that reports, and of the report year.
    pub(crate) fn is_own(&self, report: &Report<'_>) -> bool {
        let (words, marks) = (report.lines[self.line].words(), report.passage(self.line).marks());
        let at = self.range.start;
        let sentence = sentence::around(words, marks, at);
        let clause = sentence::within(marks, sentence.start..at, at, &CLAUSE_ENDS);
        let subject = Subject {
            sentence: &words[sentence.start..clause.start],
            clause: &words[clause.start..at],
        };
        subject.is_own(report)
    }
}

/// Whether what stands around byte `at` of a line speaks of applications for information.
fn is_about_disclosure(line: &Line<'_>, at: usize) -> bool {
    const APPLICATIONS_SECTION: u8 = 3;
    let around = || &line.words()[sentence::near(line.words(), at)];
    line.section == Some(APPLICATIONS_SECTION)
        || ["依申请公开", "信息公开申请"].iter().any(|word| around().contains(word))
}

/// What a clause denies whose words behind the negation are these; none where one of them is unknown.
fn denied(object: &str, about_disclosure: impl Fn() -> bool) -> Option<Vec<Denied>> {
    let compact = if object.contains(char::is_whitespace) {
        object.chars().filter(|c| !c.is_whitespace()).collect()
    } else {
        Cow::from(object)
    };
    let words = understood(&compact)?;
    let has = |word: Word| words.contains(&word);
    if has(Word::Carried) {
        let sides = [(Word::YearBefore, Denied::CarriedIn), (Word::YearAfter, Denied::CarriedOut)];
        let mut sides = sides.into_iter().filter(|(word, _)| has(*word));
        let (_, side) = sides.next().filter(|_| !has(Word::Review) && !has(Word::Litigation))?;
        return sides.next().is_none().then(|| vec![side]);
    }
    if has(Word::YearBefore) || has(Word::YearAfter) {
        return None;
    }
    let disputes = [(Word::Review, Denied::Review), (Word::Litigation, Denied::Litigation)];
    let disputes: Vec<Denied> =
        disputes.into_iter().filter(|(word, _)| has(*word)).map(|(_, denied)| denied).collect();
    if !disputes.is_empty() {
        return Some(disputes);
    }
    let told = || has(Word::Disclosure) || compact.contains("公开") || about_disclosure();
    (has(Word::Application) && told()).then(|| vec![Denied::Application])
}

static LEXICON: LazyLock<WordTable<Word>> = LazyLock::new(|| {
    WordTable::new(
        WORDS.iter().flat_map(|(word, texts)| texts.split_whitespace().map(|text| (text, *word))),
    )
});

/// The words of `text`, each as long as can be; none where one is unknown.
fn understood(text: &str) -> Option<Vec<Word>> {
    let mut words = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (word, len) = LEXICON.at(rest)?;
        words.push(word);
        rest = &rest[len..];
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(object: &str, expected: Option<&[Denied]>) {
        assert_eq!(denied(object, || false).as_deref(), expected, "{object}");
    }

    #[test]
    fn what_is_denied_is_told_by_every_word() {
        use Denied::{Application, CarriedIn, CarriedOut, Litigation, Review};
        check("政府信息公开申请", Some(&[Application]));
        check("任何公民、法人和其他组织提出的公开政府信息的申请", Some(&[Application]));
        check("依申请公开事项", Some(&[Application]));
        check("上年结转的申请", Some(&[CarriedIn]));
        check("结转下年度继续办理的申请", None);
        check("结转下年度的申请", Some(&[CarriedOut]));
        check("因政府信息公开工作被申请行政复议、提起行政诉讼的情况", Some(&[Review, Litigation]));
        check("行政复议", Some(&[Review]));
        check("有关信息公开的举报、投诉和行政诉讼", Some(&[Litigation]));
    }

    #[test]
    fn what_is_denied_in_part_is_not_denied() {
        for object in [
            "网上申请",
            "法人提出的政府信息公开申请",
            "不予公开的申请",
            "申请",
            "行政复议被纠正的情况",
            "行政诉讼败诉案件",
            "复议后起诉的情况",
            "信息处理费",
            "法提供",
        ] {
            check(object, None);
        }
    }
}
