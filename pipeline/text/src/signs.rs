//! The word lists by which lines are told, and what of them a line shows.
//!
//! The lists are data: `schemas/lexicon/<language>/furniture.toml` and `layout.toml`. The lists of all languages are searched
//! together, since any text may have lines in any of them.

use crate::view::{is_blank, is_invisible};
use ahash::AHashMap as HashMap;
use serde::Deserialize;
use std::sync::OnceLock;

/// The lists, by their names in the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Sign {
    Nav,
    Start,
    Within,
    Tail,
    Copyright,
    Licence,
    Contact,
    Spam,
    Byline,
    Affiliation,
    Meta,
    MetaWithin,
    Keywords,
    Abstract,
    Heading,
    Caption,
    Credit,
    CreditWithin,
    List,
    Cite,
    Month,
    /// Words that go with figures.
    Figure,
    /// What entries of reference lists say of where a work is to be had, of its volume and pages, and of what it is.
    Link,
    Imprint,
    Work,
}

/// Signs as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Set(u32);

impl Set {
    fn add(&mut self, sign: Sign) {
        self.0 |= 1 << sign as u32;
    }

    pub(crate) fn has(self, sign: Sign) -> bool {
        self.0 & (1 << sign as u32) != 0
    }
}

/// What a line shows of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Signs {
    /// The line is one of the list's phrases.
    pub whole: Set,
    /// The line begins with one.
    pub start: Set,
    /// It begins with one, as a label: a colon, a point, a number or nothing follows, or the phrase has several words.
    pub label: Set,
    /// One stands in it.
    pub within: Set,
    /// Nothing but words of navigation.
    pub nav: bool,
    /// Phrases of spam, and the characters that they take.
    pub spam: usize,
    pub spam_chars: usize,
}

/// All phrases, to be found at a place of a folded text by its next bytes.
struct Phrases {
    /// By their first bytes, longest first.
    buckets: HashMap<u64, Vec<(String, Set)>>,
    /// Which first bytes there are: nearly all words of a text are none of ours, and this tells so at once.
    filter: Box<[u64; FILTER / 64]>,
}

const FILTER: usize = 1 << 16;

/// Bytes by which phrases are told apart first: two Cyrillic letters, four Latin ones.
const KEY: usize = 4;

/// The first `len` bytes of a phrase, and how many they are.
fn key(bytes: &[u8], len: usize) -> u64 {
    bytes.iter().take(len).fold(1, longer)
}

/// The key of one byte more.
fn longer(key: u64, byte: &u8) -> u64 {
    key << 8 | u64::from(*byte)
}

fn slot(key: u64) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48) as usize
}

impl Phrases {
    fn new(sets: HashMap<String, Set>) -> Self {
        let mut phrases = Phrases { buckets: HashMap::new(), filter: Box::new([0; FILTER / 64]) };
        for (phrase, set) in sets {
            let key = key(phrase.as_bytes(), phrase.len().min(KEY));
            phrases.filter[slot(key) / 64] |= 1 << (slot(key) % 64);
            phrases.buckets.entry(key).or_default().push((phrase, set));
        }
        for bucket in phrases.buckets.values_mut() {
            bucket.sort_unstable_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        }
        phrases
    }

    /// Could a phrase stand at the head of `bytes`? Mostly not, and that is told in a few look-ups.
    #[inline]
    fn perhaps(&self, bytes: &[u8]) -> bool {
        let mut key = 1;
        bytes.iter().take(KEY).any(|byte| {
            key = longer(key, byte);
            self.knows(key)
        })
    }

    #[inline]
    fn knows(&self, key: u64) -> bool {
        self.filter[slot(key) / 64] & (1 << (slot(key) % 64)) != 0
    }

    /// The phrases that `text` begins with, longest first.
    fn at<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'a str, Set)> {
        let bytes = text.as_bytes();
        (1..=bytes.len().min(KEY)).rev().map(move |len| key(bytes, len)).filter(|key| self.knows(*key)).flat_map(move |key| {
            let bucket = self.buckets.get(&key).map_or(&[][..], Vec::as_slice);
            bucket.iter().filter(move |(phrase, _)| text.starts_with(phrase.as_str())).map(|(phrase, set)| (phrase.as_str(), *set))
        })
    }
}

fn phrases() -> &'static Phrases {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    PHRASES.get_or_init(|| {
        let files = [
            include_str!("../../../schemas/lexicon/en/furniture.toml"),
            include_str!("../../../schemas/lexicon/ru/furniture.toml"),
            include_str!("../../../schemas/lexicon/zh/furniture.toml"),
            include_str!("../../../schemas/lexicon/en/layout.toml"),
            include_str!("../../../schemas/lexicon/ru/layout.toml"),
            include_str!("../../../schemas/lexicon/zh/layout.toml"),
        ];
        let mut sets: HashMap<String, Set> = HashMap::new();
        for file in files {
            let lists: std::collections::HashMap<Sign, Vec<String>> = toml::from_str(file).expect("a compiled-in word list is well formed");
            for (sign, list) in lists {
                for phrase in list {
                    sets.entry(phrase).or_default().add(sign);
                }
            }
        }
        Phrases::new(sets)
    })
}

/// Lower case, single blanks, no invisible characters, one kind of apostrophe, no emphasis.
pub(crate) fn fold(text: &str, out: &mut String) {
    out.clear();
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' | '\u{4e00}'..='\u{9fff}' | 'а'..='я' => out.push(c),
            ' ' => blank(out),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            'А'..='Я' => out.push(char::from_u32(c as u32 + 0x20).unwrap_or(c)),
            '*' => {}
            '’' | '‘' => out.push('\''),
            c if is_blank(c) => blank(out),
            c if c.is_ascii() => out.push(c),
            c if is_invisible(c) => {}
            c => out.extend(c.to_lowercase()),
        }
    }
    while out.ends_with(' ') {
        out.pop();
    }
}

fn blank(out: &mut String) {
    if !out.ends_with(' ') {
        out.push(' ');
    }
}

/// The signs of a folded line.
pub(crate) fn signs(line: &str) -> Signs {
    let phrases = phrases();
    let mut signs = Signs::default();
    // Brackets and bullets before the first word do not count: 【Print】, • Received.
    let head = line.trim_start_matches(|c: char| !is_word(c) && !matches!(c, '(' | '[' | '（' | '【' | '©'));
    let unbracketed = head.trim_start_matches(|c: char| !is_word(c) && c != '©');
    for start in [head, unbracketed] {
        for (phrase, set) in phrases.at(start) {
            let rest = &start[phrase.len()..];
            if !boundary(phrase, rest) {
                continue;
            }
            signs.start.0 |= set.0;
            let several = phrase.trim_end().contains(' ') || phrase.ends_with([':', '：']);
            let follows = rest.trim_start().chars().next();
            if several
                || follows.is_none_or(|c| matches!(c, ':' | '：' | '.' | ']' | '】' | '—' | '–' | '-' | '/' | '#') || c.is_ascii_digit())
            {
                signs.label.0 |= set.0;
            }
            if rest.chars().all(|c| !is_word(c)) {
                signs.whole.0 |= set.0;
            }
        }
        if unbracketed.len() == head.len() {
            break;
        }
    }
    let mut word_start = true;
    let mut skip_to = 0;
    for (i, c) in line.char_indices() {
        let han = is_han(c);
        if (word_start || han) && i >= skip_to && phrases.perhaps(&line.as_bytes()[i..]) {
            for (phrase, set) in phrases.at(&line[i..]).filter(|(phrase, _)| boundary(phrase, &line[i + phrase.len()..])) {
                signs.within.0 |= set.0;
                if set.has(Sign::Spam) {
                    signs.spam += 1;
                    signs.spam_chars += phrase.chars().count();
                    skip_to = i + phrase.len();
                    break;
                }
            }
        }
        word_start = !is_word(c) || han;
    }
    signs.nav = line.len() < 300 && only_nav(line, phrases);
    signs
}

/// Does the phrase end where a word ends?
fn boundary(phrase: &str, rest: &str) -> bool {
    let letters = |c: char| is_word(c) && !is_han(c);
    !(phrase.ends_with(letters) && rest.starts_with(letters))
}

/// Is a line made of words of navigation alone? They may stand without blanks between them.
fn only_nav(line: &str, phrases: &Phrases) -> bool {
    let (mut at, mut found) = (0, false);
    while let Some(c) = line[at..].chars().next() {
        let longest = phrases.at(&line[at..]).find(|(_, set)| set.has(Sign::Nav));
        match longest {
            Some((phrase, _)) => {
                at += phrase.len();
                found = true;
            }
            None if is_word(c) => return false,
            None => at += c.len_utf8(),
        }
    }
    found
}

/// A Chinese character.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// A letter or a digit. The scripts that texts are mostly in are told without a look into Unicode's tables.
pub(crate) fn is_word(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        '\u{400}'..='\u{481}' | '\u{3400}'..='\u{9fff}' => true,
        '\u{2000}'..='\u{2069}' | '\u{3000}'..='\u{3004}' => false,
        c => c.is_alphanumeric(),
    }
}

/// A capital letter.
pub(crate) fn is_capital(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_uppercase(),
        '\u{400}'..='\u{42f}' => true,
        '\u{430}'..='\u{45f}' | '\u{3000}'..='\u{9fff}' => false,
        c => c.is_uppercase(),
    }
}
