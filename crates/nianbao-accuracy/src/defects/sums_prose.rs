//! Counts and shares of the prose that do not agree with the tables or with each other.

use super::{Injector, does, says};
use crate::draft::{Draft, Place};

pub(super) const INJECTORS: &[Injector] = &[
    does("sums/text-table-count", "new applications", |draft| {
        miscount(draft, "new", &["申请{new}件", "新收{new}件", "申请件{new}件"])
    }),
    does("sums/text-table-count", "handled applications", |draft| {
        miscount(draft, "handled", &["办结{handled}件", "已办结的{handled}件", "对{handled}件申请"])
    }),
    does("sums/text-table-count", "carried over", |draft| {
        miscount(
            draft,
            "carried_out",
            &[
                "继续办理{carried_out}件",
                "结转下年度{carried_out}件",
                "结转下年度办理{carried_out}件",
            ],
        )
    }),
    does("sums/text-table-count", "persons", |draft| {
        miscount(
            draft,
            "persons",
            &["自然人提出{persons}件", "自然人申请{persons}件", "自然人{persons}件"],
        )
    }),
    does("sums/text-table-count", "granted", |draft| {
        miscount(draft, "granted", &["予以公开{granted}件", "予以公开的{granted}件"])
    }),
    does("sums/text-table-count", "reviews", |draft| {
        miscount(draft, "reviews", &["行政复议{reviews}件", "行政复议案件{reviews}件"])
    }),
    does("sums/text-table-count", "suits", |draft| {
        miscount(draft, "suits", &["行政诉讼{suits}件", "行政诉讼案件{suits}件"])
    }),
    does("sums/text-table-count", "digits exchanged", |draft| {
        let new = draft.writer.known("new")?.to_owned();
        let exchanged: String = new.chars().rev().collect();
        (new.len() == 2 && exchanged != new && !exchanged.starts_with('0')).then_some(())?;
        draft.swap("申请{new}件", &format!("申请⟦{exchanged}⟧件"))?;
        Some(Place::Marked)
    }),
    does("sums/text-table-zero", "no applications", |draft| {
        deny(draft, "申请{new}件", "{year}年，{we}⟦未收到政府信息公开申请⟧。")
    }),
    does("sums/text-table-zero", "no application of anyone", |draft| {
        deny(draft, "申请{new}件", "全年⟦没有收到公民、法人或者其他组织提出的政府信息公开申请⟧。")
    }),
    does("sums/text-table-zero", "no reviews and suits", |draft| {
        let suits = draft.writer.known("reviews")?.to_owned();
        (suits != "0").then_some(())?;
        deny(
            draft,
            "行政复议{reviews}件",
            "全年⟦未发生因政府信息公开引起的行政复议、行政诉讼案件⟧。",
        )
    }),
    says("sums/prose-breakdown", "全年组织业务培训⟦6次，其中集中培训4次、线上培训3次⟧。"),
    says(
        "sums/prose-breakdown",
        "现有政务新媒体账号⟦9个，分别为微信公众号5个、微博2个、抖音号1个⟧。",
    ),
    says("sums/prose-breakdown", "答复网民留言⟦156条：咨询类86条、投诉类42条、建议类20条⟧。"),
    does("sums/prose-breakdown", "a part of the disclosed wrong", |draft| {
        misstate(draft, "{by_board}", "{by_board}条", 20)
            .or_else(|| misstate(draft, "{by_rest}", "{by_rest}条", 30))
    }),
    does("sums/prose-breakdown", "the parts by channel", |draft| {
        misstate(draft, "{letters}", "信函申请{letters}件", 5)
    }),
    does("sums/prose-breakdown", "applications and their results", |draft| {
        misstate(draft, "{rejected}", "不予处理{rejected}件", 4)
    }),
    does("sums/prose-percent", "share of the site", |draft| misshare(draft, "占{site_share}%")),
    does("sums/prose-percent", "share of the new media", |draft| {
        misshare(draft, "占{media_share}%")
    }),
    does("sums/prose-percent", "share of those opened", |draft| {
        misshare(draft, "占{opened_share}%")
    }),
    does("sums/prose-percent", "share of persons", |draft| misshare(draft, "占{persons_share}%")),
    does("sums/prose-percent", "share of applications on the net", |draft| {
        misshare(draft, "占{online_share}%")
    }),
    says("sums/prose-percent", "全年应公开信息200条，已公开184条，公开率⟦95%⟧。"),
    says("sums/prose-percent", "开展检查⟦40次，发现问题10个，整改8个，整改率90%⟧。"),
    does("sums/prose-percent", "change of the disclosed", |draft| {
        draft.swap(
            "的{disclosed_before}条{rose_or_fell}{change}%",
            "的{disclosed_before}条{rose_or_fell}⟦88.88%⟧",
        )?;
        Some(Place::Marked)
    }),
    says(
        "sums/percent-partition",
        "从公开渠道看，网站公开⟦占62.5%，微信公开占20.1%，其他渠道公开占12.4%⟧。",
    ),
    says(
        "sums/percent-partition",
        "申请内容中，征地拆迁类⟦占45.2%，规划建设类占33.1%，其他类占25.7%⟧。",
    ),
    says("sums/percent-partition", "留言办理中，咨询类⟦占70%、投诉类占25%、其他占10%⟧。"),
    does("sums/infeasible-change", "applications of two years", |draft| {
        let new: u64 = draft.writer.known("new")?.parse().ok()?;
        let shown = infeasible(new)?;
        draft.swap("{applications_change}%", &format!("⟦{shown}%⟧"))?;
        Some(Place::Marked)
    }),
    says("sums/infeasible-change", "收到网民留言⟦12条，同比增长23.57%⟧。"),
    says("sums/infeasible-change", "举办新闻发布会⟦5场，比上年增长33.33%⟧。"),
    does("sums/mixed-units", "handled in 宗", |draft| {
        draft.swap("办结{handled}件", "办结⟦{handled}宗⟧")?;
        Some(Place::Marked)
    }),
    does("sums/mixed-units", "results in 条", |draft| {
        draft.swap("部分公开{partial}件", "部分公开⟦{partial}条⟧")?;
        Some(Place::Marked)
    }),
    does("sums/mixed-units", "reviews in 次", |draft| {
        draft.swap("行政诉讼{suits}件", "行政诉讼⟦{suits}起⟧")?;
        Some(Place::Marked)
    }),
    does("sums/mixed-units", "applications in 份", |draft| {
        draft.swap("申请{new}件", "申请⟦{new}份⟧")?;
        Some(Place::Marked)
    }),
];

/// Facts that a wrong count must not be by chance.
const COUNTS: [&str; 9] = [
    "new",
    "carried_in",
    "accepted",
    "handled",
    "carried_out",
    "persons",
    "opened",
    "granted",
    "bodies",
];

/// Writes another count where one of the wordings stands.
fn miscount(draft: &mut Draft, fact: &str, wordings: &[&str]) -> Option<Place> {
    let count: u64 = draft.writer.known(fact)?.parse().ok()?;
    let known: Vec<u64> =
        COUNTS.iter().filter_map(|name| draft.writer.known(name)?.parse().ok()).collect();
    let more = [1, 3, 10, 2][draft.writer.rng.usize(0..4)];
    let wrong = (count + more..count + more + 40).find(|wrong| !known.contains(wrong))?;
    let slot = format!("{{{fact}}}");
    wordings.iter().find_map(|wording| {
        let new = wording.replace(&slot, &format!("⟦{wrong}⟧"));
        draft.swap(wording, &new)
    })?;
    Some(Place::Marked)
}

/// Replaces the paragraph in which `words` stand.
fn deny(draft: &mut Draft, words: &str, instead: &str) -> Option<Place> {
    let words = draft.filled(words)?;
    let instead = draft.filled(instead)?;
    let text = draft.texts_mut().find(|text| text.contains(&words))?;
    *text = instead;
    Some(Place::Marked)
}

/// Writes a part as so much more than it is, and marks the sentence of its breakdown.
fn misstate(draft: &mut Draft, slot: &str, wording: &str, more: u64) -> Option<Place> {
    let part: u64 = draft.filled(slot)?.parse().ok()?;
    let new = wording.replace(slot, &(part + more).to_string());
    let old = draft.filled(wording)?;
    let new = draft.filled(&new)?;
    let text = draft.texts_mut().find(|text| text.contains(&old))?;
    let at = text.find(&old)?;
    let start = text[..at].rfind('。').map_or(0, |stop| stop + '。'.len_utf8());
    let end = at + text[at..].find('。')?;
    let sentence = text[start..end].replacen(&old, &new, 1);
    text.replace_range(start..end, &crate::draft::marked(&sentence));
    Some(Place::Marked)
}

/// Writes another share where this one stands.
fn misshare(draft: &mut Draft, wording: &str) -> Option<Place> {
    let right = draft.filled(wording)?;
    let share = right.trim_start_matches('占').trim_end_matches('%');
    let (whole, rest) = share.split_once('.').unwrap_or((share, "00"));
    let whole: u64 = whole.parse().ok()?;
    (whole > 3 && whole < 95).then_some(())?;
    let wrong = whole + draft.writer.rng.u64(2..5);
    draft.swap(wording, &format!("⟦占{wrong}.{rest}%⟧"))?;
    Some(Place::Marked)
}

/// A change in percent with two decimals that no number of last year gives for `new`.
fn infeasible(new: u64) -> Option<String> {
    (new > 0 && new < 400).then_some(())?;
    let feasible: Vec<u64> = (1..=new * 3)
        .flat_map(|base| {
            let exact = new.abs_diff(base) * 100_000 / base;
            [exact / 10, exact.div_ceil(10)]
        })
        .collect();
    let wrong = (1_237..4_900).find(|it| !feasible.iter().any(|ok| ok.abs_diff(*it) <= 1))?;
    Some(format!("{}.{:02}", wrong / 100, wrong % 100))
}
