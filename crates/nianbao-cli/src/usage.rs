//! What is wrong with the arguments, in the user's words.

use std::error::Error as _;
use std::num::{IntErrorKind, ParseIntError};
use std::process::ExitCode;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use nianbao_lint::Suggestion;

use crate::{FAILED, stdout};

/// Says on standard error what is wrong, or prints the help that was asked for.
pub(crate) fn tell(error: &Error) -> ExitCode {
    match complaint(error) {
        Some(complaint) => stdout::complain(&format_args!("{complaint}；用法见 nianbao --help")),
        // Where the stream is closed there is no one to tell.
        None => drop(error.print()),
    }
    if error.use_stderr() { ExitCode::from(FAILED) } else { ExitCode::SUCCESS }
}

/// What is wrong; nothing where `error` is help, or says it better itself.
fn complaint(error: &Error) -> Option<String> {
    let argument = named(error, ContextKind::InvalidArg)?;
    let value = named(error, ContextKind::InvalidValue).unwrap_or_default();
    Some(match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 之后缺少值"),
        ErrorKind::InvalidValue => {
            let known = list(error, ContextKind::ValidValue);
            let suggestion = Suggestion::new(&value, known.iter().map(String::as_str));
            format!("{argument} 的值不能是 '{value}'，{suggestion}")
        }
        ErrorKind::ValueValidation => {
            format!("{argument} 的值不能是 '{value}'：{}", reason(error))
        }
        ErrorKind::UnknownArgument => match named(error, ContextKind::SuggestedArg) {
            Some(suggested) => format!("没有参数 '{argument}'，是否为 '{suggested}'？"),
            None => format!("没有参数 '{argument}'"),
        },
        ErrorKind::MissingRequiredArgument => format!("缺少参数 {argument}"),
        ErrorKind::ArgumentConflict => match named(error, ContextKind::PriorArg) {
            Some(prior) if prior != argument => format!("{argument} 不能与 {prior} 同用"),
            _ => format!("{argument} 只能写一次"),
        },
        _ => return None,
    })
}

/// Why a value is none.
fn reason(error: &Error) -> String {
    let Some(source) = error.source() else { return "写法有误".to_owned() };
    match source.downcast_ref::<ParseIntError>().map(ParseIntError::kind) {
        Some(IntErrorKind::Zero) => "应大于 0".to_owned(),
        Some(_) => "应为不带符号的整数".to_owned(),
        None => source.to_string(),
    }
}

/// What the parser says of `kind`, as one text.
fn named(error: &Error, kind: ContextKind) -> Option<String> {
    let words = list(error, kind);
    (!words.is_empty()).then(|| words.join("、"))
}

fn list(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(word)) => vec![word.clone()],
        Some(ContextValue::Strings(words)) => words.clone(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::args::Cli;

    #[track_caller]
    fn check(arguments: &str, expected: &str) {
        let error = Cli::try_parse_from(arguments.split(' ')).unwrap_err();
        assert_eq!(complaint(&error).as_deref(), Some(expected), "{error}");
    }

    #[test]
    fn bad_arguments_are_told_in_chinese() {
        check("nianbao check --foo", "没有参数 '--foo'");
        check("nianbao check --statistic", "没有参数 '--statistic'，是否为 '--statistics'？");
        check(
            "nianbao check --fail-on eror",
            "--fail-on <LEVEL> 的值不能是 'eror'，是否为 'error'？",
        );
        check("nianbao check --threads 0", "--threads <N> 的值不能是 '0'：应大于 0");
        check(
            "nianbao check --max-warnings many",
            "--max-warnings <N> 的值不能是 'many'：应为不带符号的整数",
        );
        check(
            "nianbao check --max-warnings=-1",
            "--max-warnings <N> 的值不能是 '-1'：应为不带符号的整数",
        );
        check(
            "nianbao check --output sarif",
            "--output <FORMAT=FILE> 的值不能是 'sarif'：应写作 格式=文件，如 sarif=out.sarif",
        );
        check("nianbao check --baseline", "--baseline <FILE> 之后缺少值");
        check("nianbao check --prune", "缺少参数 --baseline <FILE>");
        check("nianbao figures", "缺少参数 <FILE>");
        check(
            "nianbao check --diff --output-format json",
            "--diff 不能与 --output-format <FORMAT> 同用",
        );
        check("nianbao check --diff --diff", "--diff 只能写一次");
    }

    #[test]
    fn help_is_printed_as_it_is() {
        for arguments in ["nianbao --help", "nianbao --version", "nianbao"] {
            let error = Cli::try_parse_from(arguments.split(' ')).unwrap_err();
            assert_eq!(complaint(&error), None);
        }
    }
}
