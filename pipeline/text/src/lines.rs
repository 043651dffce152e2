//! The lines of a decoded text, and what can be seen of each by itself.

use crate::letters::{is_capital, is_letter};
use crate::signs::{self, Set, Sign, Signs, is_han};
use crate::view::{is_blank, is_invisible};
use std::ops::Range;

/// Bytes of a line that are looked at to tell its script and its words; longer lines are prose in any case.
const SAMPLE: usize = 600;

/// Bytes of a line's first words.
const HEAD: usize = 120;

/// A line that is not blank.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    /// Without blanks at its ends.
    pub full: Range<usize>,
    /// Without the marks of headings, quotations and bullets either.
    pub range: Range<usize>,
    /// A blank line, or the text's head, stands before it.
    pub gap: bool,
    /// It is set in by two Chinese blanks, as paragraphs are, or by more blanks than the line before.
    pub indented: bool,
    /// Characters, Chinese ones counted twice.
    pub width: usize,
    /// Letters, digits and capitals among the characters looked at.
    pub latin: usize,
    pub cyrillic: usize,
    pub han: usize,
    pub digits: usize,
    pub upper: usize,
    /// Signs that go with figures: per cent, currencies, Chinese myriads.
    pub figures: bool,
    /// Bars, as between the cells of a table or the links of a menu.
    pub bars: usize,
    /// The first character that is no mark-up, and the last.
    pub first: char,
    pub last: char,
    /// It ends as a sentence ends.
    pub stop: bool,
    /// `#`s before a heading.
    pub hashes: usize,
    /// Begins with `**`.
    pub bold: bool,
    /// Emphasis that began in this line, or before, goes on in the next.
    pub open: bool,
    pub signs: Signs,
}

impl Line {
    pub(crate) fn text<'a>(&self, text: &'a str) -> &'a str {
        &text[self.range.clone()]
    }

    /// Characters, each counted once.
    pub(crate) fn characters(&self) -> usize {
        self.width - self.han
    }

    pub(crate) fn letters(&self) -> usize {
        self.latin + self.cyrillic + self.han
    }

    /// Counts the characters of the line's head by their kinds; those of ASCII, which most are, by their bytes.
    fn count(&mut self, sample: &str) {
        let mut ascii = [0; Ascii::COUNT];
        let bytes = sample.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii() {
                ascii[ASCII[usize::from(byte)] as usize] += 1;
                at += 1;
                continue;
            }
            let Some(c) = sample[at..].chars().next() else { break };
            at += c.len_utf8();
            self.count_beyond_ascii(c);
        }
        let of = |kind: Ascii| ascii[kind as usize];
        self.latin += of(Ascii::Small) + of(Ascii::Capital);
        self.upper += of(Ascii::Capital);
        self.digits += of(Ascii::Digit);
        self.bars += of(Ascii::Bar);
        self.figures |= of(Ascii::Figure) > 0;
    }

    fn count_beyond_ascii(&mut self, c: char) {
        match c {
            '｜' => self.bars += 1,
            '％' | '€' | '¥' | '￥' => self.figures = true,
            '０'..='９' => self.digits += 1,
            c if is_han(c) => {
                self.han += 1;
                self.figures |= matches!(c, '亿' | '億' | '万' | '萬');
            }
            '\u{400}'..='\u{52f}' => (self.cyrillic, self.upper) = (self.cyrillic + 1, self.upper + usize::from(is_capital(c))),
            c if is_letter(c) => (self.latin, self.upper) = (self.latin + 1, self.upper + usize::from(is_capital(c))),
            _ => {}
        }
    }

    pub(crate) fn starts(&self, sign: Sign) -> bool {
        self.signs.start.has(sign)
    }

    pub(crate) fn label(&self, sign: Sign) -> bool {
        self.signs.label.has(sign)
    }

    pub(crate) fn is(&self, sign: Sign) -> bool {
        self.signs.whole.has(sign)
    }

    pub(crate) fn holds(&self, sign: Sign) -> bool {
        self.signs.within.has(sign)
    }

    pub(crate) fn ends(&self, sign: Sign) -> bool {
        self.signs.end.has(sign)
    }

    /// A line of running text: a sentence of some length, or too long for anything else.
    pub(crate) fn is_prose(&self) -> bool {
        self.width >= 200 || (self.stop && self.width >= 50)
    }

    /// All its letters are capitals.
    pub(crate) fn is_capitals(&self) -> bool {
        self.upper >= 2 && self.upper == self.latin + self.cyrillic && self.han == 0
    }
}

/// Kinds of ASCII characters that are counted.
#[derive(Clone, Copy)]
enum Ascii {
    Other,
    Small,
    Capital,
    Digit,
    Bar,
    Figure,
}

impl Ascii {
    const COUNT: usize = 6;
}

const ASCII: [Ascii; 128] = {
    let mut kinds = [Ascii::Other; 128];
    let mut byte = 0;
    while byte < kinds.len() {
        kinds[byte] = match byte as u8 {
            b'a'..=b'z' => Ascii::Small,
            b'A'..=b'Z' => Ascii::Capital,
            b'0'..=b'9' => Ascii::Digit,
            b'|' => Ascii::Bar,
            b'%' | b'$' => Ascii::Figure,
            _ => Ascii::Other,
        };
        byte += 1;
    }
    kinds
};

/// The lines of `text` that are not blank. A label that names how to cite is a line by itself.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let mut folded = String::new();
    let mut gap = true;
    let mut start = 0;
    while start < bytes.len() {
        let end = memchr::memchr3(b'\n', b'\r', 0x0c, &bytes[start..]).map_or(bytes.len(), |i| start + i);
        let next = if bytes[end..].starts_with(b"\r\n") { end + 2 } else { end + 1 };
        match trim(text, start..end) {
            Some(range) => {
                let line = look(text, range, gap, &mut folded);
                match cite_label(text, &line) {
                    Some(at) => {
                        let (label, entry) = (line.full.start..at, trim(text, at..line.full.end));
                        lines.push(look(text, label, gap, &mut folded));
                        lines.extend(entry.map(|entry| look(text, entry, false, &mut folded)));
                    }
                    None => lines.push(line),
                }
                gap = bytes.get(end) == Some(&0x0c);
            }
            None => gap = true,
        }
        start = next;
    }
    close_emphasis(text, &mut lines);
    mark_indented(text, &mut lines);
    lines
}

/// Marks the lines that begin further to the right than the line before.
fn mark_indented(text: &str, lines: &mut [Line]) {
    let mut before = 0;
    for line in lines {
        let head = &text[..line.full.start];
        let blanks = head.len() - head.trim_end_matches(|c| is_blank(c) && !matches!(c, '\n' | '\r' | '\x0c')).len();
        line.indented = head.ends_with('\u{3000}') || blanks > before;
        before = blanks;
    }
}

/// `range` without blanks and invisible characters at its ends; None where nothing is left.
fn trim(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let blank = |c| is_blank(c) || is_invisible(c);
    let trimmed = text[range.clone()].trim_end_matches(blank);
    let end = range.start + trimmed.len();
    let start = end - trimmed.trim_start_matches(blank).len();
    (start < end).then_some(start..end)
}

/// Where the entry begins in "For citation: Ivanov I. ...".
fn cite_label(text: &str, line: &Line) -> Option<usize> {
    if !line.label(Sign::Cite) || line.is(Sign::Cite) {
        return None;
    }
    let colon = line.text(text).char_indices().take(60).find(|(_, c)| matches!(c, ':' | '：' | '.'))?;
    Some(line.range.start + colon.0 + colon.1.len_utf8())
}

fn look(text: &str, full: Range<usize>, gap: bool, folded: &mut String) -> Line {
    let mut line = Line { full: full.clone(), gap, ..Line::default() };
    let mut body = &text[full.clone()];
    if let Some(rest) = body.strip_prefix("> ") {
        body = rest.trim_start();
    }
    let hashes = body.bytes().take_while(|&b| b == b'#').count();
    if (1..=6).contains(&hashes) && body[hashes..].starts_with(' ') {
        line.hashes = hashes;
        body = body[hashes..].trim();
        body = body.trim_end_matches('#').trim_end();
    }
    for bullet in ["• ", "· ", "* ", "● ", "■ ", "▪ "] {
        body = body.strip_prefix(bullet).unwrap_or(body).trim_start();
    }
    let start = full.end - text[full.clone()].len() + (body.as_ptr() as usize - text[full.clone()].as_ptr() as usize);
    line.range = start..start + body.len();
    line.bold = body.starts_with("**");
    let bare = body.trim_matches('*');
    line.first = bare.chars().next().unwrap_or(' ');
    line.last = bare.chars().next_back().unwrap_or(' ');
    line.stop = ends_sentence(bare);
    let sample = &body[..floor(body, SAMPLE)];
    line.count(sample);
    // A line longer than the sample is as wide as anything needs to be known to be.
    line.width = if body.len() > SAMPLE { SAMPLE } else { body.chars().count() + line.han };
    // Of running text the first words are enough; spam has no end to its sentences.
    let searched = match line.stop {
        true if line.width >= 300 => HEAD,
        true => 2 * SAMPLE,
        false => 4 * SAMPLE,
    };
    signs::fold(&body[..floor(body, searched.min(body.len()))], folded);
    line.signs = signs::signs(folded);
    if body.len() > searched {
        line.signs.end = Set::default();
    }
    if body.len() > SAMPLE {
        line.signs.whole = Set::default();
        line.signs.nav = false;
    }
    line
}

/// The last character boundary of `text` that is not behind `at`.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Does `text` end with a mark that ends sentences, behind which quotes, brackets and raised digits may stand?
pub(crate) fn ends_sentence(text: &str) -> bool {
    let closers = |c: char| {
        matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '）' | '】' | '」' | '』' | '*' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
    };
    let inner = text.trim_end_matches(closers);
    inner.ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

/// Marks the lines in which emphasis is left open, to the line of the same paragraph that closes it.
fn close_emphasis(text: &str, lines: &mut [Line]) {
    let mut open = false;
    for i in 0..lines.len() {
        if lines[i].gap {
            open = false;
        }
        let body = lines[i].text(text);
        let body = &body[..floor(body, SAMPLE)];
        let begins = body.starts_with('*');
        if begins && !open {
            let len = body.bytes().take_while(|&b| b == b'*').count();
            open = !body[len..].contains(&body[..len]);
        } else if open {
            open = !body.contains('*');
        }
        let more = i + 1 < lines.len() && !lines[i + 1].gap;
        lines[i].open = open && more;
    }
    // Emphasis that is never closed was no emphasis.
    for i in (0..lines.len()).rev() {
        let closes = i + 1 < lines.len() && (lines[i + 1].open || lines[i + 1].text(text).contains('*'));
        lines[i].open &= closes;
    }
}
