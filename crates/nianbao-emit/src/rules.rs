use anstyle::{AnsiColor, Style};
use nianbao_diagnostics::{Applicability, Severity};
use nianbao_lint::{DocPart, Example, Rule, Runs, Verdict};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::{Color, escape};

/// A table of `rules` for people: name, severity, fix, title.
pub fn rules_table(rules: &[&Rule], color: Color) -> String {
    let heading = ["规则", "级别", "修改", "说明"].map(str::to_owned);
    let rows: Vec<[String; 4]> = rules.iter().map(|rule| row(rule)).collect();
    let widths = [0, 1, 2].map(|column| {
        let cells = rows.iter().chain([&heading]).map(|row| row[column].width());
        cells.max().unwrap_or_default()
    });
    let mut table = line(&heading, widths, [Style::new(); 3]);
    for (rule, row) in rules.iter().zip(&rows) {
        let styles = match color {
            Color::Always => [Style::new().bold(), style_of(rule), Style::new()],
            Color::Never => [Style::new(); 3],
        };
        table.push_str(&line(row, widths, styles));
    }
    table
}

/// `rules` with all that is to be known of them, as one JSON object.
pub fn rules_json(rules: &[&Rule]) -> String {
    let list =
        RuleList { schema_version: 1, rules: rules.iter().map(|rule| entry(rule)).collect() };
    let mut json = escape::to_string(&list);
    json.push('\n');
    json
}

fn row(rule: &Rule) -> [String; 4] {
    let level = if rule.runs == Runs::OnRequest { "off" } else { rule.severity.name() };
    let fixes: Vec<&str> = rule.fixes.iter().copied().map(fix_name).collect();
    let fixes = if fixes.is_empty() { "–".to_owned() } else { fixes.join("、") };
    [rule.name.to_owned(), level.to_owned(), fixes, rule.title().to_owned()]
}

fn fix_name(fix: Applicability) -> &'static str {
    match fix {
        Applicability::Safe => "安全",
        Applicability::Unsafe => "须确认",
        Applicability::Display => "仅提示",
    }
}

fn style_of(rule: &Rule) -> Style {
    let color = match (rule.runs, rule.severity) {
        (Runs::OnRequest, _) => return Style::new().dimmed(),
        (Runs::ByDefault, Severity::Error) => AnsiColor::BrightRed,
        (Runs::ByDefault, Severity::Warning) => AnsiColor::BrightYellow,
        (Runs::ByDefault, Severity::Info) => AnsiColor::BrightGreen,
    };
    color.on_default()
}

/// One line of the table: a Chinese character takes two columns. The last cell ends the line.
fn line(cells: &[String; 4], widths: [usize; 3], styles: [Style; 3]) -> String {
    let [columns @ .., last] = cells;
    let padded = columns.iter().zip(widths).zip(styles).map(|((cell, width), style)| {
        let blank = " ".repeat(width - cell.width() + 2);
        format!("{style}{cell}{style:#}{blank}")
    });
    padded.chain([last.clone(), "\n".to_owned()]).collect()
}

#[derive(Serialize)]
struct RuleList<'a> {
    schema_version: u32,
    rules: Vec<Entry<'a>>,
}

/// One rule. A norm or its address that is not known is absent.
#[derive(Serialize)]
struct Entry<'a> {
    name: &'a str,
    family: &'a str,
    title: &'a str,
    severity: &'static str,
    /// Whether it runs where the settings do not name it.
    on_by_default: bool,
    fixes: Vec<&'static str>,
    norm: Option<String>,
    norm_url: Option<&'static str>,
    since: &'a str,
    /// Its documentation without examples, in Markdown.
    explanation: String,
    examples: Vec<ExampleEntry>,
}

#[derive(Serialize)]
struct ExampleEntry {
    verdict: &'static str,
    format: Option<&'static str>,
    text: String,
}

fn entry(rule: &Rule) -> Entry<'_> {
    let mut explanation: Vec<String> = Vec::new();
    let mut examples = Vec::new();
    for part in rule.doc_parts() {
        match part {
            DocPart::Prose(prose) => explanation.push(prose),
            DocPart::Example(example) => examples.push(example_entry(example)),
        }
    }
    Entry {
        name: rule.name,
        family: rule.family(),
        title: rule.title(),
        severity: rule.severity.name(),
        on_by_default: rule.runs == Runs::ByDefault,
        fixes: rule.fixes.iter().map(|fix| fix.name()).collect(),
        norm: rule.norm.map(|norm| norm.to_string()),
        norm_url: rule.norm.and_then(|norm| norm.url()),
        since: rule.since,
        explanation: explanation.join("\n\n"),
        examples,
    }
}

fn example_entry(example: Example) -> ExampleEntry {
    ExampleEntry {
        verdict: match example.verdict {
            Verdict::Bad => "bad",
            Verdict::Good => "good",
        },
        format: example.format.map(nianbao_document::Format::name),
        text: example.text,
    }
}

#[cfg(test)]
mod tests {
    use nianbao_lint::FORMAT_2021;
    use serde_json::{Value, json};

    use super::*;

    const SUMS: Rule = Rule {
        name: "sums/row-total",
        severity: Severity::Error,
        norm: Some(FORMAT_2021),
        since: "0.1.0",
        doc: " 合计应相等\n\n The condition.\n ```bad\n 坏\n ```\n Unsafe.\n",
        module: "",
        runs: Runs::ByDefault,
        fixes: &[Applicability::Unsafe, Applicability::Display],
        check: |_, _| {},
    };

    const WORDING: Rule = Rule {
        name: "wording/x",
        severity: Severity::Info,
        norm: None,
        doc: " 可能误用的词\n",
        runs: Runs::OnRequest,
        fixes: &[],
        ..SUMS
    };

    #[test]
    fn columns_line_up_on_a_terminal() {
        let expected = "\
规则            级别   修改            说明
sums/row-total  error  须确认、仅提示  合计应相等
wording/x       off    –               可能误用的词
";
        assert_eq!(rules_table(&[&SUMS, &WORDING], Color::Never), expected);
        let painted = rules_table(&[&SUMS, &WORDING], Color::Always);
        assert!(painted.contains("\u{1B}[91merror\u{1B}[0m  须确认"), "{painted:?}");
    }

    #[test]
    fn json_says_everything() {
        let list: Value = serde_json::from_str(&rules_json(&[&SUMS])).unwrap();
        let expected = json!({
            "name": "sums/row-total", "family": "sums", "title": "合计应相等", "severity": "error",
            "on_by_default": true, "fixes": ["unsafe", "display"], "norm": "国办公开办函〔2021〕30号",
            "norm_url": null, "since": "0.1.0", "explanation": "The condition.\n\nUnsafe.",
            "examples": [{"verdict": "bad", "format": "markdown", "text": "坏\n"}],
        });
        assert_eq!(list["rules"], json!([expected]));
    }
}
