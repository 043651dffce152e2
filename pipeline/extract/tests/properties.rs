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

/// The texts of the specification, all kinds of phrases among them.
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/spec"));
    let files = ["en", "zh", "ru"].into_iter().flat_map(|lang| ["numbers", "periods", "relations", "zones"].map(|kind| (lang, kind)));
    let cases = files.flat_map(|(lang, kind)| {
        let path = root.join(lang).join(kind).with_extension("toml");
        let file: toml::Table = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        file["case"].as_array().unwrap().clone()
    });
    cases.map(|case| case["text"].as_str().unwrap().to_owned()).collect()
});

/// A piece of one of them.
fn piece() -> impl Strategy<Value = String> {
    (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1..24usize).prop_map(|(text, from, length)| {
        let characters: Vec<char> = text.get(&TEXTS).chars().collect();
        let from = from.index(characters.len());
        characters[from..characters.len().min(from + length)].iter().collect()
    })
}

fn record(bytes: &[u8]) -> Option<TextRecord> {
    EXTRACTOR.extract("any.txt", "any", bytes).ok()
}

/// White space, what is laid over a text in print, and brackets that a link left empty say nothing of what was read.
fn squeezed(text: &str) -> String {
    let shown = |text: &str| -> String {
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '*')).collect()
    };
    shown(text).replace("()", "")
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
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        check(&bytes);
    }

    #[test]
    fn any_mix_of_pieces(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..120), spaced in any::<bool>()) {
        check(pieces.join(if spaced { " " } else { "" }).as_bytes());
    }

    #[test]
    fn any_text_cut_short(text in any::<prop::sample::Index>(), end in any::<prop::sample::Index>()) {
        let text = text.get(&TEXTS);
        let words: Vec<usize> = text.char_indices().filter(|(_, c)| !c.is_ascii_alphanumeric()).map(|(at, _)| at).collect();
        check(&text.as_bytes()[..if words.is_empty() { text.len() } else { words[end.index(words.len())] }]);
    }

    #[test]
    fn any_mix_of_phrases(pieces in prop::collection::vec(piece(), 0..24), spaced in any::<bool>()) {
        check(pieces.join(if spaced { " " } else { "" }).as_bytes());
    }

    #[test]
    fn any_characters(text in "\\PC{0,300}") {
        check(text.as_bytes());
    }
}

/// It once looked for the crossing, and for the goods of a share, behind the end of the text.
#[test]
fn a_text_that_ends_with_a_preposition() {
    for start in ["In 2023 Kenya shipped tea", "In 2023 China bought timber from Russia. China bought 80 percent"] {
        for end in ["through", "via", "through the", "of", "of the"] {
            check(format!("{start} {end}").as_bytes());
        }
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
