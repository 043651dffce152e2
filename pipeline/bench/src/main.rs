//! Reads every text under a folder, or one text, as the extract stage does (file to record to its bytes), and says how fast.
//!
//! `amur-bench THREADS PATH` prints one line of JSON. It depends on the text crates alone, so that an optimised build
//! of it takes a minute where one of the whole program takes many.

use amur_extract::extractor::Extractor;
use amur_model::TextRecord;
use rayon::prelude::*;
use std::error::Error;
use std::fs;
use std::iter::Sum;
use std::ops::Add;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// As in `amur` itself: records are many small strings.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What came of some texts.
#[derive(Default)]
struct Tally {
    texts: u64,
    refused: u64,
    bytes: u64,
    rows: u64,
    record_bytes: u64,
}

impl Add for Tally {
    type Output = Tally;

    fn add(self, other: Tally) -> Tally {
        Tally {
            texts: self.texts + other.texts,
            refused: self.refused + other.refused,
            bytes: self.bytes + other.bytes,
            rows: self.rows + other.rows,
            record_bytes: self.record_bytes + other.record_bytes,
        }
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Tally>>(tallies: I) -> Tally {
        tallies.fold(Tally::default(), Add::add)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [threads, path] = args.as_slice() else {
        return Err("usage: amur-bench THREADS PATH".into());
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.parse()?).build()?;
    let files = files(Path::new(path))?;
    let loading = Instant::now();
    let extractor = Extractor::new();
    let load = loading.elapsed().as_secs_f64();

    let started = Instant::now();
    let tally = pool.install(|| files.par_iter().map(|file| read(&extractor, file)).sum::<Result<Tally, String>>())?;
    let seconds = started.elapsed().as_secs_f64();
    let report = serde_json::json!({
        "threads": pool.current_num_threads(),
        "texts": tally.texts,
        "refused": tally.refused,
        "bytes": tally.bytes,
        "rows": tally.rows,
        "record_bytes": tally.record_bytes,
        "load_seconds": load,
        "seconds": seconds,
        "mb_per_s": tally.bytes as f64 / 1e6 / seconds,
        "peak_bytes": peak_bytes(),
    });
    println!("{report}");
    Ok(())
}

/// The files under a path, sorted.
fn files(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    entries.sort();
    Ok(entries.iter().map(|entry| files(entry)).collect::<std::io::Result<Vec<_>>>()?.concat())
}

fn read(extractor: &Extractor, file: &Path) -> Result<Tally, String> {
    let bytes = fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let path = file.to_string_lossy();
    let doc_id = file.file_stem().unwrap_or_default().to_string_lossy();
    let tally = Tally { texts: 1, bytes: bytes.len() as u64, ..Tally::default() };
    let Ok(record) = extractor.extract(&path, &doc_id, &bytes) else {
        return Ok(Tally { refused: 1, ..tally });
    };
    let rows = rows(&record);
    let record = record.into_bytes(bytes.len()).map_err(|e| format!("{}: {e}", file.display()))?;
    Ok(Tally { rows, record_bytes: record.len() as u64, ..tally })
}

fn rows(record: &TextRecord) -> u64 {
    let counts = [
        1,
        record.flows.len(),
        record.indicators.len(),
        record.zones.len(),
        record.zone_mentions.len(),
        record.references.len(),
        record.citations.len(),
    ];
    counts.iter().sum::<usize>() as u64
}

/// The most memory that the process ever held, where the system tells.
fn peak_bytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
}
