//! Which format a source is in.

use memchr::{memchr, memchr3, memrchr};
use nianbao_document::Format;
use nianbao_span::Source;

use crate::fields;

const HTML_EXTENSIONS: [&str; 4] = ["html", "htm", "shtml", "xhtml"];
const MARKDOWN_EXTENSIONS: [&str; 2] = ["md", "markdown"];

/// What an HTML page begins with, in lower case.
const HTML_BEGINNINGS: [&str; 8] =
    ["<!doctype html", "<html", "<head", "<body", "<table", "<div", "<p", "<meta"];

/// The format of a source: by the extension of its path, else by what its text looks like.
pub fn format_of(source: &Source) -> Format {
    let extension = extension_of(&source.path);
    let is_one_of = |names: &[&str]| names.iter().any(|name| extension.eq_ignore_ascii_case(name));
    if is_one_of(&HTML_EXTENSIONS) {
        Format::Html
    } else if is_one_of(&MARKDOWN_EXTENSIONS) {
        Format::Markdown
    } else {
        by_content(&source.text)
    }
}

/// The extension of a path without its dot, empty where there is none.
fn extension_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

fn by_content(text: &str) -> Format {
    if is_html(text) {
        Format::Html
    } else if is_markdown(text) {
        Format::Markdown
    } else {
        Format::Text
    }
}

/// Whether the first thing in the text, after comments and an XML declaration, is an element of a page.
fn is_html(text: &str) -> bool {
    let mut rest = text.trim_start();
    loop {
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|at| at + 3)
        } else if rest.starts_with("<?xml") {
            rest.find("?>").map(|at| at + 2)
        } else {
            None
        };
        let Some(end) = end else { break };
        rest = rest[end..].trim_start();
    }
    HTML_BEGINNINGS.iter().any(|beginning| {
        let head = rest.as_bytes().get(..beginning.len());
        let next = rest.as_bytes().get(beginning.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(beginning.as_bytes()))
            && next.is_some_and(|byte| !byte.is_ascii_alphanumeric())
    })
}

/// Whether a line is an ATX heading or the delimiter row of a table, or a table stands in it as raw HTML. None is
/// without one of three marks.
fn is_markdown(text: &str) -> bool {
    let mut rest = text;
    while let Some(mark) = memchr3(b'#', b'|', b'<', rest.as_bytes()) {
        let start = memrchr(b'\n', &rest.as_bytes()[..mark]).map_or(0, |end| end + 1);
        let end = memchr(b'\n', &rest.as_bytes()[mark..]).map_or(rest.len(), |len| mark + len);
        let line = rest[start..end].trim_start();
        let is_marked = match line.as_bytes().first() {
            Some(b'#') => is_atx_heading(line),
            Some(b'<') => line.starts_with("<table"),
            Some(b'|' | b':' | b'-') => is_delimiter(line.trim_end()),
            _ => false,
        };
        if is_marked {
            return true;
        }
        rest = &rest[end..];
    }
    false
}

fn is_atx_heading(line: &str) -> bool {
    let words = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - words.len())) && words.starts_with(' ')
}

fn is_delimiter(line: &str) -> bool {
    line.contains('|') && fields::is_delimiter(line)
}

#[cfg(test)]
mod tests {
    use nianbao_document::Format;
    use nianbao_span::Source;

    use super::format_of;

    #[track_caller]
    fn assert_format(path: &str, text: &str, expected: Format) {
        assert_eq!(format_of(&Source::from_text(path, text)), expected);
    }

    #[test]
    fn the_extension_decides_where_there_is_one() {
        assert_format("年报.HTML", "# 一、总体情况", Format::Html);
        assert_format("a.b/年报.shtml", "", Format::Html);
        assert_format("年报.md", "<html>", Format::Markdown);
    }

    #[test]
    fn the_text_decides_otherwise() {
        assert_format("年报.txt", "\n<!-- 页 -->\r\n<!DOCTYPE HTML>\n", Format::Html);
        assert_format("年报", "<?xml version='1.0'?><html xmlns='x'>", Format::Html);
        assert_format("年报.txt", "某县年报\n\n## 一、总体情况\n", Format::Markdown);
        assert_format("年报.txt", "项目 | 数\n---|---\n规章 | 0\n", Format::Markdown);
        assert_format("年报.txt", "一、总体情况\n#不是标题\n规章 | 0\n----\n", Format::Text);
        assert_format("年报.txt", "<关于印发办法的通知>规定", Format::Text);
        assert_format("年报.d/文", "", Format::Text);
    }
}
