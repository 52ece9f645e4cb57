use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, bail};
use nianbao_emit::{ShownConfig, config_json, config_text};
use nianbao_lint::settings_schema;

use crate::args::{ConfigArgs, ConfigFormat};
use crate::commands::check::profiles;
use crate::stdout;

/// Shows what holds for a file and where each value comes from, or the schema of `lint.toml`.
pub(crate) fn run(args: &ConfigArgs) -> Result<ExitCode> {
    let shown = match &args.file {
        None => format!("{:#}\n", settings_schema().as_value()),
        Some(file) => of_file(args, file)?,
    };
    stdout::write(shown.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn of_file(args: &ConfigArgs, file: &Path) -> Result<String> {
    let path = file.to_string_lossy();
    if !file.exists() {
        bail!("{path}：没有这个文件");
    }
    if file.is_dir() {
        bail!("{path}：这是一个文件夹，请指明其中的一份报告");
    }
    let mut profiles = profiles(args.config.as_deref())?;
    let profile = profiles.of_file(file)?;
    let is_included = profiles.is_included(file)?;
    let folder = file.parent().unwrap_or(Path::new(""));
    let config = profiles.of_folder(folder)?;
    let rules = profile.rules.known();
    let shown =
        ShownConfig { path: &path, config, settings: &profile.settings, is_included, rules };
    Ok(match args.output_format {
        ConfigFormat::Text => config_text(&shown),
        ConfigFormat::Json => config_json(&shown),
    })
}
