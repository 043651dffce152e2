//! Fingerprints of the sources that decide what the stages write, so that the stages know when they must run again. A
//! rebuilt, unchanged program has the same fingerprints.

use std::fs;
use std::path::{Path, PathBuf};

/// What reading a text depends on.
const EXTRACT: [&str; 7] = [
    "pipeline/model/src",
    "pipeline/text/src",
    "pipeline/extract/src",
    "pipeline/cli/src/extract.rs",
    "schemas/codes",
    "schemas/lexicon",
    "Cargo.lock",
];

/// What the later stages depend on besides.
const LATER: [&str; 8] = [
    "pipeline/store/src",
    "pipeline/normalize/src",
    "pipeline/validate/src",
    "pipeline/publish/src",
    "pipeline/report/src",
    "pipeline/report/page",
    "pipeline/report/vendor",
    "schemas/tables",
];

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut hasher = blake3::Hasher::new();
    EXTRACT.iter().for_each(|path| add(&mut hasher, &root, path));
    println!("cargo::rustc-env=AMUR_EXTRACT_FINGERPRINT={}", &hasher.finalize().to_hex()[..24]);
    LATER.iter().for_each(|path| add(&mut hasher, &root, path));
    println!("cargo::rustc-env=AMUR_FINGERPRINT={}", &hasher.finalize().to_hex()[..24]);
}

fn add(hasher: &mut blake3::Hasher, root: &Path, path: &str) {
    println!("cargo::rerun-if-changed=../../{path}");
    for file in files(&root.join(path)) {
        let name = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().into_owned();
        let bytes = fs::read(&file).unwrap_or_default();
        for part in [name.as_bytes(), &bytes] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
    }
}

/// The files under a path that take part in the build, sorted.
fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let mut entries: Vec<PathBuf> = fs::read_dir(path).into_iter().flatten().flatten().map(|e| e.path()).collect();
    entries.sort();
    let taken = ["rs", "csv", "tsv", "toml", "json", "html", "css", "js"];
    let nested = entries.into_iter().flat_map(|entry| match entry.is_dir() {
        true => files(&entry),
        false => vec![entry],
    });
    nested.filter(|f| f.extension().is_some_and(|e| taken.iter().any(|t| e == *t))).collect()
}
