use nianbao_span::Span;

/// The organ that reports.
#[derive(Clone, Debug)]
pub struct Organ {
    /// Its name as the title, the header lines or the text give it.
    pub name: String,
    /// Where.
    pub span: Span,
    /// What kind of organ the name says it is.
    pub kind: OrganKind,
}

/// Kinds of organs that the law tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganKind {
    /// A people's government of a county or above, reporting for its whole territory.
    Government,
    /// Its office (办公厅、办公室).
    Office,
    /// A department (局、委、厅 …).
    Department,
    /// A township or town government.
    Township,
    /// A sub-district office (街道办事处).
    SubDistrict,
    /// Any other, or not to be told.
    Other,
}

impl OrganKind {
    /// All kinds by their names in settings and JSON.
    pub const NAMES: [(&'static str, OrganKind); 6] = [
        ("government", OrganKind::Government),
        ("office", OrganKind::Office),
        ("department", OrganKind::Department),
        ("township", OrganKind::Township),
        ("sub-district", OrganKind::SubDistrict),
        ("other", OrganKind::Other),
    ];
}
