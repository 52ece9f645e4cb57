//! The emitters that the arguments ask for.

use anyhow::{Result, bail};
use nianbao_emit::{
    Color, Concise, Detail, Diff, Emitter, GitHub, GitLab, Html, Json, JsonLines, Junit, Private,
    Sarif, Statistics, StatisticsForm, Text,
};
use nianbao_lint::Rule;

use crate::args::{OutputFormat, RunArgs, Task};
use crate::outputs::Formats;
use crate::stdout;

/// What results are written as: the main format, or what stands in its place, and those that go to files.
/// `rules` are those there are, by name.
pub(crate) fn formats(args: &RunArgs, task: Task<'_>, rules: &[&'static Rule]) -> Result<Formats> {
    let color = stdout::color(args.color);
    let main: Box<dyn Emitter> = match task {
        Task::Diff(_) => Box::new(Diff { color, private: private(args) }),
        _ if args.statistics => Box::new(statistics(args, color, rules)?),
        _ => emitter(args, args.output_format, color, rules),
    };
    let files = args.output.iter();
    let files =
        files.map(|file| (file.path.clone(), emitter(args, file.format, Color::Never, rules)));
    Ok(Formats { main, files: files.collect() })
}

fn emitter(
    args: &RunArgs,
    format: OutputFormat,
    color: Color,
    rules: &[&'static Rule],
) -> Box<dyn Emitter> {
    let (detail, private) = (detail(args), private(args));
    match format {
        OutputFormat::Text => Box::new(Text::new(color, detail).with_private(private)),
        OutputFormat::Concise => Box::new(Concise),
        OutputFormat::Json => Box::new(Json { private }),
        OutputFormat::JsonLines => Box::new(JsonLines { private }),
        OutputFormat::GitHub => Box::new(GitHub { detail }),
        OutputFormat::GitLab => Box::new(GitLab),
        OutputFormat::Html => Box::new(Html { private, rules: rules.to_vec() }),
        OutputFormat::Sarif => Box::new(Sarif::of(rules.to_vec())),
        OutputFormat::Junit => Box::new(Junit { fail_on: args.fail_on.severity() }),
    }
}

fn statistics(args: &RunArgs, color: Color, rules: &[&'static Rule]) -> Result<Statistics> {
    let form = match args.output_format {
        OutputFormat::Text => StatisticsForm::Text(color),
        OutputFormat::Json => StatisticsForm::Json,
        _ => bail!("--statistics 只有 text 和 json 两种格式"),
    };
    Ok(Statistics { form, detail: detail(args), rules: rules.to_vec() })
}

fn detail(args: &RunArgs) -> Detail {
    if args.quiet { Detail::FindingsOnly } else { Detail::Full }
}

fn private(args: &RunArgs) -> Private {
    if args.show_private { Private::Shown } else { Private::Masked }
}
