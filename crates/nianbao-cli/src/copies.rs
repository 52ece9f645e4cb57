//! Where annotated copies go.

use std::path::{Component, Path, PathBuf};

use anyhow::{Result, bail};
use nianbao_run::Input;

/// What `--annotate` names.
#[derive(Clone, Debug)]
pub(crate) enum Copies {
    /// The copy of the only file.
    File(PathBuf),
    /// A folder in which each copy has its file's name.
    Folder(PathBuf),
}

impl Copies {
    /// What `out` is for these files: a folder where it is one or there are several files.
    pub(crate) fn of(out: &Path, inputs: &[Input]) -> Result<Copies> {
        let is_folder = out.is_dir() || out.as_os_str().to_string_lossy().ends_with(['/', '\\']);
        if inputs.len() == 1 && !is_folder {
            return Ok(Copies::File(out.to_path_buf()));
        }
        if out.is_file() {
            bail!("{} 是文件；批注多份报告时，--annotate 应指定文件夹", out.display());
        }
        Ok(Copies::Folder(out.to_path_buf()))
    }

    /// Where the copy of `input` goes.
    pub(crate) fn target(&self, input: &Input) -> PathBuf {
        match self {
            Copies::File(path) => path.clone(),
            Copies::Folder(folder) => {
                let names = input.path.components();
                let is_name = |it: &Component<'_>| matches!(it, Component::Normal(_));
                let steps: Vec<Component<'_>> = names.filter(is_name).collect();
                // Of a path from the root only the name is kept, of one from here the folders too.
                let from = if input.path.is_absolute() { steps.len().saturating_sub(1) } else { 0 };
                folder.join(steps[from..].iter().collect::<PathBuf>())
            }
        }
    }
}
