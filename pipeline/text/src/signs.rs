//! The word lists by which lines are told, and what of them a line shows.
//!
//! The lists are data: `schemas/lexicon/<language>/furniture.toml` and `layout.toml`. The lists of all languages are searched
//! together, since any text may have lines in any of them.

use crate::view::{is_blank, is_invisible};
use serde::Deserialize;
use std::collections::HashMap;
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
    Particle,
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

/// All phrases, to be found at a place of a folded text by their first character.
struct Phrases {
    firsts: Vec<(char, Vec<(String, Set)>)>,
}

impl Phrases {
    /// The phrases that `text` begins with, longest first.
    fn at<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'a str, Set)> {
        let bucket = text.chars().next().and_then(|first| {
            let found = self.firsts.binary_search_by_key(&first, |(c, _)| *c).ok()?;
            Some(self.firsts[found].1.as_slice())
        });
        bucket
            .unwrap_or(&[])
            .iter()
            .filter(move |(phrase, _)| text.starts_with(phrase.as_str()))
            .map(|(phrase, set)| (phrase.as_str(), *set))
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
            let lists: HashMap<Sign, Vec<String>> =
                toml::from_str(file).expect("a compiled-in word list is well formed");
            for (sign, list) in lists {
                for phrase in list {
                    sets.entry(phrase).or_default().add(sign);
                }
            }
        }
        let mut buckets: HashMap<char, Vec<(String, Set)>> = HashMap::new();
        for (phrase, set) in sets {
            let first = phrase.chars().next().expect("no phrase is empty");
            buckets.entry(first).or_default().push((phrase, set));
        }
        let mut firsts: Vec<_> = buckets.into_iter().collect();
        firsts.sort_unstable_by_key(|(first, _)| *first);
        for (_, bucket) in &mut firsts {
            bucket.sort_unstable_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        }
        Phrases { firsts }
    })
}

/// Lower case, single blanks, no invisible characters, one kind of apostrophe, no emphasis.
pub(crate) fn fold(text: &str, out: &mut String) {
    out.clear();
    for c in text.chars() {
        match c {
            c if is_blank(c) => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '*' => {}
            '’' | '‘' => out.push('\''),
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c if is_invisible(c) => {}
            c => out.extend(c.to_lowercase()),
        }
    }
    while out.ends_with(' ') {
        out.pop();
    }
}

/// The signs of a folded line.
pub(crate) fn signs(line: &str) -> Signs {
    let phrases = phrases();
    let mut signs = Signs::default();
    // Brackets and bullets before the first word do not count: 【Print】, • Received.
    let head = line.trim_start_matches(|c: char| {
        !c.is_alphanumeric() && !matches!(c, '(' | '[' | '（' | '【' | '©')
    });
    let unbracketed = head.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
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
                || follows.is_none_or(|c| {
                    matches!(
                        c,
                        ':' | '：' | '.' | ']' | '】' | '—' | '–' | '-' | '/' | '#'
                    ) || c.is_ascii_digit()
                })
            {
                signs.label.0 |= set.0;
            }
            if rest.chars().all(|c| !c.is_alphanumeric()) {
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
            for (phrase, set) in phrases
                .at(&line[i..])
                .filter(|(phrase, _)| boundary(phrase, &line[i + phrase.len()..]))
            {
                signs.within.0 |= set.0;
                if set.has(Sign::Spam) {
                    signs.spam += 1;
                    signs.spam_chars += phrase.chars().count();
                    skip_to = i + phrase.len();
                    break;
                }
            }
        }
        word_start = !c.is_alphanumeric() || han;
    }
    signs.nav = line.len() < 300 && only_nav(line, phrases);
    signs
}

/// Does the phrase end where a word ends?
fn boundary(phrase: &str, rest: &str) -> bool {
    let letters = |c: char| c.is_alphanumeric() && !is_han(c);
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
            None if c.is_alphanumeric() => return false,
            None => at += c.len_utf8(),
        }
    }
    found
}

/// A Chinese character.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}
