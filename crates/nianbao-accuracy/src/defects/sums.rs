//! Tables that do not add up.

use nianbao_diagnostics::TableName;
use nianbao_test::layout::Layout;
use nianbao_test::model::{APPLICANTS, FormEdition, OUTCOMES};

use super::{Injector, does};
use crate::draft::{Draft, Place, marked};

pub(super) const INJECTORS: &[Injector] = &[
    does("sums/row-total", "total of new applications one too high", |draft| {
        add(draft, "applications.new_received.total", 1)?;
        Some(Place::Row(TableName::Applications, "new_received"))
    })
    .only(sums_show),
    does("sums/row-total", "digits of a total exchanged", |draft| {
        exchange(draft, "applications.result.total.total")?;
        Some(Place::Row(TableName::Applications, "result.total"))
    })
    .or(&["sums/result-total"])
    .only(sums_show),
    does("sums/row-total", "an applicant forgotten in the total", |draft| {
        let new = draft.count("applications.new_received.natural_person")?;
        let total = draft.count("applications.new_received.total")?;
        (new < total).then_some(())?;
        draft.write_cell("applications.new_received.total", &new.to_string())?;
        Some(Place::Row(TableName::Applications, "new_received"))
    })
    .only(sums_show),
    does("sums/row-total", "a single cell of a result wrong", |draft| {
        add(draft, "applications.result.granted.natural_person", 2)?;
        Some(Place::Row(TableName::Applications, "result.granted"))
    })
    .only(sums_show),
    does("sums/row-total", "total of a row of zeros", |draft| {
        let total = "applications.result.rejected.publication.total";
        (draft.count(total)? == 0).then_some(())?;
        add(draft, total, 1)?;
        Some(Place::Row(TableName::Applications, "result.rejected.publication"))
    })
    .only(sums_show),
    does("sums/result-total", "total of results one too high", |draft| {
        shift(draft, &["result.total", "new_received"])
    })
    .only(sums_show),
    does("sums/result-total", "a result left out", |draft| {
        let count = draft.count("applications.result.granted.natural_person")?;
        let total = draft.count("applications.result.granted.total")?;
        (count > 0).then_some(())?;
        draft.write_cell("applications.result.granted.natural_person", "0")?;
        draft.write_cell("applications.result.granted.total", &(total - count).to_string())?;
        Some(Place::Column(TableName::Applications, "natural_person"))
    })
    .only(sums_show),
    does("sums/result-total", "a result counted twice", |draft| {
        for column in ["natural_person", "total"] {
            let row = "applications.result.unavailable.not_held";
            add(draft, &format!("{row}.{column}"), 1)?;
        }
        Some(Place::Column(TableName::Applications, "natural_person"))
    })
    .only(sums_show),
    does("sums/carry-balance", "carried out one too high", |draft| shift(draft, &["carried_out"]))
        .only(sums_show),
    does("sums/carry-balance", "carried in left at last year's", |draft| {
        shift(draft, &["carried_in"])
    })
    .only(sums_show),
    does("sums/carry-balance", "an application received but not counted", |draft| {
        shift(draft, &["new_received"])
    })
    .only(sums_show),
    does("sums/dispute-total", "total of reviews wrong", |draft| {
        disputes(draft, "review", "total")
    })
    .only(sums_show),
    does("sums/dispute-total", "an outcome of direct suits wrong", |draft| {
        disputes(draft, "litigation_direct", "upheld")
    })
    .only(sums_show),
    does("sums/dispute-total", "suits after review left out of their total", |draft| {
        disputes(draft, "litigation_after_review", "other")
    })
    .only(sums_show),
    does("sums/in-force-bound", "fewer in force than issued", |draft| {
        (draft.model.edition == FormEdition::Of2021).then_some(())?;
        let row = "disclosure.art20_1.normative_documents";
        draft.write_cell(&format!("{row}.issued"), "9")?;
        draft.write_cell(&format!("{row}.repealed"), "1")?;
        draft.write_cell(&format!("{row}.in_force"), "3")?;
        Some(Place::Row(TableName::Disclosure, "art20_1.normative_documents"))
    })
    .only(sums_show),
    does("sums/in-force-bound", "nothing in force", |draft| {
        (draft.model.edition == FormEdition::Of2021).then_some(())?;
        let row = "disclosure.art20_1.normative_documents";
        draft.write_cell(&format!("{row}.issued"), "2")?;
        draft.write_cell(&format!("{row}.repealed"), "0")?;
        draft.write_cell(&format!("{row}.in_force"), "0")?;
        Some(Place::Row(TableName::Disclosure, "art20_1.normative_documents"))
    })
    .only(sums_show),
    does("sums/unmentioned-dispute", "disputes in the table alone", |draft| {
        let total: u64 = ["review", "litigation_direct", "litigation_after_review"]
            .into_iter()
            .filter_map(|group| draft.count(&format!("disputes.{group}.total")))
            .sum();
        (total > 0).then_some(())?;
        for text in draft.texts_mut() {
            let kept: String = text
                .split_inclusive('。')
                .filter(|sentence| {
                    !(sentence.contains("复议") || sentence.contains("诉讼"))
                        || sentence.contains("个部分")
                        || sentence.contains("其他需要报告")
                })
                .collect();
            *text = kept;
        }
        draft.texts().all(|text| !text.is_empty()).then_some(Place::Table(TableName::Disputes))
    }),
];

/// Where figures are written that can be added up.
const fn sums_show(layout: Layout) -> bool {
    !matches!(layout, Layout::BlanksLeftOut | Layout::ZerosLeftOut)
}

fn add(draft: &mut Draft, key: &str, more: u64) -> Option<()> {
    let count = draft.count(key)?;
    draft.write_cell(key, &(count + more).to_string())
}

/// Exchanges the first two digits of a count.
fn exchange(draft: &mut Draft, key: &str) -> Option<()> {
    let count = draft.count(key)?.to_string();
    let digits: Vec<char> = count.chars().collect();
    let [first, second, rest @ ..] = &digits[..] else { return None };
    (first != second && *second != '0').then_some(())?;
    let exchanged: String = [second, first].into_iter().chain(rest).collect();
    draft.write_cell(key, &exchanged)
}

/// One more in the first column of these rows and in their totals, so that each row still adds up.
fn shift(draft: &mut Draft, rows: &[&str]) -> Option<Place> {
    let column = if draft.writer.rng.bool() { APPLICANTS[0].0 } else { APPLICANTS[1].0 };
    for row in rows {
        add(draft, &format!("applications.{row}.{column}"), 1)?;
        add(draft, &format!("applications.{row}.total"), 1)?;
    }
    Some(Place::Column(TableName::Applications, column))
}

/// One more in a cell of a group of disputes; the group is the place.
fn disputes(draft: &mut Draft, group: &str, column: &str) -> Option<Place> {
    add(draft, &format!("disputes.{group}.{column}"), 1)?;
    for (other, _) in OUTCOMES.iter().filter(|(other, _)| *other != column) {
        let cell =
            draft.table(TableName::Disputes).cell_mut(&format!("disputes.{group}.{other}"))?;
        cell.text = marked(&cell.text);
    }
    Some(Place::Marked)
}
