//! Phrases and the parts they play, as a trie over folded characters, walked straight over the text: no allocation.
//!
//! A phrase is a sequence of units; a unit may end in `*` (any ending). Hyphens, and points of abbreviations, are passed
//! over between the units of a phrase, as is white space.

use super::lexicon::Sense;
use crate::gazetteer::simplified;
use crate::units::{Unit, UnitKind, cut};
use std::cell::RefCell;

/// Between two units of a phrase.
const BETWEEN: char = ' ';
/// The rest of a word.
const STAR: char = '*';
/// An abbreviation has no more letters than this; the point after a longer word ends a sentence.
const LONGEST_ABBREVIATION: usize = 5;
/// No phrase has more units than this.
const LONGEST_PHRASE: usize = 6;
/// Bits of the table of beginnings.
const BEGINNINGS: usize = 1 << 15;

#[derive(Default)]
struct Node {
    senses: Vec<Sense>,
    /// Where a word that may end anyhow goes on, if this is such a stem.
    star: u32,
    /// Where the next unit of a phrase goes on, if a unit of one ends here.
    between: u32,
    /// A first word ends here, of some phrase that types a number or qualifies it.
    types: bool,
}

pub struct Phrases {
    edges: Edges,
    nodes: Vec<Node>,
    /// How the phrases begin that start a reading.
    starts: Beginnings,
    /// How the phrases begin that are looked for before something else.
    leads: Beginnings,
}

/// Nodes by the node before and a character: open addressing, for a look-up is made for every letter.
#[derive(Default)]
struct Edges {
    /// Keys (never 0) and nodes; as many as a power of two.
    slots: Vec<(u64, u32)>,
    count: usize,
}

impl Edges {
    fn key(node: u32, c: char) -> u64 {
        u64::from(node) << 32 | u64::from(c)
    }

    fn slot(&self, key: u64) -> usize {
        let mut slot = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & (self.slots.len() - 1);
        while self.slots[slot].0 != key && self.slots[slot].0 != 0 {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        slot
    }

    fn get(&self, node: u32, c: char) -> Option<u32> {
        let (key, next) = self.slots[self.slot(Self::key(node, c))];
        (key != 0).then_some(next)
    }

    fn insert(&mut self, node: u32, c: char, next: u32) {
        if (self.count + 1) * 2 > self.slots.len() {
            let bigger = vec![(0, 0); (self.slots.len() * 2).max(64)];
            for (key, next) in std::mem::replace(&mut self.slots, bigger) {
                if key != 0 {
                    let slot = self.slot(key);
                    self.slots[slot] = (key, next);
                }
            }
        }
        let key = Self::key(node, c);
        let slot = self.slot(key);
        self.slots[slot] = (key, next);
        self.count += 1;
    }
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

/// The character as phrases have it: lower case, е for ё, ASCII for its full-width twin, simplified Chinese.
fn fold(c: char) -> char {
    match c {
        c if c.is_ascii() => c.to_ascii_lowercase(),
        'а'..='я' => c,
        'А'..='Я' => char::from_u32(c as u32 + 0x20).unwrap_or(c),
        'ё' | 'Ё' => 'е',
        '\u{FF01}'..='\u{FF5E}' => fold(char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)),
        '￥' => '¥',
        '\u{4E00}'..='\u{9FFF}' => simplified(c),
        c => c.to_lowercase().next().unwrap_or(c),
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
        let edges = Edges { slots: vec![(0, 0); 64], count: 0 };
        Phrases { edges, nodes: vec![Node::default()], starts: Beginnings::new(), leads: Beginnings::new() }
    }

    pub fn add(&mut self, phrase: &str, sense: Sense) {
        let units = cut(phrase);
        let mut node = 0;
        let mut first = 0;
        for (i, unit) in units.iter().enumerate() {
            let word = unit.text(phrase);
            if is_passed_over(word) && units.len() > 1 {
                continue;
            }
            if word == "*" && i > 0 && !unit.spaced {
                let star = self.star(node);
                first = if first == node { star } else { first };
                node = star;
                continue;
            }
            if node != 0 {
                node = self.between(node);
            } else {
                let is_stem = units.get(i + 1).is_some_and(|next| next.text(phrase) == "*" && !next.spaced);
                self.begin(word, is_stem, sense);
            }
            node = word.chars().fold(node, |node, c| self.step(node, fold(c)));
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
        let lower: String = word.chars().map(fold).collect();
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

    fn step(&mut self, node: u32, c: char) -> u32 {
        self.edges.get(node, c).unwrap_or_else(|| {
            let fresh = self.nodes.len() as u32;
            self.edges.insert(node, c, fresh);
            self.nodes.push(Node::default());
            fresh
        })
    }

    fn star(&mut self, node: u32) -> u32 {
        let next = self.step(node, STAR);
        self.nodes[node as usize].star = next;
        next
    }

    fn between(&mut self, node: u32) -> u32 {
        let next = self.step(node, BETWEEN);
        self.nodes[node as usize].between = next;
        next
    }

    /// Whether a phrase that starts a reading may begin with this word.
    #[inline]
    pub fn may_begin(&self, word: &[u8]) -> bool {
        self.starts.may_have(word)
    }

    /// Whether this word is the first of any phrase that types a number or qualifies it.
    pub fn types_from(&self, word: &str) -> bool {
        let mut node = 0;
        for c in word.chars() {
            let Some(next) = self.edges.get(node, fold(c)) else {
                return false;
            };
            node = next;
            let star = self.nodes[node as usize].star;
            if star != 0 && self.nodes[star as usize].types {
                return true;
            }
        }
        self.nodes[node as usize].types
    }

    /// The phrases that start at unit `at`: for each the unit after it, and its parts.
    fn at<'p>(&'p self, text: &str, units: &[Unit], at: usize, found: &mut Vec<(usize, &'p [Sense])>) {
        self.walk(text, units, 0, at, &mut |end, senses| found.push((end, senses)));
    }

    #[inline]
    fn may_lead(&self, word: &[u8]) -> bool {
        self.leads.may_have(word)
    }

    fn walk<'p>(&'p self, text: &str, units: &[Unit], node: u32, at: usize, visit: &mut impl FnMut(usize, &'p [Sense])) {
        let Some(unit) = units.get(at) else { return };
        let mut node = node;
        for c in unit.text(text).chars() {
            let Some(next) = self.edges.get(node, fold(c)) else {
                return;
            };
            node = next;
            let star = self.nodes[node as usize].star;
            if star != 0 {
                self.after(text, units, star, at + 1, visit);
            }
        }
        self.after(text, units, node, at + 1, visit);
    }

    fn after<'p>(&'p self, text: &str, units: &[Unit], node: u32, at: usize, visit: &mut impl FnMut(usize, &'p [Sense])) {
        let Node { senses, between, .. } = &self.nodes[node as usize];
        if !senses.is_empty() {
            visit(at, senses);
        }
        if *between != 0 {
            self.walk(text, units, *between, pass(text, units, at), visit);
        }
    }
}

/// The phrases of one text, looked for once at each unit where anybody asks for them.
pub struct Finder<'a> {
    phrases: &'a Phrases,
    text: &'a str,
    units: &'a [Unit],
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
    pub fn new(phrases: &'a Phrases, text: &'a str, units: &'a [Unit]) -> Self {
        Finder { phrases, text, units, seen: RefCell::default() }
    }

    /// The phrases that start at unit `at`.
    fn at(&self, at: usize) -> impl Iterator<Item = (usize, &'a [Sense])> {
        let (first, last) = self.range(at);
        (first..last).map(|i| self.seen.borrow().found[i as usize])
    }

    fn range(&self, at: usize) -> (u32, u32) {
        if at >= self.units.len() {
            return (0, 0);
        }
        let seen = &mut *self.seen.borrow_mut();
        // Nobody asks in most sentences without figures.
        if seen.at.is_empty() {
            seen.at.resize(self.units.len(), None);
        }
        let place = &mut seen.at[at];
        *place.get_or_insert_with(|| {
            let first = seen.found.len() as u32;
            self.phrases.at(self.text, self.units, at, &mut seen.found);
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
            if self.phrases.may_lead(self.units[first].bytes(self.text)) {
                let (from, to) = self.range(first);
                let Seen { found, leads, .. } = &mut *self.seen.borrow_mut();
                let ending = found[from as usize..to as usize].iter().filter(|(last, _)| *last == end);
                leads.extend(ending.map(|(_, senses)| (first, *senses)));
            }
        }
        let seen = &mut *self.seen.borrow_mut();
        seen.before.resize(self.units.len() + 1, None);
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
