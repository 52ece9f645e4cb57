//! Links every family of rules into the measurement; a test compares this list with the folders under rules/.

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
