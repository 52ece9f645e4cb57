//! A copy of a page with places marked. All bytes of the page stay; marks come between them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use nianbao_document::{Document, Region, Text};
use nianbao_span::Span;

use crate::{EncodeError, encode};

/// What is said of a place of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The place, in the page's text.
    pub span: Span,
    /// What is said, in lines.
    pub title: String,
    /// The colour behind the words, as CSS names it.
    pub color: &'static str,
}

/// Most marks whose words are told at one place.
const MOST_TOLD: usize = 8;

/// The `bytes` of the page that `document` was read from, with `marks` around the words they are about. What has no words,
/// such as a blank cell, is marked by a box where words would stand.
///
/// # Errors
/// When nothing can be put into a page of this encoding.
pub fn marked_page(
    document: &Document<'_>,
    bytes: &[u8],
    marks: &[Mark],
) -> Result<Vec<u8>, EncodeError> {
    let source = document.source;
    let pieces = Pieces::of(document);
    let places: Vec<(Span, usize)> = marks
        .iter()
        .enumerate()
        .flat_map(|(index, mark)| pieces.places(mark.span).into_iter().map(move |it| (it, index)))
        .collect();
    let mut page = Vec::with_capacity(bytes.len() + places.len() * 256);
    let mut done = 0;
    for (span, told) in parted(&places) {
        let file = source.file_span(span).range();
        page.extend_from_slice(&bytes[done..file.start]);
        page.extend(encode(source.encoding, &opening(marks, &told, span, source.encoding))?);
        page.extend_from_slice(&bytes[file.clone()]);
        page.extend(encode(source.encoding, "</mark>")?);
        done = file.end;
    }
    page.extend_from_slice(&bytes[done..]);
    Ok(page)
}

/// The words of a page by place: where each is, and whether a part of it can be marked.
struct Pieces(Vec<(Span, bool)>);

impl Pieces {
    fn of(document: &Document<'_>) -> Pieces {
        let blocks = document.blocks.iter().filter(|block| block.region == Region::Content);
        let source = document.source;
        let mut pieces: Vec<(Span, bool)> = blocks
            .flat_map(nianbao_document::Block::texts)
            .flat_map(Text::pieces)
            .filter(|(_, span)| !source.slice(*span).starts_with('<'))
            .map(|(said, span)| (span, source.slice(span) == said))
            .collect();
        pieces.sort_unstable();
        Pieces(pieces)
    }

    /// The places to be marked for `span`: the words in it, else one where words would stand.
    fn places(&self, span: Span) -> Vec<Span> {
        let Pieces(pieces) = self;
        let first = pieces.partition_point(|(piece, _)| piece.end <= span.start);
        let touched = pieces[first..].iter().take_while(|(piece, _)| piece.start < span.end);
        let words: Vec<Span> = touched
            .map(|(piece, is_verbatim)| match is_verbatim {
                true => Span { start: piece.start.max(span.start), end: piece.end.min(span.end) },
                false => *piece,
            })
            .filter(|words| !words.is_empty())
            .collect();
        if !words.is_empty() {
            return words;
        }
        let next = pieces.partition_point(|(piece, _)| piece.end < span.start);
        let near = pieces.get(next).or_else(|| pieces.last());
        near.map(|(piece, is_verbatim)| {
            let is_within = *is_verbatim && piece.contains(Span::empty(span.start));
            Span::empty(if is_within { span.start } else { piece.start })
        })
        .into_iter()
        .collect()
    }
}

/// `places` parted where one of them begins or ends, in order, each with the marks it bears.
fn parted(places: &[(Span, usize)]) -> Vec<(Span, Vec<usize>)> {
    let borders: BTreeSet<u32> =
        places.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
    let borders: Vec<u32> = borders.into_iter().collect();
    let mut by_start = places.to_vec();
    by_start.sort_unstable();
    let mut parts = Vec::new();
    let mut open: Vec<(Span, usize)> = Vec::new();
    let mut rest = by_start.into_iter().peekable();
    for (index, start) in borders.iter().enumerate() {
        open.retain(|(span, _)| span.end > *start);
        let mut points = Vec::new();
        while let Some((span, mark)) = rest.next_if(|(span, _)| span.start == *start) {
            if span.is_empty() {
                points.push(mark);
            } else {
                open.push((span, mark));
            }
        }
        if !points.is_empty() {
            parts.push((Span::empty(*start), points));
        }
        let Some(end) = borders.get(index + 1).filter(|_| !open.is_empty()) else { continue };
        let told = open.iter().map(|(_, mark)| *mark).collect();
        parts.push((Span { start: *start, end: *end }, told));
    }
    parts
}

/// The tag before a marked place.
fn opening(marks: &[Mark], told: &[usize], span: Span, encoding: &str) -> String {
    let titles: Vec<&str> =
        told.iter().take(MOST_TOLD).map(|index| marks[*index].title.as_str()).collect();
    let color = told.first().map_or("", |index| marks[*index].color);
    let room = if span.is_empty() { ";display:inline-block;width:1em;height:1em" } else { "" };
    format!(
        r#"<mark title="{}" style="background:{color};color:#000;outline:1px solid #888{room}">"#,
        attribute(&titles.join("\n\n"), encoding)
    )
}

/// `words` as the value of an attribute; what the page's encoding cannot carry is written by number.
fn attribute(words: &str, encoding: &str) -> String {
    let mut value = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => value.push_str("&amp;"),
            '<' => value.push_str("&lt;"),
            '>' => value.push_str("&gt;"),
            '"' => value.push_str("&quot;"),
            '\n' => value.push_str("&#10;"),
            _ if c.is_control() => value.push(' '),
            _ if c.is_ascii() || encode(encoding, c.encode_utf8(&mut [0; 4])).is_ok() => {
                value.push(c);
            }
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(value, "&#{};", u32::from(c));
            }
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use nianbao_document::Format;

    use super::*;
    use crate::{decode, read};

    /// The page with marks of these titles on these words, the marks written `[title|words]`.
    #[track_caller]
    fn marked(bytes: &[u8], marks: &[(&str, &str)]) -> String {
        let source = decode("a.html", bytes.to_vec()).unwrap();
        let document = read(&source, Format::Html);
        let mark = |(words, title): &(&str, &str)| {
            let at = source.text.find(words).unwrap_or_else(|| panic!("no {words}"));
            let span = Span::new(at..at + words.len());
            Mark { span, title: (*title).to_owned(), color: "#fff" }
        };
        let marks: Vec<Mark> = marks.iter().map(mark).collect();
        let page = marked_page(&document, bytes, &marks).unwrap();
        let text = decode("a.html", page).unwrap().text;
        let short = text.replace("<mark title=\"", "[").replace("</mark>", "]");
        let style = "\" style=\"background:#fff;color:#000;outline:1px solid #888\">";
        let room = style.replace("\">", ";display:inline-block;width:1em;height:1em\">");
        short.replace(style, "|").replace(&room, "□")
    }

    #[track_caller]
    fn check(page: &str, marks: &[(&str, &str)], expected: &str) {
        assert_eq!(marked(page.as_bytes(), marks), expected);
    }

    #[test]
    fn words_are_marked_and_tags_are_not() {
        check("<p>收到申请</p>", &[("申请", "甲")], "<p>收到[甲|申请]</p>");
        check(
            "<p>收<b>到申</b>请</p>",
            &[("收<b>到申</b>请", "甲")],
            "<p>[甲|收]<b>[甲|到申]</b>[甲|请]</p>",
        );
        check(
            "<p>甲&amp;乙<br>丙</p>",
            &[("&amp;乙<br>丙", "甲")],
            "<p>甲[甲|&amp;][甲|乙]<br>[甲|丙]</p>",
        );
    }

    #[test]
    fn marks_that_meet_are_told_together() {
        check(
            "<p>甲乙丙</p>",
            &[("甲乙", "一"), ("乙丙", "二")],
            "<p>[一|甲][一&#10;&#10;二|乙][二|丙]</p>",
        );
    }

    #[test]
    fn what_has_no_words_gets_a_box() {
        let page = "<table><tr><td>规章</td><td></td></tr></table>";
        let source = decode("a.html", page.into()).unwrap();
        let document = read(&source, Format::Html);
        let at = page.find("</td></tr>").unwrap();
        let mark = Mark { span: Span::new(at..at), title: "空".to_owned(), color: "#fff" };
        let marked = marked_page(&document, page.as_bytes(), &[mark]).unwrap();
        let marked = String::from_utf8(marked).unwrap();
        assert!(marked.contains("<td>规章</td><td><mark title=\"空\""), "{marked}");
        check(
            "<p><img src=\"a.png\">甲</p>",
            &[("<img", "图")],
            "<p><img src=\"a.png\">[图□]甲</p>",
        );
    }

    #[test]
    fn titles_are_no_markup() {
        check(
            "<p>甲</p>",
            &[("甲", "\"><script>&\u{1}")],
            "<p>[&quot;&gt;&lt;script&gt;&amp; |甲]</p>",
        );
    }

    #[test]
    fn what_an_encoding_cannot_carry_is_written_by_number() {
        let (bytes, ..) =
            encoding_rs::BIG5.encode("<meta charset=big5><p>縣政府信息公開工作年度報告</p>");
        let expected = "<meta charset=big5><p>縣[&#26631;|政府]信息公開工作年度報告</p>";
        assert_eq!(marked(&bytes, &[("政府", "标")]), expected);
    }
}
