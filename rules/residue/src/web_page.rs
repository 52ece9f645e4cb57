use nianbao_lint::document::{BlockKind, Format, Region, Table};
use nianbao_lint::report::{LineRole, MarkSet, section_place};
use nianbao_lint::{Applicability, Edit, Report, Severity, Sink, Span, rule};

use crate::kinds::{Kind, kind_of};
use crate::remains;

rule! {
    /// 混入了网页上的按钮、导航等文字
    ///
    /// Lines that the web page put around the report, or into it: publication bar, font buttons, breadcrumbs, share and
    /// print buttons, footer. In an HTML page they belong to the page and are right, unless they stand among the report's
    /// own paragraphs; in plain text and Markdown they were copied along. Lines of one kind that follow each other are one
    /// finding, and so is a block of data above the title. Whole lines only: a sentence that begins so is none.
    ///
    /// No norm: nothing forbids it, but it is no part of the report.
    ///
    /// ```bad text
    /// 首页 > 政府信息公开 > 政府信息公开年报
    ///
    /// 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 发布时间：2024-01-26 11:11 字体：[大 中 小]
    ///
    /// 一、总体情况
    ///
    /// 2023年，全镇公开信息120条。
    ///
    /// 二、主动公开政府信息情况
    ///
    /// 三、收到和处理政府信息公开申请情况
    ///
    /// 分享到：
    /// 【打印正文】
    /// ```
    /// ```bad html
    /// <h1>柳林镇2023年政府信息公开工作年度报告</h1><h2>一、总体情况</h2><p>2023年，全镇公开信息120条。</p><p>【打印正文】</p>
    /// <h2>二、主动公开政府信息情况</h2><p>全年制发规范性文件2件。</p>
    /// ```
    /// ```good html
    /// <h1>柳林镇2023年政府信息公开工作年度报告</h1><p>发布时间：2024-01-26 11:11 字体：[大 中 小]</p><h2>一、总体情况</h2>
    /// <p>2023年，全镇公开信息120条。</p><h2>二、主动公开政府信息情况</h2><p>全年制发规范性文件2件。</p><p>分享到：</p>
    /// ```
    /// ```good text
    /// 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 一、总体情况
    ///
    /// 首页增设专栏3个。打印公开指南200份，分享到各村微信群。信息来源于各科室，发布时间均在20个工作日内。
    ///
    /// （一）政府信息公开
    ///
    /// 附件下载：统计表
    /// ```
    /// The fix deletes the lines. It is safe, for they say nothing of the report; where a section says nothing else, it is
    /// only proposed.
    "residue/web-page" {
        severity: Severity::Warning,
        norm: None,
        since: "0.1.0",
        fixes: &[Applicability::Safe, Applicability::Unsafe],
        check: check,
    }
}

/// Lines or rows of one kind that follow each other.
struct Run {
    kind: &'static Kind,
    section: Option<u8>,
    span: Span,
    /// Takes it out; empty where it cannot be taken out as one.
    edits: Vec<Edit>,
    /// How far that can be trusted.
    applicability: Applicability,
}

impl Run {
    fn goes_on_with(&self, kind: &'static Kind) -> bool {
        std::ptr::eq(self.kind, kind) || self.kind.head && kind.head
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let mut runs: Vec<Run> = Vec::new();
    let mut last_line = None;
    for (index, line) in report.lines.iter().enumerate() {
        if !matches!(line.role, LineRole::Page | LineRole::Prose) {
            continue;
        }
        let Some(kind) = residue(report, index) else { continue };
        let follows = last_line == index.checked_sub(1) && index > 0;
        let edits = report.take_out(line);
        match runs.last_mut() {
            Some(run) if follows && run.goes_on_with(kind) => {
                run.span.end = line.whole_span().end;
                run.edits.extend(edits);
            }
            _ => runs.push(Run {
                kind,
                section: line.section.filter(|_| line.role != LineRole::Page),
                span: line.whole_span(),
                edits,
                applicability: if remains::is_all(report, index) {
                    Applicability::Unsafe
                } else {
                    Applicability::Safe
                },
            }),
        }
        last_line = Some(index);
    }
    if report.document.format != Format::Html {
        runs.extend(tables(report));
    }
    runs.sort_by_key(|run| run.span);
    for run in runs {
        report_run(run, sink);
    }
}

/// The kind of page furniture that a line of prose or of the page is, where it should not be in the text.
fn residue(report: &Report<'_>, index: usize) -> Option<&'static Kind> {
    const STOP: MarkSet = MarkSet::of(&['。']);
    const OF_BUTTONS: MarkSet = MarkSet::of(&[':', '：', '>']);
    let line = &report.lines[index];
    let is_page = line.role == LineRole::Page;
    let is_possible = match report.document.format {
        // A page has its furniture; only what stands among the report's own paragraphs is left over.
        Format::Html => !is_page && line.section.is_some(),
        Format::Text | Format::Markdown => true,
        // Headers and footers are the document's own.
        Format::Docx => report.document.blocks[line.block].region == Region::Content,
    };
    if !is_possible {
        return None;
    }
    let words = line.words();
    let own = (!is_page).then(|| report.passage(index));
    if own.is_some_and(|own| own.may_have(STOP)) {
        return None;
    }
    // Names of columns are also sub-headings: what stands within the report must have the marks of a button.
    let is_told = own.is_none_or(|own| {
        own.may_have(OF_BUTTONS) || !words.trim_end().ends_with(char::is_alphanumeric)
    });
    let kind = is_told.then(|| kind_of(words)).flatten()?;
    let is_button = words.trim_start().starts_with(['【', '[']);
    (is_page || is_button || !kind.head || line.section.is_none()).then_some(kind)
}

/// Rows of page furniture in tables that stand before the report: 索引号, 成文日期.
fn tables(report: &Report<'_>) -> Vec<Run> {
    let first_section = report.sections.iter().map(|section| section.blocks.start).min();
    let blocks = report.document.blocks.iter().take(first_section.unwrap_or(0));
    blocks
        .filter(|block| block.region == Region::Content)
        .filter_map(|block| match &block.kind {
            BlockKind::Table(table) => table_run(table),
            _ => None,
        })
        .collect()
}

fn table_run(table: &Table<'_>) -> Option<Run> {
    let kinds: Vec<Option<&Kind>> = table
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.content()).collect();
            kind_of(&cells.join("|"))
        })
        .collect();
    let kind = (*kinds.first()?)?;
    let is_whole = kinds.iter().all(Option::is_some);
    let edits = if is_whole { vec![Edit::delete(table.span)] } else { Vec::new() };
    let (section, applicability) = (None, Applicability::Safe);
    Some(Run { kind, section, span: table.span, edits, applicability })
}

fn report_run(run: Run, sink: &mut Sink<'_>) {
    let diagnostic = sink.report(run.span, format!("{}混入了正文", run.kind.name));
    diagnostic.help("复制网页时带入的文字，删去即可").place(section_place(run.section));
    if !run.edits.is_empty() {
        diagnostic.fix(run.applicability, "删去这些文字", run.edits);
    }
}
