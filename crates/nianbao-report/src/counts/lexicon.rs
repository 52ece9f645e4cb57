//! The words counts are phrased in. A phrase with any other word is not understood, and its count is left alone.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::glyphs::{heads, is_head, stands_at};

/// What a word of a phrase says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Changes nothing: 共, 按时, 政府信息.
    Filler,
    /// 其中, 含: what follows is part of what came before.
    Within,
    /// 等: more than what is named.
    AndMore,
    /// 申请, 依申请公开.
    Application,
    /// 信息公开 and longer, which says what a dispute is about.
    Disclosure,
    /// 新收.
    New,
    /// 收到.
    Receive,
    /// 受理.
    Accept,
    /// 办理.
    Handle,
    /// 办结, 答复.
    Answer,
    /// 结转.
    Carry,
    /// 上年.
    PreviousYear,
    /// 下年度.
    NextYear,
    /// A kind of applicant.
    Applicant(Applicant),
    /// A group of results.
    Outcome(Outcome),
    /// One result, by the key of its row.
    Result(&'static str),
    /// 行政复议.
    Review,
    /// 行政诉讼.
    Litigation,
    /// 未经复议直接起诉.
    DirectLitigation,
    /// 复议后起诉.
    LitigationAfterReview,
    /// How a dispute ended, by the key of its column.
    Ruling(&'static str),
    /// 网上, 信函: one way applications come in.
    Channel,
    /// 同比, 增加: compares.
    Comparison,
}

/// A kind of applicant, or all organisations together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Applicant {
    /// The column with this key.
    One(&'static str),
    /// 法人或其他组织.
    Organisations,
}

/// A group of results as the form heads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Granted,
    Partial,
    Denied,
    Unavailable,
    Rejected,
    Other,
}

impl Outcome {
    /// The rows of the group: those whose key begins so.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Outcome::Granted => "result.granted",
            Outcome::Partial => "result.partial",
            Outcome::Denied => "result.denied",
            Outcome::Unavailable => "result.unavailable",
            Outcome::Rejected => "result.rejected",
            Outcome::Other => "result.other",
        }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Outcome::Granted => "予以公开",
            Outcome::Partial => "部分公开",
            Outcome::Denied => "不予公开",
            Outcome::Unavailable => "无法提供",
            Outcome::Rejected => "不予处理",
            Outcome::Other => "其他处理",
        }
    }
}

/// Words by meaning, blanks between them.
const WORDS: &[(Word, &str)] = &[
    (
        Word::Filler,
        "共 共计 总共 合计 总计 一共 累计 全年 全年度 年度 本年 本年度 年内 当年 今年 已 已经 均 均已 都 有 的 为 是 了 数 数量 总数 总量 量 \
         全部 按时 按期 及时 依法 依规 如期 规范 并 并且 上述 群众 社会公众 公众 申请人 提出 提交 作出 做出 进行 给予 实际 关于 对 就 来自 由 向 \
         另 另有 还有 方面 情况 现 继续 和 与 及 以及 或 或者 、 “ ” \" 至 到 政府 政府信息 信息 公开 政务 政务信息 事项 件 工作 事务 类 案 案件 因 由于 \
         而 原因 理由 属于 属 涉及 涉 要求 针对 被 提起 被提起 引发 引起 发生 产生 \
         公民、法人和其他组织 公民、法人或其他组织 公民、法人或者其他组织 公民、法人及其他组织 公民法人和其他组织",
    ),
    (Word::Within, "其中 含 包含 包括 其中含 其中包括"),
    (Word::AndMore, "等"),
    (
        Word::Application,
        "申请 依申请 申请件 申请事项 申请公开 公开申请 依申请公开 依申请公开申请 依申请公开件 依申请件 依申请公开事项",
    ),
    (
        Word::Disclosure,
        "信息公开 政府信息公开 政务信息公开 信息公开工作 政府信息公开工作 信息公开类 政府信息公开类 政务公开 信息公开事务 政府信息公开事项",
    ),
    (Word::New, "新收 新收到 新增 新接收 新受理 新接到"),
    (Word::Receive, "收到 接到 接收 接收到 收悉"),
    (Word::Accept, "受理 登记受理"),
    (Word::Handle, "办理 处理 完成"),
    (Word::Answer, "办结 答复 回复 办毕 完成答复 办理完毕 予以答复 办复"),
    (Word::Carry, "结转 转结 转入"),
    (Word::PreviousYear, "上年 上年度 上一年 上一年度 去年"),
    (Word::NextYear, "下年 下年度 下一年 下一年度 次年"),
    (Word::Applicant(Applicant::One("natural_person")), "自然人"),
    (
        Word::Applicant(Applicant::Organisations),
        "法人 法人或其他组织 法人和其他组织 法人及其他组织 法人或者其他组织 法人、其他组织 法人与其他组织 法人组织",
    ),
    (Word::Applicant(Applicant::One("business")), "商业企业"),
    (Word::Applicant(Applicant::One("research")), "科研机构"),
    (Word::Applicant(Applicant::One("public_interest")), "社会公益组织"),
    (Word::Applicant(Applicant::One("legal_service")), "法律服务机构"),
    (Word::Outcome(Outcome::Granted), "予以公开 同意公开 准予公开 予以全部公开 同意全部公开"),
    (Word::Outcome(Outcome::Partial), "部分公开 予以部分公开 同意部分公开 准予部分公开"),
    (Word::Outcome(Outcome::Denied), "不予公开 不同意公开 决定不予公开"),
    (Word::Outcome(Outcome::Unavailable), "无法提供 不能提供"),
    (Word::Outcome(Outcome::Rejected), "不予处理"),
    (Word::Outcome(Outcome::Other), "其他处理 其它处理 其他方式处理 作其他处理 其他情形处理"),
    (Word::Result("result.denied.state_secret"), "国家秘密"),
    (
        Word::Result("result.denied.law_prohibited"),
        "其他法律行政法规禁止公开 其他法律、行政法规禁止公开 法律行政法规禁止公开",
    ),
    (
        Word::Result("result.denied.security_stability"),
        "三安全一稳定 危及三安全一稳定 危及“三安全一稳定”",
    ),
    (Word::Result("result.denied.third_party"), "保护第三方合法权益 第三方合法权益"),
    (Word::Result("result.denied.internal_affairs"), "三类内部事务信息 内部事务信息"),
    (Word::Result("result.denied.process_info"), "四类过程性信息 过程性信息"),
    (Word::Result("result.denied.enforcement_file"), "行政执法案卷 行政执法案卷信息"),
    (Word::Result("result.denied.admin_query"), "行政查询事项"),
    (
        Word::Result("result.unavailable.not_held"),
        "不掌握 不掌握相关信息 不掌握相关政府信息 本机关不掌握 本机关不掌握相关政府信息 本机关不掌握相关信息",
    ),
    (
        Word::Result("result.unavailable.needs_creation"),
        "没有现成信息 没有现成信息需要另行制作 没有现成信息需另行制作 无现成信息",
    ),
    (Word::Result("result.unavailable.unclear"), "补正后申请内容仍不明确 补正后仍不明确"),
    (
        Word::Result("result.rejected.petition"),
        "信访举报投诉 信访举报投诉类 信访举报投诉类申请 信访、举报、投诉 信访、举报、投诉类 信访、举报、投诉类申请",
    ),
    (Word::Result("result.rejected.repeat"), "重复申请"),
    (Word::Result("result.rejected.publication"), "公开出版物 要求提供公开出版物"),
    (Word::Result("result.rejected.abusive"), "无正当理由大量反复申请 大量反复申请"),
    (
        Word::Result("result.rejected.reconfirm"),
        "要求行政机关确认或重新出具已获取信息 确认或重新出具已获取信息",
    ),
    (
        Word::Result("result.other.correction_overdue"),
        "逾期不补正 无正当理由逾期不补正 申请人无正当理由逾期不补正 逾期未补正",
    ),
    (
        Word::Review,
        "行政复议 复议 行政复议案件 行政复议案 被申请行政复议 申请行政复议 提起行政复议 行政复议申请 复议申请",
    ),
    (
        Word::Litigation,
        "行政诉讼 诉讼 行政诉讼案件 诉讼案件 行政诉讼案 提起行政诉讼 被提起行政诉讼",
    ),
    (Word::DirectLitigation, "未经复议直接起诉 直接起诉"),
    (Word::LitigationAfterReview, "复议后起诉"),
    (Word::Ruling("upheld"), "维持 结果维持 获维持 被维持"),
    (Word::Ruling("corrected"), "纠正 结果纠正 被纠正 纠错 被纠错"),
    (Word::Ruling("other"), "其他结果"),
    (Word::Ruling("pending"), "尚未审结 未审结"),
    (
        Word::Channel,
        "网络 网上 网站 互联网 在线 线上 线下 信函 信件 书信 来信 邮寄 邮政 当面 现场 窗口 传真 邮件 电子邮件 邮箱 平台 来访 口头 微信 电话 快递 \
         书面 方式 渠道 途径 形式 通过",
    ),
    (Word::Comparison, "同比 环比 增加 增长 减少 下降 上升 增幅 较 比 相比 多 少 占"),
];

struct Entry {
    text: &'static str,
    chars: usize,
    word: Word,
}

/// Words by first character, longest first.
struct Lexicon {
    heads: Vec<u64>,
    entries: BTreeMap<char, Vec<Entry>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon: BTreeMap<char, Vec<Entry>> = BTreeMap::new();
    for (word, texts) in WORDS {
        for text in texts.split_whitespace() {
            let first = text.chars().next().expect("words are parted by blanks");
            let entry = Entry { text, chars: text.chars().count(), word: *word };
            lexicon.entry(first).or_default().push(entry);
        }
    }
    for entries in lexicon.values_mut() {
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.chars));
    }
    Lexicon { heads: heads(lexicon.keys().copied()), entries: lexicon }
});

/// The longest word that stands in `chars` at `at`, and its length in characters.
pub(super) fn word_at(chars: &[char], at: usize) -> Option<(Word, usize)> {
    let head = chars.get(at).filter(|head| is_head(&LEXICON.heads, **head))?;
    let entries = LEXICON.entries.get(head)?;
    let entry = entries.iter().find(|entry| stands_at(chars, at, entry.text))?;
    Some((entry.word, entry.chars))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_wins() {
        let at = |text: &str| word_at(&text.chars().collect::<Vec<_>>(), 0);
        assert_eq!(at("予以部分公开3件"), Some((Word::Outcome(Outcome::Partial), 6)));
        assert_eq!(at("新收到"), Some((Word::New, 3)));
        assert_eq!(at("行政复议申请"), Some((Word::Review, 6)));
        assert_eq!(at("天气"), None);
    }

    #[test]
    fn no_word_has_two_meanings() {
        let mut seen = BTreeMap::new();
        for (word, texts) in WORDS {
            for text in texts.split_whitespace() {
                assert_eq!(seen.insert(text, *word), None, "{text}");
            }
        }
    }
}
