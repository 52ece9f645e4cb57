//! Rules on what web pages, converters and strangers left in the text of a report.
//!
//! `kinds` is the reviewed list of what pages put around a report (`data/web-page.toml`); every other module is a rule.

mod censored;
mod image_name;
mod kinds;
mod remains;
mod spam;
mod web_page;
