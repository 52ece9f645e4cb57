use std::ops::Range;

use nianbao_lint::document::script::is_han;
use nianbao_lint::report::{Line, LineRole, OrganKind, section_place};
use nianbao_lint::{Report, Severity, Sink, WordHit, WordList, inventory, rule};

rule! {
    /// 文中出现别的机关的名称、自称或业务领域
    ///
    /// Text copied from another organ's report: 我镇 in the report of a 局 or 我局 in that of a town; another organ as the
    /// subject of what an organ says of itself (高度重视, 始终坚持); a field that is another's as the one whose disclosure
    /// items were sorted out. Only reports of departments and towns are judged, and names only where the title names the organ.
    ///
    /// No norm: 国办公开办函〔2021〕30号 holds organs to account for reports that are alike, without a clause to cite.
    ///
    /// ```bad
    /// # 柳林县水务局2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 我镇认真落实各项要求。柳林县教育局高度重视政务公开，全面梳理住建领域事项。
    /// ```
    /// ```good
    /// # 柳林县水务局2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 县水务局高度重视，县政府始终坚持统一部署，各乡镇高度重视，县教育局公开信息12条，会同县教育局梳理水利领域事项，“我镇
    /// 我说”栏目上线，全局高度重视，自我局部调整以来运行平稳。
    /// ```
    /// ```good
    /// # 柳林县住房和城乡建设局2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 县住建局高度重视，全面梳理住建领域事项。
    /// ```
    "wording/foreign-organ" {
        severity: Severity::Warning,
        norm: None,
        since: "0.1.0",
        check: check,
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    // A government reports on all its departments and towns, and names them.
    if report.organ_kind == Some(OrganKind::Government) {
        return;
    }
    let Some(own) = Own::of(report) else {
        sink.note("未能确定是部门还是乡镇、街道的报告，未查别的机关的名称");
        return;
    };
    if own.is_in_title {
        own.report_self_names(report, sink);
        own.report_subjects(report, sink);
    }
    own.report_fields(report, sink);
}

/// Where the words of `list` stand in prose.
fn hits<'r>(
    report: &'r Report<'r>,
    list: &'static WordList,
    sink: &Sink<'r>,
) -> impl Iterator<Item = (&'r Line<'r>, &'r WordHit)> + use<'r> {
    let hits = sink.hits(list).iter().map(|hit| (&report.lines[hit.line], hit));
    hits.filter(|(line, _)| line.role == LineRole::Prose)
}

/// The organ that reports.
struct Own<'r> {
    name: &'r str,
    is_department: bool,
    /// Whether the title names it; what the page around the report names may be whoever published it.
    is_in_title: bool,
}

/// How other kinds of organs call themselves.
static TOWN_SELVES: WordList = WordList(&["我镇", "我乡", "我街道", "我苏木"]);
static DEPARTMENT_SELVES: WordList = WordList(&["我局", "我委", "我厅"]);
inventory::submit! { &TOWN_SELVES }
inventory::submit! { &DEPARTMENT_SELVES }

/// How names of departments and towns end.
const ENDINGS: [&str; 6] = ["局", "厅", "委员会", "镇", "乡", "街道"];

/// What an organ says of itself at the beginning of a sentence.
static OWN_WORDS: WordList = WordList(&[
    "高度重视",
    "始终坚持",
    "坚持以",
    "坚持把",
    "认真贯彻",
    "深入贯彻",
    "全面贯彻",
    "严格按照",
    "认真落实",
    "严格落实",
    "紧紧围绕",
    "不断加强",
]);
inventory::submit! { &OWN_WORDS }

/// Fields that one kind of department has, with the characters or words its name has then.
const FIELDS: [(&str, &[&str]); 22] = [
    ("住建", &["住", "建", "城"]),
    ("住房和城乡建设", &["住", "建", "城"]),
    ("卫健", &["卫"]),
    ("卫生健康", &["卫"]),
    ("教育", &["教"]),
    ("民政", &["民政", "社会"]),
    ("人社", &["人社", "人力", "社会"]),
    ("交通运输", &["交"]),
    ("水利", &["水", "农"]),
    ("农业农村", &["农"]),
    ("文旅", &["文", "旅"]),
    ("市场监管", &["市场", "监管", "监督"]),
    ("应急管理", &["应急", "安"]),
    ("司法行政", &["司法"]),
    ("财政预决算", &["财"]),
    ("税收管理", &["税"]),
    ("自然资源", &["自然", "资源", "国土", "规划"]),
    ("生态环境", &["环", "生态"]),
    ("医疗保障", &["医"]),
    ("退役军人", &["退役"]),
    ("城市综合执法", &["城", "执法"]),
    ("户籍管理", &["公安"]),
];

/// Names of departments whose work is that of many.
const ALL_FIELDS: [&str; 6] = ["审批", "政务", "行政服务", "综合", "数据", "管理委员会"];

impl<'r> Own<'r> {
    fn of(report: &'r Report<'_>) -> Option<Own<'r>> {
        let organ = report.organ.as_ref()?;
        let is_department = match organ.kind {
            OrganKind::Department => true,
            OrganKind::Township | OrganKind::SubDistrict => false,
            OrganKind::Government | OrganKind::Office | OrganKind::Other => return None,
        };
        let is_in_title = report.title.as_ref().is_some_and(|title| title.organ.is_some());
        Some(Own { name: &organ.name, is_department, is_in_title })
    }

    fn report_self_names(&self, report: &Report<'_>, sink: &mut Sink<'_>) {
        let selves = if self.is_department { &TOWN_SELVES } else { &DEPARTMENT_SELVES };
        for (line, hit) in hits(report, selves, sink) {
            let (words, at) = (line.words(), hit.range.start);
            let name = &words[hit.range.clone()];
            if begins_word(&words[..at])
                && !is_quoted(words, at)
                && !self.name.contains(&name['我'.len_utf8()..])
            {
                let message = format!("“{name}”不是{}的自称，疑为从别处抄来", self.name);
                report_at(line, hit.range.clone(), message, sink);
            }
        }
    }

    fn report_subjects(&self, report: &Report<'_>, sink: &mut Sink<'_>) {
        let mut clause_before = None;
        for (line, hit) in hits(report, &OWN_WORDS, sink) {
            let words = line.words();
            let start = clause_start(&words[..hit.range.start]);
            // Only the first of a clause's words may stand behind a name.
            let is_first = clause_before.replace((hit.line, start)) != Some((hit.line, start));
            let range = start..hit.range.start;
            let name = &words[range.clone()];
            if is_first && is_subject(name) && !is_same(name, self.name) {
                let message = format!("以“{name}”为主语，而本报告的机关是{}", self.name);
                report_at(line, range, message, sink);
            }
        }
    }

    fn report_fields(&self, report: &Report<'_>, sink: &mut Sink<'_>) {
        if !self.is_department || ALL_FIELDS.iter().any(|all| self.name.contains(all)) {
            return;
        }
        for (line, hit) in hits(report, &SORTED, sink) {
            let words = line.words();
            let behind = &words[hit.range.end..];
            let Some((field, keys)) = FIELDS.iter().find(|(field, _)| behind.starts_with(field))
            else {
                continue;
            };
            let end = hit.range.end + field.len();
            if ITEMS.iter().any(|items| words[end..].starts_with(items))
                && !keys.iter().any(|key| self.name.contains(key))
            {
                let message = format!("“{field}领域”不是{}的业务，疑为从别处抄来", self.name);
                report_at(line, hit.range.end..end, message, sink);
            }
        }
    }
}

/// What is done to the items of a field.
static SORTED: WordList = WordList(&["梳理", "梳理了", "编制", "编制了"]);
inventory::submit! { &SORTED }

/// What a field's items are called.
const ITEMS: [&str; 5] =
    ["领域事项", "领域政务公开事项", "领域公开事项", "领域标准目录", "领域基层政务公开"];

fn report_at(line: &Line<'_>, range: Range<usize>, message: String, sink: &mut Sink<'_>) {
    sink.report(line.span(range), message).place(section_place(line.section));
}

/// Whether no character before makes another word of 我, as 自我 would be.
fn begins_word(before: &str) -> bool {
    !before.ends_with(['自', '忘', '敌', '唯', '本'])
}

fn is_quoted(words: &str, at: usize) -> bool {
    let before = &words[..at];
    let open = before.rfind(['“', '《', '"']);
    let close = before.rfind(['”', '》']);
    open.is_some_and(|open| close.is_none_or(|close| close < open))
}

/// Where the clause that `before` ends in begins.
fn clause_start(before: &str) -> usize {
    let ends_clause = |c| matches!(c, '，' | '。' | '；' | '：' | ',' | ';' | ':');
    before
        .rfind(ends_clause)
        .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8))
}

/// Whether a clause that opens with `name` speaks of the organ of that name.
fn is_subject(name: &str) -> bool {
    const NAME_CHARS: Range<usize> = 4..24;
    NAME_CHARS.contains(&name.chars().count())
        && name.chars().all(is_han)
        && ENDINGS.iter().any(|ending| name.ends_with(ending))
        && !name.ends_with("乡镇")
        && !name.contains([
            '我', '本', '全', '各', '该', '两', '等', '和', '与', '及', '对', '在', '的', '年',
        ])
        && !["要求", "督促", "会同", "联合", "指导", "协助", "配合"]
            .iter()
            .any(|verb| name.contains(verb))
}

/// Whether two names can be those of one organ: the proper part of one is a shorter form of the other's.
fn is_same(name: &str, own: &str) -> bool {
    let (name, own) = (proper(name), proper(own));
    is_shorter_form(name, own) || is_shorter_form(own, name)
}

/// The part of a name behind the regions it begins with, without 人民政府 and 办事处.
fn proper(name: &str) -> &str {
    const LEAST_CHARS: usize = 2;
    let name = ["人民政府", "办事处"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    let regions = ['省', '市', '县', '区', '州', '旗', '盟'];
    let starts = name.char_indices().filter(|(_, c)| regions.contains(c));
    let starts = starts.map(|(at, c)| at + c.len_utf8());
    let rest = |start: usize| name[start..].chars().nth(LEAST_CHARS).is_some();
    let start = starts.rev().find(|start| rest(*start)).unwrap_or(0);
    &name[start..]
}

/// Whether `short` can be had from `long` by leaving characters out.
fn is_shorter_form(short: &str, long: &str) -> bool {
    let mut long = long.chars();
    short.chars().all(|c| long.any(|other| other == c))
}

#[cfg(test)]
mod tests {
    use nianbao_lint::document::Format;
    use nianbao_test::findings;

    use super::*;

    #[test]
    fn short_names_are_the_same_organ() {
        for (name, own) in [
            ("省机关事务局", "江南省机关事务管理局"),
            ("县住建局", "柳林县住房和城乡建设局"),
            ("清河市东山区发展改革和经济信息化局", "东山区发改经信局"),
            ("市场监管局", "柳林县市场监督管理局"),
            ("柳林镇", "东山县柳林镇人民政府"),
        ] {
            assert!(is_same(name, own), "{name} {own}");
        }
        assert!(!is_same("柳林县教育局", "柳林县水务局"));
        assert!(!is_same("青石镇", "东山县柳林镇人民政府"));
    }

    #[test]
    fn subjects_open_a_clause() {
        let text = "柳林县民政局2023年政府信息公开工作年度报告\n一、总体情况\n\
                    2023年，柳林县教育局高度重视，认真落实规定，会同县水务局认真落实，各乡镇高度重视。";
        let found = findings("wording/foreign-organ", Format::Text, text);
        let names: Vec<&str> = found.iter().map(|found| found.text.as_str()).collect();
        assert_eq!(names, ["柳林县教育局"]);
    }
}
