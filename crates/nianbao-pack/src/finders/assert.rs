use nianbao_lint::{Finder, Settings, Sink};
use nianbao_report::Report;

use super::Common;
use crate::expression::Expression;
use crate::facts::Fact;
use crate::message::Spot;

/// Finds that something is not so.
#[derive(Debug)]
pub(crate) struct Assert {
    pub(crate) common: Common,
    pub(crate) expression: Expression,
    /// Where the finding stands; the first that the expression asks for unless the rule says otherwise.
    pub(crate) at: Option<Fact>,
}

impl Finder for Assert {
    fn check(&self, report: &Report<'_>, settings: &Settings, sink: &mut Sink<'_>) {
        if !self.common.admits(report, settings, sink) {
            return;
        }
        match self.expression.holds(report) {
            Some(true) => {}
            Some(false) => self.report(report, sink),
            None => {
                let asks = self.expression.asks.iter();
                let unknown = asks.filter(|(_, fact)| fact.value(report).is_none());
                let keys: Vec<&str> = unknown.map(|(key, _)| *key).collect();
                sink.note(match keys.as_slice() {
                    [] => "算不出结果，未做该项检查".to_owned(),
                    keys => format!("报告没有给出 {}，未做该项检查", keys.join("、")),
                });
            }
        }
    }
}

impl Assert {
    fn report(&self, report: &Report<'_>, sink: &mut Sink<'_>) {
        let asks = &self.expression.asks;
        let first = self.at.or_else(|| asks.first().map(|(_, fact)| *fact));
        let (span, place) = first.unwrap_or(Fact::Title).place(report);
        let message = self.common.message.of(report, Spot::default());
        let diagnostic = sink.report(span, message);
        diagnostic.place(place);
        let mut labels = Vec::new();
        for (key, fact) in asks {
            let Some(value) = fact.value(report) else { continue };
            if let Fact::Figure(..) = fact
                && Some(*fact) != first
            {
                let (span, place) = fact.place(report);
                labels.push((span, format!("{} {}", place.label, value.in_words())));
            }
            diagnostic.value(key, value.in_words());
        }
        labels.sort();
        for (span, words) in labels {
            diagnostic.label(span, words);
        }
        self.common.help(diagnostic, report, Spot::default());
    }
}
