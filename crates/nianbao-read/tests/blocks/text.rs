//! What becomes of plain text.

use nianbao_document::Format;

use crate::outline;

#[track_caller]
fn assert_text(text: &str, expected: &[&str]) {
    outline::assert_outline(text, Format::Text, expected);
}

#[test]
fn each_line_is_a_paragraph_without_white_space_around() {
    assert_text(
        "　　甲 乙 \r\n\r\n\u{a0}丙\u{2002}\n\t丁\r戊",
        &["P 甲 乙", "P 丙", "P 丁", "P 戊"],
    );
}

#[test]
fn marks_of_other_formats_are_words() {
    assert_text(
        "# 一\n**二**&amp;<b>三</b>\n- 四",
        &["P # 一", "P **二**&amp;<b>三</b>", "P - 四"],
    );
}

#[test]
fn lines_of_fields_are_tables_between_paragraphs() {
    assert_text(
        "二、情况\n第二十条 | |||\n规章 | 0 | | 2 |\n三、情况\n项目\t\t总计\n\n\t新收\t1\n完",
        &[
            "P 二、情况",
            "T 第二十条,,, / 规章,0,,2",
            "P 三、情况",
            "T 项目,,总计 / ,新收,1",
            "P 完",
        ],
    );
}
