//! From edits of the text to changes of the XML.

use std::collections::BTreeSet;
use std::ops::Range;
use std::slice;

use nianbao_span::{Source, Span};

use super::error::DocxError;
use super::patch::{KEEP_SPACE, Patches, Seam, escaped, free_id};
use super::projection::{Spot, Words};
use super::story::{Element, Story};
use super::{Docx, package};

/// Who changes a document, and when, for changes that are tracked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The name that Word shows.
    pub author: String,
    /// As Word writes it: `2024-01-22T08:00:00Z`.
    pub date: String,
}

/// What an edit does: words that go, and words that come in their place.
#[derive(Debug)]
struct Change<'e> {
    /// What goes, in the text; only characters that differ.
    span: Span,
    come: &'e str,
}

impl Docx {
    /// Whether what stands under `span` can be replaced by `words`: all of it words of runs, which are written in the file
    /// once.
    pub fn admits(&self, span: Span, words: &str) -> bool {
        if words.contains(char::is_control) {
            return false;
        }
        if span.is_empty() {
            return self.beside(span.start).is_some() || self.empty_paragraph(span.start).is_some();
        }
        let touched = self.words_under(span);
        let is_covered = touched
            .iter()
            .try_fold(span.start, |at, it| (it.span.start <= at).then_some(it.span.end))
            .is_some_and(|end| end >= span.end);
        let is_one_story = touched.windows(2).all(|pair| pair[0].story == pair[1].story);
        let is_whole = |it: &Words| !it.is_reference() || span.contains(it.span);
        is_covered
            && is_one_story
            && touched.iter().all(|it| self.is_free(it) && is_whole(it))
            && !self.may_move_box(span, words, touched)
    }

    /// Whether a text box may be read elsewhere once `words` stand in the place of those under `span`: before its paragraph,
    /// when nothing is left of what the paragraph began with.
    fn may_move_box(&self, span: Span, words: &str, touched: &[Words]) -> bool {
        let is_emptied = |it: &Words| {
            let (xml, raw) = (&self.stories.all[it.story].xml, &it.piece.raw);
            let left = [raw.start..it.raw_at(span.start), it.raw_at(span.end)..raw.end];
            left.into_iter().all(|range| xml[range].trim().is_empty())
        };
        let is_replaced = touched.len() == 1 && !words.trim().is_empty();
        !is_replaced && self.stands_beside_box(span) && touched.iter().any(is_emptied)
    }

    /// Whether a text box is tied to the paragraph that `span` begins in.
    fn stands_beside_box(&self, span: Span) -> bool {
        let spots = &self.projection.spots;
        let behind = spots.partition_point(|spot| spot.span.start <= span.start);
        let around = spots[..behind].iter().rev().find(|spot| spot.span.end >= span.start);
        around.is_none_or(|spot| self.stories.all[spot.story].anchors[spot.anchor].has_box)
    }

    /// The file's `bytes` with `edits` made, which are in order, apart and admitted. Parts without an edit stay as they are
    /// packed, and so does every byte of the others that no edit is about. With a revision, what goes and what comes is
    /// tracked.
    ///
    /// # Errors
    /// When the bytes are not those that were read.
    pub fn with_edits<'e>(
        &self,
        bytes: &[u8],
        source: &Source,
        edits: impl IntoIterator<Item = (Span, &'e str)>,
        revision: Option<&Revision>,
    ) -> Result<Vec<u8>, DocxError> {
        let mut writing = Writing {
            docx: self,
            revision,
            patches: Patches::default(),
            next_id: free_id(self.stories.all.iter().map(|story| story.xml.as_str())),
            kept: BTreeSet::new(),
        };
        for (span, words) in edits {
            writing.change(&Change::of(source, span, words));
        }
        package::with_parts(bytes, &writing.patches.apply(&self.stories.all))
    }

    /// The words that lie under `span` in part or whole.
    pub(super) fn words_under(&self, span: Span) -> &[Words] {
        let words = &self.projection.words;
        let first = words.partition_point(|it| it.span.end <= span.start);
        let count = words[first..].partition_point(|it| it.span.start < span.end);
        &words[first..first + count]
    }

    /// The words that something written at `at` goes on with: those before it, else those behind it.
    fn beside(&self, at: u32) -> Option<&Words> {
        let words = &self.projection.words;
        let first = words.partition_point(|it| it.span.end < at);
        let mut near = words[first..].iter().take_while(|it| it.span.start <= at);
        near.find(|it| self.is_free(it))
    }

    /// The paragraph without words at `at`.
    fn empty_paragraph(&self, at: u32) -> Option<&Spot> {
        let spots = &self.projection.spots;
        let first = spots.partition_point(|spot| spot.span.start < at);
        let mut here = spots[first..].iter().take_while(|spot| spot.span.start == at);
        let spot = here.find(|spot| spot.span.is_empty())?;
        let anchor = &self.stories.all[spot.story].anchors[spot.anchor];
        // Words beside a text box could be read before it or behind it.
        (!anchor.is_doubled && !anchor.has_box).then_some(spot)
    }

    pub(super) fn element(&self, words: &Words) -> &Element {
        &self.stories.all[words.story].elements[words.piece.element]
    }

    fn is_free(&self, words: &Words) -> bool {
        self.element(words).run.is_some()
    }
}

impl Words {
    /// Whether the XML has it as a reference.
    pub(super) fn is_reference(&self) -> bool {
        self.span.len() != self.piece.raw.len()
    }

    /// The byte of the XML at byte `at` of the text, which is within the words or at their end.
    pub(super) fn raw_at(&self, at: u32) -> usize {
        let piece = &self.piece.raw;
        match at {
            _ if at <= self.span.start => piece.start,
            _ if at >= self.span.end || self.is_reference() => piece.end,
            _ => piece.start + (at - self.span.start) as usize,
        }
    }
}

impl<'e> Change<'e> {
    /// The change that replacing what stands under `span` by `words` is, without the characters at both ends that stay.
    fn of(source: &Source, span: Span, words: &'e str) -> Change<'e> {
        let old = source.slice(span);
        let same = |(a, b): &(char, char)| a == b;
        let before: usize =
            old.chars().zip(words.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
        let (old_rest, new_rest) = (&old[before..], &words[before..]);
        let pairs = old_rest.chars().rev().zip(new_rest.chars().rev());
        let behind: usize = pairs.take_while(same).map(|(c, _)| c.len_utf8()).sum();
        Change {
            span: span.part(before..old.len() - behind),
            come: &new_rest[..new_rest.len() - behind],
        }
    }
}

/// Changes being put into the XML.
struct Writing<'d> {
    docx: &'d Docx,
    revision: Option<&'d Revision>,
    patches: Patches,
    next_id: u64,
    /// Elements that were told to keep their white space.
    kept: BTreeSet<(usize, usize)>,
}

impl Writing<'_> {
    fn change(&mut self, change: &Change<'_>) {
        let docx = self.docx;
        let at = change.span.start;
        if change.span.is_empty() {
            match docx.beside(at) {
                _ if change.come.is_empty() => {}
                Some(words) => {
                    self.change_element(slice::from_ref(words), change.span, change.come);
                }
                None => self.fill(at, change.come),
            }
            return;
        }
        // What comes stands in the run of the first character that goes.
        let mut come = change.come;
        let same = |a: &Words, b: &Words| (a.story, a.piece.element) == (b.story, b.piece.element);
        for words in docx.words_under(change.span).chunk_by(same) {
            self.change_element(words, change.span, come);
            come = "";
        }
    }

    /// Takes what of an element's `words` lies under `span` away and puts `come` there.
    fn change_element(&mut self, words: &[Words], span: Span, come: &str) {
        let [first, ..] = words else { return };
        let mut rest = come;
        let mut raw: Option<Range<usize>> = None;
        for piece in words {
            let from = piece.raw_at(span.start.max(piece.span.start));
            let to = piece.raw_at(span.end.min(piece.span.end));
            self.put(piece, from..to, rest);
            rest = "";
            raw = Some(raw.map_or(from, |raw| raw.start)..to);
        }
        let bares_space = raw.is_some_and(|raw| self.bares_space(first, &raw, come));
        if self.revision.is_some() || bares_space {
            self.keep_space(first);
        }
    }

    /// Puts `come` into the paragraph at `at`, which has no words: in a run that looks like the paragraph's mark.
    fn fill(&mut self, at: u32, come: &str) {
        let Some(spot) = self.docx.empty_paragraph(at) else { return };
        let stories = &self.docx.stories.all;
        let story = &stories[spot.story];
        let anchor = &story.anchors[spot.anchor];
        let (prefix, words) = (anchor.prefix(story), escaped(come));
        let properties = &story.xml[anchor.mark.clone()];
        let mut run = format!(
            "<{prefix}r>{properties}<{prefix}t{KEEP_SPACE}>{words}</{prefix}t></{prefix}r>"
        );
        if let Some(revision) = self.revision {
            run = format!("{}{run}</{prefix}ins>", self.mark(prefix, "ins", revision));
        }
        self.patches.fill(stories, spot.story, spot.anchor, &run);
    }

    /// Takes the bytes `raw` of an element's words away and puts `come` there.
    fn put(&mut self, words: &Words, raw: Range<usize>, come: &str) {
        let story = &self.docx.stories.all[words.story];
        let Some(seam) = Seam::of(story, words.piece.element) else { return };
        let Some(revision) = self.revision else {
            self.patches.replace(words.story, raw, escaped(come));
            return;
        };
        let (before, after) = self.tracked(story, words, &seam, revision, &raw, come);
        self.patches.insert(words.story, raw.start, before);
        self.patches.insert(words.story, raw.end, after);
    }

    /// Whether a change leaves white space at an end of the element's words.
    fn bares_space(&self, words: &Words, raw: &Range<usize>, come: &str) -> bool {
        let xml = &self.docx.stories.all[words.story].xml;
        let element = self.docx.element(words);
        let Range { start, end } = element.inner;
        let (before, after) = (&xml[start..raw.start], &xml[raw.end..end]);
        let is_space = |c: Option<char>| c.is_some_and(char::is_whitespace);
        let mut all = before.chars().chain(come.chars()).chain(after.chars());
        is_space(all.next()) || is_space(all.next_back())
    }

    fn keep_space(&mut self, words: &Words) {
        if self.kept.insert((words.story, words.piece.element)) {
            self.patches.keep_space(words.story, self.docx.element(words));
        }
    }

    /// What stands before and behind the bytes that go, so that they are deleted words, and what comes is inserted.
    fn tracked(
        &mut self,
        story: &Story,
        words: &Words,
        seam: &Seam<'_>,
        revision: &Revision,
        raw: &Range<usize>,
        come: &str,
    ) -> (String, String) {
        let prefix = seam.prefix();
        let is_inserted = story.elements[words.piece.element].is_inserted;
        let mut before = seam.close();
        let mut after = String::new();
        if !raw.is_empty() {
            before += &self.mark(prefix, "del", revision);
            before += &seam.open("delText");
            after.extend(["</", prefix, "delText></", prefix, "r></", prefix, "del>"]);
        }
        if !come.is_empty() {
            let run = format!("{}{}{}", seam.open("t"), escaped(come), seam.close());
            // Within what somebody else inserted, new words are part of that.
            let mark = if is_inserted { None } else { Some(self.mark(prefix, "ins", revision)) };
            after.extend(mark.as_deref());
            after += &run;
            if mark.is_some() {
                after.extend(["</", prefix, "ins>"]);
            }
        }
        after += &seam.open("t");
        (before, after)
    }

    /// The start tag of a tracked change.
    fn mark(&mut self, prefix: &str, name: &str, revision: &Revision) -> String {
        let id = self.next_id;
        self.next_id += 1;
        let (author, date) = (escaped(&revision.author), escaped(&revision.date));
        format!(
            r#"<{prefix}{name} {prefix}id="{id}" {prefix}author="{author}" {prefix}date="{date}">"#
        )
    }
}
