//! `amur`: raw texts into versioned tables of trade across borders.

mod corpus;
mod diff;
mod eval;
mod export;
mod extract;
mod failure;
mod run;
mod schema;
mod terminal;
mod tokens;
mod trace;

use amur_store::stage::Outputs;
use clap::{Args, Parser, Subcommand};
use failure::Failure;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use run::{Plan, Stage};
use std::path::PathBuf;
use std::process::ExitCode;
use terminal::LogFormat;

/// Records are many small strings, for which it is faster than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Reads raw texts (English, Chinese, Russian) and publishes what they state about trade across borders as Parquet
/// tables, each cell with the words it was read from.
#[derive(Parser)]
#[command(version, max_term_width = 100, after_long_help = EXAMPLES)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  amur run texts/                       read every text under texts/ and publish a release
  amur run texts/ --threads 1 --quiet   for a scheduler: speaks only of errors
  amur trace tf_3k9q0z7m2c              where each cell of a row was read
  amur diff 2026-11-20.0 latest         what changed between two releases, and why
  amur schema trade_flows               what the columns mean
  amur export tables/                   the newest release as CSV
  echo 'Exports rose 5% to $3 billion.' | amur tokens -

Exit codes:
  0   done
  1   failed
  2   wrong usage
  3   done, but more was rejected than --max-rejected allows, so nothing was published
  75  another run holds the lock; try again later";

#[derive(Args)]
struct Global {
    /// Folder of stages, releases and the history of runs.
    #[arg(long, global = true, default_value = "outputs", value_name = "DIR")]
    outputs: PathBuf,
    /// Threads to work with [default: one a core].
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// Say nothing but errors.
    #[arg(long, short, global = true)]
    quiet: bool,
    /// How log lines on standard error, and the summary, are written.
    #[arg(long, global = true, value_enum, default_value = "text", value_name = "FORMAT")]
    log_format: LogFormat,
}

#[derive(Subcommand)]
enum Command {
    /// All stages: raw texts to a release.
    ///
    /// Only texts that are new or changed are read, and where nothing has changed nothing is published.
    Run {
        #[command(flatten)]
        raw: Raw,
        #[command(flatten)]
        limits: Limits,
    },
    /// The first stage: reads texts that are new or changed.
    Extract {
        #[command(flatten)]
        raw: Raw,
    },
    /// The second stage: codes, names, one zone under many names, one work in many lists.
    Normalize,
    /// The third stage: the schemas' rules and the arithmetic of what texts state.
    Validate,
    /// The last stage: a release, unless the newest one says the same.
    Publish {
        #[command(flatten)]
        limits: Limits,
    },
    /// What the recognisers see in a text, as JSON Lines: numbers, money, periods, places, products, cues.
    Tokens(tokens::Tokens),
    /// Where each cell of a row was read: the raw text with the words lit up.
    Trace(trace::Trace),
    /// What differs between two releases, and why.
    Diff(diff::Diff),
    /// A release as CSV, for spreadsheets.
    ///
    /// No cell can be taken for a formula: an apostrophe goes before a text that begins like one. Numbers stay numbers.
    Export(export::Export),
    /// Precision and recall against annotated rows.
    Eval(eval::Eval),
    /// The releases that are there, oldest first.
    Releases {
        /// As JSON Lines.
        #[arg(long)]
        json: bool,
    },
    /// The data dictionary: the tables, or the columns of one.
    Schema(schema::Schema),
}

#[derive(Args)]
struct Raw {
    /// A folder of texts, or one text.
    #[arg(default_value = "raw")]
    raw: PathBuf,
}

#[derive(Args)]
struct Limits {
    /// Publish nothing where more than this share of the texts, or of the rows, was rejected.
    #[arg(long, default_value_t = 0.5, value_name = "SHARE", value_parser = share)]
    max_rejected: f64,
    /// Day of the release [default: SOURCE_DATE_EPOCH, else today, UTC].
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
}

fn share(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("a share lies between 0 and 1".to_owned()),
    }
}

impl Limits {
    fn now(&self) -> Result<Timestamp, Failure> {
        if let Some(date) = self.date {
            return date.to_zoned(TimeZone::UTC).map(|z| z.timestamp()).map_err(|e| Failure::Usage(e.to_string()));
        }
        match std::env::var("SOURCE_DATE_EPOCH") {
            Ok(seconds) => seconds
                .parse()
                .ok()
                .and_then(|s| Timestamp::from_second(s).ok())
                .ok_or_else(|| Failure::Usage(format!("SOURCE_DATE_EPOCH is no number of seconds: {seconds}"))),
            Err(_) => Ok(Timestamp::now()),
        }
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    terminal::start_logs(cli.global.log_format, cli.global.quiet);
    match dispatch(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            tracing::error!("{}", failure.message());
            failure.into()
        }
    }
}

fn dispatch(cli: Cli) -> Result<(), Failure> {
    let Cli { global, command } = cli;
    if let Some(threads) = global.threads {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.into());
        pool.build_global().map_err(|e| Failure::Failed(e.to_string()))?;
    }
    let outputs = Outputs(global.outputs.clone());
    let stages = |command, first, last, raw: PathBuf, limits: Limits| {
        run::run(&Plan {
            command,
            first,
            last,
            raw,
            outputs: outputs.clone(),
            max_rejected: limits.max_rejected,
            now: limits.now()?,
            quiet: global.quiet,
            log_format: global.log_format,
        })
    };
    let unlimited = || Limits { max_rejected: 1.0, date: None };
    match command {
        Command::Run { raw, limits } => stages("run", Stage::Extract, Stage::Publish, raw.raw, limits),
        Command::Extract { raw } => stages("extract", Stage::Extract, Stage::Extract, raw.raw, unlimited()),
        Command::Normalize => stages("normalize", Stage::Normalize, Stage::Normalize, PathBuf::new(), unlimited()),
        Command::Validate => stages("validate", Stage::Validate, Stage::Validate, PathBuf::new(), unlimited()),
        Command::Publish { limits } => stages("publish", Stage::Publish, Stage::Publish, PathBuf::new(), limits),
        Command::Tokens(tokens) => tokens::run(&tokens),
        Command::Trace(trace) => trace::run(&trace, &outputs),
        Command::Diff(diff) => diff::run(&diff, &outputs),
        Command::Export(export) => export::run(&export, &outputs, global.quiet),
        Command::Eval(eval) => eval::run(&eval, &outputs),
        Command::Releases { json } => schema::releases(&outputs, json),
        Command::Schema(asked) => schema::schema(&asked),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
