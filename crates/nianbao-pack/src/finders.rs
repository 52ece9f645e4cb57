//! What the four kinds of rules find.

mod assert;
mod forbid;
mod require;
mod terms;

use nianbao_diagnostics::Diagnostic;
use nianbao_lint::{Settings, Sink};
use nianbao_report::Report;

pub(crate) use assert::Assert;
pub(crate) use forbid::Forbid;
pub(crate) use require::Require;
pub(crate) use terms::Terms;

use crate::message::{Message, Spot};
use crate::scope::{Admission, Scope};

/// What all kinds of rules have.
#[derive(Clone, Debug)]
pub(crate) struct Common {
    pub(crate) scope: Scope,
    pub(crate) message: Message,
    pub(crate) help: Option<Message>,
}

impl Common {
    /// Whether the rule is about `report`; where that cannot be told, a note says why it was not checked.
    fn admits(&self, report: &Report<'_>, settings: &Settings, sink: &mut Sink<'_>) -> bool {
        match self.scope.admits(report, settings) {
            Admission::Yes => true,
            Admission::No => false,
            Admission::Open(reason) => {
                sink.note(format!("{reason}，未做该项检查"));
                false
            }
        }
    }

    /// Says what there is to do about a finding.
    fn help(&self, diagnostic: &mut Diagnostic, report: &Report<'_>, spot: Spot<'_>) {
        if let Some(help) = &self.help {
            diagnostic.help(help.of(report, spot));
        }
    }
}
