use std::fmt::Display;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use nianbao_lint::Settings;
use nianbao_run::{Survey, survey};

use crate::args::InitArgs;
use crate::stdout;

/// What every file that is written explains; `{…}` is what was found.
const TEMPLATE: &str = include_str!("init.toml");

/// Writes a `lint.toml` for the reports in a folder.
pub(crate) fn run(args: &InitArgs) -> Result<ExitCode> {
    let path = args.folder.join(Settings::FILE_NAME);
    let shown = path.to_string_lossy();
    if path.symlink_metadata().is_ok() {
        bail!("{shown} 已存在，没有改动");
    }
    let survey = survey(args.folder.clone())?;
    let above = above(&args.folder);
    match create(&path, &settings(&survey, above.as_deref())) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => bail!("{shown} 已存在，没有改动"),
        written => written.with_context(|| format!("无法写入 {shown}"))?,
    }
    let builds_on = above.map(|above| format!("，沿用 {above}")).unwrap_or_default();
    stdout::write(format!("已写入 {shown}{builds_on}：{}\n", found(&survey)).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// The settings that held for `folder` so far, as seen from there: a new file in it would hold instead of them.
fn above(folder: &Path) -> Option<String> {
    let folder = folder.canonicalize().ok()?;
    let has_settings = |folder: &Path| folder.join(Settings::FILE_NAME).is_file();
    let levels = folder.ancestors().skip(1).position(has_settings)? + 1;
    Some(format!("{}{}", "../".repeat(levels), Settings::FILE_NAME))
}

/// Writes a file that is not there yet, or none.
fn create(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes()).inspect_err(|_| {
        // Half a file is worse than none; where it cannot be removed either, the error says that something is wrong.
        let _ = fs::remove_file(path);
    })
}

/// The commented settings for such reports, on those `above` where there are any: of these, no list is replaced that need
/// not be.
fn settings(survey: &Survey, above: Option<&str>) -> String {
    let exclude = exclude(survey);
    let off = |is_off: bool| if is_off { "# " } else { "" };
    TEMPLATE
        .replace("{found}", &found(survey))
        .replace("{profile}", profile(survey))
        .replace("{above}", &above.map(|above| format!(", \"{above}\"")).unwrap_or_default())
        .replace("{include_off}", off(above.is_some()))
        .replace("{exclude_off}", off(above.is_some() && exclude.is_empty()))
        .replace("{foreign}", &foreign(survey))
        .replace("{exclude}", &exclude)
}

/// What was found, in words.
fn found(survey: &Survey) -> String {
    let Survey { reports, others, extensions, organ_kinds, years, .. } = survey;
    if *reports == 0 {
        return "文件夹中还没有年度报告".to_owned();
    }
    let told = [
        Some(format!("{reports} 份年度报告，格式 {}", counts(extensions))),
        (!organ_kinds.is_empty()).then(|| format!("，机关类别 {}", counts(organ_kinds))),
        (!years.is_empty()).then(|| format!("，报告年份 {}", counts(years))),
        (*others > 0).then(|| format!("；另有 {others} 个文件不是年度报告或无法读取")),
    ];
    told.into_iter().flatten().collect()
}

fn counts<'s, K: Display + 's>(counts: impl IntoIterator<Item = (&'s K, &'s usize)>) -> String {
    let counts: Vec<String> =
        counts.into_iter().map(|(name, count)| format!("{name}（{count}）")).collect();
    counts.join("、")
}

/// The built-in profile that suits every report whose organ is known; the general one where there is none.
fn profile(survey: &Survey) -> &'static str {
    let all_are = |kinds: &[&str]| survey.organ_kinds.keys().all(|kind| kinds.contains(kind));
    if survey.organ_kinds.is_empty() {
        "national"
    } else if all_are(&["government"]) {
        "government"
    } else if all_are(&["department"]) {
        "department"
    } else if all_are(&["township", "sub-district"]) {
        "township"
    } else {
        "national"
    }
}

/// What is said of files that are left out. A folder without reports yet tells nothing of formats.
fn foreign(survey: &Survey) -> String {
    let names: Vec<&str> = left_out(survey).collect();
    if names.is_empty() {
        return String::new();
    }
    format!(
        "\n# 查看时 {} 文件都不是年度报告，所以排除；以后有这种格式的报告，请从中删去。",
        names.join("、")
    )
}

/// Patterns of formats that no report has.
fn exclude(survey: &Survey) -> String {
    let patterns: Vec<String> =
        left_out(survey).map(|extension| format!("\"**/*.{extension}\"")).collect();
    patterns.join(", ")
}

fn left_out(survey: &Survey) -> impl Iterator<Item = &str> {
    let known = if survey.reports == 0 { None } else { Some(&survey.foreign_extensions) };
    known.into_iter().flatten().map(String::as_str)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn of(kinds: &[(&'static str, usize)]) -> Survey {
        Survey {
            reports: kinds.iter().map(|(_, count)| count).sum(),
            extensions: BTreeMap::from([("html".to_owned(), 2)]),
            organ_kinds: kinds.iter().copied().collect(),
            ..Survey::default()
        }
    }

    #[test]
    fn what_is_written_can_be_read() {
        for survey in [Survey::default(), of(&[("department", 2)]), of(&[("other", 1)])] {
            let text = settings(&survey, None);
            assert!(Settings::parse("lint.toml", &text).is_ok(), "{text}");
            assert!(text.contains("\ninclude = ") && text.contains("\nexclude = "), "{text}");
            assert!(
                ["{found}", "{profile}", "{foreign}", "{exclude}"]
                    .iter()
                    .all(|it| !text.contains(it)),
                "{text}"
            );
        }
    }

    #[test]
    fn the_profile_suits_all_or_is_the_general_one() {
        assert_eq!(profile(&of(&[("township", 3), ("sub-district", 1)])), "township");
        assert_eq!(profile(&of(&[("government", 1)])), "government");
        assert_eq!(profile(&of(&[("government", 1), ("department", 1)])), "national");
        assert_eq!(profile(&of(&[])), "national");
    }
}
