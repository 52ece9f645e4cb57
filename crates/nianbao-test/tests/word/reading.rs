//! What is read of a document's XML.

use nianbao_test::word::{WordFile, paragraph};

use crate::support::{opened, outline, place_of};

#[track_caller]
fn check(body: &str, expected: &[&str]) {
    assert_eq!(outline(WordFile::new(body).bytes()), expected);
}

/// A paragraph whose runs hold `runs`, the XML of their content.
fn runs(runs: &[&str]) -> String {
    format!("<w:p><w:r>{}</w:r></w:p>", runs.join("</w:r><w:r>"))
}

/// A cell with properties and words.
fn cell(properties: &str, words: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph(words))
}

#[test]
fn runs_are_joined() {
    check(&runs(&["<w:t>收到申</w:t>", "<w:t>请12</w:t><w:t>件</w:t>"]), &["P 收到申请12件"]);
    check(&runs(&["<w:t>甲&amp;乙&#x4E19;</w:t>"]), &["P 甲&乙丙"]);
    check(&runs(&["<w:t> 甲 </w:t>", r#"<w:t xml:space="preserve"> 乙 </w:t>"#]), &["P 甲 乙"]);
    check(&runs(&["<w:t><![CDATA[甲<乙]]></w:t>"]), &["P 甲<乙"]);
    check(&runs(&["<w:rPr><w:vanish/></w:rPr><w:t>藏</w:t>", "<w:t>现</w:t>"]), &["P 现"]);
}

#[test]
fn breaks_and_signs_are_read_as_seen() {
    check(&runs(&["<w:t>甲</w:t><w:br/><w:t>乙</w:t>"]), &["P 甲\n乙"]);
    check(&runs(&["<w:tab/><w:t>甲</w:t><w:tab/><w:t>乙</w:t>"]), &["P 甲 乙"]);
    check(
        &runs(&["<w:t>0990</w:t><w:noBreakHyphen/><w:t>61</w:t><w:softHyphen/>"]),
        &["P 0990\u{2011}61"],
    );
    check(&runs(&[r#"<w:sym w:font="宋体" w:char="2605"/><w:sym w:char="F0FE"/>"#]), &["P ★"]);
}

#[test]
fn fields_show_their_result() {
    let field = |kind: &str| format!(r#"<w:fldChar w:fldCharType="{kind}"/>"#);
    let (begin, separate, end) = (field("begin"), field("separate"), field("end"));
    let instruction = "<w:instrText>PAGE</w:instrText>";
    check(
        &runs(&[
            "<w:t>第</w:t>",
            &begin,
            instruction,
            &separate,
            "<w:t>3</w:t>",
            &end,
            "<w:t>页</w:t>",
        ]),
        &["P 第3页"],
    );
    // An instruction may hold words and a field of its own.
    check(
        &runs(&[
            &begin,
            "<w:t>藏</w:t>",
            &begin,
            instruction,
            &separate,
            "<w:t>2</w:t>",
            &end,
            &separate,
            "<w:t>现</w:t>",
            &end,
        ]),
        &["P 现"],
    );
    check(
        r#"<w:p><w:fldSimple w:instr="DATE"><w:r><w:t>1月</w:t></w:r></w:fldSimple></w:p>"#,
        &["P 1月"],
    );
    check(
        r#"<w:p><w:hyperlink r:id="x"><w:r><w:t>网站</w:t></w:r></w:hyperlink></w:p>"#,
        &["P 网站"],
    );
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let inserted = r#"<w:ins w:id="1" w:author="甲"><w:r><w:t>新</w:t></w:r></w:ins>"#;
    let deleted = r#"<w:del w:id="2" w:author="甲"><w:r><w:delText>旧</w:delText></w:r></w:del>"#;
    let body = format!(
        "<w:p><w:r><w:t>甲乙</w:t></w:r>{deleted}{inserted}<w:r><w:t>丙丁</w:t></w:r></w:p>"
    );
    let file = WordFile::new(&format!("{}{body}", paragraph("首段")));
    assert_eq!(outline(file.bytes()), ["P 首段", "P 甲乙新丙丁"]);
    let opened = opened(file.bytes());
    assert_eq!(place_of(&opened, "新"), "第2段，在修订插入的文字中");
    assert_eq!(place_of(&opened, "乙"), "第2段，紧邻修订删除的文字");
    assert_eq!(place_of(&opened, "丁"), "第2段");
}

#[test]
fn a_deleted_paragraph_mark_joins_two_paragraphs() {
    let mark = r#"<w:pPr><w:rPr><w:del w:id="1" w:author="甲"/></w:rPr></w:pPr>"#;
    let body = format!("<w:p>{mark}<w:r><w:t>全年收到</w:t></w:r></w:p>{}", paragraph("申请3件"));
    check(&body, &["P 全年收到申请3件"]);
    let row = |properties: &str, words: &str| {
        format!("<w:tr><w:trPr>{properties}</w:trPr>{}{}</w:tr>", cell("", words), cell("", "0"))
    };
    let deleted = row(r#"<w:del w:id="2" w:author="甲"/>"#, "旧");
    check(
        &format!("<w:tbl>{}{deleted}{}</w:tbl>", row("", "甲"), row("", "乙")),
        &["T [甲@0][0@1]|[乙@0][0@1]|"],
    );
}

#[test]
fn headings_are_told_by_style_and_outline_level() {
    let styles = r#"<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>
        <w:style w:type="paragraph" w:styleId="目录1"><w:name w:val="toc 1"/></w:style>"#;
    let with = |properties: &str, words: &str| {
        format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
    };
    let body = [
        with(r#"<w:pStyle w:val="2"/>"#, "一、总体情况"),
        with(r#"<w:outlineLvl w:val="0"/>"#, "二、主动公开"),
        with(r#"<w:pStyle w:val="目录1"/>"#, "一、总体情况 1"),
        with("", "正文"),
    ];
    let file = WordFile::new(&body.concat()).with("styles", styles);
    let expected = ["H2 一、总体情况", "H1 二、主动公开", "-P 一、总体情况 1", "P 正文"];
    assert_eq!(outline(file.bytes()), expected);
}

#[test]
fn automatic_numbers_are_shown() {
    let level = |level: u32, format: &str, text: &str| {
        format!(
            r#"<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl>"#
        )
    };
    let numbering = format!(
        r#"<w:abstractNum w:abstractNumId="0">{}{}{}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#,
        level(0, "chineseCounting", "%1、"),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%3."),
    );
    let at = |level: u32, words: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"#
        )
    };
    let body = [
        at(0, "总体情况"),
        at(1, "主动公开"),
        at(2, "网站"),
        at(1, "依申请公开"),
        at(0, "公开情况"),
    ];
    let file = WordFile::new(&body.concat()).with("numbering", &numbering);
    let expected =
        ["P 一、总体情况", "P （一）主动公开", "P 1.网站", "P （二）依申请公开", "P 二、公开情况"];
    assert_eq!(outline(file.bytes()), expected);
}

#[test]
fn merged_cells_cover_columns_and_rows() {
    let rows = [
        cell(r#"<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>"#, "申请人情况")
            + &cell("", "总计"),
        cell(r#"<w:gridSpan w:val="2"/><w:vMerge/>"#, "") + &cell("", "3"),
        cell(r#"<w:hMerge w:val="restart"/>"#, "甲") + &cell("<w:hMerge/>", "") + &cell("", "4"),
    ];
    let rows = format!("<w:tr>{}</w:tr>", rows.join("</w:tr><w:tr>"));
    check(
        &format!("<w:tbl>{rows}</w:tbl>"),
        &["T [申请人情况@0+2×2][总计@2]|[3@2]|[甲@0+2][4@2]|"],
    );
    let before = format!(
        r#"<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{}</w:tr><w:tr>{}{}</w:tr>"#,
        cell("", "甲"),
        cell("", "乙"),
        cell("", "丙")
    );
    check(&format!("<w:tbl>{before}</w:tbl>"), &["T [甲@1]|[乙@0][丙@1]|"]);
}

#[test]
fn cells_hold_several_lines() {
    let two = format!("<w:tc>{}{}</w:tc>", paragraph("商业"), paragraph("企业"));
    let soft = format!("<w:tc>{}</w:tc>", runs(&["<w:t>科研</w:t><w:br/><w:br/><w:t>机构</w:t>"]));
    let empty = "<w:tc><w:p/></w:tc>";
    check(
        &format!("<w:tbl><w:tr>{two}{soft}{empty}</w:tr></w:tbl>"),
        &["T [商业/企业@0][科研/机构@1][@2]|"],
    );
}

#[test]
fn a_table_that_arranges_blocks_is_read_as_the_blocks() {
    let data = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("", "规章"), cell("", "0"));
    let frame =
        format!("<w:tbl><w:tr><w:tc>{}{data}<w:p/></w:tc></w:tr></w:tbl>", paragraph("二、情况"));
    let file = WordFile::new(&frame);
    assert_eq!(outline(file.bytes()), ["P 二、情况", "T [规章@0][0@1]|"]);
    assert_eq!(place_of(&opened(file.bytes()), "规章"), "第1个表格第1行第1列的内嵌表格第1行第1列");
    let small = format!(
        "<w:tbl><w:tr>{}<w:tc>{data}<w:p/></w:tc></w:tr></w:tbl>",
        cell("", &"很长的说明".repeat(4))
    );
    check(&small, &[&format!("T [{}@0][规章/0@1]|", "很长的说明".repeat(4))]);
}

#[test]
fn text_boxes_are_read_once() {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", paragraph("某县年报"));
    let boxed = format!(
        r#"<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"#
    );
    check(&format!("<w:p>{boxed}<w:r><w:t>正文</w:t></w:r></w:p>"), &["P 某县年报", "P 正文"]);
    let file = WordFile::new(&format!("<w:p><w:r><w:t>正文</w:t></w:r>{boxed}</w:p>"));
    assert_eq!(outline(file.bytes()), ["P 正文", "P 某县年报"]);
    assert_eq!(place_of(&opened(file.bytes()), "某县年报"), "第1段的文本框");
}

#[test]
fn notes_stand_behind_the_paragraph_that_names_them() {
    let reference = r#"<w:p><w:r><w:t>共3件</w:t><w:footnoteReference w:id="2"/></w:r></w:p>"#;
    let notes = format!(
        r#"<w:footnote w:type="separator" w:id="0">{}</w:footnote><w:footnote w:id="2">{}</w:footnote>"#,
        paragraph("线"),
        paragraph("含上年结转1件"),
    );
    let file = WordFile::new(&format!("{reference}{}", paragraph("完"))).with("footnotes", &notes);
    assert_eq!(outline(file.bytes()), ["P 共3件", "P 含上年结转1件", "P 完"]);
    assert_eq!(place_of(&opened(file.bytes()), "上年"), "第1段的脚注");
}

#[test]
fn headers_and_footers_are_kept_apart() {
    let section = r#"<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" r:id="footer"/></w:sectPr>"#;
    let file = WordFile::new(&format!("{}{section}", paragraph("正文")))
        .with("header", &paragraph("内部资料"))
        .with("footer", &paragraph("第1页"));
    assert_eq!(outline(file.bytes()), ["-P 内部资料", "P 正文", "-P 第1页"]);
    assert_eq!(place_of(&opened(file.bytes()), "第1页"), "页脚");
}

#[test]
fn pictures_have_their_place() {
    let picture = r#"<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="申请情况表"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="x"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"#;
    let line = r#"<w:p><w:r><w:drawing><wp:inline><wp:docPr id="2" name="直线 1"/></wp:inline></w:drawing></w:r></w:p>"#;
    let old = r#"<w:p><w:r><w:pict><v:shape><v:imagedata r:id="y" o:title="扫描" xmlns:o="urn:o"/></v:shape></w:pict></w:r></w:p>"#;
    check(
        &format!("{}{picture}{line}{old}", paragraph("三、情况")),
        &["P 三、情况", "I 申请情况表", "I 扫描"],
    );
}

#[test]
fn content_controls_and_other_wrappings_are_looked_through() {
    let control =
        format!("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", paragraph("甲"));
    let contents = format!(
        r#"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"#,
        paragraph("目录"),
    );
    let inline = "<w:p><w:smartTag><w:sdt><w:sdtContent><w:r><w:t>乙</w:t></w:r></w:sdtContent></w:sdt></w:smartTag><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>";
    check(&format!("{control}{contents}{inline}"), &["P 甲", "-P 目录", "P 乙x=1"]);
    let ruby = "<w:ruby><w:rt><w:r><w:t>bù</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>部</w:t></w:r></w:rubyBase></w:ruby>";
    check(&runs(&[ruby]), &["P 部"]);
}

#[test]
fn paragraphs_tables_and_cells_are_counted_as_word_does() {
    let row = |words: &str| format!("<w:tr>{}{}</w:tr>", cell("", words), cell("", "0"));
    let table = |words: &str| format!("<w:tbl>{}{}</w:tbl>", row("头"), row(words));
    let body =
        [paragraph("首段"), "<w:p/>".to_owned(), table("甲"), paragraph("三段"), table("乙")];
    let opened = opened(WordFile::new(&body.concat()).bytes());
    assert_eq!(place_of(&opened, "首段"), "第1段");
    assert_eq!(place_of(&opened, "三段"), "第3段");
    assert_eq!(place_of(&opened, "甲"), "第1个表格第2行第1列");
    assert_eq!(place_of(&opened, "乙\t0"), "第2个表格第2行第1列");
}

#[test]
fn strict_documents_are_read_too() {
    let transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let body = format!(
        r#"<x:document xmlns:x="{transitional}"><x:body><x:p><x:r><x:t>甲</x:t></x:r></x:p></x:body></x:document>"#
    );
    let strict = body.replace(transitional, "http://purl.oclc.org/ooxml/wordprocessingml/main");
    let marked = format!("\u{FEFF}<?xml version=\"1.0\"?>\r\n<!-- 注 -->{body}\n");
    for xml in [body, strict, marked] {
        let file = WordFile::new("").with_part("word/document.xml", xml);
        assert_eq!(outline(file.bytes()), ["P 甲"]);
    }
}
