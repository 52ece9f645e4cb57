use std::collections::HashMap;
use std::hash::Hasher;

use nianbao_diagnostics::Diagnostic;
use nianbao_span::Span;
use siphasher::sip128::{Hasher128, SipHasher13};

use crate::CheckedDocument;

/// Characters on either side of a finding that tell it from others with the same text.
const CONTEXT_CHARS: usize = 8;

/// One fingerprint for each finding of `document`, 32 hexadecimal digits: of the rule, the place in the form, and the
/// text found with a little around it, white space left out. Lines and the path are not part of it, so it stays the same
/// when other parts of the file change. Findings alike in all this are counted in reading order.
pub fn fingerprints(document: &CheckedDocument) -> Vec<String> {
    let mut seen: HashMap<u128, u32> = HashMap::new();
    document
        .diagnostics
        .iter()
        .map(|diagnostic| {
            let base = hash(diagnostic, &document.source.text, 0);
            let repeated = seen.entry(base).or_default();
            let unique = if *repeated == 0 {
                base
            } else {
                hash(diagnostic, &document.source.text, *repeated)
            };
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

fn hash(diagnostic: &Diagnostic, text: &str, repeated: u32) -> u128 {
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
    let Context { before, found, after } = Context::of(diagnostic.span, text);
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
    fn of(span: Span, text: &str) -> Context {
        let visible = |c: &char| !c.is_whitespace();
        let range = span.range();
        let before: Vec<char> =
            text[..range.start].chars().rev().filter(visible).take(CONTEXT_CHARS).collect();
        Context {
            before: before.into_iter().rev().collect(),
            found: text[range.clone()].chars().filter(visible).collect(),
            after: text[range.end..].chars().filter(visible).take(CONTEXT_CHARS).collect(),
        }
    }
}
