use nianbao_span::Span;

/// The report's title.
#[derive(Clone, Debug)]
pub struct Title {
    /// Its words, lines joined, white space left out.
    pub text: String,
    /// Where, from its first line to its last.
    pub span: Span,
    /// The year it names and where.
    pub year: Option<(u16, Span)>,
    /// The organ it names and where.
    pub organ: Option<(String, Span)>,
}
