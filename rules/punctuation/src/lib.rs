//! Rules of the family punctuation, after 《标点符号用法》 (GB/T 15834—2011).
//!
//! Marks are looked for in passages: lines and table cells of the report. `marks` knows them, `oddities` tells most rules
//! whether there is anything for them in the report; every other module is a rule.

mod after_percent;
mod enumeration_comma;
mod half_width;
mod list_number;
mod marks;
mod missing_stop;
mod mixed_brackets;
mod nested_title_marks;
mod oddities;
mod repeated;
mod stray_space;
mod title_enumeration;
mod unpaired;

#[cfg(test)]
mod tests {
    #[test]
    fn examples_hold() {
        nianbao_test::check_examples("punctuation");
    }

    #[test]
    fn modules_are_listed() {
        nianbao_test::check_modules(env!("CARGO_MANIFEST_DIR"));
    }
}
