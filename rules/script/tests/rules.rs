//! What the examples in the rules' documentation cannot show: grouping, fixes, markup.

use nianbao_lint::document::Format;
use nianbao_lint::{Applicability, Severity};
use nianbao_rules_script as _;
use nianbao_test::findings;

#[test]
fn examples_are_true() {
    nianbao_test::check_examples("script");
}

#[test]
fn every_file_is_a_module() {
    nianbao_test::check_modules(env!("CARGO_MANIFEST_DIR"));
}

/// What the only finding of `rule` in `text` says, and the text after its fix.
#[track_caller]
fn only(rule: &str, format: Format, text: &str) -> (String, Option<(Applicability, String)>) {
    let mut found = findings(rule, format, text);
    assert_eq!(found.len(), 1, "{found:?}");
    found.pop().map(|found| (found.message, found.fix)).expect("there is one")
}

#[test]
fn many_notes_are_one_finding_with_one_fix() {
    let text = "柳林鎮(zhèn)政務(wù)公開工作總體情況報(bào)告，申請(qǐng)2件，辦結(jié)2件，內(nèi)容真實(shí)";
    let (message, fix) = only("script/pinyin-annotation", Format::Text, text);
    assert_eq!(message, "文中夹有 7 处转换程序注的拼音");
    let fixed = "柳林鎮政務公開工作總體情況報告，申請2件，辦結2件，內容真實".to_owned();
    assert_eq!(fix, Some((Applicability::Safe, fixed)));
}

#[test]
fn note_across_markup_is_deleted_around_it() {
    let html = "<p>全年申请<b>(qǐ</b>ng)2件</p>";
    let (message, fix) = only("script/pinyin-annotation", Format::Html, html);
    assert_eq!(message, "汉字后夹有转换程序注的拼音");
    assert_eq!(fix, Some((Applicability::Safe, "<p>全年申请<b></b>2件</p>".to_owned())));
}

#[test]
fn own_gloss_beside_one_injected_note_stays() {
    let found = findings("script/pinyin-annotation", Format::Text, "盱(xū)眙县申请(qǐng)2件");
    let words: Vec<&str> = found.iter().map(|found| found.text.as_str()).collect();
    assert_eq!(words, ["(qǐng)"]);
}

#[test]
fn traditional_text_is_converted_as_a_whole() {
    let text = "清溪鎮政府信息公開工作總體情況：關於發布準確、瞭解及時，嚴格規範，乾縣參會。";
    let (message, fix) = only("script/traditional-text", Format::Text, text);
    assert_eq!(message, "全文用繁体字，共 16 字，应当用规范汉字");
    let fixed =
        "清溪镇政府信息公开工作总体情况：关于发布准确、了解及时，严格规范，乾县参会。".to_owned();
    assert_eq!(fix, Some((Applicability::Unsafe, fixed)));
}

#[test]
fn one_traditional_character_is_mended_alone() {
    let text = "全年召开会议，这裡公示3次。";
    let (message, fix) = only("script/mixed-script", Format::Text, text);
    assert_eq!(message, "简体文本中夹有繁体字，规范字为“里”");
    assert_eq!(fix, Some((Applicability::Unsafe, "全年召开会议，这里公示3次。".to_owned())));
}

#[test]
fn cells_of_tables_are_looked_at() {
    let html = "<table><tr><td>申请(qǐng)</td><td>這裡&#xFFFD;</td></tr></table><p>说这里</p>";
    for rule in ["script/pinyin-annotation", "script/mixed-script", "script/encoding-damage"] {
        assert_eq!(findings(rule, Format::Html, html).len(), 1, "{rule}");
    }
}

#[test]
fn misread_text_is_neither_traditional_nor_mixed() {
    let text = "鏀垮簻淇℃伅鍏紑宸ヤ綔骞村害鎶ュ憡锛屾牴鎹潯渚嬭瀹氱紪鍒?";
    assert_eq!(findings("script/traditional-text", Format::Text, text), []);
    assert_eq!(findings("script/mixed-script", Format::Text, text), []);
    assert!(!findings("script/encoding-damage", Format::Text, text).is_empty());
}

#[test]
fn misread_text_is_read_back() {
    let (message, fix) = only("script/encoding-damage", Format::Text, "全年公开信息ï¼Œ办件3件");
    assert_eq!(message, "“ï¼Œ”是按错误编码读出的“，”");
    assert_eq!(fix, Some((Applicability::Unsafe, "全年公开信息，办件3件".to_owned())));
}

#[test]
fn doubtful_question_mark_is_a_warning() {
    let found = findings("script/encoding-damage", Format::Text, "全年公开信?息3条");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].severity, Severity::Warning);
}

#[test]
fn damage_is_grouped_by_kind() {
    let text = "公\u{fffd}开\u{fffd}信\u{fffd}息\u{fffd}工\u{fffd}作\u{fffd}报\u{e5e5}告";
    let found = findings("script/encoding-damage", Format::Text, text);
    let messages: Vec<&str> = found.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(
        messages,
        ["有 6 处文字已丢失，只剩替换字符", "有私用区字符 U+E5E5，在多数电脑上显示为空白或方框"]
    );
    assert_eq!(found[0].labels.len(), 4);
}

#[test]
fn wrong_charset_is_a_warning_at_the_declaration() {
    let html = "<html><head><meta charset=\"gbk\"></head><body><p>公开信息</p></body></html>";
    let found = findings("script/encoding-damage", Format::Html, html);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].text.as_str(), found[0].severity), ("gbk", Severity::Warning));
}

#[test]
fn run_across_markup_is_found_but_not_mended() {
    let html = "<p>全年召开会议，公示一次，我<b>們</b><i>這</i>样做，資<b>訊</b></p>";
    let found = findings("script/mixed-script", Format::Html, html);
    let fixed: Vec<bool> = found.iter().map(|found| found.fix.is_some()).collect();
    assert_eq!(fixed, [false, false]);
}
