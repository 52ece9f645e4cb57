//! Which edition of the form a table follows, by labels that only one has.

use std::sync::LazyLock;

use nianbao_diagnostics::TableName;

use super::lexicon::{LabelId, printed};
use super::stream::{Item, ItemKind, Layout, Stream};
use crate::Edition;
use crate::labels::bare_words;

/// Labels that only one edition has.
const MARKS: [(TableName, &str, &[&str]); 3] = [
    (TableName::Disclosure, "2021", &["本年制发件数", "本年废止件数", "现行有效件数"]),
    (
        TableName::Disclosure,
        "2019",
        &["本年新制作数量", "对外公开总数量", "采购总金额", "其他对外管理服务事项", "政府集中采购"],
    ),
    (
        TableName::Applications,
        "2021",
        &[
            "申请人无正当理由逾期不补正行政机关不再处理其政府信息公开申请",
            "申请人逾期未按收费通知要求缴纳费用行政机关不再处理其政府信息公开申请",
        ],
    ),
];

/// What a label tells of the edition.
#[derive(Clone, Copy, Default)]
struct Mark {
    table: Option<TableName>,
    /// The place of the edition in [`Edition::all`].
    edition: usize,
    /// Which of the edition's marks it is, as a bit of its own.
    bit: u8,
}

struct Marks {
    /// What each label there is tells, by [`LabelId::index`].
    of_labels: Vec<Mark>,
    /// 其他处理, which in the 2019 edition is a row with values of its own.
    other_handling: Option<LabelId>,
}

static KNOWN: LazyLock<Marks> = LazyLock::new(|| {
    let mut of_labels = vec![Mark::default(); LabelId::count()];
    for (table, name, marks) in MARKS {
        let edition = Edition::all().iter().position(|edition| edition.name == name);
        for (bit, label) in marks.iter().enumerate() {
            if let (Some(edition), Some(label)) = (edition, LabelId::of(label)) {
                of_labels[label.index()] = Mark { table: Some(table), edition, bit: 1 << bit };
            }
        }
    }
    Marks { of_labels, other_handling: LabelId::of("其他处理") }
});

/// The edition that the labels of the table `name` show, where they do.
pub(super) fn shown_edition(name: TableName, stream: &Stream<'_>) -> Option<&'static Edition> {
    // Each edition's marks that were seen.
    let mut seen = [0_u8; 2];
    let mut note = |label: LabelId| {
        let mark = KNOWN.of_labels[label.index()];
        if mark.table == Some(name) {
            seen[mark.edition] |= mark.bit;
        }
    };
    for item in stream.words.iter().map(|at| &stream.items[*at]) {
        match item.label() {
            Some(label) => note(label),
            None => labels_in_line(item).for_each(&mut note),
        }
    }
    // A row of another edition may have been added to a table; most marks tell which it is.
    let [earlier, latest] = seen.map(u8::count_ones);
    if earlier != latest {
        return Some(&Edition::all()[usize::from(latest > earlier)]);
    }
    (earlier == 0 && name == TableName::Applications && has_other_handling(stream))
        .then(|| &Edition::all()[0])
}

/// The labels among several headings that spaces part in a line.
fn labels_in_line<'i>(item: &'i Item<'_>) -> impl Iterator<Item = LabelId> + 'i {
    let is_several = item.layout == Layout::Lines && item.text.contains(char::is_whitespace);
    let line = if is_several { item.text } else { "" };
    line.split_whitespace().filter_map(|part| match printed(part) {
        Some(named) if named.key.ordinal.is_none() => named.label,
        _ => LabelId::of(&bare_words(part)),
    })
}

/// Whether 其他处理 has a value of its own.
fn has_other_handling(stream: &Stream<'_>) -> bool {
    let label = KNOWN.other_handling;
    stream.items.windows(2).any(|pair| {
        pair[0].label() == label
            && label.is_some()
            && pair[1].kind == ItemKind::Value
            && pair[1].row == pair[0].row
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_labels_of_one_edition_and_of_no_part_of_another_label() {
        for (table, edition, marks) in MARKS {
            for mark in marks {
                let label = LabelId::of(mark).expect("marks are labels");
                assert_eq!(KNOWN.of_labels[label.index()].table, Some(table), "{mark}");
                for other in Edition::all().iter().filter(|other| other.name != edition) {
                    let labels = super::super::form::labels(other.table(table));
                    assert!(!labels.contain(Some(label)), "{mark}");
                }
                let wider = LabelId::all().find(|it| *it != label && it.words().contains(mark));
                assert_eq!(wider.map(LabelId::words), None, "{mark}");
            }
        }
        assert!(KNOWN.other_handling.is_some());
    }
}
