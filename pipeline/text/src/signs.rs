//! The word lists by which lines are told, and what of them a line shows.
//!
//! The lists are data: `schemas/lexicon/<language>/furniture.toml` and `layout.toml`. The lists of all languages are searched
//! together, since any text may have lines in any of them.

use crate::letters::is_word;
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

/// All phrases, to be found at a place of a folded text.
struct Phrases {
    trie: crawdad::Trie,
    /// By the numbers that the trie has for them.
    found: Vec<(String, Set)>,
}

impl Phrases {
    fn new(sets: BTreeMap<String, Set>) -> Self {
        let trie = crawdad::Trie::from_keys(sets.keys()).expect("sorted phrases without doubles");
        Phrases { trie, found: sets.into_iter().collect() }
    }

    /// The phrases that `text` begins with, longest first.
    fn at(&self, text: &str) -> impl Iterator<Item = (&str, Set)> {
        let phrases: Vec<u32> = self.trie.common_prefix_search(text.chars()).map(|(number, _)| number).collect();
        phrases.into_iter().rev().map(|number| {
            let (phrase, set) = &self.found[number as usize];
            (phrase.as_str(), *set)
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
        if (word_start || han) && i >= skip_to {
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
