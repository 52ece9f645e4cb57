//! Files and findings as services name them, in whose pages results are shown.

use std::borrow::Cow;

use nianbao_diagnostics::Diagnostic;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::visible;

/// A path from the top of the work tree, as services know files: without `.` and `..` where they can be done without.
/// Absolute paths stay absolute.
pub(crate) fn plain_path(path: &str) -> Cow<'_, str> {
    if !path.split('/').any(|part| matches!(part, "." | ".." | "")) {
        return Cow::Borrowed(path);
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    let root = if path.starts_with('/') { "/" } else { "" };
    Cow::Owned(format!("{root}{}", parts.join("/")))
}

/// Characters of a path that a URI must not have. RFC 3986: what is not reserved stays, and so do the slashes.
const ESCAPED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The URI of a file: a relative one for a relative path.
pub(crate) fn uri(path: &str) -> String {
    let path = plain_path(path);
    let escaped = utf8_percent_encode(&path, ESCAPED);
    if path.starts_with('/') { format!("file://{escaped}") } else { escaped.to_string() }
}

/// All that is to be said of a finding in plain words: what is wrong, where, what to do and by which norm, a line each.
pub(crate) fn words(diagnostic: &Diagnostic) -> String {
    let mut lines = vec![visible(&diagnostic.message).into_owned()];
    lines.extend(diagnostic.place.as_ref().map(|it| format!("位置: {}", visible(&it.label))));
    lines.extend(diagnostic.help.as_ref().map(|it| format!("帮助: {}", visible(it))));
    lines.extend(diagnostic.fix.as_ref().map(|it| format!("修改: {}", visible(&it.title))));
    lines.extend(diagnostic.norm.map(|norm| format!("依据: {norm}")));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lose_what_leads_nowhere() {
        let plain =
            ["a/b.md", "./年报/a.md", "a//b", "a/../b", "../a", "/x/./y"].map(|it| plain_path(it));
        assert_eq!(plain, ["a/b.md", "年报/a.md", "a/b", "b", "../a", "/x/y"]);
    }

    #[test]
    fn uris_are_ascii() {
        assert_eq!(uri("./年报/a b.md"), "%E5%B9%B4%E6%8A%A5/a%20b.md");
        assert_eq!(uri("/x/甲#1%?.txt"), "file:///x/%E7%94%B2%231%25%3F.txt");
    }
}
