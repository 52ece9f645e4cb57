//! Rules of the family wording: words put for others, said twice or left from a form, and phrases of other documents.
//!
//! Words come from the tables under `data`, each with its source; the build makes constants of them. `table` finds them
//! where their context admits it; every other module is a rule.

mod context_word;
mod contradiction;
mod doubled_word;
mod fixed_phrase;
mod foreign_organ;
mod genre;
mod mixed_numerals;
mod placeholder;
mod repeated_item;
mod table;
mod tautology;
mod wrong_word;

#[cfg(test)]
mod tests {
    #[test]
    fn examples_hold() {
        nianbao_test::check_examples("wording");
    }

    #[test]
    fn modules_are_listed() {
        nianbao_test::check_modules(env!("CARGO_MANIFEST_DIR"));
    }
}
