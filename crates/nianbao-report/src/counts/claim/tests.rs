use crate::OrganKind;

use super::*;

fn read(voice: &Voice, words: &str) -> Vec<String> {
    claims(voice, Some(1), words)
        .into_iter()
        .map(|claim| {
            let topic = match &claim.topic {
                Topic::Results(results) => {
                    let mut names: Vec<&str> =
                        results.outcomes.iter().map(|it| it.name()).collect();
                    names.extend(&results.rows);
                    names.extend(results.and_more.then_some("等"));
                    names.join("+")
                }
                Topic::Applicant { applicant, .. } => format!("{applicant:?}"),
                Topic::Applications { stage, .. } => format!("{stage:?}"),
                Topic::CarriedIn { .. } => "CarriedIn".to_owned(),
                Topic::CarriedOut { .. } => "CarriedOut".to_owned(),
                Topic::Dispute { dispute, ruling: Some(ruling) } => format!("{dispute:?} {ruling}"),
                Topic::Dispute { dispute, ruling: None } => format!("{dispute:?}"),
                Topic::Ruling(ruling) => (*ruling).to_owned(),
                topic => panic!("{topic:?} is no claim"),
            };
            format!("{topic} {}", claim.value)
        })
        .collect()
}

#[track_caller]
fn check(kind: OrganKind, words: &str, expected: &[&str]) {
    let name = match kind {
        OrganKind::Government => "青禾县",
        OrganKind::Office => "青禾县人民政府办公室",
        OrganKind::Township => "白杨镇人民政府",
        _ => "青禾县水务局",
    };
    let voice = Voice::new(Some(name), Some(kind), Some(2023));
    assert_eq!(read(&voice, words), expected, "{words}");
}

#[track_caller]
fn bureau(words: &str, expected: &[&str]) {
    check(OrganKind::Department, words, expected);
}

#[test]
fn totals_are_read_in_the_wordings_of_real_reports() {
    bureau("（二）依申请公开。2023年，我局共收到政府信息公开申请12件。", &["Received 12"]);
    bureau("全年收到3次政府信息公开申请，均已答复。", &["Received 3"]);
    bureau("收到申请信息公开件共 13 件。", &["Received 13"]);
    bureau("2023年度受理依申请公开事项24件，全部按时办结。", &["Accepted 24"]);
    bureau(
        "青禾县水务局新收政府信息公开申请8件，上年结转2件，办结9件，结转下年度继续办理1件。",
        &["New 8", "CarriedIn 2", "Answered 9", "CarriedOut 1"],
    );
    bureau(
        "共办理政府信息公开申请10件（含新收8件、2022年结转2件）。",
        &["Handled 10", "New 8", "CarriedIn 2"],
    );
    bureau("办结依申请公开件10件(含2022年结转的2件)", &["Answered 10", "CarriedIn 2"]);
    bureau("截至2023年12月31日，共收到依申请公开两件。", &["Received 2"]);
    bureau("另有2件申请结转下年度。", &["CarriedOut 2"]);
}

#[test]
fn parts_are_read_beside_their_total() {
    bureau(
        "共收到公开申请20件，其中自然人15件，法人或其他组织5件。",
        &["Received 20", "One(\"natural_person\") 15", "Organisations 5"],
    );
    bureau(
        "办理公开申请20件。予以公开及部分公开10件，占50%；不予公开3件，占15%；因本机关不掌握等原因无法提供7件。",
        &[
            "Handled 20",
            "予以公开+部分公开 10",
            "不予公开 3",
            "无法提供+result.unavailable.not_held+等 7",
        ],
    );
    bureau(
        "收到公开申请5件，其中属于四类过程性信息1件，重复申请1件，不予处理2件。",
        &["Received 5", "result.denied.process_info 1", "result.rejected.repeat 1", "不予处理 2"],
    );
}

#[test]
fn disputes_are_read_where_they_are_about_disclosure() {
    bureau(
        "因政府信息公开被申请行政复议3件，结果维持2件，结果纠正1件；行政诉讼1件。",
        &["Review 3", "upheld 2", "corrected 1", "Litigation 1"],
    );
    bureau("收到信息公开类行政复议2件。", &["Review 2"]);
    for words in [
        "全年受理政府信息公开类行政复议案件30件。",
        "行政复议案件30件，行政诉讼案件4件。",
        "收到行政复议申请30件。",
        "因政府信息公开引发行政复议、行政诉讼4件。",
    ] {
        bureau(words, &[]);
    }
}

#[test]
fn counts_of_other_things_are_left_alone() {
    for words in [
        "主动公开政府信息1342条，其中政务要闻401条。",
        "共制作政府信息30条，其中主动公开0条，依申请公开信息22条，不予公开信息8条。",
        "办理县长信箱留言15件，答复15件。",
        "收到政府信息公开咨询13件。",
        "发放政府信息公开申请指南20份。",
        "收到群众来信来访13件，按时答复13件。",
        "办理人大代表建议、政协提案12件。",
        "政府信息公开申请培训2次。",
        "收到申请书55份。",
        "收到申请15件，其中政府信息公开申请4件、行政许可申请11件。",
        "受理取水许可申请15件，同意公开12件，不予公开3件。",
        "通过网上平台收到政府信息公开申请10件。",
        "其中信函申请10件，网络申请2件，当面申请1件。",
    ] {
        bureau(words, &[]);
    }
}

#[test]
fn counts_of_others_are_left_alone() {
    for words in [
        "全县共收到政府信息公开申请90件，其中予以公开40件。",
        "县住建局收到政府信息公开申请90件，办结90件。",
        "各科室共受理政府信息公开申请9件。",
        "局属单位收到政府信息公开申请9件。",
    ] {
        bureau(words, &[]);
    }
    check(OrganKind::Government, "县政府办公室收到政府信息公开申请9件，办结9件。", &[]);
    check(
        OrganKind::Government,
        "全县各级行政机关共收到公开申请90件。县政府办公室收到公开申请9件，予以公开3件。",
        &["Received 90"],
    );
    check(
        OrganKind::Government,
        "全县共收到公开申请90件，因本机关不掌握等原因无法提供9件，不予处理2件。",
        &["Received 90", "无法提供+result.unavailable.not_held+等 9", "不予处理 2"],
    );
    check(
        OrganKind::Office,
        "县政府办公室共受理公开申请7件，全县共受理公开申请90件。",
        &["Accepted 7"],
    );
}

#[test]
fn counts_of_other_times_are_left_alone() {
    for words in [
        "2022年，我局共收到政府信息公开申请9件。",
        "上半年收到政府信息公开申请9件。",
        "2008年以来，累计收到政府信息公开申请500件。",
        "3月，收到政府信息公开申请9件。",
        "1月至6月共收到政府信息公开申请9件。",
    ] {
        bureau(words, &[]);
    }
    bureau(
        "收到政府信息公开申请9件，较上年增加3件，比2022年多3件，办结9件。",
        &["Received 9", "Answered 9"],
    );
    bureau("2022年收到公开申请8件，2023年收到公开申请9件。", &["Received 9"]);
    bureau("今年以来，共收到政府信息公开申请9件。", &["Received 9"]);
}

#[test]
fn a_heading_can_say_what_counts_are_about() {
    let voice = Voice::new(Some("青禾县水务局"), Some(OrganKind::Department), Some(2023));
    let in_section = |section, words| claims(&voice, Some(section), words).len();
    assert_eq!(in_section(1, "收到申请12件。"), 0);
    assert_eq!(in_section(3, "收到申请12件。"), 1);
    assert_eq!(in_section(4, "行政复议2件。"), 1);
}

#[test]
fn estimates_are_left_alone() {
    bureau("收到政府信息公开申请10余件，约办结9件，答复申请8件左右。", &[]);
}

#[test]
fn parts_of_parts_are_left_alone() {
    bureau(
        "收到公开申请13件。其中信函申请共10件，其中无法提供6件，同意公开3件，结转下年度办理1件。",
        &["Received 13"],
    );
    bureau(
        "收到公开申请13件，其中自然人10件，其中予以公开6件。",
        &["Received 13", "One(\"natural_person\") 10"],
    );
    bureau(
        "收到公开申请13件，自然人10件，予以公开6件。",
        &["Received 13", "One(\"natural_person\") 10"],
    );
}

#[test]
fn numbers_without_a_matter_of_their_own_take_that_of_the_sentence_only_where_it_is_clear() {
    bureau("收到公开申请13件，办结12件。", &["Received 13", "Answered 12"]);
    bureau("收到公开申请13件，接听热线电话20件，办结20件。", &["Received 13"]);
    bureau("按时办结12件。", &[]);
    bureau("予以公开3件，不予公开1件。", &[]);
    bureau("收到公开申请13件。处理群众留言方面，答复40件。", &["Received 13"]);
}

#[test]
fn any_line_is_read_without_panic() {
    for words in [
        "",
        "件",
        "1件",
        "）1件（",
        "其中",
        "、1件、、2件",
        "(((3件",
        "《收到公开申请3件",
        "年年2023年2023年",
    ] {
        bureau(words, &[]);
    }
}
