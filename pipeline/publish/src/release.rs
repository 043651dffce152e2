//! The releases of an outputs folder.

use amur_store::stage::Outputs;
use amur_store::{Error, Result, disk};
use jiff::civil::Date;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

/// A published release: its day and a counter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Release {
    pub date: Date,
    pub number: u32,
    pub dir: PathBuf,
}

impl Release {
    pub fn name(&self) -> String {
        format!("{}.{}", self.date, self.number)
    }

    pub fn table(&self, table: &str) -> PathBuf {
        self.dir.join(format!("{table}.parquet"))
    }

    /// Its report, which a browser opens.
    pub fn report(&self) -> PathBuf {
        self.dir.join(amur_report::FILE)
    }

    /// Its `datapackage.json`.
    pub fn descriptor(&self) -> Result<Value> {
        let path = self.dir.join("datapackage.json");
        disk::read_json(&path).ok_or_else(|| Error::Other(format!("{} is missing or broken", path.display())))
    }

    /// The hash that a table was published with: `sha256:` and the digits.
    pub fn hash(&self, table: &str) -> Result<String> {
        let about = self.descriptor()?;
        let of_table = about["resources"].as_array().into_iter().flatten().find(|r| r["name"] == table);
        let hash = of_table.and_then(|r| r["hash"].as_str());
        hash.map(str::to_owned).ok_or_else(|| Error::Other(format!("the descriptor of release {} has no hash of `{table}`", self.name())))
    }

    /// A release by its name, by `latest`, or by the path of its folder.
    pub fn find(outputs: &Outputs, name: &str) -> Result<Self> {
        let all = releases(outputs);
        let newest = || all.last().cloned();
        let found = match name {
            "latest" => newest(),
            _ => all.iter().find(|r| r.name() == name || r.dir == std::path::Path::new(name)).cloned(),
        };
        found.ok_or_else(|| {
            Error::Other(format!("there is no release `{name}` in {}; `amur releases` lists what is there", outputs.releases().display()))
        })
    }
}

/// All whole releases, oldest first. A release is whole once its folder bears its name: it is filled aside.
pub fn releases(outputs: &Outputs) -> Vec<Release> {
    let mut all: Vec<Release> = fs::read_dir(outputs.releases())
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let (date, number) = name.split_once('.')?;
            let release = Release { date: date.parse().ok()?, number: number.parse().ok()?, dir: entry.path() };
            release.dir.join("datapackage.json").is_file().then_some(release)
        })
        .collect();
    all.sort();
    all
}

/// The release that comes next on a day.
pub fn next(outputs: &Outputs, date: Date) -> Release {
    let number = releases(outputs).iter().filter(|r| r.date == date).map(|r| r.number + 1).max().unwrap_or(0);
    Release { date, number, dir: outputs.releases().join(format!("{date}.{number}")) }
}

/// Makes `latest` point at a release: a new link takes the old one's place in one step.
pub fn point_latest(outputs: &Outputs, release: &Release) -> Result<()> {
    let latest = outputs.latest();
    let target = PathBuf::from("releases").join(release.name());
    if fs::read_link(&latest).is_ok_and(|now| now == target) {
        return Ok(());
    }
    let temporary = disk::aside(&latest);
    let _ = fs::remove_file(&temporary);
    std::os::unix::fs::symlink(&target, &temporary).map_err(Error::io("link", &latest))?;
    fs::rename(&temporary, &latest).map_err(Error::io("link", &latest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outputs(names: &[&str]) -> (tempfile::TempDir, Outputs) {
        let dir = tempfile::tempdir().unwrap();
        let outputs = Outputs(dir.path().to_owned());
        for name in names {
            fs::create_dir_all(outputs.releases().join(name)).unwrap();
            fs::write(outputs.releases().join(name).join("datapackage.json"), "{}").unwrap();
        }
        (dir, outputs)
    }

    #[test]
    fn releases_are_ordered_by_number_not_by_letters() {
        let (_dir, outputs) = outputs(&["2026-01-02.10", "2026-01-02.9", "2026-01-01.0", ".2026-01-03.0.1.tmp", "notes"]);
        assert_eq!(releases(&outputs).iter().map(Release::name).collect::<Vec<_>>(), ["2026-01-01.0", "2026-01-02.9", "2026-01-02.10"]);
        assert_eq!(next(&outputs, "2026-01-02".parse().unwrap()).name(), "2026-01-02.11");
        assert_eq!(next(&outputs, "2026-01-05".parse().unwrap()).name(), "2026-01-05.0");
        assert_eq!(Release::find(&outputs, "latest").unwrap().number, 10);
        assert!(Release::find(&outputs, "2025-01-01.0").is_err());
    }

    #[test]
    fn latest_is_swapped() {
        let (_dir, outputs) = outputs(&["2026-01-01.0", "2026-01-02.0"]);
        for release in releases(&outputs) {
            point_latest(&outputs, &release).unwrap();
            assert_eq!(fs::canonicalize(outputs.latest()).unwrap(), fs::canonicalize(&release.dir).unwrap());
        }
    }
}
