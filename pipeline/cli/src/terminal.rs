//! What people see while a run is on: bars on a terminal, log lines on standard error, results on standard output.

use amur_store::stage::Observer;
use clap::ValueEnum;
use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal, Write};
use std::sync::{LazyLock, Mutex};
use tracing_subscriber::EnvFilter;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    Text,
    Json,
}

static BARS: LazyLock<MultiProgress> = LazyLock::new(MultiProgress::new);

/// Log lines that do not tear the bars.
struct Stderr;

impl Write for Stderr {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        BARS.suspend(|| io::stderr().write_all(buffer))?;
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

/// Sends log lines to standard error; `AMUR_LOG` takes the usual directives (`debug`, `amur=trace`).
pub fn start_logs(format: LogFormat, quiet: bool) {
    let level = if quiet { "error" } else { "info" };
    let filter = EnvFilter::try_from_env("AMUR_LOG").unwrap_or_else(|_| EnvFilter::new(level));
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(|| Stderr).with_ansi(io::stderr().is_terminal());
    match format {
        LogFormat::Text => logs.without_time().with_target(false).init(),
        LogFormat::Json => logs.json().with_target(false).flatten_event(true).init(),
    }
}

/// A bar for each stage, on a terminal and unless told to be quiet.
pub struct Bars {
    shown: bool,
    current: Mutex<Option<ProgressBar>>,
}

impl Bars {
    pub fn new(quiet: bool) -> Self {
        Bars { shown: !quiet && io::stderr().is_terminal(), current: Mutex::new(None) }
    }

    fn with(&self, act: impl FnOnce(&ProgressBar)) {
        if let Some(bar) = self.current.lock().expect("no thread panics with the bar in hand").as_ref() {
            act(bar);
        }
    }
}

impl Observer for Bars {
    fn begin(&self, stage: &'static str, units: u64) {
        if !self.shown {
            return;
        }
        let style = ProgressStyle::with_template("{prefix:>10} {bar:40} {human_pos}/{human_len} {per_sec} {eta}")
            .expect("the template is well formed");
        let bar = BARS.add(ProgressBar::new(units).with_style(style).with_prefix(stage));
        *self.current.lock().expect("no thread panics with the bar in hand") = Some(bar);
    }

    fn step(&self, units: u64) {
        self.with(|bar| bar.inc(units));
    }

    fn end(&self) {
        self.with(|bar| bar.finish_and_clear());
    }
}

/// Words of a raw text as a terminal may show them: what would steer it, or turn the order of the line, as its code.
pub fn escaped(text: &str) -> String {
    let turns = |c| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        if c.is_control() || turns(c) {
            out.extend(c.escape_default())
        } else {
            out.push(c)
        }
        out
    })
}

/// Do results go to a terminal that shows colours? `NO_COLOR` and `CLICOLOR_FORCE` have their say.
pub fn has_colours() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}

/// Writes a line of a result. Whoever reads it may stop reading: that ends the program, and is no error.
pub fn line(text: impl AsRef<str>) {
    let mut out = anstream::stdout().lock();
    if writeln!(out, "{}", text.as_ref()).is_err() {
        std::process::exit(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_steers_the_terminal() {
        assert_eq!(escaped("a\u{1b}[31m\u{202e}b\n\u{9b}c"), r"a\u{1b}[31m\u{202e}b\n\u{9b}c");
        assert_eq!(escaped("Хэйхэ 黑河 1 000 «e\u{301}»"), "Хэйхэ 黑河 1 000 «e\u{301}»");
    }
}
