//! What the examples in the rules' documentation cannot show: fixes, grouping, formats.

use nianbao_lint::Applicability;
use nianbao_lint::document::Format;
use nianbao_rules_residue as _;
use nianbao_test::{check_rule, findings};

const TITLE: &str = "柳林镇2023年政府信息公开工作年度报告\n\n";

#[test]
fn examples_are_true() {
    nianbao_test::check_examples("residue");
}

#[test]
fn every_file_is_a_module() {
    nianbao_test::check_modules(env!("CARGO_MANIFEST_DIR"));
}

/// The words of each finding of `residue/web-page` in `text`.
fn web_page(format: Format, text: &str) -> Vec<String> {
    findings("residue/web-page", format, text).into_iter().map(|found| found.text).collect()
}

#[test]
fn lines_of_one_kind_are_one_finding() {
    let text = format!(
        "索引号：1133\n成文日期：2024-01-31\n公开方式：主动公开\n{TITLE}一、总体情况\n\n公开信息3条。\n"
    );
    let found = findings("residue/web-page", Format::Text, &text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].text, "索引号：1133\n成文日期：2024-01-31\n公开方式：主动公开");
    let fixed = format!("{TITLE}一、总体情况\n\n公开信息3条。\n");
    assert_eq!(found[0].fix, Some((Applicability::Safe, fixed)));
}

#[test]
fn rows_of_a_metadata_table_are_one_finding() {
    let text = format!(
        "索 引 号: | 1133 | 成文日期: | 2024-01-31 |\n公开方式: | 主动公开 | 公开时限: | 长期公开 |\n{TITLE}一、总体情况\n"
    );
    let found = findings("residue/web-page", Format::Text, &text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].message, "网页的信息公开目录表混入了正文");
}

#[test]
fn buttons_of_different_kinds_are_told_apart() {
    let text = format!(
        "政府信息公开\n\n{TITLE}一、总体情况\n\n公开信息3条。\n\n二、主动公开政府信息情况\n\n无。\n\n分享到:\n【打印正文】"
    );
    assert_eq!(web_page(Format::Text, &text), ["政府信息公开", "分享到:", "【打印正文】"]);
}

#[test]
fn a_page_may_have_its_own_furniture() {
    let html = "<nav>首页 > 政务公开</nav><div id=\"main\"><h1>柳林镇2023年政府信息公开工作年度报告</h1>\
                <table><tr><td>索引号：</td><td>1133</td></tr></table><div>来源：柳林镇 发布时间：2024-01-26</div>\
                <div id=\"text\"><p>一、总体情况</p><p>公开信息3条。</p><p>二、主动公开政府信息情况</p><p>无。</p></div>\
                <div>分享到：</div></div><footer>版权所有：柳林镇</footer>";
    assert_eq!(web_page(Format::Html, html), [] as [&str; 0]);
}

#[test]
fn lines_that_only_begin_so_are_left_alone() {
    for line in [
        "来源于各村的信息12条，发布时间均符合要求。",
        "政府信息公开",
        "（一）政务公开",
        "打印、复印设备2台",
        "分享经验做法",
        "附件：统计表",
        "电话：0572-2289236",
        "公开方式多样",
    ] {
        let text =
            format!("{TITLE}一、总体情况\n\n{line}\n\n公开信息3条。\n\n二、主动公开政府信息情况\n");
        assert_eq!(web_page(Format::Text, &text), [] as [&str; 0], "{line}");
    }
}

#[test]
fn many_image_names_are_one_finding() {
    let names = "e45fe1e1725248089a977e0ae28c6954.jpg\n\n".repeat(7);
    let found =
        findings("residue/image-name", Format::Text, &format!("{TITLE}一、总体情况\n\n{names}"));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "文中混入 7 处图片文件名或程序字样");
}

/// How far the fix of each finding of `rule` can be trusted, where it has one.
fn trust(rule: &str, body: &str) -> Vec<Option<Applicability>> {
    let text = format!("{TITLE}一、总体情况\n\n公开信息3条。\n\n{body}\n");
    let found = findings(rule, Format::Text, &text);
    found.into_iter().map(|found| found.fix.map(|(applicability, _)| applicability)).collect()
}

#[test]
fn what_a_sentence_lacks_is_not_deleted() {
    const NAME: &str = "residue/image-name";
    let hash = "e45fe1e1725248089a977e0ae28c6954.jpg";
    assert_eq!(trust(NAME, "undefined"), [Some(Applicability::Safe)]);
    assert_eq!(trust(NAME, &format!("公开情况见图。{hash}")), [Some(Applicability::Safe)]);
    assert_eq!(trust(NAME, "全镇公开信息null条。"), [None]);
    assert_eq!(trust(NAME, &format!("全镇公开{hash}，均按时。")), [None]);
}

#[test]
fn a_section_is_not_emptied_without_a_look() {
    let section = |rest: &str| {
        format!("二、主动公开政府信息情况\n\n{rest}\n\n三、收到和处理政府信息公开申请情况\n\n无。")
    };
    assert_eq!(trust("residue/web-page", &section("分享到：")), [Some(Applicability::Unsafe)]);
    assert_eq!(
        trust("residue/web-page", &section("无。\n\n分享到：")),
        [Some(Applicability::Safe)]
    );
    assert_eq!(trust("residue/image-name", &section("微信图片_20240115.png")), [None]);
}

#[test]
fn a_line_goes_with_its_line_break_and_markup_stays() {
    let text = format!("{TITLE}一、总体情况\n\n公开信息3条。\n  【打印正文】\t\n收到申请3件。\n");
    let fixed = text.replace("  【打印正文】\t\n", "");
    assert_eq!(
        findings("residue/web-page", Format::Text, &text)[0].fix,
        Some((Applicability::Safe, fixed))
    );
    let html = "<h1>柳林镇2023年政府信息公开工作年度报告</h1><h2>一、总体情况</h2><p>公开信息3条。</p><p>分享<b>到</b>：</p>\
                <h2>二、主动公开政府信息情况</h2><p>无。</p>";
    let found = findings("residue/web-page", Format::Html, html);
    let fixed = html.replace("分享<b>到</b>：", "<b></b>");
    assert_eq!(found[0].fix, Some((Applicability::Safe, fixed)));
}

#[test]
fn names_of_other_things_are_left_alone() {
    for words in [
        "表格见附件.docx",
        "见http://a.cn/b.jpg",
        "undefined_name",
        "nullable",
        "图1.jpg为流程图。",
    ] {
        check_rule("residue/image-name", &format!("# {TITLE}{words}"), &[]);
    }
}

#[test]
fn spam_is_one_finding_with_its_places() {
    let text =
        "# 亚博体育2023年政府信息公开工作年度报告\n\n亚博体育公开信息。欧洲杯决赛竞猜公布。\n";
    let found = findings("residue/spam", Format::Markdown, text);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "混入了博彩、色情网站的文字“亚博体育”等 3 处");
    assert_eq!(found[0].labels.len(), 2);
}

#[test]
fn reports_on_enforcement_and_lotteries_are_left_alone() {
    for words in [
        "打击利用“皇冠足球”等网站开设赌场的犯罪。",
        "严禁发布黄色视频、成人视频等有害信息。",
        "福利彩票、体育彩票销售网点信息120条。",
        "实施和平里一区二区三区老旧小区改造，落实三级片区责任制。",
        "建成半岛体育公园，发展国产精品茶叶。",
        "年老夫人妻子随军安置",
        "学习国家网络安全知识竞猜",
    ] {
        check_rule("residue/spam", &format!("# {TITLE}{words}"), &[]);
    }
}
