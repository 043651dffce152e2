//! A view cut into units: words, single Chinese characters, runs of digits, punctuation marks.
//!
//! Everything above works on units, so that English, Russian and Chinese are one stream: a Chinese character is a
//! word of its own, and names are sequences of words in all three languages.

use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnitKind {
    /// A run of letters of one alphabet other than Han.
    Word,
    /// One Chinese character.
    Han,
    /// A run of ASCII or full-width digits.
    Digits,
    /// One character of anything else that is not white space.
    Mark,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// Bytes of the text that was cut.
    pub start: u32,
    pub end: u32,
    pub kind: UnitKind,
    /// White space (or the start of the text) stands before it.
    pub spaced: bool,
}

impl Unit {
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub fn text(self, text: &str) -> &str {
        &text[self.range()]
    }
}

pub fn is_han(c: char) -> bool {
    class(c) == Some(UnitKind::Han)
}

fn class(c: char) -> Option<UnitKind> {
    if c.is_ascii() {
        return ASCII[c as usize];
    }
    Some(match c {
        '\u{0400}'..='\u{0481}' => UnitKind::Word,
        // 々 repeats a character; 〇 is the zero of written-out years.
        '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '々' | '〇' => UnitKind::Han,
        '０'..='９' => UnitKind::Digits,
        c if c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{00AD}' | '\u{2060}') => return None,
        c if c.is_alphabetic() || is_combining(c) => UnitKind::Word,
        _ => UnitKind::Mark,
    })
}

/// The classes of ASCII, for nearly all texts hold much of it.
const ASCII: [Option<UnitKind>; 128] = {
    let mut classes = [Some(UnitKind::Mark); 128];
    let mut c = 0u8;
    while c < 128 {
        classes[c as usize] = match c {
            b'0'..=b'9' => Some(UnitKind::Digits),
            b'a'..=b'z' | b'A'..=b'Z' => Some(UnitKind::Word),
            b' ' | b'\t'..=b'\r' => None,
            _ => Some(UnitKind::Mark),
        };
        c += 1;
    }
    classes
};

fn is_combining(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}')
}

/// Words that lose the space after them where lines were joined: `inJuly`, `fromGermany`.
const PREPOSITIONS: [&str; 9] = ["in", "In", "of", "to", "from", "From", "with", "by", "and"];

/// Cuts `text` into units, in one pass.
pub fn cut(text: &str) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(text.len() / 4 + 4);
    let mut spaced = true;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let Some(kind) = class(c) else {
            spaced |= c.is_whitespace();
            continue;
        };
        let mut end = at + c.len_utf8();
        if matches!(kind, UnitKind::Word | UnitKind::Digits) {
            let joined = |end: usize, c: char| c.is_ascii_uppercase() && PREPOSITIONS.contains(&&text[at..end]);
            while let Some((next, c)) = chars.next_if(|&(next, c)| class(c) == Some(kind) && !joined(next, c)) {
                end = next + c.len_utf8();
            }
        }
        units.push(Unit { start: at as u32, end: end as u32, kind, spaced });
        spaced = false;
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        cut(text).iter().map(|u| u.text(text)).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn cuts() {
        for (text, units) in [
            ("grew 3.7 times", "grew|3|.|7|times"),
            ("对俄出口1.2万亿元", "对|俄|出|口|1|.|2|万|亿|元"),
            ("19,3млрд руб.", "19|,|3|млрд|руб|."),
            ("North-East’s", "North|-|East|’|s"),
            ("inJuly 2015, fromGermany, McDonald", "in|July|2015|,|from|Germany|,|McDonald"),
            ("", ""),
        ] {
            assert_eq!(show(text), units);
        }
    }
}
