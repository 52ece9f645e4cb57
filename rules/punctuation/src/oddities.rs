//! What one look at the marks of a report tells several rules: whether there is anything for them to look for.

use std::ops::Range;
use std::rc::Rc;

use nianbao_lint::report::{Mark, MarkSet, Passage};
use nianbao_lint::{Report, Sink};

use crate::enumeration_comma::item_before_etc;
use crate::marks::is_between;
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
        let mut point_end = usize::MAX;
        for (index, mark) in marks.iter().enumerate() {
            match role_of(mark.char) {
                Role::None => {}
                Role::Point(point) => {
                    if mark.at == point_end {
                        self.points_together = true;
                    }
                    point_end = mark.range().end;
                    self.look_at_point(words, &marks[..index], point, mark.at..point_end);
                }
                Role::Opens(kind) => {
                    open.push(kind);
                    if mark.at == point_end && parts_titles(&marks[..index], mark.char) {
                        self.parted_titles = true;
                    }
                    if kind == Kind::Title && open_titles > 0 {
                        self.nested_titles = true;
                    }
                    open_titles += usize::from(kind == Kind::Title);
                    self.half_width |= mark.char == '(';
                }
                Role::Closes(kind) => {
                    if open.pop() != Some(kind) {
                        self.unpaired = true;
                    }
                    open_titles = open_titles.saturating_sub(usize::from(kind == Kind::Title));
                }
                Role::Less => self.nested_titles |= open_titles > 0,
            }
        }
        self.unpaired |= !open.is_empty();
    }

    /// Adds what the point mark at `range` behind the marks `before` tells.
    #[inline]
    fn look_at_point(&mut self, words: &str, before: &[Mark], point: Point, range: Range<usize>) {
        let is_behind_enumeration = || matches!(before, [.., Mark { char: '、', .. }]);
        match point {
            Point::Stop => {}
            Point::Enumeration if words[range.end..].starts_with('等') => {
                self.marks_before_etc = true;
            }
            Point::Enumeration => {}
            Point::Comma if !is_behind_enumeration() => {}
            Point::Comma => {
                self.marks_before_etc |= item_before_etc(&words[range.end..]).is_some();
            }
            Point::Half => {
                self.half_width |= is_between(words, range.start);
                self.marks_before_etc |=
                    is_behind_enumeration() && item_before_etc(&words[range.end..]).is_some();
            }
        }
    }
}

/// Whether `open` opens what a 、 parts from a title or quote that closes directly before it, the 、 being the last of
/// `before`.
fn parts_titles(before: &[Mark], open: char) -> bool {
    let [.., close, comma @ Mark { char: '、', .. }] = before else { return false };
    matches!((close.char, open), ('》', '《') | ('”', '“')) && close.range().end == comma.at
}

/// What part a mark plays in oddities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    None,
    Opens(Kind),
    Closes(Kind),
    Point(Point),
    /// A half of what is used for 〈〉.
    Less,
}

/// A kind of point marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Point {
    /// 、
    Enumeration,
    /// ，
    Comma,
    /// Another full-width one.
    Stop,
    /// A half-width one.
    Half,
}

/// The role of a mark, by tables of the blocks that the marks with a role stand in.
#[inline]
fn role_of(mark: char) -> Role {
    static ASCII: [Role; 32] = roles_from(0x20);
    static GENERAL: [Role; 32] = roles_from(0x2000);
    static CHINESE: [Role; 32] = roles_from(0x3000);
    static FULL_WIDTH: [Role; 32] = roles_from(0xFF00);
    let code = u32::from(mark);
    let block = match code & !31 {
        0x20 => &ASCII,
        0x2000 => &GENERAL,
        0x3000 => &CHINESE,
        0xFF00 => &FULL_WIDTH,
        _ => return Role::None,
    };
    block[(code & 31) as usize]
}

const fn roles_from(first: u32) -> [Role; 32] {
    let mut roles = [Role::None; 32];
    let mut index = 0;
    while index < 32 {
        if let Some(mark) = char::from_u32(first + index) {
            roles[index as usize] = find_role(mark);
        }
        index += 1;
    }
    roles
}

const fn find_role(mark: char) -> Role {
    match mark {
        '、' => Role::Point(Point::Enumeration),
        '，' => Role::Point(Point::Comma),
        '。' | '；' | '：' => Role::Point(Point::Stop),
        ',' | ';' | ':' | '!' | '?' => Role::Point(Point::Half),
        '<' | '＜' => Role::Less,
        _ => match kind_of(mark) {
            Some((kind, true)) => Role::Opens(kind),
            Some((kind, false)) => Role::Closes(kind),
            None => Role::None,
        },
    }
}

#[cfg(test)]
mod tests {
    use nianbao_lint::document::Format;
    use nianbao_test::findings;

    use super::*;

    #[test]
    fn tables_have_every_role() {
        for c in '\0'..='\u{FFFF}' {
            assert_eq!(role_of(c), find_role(c), "{c}");
        }
    }

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
