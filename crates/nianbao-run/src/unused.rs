//! Exceptions of `lint.toml` that had nothing to suppress in a whole run.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use nianbao_lint::{Layer, Suppression, unused_entry};
use nianbao_span::{Source, Span};

use crate::paths::resolved;
use crate::{CheckedDocument, Profiles, Status, Tally};

/// The files of settings with exceptions for many files that `tally`, the counts of a whole run over `paths`, has not
/// met, each with a finding for every such exception. Only those whose own folder was checked from end to end: of the
/// others, nothing can be said. What an exception for one file did not meet is said in that file, if it is there.
pub fn unused_suppressions(
    profiles: &Profiles,
    paths: &[PathBuf],
    tally: &Tally,
) -> Vec<CheckedDocument> {
    let folders: Vec<PathBuf> =
        paths.iter().filter(|path| path.is_dir()).filter_map(|path| resolved(path).ok()).collect();
    let is_checked = |folder: &Path| folders.iter().any(|whole| folder.starts_with(whole));
    let mut unused: BTreeMap<String, (&Layer, BTreeSet<u32>)> = BTreeMap::new();
    let entries =
        profiles.layers().flat_map(|layer| layer.suppressions().map(move |it| (layer, it)));
    for (layer, entry) in entries {
        let is_unused = !is_of_a_file(entry) && !tally.used_suppressions.contains(&entry.site);
        if is_unused && is_checked(entry.folder()) {
            let of_layer = unused.entry(layer.origin.to_string());
            of_layer.or_insert((layer, BTreeSet::new())).1.insert(entry.site.line);
        }
    }
    unused.iter().map(|(path, (layer, lines))| document(path, layer, lines)).collect()
}

/// Whether it is for one file that is there.
fn is_of_a_file(entry: &Suppression) -> bool {
    entry.only_file().is_some_and(|file| entry.folder().join(file).exists())
}

/// A file of settings with a finding at each of `lines`.
fn document(path: &str, layer: &Layer, lines: &BTreeSet<u32>) -> CheckedDocument {
    let source = Source::from_text(path, &*layer.text);
    let entries = layer.suppressions().filter(|entry| lines.contains(&entry.site.line));
    let at = |entry: &Suppression| {
        Span::new(source.lines().line_range(&source.text, entry.site.line as usize - 1))
    };
    let diagnostics = entries.map(|entry| unused_entry(entry, at(entry))).collect();
    CheckedDocument { diagnostics, ..CheckedDocument::bare(source, Status::Checked) }
}
