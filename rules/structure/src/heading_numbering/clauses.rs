use nianbao_lint::report::{
    CountedClause, Line, LineRole, MarkSet, Passage, Section, chinese_numeral, counted_clause,
    list_number, section_place,
};
use nianbao_lint::{Applicability, Edit, Report, Sink, Span, WordList, inventory};

use super::slips::{Slip, message, slips};

/// The numbers of counted clauses, of greater ones the end.
static COUNTING: WordList = WordList(&[
    "一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是", "一要", "二要",
    "三要", "四要", "五要", "六要", "七要", "八要", "九要", "十要",
]);

inventory::submit! { &COUNTING }

/// Words that open a list in place of 一是.
const FIRST_WORDS: [&str; 8] = ["首先", "第一", "一方面", "其一", "一要", "一来", "一则", "一、"];

/// Lines looked at before a list for what opens it.
const MOST_LINES_BACK: usize = 40;

/// A counted clause and its line.
#[derive(Clone, Debug)]
struct Place {
    line: usize,
    clause: CountedClause,
}

/// Checks the clauses of `section` that count: 一是…二是….
pub(super) fn check(report: &Report<'_>, section: &Section, sink: &mut Sink<'_>) {
    for list in lists(report, section, sink) {
        let values: Vec<u8> = list.iter().map(|place| place.clause.value).collect();
        // Of more than one break the order is anyone's guess; the first is told.
        let Some(slip) = slips(&values, 1).first().copied() else { continue };
        if !is_counted_otherwise(report, section, &list, slip) {
            report_slip(report, section, &list, slip, sink);
        }
    }
}

/// The counted clauses as lists. Clauses that open lines and clauses within lines may make a list each, one inside the
/// other; 一是 begins a list, and so does a numbered line.
fn lists(report: &Report<'_>, section: &Section, sink: &Sink<'_>) -> Vec<Vec<Place>> {
    let mut lists: Vec<Vec<Place>> = Vec::new();
    // The list of clauses that open lines, and the last list met.
    let (mut outer, mut inner): (Option<usize>, Option<usize>) = (None, None);
    for index in section.lines.clone() {
        let line = &report.lines[index];
        if line.role != LineRole::Prose {
            continue;
        }
        if inner.is_some() && list_number(line.words()).is_some() {
            (outer, inner) = (None, None);
        }
        let clauses = counted_clauses(&report.passage(index), index, sink).into_iter();
        for clause in clauses.filter(|clause| !is_idiom(line, clause)) {
            let opens_line = clause.numeral.start == 0;
            let follows = |list: Option<usize>| {
                list.filter(|list| {
                    lists[*list]
                        .last()
                        .is_some_and(|last| last.clause.value.checked_add(1) == Some(clause.value))
                })
            };
            let known = if clause.value == 1 {
                inner.filter(|inner| {
                    lists[*inner]
                        .last()
                        .is_some_and(|last| is_same_again(line, index, last, &clause))
                })
            } else {
                follows(inner).or(follows(outer)).or(inner)
            };
            let list = known.unwrap_or(lists.len());
            if list == lists.len() {
                lists.push(Vec::new());
            }
            lists[list].push(Place { line: index, clause });
            inner = Some(list);
            if opens_line {
                outer = Some(list);
            } else if outer
                .is_some_and(|outer| lists[outer].last().is_none_or(|last| last.line != index))
            {
                outer = None;
            }
        }
    }
    merge_repeated(&mut lists);
    lists
}

/// The counted clauses of the line with this index, in order.
fn counted_clauses(line: &Passage<'_>, index: usize, sink: &Sink<'_>) -> Vec<CountedClause> {
    let words = line.words();
    // White space may part 一 from 是, so that they are no word of the list.
    let may_be_parted = line.may_have(MarkSet::BLANKS);
    if may_be_parted && line.marks().iter().any(|mark| mark.char.is_whitespace()) {
        let places = words.match_indices(['是', '要']);
        return places.filter_map(|(at, _)| counted_clause(words, at)).collect();
    }
    let hits = sink.hits(&COUNTING);
    let first = hits.partition_point(|hit| hit.line < index);
    let of_line = hits[first..].iter().take_while(|hit| hit.line == index);
    of_line.filter_map(|hit| counted_clause(words, hit.range.end - '是'.len_utf8())).collect()
}

/// Puts 一是 and what follows it back to the 一是 before it where 三是 comes next: the number is wrong, no list begins.
fn merge_repeated(lists: &mut Vec<Vec<Place>>) {
    let values = |list: &[Place]| -> Vec<u8> {
        list.iter().take(2).map(|place| place.clause.value).collect()
    };
    for index in (1..lists.len()).rev() {
        if values(&lists[index]) == [1, 3] && values(&lists[index - 1]) == [1] {
            let rest = lists.remove(index);
            lists[index - 1].extend(rest);
        }
    }
}

/// Whether 一是 stands behind a 一是 and a semicolon: an item of the same list, not the first of another.
fn is_same_again(line: &Line<'_>, index: usize, last: &Place, clause: &CountedClause) -> bool {
    last.line == index
        && last.clause.value == 1
        && line.words()[..clause.numeral.start].trim_end().ends_with(['；', ';'])
}

/// 一是一、二是二.
fn is_idiom(line: &Line<'_>, clause: &CountedClause) -> bool {
    let words = line.words();
    words[clause.marker().end..].starts_with(&words[clause.numeral.clone()])
}

/// Whether the value that seems to be missing is there in other words: 首先, 第二, 二则.
fn is_counted_otherwise(
    report: &Report<'_>,
    section: &Section,
    list: &[Place],
    slip: Slip,
) -> bool {
    let at = &list[slip.index];
    let before = slip.index.checked_sub(1).map(|index| &list[index]);
    let nearby = section.lines.start.max(at.line.saturating_sub(MOST_LINES_BACK));
    let first_line = before.map_or(nearby, |before| before.line);
    (first_line..=at.line).any(|index| {
        let words = report.lines[index].words();
        let start = before
            .filter(|before| before.line == index)
            .map_or(0, |before| before.clause.marker().end);
        let end = if index == at.line { at.clause.numeral.start } else { words.len() };
        let between = &words[start..end.max(start)];
        if before.is_none() {
            return FIRST_WORDS.iter().any(|word| between.contains(word));
        }
        let missing = chinese_numeral(slip.expected);
        between.match_indices(&missing).any(|(found, numeral)| {
            let head = &between[..found];
            let opens = head.trim_end().ends_with(|c: char| !c.is_alphanumeric())
                || head.ends_with(['第', '其']);
            opens || between[found + numeral.len()..].trim_start().starts_with(['是', '要', '、'])
        })
    })
}

fn report_slip(
    report: &Report<'_>,
    section: &Section,
    list: &[Place],
    slip: Slip,
    sink: &mut Sink<'_>,
) {
    let at = &list[slip.index];
    let shown = |value: u8| format!("{}{}", chinese_numeral(value), at.clause.word);
    let message = message(at.clause.value, slip.expected, shown);
    let diagnostic = sink.report(span(report, at), message);
    if let Some(before) = slip.index.checked_sub(1).map(|index| &list[index]) {
        diagnostic.label(span(report, before), "前一项");
    }
    diagnostic
        .help("请核对是编号有误还是漏了一项")
        .place(section_place(Some(section.number)))
        .value("expected", shown(slip.expected))
        .value("actual", shown(at.clause.value));
    let edits: Option<Vec<Edit>> = list[slip.index..slip.end]
        .iter()
        .zip(slip.expected..)
        .map(|(place, value)| renumbered(report, place, value))
        .collect();
    if let Some(edits) = edits {
        diagnostic.fix(Applicability::Unsafe, "重新编号", edits);
    }
}

/// Puts `value` as the clause's number; nothing where the source says the number otherwise than the words do.
fn renumbered(report: &Report<'_>, place: &Place, value: u8) -> Option<Edit> {
    let line = &report.lines[place.line];
    let span = line.span(place.clause.numeral.clone());
    let is_plain =
        report.document.source.slice(span) == &line.words()[place.clause.numeral.clone()];
    is_plain.then(|| Edit::replace(span, chinese_numeral(value)))
}

fn span(report: &Report<'_>, place: &Place) -> Span {
    report.lines[place.line].span(place.clause.marker())
}
