//! The words counts are phrased in. A phrase with any other word is not understood, and its count is left alone.

use std::sync::LazyLock;

use crate::words::WordTable;

/// What a word of a phrase says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Changes nothing: 共, 政府信息.
    Filler,
    /// 共, 总计.
    Sum,
    /// 按时, 按期.
    InTime,
    /// 撤回, 延期, 其他, 约: some of what the sentence speaks of, for which there is no figure.
    Partly,
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
    /// 信息不存在: 不掌握, or all of 无法提供.
    NotExisting,
    /// 规范性文件.
    Document,
    /// 文件, where the sentence speaks of normative documents.
    File,
    /// 制发, 废止, 现行有效: what the form counts of normative documents.
    DocumentFact(DocumentFact),
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
    /// 等方式, 各种渠道: all ways they come in.
    AllChannels,
    /// 同比, 增加: compares.
    Comparison,
}

impl Word {
    /// Which kind of word it is, whatever it names.
    const fn kind(self) -> u32 {
        match self {
            Word::Filler => 0,
            Word::Sum => 1,
            Word::InTime => 2,
            Word::Partly => 3,
            Word::Within => 4,
            Word::AndMore => 5,
            Word::Application => 6,
            Word::Disclosure => 7,
            Word::New => 8,
            Word::Receive => 9,
            Word::Accept => 10,
            Word::Handle => 11,
            Word::Answer => 12,
            Word::Carry => 13,
            Word::PreviousYear => 14,
            Word::NextYear => 15,
            Word::Applicant(_) => 16,
            Word::Outcome(_) => 17,
            Word::Result(_) => 18,
            Word::NotExisting => 19,
            Word::Document => 20,
            Word::File => 21,
            Word::DocumentFact(_) => 22,
            Word::Review => 23,
            Word::Litigation => 24,
            Word::DirectLitigation => 25,
            Word::LitigationAfterReview => 26,
            Word::Ruling(_) => 27,
            Word::Channel => 28,
            Word::AllChannels => 29,
            Word::Comparison => 30,
        }
    }
}

/// Kinds of words, a bit for each. What a word names does not matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u32);

impl Kinds {
    /// Those of words that are not known may follow: they tell of no part, other year or other matter.
    pub(super) const BEFORE_GAP: Kinds = Kinds::of(&[
        Word::Filler,
        Word::Sum,
        Word::InTime,
        Word::Application,
        Word::Disclosure,
        Word::Receive,
        Word::Accept,
        Word::Handle,
        Word::Answer,
        Word::Within,
        Word::AllChannels,
    ]);

    /// The kinds of `words`.
    pub(super) const fn of(words: &[Word]) -> Kinds {
        let mut kinds = Kinds(0);
        let mut rest = words;
        while let [word, behind @ ..] = rest {
            kinds.0 |= 1 << word.kind();
            rest = behind;
        }
        kinds
    }

    /// Adds the kind of `word`.
    #[inline]
    pub(super) const fn insert(&mut self, word: Word) {
        self.0 |= 1 << word.kind();
    }

    /// These and the kind of `word`.
    pub(super) const fn and(mut self, word: Word) -> Kinds {
        self.insert(word);
        self
    }

    /// Whether some kind is among both.
    #[inline]
    pub(super) const fn has(self, some: Kinds) -> bool {
        self.0 & some.0 != 0
    }

    /// Whether all are among `others`.
    #[inline]
    pub(super) const fn are_all_in(self, others: Kinds) -> bool {
        self.0 & !others.0 == 0
    }
}

/// What the form counts of normative documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DocumentFact {
    /// 本年制发; before 2021 本年新制作.
    Issued,
    /// 本年废止.
    Repealed,
    /// 现行有效.
    InForce,
    /// 本年新公开, before 2021.
    Disclosed,
    /// 对外公开总数量, before 2021.
    DisclosedTotal,
}

impl DocumentFact {
    /// The keys of its column, by edition.
    pub(super) const fn keys(self) -> &'static [&'static str] {
        match self {
            DocumentFact::Issued => &["issued", "made"],
            DocumentFact::Repealed => &["repealed"],
            DocumentFact::InForce => &["in_force"],
            DocumentFact::Disclosed => &["disclosed"],
            DocumentFact::DisclosedTotal => &["disclosed_total"],
        }
    }
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
    /// All, in the order of the form.
    pub(super) const ALL: [Outcome; 6] = [
        Outcome::Granted,
        Outcome::Partial,
        Outcome::Denied,
        Outcome::Unavailable,
        Outcome::Rejected,
        Outcome::Other,
    ];

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
        "全年 全年度 年度 本年 本年度 年内 当年 当年度 今年 已 已经 业已 均 均已 都 有 的 为 是 了 数 \
         数量 数目 件数 量 结果 全部 依法 依规 依法依规 严格 妥善 认真 积极 规范 并 并且 上述 群众 社会 社会公众 公众 市民 居民 \
         村民 企业 当事人 申请人 提出 提交 作出 做出 进行 给予 予以 实际 关于 对 就 来自 由 向 在 中 内 其 该 所 前 外 除 另 另有 另外 此外 还 \
         还有 加 加上 再加 加之 连同 同时 同步 仅 只 方面 情况 工作情况 具体 现 继续 和 与 及 以及 或 或者 、 “ ” \" 至 到 于 政府 政府信息 信息 \
         公开 政务 政务信息 事项 件 工作 事务 类 案 案件 因 由于 而 原因 理由 属于 属 涉及 涉 要求 针对 被 提起 被提起 引发 引起 发生 产生 \
         各类 各种 相关 有关 规定时限 规定时限内 法定期限 法定期限内 法定时限 法定时限内 规定期限内 期限内 时限内 规定时间内 法定时间内 \
         公民、法人和其他组织 公民、法人或其他组织 公民、法人或者其他组织 公民、法人及其他组织 公民、法人以及其他组织 公民法人和其他组织 公民 \
         本年度内 本年内 全年内 本级 分别 逐件 逐一 从 按 按照 看 来看 来说 分 划分 类型 类别 主体 申请主体 身份 作 严格按照规定 按规定 按要求 按程序",
    ),
    (Word::Sum, "共 共计 总共 合计 总计 一共 累计 总 计 共有 总数 总数量 总量 总件数"),
    (Word::InTime, "按时 按期 及时 如期 按时限 按期限 准时 限时"),
    (
        Word::Partly,
        "撤回 主动撤回 自愿撤回 申请人撤回 撤销 延期 延期答复 逾期 补正 告知补正 正在办理 在办 尚未办结 未办结 尚在办理 待办 正在 尚在 \
         已主动公开 已公开 告知 移送 不属于 驳回 其他 其它 其他情况 其他情形 其余 当场 \
         约 大约 近 逾 超 超过 将近 接近 至少 不足 不到",
    ),
    (Word::Within, "其中 含 包含 包括 其中含 其中包括 内含"),
    (Word::AndMore, "等"),
    (
        Word::Application,
        "申请 依申请 申请件 申请事项 申请公开 公开申请 依申请公开 依申请公开申请 依申请公开件 依申请件 依申请公开事项 依申请公开政府信息 \
         依申请公开信息 依申请公开政府信息申请 依申请公开办件 依申请公开案件 申请公开政府信息 申请公开信息 信息申请 政府信息申请",
    ),
    (
        Word::Disclosure,
        "信息公开 政府信息公开 政务信息公开 信息公开工作 政府信息公开工作 信息公开类 政府信息公开类 政务公开 信息公开事务 政府信息公开事项",
    ),
    (Word::New, "新收 新收到 新增 新接收 新受理 新接到"),
    (Word::Receive, "收到 接到 接收 接收到 收悉 接受 收"),
    (Word::Accept, "受理 登记受理 登记"),
    (Word::Handle, "办理 处理 完成 承办 办"),
    (
        Word::Answer,
        "办结 答复 答覆 回复 办毕 完结 完成答复 办理完毕 办理完成 办理完结 办理结束 办理答复 予以答复 办复 书面答复",
    ),
    (Word::Carry, "结转 转结 转入 接转 结转办理"),
    (Word::PreviousYear, "上年 上年度 上一年 上一年度 去年"),
    (Word::NextYear, "下年 下年度 下一年 下一年度 次年 明年"),
    (Word::Applicant(Applicant::One("natural_person")), "自然人"),
    (
        Word::Applicant(Applicant::Organisations),
        "法人 法人或其他组织 法人和其他组织 法人及其他组织 法人或者其他组织 法人、其他组织 法人与其他组织 法人组织 法人以及其他组织",
    ),
    (Word::Applicant(Applicant::One("business")), "商业企业"),
    (Word::Applicant(Applicant::One("research")), "科研机构"),
    (Word::Applicant(Applicant::One("public_interest")), "社会公益组织"),
    (Word::Applicant(Applicant::One("legal_service")), "法律服务机构"),
    (
        Word::Outcome(Outcome::Granted),
        "予以公开 同意公开 准予公开 予以全部公开 同意全部公开 全部公开 全部予以公开 全文公开",
    ),
    (
        Word::Outcome(Outcome::Partial),
        "部分公开 予以部分公开 同意部分公开 准予部分公开 部分予以公开 部分同意公开",
    ),
    (Word::Outcome(Outcome::Denied), "不予公开 不同意公开 决定不予公开 不公开"),
    (Word::Outcome(Outcome::Unavailable), "无法提供 不能提供 无法提供信息 信息无法提供"),
    (Word::Outcome(Outcome::Rejected), "不予处理"),
    (
        Word::Outcome(Outcome::Other),
        "其他处理 其它处理 其他方式处理 作其他处理 其他情形处理 其他类型处理 其他处理情形 其他处理方式",
    ),
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
        Word::Result(NOT_HELD),
        "不掌握 不掌握相关信息 不掌握相关政府信息 本机关不掌握 本机关不掌握相关政府信息 本机关不掌握相关信息 本单位不掌握 本行政机关不掌握",
    ),
    (Word::NotExisting, "信息不存在 政府信息不存在 不存在 不属于本机关 非本机关"),
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
    (Word::Document, "规范性文件 行政规范性文件"),
    (Word::File, "文件"),
    (
        Word::DocumentFact(DocumentFact::Issued),
        "制发 制定 新制发 新制定 新制作 制定印发 制定出台 制定发布 出台 本年制发",
    ),
    (
        Word::DocumentFact(DocumentFact::Repealed),
        "废止 清理废止 宣布废止 废止失效 废止或失效 废止和失效 本年废止",
    ),
    (Word::DocumentFact(DocumentFact::InForce), "现行有效"),
    (Word::DocumentFact(DocumentFact::Disclosed), "新公开 本年新公开"),
    (Word::DocumentFact(DocumentFact::DisclosedTotal), "对外公开总数 对外公开总数量"),
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
    (Word::Ruling("upheld"), "维持 结果维持 获维持 被维持 予以维持"),
    (Word::Ruling("corrected"), "纠正 结果纠正 被纠正 纠错 被纠错"),
    (Word::Ruling("other"), "其他结果"),
    (Word::Ruling("pending"), "尚未审结 未审结"),
    (
        Word::Channel,
        "网络 网上 网站 互联网 在线 线上 线下 信函 信件 书信 来信 邮寄 邮政 当面 现场 窗口 传真 邮件 电子邮件 邮箱 平台 来访 口头 微信 电话 快递 \
         书面 方式 渠道 途径 形式 通过 信息平台 门户网站 电子 公文系统 系统",
    ),
    (
        Word::AllChannels,
        "等方式 等渠道 等途径 等形式 等多种方式 等多种渠道 等多种形式 等多种途径 等各种方式 等各种渠道 各种方式 各种渠道 各类渠道 多种方式 多种渠道 \
         多种形式 多种途径",
    ),
    (
        Word::Comparison,
        "同比 环比 增加 增长 减少 下降 上升 增幅 较 比 相比 多 少 占 同期 提高 降低 上涨 持平",
    ),
];

/// The row that 不掌握 belongs to.
pub(super) const NOT_HELD: &str = "result.unavailable.not_held";

static LEXICON: LazyLock<WordTable<Word>> = LazyLock::new(|| {
    WordTable::new(
        WORDS.iter().flat_map(|(word, texts)| texts.split_whitespace().map(|text| (text, *word))),
    )
});

/// The longest word at the beginning of `text`, and its length in bytes.
#[inline]
pub(super) fn word_at(text: &str) -> Option<(Word, usize)> {
    LEXICON.at(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_wins() {
        let at = |text| word_at(text).map(|(word, len)| (word, len / '字'.len_utf8()));
        assert_eq!(at("予以部分公开3件"), Some((Word::Outcome(Outcome::Partial), 6)));
        assert_eq!(at("新收到"), Some((Word::New, 3)));
        assert_eq!(at("行政复议申请"), Some((Word::Review, 6)));
        assert_eq!(at("天气"), None);
    }

    #[test]
    fn every_kind_of_word_has_a_bit_of_its_own() {
        for (word, _) in WORDS {
            for (other, _) in WORDS {
                let is_same = std::mem::discriminant(word) == std::mem::discriminant(other);
                assert_eq!(word.kind() == other.kind(), is_same, "{word:?} {other:?}");
            }
            assert!(Kinds::of(&[*word]).has(Kinds::default().and(*word)));
        }
        assert!(Kinds::of(&[Word::Sum]).are_all_in(Kinds::BEFORE_GAP));
        assert!(!Kinds::of(&[Word::Sum, Word::Carry]).are_all_in(Kinds::BEFORE_GAP));
    }

    #[test]
    fn no_word_has_two_meanings() {
        let mut seen = std::collections::BTreeMap::new();
        for (word, texts) in WORDS {
            for text in texts.split_whitespace() {
                assert_eq!(seen.insert(text, *word), None, "{text}");
            }
        }
    }
}
