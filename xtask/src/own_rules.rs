//! The example of a rule crate of one's own, as its users have it: outside the workspace.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use cargo_metadata::MetadataCommand;

use crate::new_rule;
use crate::shell::{self, cargo, root};

const EXAMPLE: &str = "examples/own-rules";

/// Tests the example, and a copy of it with a rule begun from the template.
pub(crate) fn check() -> Result<()> {
    let built = MetadataCommand::new().current_dir(root()).no_deps().exec()?.target_directory;
    test(&root().join(EXAMPLE), built.as_std_path())?;
    // As deep below the top as the example is, so that its relative paths hold.
    let copy = root().join("examples/.begun-from-template");
    let tested = copied(&root().join(EXAMPLE), &copy)
        .and_then(|()| new_rule::run("qinghe/left-to-fill", Some(&copy)))
        .and_then(|()| test(&copy, built.as_std_path()));
    fs::remove_dir_all(&copy).with_context(|| format!("cannot remove {}", copy.display()))?;
    tested
}

/// Tests the crate in `folder` with the dependencies of the workspace, which are built already.
fn test(folder: &Path, built: &Path) -> Result<()> {
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let manifest = folder.join("Cargo.toml");
    shell::run(cargo(&["test"]).arg("--manifest-path").arg(manifest).arg("--target-dir").arg(built))
}

fn copied(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    for entry in fs::read_dir(from)? {
        let (path, target): (PathBuf, PathBuf) = {
            let entry = entry?;
            (entry.path(), to.join(entry.file_name()))
        };
        if path.is_dir() {
            copied(&path, &target)?;
        } else {
            fs::copy(&path, &target).with_context(|| format!("cannot copy {}", path.display()))?;
        }
    }
    Ok(())
}
