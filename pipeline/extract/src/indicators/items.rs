//! A sentence as the indicators see it: the elements of the relations, with the nouns of what is counted laid over them.

use super::lexicon::{Word, Words};
use crate::gazetteer::List;
use crate::relate::elements::{Element, Found, Kind};
use crate::relate::vocab::{Cue, Form};
use crate::units::UnitKind;
use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// Index into the sentence's figures. The words of its unit after the number are items of their own too.
    Figure(usize),
    Period,
    /// A place or a zone: the element's index.
    Place(usize, Form),
    Zone(usize),
    Known(Word),
    Cue(Cue),
    Product,
    Mark(char),
    Plain,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub kind: ItemKind,
    pub units: Range<usize>,
}

impl Item {
    pub fn noun(&self) -> Option<Word> {
        match self.kind {
            ItemKind::Known(word @ Word::Noun(..)) => Some(word),
            _ => None,
        }
    }

    pub fn cue(&self) -> Option<Cue> {
        match self.kind {
            ItemKind::Cue(cue) => Some(cue),
            _ => None,
        }
    }

    /// `of which`, 其中.
    pub fn parts(&self) -> bool {
        matches!(self.kind, ItemKind::Cue(Cue::OfWhich) | ItemKind::Known(Word::Part))
    }

    pub fn is_who(&self) -> bool {
        matches!(self.kind, ItemKind::Place(..) | ItemKind::Zone(_))
    }
}

/// Lays the nouns over the elements; figures, periods and zones are never cut into, and no noun runs over them.
pub fn items(words: &Words, found: &Found, elements: &[Element]) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::with_capacity(elements.len());
    let next_hard = hard_starts(found.units.len(), elements);
    let mut taken = 0;
    for (index, element) in elements.iter().enumerate() {
        let mut units = element.units.clone();
        if units.end <= taken {
            continue;
        }
        units.start = units.start.max(taken);
        if let Some(item) = named_after_places(words, found, element).filter(|_| units.start == element.units.start) {
            taken = item.units.end;
            out.push(item);
            continue;
        }
        let in_word =
            matches!(element.kind, Kind::Place(_, Form::Short)) && noun_at(words, found, units.start, next_hard[units.start]).is_some();
        if let Some(kind) = hard(index, element).filter(|_| !in_word) {
            let mut end = units.end;
            if let ItemKind::Figure(figure) = kind {
                end = after_number(found, figure, end);
            }
            taken = end.max(units.start + 1);
            out.push(Item { kind, units: units.start..taken });
            units.start = taken;
            // The words of the unit may name what is counted: `46 companies`, 412家企业.
            while units.start < units.end {
                units.start = noun_at(words, found, units.start, next_hard[units.start]).map_or(units.start + 1, |item| {
                    let end = item.units.end;
                    out.push(item);
                    end
                });
                taken = taken.max(units.start);
            }
            continue;
        }
        while units.start < units.end {
            match noun_at(words, found, units.start, next_hard[units.start]) {
                Some(item) => {
                    units.start = item.units.end;
                    out.push(item);
                }
                // An element that no noun starts in is taken whole; one that has a noun inside is taken word by word.
                None if units.start == element.units.start && !has_noun(words, found, &units, &next_hard) => {
                    out.push(Item { kind: soft(element), units: units.clone() });
                    units.start = units.end;
                }
                None => {
                    out.push(Item { kind: ItemKind::Plain, units: units.start..units.start + 1 });
                    units.start += 1;
                }
            }
        }
        taken = units.start;
    }
    out
}

fn has_noun(words: &Words, found: &Found, units: &Range<usize>, next_hard: &[usize]) -> bool {
    found.units[units.start].kind == UnitKind::Han
        && (units.start + 1..units.end).any(|at| noun_at(words, found, at, next_hard[at]).is_some())
}

/// For each unit, the start of the next element that may not be cut into.
fn hard_starts(len: usize, elements: &[Element]) -> Vec<usize> {
    let mut out = vec![len; len + 1];
    for (index, element) in elements.iter().enumerate() {
        if hard(index, element).is_some() {
            out[element.units.start] = element.units.start;
        }
    }
    let mut next = len;
    for at in (0..len).rev() {
        let here = out[at];
        out[at] = next;
        if here == at {
            next = at;
        }
    }
    out
}

fn noun_at(words: &Words, found: &Found, at: usize, limit: usize) -> Option<Item> {
    let hit = found.names.at(at, List::Indicators).iter().find(|hit| hit.last as usize <= limit)?;
    Some(Item { kind: ItemKind::Known(words.entry(hit.entry)), units: at..hit.last as usize })
}

/// `China-Europe freight trains`: a noun that begins with the names of places.
fn named_after_places(words: &Words, found: &Found, element: &Element) -> Option<Item> {
    let Kind::Place(..) = element.kind else { return None };
    let hits = found.names.at(element.units.start, List::Indicators);
    let hit = hits.iter().find(|hit| hit.last as usize > element.units.end)?;
    Some(Item { kind: ItemKind::Known(words.entry(hit.entry)), units: element.units.start..hit.last as usize })
}

/// The unit after a figure's number, scale word and sign.
fn after_number(found: &Found, figure: usize, end: usize) -> usize {
    let figure = &found.figures[figure];
    (figure.units.start..end).find(|&at| found.units[at].start as usize >= figure.anchor.end).unwrap_or(end)
}

fn hard(index: usize, element: &Element) -> Option<ItemKind> {
    Some(match element.kind {
        Kind::Figure(figure) => ItemKind::Figure(figure as usize),
        Kind::Period(_) => ItemKind::Period,
        Kind::Place(_, form) => ItemKind::Place(index, form),
        Kind::Zone(_) => ItemKind::Zone(index),
        _ => return None,
    })
}

fn soft(element: &Element) -> ItemKind {
    match element.kind {
        Kind::Cue(cue) => ItemKind::Cue(cue),
        Kind::Mark(mark) => ItemKind::Mark(mark),
        Kind::Product(_) => ItemKind::Product,
        _ => ItemKind::Plain,
    }
}
