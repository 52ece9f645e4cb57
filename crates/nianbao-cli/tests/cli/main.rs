//! The built binary, end to end.

mod bad_input;
mod baseline;
mod browser;
mod changed;
mod config;
mod copies;
mod figures;
mod fix;
mod html;
mod huge;
mod json;
mod outputs;
mod pack_guide;
mod packs;
mod pipelines;
mod province;
mod rules;
mod selection;
mod support;
mod suppress;
mod text;
