use std::ops::Range;

use memchr::memmem::Finder;
use nianbao_document::{BlockKind, Document};
use nianbao_span::Span;

use crate::{Line, LineRole, Section, Title};

/// The organ that reports.
#[derive(Clone, Debug)]
pub struct Organ {
    /// Its name as the title, the header lines or the text give it.
    pub name: String,
    /// Where.
    pub span: Span,
    /// What kind of organ the name says it is.
    pub kind: OrganKind,
    /// What names it.
    pub source: OrganSource,
}

/// What names the organ that reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganSource {
    /// The report's title.
    Title,
    /// The report's own text.
    Text,
    /// The page around the report, which may name who runs it and not who reports.
    Page,
}

/// Kinds of organs that the law tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganKind {
    /// A people's government of a county or above, reporting for its whole territory.
    Government,
    /// Its office (办公厅、办公室).
    Office,
    /// A department (局、委、厅 …).
    Department,
    /// A township or town government.
    Township,
    /// A sub-district office (街道办事处).
    SubDistrict,
    /// Any other, or not to be told.
    Other,
}

impl OrganKind {
    /// All kinds by their names in settings and JSON.
    pub const NAMES: [(&'static str, OrganKind); 6] = [
        ("government", OrganKind::Government),
        ("office", OrganKind::Office),
        ("department", OrganKind::Department),
        ("township", OrganKind::Township),
        ("sub-district", OrganKind::SubDistrict),
        ("other", OrganKind::Other),
    ];

    /// The kind that an organ's name says.
    pub fn of_name(name: &str) -> OrganKind {
        let name = name.trim_end_matches(|c: char| c.is_whitespace() || "（()）".contains(c));
        let name = name.strip_suffix("本级").unwrap_or(name);
        ENDINGS
            .iter()
            .find(|(endings, _)| endings.iter().any(|ending| name.ends_with(ending)))
            .map_or(OrganKind::Other, |(_, kind)| *kind)
    }
}

/// Endings of organs' names, the telling ones before those they contain.
const ENDINGS: [(&[&str], OrganKind); 8] = [
    (
        &[
            "镇人民政府",
            "乡人民政府",
            "镇政府",
            "乡政府",
            "苏木人民政府",
            "苏木政府",
            "镇人民政府办公室",
            "乡人民政府办公室",
            "镇政府办公室",
            "乡政府办公室",
            "镇党政办公室",
            "乡党政办公室",
            "镇党政办",
            "乡党政办",
            "镇",
            "乡",
            "苏木",
        ],
        OrganKind::Township,
    ),
    (&["街道办事处", "街道办", "街道", "街道党政办公室"], OrganKind::SubDistrict),
    (
        &["人民政府办公厅", "人民政府办公室", "政府办公厅", "政府办公室", "人民政府办", "政府办"],
        OrganKind::Office,
    ),
    (
        &["人民政府", "市政府", "县政府", "区政府", "省政府", "州政府", "旗政府", "盟行政公署"],
        OrganKind::Government,
    ),
    (
        &[
            "管理委员会",
            "管委会",
            "村民委员会",
            "居民委员会",
            "村委会",
            "居委会",
            "开发区",
            "高新区",
            "经开区",
            "新区",
            "示范区",
            "试验区",
            "实验区",
            "合作区",
            "保税区",
            "工业区",
            "产业区",
            "园区",
            "集聚区",
            "管理区",
            "度假区",
            "风景区",
            "风景名胜区",
            "景区",
            "保护区",
            "社区",
            "功能区",
            "自贸区",
            "片区",
        ],
        OrganKind::Other,
    ),
    (&["党委", "党工委", "纪委", "监委", "工委"], OrganKind::Other),
    (&["局", "委", "委员会", "厅", "办", "办公室", "公署", "总署"], OrganKind::Department),
    (&["省", "市", "自治区", "特别行政区", "区", "县", "州", "盟", "旗"], OrganKind::Government),
];

/// What header lines call the organ that publishes.
const HEADER_NAMES: [&str; 8] =
    ["发布机构", "发文机关", "发布单位", "发布机关", "制发机关", "公开主体", "信息来源", "来源"];

/// The organ that reports: as the title names it, else as the text before or at the start of the first section names
/// itself, else as the page's header lines, the contact, the opening sentence or the signature do.
pub(crate) fn find(
    title: Option<&Title>,
    lines: &[Line<'_>],
    sections: &[Section],
    document: &Document<'_>,
) -> Option<Organ> {
    if let Some((name, span)) = title.and_then(|title| title.organ.clone()) {
        return Some(organ(name, span, OrganSource::Title));
    }
    let first_line = sections.iter().map(|section| section.heading.line).min();
    let first_block = sections.iter().map(|section| section.blocks.start).min();
    let before = &lines[..first_line.unwrap_or(lines.len()).min(lines.len())];
    let header =
        || in_tables(document, first_block).or_else(|| before.iter().find_map(in_header_line));
    named_in_prose(before, report_name)
        .or_else(|| header().map(|header| in_full(header, lines)))
        .or_else(|| named_in_prose(lines, contact))
        .or_else(|| named_in_prose(lines, opening_subject))
        .or_else(|| {
            lines
                .iter()
                .rev()
                .filter(|line| line.role == LineRole::Prose)
                .take(3)
                .find_map(signature)
        })
}

/// The organ by the full name the contact gives, where the page's own lines shorten it: 区教育局 for 某市某区教育局.
fn in_full(header: Organ, lines: &[Line<'_>]) -> Organ {
    named_in_prose(lines, contact)
        .filter(|full| full.name.ends_with(&header.name))
        .unwrap_or(header)
}

fn organ(name: String, span: Span, source: OrganSource) -> Organ {
    let kind = OrganKind::of_name(&name);
    Organ { name, span, kind, source }
}

/// What an organ calls itself, by kind. 我市 and 我县 tell nothing: departments say so too.
const OWN_WORDS: [(OrganKind, &[&str]); 3] = [
    (OrganKind::Department, &["我局", "我委", "我厅", "本局", "本厅"]),
    (OrganKind::Township, &["我镇", "我乡"]),
    (OrganKind::SubDistrict, &["我街道", "我办事处"]),
];

/// How [`OWN_WORDS`] begin.
const PRONOUNS: [&str; 2] = ["我", "本"];

/// The kind of organ as far as it is beyond doubt: as the settings say; else as title or text name the organ, unless it
/// calls itself otherwise; else as it calls itself. A name that only the page around the report gives needs the
/// report's own words beside it.
pub(crate) fn kind(
    stated: Option<OrganKind>,
    organ: Option<&Organ>,
    lines: &[Line<'_>],
) -> Option<OrganKind> {
    if stated.is_some() {
        return stated;
    }
    match organ {
        Some(Organ {
            kind: OrganKind::Government,
            source: OrganSource::Title | OrganSource::Text,
            ..
        }) => own_kind(lines).is_none().then_some(OrganKind::Government),
        Some(Organ { kind, source: OrganSource::Title | OrganSource::Text, .. }) => Some(*kind),
        Some(Organ { source: OrganSource::Page, .. }) | None => own_kind(lines),
    }
}

/// The kind of organ the text calls itself most often.
fn own_kind(lines: &[Line<'_>]) -> Option<OrganKind> {
    let mut counts = OWN_WORDS.map(|(kind, _)| (0_usize, kind));
    let pronouns = PRONOUNS.map(Finder::new);
    for line in lines.iter().filter(|line| line.role == LineRole::Prose) {
        let words = line.words();
        for at in pronouns.iter().flat_map(|it| it.find_iter(words.as_bytes())) {
            for ((count, _), (_, own)) in counts.iter_mut().zip(&OWN_WORDS) {
                *count += usize::from(own.iter().any(|word| words[at..].starts_with(word)));
            }
        }
    }
    counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .max_by_key(|(count, _)| *count)
        .map(|(_, kind)| kind)
}

fn named_in_prose(lines: &[Line<'_>], find: fn(&str) -> Option<Range<usize>>) -> Option<Organ> {
    lines.iter().filter(|line| line.role == LineRole::Prose).find_map(|line| {
        let range = find(line.words())?;
        Some(organ(line.words()[range.clone()].to_owned(), line.span(range), OrganSource::Text))
    })
}

/// The name before or behind the year in `现公布某市某局2023年政府信息公开工作年度报告`.
fn report_name(words: &str) -> Option<Range<usize>> {
    let report = words.find("政府信息公开工作年度报告")?;
    let head = &words[..report];
    let year_mark = head.rfind('年')?;
    let before_year = head[..year_mark].trim_end();
    let end = before_year.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end().len();
    if end == before_year.len() {
        return None;
    }
    let behind = head[year_mark + '年'.len_utf8()..].trim_start_matches(['度', ' ']);
    if !behind.trim().is_empty() {
        let start = head.len() - behind.len();
        return plausible(words, start..start + behind.trim_end().len());
    }
    let start = words[..end]
        .rfind(is_border)
        .map_or(0, |at| at + words[at..].chars().next().map_or(0, char::len_utf8));
    let start = start + lead_len(&words[start..end]);
    plausible(words, start..end)
}

/// Length of a verb before the name.
fn lead_len(words: &str) -> usize {
    const LEADS: [&str; 12] = [
        "现公布",
        "现发布",
        "现将",
        "公布",
        "发布",
        "编制形成",
        "编制了",
        "编制",
        "形成",
        "现就",
        "本报告为",
        "本报告是",
    ];
    LEADS.iter().filter_map(|lead| words.find(lead).map(|at| at + lead.len())).max().unwrap_or(0)
}

/// The name in `请与某市某局办公室联系`.
fn contact(words: &str) -> Option<Range<usize>> {
    if !words.contains("联系") {
        return None;
    }
    ["请与", "可与", "请联系", "请向", "由"].iter().find_map(|lead| {
        let start = words.find(lead)? + lead.len();
        let rest = &words[start..];
        let end = start + rest.find(|c: char| is_border(c) || "联编负".contains(c))?;
        plausible(words, without_inner_office(words, start..end))
    })
}

/// `某局办公室` speaks for 某局; the office of a government is an organ of its own.
fn without_inner_office(words: &str, range: Range<usize>) -> Range<usize> {
    const OFFICES: [&str; 6] =
        ["党政综合办公室", "党政办公室", "综合办公室", "办公室", "党政办", "综合科"];
    let name = &words[range.clone()];
    let outer = OFFICES.iter().find_map(|office| name.strip_suffix(office)).filter(|outer| {
        use OrganKind::{Department, SubDistrict, Township};
        matches!(OrganKind::of_name(outer), Department | SubDistrict | Township)
    });
    range.start..range.start + outer.map_or(name.len(), str::len)
}

/// The subject of the sentence that a year opens: `2023年，某镇紧紧围绕…`.
fn opening_subject(words: &str) -> Option<Range<usize>> {
    if !words.starts_with("20") {
        return None;
    }
    let year_end = words.find('年')?;
    let year = words[..year_end].trim();
    if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let rest = words[year_end + '年'.len_utf8()..].trim_start_matches(['度', '，', ',', ' ']);
    let start = words.len() - rest.len();
    if rest.starts_with(['我', '本', '全', '在', '根']) {
        return None;
    }
    let ending = ["人民政府", "街道办事处", "委员会", "局", "委", "厅", "街道", "镇", "乡"];
    let clause = rest.find(is_border).map_or(rest, |end| &rest[..end]);
    let end = ending.iter().filter_map(|ending| Some(clause.find(ending)? + ending.len())).min()?;
    let extended = ["人民政府", "办事处", "委员会"]
        .iter()
        .find(|more| clause[end..].starts_with(**more))
        .map_or(end, |more| end + more.len());
    plausible(words, start..start + extended)
}

fn in_tables(document: &Document<'_>, first_section: Option<usize>) -> Option<Organ> {
    let blocks = document.blocks.iter().take(first_section.unwrap_or(document.blocks.len()));
    for block in blocks {
        let BlockKind::Table(table) = &block.kind else { continue };
        for row in &table.rows {
            let mut cells = row.cells.iter().filter(|cell| !cell.text.is_empty());
            while let Some(cell) = cells.next() {
                let words = cell.text.content();
                let Some(value) = header_value(words) else { continue };
                let found = match plausible(words, value) {
                    Some(range) => Some((cell, range)),
                    None => cells.next().and_then(|next| {
                        Some((next, plausible(next.text.content(), 0..next.text.content().len())?))
                    }),
                };
                if let Some((cell, range)) = found {
                    let name = cell.text.content()[range.clone()].to_owned();
                    return Some(organ(name, cell.text.span(range), OrganSource::Page));
                }
            }
        }
    }
    None
}

/// A line at the end that is nothing but an organ's name.
fn signature(line: &Line<'_>) -> Option<Organ> {
    let words = line.words();
    let range = plausible(words, 0..words.len())?;
    Some(organ(words.to_owned(), line.span(range), OrganSource::Text))
}

fn in_header_line(line: &Line<'_>) -> Option<Organ> {
    let words = line.words();
    let range = plausible(words, header_value(words)?)?;
    Some(organ(words[range.clone()].to_owned(), line.span(range), OrganSource::Page))
}

/// What stands behind `发布机构：` and the like, up to the next white space.
fn header_value(words: &str) -> Option<Range<usize>> {
    HEADER_NAMES.iter().find_map(|name| {
        let after = words.find(name)? + name.len();
        let rest = words[after..].trim_start().strip_prefix(['：', ':'])?.trim_start();
        let start = words.len() - rest.len();
        let len = rest.find(|c: char| c.is_whitespace() || "|，,【[".contains(c));
        Some(start..start + len.unwrap_or(rest.len()))
    })
}

/// `range` where it can be an organ's name: a few Chinese words of a kind the endings know.
fn plausible(words: &str, range: Range<usize>) -> Option<Range<usize>> {
    const CHARS: std::ops::RangeInclusive<usize> = 2..=40;
    let name = &words[range.clone()];
    let known = ENDINGS.iter().any(|(endings, _)| endings.iter().any(|end| name.ends_with(end)));
    let named = CHARS.contains(&name.chars().count()) && name.chars().all(is_name_char);
    // A name that opens with 我 or 本 is one only its own text understands.
    (known && named && !name.starts_with(['我', '本', '全', '各'])).then_some(range)
}

fn is_name_char(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '（' | '）' | '(' | ')' | '、' | '·')
}

fn is_border(c: char) -> bool {
    c.is_whitespace() || "，。；：、,;:！？（(《》“”\"".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::line_fixture::with_lines;

    #[test]
    fn names_tell_the_kind() {
        use OrganKind::{Department, Government, Office, Other, SubDistrict, Township};
        for (name, kind) in [
            ("清河市人民政府", Government),
            ("清河市", Government),
            ("东山自治县", Government),
            ("清河市东山区人民政府", Government),
            ("清河市滨海新区人民政府", Government),
            ("清河市人民政府办公室", Office),
            ("东山县政府办", Office),
            ("江南省人民政府办公厅", Office),
            ("东山区发展和改革局", Department),
            ("清河市卫生健康委员会", Department),
            ("江南省教育厅", Department),
            ("清河市机关事务管理局办公室", Department),
            ("清河市东山区柳林镇人民政府", Township),
            ("柳林镇", Township),
            ("柳林镇人民政府办公室", Township),
            ("青石回族乡人民政府", Township),
            ("东山区新安街道办事处", SubDistrict),
            ("新安街道", SubDistrict),
            ("清河经济技术开发区管理委员会", Other),
            ("清河高新区", Other),
            ("清河市疾病预防控制中心", Other),
            ("柳林村民委员会", Other),
            ("", Other),
        ] {
            assert_eq!(OrganKind::of_name(name), kind, "{name}");
        }
    }

    #[test]
    fn every_own_word_begins_with_a_pronoun() {
        for (_, words) in OWN_WORDS {
            assert!(words.iter().all(|word| PRONOUNS.iter().any(|it| word.starts_with(it))));
        }
    }

    #[test]
    fn the_kind_is_told_by_settings_name_and_own_words() {
        use OrganKind::{Department, Government, Office, Township};
        use OrganSource::{Page, Title};
        let told = |stated, name: Option<(&str, OrganSource)>, text: &str| {
            with_lines(text, |lines| {
                let organ =
                    name.map(|(name, source)| organ(name.to_owned(), Span::default(), source));
                kind(stated, organ.as_ref(), lines)
            })
        };
        assert_eq!(told(None, Some(("清河市", Title)), "全市公开信息"), Some(Government));
        assert_eq!(told(None, Some(("清河市", Title)), "我局公开信息"), None);
        assert_eq!(told(Some(Township), Some(("清河市", Title)), "我局公开信息"), Some(Township));
        assert_eq!(told(None, Some(("东山区教育局", Title)), "我镇公开信息"), Some(Department));
        assert_eq!(told(None, Some(("清河市政府办公室", Page)), "我市公开信息"), None);
        assert_eq!(told(None, Some(("清河市政府办公室", Page)), "我局公开信息"), Some(Department));
        assert_eq!(told(None, Some(("清河市政府办公室", Title)), "我市公开信息"), Some(Office));
        assert_eq!(told(None, None, "我镇公开信息，我局"), Some(Township));
        assert_eq!(told(None, None, "公开信息"), None);
    }

    #[track_caller]
    fn check(find: fn(&str) -> Option<Range<usize>>, words: &str, expected: Option<&str>) {
        assert_eq!(find(words).map(|range| &words[range]), expected, "{words}");
    }

    #[test]
    fn the_preamble_names_the_organ() {
        let name = Some("江南省机关事务管理局");
        check(
            report_name,
            "根据条例要求，现公布江南省机关事务管理局2023年政府信息公开工作年度报告。",
            name,
        );
        check(report_name, "江南省机关事务管理局 2023 年度政府信息公开工作年度报告", name);
        check(
            report_name,
            "特向社会公布2023年江南省机关事务管理局政府信息公开工作年度报告。",
            name,
        );
        check(report_name, "现公布2023年政府信息公开工作年度报告", None);
        check(report_name, "按照《政府信息公开工作年度报告格式》编制", None);
        check(contact, "如有疑问，请与清河市东山区发改局办公室联系。", Some("清河市东山区发改局"));
        check(contact, "请与东山区人民政府办公室联系", Some("东山区人民政府办公室"));
        check(contact, "请与清河市柳林镇党政综合办公室联系", Some("清河市柳林镇"));
        check(contact, "请与我局办公室联系", None);
    }

    #[test]
    fn an_opening_sentence_names_the_organ() {
        check(opening_subject, "2023年，柳林镇紧紧围绕中心工作", Some("柳林镇"));
        check(opening_subject, "2023 年，柳林镇人民政府认真落实", Some("柳林镇人民政府"));
        check(opening_subject, "2023年，我局认真落实", None);
        check(opening_subject, "2023年度，在区委领导下", None);
    }

    #[test]
    fn header_lines_name_the_organ() {
        let words = "来源：清河市政府办公室 发布时间：2024-01-26";
        check(header_value, words, Some("清河市政府办公室"));
        assert_eq!(plausible("来源：本站", 9.."来源：本站".len()), None);
    }
}
