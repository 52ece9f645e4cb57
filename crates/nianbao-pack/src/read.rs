//! A pack's TOML, read key by key.

mod doc;
mod rule;

use nianbao_lint::{Entry, Origin, RuleSet, SettingsError, SettingsProblem, TomlText};

use crate::Pack;

/// The keys of a pack.
const KEYS: [&str; 5] = ["name", "title", "version", "region", "rule"];

/// What every rule of a pack has from the pack.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) regions: Vec<String>,
}

/// The pack `text`.
pub(crate) fn pack(origin: Origin, text: &str) -> Result<Pack, SettingsError> {
    let file = TomlText::new(origin, text);
    let table = file.parse()?;
    let section = file.section(&table);
    let mut head = Head { version: "1".to_owned(), ..Head::default() };
    let (mut title, mut rules) = (None, None);
    for entry in &section.entries {
        match entry.key() {
            "name" => head.name = family(entry)?,
            "title" => title = Some(entry.some_words()?.to_owned()),
            "version" => entry.some_words()?.clone_into(&mut head.version),
            "region" => head.regions = regions(entry)?,
            "rule" => rules = Some(entry.sections("以 [[rule]] 写成的表")?),
            _ => return Err(entry.unknown_key(&KEYS)),
        }
    }
    if head.name.is_empty() {
        return Err(section.lacks("name", "规则包的英文名，作规则族名"));
    }
    let title = title.ok_or_else(|| section.lacks("title", "规则包的中文名"))?;
    let rules = rules.ok_or_else(|| section.lacks("rule", "以 [[rule]] 写成的规则"))?;
    let mut pack = Pack {
        name: head.name.clone(),
        title,
        rules: Vec::new(),
        sites: Vec::new(),
        examples: Vec::new(),
    };
    for section in &rules {
        let read = rule::read(section, &head)?;
        if pack.rules.iter().any(|rule| rule.rule.name == read.rule.rule.name) {
            let problem = format!("规则 {} 写了两次", read.rule.rule.name);
            return Err(SettingsError::new(section.site.clone(), SettingsProblem::Pack(problem)));
        }
        pack.sites.push(section.site.clone());
        pack.rules.push(read.rule);
        pack.examples.extend(read.examples);
    }
    Ok(pack)
}

/// A family's name: one that no linked rule bears.
fn family(entry: &Entry<'_, '_>) -> Result<String, SettingsError> {
    let name = plain_name(entry)?;
    let is_taken = name == "nianbao" || RuleSet::linked().iter().any(|rule| rule.family() == name);
    if is_taken {
        let problem = format!("规则族 '{name}' 是内置的，请另取名称");
        return Err(entry.problem(SettingsProblem::Pack(problem)));
    }
    Ok(name)
}

/// A name in small letters, digits and hyphens.
fn plain_name(entry: &Entry<'_, '_>) -> Result<String, SettingsError> {
    let name = entry.some_words()?;
    let is_plain = name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    if is_plain {
        Ok(name.to_owned())
    } else {
        Err(entry.wrong_type("小写英文字母、数字和连字符"))
    }
}

/// One place or several.
fn regions(entry: &Entry<'_, '_>) -> Result<Vec<String>, SettingsError> {
    if let Ok(one) = entry.some_words() {
        return Ok(vec![one.to_owned()]);
    }
    let several = entry.list("地名，如 \"某市\"，或地名的列表")?;
    Ok(several.into_iter().map(|region| region.value.to_owned()).collect())
}
