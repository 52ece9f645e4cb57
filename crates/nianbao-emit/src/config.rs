use nianbao_lint::{
    Config, Level, Origin, Patterns, Rule, Runs, Settings, Site, Sited, Suppression,
};
use nianbao_report::OrganKind;
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::{escape, visible};

/// The settings that hold for one file.
#[derive(Clone, Copy, Debug)]
pub struct ShownConfig<'a> {
    /// The file, as it was named.
    pub path: &'a str,
    /// What holds in its folder.
    pub config: &'a Config,
    /// What holds for it.
    pub settings: &'a Settings,
    /// Whether it is checked where its folder is.
    pub is_included: bool,
    /// Every rule there is, on or off, by name.
    pub rules: &'a [&'static Rule],
}

/// Each setting with its value and where that comes from, for people.
pub fn config_text(shown: &ShownConfig<'_>) -> String {
    let listing = Listing::of(shown);
    let checked = if listing.is_included { "检查" } else { "不检查" };
    let files: Vec<String> = listing.files.iter().rev().map(Source::in_words).collect();
    let files = if files.is_empty() { "没有 lint.toml".to_owned() } else { files.join(" ← ") };
    let files = visible(&files);
    let mut out =
        format!("文件: {}（检查所在文件夹时{checked}）\n配置: {files}\n\n", visible(shown.path));
    let settings =
        listing.settings.iter().map(|it| [it.key.to_owned(), it.in_words(), it.source()]);
    let rules =
        listing.rules.iter().map(|it| [it.rule.to_owned(), it.level.to_owned(), it.source()]);
    let exceptions = listing.suppressions.iter().map(|it| {
        let until = it.until.as_ref().map(|until| format!("，至 {until}"));
        let reason = format!("{}{}", it.reason, until.unwrap_or_default());
        [format!("例外 {}", it.rule), reason, it.source.in_words()]
    });
    push_table(&mut out, settings);
    out.push('\n');
    push_table(&mut out, rules);
    if !listing.suppressions.is_empty() {
        out.push('\n');
        push_table(&mut out, exceptions);
    }
    out
}

/// Each setting with its value and where that comes from, as one JSON object.
pub fn config_json(shown: &ShownConfig<'_>) -> String {
    let mut json = escape::to_string(&Listing::of(shown));
    json.push('\n');
    json
}

#[derive(Serialize)]
struct Listing<'a> {
    schema_version: u32,
    path: &'a str,
    /// Whether it is checked where its folder is.
    is_included: bool,
    /// What the settings were read from; the later beats the earlier.
    files: Vec<Source>,
    settings: Vec<Setting>,
    /// Every rule.
    rules: Vec<RuleLevel>,
    /// The exceptions that are made for the file.
    suppressions: Vec<Exception<'a>>,
}

/// What is not reported of the file.
#[derive(Serialize)]
struct Exception<'a> {
    /// A rule or a family.
    rule: &'a str,
    reason: &'a str,
    /// The last day on which it holds, such as `2027-01-31`; null where it holds for ever.
    until: Option<String>,
    source: Source,
}

/// A setting that is no rule's.
#[derive(Serialize)]
struct Setting {
    key: &'static str,
    /// What is set; null where nothing is.
    value: Option<SetTo>,
    source: Source,
    /// What holds where nothing is set.
    #[serde(skip)]
    default: &'static str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum SetTo {
    Word(String),
    List(Vec<String>),
}

/// What a rule's findings weigh.
#[derive(Serialize)]
struct RuleLevel {
    rule: &'static str,
    level: &'static str,
    source: Source,
}

/// What a value comes from.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Source {
    /// A file of settings.
    File { path: String, line: Option<u32>, column: Option<u32> },
    /// A built-in profile.
    Profile { name: &'static str, line: Option<u32> },
    /// Nothing was set.
    Default,
}

impl<'a> Listing<'a> {
    fn of(shown: &ShownConfig<'a>) -> Listing<'a> {
        let ShownConfig { path, config, settings, is_included, rules } = *shown;
        let words = |word: &str| SetTo::Word(word.to_owned());
        let patterns = |key, patterns: Option<&Sited<Patterns>>, default| {
            let value = patterns.map(|it| SetTo::List(it.value.written().to_vec()));
            Setting { key, value, source: Source::at(patterns.map(|it| &it.site)), default }
        };
        let (edition, kind) = (settings.edition(), settings.organ_kind());
        let (region, packs) = (settings.region(), config.packs().map(|pack| &pack.name));
        let packs: Vec<&Sited<String>> = packs.collect();
        Listing {
            schema_version: 1,
            path,
            is_included,
            files: config.layers().iter().map(|layer| Source::of(&layer.origin)).collect(),
            settings: vec![
                patterns("include", config.include(), "全部"),
                patterns("exclude", config.exclude(), "无"),
                Setting {
                    key: "edition",
                    value: edition.map(|it| words(&it.value.name)),
                    source: Source::at(edition.map(|it| &it.site)),
                    default: "按报告年份",
                },
                Setting {
                    key: "organ-kind",
                    value: kind.map(|it| words(name_of(it.value))),
                    source: Source::at(kind.map(|it| &it.site)),
                    default: "按报告标题",
                },
                Setting {
                    key: "region",
                    value: region.map(|it| words(&it.value)),
                    source: Source::at(region.map(|it| &it.site)),
                    default: "按机关名称",
                },
                Setting {
                    key: "packs",
                    value: (!packs.is_empty())
                        .then(|| SetTo::List(packs.iter().map(|it| it.value.clone()).collect())),
                    source: Source::at(packs.last().map(|it| &it.site)),
                    default: "无",
                },
            ],
            rules: rules.iter().map(|rule| RuleLevel::of(rule, settings)).collect(),
            suppressions: settings.suppressions().iter().map(|it| Exception::of(it)).collect(),
        }
    }
}

impl<'a> Exception<'a> {
    fn of(entry: &'a Suppression) -> Exception<'a> {
        let until = entry.until.map(|until| {
            format!("{}-{:02}-{:02}", until.year, until.month, until.day.unwrap_or_default())
        });
        Exception {
            rule: &entry.rule.value,
            reason: &entry.reason,
            until,
            source: Source::at(Some(&entry.site)),
        }
    }
}

impl RuleLevel {
    fn of(rule: &'static Rule, settings: &Settings) -> RuleLevel {
        let set = settings.sited_level(rule);
        let level = match set.map(|level| level.value) {
            Some(Level::Off) => "off",
            Some(Level::On(severity)) => severity.name(),
            None if rule.runs == Runs::OnRequest => "off",
            None => rule.severity.name(),
        };
        RuleLevel { rule: rule.name, level, source: Source::at(set.map(|level| &level.site)) }
    }

    fn source(&self) -> String {
        self.source.in_words()
    }
}

impl Setting {
    fn in_words(&self) -> String {
        match &self.value {
            None => self.default.to_owned(),
            Some(SetTo::Word(word)) => word.clone(),
            Some(SetTo::List(words)) if words.is_empty() => "（空）".to_owned(),
            Some(SetTo::List(words)) => words.join("、"),
        }
    }

    fn source(&self) -> String {
        self.source.in_words()
    }
}

impl Source {
    fn of(origin: &Origin) -> Source {
        match origin {
            Origin::File(path) => Source::File { path: path.to_string(), line: None, column: None },
            Origin::Profile(name) => Source::Profile { name, line: None },
        }
    }

    fn at(site: Option<&Site>) -> Source {
        let Some(Site { origin, line, column }) = site else { return Source::Default };
        let (line, column) = (Some(*line), Some(*column));
        match Source::of(origin) {
            Source::File { path, .. } => Source::File { path, line, column },
            Source::Profile { name, .. } => Source::Profile { name, line },
            Source::Default => Source::Default,
        }
    }

    fn in_words(&self) -> String {
        match self {
            Source::File { path, line: Some(line), .. } => format!("{path}:{line}"),
            Source::File { path, line: None, .. } => path.clone(),
            Source::Profile { name, line: Some(line) } => format!("{name}（内置）:{line}"),
            Source::Profile { name, line: None } => format!("{name}（内置）"),
            Source::Default => "默认".to_owned(),
        }
    }
}

fn name_of(kind: OrganKind) -> &'static str {
    OrganKind::NAMES.iter().find(|(_, known)| *known == kind).map_or("", |(name, _)| *name)
}

/// Appends rows whose columns line up on a terminal, where a Chinese character takes two.
fn push_table(out: &mut String, rows: impl Iterator<Item = [String; 3]>) {
    let shown = |row: [String; 3]| row.map(|cell| visible(&cell).into_owned());
    let rows: Vec<[String; 3]> = rows.map(shown).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let widths = [width(0), width(1)];
    for [first, second, last] in &rows {
        for (cell, width) in [first, second].into_iter().zip(widths) {
            out.push_str(cell);
            out.push_str(&" ".repeat(width - cell.width() + 2));
        }
        out.push_str(last);
        out.push('\n');
    }
}
