//! What must hold for any text: no panic, spans inside the file, figures that read the same in the raw bytes, ids that
//! stay, and the same record every time.

use amur_extract::extractor::Extractor;
use amur_model::TextRecord;
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::new);

/// Pieces that texts on trade are made of, in three languages, with the marks that trip a reader.
const PIECES: &[&str] = &[
    "Exports",
    "imports",
    "trade",
    "of",
    "to",
    "from",
    "with",
    "China",
    "Russia",
    "Jilin",
    "rose by",
    "fell",
    "reached",
    "respectively",
    "share",
    "accounted for",
    "5.2 billion yuan",
    "12%",
    "$3 million",
    "3.7 times",
    "in 2023",
    "year on year",
    "(",
    ")",
    ",",
    ";",
    ".",
    " – ",
    "\n\n",
    "出口",
    "进口",
    "对俄",
    "黑龙江省",
    "同比增长",
    "亿元",
    "12.5",
    "分别",
    "、",
    "。",
    "экспорт",
    "импорт",
    "в Китай",
    "из России",
    "вырос на",
    "млрд долларов",
    "в 2022 году",
    "соответственно",
    "«",
    "»",
    "\u{a0}",
    "\u{200b}",
    "REFERENCES",
    "1. Larin V. Title. Journal, 2020.",
    "[1]",
    "[source 2]",
    "free trade zone",
    "综合保税区",
    "ТОР «Хабаровск»",
    "the",
    "two countries",
    "its",
    "of which",
];

fn record(bytes: &[u8]) -> Option<TextRecord> {
    EXTRACTOR.extract("any.txt", "any", bytes).ok()
}

/// White space and what is laid over a text in print say nothing of what was read.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '*')).collect()
}

fn check(bytes: &[u8]) {
    let Some(record) = record(bytes) else { return };
    let len = bytes.len() as i64;
    let utf8 = record.document.row.encoding == "UTF-8";
    let inside = |start: i64, end: i64| 0 <= start && start <= end && end <= len;
    let mut ids = std::collections::HashSet::new();
    for fact in &record.flows {
        let common = &fact.row.common;
        assert!(inside(common.span_start, common.span_end), "span of {}", fact.row.flow_id);
        assert!(ids.insert(fact.row.flow_id.clone()), "{} twice", fact.row.flow_id);
        assert!(fact.row.value.is_finite());
        assert!(fact.cells.iter().all(|cell| inside(cell.span.start, cell.span.end)));
        if let Some(raw) = std::str::from_utf8(&bytes[common.span_start as usize..common.span_end as usize]).ok().filter(|_| utf8) {
            assert_eq!(squeezed(raw), squeezed(&common.written), "raw bytes and cell of {}", fact.row.flow_id);
        }
    }
    for fact in &record.zones {
        assert!(fact.cells.iter().all(|cell| inside(cell.span.start, cell.span.end)));
    }
    for fact in &record.references {
        assert!(inside(fact.row.common.span_start, fact.row.common.span_end));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        check(&bytes);
    }

    #[test]
    fn any_mix_of_pieces(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..120), spaced in any::<bool>()) {
        check(pieces.join(if spaced { " " } else { "" }).as_bytes());
    }

    #[test]
    fn any_characters(text in "\\PC{0,300}") {
        check(text.as_bytes());
    }
}

#[test]
fn the_sample_texts_hold_and_read_the_same_twice() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
    let mut flows = 0;
    for entry in std::fs::read_dir(folder).expect("the sample texts are there") {
        let bytes = std::fs::read(entry.expect("an entry").path()).expect("a readable text");
        check(&bytes);
        let (once, twice) = (record(&bytes).expect("a text"), record(&bytes).expect("a text"));
        assert_eq!(once, twice);
        flows += once.flows.len();
    }
    assert!(flows > 200, "only {flows} trade figures in the sample texts");
}
