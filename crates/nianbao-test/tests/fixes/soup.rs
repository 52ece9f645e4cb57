//! Words and marks in any order: nothing a person would write, and what fixes promise of any file holds for it too.

use std::collections::BTreeSet;

use nianbao_run::{Fixes, fix_bytes};
use proptest::prelude::*;

use crate::examples::apart;
use crate::promises::{grave_faults, profile};

/// What rules with fixes look at, parted by `‖`.
const PIECES: &str = ",‖，‖。‖、‖ ‖\u{A0}‖\u{3000}‖\u{200B}‖\t‖(‖)‖（‖）‖《‖》‖〈‖〉‖“‖”‖<‖>‖:‖：‖;‖；‖!‖！‖?‖%‖等‖吗‖政务公开‖全年‖\
    2023年‖12‖件‖布署‖防止泄漏秘密‖政(zhèng)‖1、‖2.‖（一）、‖(3).‖国办发[2021]30号‖国办函（2020）109号‖a.jpg‖《条例》‖、《办法》‖\
    e45fe1e1725248089a977e0ae28c6954.jpg‖undefined‖null‖分享到：‖【打印】‖首页 > 政务公开‖截止2023年底‖信息公开处理费‖\
    公开信息120条。‖三、收到和处理政府信息公开申请情况：‖（一）主动公开：‖H5‖abc‖**‖*‖`‖[‖](‖\\‖> ‖&‖-‖#‖|‖\n‖\r\n‖\n\n‖\n\n‖\
    \n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n‖13812345678‖2022年‖网站";

fn soup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(PIECES.split('‖').collect::<Vec<_>>());
    let body = prop::collection::vec(pieces, 1..14).prop_map(|pieces| pieces.concat());
    body.prop_map(|body| {
        format!("柳林镇2023年政府信息公开工作年度报告\n\n一、总体情况\n\n2023年，柳林镇公开信息。\n\n{body}\n\n二、主动公开政府信息情况\n\n无。\n")
    })
}

fn page(text: &str, inline: impl Fn(&str) -> String) -> String {
    let blocks = text.split("\n\n").map(|block| format!("<p>{}</p>\n", inline(block)));
    format!("<!DOCTYPE html>\n{}", blocks.collect::<String>())
}

/// What is not as it should be. A fix may be left out where it would make markup of what stands beside it.
fn faults(path: &str, text: &str, fixes: Fixes) -> Vec<String> {
    let result = fix_bytes(path, text.as_bytes(), &profile(), fixes);
    let refused = result.document.fixing.iter().flat_map(|fixing| &fixing.refused);
    let reasons: BTreeSet<&str> = refused.map(|refusal| refusal.reason.as_str()).collect();
    let mut faults = grave_faults(path, &result, fixes);
    let known = ["修改后读出的内容与预期不符", "修改会改变表中数据、报告年份或各部分"];
    faults.extend(reasons.into_iter().filter(|it| !known.contains(it)).map(str::to_owned));
    faults
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_words_and_marks_are_mended_or_left_alone(text in soup()) {
        let files = [
            ("a.txt", text.clone()),
            ("a.md", text.clone()),
            ("a.html", page(&text, |words| words.replace('&', "&amp;"))),
            ("a.html", page(&text, apart)),
        ];
        for (path, text) in files {
            for fixes in [Fixes::Safe, Fixes::All] {
                prop_assert_eq!(faults(path, &text, fixes), Vec::<String>::new(), "{} {:?}", path, text);
            }
        }
    }
}
