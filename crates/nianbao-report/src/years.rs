use nianbao_span::Span;

/// A year named in the report's lines (`2023年`, `2023年度`), title and prose alike.
#[derive(Clone, Copy, Debug)]
pub struct YearMention {
    /// The year.
    pub year: u16,
    /// Its four digits.
    pub span: Span,
    /// Index into [`crate::Report::lines`].
    pub line: usize,
    /// Byte offset of the digits in [`crate::Line::words`].
    pub offset: usize,
    /// What it is there for.
    pub role: YearRole,
}

/// What a year is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearRole {
    /// The year the sentence reports on.
    Report,
    /// Something to compare with: 比、较、同比、上年.
    Comparison,
    /// What is planned: 将、下一步、计划.
    Plan,
    /// Part of a document's number or name, a law, a title in 《》.
    Citation,
    /// An event or a span of time of its own: 自2020年11月以来, 2019年成立.
    Event,
    /// Part of the stated 统计期限.
    Period,
    /// A date of publication, signature or the page.
    Date,
    /// Cannot be told.
    Unclear,
}
