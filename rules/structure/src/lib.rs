//! Rules on the report's outline: title, the six sections, their order and their headings. Norm: the form of
//! 国办公开办函〔2021〕30号, and that of 国办公开办函〔2019〕60号 for 2019 and 2020; for earlier years there is none: one
//! note says so, and rules that need a form are silent.
//!
//! Which line is a heading, and of which section, is found by the recovery; rules here compare it with the form.

mod announced_parts;
mod edition_mismatch;
mod empty_section;
mod form;
mod heading_nesting;
mod heading_numbering;
mod heading_punctuation;
mod missing_aspect;
mod missing_assessment;
mod missing_contact;
mod missing_section;
mod missing_title;
mod nonstandard_heading;
mod nonstandard_title;
mod perfunctory_section;
mod section_order;

#[cfg(test)]
mod tests {
    #[test]
    fn examples_hold() {
        nianbao_test::check_examples("structure");
    }

    #[test]
    fn modules_are_listed() {
        nianbao_test::check_modules(env!("CARGO_MANIFEST_DIR"));
    }
}
