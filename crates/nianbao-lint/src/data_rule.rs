use std::fmt::Debug;
use std::sync::Arc;

use nianbao_report::Report;

use crate::words::Index;
use crate::{Rule, Settings, Sink, WordList};

/// A rule that was read while the program runs, from a pack. To users it is a rule like the linked ones.
///
/// Rules live as long as the program; what reads packs leaks what they need, once for each pack of a run.
#[derive(Debug)]
pub struct DataRule {
    /// What it says of itself; its own `check` finds nothing.
    pub rule: Rule,
    /// What finds.
    pub finder: Box<dyn Finder>,
}

/// Rules that were read together, with the words they seek. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct DataRules {
    rules: Vec<&'static DataRule>,
    /// The words of all rules, linked and read; those of the linked ones alone where there are no more.
    words: Option<Arc<Index>>,
}

impl DataRules {
    /// These rules.
    pub fn new(rules: Vec<&'static DataRule>) -> DataRules {
        let lists: Vec<&'static WordList> =
            rules.iter().filter_map(|rule| rule.finder.words()).collect();
        let words = (!lists.is_empty()).then(|| Arc::new(Index::linked_and(&lists)));
        DataRules { rules, words }
    }

    /// Them.
    pub fn rules(&self) -> &[&'static DataRule] {
        &self.rules
    }

    /// The words that they and the linked rules seek.
    pub(crate) fn words(&self) -> &Index {
        self.words.as_deref().unwrap_or(Index::linked())
    }
}

/// Finds what a rule read from data is about.
pub trait Finder: Debug + Send + Sync {
    /// Finds.
    fn check(&self, report: &Report<'_>, settings: &Settings, sink: &mut Sink<'_>);

    /// The words that shall be sought with those of all other rules; [`Sink::hits`] gives them.
    fn words(&self) -> Option<&'static WordList> {
        None
    }
}
