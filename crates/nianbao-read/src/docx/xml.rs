//! XML with the place of every piece. Nothing is expanded: a document type definition is refused, and with it every
//! entity of its own.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::NsReader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};

use super::error::DocxFault;

/// Elements within elements. Word's own documents have some thirty, tables within tables a hundred.
const MAX_DEPTH: usize = 200;

/// Reads the pieces of one part.
pub(super) struct Xml<'x> {
    text: &'x str,
    reader: NsReader<&'x [u8]>,
    /// Bytes of a byte order mark, which the reader is not given.
    mark: usize,
    depth: usize,
    /// The end of an element without content that was just opened.
    closing: Option<usize>,
}

/// A piece of XML. Ranges are bytes of the part.
#[derive(Debug)]
pub(super) enum Token<'x> {
    /// An element begins; one without content is closed by the next token.
    Open(Tag<'x>),
    /// The element that was opened last ends before this byte.
    Close(usize),
    /// Words as they stand.
    Text(Range<usize>),
    /// A character that is written as a reference.
    Char(Range<usize>, char),
    /// Words within a CDATA section, markers left out.
    Verbatim(Range<usize>),
    /// There is no more.
    End,
}

/// The beginning of an element.
#[derive(Debug)]
pub(super) struct Tag<'x> {
    pub(super) ns: Ns,
    /// Its name without prefix.
    pub(super) name: &'x str,
    /// Its prefix with the colon, empty where there is none.
    pub(super) prefix: &'x str,
    pub(super) range: Range<usize>,
    /// Whether it is written as one tag without content.
    pub(super) is_empty: bool,
    start: BytesStart<'x>,
}

/// The vocabularies that reading tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ns {
    /// `WordprocessingML`, transitional or strict.
    Word,
    /// Formulas.
    Math,
    /// Alternatives for programs that know more or less.
    Compatibility,
    /// All others.
    Other,
}

impl Ns {
    fn of(resolved: &ResolveResult<'_>) -> Ns {
        let ResolveResult::Bound(Namespace(uri)) = resolved else { return Ns::Other };
        match *uri {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Ns::Word,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Ns::Math,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Ns::Compatibility,
            _ => Ns::Other,
        }
    }
}

impl<'x> Xml<'x> {
    pub(super) fn new(text: &'x str) -> Xml<'x> {
        let unmarked = text.trim_start_matches('\u{FEFF}');
        let mark = text.len() - unmarked.len();
        Xml { text, reader: NsReader::from_str(unmarked), mark, depth: 0, closing: None }
    }

    /// The next piece; declarations, comments and instructions are passed over.
    pub(super) fn next(&mut self) -> Result<Token<'x>, DocxFault> {
        if let Some(end) = self.closing.take() {
            self.depth -= 1;
            return Ok(Token::Close(end));
        }
        loop {
            let start = self.position();
            let event = match self.reader.read_resolved_event() {
                Ok((resolved, event)) => (Ns::of(&resolved), event),
                Err(_) => return Err(self.broken()),
            };
            let range = start..self.position();
            return Ok(match event {
                (ns, Event::Start(tag)) => self.open(ns, tag, range, false)?,
                (ns, Event::Empty(tag)) => {
                    self.closing = Some(range.end);
                    self.open(ns, tag, range, true)?
                }
                (_, Event::End(_)) => {
                    self.depth -= 1;
                    Token::Close(range.end)
                }
                (_, Event::Text(_)) => Token::Text(range),
                (_, Event::GeneralRef(name)) => {
                    Token::Char(range, character(&name).ok_or_else(|| self.broken())?)
                }
                (_, Event::CData(words)) => {
                    let inner = start + "<![CDATA[".len();
                    Token::Verbatim(inner..inner + words.len())
                }
                (_, Event::DocType(_)) => return Err(DocxFault::Dtd),
                (_, Event::Eof) if self.depth > 0 => return Err(self.broken()),
                (_, Event::Eof) => Token::End,
                (_, Event::Decl(_) | Event::PI(_) | Event::Comment(_)) => continue,
            });
        }
    }

    fn open(
        &mut self,
        ns: Ns,
        start: BytesStart<'x>,
        range: Range<usize>,
        is_empty: bool,
    ) -> Result<Token<'x>, DocxFault> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(DocxFault::TooDeep { line: self.line() });
        }
        let written: &'x str = &self.text[range.start + 1..];
        let qualified = &written[..start.name().0.len()];
        let (prefix, name) = qualified.split_at(qualified.find(':').map_or(0, |colon| colon + 1));
        Ok(Token::Open(Tag { ns, name, prefix, range, is_empty, start }))
    }

    /// Passes over the rest of the element that was opened last, and gives its end.
    pub(super) fn skip(&mut self) -> Result<usize, DocxFault> {
        let outside = self.depth - 1;
        loop {
            match self.next()? {
                Token::Close(end) if self.depth == outside => return Ok(end),
                Token::End => return Err(self.broken()),
                _ => {}
            }
        }
    }

    /// The next child of the element that was opened last: its tag, or nothing where the element ends. Words between
    /// children are passed over.
    pub(super) fn child(&mut self) -> Result<Option<Tag<'x>>, DocxFault> {
        loop {
            match self.next()? {
                Token::Open(tag) => return Ok(Some(tag)),
                Token::Close(_) => return Ok(None),
                Token::End => return Err(self.broken()),
                Token::Text(_) | Token::Char(..) | Token::Verbatim(_) => {}
            }
        }
    }

    /// The root element's tag.
    pub(super) fn root(&mut self) -> Result<Tag<'x>, DocxFault> {
        loop {
            match self.next()? {
                Token::Open(tag) => return Ok(tag),
                Token::End => return Err(self.broken()),
                _ => {}
            }
        }
    }

    /// The whole part.
    pub(super) fn source(&self) -> &'x str {
        self.text
    }

    /// The byte up to which it was read.
    pub(super) fn position(&self) -> usize {
        let read = usize::try_from(self.reader.buffer_position());
        read.map_or(self.text.len(), |read| self.mark + read)
    }

    pub(super) fn broken(&self) -> DocxFault {
        DocxFault::Xml { line: self.line() }
    }

    fn line(&self) -> usize {
        let read = &self.text.as_bytes()[..self.position().min(self.text.len())];
        memchr::memchr_iter(b'\n', read).count() + 1
    }
}

impl Tag<'_> {
    /// Whether it is this element of `WordprocessingML`.
    pub(super) fn is(&self, name: &str) -> bool {
        self.ns == Ns::Word && self.name == name
    }

    /// The value of the attribute with this name, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.start.attributes();
        let mut all = attributes.with_checks(false).flatten();
        let value = all.find(|it| it.key.local_name().as_ref() == name)?.value;
        match quick_xml::escape::unescape(&value) {
            Ok(plain) => Some(Cow::Owned(plain.into_owned())),
            Err(_) => Some(value),
        }
    }

    /// The attribute `val`.
    pub(super) fn val(&self) -> Option<Cow<'_, str>> {
        self.attribute("val")
    }

    /// The attribute `val` as a number.
    pub(super) fn number(&self) -> Option<u32> {
        self.val()?.trim().parse().ok()
    }

    /// What an element that switches something says: on, unless its value says off.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.val().as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// The character that a reference stands for: one by number, or one of the five that XML names itself.
fn character(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Some(c);
    }
    Some(match &**reference {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}
