//! What the examples in the rules' documentation cannot show.

use nianbao_rules_script as _;

#[test]
fn documentation_is_true() {
    nianbao_test::check_examples("script");
}

#[test]
fn every_file_is_a_module() {
    nianbao_test::check_modules(env!("CARGO_MANIFEST_DIR"));
}
