//! What styles say of paragraphs: heading levels and numbering.

use std::collections::HashMap;

use super::error::DocxFault;
use super::xml::{Tag, Xml};

/// Longest chain of styles that rest on one another.
const MAX_CHAIN: usize = 32;
/// The outline level that says a paragraph is no heading.
const BODY_LEVEL: u32 = 9;

/// The paragraph styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

/// What one style says itself.
#[derive(Debug, Default)]
struct Style {
    /// In lower case.
    name: String,
    based_on: Option<String>,
    properties: Properties,
}

/// What a paragraph or its style says of its level and number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Properties {
    pub(super) style: Option<String>,
    /// From 0.
    pub(super) outline: Option<u32>,
    pub(super) numbering: NumberReference,
}

/// Which list a paragraph is numbered by, and at which level of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct NumberReference {
    /// 0 for none.
    pub(super) list: Option<u32>,
    /// From 0.
    pub(super) level: Option<u32>,
}

/// What a paragraph is by its style and its own properties.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Resolved {
    /// Its heading level, 1 to 6.
    pub(super) heading: Option<u8>,
    /// Whether it is an entry of a table of contents.
    pub(super) is_contents: bool,
    /// The list it is numbered by.
    pub(super) list: Option<u32>,
    /// The level of that list, from 0; absent where the list tells it by the style.
    pub(super) level: Option<u32>,
    /// The styles that hold for it, the nearest first.
    pub(super) styles: Vec<String>,
}

impl Styles {
    pub(super) fn parse(text: &str) -> Result<Styles, DocxFault> {
        let mut xml = Xml::new(text);
        xml.root()?;
        let mut styles = Styles::default();
        while let Some(tag) = xml.child()? {
            if tag.is("style") && tag.attribute("type").is_none_or(|kind| kind == "paragraph") {
                let id = tag.attribute("styleId").unwrap_or_default().into_owned();
                if matches!(tag.attribute("default").as_deref(), Some("1" | "true" | "on")) {
                    styles.default = Some(id.clone());
                }
                styles.by_id.insert(id, style(&mut xml)?);
            } else {
                xml.skip()?;
            }
        }
        Ok(styles)
    }

    /// What a paragraph with these properties is.
    pub(super) fn resolve(&self, own: &Properties) -> Resolved {
        let chain = self.chain(own.style.as_ref().or(self.default.as_ref()));
        let all = || std::iter::once(own).chain(chain.iter().map(|(_, style)| &style.properties));
        let outline = all().find_map(|it| it.outline);
        let by_name = chain.iter().find_map(|(_, style)| heading_named(&style.name));
        let heading = match outline {
            Some(level) => (level < BODY_LEVEL).then(|| level + 1),
            None => by_name,
        };
        Resolved {
            heading: heading.map(|level| u8::try_from(level.clamp(1, 6)).unwrap_or(6)),
            is_contents: chain.iter().any(|(_, style)| is_contents_name(&style.name)),
            list: all().find_map(|it| it.numbering.list),
            level: all().find_map(|it| it.numbering.level),
            styles: chain.iter().map(|(id, _)| (*id).clone()).collect(),
        }
    }

    /// A style and those it rests on.
    fn chain<'s>(&'s self, id: Option<&'s String>) -> Vec<(&'s String, &'s Style)> {
        let mut chain = Vec::new();
        let mut next = id;
        while let Some(id) = next
            && let Some((id, style)) = self.by_id.get_key_value(id)
            && chain.len() < MAX_CHAIN
        {
            chain.push((id, style));
            next = style.based_on.as_ref();
        }
        chain
    }
}

fn style(xml: &mut Xml<'_>) -> Result<Style, DocxFault> {
    let mut style = Style::default();
    while let Some(tag) = xml.child()? {
        match tag.name {
            "name" => style.name = tag.val().unwrap_or_default().to_lowercase(),
            "basedOn" => style.based_on = tag.val().map(std::borrow::Cow::into_owned),
            "pPr" => {
                while let Some(tag) = xml.child()? {
                    style.properties.take(&tag, xml)?;
                }
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(style)
}

impl Properties {
    /// Takes what the child `tag` of a paragraph's properties says, to its end.
    pub(super) fn take(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), DocxFault> {
        match tag.name {
            "pStyle" => self.style = tag.val().map(std::borrow::Cow::into_owned),
            "outlineLvl" => self.outline = tag.number(),
            "numPr" => {
                while let Some(tag) = xml.child()? {
                    match tag.name {
                        "numId" => self.numbering.list = tag.number(),
                        "ilvl" => self.numbering.level = tag.number(),
                        _ => {}
                    }
                    xml.skip()?;
                }
                return Ok(());
            }
            _ => {}
        }
        xml.skip()?;
        Ok(())
    }
}

/// The level of the heading style with this name in lower case: `heading 1`, as all programs call it in files whatever
/// they call it on screen, or a title.
fn heading_named(name: &str) -> Option<u32> {
    let number = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"));
    match number.map(str::trim) {
        Some("") => Some(1),
        Some(number) => number.parse().ok().filter(|level| (1..=9).contains(level)),
        None => (name == "title").then_some(1),
    }
}

fn is_contents_name(name: &str) -> bool {
    let number = ["toc", "contents", "目录"].iter().find_map(|start| name.strip_prefix(start));
    number.is_some_and(|rest| rest.trim().chars().all(|c| c.is_ascii_digit()))
        || name == "toc heading"
        || name == "table of contents"
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: &str = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
        <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
        <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
            <w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="b"><w:name w:val="部分"/><w:basedOn w:val="1"/>
            <w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="x"><w:name w:val="x"/><w:basedOn w:val="y"/></w:style>
        <w:style w:type="paragraph" w:styleId="y"><w:name w:val="TOC 1"/><w:basedOn w:val="x"/></w:style>
        </w:styles>"#;

    fn resolved(style: &str, outline: Option<u32>) -> Resolved {
        let style = (!style.is_empty()).then(|| style.to_owned());
        let own = Properties { style, outline, ..Properties::default() };
        Styles::parse(STYLES).unwrap().resolve(&own)
    }

    #[test]
    fn headings_are_told_by_outline_level_before_the_name() {
        assert_eq!(resolved("1", None).heading, Some(1));
        assert_eq!(resolved("b", None).heading, Some(3));
        assert_eq!(resolved("1", Some(9)).heading, None);
        assert_eq!(resolved("", Some(0)).heading, Some(1));
        assert_eq!(resolved("", None).heading, None);
    }

    #[test]
    fn what_a_style_rests_on_holds_for_it() {
        assert_eq!(resolved("b", None).list, Some(7));
        assert_eq!(resolved("b", None).styles, ["b", "1", "a"]);
    }

    #[test]
    fn styles_in_a_circle_end() {
        assert!(resolved("x", None).is_contents);
        assert!(resolved("没有", None).styles.is_empty());
    }
}
