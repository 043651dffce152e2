//! Phrases and the parts they play, as a trie over the numbers that a text's words were given when they were looked up.
//!
//! A phrase is a sequence of units; a unit may end in `*` (any ending). Hyphens, and points of abbreviations, are passed
//! over between the units of a phrase, as is white space.

use super::lexicon::Sense;
use crate::gazetteer::{Builder, WordId, Words, fold_plain};
use crate::units::{Unit, UnitKind, cut};
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// An abbreviation has no more letters than this; the point after a longer word ends a sentence.
const LONGEST_ABBREVIATION: usize = 5;
/// No phrase has more units than this.
const LONGEST_PHRASE: usize = 6;
/// Bits of the table of beginnings.
const BEGINNINGS: usize = 1 << 15;

#[derive(Default)]
struct Node {
    senses: Vec<Sense>,
    /// Some phrase goes on from here.
    goes_on: bool,
    /// A first word ends here, of some phrase that types a number or qualifies it.
    types: bool,
}

pub struct Phrases {
    /// The first node of phrases by their first word; 0 where no phrase begins so.
    roots: Vec<u32>,
    edges: FxHashMap<(u32, WordId), u32>,
    nodes: Vec<Node>,
    /// How the phrases begin that start a reading.
    starts: Beginnings,
    /// How the phrases begin that are looked for before something else.
    leads: Beginnings,
}

/// A bit for each hash of a word's first letters: says fast that no phrase begins so.
struct Beginnings(Vec<u64>);

impl Beginnings {
    fn new() -> Self {
        Beginnings(vec![0; BEGINNINGS / 64])
    }

    fn add(&mut self, word: &str) {
        let bit = beginning(word.as_bytes());
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    #[inline]
    fn may_have(&self, word: &[u8]) -> bool {
        let bit = beginning(word);
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }
}

/// A few letters at the start of a word, as a number of a bit: three of ASCII, or four bytes.
#[inline]
fn beginning(word: &[u8]) -> usize {
    let key = match *word {
        [] => 0,
        [a] => u32::from(a),
        [a, b] => u32::from_be_bytes([0, 0, a, b]),
        [a, b, c] => u32::from_be_bytes([0, a, b, c]),
        [a, b, c, ..] if a.is_ascii() => u32::from_be_bytes([0, a, b, c]),
        [a, b, c, d, ..] => u32::from_be_bytes([a, b, c, d]),
    };
    (key.wrapping_mul(0x9E37_79B1) >> 17) as usize % BEGINNINGS
}

fn is_passed_over(mark: &str) -> bool {
    matches!(mark, "-" | "." | "‐" | "‑")
}

impl Phrases {
    pub fn new() -> Self {
        Phrases {
            roots: Vec::new(),
            edges: FxHashMap::default(),
            nodes: vec![Node::default()],
            starts: Beginnings::new(),
            leads: Beginnings::new(),
        }
    }

    pub fn add(&mut self, phrase: &str, sense: Sense, names: &mut Builder) {
        let units = cut(phrase);
        let mut node = 0;
        let mut first = 0;
        for (i, unit) in units.iter().enumerate() {
            let word = unit.text(phrase);
            let ends_stem = word == "*" && i > 0 && !unit.spaced;
            if ends_stem || is_passed_over(word) && units.len() > 1 {
                continue;
            }
            let is_stem = units.get(i + 1).is_some_and(|next| next.text(phrase) == "*" && !next.spaced);
            if node == 0 {
                self.begin(word, is_stem, sense);
            }
            node = self.step(node, names.plain_word(word, is_stem));
            first = if first == 0 { node } else { first };
        }
        self.nodes[first as usize].types |= !sense.only_links();
        let senses = &mut self.nodes[node as usize].senses;
        if node != 0 && !senses.contains(&sense) {
            senses.push(sense);
        }
    }

    /// Notes how a phrase begins, in any case.
    fn begin(&mut self, word: &str, is_stem: bool, sense: Sense) {
        if !sense.begins() && !sense.leads() {
            return;
        }
        let lower: String = word.chars().map(fold_plain).collect();
        debug_assert!(!is_stem || lower.chars().count() >= if lower.is_ascii() { 3 } else { 2 }, "{word}*: a stem too short to look for");
        let mut letters = lower.chars();
        let title: String = letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default();
        for form in [word, &lower, &title, &lower.to_uppercase()] {
            if sense.begins() {
                self.starts.add(form);
            }
            if sense.leads() {
                self.leads.add(form);
            }
        }
    }

    fn step(&mut self, node: u32, word: WordId) -> u32 {
        let fresh = self.nodes.len() as u32;
        let next = if node == 0 {
            self.roots.resize(self.roots.len().max(word as usize + 1), 0);
            &mut self.roots[word as usize]
        } else {
            self.nodes[node as usize].goes_on = true;
            self.edges.entry((node, word)).or_default()
        };
        if *next == 0 {
            *next = fresh;
            self.nodes.push(Node::default());
        }
        *next
    }

    /// Whether a phrase that starts a reading may begin with unit `at`.
    #[inline]
    pub fn may_begin(&self, words: &Words, at: usize) -> bool {
        !words.plain(at).is_empty() && self.starts.may_have(words.units[at].bytes(words.text))
    }

    #[inline]
    fn may_lead(&self, words: &Words, at: usize) -> bool {
        !words.plain(at).is_empty() && self.leads.may_have(words.units[at].bytes(words.text))
    }

    /// Whether unit `at` is the first of any phrase that types a number or qualifies it.
    pub fn types_from(&self, words: &Words, at: usize) -> bool {
        self.roots_at(words, at).any(|node| self.nodes[node as usize].types)
    }

    fn roots_at(&self, words: &Words, at: usize) -> impl Iterator<Item = u32> {
        words.plain(at).iter().filter_map(|&word| self.roots.get(word as usize).copied()).filter(|&node| node != 0)
    }

    /// The phrases that start at unit `at`: for each the unit after it, and its parts.
    fn at<'p>(&'p self, words: &Words, at: usize, found: &mut Vec<(usize, &'p [Sense])>) {
        for node in self.roots_at(words, at) {
            self.after(words, node, at + 1, found);
        }
    }

    /// What ends before unit `at`, and what goes on with it.
    fn after<'p>(&'p self, words: &Words, node: u32, at: usize, found: &mut Vec<(usize, &'p [Sense])>) {
        let Node { senses, goes_on, .. } = &self.nodes[node as usize];
        if !senses.is_empty() {
            found.push((at, senses));
        }
        let at = if *goes_on { pass(words.text, words.units, at) } else { return };
        if at < words.units.len() {
            for &word in words.plain(at) {
                if let Some(&next) = self.edges.get(&(node, word)) {
                    self.after(words, next, at + 1, found);
                }
            }
        }
    }
}

/// The phrases of one text, looked for once at each unit where anybody asks for them.
pub struct Finder<'a> {
    phrases: &'a Phrases,
    words: &'a Words<'a>,
    seen: RefCell<Seen<'a>>,
}

#[derive(Default)]
struct Seen<'a> {
    found: Vec<(usize, &'a [Sense])>,
    /// Those of a unit, as a range of `found`.
    at: Vec<Option<(u32, u32)>>,
    /// Phrases that lead to what follows, with their first units.
    leads: Vec<(usize, &'a [Sense])>,
    /// Those that end before a unit, as a range of `leads`.
    before: Vec<Option<(u32, u32)>>,
}

impl<'a> Finder<'a> {
    pub fn new(phrases: &'a Phrases, words: &'a Words<'a>) -> Self {
        Finder { phrases, words, seen: RefCell::default() }
    }

    /// The phrases that start at unit `at`.
    fn at(&self, at: usize) -> impl Iterator<Item = (usize, &'a [Sense])> {
        let (first, last) = self.range(at);
        (first..last).map(|i| self.seen.borrow().found[i as usize])
    }

    fn range(&self, at: usize) -> (u32, u32) {
        if at >= self.words.units.len() {
            return (0, 0);
        }
        let seen = &mut *self.seen.borrow_mut();
        // Nobody asks in most sentences without figures.
        if seen.at.is_empty() {
            seen.at.resize(self.words.units.len(), None);
        }
        let place = &mut seen.at[at];
        *place.get_or_insert_with(|| {
            let first = seen.found.len() as u32;
            self.phrases.at(self.words, at, &mut seen.found);
            (first, seen.found.len() as u32)
        })
    }

    /// The longest phrase from unit `at` on whose part `pick` wants: the unit after it, and what was picked.
    pub fn longest<T>(&self, at: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<(usize, T)> {
        let mut best: Option<(usize, T)> = None;
        for (end, senses) in self.at(at) {
            if best.as_ref().is_none_or(|(longest, _)| end > *longest)
                && let Some(picked) = senses.iter().find_map(|&sense| pick(sense))
            {
                best = Some((end, picked));
            }
        }
        best
    }

    /// The longest phrase that ends just before unit `end` and has a part that `is_wanted`: its first unit, and all its parts.
    pub fn ending_senses(&self, floor: usize, end: usize, is_wanted: impl Fn(Sense) -> bool) -> Option<(usize, &'a [Sense])> {
        let (first, last) = self.leads_to(end);
        let seen = self.seen.borrow();
        let mut leads = seen.leads[first as usize..last as usize].iter();
        leads.find(|(first, senses)| *first >= floor && senses.iter().any(|&sense| is_wanted(sense))).copied()
    }

    /// The phrases that end just before unit `end`, as a range of all leads.
    fn leads_to(&self, end: usize) -> (u32, u32) {
        if let Some(known) = self.seen.borrow().before.get(end).copied().flatten() {
            return known;
        }
        let from = self.seen.borrow().leads.len() as u32;
        for first in end.saturating_sub(LONGEST_PHRASE)..end {
            if self.phrases.may_lead(self.words, first) {
                let (from, to) = self.range(first);
                let Seen { found, leads, .. } = &mut *self.seen.borrow_mut();
                let ending = found[from as usize..to as usize].iter().filter(|(last, _)| *last == end);
                leads.extend(ending.map(|(_, senses)| (first, *senses)));
            }
        }
        let seen = &mut *self.seen.borrow_mut();
        seen.before.resize(self.words.units.len() + 1, None);
        *seen.before[end].insert((from, seen.leads.len() as u32))
    }
}

/// The unit at `at`, or the one after a hyphen or an abbreviation's point.
fn pass(text: &str, units: &[Unit], at: usize) -> usize {
    let (Some(mark), Some(next)) = (units.get(at), units.get(at + 1)) else {
        return at;
    };
    if mark.kind != UnitKind::Mark || mark.spaced || !is_passed_over(mark.text(text)) {
        return at;
    }
    let is_abbreviated = || mark.text(text) == "." && units[at - 1].text(text).chars().count() <= LONGEST_ABBREVIATION;
    if !next.spaced || is_abbreviated() { at + 1 } else { at }
}
