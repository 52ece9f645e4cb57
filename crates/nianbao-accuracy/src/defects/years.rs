use nianbao_test::layout::Layout;
use nianbao_test::model::{Day, OrganModelKind};

use super::{Injector, does, says, swaps};
use crate::draft::{Draft, Place};

pub(super) const INJECTORS: &[Injector] = &[
    does("years/stale-year", "the year of the opening", |draft| {
        let opening = "{year}年，{we}";
        let text = draft.filled(opening)?;
        draft.model.prose[0].first().is_some_and(|first| matches!(first, nianbao_test::model::Paragraph::Plain(words) if words.starts_with(&text))).then_some(())?;
        draft.swap(opening, "⟦{last}年⟧，{we}")?;
        Some(Place::Marked)
    }),
    swaps(
        "years/stale-year",
        "{year}年，{we}政府信息公开工作取得",
        "⟦{last}年⟧，{we}政府信息公开工作取得",
    ),
    swaps("years/stale-year", "{year}年，{we}依申请公开", "⟦{last}年⟧，{we}依申请公开"),
    swaps("years/stale-year", "{year}年未收到", "⟦{last}年⟧未收到"),
    swaps("years/stale-year", "{year}年未发生", "⟦{last}年⟧未发生"),
    swaps("years/stale-year", "{year}年，{we}共收到", "⟦{last}年⟧，{we}共收到"),
    swaps(
        "years/stale-year",
        "{organ}{year}年政府信息公开工作情况",
        "{organ}⟦{last}年⟧政府信息公开工作情况",
    ),
    swaps("years/stale-year", "现公布{organ}{year}年", "现公布{organ}⟦{last}年⟧"),
    does("years/period", "自⟦{last}年1月1日⟧起", |draft| {
        begin_with(draft, "自{year}年1月1日起", "自⟦{last}年1月1日⟧起")
    }),
    does("years/period", "至⟦{year}年11月30日⟧", |draft| {
        begin_with(draft, "至{year}年12月31日", "至⟦{year}年11月30日⟧")
    }),
    does("years/period", "⟦12月30日⟧", |draft| begin_with(draft, "12月31日", "⟦12月30日⟧")),
    does("years/period", "⟦{year}年1月31日⟧", |draft| {
        begin_with(draft, "{year}年1月1日", "⟦{year}年1月31日⟧")
    }),
    does("years/period", "the whole period of last year", |draft| {
        draft.swap("{year}年1月1日起至{year}年12月31日", "⟦{last}年1月1日起至{last}年12月31日⟧")?;
        Some(Place::Marked)
    }),
    does("years/title-year", "last year in the title", |draft| retitle(draft, "{last}")),
    does("years/title-year", "next year in the title", |draft| retitle(draft, "{next}")),
    does("years/title-year", "digits exchanged", |draft| {
        let year = draft.model.year;
        let exchanged = year / 100 * 100 + year % 10 * 10 + year / 10 % 10;
        (exchanged != year && exchanged < 2027).then_some(())?;
        retitle(draft, &exchanged.to_string())
    }),
    says("years/malformed-date", "网站自⟦{year}11月⟧改版以来运行稳定。"),
    says("years/malformed-date", "⟦{year}年13月⟧组织开展集中检查。"),
    says("years/malformed-date", "⟦{year}年2月30日⟧召开政务公开工作推进会。"),
    says("years/malformed-date", "⟦9月31日⟧组织开展业务培训。"),
    says("years/malformed-date", "⟦{year}年年⟧，{we}继续优化栏目设置。"),
    says("years/malformed-date", "⟦2{year}年⟧5月完成指南修订。"),
    says("years/malformed-date", "⟦二O二一年⟧五月对目录进行了更新。"),
    swaps("years/malformed-date", "{year}年1月1日起", "⟦{year}1月1日⟧起"),
    swaps("years/malformed-date", "{year}年12月31日", "⟦{year}年1231日⟧"),
    says("years/relative-time", "⟦今年⟧以来，组织专项检查2次。"),
    says("years/relative-time", "⟦目前⟧，各栏目运行正常。"),
    says("years/relative-time", "⟦近日⟧，又对栏目进行了优化。"),
    says("years/relative-time", "⟦去年⟧以来，培训力度持续加大。"),
    says("years/plan-year", "⟦{year}年⟧，{we}将进一步加强业务培训，提高工作水平。").within(&[5]),
    says("years/plan-year", "⟦{last}年⟧，{we}将继续完善工作机制，加强督促检查。").within(&[5]),
    swaps("years/plan-year", "{next}年，{we}将", "⟦{year}年⟧，{we}将"),
    swaps("years/plan-year", "{next}年，{we}将", "⟦{last}年⟧，{we}将"),
    does("years/late-publication", "a department in February", |draft| {
        is_department(draft).then_some(())?;
        publish(draft, 2, "发布时间：")
    })
    .only(has_header),
    does("years/late-publication", "a department in May", |draft| {
        is_department(draft).then_some(())?;
        publish(draft, 5, "发布日期：")
    })
    .only(has_header),
    does("years/late-publication", "a government in April", |draft| {
        (draft.model.organ.kind == OrganModelKind::Government).then_some(())?;
        publish(draft, 4, "发布时间：")
    })
    .only(has_header),
    does("years/early-publication", "before the year is over", |draft| {
        draft.model.year -= 1;
        let place = publish(draft, 11, "发布时间：");
        draft.model.year += 1;
        place
    })
    .only(has_header),
    does("years/early-publication", "in the summer of the year", |draft| {
        draft.model.year -= 1;
        let place = publish(draft, 7, "发布日期：");
        draft.model.year += 1;
        place
    })
    .only(has_header),
];

/// Where a line above the report can say when it was published, as its own page would.
const fn has_header(layout: Layout) -> bool {
    !matches!(layout, Layout::HtmlCms)
}

/// Replaces words of the preamble, where the period is stated.
fn begin_with(draft: &mut Draft, old: &str, new: &str) -> Option<Place> {
    let (old, new) = (draft.filled(old)?, draft.filled(new)?);
    let text = draft.model.preamble.iter_mut().find(|text| text.contains(&old))?;
    *text = text.replacen(&old, &new, 1);
    Some(Place::Marked)
}

fn is_department(draft: &Draft) -> bool {
    let name = &draft.model.organ.name;
    draft.model.organ.kind == OrganModelKind::Department
        && ["局", "厅"].iter().any(|ending| name.ends_with(ending))
}

fn retitle(draft: &mut Draft, year: &str) -> Option<Place> {
    let year = draft.filled(year)?;
    let own = draft.model.year.to_string();
    draft.model.title = draft.model.title.replace(&own, &crate::draft::marked(&year));
    Some(Place::Marked)
}

/// Puts a line with the day of publication below the title.
fn publish(draft: &mut Draft, month: u8, name: &str) -> Option<Place> {
    let year = draft.model.year + 1;
    let day = draft.writer.rng.u8(10..=27);
    draft.model.published = Day { year, month, day };
    // A line of another day must not stand beside it.
    draft.model.preamble.retain(|line| !line.starts_with('2') && !line.starts_with('（'));
    let line = draft.filled(&format!("{name}⟦{year}-{month:02}-{day:02}⟧"))?;
    draft.model.preamble.insert(0, line);
    Some(Place::Marked)
}
