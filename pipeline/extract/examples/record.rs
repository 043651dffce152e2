//! Prints what is extracted from each file as one line of JSON: for whoever works on a rule.
//!
//! `cargo run -p amur-extract --example record -- FILE...`

use amur_extract::extractor::Extractor;
use std::path::Path;

fn main() {
    let extractor = Extractor::new();
    for path in std::env::args().skip(1) {
        let doc_id = Path::new(&path).file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        match std::fs::read(&path)
            .map_err(|e| e.to_string())
            .and_then(|bytes| extractor.extract(&path, &doc_id, &bytes).map_err(|e| e.to_string()))
        {
            Ok(record) => println!("{}", serde_json::to_string(&record).expect("a record is plain data")),
            Err(e) => eprintln!("{path}: {e}"),
        }
    }
}
