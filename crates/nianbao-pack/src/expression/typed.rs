use cel::ParseError;
use cel::common::ast::{CallExpr, Expr, IdedExpr, ListExpr, LiteralValue, operators};
use nianbao_lint::Suggestion;
use rust_decimal::Decimal;

use crate::facts::{Fact, Type, Value};

/// A part of an expression that makes sense.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    Literal(Value, Type),
    Fact(Fact),
    /// Whether the report gives a fact with certainty.
    Has(Fact),
    Call(Operator, Vec<Node>),
}

/// What is done with values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    And,
    Or,
    Not,
    /// `if ? then : else`, of one type.
    Choose(Type),
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Negate,
    In,
    Contains,
    StartsWith,
    EndsWith,
    Size,
}

/// What is wrong with an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// In Chinese.
    pub(crate) message: String,
    /// Words of the expression where it is, if they are known.
    pub(crate) at: Option<String>,
    /// Lines before the one where it is.
    pub(crate) line: usize,
}

impl Fault {
    pub(super) fn new(message: impl Into<String>) -> Fault {
        Fault { message: message.into(), at: None, line: 0 }
    }

    fn at(message: impl Into<String>, words: &str) -> Fault {
        Fault { at: Some(words.to_owned()), ..Fault::new(message) }
    }

    pub(super) fn syntax(error: Option<&ParseError>) -> Fault {
        let Some(error) = error else { return Fault::new("不是有效的表达式") };
        let line = usize::try_from(error.pos.0).unwrap_or(1).max(1);
        let column = error.pos.1.max(1);
        let message = format!("不是有效的表达式，{}", syntax_reason(&error.msg, line, column));
        Fault { line: line - 1, ..Fault::new(message) }
    }
}

/// What the parser complains of, for those who do not program.
fn syntax_reason(complaint: &str, line: usize, column: isize) -> String {
    let token = complaint.split('\'').nth(1).unwrap_or_default();
    match token {
        "<EOF>" if complaint.contains("input '<EOF>'") => "没有写完".to_owned(),
        "" | "<EOF>" => format!("请看第 {line} 行第 {column} 个字符处"),
        token => format!("请看第 {line} 行第 {column} 个字符处的 '{token}'"),
    }
}

impl Node {
    /// The type of its value.
    pub(super) fn type_of(&self) -> Type {
        match self {
            Node::Literal(_, type_of) => *type_of,
            Node::Fact(fact) => fact.type_of(),
            Node::Has(_) => Type::Truth,
            Node::Call(operator, _) => operator.gives(),
        }
    }
}

impl Operator {
    fn gives(self) -> Type {
        match self {
            Operator::Choose(type_of) => type_of,
            Operator::Add
            | Operator::Subtract
            | Operator::Multiply
            | Operator::Divide
            | Operator::Remainder
            | Operator::Negate
            | Operator::Size => Type::Number,
            _ => Type::Truth,
        }
    }

    /// The operator that the crate calls `name`, and what CEL writes for it.
    fn named(name: &str) -> Option<(Operator, &str)> {
        Some(match name {
            operators::LOGICAL_AND => (Operator::And, "&&"),
            operators::LOGICAL_OR => (Operator::Or, "||"),
            operators::LOGICAL_NOT => (Operator::Not, "!"),
            operators::CONDITIONAL => (Operator::Choose(Type::Truth), "?:"),
            operators::EQUALS => (Operator::Equal, "=="),
            operators::NOT_EQUALS => (Operator::Unequal, "!="),
            operators::LESS => (Operator::Less, "<"),
            operators::LESS_EQUALS => (Operator::LessOrEqual, "<="),
            operators::GREATER => (Operator::Greater, ">"),
            operators::GREATER_EQUALS => (Operator::GreaterOrEqual, ">="),
            operators::ADD => (Operator::Add, "+"),
            operators::SUBSTRACT => (Operator::Subtract, "-"),
            operators::MULTIPLY => (Operator::Multiply, "*"),
            operators::DIVIDE => (Operator::Divide, "/"),
            operators::MODULO => (Operator::Remainder, "%"),
            operators::NEGATE => (Operator::Negate, "-"),
            operators::IN => (Operator::In, "in"),
            "contains" => (Operator::Contains, "contains"),
            "startsWith" => (Operator::StartsWith, "startsWith"),
            "endsWith" => (Operator::EndsWith, "endsWith"),
            "size" => (Operator::Size, "size"),
            _ => return None,
        })
    }

    /// The operator as it takes arguments of these types, where it does.
    fn taking(self, types: &[Type]) -> Option<Operator> {
        use Type::{ListOfNumbers, ListOfWords, Number, Truth, Words};
        let takes = match (self, types) {
            (Operator::Choose(_), [Truth, then, other]) if then == other => {
                return Some(Operator::Choose(*then));
            }
            (Operator::Equal | Operator::Unequal, [left, right]) => {
                left == right && matches!(left, Truth | Number | Words)
            }
            (Operator::And | Operator::Or, [Truth, Truth])
            | (Operator::Not, [Truth])
            | (
                Operator::Less
                | Operator::LessOrEqual
                | Operator::Greater
                | Operator::GreaterOrEqual
                | Operator::Add
                | Operator::Subtract
                | Operator::Multiply
                | Operator::Divide
                | Operator::Remainder,
                [Number, Number],
            )
            | (Operator::Negate, [Number])
            | (Operator::In, [Number, ListOfNumbers] | [Words, ListOfWords])
            | (Operator::Contains | Operator::StartsWith | Operator::EndsWith, [Words, Words])
            | (Operator::Size, [Words]) => true,
            _ => false,
        };
        takes.then_some(self)
    }
}

/// The part `tree`; what it asks for is added to `asks`.
pub(super) fn node(tree: &IdedExpr, asks: &mut Vec<(&'static str, Fact)>) -> Result<Node, Fault> {
    match &tree.expr {
        Expr::Literal(literal) => of_literal(literal),
        Expr::List(list) => of_list(list, asks),
        Expr::Call(call) => of_call(call, asks),
        Expr::Select(select) if select.test => {
            let key = key_of(&select.operand.expr).map(|key| format!("{key}.{}", select.field));
            fact(&key.unwrap_or_default(), asks).map(Node::Has)
        }
        other => match key_of(other) {
            Some(key) => fact(&key, asks).map(Node::Fact),
            None => Err(unsupported()),
        },
    }
}

fn unsupported() -> Fault {
    Fault::new("表达式用了不支持的写法，如循环、映射或结构")
}

/// The key that names joined by dots make.
fn key_of(tree: &Expr) -> Option<String> {
    match tree {
        Expr::Ident(name) => Some(name.clone()),
        Expr::Select(select) if !select.test => {
            Some(format!("{}.{}", key_of(&select.operand.expr)?, select.field))
        }
        _ => None,
    }
}

fn fact(key: &str, asks: &mut Vec<(&'static str, Fact)>) -> Result<Fact, Fault> {
    let Some((key, fact)) = Fact::named(key) else {
        return Err(Fault::at(unknown_key(key, &[]), key));
    };
    if !asks.contains(&(key, fact)) {
        asks.push((key, fact));
    }
    Ok(fact)
}

/// What is said of a key that there is not, where those of facts and `others` are known.
pub(crate) fn unknown_key(key: &str, others: &[&'static str]) -> String {
    match Suggestion::nearest(key, Fact::keys().chain(others.iter().copied())) {
        Some(nearest) => format!("没有名为 '{key}' 的数据，{nearest}"),
        None => format!("没有名为 '{key}' 的数据，用 nianbao figures 查看各项数据的名称"),
    }
}

fn of_literal(literal: &LiteralValue) -> Result<Node, Fault> {
    let number = |words: String| {
        let number = words.parse::<Decimal>().map_err(|_| Fault::at("数字过大", &words))?;
        Ok(Node::Literal(Value::Number(number), Type::Number))
    };
    match literal {
        LiteralValue::Boolean(truth) => {
            Ok(Node::Literal(Value::Truth(*truth.inner()), Type::Truth))
        }
        LiteralValue::Int(int) => number(int.inner().to_string()),
        LiteralValue::UInt(int) => number(int.inner().to_string()),
        // What is written is what the shortest decimal of it says.
        LiteralValue::Double(double) => number(double.inner().to_string()),
        LiteralValue::String(words) => {
            Ok(Node::Literal(Value::Words(words.inner().to_owned()), Type::Words))
        }
        LiteralValue::Bytes(_) | LiteralValue::Null => {
            Err(Fault::new("表达式只能用数字、文字和 true、false"))
        }
    }
}

fn of_list(list: &ListExpr, asks: &mut Vec<(&'static str, Fact)>) -> Result<Node, Fault> {
    let mut values = Vec::new();
    let mut types = Vec::new();
    for element in &list.elements {
        match node(element, asks)? {
            Node::Literal(value, type_of) => {
                values.push(value);
                types.push(type_of);
            }
            _ => return Err(Fault::new("列表中只能写数字或文字")),
        }
    }
    types.dedup();
    let type_of = match types.as_slice() {
        [Type::Number] => Type::ListOfNumbers,
        [Type::Words] => Type::ListOfWords,
        _ => return Err(Fault::new("列表中只能都是数字或都是文字")),
    };
    Ok(Node::Literal(Value::List(values), type_of))
}

fn of_call(call: &CallExpr, asks: &mut Vec<(&'static str, Fact)>) -> Result<Node, Fault> {
    let Some((operator, written)) = Operator::named(&call.func_name) else {
        // Signs that are no operator here have such names.
        if call.func_name.starts_with(['_', '@']) {
            return Err(unsupported());
        }
        let known = ["contains", "startsWith", "endsWith", "size", "has"];
        let suggestion = Suggestion::new(&call.func_name, known);
        let message = format!("没有名为 '{}' 的函数，{suggestion}", call.func_name);
        return Err(Fault::at(message, &call.func_name));
    };
    let target = call.target.iter().map(|target| &**target);
    let arguments: Vec<Node> =
        target.chain(&call.args).map(|part| node(part, asks)).collect::<Result<_, _>>()?;
    let types: Vec<Type> = arguments.iter().map(Node::type_of).collect();
    let Some(operator) = operator.taking(&types) else {
        let names: Vec<&str> = types.into_iter().map(Type::name).collect();
        let message = format!("'{written}' 不能用于{}", names.join("和"));
        return Err(Fault::at(message, written));
    };
    if matches!(operator, Operator::Equal | Operator::Unequal | Operator::In) {
        check_names(&arguments)?;
    }
    Ok(Node::Call(operator, arguments))
}

/// Refuses to compare a fact that has few values with words that are none of them: that would never be true.
fn check_names(compared: &[Node]) -> Result<(), Fault> {
    let names = compared.iter().find_map(|part| match part {
        Node::Fact(fact) => fact.names(),
        _ => None,
    });
    let Some((key, names)) = names else { return Ok(()) };
    let words = compared.iter().flat_map(|part| match part {
        Node::Literal(Value::List(values), _) => values.as_slice(),
        Node::Literal(value, _) => std::slice::from_ref(value),
        _ => &[],
    });
    for value in words {
        if let Value::Words(words) = value
            && !names.contains(&words.as_str())
        {
            let suggestion = Suggestion::new(words, names.iter().copied());
            return Err(Fault::at(format!("'{key}' 的值不能是 '{words}'，{suggestion}"), words));
        }
    }
    Ok(())
}
