use nianbao_report::Report;

use crate::expression::unknown_key;
use crate::facts::Fact;

/// What a finding says: words, and values by their keys in braces.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    parts: Vec<Part>,
}

#[derive(Clone, Debug)]
enum Part {
    Words(String),
    Fact(Fact),
    /// What was found there.
    Found,
    /// What it should be.
    Replacement,
}

/// What is known of a place that a message speaks of.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Spot<'s> {
    pub(crate) found: &'s str,
    pub(crate) replacement: &'s str,
}

/// What stands for a value that the report does not give.
const UNKNOWN: &str = "（未填）";

/// The names besides those of facts, for rules that find words.
const OF_SPOTS: [&str; 2] = ["found", "replacement"];

impl Message {
    /// The message `written`, or why it is none. `has_spot` is whether its rule finds words.
    pub(crate) fn parse(written: &str, has_spot: bool) -> Result<Message, String> {
        let mut parts = Vec::new();
        let mut rest = written;
        while let Some((words, behind)) = rest.split_once('{') {
            parts.push(Part::Words(words.to_owned()));
            let (key, after) = behind.split_once('}').ok_or("'{' 之后缺少 '}'")?;
            parts.push(part(key.trim(), has_spot)?);
            rest = after;
        }
        parts.push(Part::Words(rest.to_owned()));
        Ok(Message { parts })
    }

    /// What is said of `spot` in `report`.
    pub(crate) fn of(&self, report: &Report<'_>, spot: Spot<'_>) -> String {
        let say = |part: &Part| match part {
            Part::Words(words) => words.clone(),
            Part::Found => spot.found.to_owned(),
            Part::Replacement => spot.replacement.to_owned(),
            Part::Fact(fact) => {
                fact.value(report).map_or_else(|| UNKNOWN.to_owned(), |value| value.in_words())
            }
        };
        self.parts.iter().map(say).collect()
    }
}

fn part(key: &str, has_spot: bool) -> Result<Part, String> {
    match key {
        "found" if has_spot => Ok(Part::Found),
        "replacement" if has_spot => Ok(Part::Replacement),
        _ if OF_SPOTS.contains(&key) => Err(format!("'{{{key}}}' 只能用于 forbid 和 terms")),
        _ => {
            let spots = if has_spot { &OF_SPOTS[..] } else { &[] };
            let fact = Fact::named(key).map(|(_, fact)| Part::Fact(fact));
            fact.ok_or_else(|| unknown_key(key, spots))
        }
    }
}
