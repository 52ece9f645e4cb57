use std::ops::Range;

use nianbao_lint::report::Passage;
use nianbao_lint::{Report, Sink, WordList, inventory};

use crate::numbers::{Number, numbers};

/// Longest title in bytes; a 《 without its partner must not take the paragraph with it.
const MAX_BYTES: usize = 300;

/// Words within title marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Title {
    /// Its bytes in the line's words, marks included.
    pub(crate) range: Range<usize>,
    /// The bytes within the marks.
    pub(crate) name: Range<usize>,
}

/// A line with the titles in it.
pub(crate) type Citing<'r> = (Passage<'r>, Vec<Title>);

/// What every citation has one of.
static SIGNS: WordList = WordList(&["《", "号", "〔", "国务院令第"]);

inventory::submit! { &SIGNS }

/// The lines outside tables that may cite something, in order.
pub(crate) fn citing_lines<'r>(report: &'r Report<'_>, sink: &Sink<'_>) -> Vec<Passage<'r>> {
    let mut lines: Vec<usize> = sink.hits(&SIGNS).iter().map(|hit| hit.line).collect();
    lines.dedup();
    lines.into_iter().map(|line| report.passage(line)).collect()
}

/// The lines that cite something by its title.
pub(crate) fn cited<'r>(report: &'r Report<'_>, sink: &Sink<'_>) -> Vec<Citing<'r>> {
    let lines = citing_lines(report, sink).into_iter();
    let citing = lines.map(|line| (titles(line.words()), line));
    citing.filter(|(titles, _)| !titles.is_empty()).map(|(titles, line)| (line, titles)).collect()
}

/// Whether `before`, what stands before a name, ends in words that introduce it as a short title.
pub(crate) fn is_introduced(before: &str) -> bool {
    const FILLERS: [char; 10] = ['“', '"', '‘', '：', ':', '为', '新', '是', '《', ' '];
    let before = before.trim_end_matches(FILLERS);
    ["简称", "统称", "下称"].iter().any(|word| before.ends_with(word))
}

/// The titles of `words` in order. A title within a title is part of the outer one.
pub(crate) fn titles(words: &str) -> Vec<Title> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = words[from..].find('《').map(|at| from + at) {
        let title = title_at(words, at, '《', '》');
        from = title.as_ref().map_or(at + '《'.len_utf8(), |title| title.range.end);
        found.extend(title);
    }
    found
}

/// The first title within `outer`, as in 《关于印发〈…〉的通知》.
pub(crate) fn inner(words: &str, outer: &Title) -> Option<Title> {
    const MARKS: [(char, char); 4] = [('《', '》'), ('〈', '〉'), ('<', '>'), ('＜', '＞')];
    let name = &words[..outer.name.end];
    MARKS.into_iter().find_map(|(open, close)| {
        let at = name[outer.name.start..].find(open)?;
        title_at(name, outer.name.start + at, open, close)
    })
}

/// The document numbers in the brackets that a title ending at `end` has behind it, or the one that follows it without.
pub(crate) fn numbers_behind(words: &str, end: usize) -> Vec<Number> {
    let rest = &words[end..];
    let start = words.len() - rest.trim_start().len();
    let behind = &words[start..start + note_len(&words[start..])];
    let at_once = |number: &Number| behind.starts_with(['（', '(']) || number.range.start == 0;
    let found = numbers(behind).into_iter().filter(at_once);
    found
        .map(|number| {
            let range = start + number.range.start..start + number.range.end;
            Number { range, ..number }
        })
        .collect()
}

/// Length of what `rest` begins with up to the end of its brackets, another title or the sentence's end.
fn note_len(rest: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in rest.char_indices() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' if depth <= 1 => return at,
            '）' | ')' => depth -= 1,
            '《' | '。' | '；' | '，' if depth == 0 => return at,
            '《' | '。' => return at,
            _ if at > MAX_BYTES => return at,
            _ => {}
        }
    }
    rest.len()
}

fn title_at(words: &str, at: usize, open: char, close: char) -> Option<Title> {
    let mut depth = 0_usize;
    for (offset, c) in
        words[at..].char_indices().take_while(|(offset, c)| *offset < MAX_BYTES && *c != '。')
    {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                let name = at + open.len_utf8()..at + offset;
                return Some(Title { range: at..at + offset + close.len_utf8(), name });
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expected: &[&str]) {
        let names: Vec<&str> = titles(words).into_iter().map(|title| &words[title.name]).collect();
        assert_eq!(names, expected, "{words}");
    }

    #[test]
    fn titles_are_found_with_what_they_hold() {
        check("依据《条例》和《关于印发《格式》的通知》编制", &["条例", "关于印发《格式》的通知"]);
        check("依据《条例，编制。参照《格式》", &["格式"]);
        check("》条例《", &[]);
    }

    #[test]
    fn a_title_within_a_title_is_found() {
        for words in
            ["《关于印发〈格式〉的通知》", "《关于印发<格式>的通知》", "《关于印发《格式》的通知》"]
        {
            let outer = titles(words).remove(0);
            let inner = inner(words, &outer).expect("there is one");
            assert_eq!(&words[inner.name], "格式");
        }
    }
}
