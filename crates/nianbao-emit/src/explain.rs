use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use nianbao_diagnostics::Applicability;
use nianbao_lint::{DocPart, Example, Rule, Runs, Verdict};

use crate::{Color, visible};

/// All that is to be known of `rule`, for people: title, severity, fix, norm, explanation and examples.
pub fn explain(rule: &Rule, color: Color) -> String {
    let mut out = String::new();
    push_heading(&mut out, &format!("{}: {}", rule.name, rule.title()), color);
    for (name, value) in facts(rule) {
        push(&mut out, format_args!("{name}: {value}\n"));
    }
    for part in rule.doc_parts() {
        out.push('\n');
        match part {
            DocPart::Prose(prose) => push(&mut out, format_args!("{prose}\n")),
            DocPart::Example(example) => push_example(&mut out, &example, color),
        }
    }
    out
}

/// What the rule's value says, by name.
fn facts(rule: &Rule) -> Vec<(&'static str, String)> {
    let level = match rule.runs {
        Runs::ByDefault => rule.severity.name().to_owned(),
        Runs::OnRequest => {
            format!("{}（默认关闭，在 lint.toml 中写明规则全名才启用）", rule.severity.name())
        }
    };
    let mut facts = vec![("级别", level), ("修改", fixes(rule))];
    if let Some(norm) = rule.norm {
        facts.push(("依据", norm.to_string()));
        facts.extend(norm.url().map(|url| ("网址", url.to_owned())));
    }
    facts.push(("始于", format!("{} 版", rule.since)));
    facts
}

fn fixes(rule: &Rule) -> String {
    let words = |fix: &Applicability| match fix {
        Applicability::Safe => "安全，nianbao fix 直接修改",
        Applicability::Unsafe => "须确认，加 --unsafe-fixes 才修改",
        Applicability::Display => "仅供参考，不自动修改",
    };
    let fixes: Vec<&str> = rule.fixes.iter().map(words).collect();
    if fixes.is_empty() { "无".to_owned() } else { fixes.join("；") }
}

fn push_example(out: &mut String, example: &Example, color: Color) {
    let heading = match example.verdict {
        Verdict::Bad => "会报告:",
        Verdict::Good => "不报告:",
    };
    push_heading(out, heading, color);
    for line in example.text.lines() {
        let line = format!("    {}", visible(line));
        push(out, format_args!("{}\n", line.trim_end()));
    }
}

fn push_heading(out: &mut String, heading: &str, color: Color) {
    let bold = match color {
        Color::Always => AnsiColor::Cyan.on_default().bold(),
        Color::Never => Style::new(),
    };
    push(out, format_args!("{bold}{heading}{bold:#}\n"));
}

fn push(out: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = out.write_fmt(what);
}

#[cfg(test)]
mod tests {
    use nianbao_diagnostics::Severity;
    use nianbao_lint::{FORMAT_2021, Rule};

    use super::*;

    const RULE: Rule = Rule {
        name: "test/bad-word",
        severity: Severity::Warning,
        norm: Some(FORMAT_2021),
        since: "0.1.0",
        doc: " 不得写坏字\n\n The condition.\n\n ```bad text\n 坏\u{200B}字\n\n 又一行\n ```\n ```good\n 好\n ```\n Safe.\n",
        module: "",
        runs: Runs::OnRequest,
        fixes: &[Applicability::Safe, Applicability::Unsafe],
        check: |_, _| {},
    };

    #[test]
    fn everything_known_of_a_rule_is_said() {
        let expected = "\
test/bad-word: 不得写坏字
级别: warning（默认关闭，在 lint.toml 中写明规则全名才启用）
修改: 安全，nianbao fix 直接修改；须确认，加 --unsafe-fixes 才修改
依据: 国办公开办函〔2021〕30号
始于: 0.1.0 版

The condition.

会报告:
    坏<U+200B>字

    又一行

不报告:
    好

Safe.
";
        assert_eq!(explain(&RULE, Color::Never), expected);
    }

    #[test]
    fn a_rule_may_have_no_norm_and_no_fix() {
        let rule = Rule { norm: None, fixes: &[], runs: Runs::ByDefault, ..RULE };
        let told = explain(&rule, Color::Always);
        assert!(told.contains("级别: warning\n修改: 无\n始于"), "{told}");
        assert!(told.starts_with('\u{1B}'), "{told:?}");
    }
}
