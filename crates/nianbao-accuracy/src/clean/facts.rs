//! What the sentences of a report may speak of: what its figures say, and invented facts that no figure contradicts.

use nianbao_test::model::{
    DISPUTE_GROUPS, Day, Figures, FormEdition, OrganModelKind, result_groups,
};

use super::organs::{Organ, rank};
use crate::phrases::Writer;

/// Tells the writer all of them.
pub(crate) fn tell(
    writer: &mut Writer,
    organ: &Organ,
    year: u16,
    published: Day,
    figures: &Figures,
) {
    let edition = FormEdition::for_year(year);
    of_year(writer, year, published);
    of_organ(writer, organ);
    of_disclosed(writer);
    of_documents(writer, edition, figures);
    of_applications(writer, edition, figures);
    of_disputes(writer, figures);
    of_fees(writer);
}

fn of_year(writer: &mut Writer, year: u16, published: Day) {
    writer.fact("year", year);
    writer.fact("last", year - 1);
    writer.fact("next", year + 1);
    writer.flag("2019", year < 2021);
    writer.flag("2021", year >= 2021);
    writer.flag("before2021", (2020..2021).contains(&year));
    writer.flag("before2022", (2021..2022).contains(&year) || year < 2020);
    for (flag, first) in [("after2021", 2022), ("after2022", 2023), ("after2023", 2024)] {
        writer.flag(flag, year >= first);
    }
    let Day { year, month, day } = published;
    writer.fact("published_dashed", format!("{year}-{month:02}-{day:02}"));
    writer.fact("published_chinese", format!("{year}年{month}月{day}日"));
    writer.fact("published_long", format!("{year}年{month}月{day}日"));
}

fn of_organ(writer: &mut Writer, organ: &Organ) {
    let place: String = organ.place.clone();
    let short: String = place.trim_end_matches(rank(&place)).to_owned();
    writer.fact("organ", &organ.name);
    // A report calls the organ 我局 throughout, or by its name.
    let by_name = writer.once_in(5);
    writer.fact("we", if by_name { &organ.short } else { &organ.we });
    writer.fact("we_short", &organ.short);
    writer.fact("units", &organ.units);
    writer.fact("field", &organ.field);
    let office = match organ.kind {
        OrganModelKind::Township | OrganModelKind::SubDistrict => "党政办公室",
        OrganModelKind::Government => "政府办公室",
        _ => "办公室",
    };
    writer.fact("office", office);
    writer.fact("doc_code", format!("{}政办发", place.chars().next().unwrap_or('市')));
    writer.fact("place_short", short);
    writer.fact("place", place);
    let province = writer.pick("provinces");
    writer.fact("province", province);
    let road = writer.pick("roads");
    writer.fact("street", road);
    for (name, slot) in [
        ("house", "{#2-260}"),
        ("postcode", "9900{#10-99}"),
        ("phone", "0990-{#6000000-6999999}"),
        ("fax", "0990-{#6000000-6999999}"),
        ("site_name", "{yunxiuxian|bozhushi|yuanpingshi|linchan}"),
    ] {
        let fact = writer.fill(slot).expect("needs no fact");
        writer.fact(name, fact);
    }
}

fn of_disclosed(writer: &mut Writer) {
    let parts = [(80, 2400), (20, 900), (3, 60)].map(|(low, high)| writer.rng.u64(low..=high));
    let total: u64 = parts.iter().sum();
    writer.fact("disclosed", total);
    for ((name, share), part) in
        [("by_site", "site_share"), ("by_media", "media_share"), ("by_board", "board_share")]
            .into_iter()
            .zip(parts)
    {
        writer.fact(name, part);
        writer.fact(share, percent(part, total));
    }
    let news = total / 2 + writer.rng.u64(0..5);
    let (notice, money) = (total / 5, total / 9);
    writer.fact("by_news", news);
    writer.fact("by_notice", notice);
    writer.fact("by_money", money);
    writer.fact("by_rest", total - news - notice - money);
    let before = writer.rng.u64(total * 6 / 10..total * 15 / 10);
    if before != total {
        let grew = total > before;
        writer.fact("disclosed_before", before);
        writer.fact("difference", total.abs_diff(before));
        writer.fact("change", percent(total.abs_diff(before), before));
        writer.fact("rose_or_fell", if grew { "增长" } else { "下降" });
        writer.fact("more_or_less", if grew { "增加" } else { "减少" });
    }
}

fn of_documents(writer: &mut Writer, edition: FormEdition, figures: &Figures) {
    let facts: &[(&str, &str)] = match edition {
        FormEdition::Of2019 => &[
            ("made", "disclosure19.art20_1.normative_documents.made"),
            ("opened_docs", "disclosure19.art20_1.normative_documents.disclosed"),
            ("opened_total", "disclosure19.art20_1.normative_documents.disclosed_total"),
        ],
        FormEdition::Of2021 => &[
            ("issued", "disclosure.art20_1.normative_documents.issued"),
            ("repealed", "disclosure.art20_1.normative_documents.repealed"),
            ("in_force", "disclosure.art20_1.normative_documents.in_force"),
            ("licences", "disclosure.art20_5.licensing.decisions"),
            ("penalties", "disclosure.art20_6.penalty.decisions"),
            ("coercions", "disclosure.art20_6.coercion.decisions"),
        ],
    };
    for (name, key) in facts {
        writer.fact(name, figures.get(key));
    }
}

fn of_applications(writer: &mut Writer, edition: FormEdition, figures: &Figures) {
    let total = |row: &str| figures.count(&format!("applications.{row}.total"));
    let (new, carried_in) = (total("new_received"), total("carried_in"));
    let (handled, carried_out) = (total("result.total"), total("carried_out"));
    writer.flag("none", new + carried_in == 0);
    if new + carried_in == 0 {
        return;
    }
    writer.flag("some", true);
    writer.flag("carried", carried_in > 0);
    writer.flag("nothing_carried", carried_in + carried_out == 0);
    for (name, count) in [
        ("new", new),
        ("carried_in", carried_in),
        ("accepted", new + carried_in),
        ("handled", handled),
        ("carried_out", carried_out),
    ] {
        writer.fact(name, count);
    }
    of_applicants(writer, new, figures.count("applications.new_received.natural_person"));
    of_channels(writer, new);
    let before = writer.rng.u64(1..=new + 20);
    if new > 0 && before != new {
        let grew = new > before;
        writer.fact("applications_rose", if grew { "增长" } else { "下降" });
        writer.fact("applications_more", if grew { "增加" } else { "减少" });
        writer.fact("applications_difference", new.abs_diff(before));
        writer.fact("applications_change", percent(new.abs_diff(before), before));
    }
    let mut opened = 0;
    for group in result_groups(edition) {
        let count: u64 = group.row_keys().iter().map(|row| total(row)).sum();
        let (name, share) = match group.key {
            "granted" => ("granted", "granted_share"),
            "partial" => ("partial", "partial_share"),
            "denied" => ("denied", "denied_share"),
            "unavailable" => ("unavailable", "unavailable_share"),
            "rejected" => ("rejected", "rejected_share"),
            _ => ("other", "other_share"),
        };
        if matches!(group.key, "granted" | "partial") {
            opened += count;
        }
        of_share(writer, name, share, count, handled);
    }
    of_share(writer, "opened", "opened_share", opened, handled);
}

fn of_applicants(writer: &mut Writer, new: u64, persons: u64) {
    of_share(writer, "persons", "persons_share", persons, new);
    of_share(writer, "bodies", "bodies_share", new - persons, new);
}

/// How the applications came in; a report may be silent on that.
fn of_channels(writer: &mut Writer, new: u64) {
    if new < 3 {
        return;
    }
    writer.flag("channels", true);
    let online = writer.rng.u64(1..new - 1);
    let letters = writer.rng.u64(1..new - online);
    of_share(writer, "online", "online_share", online, new);
    of_share(writer, "letters", "letters_share", letters, new);
    of_share(writer, "counter", "counter_share", new - online - letters, new);
}

fn of_share(writer: &mut Writer, name: &'static str, share: &'static str, part: u64, whole: u64) {
    writer.fact(name, part);
    if whole > 0 {
        writer.fact(share, percent(part, whole));
    }
}

fn of_disputes(writer: &mut Writer, figures: &Figures) {
    let [reviews, direct, after] =
        DISPUTE_GROUPS.map(|group| figures.count(&format!("disputes.{group}.total")));
    let suits = direct + after;
    writer.flag("no_dispute", reviews + suits == 0);
    if reviews + suits == 0 {
        return;
    }
    writer.flag("dispute", true);
    writer.flag("reviews", reviews > 0);
    writer.flag("no_reviews", reviews == 0);
    writer.flag("suits", suits > 0);
    writer.flag("no_suits", suits == 0);
    writer.flag("review_all_done", figures.count("disputes.review.pending") == 0);
    writer.fact("reviews", reviews);
    writer.fact("suits", suits);
    for (name, outcome) in
        [("review_upheld", "upheld"), ("review_corrected", "corrected"), ("review_other", "other")]
    {
        writer.fact(name, figures.get(&format!("disputes.review.{outcome}")));
    }
}

fn of_fees(writer: &mut Writer) {
    let notices = writer.rng.u64(1..=4);
    let fees = writer.once_in(8);
    writer.flag("fees", fees);
    writer.fact("fee_notices", notices);
    writer.fact("fee_sum", notices * 200);
    writer.fact("fee_paid", notices * 200);
}

/// `part` of `whole` in percent with two decimals, rounded half up; whole numbers without.
fn percent(part: u64, whole: u64) -> String {
    let hundredths = (part * 20_000 + whole) / (whole * 2);
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, rest) if rest % 10 == 0 => format!("{whole}.{}", rest / 10),
        (whole, rest) => format!("{whole}.{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_rounded_half_up() {
        assert_eq!(percent(1, 3), "33.33");
        assert_eq!(percent(2, 3), "66.67");
        assert_eq!(percent(1, 1), "100");
        assert_eq!(percent(1, 800), "0.13");
        assert_eq!(percent(1, 8), "12.5");
    }
}
