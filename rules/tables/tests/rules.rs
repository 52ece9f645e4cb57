//! The documentation of the family's rules is true, and its list of modules complete.

use nianbao_rules_tables as _;

#[test]
fn examples_are_true() {
    nianbao_test::check_examples("tables");
}

#[test]
fn every_file_is_a_module() {
    nianbao_test::check_modules(env!("CARGO_MANIFEST_DIR"));
}
