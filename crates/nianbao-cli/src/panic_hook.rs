use std::panic;

/// Makes a panic say where it was in the program, and nothing else. The usual words may quote the document, which is
/// confidential and may hold what a terminal obeys. The file it happened in gets a finding.
pub(crate) fn install() {
    panic::set_hook(Box::new(|info| {
        if let Some(place) = info.location() {
            crate::stdout::complain(&format_args!("内部错误（{}:{}）", place.file(), place.line()));
        }
    }));
}
