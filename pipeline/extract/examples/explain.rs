//! Shows how a text is understood, sentence by sentence: its elements and what is stated with each figure.
//!
//! `cargo run -p amur-extract --example explain -- FILE...`

use amur_extract::extractor::Extractor;

fn main() {
    let extractor = Extractor::new();
    for path in std::env::args().skip(1) {
        match std::fs::read(&path).map_err(|e| e.to_string()).and_then(|bytes| extractor.explain(&path, &bytes).map_err(|e| e.to_string()))
        {
            Ok(text) => println!("{text}"),
            Err(e) => eprintln!("{path}: {e}"),
        }
    }
}
