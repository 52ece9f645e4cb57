//! One report: what was found in it, its sums, what could not be assessed, and its text.

use nianbao_diagnostics::{Applicability, Diagnostic, Severity};
use nianbao_run::{CheckedDocument, Status, located_fingerprint};

use super::marks::Marks;
use super::markup::Markup;
use super::{sheets, text};
use crate::Private;
use crate::private::Mask;
use crate::text::by_reason;

/// Severities with their Chinese names, the heaviest first.
const SEVERITIES: [(Severity, &str); 3] =
    [(Severity::Error, "错误"), (Severity::Warning, "警告"), (Severity::Info, "提示")];

/// Most characters quoted of what a finding stands at.
const QUOTE_CHARS: usize = 60;

/// The names of places in the page that belong to one document.
pub(super) struct Ids(String);

impl Ids {
    /// Those of the document at `path`.
    pub(super) fn of(path: &str) -> Ids {
        Ids(located_fingerprint(path, "")[..12].to_owned())
    }

    /// The name of the document itself.
    pub(super) fn document(&self) -> String {
        format!("d{}", self.0)
    }

    /// Where a finding is told.
    pub(super) fn finding(&self, index: usize, out: &mut Markup) {
        out.raw("f").text(&self.0).raw("-").show(index + 1);
    }

    /// Where a finding is marked in the text.
    pub(super) fn mark(&self, index: usize, out: &mut Markup) {
        out.raw("m").text(&self.0).raw("-").show(index + 1);
    }
}

/// The class of a severity's elements.
pub(super) fn class_of(severity: Severity) -> &'static str {
    severity.name()
}

/// One document as an article.
pub(super) fn article(document: &CheckedDocument, private: Private) -> String {
    let ids = Ids::of(&document.source.path);
    let mut marks = Marks::of(document, private);
    let mut body = Markup::default();
    if let Some(outline) = &document.outline {
        body.raw("<section class=\"text\">\n<h3>报告全文</h3>\n<div class=\"report\">\n");
        text::write(document, outline, &mut marks, &ids, &mut body);
        body.raw("</div>\n</section>\n");
    }
    let mut out = Markup::default();
    out.raw("<article id=\"").text(&ids.document()).raw("\">\n");
    header(document, &mut out);
    out.raw("<div class=\"columns\">\n<div class=\"told\">\n");
    findings(document, private, &marks, &ids, &mut out);
    notes(document, &mut out);
    out.raw("</div>\n<div class=\"shown\">\n");
    if let Some(outline) = &document.outline {
        sheets::write(document, outline, &ids, &mut out);
    }
    out.append(&body).raw("</div>\n</div>\n</article>\n");
    out.into_string()
}

fn header(document: &CheckedDocument, out: &mut Markup) {
    let facts = document.report.as_ref();
    out.raw("<header>\n<h2>");
    match facts.and_then(|facts| facts.title.as_deref()) {
        Some(title) => out.text(title),
        None => out.text(&document.source.path),
    };
    out.raw("</h2>\n<p class=\"facts\">").text(&document.source.path);
    if let Some(facts) = facts {
        if let Some(organ) = &facts.organ {
            out.raw(" · ").text(organ);
        }
        if let Some(year) = facts.year {
            out.raw(" · ").show(year).raw("年");
        }
        if let Some(edition) = facts.edition {
            out.raw(" · ").text(edition).raw("年版格式");
        }
    }
    out.raw("</p>\n<p class=\"verdict ").raw(verdict_class(document)).raw("\">");
    verdict(document, out);
    out.raw("</p>\n</header>\n");
}

fn count(document: &CheckedDocument, severity: Severity) -> usize {
    document.diagnostics.iter().filter(|it| it.severity == severity).count()
}

fn verdict_class(document: &CheckedDocument) -> &'static str {
    document.diagnostics.iter().map(|it| it.severity).max().map_or("clean", class_of)
}

/// What the approver wants to know first.
fn verdict(document: &CheckedDocument, out: &mut Markup) {
    let [errors, warnings, infos] = SEVERITIES.map(|(severity, _)| count(document, severity));
    match (document.status, errors, warnings, infos) {
        (Status::Unreadable, ..) => out.raw("无法读取，未作检查"),
        (Status::NotAReport, ..) => out.raw("未认出年度报告，未作检查"),
        (Status::Checked, 0, 0, 0) => out.raw("没有发现问题"),
        (Status::Checked, 0, 0, _) => out.raw("没有错误和警告，有 ").show(infos).raw(" 条提示"),
        (Status::Checked, 0, ..) => out.raw("没有错误，有 ").show(warnings).raw(" 处需要核对"),
        (Status::Checked, ..) => out.raw("有 ").show(errors).raw(" 处错误，须改正后再发布"),
    };
    if !document.notes.is_empty() {
        out.raw("；有 ").show(document.notes.len()).raw(" 项未能检查");
    }
    if !document.baselined.is_empty() {
        out.raw("；另有 ").show(document.baselined.len()).raw(" 个已记入基线的问题，未列出");
    }
    let suppressed = document.suppressed.findings.len();
    if suppressed > 0 {
        out.raw("；按例外不报 ").show(suppressed).raw(" 个");
    }
    let mended: usize = document.fixing.iter().flat_map(|fixing| fixing.applied.values()).sum();
    if mended > 0 {
        out.raw("；已自动修改 ").show(mended).raw(" 处");
    }
}

fn findings(
    document: &CheckedDocument,
    private: Private,
    marks: &Marks,
    ids: &Ids,
    out: &mut Markup,
) {
    if document.diagnostics.is_empty() {
        return;
    }
    let mask = Mask::of(document, private);
    out.raw("<section class=\"findings\">\n<h3>问题</h3>\n");
    for (severity, name) in SEVERITIES {
        let total = count(document, severity);
        if total == 0 {
            continue;
        }
        out.raw("<h4 class=\"").raw(class_of(severity)).raw("\">").raw(name).raw(" ").show(total);
        out.raw("</h4>\n<ol>\n");
        for (index, diagnostic) in document.diagnostics.iter().enumerate() {
            if diagnostic.severity == severity {
                let is_marked = document.outline.is_some() && marks.is_shown(index);
                Finding { document, mask: &mask, ids, index, diagnostic, is_marked }.write(out);
            }
        }
        out.raw("</ol>\n");
    }
    out.raw("</section>\n");
}

/// One finding on its way.
struct Finding<'f> {
    document: &'f CheckedDocument,
    mask: &'f Mask,
    ids: &'f Ids,
    index: usize,
    diagnostic: &'f Diagnostic,
    is_marked: bool,
}

impl Finding<'_> {
    fn write(&self, out: &mut Markup) {
        let class = class_of(self.diagnostic.severity);
        out.raw("<li class=\"finding ").raw(class).raw("\" tabindex=\"-1\" id=\"");
        self.ids.finding(self.index, out);
        out.raw("\">\n<p class=\"what\">");
        self.number(class, out);
        out.text(&self.diagnostic.message).raw("</p>\n");
        self.place(out);
        self.quote(out);
        out.raw("<dl>\n");
        if let Some(help) = &self.diagnostic.help {
            out.raw("<dt>说明</dt><dd>").text(help).raw("</dd>\n");
        }
        if let Some(fix) = &self.diagnostic.fix {
            let trust = match fix.applicability {
                Applicability::Safe => "（可自动修改）",
                Applicability::Unsafe => "（须确认）",
                Applicability::Display => "（供参考）",
            };
            out.raw("<dt>修改</dt><dd>").text(&fix.title).raw(trust).raw("</dd>\n");
        }
        if let Some(norm) = &self.diagnostic.norm {
            out.raw("<dt>依据</dt><dd>").show(norm).raw("</dd>\n");
        }
        out.raw("<dt>规则</dt><dd><code>")
            .text(&self.diagnostic.rule)
            .raw("</code></dd>\n</dl>\n</li>\n");
    }

    /// The finding's number, which leads to the words where they are shown.
    fn number(&self, class: &'static str, out: &mut Markup) {
        if self.is_marked {
            out.raw("<a class=\"ref ").raw(class).raw("\" href=\"#");
            self.ids.mark(self.index, out);
            out.raw("\"><span class=\"hidden\">看原文 </span>").show(self.index + 1).raw("</a> ");
        } else {
            out.raw("<span class=\"ref ")
                .raw(class)
                .raw("\">")
                .show(self.index + 1)
                .raw("</span> ");
        }
    }

    fn place(&self, out: &mut Markup) {
        let label = self.diagnostic.place.as_ref().map_or("", |place| place.label.as_str());
        out.raw("<p class=\"where\">").text(label);
        let has_lines = self.document.status != Status::Unreadable
            && !self.document.format.is_some_and(nianbao_document::Format::is_container);
        if has_lines {
            let position = self.document.source.position(self.diagnostic.span.start);
            out.raw(if label.is_empty() { "第 " } else { " · 第 " }).show(position.line);
            out.raw(" 行第 ").show(position.column).raw(" 列");
        }
        out.raw("</p>\n");
    }

    /// What stands there, where it is short words and no markup.
    fn quote(&self, out: &mut Markup) {
        let words = self.mask.quote(&self.document.source, self.diagnostic.span);
        let is_plain = !words.trim().is_empty() && !words.contains(['<', '\n']);
        if is_plain && words.chars().nth(QUOTE_CHARS).is_none() {
            out.raw("<p class=\"quote\">").text(&words).raw("</p>\n");
        }
    }
}

fn notes(document: &CheckedDocument, out: &mut Markup) {
    if document.notes.is_empty() {
        return;
    }
    out.raw("<section class=\"notes\">\n<h3>未能检查</h3>\n<ul>\n");
    for (reason, rules) in by_reason(&document.notes) {
        out.raw("<li>").text(reason).raw(" <code>").text(&rules.join("、")).raw("</code></li>\n");
    }
    out.raw("</ul>\n</section>\n");
}
