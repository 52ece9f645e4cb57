//! Which lines are the report's own and which belong to the page around it.

use std::sync::LazyLock;

use nianbao_document::{Document, Region};

use crate::{Line, LineRole, Section, Title, WordTable};

/// How lines of the page around a report begin, white space left out.
const PAGE_STARTS: [&str; 37] = [
    "发布时间",
    "发布日期",
    "发文日期",
    "发文时间",
    "更新时间",
    "信息时间",
    "成文日期",
    "生成日期",
    "来源",
    "信息来源",
    "文章来源",
    "稿源",
    "索引号",
    "字体",
    "【字体",
    "[字体",
    "字号",
    "浏览次数",
    "浏览量",
    "阅读次数",
    "点击数",
    "访问量",
    "作者：",
    "作者:",
    "打印",
    "【打印",
    "[打印",
    "分享",
    "当前位置",
    "您的位置",
    "您当前",
    "首页",
    "发布机构",
    "公开方式",
    "公开时限",
    "文件编号",
    "主题分类",
];

/// How lines of the page below a report begin.
const FOOTER_STARTS: [&str; 22] = [
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "相关链接",
    "相关文章",
    "相关新闻",
    "版权所有",
    "主办单位",
    "主办：",
    "承办单位",
    "关闭窗口",
    "【关闭",
    "[关闭",
    "扫一扫",
    "网站地图",
    "网站标识码",
    "责任编辑",
    "分享到",
    "打印",
    "【打印",
    "[打印",
];

/// Marks that only a page's footer has.
const FOOTER_PARTS: [&str; 3] = ["ICP备", "公网安备", "All Rights Reserved"];

static PAGE_START: LazyLock<WordTable<()>> = LazyLock::new(|| table(&PAGE_STARTS));
static FOOTER_START: LazyLock<WordTable<()>> = LazyLock::new(|| table(&FOOTER_STARTS));
static FOOTER_PART: LazyLock<WordTable<()>> = LazyLock::new(|| table(&FOOTER_PARTS));

fn table(words: &'static [&'static str]) -> WordTable<()> {
    WordTable::new(words.iter().map(|word| (*word, ())))
}

/// Longest line of a page's header or footer, in characters.
const LONGEST_PAGE_LINE_CHARS: usize = 120;

/// Gives each line its role and section. Cells of tables get theirs later.
pub(crate) fn assign(
    document: &Document<'_>,
    lines: &mut [Line<'_>],
    sections: &[Section],
    title: Option<&Title>,
) {
    let own = report_container(document, lines, sections);
    let first_section = sections.first().map_or(lines.len(), |section| section.heading.line);
    let title_lines = title.map_or(0..0, |title| title.lines.clone());
    let last_body = sections.last().map_or(0, |section| section.lines.start + 1);
    let mut in_footer = false;
    for (index, line) in lines.iter_mut().enumerate() {
        let block = &document.blocks[line.block];
        let before_report = title_lines.start < title_lines.end && index < title_lines.start;
        let outside = own.is_some_and(|own| !document.is_within(block.container, own))
            && !title_lines.contains(&index);
        in_footer |= index >= last_body && !sections.is_empty() && is_footer_line(line.words());
        let page_line = index < first_section && is_page_line(line.words());
        line.role = if title_lines.contains(&index) {
            LineRole::Title
        } else if block.region == Region::Page || before_report || outside || in_footer || page_line
        {
            LineRole::Page
        } else {
            LineRole::Prose
        };
    }
    for section in sections {
        for line in &mut lines[section.lines.clone()] {
            line.section = Some(section.number);
        }
        let heading = &mut lines[section.heading.line];
        heading.section = Some(section.number);
        heading.role = LineRole::Heading;
    }
}

/// The smallest element that holds all section headings, where that is smaller than the page.
fn report_container(
    document: &Document<'_>,
    lines: &[Line<'_>],
    sections: &[Section],
) -> Option<u32> {
    if sections.len() < 2 || document.containers.len() < 2 {
        return None;
    }
    let container =
        |section: &Section| document.blocks[lines[section.heading.line].block].container;
    let mut common = container(&sections[0]);
    for section in &sections[1..] {
        while !document.is_within(container(section), common) {
            common = document.containers[common as usize].parent;
        }
    }
    (common != 0).then_some(common)
}

fn is_page_line(words: &str) -> bool {
    begins_with(&PAGE_START, words) && is_short(words)
}

fn is_footer_line(words: &str) -> bool {
    is_short(words) && (begins_with(&FOOTER_START, words) || FOOTER_PART.is_in(words))
}

fn is_short(words: &str) -> bool {
    // A character has four bytes at most: most prose need not be counted.
    words.len() <= 4 * LONGEST_PAGE_LINE_CHARS
        && words.chars().nth(LONGEST_PAGE_LINE_CHARS).is_none()
}

/// Whether `words`, white space left out, begin with one of `starts`.
fn begins_with(starts: &WordTable<()>, words: &str) -> bool {
    let first = words.trim_start().chars().next();
    first.is_some_and(|c| starts.heads().contains(c)) && starts.begins(&compact_start(words))
}

/// The first few characters without white space.
fn compact_start(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).take(8).collect()
}

/// The pictures among `blocks` that are the report's, with the section each stands in.
pub(crate) fn images(
    document: &Document<'_>,
    blocks: &[usize],
    sections: &[Section],
) -> Vec<(Option<u8>, nianbao_span::Span)> {
    blocks
        .iter()
        .map(|index| (index, &document.blocks[*index]))
        .filter(|(_, block)| block.region == Region::Content)
        .map(|(index, block)| {
            let section = sections.iter().find(|section| section.blocks.contains(index));
            (section.map(|section| section.number), block.span())
        })
        .collect()
}
