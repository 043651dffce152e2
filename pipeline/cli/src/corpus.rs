//! The raw texts under a folder.

use amur_model::id::kebab;
use amur_model::{Finding, Severity};
use amur_store::{Error, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// A file that is to be read.
#[derive(Debug, Clone, PartialEq)]
pub struct RawText {
    /// Its path relative to the folder that is read, with `/`.
    pub path: String,
    pub file: PathBuf,
    /// Its name without its ending, told apart from others of that name.
    pub doc_id: String,
    pub bytes: u64,
    pub mtime_ns: i128,
}

/// What lies under a path.
#[derive(Debug, Default)]
pub struct Corpus {
    /// In the order of their paths.
    pub texts: Vec<RawText>,
    /// What could not be looked at, each an error that names it.
    pub refused: Vec<Finding>,
    /// What is worth knowing about the names of texts.
    pub warnings: Vec<Finding>,
}

/// Finds the texts under a folder, or the one file. Hidden files and folders are passed over.
pub fn find(raw: &Path) -> Result<Corpus> {
    let about = fs::metadata(raw).map_err(Error::io("read", raw))?;
    let mut corpus = Corpus::default();
    if about.is_dir() {
        fs::read_dir(raw).map_err(Error::io("list the folder", raw))?;
        let root = fs::canonicalize(raw).map_err(Error::io("read", raw))?;
        corpus.walk(raw, "", &mut vec![root]);
    } else {
        let name = raw.file_name().unwrap_or_default().to_string_lossy().into_owned();
        corpus.add(raw, name, &about);
    }
    corpus.texts.sort_by(|a, b| a.path.cmp(&b.path));
    corpus.refused.sort_by(|a, b| a.path.cmp(&b.path));
    corpus.name();
    Ok(corpus)
}

impl Corpus {
    fn walk(&mut self, dir: &Path, shown: &str, above: &mut Vec<PathBuf>) {
        let entries = match fs::read_dir(dir) {
            Ok(entries) => entries,
            Err(e) => {
                return self.refuse("RAW001", shown, format!("cannot list the folder: {e}"), "check its permissions");
            }
        };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            let shown = if shown.is_empty() { name } else { format!("{shown}/{name}") };
            let path = entry.path();
            match fs::metadata(&path) {
                Ok(about) if about.is_dir() => self.descend(&path, &shown, above),
                Ok(about) => self.add(&path, shown, &about),
                Err(e) => self.refuse(
                    "RAW002",
                    &shown,
                    format!("cannot read the file: {e}"),
                    "a link may point nowhere, or the file may just have gone",
                ),
            }
        }
    }

    fn descend(&mut self, dir: &Path, shown: &str, above: &mut Vec<PathBuf>) {
        let real = match fs::canonicalize(dir) {
            Ok(real) if above.contains(&real) => {
                return self.refuse("RAW001", shown, "the folder links back to one it lies in".to_owned(), "remove the link");
            }
            Ok(real) => real,
            Err(e) => {
                return self.refuse("RAW001", shown, format!("cannot read the folder: {e}"), "check its permissions");
            }
        };
        above.push(real);
        self.walk(dir, shown, above);
        above.pop();
    }

    fn add(&mut self, file: &Path, path: String, about: &Metadata) {
        if !about.is_file() {
            return self.refuse("RAW003", &path, "this is no regular file (a pipe, socket or device)".to_owned(), "only files are read");
        }
        let stem = Path::new(&path).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let since = |t: std::time::SystemTime| {
            t.duration_since(UNIX_EPOCH).map_or_else(|e| -(e.duration().as_nanos() as i128), |d| d.as_nanos() as i128)
        };
        let mtime_ns = about.modified().map(since).unwrap_or_default();
        self.texts.push(RawText { path, file: file.to_owned(), doc_id: stem, bytes: about.len(), mtime_ns });
    }

    fn refuse(&mut self, code: &str, path: &str, message: String, hint: &str) {
        self.refused.push(Finding::new(Severity::Error, code, message).hint(hint).path(path));
    }

    /// Tells texts of the same name apart: the first in order keeps it, the others add their folder's name or ending.
    fn name(&mut self) {
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let mut first: BTreeMap<String, String> = BTreeMap::new();
        for text in &mut self.texts {
            if taken.insert(text.doc_id.clone()) {
                first.insert(text.doc_id.clone(), text.path.clone());
                continue;
            }
            let path = Path::new(&text.path);
            let folder = kebab(&path.parent().unwrap_or(Path::new("")).to_string_lossy());
            let ending = kebab(&path.extension().unwrap_or_default().to_string_lossy());
            let digest = blake3::hash(text.path.as_bytes()).to_hex()[..8].to_owned();
            let stem = text.doc_id.clone();
            let both = if folder.is_empty() { String::new() } else { format!("{folder}-{ending}") };
            let suffixes = [folder, both, ending, digest];
            let free = suffixes.iter().filter(|s| !s.is_empty()).map(|s| format!("{stem}--{s}")).find(|id| !taken.contains(id));
            text.doc_id = free.unwrap_or_else(|| text.path.clone());
            taken.insert(text.doc_id.clone());
            let message = format!("`{}` bears the same name, so this text is `{}`", first[&stem], text.doc_id);
            self.warnings.push(Finding::new(Severity::Warning, "RAW005", message).path(&text.path).doc(&text.doc_id));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corpus(files: &[&str]) -> (tempfile::TempDir, Corpus) {
        let dir = tempfile::tempdir().unwrap();
        for file in files {
            let path = dir.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let corpus = find(dir.path()).unwrap();
        (dir, corpus)
    }

    fn ids(corpus: &Corpus) -> Vec<&str> {
        corpus.texts.iter().map(|t| t.doc_id.as_str()).collect()
    }

    #[test]
    fn texts_come_in_order_and_hidden_ones_are_passed_over() {
        let (_dir, corpus) = corpus(&["b.txt", "a/c.txt", ".hidden", ".git/x.txt", "黑龙江 report.txt"]);
        assert_eq!(corpus.texts.iter().map(|t| t.path.as_str()).collect::<Vec<_>>(), ["a/c.txt", "b.txt", "黑龙江 report.txt"]);
        assert_eq!(ids(&corpus), ["c", "b", "黑龙江 report"]);
    }

    #[test]
    fn texts_of_one_name_are_told_apart() {
        let (_dir, corpus) = corpus(&["a/x.txt", "b/x.txt", "b/x.md", "x.txt"]);
        assert_eq!(ids(&corpus), ["x", "x--b", "x--b-txt", "x--txt"]);
        assert_eq!(corpus.warnings.len(), 3);
        assert_eq!(ids(&corpus).iter().collect::<BTreeSet<_>>().len(), 4);
    }

    #[test]
    fn loops_pipes_and_dead_links_are_refused_by_name() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("good.txt"), "x").unwrap();
        std::os::unix::fs::symlink(dir.path(), dir.path().join("loop")).unwrap();
        std::os::unix::fs::symlink("nowhere", dir.path().join("dead.txt")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(dir.path().join("socket")).unwrap();
        let corpus = find(dir.path()).unwrap();
        assert_eq!(ids(&corpus), ["good"]);
        let told: Vec<_> = corpus.refused.iter().map(|f| (f.code.as_str(), f.path.as_deref().unwrap())).collect();
        assert_eq!(told, [("RAW002", "dead.txt"), ("RAW001", "loop"), ("RAW003", "socket")]);
    }

    #[test]
    fn a_single_file_is_a_corpus() {
        let (dir, _) = corpus(&["a/x.txt"]);
        assert_eq!(ids(&find(&dir.path().join("a/x.txt")).unwrap()), ["x"]);
        assert!(find(&dir.path().join("none")).is_err());
    }
}
