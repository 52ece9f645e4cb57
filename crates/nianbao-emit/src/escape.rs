mod compact;

use std::io::Write as _;

use serde::Serialize;

use self::compact::Compact;
use crate::visible::{find_unusual, is_hidden};

/// `value` as JSON on one line, in which every character that a terminal would obey or hide is escaped. A reader of JSON
/// gets the same strings.
pub(crate) fn to_vec(value: &impl Serialize) -> Vec<u8> {
    let mut out = Vec::with_capacity(1024);
    value
        .serialize(&mut Compact::new(&mut out))
        .expect("every key is a string, and nothing is written that has no form here");
    out
}

/// As [`to_vec`].
pub(crate) fn to_string(value: &impl Serialize) -> String {
    String::from_utf8(to_vec(value)).expect("JSON is UTF-8")
}

/// Appends `text` as a string of JSON.
fn push_string(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let mut rest = text;
    while let Some((at, c)) = find_unusual(rest, is_escaped) {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        push_escaped(out, c);
        rest = &rest[at + c.len_utf8()..];
    }
    out.extend_from_slice(rest.as_bytes());
    out.push(b'"');
}

fn is_escaped(c: char) -> bool {
    matches!(c, '"' | '\\') || is_hidden(c)
}

fn push_escaped(out: &mut Vec<u8>, c: char) {
    let short: &[u8] = match c {
        '"' => b"\\\"",
        '\\' => b"\\\\",
        '\n' => b"\\n",
        '\r' => b"\\r",
        '\t' => b"\\t",
        '\u{8}' => b"\\b",
        '\u{C}' => b"\\f",
        _ => {
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}").expect("writing to memory does not fail");
            }
            return;
        }
    };
    out.extend_from_slice(short);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hidden_characters_are_escaped() {
        assert_eq!(
            to_string(&"甲\u{202E}\u{9B}\"\n\u{E0041}"),
            r#""甲\u202e\u009b\"\n\udb40\udc41""#
        );
    }

    #[derive(Serialize)]
    struct Whole<'a> {
        words: Vec<Option<&'a str>>,
        #[serde(flatten)]
        part: Part,
        by_name: BTreeMap<&'a str, (u64, i8)>,
        variants: [Variant; 3],
        nothing: [u8; 0],
    }

    #[derive(Serialize)]
    enum Variant {
        Alone,
        Around(u8),
        With { one: bool, other: () },
    }

    #[derive(Serialize)]
    #[serde(rename_all = "kebab-case")]
    struct Part {
        is_there: bool,
        kind: Kind,
    }

    #[derive(Serialize)]
    #[serde(tag = "kind", rename_all = "kebab-case")]
    enum Kind {
        Tagged { at: usize },
        OfUnit,
    }

    #[test]
    fn values_are_written_as_serde_json_writes_them() {
        for kind in [Kind::Tagged { at: usize::MAX }, Kind::OfUnit] {
            let value = Whole {
                words: vec![Some("甲\\"), None, Some("")],
                part: Part { is_there: true, kind },
                by_name: BTreeMap::from([("“乙\"", (u64::MAX, i8::MIN)), ("丙", (0, 7))]),
                variants: [
                    Variant::Alone,
                    Variant::Around(1),
                    Variant::With { one: false, other: () },
                ],
                nothing: [],
            };
            assert_eq!(to_string(&value), serde_json::to_string(&value).unwrap());
        }
    }

    proptest! {
        #[test]
        fn a_reader_gets_the_same_string(text in any::<String>()) {
            let json = to_string(&text);
            prop_assert!(!json.contains(is_hidden));
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
