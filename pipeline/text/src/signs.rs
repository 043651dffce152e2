//! The word lists by which lines are told, and what of them a line shows.
//!
//! The lists are data: `schemas/lexicon/<language>/furniture.toml` and `layout.toml`. The lists of all languages are searched
//! together, since any text may have lines in any of them.

use crate::letters::{is_lower, is_word};
use crate::view::{is_blank, is_invisible};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
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
    /// How captions of photographs begin, with a day or without, and how they end.
    Picture,
    PictureEnd,
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
    /// It ends with one.
    pub end: Set,
    /// Nothing but words of navigation.
    pub nav: bool,
    /// Phrases of spam, and the characters that they take.
    pub spam: usize,
    pub spam_chars: usize,
}

/// All phrases, to be found at a place of a folded text.
struct Phrases {
    trie: crawdad::Trie,
    /// By the numbers that the trie has for them.
    found: Vec<(String, Set)>,
    /// How they begin: most words of a text are refused by a glance at their first bytes.
    beginnings: Beginnings,
}

impl Phrases {
    fn new(sets: BTreeMap<String, Set>) -> Self {
        let trie = crawdad::Trie::from_keys(sets.keys()).expect("sorted phrases without doubles");
        let beginnings = Beginnings::of(sets.keys());
        Phrases { trie, found: sets.into_iter().collect(), beginnings }
    }

    /// The phrases that `text` begins with, longest first.
    fn at(&self, text: &str) -> impl Iterator<Item = (&str, Set)> {
        let phrases: Vec<u32> = match self.beginnings.may_have(text.as_bytes()) {
            true => self.trie.common_prefix_search(text.chars()).map(|(number, _)| number).collect(),
            false => Vec::new(),
        };
        phrases.into_iter().rev().map(|number| {
            let (phrase, set) = &self.found[number as usize];
            (phrase.as_str(), *set)
        })
    }
}

/// How phrases begin: by a hash of four bytes, and those that have no more than three by the first two of them.
struct Beginnings {
    long: Vec<bool>,
    short: Vec<bool>,
}

impl Beginnings {
    fn of<'p>(phrases: impl Iterator<Item = &'p String>) -> Self {
        let mut beginnings = Beginnings { long: vec![false; 1 << 14], short: vec![false; 1 << 16] };
        for phrase in phrases {
            match *phrase.as_bytes() {
                [a, b, c, d, ..] => beginnings.long[Self::hash([a, b, c, d])] = true,
                [a, b, ..] => beginnings.short[usize::from(u16::from_be_bytes([a, b]))] = true,
                _ => panic!("{phrase}: too short to be looked for"),
            }
        }
        beginnings
    }

    /// May a phrase stand at the head of `text`?
    #[inline]
    fn may_have(&self, text: &[u8]) -> bool {
        match *text {
            [a, b, c, d, ..] => self.long[Self::hash([a, b, c, d])] || self.may_have_short([a, b]),
            [a, b, ..] => self.may_have_short([a, b]),
            _ => false,
        }
    }

    fn may_have_short(&self, bytes: [u8; 2]) -> bool {
        self.short[usize::from(u16::from_be_bytes(bytes))]
    }

    fn hash(bytes: [u8; 4]) -> usize {
        (u32::from_be_bytes(bytes).wrapping_mul(0x9E37_79B1) >> 18) as usize
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
        let mut sets: BTreeMap<String, Set> = BTreeMap::new();
        for file in files {
            let lists: HashMap<Sign, Vec<String>> = toml::from_str(file).expect("a compiled-in word list is well formed");
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
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let end = end_of_folded(bytes, at);
        out.push_str(&text[at..end]);
        let Some(c) = text[end..].chars().next() else { break };
        fold_char(c, out);
        at = end + c.len_utf8();
    }
    while out.ends_with(' ') {
        out.pop();
    }
}

/// Where the run of characters from `at` on ends that folding leaves as they are: most of any text, and copied as one.
fn end_of_folded(bytes: &[u8], mut at: usize) -> usize {
    const PLAIN: [bool; 128] = {
        let mut plain = [true; 128];
        let mut byte = 0;
        while byte < plain.len() {
            plain[byte] = !matches!(byte as u8, b'A'..=b'Z' | b'*' | b' ' | b'\t'..=b'\r');
            byte += 1;
        }
        plain
    };
    let start = at;
    loop {
        // A blank behind a word is the only one there.
        let plain = |at: usize| match bytes[at] {
            b' ' => at > start && bytes[at - 1] != b' ',
            byte => byte.is_ascii() && PLAIN[usize::from(byte)],
        };
        while at < bytes.len() && plain(at) {
            at += 1;
        }
        at += match &bytes[at..] {
            // A Chinese character; a small Russian letter up to п, and behind it.
            [0xe4..=0xe9, ..] if !matches!(bytes[at..], [0xe4, 0..=0xb7, ..]) => 3,
            [0xd0, 0xb0..=0xbf, ..] | [0xd1, 0x80..=0x8f, ..] => 2,
            _ => return at,
        }
    }
}

fn fold_char(c: char, out: &mut String) {
    match c {
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        'А'..='Я' => out.push(char::from_u32(c as u32 + 0x20).unwrap_or(c)),
        '*' => {}
        '’' | '‘' => out.push('\''),
        c if is_blank(c) => blank(out),
        c if c.is_ascii() => out.push(c),
        c if is_invisible(c) => {}
        c if is_lower(c) => out.push(c),
        c => out.extend(c.to_lowercase()),
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
    let mut i = 0;
    while i < line.len() {
        let (width, word, han) = class_at(line, i);
        if (word_start || han) && i >= skip_to {
            for (phrase, set) in phrases.at(&line[i..]).filter(|(phrase, _)| boundary(phrase, &line[i + phrase.len()..])) {
                signs.within.0 |= set.0;
                if line[i + phrase.len()..].chars().all(|c| !is_word(c)) {
                    signs.end.0 |= set.0;
                }
                if set.has(Sign::Spam) {
                    signs.spam += 1;
                    signs.spam_chars += phrase.chars().count();
                    skip_to = i + phrase.len();
                    break;
                }
            }
        }
        word_start = !word || han;
        i += width;
        if !word_start {
            i += line.as_bytes()[i..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        }
    }
    signs.nav = line.len() < 300 && only_nav(line, phrases);
    signs
}

/// Of the character at byte `at`: its bytes, whether it is of a word, and whether it is Chinese. ASCII needs no decoding.
fn class_at(text: &str, at: usize) -> (usize, bool, bool) {
    let byte = text.as_bytes()[at];
    if byte.is_ascii() {
        return (1, byte.is_ascii_alphanumeric(), false);
    }
    text[at..].chars().next().map_or((1, false, false), |c| (c.len_utf8(), is_word(c), is_han(c)))
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
