mod file;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf, absolute};
use std::sync::{Mutex, PoisonError};

use nianbao_diagnostics::{Diagnostic, Place};
use nianbao_report::section_place;
use thiserror::Error;

use self::file::{KnownDocument, KnownFinding};
use crate::load::reason;
use crate::paths::shown;
use crate::{CheckedDocument, Status, fingerprints};

/// Findings that are known and do not count, by what they say and where in the report, never by line: so a moved paragraph
/// or a line more changes nothing. A file that was renamed is known by its report.
#[derive(Debug)]
pub struct Baseline {
    path: PathBuf,
    /// The folder that paths start from, absolute.
    root: PathBuf,
    documents: Vec<KnownDocument>,
    by_path: HashMap<String, usize>,
    /// Indexes of documents whose file is gone.
    gone: Vec<usize>,
    /// What was met in this run: by document of the baseline the path it has now and the fingerprints of its findings.
    seen: Mutex<BTreeMap<usize, Seen>>,
}

#[derive(Debug)]
struct Seen {
    path: String,
    fingerprints: BTreeSet<String>,
}

/// Why a baseline cannot be used, as the user reads it.
#[derive(Debug, Error)]
pub enum BaselineError {
    /// It cannot be read.
    #[error("基线文件 {path}：{}", reason(.error))]
    Unreadable {
        /// Its path.
        path: String,
        /// What the system says.
        error: io::Error,
    },
    /// It is none, or one of another version.
    #[error("{path}:{line}：{what}")]
    Flawed {
        /// Its path.
        path: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        what: String,
    },
}

impl Baseline {
    /// The baseline in the file at `path`.
    pub fn load(path: &Path) -> Result<Baseline, BaselineError> {
        let unreadable = |error| BaselineError::Unreadable { path: shown(path), error };
        let bytes = fs::read(path).map_err(unreadable)?;
        let documents = file::read(&bytes).map_err(|flaw| BaselineError::Flawed {
            path: shown(path),
            line: flaw.line,
            what: flaw.what,
        })?;
        let root = folder_of(path).map_err(unreadable)?;
        let is_gone = |index: &usize| !root.join(&documents[*index].path).exists();
        Ok(Baseline {
            path: path.to_path_buf(),
            by_path: documents.iter().enumerate().map(|(at, it)| (it.path.clone(), at)).collect(),
            gone: (0..documents.len()).filter(is_gone).collect(),
            root,
            documents,
            seen: Mutex::default(),
        })
    }

    /// Takes the known findings out of `document`. Called on several threads.
    pub fn silence(&self, document: &mut CheckedDocument) {
        if document.status == Status::Unreadable {
            return;
        }
        let fingerprints = fingerprints(document);
        let path = relative(&self.root, &document.source.path);
        let found: BTreeSet<String> = fingerprints.iter().cloned().collect();
        let Some(index) = self.known(&path, document, &found) else { return };
        let known: BTreeSet<&str> =
            self.documents[index].findings.iter().map(|it| &*it.fingerprint).collect();
        let mut fingerprints = fingerprints.iter();
        let is_known = |_: &mut Diagnostic| {
            fingerprints.next().is_some_and(|fingerprint| known.contains(fingerprint.as_str()))
        };
        document.baselined = document.diagnostics.extract_if(.., is_known).collect();
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.insert(index, Seen { path, fingerprints: found });
    }

    /// What is known of a document: by its path, or else by its report where the file of that report is gone.
    fn known(
        &self,
        path: &str,
        document: &CheckedDocument,
        found: &BTreeSet<String>,
    ) -> Option<usize> {
        if let Some(index) = self.by_path.get(path) {
            return Some(*index);
        }
        let facts = document.report.as_ref();
        let identity = facts.and_then(|facts| Some((facts.organ.as_deref()?, facts.year?)));
        let is_same = |index: &usize| {
            let known = &self.documents[*index];
            match (identity, known.organ.as_deref().zip(known.year)) {
                (Some(this), Some(that)) => this == that,
                // Without a name, a report is known by all its findings.
                (None, None) => known.findings.iter().all(|it| found.contains(&it.fingerprint)),
                _ => false,
            }
        };
        let mut same = self.gone.iter().copied().filter(is_same);
        // Two of them cannot be told apart.
        same.next().filter(|_| same.next().is_none())
    }

    /// Number of known findings that do not occur any more: those of documents met in this run, and of files that are gone
    /// from `folders`, which were checked from end to end.
    pub fn stale(&self, folders: &[PathBuf]) -> usize {
        let count = |documents: &[KnownDocument]| -> usize {
            documents.iter().map(|document| document.findings.len()).sum()
        };
        count(&self.documents) - count(&self.pruned(folders))
    }

    /// What the file would say without the findings that do not occur any more, and with renamed files under their new
    /// names; absent where that is what it says. What this run did not meet stays, but for files gone from `folders`, which
    /// were checked from end to end: elsewhere a file may have another name now.
    pub fn pruned_text(&self, folders: &[PathBuf]) -> Option<String> {
        let pruned = file::written(self.pruned(folders));
        (pruned != file::written(self.documents.iter().cloned())).then_some(pruned)
    }

    fn pruned(&self, folders: &[PathBuf]) -> Vec<KnownDocument> {
        let folders: Vec<PathBuf> =
            folders.iter().filter_map(|it| it.canonicalize().ok()).collect();
        let is_gone = |index: usize| {
            let path = self.root.join(&self.documents[index].path);
            self.gone.binary_search(&index).is_ok()
                && folders.iter().any(|folder| path.starts_with(folder))
        };
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let documents = self.documents.iter().enumerate();
        let kept = documents.filter_map(|(index, document)| match seen.get(&index) {
            None if is_gone(index) => None,
            None => Some(document.clone()),
            Some(Seen { path, fingerprints }) => {
                let mut document = KnownDocument { path: path.clone(), ..document.clone() };
                document.findings.retain(|it| fingerprints.contains(&it.fingerprint));
                Some(document)
            }
        });
        kept.collect()
    }

    /// Where it was read from.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// A baseline being made of what is found now.
#[derive(Debug)]
pub struct NewBaseline {
    root: PathBuf,
    documents: Mutex<Vec<KnownDocument>>,
}

impl NewBaseline {
    /// One that will stand in the file at `path`.
    pub fn new(path: &Path) -> Result<NewBaseline, BaselineError> {
        let root = folder_of(path)
            .map_err(|error| BaselineError::Unreadable { path: shown(path), error })?;
        Ok(NewBaseline { root, documents: Mutex::default() })
    }

    /// Adds the findings of `document`; that it could not be read is not among them. Called on several threads.
    pub fn add(&self, document: &CheckedDocument) {
        if document.status == Status::Unreadable {
            return;
        }
        let findings = document.diagnostics.iter().zip(fingerprints(document));
        let findings = findings.map(|(diagnostic, fingerprint)| KnownFinding {
            rule: diagnostic.rule.clone().into_owned(),
            place: diagnostic.place.as_ref().map(place_of),
            message: diagnostic.message.clone(),
            fingerprint,
        });
        let facts = document.report.as_ref();
        let known = KnownDocument {
            path: relative(&self.root, &document.source.path),
            organ: facts.and_then(|facts| facts.organ.clone()),
            year: facts.and_then(|facts| facts.year),
            findings: findings.collect(),
        };
        self.documents.lock().unwrap_or_else(PoisonError::into_inner).push(known);
    }

    /// What the file says.
    pub fn written(self) -> String {
        file::written(self.documents.into_inner().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The part of the form that a finding stands in: a place in the file would change with the text around it.
fn place_of(place: &Place) -> String {
    match place.table {
        Some(table) => table.title().to_owned(),
        None => section_place(place.section).label,
    }
}

/// The folder of the file at `path`, absolute and without links.
fn folder_of(path: &Path) -> io::Result<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new(".")).canonicalize()
}

/// `path` as seen from `root`; absolute where it does not lie below.
fn relative(root: &Path, path: &str) -> String {
    let path = Path::new(path);
    // A document need not be a file: standard input has a name only.
    let absolute = path.canonicalize().or_else(|_| absolute(path));
    let absolute = absolute.unwrap_or_else(|_| path.to_path_buf());
    shown(absolute.strip_prefix(root).unwrap_or(&absolute))
}
