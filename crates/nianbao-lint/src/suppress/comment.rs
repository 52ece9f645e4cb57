use nianbao_document::{Document, Format};
use nianbao_span::Span;

use super::cover::cover;

/// A comment of the document that speaks to nianbao.
#[derive(Debug)]
pub(super) struct Comment {
    /// All of it.
    pub(super) span: Span,
    /// What it is about.
    pub(super) reach: Reach,
    /// Rules and families as written.
    pub(super) rules: Vec<String>,
    /// Why; absent where it does not say.
    pub(super) reason: Option<String>,
    /// Its first word, where nianbao does not know it.
    pub(super) unknown_word: Option<String>,
}

/// What a comment is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// The whole document.
    File,
    /// What stands here.
    Part(Span),
    /// Nothing: it stands at the end.
    Nothing,
}

/// The first words there are.
pub(super) const WORDS: [&str; 2] = ["nianbao-ignore", "nianbao-ignore-file"];

/// The comments of `document` that speak to nianbao, by place. Only Markdown and HTML have comments.
pub(super) fn comments(document: &Document<'_>) -> Vec<Comment> {
    let text = document.source.text.as_str();
    let has_comments = matches!(document.format, Format::Markdown | Format::Html);
    if !has_comments || !text.contains("nianbao-") {
        return Vec::new();
    }
    let mut comments = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(OPENING) {
        let start = at + found;
        let inside = start + OPENING.len();
        let len = text[inside..].find(CLOSING);
        let end = len.map_or(text.len(), |len| inside + len + CLOSING.len());
        let body = &text[inside..len.map_or(text.len(), |len| inside + len)];
        comments.extend(comment(document, Span::new(start..end), body));
        at = end;
    }
    comments
}

const OPENING: &str = "<!--";
const CLOSING: &str = "-->";

fn comment(document: &Document<'_>, span: Span, body: &str) -> Option<Comment> {
    let body = body.trim();
    if !body.starts_with("nianbao-") {
        return None;
    }
    let word_len = body.find(|c: char| c.is_whitespace() || matches!(c, ':' | '：'));
    let (word, rest) = body.split_at(word_len.unwrap_or(body.len()));
    let (names, reason) = rest.split_once([':', '：']).unwrap_or((rest, ""));
    let names = names.split(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、'));
    let is_known = WORDS.contains(&word);
    Some(Comment {
        span,
        reach: match word {
            "nianbao-ignore" => cover(document, span).map_or(Reach::Nothing, Reach::Part),
            "nianbao-ignore-file" => Reach::File,
            _ => Reach::Nothing,
        },
        rules: names.filter(|name| !name.is_empty()).map(str::to_owned).collect(),
        reason: Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty()),
        unknown_word: (!is_known).then(|| word.to_owned()),
    })
}
