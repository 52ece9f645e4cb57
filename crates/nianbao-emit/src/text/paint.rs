use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use codespan_reporting::diagnostic::{LabelStyle, Severity};
use codespan_reporting::term::WriteStyle;

use super::Color;

/// Where codespan-reporting writes a finding: memory, with or without colours.
///
/// Its names of severities are not ours (it has no `info`), so what it writes for a name is replaced.
pub(super) struct Paint {
    pub(super) bytes: Vec<u8>,
    color: Color,
    is_in_name: bool,
}

impl Paint {
    pub(super) fn new(color: Color) -> Paint {
        Paint { bytes: Vec::new(), color, is_in_name: false }
    }

    pub(super) fn style(&mut self, style: Style) -> io::Result<()> {
        match self.color {
            Color::Never => Ok(()),
            // A style adds to the one before, so that one goes first.
            Color::Always => write!(self.bytes, "{}{style}", anstyle::Reset),
        }
    }
}

impl Write for Paint {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = match bytes.iter().position(|byte| *byte == b'[') {
            _ if !self.is_in_name => bytes,
            // The rule's name ends the severity's.
            Some(at) => {
                self.is_in_name = false;
                &bytes[at..]
            }
            None => &[],
        };
        if written.starts_with(b"\n") {
            // It pads lines of pointers to their full width.
            let kept = self.bytes.iter().rposition(|byte| *byte != b' ').map_or(0, |at| at + 1);
            self.bytes.truncate(kept);
        }
        self.bytes.extend_from_slice(written);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl WriteStyle for Paint {
    fn set_header(&mut self, severity: Severity) -> io::Result<()> {
        self.style(color_of(severity).on_default().bold())?;
        self.bytes.extend_from_slice(name_of(severity).as_bytes());
        self.is_in_name = true;
        Ok(())
    }

    fn set_header_message(&mut self) -> io::Result<()> {
        self.style(Style::new().bold())
    }

    fn set_line_number(&mut self) -> io::Result<()> {
        self.style(AnsiColor::Cyan.on_default())
    }

    fn set_note_bullet(&mut self) -> io::Result<()> {
        self.style(AnsiColor::Cyan.on_default())
    }

    fn set_source_border(&mut self) -> io::Result<()> {
        self.style(AnsiColor::Cyan.on_default())
    }

    fn set_label(&mut self, severity: Severity, label: LabelStyle) -> io::Result<()> {
        self.style(match label {
            LabelStyle::Primary => color_of(severity).on_default(),
            LabelStyle::Secondary => AnsiColor::Cyan.on_default(),
        })
    }

    fn reset(&mut self) -> io::Result<()> {
        self.style(Style::new())
    }
}

/// The severity that stands for ours in codespan-reporting.
pub(super) fn severity_of(severity: nianbao_diagnostics::Severity) -> Severity {
    match severity {
        nianbao_diagnostics::Severity::Error => Severity::Error,
        nianbao_diagnostics::Severity::Warning => Severity::Warning,
        nianbao_diagnostics::Severity::Info => Severity::Note,
    }
}

fn name_of(severity: Severity) -> &'static str {
    match severity {
        Severity::Bug | Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note | Severity::Help => "info",
    }
}

fn color_of(severity: Severity) -> AnsiColor {
    match severity {
        Severity::Bug | Severity::Error => AnsiColor::BrightRed,
        Severity::Warning => AnsiColor::BrightYellow,
        Severity::Note | Severity::Help => AnsiColor::BrightGreen,
    }
}
