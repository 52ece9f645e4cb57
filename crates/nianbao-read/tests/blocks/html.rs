//! What becomes of pages.

use nianbao_document::{BlockKind, Format, Grid, ProblemKind};
use nianbao_read::read;
use nianbao_span::Source;

use crate::outline;

#[track_caller]
fn assert_page(html: &str, expected: &[&str]) {
    outline::assert_outline(html, Format::Html, expected);
}

#[track_caller]
fn assert_pieces(html: &str, words: &str, expected: &[&str]) {
    outline::assert_pieces(html, Format::Html, words, expected);
}

#[test]
fn words_of_a_word_processor_are_joined() {
    let html = "<p class=MsoNormal style='text-indent:32pt'><span lang=EN-US>2023</span><span>年，\
        本局</span><b>公开</b><span lang=EN-US><o:p></o:p></span></p>";
    assert_page(html, &["P 2023年，本局公开"]);
    assert_pieces(html, "2023年", &["2023", "年"]);
    assert_pieces(html, "本局", &["本局"]);
}

#[test]
fn white_space_collapses_as_in_a_browser() {
    assert_page("<p>\r\n　　甲 \t乙\r\n  丙<b> 丁 </b> 戊 <br> 己 </p>", &["P 甲 乙 丙 丁 戊⏎己"]);
    assert_pieces("<p>甲\r\n  乙", "甲 乙", &["甲\r\n  乙"]);
    assert_page("<p>甲&nbsp;&nbsp;乙&nbsp;</p><p>&nbsp;　</p>", &["P 甲\u{a0}\u{a0}乙"]);
    assert_page("<pre>\n 甲\n   乙 丙\r\n</pre>", &["P 甲⏎   乙 丙"]);
}

#[test]
fn references_and_line_breaks_map_to_their_source() {
    let html = "<p>甲&ldquo;乙&#20013;&amp丙\r\n丁<br/>戊";
    assert_page(html, &["P 甲“乙中&丙 丁⏎戊"]);
    assert_pieces(html, "“", &["&ldquo;"]);
    assert_pieces(html, "中&", &["&#20013;&amp"]);
    assert_pieces(html, " ", &["\r\n"]);
    assert_pieces(html, "\n", &["<br/>"]);
}

#[test]
fn text_that_a_browser_moves_keeps_its_place() {
    let html = "<table>甲<tr>乙<td>丙<td>丁</table>戊";
    assert_page(html, &["P 甲乙", "T 丙,丁", "P 戊"]);
    assert_pieces(html, "甲乙", &["甲", "乙"]);
    let html = "<p>甲<b>乙<i>丙</b>丁</i>戊";
    assert_page(html, &["P 甲乙丙丁戊"]);
    assert_pieces(html, "丙丁", &["丙", "丁"]);
}

#[test]
fn merged_cells_have_the_columns_they_are_drawn_in() {
    assert_page(
        "<table><tr><td rowspan=2 colspan=2>甲<td colspan=2>乙<tr><td>丙<td rowspan=9>丁<tr><td>1<td>2<td>3</table>",
        &["T 甲@0:2x2,乙@2:2x1 / 丙,丁@3:1x2 / 1,2,3"],
    );
    assert_page(
        "<table><tbody><tr><td rowspan=0>甲<td>1<tr><td>2</tbody><tbody><tr><td>乙<td>3</table>",
        &["T 甲@0:1x2,1 / 2 / 乙,3"],
    );
    assert_page("<table><tr><td colspan=0>甲<td colspan=x>乙</table>", &["T 甲,乙"]);
}

#[test]
fn a_cell_joins_its_paragraphs_by_line_breaks() {
    let html =
        "<table><tr><td><p>结果</p><p>维持</p><td> 尚未<br>审结 <td><div>&nbsp;</div></table>";
    assert_page(html, &["T 结果⏎维持,尚未⏎审结,"]);
    let source = Source::from_text("年报.html", html);
    let document = read(&source, Format::Html);
    let BlockKind::Table(table) = &document.blocks[0].kind else { panic!("{document:?}") };
    assert_eq!(table.grid, Grid::Merged);
    assert_eq!(source.slice(table.span), html);
    let blank = table.rows[0].cells[2].text.whole_span();
    assert_eq!(&html[blank.range().start..], "&nbsp;</div></table>");
}

#[test]
fn a_caption_stands_before_its_table() {
    assert_page(
        "<table><caption>单位：件</caption><tr><td>甲<td>1</table>",
        &["P 单位：件", "T 甲,1"],
    );
}

#[test]
fn layout_tables_are_no_tables() {
    assert_page("<table><tr><td><p>甲<p>乙</table>", &["P 甲", "P 乙"]);
    assert_page("<table><tr><td>左<td><table><tr><td>1<td>2</table></table>", &["P 左", "T 1,2"]);
    assert_page("<table><tr><td><h2>一</h2><td>右</table>", &["H2 一", "P 右"]);
    let prose = "本局认真落实各项要求。".repeat(20);
    let html = format!("<table><tr><td>一<tr><td><p>{prose}<p>完</table>");
    assert_page(&html, &["P 一", &format!("P {prose}"), "P 完"]);
}

#[test]
fn the_page_around_the_report_is_marked() {
    assert_page(
        "<nav>导航</nav><header>某县</header><ul><li><a href=1>首页</a><li><a href=2>公开</a><li><a href=3>互动</a></ul>\
         <article><header><h1>年报</h1></header><p>正文<footer>某局</footer></article><form><p>表单<button>打印</button>\
         </form><div role=navigation>位置</div><footer>主办</footer>",
        &[
            "page:P 导航",
            "page:P 某县",
            "page:P 首页",
            "page:P 公开",
            "page:P 互动",
            "H1 年报",
            "P 正文",
            "P 某局",
            "P 表单",
            "page:P 打印",
            "page:P 位置",
            "page:P 主办",
        ],
    );
}

#[test]
fn an_unclosed_link_does_not_make_the_report_a_list_of_links() {
    let prose = "本局认真落实政府信息公开的各项要求，及时公布有关的信息。".repeat(3);
    let html = format!("<div><a href=1><p>{prose}<p>{prose}<p>{prose}</div>");
    assert_page(&html, &[format!("P {prose}").as_str(); 3]);
}

#[test]
fn what_is_not_shown_is_left_out() {
    assert_page(
        "<script>if(a<b){}</script><style>p{}</style><!-- 注 --><noscript>无</noscript><template><p>模</template>\
         <p hidden>藏<p style='color:red; DISPLAY : none !important'>藏<iframe>框</iframe><p>见<svg><text>图</svg>",
        &["P 见"],
    );
}

#[test]
fn pictures_are_named() {
    assert_page(
        "<p>甲<a href=x><img src='/a/图 1.jpg?v=1'></a>乙<p><img alt=章><img src='data:image/png;base64,AA' alt=''>",
        &["P 甲乙", "I 图 1.jpg", "I 章", "I "],
    );
}

#[test]
fn blocks_know_the_elements_around_them() {
    let source = Source::from_text(
        "年报.html",
        "<div><p>甲</p><div><p>乙</p><p>丙</p></div></div><p>丁</p>",
    );
    let document = read(&source, Format::Html);
    let [first, second, third, outside] = document.blocks.as_slice() else {
        panic!("{document:?}")
    };
    let parent = |container: u32| document.containers[container as usize].parent;
    assert_eq!(parent(second.container), parent(third.container));
    assert!(document.is_within(second.container, parent(first.container)));
    assert!(!document.is_within(outside.container, parent(first.container)));
}

#[test]
fn the_title_of_the_page_is_no_block() {
    let source = Source::from_text("年报.html", "<title>年报&mdash;某县\n</title><p>甲");
    let document = read(&source, Format::Html);
    assert_eq!(
        document.page_title.map(|title| title.content().to_owned()).as_deref(),
        Some("年报—某县")
    );
    assert_eq!(document.blocks.len(), 1);
}

/// Reads hostile input, which must end soon, and gives the kinds of problems.
fn problems_of(html: &str) -> Vec<ProblemKind> {
    let source = Source::from_text("年报.html", html);
    read(&source, Format::Html).problems.iter().map(|problem| problem.kind).collect()
}

#[test]
fn hostile_nesting_is_cut_with_a_problem() {
    assert_eq!(problems_of(&"<div>".repeat(100_000)), [ProblemKind::Limit]);
    assert_eq!(problems_of(&"<table><tr><td>".repeat(10_000)), [ProblemKind::Limit]);
    let fonts = (0..400).map(|at| format!("<font size={at}>")).collect::<Vec<_>>().concat();
    assert_eq!(
        problems_of(&format!("<p>{fonts}</p>{}", "<p>甲".repeat(10_000))),
        [ProblemKind::Limit]
    );
    assert_eq!(problems_of(&format!("{}甲", "<div>".repeat(200))), []);
}

#[test]
fn hostile_merges_and_tags_take_no_time() {
    let cells = "<td colspan=1000 rowspan=65534>".repeat(500);
    assert_eq!(problems_of(&format!("<table>{}", format!("<tr>{cells}").repeat(20))), []);
    assert_eq!(problems_of(&"<tr><td rowspan=0 colspan=1000>".repeat(5_000)), []);
    assert_eq!(problems_of(&format!("<table>{}", "甲<tr>".repeat(20_000))), []);
    assert_eq!(problems_of(&"<a href=1>甲<p>".repeat(5_000)), []);
    assert_eq!(problems_of(&"</p>".repeat(50_000)), []);
    assert_eq!(problems_of(&"&".repeat(100_000)), []);
    assert_eq!(problems_of(&"<".repeat(100_000)), []);
}
