use nianbao_document::{Document, Format};
use nianbao_span::Source;

use super::*;
use crate::Hints;

/// What `text` reads once `right` is put in place of `wrong` in its first passage with it; nothing where that
/// cannot be.
fn replaced(format: Format, text: &str, wrong: &str, right: &str) -> Option<String> {
    let source = Source::from_text("example", text);
    let document: Document<'_> = nianbao_read::read(&source, format);
    let report = Report::recover(&document, &Hints::default());
    let (passage, at) = report
        .passages()
        .find_map(|passage| {
            let at = passage.words().find(wrong)?;
            Some((passage, at))
        })
        .expect("a passage has the words");
    let edit = passage.replace(at..at + wrong.len(), right)?;
    let mut mended = text.to_owned();
    mended.replace_range(edit.span.range(), &edit.replacement);
    Some(mended)
}

#[track_caller]
fn check(format: Format, text: &str, [wrong, right]: [&str; 2], expected: Option<&str>) {
    assert_eq!(replaced(format, text, wrong, right).as_deref(), expected, "{text}");
}

#[test]
fn only_what_differs_is_replaced() {
    let words = ["泄漏秘密", "泄露秘密"];
    check(Format::Text, "防止泄漏秘密。", words, Some("防止泄露秘密。"));
    check(Format::Html, "<p>防止泄<b>漏</b>秘密</p>", words, Some("<p>防止泄<b>露</b>秘密</p>"));
    check(Format::Text, "防止洩漏(lòu)秘密。", ["漏", "露"], Some("防止洩露秘密。"));
    check(Format::Text, "政府门户网。", ["门户网", "门户网站"], Some("政府门户网站。"));
}

#[test]
fn markup_and_script_are_left_alone() {
    check(Format::Html, "<p>布<b>署</b></p>", ["布署", "安排"], None);
    check(Format::Text, "貫切落實", ["贯切", "贯彻"], None);
    check(Format::Text, "佈署", ["布署", "部署"], Some("部署"));
}

#[test]
fn cells_are_passages_too() {
    let table = "| 甲 | 布署 |\n| --- | --- |\n| 0 | 1 |\n";
    let mended = "| 甲 | 部署 |\n| --- | --- |\n| 0 | 1 |\n";
    check(Format::Markdown, table, ["布署", "部署"], Some(mended));
}
