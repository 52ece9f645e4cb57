//! Where conversions between encodings damaged a text.

use std::ops::Range;

use nianbao_lint::document::script::is_han;

use crate::mojibake::{Misread, utf8_as_gbk, utf8_as_latin};
use crate::question_mark::{Loss, lost_at};
use crate::suspects::suspects;

/// One damaged place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Damage {
    /// Its bytes in the text.
    pub(crate) range: Range<usize>,
    /// What happened.
    pub(crate) kind: Kind,
    /// What it should read, where that can be told.
    pub(crate) intended: Option<String>,
}

/// What happened to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// U+FFFD, or its own misreading 锟斤拷.
    Replaced,
    /// 烫烫烫 or 屯屯屯: memory no program had written.
    Filler,
    /// A character of a private use area.
    PrivateUse,
    /// A question mark where none can stand.
    Lost,
    /// A question mark in a clause that asks nothing.
    Suspect,
    /// Bytes read in the wrong encoding.
    Misread,
    /// An HTML entity that was escaped twice.
    Entity,
    /// A letter with a diacritic in place of a mark: 5ž15.
    Stray,
}

/// The damaged places of `text`, in order. `is_line` tells whether it is a line rather than a cell, which may well be
/// nothing but a question mark.
pub(crate) fn find(text: &str, is_line: bool) -> Vec<Damage> {
    let mut found: Vec<Damage> = Vec::new();
    let mut from = 0;
    for (at, c) in suspects(text) {
        if at < from || at == 0 && c == '?' && !is_line {
            continue;
        }
        let Some(damage) = damage_at(text, at, c, from) else { continue };
        from = damage.range.end;
        match found.last_mut() {
            Some(last) if last.joins(&damage) => last.range.end = from,
            _ => found.push(damage),
        }
    }
    found
}

/// The damage that begins with the suspect `c` at `at`; what lies before `from` is told of already.
fn damage_at(text: &str, at: usize, c: char, from: usize) -> Option<Damage> {
    let of = |kind, len| Damage { range: at..at + len, kind, intended: None };
    match c {
        '?' => lost_at(text, at, from).map(|(range, loss)| {
            let kind = if loss == Loss::Certain { Kind::Lost } else { Kind::Suspect };
            Damage { range, kind, intended: None }
        }),
        '&' => entity(&text[at..]).map(|(len, character)| Damage {
            intended: Some(character.to_owned()),
            ..of(Kind::Entity, len)
        }),
        '\0'..='\x7f' => None,
        '\u{80}'..='\u{ff}' => utf8_as_latin(&text[at..]).map(|run| misread(at, run)),
        // GBK read from the wrong byte on makes 。ǘ﹪ of （二）.
        'ǘ' if text[at + c.len_utf8()..].starts_with('﹪') => {
            Some(of(Kind::Misread, c.len_utf8() + '﹪'.len_utf8()))
        }
        '\u{100}'..='\u{24f}' => stands_alone(text, at, c).then(|| of(Kind::Stray, c.len_utf8())),
        '\u{3105}'..='\u{3129}' => shifted_len(text, at).map(|len| of(Kind::Misread, len)),
        '\u{fffd}' => Some(of(Kind::Replaced, c.len_utf8())),
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => {
            Some(of(Kind::PrivateUse, c.len_utf8()))
        }
        '锟' | '錕' if MISREAD.iter().any(|misread| text[at..].starts_with(misread)) => {
            let rest =
                MISREAD.iter().fold(&text[at..], |rest, misread| rest.trim_start_matches(misread));
            let rest = rest.trim_start_matches(['锟', '錕', '斤']);
            Some(of(Kind::Replaced, text.len() - at - rest.len()))
        }
        '烫' | '屯' => {
            let len = text.len() - at - text[at..].trim_start_matches(c).len();
            (len >= 3 * c.len_utf8()).then(|| of(Kind::Filler, len))
        }
        _ => utf8_as_gbk(&text[at..]).map(|run| misread(at, run)),
    }
}

/// Whether a letter with a diacritic stands where only a mark can: directly between digits and Chinese characters.
fn stands_alone(text: &str, at: usize, c: char) -> bool {
    let is_side = |c: char| c.is_ascii_digit() || is_han(c);
    let before = text[..at].chars().next_back();
    let after = text[at + c.len_utf8()..].chars().next();
    before.is_some_and(is_side) && after.is_some_and(is_side)
}

/// The bytes of bopomofo, with lines of boxes behind it, among Chinese characters: what GBK read from the wrong byte on
/// gives (`。ㄈ┓e極`). Alone among its like it tells a sound.
fn shifted_len(text: &str, at: usize) -> Option<usize> {
    const MOST: usize = 2;
    let is_odd = |c: &char| matches!(c, '\u{3105}'..='\u{3129}' | '\u{2500}'..='\u{257f}');
    let run: usize = text[at..].chars().take_while(is_odd).map(char::len_utf8).sum();
    let is_side = |c: char| is_han(c) || c.is_ascii_lowercase() || c == '。';
    let before = text[..at].chars().next_back().is_some_and(is_side);
    let after = text[at + run..].chars().next().is_some_and(is_side);
    (before && after && run <= MOST * 'ㄈ'.len_utf8()).then_some(run)
}

/// U+FFFD twice, read as GBK, and a mirror's conversion of that.
const MISREAD: [&str; 2] = ["锟斤拷", "錕斤拷"];

fn misread(at: usize, Misread { len, intended }: Misread) -> Damage {
    Damage { range: at..at + len, kind: Kind::Misread, intended }
}

/// The length of the HTML entity `text` begins with, and its character. `&amp;` before more of an entity is part of it.
fn entity(text: &str) -> Option<(usize, &'static str)> {
    let mut rest = text.strip_prefix('&')?;
    while let Some(inner) = rest.strip_prefix("amp;") {
        if !inner.starts_with(|c: char| c.is_ascii_lowercase()) {
            break;
        }
        rest = inner;
    }
    let (name, tail) = rest.split_once(';')?;
    let (_, character) = ENTITIES.iter().find(|(known, _)| *known == name)?;
    Some((text.len() - tail.len(), character))
}

/// The entities that editors of web pages write.
const ENTITIES: [(&str, &str); 18] = [
    ("amp", "&"),
    ("bull", "•"),
    ("emsp", "\u{2003}"),
    ("ensp", "\u{2002}"),
    ("gt", ">"),
    ("hellip", "…"),
    ("ldquo", "“"),
    ("lsquo", "‘"),
    ("lt", "<"),
    ("mdash", "—"),
    ("middot", "·"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("permil", "‰"),
    ("quot", "\""),
    ("rdquo", "”"),
    ("rsquo", "’"),
    ("times", "×"),
];

impl Damage {
    /// Whether `next` goes on where this ends.
    fn joins(&self, next: &Damage) -> bool {
        let is_replaced = matches!(self.kind, Kind::Replaced | Kind::PrivateUse);
        is_replaced && self.kind == next.kind && self.range.end == next.range.start
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Kind)]) {
        let found = find(text, true);
        let found: Vec<_> =
            found.iter().map(|damage| (&text[damage.range.clone()], damage.kind)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn kinds_of_damage() {
        check("公开\u{fffd}\u{fffd}信息", &[("\u{fffd}\u{fffd}", Kind::Replaced)]);
        check("公开锟斤拷锟斤拷锟信息", &[("锟斤拷锟斤拷锟", Kind::Replaced)]);
        check("公開錕斤拷信息", &[("錕斤拷", Kind::Replaced)]);
        check("公开烫烫烫烫信息", &[("烫烫烫烫", Kind::Filler)]);
        check(
            "\u{f0b7}公开\u{e5e5}信息",
            &[("\u{f0b7}", Kind::PrivateUse), ("\u{e5e5}", Kind::PrivateUse)],
        );
        check(
            "公开&nbsp;&amp;nbsp;信息",
            &[("&nbsp;", Kind::Entity), ("&amp;nbsp;", Kind::Entity)],
        );
        check("公开ï¼Œ信息", &[("ï¼Œ", Kind::Misread)]);
        check("成效?,F(xiàn)將", &[("?,F(xiàn)", Kind::Lost)]);
        check("公开工?作", &[("?", Kind::Suspect)]);
        check("第十五届“5ž15政务公开日”", &[("ž", Kind::Stray)]);
        check("。ǘ﹪栏", &[("ǘ﹪", Kind::Misread)]);
        check("取得成效。ㄈ┓e極回應", &[("ㄈ┓", Kind::Misread)]);
    }

    #[test]
    fn sound_text_has_none() {
        for text in [
            "热水不烫烫手",
            "屯屯通",
            "研发&生产",
            "A&B;公开",
            "15℃±2·×÷§",
            "锟铻剑",
            "阿（ā）胶",
            "安ān",
            "Pražský市",
            "注音ㄅㄆㄇ",
            "┌──┐",
            "┌规章┬文件┐",
            "├─规章",
            "效果如何?群众说了算",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn what_was_misread_does_not_go_by_lines_and_cells() {
        for text in ["??鏀垮簻淇℃伅", "?ï¼Œ", "?,F(xiàn)將ï¼Œ", "鏀垮簻淇℃伅?"]
        {
            let misread = |is_line| -> Vec<Range<usize>> {
                let found = find(text, is_line).into_iter();
                found
                    .filter(|damage| damage.kind == Kind::Misread)
                    .map(|damage| damage.range)
                    .collect()
            };
            assert_eq!(misread(true).len(), 1, "{text}");
            assert_eq!(misread(true), misread(false), "{text}");
        }
    }

    #[test]
    fn cell_may_be_a_question_mark() {
        assert_eq!(find("?", false), []);
        assert_eq!(find("?项", false), []);
        assert_eq!(find("?项", true).len(), 1);
    }

    proptest! {
        #[test]
        fn damage_is_in_order_on_character_borders(
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    "?", "(", ")", "qǐng", ",", "F", "公", "開", "鏀垮簻", "淇℃伅", "锟斤拷", "锟", "烫", "&", "amp;", "nbsp;", "ï¼Œ",
                    "é", "\u{fffd}", "\u{e5e5}", "，", "a",
                ]),
                0..16,
            ),
            is_line: bool,
        ) {
            let text = pieces.concat();
            let mut end = 0;
            for damage in find(&text, is_line) {
                prop_assert!(end <= damage.range.start && damage.range.start < damage.range.end);
                prop_assert!(text.get(damage.range.clone()).is_some());
                end = damage.range.end;
            }
        }
    }
}
