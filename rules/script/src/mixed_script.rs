use std::cmp::Reverse;
use std::ops::Range;
use std::sync::LazyLock;

use nianbao_lint::document::CharSet;
use nianbao_lint::document::script::{
    SIMPLIFIED, Script, TRADITIONAL, count, script_of, simplified_copy, traditional,
};
use nianbao_lint::{Applicability, Report, Severity, Sink, rule};

use crate::pieces::{Piece, script, sound_pieces};
use crate::spots::{self, Spot};
use crate::traditional_text::{STANDARD_CHARACTERS, is_traditional};

rule! {
    /// 文中繁简字混用
    ///
    /// In a Simplified report every run of Traditional characters; in a Traditional one every run of Simplified characters,
    /// and words whose Simplified spelling shows that a converter worked character by character (規范 for 規範). Characters
    /// both scripts have are left alone elsewhere, and so are characters that 《通用规范汉字表》 keeps for names.
    ///
    /// ```bad
    /// # 清溪镇2023年政府信息公开工作年度报告
    ///
    /// 我镇每週公布信息，这裡的公示栏共3處。
    /// ```
    /// ```bad
    /// # 清溪鎮2023年政府信息公開工作年度報告
    ///
    /// 嚴格規(guī)范程序，行政复議后起訴0件，標准統壹，信息發布及時。
    /// ```
    /// ```good
    /// # 清溪镇2023年政府信息公开工作年度报告
    ///
    /// [繁體版](/big5) 由甯昇、林堃、於徵、洪喆、沈馀庆负责，转载《香港政府憲報》、“臺灣選舉罷免辦法”各1条；乾县后街、瞭望台、
    /// 狼藉、覆盖、万俟路、台下、公里。
    /// ```
    /// ```good
    /// # 彩雲鎮2023年政府信息公開工作年度報告
    ///
    /// 彩云鎮、后溪村、皇后路、台州、準時批准、公里、制度、體系、范先生，嚴格規範程序，覆蓋全部領域，隨後公布。
    /// ```
    ///
    /// More than five places are one finding. In a Simplified report the fix is unsafe, because a name may keep its old form;
    /// in a Traditional one `script/traditional-text` has the fix.
    "script/mixed-script" {
        severity: Severity::Warning,
        norm: Some(STANDARD_CHARACTERS),
        since: "0.1.0",
        fixes: &[Applicability::Unsafe],
        check: check,
    }
}

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    if !report.has_traditional() {
        return;
    }
    let pieces = sound_pieces(report, sink);
    if is_traditional(script(&pieces, sink)) {
        let has_simplified = report.characters().intersect(&SIMPLIFIED);
        let spots = pieces.iter().flat_map(|piece| simplified_spots(piece, has_simplified));
        report_in_traditional(&in_order(spots), sink);
    } else {
        report_in_simplified(in_order(pieces.iter().flat_map(traditional_spots)), sink);
    }
}

fn in_order(spots: impl Iterator<Item = Spot>) -> Vec<Spot> {
    let mut spots: Vec<Spot> = spots.collect();
    spots.sort_by_key(|spot| spot.span);
    spots
}

fn report_in_simplified(spots: Vec<Spot>, sink: &mut Sink<'_>) {
    const TITLE: &str = "改为规范汉字";
    let count = spots.len();
    if count > spots::MOST_SINGLE {
        let message = format!("简体文本中夹有繁体字，共 {count} 处");
        let diagnostic = spots::report_all(sink, Severity::Warning, &spots, message);
        diagnostic.value("count", count);
        spots::offer(diagnostic, Applicability::Unsafe, TITLE, spots::edits(spots));
        return;
    }
    for spot in spots {
        let message = format!("简体文本中夹有繁体字，{}", spot.label);
        let diagnostic = spots::report_one(sink, Severity::Warning, &spot, message);
        spots::offer(diagnostic, Applicability::Unsafe, TITLE, spot.edits);
    }
}

fn report_in_traditional(spots: &[Spot], sink: &mut Sink<'_>) {
    const HELP: &str = "繁简混排是机器逐字转换的痕迹，宜把全文改为规范汉字";
    let count = spots.len();
    if count > spots::MOST_SINGLE {
        let message = format!("繁体文本中夹有简体写法，共 {count} 处");
        spots::report_all(sink, Severity::Warning, spots, message).value("count", count).help(HELP);
        return;
    }
    for spot in spots {
        let message = format!("繁体文本中夹有简体写法，{}", spot.label);
        spots::report_one(sink, Severity::Warning, spot, message).help(HELP);
    }
}

/// Runs of Traditional characters in a Simplified text.
fn traditional_spots(piece: &Piece<'_>) -> Vec<Spot> {
    let quotations = traditional_quotations(piece.text);
    runs(piece.text, &TRADITIONAL)
        .filter(|run| !names_the_script(piece.text, run) && !is_quoted(&quotations, run))
        .map(|run| {
            let standard = simplified_copy(&piece.text[run.clone()]);
            Spot {
                span: piece.span(run.clone()),
                section: piece.section,
                label: format!("规范字为“{standard}”"),
                edits: piece.replace(run, standard).into_iter().collect(),
            }
        })
        .collect()
}

/// A link to a page in Traditional characters says so in them: 繁體.
fn names_the_script(text: &str, run: &Range<usize>) -> bool {
    let before = &text[..run.start];
    &text[run.clone()] == "體" && (before.ends_with('繁') || before.ends_with('正'))
}

/// The titles and quotations that are Traditional themselves, in order.
fn traditional_quotations(text: &str) -> Vec<Range<usize>> {
    let mut quotations = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match c {
            '《' => open = Some((at, '》')),
            '“' => open = Some((at, '”')),
            '「' => open = Some((at, '」')),
            '『' => open = Some((at, '』')),
            _ if open.is_some_and(|(_, close)| close == c) => {
                let quotation = open.take().map_or(at, |(start, _)| start)..at;
                let counts = count(&text[quotation.clone()]);
                if counts.traditional > counts.simplified && counts.traditional > 1 {
                    quotations.push(quotation);
                }
            }
            _ => {}
        }
    }
    quotations
}

/// Whether `run` lies in one of `quotations`.
fn is_quoted(quotations: &[Range<usize>], run: &Range<usize>) -> bool {
    let next = quotations.partition_point(|quotation| quotation.start <= run.start);
    next.checked_sub(1).is_some_and(|last| run.end <= quotations[last].end)
}

/// What a Traditional text has in Simplified spelling. `has_simplified` tells whether characters only Simplified text has
/// are to be looked for.
fn simplified_spots(piece: &Piece<'_>, has_simplified: bool) -> Vec<Spot> {
    let mut found = misspelt_words(piece.text, piece.folded(), |range| piece.original(range));
    if has_simplified {
        found.extend(runs(piece.text, &SIMPLIFIED).map(|run| {
            let expected: String = piece.text[run.clone()].chars().map(traditional).collect();
            (run, expected)
        }));
    }
    found.sort_by_key(|(range, _)| (range.start, Reverse(range.end)));
    // A word takes in the runs within it.
    let mut end = 0;
    found.retain(|(range, _)| {
        let is_free = range.start >= end;
        end = end.max(range.end);
        is_free
    });
    let spot = |(range, expected): (Range<usize>, String)| Spot {
        span: piece.span(range),
        section: piece.section,
        label: format!("繁体作“{expected}”"),
        edits: Vec::new(),
    };
    found.into_iter().map(spot).collect()
}

/// The runs of characters of `script`.
fn runs(text: &str, script: &CharSet) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(|c| script.contains(c))?;
        let len = text[start..].find(|c| !script.contains(c)).unwrap_or(text.len() - start);
        from = start + len;
        Some(start..from)
    })
}

/// Words by their Simplified spelling, with the Traditional one.
static WORDS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let lines = include_str!("../data/mixed-words.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')).collect()
});

/// Every character that shows a misspelt word, with the word's index and the byte of the word that it stands at, in order.
static PLACES: LazyLock<Vec<(char, usize, usize)>> = LazyLock::new(|| {
    let of_word = |(index, (word, expected)): (usize, &(&str, &str))| {
        let chars = word.char_indices().zip(expected.chars());
        let telling = chars.filter(|((_, c), expected)| is_telling(*c, *expected));
        telling.map(|((at, c), _)| (c, index, at)).collect::<Vec<_>>()
    };
    let mut places: Vec<(char, usize, usize)> =
        WORDS.iter().enumerate().flat_map(of_word).collect();
    places.sort_unstable();
    places
});

/// The characters that show a misspelt word.
static TELLING: LazyLock<CharSet> = LazyLock::new(|| PLACES.iter().map(|(c, _, _)| *c).collect());

/// Whether a word is misspelt that has `simplified`, which Traditional text has in other words, for `traditional`.
fn is_telling(simplified: char, traditional: char) -> bool {
    simplified != traditional && script_of(simplified) == Script::Common
}

/// The words of [`WORDS`] that `text` spells with a character Traditional has in other words only, pinyin notes within
/// included, each with its Traditional spelling. `folded` is the text folded, and `original` leads back from it.
fn misspelt_words(
    text: &str,
    folded: &str,
    original: impl Fn(Range<usize>) -> Range<usize>,
) -> Vec<(Range<usize>, String)> {
    let mut misspelt: Vec<(Range<usize>, String)> = Vec::new();
    let is_written = |(at, c): &(usize, char)| text[original(*at..folded.len())].starts_with(*c);
    for (at, c) in TELLING.members_in(folded).filter(is_written) {
        for (range, word) in words_around(folded, at, c) {
            let range = original(range);
            if !misspelt.iter().any(|(known, _)| *known == range) {
                misspelt.push((range, WORDS[word].1.to_owned()));
            }
        }
    }
    misspelt
}

/// The words of [`WORDS`] in `text` that `c` at `at` can show to be misspelt: where each stands, and its index.
fn words_around(text: &str, at: usize, c: char) -> impl Iterator<Item = (Range<usize>, usize)> {
    let first = PLACES.partition_point(|(known, _, _)| *known < c);
    let of_character = PLACES[first..].iter().take_while(move |(known, _, _)| *known == c);
    of_character.filter_map(move |&(_, word, within)| {
        let start = at.checked_sub(within)?;
        let range = start..start + WORDS[word].0.len();
        (text.get(range.clone())? == WORDS[word].0).then_some((range, word))
    })
}

#[cfg(test)]
mod tests {
    use nianbao_lint::document::fold;
    use nianbao_lint::document::script::simplified;

    use super::*;

    fn misspelt(text: &str) -> Vec<(&str, String)> {
        let folded = fold(text);
        let words = misspelt_words(text, &folded.content, |range| folded.original(range));
        words.into_iter().map(|(range, word)| (&text[range], word)).collect()
    }

    #[test]
    fn words_converted_character_by_character_are_found_through_notes() {
        assert_eq!(misspelt("嚴格規(guī)范程序"), [("規(guī)范", "規範".to_owned())]);
        assert_eq!(misspelt("復議后起訴"), [("后起訴", "後起訴".to_owned())]);
        assert_eq!(misspelt("規範、批准、皇后、公里"), []);
    }

    #[test]
    fn every_word_has_a_character_of_both_scripts() {
        for (word, expected) in WORDS.iter() {
            assert_eq!(word.chars().count(), expected.chars().count(), "{word}");
            assert!(word.chars().zip(expected.chars()).any(|(a, b)| is_telling(a, b)), "{word}");
            let back: String = expected.chars().map(simplified).collect();
            assert_eq!(back, *word);
        }
    }

    #[test]
    fn quotations_in_traditional_are_left_alone() {
        let text = "见《臺灣選舉辦法》和《每週要报》";
        let quotations = traditional_quotations(text);
        let free = runs(text, &TRADITIONAL).filter(|run| !is_quoted(&quotations, run));
        assert_eq!(free.map(|run| &text[run]).collect::<Vec<_>>(), ["週"]);
    }
}
