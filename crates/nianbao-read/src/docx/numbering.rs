//! Automatic numbers: the lists of a document, and counting through them.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::error::DocxFault;
use super::numerals;
use super::styles::Resolved;
use super::xml::{Tag, Xml};

/// Levels of a list.
const LEVELS: usize = 9;

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Levels by the list's own number.
    abstracts: BTreeMap<u32, Abstract>,
    /// The lists that paragraphs name.
    lists: BTreeMap<u32, List>,
}

/// What lists are made of.
#[derive(Debug, Default)]
struct Abstract {
    levels: Vec<Level>,
    /// The list style that it is what it says of.
    defines: Option<String>,
    /// The list style that says what it is.
    follows: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    of: u32,
    /// Levels that start anew at a number, or are told anew.
    overrides: Vec<Override>,
}

#[derive(Debug)]
struct Override {
    level: usize,
    start: Option<u32>,
    told: Option<Level>,
}

/// How one level is numbered.
#[derive(Clone, Debug)]
struct Level {
    start: u32,
    /// As OOXML names it.
    format: String,
    /// Words with `%1` to `%9` for the numbers of the levels.
    pattern: String,
    /// The level, from 1, after which it starts anew; 0 for none, absent for any above it.
    restart: Option<u32>,
    /// Whether all numbers are shown as decimals.
    is_legal: bool,
    /// The style whose paragraphs are at this level.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Level {
        let (format, pattern) = ("decimal".to_owned(), String::new());
        Level { start: 0, format, pattern, restart: None, is_legal: false, style: None }
    }
}

impl Numbering {
    pub(super) fn parse(text: &str) -> Result<Numbering, DocxFault> {
        let mut xml = Xml::new(text);
        xml.root()?;
        let mut numbering = Numbering::default();
        while let Some(tag) = xml.child()? {
            let id = |name| tag.attribute(name).and_then(|id| id.trim().parse().ok()).unwrap_or(0);
            if tag.is("abstractNum") {
                let id = id("abstractNumId");
                numbering.abstracts.insert(id, abstract_list(&mut xml)?);
            } else if tag.is("num") {
                let id = id("numId");
                numbering.lists.insert(id, list(&mut xml)?);
            } else {
                xml.skip()?;
            }
        }
        numbering.follow_styles();
        Ok(numbering)
    }

    /// Lets lists that follow a list style be made of what defines it.
    fn follow_styles(&mut self) {
        let definitions = self.abstracts.iter();
        let definitions: BTreeMap<&str, u32> = definitions
            .filter_map(|(id, definition)| Some((definition.defines.as_deref()?, *id)))
            .collect();
        for list in self.lists.values_mut() {
            let style = self.abstracts.get(&list.of).and_then(|it| it.follows.as_deref());
            if let Some(id) = style.and_then(|style| definitions.get(style)) {
                list.of = *id;
            }
        }
    }

    /// How the level of a list is numbered.
    fn level<'n>(&'n self, list: &'n List, level: usize) -> Option<&'n Level> {
        let told = list.overrides.iter().filter(|it| it.level == level);
        told.filter_map(|it| it.told.as_ref())
            .next_back()
            .or_else(|| self.abstracts.get(&list.of)?.levels.get(level))
    }
}

fn level_of(tag: &Tag<'_>) -> usize {
    let level = tag.attribute("ilvl").and_then(|level| level.trim().parse().ok());
    level.unwrap_or(0).min(LEVELS - 1)
}

fn abstract_list(xml: &mut Xml<'_>) -> Result<Abstract, DocxFault> {
    let mut list = Abstract { levels: vec![Level::default(); LEVELS], ..Abstract::default() };
    while let Some(tag) = xml.child()? {
        match tag.name {
            "lvl" => {
                list.levels[level_of(&tag)] = level(xml)?;
                continue;
            }
            "styleLink" => list.defines = tag.val().map(std::borrow::Cow::into_owned),
            "numStyleLink" => list.follows = tag.val().map(std::borrow::Cow::into_owned),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(list)
}

fn level(xml: &mut Xml<'_>) -> Result<Level, DocxFault> {
    let mut level = Level::default();
    while let Some(tag) = xml.child()? {
        match tag.name {
            "start" => level.start = tag.number().unwrap_or(0),
            "numFmt" => level.format = tag.val().unwrap_or_default().into_owned(),
            "lvlText" => level.pattern = tag.val().unwrap_or_default().into_owned(),
            "lvlRestart" => level.restart = tag.number(),
            "isLgl" => level.is_legal = tag.is_on(),
            "pStyle" => level.style = tag.val().map(std::borrow::Cow::into_owned),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(level)
}

fn list(xml: &mut Xml<'_>) -> Result<List, DocxFault> {
    let mut list = List::default();
    while let Some(tag) = xml.child()? {
        if tag.is("lvlOverride") {
            let mut told = Override { level: level_of(&tag), start: None, told: None };
            while let Some(tag) = xml.child()? {
                if tag.is("lvl") {
                    told.told = Some(level(xml)?);
                    continue;
                }
                if tag.is("startOverride") {
                    told.start = tag.number();
                }
                xml.skip()?;
            }
            list.overrides.push(told);
            continue;
        }
        if tag.is("abstractNumId") {
            list.of = tag.number().unwrap_or(0);
        }
        xml.skip()?;
    }
    Ok(list)
}

/// Counts the paragraphs of a document, in reading order.
#[derive(Debug)]
pub(super) struct Counter<'n> {
    numbering: &'n Numbering,
    /// The number that each level of a list stands at. Lists made of the same one count on together.
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    /// Lists that were met.
    met: HashSet<u32>,
}

impl<'n> Counter<'n> {
    pub(super) fn new(numbering: &'n Numbering) -> Counter<'n> {
        Counter { numbering, counts: HashMap::new(), met: HashSet::new() }
    }

    /// The number that the next paragraph bears; empty where it bears none.
    pub(super) fn next(&mut self, paragraph: &Resolved) -> String {
        let numbering = self.numbering;
        let found = paragraph.list.and_then(|id| Some((id, numbering.lists.get(&id)?)));
        let Some((id, list)) = found else { return String::new() };
        let by_style = || {
            (0..LEVELS).find(|level| {
                let style = numbering.level(list, *level).and_then(|level| level.style.as_ref());
                style.is_some_and(|style| paragraph.styles.contains(style))
            })
        };
        let stated = paragraph.level.map(|level| (level as usize).min(LEVELS - 1));
        let level = stated.or_else(by_style).unwrap_or(0);
        self.start_over(id, list);
        self.count(list, level);
        self.shown(list, level)
    }

    /// Sets the levels that a list starts anew, where it is met for the first time.
    fn start_over(&mut self, id: u32, list: &List) {
        if !self.met.insert(id) {
            return;
        }
        let counts = self.counts.entry(list.of).or_default();
        for told in list.overrides.iter().filter(|told| told.start.is_some()) {
            counts[told.level] = None;
        }
    }

    fn count(&mut self, list: &List, level: usize) {
        let numbering = self.numbering;
        let start = |level| {
            let told = list.overrides.iter().filter(|told| told.level == level);
            told.filter_map(|told| told.start)
                .next_back()
                .or_else(|| Some(numbering.level(list, level)?.start))
                .unwrap_or(1)
        };
        let counts = self.counts.entry(list.of).or_default();
        counts[level] = Some(match counts[level] {
            Some(number) => number.saturating_add(1),
            None => start(level),
        });
        for (above, count) in counts.iter_mut().enumerate().take(level) {
            count.get_or_insert_with(|| start(above));
        }
        for (below, count) in counts.iter_mut().enumerate().skip(level + 1) {
            let restart = numbering.level(list, below).and_then(|level| level.restart);
            if restart.is_none_or(|after| level < after as usize) {
                *count = None;
            }
        }
    }

    fn shown(&self, list: &List, level: usize) -> String {
        let Some(own) = self.numbering.level(list, level) else { return String::new() };
        if matches!(own.format.as_str(), "bullet" | "none") && !own.pattern.contains('%') {
            return String::new();
        }
        let counts = self.counts.get(&list.of).copied().unwrap_or_default();
        let mut shown = String::new();
        let mut rest = own.pattern.as_str();
        while let Some(at) = rest.find('%') {
            shown.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            let digit = rest.chars().next().and_then(|c| c.to_digit(10)).filter(|it| *it > 0);
            let Some(index) = digit.map(|digit| digit as usize - 1) else {
                shown.push('%');
                continue;
            };
            rest = &rest[1..];
            let format = match self.numbering.level(list, index) {
                Some(it) if !own.is_legal => it.format.as_str(),
                _ => "decimal",
            };
            shown.push_str(&numerals::shown(format, counts[index].unwrap_or(1)));
        }
        shown.push_str(rest);
        shown.retain(|c| !c.is_control());
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
        <w:abstractNum w:abstractNumId="0">
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="甲"/><w:lvlText w:val="%1、"/></w:lvl>
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="乙"/><w:lvlText w:val="（%2）"/></w:lvl>
            <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
            <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
        </w:abstractNum>
        <w:abstractNum w:abstractNumId="1">
            <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="第%1项"/></w:lvl>
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlRestart w:val="0"/><w:lvlText w:val="(%2)"/></w:lvl>
            <w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl>
        </w:abstractNum>
        <w:abstractNum w:abstractNumId="2"><w:styleLink w:val="公文"/>
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1条"/></w:lvl>
        </w:abstractNum>
        <w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="公文"/></w:abstractNum>
        <w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
        <w:num w:numId="3"><w:abstractNumId w:val="0"/>
            <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
        </w:numbering>"#;

    #[track_caller]
    fn check(paragraphs: &[(u32, Option<u32>, &str)], expected: &[&str]) {
        let numbering = Numbering::parse(LISTS).unwrap();
        let mut counter = Counter::new(&numbering);
        let shown: Vec<String> = paragraphs
            .iter()
            .map(|(list, level, style)| {
                let styles = vec![(*style).to_owned()];
                let list = Some(*list);
                counter.next(&Resolved { list, level: *level, styles, ..Resolved::default() })
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn levels_below_start_anew() {
        let at = |level| (1, Some(level), "");
        let paragraphs = [at(0), at(1), at(1), at(2), at(0), at(1), at(3)];
        check(&paragraphs, &["一、", "（一）", "（二）", "1.", "二、", "（一）", "2.1"]);
    }

    #[test]
    fn a_style_tells_the_level() {
        check(&[(1, None, "甲"), (1, None, "乙"), (1, None, "甲")], &["一、", "（一）", "二、"]);
    }

    #[test]
    fn lists_start_where_they_say() {
        let of = |list| (list, Some(0), "");
        check(
            &[of(2), of(2), of(1), of(3), of(3), of(1)],
            &["第3项", "第4项", "一、", "五、", "六、", "七、"],
        );
    }

    #[test]
    fn a_list_style_tells_how_lists_are_numbered() {
        check(&[(4, Some(0), ""), (4, Some(0), "")], &["第一条", "第二条"]);
    }

    #[test]
    fn a_level_may_count_on() {
        let at = |level| (2, Some(level), "");
        check(&[at(0), at(1), at(0), at(1), at(2)], &["第3项", "(1)", "第4项", "(2)", ""]);
    }

    #[test]
    fn lists_that_are_not_there_number_nothing() {
        check(&[(0, Some(0), ""), (9, None, "")], &["", ""]);
    }
}
