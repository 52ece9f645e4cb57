use nianbao_diagnostics::TableName;

use super::*;
use crate::{Edition, Figure, FoundLabel, RecoveredRow, UnknownRow};
use nianbao_span::Span;

/// The applications table whose rows hold `cells`; rows not named hold zeros. `None` is a blank.
fn applications(cells: &[(&str, [Option<i64>; 7])]) -> OfficialTable {
    let spec = Edition::latest().table(TableName::Applications);
    let rows = spec
        .rows
        .iter()
        .map(|row| {
            let named = cells.iter().find(|(key, _)| *key == row.key);
            let values = named.map_or([Some(0); 7], |(_, values)| *values);
            let figures: Vec<Figure> = values.iter().map(|value| figure(*value)).collect();
            RecoveredRow::new(row, None, RowState::Certain, figures)
        })
        .collect();
    OfficialTable {
        spec,
        span: Span::default(),
        rows,
        drifts: Vec::new(),
        unknown_rows: Vec::new(),
    }
}

fn figure(value: Option<i64>) -> Figure {
    let value = value.map_or(Value::Blank, |number| Value::Number(number.into()));
    Figure { value, span: Span::default() }
}

/// A row whose natural persons and total are these.
fn persons(count: i64, total: i64) -> [Option<i64>; 7] {
    [Some(count), Some(0), Some(0), Some(0), Some(0), Some(0), Some(total)]
}

/// Twelve new, two carried in; nine granted, four not held; one carried out.
fn balanced() -> Vec<(&'static str, [Option<i64>; 7])> {
    vec![
        ("new_received", persons(12, 12)),
        ("carried_in", persons(2, 2)),
        ("result.granted", persons(9, 9)),
        ("result.unavailable.not_held", persons(4, 4)),
        ("result.total", persons(13, 13)),
        ("carried_out", persons(1, 1)),
    ]
}

/// What is wrong with the balanced table after `changes`: rule, cell key, expected value, number of equations.
#[track_caller]
fn check(
    changes: &[(&'static str, [Option<i64>; 7])],
    expected: &[(EquationKind, &str, Option<i64>, usize)],
) {
    let mut cells = balanced();
    for (key, values) in changes {
        cells.retain(|(known, _)| known != key);
        cells.push((*key, *values));
    }
    let table = applications(&cells);
    let balance = Balance::of(&table);
    let found: Vec<(EquationKind, String, Option<i64>, usize)> = balance
        .imbalances
        .iter()
        .map(|imbalance| {
            let key = table.key(imbalance.cell).replace("applications.", "");
            let expected = imbalance.expected.map(|value| i64::try_from(value).unwrap());
            (imbalance.kind, key, expected, imbalance.equations.len())
        })
        .collect();
    let expected: Vec<(EquationKind, String, Option<i64>, usize)> = expected
        .iter()
        .map(|(kind, key, value, equations)| (*kind, (*key).to_owned(), *value, *equations))
        .collect();
    assert_eq!(found, expected);
}

use EquationKind::{CarryBalance, ResultTotal, RowTotal};

#[test]
fn a_balanced_table_has_no_imbalance() {
    check(&[], &[]);
    assert_eq!(Balance::of(&applications(&balanced())).balances_with_zeros, None);
}

#[test]
fn a_wrong_row_total_is_one_finding() {
    check(&[("result.granted", persons(9, 10))], &[(RowTotal, "result.granted.total", Some(9), 2)]);
}

#[test]
fn a_wrong_detail_is_found_where_row_and_column_meet() {
    check(
        &[("result.granted", persons(8, 9))],
        &[(RowTotal, "result.granted.natural_person", Some(9), 2)],
    );
}

#[test]
fn a_wrong_result_total_is_the_result_rule_s() {
    check(
        &[("result.total", persons(14, 13))],
        &[(ResultTotal, "result.total.natural_person", Some(13), 3)],
    );
}

#[test]
fn a_result_row_wrong_throughout_is_one_finding() {
    check(
        &[("result.total", persons(14, 14))],
        &[(ResultTotal, "result.total.natural_person", Some(13), 4)],
    );
}

#[test]
fn a_carried_number_wrong_throughout_is_a_balance_that_fails() {
    check(
        &[("carried_out", persons(3, 3))],
        &[(CarryBalance, "carried_out.natural_person", None, 1)],
    );
}

#[test]
fn a_cell_that_is_no_count_enters_no_sum() {
    check(&[("result.granted", persons(-9, 9))], &[]);
}

#[test]
fn independent_errors_are_told_apart() {
    check(
        &[("result.granted", persons(9, 10)), ("carried_in", persons(3, 2))],
        &[
            (RowTotal, "carried_in.natural_person", Some(2), 2),
            (RowTotal, "result.granted.total", Some(9), 2),
        ],
    );
}

#[test]
fn blanks_are_zero_only_where_that_is_the_table_s_habit() {
    let mut cells = balanced();
    for (_, values) in &mut cells {
        for value in values.iter_mut().filter(|value| **value == Some(0)) {
            *value = None;
        }
    }
    cells.push(("result.rejected.repeat", [None, None, None, None, None, None, Some(1)]));
    let table = applications(&cells);
    let balance = Balance::of(&table);
    assert_eq!(balance.balances_with_zeros, Some(false));
    assert_eq!(balance.imbalances.len(), 1);
    assert_eq!(balance.imbalances[0].reading, Reading::BlanksAsZero);
    assert_eq!(table.key(balance.imbalances[0].cell), "applications.result.rejected.repeat.total");
}

#[test]
fn a_lone_blank_hides_a_value_and_makes_no_sum_error() {
    let mut values = persons(9, 9);
    values[0] = None;
    check(&[("result.granted", values)], &[]);
}

#[test]
fn swapped_digits_tell_which_figure_is_wrong() {
    let mut cells = balanced();
    cells.retain(|(key, _)| *key != "new_received");
    cells.push(("new_received", persons(21, 21)));
    let table = applications(&cells);
    let balance = Balance::of(&table);
    assert_eq!(balance.imbalances.len(), 1, "{:#?}", balance.imbalances);
    let imbalance = &balance.imbalances[0];
    assert!(!imbalance.localised);
    let slip = imbalance.slip.as_ref().unwrap();
    assert_eq!((slip.kind, slip.value), (SlipKind::SwappedDigits, 12.into()));
    assert_eq!(table.key(slip.cell), "applications.new_received.natural_person");
    let (total, value) = slip.total.unwrap();
    assert_eq!(table.key(total), "applications.new_received.total");
    assert_eq!(value, 12.into());
}

#[test]
fn slips_that_rival_tell_nothing() {
    let mut cells = balanced();
    for (key, values) in &mut cells {
        match *key {
            "new_received" => *values = persons(24, 24),
            "carried_in" => *values = persons(10, 10),
            "carried_out" => *values = persons(11, 11),
            _ => {}
        }
    }
    let balance = Balance::of(&applications(&cells));
    assert_eq!(balance.imbalances.len(), 1, "{:#?}", balance.imbalances);
    assert_eq!(balance.imbalances[0].slip, None);
}

#[test]
fn a_row_the_form_does_not_have_explains_its_share_of_the_results() {
    let mut cells = balanced();
    cells.push(("result.total", persons(16, 16)));
    cells.push(("new_received", persons(15, 15)));
    cells.reverse();
    let mut table = applications(&cells);
    assert_eq!(Balance::of(&table).imbalances.len(), 1);
    table.unknown_rows.push(UnknownRow {
        label: FoundLabel { span: Span::default(), text: "（八）转送办理".to_owned() },
        values: persons(3, 3).map(figure).to_vec(),
        repeats: None,
    });
    let found = Balance::of(&table).imbalances;
    assert!(found.is_empty(), "{found:#?}");
}
