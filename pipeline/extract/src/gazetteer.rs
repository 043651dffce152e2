//! Many names found at once: a trie over words, walked from each unit of a text.
//!
//! Names come from code lists and lexicons as sequences of words; a word may end in `*` (any ending), as Russian needs.
//! Case and ё are folded; hyphens, and points without a space after them, are passed over between the words of a name.
//! A walk never goes further than the longest name, so that reading is linear in the text.

use crate::units::{Unit, UnitKind, cut};
use ahash::AHashMap;
use std::sync::LazyLock;

/// A folded word, a word's beginning, or nothing that any name has.
type WordId = u32;
const UNKNOWN: WordId = 0;

/// One place where a name of the gazetteer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Units `first..last` of the text.
    pub first: u32,
    pub last: u32,
    /// The entry, as numbered by [`Builder::add`].
    pub entry: u32,
}

#[derive(Default)]
pub struct Builder {
    words: AHashMap<Box<str>, WordId>,
    stems: AHashMap<Box<str>, WordId>,
    edges: AHashMap<(u32, WordId), u32>,
    /// Entries by node of the trie.
    ends: Vec<Vec<u32>>,
    next_word: WordId,
}

/// The finished trie. Words of a text are looked up once each ([`Gazetteer::words`]) and walked as numbers.
pub struct Gazetteer {
    words: AHashMap<Box<str>, WordId>,
    /// Beginnings of words, written `stem*` in the lists.
    stems: AHashMap<Box<str>, WordId>,
    shortest_stem: usize,
    longest_stem: usize,
    edges: AHashMap<(u32, WordId), u32>,
    ends: Vec<Box<[u32]>>,
}

/// First character of the block of Chinese characters that [`simplified`] knows.
const HAN: u32 = 0x4E00;

/// The simplified form of a traditional Chinese character; any other Chinese character itself.
pub fn simplified(c: char) -> char {
    static FORMS: LazyLock<Vec<u16>> = LazyLock::new(|| {
        let mut forms: Vec<u16> = (HAN..=0x9FFF).map(|c| c as u16).collect();
        let lines = include_str!("../../../schemas/lexicon/zh/traditional.tsv").lines().filter(|line| !line.starts_with('#'));
        for (from, to) in lines.filter_map(|line| line.split_once('\t')) {
            if let (Some(from), Some(to)) = (from.chars().next(), to.chars().next()) {
                forms[(from as u32 - HAN) as usize] = to as u16;
            }
        }
        forms
    });
    char::from_u32(u32::from(FORMS[(c as u32 - HAN) as usize])).unwrap_or(c)
}

/// Lower case, ё as е, ASCII digits, simplified Chinese, no combining accents; `buffer` is overwritten.
pub fn fold_into(word: &str, buffer: &mut String) {
    buffer.clear();
    let mixed = !word.is_ascii() && word.bytes().any(|b| b.is_ascii_alphabetic());
    for c in word.chars() {
        match c {
            c if mixed && latin_twin(c).is_some() => buffer.extend(latin_twin(c)),
            'ё' | 'Ё' => buffer.push('е'),
            '０'..='９' => buffer.push((b'0' + (c as u32 - '０' as u32) as u8) as char),
            '\u{0300}'..='\u{036F}' => {}
            c if c.is_ascii() => buffer.push(c.to_ascii_lowercase()),
            '\u{4E00}'..='\u{9FFF}' => buffer.push(simplified(c)),
            c => buffer.extend(c.to_lowercase()),
        }
    }
}

/// The Latin letter that a Cyrillic one looks like; texts mix them inside a word.
fn latin_twin(c: char) -> Option<char> {
    const CYRILLIC: &str = "аеорсухіАВЕКМНОРСТХІ";
    const LATIN: &str = "aeopcyxiabekmhopctxi";
    CYRILLIC.chars().zip(LATIN.chars()).find(|&(twin, _)| twin == c).map(|(_, latin)| latin)
}

/// [`fold_into`] with a string of its own.
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    out
}

impl Builder {
    pub fn new() -> Self {
        Builder { ends: vec![Vec::new()], next_word: 1, ..Builder::default() }
    }

    /// Adds a name for `entry`. Names of no words are ignored.
    pub fn add(&mut self, name: &str, entry: u32) {
        let mut node = 0;
        let units = cut(name);
        let mut taken = 0;
        for (i, unit) in units.iter().enumerate() {
            if unit.kind == UnitKind::Mark && is_passed_over(unit.text(name)) {
                continue;
            }
            if unit.text(name) == "*" && i > 0 && !unit.spaced {
                continue;
            }
            let is_stem = units.get(i + 1).is_some_and(|next| next.text(name) == "*" && !next.spaced);
            let word = self.word(&fold(unit.text(name)), is_stem);
            node = self.step(node, word);
            taken += 1;
        }
        if taken > 0 && !self.ends[node as usize].contains(&entry) {
            self.ends[node as usize].push(entry);
        }
    }

    fn word(&mut self, word: &str, is_stem: bool) -> WordId {
        let table = if is_stem { &mut self.stems } else { &mut self.words };
        *table.entry(word.into()).or_insert_with(|| {
            self.next_word += 1;
            self.next_word - 1
        })
    }

    fn step(&mut self, node: u32, word: WordId) -> u32 {
        let fresh = self.ends.len() as u32;
        let next = *self.edges.entry((node, word)).or_insert(fresh);
        if next == fresh {
            self.ends.push(Vec::new());
        }
        next
    }

    pub fn build(self) -> Gazetteer {
        Gazetteer {
            shortest_stem: self.stems.keys().map(|s| s.len()).min().unwrap_or(usize::MAX),
            longest_stem: self.stems.keys().map(|s| s.len()).max().unwrap_or(0),
            words: self.words,
            stems: self.stems,
            edges: self.edges,
            ends: self.ends.into_iter().map(Vec::into_boxed_slice).collect(),
        }
    }
}

fn is_passed_over(mark: &str) -> bool {
    matches!(mark, "-" | "." | "‐" | "‑" | "–" | "·" | "•")
}

/// What the gazetteer knows of one unit: the word itself and the stems it begins with (longest first).
#[derive(Debug, Clone, Copy, Default)]
pub struct WordKey {
    word: WordId,
    /// Up to three stems; more do not occur in practice and the longest say most.
    stems: [WordId; 3],
}

impl WordKey {
    fn is_known(self) -> bool {
        self.word != UNKNOWN || self.stems[0] != UNKNOWN
    }
}

impl Gazetteer {
    /// Looks up every unit of `text`.
    pub fn words(&self, text: &str, units: &[Unit]) -> Vec<WordKey> {
        let mut buffer = String::new();
        units
            .iter()
            .map(|unit| {
                fold_into(unit.text(text), &mut buffer);
                self.key(&buffer)
            })
            .collect()
    }

    fn key(&self, folded: &str) -> WordKey {
        let mut key = WordKey { word: self.words.get(folded).copied().unwrap_or(UNKNOWN), ..WordKey::default() };
        let mut end = folded.len().min(self.longest_stem);
        let mut found = 0;
        while end >= self.shortest_stem && found < key.stems.len() {
            if folded.is_char_boundary(end)
                && let Some(&stem) = self.stems.get(&folded[..end])
            {
                key.stems[found] = stem;
                found += 1;
            }
            end -= 1;
        }
        key
    }

    /// All names that start at unit `first`, longest first; names that end at the same unit in the order they were added.
    pub fn at(&self, text: &str, units: &[Unit], keys: &[WordKey], first: usize, hits: &mut Vec<Hit>) {
        hits.clear();
        if keys[first].is_known() {
            self.walk(text, units, keys, first, first, 0, hits);
            hits.sort_by_key(|hit| std::cmp::Reverse(hit.last));
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn walk(&self, text: &str, units: &[Unit], keys: &[WordKey], first: usize, at: usize, node: u32, hits: &mut Vec<Hit>) {
        let key = keys[at];
        for word in std::iter::once(key.word).chain(key.stems) {
            if word == UNKNOWN {
                continue;
            }
            let Some(&next) = self.edges.get(&(node, word)) else { continue };
            let last = at + 1;
            hits.extend(self.ends[next as usize].iter().map(|&entry| Hit { first: first as u32, last: last as u32, entry }));
            let mut following = last;
            while following < units.len() && self.may_pass(text, units, following) {
                following += 1;
            }
            if following < units.len() {
                self.walk(text, units, keys, first, following, next, hits);
            }
        }
    }

    /// A hyphen, or a point that no space follows.
    fn may_pass(&self, text: &str, units: &[Unit], at: usize) -> bool {
        units[at].kind == UnitKind::Mark
            && is_passed_over(units[at].text(text))
            && units.get(at + 1).is_some_and(|next| units[at].text(text) != "." || !next.spaced)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &[&str], text: &str) -> Vec<String> {
        let mut builder = Builder::new();
        for (i, name) in list.iter().enumerate() {
            builder.add(name, i as u32);
        }
        let gazetteer = builder.build();
        let units = cut(text);
        let keys = gazetteer.words(text, &units);
        let (mut out, mut hits) = (Vec::new(), Vec::new());
        for first in 0..units.len() {
            gazetteer.at(text, &units, &keys, first, &mut hits);
            out.extend(
                hits.iter().map(|h| text[units[h.first as usize].start as usize..units[h.last as usize - 1].end as usize].to_owned()),
            );
        }
        out
    }

    #[test]
    fn finds_names() {
        for (list, text, found) in [
            (&["north east china"][..], "in North-East China.", &["North-East China"][..]),
            (&["u.s."], "the U.S. economy; the US", &["U.S"]),
            (&["экспорт*", "экспорт* нефт*"], "Экспорта нефти", &["Экспорта нефти", "Экспорта"]),
            (&["黑龙江", "黑龙江省"], "黑龙江省对俄", &["黑龙江省", "黑龙江"]),
            (&["орел"], "Орёл", &["Орёл"]),
            (&["进出口"], "進出口總值", &["進出口"]),
            (&["new york"], "new. York", &[]),
            (&["china"], "\u{421}hina", &["\u{421}hina"]),
        ] {
            assert_eq!(names(list, text), found, "{text}");
        }
    }
}
