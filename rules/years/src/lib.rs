//! Rules on years and dates: the year the report is on must be one and the same, and a date must be one.
//!
//! Their norm is 《中华人民共和国政府信息公开条例》 article 49: the report is on the year before. What a year in the text is
//! there for is found by the recovery (`YearRole`); rules judge only years that are there to be reported on.

mod early_publication;
mod late_publication;
mod malformed_date;
mod period;
mod plan_year;
mod publication;
mod relative_time;
mod stale_year;
mod title_year;

#[cfg(test)]
mod tests {
    #[test]
    fn examples_hold() {
        nianbao_test::check_examples("years");
    }

    #[test]
    fn modules_are_listed() {
        nianbao_test::check_modules(env!("CARGO_MANIFEST_DIR"));
    }
}
