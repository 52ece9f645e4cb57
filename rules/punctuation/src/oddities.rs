//! What one look at the marks of a report tells several rules: whether there is anything for them to look for.

use std::ops::Range;
use std::rc::Rc;

use nianbao_lint::report::{Mark, MarkSet, Passage};
use nianbao_lint::{Report, Sink};

use crate::enumeration_comma::item_before_etc;
use crate::marks::is_between;
use crate::unpaired::{Kind, kind_of};

/// What rules look for. Nearly every report is found to have nothing of it, and what it has is for the rule to tell.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Oddity {
    /// Brackets, quotes or title marks that are not paired, each within its passage.
    Unpaired,
    /// Point marks side by side.
    PointsTogether,
    /// A 、 between a closing title mark or quote and an opening one.
    PartedTitles,
    /// A title mark that opens within 《.
    NestedTitles,
    /// A 、 directly before 等, or a comma before the item that 等 ends, where the mark before is a 、.
    MarkBeforeEtc,
    /// Half-width marks that do the work of full-width ones.
    HalfWidth,
}

/// Which oddities a report may have.
#[derive(Debug, Default)]
pub(crate) struct Oddities {
    /// By oddity.
    found: [bool; Oddity::HalfWidth as usize + 1],
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

    /// Whether there may be `oddity`.
    pub(crate) fn have(&self, oddity: Oddity) -> bool {
        self.found[oddity as usize]
    }

    fn add(&mut self, oddity: Oddity) {
        self.found[oddity as usize] = true;
    }

    /// Adds those of a passage; `open` serves to pair its marks.
    fn look_at(&mut self, passage: &Passage<'_>, open: &mut Vec<Kind>) {
        let (words, marks) = (passage.words(), passage.marks());
        open.clear();
        let mut open_titles = 0_usize;
        let mut point_end = usize::MAX;
        for (index, mark) in marks.iter().enumerate() {
            match role_of(mark.char) {
                Role::Point(point) => {
                    if mark.at == point_end {
                        self.add(Oddity::PointsTogether);
                    }
                    point_end = mark.range().end;
                    self.look_at_point(words, &marks[..index], point, mark.at..point_end);
                }
                Role::Opens(kind) => {
                    open.push(kind);
                    if mark.at == point_end && parts_titles(&marks[..index], mark.char) {
                        self.add(Oddity::PartedTitles);
                    }
                    if kind == Kind::Title && open_titles > 0 {
                        self.add(Oddity::NestedTitles);
                    }
                    open_titles += usize::from(kind == Kind::Title);
                    if mark.char == '(' {
                        self.add(Oddity::HalfWidth);
                    }
                }
                Role::Closes(kind) => {
                    if open.pop() != Some(kind) {
                        self.add(Oddity::Unpaired);
                    }
                    open_titles = open_titles.saturating_sub(usize::from(kind == Kind::Title));
                }
                Role::Less if open_titles > 0 => self.add(Oddity::NestedTitles),
                Role::None | Role::Less => {}
            }
        }
        if !open.is_empty() {
            self.add(Oddity::Unpaired);
        }
    }

    /// Adds what the point mark at `range` behind the marks `before` tells.
    #[inline]
    fn look_at_point(&mut self, words: &str, before: &[Mark], point: Point, range: Range<usize>) {
        let behind = &words[range.end..];
        let is_before_etc = match point {
            Point::Stop => false,
            Point::Enumeration => behind.starts_with('等'),
            Point::Comma | Point::Half => {
                matches!(before, [.., Mark { char: '、', .. }]) && item_before_etc(behind).is_some()
            }
        };
        if is_before_etc {
            self.add(Oddity::MarkBeforeEtc);
        }
        if point == Point::Half && is_between(words, range.start) {
            self.add(Oddity::HalfWidth);
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
