//! What the words before a number tell of its part in a list.

use std::sync::LazyLock;

use crate::words::WordTable;

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

static ASPECTS: LazyLock<WordTable<Aspect>> = LazyLock::new(|| {
    let words = [
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
    WordTable::new(
        words
            .into_iter()
            .flat_map(|(aspect, words)| words.split_whitespace().map(move |word| (word, aspect))),
    )
});

/// What `subject` tells its quantity apart by.
pub(super) fn aspect(subject: &str) -> Aspect {
    ASPECTS.found_in(subject).next().map_or(Aspect::Kind, |(aspect, _)| aspect)
}

/// Words that compare with another time: what follows is no part.
const COMPARING: [&str; 17] = [
    "同比", "环比", "相比", "较上", "较去", "较20", "较同", "比上", "比去", "比20", "比同", "增加",
    "减少", "增长", "下降", "新增", "同期",
];

/// Whether `subject` compares.
pub(super) fn compares(subject: &str) -> bool {
    COMPARING.iter().any(|word| subject.contains(word))
}

/// Doings: a part that begins with another than the total's is a new statement.
const DOINGS: [&str; 40] = [
    "办理", "办结", "回复", "答复", "回应", "接待", "接听", "接收", "举办", "召开", "组织", "开展",
    "编制", "印发", "报送", "上报", "受理", "收到", "处理", "开设", "建立", "设置", "设立", "新建",
    "培训", "参加", "参训", "配备", "投入", "清理", "废止", "整改", "完成", "征集", "收集", "采纳",
    "制定", "制发", "审核", "解读",
];

/// The doing `subject` begins with.
pub(super) fn doing(subject: &str) -> Option<&'static str> {
    let subject = ["共", "已", "并", "另", "还", "及时"]
        .iter()
        .fold(subject, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
    DOINGS.into_iter().find(|doing| subject.starts_with(doing))
}

/// Whether `subject` closes a list: 其他, or 等其他渠道, but not 法人或其他组织.
pub(super) fn is_rest(subject: &str) -> bool {
    ["其他", "其它", "其余"].iter().any(|word| match subject.find(word) {
        Some(at) => {
            let before = subject[..at].trim_end_matches(['作', '按', '为', '以', '的']);
            before.is_empty()
                || before.ends_with(['等', '及', '和', '与', '、']) && !before.ends_with("涉及")
        }
        None => false,
    }) && !subject.contains("或其他组织")
        && !subject.contains("和其他组织")
        && !subject.contains("及其他组织")
}

/// Whether `subject` says that what came before is added up.
pub(super) fn is_sum(subject: &str) -> bool {
    [
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
    ]
    .contains(&subject)
}

/// Matters of their own: a part that speaks of one its total does not is a new statement.
const MATTERS: [&str; 7] = ["复议", "诉讼", "信访", "留言", "投诉", "举报", "咨询"];

/// Whether `subject` speaks of a matter that none of `others` does.
pub(super) fn is_other_matter(subject: &str, others: [&str; 2]) -> bool {
    MATTERS
        .iter()
        .any(|word| subject.contains(word) && !others.iter().any(|other| other.contains(word)))
}

/// Kinds that are all there are, each with words for it.
const COMPLETE: [&[&[&str]]; 2] = [
    &[&["自然人"], &["法人或", "法人和", "法人及", "法人、", "其他组织"]],
    &[&["主动公开"], &["依申请公开"], &["不予公开", "不公开"]],
];

/// Whether parts with these subjects are all there are, one of each kind: natural persons and organisations; documents made
/// public, on application, and not.
pub(super) fn are_complete(subjects: &[&str]) -> bool {
    COMPLETE.iter().any(|kinds| {
        let is_of = |subject: &str, kind: &[&str]| kind.iter().any(|word| subject.contains(word));
        let one_each =
            kinds.iter().all(|kind| subjects.iter().filter(|it| is_of(it, kind)).count() == 1);
        one_each && subjects.len() == kinds.len()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rest_closes_a_list() {
        for subject in
            ["其他", "其他处理", "公告栏等其他渠道", "通过报刊等其他渠道公开", "作其他处理"]
        {
            assert!(is_rest(subject), "{subject}");
        }
        for subject in ["法人或其他组织", "法人及其他组织申请", "涉及其他部门", "网站"]
        {
            assert!(!is_rest(subject), "{subject}");
        }
    }

    #[test]
    fn aspects_are_told_by_the_first_word_that_tells_one() {
        assert_eq!(aspect("政府网站公开"), Aspect::Channel);
        assert_eq!(aspect("予以公开"), Aspect::Outcome);
        assert_eq!(aspect("政策解读"), Aspect::Kind);
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
