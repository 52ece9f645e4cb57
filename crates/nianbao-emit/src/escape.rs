use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use crate::visible::find_hidden;

/// `value` as JSON on one line, in which every character that a terminal would obey or hide is escaped. A reader of JSON
/// gets the same strings.
pub(crate) fn to_vec(value: &impl Serialize) -> Vec<u8> {
    let mut out = Vec::with_capacity(1024);
    write_to(&mut out, value);
    out
}

/// Appends what [`to_vec`] makes of `value`.
pub(crate) fn write_to(out: &mut Vec<u8>, value: &impl Serialize) {
    value
        .serialize(&mut Serializer::with_formatter(out, Escaping { in_name: false }))
        .expect("writing to memory does not fail, and every key is a string");
}

/// As [`to_vec`].
pub(crate) fn to_string(value: &impl Serialize) -> String {
    String::from_utf8(to_vec(value)).expect("JSON is UTF-8")
}

/// Compact JSON with escapes.
struct Escaping {
    /// Whether the name of a field is written. Names are those of this program and of rules, and have nothing to escape.
    in_name: bool,
}

/// What stands around names is written with their quotes.
impl Formatter for Escaping {
    #[inline]
    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.in_name = true;
        writer.write_all(if first { b"\"" } else { b",\"" })
    }

    #[inline]
    fn begin_string<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.in_name { Ok(()) } else { writer.write_all(b"\"") }
    }

    #[inline]
    fn end_string<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        let is_name = std::mem::take(&mut self.in_name);
        writer.write_all(if is_name { b"\":" } else { b"\"" })
    }

    #[inline]
    fn begin_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        Ok(())
    }

    #[inline]
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if self.in_name {
            return writer.write_all(fragment.as_bytes());
        }
        let mut rest = fragment;
        while let Some((at, c)) = find_hidden(rest) {
            writer.write_all(&rest.as_bytes()[..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = &rest[at + c.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::is_hidden;

    #[test]
    fn hidden_characters_are_escaped() {
        assert_eq!(
            to_string(&"甲\u{202E}\u{9B}\"\n\u{E0041}"),
            r#""甲\u202e\u009b\"\n\udb40\udc41""#
        );
    }

    #[test]
    fn where_nothing_is_hidden_all_is_as_serde_json_writes_it() {
        let by_number = std::collections::BTreeMap::from([(1, Some("甲，“乙”\t")), (2, None)]);
        let value =
            serde_json::json!({"a": [1, {"b": null, "": "c\"\n"}], "d": {}, "e": [], "f": -0.5});
        let value = (by_number, value, true);
        assert_eq!(to_string(&value), serde_json::to_string(&value).unwrap());
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
