//! What becomes of sources, one file per format.

mod html;
mod markdown;
mod outline;
mod text;
