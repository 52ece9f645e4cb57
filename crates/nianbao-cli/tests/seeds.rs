//! The findings on the five real reports that the project began with. They are not part of the repository: where the
//! folder beside it is absent, the test says so and checks nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Every finding by report, as place, severity and rule. Each was read against the report and judged right.
const FINDINGS: [(&str, &[&str]); 5] = [
    (
        "000",
        &[
            "1:1 info[structure/nonstandard-title]",
            "3:1 warning[residue/web-page]",
            "5:1 info[script/odd-space]",
            "5:21 info[punctuation/half-width]",
            "11:94 warning[punctuation/enumeration-comma]",
            "13:24 info[sums/mixed-units]",
            "17:49 error[years/malformed-date]",
            "17:105 info[years/relative-time]",
            "41:1 info[tables/label-drift]",
            "77:1 info[tables/label-drift]",
            "85:33 error[punctuation/unpaired]",
            "123:1 warning[tables/blank-cell]",
            "177:1 info[tables/label-drift]",
            "213:2 error[punctuation/unpaired]",
            "243:2 error[punctuation/unpaired]",
            "275:2 error[punctuation/unpaired]",
            "295:2 error[punctuation/unpaired]",
            "415:1 warning[citations/missing-fee-statement]",
        ],
    ),
    (
        "001",
        &[
            "1:1 warning[structure/missing-title]",
            "1:3 warning[script/traditional-text]",
            "2:1 info[structure/missing-contact]",
            "2:6 info[punctuation/half-width]",
            "2:10 error[script/pinyin-annotation]",
            "2:98 warning[script/mixed-script]",
            "2:299 info[wording/contradiction]",
            "2:350 error[script/encoding-damage]",
            "2:384 info[wording/genre]",
            "4:26 info[wording/tautology]",
            "5:56 warning[wording/wrong-word]",
            "6:144 warning[wording/repeated-item]",
            "6:182 error[script/encoding-damage]",
            "23:1 error[structure/empty-section]",
            "23:1 error[tables/missing-table]",
            "31:21 warning[punctuation/enumeration-comma]",
            "35:24 warning[structure/heading-punctuation]",
            "36:72 error[punctuation/unpaired]",
            "36:121 warning[citations/fee-name]",
        ],
    ),
    (
        "002",
        &[
            "3:13 info[script/digit-space]",
            "7:1 info[structure/missing-contact]",
            "9:12 warning[structure/heading-punctuation]",
            "11:51 info[sums/mixed-units]",
            "13:13 warning[structure/heading-punctuation]",
            "15:5 warning[citations/undefined-short-title]",
            "17:14 warning[structure/heading-punctuation]",
            "21:18 warning[structure/heading-punctuation]",
            "23:95 info[wording/tautology]",
            "25:12 warning[structure/heading-punctuation]",
            "46:5 info[structure/heading-nesting]",
            "48:1 info[punctuation/mixed-brackets]",
            "88:93 warning[wording/wrong-word]",
        ],
    ),
    (
        "003",
        &[
            "1:1 warning[residue/web-page]",
            "6:1 warning[residue/web-page]",
            "8:27 info[punctuation/half-width]",
            "8:61 warning[punctuation/nested-title-marks]",
            "8:148 warning[structure/announced-parts]",
            "8:401 info[script/odd-space]",
            "14:76 warning[punctuation/after-percent]",
            "14:109 warning[punctuation/after-percent]",
            "14:116 warning[sums/prose-breakdown]",
            "16:1 info[residue/image-name]",
            "19:1 info[residue/image-name]",
            "21:73 warning[sums/infeasible-change]",
            "21:91 info[sums/mixed-units]",
            "23:1 info[residue/image-name]",
            "27:80 info[years/relative-time]",
            "27:218 info[wording/mixed-numerals]",
            "29:26 warning[structure/missing-assessment]",
            "29:90 warning[wording/wrong-word]",
            "29:102 warning[wording/wrong-word]",
            "93:3 warning[structure/nonstandard-heading]",
            "532:3 warning[structure/nonstandard-heading]",
            "534:40 warning[wording/wrong-word]",
            "585:2 warning[tables/cell-count]",
            "607:3 info[structure/nonstandard-heading]",
            "615:1 warning[citations/missing-fee-statement]",
            "618:1 warning[residue/web-page]",
            "619:1 warning[residue/web-page]",
        ],
    ),
    (
        "004",
        &[
            "1:1 warning[residue/web-page]",
            "4:1 warning[structure/missing-title]",
            "4:8 info[punctuation/half-width]",
            "4:85 info[wording/genre]",
            "5:3 warning[structure/nonstandard-heading]",
            "6:1 info[years/relative-time]",
            "7:1 warning[structure/heading-nesting]",
            "7:40 warning[structure/heading-numbering]",
            "7:58 error[sums/text-table-count]",
            "9:50 warning[sums/prose-breakdown]",
            "10:144 warning[wording/foreign-organ]",
            "13:1 warning[structure/heading-nesting]",
            "67:17 info[sums/unmentioned-dispute]",
            "69:1 error[years/stale-year]",
            "71:84 warning[wording/wrong-word]",
            "71:113 info[punctuation/stray-space]",
        ],
    ),
];

#[test]
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn the_real_reports_have_these_findings_and_no_others() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    let Ok(entries) = fs::read_dir(&folder) else {
        eprintln!("skipped: there are no real reports beside the repository");
        return;
    };
    let mut reports: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    reports.sort();
    for (name, expected) in FINDINGS {
        let report = reports
            .iter()
            .find(|path| {
                path.file_name().is_some_and(|file| file.to_string_lossy().starts_with(name))
            })
            .expect("all five reports are there");
        assert_eq!(findings(report), expected, "report {name}");
    }
}

/// What concise output says of `report`, without path and message.
fn findings(report: &Path) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_nianbao"))
        .args(["check", "--output-format", "concise"])
        .arg(report)
        .output()
        .expect("nianbao runs");
    let stdout = String::from_utf8(output.stdout).expect("output is UTF-8");
    let path = format!("{}:", report.display());
    stdout
        .lines()
        .filter_map(|line| line.strip_prefix(&path))
        .filter_map(|line| line.split_once("] "))
        .map(|(head, _)| format!("{}]", head.replacen(": ", " ", 1)))
        .collect()
}
