mod line;

use std::borrow::Cow;
use std::fmt::{Arguments, Write as _};
use std::ops::Range;

use anstyle::{AnsiColor, Style};
use nianbao_run::{CheckedDocument, Tally};
use nianbao_span::Span;
use similar::udiff::UnifiedHunkHeader;
use similar::{DiffOp, DiffTag, TextDiff};

use self::line::{ShownLine, changed_chars};
use crate::private::Mask;
use crate::summary::mended;
use crate::{Color, Emitter, Private, visible};

/// What fixing changes, as a unified diff for people: long lines are shown in part, personal data is masked, what a
/// terminal would obey is written out. So it is no patch; fixing makes the changes itself.
#[derive(Clone, Copy, Debug)]
pub struct Diff {
    /// Whether colours are written.
    pub color: Color,
    /// Whether personal data is quoted.
    pub private: Private,
}

/// Unchanged lines shown around changed ones.
const CONTEXT_LINES: usize = 3;

impl Emitter for Diff {
    fn document(&self, document: &CheckedDocument) -> Vec<u8> {
        let Some(before) = document.fixing.as_ref().and_then(|fixing| fixing.before.as_deref())
        else {
            return Vec::new();
        };
        let (old, new) = (self.quotable(before), self.quotable(document));
        let [old, new] = [&old, &new].map(|text| text.split_inclusive('\n').collect::<Vec<&str>>());
        let diff = TextDiff::from_slices(&old, &new);
        let mut out = Out { text: String::new(), color: self.color };
        let path = visible(&document.source.path);
        out.line(Style::new().bold(), format_args!("--- {path}"));
        out.line(Style::new().bold(), format_args!("+++ {path}"));
        for ops in diff.grouped_ops(CONTEXT_LINES) {
            let header = UnifiedHunkHeader::new(&ops);
            out.line(AnsiColor::Cyan.on_default(), format_args!("{header}"));
            for op in &ops {
                out.op(op, &old, &new);
            }
        }
        out.text.into_bytes()
    }
}

impl Diff {
    /// The line that sums up what would be changed.
    pub fn summary(tally: &Tally) -> String {
        format!("可{}\n", mended(tally))
    }

    fn quotable(self, document: &CheckedDocument) -> Cow<'_, str> {
        let source = &document.source;
        Mask::of(document, self.private).quote(source, Span::new(0..source.text.len()))
    }
}

struct Out {
    text: String,
    color: Color,
}

impl Out {
    fn op(&mut self, op: &DiffOp, old: &[&str], new: &[&str]) {
        let (tag, old_range, new_range) = op.as_tag_tuple();
        match tag {
            DiffTag::Equal => self.lines(' ', &old[old_range]),
            DiffTag::Delete => self.lines('-', &old[old_range]),
            DiffTag::Insert => self.lines('+', &new[new_range]),
            DiffTag::Replace => self.replaced(&old[old_range], &new[new_range]),
        }
    }

    fn lines(&mut self, sign: char, lines: &[&str]) {
        for line in lines {
            self.shown(sign, &ShownLine::new(line, &[]));
        }
    }

    /// Lines that came in the place of others. Where there are as many, what differs is told within each pair.
    fn replaced(&mut self, old: &[&str], new: &[&str]) {
        if old.len() != new.len() {
            self.lines('-', old);
            self.lines('+', new);
            return;
        }
        let changes: Vec<[Vec<Range<usize>>; 2]> =
            old.iter().zip(new).map(|(old, new)| changed_chars(old, new)).collect();
        for (line, [changed, _]) in old.iter().zip(&changes) {
            self.shown('-', &ShownLine::new(line, changed));
        }
        for (line, [_, changed]) in new.iter().zip(&changes) {
            self.shown('+', &ShownLine::new(line, changed));
        }
    }

    fn shown(&mut self, sign: char, line: &ShownLine) {
        let style = match sign {
            '-' => AnsiColor::Red.on_default(),
            '+' => AnsiColor::Green.on_default(),
            _ => Style::new(),
        };
        self.paint(style, &sign.to_string());
        for (is_changed, words) in &line.parts {
            self.paint(if *is_changed { style.invert() } else { style }, &visible(words));
        }
        self.text.push('\n');
    }

    fn line(&mut self, style: Style, words: Arguments<'_>) {
        self.paint(style, &words.to_string());
        self.text.push('\n');
    }

    fn paint(&mut self, style: Style, words: &str) {
        let style = if self.color == Color::Always { style } else { Style::new() };
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{style}{words}{style:#}");
    }
}
