//! What holds for any bytes.

use amur_text::{ReadError, Reading, read};
use proptest::prelude::*;

fn check(reading: &Reading, bytes: &[u8]) {
    let view = &reading.view;
    let mut end = 0;
    for block in &reading.blocks {
        assert!(block.range.start >= end && block.range.end <= view.len() && !block.range.is_empty());
        assert!(view.is_char_boundary(block.range.start) && view.is_char_boundary(block.range.end));
        end = block.range.end;
        let mut at = block.range.start;
        for sentence in &block.sentences {
            assert!(sentence.start >= at && sentence.end <= block.range.end && !sentence.is_empty());
            assert!(view.is_char_boundary(sentence.start) && view.is_char_boundary(sentence.end));
            assert!(view[at..sentence.start].trim().is_empty(), "{:?}", &view[at..sentence.start]);
            at = sentence.end;
        }
        assert!(view[at..block.range.end].trim().is_empty());
    }
    for range in &reading.emphasis {
        assert!(view.get(range.clone()).is_some());
    }
    for pair in reading.removed.windows(2) {
        assert!(pair[0].0.end <= pair[1].0.start, "{:?}", reading.removed);
    }
    for (i, c) in view.char_indices() {
        let span = reading.raw_span(i..i + c.len_utf8());
        assert!(0 <= span.start && span.start <= span.end && span.end as usize <= bytes.len());
        let raw = &bytes[span.start as usize..span.end as usize];
        if let Some(decoded) = decode(reading.encoding, raw) {
            let kept = decoded.chars().eq([c]);
            assert!(
                kept || c.is_whitespace()
                    || c == '\u{fffd}'
                    || raw.is_empty()
                    || decoded.starts_with(['&', '1', '2', '3', '4', '5', '6', '7', '8', '9', '0']),
                "{c:?} from {decoded:?}"
            );
        }
    }
}

fn decode(encoding: &str, raw: &[u8]) -> Option<String> {
    let encoding = encoding_rs::Encoding::for_label(encoding.as_bytes())?;
    encoding.decode_without_bom_handling_and_without_replacement(raw).map(|text| text.into_owned())
}

/// Pieces that texts are made of, put together at random.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Exports rose",
        " 5.2%",
        " by 3 bn. ",
        "\n",
        "\n\n",
        "\r\n",
        "ex-\n\n",
        "ports",
        "¹",
        "² ",
        "km²",
        "**",
        "*",
        "***",
        "# ",
        "&nbsp;",
        "&amp;",
        "&#1044;",
        "()",
        "<sup>2</sup>",
        "<br>",
        "\\$",
        "|",
        "\t",
        "  ",
        "\u{a0}",
        "\u{ad}",
        "\u{200b}",
        "\u{feff}",
        "\u{c}",
        "Экспорт вырос",
        " в 2024 г. ",
        "млрд. ",
        "出口增长",
        "。",
        "（）",
        "“",
        "”",
        "References\n",
        "1. ",
        "[2] ",
        "Ivanov, I. (2020). Title. // Journal. С. 5.\n",
        "Figure 1. Map",
        "Source: customs\n",
        "Keywords: ",
        "Abstract\n",
        "- 12 -",
        "Share",
        "Copyright 2020. All rights reserved.",
        "casino",
        "无码",
        "Retrieved from",
        "\0",
        "\u{fffd}",
        "© 2020",
        "Fig. ",
        "U.S. ",
        "?",
        "!",
        "...",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(reading) = read(&bytes) {
            check(&reading, &bytes);
        }
    }

    #[test]
    fn any_characters(text in "\\PC{0,200}") {
        if let Ok(reading) = read(text.as_bytes()) {
            check(&reading, text.as_bytes());
        }
    }

    #[test]
    fn any_text(text in text()) {
        match read(text.as_bytes()) {
            Ok(reading) => check(&reading, text.as_bytes()),
            Err(ReadError::Empty) => prop_assert!(!text.chars().any(|c| c.is_alphanumeric())),
            Err(ReadError::Binary(_)) => prop_assert!(text.contains('\0')),
            Err(error) => prop_assert!(false, "{error}"),
        }
    }

    #[test]
    fn any_encoding(text in text()) {
        let text = text.replace(['\0', '\u{fffd}'], "");
        let body = format!("Товарооборот России и Китая за год вырос почти на треть, сообщили на таможне. {}", text.replace(|c: char| !c.is_ascii() && !('а'..='я').contains(&c), ""));
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&body);
        let reading = read(&bytes).expect("Windows-1251 is read");
        prop_assert_eq!(reading.encoding, "windows-1251");
        check(&reading, &bytes);
        let body = format!("据海关统计，今年前五个月对俄罗斯进出口总值同比增长百分之五。{text}");
        let (bytes, _, _) = encoding_rs::GB18030.encode(&body);
        let reading = read(&bytes).expect("GB18030 is read");
        prop_assert_eq!(reading.encoding, "GB18030");
        check(&reading, &bytes);
        for (bom, big) in [(&b"\xff\xfe"[..], false), (b"\xfe\xff", true)] {
            let units = body.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() });
            let bytes: Vec<u8> = bom.iter().copied().chain(units).collect();
            let reading = read(&bytes).expect("UTF-16 is read");
            check(&reading, &bytes);
        }
    }
}
