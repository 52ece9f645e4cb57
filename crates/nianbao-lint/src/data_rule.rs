use std::fmt::Debug;

use nianbao_report::Report;

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

/// Finds what a rule read from data is about.
pub trait Finder: Debug + Send + Sync {
    /// Finds.
    fn check(&self, report: &Report<'_>, settings: &Settings, sink: &mut Sink<'_>);

    /// The words that shall be sought with those of all other rules; [`Sink::hits`] gives them.
    fn words(&self) -> Option<&'static WordList> {
        None
    }
}
