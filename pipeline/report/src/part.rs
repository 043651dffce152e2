//! The data of a part of the corpus: a file a table, one of its texts, and what there is in numbers.

use crate::texts::RawTexts;
use crate::{Release, embed, texts};
use amur_model::Finding;
use amur_store::schema::PUBLISHED;
use amur_store::stage::Rows;
use amur_store::{Error, Result, disk, parquet};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The table of rows that were kept out.
pub(crate) const REJECTED: &str = "rejected";

/// The name of the part that holds what belongs to the release as a whole.
pub(crate) const RELEASE: &str = "release";

/// What there is in numbers: a table, and how often each combination of words stands in some columns of it.
pub(crate) type Tally = BTreeMap<String, Rows>;

/// The columns by which a table is counted.
const COUNTED: [(&str, &[&str]); 5] = [
    ("documents", &["language"]),
    ("findings", &["severity", "code"]),
    ("checks", &["verdict", "code"]),
    (REJECTED, &["table", "code"]),
    ("changes", &["change", "cause", "table"]),
];

/// The data of a part as they lie in a folder.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Made {
    pub key: String,
    /// Rows of each table that has some.
    pub rows: Rows,
    /// Texts to read.
    pub texts: u64,
    pub tally: Tally,
    /// What could not be shown: the part is then made again the next time.
    pub missing: Vec<Finding>,
    #[serde(skip)]
    dir: PathBuf,
}

const MADE: &str = "part.json";
const TEXTS: &str = "texts";

impl Made {
    /// Names and paths of the files.
    pub fn files(&self) -> impl Iterator<Item = (String, PathBuf)> {
        let texts = (self.texts > 0).then_some(TEXTS);
        let names = self.rows.keys().map(String::as_str).chain(texts);
        names.map(|name| (format!("{}/{name}", self.key), self.dir.join(format!("{name}.js"))))
    }

    pub fn bytes(&self) -> u64 {
        self.files().filter_map(|(_, path)| Some(fs::metadata(path).ok()?.len())).sum()
    }

    fn table(&mut self, table: &str, path: &Path) -> Result<()> {
        let rows = parquet::read(path, None)?;
        if rows.num_rows() > 0 {
            self.write(table, &embed::safe(&embed::columns(&rows)?))?;
            self.rows.insert(table.to_owned(), rows.num_rows() as u64);
            if let Some((_, columns)) = COUNTED.iter().find(|(name, _)| *name == table) {
                self.tally.insert(table.to_owned(), embed::tally(&rows, columns)?);
            }
        }
        Ok(())
    }

    fn write(&self, name: &str, data: &str) -> Result<()> {
        let path = self.dir.join(format!("{name}.js"));
        let script = format!("{}{data}{END}", start(&format!("{}/{name}", self.key)));
        fs::write(&path, script).map_err(Error::io("write", &path))
    }
}

const END: &str = ");\n";

fn start(name: &str) -> String {
    format!("amur.put(\"{name}\",")
}

/// The data in a file, without the call that hands them to the page.
pub(crate) fn read(path: &Path) -> Result<String> {
    let script = fs::read_to_string(path).map_err(Error::io("read", path))?;
    let data = script.split_once(',').and_then(|(_, data)| data.strip_suffix(END));
    data.map(str::to_owned).ok_or_else(|| Error::Other(format!("{} is broken", path.display())))
}

/// The data of the part `key`, whose tables lie in `tables`: as they are kept, or made anew.
pub(crate) fn of_tables(kept: &Path, key: &str, tables: &Path, raw: &dyn RawTexts) -> Result<Made> {
    let dir = kept.join(key);
    let known = disk::read_json::<Made>(&dir.join(MADE)).filter(|made| made.missing.is_empty());
    if let Some(made) = known {
        return Ok(Made { dir, ..made });
    }
    let _ = fs::remove_dir_all(&dir);
    let mut made = Made { key: key.to_owned(), ..Made::default() };
    disk::write_dir(&dir, |aside| {
        made.dir = aside.to_owned();
        for table in PUBLISHED.into_iter().chain([REJECTED]) {
            let path = tables.join(format!("{table}.parquet"));
            if path.is_file() {
                made.table(table, &path)?;
            }
        }
        if made.rows.contains_key("documents") {
            let (shown, missing) = texts::of_part(tables, raw)?;
            made.write(TEXTS, &texts::json_of(&shown))?;
            made.texts = shown.len() as u64;
            made.missing = missing;
        }
        disk::write_json(&aside.join(MADE), &made)
    })?;
    Ok(Made { dir, ..made })
}

/// The data of the release as a whole, written into `dir`.
pub(crate) fn of_release(release: &Release, dir: &Path, most: u64) -> Result<Made> {
    let mut made = Made { key: RELEASE.to_owned(), dir: dir.to_owned(), ..Made::default() };
    disk::create_dir(dir)?;
    for table in release.whole {
        if release.rows.get(*table).is_some_and(|rows| *rows <= most) {
            made.table(table, &release.dir.join(format!("{table}.parquet")))?;
        }
    }
    Ok(made)
}

/// Adds the counts of `more` to `tally`.
pub(crate) fn add(tally: &mut Tally, more: &Tally) {
    for (table, rows) in more {
        amur_store::stage::add(tally.entry(table.clone()).or_default(), rows);
    }
}
