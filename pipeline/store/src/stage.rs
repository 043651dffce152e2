//! Stages and their parts.
//!
//! The texts of a corpus, in the order of their paths, are cut into parts of about [`PART_TEXTS`] texts, and each stage
//! works part by part. Where a part ends depends on the text alone that it ends with, so that a text which comes,
//! changes or goes touches one part and the rest stays as it is. A part is named by the hash of what it was made from:
//! what is there need not be made again, and memory is that of a part, however large the corpus.

use crate::{Result, disk};
use amur_model::{Finding, Severity};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

/// Texts in a part, on average.
pub const PART_TEXTS: u64 = 64;
/// A text of this size ends its part.
pub const PART_BYTES: u64 = 1 << 20;

/// Does a part end with this text?
pub fn ends_part(path: &str, bytes: u64) -> bool {
    let digest = blake3::hash(path.as_bytes());
    let number = u64::from_le_bytes(digest.as_bytes()[..8].try_into().expect("a digest has 32 bytes"));
    bytes >= PART_BYTES || number % PART_TEXTS == 0
}

/// The name of what is made from `parts`: 24 hexadecimal digits.
pub fn key<T: AsRef<[u8]>>(parts: impl IntoIterator<Item = T>) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.as_ref().len() as u64).to_le_bytes());
        hasher.update(part.as_ref());
    }
    hasher.finalize().to_hex()[..24].to_owned()
}

/// What amur knows of its own making: a hash of the sources that decide what the stages write.
#[derive(Debug, Clone, Copy)]
pub struct Program {
    /// Of the layers that read a text: a change here means reading every text again.
    pub extract: &'static str,
    /// Of everything.
    pub all: &'static str,
}

/// The folders of one `--outputs`.
#[derive(Debug, Clone)]
pub struct Outputs(pub PathBuf);

impl Outputs {
    pub fn stage(&self, stage: &str) -> PathBuf {
        self.0.join("stages").join(stage)
    }

    pub fn releases(&self) -> PathBuf {
        self.0.join("releases")
    }

    pub fn latest(&self) -> PathBuf {
        self.0.join("latest")
    }

    /// The folder of a part's tables.
    pub fn part(&self, stage: &str, key: &str) -> PathBuf {
        self.stage(stage).join("parts").join(key)
    }

    pub fn manifest<P: for<'a> Deserialize<'a>>(&self, stage: &str) -> Option<Manifest<P>> {
        disk::read_json(&manifest_path(&self.stage(stage)))
    }

    pub fn write_manifest<P: Serialize>(&self, manifest: &Manifest<P>) -> Result<()> {
        disk::write_json(&manifest_path(&self.stage(&manifest.stage)), manifest)
    }
}

fn manifest_path(stage: &Path) -> PathBuf {
    stage.join("manifest.json")
}

pub type Rows = BTreeMap<String, u64>;

/// What a stage was made from and what it made.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Manifest<P> {
    pub stage: String,
    /// Hash of all inputs: what the stage before made, the schemas, the program.
    pub inputs: String,
    /// Hash of all that it made: the next stage's input.
    pub outputs: String,
    pub rows_in: u64,
    pub rows_out: Rows,
    pub rejected: u64,
    #[serde(default)]
    pub doubtful: u64,
    /// Findings by severity.
    pub findings: Rows,
    pub seconds: f64,
    pub parts: Vec<P>,
}

impl Manifest<TablePart> {
    /// What a stage of tables made of what the stage before had made.
    pub fn of_tables<P>(stage: &str, inputs: String, before: &Manifest<P>, parts: Vec<TablePart>, seconds: f64) -> Self {
        let mut rows_out = Rows::new();
        parts.iter().for_each(|p| add(&mut rows_out, &p.rows));
        Manifest {
            stage: stage.to_owned(),
            inputs,
            outputs: key(parts.iter().map(|p| &p.key)),
            rows_in: before.rows_out.values().sum(),
            rows_out,
            rejected: parts.iter().map(|p| p.rejected).sum(),
            doubtful: parts.iter().map(|p| p.doubtful).sum(),
            findings: before.findings.clone(),
            seconds,
            parts,
        }
    }
}

/// A file of `TextRecord`s, one a line, in the order of the texts' paths: what extract makes of a part.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RecordPart {
    pub key: String,
    pub texts: u64,
}

/// A folder of Parquet files, one a table.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct TablePart {
    pub key: String,
    pub rows: Rows,
    /// Rows that break a rule, and those that are doubtful: both are kept out.
    pub rejected: u64,
    #[serde(default)]
    pub doubtful: u64,
    /// What its rows refer to outside the part, as `table` to ids.
    pub uses: BTreeMap<String, Vec<String>>,
    /// Texts and entries that were kept out, as `table` to ids.
    #[serde(default)]
    pub lost: BTreeMap<String, Vec<String>>,
}

impl TablePart {
    pub const FILE: &'static str = "part.json";
}

/// What a stage tells whoever called it.
#[derive(Debug, Clone, Default)]
pub struct Report {
    pub stage: &'static str,
    /// Nothing had changed, so nothing was done.
    pub unchanged: bool,
    /// Parts (for extract: texts) in all, and those that were made anew.
    pub units: u64,
    pub done: u64,
    pub rows: Rows,
    pub rows_in: u64,
    pub rejected: u64,
    pub doubtful: u64,
    pub findings: Rows,
    pub seconds: f64,
}

impl Report {
    pub fn of<P>(stage: &'static str, manifest: &Manifest<P>, done: u64) -> Self {
        Report {
            stage,
            unchanged: false,
            units: manifest.parts.len() as u64,
            done,
            rows: manifest.rows_out.clone(),
            rows_in: manifest.rows_in,
            rejected: manifest.rejected,
            doubtful: manifest.doubtful,
            findings: manifest.findings.clone(),
            seconds: manifest.seconds,
        }
    }
}

/// Adds the counts of `more` to `rows`.
pub fn add(rows: &mut Rows, more: &Rows) {
    for (name, n) in more {
        *rows.entry(name.clone()).or_default() += n;
    }
}

pub fn count<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Rows {
    let mut counts = Rows::new();
    for finding in findings {
        let name = match finding.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        *counts.entry(name.to_owned()).or_default() += 1;
    }
    counts
}

/// Does `work` on every item, on so many threads at most, and returns the results in order.
///
/// These are threads of their own, not rayon's: a thread of a rayon pool that waits for polars, which has a pool of its
/// own, takes up the next item while it waits, and the next, until its stack is full.
pub fn on_threads<I: Sync, T: Send>(threads: usize, items: &[I], work: impl Fn(usize, &I) -> Result<T> + Sync) -> Result<Vec<T>> {
    let next = AtomicUsize::new(0);
    let failed = AtomicBool::new(false);
    let one = || {
        let mut done = Vec::new();
        while !failed.load(Ordering::Relaxed) {
            let i = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(i) else { break };
            let result = work(i, item);
            failed.fetch_or(result.is_err(), Ordering::Relaxed);
            done.push((i, result));
        }
        done
    };
    let mut results: Vec<(usize, Result<T>)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.min(items.len())).map(|_| scope.spawn(one)).collect();
        workers.into_iter().flat_map(|w| w.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    });
    results.sort_by_key(|(i, _)| *i);
    results.into_iter().map(|(_, result)| result).collect()
}

/// Whoever watches a stage at work.
pub trait Observer: Sync {
    /// A stage begins on so many units.
    fn begin(&self, stage: &'static str, units: u64);
    /// So many more are done.
    fn step(&self, units: u64);
    fn end(&self);
}

/// Nobody watches.
pub struct Unwatched;

impl Observer for Unwatched {
    fn begin(&self, _: &'static str, _: u64) {}
    fn step(&self, _: u64) {}
    fn end(&self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_hold_about_so_many_texts() {
        let ends = (0..100_000).filter(|i| ends_part(&format!("text-{i}.txt"), 10)).count();
        assert!((1_400..1_750).contains(&ends), "{ends}");
        assert!(ends_part("text-1.txt", PART_BYTES));
    }

    #[test]
    fn work_is_done_in_order_and_stops_at_a_failure() {
        let numbers: Vec<usize> = (0..1000).collect();
        assert_eq!(on_threads(3, &numbers, |i, n| Ok(i + n)).unwrap(), (0..1000).map(|n| 2 * n).collect::<Vec<_>>());
        assert!(on_threads(3, &numbers, |_, n| if *n == 500 { Err(crate::Error::Other("no".into())) } else { Ok(()) }).is_err());
    }

    #[test]
    fn keys_tell_parts_apart() {
        assert_ne!(key(["ab", "c"]), key(["a", "bc"]));
        assert_eq!(key(["a"]).len(), 24);
    }
}
