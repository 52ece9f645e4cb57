//! From a part's XML to its story. Tracked changes are read as accepted, fields by their result, alternatives by the first.

mod drawing;
mod runs;
mod tables;

use super::error::DocxFault;
use super::story::{Anchor, Frame, Inline, Node, Paragraph, Story};
use super::styles::Properties;
use super::xml::{Ns, Tag, Token, Xml};

/// Reads a part that holds text: the document itself, a header or footer, or the notes.
///
/// `room` is how many more things may be kept of the document; each takes many times the memory of its shortest XML.
pub(super) fn parse(part: &str, xml: String, room: &mut usize) -> Result<Story, DocxFault> {
    let mut story = Story { part: part.to_owned(), ..Story::default() };
    let mut parser = Parser { xml: Xml::new(&xml), story: &mut story, fields: Vec::new(), room };
    parser.part()?;
    story.xml = xml;
    Ok(story)
}

/// Most paragraphs, runs, cells and the like that are kept of a document. A report has some ten thousand.
pub(super) const MOST_THINGS: usize = 2_000_000;

struct Parser<'x, 's> {
    xml: Xml<'x>,
    story: &'s mut Story,
    /// How many more things may be kept.
    room: &'s mut usize,
    /// The fields around the place: whether their instruction is being read, which is not shown.
    fields: Vec<bool>,
}

/// Tracked changes of a paragraph's mark, which the properties of a run do not have.
const MARK_CHANGES: [&str; 5] = ["ins", "del", "moveFrom", "moveTo", "rPrChange"];

/// What holds where something stands.
#[derive(Clone, Copy, Debug, Default)]
struct Scope {
    is_inserted: bool,
    /// Whether the same words stand in the file a second time, so that no edit of them is one.
    is_doubled: bool,
    is_contents: bool,
    /// The paragraph that a text box is tied to.
    host: Option<usize>,
}

impl Parser<'_, '_> {
    /// Counts one more thing that is kept.
    fn keep_one(&mut self) -> Result<(), DocxFault> {
        *self.room = self.room.checked_sub(1).ok_or(DocxFault::TooLarge)?;
        Ok(())
    }

    fn part(&mut self) -> Result<(), DocxFault> {
        let root = self.xml.root()?;
        match (root.ns, root.name) {
            (Ns::Word, "document") => {
                while let Some(tag) = self.xml.child()? {
                    if tag.is("body") {
                        self.story.nodes = self.blocks(Scope::default())?;
                    } else {
                        self.xml.skip()?;
                    }
                }
            }
            (Ns::Word, "hdr" | "ftr") => self.story.nodes = self.blocks(Scope::default())?,
            (Ns::Word, "footnotes" | "endnotes") => {
                while let Some(tag) = self.xml.child()? {
                    if tag.attribute("type").is_some_and(|kind| kind != "normal") {
                        self.xml.skip()?;
                        continue;
                    }
                    let id = tag.attribute("id").unwrap_or_default().into_owned();
                    let nodes = self.blocks(Scope::default())?;
                    self.story.notes.push((id, nodes));
                }
            }
            _ => return Err(DocxFault::NotADocument),
        }
        // What follows must be well-formed, too.
        while !matches!(self.xml.next()?, Token::End) {}
        Ok(())
    }

    /// The blocks inside the element that was opened last.
    fn blocks(&mut self, scope: Scope) -> Result<Vec<Node>, DocxFault> {
        let mut nodes = Vec::new();
        self.push_blocks(scope, &mut nodes)?;
        Ok(nodes)
    }

    fn push_blocks(&mut self, scope: Scope, nodes: &mut Vec<Node>) -> Result<(), DocxFault> {
        while let Some(tag) = self.xml.child()? {
            self.push_block(&tag, scope, nodes)?;
        }
        Ok(())
    }

    fn push_block(
        &mut self,
        tag: &Tag<'_>,
        scope: Scope,
        nodes: &mut Vec<Node>,
    ) -> Result<(), DocxFault> {
        match (tag.ns, tag.name) {
            (Ns::Word, "p") => nodes.push(Node::Paragraph(self.paragraph(tag, scope)?)),
            (Ns::Word, "tbl") => nodes.push(Node::Table(self.table(scope)?)),
            (Ns::Word, "sectPr") => self.frames()?,
            (Ns::Word, "ins" | "moveTo") => {
                self.push_blocks(Scope { is_inserted: true, ..scope }, nodes)?;
            }
            (Ns::Word, "customXml" | "smartTag") => self.push_blocks(scope, nodes)?,
            (Ns::Word, "sdt") => {
                self.content_of_control(scope, &mut |parser, scope| {
                    parser.push_blocks(scope, nodes)
                })?;
            }
            (Ns::Compatibility, "AlternateContent") => {
                self.alternatives(scope, &mut |parser, scope| parser.push_blocks(scope, nodes))?;
            }
            _ => drop(self.xml.skip()?),
        }
        Ok(())
    }

    /// Reads the content of a structured document tag with `read`.
    fn content_of_control(
        &mut self,
        mut scope: Scope,
        read: &mut dyn FnMut(&mut Self, Scope) -> Result<(), DocxFault>,
    ) -> Result<(), DocxFault> {
        while let Some(tag) = self.xml.child()? {
            match tag.name {
                "sdtPr" => scope.is_contents |= self.is_contents_control()?,
                "sdtContent" => read(self, scope)?,
                _ => drop(self.xml.skip()?),
            }
        }
        Ok(())
    }

    /// Whether the properties of a structured document tag say that it is a table of contents.
    fn is_contents_control(&mut self) -> Result<bool, DocxFault> {
        let mut is_contents = false;
        while let Some(tag) = self.xml.child()? {
            if tag.name == "docPartGallery" {
                is_contents |= tag.val().is_some_and(|name| name == "Table of Contents");
            }
            is_contents |= self.is_contents_control()?;
        }
        Ok(is_contents)
    }

    /// Reads the first of several alternatives with `read`. Programs that know less show a later one, so its words stand
    /// in the file more than once.
    fn alternatives(
        &mut self,
        scope: Scope,
        read: &mut dyn FnMut(&mut Self, Scope) -> Result<(), DocxFault>,
    ) -> Result<(), DocxFault> {
        let mut is_read = false;
        while let Some(tag) = self.xml.child()? {
            if matches!(tag.name, "Choice" | "Fallback") && !is_read {
                is_read = true;
                read(self, Scope { is_doubled: true, ..scope })?;
            } else {
                self.xml.skip()?;
            }
        }
        Ok(())
    }

    /// The headers and footers that a section names.
    fn frames(&mut self) -> Result<(), DocxFault> {
        while let Some(tag) = self.xml.child()? {
            if let "headerReference" | "footerReference" = tag.name {
                let frame = Frame {
                    is_header: tag.name == "headerReference",
                    relation: tag.attribute("id").unwrap_or_default().into_owned(),
                };
                if !self.story.frames.contains(&frame) {
                    self.story.frames.push(frame);
                }
            }
            self.xml.skip()?;
        }
        Ok(())
    }

    fn paragraph(&mut self, tag: &Tag<'_>, scope: Scope) -> Result<Paragraph, DocxFault> {
        self.keep_one()?;
        let anchor = self.story.anchors.len();
        self.story.anchors.push(Anchor {
            tag: tag.range.clone(),
            content: tag.range.end,
            is_empty: tag.is_empty,
            prefix_len: tag.prefix.len(),
            mark: tag.range.end..tag.range.end,
            host: scope.host,
            is_doubled: scope.is_doubled,
            has_box: false,
        });
        let is_contents = scope.is_contents;
        let mut paragraph = Paragraph { anchor, is_contents, ..Paragraph::default() };
        self.push_inlines(scope, &mut paragraph)?;
        Ok(paragraph)
    }

    fn push_inlines(&mut self, scope: Scope, paragraph: &mut Paragraph) -> Result<(), DocxFault> {
        while let Some(tag) = self.xml.child()? {
            match (tag.ns, tag.name) {
                (Ns::Word, "pPr") => {
                    self.paragraph_properties(paragraph)?;
                    self.story.anchors[paragraph.anchor].content = self.xml.position();
                }
                (Ns::Word, "r") => self.run(&tag, scope, paragraph)?,
                (Ns::Word, "ins" | "moveTo") => {
                    self.push_inlines(Scope { is_inserted: true, ..scope }, paragraph)?;
                }
                (Ns::Word, "del" | "moveFrom") => {
                    paragraph.inlines.push(Inline::Deleted);
                    self.xml.skip()?;
                }
                (
                    Ns::Word,
                    "hyperlink" | "smartTag" | "customXml" | "bdo" | "dir" | "fldSimple",
                ) => self.push_inlines(scope, paragraph)?,
                (Ns::Word, "sdt") => {
                    self.content_of_control(scope, &mut |parser, scope| {
                        parser.push_inlines(scope, paragraph)
                    })?;
                }
                (Ns::Compatibility, "AlternateContent") => {
                    self.alternatives(scope, &mut |parser, scope| {
                        parser.push_inlines(scope, paragraph)
                    })?;
                }
                (Ns::Math, _) => self.formula(scope, paragraph)?,
                _ => drop(self.xml.skip()?),
            }
        }
        Ok(())
    }

    fn paragraph_properties(&mut self, paragraph: &mut Paragraph) -> Result<(), DocxFault> {
        let mut properties = Properties::default();
        while let Some(tag) = self.xml.child()? {
            match tag.name {
                "rPr" => {
                    let mut is_tracked = false;
                    while let Some(tag) = self.xml.child()? {
                        paragraph.is_joined |= tag.is("del") || tag.is("moveFrom");
                        is_tracked |= MARK_CHANGES.contains(&tag.name);
                        self.xml.skip()?;
                    }
                    if !is_tracked {
                        let mark = tag.range.start..self.xml.position();
                        self.story.anchors[paragraph.anchor].mark = mark;
                    }
                }
                "sectPr" => self.frames()?,
                _ => properties.take(&tag, &mut self.xml)?,
            }
        }
        paragraph.properties = properties;
        Ok(())
    }
}
