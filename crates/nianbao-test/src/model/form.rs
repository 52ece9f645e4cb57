//! The official form as people print it, kept apart from the editions that nianbao itself reads, so that a slip in
//! either shows.

use super::FormEdition;

/// Columns of the table of applications: key and label.
pub const APPLICANTS: [(&str, &str); 7] = [
    ("natural_person", "自然人"),
    ("business", "商业企业"),
    ("research", "科研机构"),
    ("public_interest", "社会公益组织"),
    ("legal_service", "法律服务机构"),
    ("other_org", "其他"),
    ("total", "总计"),
];

/// Columns of each group of the table of disputes: key and label.
pub const OUTCOMES: [(&str, &str); 5] = [
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other", "其他结果"),
    ("pending", "尚未审结"),
    ("total", "总计"),
];

/// Groups of the table of disputes, by key.
pub const DISPUTE_GROUPS: [&str; 3] = ["review", "litigation_direct", "litigation_after_review"];

/// One of the results （一） to （六） of the table of applications.
#[derive(Debug)]
pub struct ResultGroup {
    /// Key below `result`.
    pub key: &'static str,
    /// Label with its number.
    pub label: &'static str,
    /// Key and label of its rows; none where the group is a row itself.
    pub rows: &'static [(&'static str, &'static str)],
}

const fn group(
    key: &'static str,
    label: &'static str,
    rows: &'static [(&'static str, &'static str)],
) -> ResultGroup {
    ResultGroup { key, label, rows }
}

const GRANTED: ResultGroup = group("granted", "（一）予以公开", &[]);
const PARTIAL: ResultGroup =
    group("partial", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", &[]);
const DENIED: ResultGroup = group(
    "denied",
    "（三）不予公开",
    &[
        ("state_secret", "1.属于国家秘密"),
        ("law_prohibited", "2.其他法律行政法规禁止公开"),
        ("security_stability", "3.危及“三安全一稳定”"),
        ("third_party", "4.保护第三方合法权益"),
        ("internal_affairs", "5.属于三类内部事务信息"),
        ("process_info", "6.属于四类过程性信息"),
        ("enforcement_file", "7.属于行政执法案卷"),
        ("admin_query", "8.属于行政查询事项"),
    ],
);
const UNAVAILABLE: ResultGroup = group(
    "unavailable",
    "（四）无法提供",
    &[
        ("not_held", "1.本机关不掌握相关政府信息"),
        ("needs_creation", "2.没有现成信息需要另行制作"),
        ("unclear", "3.补正后申请内容仍不明确"),
    ],
);
const REJECTED: ResultGroup = group(
    "rejected",
    "（五）不予处理",
    &[
        ("petition", "1.信访举报投诉类申请"),
        ("repeat", "2.重复申请"),
        ("publication", "3.要求提供公开出版物"),
        ("abusive", "4.无正当理由大量反复申请"),
        ("reconfirm", "5.要求行政机关确认或重新出具已获取信息"),
    ],
);
const OTHER: ResultGroup = group(
    "other",
    "（六）其他处理",
    &[
        ("correction_overdue", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
        ("fee_unpaid", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
        ("misc", "3.其他"),
    ],
);
const OTHER_SINGLE: ResultGroup = group("other_single", "（六）其他处理", &[]);

static RESULTS_2019: [ResultGroup; 6] =
    [GRANTED, PARTIAL, DENIED, UNAVAILABLE, REJECTED, OTHER_SINGLE];
static RESULTS_2021: [ResultGroup; 6] = [GRANTED, PARTIAL, DENIED, UNAVAILABLE, REJECTED, OTHER];

/// The results of the table of applications.
pub fn result_groups(edition: FormEdition) -> &'static [ResultGroup; 6] {
    match edition {
        FormEdition::Of2019 => &RESULTS_2019,
        FormEdition::Of2021 => &RESULTS_2021,
    }
}

impl ResultGroup {
    /// The keys of its rows below the table's own.
    pub fn row_keys(&self) -> Vec<String> {
        if self.rows.is_empty() {
            return vec![format!("result.{}", self.key)];
        }
        self.rows.iter().map(|(row, _)| format!("result.{}.{row}", self.key)).collect()
    }
}

/// One of the parts of the table of disclosure that begin with 第二十条第（…）项.
#[derive(Debug)]
pub(crate) struct DisclosureBlock {
    /// First part of its figures' keys.
    pub(crate) key: &'static str,
    /// Which item of article 20.
    pub(crate) item: &'static str,
    /// Key and label of its columns.
    pub(crate) columns: &'static [(&'static str, &'static str)],
    /// Key and label of its rows.
    pub(crate) rows: &'static [(&'static str, &'static str)],
}

static DISCLOSURE_2019: [DisclosureBlock; 5] = [
    DisclosureBlock {
        key: "disclosure19.art20_1",
        item: "第二十条第（一）项",
        columns: &[
            ("made", "本年新制作数量"),
            ("disclosed", "本年新公开数量"),
            ("disclosed_total", "对外公开总数量"),
        ],
        rows: &[("regulations", "规章"), ("normative_documents", "规范性文件")],
    },
    DisclosureBlock {
        key: "disclosure19.art20_5",
        item: "第二十条第（五）项",
        columns: &[
            ("prev_items", "上一年项目数量"),
            ("delta_items", "本年增/减"),
            ("decisions", "处理决定数量"),
        ],
        rows: &[("licensing", "行政许可"), ("other_services", "其他对外管理服务事项")],
    },
    DisclosureBlock {
        key: "disclosure19.art20_6",
        item: "第二十条第（六）项",
        columns: &[
            ("prev_items", "上一年项目数量"),
            ("delta_items", "本年增/减"),
            ("decisions", "处理决定数量"),
        ],
        rows: &[("penalty", "行政处罚"), ("coercion", "行政强制")],
    },
    DisclosureBlock {
        key: "disclosure19.art20_8",
        item: "第二十条第（八）项",
        columns: &[("prev_items", "上一年项目数量"), ("delta_items", "本年增/减")],
        rows: &[("fees", "行政事业性收费")],
    },
    DisclosureBlock {
        key: "disclosure19.art20_9",
        item: "第二十条第（九）项",
        columns: &[("items", "采购项目数量"), ("amount", "采购总金额")],
        rows: &[("procurement", "政府集中采购")],
    },
];

static DISCLOSURE_2021: [DisclosureBlock; 4] = [
    DisclosureBlock {
        key: "disclosure.art20_1",
        item: "第二十条第（一）项",
        columns: &[
            ("issued", "本年制发件数"),
            ("repealed", "本年废止件数"),
            ("in_force", "现行有效件数"),
        ],
        rows: &[("regulations", "规章"), ("normative_documents", "行政规范性文件")],
    },
    DisclosureBlock {
        key: "disclosure.art20_5",
        item: "第二十条第（五）项",
        columns: &[("decisions", "本年处理决定数量")],
        rows: &[("licensing", "行政许可")],
    },
    DisclosureBlock {
        key: "disclosure.art20_6",
        item: "第二十条第（六）项",
        columns: &[("decisions", "本年处理决定数量")],
        rows: &[("penalty", "行政处罚"), ("coercion", "行政强制")],
    },
    DisclosureBlock {
        key: "disclosure.art20_8",
        item: "第二十条第（八）项",
        columns: &[("amount_wan_yuan", "本年收费金额（单位：万元）")],
        rows: &[("fees", "行政事业性收费")],
    },
];

/// The parts of the table of disclosure.
pub(crate) fn disclosure_blocks(edition: FormEdition) -> &'static [DisclosureBlock] {
    match edition {
        FormEdition::Of2019 => &DISCLOSURE_2019,
        FormEdition::Of2021 => &DISCLOSURE_2021,
    }
}

/// The headings of the six sections.
pub(crate) fn headings() -> [String; 6] {
    [
        "总体情况",
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
        "存在的主要问题及改进情况",
        "其他需要报告的事项",
    ]
    .map(str::to_owned)
}
