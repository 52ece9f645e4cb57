//! Prose that agrees with the tables: sentences picked at random, filled with the facts of the report.

use std::collections::BTreeMap;

use super::figures::Figures;
use super::form::DISPUTE_GROUPS;
use super::organs::InventedOrgan;
use super::{FormEdition, OrganModelKind, Paragraph, sentences};

/// What the sentences of one report may speak of.
#[derive(Debug)]
pub(crate) struct Facts {
    edition: FormEdition,
    kind: OrganModelKind,
    applications: u64,
    disputes: u64,
    words: BTreeMap<&'static str, String>,
}

impl Facts {
    /// The facts of a report: what its figures say, and invented ones that no figure contradicts.
    pub(crate) fn new(
        rng: &mut fastrand::Rng,
        organ: &InventedOrgan,
        year: u16,
        figures: &Figures,
    ) -> Facts {
        let edition = FormEdition::for_year(year);
        let mut facts = Facts {
            edition,
            kind: organ.model.kind,
            applications: 0,
            disputes: 0,
            words: BTreeMap::new(),
        };
        facts.count("year", year.into());
        facts.count("next", (year + 1).into());
        facts.say("organ", &organ.model.name);
        facts.say("place", organ.place);
        facts.say("we", organ.we);
        facts.say("units", organ.units);
        facts.say("field", organ.field);
        facts.invent(rng);
        facts.of_documents(figures);
        facts.of_applications(figures);
        facts.of_disputes(figures);
        facts
    }

    fn say(&mut self, name: &'static str, fact: &str) {
        self.words.insert(name, fact.to_owned());
    }

    fn count(&mut self, name: &'static str, count: u64) {
        self.words.insert(name, count.to_string());
    }

    fn invent(&mut self, rng: &mut fastrand::Rng) {
        let (site, media, board) = (rng.u64(80..2400), rng.u64(20..900), rng.u64(3..60));
        self.count("site", site);
        self.count("media", media);
        self.count("board", board);
        self.count("disclosed", site + media + board);
        self.count("more", rng.u64(3..80));
        self.say("street", ["文汇路", "溪山大道", "府前东街"][rng.usize(0..3)]);
        self.count("house", rng.u64(2..260));
        self.say("postcode", &format!("9900{}", rng.u64(10..99)));
        self.say("phone", &format!("0990-{}", rng.u64(6_000_000..6_999_999)));
        self.count("relabelled", rng.u64(12..90));
        self.count("links", rng.u64(2..30));
        self.count("accounts", rng.u64(2..9));
        self.count("staff", rng.u64(2..7));
        self.count("trainings", rng.u64(2..6));
        self.count("trainees", rng.u64(30..180));
    }

    fn of_documents(&mut self, figures: &Figures) {
        let (row, facts) = match self.edition {
            FormEdition::Of2019 => (
                "disclosure19.art20_1.normative_documents",
                [("made", "made"), ("opened", "disclosed"), ("opened_total", "disclosed_total")],
            ),
            FormEdition::Of2021 => (
                "disclosure.art20_1.normative_documents",
                [("issued", "issued"), ("repealed", "repealed"), ("in_force", "in_force")],
            ),
        };
        for (name, column) in facts {
            self.say(name, figures.get(&format!("{row}.{column}")));
        }
    }

    fn of_applications(&mut self, figures: &Figures) {
        let total = |row: &str| figures.count(&format!("applications.{row}.total"));
        let persons = figures.count("applications.new_received.natural_person");
        let (new, handled) = (total("new_received"), total("result.total"));
        self.applications = new + total("carried_in");
        self.count("new", new);
        self.count("carried_in", total("carried_in"));
        self.count("handled", handled);
        self.count("carried_out", total("carried_out"));
        self.count("persons", persons);
        self.count("bodies", new - persons);
        for group in super::result_groups(self.edition) {
            let count: u64 = group.row_keys().iter().map(|row| total(row)).sum();
            let name = if group.key == "other_single" { "other" } else { group.key };
            self.count(name, count);
            if group.key == "granted" && handled > 0 {
                self.say("granted_share", &percent(count, handled));
            }
        }
    }

    fn of_disputes(&mut self, figures: &Figures) {
        let [reviews, direct, after] =
            DISPUTE_GROUPS.map(|group| figures.count(&format!("disputes.{group}.total")));
        self.disputes = reviews + direct + after;
        self.count("reviews", reviews);
        self.count("suits", direct + after);
    }

    fn sentence(&self, rng: &mut fastrand::Rng, ways: &[&str]) -> String {
        self.fill(ways[rng.usize(0..ways.len())])
    }

    /// `count` different sentences of `ways`, in their order.
    fn some(&self, rng: &mut fastrand::Rng, ways: &[&str], count: usize) -> Vec<String> {
        let mut chosen = rng.choose_multiple(0..ways.len(), count);
        chosen.sort_unstable();
        chosen.into_iter().map(|index| self.fill(ways[index])).collect()
    }

    fn fill(&self, sentence: &str) -> String {
        let mut filled = String::new();
        let mut rest = sentence;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, behind) = after.split_once('}').expect("sentences close their braces");
            filled.push_str(before);
            filled.push_str(self.words.get(name).expect("sentences name known facts"));
            rest = behind;
        }
        filled + rest
    }
}

/// `part` of `whole` in percent with two decimals, rounded half up.
fn percent(part: u64, whole: u64) -> String {
    let hundredths = (part * 20_000 + whole) / (whole * 2);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// The paragraphs before the first section.
pub(crate) fn preamble(rng: &mut fastrand::Rng, facts: &Facts) -> Vec<String> {
    let basis = match facts.edition {
        FormEdition::Of2019 => sentences::BASIS_2019,
        FormEdition::Of2021 => sentences::BASIS_2021,
    };
    let basis = facts.sentence(rng, basis);
    let period = facts.sentence(rng, sentences::PERIOD);
    let contact = facts.sentence(rng, sentences::CONTACT);
    if rng.bool() { vec![basis + &period, contact] } else { vec![basis + &period + &contact] }
}

/// The prose of the six sections.
pub(crate) fn sections(rng: &mut fastrand::Rng, facts: &Facts) -> [Vec<Paragraph>; 6] {
    [overview(rng, facts), vec![], vec![], vec![], problems(rng, facts), other(rng, facts)]
}

fn overview(rng: &mut fastrand::Rng, facts: &Facts) -> Vec<Paragraph> {
    let mut supervision = facts.some(rng, sentences::SUPERVISION, 4);
    if facts.kind == OrganModelKind::Government {
        supervision.push(facts.sentence(rng, sentences::ASSESSMENT));
    }
    let parts = [
        ("主动公开", disclosure(rng, facts)),
        ("依申请公开", applications(rng, facts)),
        ("政府信息管理", facts.some(rng, sentences::MANAGEMENT, 4).concat()),
        ("政府信息公开平台建设", facts.some(rng, sentences::PLATFORM, 4).concat()),
        ("监督保障", supervision.concat()),
    ];
    let opening = Paragraph::Plain(facts.sentence(rng, sentences::OPENING));
    let parts = (1..).zip(parts).map(|(number, (heading, text))| Paragraph::Part {
        number,
        heading: heading.to_owned(),
        text,
    });
    [opening].into_iter().chain(parts).collect()
}

fn disclosure(rng: &mut fastrand::Rng, facts: &Facts) -> String {
    let documents = match facts.edition {
        FormEdition::Of2019 => sentences::DOCUMENTS_2019,
        FormEdition::Of2021 => sentences::DOCUMENTS_2021,
    };
    let mut said = vec![facts.sentence(rng, sentences::DISCLOSED), facts.sentence(rng, documents)];
    said.extend(facts.some(rng, sentences::DISCLOSURE_MORE, 3));
    said.concat()
}

fn applications(rng: &mut fastrand::Rng, facts: &Facts) -> String {
    let mut said = Vec::new();
    if facts.applications == 0 {
        said.push(facts.sentence(rng, sentences::NO_APPLICATION));
        said.push(facts.fill(sentences::HANDLING[3]));
    } else {
        said.push(facts.sentence(rng, sentences::RECEIVED));
        said.push(facts.sentence(rng, sentences::APPLICANTS));
        let share = facts.words.contains_key("granted_share") && rng.u8(0..3) == 0;
        let results = if share { sentences::SHARE } else { sentences::RESULTS };
        said.push(facts.sentence(rng, results));
        said.extend(facts.some(rng, sentences::HANDLING, 3));
    }
    let disputes = if facts.disputes == 0 { sentences::NO_DISPUTE } else { sentences::DISPUTES };
    said.push(facts.sentence(rng, disputes));
    said.concat()
}

fn problems(rng: &mut fastrand::Rng, facts: &Facts) -> Vec<Paragraph> {
    let problems = numbered(&facts.some(rng, sentences::PROBLEMS, 4));
    let measures = numbered(&facts.some(rng, sentences::MEASURES, 4));
    let problems = facts.sentence(rng, sentences::PROBLEM_INTRO) + &problems;
    let measures = facts.sentence(rng, sentences::MEASURE_INTRO) + &measures;
    vec![Paragraph::Plain(problems), Paragraph::Plain(measures)]
}

/// 一是…；二是…。
fn numbered(items: &[String]) -> String {
    let items: Vec<String> = ["一是", "二是", "三是", "四是"]
        .into_iter()
        .zip(items)
        .map(|(number, item)| format!("{number}{item}"))
        .collect();
    items.join("；") + "。"
}

fn other(rng: &mut fastrand::Rng, facts: &Facts) -> Vec<Paragraph> {
    let fee = match facts.edition {
        FormEdition::Of2019 => sentences::FEE_2019,
        FormEdition::Of2021 => sentences::FEE,
    };
    vec![Paragraph::Plain(facts.sentence(rng, fee))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_rounded_half_up() {
        assert_eq!(percent(1, 3), "33.33");
        assert_eq!(percent(2, 3), "66.67");
        assert_eq!(percent(1, 1), "100.00");
        assert_eq!(percent(1, 800), "0.13");
    }
}
