//! Running stages: the lock, the limit of what may be rejected, the summary and the history of runs.

use crate::extract;
use crate::failure::Failure;
use crate::terminal::{Bars, LogFormat, line};
use amur_model::Finding;
use amur_store::stage::{Outputs, Program, Report, Rows};
use amur_store::{Error, disk};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// This build of the program.
pub const PROGRAM: Program = Program { extract: env!("AMUR_EXTRACT_FINGERPRINT"), all: env!("AMUR_FINGERPRINT") };

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    Extract,
    Normalize,
    Validate,
    Publish,
}

/// What to run, and how.
pub struct Plan {
    pub command: &'static str,
    pub first: Stage,
    pub last: Stage,
    pub raw: PathBuf,
    pub outputs: Outputs,
    /// Share of texts, or of rows, that may be rejected and still be published.
    pub max_rejected: f64,
    /// What the release is dated by.
    pub now: Timestamp,
    pub quiet: bool,
    pub log_format: LogFormat,
}

/// What a run came to.
#[derive(Default)]
struct Run {
    reports: Vec<Report>,
    refused: Vec<Finding>,
    /// Texts on which the program crashed: a defect of its own, which keeps no other text back.
    crashed: u64,
    release: Option<PathBuf>,
    /// The report of that release.
    page: Option<PathBuf>,
}

/// Runs the stages of a plan and tells of them.
pub fn run(plan: &Plan) -> Result<(), Failure> {
    let _lock = lock(&plan.outputs)?;
    let started = Instant::now();
    let mut run = Run::default();
    let ended = run.stages(plan);
    let seconds = started.elapsed().as_secs_f64();
    let record = run.record(plan, seconds, ended.as_ref().err());
    remember(&plan.outputs, &record)?;
    if ended.is_ok() || matches!(ended, Err(Failure::Rejected(_))) || run.crashed > 0 {
        run.tell(plan, &record, seconds);
    }
    ended
}

/// Holds the outputs folder against other runs until it is dropped.
fn lock(outputs: &Outputs) -> Result<File, Failure> {
    disk::create_dir(&outputs.0)?;
    let path = outputs.0.join("lock");
    let file = OpenOptions::new().create(true).append(true).open(&path).map_err(Error::io("open", &path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Failure::Busy(format!("another run holds {}; try again when it has ended", path.display()))),
        Err(TryLockError::Error(e)) => Err(Error::io("lock", &path)(e).into()),
    }
}

impl Run {
    fn stages(&mut self, plan: &Plan) -> Result<(), Failure> {
        let bars = Bars::new(plan.quiet);
        let asked = |stage: Stage| plan.first <= stage && stage <= plan.last;
        if asked(Stage::Extract) {
            let extracted = extract::run(&plan.outputs, &plan.raw, PROGRAM, &bars)?;
            for finding in &extracted.refused {
                tracing::warn!(code = finding.code, path = finding.path, hint = finding.hint, "{}", finding.message);
            }
            self.refused = extracted.refused;
            self.note(extracted.report);
            self.crashed = extracted.crashed;
        }
        if asked(Stage::Normalize) {
            self.note(amur_normalize::run(&plan.outputs, PROGRAM, &bars)?);
        }
        if asked(Stage::Validate) {
            let keep = amur_publish::kept_parts(&plan.outputs);
            self.note(amur_validate::run(&plan.outputs, PROGRAM, &keep, &bars)?);
        }
        if asked(Stage::Publish) {
            within_limit(plan)?;
            let texts = extract::RawTexts::of(&plan.outputs);
            let outcome = amur_publish::run(&plan.outputs, PROGRAM, plan.now, &texts, &bars)?;
            for finding in &outcome.findings {
                tracing::warn!(code = finding.code, path = finding.path, hint = finding.hint, "{}", finding.message);
            }
            self.page = Some(outcome.release.report());
            self.release = Some(outcome.release.dir);
            self.note(outcome.report);
        }
        if self.crashed > 0 {
            let text = self.refused.iter().find(|f| f.code == "RAW007").and_then(|f| f.path.as_deref()).unwrap_or_default();
            let texts = self.crashed;
            return Err(Failure::Failed(format!("the program crashed on {texts} texts, the first of them {text}; the others were read")));
        }
        Ok(())
    }

    fn note(&mut self, report: Report) {
        if report.unchanged {
            tracing::info!("{}: nothing has changed, so nothing was done", report.stage);
        } else {
            tracing::info!(done = report.done, of = report.units, seconds = round(report.seconds), "{}", report.stage);
        }
        self.reports.push(report);
    }

    fn of(&self, stage: &str) -> Option<&Report> {
        self.reports.iter().find(|r| r.stage == stage)
    }

    /// Rows of the last stage that counted them.
    fn rows(&self) -> Rows {
        self.reports.iter().rev().map(|r| &r.rows).find(|r| !r.is_empty()).cloned().unwrap_or_default()
    }

    fn record(&self, plan: &Plan, seconds: f64, failure: Option<&Failure>) -> Value {
        let texts = self.of("extract");
        json!({
            "at": Timestamp::now().to_string(),
            "command": plan.command,
            "raw": texts.map(|_| plan.raw.display().to_string()),
            "program": PROGRAM.all,
            "texts": texts.map(|r| r.units),
            "texts_read": texts.map(|r| r.done),
            "texts_rejected": texts.map(|r| r.rejected),
            "rows": self.rows(),
            "rows_rejected": self.of("validate").map(|r| r.rejected),
            "rows_doubtful": self.of("validate").map(|r| r.doubtful),
            "findings": self.reports.first().map(|r| &r.findings),
            "stages": self.reports.iter().map(|r| (r.stage.to_owned(), json!({ "unchanged": r.unchanged, "done": r.done, "of": r.units }))).collect::<serde_json::Map<_, _>>(),
            "seconds": round(seconds),
            "release": self.release.as_ref().and_then(|d| d.file_name()).map(|n| n.to_string_lossy()),
            "new_release": self.of("publish").is_some_and(|r| !r.unchanged),
            "exit": failure.map_or(0, Failure::code),
            "error": failure.map(Failure::message),
        })
    }

    /// The one summary at the end.
    fn tell(&self, plan: &Plan, record: &Value, seconds: f64) {
        if plan.quiet {
            return;
        }
        if plan.log_format == LogFormat::Json {
            return line(record.to_string());
        }
        if let Some(texts) = self.of("extract") {
            line(format!("texts     {} ({} read, {} rejected)", texts.units, texts.done, texts.rejected));
        }
        let rows = self.rows();
        if !rows.is_empty() {
            let rows: Vec<String> = rows.iter().filter(|(_, n)| **n > 0).map(|(table, n)| format!("{table} {n}")).collect();
            line(format!("rows      {}", rows.join(", ")));
        }
        if let Some(validated) = self.of("validate") {
            let (rejected, doubtful) = (validated.rejected, validated.doubtful);
            let place = if rejected + doubtful > 0 { ", in stages/validate/rejected" } else { "" };
            line(format!("rejected  {rejected} rows, and {doubtful} set aside as doubtful{place}"));
        }
        if let Some(findings) = self.reports.first().map(|r| &r.findings).filter(|f| !f.is_empty()) {
            let findings: Vec<String> = findings.iter().map(|(severity, n)| format!("{n} {severity}")).collect();
            line(format!("findings  {}", findings.join(", ")));
        }
        line(format!("seconds   {seconds:.2}"));
        match (&self.release, self.of("publish")) {
            (Some(dir), Some(report)) if report.unchanged => line(format!("release   {} (as it was: nothing has changed)", dir.display())),
            (Some(dir), _) => line(format!("release   {}", dir.display())),
            _ if self.reports.iter().all(|r| r.unchanged) => line("nothing has changed, so nothing was done"),
            _ => {}
        }
        if let Some(page) = &self.page {
            line(format!("report    {} (open it in a browser)", page.display()));
        }
    }
}

/// Have more texts or rows been rejected than may be?
fn within_limit(plan: &Plan) -> Result<(), Failure> {
    let counts = |stage: &str| plan.outputs.manifest::<Value>(stage).map(|m| (m.rejected, m.rows_out)).unwrap_or_default();
    let (texts, made) = counts("extract");
    let (rows, kept) = counts("validate");
    let texts_read = made.get("documents").copied().unwrap_or_default();
    let rows_kept: u64 = kept.values().sum();
    for (what, rejected, kept) in [("texts", texts, texts_read), ("rows", rows, rows_kept)] {
        let share = rejected as f64 / (rejected + kept).max(1) as f64;
        if share > plan.max_rejected {
            let (share, limit) = (share * 100.0, plan.max_rejected * 100.0);
            return Err(Failure::Rejected(format!(
                "{rejected} of {} {what} were rejected ({share:.1}%, the limit is {limit:.1}%): nothing was published",
                rejected + kept
            )));
        }
    }
    Ok(())
}

/// Adds a run to the history.
fn remember(outputs: &Outputs, record: &Value) -> Result<(), Failure> {
    let path = outputs.0.join("runs.jsonl");
    let write = |path: &Path| OpenOptions::new().create(true).append(true).open(path)?.write_all(format!("{record}\n").as_bytes());
    write(&path).map_err(Error::io("write", &path))?;
    Ok(())
}

fn round(seconds: f64) -> f64 {
    (seconds * 1000.0).round() / 1000.0
}
