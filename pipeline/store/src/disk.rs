//! Writing aside: nothing is ever seen half written.

use crate::{Error, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Where a file or folder is written before it is renamed to its own name: beside it, hidden, one per process.
pub fn aside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

/// Writes a file through `fill`, aside, and renames it once its bytes are on disk.
pub fn write_file(path: &Path, fill: impl FnOnce(&mut BufWriter<File>) -> Result<()>) -> Result<()> {
    create_dir(path.parent().unwrap_or(Path::new(".")))?;
    let temporary = aside(path);
    let written = (|| {
        let mut out = BufWriter::new(File::create(&temporary).map_err(Error::io("write", path))?);
        fill(&mut out)?;
        let file = out.into_inner().map_err(|e| Error::io("write", path)(e.into_error()))?;
        file.sync_data().map_err(Error::io("write", path))?;
        fs::rename(&temporary, path).map_err(Error::io("write", path))
    })();
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// Fills a folder aside and renames it. A folder of that name that is there already stays: names are content hashes.
pub fn write_dir(path: &Path, fill: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    if path.exists() {
        return Ok(());
    }
    let temporary = aside(path);
    let _ = fs::remove_dir_all(&temporary);
    create_dir(&temporary)?;
    let written = fill(&temporary).and_then(|()| fs::rename(&temporary, path).map_err(Error::io("write", path)));
    if written.is_err() {
        let _ = fs::remove_dir_all(&temporary);
    }
    written
}

pub fn create_dir(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(Error::io("create the folder", path))
}

pub fn write_json(path: &Path, value: &impl Serialize) -> Result<()> {
    write_file(path, |out| {
        serde_json::to_writer_pretty(&mut *out, value).map_err(Error::file("write", path))?;
        out.write_all(b"\n").map_err(Error::io("write", path))
    })
}

/// A JSON file, or nothing where there is none or where it is of another version of the program.
pub fn read_json<T: DeserializeOwned>(path: &Path) -> Option<T> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

/// Removes whatever lies in `dir` and is not in `keep`, left-overs of killed runs included.
pub fn sweep(dir: &Path, keep: impl Fn(&str) -> bool) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if name.to_str().is_some_and(&keep) {
            continue;
        }
        let path = entry.path();
        let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a");
        assert!(write_file(&path, |_| Err(Error::Other("no".into()))).is_err());
        assert!(write_dir(&path, |_| Err(Error::Other("no".into()))).is_err());
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_sweep_keeps_what_is_named() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["a", "b", ".c.1.tmp"] {
            fs::write(dir.path().join(name), "").unwrap();
        }
        sweep(dir.path(), |name| name == "a");
        assert_eq!(fs::read_dir(dir.path()).unwrap().flatten().map(|e| e.file_name()).collect::<Vec<_>>(), ["a"]);
    }
}
