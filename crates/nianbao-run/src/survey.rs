use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use nianbao_report::{Hints, OrganKind, Report};

use crate::{DiscoverError, Input, Profiles, discover, load};

/// What reports a folder holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// Reports.
    pub reports: usize,
    /// Files with a report's ending that hold none, or cannot be read.
    pub others: usize,
    /// Reports by the ending of their names, in lower case.
    pub extensions: BTreeMap<String, usize>,
    /// Endings, in lower case, that only files have that are no reports.
    pub foreign_extensions: BTreeSet<String>,
    /// Reports by kind of organ, where it is beyond doubt; named as in settings.
    pub organ_kinds: BTreeMap<&'static str, usize>,
    /// Reports by the year reported on, where it can be told.
    pub years: BTreeMap<u16, usize>,
}

/// Looks at every file in `folder` that can be a report, whatever settings there are.
pub fn survey(folder: PathBuf) -> Result<Survey, DiscoverError> {
    let mut survey = Survey::default();
    let inputs = match discover(&[folder], &mut Profiles::without_files()) {
        Err(DiscoverError::Nothing { .. }) => return Ok(survey),
        inputs => inputs?,
    };
    for input in &inputs {
        survey.add(input);
    }
    let Survey { extensions, foreign_extensions, .. } = &mut survey;
    foreign_extensions.retain(|extension| !extensions.contains_key(extension));
    Ok(survey)
}

impl Survey {
    fn add(&mut self, input: &Input) {
        let Ok(opened) = load(&input.path, &input.shown) else {
            self.others += 1;
            return;
        };
        let document = opened.document();
        let report = Report::recover(&document, &Hints::default());
        let extension = input.path.extension().and_then(|it| it.to_str()).unwrap_or_default();
        let extension = extension.to_lowercase();
        if !report.is_report() {
            self.others += 1;
            self.foreign_extensions.insert(extension);
            return;
        }
        self.reports += 1;
        *self.extensions.entry(extension).or_default() += 1;
        if let Some(name) = report.organ_kind.and_then(name_of) {
            *self.organ_kinds.entry(name).or_default() += 1;
        }
        if let Some(year) = report.year {
            *self.years.entry(year).or_default() += 1;
        }
    }
}

fn name_of(kind: OrganKind) -> Option<&'static str> {
    OrganKind::NAMES.iter().find(|(_, known)| *known == kind).map(|(name, _)| *name)
}
