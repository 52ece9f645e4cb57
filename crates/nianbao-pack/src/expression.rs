//! Expressions: CEL without loops, typed when they are read, over exact decimals.
//!
//! The crate `cel` parses; what it parsed is checked here against the known keys and types, and evaluated here: its own
//! evaluation knows binary floating point only, and would take a figure that is not there for an error. A value that is
//! not known leaves an expression open, unless what is known decides it: `a > 0 && b > 0` is false where `a` is 0,
//! whatever `b` is.

mod evaluate;
#[cfg(test)]
mod tests;
mod typed;

use cel::parser::Parser;

pub(crate) use typed::{Fault, unknown_key};

use typed::{Node, Operator};

use crate::facts::{Fact, Type};

/// An expression that is true or false of a report.
#[derive(Clone, Debug)]
pub(crate) struct Expression {
    root: Node,
    /// What it asks for, in order, each once.
    pub(crate) asks: Vec<(&'static str, Fact)>,
}

/// Longest expression, in bytes.
const MAX_BYTES: usize = 2_000;
/// Deepest nesting of brackets.
const MAX_DEPTH: u16 = 32;
/// Most operators.
const MAX_OPERATORS: usize = 200;

impl Expression {
    /// The expression `text`.
    pub(crate) fn parse(text: &str) -> Result<Expression, Fault> {
        if text.len() > MAX_BYTES {
            return Err(Fault::new(format!("表达式不能超过 {MAX_BYTES} 字节")));
        }
        if depth(text) > usize::from(MAX_DEPTH) || longest_name(text) > usize::from(MAX_DEPTH) {
            return Err(too_deep());
        }
        if operators(text) > MAX_OPERATORS {
            return Err(Fault::new(format!("表达式的运算不能超过 {MAX_OPERATORS} 个")));
        }
        let parser = Parser::new().max_recursion_depth(MAX_DEPTH).error_recovery_limit(1);
        let tree = parser.parse(text).map_err(|errors| {
            let first = errors.errors.first();
            let reason = first.map(|error| error.msg.as_str()).unwrap_or_default();
            if reason.contains("recursion") { too_deep() } else { Fault::syntax(first) }
        })?;
        let mut asks = Vec::new();
        let root = typed::node(&tree, &mut asks)?;
        match root.type_of() {
            Type::Truth => Ok(Expression { root, asks }),
            other => Err(Fault::new(format!("表达式应得出真假，得出的是{}", other.name()))),
        }
    }
}

fn too_deep() -> Fault {
    Fault::new(format!("表达式嵌套不能超过 {MAX_DEPTH} 层"))
}

/// How deep brackets and questions nest; what is in quotation marks counts too, which does no harm.
fn depth(text: &str) -> usize {
    let (mut open, mut deepest, mut questions) = (0_usize, 0, 0);
    for byte in text.bytes() {
        match byte {
            b'(' | b'[' | b'{' => open += 1,
            b')' | b']' | b'}' => open = open.saturating_sub(1),
            b'!' | b'?' => questions += 1,
            _ => {}
        }
        deepest = deepest.max(open);
    }
    deepest.max(questions)
}

/// How many operators there are: a chain of them nests as deep as it is long.
fn operators(text: &str) -> usize {
    let signs = text.bytes().filter(|byte| b"+-*/%<>=".contains(byte)).count();
    signs + text.split_whitespace().filter(|word| *word == "in").count()
}

/// The most dots that one name has.
fn longest_name(text: &str) -> usize {
    let names = text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.')));
    names.map(|name| name.matches('.').count()).max().unwrap_or(0)
}
