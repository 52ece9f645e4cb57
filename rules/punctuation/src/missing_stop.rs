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
    /// ```bad
    /// # 柳林镇2023年政府信息公开工作年度报告
    ///
    /// 本报告依据《中华人民共和国政府信息公开条例》编制，共分六个部分。报告所列数据的统计期限自2023年1月1日起至12月31日止
    ///
    /// ## 一、总体情况
    ///
    /// 本报告共分六个部分。如有疑问，请与柳林镇党政办公室联系（电话：0990-6112233）
    ///
    /// 落实各项要求。办公地址、联系电话等信息有变动的，均在20个工作日内更新
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
const CONTACT: [&str; 7] = ["地址", "电话", "邮编", "邮箱", "传真", "网址", "联系人"];

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
    if is_contact_in_brackets(words) {
        return true;
    }
    if !words.ends_with(|c| is_han(c) || matches!(c, '%' | '”' | '》')) {
        return false;
    }
    let last_sentence = match words.rfind('。').or_else(|| words.rfind('；')) {
        Some(at) => &words[at..],
        None if is_long_sentence(words) => words,
        None => return false,
    };
    words.chars().filter(|c| is_han(*c)).nth(LEAST_CHARS - 1).is_some()
        && (last_sentence.contains(['，', ',']) || is_statement(last_sentence))
        && !NO_SENTENCES.iter().any(|start| words.starts_with(start))
        && !gives_contact(last_sentence)
}

/// Whether a paragraph of sentences ends in 请与…联系（电话：…）.
fn is_contact_in_brackets(words: &str) -> bool {
    let Some(inner) = words.strip_suffix(['）', ')']) else { return false };
    let parts = inner.rsplit_once(['（', '(']);
    parts.is_some_and(|(before, inner)| {
        (before.ends_with("联系") || before.ends_with("咨询"))
            && before.contains('。')
            && CONTACT.iter().any(|word| inner.contains(word))
    })
}

/// Whether a sentence gives an address or a number, which may close a paragraph without stop.
fn gives_contact(sentence: &str) -> bool {
    const LEAST_DIGITS: usize = 5;
    let is_given = |behind: &str| {
        behind.starts_with(['：', ':', '为', '（', '(', ' '])
            || behind.starts_with(|c: char| c.is_ascii_digit())
    };
    let is_named = CONTACT.iter().any(|word| {
        sentence.match_indices(word).any(|(at, word)| is_given(&sentence[at + word.len()..]))
    });
    let has_number =
        || sentence.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() >= LEAST_DIGITS);
    let has_name = || CONTACT.iter().any(|name| sentence.contains(name));
    is_named || has_name() && has_number() || sentence.contains("http")
}

/// Whether a last sentence without comma says something, as no signature or date does.
fn is_statement(sentence: &str) -> bool {
    const VERBS: [&str; 19] = [
        "自", "至", "分", "为", "均", "未", "没有", "共", "达到", "组成", "编制", "公布", "公开",
        "提供", "发布", "更新", "办理", "提高", "发生",
    ];
    const SIGNATURES: [&str; 14] = [
        "局",
        "厅",
        "委员会",
        "政府",
        "办公室",
        "办事处",
        "镇",
        "乡",
        "街道",
        "中心",
        "公司",
        "医院",
        "报告",
        "附件",
    ];
    const LEAST: usize = 8;
    let sentence = sentence.trim_start_matches(['。', '；']);
    sentence.chars().filter(|c| is_han(*c)).nth(LEAST - 1).is_some()
        && VERBS.iter().any(|verb| sentence.contains(verb))
        && !SIGNATURES.iter().any(|end| sentence.ends_with(end))
}

/// Whether a single clause after another makes a sentence too long for a heading or a signature.
fn is_long_sentence(words: &str) -> bool {
    const LEAST_WITH_COMMAS: usize = 45;
    const LEAST_WITH_COMMA: usize = 60;
    let least = match words.matches(['，', ',']).count() {
        0 => return false,
        1 => LEAST_WITH_COMMA,
        _ => LEAST_WITH_COMMAS,
    };
    !begins_paragraph(words) && words.chars().filter(|c| is_han(*c)).nth(least - 1).is_some()
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
