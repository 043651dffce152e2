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

fn class(c: char) -> Option<UnitKind> {
    Some(match c {
        '0'..='9' | '０'..='９' => UnitKind::Digits,
        'a'..='z' | 'A'..='Z' | 'а'..='я' | 'А'..='Я' => UnitKind::Word,
        // 々 repeats a character; 〇 is the zero of written-out years.
        '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '々' | '〇' => UnitKind::Han,
        c if c.is_ascii_punctuation() => UnitKind::Mark,
        c if c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{00AD}' | '\u{2060}') => return None,
        c if c.is_alphabetic() || is_combining(c) => UnitKind::Word,
        _ => UnitKind::Mark,
    })
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}')
}

/// Cuts `text` into units, in one pass.
pub fn cut(text: &str) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(text.len() / 5 + 4);
    let mut spaced = true;
    for (at, c) in text.char_indices() {
        let end = (at + c.len_utf8()) as u32;
        let Some(kind) = class(c) else {
            spaced |= c.is_whitespace();
            continue;
        };
        if !spaced
            && matches!(kind, UnitKind::Word | UnitKind::Digits)
            && let Some(last) = units.last_mut()
            && last.kind == kind
            && last.end as usize == at
        {
            last.end = end;
            continue;
        }
        units.push(Unit { start: at as u32, end, kind, spaced });
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
            ("", ""),
        ] {
            assert_eq!(show(text), units);
        }
    }
}
