//! The report of a release: pages that open from disk, without a network and without a server.
//!
//! The data of each part of the corpus, a file a table and one of its texts, are made once and kept in the stage's folder.
//! A release takes them as they are: all into the one file `report.html` while they are few, else beside it in the folder
//! `report`, by hard links, from where the page loads what it shows. They are scripts, as a page on disk may load no other
//! data.

mod embed;
mod html;
mod part;
mod texts;

pub use texts::RawTexts;

use amur_model::Finding;
use amur_store::schema::{PUBLISHED, VERSION};
use amur_store::stage::{self, Outputs, Rows, TablePart};
use amur_store::{Error, Result, disk, schema};
use part::{Made, Tally};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The report's file in the folder of a release, and the folder of its data where they are many.
pub const FILE: &str = "report.html";
const FOLDER: &str = "report";

/// Data up to this size go into the one file.
const ONE_FILE_BYTES: u64 = 8 << 20;

/// A table of the release as a whole (what changed, every id ever published) is shown up to this many rows; it would have
/// to be written anew with every release.
const WHOLE_TABLE_ROWS: u64 = 50_000;

/// A release to report on.
pub struct Release<'a> {
    pub name: String,
    /// Name of the release before.
    pub before: Option<String>,
    /// Fingerprint of the program.
    pub program: &'a str,
    /// The folder that holds its tables.
    pub dir: &'a Path,
    /// Rows of its tables.
    pub rows: Rows,
    /// The tables that belong to no part.
    pub whole: &'a [&'static str],
    pub parts: &'a [TablePart],
    /// The stage that made the parts.
    pub stage: &'static str,
}

/// Writes the report into the folder of a release. What could not be shown is told.
pub fn write(release: &Release, outputs: &Outputs, kept: &Path, texts: &dyn RawTexts) -> Result<Vec<Finding>> {
    let made = stage::on_threads(rayon::current_num_threads(), release.parts, |_, part| {
        part::of_tables(kept, &part.key, &outputs.part(release.stage, &part.key), texts)
    })?;
    let keys: BTreeSet<&str> = release.parts.iter().map(|p| p.key.as_str()).collect();
    disk::sweep(kept, |name| keys.contains(name));

    let folder = release.dir.join(FOLDER);
    let whole = part::of_release(release, &folder.join(part::RELEASE), WHOLE_TABLE_ROWS)?;
    let bytes: u64 = made.iter().chain([&whole]).map(Made::bytes).sum();
    let one_file = bytes <= ONE_FILE_BYTES;
    let about = about(release, &made, &whole);
    if one_file {
        let data = made.iter().chain([&whole]).flat_map(Made::files);
        let data = data.map(|(name, path)| Ok((name, part::read(&path)?))).collect::<Result<Vec<_>>>()?;
        write_page(release, &html::one_file(&about, &data))?;
        fs::remove_dir_all(&folder).map_err(Error::io("remove", &folder))?;
    } else {
        for part in &made {
            link_all(part, &folder.join(&part.key))?;
        }
        disk::write_file(&folder.join(html::CHARTS), |out| html::charts(out))?;
        write_page(release, &html::page_of_folder(&about, FOLDER))?;
    }
    Ok(made.into_iter().flat_map(|m| m.missing).collect())
}

fn write_page(release: &Release, html: &str) -> Result<()> {
    let path = release.dir.join(FILE);
    disk::write_file(&path, |out| std::io::Write::write_all(out, html.as_bytes()).map_err(Error::io("write", &path)))
}

/// Links the files of a part into a folder; where the disk has no hard links they are copied.
fn link_all(part: &Made, folder: &Path) -> Result<()> {
    disk::create_dir(folder)?;
    for (_, from) in part.files() {
        let to: PathBuf = folder.join(from.file_name().unwrap_or_default());
        fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(|_| ())).map_err(Error::io("write", &to))?;
    }
    Ok(())
}

/// What the page knows before it loads any table.
fn about(release: &Release, made: &[Made], whole: &Made) -> Value {
    let mut tally = Tally::new();
    made.iter().chain([whole]).for_each(|m| part::add(&mut tally, &m.tally));
    let schemas: Vec<&Value> = PUBLISHED.iter().chain(&[part::REJECTED]).map(|t| &schema(t).json).collect();
    let part = |m: &Made| json!({ "key": m.key, "rows": m.rows, "texts": m.texts });
    json!({
        "release": release.name,
        "before": release.before,
        "program": release.program,
        "version": env!("CARGO_PKG_VERSION"),
        "schemaVersion": VERSION,
        "rows": release.rows,
        "tally": tally,
        "parts": made.iter().chain([whole]).map(part).collect::<Vec<_>>(),
        "schemas": schemas,
    })
}
