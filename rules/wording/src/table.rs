//! Words of a table where they stand in a report and their context admits them.

use std::ops::Range;

use nianbao_lint::document::script::{Script, script_of};
use nianbao_lint::report::{Line, Passage, section_place};
use nianbao_lint::{Applicability, Diagnostic, Edit, Report, Sink, Span, WordHit, WordList};

/// A table of words, as the build makes it of a file under `data`.
pub(crate) struct Table {
    pub(crate) words: &'static WordList,
    /// One for each word of the list.
    pub(crate) entries: &'static [Entry],
}

/// A wrong word.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) wrong: &'static str,
    /// Empty where no other word can be offered.
    pub(crate) right: &'static str,
    /// The standard, dictionary or document that says so.
    pub(crate) source: &'static str,
    /// Whether only the right word can be meant.
    pub(crate) is_safe: bool,
    /// Whether the word is right in Traditional characters.
    pub(crate) simplified_only: bool,
    pub(crate) context: Context,
}

/// What must stand beside a word, and what must not; an empty list asks for nothing.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) before: &'static [&'static str],
    pub(crate) not_before: &'static [&'static str],
    pub(crate) after: &'static [&'static str],
    pub(crate) not_after: &'static [&'static str],
}

/// A word of a table in a report.
pub(crate) struct Match<'r> {
    pub(crate) passage: Passage<'r>,
    /// Bytes of the passage's words.
    pub(crate) range: Range<usize>,
    pub(crate) entry: &'static Entry,
}

impl Table {
    /// The table's words in `report`, by place; of words that overlap, the longest.
    pub(crate) fn find<'r>(&self, report: &'r Report<'r>, sink: &Sink<'_>) -> Vec<Match<'r>> {
        let admitted: Vec<&WordHit> =
            sink.hits(self.words).iter().filter(|hit| self.admits(report, hit)).collect();
        let longest = (0..admitted.len()).filter(|&index| !is_within_another(&admitted, index));
        longest
            .map(|index| admitted[index])
            .map(|hit| Match {
                passage: report.passage(hit.line),
                range: hit.range.clone(),
                entry: &self.entries[hit.word],
            })
            .collect()
    }

    fn admits(&self, report: &Report<'_>, hit: &WordHit) -> bool {
        let entry = &self.entries[hit.word];
        let line = &report.lines[hit.line];
        entry.context.admits(line.words(), &hit.range)
            && !(entry.simplified_only && report.has_traditional() && is_traditional(line))
    }
}

/// Whether one of `hits`, which come by place, is within another.
fn is_within_another(hits: &[&WordHit], index: usize) -> bool {
    /// No word of a table is longer: what begins farther away does not overlap.
    const REACH_BYTES: usize = 200;
    let hit = hits[index];
    let is_near = |other: &&&WordHit| {
        other.line == hit.line && other.range.start.abs_diff(hit.range.start) < REACH_BYTES
    };
    let before = hits[..index].iter().rev().take_while(is_near);
    let behind = hits[index + 1..].iter().take_while(is_near);
    before.chain(behind).any(|other| is_within(hit, other))
}

/// Whether `hit` overlaps the longer `other`, or one as long that stands before it.
fn is_within(hit: &WordHit, other: &WordHit) -> bool {
    let overlap = hit.line == other.line
        && hit.range.start < other.range.end
        && other.range.start < hit.range.end;
    let rank = |hit: &WordHit| (hit.range.len(), std::cmp::Reverse(hit.range.start));
    overlap && rank(other) > rank(hit)
}

fn is_traditional(line: &Line<'_>) -> bool {
    line.raw().chars().any(|c| script_of(c) == Script::Traditional)
}

impl Context {
    /// Whether the words beside `range` are as they must be.
    pub(crate) fn admits(&self, words: &str, range: &Range<usize>) -> bool {
        let (before, after) = (&words[..range.start], &words[range.end..]);
        let preceded = |by: &&str| ends_with(before, by);
        let followed = |by: &&str| starts_with(after, by);
        (self.before.is_empty() || self.before.iter().any(preceded))
            && (self.after.is_empty() || self.after.iter().any(followed))
            && !self.not_before.iter().any(preceded)
            && !self.not_after.iter().any(followed)
    }
}

/// Whether `words` begin with `start`, marks of either width being one.
pub(crate) fn starts_with(words: &str, start: &str) -> bool {
    let mut words = words.chars();
    start.chars().all(|c| words.next().is_some_and(|word| full_width(word) == full_width(c)))
}

/// Whether `words` end in `end`, marks of either width being one.
pub(crate) fn ends_with(words: &str, end: &str) -> bool {
    let mut words = words.chars().rev();
    end.chars().rev().all(|c| words.next().is_some_and(|word| full_width(word) == full_width(c)))
}

/// The full-width form of a mark.
pub(crate) fn full_width(mark: char) -> char {
    match mark {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        '(' => '（',
        ')' => '）',
        _ => mark,
    }
}

/// Reports words with their sources and, where there is another word, a fix. Each word that stands in many places is one
/// finding.
pub(crate) fn report_all(
    matches: Vec<Match<'_>>,
    message: impl Fn(&Entry) -> String,
    sink: &mut Sink<'_>,
) {
    let mut rest = matches;
    while let Some(first) = rest.first() {
        let entry = first.entry;
        let (same, others) = rest.into_iter().partition(|found| std::ptr::eq(found.entry, entry));
        rest = others;
        report_word(entry, same, &message(entry), sink);
    }
}

/// More places than this of one word are one finding.
const MOST_SINGLE: usize = 3;

/// How many places such a finding shows.
const SHOWN: usize = 5;

fn report_word(entry: &Entry, matches: Vec<Match<'_>>, message: &str, sink: &mut Sink<'_>) {
    if matches.len() <= MOST_SINGLE {
        for found in matches {
            let diagnostic = sink.report(found.span(), message);
            let edits = found.edit().into_iter().collect();
            finish(entry, found.passage.section, edits, diagnostic);
        }
        return;
    }
    let count = matches.len();
    let edits = matches.iter().filter_map(Match::edit).collect();
    let message = format!("{message}，共 {count} 处");
    let diagnostic = sink.report(matches[0].span(), message).value("count", count);
    for found in matches.iter().take(SHOWN).skip(1) {
        diagnostic.label(found.span(), format!("“{}”", entry.wrong));
    }
    finish(entry, matches[0].passage.section, edits, diagnostic);
}

fn finish(entry: &Entry, section: Option<u8>, edits: Vec<Edit>, diagnostic: &mut Diagnostic) {
    diagnostic.place(section_place(section)).help(format!("依据：{}", entry.source));
    if !edits.is_empty() {
        let applicability = if entry.is_safe { Applicability::Safe } else { Applicability::Unsafe };
        diagnostic.fix(applicability, format!("改为“{}”", entry.right), edits);
    }
}

impl Match<'_> {
    fn span(&self) -> Span {
        self.passage.span(self.range.clone())
    }

    fn edit(&self) -> Option<Edit> {
        let right = self.entry.right;
        self.passage.replace(self.range.clone(), right).filter(|_| !right.is_empty())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use nianbao_lint::document::Format;
    use nianbao_test::findings;

    #[expect(dead_code, reason = "the build uses what the tests do not")]
    mod format {
        include!("../build/format.rs");
    }

    pub(crate) use format::PhraseFile;
    use format::{Word, WordFile};

    /// Asserts of every word of the table `toml` that `rule` finds it in its bad examples, and in itself between its own
    /// context, and that it finds nothing in the good ones.
    #[track_caller]
    pub(crate) fn check_table(rule: &str, toml: &str) {
        let file: WordFile = toml::from_str(toml).unwrap();
        for word in file.group.iter().flat_map(|group| &group.words) {
            check_word(rule, word);
        }
    }

    #[track_caller]
    fn check_word(rule: &str, word: &Word) {
        let first = |list: &[String]| list.first().cloned().unwrap_or_default();
        let own = format!("{}{}{}", first(&word.before), word.wrong, first(&word.after));
        for bad in word.bad.iter().chain([&own]) {
            let found = findings(rule, Format::Text, bad);
            assert!(!found.is_empty(), "{rule} finds nothing in {bad}");
        }
        for good in &word.good {
            let found = findings(rule, Format::Text, good);
            assert!(found.is_empty(), "{rule} finds {:?} in {good}", found[0].message);
        }
    }
}
