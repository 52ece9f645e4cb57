pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod explain;
pub(crate) mod figures;
pub(crate) mod rules;
