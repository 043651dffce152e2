//! The stage: accepted parts in, a release out.
//!
//! A row group holds the rows of one part, or of a run of parts in a large corpus. What the newest release has already is
//! copied from it as it is; only what is new is encoded, so that a text which comes, changes or goes costs about itself.

use crate::attached;
use crate::descriptor::{Source, Written, descriptor};
use crate::diff::{self, Side};
use crate::hashed::{self, Hashed};
use crate::registry::{Moves, registry};
use crate::release::{self, Release, releases};
use amur_model::Finding;
use amur_report::RawTexts;
use amur_store::parquet::{Encoded, Joined, Writer, row_groups};
use amur_store::schema::{PUBLISHED, TableSchema};
use amur_store::stage::{self, Manifest, Observer, Outputs, Program, Report, Rows, TablePart};
use amur_store::{Error, Result, batch, disk, parquet, schema};
use arrow::array::AsArray;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The row groups of a file that each group of parts fills, by the group's key.
type GroupRows = HashMap<String, Range<usize>>;

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
    /// Texts that the release's report cannot show.
    pub findings: Vec<Finding>,
}

/// The folder where the data of reports are kept.
const PAGES: &str = "pages";

fn state_path(outputs: &Outputs) -> PathBuf {
    outputs.stage(STAGE).join("manifest.json")
}

/// The parts that the newest release was made from: as long as they are there, a difference to it costs only what differs.
pub fn kept_parts(outputs: &Outputs) -> Vec<String> {
    disk::read_json::<State>(&state_path(outputs)).map(|s| s.parts.into_iter().map(|p| p.key).collect()).unwrap_or_default()
}

/// Publishes what validate accepted, dated `now`, or finds that the newest release says the same. Of `texts` the report
/// shows what the rows were read from.
pub fn run(outputs: &Outputs, program: Program, now: Timestamp, texts: &dyn RawTexts, observer: &dyn Observer) -> Result<Outcome> {
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
        return Ok(Outcome { report: Report { unchanged: true, ..report }, release: release.clone(), findings: Vec::new() });
    }

    // A step a table, and one for the report.
    observer.begin(STAGE, PUBLISHED.len() as u64 + 1);
    let mut release = release::next(outputs, now.to_zoned(TimeZone::UTC).date());
    disk::create_dir(&outputs.releases())?;
    disk::sweep(&outputs.releases(), |name| !name.starts_with('.'));
    let job = Job { outputs, program, before: &before, newest: newest.as_ref(), state: state.as_ref(), observer };
    let mut same = false;
    let mut findings = Vec::new();
    let aside = disk::aside(&release.dir);
    let filled: Result<()> = (|| {
        disk::create_dir(&aside)?;
        let mut files = job.tables(&aside)?;
        same = newest.as_ref().is_some_and(|r| holds(r, &files));
        if !same {
            files.extend(job.history(&aside, &release)?);
            report.rows = files.iter().map(|f| (f.table.to_owned(), f.rows)).collect();
            findings = job.report(&aside, &release, &report.rows, texts)?;
            let attached = attached::write(&aside)?;
            let about = descriptor(&release, now, program.all, &files, &attached, &sources(&aside)?);
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
    Ok(Outcome { report, release, findings })
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
            let written = self.table(dir, schema(table));
            self.observer.step(1);
            written
        })
    }

    fn table(&self, dir: &Path, table: &'static TableSchema) -> Result<Written> {
        let kept = self.kept(table)?;
        let fill = |joined: &mut Joined<Sink>| {
            for group in &groups(&self.before.parts, &table.name) {
                match kept.as_ref().and_then(|(file, at)| Some((file, at.get(&group_key(group))?))) {
                    Some((file, at)) => joined.append(file, at.clone())?,
                    None => {
                        let new = Encoded::from_files(table, &self.files(group.iter().copied(), &table.name))?;
                        joined.append(&new, 0..new.row_groups())?;
                    }
                }
            }
            Ok(())
        };
        write(dir, table, Joined::published, fill, Joined::finish)
    }

    /// A table of the newest release, and where in it the row groups of each group of parts are.
    fn kept(&self, table: &TableSchema) -> Result<Option<(Encoded<File>, GroupRows)>> {
        let (Some(newest), Some(state)) = (self.newest, self.state) else {
            return Ok(None);
        };
        // A release of an older schema may lack the table.
        if !newest.table(&table.name).is_file() {
            return Ok(None);
        }
        if !is_intact(newest, &table.name)? {
            tracing::warn!("{} is not what was published: nothing is copied from it", newest.table(&table.name).display());
            return Ok(None);
        }
        let file = Encoded::open(&newest.table(&table.name))?;
        let mut at = HashMap::new();
        let mut end = 0;
        for group in &groups(&state.parts, &table.name) {
            let start = end;
            end += row_groups(rows_of(group, &table.name));
            at.insert(group_key(group), start..end);
        }
        Ok((file.row_groups() == end).then_some((file, at)))
    }

    /// The files of a table in some parts, in order.
    fn files<'a>(&self, parts: impl IntoIterator<Item = &'a TablePart>, table: &str) -> Vec<PathBuf> {
        let with_rows = parts.into_iter().filter(|p| p.rows.get(table).is_some_and(|n| *n > 0));
        with_rows.map(|p| self.outputs.part(amur_validate::STAGE, &p.key).join(format!("{table}.parquet"))).collect()
    }

    /// Writes what tells of the releases before.
    fn history(&self, dir: &Path, release: &Release) -> Result<Vec<Written>> {
        if let Some(newest) = self.newest.filter(|newest| !is_intact(newest, "registry").unwrap_or(false)) {
            let (path, name) = (newest.table("registry"), newest.name());
            let message = format!("{} is not what was published; put it back, or remove release {name}", path.display());
            return Err(Error::Other(message));
        }
        let (changes, moves) = match self.newest {
            Some(newest) => {
                let (old, new) = self.sides(newest, dir)?;
                let changes = diff::diff(&old, &new)?;
                let moves = Moves::of(&changes);
                (changes, moves)
            }
            None => (Vec::new(), Moves::first(dir)?),
        };
        let past = self.newest.map(|r| (r.table("registry"), r.name()));
        let past = past.as_ref().map(|(path, name)| (path.as_path(), name.as_str()));
        let rows = batch::from_rows(schema("changes"), &changes)?;
        let changes = write(dir, schema("changes"), Writer::published, |writer| writer.write(&rows), Writer::finish)?;
        self.observer.step(1);
        let fill = |writer: &mut Writer<Sink>| registry(past, moves, &release.name(), |rows| writer.write(rows));
        let registry = write(dir, schema("registry"), Writer::published, fill, Writer::finish)?;
        self.observer.step(1);
        Ok(vec![changes, registry])
    }

    /// Writes the pages that show it.
    fn report(&self, dir: &Path, release: &Release, rows: &Rows, texts: &dyn RawTexts) -> Result<Vec<Finding>> {
        let shown = amur_report::Release {
            name: release.name(),
            before: self.newest.map(Release::name),
            program: self.program.all,
            dir,
            rows: rows.clone(),
            whole: &HISTORY,
            parts: &self.before.parts,
            stage: amur_validate::STAGE,
        };
        let findings = amur_report::write(&shown, self.outputs, &self.outputs.stage(STAGE).join(PAGES), texts);
        self.observer.step(1);
        findings
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

    /// The two sides of the difference to the newest release: the parts that differ, where they are still there.
    fn sides(&self, newest: &Release, dir: &Path) -> Result<(Side, Side)> {
        let parts = self.state.and_then(|state| Some((self.old_parts()?, self.only_in(&self.before.parts, &state.parts))));
        let program = self.program.all.to_owned();
        match parts {
            Some((was, is)) => {
                Ok((Side::new(program_of(newest), |table| self.files(&was, table))?, Side::new(program, |table| self.files(&is, table))?))
            }
            None => Ok((Side::of_release(newest)?, Side::new(program, |table| vec![dir.join(format!("{table}.parquet"))])?)),
        }
    }
}

/// Row groups of a table, about, at most: readers like few and large ones, and Parquet numbers no more than 32,767.
const ROW_GROUPS: usize = 256;

/// Runs of parts whose rows of a table share a row group: single parts, until there are too many of them. As where a part ends,
/// where a run ends depends on the part alone that it ends with.
fn groups<'a>(parts: &'a [TablePart], table: &str) -> Vec<Vec<&'a TablePart>> {
    let parts: Vec<&TablePart> = parts.iter().filter(|p| p.rows.get(table).is_some_and(|n| *n > 0)).collect();
    let run = (parts.len() / ROW_GROUPS).next_power_of_two() as u64;
    let ends = |part: &&TablePart| u64::from_str_radix(&part.key[..16], 16).is_ok_and(|number| number % run == 0);
    parts.split_inclusive(ends).map(<[_]>::to_vec).collect()
}

/// What tells a group of parts.
fn group_key(group: &[&TablePart]) -> String {
    stage::key(group.iter().map(|p| &p.key))
}

fn rows_of(group: &[&TablePart], table: &str) -> u64 {
    group.iter().filter_map(|p| p.rows.get(table)).sum()
}

/// The program that made a release.
fn program_of(release: &Release) -> String {
    release.descriptor().ok().and_then(|d| Some(d["amur:program"].as_str()?.to_owned())).unwrap_or_default()
}

impl Side {
    /// The tables of a release. One of an older schema may lack some.
    pub fn of_release(release: &Release) -> Result<Self> {
        Side::new(program_of(release), |table| vec![release.table(table)].into_iter().filter(|path| path.is_file()).collect())
    }
}

/// Does a release hold these tables already, and all that goes with them?
fn holds(release: &Release, files: &[Written]) -> bool {
    files.iter().all(|f| release.hash(f.table).is_ok_and(|hash| hash == format!("sha256:{}", f.sha256)))
        && attached::ALL.iter().all(|kind| release.dir.join(kind.path).is_file())
}

/// Has a table of a release still the bytes that were published?
fn is_intact(release: &Release, table: &str) -> Result<bool> {
    let (_, sha256) = hashed::of_file(&release.table(table))?;
    Ok(release.hash(table)? == format!("sha256:{sha256}"))
}

/// What the tables of a release are written to.
type Sink = Hashed<BufWriter<File>>;

/// Writes a table through a writer of its own.
fn write<W>(
    dir: &Path,
    table: &'static TableSchema,
    begin: impl FnOnce(Sink, &TableSchema) -> Result<W>,
    fill: impl FnOnce(&mut W) -> Result<()>,
    finish: impl FnOnce(W) -> Result<(Sink, u64)>,
) -> Result<Written> {
    let path = dir.join(format!("{}.parquet", table.name));
    let file = File::create(&path).map_err(Error::io("write", &path))?;
    let filled = begin(Hashed::new(BufWriter::new(file)), table).and_then(|mut writer| fill(&mut writer).and_then(|()| finish(writer)));
    let (mut hashed, rows) = filled.map_err(Error::file("write", &path))?;
    hashed.flush().map_err(Error::io("write", &path))?;
    hashed.inner().get_ref().sync_data().map_err(Error::io("write", &path))?;
    let (bytes, sha256) = hashed.finish();
    Ok(Written { table: &table.name, rows, bytes, sha256 })
}

/// The texts of a release whose tables lie in `dir`.
fn sources(dir: &Path) -> Result<Vec<Source>> {
    let rows = parquet::read(&dir.join("documents.parquet"), Some(&["doc_id", "sha256", "title", "licence"]))?;
    let text = |column: &str, row: usize| {
        let array = rows.column_by_name(column).filter(|a| a.is_valid(row))?;
        Some(array.as_string::<i32>().value(row).to_owned())
    };
    let source = |i| Source {
        doc_id: text("doc_id", i).unwrap_or_default(),
        sha256: text("sha256", i).unwrap_or_default(),
        title: text("title", i),
        licence: text("licence", i),
    };
    Ok((0..rows.num_rows()).map(source).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_share_row_groups_once_they_are_many() {
        let part = |i: usize| {
            let rows = [("trade_flows".to_owned(), 1), ("claims".to_owned(), u64::from(i.is_multiple_of(4)))].into();
            TablePart { key: stage::key([i.to_string()]), rows, ..TablePart::default() }
        };
        for (n, least, most) in [(1, 1, 1), (511, 511, 511), (1_000, 200, 300), (100_000, 100, 500)] {
            let parts: Vec<TablePart> = (0..n).map(part).collect();
            let groups = |table| groups(&parts, table);
            let count = groups("trade_flows").len();
            assert!((least..=most).contains(&count), "{n}: {count}");
            assert_eq!(groups("trade_flows").concat().len(), n);
            assert_eq!(groups("claims").concat().len(), n.div_ceil(4));
        }
    }
}
