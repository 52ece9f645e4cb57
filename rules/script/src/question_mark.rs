//! Half-width question marks that stand for a character a conversion lost.

use std::ops::Range;

use nianbao_lint::document::script::is_han;

/// How sure a loss is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loss {
    /// No question mark can stand there.
    Certain,
    /// The clause asks nothing.
    Likely,
}

/// What the question mark at `at` of `text` is part of, where it stands for something lost. Asked in order, it looks at
/// nothing before `from`.
pub(crate) fn lost_at(text: &str, at: usize, from: usize) -> Option<(Range<usize>, Loss)> {
    let before = &text[from..at];
    let begins_line = at == 0;
    if !begins_line && !before.ends_with(is_han) {
        return None;
    }
    let after = text[at..].trim_start_matches('?');
    let end = text.len() - after.len();
    if begins_line {
        // An indent or a bullet that could not be converted.
        return after.trim_start().starts_with(is_han).then_some((at..end, Loss::Certain));
    }
    let fragment = fragment_len(after);
    if fragment > 0 {
        let mut end = end + fragment;
        while let Some(rest) = text[end..].strip_prefix('?') {
            match fragment_len(rest) {
                0 => break,
                len => end += 1 + len,
            }
        }
        return Some((at..end, Loss::Certain));
    }
    if asks(clause(before)) {
        return None;
    }
    match after.chars().next()? {
        mark @ (',' | '，' | '。' | '、' | ';' | '；' | ':' | '：') => {
            Some((at..end + mark.len_utf8(), Loss::Certain))
        }
        c if is_han(c) && c != '答' => Some((at..end, Loss::Likely)),
        _ => None,
    }
}

/// The bytes of a reading left over from a note whose character was lost: `qǐng)` or `,F(xiàn)`.
fn fragment_len(text: &str) -> usize {
    let rest = text.strip_prefix([',', '，']).unwrap_or(text);
    let rest = match rest.strip_prefix(|c: char| c.is_ascii_uppercase()) {
        Some(rest) => rest.strip_prefix('('),
        None if rest.len() == text.len() => Some(rest),
        None => None,
    };
    let Some(rest) = rest else { return 0 };
    let letters = rest.find(|c: char| !is_pinyin_letter(c)).unwrap_or(rest.len());
    let tail = &rest[letters..];
    if letters > 0 && tail.starts_with(')') { text.len() - tail.len() + 1 } else { 0 }
}

fn is_pinyin_letter(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_lowercase() && matches!(c, 'à'..='ü' | 'ā'..='ǜ')
}

/// The words since the last stop.
fn clause(before: &str) -> &str {
    match before.rfind(['。', '！', '？', '!', '?', '；', ';', '\n']) {
        Some(at) => before[at..].trim_start_matches(|c: char| !c.is_alphanumeric()),
        None => before,
    }
}

/// Whether a clause may be a question; asks little, for silence is better than a wrong finding.
fn asks(clause: &str) -> bool {
    clause.contains([
        '吗', '呢', '吧', '么', '嘛', '谁', '何', '哪', '怎', '几', '啥', '咋', '否', '不', '没',
        '岂', '孰', '问', '想', '疑', '难', '还', '啊', '呀', '多',
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lost(text: &str) -> Vec<(&str, Loss)> {
        let mut from = 0;
        let mut found = Vec::new();
        for (at, _) in text.match_indices('?') {
            if at < from {
                continue;
            }
            if let Some((range, loss)) = lost_at(text, at, from) {
                from = range.end;
                found.push((&text[range], loss));
            }
        }
        found
    }

    #[test]
    fn remains_of_a_conversion_are_certain() {
        assert_eq!(lost("取得成效?,F(xiàn)將情況"), [("?,F(xiàn)", Loss::Certain)]);
        assert_eq!(lost("南山日?qǐng)?bào)等"), [("?qǐng)?bào)", Loss::Certain)]);
        assert_eq!(lost("??根据条例"), [("??", Loss::Certain)]);
        assert_eq!(lost("取得成效?，现将"), [("?，", Loss::Certain)]);
    }

    #[test]
    fn statement_broken_by_a_mark_is_likely() {
        assert_eq!(lost("公开工?作"), [("?", Loss::Likely)]);
    }

    #[test]
    fn questions_are_questions() {
        for text in [
            "效果好不好?群众说了算",
            "为了谁?依靠谁?",
            "公开什么?,怎么公开?",
            "如有疑问?请来电",
            "是否公开?否",
            "公开了?",
            "https://example.cn/a?id=1",
            "问:范围?答:全部",
            "ABC?，",
            "效果如何?（一）",
            "3?5",
        ] {
            assert_eq!(lost(text), [], "{text}");
        }
    }
}
