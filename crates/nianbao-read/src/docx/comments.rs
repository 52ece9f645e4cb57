//! Comments on places of the text.

use std::collections::BTreeMap;

use nianbao_span::Span;

use super::edit::Revision;
use super::error::{DocxError, DocxFault};
use super::package::{self, Package};
use super::patch::{Patches, Seam, escaped, free_id};
use super::relations::{name_of_relations, relations_of};
use super::story::Story;
use super::xml::{Token, Xml};
use super::{Docx, main_part};

/// What is said of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The place, in the text.
    pub span: Span,
    /// What is said, a paragraph each.
    pub lines: Vec<String>,
}

/// Where a comment stands in the body's XML.
#[derive(Debug)]
enum Site {
    /// Around words: an element and a byte in it for either end.
    Words([(usize, usize); 2]),
    /// At the beginning of a paragraph whose words cannot be marked.
    Paragraph(usize),
}

const CONTENT_TYPES: &str = "[Content_Types].xml";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
/// The addresses that the vocabulary and the relations of both kinds of OOXML begin with.
const TRANSITIONAL: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
];
const STRICT: [&str; 2] = [
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
];

impl Docx {
    /// The file's `bytes` with `comments` on their places; those that are there stay. Parts that have no comment to do with
    /// stay as they are packed. A place that Word has no comments for, such as a text box, is marked at the paragraph it
    /// belongs to.
    ///
    /// # Errors
    /// When the bytes are not those that were read, or a part that lists comments is broken.
    pub fn with_comments(
        &self,
        bytes: &[u8],
        comments: &[Comment],
        author: &Revision,
    ) -> Result<Vec<u8>, DocxError> {
        let mut list = CommentList::open(self, bytes)?;
        let mut marks = Marks::default();
        for comment in comments {
            let id = list.push(comment, author);
            marks.push(&self.site_of(comment.span), id, self.body());
        }
        let mut patches = Patches::default();
        marks.write(&self.stories.all, self.stories.body, &mut patches);
        let mut parts = patches.apply(&self.stories.all);
        list.write(&mut parts)?;
        package::with_parts(bytes, &parts)
    }

    fn body(&self) -> &Story {
        &self.stories.all[self.stories.body]
    }

    fn site_of(&self, span: Span) -> Site {
        let is_in_body = |element: usize| {
            let element = &self.body().elements[element];
            element.run.is_some() && self.body().anchors[element.anchor].host.is_none()
        };
        let touched = self.words_under(span).iter();
        let mut marked =
            touched.filter(|it| it.story == self.stories.body && is_in_body(it.piece.element));
        if let Some(first) = marked.next() {
            let last = marked.next_back().unwrap_or(first);
            let begin = (first.piece.element, first.raw_at(span.start));
            return Site::Words([begin, (last.piece.element, last.raw_at(span.end))]);
        }
        Site::Paragraph(self.paragraph_near(span))
    }

    /// The paragraph of the body that a place belongs to: the one it stands in, or the last before it, or the first.
    fn paragraph_near(&self, span: Span) -> usize {
        let spots = &self.projection.spots;
        let of_body = |spot: &&super::projection::Spot| spot.story == self.stories.body;
        let here = self.spot_at(span).filter(of_body);
        let before = || {
            let after = spots.partition_point(|spot| spot.span.start <= span.start);
            spots[..after].iter().rev().find(of_body).or_else(|| spots.iter().find(of_body))
        };
        let mut anchor = here.or_else(before).map_or(0, |spot| spot.anchor);
        while let Some(host) = self.body().anchors.get(anchor).and_then(|it| it.host) {
            anchor = host;
        }
        anchor
    }
}

/// The marks of all comments in the body.
#[derive(Default)]
struct Marks {
    /// By the byte they stand at: the element there, and the marks: ends, those around nothing, beginnings.
    in_words: BTreeMap<usize, (usize, [String; 3])>,
    /// By paragraph.
    in_paragraphs: BTreeMap<usize, String>,
}

impl Marks {
    fn push(&mut self, site: &Site, id: u64, body: &Story) {
        let marks = |prefix: &str| {
            let name = |name: &str| format!(r#"<{prefix}{name} {prefix}id="{id}"/>"#);
            let reference = format!("<{prefix}r>{}</{prefix}r>", name("commentReference"));
            (name("commentRangeStart"), name("commentRangeEnd") + &reference)
        };
        match site {
            Site::Words([(first, begin), (last, end)]) => {
                let prefix = Seam::of(body, *first).map_or("w:", |seam| seam.prefix());
                let (start, stop) = marks(prefix);
                let is_point = begin == end;
                self.marks_at(*begin, *first)[if is_point { 1 } else { 2 }].push_str(&start);
                self.marks_at(*end, *last)[usize::from(is_point)].push_str(&stop);
            }
            Site::Paragraph(anchor) => {
                let prefix = body.anchors.get(*anchor).map_or("w:", |it| it.prefix(body));
                let (start, stop) = marks(prefix);
                let written = self.in_paragraphs.entry(*anchor).or_default();
                written.push_str(&start);
                written.push_str(&stop);
            }
        }
    }

    fn marks_at(&mut self, at: usize, element: usize) -> &mut [String; 3] {
        &mut self.in_words.entry(at).or_insert_with(|| (element, Default::default())).1
    }

    fn write(self, stories: &[Story], story: usize, patches: &mut Patches) {
        let body = &stories[story];
        for (anchor, marks) in self.in_paragraphs {
            patches.fill(stories, story, anchor, &marks);
        }
        let mut kept = None;
        for (at, (element, marks)) in self.in_words {
            let Some(seam) = Seam::of(body, element) else { continue };
            let marks = marks.concat();
            if let Some(outside) = seam.outside(at) {
                patches.insert(story, outside, marks);
                continue;
            }
            if kept != Some(element) {
                patches.keep_space(story, &body.elements[element]);
            }
            kept = Some(element);
            patches.insert(story, at, format!("{}{marks}{}", seam.close(), seam.open("t")));
        }
    }
}

/// The part that holds what comments say, and those that name it.
struct CommentList {
    part: String,
    /// Absent where the document has no comments yet.
    old: Option<String>,
    /// Both addresses of the document's kind.
    addresses: [&'static str; 2],
    /// The lists of content types and of the main part's relations, each with its name.
    types: String,
    relations: (String, Option<String>),
    next_id: u64,
    prefix: String,
    comments: String,
}

impl CommentList {
    fn open(docx: &Docx, bytes: &[u8]) -> Result<CommentList, DocxError> {
        let mut package = Package::open(bytes)?;
        let missing = || DocxError::package(DocxFault::NotADocument);
        let main = main_part(&mut package)?.ok_or_else(missing)?;
        let relations = relations_of(&mut package, &main)?;
        let known = relations.into_iter().find(|it| it.kind == "comments");
        let part = match known.and_then(|it| it.part) {
            Some(part) => part,
            None => free_name(&package, &main),
        };
        let old = package.find_xml(&part)?;
        let name = name_of_relations(&main);
        let list = package.find_xml(&name)?;
        let body = docx.body();
        let is_strict = body.xml.contains(STRICT[0]);
        let prefix = match &old {
            Some(old) => root_prefix(old).map_err(|fault| DocxError::part(&part, fault))?,
            None => "w:".to_owned(),
        };
        let xmls = docx.stories.all.iter().map(|story| story.xml.as_str());
        let next_id = free_id(xmls.chain(old.as_deref()));
        let types = package.xml(CONTENT_TYPES)?;
        let addresses = if is_strict { STRICT } else { TRANSITIONAL };
        let relations = (name, list);
        let comments = String::new();
        Ok(CommentList { part, old, addresses, types, relations, next_id, prefix, comments })
    }

    /// Adds a comment and gives its number.
    fn push(&mut self, comment: &Comment, author: &Revision) -> u64 {
        let id = self.next_id;
        self.next_id += 1;
        let w = &self.prefix;
        let (name, date) = (escaped(&author.author), escaped(&author.date));
        let initials: String = author.author.chars().take(2).collect();
        let initials = escaped(&initials);
        let paragraphs = comment.lines.iter().map(|line| {
            let words = escaped(line);
            format!(r#"<{w}p><{w}r><{w}t xml:space="preserve">{words}</{w}t></{w}r></{w}p>"#)
        });
        let paragraphs = paragraphs.collect::<Vec<_>>().concat();
        let comment = format!(
            r#"<{w}comment {w}id="{id}" {w}author="{name}" {w}date="{date}" {w}initials="{initials}">{paragraphs}</{w}comment>"#
        );
        self.comments.push_str(&comment);
        id
    }

    /// Puts the changed parts among `parts`.
    fn write(self, parts: &mut BTreeMap<String, String>) -> Result<(), DocxError> {
        if self.comments.is_empty() {
            return Ok(());
        }
        if let Some(old) = &self.old {
            let comments = with_child(old, |_| self.comments.clone());
            let comments = comments.map_err(|fault| DocxError::part(&self.part, fault))?;
            parts.insert(self.part, comments);
            return Ok(());
        }
        let [vocabulary, relation] = self.addresses;
        let declaration = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
        let comments = &self.comments;
        let comments =
            format!(r#"{declaration}<w:comments xmlns:w="{vocabulary}">{comments}</w:comments>"#);
        let part = &self.part;
        let types = with_child(&self.types, |prefix| {
            format!(r#"<{prefix}Override PartName="/{part}" ContentType="{TYPE}"/>"#)
        });
        let types = types.map_err(|fault| DocxError::part(CONTENT_TYPES, fault))?;
        let (name, list) = self.relations;
        let empty = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>"#;
        let list = list.unwrap_or_else(|| format!("{declaration}{empty}"));
        let mut id = "nianbao".to_owned();
        while list.contains(&id) {
            id.push('_');
        }
        let relations = with_child(&list, |prefix| {
            format!(
                r#"<{prefix}Relationship Id="{id}" Type="{relation}/comments" Target="/{part}"/>"#
            )
        });
        let relations = relations.map_err(|fault| DocxError::part(&name, fault))?;
        parts.insert(name, relations);
        parts.insert(CONTENT_TYPES.to_owned(), types);
        parts.insert(self.part, comments);
        Ok(())
    }
}

/// A name for a part beside the main one that no part has.
fn free_name(package: &Package<'_>, main: &str) -> String {
    let folder = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let mut name = format!("{folder}comments.xml");
    while package.has(&name) {
        name.insert_str(folder.len(), "nianbao-");
    }
    name
}

fn root_prefix(xml: &str) -> Result<String, DocxFault> {
    Ok(Xml::new(xml).root()?.prefix.to_owned())
}

/// The XML of a part with one more child, the last, of its root element; `child` is told the root's prefix.
fn with_child(part: &str, child: impl FnOnce(&str) -> String) -> Result<String, DocxFault> {
    let mut xml = Xml::new(part);
    let root = xml.root()?;
    let child = child(root.prefix);
    let end = xml.skip()?;
    while !matches!(xml.next()?, Token::End) {}
    let (before, after) = part.split_at(end);
    if root.is_empty {
        let tag = before.strip_suffix("/>").ok_or_else(|| xml.broken())?;
        return Ok(format!("{tag}>{child}</{}{}>{after}", root.prefix, root.name));
    }
    let close = before.rfind("</").ok_or_else(|| xml.broken())?;
    Ok(format!("{}{child}{}{after}", &before[..close], &before[close..]))
}
