use crate::OrganKind;
use crate::quantities::counted_line;

use super::*;

fn claims_of(voice: &Voice, section: u8, words: &str) -> Vec<Claim> {
    let line = counted_line(words);
    let section = Some(section);
    claims(voice, &Prose { line: &line, text: words, section, is_announced: false })
}

fn read(voice: &Voice, words: &str) -> Vec<String> {
    claims_of(voice, 1, words)
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
                Topic::Documents { fact, .. } => format!("{fact:?}"),
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
    bureau("收到申请信息公开件共13件。", &["Received 13"]);
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
    let in_section = |section, words| claims_of(&voice, section, words).len();
    assert_eq!(in_section(1, "收到申请12件。"), 0);
    assert_eq!(in_section(3, "收到申请12件。"), 1);
    assert_eq!(in_section(4, "行政复议2件。"), 1);
}

#[test]
fn a_line_before_can_say_what_counts_are_about() {
    let voice = Voice::new(Some("青禾县水务局"), Some(OrganKind::Department), Some(2023));
    let line = counted_line("收到申请12件，办结11件。");
    let prose = Prose {
        line: &line,
        text: "收到申请12件，办结11件。",
        section: Some(1),
        is_announced: true,
    };
    assert_eq!(claims(&voice, &prose).len(), 2);
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
    bureau("予以公开3件。", &[]);
    bureau("予以公开3件，不予公开1件。", &["予以公开 3", "不予公开 1"]);
    bureau("（2）从办理结果看：予以公开3件，不予公开1件。", &["予以公开 3", "不予公开 1"]);
    bureau("从申请主体看，自然人3件，法人1件。", &["One(\"natural_person\") 3", "Organisations 1"]);
    bureau(
        "3.办结的申请中，予以公开3件，不予公开1件，作其他处理2件。",
        &["予以公开 3", "不予公开 1", "其他处理 2"],
    );
    bureau(
        "对3件申请分别作出答复：予以公开2件、不予公开1件。",
        &["Answered 3", "予以公开 2", "不予公开 1"],
    );
    bureau("通过网络收到的申请中，予以公开3件，不予公开1件。", &[]);
    bureau(
        "新收政府信息公开申请9件，上年结转2件。从答复情况看，予以公开3件、不予公开1件。",
        &["New 9", "CarriedIn 2", "予以公开 3", "不予公开 1"],
    );
    bureau("收到公开申请13件。处理群众留言方面，答复40件。", &["Received 13"]);
}

#[test]
fn any_line_is_read_without_panic() {
    for words in ["", "件", "1件", "）1件（", "其中", "、1件、、2件", "(((3件", "年年2023年2023年"]
    {
        bureau(words, &[]);
    }
}

/// Wordings of one year's applications as organs write them, with what must be read.
const WORDINGS: &[(&str, &str)] = &[
    (
        "新收政府信息公开申请9件，加上上年结转的2件，共办结10件，另有1件结转下年度继续办理。",
        "New 9, CarriedIn 2, Answered 10, CarriedOut 1",
    ),
    ("（二）依申请公开。在已办结的20件申请中，予以公开的12件，占60%。", "Answered 20, 予以公开 12"),
    (
        "全年收到依申请公开件30件，上年度结转办理件1件，共办结24件，结转到2024年办理7件。",
        "Received 30, CarriedIn 1, Answered 24, CarriedOut 7",
    ),
    (
        "受理依申请公开件25件，办结25件，其中予以公开7件、部分公开5件、不予公开8件、无法提供5件。",
        "Accepted 25, Answered 25, 予以公开 7, 部分公开 5, 不予公开 8, 无法提供 5",
    ),
    (
        "我局共受理36件政府信息公开申请（均为自然人提交），同比上升20%，其中按期办结36件。",
        "Accepted 36, Answered 36",
    ),
    (
        "收到依申请公开件17件，其中，当面申请的7件，来信申请的6件，网上申请的4件。办结依申请公开件18件（含2022年结转的1件），其中，予以公开6件，部分公开5件，信息无法提供3件、不予处理3件，其他处理1件。",
        "Received 17, Answered 18, CarriedIn 1, 予以公开 6, 部分公开 5, 无法提供 3, 不予处理 3, 其他处理 1",
    ),
    (
        "共完成政府信息依申请公开答复53件，包括上年结转信息公开申请3件。其中，予以公开答复26件，占49.06%；部分公开17件，占32.08%；无法提供的10件，占18.87%。",
        "Answered 53, CarriedIn 3, 予以公开 26, 部分公开 17, 无法提供 10",
    ),
    ("全年受理依申请公开政府信息申请总数9件。", "Accepted 9"),
    ("2023年，我局办理依申请公开件2件。", "Handled 2"),
    ("受理公民、法人和其他组织提出的政府信息公开申请5件，均在法定时限内予以答复。", "Accepted 5"),
    ("2023年收到依申请公开85件，除2件结转下年办理外，均依法答复。", "Received 85, CarriedOut 2"),
    ("通过网络平台、信函等方式共受理依申请公开事项24件，全部按时办结。", "Accepted 24"),
    ("通过网上平台收到政府信息公开申请24件。", ""),
    (
        "本年度新收政府信息公开申请25件（其中自然人申请23件，法人或其他组织申请2件），上年结转1件，办结26件。",
        "New 25, One(\"natural_person\") 23, Organisations 2, CarriedIn 1, Answered 26",
    ),
    (
        "收到政府信息公开申请20件，比上年减少5件，全部按期答复。已办结20件，办结率100%。",
        "Received 20, Answered 20",
    ),
    (
        "收到政府信息公开申请20件。办理结果方面，全部公开12件，同意部分公开3件，不予公开1件，其他处理4件。",
        "Received 20, 予以公开 12, 部分公开 3, 不予公开 1, 其他处理 4",
    ),
    (
        "收到公开申请8件，其中予以公开5件，本机关不掌握相关政府信息2件，重复申请1件。",
        "Received 8, 予以公开 5, result.unavailable.not_held 2, result.rejected.repeat 1",
    ),
    (
        "收到公开申请8件，答复8件，其中政府信息不存在2件。",
        "Received 8, Answered 8, 无法提供+result.unavailable.not_held 2",
    ),
    (
        "共接到政府信息公开申请8件，已全部依法依规办理完毕，申请人撤回1件，答复7件。",
        "Received 8, Answered 7",
    ),
    ("收到政府信息公开申请8件，按时答复6件，延期答复2件。", "Received 8"),
    ("严格按照《条例》规定的程序和时限，共收到政府信息公开申请8件，均已办结。", "Received 8"),
    ("坚持依法办理、便民高效原则受理政府信息公开申请8件。", "Accepted 8"),
    ("收到公民张某等人提交的政府信息公开申请8件。", ""),
    ("收到涉及征地补偿的政府信息公开申请8件。", ""),
    (
        "全年共收到政府信息公开申请8件，已按规定答复申请人。因政府信息公开被申请行政复议1件、被提起行政诉讼2件。",
        "Received 8, Review 1, Litigation 2",
    ),
    ("全年因政府信息公开申请引起的行政复议3件，行政诉讼1件。", "Review 3, Litigation 1"),
    ("信息公开类行政复议7件，诉讼9件，均获维持。", "Review 7, Litigation 9"),
    ("政府信息公开行政复议1件（申请人撤回）、行政诉讼0件。", "Review 1, Litigation 0"),
    (
        "政府信息公开行政复议案件2件，其中结果维持1件、尚未审结1件。",
        "Review 2, upheld 1, pending 1",
    ),
    ("全年依申请公开共收到网上申请10件，快递2件，合计12件，上年结转1件，已回复13件。", ""),
    (
        "截至2023年底，累计受理政府信息公开申请5件，已答复4件，1件正在办理中。",
        "Accepted 5, Answered 4",
    ),
    (
        "当年新增政府信息公开申请6件，上年结转0件，年度办理结果总计6件。",
        "New 6, CarriedIn 0, Handled 6",
    ),
    ("依申请公开方面，共办理申请6件，同上年持平。", "Handled 6"),
    (
        "收到依申请公开6件，具体为土地征收类4件，规划类2件。6件申请均在法定期限内答复。",
        "Received 6, Answered 6",
    ),
    ("加上上年结转的2件申请，全年共应办理政府信息公开申请11件。", "CarriedIn 2, Handled 11"),
    (
        "收到信息公开申请6件。按申请人类型分，自然人5件，法人或其他组织1件。按办理结果分，予以公开4件，不予处理2件。",
        "Received 6, One(\"natural_person\") 5, Organisations 1, 予以公开 4, 不予处理 2",
    ),
    (
        "收到信息公开申请6件，经审查，予以公开4件，属于行政查询事项不予公开1件，结转下年度1件。",
        "Received 6, 予以公开 4, 不予公开+result.denied.admin_query 1, CarriedOut 1",
    ),
    ("收到政府信息公开申请（含上年结转1件）21件，办结21件。", "Received 21, Answered 21"),
    ("收到政府信息公开申请20件，已全部答复（其中1件为2022年结转）。", "Received 20, CarriedIn 1"),
    (
        "办理政府信息公开申请21件，其中当年新收20件，上年结转1件。",
        "Handled 21, New 20, CarriedIn 1",
    ),
    (
        "当年收到政府信息公开申请20件，当年办结19件，1件结转至下一年度办理。",
        "Received 20, Answered 19, CarriedOut 1",
    ),
    ("全年政府信息公开申请共8件，予以公开6件，告知已公开2件。", "Unsaid 8, 予以公开 6"),
    ("全年共有8件依申请公开申请，答复8件。", "Unsaid 8, Answered 8"),
    ("主动公开信息30条，依申请公开信息22条。", ""),
    (
        "2023年受理政府信息公开申请5件，其中：予以公开3件，占60%；不予公开1件，占20%；无法提供1件，占20%。",
        "Accepted 5, 予以公开 3, 不予公开 1, 无法提供 1",
    ),
    (
        "新收依申请公开件15件，上年结转1件，本年度办理结果16件，无结转下年度办理件。",
        "New 15, CarriedIn 1, Handled 16",
    ),
    ("因信息公开工作被行政复议1件，提起行政诉讼的2件。", "Review 1, Litigation 2"),
    ("全年发生政府信息公开行政复议、行政诉讼各1件。", ""),
    ("政府信息公开申请12件，予以公开、部分公开各3件。", ""),
    (
        "全年制发行政规范性文件6件，废止8件，截至2023年底现行有效20件。",
        "Issued 6, Repealed 8, InForce 20",
    ),
    (
        "组织开展行政规范性文件清理，废止2件，新制发1件，现行有效的9件文件按统一格式发布。",
        "Repealed 2, Issued 1, InForce 9",
    ),
    (
        "新制作规范性文件3件，新公开3件，对外公开总数量为30件，同步更新了标注。",
        "Issued 3, Disclosed 3, DisclosedTotal 30",
    ),
    (
        "制定发布规范性文件4件，清理废止文件0件，现行有效文件20件。",
        "Issued 4, Repealed 0, InForce 20",
    ),
    ("清理规范性文件50件，废止8件，宣布失效3件，继续有效39件。", ""),
    ("公开规范性文件6件，解读规范性文件3件，废止制度2件。", ""),
    ("制定《行政规范性文件管理办法》等制度3件，备案规范性文件5件。", ""),
    ("县政府制发行政规范性文件6件。", ""),
];

#[test]
fn wordings_of_organs_are_read() {
    for (words, expected) in WORDINGS {
        let expected: Vec<&str> = expected.split(", ").filter(|it| !it.is_empty()).collect();
        bureau(words, &expected);
    }
}
