//! Clean invented reports, right by construction, in the many ways real ones are written.

mod facts;
mod figures;
mod organs;
mod sections;

use fastrand::Rng;
use nianbao_test::layout::Layout;
use nianbao_test::model::{Day, FormEdition, OrganModel, OrganModelKind, ReportModel};

use crate::phrases::Writer;

/// A report with nothing wrong in it, and who wrote it.
#[derive(Clone, Debug)]
pub(crate) struct CleanReport {
    pub(crate) model: ReportModel,
    /// Knows the facts of the report, to write more sentences of it.
    pub(crate) writer: Writer,
}

/// Years reported on.
const YEARS: std::ops::RangeInclusive<u16> = 2019..=2025;

/// The report with this number, for `layout`: numbers of lists depend on how the layout numbers its headings.
pub(crate) fn report(seed: u64, layout: Layout) -> CleanReport {
    let mut rng = Rng::with_seed(seed);
    let year = rng.u16(YEARS);
    let edition = FormEdition::for_year(year);
    let organ = organs::invent(&mut rng);
    let figures = figures::invent(&mut rng, edition, organ.size, organ.makes_regulations());
    let published = publication_day(&mut rng, organ.kind, year);
    let title = title(&mut rng, &organ.name, year);
    let mut writer = Writer::new(rng);
    facts::tell(&mut writer, &organ, year, published, &figures);
    let preamble = sections::preamble(&mut writer);
    let prose = sections::sections(&mut writer, organ.kind, layout);
    let model = ReportModel {
        organ: OrganModel { name: organ.name, kind: organ.kind },
        year,
        edition,
        title,
        published,
        preamble,
        headings: sections::headings(),
        prose,
        figures,
    };
    CleanReport { model, writer }
}

/// The title in one of the orders in use.
fn title(rng: &mut Rng, organ: &str, year: u16) -> String {
    match rng.u8(0..8) {
        0 | 1 => format!("{year}年{organ}政府信息公开工作年度报告"),
        2 => format!("{organ}{year}年度政府信息公开工作年度报告"),
        _ => format!("{organ}{year}年政府信息公开工作年度报告"),
    }
}

/// A day within the time the law gives.
fn publication_day(rng: &mut Rng, kind: OrganModelKind, year: u16) -> Day {
    let month = if kind == OrganModelKind::Government { rng.u8(1..=3) } else { 1 };
    Day { year: year + 1, month, day: rng.u8(5..=28) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_report() {
        let model = |seed| report(seed, Layout::HtmlCms).model;
        assert_eq!(model(3), model(3));
        assert_ne!(model(3), model(4));
    }
}
