//! What the words before a number tell of its part in a list.

use std::sync::LazyLock;

use crate::words::WordTable;

/// What the words before a number tell of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    /// Whether they compare with another time: the number is no part of anything.
    pub(super) compares: bool,
    /// Whether they close a list: 其他, or 等其他渠道, but not 法人或其他组织.
    pub(super) is_rest: bool,
    /// What the number is told apart by.
    pub(super) aspect: Aspect,
    /// The doing they begin with: a part that begins with another than the total's is a new statement.
    pub(super) doing: Option<&'static str>,
    /// The matter of its own they speak of, such as 复议.
    pub(super) matter: Option<&'static str>,
}

/// By what a list is told apart: parts of one aspect do not overlap, those of two may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aspect {
    /// Who applied.
    Applicant,
    /// By which way it came or was made public.
    Channel,
    /// How it ended.
    Outcome,
    /// From which year it is.
    Year,
    /// Whether it was done in time.
    Timeliness,
    /// Anything else.
    Kind,
}

/// What one word tells.
#[derive(Clone, Copy)]
enum Sign {
    Aspect(Aspect),
    Compares,
    Rest(&'static str),
    Matter(&'static str),
}

static SIGNS: LazyLock<WordTable<Sign>> = LazyLock::new(|| {
    let aspects = [
        (Aspect::Applicant, "自然人 法人 商业企业 科研机构 社会公益组织 法律服务机构"),
        (
            Aspect::Channel,
            "网站 微信 微博 公众号 新媒体 客户端 公报 公示栏 公告栏 公开栏 宣传栏 抖音 头条 报刊 报纸 电视 广播 平台 渠道 短信 电子屏 显示屏 \
             网上 网络 信函 邮寄 邮件 当面 现场 传真 窗口 来信 快递 线上 线下 方式 途径",
        ),
        (
            Aspect::Outcome,
            "予以公开 部分公开 不予公开 同意公开 全部公开 无法提供 不予处理 其他处理 其它处理 不掌握 不存在 重复申请 撤回 维持 纠正 审结 \
             信访举报",
        ),
        (Aspect::Year, "新收 结转 转结 上年 去年 当年"),
        (Aspect::Timeliness, "按时 按期 延期 逾期 及时"),
    ];
    let aspects = aspects.into_iter().flat_map(|(aspect, words)| {
        words.split_whitespace().map(move |word| (word, Sign::Aspect(aspect)))
    });
    let comparing =
        "同比 环比 相比 较上 较去 较20 较同 比上 比去 比20 比同 增加 减少 增长 下降 新增 同期";
    let comparing = comparing.split(' ').map(|word| (word, Sign::Compares));
    let rests = Subject::RESTS.map(|word| (word, Sign::Rest(word)));
    let matters = ["复议", "诉讼", "信访", "留言", "投诉", "举报", "咨询"];
    let matters = matters.map(|word| (word, Sign::Matter(word)));
    WordTable::new(aspects.chain(comparing).chain(rests).chain(matters))
});

static DOINGS: LazyLock<WordTable<&'static str>> = LazyLock::new(|| {
    let doings = "办理 办结 回复 答复 回应 接待 接听 接收 举办 召开 组织 开展 编制 印发 报送 上报 受理 收到 处理 开设 建立 设置 设立 \
                  新建 培训 参加 参训 配备 投入 清理 废止 整改 完成 征集 收集 采纳 制定 制发 审核 解读";
    WordTable::new(doings.split_whitespace().map(|word| (word, word)))
});

/// Whether `words` say that what came before is added up: 合计.
pub(super) fn is_sum(words: &str) -> bool {
    const LONGEST_BYTES: usize = "以上合计".len();
    words.len() <= LONGEST_BYTES && SUMS.contains(&words)
}

/// Words that say that what came before is added up.
const SUMS: [&str; 12] = [
    "合计",
    "共计",
    "总计",
    "共",
    "合计为",
    "共计为",
    "总计为",
    "合计共",
    "总共",
    "以上共",
    "以上合计",
    "以上共计",
];

impl Subject {
    /// Words without which no list is closed.
    pub(super) const RESTS: [&'static str; 3] = ["其他", "其它", "其余"];

    /// What `words` tell.
    pub(super) fn of(words: &str) -> Subject {
        let mut subject = Subject {
            compares: false,
            is_rest: false,
            aspect: Aspect::Kind,
            doing: doing(words),
            matter: None,
        };
        let mut aspect = None;
        for (sign, end) in SIGNS.found_in(words) {
            match sign {
                Sign::Aspect(found) => {
                    aspect = aspect.or(Some(found));
                    subject.is_rest |=
                        words[..end].ends_with("他处理") || words[..end].ends_with("它处理");
                }
                Sign::Compares => subject.compares = true,
                Sign::Rest(word) => subject.is_rest |= closes(words, end - word.len(), end),
                Sign::Matter(word) => subject.matter = subject.matter.or(Some(word)),
            }
        }
        subject.aspect = aspect.unwrap_or(Aspect::Kind);
        // 信访举报投诉类申请 is a result.
        subject.matter = subject.matter.filter(|_| subject.aspect != Aspect::Outcome);
        subject
    }

    /// Whether it speaks of a matter that none of `others` does, or of another doing.
    pub(super) fn is_new_beside(&self, others: impl Fn() -> [Option<Subject>; 2]) -> bool {
        let said = |is: &dyn Fn(&Subject) -> bool| others().iter().flatten().any(is);
        self.matter.is_some() && !said(&|other| other.matter == self.matter)
            || self.doing.is_some() && !said(&|other| other.doing == self.doing)
    }
}

/// Characters of words before a number that only add up.
const SUMMING: [char; 4] = ['共', '计', '合', '为'];

/// Doings that also name what is told of them: 解读及回应信息.
const TOLD_OF: [&str; 4] = ["解读", "回应", "征集", "培训"];

/// The doing `words` begin with, unless they name information of it.
fn doing(words: &str) -> Option<&'static str> {
    const BEFORE: [&str; 6] = ["共", "已", "并", "另", "还", "及时"];
    let words = if words.starts_with(['共', '已', '并', '另', '还', '及']) {
        BEFORE.iter().fold(words, |rest, word| rest.strip_prefix(word).unwrap_or(rest))
    } else {
        words
    };
    let (doing, _) = DOINGS.at(words)?;
    let names_information = || words.trim_end_matches(SUMMING).ends_with("信息");
    (!TOLD_OF.contains(&doing) || !names_information()).then_some(doing)
}

/// Whether 其他 at `at` of `words`, which ends at `end`, means all the rest.
fn closes(words: &str, at: usize, end: usize) -> bool {
    let before = words[..at].trim_end_matches(['作', '按', '为', '以', '的']);
    let is_last = before.is_empty()
        || before.ends_with(['等', '及', '和', '与', '、']) && !before.ends_with("涉及");
    is_last && !(words[end..].starts_with("组织") && before.ends_with(['及', '和', '与', '、']))
}

/// Kinds that are all there are, each with words for it.
const COMPLETE: [&[&[&str]]; 2] = [
    &[&["自然人"], &["法人或", "法人和", "法人及", "法人、", "其他组织"]],
    &[&["主动公开"], &["依申请公开"], &["不予公开", "不公开"]],
];

/// Whether parts with these subjects are all there are, one of each kind: natural persons and organisations; documents made
/// public, on application, and not.
pub(super) fn are_complete(subjects: &[&str]) -> bool {
    COMPLETE.iter().filter(|kinds| kinds.len() == subjects.len()).any(|kinds| {
        let is_of = |subject: &str, kind: &[&str]| kind.iter().any(|word| subject.contains(word));
        kinds.iter().all(|kind| subjects.iter().filter(|it| is_of(it, kind)).count() == 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rest_closes_a_list() {
        for subject in [
            "其他",
            "其他处理",
            "公告栏等其他渠道",
            "通过报刊等其他渠道公开",
            "作其他处理",
            "其它情况",
        ] {
            assert!(Subject::of(subject).is_rest, "{subject}");
        }
        for subject in ["法人或其他组织", "法人及其他组织申请", "涉及其他部门", "网站"]
        {
            assert!(!Subject::of(subject).is_rest, "{subject}");
        }
    }

    #[test]
    fn words_tell_what_a_number_is_told_apart_by() {
        let aspect = |words| Subject::of(words).aspect;
        assert_eq!(aspect("政府网站公开"), Aspect::Channel);
        assert_eq!(aspect("予以公开"), Aspect::Outcome);
        assert_eq!(aspect("政策解读"), Aspect::Kind);
        assert!(Subject::of("较上年增加").compares);
        assert!(is_sum("以上共计") && is_sum("合计") && !is_sum("合计收到"));
    }

    #[test]
    fn new_statements_have_a_doing_or_a_matter_of_their_own() {
        let total = || [Some(Subject::of("共收到申请")), None];
        assert!(Subject::of("回复留言").is_new_beside(total));
        assert!(Subject::of("被申请行政复议").is_new_beside(total));
        assert!(!Subject::of("网上收到").is_new_beside(total));
        assert!(!Subject::of("信访举报投诉类申请").is_new_beside(total));
        assert!(!Subject::of("解读及回应信息共计").is_new_beside(total));
        assert!(Subject::of("解读政策").is_new_beside(total));
    }

    #[test]
    fn kinds_that_are_all_there_are_are_known() {
        assert!(are_complete(&["自然人申请", "法人或其他组织申请"]));
        assert!(are_complete(&["主动公开", "依申请公开", "不予公开"]));
        for subjects in
            [&["自然人申请", "商业企业"][..], &["自然人申请"], &["主动公开", "不予公开"]]
        {
            assert!(!are_complete(subjects), "{subjects:?}");
        }
    }
}
