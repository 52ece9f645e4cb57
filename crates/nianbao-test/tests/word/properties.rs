//! What holds for every document, edit and comment.

use nianbao_read::{Comment, Opened, Revision, open};
use nianbao_span::Span;
use nianbao_test::word::{WordFile, parts_of};
use proptest::prelude::*;
use proptest::sample::Index;

/// Pieces of a paragraph's content.
const INLINES: [&str; 16] = [
    "<w:r><w:t>甲乙丙</w:t></w:r>",
    "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\"> 丁, 戊 </w:t></w:r>",
    "<w:r><w:t> 首尾 </w:t></w:r>",
    "<w:r><w:t>a&amp;b&#x4E59;c</w:t><w:t>续</w:t></w:r>",
    "<w:r><w:t>前</w:t><w:tab/><w:t>后</w:t><w:br/></w:r>",
    "<w:ins w:id=\"5\" w:author=\"科长\"><w:r><w:t>新增</w:t></w:r></w:ins>",
    "<w:del w:id=\"6\" w:author=\"科长\"><w:r><w:delText>旧</w:delText></w:r></w:del>",
    "<w:hyperlink r:id=\"x\"><w:r><w:t>网站</w:t></w:r></w:hyperlink>",
    "<w:r><w:t><![CDATA[子<丑]]></w:t></w:r>",
    "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>X</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t>3</w:t><w:fldChar w:fldCharType=\"end\"/></w:r>",
    "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>盒中</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
    "<w:r><w:footnoteReference w:id=\"2\"/></w:r>",
    "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>",
    "<w:r><mc:AlternateContent><mc:Choice><w:t>双</w:t></mc:Choice><mc:Fallback><w:t>双</w:t></mc:Fallback></mc:AlternateContent></w:r>",
    "<w:r><w:t/></w:r>",
    "<w:commentRangeStart w:id=\"9\"/><w:r><w:t>批</w:t></w:r><w:commentRangeEnd w:id=\"9\"/>",
];

/// A paragraph of these pieces; none make one without content.
fn paragraph(picks: &[Index]) -> String {
    if picks.is_empty() {
        return "<w:p/>".to_owned();
    }
    let inlines: String = picks.iter().map(|pick| *pick.get(&INLINES)).collect();
    format!("<w:p><w:pPr><w:jc w:val=\"left\"/></w:pPr>{inlines}</w:p>")
}

/// A document of paragraphs, every third of them in a table.
fn document(paragraphs: &[Vec<Index>]) -> Vec<u8> {
    let body: String = paragraphs
        .iter()
        .enumerate()
        .map(|(index, picks)| match index % 3 {
            2 => format!(
                "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>",
                paragraph(picks)
            ),
            _ => paragraph(picks),
        })
        .collect();
    let note = "<w:footnote w:id=\"2\"><w:p><w:r><w:t>注文,一</w:t></w:r></w:p></w:footnote>";
    WordFile::new(&body).with("footnotes", note).bytes()
}

fn documents() -> impl Strategy<Value = Vec<u8>> {
    let paragraphs = prop::collection::vec(prop::collection::vec(any::<Index>(), 0..5), 1..6);
    paragraphs.prop_map(|paragraphs| document(&paragraphs))
}

/// A few characters of the text, or a place between two.
fn span(opened: &Opened, (start, len): (Index, usize)) -> Span {
    let text = &opened.source.text;
    let borders: Vec<usize> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
    let first = start.index(borders.len());
    Span::new(borders[first]..borders[(first + len).min(borders.len() - 1)])
}

fn revision() -> Revision {
    Revision { author: "nianbao".to_owned(), date: "2024-01-22T00:00:00Z".to_owned() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn an_edit_that_is_admitted_says_what_was_meant(
        bytes in documents(),
        place in (any::<Index>(), 0..5_usize),
        words in prop::sample::select(vec!["", "，", "a<&>b", " ", "甲乙"]),
        is_tracked in any::<bool>(),
    ) {
        let opened = open("a.docx", bytes.clone()).unwrap();
        let (docx, span) = (opened.docx.as_ref().unwrap(), span(&opened, place));
        if !docx.admits(span, words) {
            return Ok(());
        }
        let revision = is_tracked.then(revision);
        let new = docx.with_edits(&bytes, &opened.source, [(span, words)], revision.as_ref()).unwrap();
        let mut expected = opened.source.text.clone();
        expected.replace_range(span.range(), words);
        let read = open("a.docx", new).unwrap();
        prop_assert_eq!(&read.source.text, &expected);
    }

    #[test]
    fn comments_change_no_word_and_stand_once(
        bytes in documents(),
        places in prop::collection::vec((any::<Index>(), 0..12_usize), 1..6),
    ) {
        let opened = open("a.docx", bytes.clone()).unwrap();
        let docx = opened.docx.as_ref().unwrap();
        let comments: Vec<Comment> = places
            .iter()
            .map(|place| Comment { span: span(&opened, *place), lines: vec!["说".to_owned()] })
            .collect();
        let new = docx.with_comments(&bytes, &comments, &revision()).unwrap();
        let xml = String::from_utf8(parts_of(&new)["word/document.xml"].clone()).unwrap();
        let list = String::from_utf8(parts_of(&new)["word/comments.xml"].clone()).unwrap();
        let ids = list.split("<w:comment w:id=\"").skip(1).map(|it| it.split('"').next().unwrap());
        for id in ids {
            let places = ["commentRangeStart", "commentRangeEnd", "commentReference"].map(|name| {
                let mark = format!("<w:{name} w:id=\"{id}\"/>");
                assert_eq!(xml.matches(&mark).count(), 1, "{mark} in {xml}");
                xml.find(&mark).unwrap()
            });
            prop_assert!(places.is_sorted(), "{xml}");
        }
        prop_assert_eq!(&open("a.docx", new).unwrap().source.text, &opened.source.text);
    }
}
