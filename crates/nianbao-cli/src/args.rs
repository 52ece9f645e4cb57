use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};
use nianbao_diagnostics::Severity;
use nianbao_report::Date;
use nianbao_run::Fixes;

/// 检查政府信息公开工作年度报告
#[derive(Debug, Parser)]
#[command(
    name = "nianbao",
    version,
    args_conflicts_with_subcommands = true,
    arg_required_else_help = true,
    after_help = "退出码：0 没有达到 --fail-on 级别的问题；1 有；2 无法完成（参数或配置有误、没有文件、文件无法读取）"
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) check: CheckArgs,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// 检查报告（默认命令）
    Check(CheckArgs),
    /// 修改能自动修改的问题，其余照常报告
    Fix(FixArgs),
    /// 把现有的问题记入基线文件，以后只报告新的
    Baseline(BaselineArgs),
    /// 列出全部规则，包括 lint.toml 所用规则包中的
    Rules(RulesArgs),
    /// 说明一条规则：依据、怎样算错、怎样不算
    Explain(ExplainArgs),
    /// 输出从一份报告中识别出的三张表数据
    Figures(FiguresArgs),
    /// 输出对一份报告有效的各项设置及其出处
    Config(ConfigArgs),
    /// 查看文件夹中的报告，写一份带说明的 lint.toml
    Init(InitArgs),
    /// 检查规则包，并运行其中的示例
    TestPack(TestPackArgs),
    /// 输出命令行补全脚本
    Completions(CompletionsArgs),
}

/// What to check, and whether to mend it.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that may stand alone")]
#[command(group(ArgGroup::new("mending").args(["fix", "diff"]).multiple(true)))]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) run: RunArgs,
    /// 修改能安全修改的问题
    #[arg(long)]
    pub(crate) fix: bool,
    /// 连同须确认的修改（与 --fix 或 --diff 同用）
    #[arg(long, requires = "mending")]
    pub(crate) unsafe_fixes: bool,
    /// 只显示将作的修改，不写入文件；有修改时退出码为 1
    #[arg(long, conflicts_with_all = ["output_format", "output", "statistics"])]
    pub(crate) diff: bool,
    /// 在 Word 文档中把修改写成修订，作者为 nianbao（与 --fix 同用）
    #[arg(long, requires = "fix", conflicts_with = "diff")]
    pub(crate) tracked: bool,
    /// 另存一份批注本：Word 文档加批注，网页作标记；检查多份时 OUT 为文件夹
    #[arg(long, value_name = "OUT", conflicts_with = "mending")]
    pub(crate) annotate: Option<PathBuf>,
}

/// What to mend.
#[derive(Debug, Args)]
pub(crate) struct FixArgs {
    #[command(flatten)]
    pub(crate) run: RunArgs,
    /// 连同须确认的修改
    #[arg(long)]
    pub(crate) unsafe_fixes: bool,
    /// 只显示将作的修改，不写入文件；有修改时退出码为 1
    #[arg(long, conflicts_with_all = ["output_format", "output", "statistics"])]
    pub(crate) diff: bool,
    /// 在 Word 文档中把修改写成修订，作者为 nianbao
    #[arg(long, conflicts_with = "diff")]
    pub(crate) tracked: bool,
}

/// Which files, and how to tell of them.
#[derive(Debug, Args)]
pub(crate) struct RunArgs {
    /// 要检查的文件或文件夹；- 为标准输入
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
    /// 输出格式
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) output_format: OutputFormat,
    /// 另把结果写入文件，可多次给出，如 --output sarif=out.sarif
    #[arg(long, value_name = "FORMAT=FILE")]
    pub(crate) output: Vec<OutputFile>,
    /// 只输出各规则的问题个数（text 或 json 格式）
    #[arg(long)]
    pub(crate) statistics: bool,
    /// 有哪一级及以上的问题时退出码为 1
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    pub(crate) fail_on: FailOn,
    /// 警告多于 N 个时退出码也为 1
    #[arg(long, value_name = "N")]
    pub(crate) max_warnings: Option<usize>,
    #[command(flatten)]
    pub(crate) known: KnownArgs,
    /// 只检查与 git 版本 REV 相比有改动的报告，含未提交和新建的
    #[arg(long, value_name = "REV")]
    pub(crate) changed_since: Option<String>,
    /// 线程数，默认为处理器数
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    /// 何时使用颜色
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColorChoice,
    /// 只输出问题，不输出说明、汇总和进度
    #[arg(short, long)]
    pub(crate) quiet: bool,
    /// 显示个人信息原文；默认以 * 遮盖
    #[arg(long)]
    pub(crate) show_private: bool,
    /// 标准输入的文件名，用于显示和判断格式
    #[arg(long, value_name = "NAME", default_value = "stdin")]
    pub(crate) stdin_filename: String,
}

/// Which findings are known.
#[derive(Debug, Args)]
pub(crate) struct KnownArgs {
    /// 这个基线文件里的问题不再报告（由 nianbao baseline 生成）
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// 从基线文件中删去不再出现的问题，改名的文件换上新名
    #[arg(long, requires = "baseline")]
    pub(crate) prune: bool,
}

/// What to take as known.
#[derive(Debug, Args)]
pub(crate) struct BaselineArgs {
    /// 要检查的文件或文件夹
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    /// 基线文件
    #[arg(long, value_name = "FILE", default_value = "nianbao-baseline.json")]
    pub(crate) output: PathBuf,
    /// 使用这个 lint.toml，不再逐级查找
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// 线程数，默认为处理器数
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
}

/// By which settings files are checked.
#[derive(Debug, Args)]
pub(crate) struct SettingsArgs {
    /// 使用这个 lint.toml，不再逐级查找
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// 规则包有误时略过它，其余规则照常检查；退出码仍为 2
    #[arg(long)]
    pub(crate) keep_going: bool,
    /// 按这一天判断例外是否到期，默认为今天
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = crate::clock::parse_date)]
    pub(crate) today: Option<Date>,
}

/// Which figures to print.
#[derive(Debug, Args)]
pub(crate) struct FiguresArgs {
    /// 报告文件
    pub(crate) file: PathBuf,
    /// 输出格式
    #[arg(long, value_name = "FORMAT", default_value = "json")]
    pub(crate) output_format: FiguresFormat,
    /// 使用这个 lint.toml，不再逐级查找
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// How to list the rules.
#[derive(Debug, Args)]
pub(crate) struct RulesArgs {
    /// 输出格式
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) output_format: RulesFormat,
    /// 何时使用颜色
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColorChoice,
}

/// Which rule to explain.
#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// 规则名，如 sums/row-total 或 row-total
    pub(crate) rule: String,
    /// 何时使用颜色
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColorChoice,
}

/// Which file's settings to show.
#[derive(Debug, Args)]
pub(crate) struct ConfigArgs {
    /// 报告文件
    #[arg(required_unless_present = "schema")]
    pub(crate) file: Option<PathBuf>,
    /// 输出格式
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) output_format: ConfigFormat,
    /// 使用这个 lint.toml，不再逐级查找
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// 输出 lint.toml 的 JSON Schema，供编辑器补全和检查
    #[arg(long, conflicts_with = "file")]
    pub(crate) schema: bool,
}

/// Where to write settings.
#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// 报告所在的文件夹
    #[arg(default_value = ".")]
    pub(crate) folder: PathBuf,
}

/// Which packs to test.
#[derive(Debug, Args)]
pub(crate) struct TestPackArgs {
    /// 规则包文件
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
}

/// Which shell to complete for.
#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// 所用的 shell
    pub(crate) shell: clap_complete::Shell,
}

/// Formats of findings.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum OutputFormat {
    /// 带原文摘录，供人阅读
    Text,
    /// 每个问题一行
    Concise,
    /// 一个 JSON 对象
    Json,
    /// 每个问题一行 JSON
    JsonLines,
    #[value(name = "github", help = "GitHub Actions 的工作流命令，在改动处显示")]
    GitHub,
    #[value(name = "gitlab", help = "GitLab 的 Code Quality 报告")]
    GitLab,
    /// SARIF 2.1.0
    Sarif,
    /// 供审核人看的检查报告，一个网页
    Html,
    #[value(help = "JUnit 的 XML，每个文件一个 testsuite")]
    Junit,
}

/// A format and the file it goes to.
#[derive(Clone, Debug)]
pub(crate) struct OutputFile {
    pub(crate) format: OutputFormat,
    pub(crate) path: PathBuf,
}

impl FromStr for OutputFile {
    type Err = String;

    fn from_str(words: &str) -> Result<OutputFile, String> {
        let Some((format, path)) = words.split_once('=') else {
            return Err("应写作 格式=文件，如 sarif=out.sarif".to_owned());
        };
        if path.is_empty() {
            return Err("'=' 之后应写明文件".to_owned());
        }
        let format = OutputFormat::from_str(format, false).map_err(|_| {
            let known =
                OutputFormat::value_variants().iter().filter_map(ValueEnum::to_possible_value);
            let known: Vec<String> = known.map(|value| value.get_name().to_owned()).collect();
            format!("没有格式 '{format}'，有 {}", known.join("、"))
        })?;
        Ok(OutputFile { format, path: PathBuf::from(path) })
    }
}

/// Formats of figures.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FiguresFormat {
    /// 一个 JSON 对象
    Json,
    /// 带表头的 CSV
    Csv,
}

/// Formats of settings.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ConfigFormat {
    /// 表格
    Text,
    /// 一个 JSON 对象
    Json,
}

/// Formats of the list of rules.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum RulesFormat {
    /// 表格
    Text,
    /// 一个 JSON 对象，含依据、说明和示例
    Json,
}

/// Findings that make a run fail.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FailOn {
    /// 错误
    Error,
    /// 警告及以上
    Warning,
    /// 任何问题
    Info,
    /// 从不
    Never,
}

/// When colours are written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ColorChoice {
    #[value(help = "输出到终端且未设置 NO_COLOR 时")]
    Auto,
    /// 总是
    Always,
    /// 从不
    Never,
}

impl CheckArgs {
    /// What is to be done with the files.
    pub(crate) fn task(&self) -> Task<'_> {
        if let Some(out) = &self.annotate {
            return Task::Annotate(out);
        }
        if !self.fix && !self.diff {
            return Task::Check;
        }
        mending(fixes(self.unsafe_fixes), self.diff, self.tracked)
    }
}

impl FixArgs {
    /// What is to be done with the files.
    pub(crate) fn task(&self) -> Task<'_> {
        mending(fixes(self.unsafe_fixes), self.diff, self.tracked)
    }
}

fn mending<'a>(fixes: Fixes, diff: bool, tracked: bool) -> Task<'a> {
    match (diff, tracked) {
        (true, _) => Task::Diff(fixes),
        (false, true) => Task::Track(fixes),
        (false, false) => Task::Fix(fixes),
    }
}

fn fixes(with_unsafe: bool) -> Fixes {
    if with_unsafe { Fixes::All } else { Fixes::Safe }
}

/// What is to be done with files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Task<'a> {
    /// Look for defects.
    Check,
    /// Also write copies in which the defects are marked, to this file or folder.
    Annotate(&'a Path),
    /// Mend them as well.
    Fix(Fixes),
    /// Mend them by tracked changes.
    Track(Fixes),
    /// Show how they would be mended.
    Diff(Fixes),
}

impl FailOn {
    /// The least severity that makes a run fail.
    pub(crate) fn severity(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Info => Some(Severity::Info),
            FailOn::Never => None,
        }
    }
}
