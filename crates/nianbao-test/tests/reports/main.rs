//! Whole invented reports from bytes to findings.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

mod defects;
mod fixtures;
mod layouts;
mod support;

use nianbao_rules_script as _;
use nianbao_rules_structure as _;
use nianbao_rules_sums as _;
use nianbao_rules_tables as _;
use nianbao_rules_years as _;
