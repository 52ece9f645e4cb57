//! Links the rules. A rule crate that no code names is dropped by the linker, and its rules with it.

use nianbao_rules_citations as _;
use nianbao_rules_privacy as _;
use nianbao_rules_punctuation as _;
use nianbao_rules_residue as _;
use nianbao_rules_script as _;
use nianbao_rules_structure as _;
use nianbao_rules_sums as _;
use nianbao_rules_tables as _;
use nianbao_rules_wording as _;
use nianbao_rules_years as _;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use nianbao_lint::RuleSet;

    #[test]
    fn every_folder_of_rules_is_linked() {
        let folders: BTreeSet<String> =
            Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../rules"))
                .read_dir()
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect();
        let linked: BTreeSet<String> =
            RuleSet::linked().iter().map(|rule| rule.family().to_owned()).collect();
        assert_eq!(linked, folders);
    }
}
