//! Rules that only the invented province 清河 asks for. The family's name is the crate's, behind `nianbao-rules-`.

mod unstated_total;

#[cfg(test)]
mod tests {
    #[test]
    fn examples_hold() {
        nianbao_test::check_examples("qinghe");
    }

    #[test]
    fn modules_are_listed() {
        nianbao_test::check_modules(env!("CARGO_MANIFEST_DIR"));
    }
}
