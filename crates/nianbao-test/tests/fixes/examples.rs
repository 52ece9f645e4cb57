//! The examples of all rules, mended in every format.

use nianbao_document::Format;
use nianbao_lint::{DocPart, Example, RuleSet};
use nianbao_run::Fixes;

use crate::promises::{faults, faults_of_each};

/// The title and first heading of a report, so that an example without is one.
const FRAME: &str = "柳林镇2023年政府信息公开工作年度报告\n\n一、总体情况\n\n";

fn examples() -> Vec<(&'static str, Example)> {
    let parts = RuleSet::linked()
        .into_iter()
        .flat_map(|rule| rule.doc_parts().into_iter().map(move |part| (rule.name, part)));
    parts
        .filter_map(|(rule, part)| match part {
            DocPart::Example(example) => Some((rule, example)),
            DocPart::Prose(_) => None,
        })
        .collect()
}

/// An example as files in every format that can hold it: paths and texts.
fn files(example: &Example) -> Vec<(&'static str, String)> {
    match example.format.unwrap() {
        Format::Html => vec![("a.html", example.text.clone())],
        Format::Markdown => vec![
            ("a.md", example.text.clone()),
            ("a.html", page(&example.text, escaped)),
            ("a.html", page(&example.text, apart)),
        ],
        // No example is written so.
        Format::Docx => Vec::new(),
        Format::Text => vec![
            ("a.txt", format!("{FRAME}{}", example.text)),
            ("a.md", format!("{FRAME}{}", example.text)),
            ("a.html", page(&format!("{FRAME}{}", example.text), escaped)),
            ("a.html", page(&format!("{FRAME}{}", example.text), apart)),
        ],
    }
}

/// The lines of a text as paragraphs of a page; `inline` writes their words.
fn page(text: &str, inline: impl Fn(&str) -> String) -> String {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let blocks = lines.map(|line| {
        let words = line.trim_start_matches('#');
        match line.len() - words.len() {
            0 => format!("<p class=\"a\">{}</p>\r\n", inline(words)),
            level => format!("<h{level}>{}</h{level}>\r\n", inline(words.trim_start())),
        }
    });
    format!("<!DOCTYPE html><body>\r\n{}", blocks.collect::<String>())
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;")
}

/// Words with an element around every third character, and every fifth as a character reference.
pub(crate) fn apart(words: &str) -> String {
    let write = |(index, c): (usize, char)| match index {
        _ if c.is_whitespace() => c.to_string(),
        _ if index % 5 == 4 => format!("&#{};", u32::from(c)),
        _ if index % 3 == 2 => format!("<span lang=a>{}</span>", escaped(&c.to_string())),
        _ => escaped(&c.to_string()),
    };
    words.chars().enumerate().map(write).collect()
}

#[test]
fn mended_examples_hold_what_is_promised() {
    let mut wrong_ones = Vec::new();
    for (rule, example) in examples() {
        for (path, text) in files(&example) {
            for fixes in [Fixes::Safe, Fixes::All] {
                let faults = faults(path, text.as_bytes(), fixes);
                wrong_ones.extend(
                    faults.iter().map(|it| format!("{rule} {path} {fixes:?}: {it}: {text:?}")),
                );
            }
        }
    }
    assert!(wrong_ones.is_empty(), "\n{}", wrong_ones.join("\n"));
}

#[test]
fn each_safe_fix_of_an_example_mends_its_own_and_brings_nothing() {
    let mut wrong_ones = Vec::new();
    for (rule, example) in examples() {
        for (path, text) in files(&example) {
            let faults = faults_of_each(path, &text);
            wrong_ones.extend(faults.iter().map(|fault| format!("{rule} {path}: {fault}")));
        }
    }
    assert!(wrong_ones.is_empty(), "\n{}", wrong_ones.join("\n"));
}
