//! Packs as a whole: what they find, what is wrong with faulty ones, and that those of this repository hold what they
//! promise.

use std::fs;
use std::path::Path;

use nianbao_lint::{DataRules, Diagnostic, Origin, Outcome, RuleSet, Settings, check};
use nianbao_pack::{Pack, try_examples};
use nianbao_report::{Hints, Report};
use nianbao_span::Source;

const HEAD: &str = "name = 'province'\ntitle = '某省要求'\n";

fn rule(name: &str, rest: &str) -> String {
    format!(
        "\n[[rule]]\nname = '{name}'\ntitle = '测试用规则'\nseverity = 'warning'\nnorm = '《某通知》（某办函〔2023〕1号）'\n{rest}\n"
    )
}

#[track_caller]
fn pack(rest: &str) -> Pack {
    let text = format!("{HEAD}{}", rule("test", rest));
    Pack::parse(Origin::file("某省.toml"), &text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// What the only rule of a pack says of `text`.
fn found(rest: &str, text: &str, settings: &str) -> Outcome {
    let pack = pack(rest);
    let settings = Settings::parse("lint.toml", settings).expect("they are settings");
    let source = Source::from_text("example", text);
    let document = nianbao_read::read(&source, nianbao_document::Format::Markdown);
    let report = Report::recover(&document, &Hints::default());
    check(&report, &RuleSet::with_data(&settings, &DataRules::new(pack.rules)))
}

#[track_caller]
fn check_found(rest: &str, text: &str, expected: &[(&str, &str)]) {
    let outcome = found(rest, text, "");
    let found: Vec<(&str, &str)> = outcome
        .diagnostics
        .iter()
        .map(|it: &Diagnostic| (&text[it.span.range()], it.message.as_str()))
        .collect();
    assert_eq!(found, expected, "{rest}\nnotes: {:?}", outcome.notes);
}

#[track_caller]
fn check_note(rest: &str, text: &str, reason: &str) {
    let outcome = found(rest, text, "");
    assert_eq!(outcome.diagnostics.len(), 0);
    let reasons: Vec<&str> = outcome.notes.iter().map(|note| note.reason.as_str()).collect();
    assert_eq!(reasons, [reason]);
}

#[track_caller]
fn check_fault(text: &str, message: &str) {
    let error = Pack::parse(Origin::file("某省.toml"), text).expect_err("it is faulty");
    assert_eq!(error.to_string(), message, "{text}");
}

const REPORT: &str = "# 柳林镇2023年政府信息公开工作年度报告

## 一、总体情况

2023年，柳林镇大力推进布署，再创佳绩。

### （一）主动公开

公开信息12条，人民群众满意。

### （二）依申请公开

收到申请3件。

## 五、存在的主要问题及改进情况

下一步将推进政府信息公开条例的落实。
";

#[test]
fn words_are_forbidden() {
    let plain = "forbid = '再创佳绩'\nmessage = '“{found}”是口号，{year}年的报告不用'";
    check_found(plain, REPORT, &[("再创佳绩", "“再创佳绩”是口号，2023年的报告不用")]);
    check_found("forbid = '[再又]创佳绩'", REPORT, &[("再创佳绩", "测试用规则")]);
    check_found("forbid = '佳绩'\nsections = [5]", REPORT, &[]);
    check_found("forbid = '[0-9]+条'\nsections = [1, 5]", REPORT, &[("12条", "测试用规则")]);
    check_found("forbid = '佳绩'\nfirst-year = 2024", REPORT, &[]);
    check_found("forbid = '佳绩'\norgan-kinds = ['department']", REPORT, &[]);
}

#[test]
fn a_pattern_may_say_what_comes_instead() {
    let outcome = found("forbid = '([0-9]+)条'\nreplace = '${1}条（件）'", REPORT, "");
    let fix = outcome.diagnostics[0].fix.as_ref().expect("it has a fix");
    assert_eq!(
        (fix.title.as_str(), fix.edits[0].replacement.as_str()),
        ("改为“12条（件）”", "（件）")
    );
}

#[test]
fn terms_have_right_ones() {
    let rest = "terms = { '布署' = '部署', '条例' = '政府信息公开条例', '群众' = '人民群众' }\nmessage = '“{found}”应为“{replacement}”'\nfix = 'safe'";
    check_found(rest, REPORT, &[("布署", "“布署”应为“部署”")]);
}

#[test]
fn words_are_required_in_a_section_or_below_a_heading() {
    check_found(
        "require = '整改'\nsections = [5]",
        REPORT,
        &[("五、存在的主要问题及改进情况", "测试用规则")],
    );
    check_found("require = '下一步'\nsections = [5]", REPORT, &[]);
    check_found(
        "require = '申请'\nheading = '主动公开'",
        REPORT,
        &[("（一）主动公开", "测试用规则")],
    );
    check_found("require = '申请'\nheading = '依申请公开'", REPORT, &[]);
    check_found("require = '公开信息.*条'", REPORT, &[]);
    check_note("require = '收费'\nsections = [6]", REPORT, "没有找到第六部分，未做该项检查");
    check_note(
        "require = '收费'\nheading = '平台建设'",
        REPORT,
        "没有找到所说的标题，未做该项检查",
    );
}

#[test]
fn assertions_hold_or_are_left_open() {
    check_found(
        "assert = 'chars.section_5 >= 200'\nmessage = '第五部分只有 {chars.section_5} 字'",
        REPORT,
        &[("五、存在的主要问题及改进情况", "第五部分只有 18 字")],
    );
    check_found("assert = 'year <= 2022'\nat = 'organ.name'", REPORT, &[("柳林镇", "测试用规则")]);
    check_note(
        "assert = 'applications.new_received.total <= 1000'",
        REPORT,
        "报告没有给出 applications.new_received.total，未做该项检查",
    );
}

#[test]
fn a_rule_may_be_about_a_region() {
    let rest = "forbid = '佳绩'\nregion = ['某省', '柳林']";
    assert_eq!(found(rest, REPORT, "").diagnostics.len(), 1);
    assert_eq!(found(rest, REPORT, "region = '某省某市'").diagnostics.len(), 1);
    assert_eq!(found(rest, REPORT, "region = '别省'").diagnostics.len(), 0);
    check_note(
        "forbid = '佳绩'\nregion = '某省'",
        REPORT,
        "报告机关所在的地区不明，可在 lint.toml 中写明 region，未做该项检查",
    );
}

#[test]
fn faulty_packs_are_told_with_their_place() {
    let of = |rest: &str| format!("{HEAD}{}", rule("test", rest));
    for (rest, message) in [
        ("forbid = '('", "9:10: 'forbid' 的正则表达式有误（有 '(' 而没有 ')'）"),
        ("forbid = 'a*'", "9:10: 'forbid' 的正则表达式有误（能与空文字相符，处处都会报告）"),
        ("forbid = '(?=a)'", "9:10: 'forbid' 的正则表达式有误（不支持前后查看，如 (?=…)）"),
        ("forbid = '[\\p{L}]{1000}{1000}'", "9:10: 'forbid' 的正则表达式有误（过于复杂）"),
        (
            "assert = 'applications.new_recieved.total > 0'",
            "9:11: 没有名为 'applications.new_recieved.total' 的数据，是否为 'applications.new_received.total'？",
        ),
        (
            "assert = '''\nyear > 2000 &&\n  yeer < 2100'''",
            "11:3: 没有名为 'yeer' 的数据，是否为 'year'？",
        ),
        ("assert = '''\nyear > 2000 &&\n  year <'''", "11:1: 不是有效的表达式"),
        ("assert = 'year'", "9:10: 表达式应得出真假，得出的是数字"),
        ("forbid = '甲'\nmessage = '{yaer}年'", "10:11: 没有名为 'yaer' 的数据，是否为 'year'？"),
        ("forbid = '甲'\nmessage = '{year年'", "10:11: '{' 之后缺少 '}'"),
        ("forbid = '甲'\nmessage = '{fond}'", "10:11: 没有名为 'fond' 的数据，是否为 'found'？"),
        (
            "forbid = '甲'\nfirst-year = 2024\nlast-year = 2023",
            "11:13: 'last-year' 为 2023，早于 'first-year' 2024",
        ),
        ("require = '甲'\nmessage = '{found}'", "10:11: '{found}' 只能用于 forbid 和 terms"),
        (
            "forbid = '甲'\nrequire = '乙'",
            "4:1: forbid、require、terms、assert 须写一种，且只写一种",
        ),
        ("", "4:1: forbid、require、terms、assert 须写一种，且只写一种"),
        ("forbid = '甲'\nheading = '乙'", "10:11: 'heading' 只能与 require 同用"),
        ("forbid = '甲'\nreplce = '乙'", "10:1: 未知的键 'replce'，是否为 'replace'？"),
        (
            "forbid = '甲'\nreplace = '1件'\nfix = 'safe'",
            "10:11: 含数字的修改不能标为 safe，数字须由人确认",
        ),
        ("terms = { '甲' = '甲' }", "9:17: 对照表的两边须不同，且不能为空"),
        (
            "forbid = '甲'\norgan-kinds = ['town']",
            "10:16: 'organ-kinds' 的值不能是 'town'，是否为 'township'？",
        ),
        (
            "forbid = '甲'\nsections = [7]",
            "10:12: 'sections' 的值应为部分的编号 1 至 6 的列表，0 为标题与导语",
        ),
    ] {
        let error = Pack::parse(Origin::file("某省.toml"), &of(rest)).expect_err(rest).to_string();
        assert!(error.starts_with(&format!("某省.toml:{message}")), "{rest}: {error}");
    }
}

#[test]
fn a_pack_says_what_it_is() {
    let one = rule("test", "forbid = '甲'");
    check_fault(
        &format!("title = '某省'\n{one}"),
        "某省.toml:1:1: 缺少 'name'（规则包的英文名，作规则族名）",
    );
    check_fault("name = 'a'\ntitle = 'b'", "某省.toml:1:1: 缺少 'rule'（以 [[rule]] 写成的规则）");
    check_fault(
        &format!("name = 'nianbao'\ntitle = 'b'\n{one}"),
        "某省.toml:1:8: 规则族 'nianbao' 是内置的，请另取名称",
    );
    check_fault(
        &format!("name = '某省'\ntitle = 'b'\n{one}"),
        "某省.toml:1:8: 'name' 的值应为小写英文字母、数字和连字符",
    );
    check_fault(&format!("{HEAD}{one}{one}"), "某省.toml:11:1: 规则 province/test 写了两次");
    check_fault(
        &format!("{HEAD}{}", one.replace("norm = ", "# norm = ")),
        "某省.toml:4:1: 缺少 'norm'（依据：文件名和文号）",
    );
}

#[test]
fn examples_that_are_wrong_are_told() {
    let good = pack("forbid = '佳绩'\npass = ['# 好']\nfail = ['佳绩']");
    assert_eq!(try_examples(&good), (2, Vec::new()));
    let bad = pack("forbid = '佳绩'\npass = ['无', '再创佳绩']\nfail = ['佳绩',\n'成绩']");
    let (count, faults) = try_examples(&bad);
    let told: Vec<String> = faults
        .iter()
        .map(|fault| format!("{} {} {}", fault.site, fault.rule, fault.message))
        .collect();
    assert_eq!(count, 4);
    assert_eq!(
        told,
        [
            "某省.toml:10 province/test 第 2 个 pass 示例不应有问题，却报告“测试用规则”",
            "某省.toml:12 province/test 第 2 个 fail 示例应有问题，却没有报告",
        ]
    );
    let (_, faults) = try_examples(&pack("forbid = '甲'"));
    assert_eq!(faults.len(), 2);
}

#[test]
fn the_packs_of_this_repository_hold_what_they_promise() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs"));
    let mut count = 0;
    for entry in fs::read_dir(folder).expect("there are packs") {
        let path = entry.expect("it can be listed").path();
        let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("it can be read");
        let pack =
            Pack::parse(Origin::file(&name), &text).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(name, format!("{}.toml", pack.name));
        let (examples, faults) = try_examples(&pack);
        assert_eq!(faults, [], "{name}");
        assert!(examples >= 2 * pack.rules.len(), "{name}");
        count += 1;
    }
    assert!(count >= 3, "only {count} packs");
}
