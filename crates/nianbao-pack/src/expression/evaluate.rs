use std::cmp::Ordering;

use nianbao_report::Report;
use rust_decimal::Decimal;

use super::{Expression, Node, Operator};
use crate::facts::Value;

impl Expression {
    /// Whether it is true of `report`; absent where the report does not give what would decide it.
    pub(crate) fn holds(&self, report: &Report<'_>) -> Option<bool> {
        match value(&self.root, report)? {
            Value::Truth(truth) => Some(truth),
            _ => None,
        }
    }
}

/// The value of `node`, where it is known.
fn value(node: &Node, report: &Report<'_>) -> Option<Value> {
    match node {
        Node::Literal(value, _) => Some(value.clone()),
        Node::Fact(fact) => fact.value(report),
        Node::Has(fact) => Some(Value::Truth(fact.value(report).is_some())),
        Node::Call(operator, arguments) => call(*operator, arguments, report),
    }
}

fn call(operator: Operator, arguments: &[Node], report: &Report<'_>) -> Option<Value> {
    let of = |index: usize| value(arguments.get(index)?, report);
    let truth_of = |index| match of(index)? {
        Value::Truth(truth) => Some(truth),
        _ => None,
    };
    let number_of = |index| match of(index)? {
        Value::Number(number) => Some(number),
        _ => None,
    };
    let words_of = |index| match of(index)? {
        Value::Words(words) => Some(words),
        _ => None,
    };
    let numbers = || Some((number_of(0)?, number_of(1)?));
    let compared = |holds: fn(Ordering) -> bool| {
        let (left, right) = numbers()?;
        Some(Value::Truth(holds(left.cmp(&right))))
    };
    // Nothing where there is no result: division by zero, or more digits than a number has.
    let computed = |result: fn(Decimal, Decimal) -> Option<Decimal>| {
        let (left, right) = numbers()?;
        result(left, right).map(Value::Number)
    };
    let tested =
        |holds: fn(&str, &str) -> bool| Some(Value::Truth(holds(&words_of(0)?, &words_of(1)?)));
    match operator {
        Operator::And => both(truth_of(0), truth_of(1), false),
        Operator::Or => both(truth_of(0), truth_of(1), true),
        Operator::Not => Some(Value::Truth(!truth_of(0)?)),
        Operator::Choose(_) => of(if truth_of(0)? { 1 } else { 2 }),
        Operator::Equal => Some(Value::Truth(of(0)? == of(1)?)),
        Operator::Unequal => Some(Value::Truth(of(0)? != of(1)?)),
        Operator::Less => compared(Ordering::is_lt),
        Operator::LessOrEqual => compared(Ordering::is_le),
        Operator::Greater => compared(Ordering::is_gt),
        Operator::GreaterOrEqual => compared(Ordering::is_ge),
        Operator::Add => computed(Decimal::checked_add),
        Operator::Subtract => computed(Decimal::checked_sub),
        Operator::Multiply => computed(Decimal::checked_mul),
        Operator::Divide => computed(Decimal::checked_div),
        Operator::Remainder => computed(Decimal::checked_rem),
        Operator::Negate => Some(Value::Number(-number_of(0)?)),
        Operator::In => {
            let (sought, list) = (of(0)?, of(1)?);
            let Value::List(values) = list else { return None };
            Some(Value::Truth(values.contains(&sought)))
        }
        Operator::Contains => tested(|words, part| words.contains(part)),
        Operator::StartsWith => tested(|words, part| words.starts_with(part)),
        Operator::EndsWith => tested(|words, part| words.ends_with(part)),
        Operator::Size => Some(Value::Number(words_of(0)?.chars().count().into())),
    }
}

/// `&&` and `||`: one side that is `decisive` decides, whatever the other is.
fn both(left: Option<bool>, right: Option<bool>, decisive: bool) -> Option<Value> {
    let sides = [left, right];
    if sides.contains(&Some(decisive)) {
        return Some(Value::Truth(decisive));
    }
    sides.into_iter().all(|side| side.is_some()).then_some(Value::Truth(!decisive))
}
