use nianbao_span::Span;

use crate::Date;

/// The stated 统计期限, such as 自2023年1月1日起至2023年12月31日止.
#[derive(Clone, Copy, Debug)]
pub struct Period {
    /// First day; its year may be taken over by the last.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// Whether the last day states its own year.
    pub end_states_year: bool,
    /// Where, from the first date to the last.
    pub span: Span,
    /// Where the first date stands.
    pub start_span: Span,
    /// Where the last date stands.
    pub end_span: Span,
}
