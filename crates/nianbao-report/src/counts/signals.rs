//! Words of a clause that tell of what, and of what time, its counts are.

use std::sync::LazyLock;

use crate::words::WordTable;

/// What a word tells of the counts near it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signal {
    /// They are of part of a year, or of more.
    OtherPeriod,
    /// They are of the report year: 今年以来.
    ThisYear,
    /// They may be of another matter than applications.
    OtherMatter,
    /// They are of applications for information.
    Disclosure,
    /// They are of disputes.
    Dispute,
    /// They were carried over.
    Carried,
    /// They are of normative documents.
    Documents,
}

static SIGNALS: LazyLock<WordTable<Signal>> = LazyLock::new(|| {
    let words = [
        (
            Signal::OtherPeriod,
            "上半年 下半年 季度 以来 历年 历史 同期 每年 年均 近年 近两年 近三年 近几年 近五年",
        ),
        (Signal::ThisYear, "今年以来 本年以来"),
        (
            Signal::OtherMatter,
            "咨询 信访 来信 来访 留言 信箱 热线 建议 提案 投诉 举报 主动公开 培训 解读",
        ),
        (Signal::Disclosure, "信息公开 依申请 公开申请 申请公开"),
        (Signal::Dispute, "行政复议 行政诉讼"),
        (Signal::Carried, "结转 转结"),
        (Signal::Documents, "规范性文件"),
    ];
    WordTable::new(
        words
            .into_iter()
            .flat_map(|(signal, words)| words.split_whitespace().map(move |word| (word, signal))),
    )
});

/// The signal at the beginning of `text`, and its length.
pub(super) fn signal_at(text: &str) -> Option<(Signal, usize)> {
    SIGNALS.at(text)
}

/// The signals of `text` in order, those that begin within another included, and where each ends.
pub(super) fn signals(text: &str) -> impl Iterator<Item = (Signal, usize)> + '_ {
    SIGNALS.found_in(text)
}
