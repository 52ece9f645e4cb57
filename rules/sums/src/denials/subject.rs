//! Whom and what time a clause speaks of, by the words before its verb.

use nianbao_lint::Report;
use nianbao_lint::report::OrganKind;

/// What a subject may say besides the organ's name.
const WORDS: [&str; 35] = [
    "全年度",
    "全年",
    "本年度",
    "本年",
    "年度",
    "年内",
    "当年",
    "今年",
    "期间",
    "截至",
    "年底",
    "年末",
    "底",
    "1月1日",
    "12月31日",
    "自",
    "起",
    "至",
    "止",
    "共",
    "均",
    "也",
    "还",
    "并",
    "且",
    "同时",
    "此外",
    "另外",
    "目前",
    "都",
    "暂",
    "尚",
    "依申请公开",
    "情况",
    "方面",
];
/// Bodies that 我 and 本 stand before, where they are the organ itself.
const BODIES: [&str; 29] = [
    "管理委员会",
    "管委会",
    "大队",
    "支队",
    "街道办事处",
    "街道办",
    "行政机关",
    "街道",
    "单位",
    "机关",
    "部门",
    "中心",
    "街办",
    "局",
    "办",
    "委",
    "厅",
    "镇",
    "乡",
    "院",
    "所",
    "站",
    "处",
    "室",
    "署",
    "馆",
    "队",
    "社",
    "街",
];
/// Bodies that 我, 本 and 全 stand before, where a government is the organ itself.
const AREAS: [&str; 6] = ["省", "市", "县", "区", "州", "旗"];
/// Words that make a sentence speak of another time, or of a case that did not come.
const OTHER_TIMES: [&str; 14] = [
    "上半年",
    "下半年",
    "季度",
    "去年",
    "同期",
    "往年",
    "历年",
    "每年",
    "近年",
    "多年",
    "成立以来",
    "实施以来",
    "施行以来",
    "如果",
];
/// Words that make a clause without a subject of its own speak of others.
const OTHERS: [&str; 8] =
    ["各单位", "各部门", "各乡镇", "各科室", "各街道", "下属", "所属", "直属"];

/// The words before a clause's verb.
pub(super) struct Subject<'w> {
    /// Those of the sentence before the clause.
    pub(super) sentence: &'w str,
    /// Those of the clause.
    pub(super) clause: &'w str,
}

/// How a clause names the organ itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Speaker {
    Named,
    Implied,
}

impl Subject<'_> {
    /// Whether the clause speaks of the organ that reports, and of the report year.
    pub(super) fn is_own(&self, report: &Report<'_>) -> bool {
        let of_others = || OTHERS.iter().any(|word| self.sentence.contains(word));
        let is_own = match speaker(report, self.clause) {
            Some(Speaker::Named) => true,
            Some(Speaker::Implied) => !of_others(),
            None => false,
        };
        is_own && [self.sentence, self.clause].iter().all(|words| is_own_time(report, words))
    }
}

/// How the words of a clause name the organ; nothing where they may name another.
fn speaker(report: &Report<'_>, clause: &str) -> Option<Speaker> {
    let organ = report.organ.as_ref();
    let government = organ.is_some_and(|organ| organ.kind == OrganKind::Government);
    let names = organ.map_or_else(Vec::new, |organ| names(&organ.name, government));
    let compact: String = clause.chars().filter(|c| !c.is_whitespace()).collect();
    let mut rest = without_list_mark(&compact);
    let mut speaker = Speaker::Implied;
    while !rest.is_empty() {
        let own = pronoun_len(rest, government)
            .or_else(|| names.iter().filter_map(|name| name_len(rest, name)).max());
        if own.is_some() {
            speaker = Speaker::Named;
        }
        let len = own.or_else(|| year_len(rest)).or_else(|| prefix_len(rest, &WORDS))?;
        rest = &rest[len..];
    }
    Some(speaker)
}

/// Spellings of the organ's name. What a government calls itself may also mean its own organ alone.
fn names(name: &str, government: bool) -> Vec<String> {
    if government {
        return vec![name.trim_end_matches("人民政府").to_owned()];
    }
    let short = name.replace("人民政府", "政府");
    let spellings = [
        name.to_owned(),
        name.trim_end_matches("人民政府").to_owned(),
        name.trim_end_matches("办事处").to_owned(),
        short.replace("办公室", "办"),
        name.replace("人民政府办公室", "府办"),
        name.replace("管理委员会", "管委会"),
        short,
    ];
    spellings.into()
}

/// `text` behind `2.` or `一是` at its beginning.
fn without_list_mark(text: &str) -> &str {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() < text.len()
        && let Some(rest) = digits.strip_prefix(['.', '、', '．'])
    {
        return rest;
    }
    let numeral = text.trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九']);
    numeral.strip_prefix('是').filter(|_| numeral.len() < text.len()).unwrap_or(text)
}

fn prefix_len(text: &str, words: &[&str]) -> Option<usize> {
    words.iter().find(|word| text.starts_with(**word)).map(|word| word.len())
}

fn pronoun_len(text: &str, government: bool) -> Option<usize> {
    let bodies: &[&str] = if government { &AREAS } else { &BODIES };
    let body = text
        .strip_prefix(['我', '本'])
        .or_else(|| text.strip_prefix('全').filter(|_| government))?;
    Some(text.len() - body.len() + prefix_len(body, bodies)?)
}

/// The length of the organ's name, or of its end, that `text` begins with.
fn name_len(text: &str, name: &str) -> Option<usize> {
    const SHORTEST_CHARS: usize = 2;
    name.char_indices()
        .map(|(at, _)| &name[at..])
        .find(|end| text.starts_with(*end) && end.chars().nth(SHORTEST_CHARS - 1).is_some())
        .map(str::len)
}

/// The length of a year with 年 or 年度 that `text` begins with.
fn year_len(text: &str) -> Option<usize> {
    const DIGITS: usize = 4;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(DIGITS..).filter(|_| digits == DIGITS)?.strip_prefix('年')?;
    Some(text.len() - rest.strip_prefix('度').unwrap_or(rest).len())
}

/// Whether no other year than the report's stands in `text`.
fn is_own_time(report: &Report<'_>, text: &str) -> bool {
    let is_year = text.match_indices('年').all(|(at, _)| {
        let before = text[..at].trim_end();
        let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        let year = before[before.len() - digits..].parse().ok();
        digits != 4 || (year.is_some() && year == report.year)
    });
    is_year && !OTHER_TIMES.iter().any(|word| text.contains(word))
}
