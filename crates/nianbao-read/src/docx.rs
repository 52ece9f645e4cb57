//! Word documents: the package, its parts, and the plain text that spans point into.
//!
//! What stands in the document's XML is read as a person sees the page with all tracked changes accepted. The text that
//! comes of it has a paragraph a line and a table row a line; [`Docx`] knows where in which part each word stands.

mod comments;
mod edit;
mod error;
mod numbering;
mod numerals;
mod package;
mod parse;
mod patch;
mod place;
mod projection;
mod relations;
mod story;
mod styles;
mod xml;

use nianbao_document::{
    Block, BlockKind, Cell, Document, Format, Grid, Row, Table, Text, TextBuilder,
};
use nianbao_span::{Source, Span};

pub use comments::Comment;
pub use edit::Revision;
pub use error::{DocxError, DocxFault};
pub(crate) use package::is_zip;

use self::numbering::Numbering;
use self::package::Package;
use self::projection::{Field, Kind, Projection, Stories};
use self::relations::{Relation, relations_of};
use self::story::Story;
use self::styles::Styles;

/// What was read of a Word document besides its text.
#[derive(Debug)]
pub struct Docx {
    stories: Stories,
    /// The text itself has gone into the source.
    projection: Projection,
}

/// Reads the Word document that `bytes` are; none where they are another kind of zip archive.
pub(crate) fn open(path: &str, bytes: &[u8]) -> Result<Option<(Source, Docx)>, DocxError> {
    let mut package = Package::open(bytes)?;
    let Some(main) = main_part(&mut package)? else { return Ok(None) };
    let relations = relations_of(&mut package, &main)?;
    let related = |kind: &str| relations.iter().find(|it| it.kind == kind)?.part.clone();
    let styles = read_part(&mut package, related("styles"), Styles::parse)?;
    let numbering = read_part(&mut package, related("numbering"), Numbering::parse)?;
    let stories = read_stories(&mut package, &main, &relations)?;
    let mut projection = projection::project(&stories, &styles, &numbering);
    let text = std::mem::take(&mut projection.text);
    Ok(Some((Source::from_text(path, text), Docx { stories, projection })))
}

/// The name of the part that holds the document itself; none where the archive is no Word document.
fn main_part(package: &mut Package<'_>) -> Result<Option<String>, DocxError> {
    let relations = relations_of(package, "")?;
    let main = relations.into_iter().find(|it| it.kind == "officeDocument");
    match main.and_then(|main| main.part) {
        Some(part) if part.starts_with("xl/") || part.starts_with("ppt/") => Ok(None),
        Some(part) if package.has(&part) => Ok(Some(part)),
        Some(part) => Err(DocxError::part(part, DocxFault::Missing)),
        None if package.has_folder("word/") => {
            let name = relations::name_of_relations("");
            Err(DocxError::part(name, DocxFault::Missing))
        }
        None => Ok(None),
    }
}

/// A part that may be absent, read by `parse`.
fn read_part<T: Default>(
    package: &mut Package<'_>,
    name: Option<String>,
    parse: impl FnOnce(&str) -> Result<T, DocxFault>,
) -> Result<T, DocxError> {
    let Some(name) = name else { return Ok(T::default()) };
    let Some(text) = package.find_xml(&name)? else { return Ok(T::default()) };
    parse(&text).map_err(|fault| DocxError::part(name, fault))
}

fn read_stories(
    package: &mut Package<'_>,
    main: &str,
    relations: &[Relation],
) -> Result<Stories, DocxError> {
    let mut room = parse::MOST_THINGS;
    let mut read = |package: &mut Package<'_>, part: &str| read_story(package, part, &mut room);
    let mut stories = Stories { all: vec![read(package, main)?], ..Stories::default() };
    let part_of = |is_it: &dyn Fn(&Relation) -> bool| {
        relations.iter().find(|it| is_it(it)).and_then(|it| it.part.clone())
    };
    for frame in stories.all[0].frames.clone() {
        let Some(part) = part_of(&|it| it.id == frame.relation) else { continue };
        let known = stories.all.iter().any(|story| story.part == part);
        if known || !package.has(&part) {
            continue;
        }
        let index = stories.all.len();
        stories.all.push(read(package, &part)?);
        let frames = if frame.is_header { &mut stories.headers } else { &mut stories.footers };
        frames.push(index);
    }
    for kind in ["footnotes", "endnotes"] {
        let Some(part) = part_of(&|it| it.kind == kind).filter(|part| package.has(part)) else {
            continue;
        };
        let index = Some(stories.all.len());
        stories.all.push(read(package, &part)?);
        let notes =
            if kind == "footnotes" { &mut stories.footnotes } else { &mut stories.endnotes };
        *notes = index;
    }
    Ok(stories)
}

fn read_story(package: &mut Package<'_>, part: &str, room: &mut usize) -> Result<Story, DocxError> {
    let text = package.xml(part)?;
    parse::parse(part, text, room).map_err(|fault| DocxError::part(part, fault))
}

impl Docx {
    /// The blocks of the document; `source` holds the text that was made of it.
    pub fn document<'s>(&self, source: &'s Source) -> Document<'s> {
        let mut document = Document::new(source, Format::Docx);
        let blocks = self.projection.blocks.iter();
        document.blocks = blocks.map(|block| block_of(&source.text, block)).collect();
        document
    }

    /// Where a person finds the character at byte `at` of the text in Word, such as `第2个表格第3行第4列`, and whether tracked
    /// changes have to do with it.
    pub fn place(&self, span: Span) -> Option<String> {
        let mut label = String::new();
        let mut site = self.spot_at(span).map(|spot| spot.place);
        while let Some(index) = site {
            let here = self.projection.sites.get(index)?;
            let around = if label.is_empty() { "" } else { "的" };
            label = format!("{}{around}{label}", here.place);
            site = here.around;
        }
        let change = self.tracked_change(span);
        match (label.is_empty(), change) {
            (true, None) => None,
            (true, Some(change)) => Some(change.to_owned()),
            (false, None) => Some(label),
            (false, Some(change)) => Some(format!("{label}，{change}")),
        }
    }

    /// The paragraph at the beginning of `span`: the last that begins before it or there.
    fn spot_at(&self, span: Span) -> Option<&projection::Spot> {
        let spots = &self.projection.spots;
        let after = spots.partition_point(|spot| spot.span.start <= span.start);
        let before = &spots[..after];
        // Where an empty paragraph begins at the same byte, the one that holds the words is meant.
        let holding = before
            .iter()
            .rev()
            .take_while(|spot| spot.span.end >= span.start)
            .find(|spot| spot.span.contains(span) && !span.is_empty());
        holding.or(before.last())
    }

    fn tracked_change(&self, span: Span) -> Option<&'static str> {
        if self.words_under(span).iter().any(|words| self.element(words).is_inserted) {
            return Some("在修订插入的文字中");
        }
        let deleted = &self.projection.deleted;
        let next = deleted.partition_point(|at| *at < span.start);
        let is_near = deleted.get(next).is_some_and(|at| *at <= span.end);
        is_near.then_some("紧邻修订删除的文字")
    }
}

fn block_of<'s>(source: &'s str, block: &projection::Block) -> Block<'s> {
    let kind = match &block.kind {
        Kind::Heading(level, span) => {
            BlockKind::Heading { level: *level, text: Text::verbatim(source, *span) }
        }
        Kind::Paragraph(span) => BlockKind::Paragraph(Text::verbatim(source, *span)),
        Kind::Table(span, rows) => BlockKind::Table(Table {
            span: *span,
            grid: grid_of(rows),
            rows: rows.iter().map(|fields| row_of(source, fields)).collect(),
        }),
        Kind::Picture(span, name) => BlockKind::Image { span: *span, name: name.clone() },
    };
    Block { kind, region: block.region, container: 0 }
}

/// A table in which no cell is merged may have been made of one that had merged cells once, as converters do.
fn grid_of(rows: &[Vec<Field>]) -> Grid {
    let is_merged = |field: &Field| field.colspan > 1 || field.rowspan > 1;
    if rows.iter().flatten().any(is_merged) { Grid::Merged } else { Grid::Fields }
}

fn row_of<'s>(source: &'s str, fields: &[Field]) -> Row<'s> {
    let cells = fields.iter().map(|field| Cell {
        text: text_of(source, field),
        column: field.column,
        colspan: field.colspan,
        rowspan: field.rowspan,
    });
    Row { cells: cells.collect() }
}

/// The words of a cell, its lines parted by line breaks.
fn text_of<'s>(source: &'s str, field: &Field) -> Text<'s> {
    if field.breaks.is_empty() {
        return Text::verbatim(source, field.span);
    }
    let mut builder = TextBuilder::new(source);
    let mut done = field.span.start;
    for at in &field.breaks {
        let line = Span { start: done.min(*at), end: *at };
        builder.push_verbatim(line);
        // Several breaks in a row part two lines as one does.
        if !builder.content().ends_with('\n') {
            builder.push_replaced("\n", Span { start: *at, end: at + 1 });
        }
        done = at + 1;
    }
    builder.push_verbatim(Span { start: done, end: field.span.end });
    builder.trim_end();
    builder.finish(Span::empty(field.span.start))
}

/// What a file whose name is a Word document's is, where it is none.
pub(crate) fn misnamed(path: &str) -> Option<DocxError> {
    let (_, extension) = path.rsplit_once('.')?;
    let is_word = ["docx", "docm", "dotx"].iter().any(|it| extension.eq_ignore_ascii_case(it));
    is_word.then(|| DocxError::package(DocxFault::NotAPackage))
}
