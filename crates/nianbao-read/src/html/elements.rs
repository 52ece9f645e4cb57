//! What the elements of HTML mean for reading: which are blocks, which are dropped, which belong to the page.

use html5ever::interface::ElemName;
use html5ever::{Attribute, LocalName, QualName, local_name, ns};

/// The part an element plays in the flow of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Never shown as text.
    Dropped,
    /// A forced line break.
    LineBreak,
    /// A rule between paragraphs.
    Rule,
    /// A picture.
    Image,
    /// A table.
    Table,
    /// A heading of the level 1 to 6.
    Heading(u8),
    /// A block that keeps its white space.
    Preformatted,
    /// A form control, whose text is none of the author's.
    Control,
    /// Any other block.
    Block,
    /// Part of a line.
    Inline,
}

/// What an element's attributes say, as far as reading needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Traits {
    /// Not shown: `hidden`, `display: none`.
    pub(super) hidden: bool,
    /// Its role is navigation, banner or the like.
    pub(super) page: bool,
    /// A link to somewhere.
    pub(super) link: bool,
    /// Columns a cell covers, at least 1.
    pub(super) colspan: u32,
    /// Rows a cell covers; 0 for all rows left in its group.
    pub(super) rowspan: u32,
    /// A picture's file name, else its alternative text.
    pub(super) image: String,
}

/// The most columns one cell covers, as browsers clamp it.
const MAX_COLSPAN: u32 = 1000;
/// The most rows one cell covers, as browsers clamp it.
const MAX_ROWSPAN: u32 = 65_534;

const PAGE_ROLES: [&str; 6] =
    ["navigation", "banner", "contentinfo", "search", "menu", "complementary"];

/// The class of an element by its name.
pub(super) fn class_of(name: &QualName) -> Class {
    if *name.ns() != ns!(html) {
        return Class::Dropped;
    }
    if let Some(level) = heading_level(&name.local) {
        return Class::Heading(level);
    }
    match name.local {
        local_name!("br") => Class::LineBreak,
        local_name!("hr") => Class::Rule,
        local_name!("img") => Class::Image,
        local_name!("table") => Class::Table,
        local_name!("pre")
        | local_name!("listing")
        | local_name!("plaintext")
        | local_name!("xmp") => Class::Preformatted,
        local_name!("button")
        | local_name!("datalist")
        | local_name!("optgroup")
        | local_name!("option")
        | local_name!("select")
        | local_name!("textarea") => Class::Control,
        _ if is_dropped(&name.local) => Class::Dropped,
        _ if is_block(&name.local) => Class::Block,
        _ => Class::Inline,
    }
}

/// Whether an attribute of an element by the name of `element` is looked at by the tree builder or by [`Traits`]. The
/// builder compares all attributes of formatting elements; Word writes dozens on others, which are not copied.
pub(super) fn is_wanted(element: &[u8], attribute: &[u8]) -> bool {
    const FORMATTING: [&[u8]; 14] = [
        b"a", b"b", b"big", b"code", b"em", b"font", b"i", b"nobr", b"s", b"small", b"strike",
        b"strong", b"tt", b"u",
    ];
    const WANTED: [&[u8]; 14] = [
        b"alt",
        b"aria-hidden",
        b"color",
        b"colspan",
        b"encoding",
        b"face",
        b"hidden",
        b"href",
        b"role",
        b"rowspan",
        b"size",
        b"src",
        b"style",
        b"type",
    ];
    WANTED.contains(&attribute) || FORMATTING.contains(&element)
}

impl Traits {
    /// Reads an element's attributes.
    pub(super) fn of(name: &LocalName, attributes: &[Attribute]) -> Traits {
        let mut traits = Traits { colspan: 1, rowspan: 1, ..Traits::default() };
        if attributes.is_empty() {
            return traits;
        }
        let mut alt = "";
        for Attribute { name: attribute, value } in attributes {
            match attribute.local {
                local_name!("hidden") => traits.hidden = true,
                local_name!("style") => traits.hidden |= hides(value),
                local_name!("role") => traits.page = PAGE_ROLES.contains(&value.trim()),
                local_name!("href") => traits.link = *name == local_name!("a"),
                local_name!("colspan") => traits.colspan = span(value, MAX_COLSPAN).max(1),
                local_name!("rowspan") => traits.rowspan = span(value, MAX_ROWSPAN),
                local_name!("src") if *name == local_name!("img") => {
                    file_name(value).clone_into(&mut traits.image);
                }
                local_name!("alt") => alt = value.trim(),
                _ => {}
            }
        }
        if traits.image.is_empty() {
            alt.clone_into(&mut traits.image);
        }
        traits
    }
}

/// The number an attribute begins with, 1 where there is none.
fn span(value: &str, most: u32) -> u32 {
    let digits = value.trim_start();
    let end = digits.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(digits.len());
    match &digits[..end] {
        "" => 1,
        digits => digits.parse().unwrap_or(most).min(most),
    }
}

fn hides(style: &str) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(property, value)| {
        let value = value.trim().trim_end_matches("!important").trim_end();
        property.trim().eq_ignore_ascii_case("display") && value.eq_ignore_ascii_case("none")
    })
}

/// The last part of a picture's address, empty for one that holds the picture itself.
fn file_name(address: &str) -> &str {
    if address.trim_start().get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:")) {
        return "";
    }
    let path = address.split(['?', '#']).next().unwrap_or(address);
    path.rsplit('/').next().unwrap_or(path).trim()
}

fn heading_level(name: &LocalName) -> Option<u8> {
    Some(match *name {
        local_name!("h1") => 1,
        local_name!("h2") => 2,
        local_name!("h3") => 3,
        local_name!("h4") => 4,
        local_name!("h5") => 5,
        local_name!("h6") => 6,
        _ => return None,
    })
}

fn is_dropped(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("applet")
            | local_name!("audio")
            | local_name!("base")
            | local_name!("canvas")
            | local_name!("colgroup")
            | local_name!("embed")
            | local_name!("frame")
            | local_name!("frameset")
            | local_name!("head")
            | local_name!("iframe")
            | local_name!("input")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("noscript")
            | local_name!("object")
            | local_name!("script")
            | local_name!("style")
            | local_name!("template")
            | local_name!("title")
            | local_name!("video")
    )
}

fn is_block(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("address")
            | local_name!("article")
            | local_name!("aside")
            | local_name!("blockquote")
            | local_name!("body")
            | local_name!("caption")
            | local_name!("center")
            | local_name!("dd")
            | local_name!("details")
            | local_name!("dialog")
            | local_name!("dir")
            | local_name!("div")
            | local_name!("dl")
            | local_name!("dt")
            | local_name!("fieldset")
            | local_name!("figcaption")
            | local_name!("figure")
            | local_name!("footer")
            | local_name!("form")
            | local_name!("header")
            | local_name!("hgroup")
            | local_name!("html")
            | local_name!("legend")
            | local_name!("li")
            | local_name!("main")
            | local_name!("menu")
            | local_name!("nav")
            | local_name!("ol")
            | local_name!("p")
            | local_name!("search")
            | local_name!("section")
            | local_name!("summary")
            | local_name!("tbody")
            | local_name!("td")
            | local_name!("tfoot")
            | local_name!("th")
            | local_name!("thead")
            | local_name!("tr")
            | local_name!("ul")
    )
}
