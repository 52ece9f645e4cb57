//! Changes of parts, byte by byte.

use std::collections::BTreeMap;

use super::story::{Element, Raw, Run, Story};

/// Changes of the document's stories, by story. All bytes outside them stay as they are.
#[derive(Debug, Default)]
pub(super) struct Patches {
    by_story: BTreeMap<usize, Vec<Patch>>,
}

/// What comes in the place of bytes; where none go, it comes between.
#[derive(Debug)]
struct Patch {
    raw: Raw,
    xml: String,
}

impl Patches {
    pub(super) fn replace(&mut self, story: usize, raw: Raw, xml: impl Into<String>) {
        self.by_story.entry(story).or_default().push(Patch { raw, xml: xml.into() });
    }

    pub(super) fn insert(&mut self, story: usize, at: usize, xml: impl Into<String>) {
        self.replace(story, at..at, xml);
    }

    /// Makes white space at both ends of the words of `element` count from now on, and takes away what did not count.
    pub(super) fn keep_space(&mut self, story: usize, element: &Element) {
        if element.keeps_space {
            return;
        }
        self.insert(story, element.tag.end - ">".len(), KEEP_SPACE);
        for blank in [element.tag.end..element.inner.start, element.inner.end..element.close] {
            if !blank.is_empty() {
                self.replace(story, blank, "");
            }
        }
    }

    /// Puts `xml` before all that a paragraph holds.
    pub(super) fn fill(&mut self, stories: &[Story], story: usize, anchor: usize, xml: &str) {
        let Some(paragraph) = stories[story].anchors.get(anchor) else { return };
        if !paragraph.is_empty {
            self.insert(story, paragraph.content, xml);
            return;
        }
        let end = paragraph.tag.end;
        let close = format!(">{xml}</{}p>", paragraph.prefix(&stories[story]));
        self.replace(story, end - "/>".len()..end, close);
    }

    /// The changed parts by name. Of changes at one place, the first that was noted comes first.
    pub(super) fn apply(mut self, stories: &[Story]) -> BTreeMap<String, String> {
        let mut parts = BTreeMap::new();
        for (index, patches) in &mut self.by_story {
            patches.sort_by_key(|patch| (patch.raw.start, patch.raw.end));
            let story = &stories[*index];
            let mut xml = String::with_capacity(story.xml.len() + patches.len() * 64);
            let mut done = 0;
            for patch in patches {
                xml.push_str(&story.xml[done..patch.raw.start]);
                xml.push_str(&patch.xml);
                done = patch.raw.end;
            }
            xml.push_str(&story.xml[done..]);
            parts.insert(story.part.clone(), xml);
        }
        parts
    }
}

/// The tags by which a run is ended within its words and begun again.
#[derive(Debug)]
pub(super) struct Seam<'s> {
    story: &'s Story,
    run: &'s Run,
    element: &'s Element,
}

impl<'s> Seam<'s> {
    /// The seam of the run around `element`; none where it cannot be parted.
    pub(super) fn of(story: &'s Story, element: usize) -> Option<Seam<'s>> {
        let element = &story.elements[element];
        Some(Seam { story, run: &story.runs[element.run?], element })
    }

    /// The prefix of the names of its elements.
    pub(super) fn prefix(&self) -> &'s str {
        self.run.prefix(self.story)
    }

    /// Ends the words and the run.
    pub(super) fn close(&self) -> String {
        let prefix = self.prefix();
        format!("</{prefix}t></{prefix}r>")
    }

    /// Begins a run that looks the same, with words in the element named so.
    pub(super) fn open(&self, name: &str) -> String {
        let prefix = self.prefix();
        let tag = &self.story.xml[self.run.tag.clone()];
        let properties = &self.story.xml[self.run.properties.clone()];
        format!(r#"{tag}{properties}<{prefix}{name} xml:space="preserve">"#)
    }

    /// Where something can stand before or behind the run instead of parting it at byte `at`: where its words begin or end
    /// there and it holds nothing else on that side.
    pub(super) fn outside(&self, at: usize) -> Option<usize> {
        let content = self.run.tag.end.max(self.run.properties.end);
        if at == self.element.inner.start && content == self.element.tag.start {
            return Some(self.run.tag.start);
        }
        let close = self.close();
        let is_end = at == self.element.inner.end;
        let end = self.element.close;
        (is_end && self.story.xml[end..].starts_with(&close)).then_some(end + close.len())
    }
}

/// What makes white space at both ends of an element's words count.
pub(super) const KEEP_SPACE: &str = r#" xml:space="preserve""#;

/// `words` as XML writes them.
pub(super) fn escaped(words: &str) -> String {
    let mut xml = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            // XML cannot hold them.
            _ if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => xml.push(' '),
            _ => xml.push(c),
        }
    }
    xml
}

/// A number that no element of `stories` has as its `id`, nor any above it.
pub(super) fn free_id<'s>(xmls: impl IntoIterator<Item = &'s str>) -> u64 {
    const ATTRIBUTE: &str = ":id=\"";
    let ids = xmls.into_iter().flat_map(|xml| {
        let found = memchr::memmem::find_iter(xml.as_bytes(), ATTRIBUTE);
        found.filter_map(move |at| {
            let value = &xml[at + ATTRIBUTE.len()..];
            value.split('"').next()?.parse::<u64>().ok()
        })
    });
    ids.filter(|id| *id < u64::from(u32::MAX / 4)).max().map_or(1, |id| id + 1)
}
