//! Prints the blocks of a text, one a line: its kind, its sentences parted by `¦`; then what was left out.

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut failed = false;
    for path in std::env::args().skip(1) {
        println!("=== {path}");
        match std::fs::read(&path)
            .map_err(|e| e.to_string())
            .and_then(|bytes| amur_text::read(&bytes).map(|r| (r, bytes)).map_err(|e| e.to_string()))
        {
            Ok((reading, bytes)) => print(&reading, &bytes),
            Err(error) => {
                println!("{error}");
                failed = true;
            }
        }
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn print(reading: &amur_text::Reading, bytes: &[u8]) {
    println!("{} removed {} chars", reading.encoding, reading.removed_chars);
    for block in &reading.blocks {
        let sentences: Vec<String> =
            block.sentences.iter().map(|s| reading.view[s.clone()].replace('\n', "⏎").replace('\t', "⇥")).collect();
        println!("{:?}: {}", block.kind, sentences.join(" ¦ "));
    }
    for (span, removal) in &reading.removed {
        println!("-- {removal:?}: {}", String::from_utf8_lossy(&bytes[span.start as usize..span.end as usize]).replace('\n', "⏎"));
    }
    for finding in &reading.findings {
        println!("!! {} {}", finding.code, finding.message);
    }
}
