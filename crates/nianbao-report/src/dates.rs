use nianbao_span::Span;

/// A day of the calendar, or a month where `day` is absent. Not checked to exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Four digits.
    pub year: u16,
    /// 1 to 12 when valid.
    pub month: u8,
    /// 1 to 31 when valid.
    pub day: Option<u8>,
}

/// A date in the page's lines around the report.
#[derive(Clone, Copy, Debug)]
pub struct HeaderDate {
    /// What the line calls it.
    pub role: DateRole,
    /// The date.
    pub date: Date,
    /// Where the date stands.
    pub span: Span,
}

/// What a header date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateRole {
    /// 发布时间、发布日期.
    Published,
    /// 成文日期、生成日期.
    Written,
}
