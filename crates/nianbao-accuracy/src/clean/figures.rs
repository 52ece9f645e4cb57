use fastrand::Rng;
use nianbao_test::model::{
    APPLICANTS, DISPUTE_GROUPS, Figures, FormEdition, OUTCOMES, result_groups,
};

/// How busy an organ is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Size {
    /// A town: mostly zeros.
    Small,
    /// A county's department.
    Middle,
    /// A city or province as a whole, which can make rules of its own (规章).
    Large,
}

impl Size {
    /// Most documents a year.
    const fn documents(self) -> u64 {
        match self {
            Size::Small => 1,
            Size::Middle => 9,
            Size::Large => 60,
        }
    }

    /// Most decisions of one kind a year.
    const fn decisions(self) -> u64 {
        match self {
            Size::Small => 30,
            Size::Middle => 4_000,
            Size::Large => 400_000,
        }
    }

    /// Most applications with one result a year.
    const fn applications(self) -> u64 {
        match self {
            Size::Small => 4,
            Size::Middle => 40,
            Size::Large => 900,
        }
    }
}

/// The cells of the three tables; every sum holds. Few organs make 规章.
pub(crate) fn invent(
    rng: &mut Rng,
    edition: FormEdition,
    size: Size,
    makes_regulations: bool,
) -> Figures {
    let mut cells = Vec::new();
    match edition {
        FormEdition::Of2019 => disclosure_2019(rng, size, &mut cells),
        FormEdition::Of2021 => disclosure_2021(rng, size, makes_regulations, &mut cells),
    }
    if rng.u8(0..6) != 0 && (size != Size::Small || rng.bool()) {
        applications(rng, edition, size, &mut cells);
        if rng.u8(0..3) != 0 {
            disputes(rng, size, &mut cells);
        }
    }
    cells.into_iter().collect::<Figures>().complete(edition)
}

type Cells = Vec<(String, String)>;

/// Zero more often than not: one time in `rarity` a count up to `most`.
fn sparse(rng: &mut Rng, rarity: u8, most: u64) -> u64 {
    if rng.u8(0..rarity) == 0 { rng.u64(0..=most) } else { 0 }
}

fn disclosure_2021(rng: &mut Rng, size: Size, makes_regulations: bool, cells: &mut Cells) {
    let mut rows = vec![("normative_documents", size.documents())];
    if makes_regulations {
        rows.push(("regulations", 4));
    }
    for (row, most) in rows {
        let (before, issued) = (rng.u64(0..=most * 4), sparse(rng, 2, most));
        let repealed = sparse(rng, 2, before.min(most));
        let counts =
            [("issued", issued), ("repealed", repealed), ("in_force", before + issued - repealed)];
        cells.extend(counts.map(|(column, count)| {
            (format!("disclosure.art20_1.{row}.{column}"), count.to_string())
        }));
    }
    for (row, rarity, most) in [("5.licensing", 2, 1), ("6.penalty", 2, 2), ("6.coercion", 3, 20)] {
        let count = sparse(rng, rarity, size.decisions() / most);
        cells.push((format!("disclosure.art20_{row}.decisions"), count.to_string()));
    }
    if rng.u8(0..4) == 0 {
        let amount = format!("{}.{}", rng.u64(0..=size.decisions()), rng.u64(1..=9999));
        cells.push(("disclosure.art20_8.fees.amount_wan_yuan".to_owned(), amount));
    }
}

fn disclosure_2019(rng: &mut Rng, size: Size, cells: &mut Cells) {
    let mut put = |key: &str, count: String| cells.push((format!("disclosure19.{key}"), count));
    let made = sparse(rng, 2, size.documents());
    let disclosed = rng.u64(0..=made);
    put("art20_1.normative_documents.made", made.to_string());
    put("art20_1.normative_documents.disclosed", disclosed.to_string());
    let total = disclosed + rng.u64(0..=size.documents() * 3);
    put("art20_1.normative_documents.disclosed_total", total.to_string());
    let handled =
        ["art20_5.licensing", "art20_5.other_services", "art20_6.penalty", "art20_6.coercion"];
    for row in handled.into_iter().chain(["art20_8.fees"]) {
        let before = sparse(rng, 2, size.documents() * 5);
        put(&format!("{row}.prev_items"), before.to_string());
        put(&format!("{row}.delta_items"), change(rng, before));
    }
    for row in handled {
        put(&format!("{row}.decisions"), sparse(rng, 3, size.decisions()).to_string());
    }
    if rng.bool() {
        put("art20_9.procurement.items", rng.u64(1..=40).to_string());
        let amount = format!("{}.{:02}", rng.u64(1..=size.decisions()), rng.u64(1..=99));
        put("art20_9.procurement.amount", amount);
    }
}

/// A change that leaves no negative stock, as people write it.
fn change(rng: &mut Rng, before: u64) -> String {
    match rng.u8(0..5) {
        0 => format!("+{}", rng.u64(1..=9)),
        1 if before > 0 => format!("-{}", rng.u64(1..=before.min(9))),
        2 => rng.u64(0..=9).to_string(),
        _ => "0".to_owned(),
    }
}

fn applications(rng: &mut Rng, edition: FormEdition, size: Size, cells: &mut Cells) {
    let rows: Vec<String> = result_groups(edition)
        .iter()
        .flat_map(nianbao_test::model::ResultGroup::row_keys)
        .collect();
    let carries = rng.bool();
    for (index, (column, _)) in APPLICANTS[..6].iter().enumerate() {
        // Most applicants are persons, some are enterprises; the other kinds of bodies are rare.
        let most = match index {
            0 => size.applications(),
            1 => size.applications() / 8,
            _ => size.applications() / 40,
        };
        let mut handled = 0;
        for row in &rows {
            let count = match row.as_str() {
                "result.granted" if index == 0 => rng.u64(0..=most),
                // Nobody fails to pay where section six says that no fee was asked for.
                "result.other.fee_unpaid" => 0,
                _ => sparse(rng, 4, most / 5),
            };
            cells.push((format!("applications.{row}.{column}"), count.to_string()));
            handled += count;
        }
        let carried_out = if carries { sparse(rng, 2, most / 8) } else { 0 };
        let room = (handled + carried_out).min(most / 8);
        let carried_in = if carries { sparse(rng, 2, room) } else { 0 };
        let counts = [
            ("new_received", handled + carried_out - carried_in),
            ("carried_in", carried_in),
            ("carried_out", carried_out),
        ];
        cells.extend(
            counts.map(|(row, count)| (format!("applications.{row}.{column}"), count.to_string())),
        );
    }
}

fn disputes(rng: &mut Rng, size: Size, cells: &mut Cells) {
    for group in DISPUTE_GROUPS {
        for (column, _) in &OUTCOMES[..4] {
            let count = sparse(rng, 4, size.applications() / 12);
            cells.push((format!("disputes.{group}.{column}"), count.to_string()));
        }
    }
}
