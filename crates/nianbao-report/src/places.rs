use nianbao_diagnostics::Place;

/// What headings call the six sections: `一` for the first.
const NUMERALS: [&str; 6] = ["一", "二", "三", "四", "五", "六"];

/// The Chinese numeral of a section, 1 to 6; empty for any other number.
pub fn section_numeral(number: u8) -> &'static str {
    usize::from(number).checked_sub(1).and_then(|index| NUMERALS.get(index)).unwrap_or(&"")
}

/// Where a person looks for a line of `section`, or of what stands before the first section.
pub fn section_place(section: Option<u8>) -> Place {
    let label = match section {
        Some(number) => format!("第{}部分", section_numeral(number)),
        None => "标题与导语".to_owned(),
    };
    Place { section, label, ..Place::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_called_by_number() {
        assert_eq!(section_place(Some(5)).label, "第五部分");
        assert_eq!(section_place(None).label, "标题与导语");
        assert_eq!(section_numeral(0), "");
        assert_eq!(section_numeral(7), "");
    }
}
