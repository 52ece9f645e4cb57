use std::cmp::Reverse;

use anstyle::Style;
use nianbao_lint::Rule;
use nianbao_run::{CheckedDocument, RuleCount, Tally};
use unicode_width::UnicodeWidthStr;

use crate::json::{SCHEMA_VERSION, summary_of, types};
use crate::summary::summary;
use crate::{Color, Detail, Emitter, Totals, escape, own_title, visible};

/// How often each rule found something, in place of the findings.
#[derive(Clone, Debug)]
pub struct Statistics {
    /// How the counts are written.
    pub form: StatisticsForm,
    /// Whether a line of counts follows the table.
    pub detail: Detail,
    /// The rules there are, by name.
    pub rules: Vec<&'static Rule>,
}

/// How counts are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatisticsForm {
    /// As a table for people.
    Text(Color),
    /// As one JSON object.
    Json,
}

impl Emitter for Statistics {
    fn document(&self, _: &CheckedDocument) -> Vec<u8> {
        Vec::new()
    }

    fn end(&self, totals: &Totals<'_>) -> String {
        match self.form {
            StatisticsForm::Text(color) => {
                let mut out = self.table(totals.tally, color);
                if self.detail == Detail::Full {
                    out.push_str(&summary(totals.tally));
                }
                out
            }
            StatisticsForm::Json => self.json(totals.tally),
        }
    }
}

impl Statistics {
    fn table(&self, tally: &Tally, color: Color) -> String {
        let heading = ["个数", "错误", "警告", "提示", "可修改", "规则", "说明"].map(str::to_owned);
        let rows: Vec<[String; 7]> = counts(tally)
            .into_iter()
            .map(|(rule, count)| row(rule, self.title(rule), count))
            .collect();
        let mut table = String::new();
        if !rows.is_empty() {
            let style = if color == Color::Always { Style::new().bold() } else { Style::new() };
            let lines: Vec<&[String; 7]> = std::iter::once(&heading).chain(&rows).collect();
            for (index, line) in lines.iter().enumerate() {
                let style = if index == 0 { style } else { Style::new() };
                table.push_str(&aligned(line, &lines, style));
            }
        }
        table
    }

    fn json(&self, tally: &Tally) -> String {
        let rules = counts(tally).into_iter().map(|(rule, count)| types::RuleCount {
            rule,
            title: self.title(rule),
            total: count.total(),
            errors: count.errors,
            warnings: count.warnings,
            infos: count.infos,
            fixable: types::Fixable { safe: count.safe_fixes, needs_look: count.unsafe_fixes },
        });
        let statistics = types::Statistics {
            schema_version: SCHEMA_VERSION,
            tool: types::Tool::NIANBAO,
            rules: rules.collect(),
            summary: summary_of(tally),
        };
        let mut json = escape::to_string(&statistics);
        json.push('\n');
        json
    }

    /// What a rule is about.
    fn title(&self, rule: &str) -> Option<&'static str> {
        let known = self.rules.iter().find(|known| known.name == rule);
        known.map_or_else(|| own_title(rule), |known| Some(known.title()))
    }
}

/// Rules with their counts, those with the most findings first.
fn counts(tally: &Tally) -> Vec<(&str, &RuleCount)> {
    let mut counts: Vec<(&str, &RuleCount)> =
        tally.rules.iter().map(|(rule, count)| (&**rule, count)).collect();
    counts.sort_by_key(|(rule, count)| (Reverse(count.total()), *rule));
    counts
}

fn row(rule: &str, title: Option<&str>, count: &RuleCount) -> [String; 7] {
    let mendable = count.safe_fixes + count.unsafe_fixes;
    let [total, errors, warnings, infos, mendable] =
        [count.total(), count.errors, count.warnings, count.infos, mendable].map(
            |count| match count {
                0 => "–".to_owned(),
                _ => count.to_string(),
            },
        );
    let rule_words = visible(rule).into_owned();
    let title = title.unwrap_or_default().to_owned();
    [total, errors, warnings, infos, mendable, rule_words, title]
}

/// The columns of the table that hold numbers, which come first.
const NUMBERS: usize = 5;

/// A line of the table: numbers end together, words begin together.
fn aligned(line: &[String; 7], all: &[&[String; 7]], style: Style) -> String {
    let width = |column: usize| all.iter().map(|line| line[column].width()).max().unwrap_or(0);
    let mut out = String::new();
    for (column, cell) in line.iter().enumerate() {
        let blank = " ".repeat(width(column) - cell.width());
        let parts = if column < NUMBERS { [&blank, cell] } else { [cell, &blank] };
        out.extend(parts.map(String::as_str));
        out.push_str("  ");
    }
    format!("{style}{}{style:#}\n", out.trim_end())
}
