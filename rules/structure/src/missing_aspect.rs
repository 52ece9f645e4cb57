use nianbao_lint::report::{LineRole, section_place};
use nianbao_lint::{Norm, Report, Severity, Sink, WordList, inventory, rule};

use crate::form;

rule! {
    /// 总体情况缺少五个方面中的某一方面
    ///
    /// Section 一 speaks of 主动公开, 依申请公开, 政府信息管理, 政府信息公开平台建设 and 监督保障, under headings or in its
    /// words. Any word that belongs to an aspect is enough.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，柳林镇主动公开信息120条，收到政府信息公开申请3件，均按期答复。
    ///
    /// ## 二、主动公开政府信息情况
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，柳林镇主动公开信息120条，未收到政府信息公开申请。发布前一律经过保密审查，网站设有12个栏目，公开工作列入年度考核。
    ///
    /// ## 二、主动公开政府信息情况
    /// ```
    "structure/missing-aspect" {
        severity: Severity::Info,
        norm: Some(Norm { document: "国办公开办函〔2021〕30号", clause: "第一项（一）" }),
        since: "0.1.0",
        check: check,
    }
}

/// The section that describes the year's work.
const NUMBER: u8 = 1;

/// The five aspects as the notice names them.
const ASPECTS: [&str; 5] =
    ["主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障"];

/// Words that belong to an aspect.
static WORDS: WordList = WordList(&[
    "主动公开",
    "主动发布",
    "公开信息",
    "公开各类",
    "公开政府信息",
    "公开政务信息",
    "发布信息",
    "申请",
    "信息管理",
    "审核",
    "审查",
    "三审",
    "属性",
    "保密",
    "规范性文件",
    "目录",
    "公文",
    "清理",
    "信息资源",
    "信息质量",
    "管理制度",
    "动态调整",
    "信息发布",
    "平台",
    "网站",
    "公众号",
    "新媒体",
    "专栏",
    "栏目",
    "微信",
    "公报",
    "渠道",
    "网页",
    "监督",
    "保障",
    "考核",
    "培训",
    "评议",
    "责任追究",
    "领导小组",
    "组织领导",
    "检查",
    "督查",
    "督促",
    "专人",
    "专题学习",
]);

inventory::submit! { &WORDS }

/// The aspect of [`ASPECTS`] each word of [`WORDS`] belongs to.
const OF_ASPECT: [usize; 46] = [
    0, 0, 0, 0, 0, 0, 0, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3,
    3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
];

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let Some(section) = report.section(NUMBER) else { return };
    if form::edition(report).is_none() {
        return;
    }
    let is_empty = report.section_prose(NUMBER).next().is_none();
    // Without words, or with a picture of them, nothing can be said of what is missing.
    if is_empty || report.images.iter().any(|(of, _)| *of == Some(NUMBER)) {
        return;
    }
    let mut is_there = [false; ASPECTS.len()];
    for hit in sink.hits(&WORDS) {
        let is_body = report.lines[hit.line].role == LineRole::Prose;
        is_there[OF_ASPECT[hit.word]] |= is_body && section.lines.contains(&hit.line);
    }
    let missing: Vec<&str> = (ASPECTS.into_iter().zip(is_there))
        .filter(|(_, is_there)| !is_there)
        .map(|(aspect, _)| aspect)
        .collect();
    if missing.is_empty() {
        return;
    }
    sink.report(
        form::heading_span(report, section),
        format!("第一部分没有写到{}", missing.join("、")),
    )
    .help(
        "这一部分应写明主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面",
    )
    .place(section_place(Some(NUMBER)))
    .value("missing", missing.join("、"));
}
