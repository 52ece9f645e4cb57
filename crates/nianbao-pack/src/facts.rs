//! What expressions and messages can ask of a report, by key.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use nianbao_diagnostics::{Place, TableName};
use nianbao_report::{
    Date, DateRole, Edition, HeaderDate, LineRole, OrganKind, Report, section_place,
};
use nianbao_span::Span;
use rust_decimal::Decimal;

/// What a key stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fact {
    /// A cell of an official table: its table, row and column.
    Figure(TableName, &'static str, &'static str),
    /// The year reported on.
    Year,
    /// The edition's name, such as `2021`.
    Edition,
    /// The title's words.
    Title,
    /// The organ's name.
    OrganName,
    /// The kind of organ, where it is beyond doubt, as settings name it.
    OrganKind,
    /// A part of the day the page says it was published on.
    Published(DatePart),
    /// Pictures in the report.
    Images,
    /// Characters of the prose, white space left out: of a section, or of all.
    Chars(Option<u8>),
}

/// A part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DatePart {
    Year,
    Month,
    Day,
    /// All of it as one number, such as 20240131.
    Whole,
}

/// The type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Truth,
    Number,
    Words,
    /// A list of values of one type, which only `in` takes.
    ListOfNumbers,
    ListOfWords,
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Truth(bool),
    Number(Decimal),
    Words(String),
    List(Vec<Value>),
}

static KEYS: LazyLock<BTreeMap<String, Fact>> = LazyLock::new(|| {
    let mut keys: BTreeMap<String, Fact> = [
        ("year", Fact::Year),
        ("edition", Fact::Edition),
        ("title", Fact::Title),
        ("organ.name", Fact::OrganName),
        ("organ.kind", Fact::OrganKind),
        ("published.year", Fact::Published(DatePart::Year)),
        ("published.month", Fact::Published(DatePart::Month)),
        ("published.day", Fact::Published(DatePart::Day)),
        ("published.date", Fact::Published(DatePart::Whole)),
        ("images", Fact::Images),
        ("chars.total", Fact::Chars(None)),
    ]
    .map(|(key, fact)| (key.to_owned(), fact))
    .into();
    keys.extend(
        (1..=6).map(|number| (format!("chars.section_{number}"), Fact::Chars(Some(number)))),
    );
    for table in Edition::all().iter().flat_map(|edition| &edition.tables) {
        for row in &table.rows {
            for column in &row.columns {
                let key = format!("{}.{}.{}", table.key, row.key, column.key);
                keys.insert(key, Fact::Figure(table.name, &row.key, &column.key));
            }
        }
    }
    keys
});

impl Fact {
    /// What `key` stands for, with the key as it is kept.
    pub(crate) fn named(key: &str) -> Option<(&'static str, Fact)> {
        KEYS.get_key_value(key).map(|(key, fact)| (key.as_str(), *fact))
    }

    /// Every key.
    pub(crate) fn keys() -> impl Iterator<Item = &'static str> + Clone {
        KEYS.keys().map(String::as_str)
    }

    /// The type of its value.
    pub(crate) fn type_of(self) -> Type {
        match self {
            Fact::Figure(..) | Fact::Year | Fact::Published(_) | Fact::Images | Fact::Chars(_) => {
                Type::Number
            }
            Fact::Edition | Fact::Title | Fact::OrganName | Fact::OrganKind => Type::Words,
        }
    }

    /// The only values it can have and its key, where they are few.
    pub(crate) fn names(self) -> Option<(&'static str, Vec<&'static str>)> {
        match self {
            Fact::Edition => {
                Some(("edition", Edition::all().iter().map(|it| it.name.as_str()).collect()))
            }
            Fact::OrganKind => {
                Some(("organ.kind", OrganKind::NAMES.iter().map(|(name, _)| *name).collect()))
            }
            _ => None,
        }
    }

    /// Its value in `report`, where the report gives it with certainty.
    pub(crate) fn value(self, report: &Report<'_>) -> Option<Value> {
        let number = |number: usize| Value::Number(number.into());
        Some(match self {
            Fact::Figure(table, row, column) => {
                Value::Number(report.table(table)?.lookup(row, column)?.0)
            }
            Fact::Year => Value::Number(report.year?.into()),
            Fact::Edition => Value::Words(report.edition?.name.clone()),
            Fact::Title => Value::Words(report.title.as_ref()?.text.clone()),
            Fact::OrganName => Value::Words(report.organ.as_ref()?.name.clone()),
            Fact::OrganKind => Value::Words(kind_name(report.organ_kind?).to_owned()),
            Fact::Published(part) => Value::Number(part.of(published(report)?.date)?.into()),
            Fact::Images => number(report.images.len()),
            Fact::Chars(None) => number(chars(report, |_| true)),
            Fact::Chars(Some(section)) => {
                report.section(section)?;
                number(chars(report, |of| of == Some(section)))
            }
        })
    }

    /// Where a person looks for it.
    pub(crate) fn place(self, report: &Report<'_>) -> (Span, Place) {
        let title = report.title.as_ref().map(|title| title.span);
        let whole = || (title.unwrap_or_default(), section_place(None));
        match self {
            Fact::Figure(table, row, column) => report
                .table(table)
                .and_then(|table| {
                    let cell = table.cell(row, column)?;
                    Some((table.figure(cell).span, table.place(cell)))
                })
                .unwrap_or_else(whole),
            Fact::OrganName | Fact::OrganKind => {
                let organ = report.organ.as_ref().map(|organ| organ.span);
                (organ.or(title).unwrap_or_default(), section_place(None))
            }
            Fact::Published(_) => {
                let span = published(report).map(|published| published.span);
                (span.or(title).unwrap_or_default(), section_place(None))
            }
            Fact::Chars(Some(number)) => report.section(number).map_or_else(whole, |section| {
                let span = report.lines[section.heading.line].whole_span();
                (span, section_place(Some(number)))
            }),
            _ => whole(),
        }
    }
}

/// When the page says the report was published: the earliest day where it names several.
fn published<'r>(report: &'r Report<'_>) -> Option<&'r HeaderDate> {
    let published = report.header_dates.iter().filter(|it| it.role == DateRole::Published);
    published
        .filter(|it| DatePart::Whole.of(it.date).is_some())
        .min_by_key(|it| (it.date.year, it.date.month, it.date.day))
}

impl DatePart {
    /// This part of a day of the calendar.
    fn of(self, date: Date) -> Option<u32> {
        date.days_since(date)?;
        let (year, month, day) = (date.year.into(), date.month.into(), date.day?.into());
        Some(match self {
            DatePart::Year => year,
            DatePart::Month => month,
            DatePart::Day => day,
            DatePart::Whole => year * 10_000 + month * 100 + day,
        })
    }
}

/// The name of a kind of organ in settings.
pub(crate) fn kind_name(kind: OrganKind) -> &'static str {
    OrganKind::NAMES.iter().find(|(_, known)| *known == kind).map_or("", |(name, _)| *name)
}

fn chars(report: &Report<'_>, wanted: impl Fn(Option<u8>) -> bool) -> usize {
    let lines = report.lines.iter().filter(|line| line.role == LineRole::Prose);
    lines
        .filter(|line| wanted(line.section))
        .map(|line| line.raw().chars().filter(|c| !c.is_whitespace()).count())
        .sum()
}

impl Value {
    /// As messages give it.
    pub(crate) fn in_words(&self) -> String {
        match self {
            Value::Truth(truth) => truth.to_string(),
            Value::Number(number) => number.normalize().to_string(),
            Value::Words(words) => words.clone(),
            Value::List(values) => {
                let words: Vec<String> = values.iter().map(Value::in_words).collect();
                words.join("、")
            }
        }
    }
}

impl Type {
    /// As errors name it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Type::Truth => "真假",
            Type::Number => "数字",
            Type::Words => "文字",
            Type::ListOfNumbers => "数字的列表",
            Type::ListOfWords => "文字的列表",
        }
    }
}
