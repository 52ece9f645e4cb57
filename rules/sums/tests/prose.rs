//! What the prose states of its own numbers: what the examples in the rules' documentation cannot show.

use nianbao_lint::document::Format;
use nianbao_lint::{Applicability, Severity};
use nianbao_rules_sums as _;
use nianbao_test::layout::{Layout, render};
use nianbao_test::model::{Paragraph, ReportModel};
use nianbao_test::{Found, findings};

const RULES: [&str; 5] = [
    "sums/prose-breakdown",
    "sums/prose-percent",
    "sums/percent-partition",
    "sums/infeasible-change",
    "sums/mixed-units",
];

/// What the rules find in a report whose overview says `prose`: rule, severity and the words underlined.
fn found(prose: &str) -> Vec<(&'static str, Severity, String)> {
    let all = RULES
        .into_iter()
        .flat_map(|rule| of_rule(rule, prose).into_iter().map(move |it| (rule, it)));
    all.map(|(rule, found)| (rule, found.severity, found.text)).collect()
}

fn of_rule(rule: &str, prose: &str) -> Vec<Found> {
    let text =
        format!("# 青禾县水务局2023年政府信息公开工作年度报告\n\n## 一、总体情况\n\n{prose}\n");
    findings(rule, Format::Markdown, &text)
}

#[track_caller]
fn check(prose: &str, rule: &str, severity: Severity, underlined: &str) {
    let found = found(prose);
    assert_eq!(found.len(), 1, "{prose}: {found:?}");
    assert_eq!((found[0].0, found[0].1), (rule, severity), "{prose}");
    // … stands for any end.
    match underlined.strip_suffix('…') {
        Some(start) => assert!(found[0].2.starts_with(start), "{prose}: {found:?}"),
        None => assert_eq!(found[0].2, underlined, "{prose}"),
    }
}

#[test]
fn lists_that_give_all_parts_are_errors_and_others_warnings() {
    use Severity::{Error, Warning};
    let rule = "sums/prose-breakdown";
    for (prose, severity, underlined) in [
        (
            "公开信息171条：领域信息124条，工作动态34条，其他信息14条。",
            Error,
            "171条：领域信息124条，工作动态34条，其他信息14条",
        ),
        ("备案文件173份（甲类142份，乙类30份）。", Error, "173份（甲类142份，乙类30份"),
        (
            "收到公开申请20件，其中自然人15件，法人或其他组织4件。",
            Error,
            "20件，其中自然人15件，法人或其他组织4件",
        ),
        ("网站申请15件，信函申请17件，合计33件。", Error, "15件，信函申请17件，合计33件"),
        ("公开信息60条。其中，项目信息59条，公告24条。", Warning, "项目信息59条，公告24条"),
        ("公开信息171条：会议信息24条，文件34件，其他信息14条。", Warning, "171条：…"),
        ("公开信息171条，其中网站124条，微信34条，其他渠道14条。", Warning, "171条，…"),
        ("公开信息171条，其中网站120条，微信34条，其他渠道14条。", Error, "171条，…"),
        (
            "公开信息１７１条：领域信息124条，其他信息４0条。",
            Error,
            "１７１条：领域信息124条，其他信息４0条",
        ),
        (
            "公开信息 1 71 条：领域信息 124 条，其他信息 40 条。",
            Error,
            "1 71 条：领域信息 124 条，其他信息 40 条",
        ),
    ] {
        check(prose, rule, severity, underlined);
    }
}

#[test]
fn a_slip_of_the_pen_is_shown_where_one_number_explains_it() {
    let found =
        of_rule("sums/prose-breakdown", "公开信息271条：领域信息124条，其他信息147条，其余0条。");
    assert!(found.is_empty(), "{found:?}");
    let prose = "公开信息171条，分别为领域信息103条、工作动态8条、其他信息6条。";
    let found = of_rule("sums/prose-breakdown", prose);
    let (applicability, mended) = found[0].fix.as_ref().unwrap();
    assert_eq!(*applicability, Applicability::Display);
    assert!(mended.contains("公开信息117条"), "{mended}");
    assert_eq!(found[0].labels.len(), 4);
    assert!(found[0].help.as_deref().unwrap().starts_with("103+8+6 = 117，与 171 相差 54"));
}

#[test]
fn shares_are_mended_at_the_digits_shown() {
    let prose = "收到公开申请805件，其中网上35件，占4.53%。";
    check(prose, "sums/prose-percent", Severity::Error, "4.53");
    let found = of_rule("sums/prose-percent", prose);
    let (applicability, mended) = found[0].fix.as_ref().unwrap();
    assert_eq!(*applicability, Applicability::Unsafe);
    assert!(mended.contains("占4.35%"), "{mended}");
    check("收到公开申请20件，予以公开12件，占65%。", "sums/prose-percent", Severity::Warning, "65");
    check(
        "制发公文707件，主动公开673件，主动公开率95.91%。",
        "sums/prose-percent",
        Severity::Warning,
        "95.91",
    );
}

#[test]
fn one_wrong_share_among_right_ones_is_told_by_the_others() {
    let prose =
        "共办理申请148件。予以公开113件，占76.35%；不予公开6件，占4.50%；其他处理29件，占19.59%。";
    check(prose, "sums/prose-percent", Severity::Error, "4.50");
}

#[test]
fn partitions_are_left_to_the_share_that_explains_them() {
    let rule = "sums/percent-partition";
    check("其中予以公开占58.5%、不予公开占17.3%，其他占34.2%。", rule, Severity::Warning, "58.5");
    check("网站占60.5%，新媒体占30.2%，其他渠道占19.3%。", rule, Severity::Warning, "60.5");
    let prose = "收到公开申请20件，其中网上12件，占60%；信函6件，占40%；其他2件，占10%。";
    check(prose, "sums/prose-percent", Severity::Error, "40");
}

#[test]
fn changes_no_whole_number_gives_are_told() {
    let rule = "sums/infeasible-change";
    check("办理公开申请148件，同比增加20.86%。", rule, Severity::Warning, "20.86");
    check("收到公开申请0件，较上年增长10%。", rule, Severity::Warning, "10");
    check("收到公开申请7件，比2022年下降120%。", rule, Severity::Warning, "120");
}

#[test]
fn what_is_right_is_left_alone() {
    for prose in [
        "收到公开申请3件，其中网上1件，占33.33%；信函1件，占33.33%；当面1件，占33.33%。",
        "办理公开申请148件，予以公开113件，占76.35%；不予公开6件，占4.05%；无法提供25件，占16.89%；不予处理2件，占1.35%；其他处理2件，占1.35%。",
        "收到公开申请0件，占0%，办结率100%，较上年下降100%。",
        "办结公开申请22件，为全年收到申请20件的110%，同比增长150%。",
        "公开信息170条，比2022年减少了10.5%；重点领域60条，比2022年增加了7.1%。",
        "接听12345热线120件，“惠企30条”政策解读5篇，培训6次180余人次。",
        "公开信息2800余条，其中解读60条，其他2500余条。",
        "2023年公开信息1.3万条，其中网站8000余条。",
        "发布各类信息18439条，其中：概况类69条、动态类8043条、目录类10327条；共维护13个专栏，其中新开2个。",
        "收到公开申请4件，2件为网络申请，2件为信函申请；申请人为自然人的2件，法人或者其他组织的2件。",
        "考核分值占比不低于4%，主动公开率达98.5%以上。",
        "依据国办公开办函〔2021〕30号，电话0990-6123456，邮编990015，地址溪山大道8号楼503室。",
    ] {
        let found = found(prose);
        assert!(found.is_empty(), "{prose}: {found:?}");
    }
}

#[test]
fn units_are_told_once_for_a_document() {
    let prose = "我局受理政府信息公开申请3次，办结政府信息公开申请2宗、政府信息公开申请1件。制发规范性文件6条，废止规范性文件2条。";
    let text = format!(
        "# 青禾县水务局2023年政府信息公开工作年度报告\n\n## 一、总体情况\n\n{prose}\n\n\
         ## 三、收到和处理政府信息公开申请情况\n\n\
         | 一、本年新收政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n"
    );
    let found = findings("sums/mixed-units", Format::Markdown, &text);
    let underlined: Vec<&str> = found.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(underlined, ["次", "条"], "{found:#?}");
    assert_eq!(found[1].labels.len(), 1);
}

#[test]
fn wrong_prose_is_found_in_every_layout() {
    let prose = [
        (
            "sums/prose-breakdown",
            "归集信息171条：领域信息124条，工作动态34条，其他信息14条。",
            "171",
        ),
        ("sums/prose-percent", "归集信息20条，其中图文类15条，占70%。", "70"),
        ("sums/percent-partition", "图文类占58.5%、音视频类占17.3%，其他占34.2%。", "58.5"),
        ("sums/infeasible-change", "归集信息148条，同比增加20.86%。", "20.86"),
    ];
    for layout in Layout::ALL {
        for (rule, sentence, underlined) in prose {
            let mut model = ReportModel::clean_for_year(5, 2023);
            model.prose[0].push(Paragraph::Plain(sentence.to_owned()));
            let text = render(&model, layout);
            let format = match layout.extension() {
                "html" => Format::Html,
                "md" => Format::Markdown,
                _ => Format::Text,
            };
            let found: Vec<String> = findings(rule, format, &text)
                .iter()
                .map(|found| without_tags(&found.text))
                .collect();
            let agrees = matches!(&found[..], [only] if only.starts_with(underlined));
            assert!(agrees, "{rule} {}: {found:?}", layout.name());
        }
    }
}

/// The words of `html`.
fn without_tags(html: &str) -> String {
    let mut pieces = html.split('<');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |words, piece| words + piece.split_once('>').map_or("", |(_, words)| words))
}

#[test]
fn odd_numbers_are_survived() {
    let nines = "9".repeat(1_000);
    for prose in [
        format!("公开信息{nines}条：甲{nines}条，其他{nines}条。"),
        format!("公开信息{0}条：甲{0}条，其他{0}条，占{0}%。", "9".repeat(18)),
        "公开信息9亿亿条：甲9亿亿条，其他9亿亿条，占100%，同比增长9亿亿%。".to_owned(),
        format!("公开信息0.{nines}条，占0.{nines}%。"),
        "公开信息5条，其中0条，占0%，同比下降100%，较上年减少0条，下降0%。".to_owned(),
        "（（（1条，其中：：：2条；；；其他，，，3条）））合计".to_owned(),
    ] {
        for rule in RULES {
            of_rule(rule, &prose);
        }
    }
}

/// Numbers, units and marks as prose has them, and as it should not.
const PIECES: [&str; 44] = [
    "0",
    "1",
    "7",
    "20",
    "3,000",
    "12，345",
    "0.5",
    "99999999999999999999",
    "两",
    "十二",
    "百",
    "1.3万",
    "100余",
    "件",
    "条",
    "宗",
    "次",
    "人次",
    "个",
    "%",
    "百分之",
    "、",
    "，",
    "；",
    "：",
    "。",
    "（",
    "）",
    "(",
    ")",
    ",",
    " ",
    "\u{3000}",
    "其中",
    "占",
    "分别占",
    "其他",
    "合计",
    "分别为",
    "较2022年的",
    "增长",
    "自然人",
    "予以公开",
    "𠮷",
];

/// Sentences that state something of their numbers.
const SENTENCES: [&str; 8] = [
    "1.公开信息171条：领域信息124条，工作动态34条，其他信息13条。",
    "收到公开申请20件，其中自然人15件，占75%；法人或其他组织5件，占25%，上年结转2件，结转下年度1件。",
    "在已办结的20件申请中，予以公开12件、部分公开3件、不予公开4件、其他处理1件，分别占60%、15%、20%、5%。",
    "从办理结果看：予以公开12件，占60%；不予公开6件，占30%；其他处理2件，占10%。",
    "主动公开120条，较2022年的100条增长20%；解读60篇，较上年增加20篇，增长50%。",
    "组织培训6次180人次，其中集中培训4次120人次、线上培训2次60人次。",
    "检查40次，发现问题10个，整改8个，整改率80%，网上申请15件，信函17件，合计32件。",
    "因政府信息公开被申请行政复议3件（维持2件、纠正1件），行政诉讼１起；制发规范性文件6条，废止２件。",
];

#[test]
fn mutated_prose_is_survived_and_findings_stand_on_characters() {
    let mut random = 0x2023_u64;
    let mut pick = |most: usize| {
        random =
            random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).unwrap() % most
    };
    for round in 0..400 {
        let mut words: Vec<char> = SENTENCES[round % SENTENCES.len()].chars().collect();
        for _ in 0..=pick(6) {
            let at = pick(words.len());
            let end = (at + pick(3)).min(words.len());
            let piece = PIECES[pick(PIECES.len())];
            words.splice(at..end, piece.chars());
        }
        let prose: String = words.into_iter().collect();
        // A span outside the text or within a character stops the helper that cuts it out.
        for rule in RULES {
            of_rule(rule, &prose);
        }
    }
}
