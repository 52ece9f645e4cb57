//! What becomes of Markdown.

use nianbao_document::Format;

use crate::outline;

#[track_caller]
fn assert_markdown(text: &str, expected: &[&str]) {
    outline::assert_outline(text, Format::Markdown, expected);
}

#[track_caller]
fn assert_pieces(text: &str, words: &str, expected: &[&str]) {
    outline::assert_pieces(text, Format::Markdown, words, expected);
}

#[test]
fn headings_paragraphs_quotes_and_code_are_blocks() {
    assert_markdown(
        "# 年报 #\n\n### 一、总体情况\n甲\n乙  \n丙\n\n标题\n===\n\n> 引\n> 用\n\n    码 1\n    码 2\n\n```\n块\n```\n\n---\n",
        &[
            "H1 年报",
            "H3 一、总体情况",
            "P 甲⏎乙⏎丙",
            "H1 标题",
            "P 引⏎用",
            "P 码 1",
            "P 码 2",
            "P 块",
        ],
    );
}

#[test]
fn numbers_of_list_items_are_words_and_bullets_are_not() {
    assert_markdown(
        "1. 主动公开\n2. 依申请\n   - 子项\n\n3)   平台\n\n   续段\n\n2023. 年\n",
        &["P 1. 主动公开", "P 2. 依申请", "P 子项", "P 3) 平台", "P 续段", "P 2023. 年"],
    );
    assert_pieces("1. 主动**公开**", "1. 主动公开", &["1. 主动", "公开"]);
}

#[test]
fn marks_vanish_and_their_text_stays() {
    let text = "**甲**_乙_[丙](http://x)`丁`\\*戊&nbsp;己<br>庚<u>辛</u><!-- 注 -->";
    assert_markdown(text, &["P 甲乙丙丁*戊\u{a0}己⏎庚辛"]);
    assert_pieces(text, "丙丁", &["丙", "丁"]);
    assert_pieces(text, "*戊\u{a0}", &["*戊&nbsp;"]);
    assert_markdown("5~8件，10~20件", &["P 5~8件，10~20件"]);
}

#[test]
fn no_cell_is_cut_or_made_up() {
    assert_markdown(
        "| 项目 | 数 |\n|:--|--:|\n| **规章** | 0 | 1 | 2 |\n| a \\| b |\n||&lt;x&gt;|\n| - | 1. x |\n",
        &["T 项目,数 / 规章,0,1,2 / a | b / ,<x> / -,1. x"],
    );
}

#[test]
fn tab_rows_are_rows_wherever_they_stand() {
    assert_markdown(
        "### 三、情况\n\n\t\t自然人\t总计\n一、新收\t\t1\t1\n3. 其他\t\t0\t0\n# 五\t\t2\t2\n\n正文",
        &["H3 三、情况", "T ,,自然人,总计 / 一、新收,,1,1 / 3. 其他,,0,0 / # 五,,2,2", "P 正文"],
    );
}

#[test]
fn raw_html_tables_are_tables_even_with_blank_lines() {
    assert_markdown(
        "前\n<table>\n<tr><td colspan=2>甲</td></tr>\n\n\t<tr>\t<td>1 | 2</td>\t<td>3</td></tr>\n</table>\n后",
        &["P 前", "T 甲@0:2x1 / 1 | 2,3", "P 后"],
    );
    assert_markdown("<p align=center>中</p>\n\n<!-- 注\n\n释 -->\n\n乙", &["P 中", "P 乙"]);
    assert_markdown("说 <table> 一", &["P 说  一"]);
}

#[test]
fn pictures_are_named_and_said_by_nobody() {
    assert_markdown("![章](a/b.png)甲 <img src='c.jpg'>", &["P 甲", "I 章", "I c.jpg"]);
    assert_markdown("![](a/b.png)", &["I b.png"]);
}

#[test]
fn front_matter_belongs_to_the_page() {
    assert_markdown(
        "---\ntitle: 年报\ntags:\n  - a\n---\n# 年报\n",
        &["page:P title: 年报", "page:P tags:", "page:P - a", "H1 年报"],
    );
    assert_markdown("---\n正文\n---\n", &["H2 正文"]);
}

#[test]
fn a_note_that_looks_like_the_definition_of_a_link_is_kept() {
    assert_markdown(
        "甲\n\n[注]: 本表单位为件\n\n乙[链][1]\n\n[1]: http://example.cn/a\n",
        &["P 甲", "P [注]: 本表单位为件", "P 乙链"],
    );
}

#[test]
fn indented_prose_is_prose() {
    assert_markdown("\t2023年，本局*认真*。\n\n　　乙\n", &["P 2023年，本局*认真*。", "P 乙"]);
}
