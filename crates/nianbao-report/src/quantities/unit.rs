/// What a number counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// As it is written.
    pub text: &'static str,
    /// What is counted in it.
    pub kind: UnitKind,
}

/// What is counted in a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// Cases, documents and pieces of information: 件、宗、起、条、份、篇、个、项 and the like, which reports use for one
    /// another.
    Piece,
    /// What takes place: 次、场、批次.
    Event,
    /// 人、名、人次.
    Person,
    /// 元; 万元 is multiplied out.
    Money,
    /// `%`.
    Percent,
    /// 个百分点, a difference of percentages.
    Point,
    /// Other things: 家、台、倍.
    Other,
}

const fn unit(text: &'static str, kind: UnitKind) -> Unit {
    Unit { text, kind }
}

/// The units that begin with `c`, longer ones first.
const fn units(c: char) -> &'static [Unit] {
    use UnitKind::{Event, Money, Other, Percent, Person, Piece, Point};
    match c {
        '件' => const { &[unit("件次", Piece), unit("件", Piece)] },
        '条' => const { &[unit("条次", Piece), unit("条", Piece)] },
        '宗' => const { &[unit("宗", Piece)] },
        '起' => const { &[unit("起", Piece)] },
        '例' => const { &[unit("例", Piece)] },
        '份' => const { &[unit("份", Piece)] },
        '篇' => const { &[unit("篇次", Piece), unit("篇", Piece)] },
        '则' => const { &[unit("则", Piece)] },
        '项' => const { &[unit("项次", Piece), unit("项", Piece)] },
        '个' => const { &[unit("个百分点", Point), unit("个", Piece)] },
        '幅' => const { &[unit("幅", Piece)] },
        '期' => const { &[unit("期", Piece)] },
        '部' => const { &[unit("部", Piece)] },
        '封' => const { &[unit("封", Piece)] },
        '册' => const { &[unit("册", Piece)] },
        '张' => const { &[unit("张", Piece)] },
        '类' => const { &[unit("类", Piece)] },
        '次' => const { &[unit("次", Event)] },
        '场' => const { &[unit("场次", Event), unit("场", Event)] },
        '批' => const { &[unit("批次", Event), unit("批", Event)] },
        '轮' => const { &[unit("轮次", Event), unit("轮", Event)] },
        '人' => const { &[unit("人次", Person), unit("人", Person)] },
        '名' => const { &[unit("名", Person)] },
        '位' => const { &[unit("位", Person)] },
        '户' => const { &[unit("户", Other)] },
        '家' => const { &[unit("家次", Other), unit("家", Other)] },
        '处' => const { &[unit("处", Other)] },
        '所' => const { &[unit("所", Other)] },
        '台' => const { &[unit("台", Other)] },
        '套' => const { &[unit("套", Other)] },
        '块' => const { &[unit("块", Other)] },
        '页' => const { &[unit("页", Other)] },
        '字' => const { &[unit("字", Other)] },
        '倍' => const { &[unit("倍", Other)] },
        '元' => const { &[unit("元", Money)] },
        '%' => const { &[unit("%", Percent)] },
        '％' => const { &[unit("％", Percent)] },
        '百' => const { &[unit("百分点", Point)] },
        '通' => const { &[unit("通", Piece)] },
        '卷' => const { &[unit("卷", Piece)] },
        '本' => const { &[unit("本", Piece)] },
        '款' => const { &[unit("款", Piece)] },
        _ => &[],
    }
}

/// Whether a unit can begin with `c`.
pub(super) fn may_begin_unit(c: char) -> bool {
    !units(c).is_empty()
}

/// `百分之` before a number makes it one of these.
pub(super) const PERCENT: Unit = unit("%", UnitKind::Percent);

/// What looks like a unit that begins with `c` and is none: spans of time, and words that go on.
const fn no_units(c: char) -> &'static [&'static str] {
    match c {
        '个' => &["个月", "个工作日", "个小时", "个季度", "个自然日", "个自然月"],
        '件' => &["件事", "件套"],
        '次' => &["次性", "次日", "次年"],
        '期' => &["期限", "期间"],
        '部' => &["部分", "部门", "部署"],
        '本' => &["本级", "本部", "本市", "本县", "本区"],
        '名' => &["名单", "名称"],
        '通' => &["通知", "通报", "通过"],
        _ => &[],
    }
}

/// The unit that stands in `text` at `at`.
pub(super) fn unit_at(text: &str, at: usize) -> Option<Unit> {
    let rest = text.get(at..)?;
    let first = rest.chars().next()?;
    let is_there =
        |unit: &&Unit| unit.text.len() == first.len_utf8() || rest.starts_with(unit.text);
    let unit = units(first).iter().find(is_there)?;
    let goes_on = no_units(first).iter().any(|word| rest.starts_with(word));
    (!goes_on).then_some(*unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_is_found_by_its_first_character() {
        let heads = ('\u{20}'..'\u{9FFF}').chain(['％']);
        let found: Vec<(char, &Unit)> =
            heads.flat_map(|c| units(c).iter().map(move |unit| (c, unit))).collect();
        assert!(found.len() > 50);
        for (c, unit) in found {
            assert!(unit.text.starts_with(c), "{c}");
            assert_eq!(unit_at(unit.text, 0), Some(*unit));
        }
    }

    #[test]
    fn longer_units_win_and_other_words_are_none() {
        let text = |words| unit_at(words, 0).map(|unit| unit.text);
        assert_eq!(text("件次申请"), Some("件次"));
        assert_eq!(text("个百分点"), Some("个百分点"));
        assert_eq!(text("个工作日"), None);
        assert_eq!(text("件事"), None);
        assert_eq!(text("年"), None);
        assert_eq!(text(""), None);
    }
}
