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

impl UnitKind {
    /// A word of any alphabet, or a Chinese character.
    pub fn is_word(self) -> bool {
        matches!(self, UnitKind::Word | UnitKind::Han)
    }
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

    /// The bytes of its text, which need no look at where characters end.
    pub fn bytes(self, text: &str) -> &[u8] {
        &text.as_bytes()[self.range()]
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
    for unit in Cutter::new(text) {
        if unit.kind == UnitKind::Word && !unit.spaced && is_case_ending(text, &units, unit) {
            units.truncate(units.len() - 1);
        } else {
            units.push(unit);
        }
    }
    units
}

/// `9-ти месяцев`, `5-ть миллиардов`, `18%-ное снижение`: is `unit` the ending that a Russian text writes behind a number in digits, or a
/// sign, for the case it stands in? It says nothing of the number; that of an ordinal does.
fn is_case_ending(text: &str, units: &[Unit], unit: Unit) -> bool {
    let [.., number, hyphen] = units else { return false };
    if hyphen.kind != UnitKind::Mark || hyphen.spaced || !matches!(hyphen.text(text), "-" | "‑") {
        return false;
    }
    let ending = unit.text(text);
    match number.kind {
        UnitKind::Digits if ending == "х" => number.end - number.start == 1,
        UnitKind::Digits => ["ти", "ть", "и", "мя", "ми", "ью", "тью"].contains(&ending),
        UnitKind::Mark if number.text(text) == "%" => {
            ["но", "ный", "ная", "ное", "ные", "ного", "ной", "ную", "ном", "ному", "ным", "ных", "ными"].contains(&ending)
        }
        _ => false,
    }
}

/// The first unit of `text`.
pub fn first(text: &str) -> Option<Unit> {
    Cutter::new(text).next()
}

/// The units of a text, one after another.
struct Cutter<'a> {
    text: &'a str,
    at: usize,
    spaced: bool,
}

impl<'a> Cutter<'a> {
    fn new(text: &'a str) -> Self {
        Cutter { text, at: 0, spaced: true }
    }

    /// The class of the character at byte `at`, and the byte behind it; what most texts are of needs no decoding.
    #[inline(always)]
    fn class_at(&self, at: usize) -> Option<(Option<UnitKind>, usize)> {
        Some(match &self.text.as_bytes()[at..] {
            [] => return None,
            [byte @ 0..=0x7f, ..] => (ASCII[usize::from(*byte)], at + 1),
            // Cyrillic from U+0400 to U+047F, Chinese from U+4000 to U+9FFF.
            [0xd0 | 0xd1, ..] => (Some(UnitKind::Word), at + 2),
            [0xe4..=0xe9, ..] => (Some(UnitKind::Han), at + 3),
            _ => {
                let c = self.text[at..].chars().next()?;
                (class(c), at + c.len_utf8())
            }
        })
    }

    /// Where the run of characters of one kind ends that goes on at byte `at`.
    #[inline(always)]
    fn end_of_run(&self, start: usize, mut at: usize, kind: UnitKind) -> usize {
        let bytes = self.text.as_bytes();
        loop {
            // Most letters of English words are small.
            while kind == UnitKind::Word && bytes.get(at).is_some_and(u8::is_ascii_lowercase) {
                at += 1;
            }
            match self.class_at(at) {
                Some((Some(next), end)) if next == kind && !self.is_joined(start, at) => at = end,
                _ => return at,
            }
        }
    }

    /// Does a capital at byte `at` begin a new word, for all before it is a preposition?
    fn is_joined(&self, start: usize, at: usize) -> bool {
        const LONGEST: usize = 4;
        at - start <= LONGEST && self.text.as_bytes()[at].is_ascii_uppercase() && PREPOSITIONS.contains(&&self.text[start..at])
    }

    /// Is the character white space that is told to be so: marks of direction and the like are none?
    fn is_white(&self, at: usize) -> bool {
        self.text[at..].chars().next().is_some_and(char::is_whitespace)
    }
}

impl Iterator for Cutter<'_> {
    type Item = Unit;

    #[inline(always)]
    fn next(&mut self) -> Option<Unit> {
        loop {
            let start = self.at;
            let (class, end) = self.class_at(start)?;
            self.at = end;
            let Some(kind) = class else {
                self.spaced |= self.is_white(start);
                continue;
            };
            if matches!(kind, UnitKind::Word | UnitKind::Digits) {
                self.at = self.end_of_run(start, end, kind);
            }
            let spaced = std::mem::take(&mut self.spaced);
            return Some(Unit { start: start as u32, end: self.at as u32, kind, spaced });
        }
    }
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
