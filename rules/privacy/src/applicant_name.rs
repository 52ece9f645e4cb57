use std::ops::Range;

use nianbao_lint::report::section_place;
use nianbao_lint::{Norm, Report, Severity, Sink, WordHit, WordList, inventory, rule};

use crate::masked::masked;

rule! {
    /// 公开了申请人姓名
    ///
    /// A person's name behind 申请人, 信访人, 原告 and the like: a surname with two characters and a word or mark that ends a
    /// name, or with one or two behind a colon. Names that are masked (张某, 张**) are right; words that begin like a name
    /// (申请人许可, 申请人方面) are none.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 申请人李建国提出公开土地征收批文，已答复。原告：王芳，诉我镇信息公开答复违法。信访人刘红梅反映
    /// 的问题已办结。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 申请人李某提出申请，申请人张某某不服答复，申请人王**来电。申请人无正当理由逾期不补正，经申请人许可，便于申请人陈述，
    /// 申请人方面无异议，申请人应当补正，申请人：自然人，原告：某公司，申请人黄冈市某公司，申请人张贴公告，申请人江苏籍，申请人李庄村，
    /// 与申请人周密沟通，提醒申请人严格按照要求填写。
    /// ```
    /// There is no fix: how a person is to be called is the author's choice.
    "privacy/applicant-name" {
        severity: Severity::Warning,
        norm: Some(Norm { document: "《中华人民共和国政府信息公开条例》", clause: "第十五条" }),
        since: "0.1.0",
        check: check,
    }
}

/// Who may be named.
static PERSONS: WordList = WordList(&[
    "申请人",
    "信访人",
    "投诉人",
    "举报人",
    "上访人",
    "来信人",
    "当事人",
    "原告",
    "上诉人",
]);

inventory::submit! { &PERSONS }

/// Surnames that few words begin with.
const SURNAMES: &str = "张王李刘陈杨赵黄吴徐孙朱胡郭林罗梁宋郑谢韩唐冯董曹袁邓许傅沈彭吕苏卢蒋蔡贾丁魏薛叶阎潘杜戴钟汪姜\
                        范姚谭廖邹熊陆郝崔邱秦侯邵孟龚毛贺钱汤尹黎赖樊殷翟倪严牛俞葛庄柯聂阮周马何";

/// Words that begin like a name.
const WORDS: [&str; 60] = [
    "张贴", "张榜", "张家", "王府", "李庄", "陈述", "陈列", "陈旧", "陈情", "杨柳", "黄冈", "黄山",
    "黄石", "黄河", "黄色", "吴江", "徐州", "孙女", "朱红", "胡乱", "林业", "林地", "林权", "林木",
    "罗列", "梁平", "宋庄", "郑州", "郑重", "谢意", "谢绝", "韩城", "唐山", "董事", "许可", "许多",
    "许昌", "沈阳", "苏州", "丁字", "叶片", "杜绝", "戴口", "钟点", "范围", "范本", "陆续", "秦皇",
    "邵阳", "毛坯", "钱款", "汤原", "严格", "严重", "严肃", "周边", "周知", "周密", "马上", "何时",
];

/// Characters no given name has: words of grammar and counting, and what places and bodies are called.
const NO_NAMES: &str = "某的了是在于和与及对向或不为被把将已未应可须等个件条次项种类本该各其这那也都就以因要所者人们申请\
                        村镇乡县市区省组社厂店队会局委院校路街楼园司籍";

/// What ends a name without a mark.
const ENDS: [&str; 31] = [
    "提出", "提交", "申请", "要求", "向", "不服", "通过", "诉", "以", "称", "认为", "邮寄", "来信",
    "来电", "来访", "在", "于", "对", "就", "因", "先生", "女士", "反映", "投诉", "举报", "咨询",
    "查询", "撤回", "来函", "起诉", "上诉",
];

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    for WordHit { line, range, .. } in sink.hits(&PERSONS).to_vec() {
        let passage = report.passage(line);
        let words = passage.words();
        let Some(name) = name_behind(words, range.end) else { continue };
        let hidden = masked(&words[name.clone()], 1, 0);
        let person = &words[range];
        sink.report(passage.span(name), format!("写出了{person}的姓名“{hidden}”"))
            .help(format!("隐去姓名，如“{person}某某”"))
            .place(section_place(passage.section))
            .value("actual", &hidden);
    }
}

/// The name that stands behind the person's role, which ends at `at`.
fn name_behind(words: &str, at: usize) -> Option<Range<usize>> {
    let rest = &words[at..];
    let bare = rest.strip_prefix("姓名").unwrap_or(rest);
    let unmarked = bare.strip_prefix(['：', ':', '为']);
    let is_marked = unmarked.is_some();
    let start = words.len() - unmarked.unwrap_or(bare).trim_start().len();
    let name = &words[start..];
    let is_name_char = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c) && !NO_NAMES.contains(c);
    if !name.starts_with(|c| SURNAMES.contains(c))
        || WORDS.iter().any(|word| name.starts_with(word))
    {
        return None;
    }
    let lengths: &[usize] = if is_marked { &[3, 2] } else { &[3] };
    lengths.iter().find_map(|chars| {
        let len: usize = name.chars().take(*chars).map(char::len_utf8).sum();
        let (name, behind) = name.split_at(len);
        let is_name = name.chars().count() == *chars && name.chars().skip(1).all(is_name_char);
        (is_name && ends_name(behind)).then(|| start..start + len)
    })
}

/// Whether a name can end before `behind`.
fn ends_name(behind: &str) -> bool {
    let next = behind.chars().next();
    next.is_none_or(|c| !c.is_alphanumeric() && !"*×＊〇○".contains(c))
        || ENDS.iter().any(|end| behind.starts_with(end))
}
