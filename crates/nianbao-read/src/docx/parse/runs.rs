//! Runs: words, signs and fields.

use super::super::error::DocxFault;
use super::super::story::{Element, Inline, NoteKind, Paragraph, Piece, Raw, Run};
use super::super::xml::{Ns, Tag, Token};
use super::{Parser, Scope};

impl Parser<'_, '_> {
    /// Reads the run that was opened last.
    pub(super) fn run(
        &mut self,
        tag: &Tag<'_>,
        scope: Scope,
        paragraph: &mut Paragraph,
    ) -> Result<(), DocxFault> {
        self.keep_one()?;
        let run = self.story.runs.len();
        let properties = tag.range.end..tag.range.end;
        let prefix_len = tag.prefix.len();
        self.story.runs.push(Run { tag: tag.range.clone(), properties, prefix_len });
        let first = paragraph.inlines.len();
        let is_hidden = self.push_run_content(run, scope, paragraph)?;
        if is_hidden {
            paragraph.inlines.truncate(first);
        }
        Ok(())
    }

    /// Reads what a run holds; gives whether its properties hide it.
    fn push_run_content(
        &mut self,
        run: usize,
        scope: Scope,
        paragraph: &mut Paragraph,
    ) -> Result<bool, DocxFault> {
        let mut is_hidden = false;
        while let Some(tag) = self.xml.child()? {
            let is_shown = !self.fields.contains(&true);
            let sign = match (tag.ns, tag.name) {
                (Ns::Word, "rPr") => {
                    is_hidden |= self.hides()?;
                    self.story.runs[run].properties = tag.range.start..self.xml.position();
                    continue;
                }
                (Ns::Word, "t") if is_shown => {
                    let run = (!scope.is_doubled).then_some(run);
                    self.text(&tag, run, scope, paragraph)?;
                    continue;
                }
                (Ns::Word, "drawing" | "pict" | "object") if is_shown => {
                    self.drawing(scope, paragraph)?;
                    continue;
                }
                (Ns::Word, "ruby") => {
                    while let Some(tag) = self.xml.child()? {
                        match tag.name {
                            "rubyBase" => self.push_inlines(scope, paragraph)?,
                            _ => drop(self.xml.skip()?),
                        }
                    }
                    continue;
                }
                (Ns::Compatibility, "AlternateContent") => {
                    self.alternatives(scope, &mut |parser, scope| {
                        parser.push_run_content(run, scope, paragraph).map(drop)
                    })?;
                    continue;
                }
                (Ns::Word, "fldChar") => {
                    self.field(&tag);
                    None
                }
                (Ns::Word, "tab" | "ptab") => Some(Inline::Sign(' ')),
                (Ns::Word, "br" | "cr") => Some(Inline::Break),
                (Ns::Word, "noBreakHyphen") => Some(Inline::Sign('\u{2011}')),
                (Ns::Word, "sym") => symbol(&tag).map(Inline::Sign),
                (Ns::Word, "footnoteReference") => Some(note(NoteKind::Footnote, &tag)),
                (Ns::Word, "endnoteReference") => Some(note(NoteKind::Endnote, &tag)),
                (Ns::Word, "delText") => Some(Inline::Deleted),
                _ => None,
            };
            if let Some(sign) = sign.filter(|_| is_shown) {
                self.keep_one()?;
                paragraph.inlines.push(sign);
            }
            self.xml.skip()?;
        }
        Ok(is_hidden)
    }

    /// Whether a run's properties hide it.
    fn hides(&mut self) -> Result<bool, DocxFault> {
        let mut hides = false;
        while let Some(tag) = self.xml.child()? {
            hides |= tag.is("vanish") && tag.is_on();
            self.xml.skip()?;
        }
        Ok(hides)
    }

    fn field(&mut self, tag: &Tag<'_>) {
        match tag.attribute("fldCharType").as_deref() {
            Some("begin") => self.fields.push(true),
            Some("separate") => {
                if let Some(is_instruction) = self.fields.last_mut() {
                    *is_instruction = false;
                }
            }
            Some("end") => drop(self.fields.pop()),
            _ => {}
        }
    }

    /// The words inside the element that was opened last, to its end.
    fn text(
        &mut self,
        tag: &Tag<'_>,
        run: Option<usize>,
        scope: Scope,
        paragraph: &mut Paragraph,
    ) -> Result<(), DocxFault> {
        self.keep_one()?;
        let keeps_space = tag.attribute("space").is_some_and(|space| space == "preserve");
        let first = paragraph.inlines.len();
        let element = self.story.elements.len();
        let mut run = run;
        let mut close;
        loop {
            close = self.xml.position();
            let token = self.xml.next()?;
            if matches!(token, Token::Close(_)) {
                break;
            }
            self.keep_one()?;
            match token {
                Token::Text(raw) => {
                    paragraph.inlines.push(Inline::Words(Piece { raw, element }));
                }
                Token::Char(raw, c) => {
                    paragraph.inlines.push(Inline::Reference(Piece { raw, element }, c));
                }
                Token::Verbatim(raw) => {
                    // Here words are written otherwise, and no element may begin.
                    run = None;
                    paragraph.inlines.push(Inline::Words(Piece { raw, element }));
                }
                Token::Open(_) => drop(self.xml.skip()?),
                Token::Close(_) | Token::End => return Err(self.xml.broken()),
            }
        }
        if !keeps_space {
            trim(&mut paragraph.inlines, first, self.xml.source());
        }
        let raws = || paragraph.inlines[first..].iter().filter_map(Inline::raw);
        let start = raws().next().map_or(tag.range.end, |raw| raw.start);
        let end = raws().next_back().map_or(start, |raw| raw.end);
        self.story.elements.push(Element {
            tag: tag.range.clone(),
            inner: start..end,
            close,
            keeps_space,
            run,
            anchor: paragraph.anchor,
            is_inserted: scope.is_inserted,
        });
        Ok(())
    }

    /// The words of a formula, in order.
    pub(super) fn formula(
        &mut self,
        scope: Scope,
        paragraph: &mut Paragraph,
    ) -> Result<(), DocxFault> {
        while let Some(tag) = self.xml.child()? {
            match (tag.ns, tag.name) {
                (Ns::Math, "t") => self.text(&tag, None, scope, paragraph)?,
                (Ns::Math, _) | (Ns::Word, "ins") => self.formula(scope, paragraph)?,
                _ => drop(self.xml.skip()?),
            }
        }
        Ok(())
    }
}

impl Inline {
    /// The bytes of its words.
    fn raw(&self) -> Option<&Raw> {
        match self {
            Inline::Words(piece) | Inline::Reference(piece, _) => Some(&piece.raw),
            _ => None,
        }
    }
}

/// Takes white space from both ends of the words from `first` on, as it does not count.
fn trim(inlines: &mut Vec<Inline>, first: usize, xml: &str) {
    const SPACE: [char; 4] = [' ', '\t', '\r', '\n'];
    if let Some(Inline::Words(Piece { raw, .. })) = inlines.get_mut(first) {
        raw.start = raw.end - xml[raw.clone()].trim_start_matches(SPACE).len();
    }
    if let Some(Inline::Words(Piece { raw, .. })) = inlines[first..].last_mut() {
        raw.end = raw.start + xml[raw.clone()].trim_end_matches(SPACE).len();
    }
    inlines.retain(|inline| !matches!(inline, Inline::Words(piece) if piece.raw.is_empty()));
}

/// The character of a symbol, where its font's own code is one that all fonts share.
fn symbol(tag: &Tag<'_>) -> Option<char> {
    let code = u32::from_str_radix(&tag.attribute("char")?, 16).ok()?;
    char::from_u32(code).filter(|c| !('\u{E000}'..='\u{F8FF}').contains(c) && !c.is_control())
}

fn note(kind: NoteKind, tag: &Tag<'_>) -> Inline {
    Inline::Note(kind, tag.attribute("id").unwrap_or_default().into_owned())
}
