//! What one look at the marks of a report tells several rules: whether there is anything for them to look for.

use std::rc::Rc;

use nianbao_lint::report::{Mark, MarkSet, Passage};
use nianbao_lint::{Report, Sink};

use crate::enumeration_comma::item_before_etc;
use crate::marks::{is_between, is_point};
use crate::unpaired::{Kind, kind_of};

/// Which rules may find something in a report. Nearly every report is found to have nothing, and what it has is for the
/// rule to tell.
#[derive(Debug, Default)]
pub(crate) struct Oddities {
    /// Brackets, quotes or title marks that are not paired, each within its passage.
    pub(crate) unpaired: bool,
    /// Point marks side by side.
    pub(crate) points_together: bool,
    /// A 、 between a closing title mark or quote and an opening one.
    pub(crate) parted_titles: bool,
    /// A title mark that opens within 《.
    pub(crate) nested_titles: bool,
    /// A 、 directly before 等, or the mark before the item that ends in 等 where a 、 is the one before.
    pub(crate) marks_before_etc: bool,
    /// Half-width marks that do the work of full-width ones.
    pub(crate) half_width: bool,
}

/// The marks that any of it is about.
const TOLD: MarkSet = MarkSet::of(&[
    '（', '(', '）', ')', '《', '》', '〈', '〉', '“', '”', '‘', '’', '【', '】', '〔', '〕', '「',
    '」', '。', '，', '、', '；', '：', ',', ';', ':', '!', '?',
]);

impl Oddities {
    /// Those of `report`.
    pub(crate) fn of(report: &Report<'_>, sink: &Sink<'_>) -> Rc<Oddities> {
        sink.shared(|| {
            let mut oddities = Oddities::default();
            let mut open = Vec::new();
            for passage in report.passages_with(TOLD) {
                oddities.look_at(&passage, &mut open);
            }
            oddities
        })
    }

    /// Adds those of a passage; `open` serves to pair its marks.
    fn look_at(&mut self, passage: &Passage<'_>, open: &mut Vec<Kind>) {
        let (words, marks) = (passage.words(), passage.marks());
        open.clear();
        let mut open_titles = 0_usize;
        let mut before: &[Mark] = &[];
        for (index, mark) in marks.iter().enumerate() {
            if let Some((kind, opens)) = kind_of(mark.char) {
                if opens {
                    open.push(kind);
                    self.parted_titles |= parts_titles(before, mark);
                } else {
                    self.unpaired |= open.pop() != Some(kind);
                }
            }
            match mark.char {
                '《' => {
                    self.nested_titles |= open_titles > 0;
                    open_titles += 1;
                }
                '》' => open_titles = open_titles.saturating_sub(1),
                '<' | '＜' => self.nested_titles |= open_titles > 0,
                '(' => self.half_width = true,
                c if is_point(c) => self.look_at_point(words, before, mark),
                '!' | '?' => self.half_width |= is_between(words, mark.at),
                _ => {}
            }
            before = &marks[..=index];
        }
        self.unpaired |= !open.is_empty();
    }

    /// Adds what the point mark `mark` behind the marks `before` tells.
    fn look_at_point(&mut self, words: &str, before: &[Mark], mark: &Mark) {
        let last = before.last();
        let end = mark.range().end;
        self.points_together |=
            last.is_some_and(|last| is_point(last.char) && last.range().end == mark.at);
        self.marks_before_etc |= match mark.char {
            '、' => words[end..].starts_with('等'),
            '，' | ',' if last.is_some_and(|last| last.char == '、') => {
                item_before_etc(&words[end..]).is_some()
            }
            _ => false,
        };
        self.half_width |= mark.char.is_ascii() && is_between(words, mark.at);
    }
}

/// Whether the opening mark `open` stands behind a closing one and a 、, without words between.
fn parts_titles(before: &[Mark], open: &Mark) -> bool {
    let [.., close, comma @ Mark { char: '、', .. }] = before else { return false };
    matches!((close.char, open.char), ('》', '《') | ('”', '“'))
        && close.range().end == comma.at
        && comma.range().end == open.at
}

#[cfg(test)]
mod tests {
    use nianbao_lint::document::Format;
    use nianbao_test::findings;

    #[test]
    fn what_a_rule_finds_is_told_wherever_it_stands() {
        for (rule, text) in [
            ("punctuation/unpaired", "（公开（信息）。"),
            ("punctuation/unpaired", "公开“信息）。"),
            ("punctuation/repeated", "公开信息;；均按时。"),
            ("punctuation/title-enumeration", "落实《条例》、《规定》。"),
            ("punctuation/title-enumeration", "做到“应公开”、“尽公开”。"),
            ("punctuation/nested-title-marks", "《关于印发《格式》的通知》"),
            ("punctuation/nested-title-marks", "《关于印发<格式>的通知》"),
            ("punctuation/nested-title-marks", "《关于印发＜格式＞的通知》"),
            ("punctuation/enumeration-comma", "公开政策、规划、等信息。"),
            ("punctuation/enumeration-comma", "发布政务要闻、通知公告，工作动态等信息。"),
            ("punctuation/half-width", "公开信息!按时答复。公开信息；收到申请，"),
            ("punctuation/half-width", "2023年,柳林镇公开信息。收到申请；按时答复，"),
            ("punctuation/mixed-brackets", "公开信息(含转载)。收到申请；按时答复，"),
        ] {
            let lines = format!("政府信息公开\n{text}\n政府信息公开\n");
            assert!(!findings(rule, Format::Text, &lines).is_empty(), "{rule} {text}");
        }
    }
}
