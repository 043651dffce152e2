//! The stage: accepted parts in, a release out.

use crate::descriptor::{Source, Written, descriptor};
use crate::diff::{self, Side};
use crate::registry::registry;
use crate::release::{self, Release, releases};
use amur_store::parquet::Writer;
use amur_store::schema::PUBLISHED;
use amur_store::stage::{self, Manifest, Observer, Outputs, Program, Report, TablePart};
use amur_store::{Error, Result, batch, disk, parquet, schema};
use arrow::array::{AsArray, RecordBatch};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

pub const STAGE: &str = "publish";

/// Tables that tell of other releases, so that they do not count when two releases are compared.
const HISTORY: [&str; 2] = ["changes", "registry"];

/// What the newest release was made from.
#[derive(Debug, Serialize, Deserialize)]
struct State {
    inputs: String,
    release: String,
    parts: Vec<TablePart>,
    seconds: f64,
}

/// What publishing came to.
#[derive(Debug)]
pub struct Outcome {
    pub report: Report,
    pub release: Release,
}

fn state_path(outputs: &Outputs) -> PathBuf {
    outputs.stage(STAGE).join("manifest.json")
}

/// The parts that the newest release was made from: as long as they are there, a difference to it costs only what differs.
pub fn kept_parts(outputs: &Outputs) -> Vec<String> {
    disk::read_json::<State>(&state_path(outputs)).map(|s| s.parts.into_iter().map(|p| p.key).collect()).unwrap_or_default()
}

/// Publishes what validate accepted, dated `now`, or finds that the newest release says the same.
pub fn run(outputs: &Outputs, program: Program, now: Timestamp, observer: &dyn Observer) -> Result<Outcome> {
    let started = Instant::now();
    let before: Manifest<TablePart> = outputs
        .manifest(amur_validate::STAGE)
        .ok_or_else(|| Error::Other("there is nothing to publish: run `amur validate` first".to_owned()))?;
    let inputs = stage::key([before.outputs.as_str(), program.all]);
    let newest = releases(outputs).pop();
    let state: Option<State> =
        disk::read_json(&state_path(outputs)).filter(|s: &State| newest.as_ref().is_some_and(|r| r.name() == s.release));
    let mut report = Report { stage: STAGE, rows_in: before.rows_out.values().sum(), ..Report::default() };
    if let (Some(release), Some(_)) = (&newest, state.as_ref().filter(|s| s.inputs == inputs)) {
        release::point_latest(outputs, release)?;
        return Ok(Outcome { report: Report { unchanged: true, ..report }, release: release.clone() });
    }

    observer.begin(STAGE, PUBLISHED.len() as u64);
    let mut release = release::next(outputs, now.to_zoned(TimeZone::UTC).date());
    disk::create_dir(&outputs.releases())?;
    disk::sweep(&outputs.releases(), |name| !name.starts_with('.'));
    let job = Job { outputs, program, before: &before, newest: newest.as_ref(), state: state.as_ref(), observer };
    let mut same = false;
    let aside = disk::aside(&release.dir);
    let filled: Result<()> = (|| {
        disk::create_dir(&aside)?;
        let mut files = job.tables(&aside)?;
        same = newest.as_ref().is_some_and(|r| holds(r, &files));
        if !same {
            files.extend(job.history(&aside, &release)?);
            report.rows = files.iter().map(|f| (f.table.to_owned(), f.rows)).collect();
            let about = descriptor(&release, now, program.all, &files, &sources(&aside)?);
            disk::write_json(&aside.join("datapackage.json"), &about)?;
            fs::rename(&aside, &release.dir).map_err(Error::io("publish", &release.dir))?;
        }
        Ok(())
    })();
    let _ = fs::remove_dir_all(&aside);
    filled?;
    if let Some(newest) = newest.filter(|_| same) {
        release = newest;
    }
    release::point_latest(outputs, &release)?;
    report.unchanged = same;
    report.done = u64::from(!same);
    report.units = 1;
    report.seconds = started.elapsed().as_secs_f64();
    let state = State { inputs, release: release.name(), parts: before.parts, seconds: report.seconds };
    disk::write_json(&state_path(outputs), &state)?;
    observer.end();
    Ok(Outcome { report, release })
}

struct Job<'a> {
    outputs: &'a Outputs,
    program: Program,
    before: &'a Manifest<TablePart>,
    newest: Option<&'a Release>,
    state: Option<&'a State>,
    observer: &'a dyn Observer,
}

impl Job<'_> {
    /// Writes every table of facts.
    fn tables(&self, dir: &Path) -> Result<Vec<Written>> {
        let tables: Vec<&'static str> = PUBLISHED.into_iter().filter(|t| !HISTORY.contains(t)).collect();
        stage::on_threads(rayon::current_num_threads(), &tables, |_, table| {
            let paths = self.files(&self.before.parts, table);
            let written = write(dir, table, |writer| paths.iter().try_for_each(|path| parquet::for_each(path, |rows| writer.write(rows))));
            self.observer.step(1);
            written
        })
    }

    /// The files of a table in some parts, in order.
    fn files(&self, parts: &[TablePart], table: &str) -> Vec<PathBuf> {
        let with_rows = parts.iter().filter(|p| p.rows.get(table).is_some_and(|n| *n > 0));
        with_rows.map(|p| self.outputs.part(amur_validate::STAGE, &p.key).join(format!("{table}.parquet"))).collect()
    }

    /// Writes what tells of the releases before.
    fn history(&self, dir: &Path, release: &Release) -> Result<Vec<Written>> {
        let changes = match self.newest {
            Some(newest) => {
                let (old, new) = self.sides(newest, dir)?;
                diff::diff(&old, &new)?
            }
            None => Vec::new(),
        };
        let past = self.newest.map(|r| r.table("registry"));
        let tables: [(&'static str, RecordBatch); 2] =
            [("changes", batch::from_rows(schema("changes"), &changes)?), ("registry", registry(dir, past.as_deref(), &release.name())?)];
        tables
            .into_iter()
            .map(|(table, rows)| {
                self.observer.step(1);
                write(dir, table, |writer| writer.write(&rows))
            })
            .collect()
    }

    /// Parts that one of the two has and the other has not, where the parts of the newest release are still there.
    fn only_in(&self, these: &[TablePart], others: &[TablePart]) -> Vec<TablePart> {
        let others: BTreeSet<&str> = others.iter().map(|p| p.key.as_str()).collect();
        these.iter().filter(|p| !others.contains(p.key.as_str())).cloned().collect()
    }

    /// The parts of the newest release, if all of them that differ are still there.
    fn old_parts(&self) -> Option<Vec<TablePart>> {
        let old = self.only_in(&self.state?.parts, &self.before.parts);
        old.iter().all(|p| self.outputs.part(amur_validate::STAGE, &p.key).is_dir()).then_some(old)
    }

    /// The two sides of the difference to the newest release.
    fn sides(&self, newest: &Release, dir: &Path) -> Result<(Side, Side)> {
        let mut old = Side { program: program_of(newest), ..Side::default() };
        let mut new = Side { program: self.program.all.to_owned(), ..Side::default() };
        let parts = self.state.and_then(|state| Some((self.old_parts()?, self.only_in(&self.before.parts, &state.parts))));
        for table in diff::tables() {
            let name = &table.name;
            let (was, is) = match &parts {
                Some((was, is)) => (self.files(was, name), self.files(is, name)),
                None => (vec![newest.table(name)], vec![dir.join(format!("{name}.parquet"))]),
            };
            old.files.insert(name.clone(), was);
            new.files.insert(name.clone(), is);
        }
        old.read_texts(&newest.table("documents"))?;
        new.read_texts(&dir.join("documents.parquet"))?;
        Ok((old, new))
    }
}

/// The program that made a release.
fn program_of(release: &Release) -> String {
    release.descriptor().ok().and_then(|d| Some(d["amur:program"].as_str()?.to_owned())).unwrap_or_default()
}

impl Side {
    /// The tables of a release.
    pub fn of_release(release: &Release) -> Result<Self> {
        let mut side = Side { program: program_of(release), ..Side::default() };
        side.files = diff::tables().map(|t| (t.name.clone(), vec![release.table(&t.name)])).collect();
        side.read_texts(&release.table("documents"))?;
        Ok(side)
    }
}

/// Does a release hold these files already?
fn holds(release: &Release, files: &[Written]) -> bool {
    let Ok(about) = release.descriptor() else {
        return false;
    };
    let resources = about["resources"].as_array().cloned().unwrap_or_default();
    files.iter().all(|f| resources.iter().any(|r| r["name"] == f.table && r["hash"] == format!("sha256:{}", f.sha256)))
}

/// A writer that hashes what passes through it.
struct Hashed<W> {
    out: W,
    hasher: Sha256,
    bytes: u64,
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, buffer: &[u8]) -> std::io::Result<usize> {
        let n = self.out.write(buffer)?;
        self.hasher.update(&buffer[..n]);
        self.bytes += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

fn write(dir: &Path, table: &'static str, fill: impl FnOnce(&mut Writer<Hashed<BufWriter<File>>>) -> Result<()>) -> Result<Written> {
    let path = dir.join(format!("{table}.parquet"));
    let file = File::create(&path).map_err(Error::io("write", &path))?;
    let out = Hashed { out: BufWriter::new(file), hasher: Sha256::new(), bytes: 0 };
    let inside = |e: Error| Error::file("write", &path)(e);
    let mut writer = Writer::published(out, schema(table)).map_err(inside)?;
    fill(&mut writer).map_err(inside)?;
    let (hashed, rows) = writer.finish().map_err(inside)?;
    let file = hashed.out.into_inner().map_err(|e| Error::io("write", &path)(e.into_error()))?;
    file.sync_data().map_err(Error::io("write", &path))?;
    let sha256 = hashed.hasher.finalize().iter().map(|b| format!("{b:02x}")).collect();
    Ok(Written { table, rows, bytes: hashed.bytes, sha256 })
}

fn sources(dir: &Path) -> Result<Vec<Source>> {
    let rows = parquet::read(&dir.join("documents.parquet"), Some(&["doc_id", "title", "licence"]))?;
    let text = |column: usize, row: usize| {
        let array = rows.column(column);
        array.is_valid(row).then(|| array.as_string::<i32>().value(row).to_owned())
    };
    Ok((0..rows.num_rows()).map(|i| Source { doc_id: text(0, i).unwrap_or_default(), title: text(1, i), licence: text(2, i) }).collect())
}
