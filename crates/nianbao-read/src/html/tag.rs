//! Tags as they are read.

use std::ops::Range;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::TagKind;
use html5ever::{Attribute, LocalName, QualName, ns};

use super::elements::is_wanted;

/// A tag or comment that is being read.
#[derive(Default)]
pub(super) struct OpenTag {
    pub(super) start: usize,
    kind: Option<TagKind>,
    pub(super) self_closing: bool,
    /// In lower case.
    pub(super) name: Vec<u8>,
    pub(super) attributes: Attributes,
    /// The attribute that is being read: its name, empty where there is none, and its value.
    pub(super) attribute_name: Vec<u8>,
    pub(super) attribute_value: Vec<u8>,
}

/// A tag's attributes, those that nobody looks at left out.
#[derive(Default)]
pub(super) struct Attributes {
    pub(super) list: Vec<Attribute>,
    /// Whether one stands there twice.
    pub(super) is_repeated: bool,
}

impl OpenTag {
    pub(super) fn begin(&mut self, kind: TagKind) {
        self.kind = Some(kind);
        self.self_closing = false;
        self.name.clear();
        self.attributes.clear();
        self.attribute_name.clear();
        self.attribute_value.clear();
    }

    pub(super) fn is_end(&self) -> bool {
        self.kind == Some(TagKind::EndTag)
    }

    /// Puts the open attribute, if any, on the tag.
    pub(super) fn finish_attribute(&mut self) {
        if !self.attribute_name.is_empty() && !self.is_end() {
            self.attributes.add(&self.name, &self.attribute_name, &self.attribute_value);
        }
    }
}

/// A tag that is written, with the text before it, so that a tokenizer could make only one thing of them: no references,
/// names in lower case, values in double quotes, single spaces between them.
pub(super) struct PlainTag<'p> {
    pub(super) place: Range<usize>,
    pub(super) is_end: bool,
    pub(super) name: &'p [u8],
}

impl<'p> PlainTag<'p> {
    /// The tag that comes next in `bytes` after `at`, if it is plain. Its attributes go into `attributes`.
    pub(super) fn after(
        bytes: &'p [u8],
        at: usize,
        attributes: &mut Attributes,
    ) -> Option<PlainTag<'p>> {
        let text = bytes[at..].iter().position(|byte| matches!(byte, b'<' | b'&' | 0))?;
        let start = at + text;
        let (is_end, tag) = match &bytes[start..] {
            [b'<', b'/', tag @ ..] => (true, tag),
            [b'<', tag @ ..] => (false, tag),
            _ => return None,
        };
        let (name, mut rest) = tag.split_at(tag.iter().position(|byte| !is_name(*byte))?);
        attributes.clear();
        while let (Some(attribute), false) = (rest.strip_prefix(b" "), is_end) {
            rest = attributes.read_plain(name, attribute)?;
        }
        let after = rest.strip_prefix(b">").filter(|_| !name.is_empty())?;
        Some(PlainTag { place: start..bytes.len() - after.len(), is_end, name })
    }
}

impl Attributes {
    pub(super) fn clear(&mut self) {
        self.list.clear();
        self.is_repeated = false;
    }

    /// Reads the attribute of an element that `bytes` begin with, and gives what stands behind it.
    fn read_plain<'t>(&mut self, element: &[u8], bytes: &'t [u8]) -> Option<&'t [u8]> {
        let (name, rest) = bytes.split_at(bytes.iter().position(|byte| !is_name(*byte))?);
        let value = rest.strip_prefix(b"=\"").filter(|_| !name.is_empty())?;
        let is_stop = |byte: &u8| matches!(byte, b'"' | b'&' | b'\r' | 0);
        let (value, rest) = value.split_at(value.iter().position(is_stop)?);
        self.add(element, name, value);
        rest.strip_prefix(b"\"")
    }

    /// Adds an attribute of an element.
    fn add(&mut self, element: &[u8], name: &[u8], value: &[u8]) {
        if !is_wanted(element, name) {
            return;
        }
        let local = local_name(name);
        if self.list.iter().any(|known| known.name.local == local) {
            self.is_repeated = true;
        } else {
            let name = QualName::new(None, ns!(), local);
            self.list.push(Attribute { name, value: tendril(value) });
        }
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte == b'-'
}

pub(super) fn local_name(bytes: &[u8]) -> LocalName {
    LocalName::from(String::from_utf8_lossy(bytes).as_ref())
}

pub(super) fn tendril(bytes: &[u8]) -> StrTendril {
    StrTendril::from_slice(&String::from_utf8_lossy(bytes))
}
