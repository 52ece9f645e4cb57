//! From the tokenizer to the tree builder: html5gum's tokens with their places in the source.

use std::cell::Cell;
use std::ops::Range;

use html5ever::interface::TreeSink;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    Doctype, Tag, TagKind, Token as BuilderToken, TokenSink, TokenSinkResult,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5gum::{Emitter, Error, State, Tokenizer};
use nianbao_span::Span;

use super::page::Page;
use super::plain_table::{PlainTable, Taken};
use super::tag::{OpenTag, PlainTag, local_name, tendril};
use super::tree::{Handle, Sink, Tree};

/// Parses the page in `range` of `source` as a browser does.
pub(super) fn parse(source: &str, range: Range<usize>) -> Tree {
    parse_with(source, range, PlainTables::Known)
}

/// As [`parse`].
pub(super) fn parse_with(source: &str, range: Range<usize>, tables: PlainTables) -> Tree {
    let sink = Sink::new(range.len());
    // Scripts are not run here, but a page is made for browsers that do.
    let options = TreeBuilderOpts { scripting_enabled: true, ..TreeBuilderOpts::default() };
    let builder = TreeBuilder::new(sink, options);
    feed(&builder, source, range.clone(), tables);
    builder.sink.begin(Span::new(range.end..range.end));
    let _nothing_to_switch = builder.process_token(BuilderToken::EOFToken, LINE);
    builder.end();
    builder.sink.finish()
}

/// Whether plain tables are put into the tree without asking the builder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlainTables {
    Known,
    Asked,
}

/// Feeds the tokens in `range` of `source` to the builder.
fn feed(
    builder: &TreeBuilder<Handle, Sink>,
    source: &str,
    range: Range<usize>,
    tables: PlainTables,
) {
    let source = &source[..range.end];
    let read = Cell::new(range.start);
    let feeder = Feeder::new(builder, source, &read, tables);
    // The feeder gives out an item where a limit was passed; the rest is left unread then.
    let _cut = Tokenizer::new_with_emitter(Page::new(source.as_bytes(), &read), feeder).next();
}

/// The builder asks for line numbers, which nobody reads.
const LINE: u64 = 1;

/// Feeds tokens to the tree builder.
struct Feeder<'p> {
    builder: &'p TreeBuilder<Handle, Sink>,
    /// The source up to the end of the page.
    source: &'p str,
    tables: PlainTables,
    /// The table that is put into the tree without asking the builder.
    table: Option<PlainTable>,
    /// How far the page was read, which is as far as the tokenizer has come wherever a tag ends.
    read: &'p Cell<usize>,
    /// How far the tokenizer has come, in bytes of the source.
    position: usize,
    text: Option<OpenText>,
    tag: OpenTag,
    /// Where a `<` stands that may begin a tag, until it is known to be one or text.
    less_than: Option<usize>,
    /// The last start tag's name, which closes raw text.
    last_start_tag: Vec<u8>,
    doctype: OpenDoctype,
}

/// Text read since the last tag.
struct OpenText {
    start: usize,
    end: usize,
}

/// A document type that is being read; it decides how tables and paragraphs nest.
#[derive(Default)]
struct OpenDoctype {
    name: Vec<u8>,
    public_id: Option<Vec<u8>>,
    system_id: Option<Vec<u8>>,
    force_quirks: bool,
}

impl<'p> Feeder<'p> {
    fn new(
        builder: &'p TreeBuilder<Handle, Sink>,
        source: &'p str,
        read: &'p Cell<usize>,
        tables: PlainTables,
    ) -> Feeder<'p> {
        Feeder {
            builder,
            source,
            tables,
            table: None,
            read,
            position: read.get(),
            text: None,
            tag: OpenTag::default(),
            less_than: None,
            last_start_tag: Vec::new(),
            doctype: OpenDoctype::default(),
        }
    }

    fn send(&self, token: BuilderToken) -> Option<State> {
        match self.builder.process_token(token, LINE) {
            TokenSinkResult::Plaintext => Some(State::PlainText),
            TokenSinkResult::Script(_) => Some(State::Data),
            TokenSinkResult::RawData(RawKind::Rcdata) => Some(State::RcData),
            TokenSinkResult::RawData(RawKind::Rawtext) => Some(State::RawText),
            TokenSinkResult::RawData(RawKind::ScriptData | RawKind::ScriptDataEscaped(_)) => {
                Some(State::ScriptData)
            }
            TokenSinkResult::Continue | TokenSinkResult::EncodingIndicator(_) => None,
        }
    }

    /// Says that the next token, which is no text, reaches from `start` to where the tokenizer is.
    fn begin(&mut self, start: usize) {
        self.less_than = None;
        self.builder.sink.begin(Span::new(start..self.position));
    }

    /// Sends the text read since the last tag.
    fn flush_text(&mut self) {
        let Some(text) = self.text.take() else { return };
        let span = Span::new(text.start..text.end);
        self.builder.sink.begin(span);
        let chunks = self.builder.sink.chunks().add(self.source, span);
        if let Some(table) = &mut self.table {
            if !table.take_text(&self.builder.sink, chunks) {
                self.give_table(text.end);
            }
            return;
        }
        for ticket in chunks.tickets() {
            // Only tags switch states.
            let _none = self.send(BuilderToken::CharacterTokens(ticket));
        }
    }

    /// Takes the table back out of the tree, if there is one, and gives the builder all of it up to `end`.
    fn give_table(&mut self, end: usize) {
        let Some(table) = self.table.take() else { return };
        self.builder.sink.reset(table.mark);
        feed(self.builder, self.source, table.start..end, PlainTables::Asked);
    }

    /// Sends the tag that was read. After the start tag of a table the builder expects what stands in tables, and nothing
    /// before it matters.
    fn send_tag(&mut self) -> Option<State> {
        self.begin(self.tag.start);
        let kind = if self.tag.is_end() { TagKind::EndTag } else { TagKind::StartTag };
        let sink = &self.builder.sink;
        let is_table = kind == TagKind::StartTag
            && self.tag.name == b"table"
            && self.tables == PlainTables::Known;
        let _older = sink.take_table();
        let attrs = std::mem::take(&mut self.tag.attributes.list);
        let state = self.send(BuilderToken::TagToken(Tag {
            kind,
            name: local_name(&self.tag.name),
            self_closing: self.tag.self_closing,
            attrs,
            had_duplicate_attributes: self.tag.attributes.is_repeated,
        }));
        if is_table && let Some(table) = sink.take_table() {
            self.table = PlainTable::begin(sink, table, self.position);
            self.read_table();
        }
        state
    }

    /// Takes what comes next in the table, as long as it is written plainly, before the tokenizer reads it.
    fn read_table(&mut self) {
        let sink = &self.builder.sink;
        let bytes = self.source.as_bytes();
        while let Some(table) = &mut self.table
            && !sink.is_full()
            && let Some(tag) = PlainTag::after(bytes, self.position, &mut self.tag.attributes)
        {
            let text = Span::new(self.position..tag.place.start);
            self.position = tag.place.start;
            if !text.is_empty() {
                sink.begin(text);
                let chunks = sink.chunks().add(self.source, text);
                if !table.take_text(sink, chunks) {
                    self.give_table(self.position);
                    break;
                }
            }
            sink.begin(Span::new(tag.place.clone()));
            let attributes = &self.tag.attributes.list;
            if table.take_tag(sink, tag.name, tag.is_end, attributes) != Taken::Whole {
                break;
            }
            self.position = tag.place.end;
        }
        self.read.set(self.position);
    }

    /// Takes characters that end where the tokenizer is, as the source writes them.
    fn push_verbatim(&mut self, start: usize) {
        self.open_text(start);
        self.extend_text();
    }

    /// Takes characters that the source writes otherwise, such as a character reference.
    fn push_said(&mut self, said: &[u8]) {
        let seen = self.text.as_ref().map_or(0, |text| text.end);
        let Some(start) = self.reference_start(seen) else { return };
        self.open_text(start);
        let span = Span::new(start..self.position);
        self.builder.sink.chunks().add_reference(span, &String::from_utf8_lossy(said));
        self.extend_text();
    }

    /// Begins text at `start`, unless it goes on without a gap.
    fn open_text(&mut self, start: usize) {
        if self.text.as_ref().is_none_or(|text| !self.follows(text.end, start)) {
            self.flush_text();
            self.text = Some(OpenText { start, end: start });
        }
    }

    fn extend_text(&mut self) {
        if let Some(text) = &mut self.text {
            text.end = self.position;
        }
    }

    /// Where the character reference begins that ends here; a NUL is its own.
    fn reference_start(&self, seen: usize) -> Option<usize> {
        let raw = self.source.as_bytes().get(seen..self.position)?;
        let len = raw.iter().rev().position(|byte| matches!(byte, b'&' | 0))? + 1;
        Some(self.position - len)
    }

    /// Whether `said` and letters that will be given out next are all there is between the `<` at `less_than` and where
    /// the tokenizer is.
    fn is_no_tag(&self, less_than: usize, said: &[u8]) -> bool {
        let raw = &self.source.as_bytes()[less_than..self.position];
        raw.strip_prefix(said).is_some_and(|rest| rest.iter().all(u8::is_ascii_alphabetic))
    }

    /// Whether a semicolon at `start`, where the tokenizer has just been, ends a reference to a semicolon: the bytes
    /// before it were read and not given out.
    fn is_semicolon_reference(&self, start: usize) -> bool {
        let bytes = &self.source.as_bytes()[..self.position];
        bytes.ends_with(b";")
            && start > 0
            && bytes[start - 1].is_ascii_alphanumeric()
            && self.text.as_ref().is_none_or(|text| text.end < start)
    }

    /// Whether text that goes on at `start` follows text that ended at `end`: without a gap, or with the second half
    /// of a `\r\n` between them.
    fn follows(&self, end: usize, start: usize) -> bool {
        end == start || (end + 1 == start && self.source.as_bytes()[end] == b'\n')
    }
}

impl Emitter for Feeder<'_> {
    type Token = ();

    fn set_last_start_tag(&mut self, last_start_tag: Option<&[u8]>) {
        self.last_start_tag.clear();
        self.last_start_tag.extend(last_start_tag.unwrap_or_default());
    }

    fn emit_eof(&mut self) {
        self.flush_text();
        self.give_table(self.position);
    }

    fn emit_error(&mut self, _error: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<()> {
        self.builder.sink.is_full().then_some(())
    }

    fn emit_string(&mut self, said: &[u8]) {
        let start = self.position.saturating_sub(said.len());
        let raw = &self.source.as_bytes()[start..self.position];
        let less_than = self.less_than.take();
        if said == b"\0" {
            self.flush_text();
            self.give_table(start);
            self.begin(start);
            let _none = self.send(BuilderToken::NullCharacterToken);
        } else if let Some(less_than) = less_than.filter(|at| self.is_no_tag(*at, said))
            && raw != said
        {
            // What looked like a tag is text up to here; the letters given out next are part of it.
            self.push_verbatim(less_than);
        } else if self.text.as_ref().is_some_and(|text| text.end == self.position) {
            // Letters of what looked like a tag, or the empty rest of a line break.
        } else if (raw == said && !self.is_semicolon_reference(start))
            || (said == b"\n" && raw == b"\r")
        {
            self.push_verbatim(start);
        } else {
            self.push_said(said);
        }
    }

    fn init_start_tag(&mut self) {
        self.tag.begin(TagKind::StartTag);
    }

    fn init_end_tag(&mut self) {
        self.tag.begin(TagKind::EndTag);
    }

    fn init_comment(&mut self) {}

    fn emit_current_tag(&mut self) -> Option<State> {
        self.tag.finish_attribute();
        self.flush_text();
        self.last_start_tag.clear();
        if !self.tag.is_end() {
            self.last_start_tag.extend(&self.tag.name);
        }
        if let Some(table) = &mut self.table {
            self.less_than = None;
            self.builder.sink.begin(Span::new(self.tag.start..self.position));
            let OpenTag { name, attributes, .. } = &self.tag;
            match table.take_tag(&self.builder.sink, name, self.tag.is_end(), &attributes.list) {
                Taken::Whole => {
                    self.read_table();
                    return None;
                }
                Taken::TableEnd => self.table = None,
                Taken::Nothing => self.give_table(self.tag.start),
            }
        }
        self.send_tag()
    }

    fn emit_current_comment(&mut self) {
        self.flush_text();
        self.give_table(self.tag.start);
        self.begin(self.tag.start);
        let _none = self.send(BuilderToken::CommentToken(StrTendril::new()));
    }

    fn emit_current_doctype(&mut self) {
        self.flush_text();
        self.give_table(self.tag.start);
        self.begin(self.tag.start);
        let doctype = std::mem::take(&mut self.doctype);
        let _none = self.send(BuilderToken::DoctypeToken(Doctype {
            name: Some(doctype.name).filter(|name| !name.is_empty()).map(|name| tendril(&name)),
            public_id: doctype.public_id.map(|id| tendril(&id)),
            system_id: doctype.system_id.map(|id| tendril(&id)),
            force_quirks: doctype.force_quirks,
        }));
    }

    fn set_self_closing(&mut self) {
        self.tag.self_closing = !self.tag.is_end();
    }

    fn set_force_quirks(&mut self) {
        self.doctype.force_quirks = true;
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.tag.name.extend(name);
    }

    fn push_comment(&mut self, _comment: &[u8]) {}

    fn push_doctype_name(&mut self, name: &[u8]) {
        self.doctype.name.extend(name);
    }

    fn init_doctype(&mut self) {
        self.doctype = OpenDoctype::default();
    }

    fn init_attribute(&mut self) {
        self.tag.finish_attribute();
        self.tag.attribute_name.clear();
        self.tag.attribute_value.clear();
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        self.tag.attribute_name.extend(name);
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        self.tag.attribute_value.extend(value);
    }

    fn set_doctype_public_identifier(&mut self, id: &[u8]) {
        self.doctype.public_id = Some(id.to_vec());
    }

    fn set_doctype_system_identifier(&mut self, id: &[u8]) {
        self.doctype.system_id = Some(id.to_vec());
    }

    fn push_doctype_public_identifier(&mut self, id: &[u8]) {
        self.doctype.public_id.get_or_insert_default().extend(id);
    }

    fn push_doctype_system_identifier(&mut self, id: &[u8]) {
        self.doctype.system_id.get_or_insert_default().extend(id);
    }

    fn start_open_tag(&mut self) {
        self.tag.start = self.position.saturating_sub(1);
        self.less_than = Some(self.tag.start);
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.tag.is_end() && !self.last_start_tag.is_empty() && self.last_start_tag == self.tag.name
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        // Text that was not sent yet may change the current node.
        self.flush_text();
        self.table.is_none()
            && self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
    }
}
