//! The character encoding that a page or an XML file says it has.

use std::ops::Range;

use encoding_rs::Encoding;

/// How much of a file is searched for a declaration, in bytes. HTML asks for 1,024; templates put more before it.
const HEAD: usize = 4 * 1024;

/// A declared character encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Declared {
    /// Bytes of the declared name, without quotes.
    pub(crate) label: Range<usize>,
    /// What the name stands for on the web; `None` for a name browsers do not know.
    pub(crate) encoding: Option<&'static Encoding>,
}

/// The encoding that a `<meta>` element or an XML declaration in the first 4 KiB names.
pub(crate) fn declared_charset(bytes: &[u8]) -> Option<Declared> {
    let head = &bytes[..bytes.len().min(HEAD)];
    // Browsers read the `<meta>` of a page that has both.
    let label = meta_label(head).or_else(|| xml_label(head))?;
    Some(Declared { encoding: Encoding::for_label(&head[label.clone()]), label })
}

fn xml_label(head: &[u8]) -> Option<Range<usize>> {
    let start = head.iter().position(|byte| !byte.is_ascii_whitespace())?;
    if !head[start..].starts_with(b"<?xml") {
        return None;
    }
    let end = start + position_of(&head[start..], b"?>")?;
    value_after(head, start..end, b"encoding")
}

fn meta_label(head: &[u8]) -> Option<Range<usize>> {
    let mut at = 0;
    while let Some(tag) = head[at..].iter().position(|byte| *byte == b'<').map(|found| at + found) {
        let rest = &head[tag..];
        let len = if rest.starts_with(b"<!--") {
            position_of(rest, b"-->")?
        } else {
            rest.iter().position(|byte| *byte == b'>')?
        };
        if rest[1..].len() > 4 && rest[1..5].eq_ignore_ascii_case(b"meta") {
            let label = value_after(head, tag + 5..tag + len, b"charset");
            if label.is_some() {
                return label;
            }
        }
        at = tag + len;
    }
    None
}

/// The value of `name=value` within `range`, quoted or not; `charset=` inside a `content` attribute has the same shape.
fn value_after(head: &[u8], range: Range<usize>, name: &[u8]) -> Option<Range<usize>> {
    let mut at = range.start;
    loop {
        at += position_of(&head[at..range.end], name)? + name.len();
        let equals = skip_spaces(head, at..range.end);
        if equals < range.end && head[equals] == b'=' {
            at = equals + 1;
            break;
        }
    }
    let mut start = skip_spaces(head, at..range.end);
    if start < range.end && matches!(head[start], b'"' | b'\'') {
        start += 1;
    }
    let is_label = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_:.+".contains(byte);
    let len = head[start..range.end].iter().take_while(|byte| is_label(byte)).count();
    (len > 0).then_some(start..start + len)
}

fn skip_spaces(head: &[u8], range: Range<usize>) -> usize {
    range.start + head[range].iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

fn position_of(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window.eq_ignore_ascii_case(part))
}

#[cfg(test)]
mod tests {
    use super::declared_charset;

    #[track_caller]
    fn assert_declared(head: &str, label: Option<&str>) {
        let found = declared_charset(head.as_bytes()).map(|declared| &head[declared.label]);
        assert_eq!(found, label);
    }

    #[test]
    fn both_forms_of_meta_are_found() {
        assert_declared("<html><META CharSet=gb2312>", Some("gb2312"));
        assert_declared(
            "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=GBK\" />",
            Some("GBK"),
        );
        assert_declared("<meta charset = 'utf-8'>", Some("utf-8"));
        assert_declared("<meta name=charset content=x><meta charset=big5>", Some("big5"));
    }

    #[test]
    fn an_xml_declaration_is_found_where_no_meta_is() {
        let both = "<?xml version='1.0' encoding='gb2312'?><meta charset=utf-8>";
        assert_declared(both, Some("utf-8"));
        assert_declared("<?xml version=\"1.0\" encoding=\"GB18030\"?><html>", Some("GB18030"));
    }

    #[test]
    fn text_comments_and_other_elements_declare_nothing() {
        assert_declared("charset=gbk", None);
        assert_declared("<!-- <meta charset=gbk> --><p>", None);
        assert_declared("<script charset=gbk></script>", None);
        assert_declared("<meta charset=", None);
        assert_declared("<meta", None);
        assert_declared("", None);
    }
}
