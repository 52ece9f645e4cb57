//! Many reports at a glance: counts by report, organ, year and rule.

use std::collections::BTreeMap;

use nianbao_diagnostics::Severity;
use nianbao_lint::Rule;
use nianbao_run::{CheckedDocument, Status, Tally};
use serde::{Deserialize, Serialize};

use super::article::Ids;
use super::markup::Markup;
use crate::{escape, own_title};

/// What the overview tells of one document.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    path: String,
    id: String,
    is_checked: bool,
    organ: Option<String>,
    year: Option<u16>,
    counts: Counts,
}

/// Findings by severity, and what could not be assessed.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct Counts {
    documents: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    notes: usize,
}

impl Entry {
    /// The entry of `document`, as a line that [`entries`] reads.
    pub(super) fn line(document: &CheckedDocument) -> Vec<u8> {
        let count =
            |severity| document.diagnostics.iter().filter(|it| it.severity == severity).count();
        let facts = document.report.as_ref();
        let entry = Entry {
            path: document.source.path.clone(),
            id: Ids::of(&document.source.path).document(),
            is_checked: document.status == Status::Checked,
            organ: facts.and_then(|facts| facts.organ.clone()),
            year: facts.and_then(|facts| facts.year),
            counts: Counts {
                documents: 1,
                errors: count(Severity::Error),
                warnings: count(Severity::Warning),
                infos: count(Severity::Info),
                notes: document.notes.len(),
            },
        };
        let mut line = escape::to_vec(&entry);
        line.push(b'\n');
        line
    }
}

/// The entries that were written as lines.
pub(super) fn entries(lines: &[u8]) -> Vec<Entry> {
    let lines = lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_slice(line).expect("it was written so")).collect()
}

/// How much could not be assessed.
pub(super) fn notes(entries: &[Entry]) -> usize {
    entries.iter().map(|entry| entry.counts.notes).sum()
}

/// Writes the tables of counts.
pub(super) fn write(entries: &[Entry], tally: &Tally, known: &[&'static Rule], out: &mut Markup) {
    out.raw("<section class=\"overview\">\n<h2>总览</h2>\n");
    reports(entries, out);
    out.raw("<div class=\"groups\">\n");
    let organs = grouped(entries, |entry| entry.organ.clone().unwrap_or("未能确定".to_owned()));
    groups("按机关", "机关", &organs, out);
    let years = grouped(entries, |entry| match entry.year {
        Some(year) => format!("{year}年"),
        None => "未能确定".to_owned(),
    });
    groups("按年份", "年份", &years, out);
    out.raw("</div>\n");
    rules(tally, known, out);
    out.raw("</section>\n");
}

fn grouped(entries: &[Entry], name: impl Fn(&Entry) -> String) -> BTreeMap<String, Counts> {
    let mut groups: BTreeMap<String, Counts> = BTreeMap::new();
    for entry in entries {
        let sum = groups.entry(name(entry)).or_default();
        sum.documents += entry.counts.documents;
        sum.errors += entry.counts.errors;
        sum.warnings += entry.counts.warnings;
        sum.infos += entry.counts.infos;
        sum.notes += entry.counts.notes;
    }
    groups
}

/// Opens a table that can be sorted by its columns: words first, numbers after.
fn open_table(
    title: &'static str,
    words: &[&'static str],
    numbers: &[&'static str],
    out: &mut Markup,
) {
    out.raw("<h3>").raw(title).raw("</h3>\n");
    out.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"").raw(title);
    out.raw("\"><table class=\"sortable\">\n<thead><tr>");
    for heading in words {
        out.raw("<th scope=\"col\"><button type=\"button\">").raw(heading).raw("</button></th>");
    }
    for heading in numbers {
        out.raw("<th scope=\"col\" class=\"number\"><button type=\"button\">").raw(heading);
        out.raw("</button></th>");
    }
    out.raw("</tr></thead>\n<tbody>\n");
}

fn close_table(out: &mut Markup) {
    out.raw("</tbody>\n</table></div>\n");
}

fn number(count: usize, class: &'static str, out: &mut Markup) {
    out.raw("<td class=\"number ").raw(if count == 0 { "zero" } else { class }).raw("\">");
    out.show(count).raw("</td>");
}

fn numbers(counts: &Counts, out: &mut Markup) {
    number(counts.errors, "error", out);
    number(counts.warnings, "warning", out);
    number(counts.infos, "info", out);
    number(counts.notes, "", out);
}

fn reports(entries: &[Entry], out: &mut Markup) {
    open_table("各报告", &["报告", "机关", "年份"], &["错误", "警告", "提示", "未能检查"], out);
    for entry in entries {
        out.raw("<tr><td><a href=\"#").text(&entry.id).raw("\">").text(&entry.path).raw("</a>");
        if !entry.is_checked {
            out.raw(" <i>未作检查</i>");
        }
        out.raw("</td><td>").text(entry.organ.as_deref().unwrap_or("–")).raw("</td><td>");
        match entry.year {
            Some(year) => out.show(year),
            None => out.raw("–"),
        };
        out.raw("</td>");
        numbers(&entry.counts, out);
        out.raw("</tr>\n");
    }
    close_table(out);
}

fn groups(
    title: &'static str,
    heading: &'static str,
    groups: &BTreeMap<String, Counts>,
    out: &mut Markup,
) {
    out.raw("<div>\n");
    open_table(title, &[heading], &["份数", "错误", "警告", "提示", "未能检查"], out);
    for (name, counts) in groups {
        out.raw("<tr><td>").text(name).raw("</td>");
        number(counts.documents, "", out);
        numbers(counts, out);
        out.raw("</tr>\n");
    }
    close_table(out);
    out.raw("</div>\n");
}

fn rules(tally: &Tally, known: &[&'static Rule], out: &mut Markup) {
    open_table("按规则", &["规则", "说明"], &["错误", "警告", "提示"], out);
    for (rule, count) in &tally.rules {
        let title = known.iter().find(|known| known.name == *rule).map(|known| known.title());
        let title = title.or_else(|| own_title(rule));
        out.raw("<tr><td><code>").text(rule).raw("</code></td><td>");
        out.text(title.unwrap_or_default()).raw("</td>");
        number(count.errors, "error", out);
        number(count.warnings, "warning", out);
        number(count.infos, "info", out);
        out.raw("</tr>\n");
    }
    close_table(out);
}
