//! The writer of the view: copies pieces of the decoded text, leaves mark-up out, and keeps account of where every character
//! came from.

use crate::BlockKind;
use crate::layout::Draft;
use crate::letters::is_word;
use crate::map::Map;
use std::ops::Range;

/// How a piece of text is tied to what is already written of its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Join {
    /// The block begins.
    None,
    /// With a blank.
    Blank,
    /// With nothing between: Chinese lines, compounds that keep their hyphen.
    Tight,
    /// A hyphen at the line's end is dropped and the word is whole again.
    Mend,
    /// With a line break that is kept.
    Line,
    /// The next cell of a table's row.
    Column,
}

/// Pairs of emphasis marks (`*`, `**`, `***`), as offsets of the decoded text.
#[derive(Debug, Default)]
struct Marks {
    /// Offset and length of each mark that opens or closes, in order, and whether italics open or close there.
    found: Vec<(usize, usize, Slant)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slant {
    Open,
    Close,
    Upright,
}

impl Marks {
    /// A mark opens where a word follows it and closes where a word precedes it; only marks that find their partner count.
    fn of(text: &str, pieces: &[(Join, Range<usize>)]) -> Self {
        let mut found: Vec<(usize, usize, Slant)> = Vec::new();
        // Open marks of one, two and three stars: each is the place in `found` of the mark that waits.
        let mut open: [Option<usize>; 4] = [None; 4];
        let bytes = text.as_bytes();
        for (_, piece) in pieces {
            let mut at = piece.start;
            while let Some(next) = memchr::memchr(b'*', &bytes[at..piece.end]) {
                let start = at + next;
                let len = bytes[start..piece.end].iter().take_while(|&&b| b == b'*').count();
                at = start + len;
                if len > 3 || (start > piece.start && bytes[start - 1] == b'\\') {
                    continue;
                }
                let before = text[piece.start..start].chars().next_back().filter(|c| !c.is_whitespace());
                let after = text[at..piece.end].chars().next().filter(|c| !c.is_whitespace());
                let inside_number = before.is_some_and(|c| c.is_ascii_digit()) && after.is_some_and(|c| c.is_ascii_digit());
                let slant = |slant| if len == 2 { Slant::Upright } else { slant };
                if let (Some(waiting), Some(_)) = (open[len], before) {
                    found[waiting].1 = len;
                    found.push((start, len, slant(Slant::Close)));
                    open[len] = None;
                } else if after.is_some() && !inside_number && !before.is_some_and(is_spaced_script) {
                    open[len] = Some(found.len());
                    // A length of zero stands for a mark that has no partner yet.
                    found.push((start, 0, slant(Slant::Open)));
                }
            }
        }
        found.retain(|mark| mark.1 > 0);
        Marks { found }
    }
}

/// A letter or digit of a script that puts blanks between words.
fn is_spaced_script(c: char) -> bool {
    is_word(c) && !matches!(c, '\u{3000}'..='\u{9fff}')
}

/// The view in the making.
#[derive(Debug)]
pub(crate) struct Writer<'a> {
    text: &'a str,
    pub view: String,
    pub map: Map,
    pub italics: Vec<Range<usize>>,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Writer { text, view: String::with_capacity(text.len()), map: Map::default(), italics: Vec::new() }
    }

    /// Writes a block and gives its place in the view. In rows of tables the gaps between columns become tabs.
    pub(crate) fn block(&mut self, draft: &Draft) -> Range<usize> {
        let pieces = &draft.pieces;
        let cells = matches!(draft.kind, BlockKind::TableRow | BlockKind::TableHeader);
        if !self.view.is_empty() {
            self.put("\n", pieces.first().map_or(0, |piece| piece.1.start), 0);
        }
        let start = self.view.len();
        let marks = Marks::of(self.text, pieces).found;
        let mut marks = marks.into_iter().peekable();
        let mut slanted = None;
        let mut previous_end = pieces.first().map_or(0, |piece| piece.1.start);
        for (join, piece) in pieces {
            self.join(*join, previous_end, piece.start, start);
            self.piece(piece.clone(), start, cells, &mut marks, &mut slanted);
            previous_end = piece.end;
        }
        while self.view.len() > start && self.view.ends_with([' ', '\t']) {
            self.pop_blank();
        }
        let end = self.view.len();
        for range in self.italics.iter_mut().rev().take_while(|range| range.end > end) {
            *range = range.start.min(end)..end;
        }
        start..end
    }

    /// One unit of the view in place of `raw_len` bytes of the decoded text.
    fn put(&mut self, unit: &str, raw: usize, raw_len: usize) {
        self.view.push_str(unit);
        self.map.replace(raw, unit.len(), raw_len);
    }

    fn copy(&mut self, range: Range<usize>) {
        self.view.push_str(&self.text[range.clone()]);
        self.map.copy(range.start, range.len());
    }

    fn pop_blank(&mut self) {
        self.view.pop();
        self.map.truncate(self.view.len());
    }

    fn join(&mut self, join: Join, from: usize, to: usize, block: usize) {
        if self.view.len() == block {
            return;
        }
        // Where pages were mended the gap may hold a footnote; the blank then stands for what it begins with.
        let gap = to.checked_sub(from).filter(|&gap| gap < 8).unwrap_or(0);
        while self.view.ends_with(' ') && self.view.len() > block {
            self.pop_blank();
        }
        match join {
            Join::None | Join::Tight => {}
            Join::Blank => self.put(" ", from, gap),
            Join::Line => self.put("\n", from, gap),
            Join::Column => self.put("\t", from, gap),
            Join::Mend => {
                if self.view.ends_with(['-', '\u{2010}']) {
                    self.view.pop();
                    self.map.truncate(self.view.len());
                }
            }
        }
    }

    fn piece(
        &mut self,
        piece: Range<usize>,
        block: usize,
        cells: bool,
        marks: &mut std::iter::Peekable<std::vec::IntoIter<(usize, usize, Slant)>>,
        slanted: &mut Option<usize>,
    ) {
        let bytes = self.text.as_bytes();
        let mut at = piece.start;
        while at < piece.end {
            let next = next_special(&bytes[..piece.end], at, cells);
            if next > at {
                self.copy(at..next);
                at = next;
                continue;
            }
            at = match bytes[at] {
                b'*' => match marks.next_if(|mark| mark.0 == at) {
                    Some((_, len, slant)) => {
                        match slant {
                            Slant::Open => *slanted = Some(self.view.len()),
                            Slant::Close => self.italics.extend(slanted.take().map(|from| from..self.view.len())),
                            Slant::Upright => {}
                        }
                        at + len
                    }
                    None => {
                        let len = bytes[at..piece.end].iter().take_while(|&&b| b == b'*').count();
                        self.copy(at..at + len);
                        at + len
                    }
                },
                _ => self.special(at, piece.end, block, cells),
            };
        }
    }

    /// Handles what begins at `at`, and gives the place behind it.
    fn special(&mut self, at: usize, end: usize, block: usize, cells: bool) -> usize {
        let rest = &self.text[at..end];
        let bytes = rest.as_bytes();
        if let Some(len) = blanks(rest, cells) {
            self.blank(at, len, rest, block, cells);
            return at + len;
        }
        match bytes[0] {
            b'\\' => {
                // An escaped sign is copied as it is, whatever it would have meant.
                self.copy(at + 1..at + 2);
                at + 2
            }
            b'&' => match entity(rest) {
                Some((c, len)) if is_blank(c) => {
                    self.blank(at, len, rest, block, cells);
                    at + len
                }
                Some((c, len)) if is_invisible(c) => at + len,
                Some((c, len)) => {
                    self.put(c.encode_utf8(&mut [0; 4]), at, len);
                    at + len
                }
                None => {
                    self.copy(at..at + 1);
                    at + 1
                }
            },
            b'(' | 0xef if empty_brackets(rest) > 0 => at + empty_brackets(rest),
            b'(' if pinyin(&self.text.as_bytes()[..end], at) > 0 => at + pinyin(&self.text.as_bytes()[..end], at),
            b'<' => match tag(rest) {
                Some(Tag::Break(len)) => {
                    self.blank(at, len, rest, block, cells);
                    at + len
                }
                Some(Tag::Raised(digits, len)) => {
                    self.raised(at + digits.start..at + digits.end, &rest[digits], block);
                    at + len
                }
                Some(Tag::Other(len)) => at + len,
                None => {
                    self.copy(at..at + 1);
                    at + 1
                }
            },
            b'1'..=b'9' => at + glued_note(&self.text.as_bytes()[..end], at),
            0 => {
                self.put("\u{fffd}", at, 1);
                at + 1
            }
            _ => {
                let raised = raised_digits(rest);
                if raised > 0 {
                    self.raised(at..at + raised, &rest[..raised], block);
                    return at + raised;
                }
                let c = rest.chars().next().unwrap_or(' ');
                if !is_invisible(c) {
                    self.copy(at..at + c.len_utf8());
                }
                at + c.len_utf8()
            }
        }
    }

    /// Blanks of any kind and number are one blank; none at a block's head. Between the columns of a table they are a tab.
    fn blank(&mut self, at: usize, len: usize, rest: &str, block: usize, cells: bool) {
        if self.view.len() == block || self.view.ends_with([' ', '\t', '\n']) {
            return;
        }
        let column = cells && (len > rest.chars().next().map_or(1, char::len_utf8) || rest.starts_with(['\t', '|', '\u{3000}']));
        self.put(if column { "\t" } else { " " }, at, len);
    }

    /// Raised digits: kept as exponents (km², 10⁶) and at the head of a footnote; else they are the mark of a note, and left out.
    fn raised(&mut self, range: Range<usize>, digits: &str, block: usize) {
        let written = &self.view[block..];
        let keep = written.is_empty() || is_exponent(written, digits);
        if !keep {
            return;
        }
        if digits.is_ascii() && !written.is_empty() {
            for (i, digit) in digits.char_indices() {
                self.put(raise(digit).encode_utf8(&mut [0; 4]), range.start + i, 1);
            }
        } else {
            self.copy(range);
        }
    }
}

/// Length of the number of a note that lost its raise and stands glued to a sentence's end: `the market.1 Exports`.
fn glued_note(bytes: &[u8], at: usize) -> usize {
    let behind = |n: usize| at.checked_sub(n).map_or(b' ', |i| bytes[i]);
    if behind(1) != b'.' {
        return 0;
    }
    // Short words with a point are abbreviations: No.5, рис.3.
    let letter = |b: u8| b.is_ascii_lowercase() || b >= 0x80;
    let long = (2..7).all(|n| letter(behind(n))) && (behind(2) < 0x80 || (2..12).all(|n| letter(behind(n))));
    if !(long || matches!(behind(2), b')' | b'%')) {
        return 0;
    }
    let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
    let ends = matches!(&bytes[at + digits..], [] | [b' ', b'A'..=b'Z', ..] | [b' ', 0xd0, 0x90..=0xaf, ..]);
    if digits <= 2 && ends { digits } else { 0 }
}

/// Is a raised `digits` behind `written` a power rather than a note?
fn is_exponent(written: &str, digits: &str) -> bool {
    let word = written.rsplit(|c: char| !is_word(c)).next().unwrap_or("");
    let power = matches!(digits, "²" | "³" | "2" | "3");
    let last = word.chars().next_back();
    match last {
        None => false,
        Some(c) if c.is_ascii_digit() => word == "10",
        Some('\u{4e00}'..='\u{9fff}') => power && ["米", "里"].iter().any(|unit| word.ends_with(unit)),
        Some(_) => power && (word.chars().count() == 1 || UNITS.contains(&word)),
    }
}

/// Lengths that are squared and cubed.
const UNITS: &[&str] = &["km", "cm", "mm", "dm", "nm", "hm", "mi", "ft", "yd", "in", "км", "см", "мм", "дм", "Km", "KM", "CM", "KM"];

fn raise(digit: char) -> char {
    match digit {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0'..='9' => char::from_u32(0x2070 + (digit as u32 - '0' as u32)).unwrap_or(digit),
        _ => digit,
    }
}

/// The first place from `at` that cannot be copied as it is.
fn next_special(bytes: &[u8], at: usize, cells: bool) -> usize {
    let is_plain = |at: usize| bytes.get(at).is_some_and(|&byte| CLASS[usize::from(byte)] == Class::Plain);
    let mut i = at;
    loop {
        while is_plain(i) {
            i += 1;
        }
        match bytes.get(i) {
            None => return i,
            // The blank between two words.
            Some(b' ') if is_plain(i + 1) => i += 2,
            Some(&byte) if CLASS[usize::from(byte)] == Class::Special || is_special(bytes, i, cells) => return i,
            Some(_) => i += 1,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Plain,
    /// Never copied without a look.
    Special,
    /// Special together with what follows.
    Perhaps,
}

const CLASS: [Class; 256] = {
    let mut classes = [Class::Plain; 256];
    let mut i = 0;
    while i < 0x20 {
        classes[i] = Class::Special;
        i += 1;
    }
    classes[b'\n' as usize] = Class::Special;
    classes[b'*' as usize] = Class::Special;
    classes[0x7f] = Class::Special;
    let mut i = b'1' as usize;
    while i <= b'9' as usize {
        classes[i] = Class::Perhaps;
        i += 1;
    }
    let perhaps = [b' ', b'\\', b'&', b'(', b'<', b'|', 0xc2, 0xe2, 0xe3, 0xef];
    let mut i = 0;
    while i < perhaps.len() {
        classes[perhaps[i] as usize] = Class::Perhaps;
        i += 1;
    }
    classes
};

fn is_special(bytes: &[u8], at: usize, cells: bool) -> bool {
    let rest = &bytes[at..];
    match rest {
        [b'1'..=b'9', ..] => at > 0 && bytes[at - 1] == b'.' && glued_note(bytes, at) > 0,
        [b' '] => true,
        [b' ', next, ..] => matches!(next, b' ' | b'\t' | 0xc2 | 0xe2 | 0xe3) || (cells && *next == b'|'),
        [b'\\', next, ..] => next.is_ascii_punctuation(),
        [b'&', next, ..] => next.is_ascii_alphabetic() || *next == b'#',
        [b'(', next, ..] => matches!(next, b')' | b' ') || pinyin(bytes, at) > 0,
        [b'<', next, ..] => next.is_ascii_alphabetic() || *next == b'/',
        [b'|', ..] => cells,
        [0xc2, next, ..] => matches!(next, 0x80..=0xa0 | 0xad | 0xb2 | 0xb3 | 0xb9),
        [0xe2, 0x80, next, ..] => matches!(next, 0x80..=0x8f | 0xaa..=0xaf | 0xa8 | 0xa9),
        [0xe2, 0x81, next, ..] => matches!(next, 0x9f..=0xa4 | 0xb0 | 0xb4..=0xb9),
        [0xe3, 0x80, next, ..] => *next == 0x80,
        [0xef, 0xbb, next, ..] => *next == 0xbf,
        [0xef, 0xbc, next, ..] => *next == 0x88 && empty_brackets(std::str::from_utf8(&rest[..rest.len().min(6)]).unwrap_or("")) > 0,
        _ => false,
    }
}

/// Length of the run of blanks at the head of `text`; with `cells` the bars between columns belong to it.
fn blanks(text: &str, cells: bool) -> Option<usize> {
    let rest = text.trim_start_matches(|c| is_blank(c) || (cells && c == '|'));
    (rest.len() < text.len()).then(|| text.len() - rest.len())
}

/// Blanks of all widths, and line ends inside a piece.
pub(crate) fn is_blank(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{a0}' | '\u{2000}'
            ..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// Characters without a width: joiners, marks of direction, soft hyphens, byte order marks, control characters.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{1}'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Bytes of raised digits at the head of `text`, with the commas between them.
pub(crate) fn raised_digits(text: &str) -> usize {
    let digit = |c| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    let run = text.len() - text.trim_start_matches(|c| digit(c) || c == ',' || c == '⁾').len();
    if run == 0 || !text.starts_with(digit) { 0 } else { text[..run].trim_end_matches(',').len() }
}

/// Length of `()`, `( )` or `（）` at the head of `text`: where a link was taken out.
fn empty_brackets(text: &str) -> usize {
    ["()", "( )", "（）"].iter().find(|brackets| text.starts_with(**brackets)).map_or(0, |brackets| brackets.len())
}

/// Length of a bracket that only says how the Chinese character before `at` is read, as conversions from simplified
/// characters leave them: `貿(mào)易`, and without a tone but with a blank behind it `海關(guan) 統計`.
fn pinyin(bytes: &[u8], at: usize) -> usize {
    const LONGEST: usize = 8;
    // The characters from U+4000 to U+9FFF.
    let is_han = at >= 3 && matches!(bytes[at - 3], 0xe4..=0xe9);
    let inside = &bytes[at + 1..bytes.len().min(at + 2 + LONGEST)];
    let Some(len) = memchr::memchr(b')', inside).filter(|&len| is_han && len > 0) else { return 0 };
    let Ok(syllable) = std::str::from_utf8(&inside[..len]) else { return 0 };
    let toned = |c: char| "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ".contains(c);
    let read = syllable.chars().all(|c| c.is_ascii_lowercase() || c == 'ü' || toned(c));
    let blank = bytes.get(at + 2 + len) == Some(&b' ');
    match syllable.chars().filter(|&c| toned(c)).count() {
        1 if read => len + 2,
        0 if blank && is_syllable(syllable) => len + 3,
        _ => 0,
    }
}

/// Is the word a Chinese syllable without its tone, as `guan`, `yu`, `zhong`?
fn is_syllable(word: &str) -> bool {
    const FINALS: &str = " a o e ai ei ao ou an en ang eng ong er i ia ie iao iu ian in iang ing iong u ua uo uai ui uan un uang ue v ";
    let initial = word.len() - word.trim_start_matches(|c: char| !"aeiouv".contains(c)).len();
    let known = ["", "zh", "ch", "sh"].contains(&&word[..initial]) || initial == 1;
    let last = &word[initial..];
    known && !last.is_empty() && FINALS.split(' ').any(|known| known == last)
}

/// An HTML entity at the head of `text`: its character and its length.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = memchr::memchr(b';', &text.as_bytes()[..text.len().min(12)])?;
    let name = &text[1..end];
    let c = if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        char::from_u32(code).filter(|c| *c != '\0')?
    } else {
        ENTITIES.iter().find(|(entity, _)| *entity == name)?.1
    };
    Some((c, end + 1))
}

const ENTITIES: &[(&str, char)] = &[
    ("nbsp", '\u{a0}'),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("hellip", '…'),
    ("bull", '•'),
    ("middot", '·'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("deg", '°'),
    ("plusmn", '±'),
    ("times", '×'),
    ("minus", '−'),
    ("shy", '\u{ad}'),
    ("yen", '¥'),
    ("euro", '€'),
    ("pound", '£'),
    ("sect", '§'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("frac12", '½'),
    ("zwj", '\u{200d}'),
    ("zwnj", '\u{200c}'),
    ("permil", '‰'),
];

/// A tag of HTML left over from a conversion.
enum Tag {
    Break(usize),
    /// Digits between `<sup>` and `</sup>`, and the length of all.
    Raised(Range<usize>, usize),
    Other(usize),
}

const TAGS: &[&str] = &[
    "b", "i", "u", "em", "strong", "span", "p", "div", "sup", "sub", "font", "a", "small", "center", "br", "hr", "li", "ul", "ol", "td",
    "tr", "th", "img",
];

/// The tag at the head of `text`. An address in angle brackets is no tag.
fn tag(text: &str) -> Option<Tag> {
    let end = memchr::memchr(b'>', &text.as_bytes()[..text.len().min(200)])?;
    let inner = text[1..end].trim_start_matches('/');
    let name = inner.split(|c: char| !c.is_ascii_alphanumeric()).next()?.to_ascii_lowercase();
    let after = &inner[name.len()..];
    if !TAGS.contains(&name.as_str()) || !(after.is_empty() || after.starts_with([' ', '/', '\t'])) {
        return None;
    }
    let len = end + 1;
    if name == "sup" && !text.starts_with("</") {
        let digits = text[len..].bytes().take_while(u8::is_ascii_digit).count();
        if (1..=3).contains(&digits) && text[len + digits..].starts_with("</sup>") {
            return Some(Tag::Raised(len..len + digits, len + digits + "</sup>".len()));
        }
    }
    Some(if matches!(name.as_str(), "br" | "p" | "div" | "li" | "td" | "tr" | "hr") { Tag::Break(len) } else { Tag::Other(len) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(kind: BlockKind, text: &str) -> (String, Vec<String>) {
        let mut writer = Writer::new(text);
        let draft = Draft { kind, pieces: vec![(Join::None, 0..text.len())] };
        let range = writer.block(&draft);
        assert_eq!((range, writer.map.len()), (0..writer.view.len(), writer.view.len()));
        let italics = writer.italics.iter().map(|range| writer.view[range.clone()].to_owned()).collect();
        (writer.view, italics)
    }

    #[test]
    fn markup_is_left_out() {
        for (text, view) in [
            ("plain text, as it is — “quoted”", "plain text, as it is — “quoted”"),
            ("a **bold** word", "a bold word"),
            ("*slanted*, ***both***", "slanted, both"),
            ("3 * 4 * 5", "3 * 4 * 5"),
            ("1024*768 and 5*6", "1024*768 and 5*6"),
            ("a lone * star and an end*", "a lone * star and an end*"),
            ("\\$5 and \\* too", "$5 and * too"),
            ("a&nbsp;b &amp; c &lt;d&gt; &#1044;&#x434;", "a b & c <d> Дд"),
            ("AT&T &unknown; R&D", "AT&T &unknown; R&D"),
            ("Ivanova(), Petrov( )", "Ivanova, Petrov"),
            ("中国（）出口", "中国出口"),
            ("外貿(mào)企業(yè)、綠(lǜ)色(se)", "外貿企業、綠色(se)"),
            ("a word (é), 大豆(tāntān)", "a word (é), 大豆(tāntān)"),
            ("two  blanks\tand\u{a0}\u{2009}more", "two blanks and more"),
            ("zero\u{200b}width, so\u{ad}ft, \u{feff}mark", "zerowidth, soft, mark"),
            ("the North² and 37.8%³, shade¹.", "the North and 37.8%, shade."),
            ("120 km², 5 м³, 10⁶, R², 公里²", "120 km², 5 м³, 10⁶, R², 公里²"),
            ("¹ A footnote", "¹ A footnote"),
            ("m<sup>3</sup> of gas<sup>12</sup> <b>sold</b>", "m³ of gas sold"),
            ("<https://example.org/a> and a < b", "<https://example.org/a> and a < b"),
            ("fell on the market.1 Exports rose (by far).22", "fell on the market. Exports rose (by far)."),
            ("see No.5 The end, ratio of 3.5 and vol.2 Next", "see No.5 The end, ratio of 3.5 and vol.2 Next"),
        ] {
            assert_eq!(written(BlockKind::Paragraph, text).0, view);
        }
    }

    #[test]
    fn italics_are_kept_apart() {
        assert_eq!(written(BlockKind::ListEntry, "A. *Journal of Trade*, **5**, *Nature*.").1, ["Journal of Trade", "Nature"]);
        assert_eq!(written(BlockKind::ListEntry, "题目. *西伯利亚研究*, 2024").1, ["西伯利亚研究"]);
    }

    #[test]
    fn columns_are_parted_by_tabs() {
        for (text, view) in
            [("Grain | 12 | 3,5", "Grain\t12\t3,5"), ("Oil  and gas   5.0", "Oil\tand gas\t5.0"), ("a\tb\tc d", "a\tb\tc d")]
        {
            assert_eq!(written(BlockKind::TableRow, text).0, view);
        }
    }
}
