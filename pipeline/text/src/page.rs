//! A text as its file shows it, for whoever lights up stretches of the file.

use crate::map::Map;
use crate::{BlockKind, ReadError, Removal, decode, layout, lines};
use std::ops::Range;

/// The whole text of a file: decoded, and otherwise as it is.
#[derive(Debug, Clone)]
pub struct Page {
    pub text: String,
    /// What each piece of the text is, as bytes of `text`. A block that a page break cuts has several pieces.
    pub blocks: Vec<(Range<usize>, BlockKind)>,
    /// What the reading view leaves out, as bytes of `text`.
    pub removed: Vec<(Range<usize>, Removal)>,
    map: Map,
}

impl Page {
    /// Where in `text` the bytes at `raw` of the file stand. A byte inside a character stands where the next one begins.
    pub fn places(&self, raw: &[usize]) -> Vec<usize> {
        let mut order: Vec<usize> = (0..raw.len()).collect();
        order.sort_unstable_by_key(|i| raw[*i]);
        let mut waiting = order.into_iter().peekable();
        let mut places = vec![self.text.len(); raw.len()];
        for (at, in_file) in self.map.characters(&self.text) {
            while let Some(i) = waiting.next_if(|i| raw[*i] <= in_file) {
                places[i] = at;
            }
            if waiting.peek().is_none() {
                break;
            }
        }
        places
    }
}

/// Decodes a file and says what each piece of it is.
pub fn page(bytes: &[u8]) -> Result<Page, ReadError> {
    let decoded = decode::decode(bytes)?;
    let (drafts, removed) = layout::layout(&decoded.text, &lines::lines(&decoded.text));
    let pieces = drafts.into_iter().flat_map(|draft| draft.pieces.into_iter().map(move |(_, piece)| (piece, draft.kind)));
    Ok(Page { blocks: pieces.collect(), removed, map: decoded.map, text: decoded.text.into_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The place of every character in the file is where its bytes begin.
    #[track_caller]
    fn assert_places(bytes: &[u8], encode: impl Fn(&str) -> usize, mark: usize) {
        let page = page(bytes).unwrap();
        for (at, _) in page.text.char_indices() {
            let raw = mark + encode(&page.text[..at]);
            assert_eq!(page.places(&[raw]), [at], "{:?}", &page.text[at..]);
        }
        assert_eq!(page.places(&[bytes.len(), bytes.len() + 9]), [page.text.len(); 2]);
    }

    const TEXT: &str = "Торговля выросла на 5% — до 3 млрд долл.\nExports rose, and imports of the region fell.\n";

    #[test]
    fn places_in_every_encoding() {
        assert_places(TEXT.as_bytes(), str::len, 0);
        assert_places(&[b"\xef\xbb\xbf", TEXT.as_bytes()].concat(), str::len, 3);
        assert_places(&encoding_rs::WINDOWS_1251.encode(TEXT).0, |t| t.chars().count(), 0);
        let chinese = "黑龙江省对俄罗斯出口增长5%，达到30亿元。𠮷林省进口下降。\n";
        let width = |c: char| match c {
            '𠮷' => 4,
            c if c.is_ascii() => 1,
            _ => 2,
        };
        assert_places(&encoding_rs::GB18030.encode(chinese).0, |t| t.chars().map(width).sum(), 0);
        let utf16: Vec<u8> = [0xfeff].into_iter().chain(chinese.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_places(&utf16, |t| 2 * t.encode_utf16().count(), 2);
    }

    #[test]
    fn broken_bytes_are_one_character() {
        let page = page(b"Exports rose by 5\xff\xfe%, as the customs of the region said in May.\n").unwrap();
        assert_eq!(page.places(&[17, 19]), [17, 17 + 2 * '\u{fffd}'.len_utf8()]);
    }

    #[test]
    fn what_is_left_out_is_told() {
        let text = "Trade of the region\n\nExports rose by 5% to 3 billion yuan in 2024, the customs said.\n\nMost Viewed in 24 Hours\n\nBACK TO THE TOP\n";
        let page = page(text.as_bytes()).unwrap();
        let removed: Vec<&str> = page.removed.iter().map(|(range, _)| page.text[range.clone()].trim()).collect();
        assert!(removed.iter().any(|t| t.contains("BACK TO THE TOP")), "{removed:?}");
        assert!(page.blocks.iter().any(|(range, kind)| *kind == BlockKind::Paragraph && page.text[range.clone()].contains("billion")));
    }
}
