//! Figures of lines from standard input, as JSON lines.

use amur_extract::figures::Figures;
use amur_extract::gazetteer::Builder;
use amur_extract::lang::Lang;
use amur_extract::units::cut;
use std::io::{self, BufRead, Read, Write};
use std::time::Instant;

fn main() -> io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let lang = match args.iter().position(|a| a == "--lang").and_then(|i| args.get(i + 1)).map(String::as_str) {
        Some("zh") => Lang::Zh,
        Some("ru") => Lang::Ru,
        _ => Lang::En,
    };
    let mut names = Builder::new();
    let figures = Figures::new(&mut names);
    let names = names.build();
    if args.iter().any(|a| a == "--time") {
        let mut text = String::new();
        io::stdin().read_to_string(&mut text)?;
        let start = Instant::now();
        let lines: Vec<_> = text.lines().map(|line| (line, cut(line))).collect();
        let cutting = start.elapsed().as_secs_f64();
        let start = Instant::now();
        let found: usize = lines.iter().map(|(line, units)| figures.find(lang, &names.look(line, units)).len()).sum();
        let seconds = start.elapsed().as_secs_f64();
        let mb = text.len() as f64 / 1e6;
        println!("{mb:.1} MB, {found} figures, {:.0} MB/s (cutting {:.0} MB/s)", mb / seconds, mb / cutting);
        return Ok(());
    }
    let is_wide = args.iter().any(|a| a == "--all");
    let mut out = io::stdout().lock();
    let mut base = 0;
    for line in io::stdin().lock().lines() {
        let line = line?;
        let units = cut(&line);
        let words = names.look(&line, &units);
        let found = if is_wide { figures.find_all(lang, &words) } else { figures.find(lang, &words) };
        for f in found {
            let row = serde_json::json!({
                "start": base + f.anchor.start, "end": base + f.anchor.end, "type": "figure", "text": &line[f.anchor.clone()],
                "value": f.value, "unit": format!("{:?}", f.kind), "qualifier": format!("{:?}", f.qualifier), "range": f.end.map(|e| format!("{e:?}")),
            });
            writeln!(out, "{row}")?;
        }
        base += line.len() + 1;
    }
    Ok(())
}
