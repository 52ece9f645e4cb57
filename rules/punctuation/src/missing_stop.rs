use nianbao_lint::document::script::is_han;
use nianbao_lint::report::{LineRole, Passage, section_place};
use nianbao_lint::{Applicability, Norm, Report, Severity, Sink, rule};

rule! {
    /// 正文段落末尾缺少句末标点
    ///
    /// A paragraph of several sentences that ends in a word. Headings, items of lists, lines of contact, signatures and
    /// lines that go on in the next are no such paragraphs.
    ///
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，柳林镇认真落实各项要求。全年主动公开政府信息120条，其中政策文件12条，均按时发布
    ///
    /// 下一步，将继续做好公开工作。
    /// ```
    /// ```good
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，柳林镇认真落实各项要求。全年主动公开政府信息120条，其中政策文件12条，均按时发布。
    ///
    /// （一）加强组织领导，健全工作机制，扎实推进政府信息主动公开工作落到实处
    ///
    /// 如有疑问，请与柳林镇党政办公室联系。地址：柳林镇人民路1号；电话：0990-6112233
    ///
    /// 欢迎查阅。报告电子版可在柳林县人民政府门户网站下载，请登录：http://www.example.cn
    ///
    /// 附件：柳林镇2023年政府信息公开工作情况统计表及说明。以上材料均由镇党政办公室提供
    /// ```
    /// ```good text
    /// 2023年，柳林镇认真落实各项要求。全年主动公开政府信息120条，其中政策文
    /// 件12条，均按时发布，群众满意。
    /// ```
    ///
    /// The fix adds a 。 and is unsafe, because words may be missing too.
    "punctuation/missing-stop" {
        severity: Severity::Warning,
        norm: Some(Norm { document: "《标点符号用法》（GB/T 15834—2011）", clause: "4.1" }),
        since: "0.1.0",
        fixes: &[Applicability::Unsafe],
        check: check,
    }
}

/// Fewest Han characters of a paragraph that is looked at.
const LEAST_CHARS: usize = 25;

/// How lines begin that are no sentences.
const NO_SENTENCES: [&str; 12] =
    ["附", "注", "备注", "地址", "联系", "电话", "抄送", "来源", "单位", "邮编", "说明：", "说明:"];

/// Words near the end after which an address or number closes a paragraph without stop.
const CONTACT: [&str; 8] = ["地址", "电话", "邮编", "邮箱", "传真", "网址", "联系人", "http"];

/// More paragraphs than this without stop are lines of paragraphs that were broken.
const MOST: usize = 3;

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let unfinished: Vec<usize> = report
        .prose()
        .filter(|(index, line)| is_unfinished(line.words()) && !goes_on(report, *index))
        .map(|(index, _)| index)
        .collect();
    if unfinished.len() > MOST {
        sink.note("多处段末没有标点，疑为断行所致，未逐处提示");
        return;
    }
    for index in unfinished {
        report_unfinished(&report.passage(index), sink);
    }
}

fn report_unfinished(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    let words = passage.words();
    let last = words.chars().next_back().map_or(0, char::len_utf8);
    sink.report(passage.span(words.len() - last..words.len()), "段末缺少句号")
        .help("段末文字可能在提取文本时丢失，请对照原件")
        .place(section_place(passage.section))
        .fix(Applicability::Unsafe, "加上句号", vec![passage.insert(words.len(), "。")]);
}

/// Whether a line is a paragraph of sentences whose last one does not end.
fn is_unfinished(words: &str) -> bool {
    let last_sentence = words.rfind(['。', '；']).map(|at| &words[at..]);
    let Some(last_sentence) = last_sentence else { return false };
    words.ends_with(is_han)
        && words.chars().filter(|c| is_han(*c)).nth(LEAST_CHARS - 1).is_some()
        && last_sentence.contains(['，', ','])
        && !NO_SENTENCES.iter().any(|start| words.starts_with(start))
        && !CONTACT.iter().any(|word| last_sentence.contains(word))
}

/// Whether the line after this one may be the rest of it: it begins no paragraph of its own.
fn goes_on(report: &Report<'_>, index: usize) -> bool {
    let line = &report.lines[index];
    let Some(next) = report.lines.get(index + 1) else { return false };
    if matches!(next.role, LineRole::Heading | LineRole::TableCell(_) | LineRole::Page) {
        return false;
    }
    let between = line.whole_span().end as usize..next.whole_span().start as usize;
    let gap = report.document.source.text.get(between).unwrap_or_default();
    let parted = gap.matches('\n').count() > 1 || gap.contains("</p") || gap.contains("<p");
    !parted && !begins_paragraph(next.words())
}

fn begins_paragraph(words: &str) -> bool {
    const STARTS: [&str; 16] = [
        "一是",
        "二是",
        "三是",
        "四是",
        "五是",
        "六是",
        "首先",
        "其次",
        "下一步",
        "（",
        "(",
        "20",
        "2.",
        "3.",
        "4.",
        "5.",
    ];
    let numbered = words
        .trim_start_matches(|c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit())
        .starts_with(['、', '.', '．']);
    numbered || STARTS.iter().any(|start| words.starts_with(start))
}
