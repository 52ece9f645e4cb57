use std::ops::Range;

use nianbao_lint::report::section_place;
use nianbao_lint::{Report, Severity, Sink, rule};

rule! {
    /// 词语被过滤程序换成了星号
    ///
    /// Asterisks between Chinese characters where a filter took a word away, as in 主动***息. Masked names (申请人张**), masked
    /// numbers, blanks of a form (**局) and emphasis (**总体**) are none.
    ///
    /// No norm: it is damage done by software.
    ///
    /// ```bad text
    /// 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 全年主动***息120条。
    /// ```
    /// ```good text
    /// 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 申请人张**提出申请，王***同志来电，电话138****1234，**总体情况**如下，**局和***街道公开信息，公开信息***条，3**2。
    /// ```
    "residue/censored" {
        severity: Severity::Warning,
        norm: None,
        since: "0.1.0",
        check: check,
    }
}

/// Fewest asterisks that stand for a word.
const FEWEST: usize = 2;

/// The same where the line has more of them: two are the marks of emphasis.
const FEWEST_AMONG_OTHERS: usize = 3;

/// What follows a blank of a form, or a masked name.
const AFTER_BLANKS: [&str; 30] = [
    "局", "委", "办", "厅", "省", "市", "县", "区", "镇", "乡", "村", "街", "路", "号", "公司",
    "单位", "部门", "科", "中心", "先生", "女士", "同志", "件", "条", "次", "个", "份", "人", "年",
    "月",
];

/// Surnames before the asterisks of a masked name.
const SURNAMES: &str = "张王李刘陈杨赵黄周吴徐孙马胡朱郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜\
                        崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常";

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    if !report.characters().contains('*') {
        return;
    }
    for passage in report.passages().filter(|passage| passage.words().contains('*')) {
        let words = passage.words();
        let runs = asterisks(words);
        let fewest = if runs.len() == 1 { FEWEST } else { FEWEST_AMONG_OTHERS };
        for run in runs.into_iter().filter(|run| run.len() >= fewest && is_within_word(words, run))
        {
            let actual = &words[run.clone()];
            sink.report(passage.span(run.clone()), format!("词语中的“{actual}”疑为被过滤的文字"))
                .span_label("此处缺字")
                .help("发布系统或转载网站过滤了敏感词，请按原件补上")
                .place(section_place(passage.section));
        }
    }
}

/// The runs of asterisks in `words`.
fn asterisks(words: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut from = 0;
    while let Some(start) = words[from..].find('*').map(|at| from + at) {
        let len = words[start..].bytes().take_while(|byte| *byte == b'*').count();
        from = start + len;
        runs.push(start..from);
    }
    runs
}

fn is_within_word(words: &str, run: &Range<usize>) -> bool {
    let is_han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    let (before, after) = (&words[..run.start], &words[run.end..]);
    let is_name = before.ends_with(|c| SURNAMES.contains(c));
    let is_blank = AFTER_BLANKS.iter().any(|word| after.starts_with(word));
    before.ends_with(is_han) && after.starts_with(is_han) && !is_name && !is_blank
}
