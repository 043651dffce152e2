//! Prints the zones of every text of a folder as one JSON document: `zones` and `zone_mentions`, a row each.

use amur_extract::extractor::Extractor;
use amur_extract::lang::Lang;
use amur_extract::token::TimeContext;
use amur_extract::units;
use amur_extract::zones::Sentence;
use amur_text::BlockKind;
use serde_json::json;

fn main() {
    let folder = std::env::args().nth(1).expect("a folder of texts");
    let spans_too = std::env::args().nth(2).is_some();
    let Extractor { names, zones, vocabulary, periods, figures, .. } = Extractor::new();
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("the folder can be read").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    let (mut rows, mut mentions) = (Vec::new(), Vec::new());
    for path in paths.iter().filter(|p| p.extension().is_some_and(|e| e == "txt")) {
        let Ok(reading) = amur_text::read(&std::fs::read(path).expect("the file can be read")) else {
            continue;
        };
        let doc = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        let mut register = zones.register(&vocabulary);
        for (block, of) in reading.blocks.iter().enumerate() {
            for range in &of.sentences {
                let text = &reading.view[range.clone()];
                let cut = units::cut(text);
                let lang = Lang::of(text);
                let words = names.look(text, &cut);
                let sentence = Sentence {
                    text,
                    units: &cut,
                    names: &names.find(&words),
                    figures: &figures.find(lang, &words),
                    periods: &periods.find(lang, &words),
                    times: TimeContext::default(),
                    start: range.start,
                    block,
                    listed: of.kind == BlockKind::ListEntry,
                };
                for span in register.find(&sentence) {
                    if spans_too {
                        let bytes = cut[span.units.start].start as usize..cut[span.units.end - 1].end as usize;
                        eprintln!("{doc}\t{}\t{}\t{:?}\t{}", span.named, &text[bytes], span.zones, text);
                    }
                }
            }
        }
        let (found, named) = register.finish(&doc, &reading);
        rows.extend(found.into_iter().map(|f| json!({ "doc": doc, "zone": f })));
        mentions.extend(named.into_iter().map(|f| json!({ "doc": doc, "mention": f.row })));
    }
    println!("{}", json!({ "zones": rows, "mentions": mentions }));
}
