use std::collections::HashMap;
use std::hash::Hasher;

use nianbao_diagnostics::Diagnostic;
use nianbao_document::Format;
use nianbao_span::Span;
use siphasher::sip128::{Hasher128, SipHasher13};

use crate::CheckedDocument;

/// Characters on either side of a finding that tell it from others with the same text.
const CONTEXT_CHARS: usize = 8;

/// One fingerprint for each finding of `document`, 32 hexadecimal digits: of the rule, the place in the form, and the
/// text found with a little around it in the same paragraph and between the same tags, white space left out. Line numbers and
/// the path are not part of it, so it stays the same when other parts of the file change or the paragraph is moved.
/// Findings alike in all this are counted in reading order.
pub fn fingerprints(document: &CheckedDocument) -> Vec<String> {
    let mut seen: HashMap<u128, u32> = HashMap::new();
    document
        .diagnostics
        .iter()
        .map(|diagnostic| {
            let base = hash(diagnostic, document, 0);
            let repeated = seen.entry(base).or_default();
            let unique = if *repeated == 0 { base } else { hash(diagnostic, document, *repeated) };
            *repeated += 1;
            format!("{unique:032x}")
        })
        .collect()
}

/// The fingerprint of a finding among those of many files: of its own and the file's path.
pub fn located_fingerprint(path: &str, fingerprint: &str) -> String {
    let mut hasher = SipHasher13::new();
    hasher.write(path.as_bytes());
    hasher.write(&[0xFF]);
    hasher.write(fingerprint.as_bytes());
    format!("{:032x}", hasher.finish128().as_u128())
}

fn hash(diagnostic: &Diagnostic, document: &CheckedDocument, repeated: u32) -> u128 {
    let mut hasher = SipHasher13::new();
    let mut field = |value: &str| {
        hasher.write(value.as_bytes());
        // No field contains this byte, so that neighbours cannot run together.
        hasher.write(&[0xFF]);
    };
    field(&diagnostic.rule);
    if let Some(place) = &diagnostic.place {
        field(&place.section.map(|number| number.to_string()).unwrap_or_default());
        field(place.table.map_or("", |table| table.name()));
        field(place.row.unwrap_or_default());
        field(place.column.unwrap_or_default());
    }
    let Context { before, found, after } = Context::of(diagnostic.span, document);
    field(&before);
    field(&found);
    field(&after);
    hasher.write(&repeated.to_le_bytes());
    hasher.finish128().as_u128()
}

/// The text of a finding and around it, without white space.
struct Context {
    before: String,
    found: String,
    after: String,
}

impl Context {
    fn of(span: Span, document: &CheckedDocument) -> Context {
        let text = document.source.text.as_str();
        let is_border = |(at, c): &(usize, char)| match document.format {
            Some(Format::Html) => matches!(c, '<' | '>'),
            Some(Format::Text | Format::Docx) => matches!(c, '\n' | '\t'),
            Some(Format::Markdown) | None => *c == '\n' && begins_block(&text[at + 1..]),
        };
        let visible = |(_, c): (usize, char)| (!c.is_whitespace()).then_some(c);
        let range = span.range();
        let before = text[..range.start].char_indices().rev();
        let before = before.take_while(|it| !is_border(it)).filter_map(visible);
        let before: Vec<char> = before.take(CONTEXT_CHARS).collect();
        let after = text[range.end..].char_indices().map(|(at, c)| (range.end + at, c));
        let after = after.take_while(|it| !is_border(it)).filter_map(visible);
        Context {
            before: before.into_iter().rev().collect(),
            found: text[range.clone()].chars().filter(|c| !c.is_whitespace()).collect(),
            after: after.take(CONTEXT_CHARS).collect(),
        }
    }
}

/// Whether a paragraph of Markdown does not go on in the line that `rest` begins with.
fn begins_block(rest: &str) -> bool {
    let line = rest.split('\n').next().unwrap_or_default().trim_start();
    line.is_empty()
        || line.starts_with(['#', '|', '-', '*', '+', '>', '`'])
        || line.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(". ")
}
