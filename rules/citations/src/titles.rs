use std::ops::Range;
use std::rc::Rc;

use nianbao_lint::report::Passage;
use nianbao_lint::{Report, Sink, WordHit, WordList, inventory};

use crate::numbers::{Number, number_at, numbers};

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

/// What a line outside tables cites.
#[derive(Debug)]
pub(crate) struct Citing {
    /// Index into the report's lines.
    pub(crate) line: usize,
    /// Titles of documents, in order.
    pub(crate) titles: Vec<Title>,
    /// Numbers of documents, in order.
    pub(crate) numbers: Vec<Number>,
}

/// What every citation has one of.
static SIGNS: WordList = WordList(&["《", "号"]);

inventory::submit! { &SIGNS }

/// The lines that cite something, in order.
pub(crate) fn citing(report: &Report<'_>, sink: &Sink<'_>) -> Rc<Vec<Citing>> {
    sink.shared(|| {
        let by_line = sink.hits(&SIGNS).chunk_by(|one, other| one.line == other.line);
        by_line.map(|signs| Citing::of(report.lines[signs[0].line].words(), signs)).collect()
    })
}

impl Citing {
    /// What a line with `words` cites, whose signs stand at `signs`.
    fn of(words: &str, signs: &[WordHit]) -> Citing {
        let places = |sign: &'static str| {
            let of_sign = signs.iter().filter(move |hit| SIGNS.0[hit.word] == sign);
            of_sign.map(|hit| hit.range.start)
        };
        Citing {
            line: signs[0].line,
            titles: titles_at(words, places("《")),
            numbers: places("号").filter_map(|at| number_at(words, at)).collect(),
        }
    }
}

/// The titles that lines cite, each with its line, in order.
pub(crate) fn cited<'r>(
    report: &'r Report<'_>,
    citing: &'r [Citing],
) -> impl Iterator<Item = (Passage<'r>, &'r Title)> {
    let titles = citing.iter().flat_map(|citing| {
        let line = citing.line;
        citing.titles.iter().map(move |title| (line, title))
    });
    titles.map(|(line, title)| (report.passage(line), title))
}

/// Whether `before`, what stands before a name, ends in words that introduce it as a short title.
pub(crate) fn is_introduced(before: &str) -> bool {
    const FILLERS: [char; 10] = ['“', '"', '‘', '：', ':', '为', '新', '是', '《', ' '];
    let before = before.trim_end_matches(FILLERS);
    ["简称", "统称", "下称"].iter().any(|word| before.ends_with(word))
}

/// The titles of `words` in order. A title within a title is part of the outer one.
pub(crate) fn titles(words: &str) -> Vec<Title> {
    titles_at(words, words.match_indices('《').map(|(at, _)| at))
}

/// The titles that open at some of `places`.
fn titles_at(words: &str, places: impl Iterator<Item = usize>) -> Vec<Title> {
    let mut found: Vec<Title> = Vec::new();
    for at in places {
        if found.last().is_none_or(|last| last.range.end <= at) {
            found.extend(title_at(words, at, '《', '》'));
        }
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
