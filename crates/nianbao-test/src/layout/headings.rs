use crate::model::ReportModel;

/// How headings are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbering {
    /// `一、` and `（一）`.
    Official,
    /// `一.` and `（一）`.
    Dotted,
    /// `（一）` and `1.`.
    Bracketed,
    /// `第一部分 ` and `（一）`.
    Part,
}

const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

impl Numbering {
    /// The heading of a section, 1 to 6.
    pub(crate) fn section(self, model: &ReportModel, number: usize) -> String {
        let (numeral, words) = (NUMERALS[number - 1], &model.headings[number - 1]);
        match self {
            Numbering::Official => format!("{numeral}、{words}"),
            Numbering::Dotted => format!("{numeral}.{words}"),
            Numbering::Bracketed => format!("（{numeral}）{words}"),
            Numbering::Part => format!("第{numeral}部分 {words}"),
        }
    }

    /// The number of a part of a section, from 1.
    pub(crate) fn part(self, number: u8) -> String {
        match self {
            Numbering::Bracketed => format!("{number}."),
            _ => format!("（{}）", NUMERALS[usize::from(number) - 1]),
        }
    }
}
