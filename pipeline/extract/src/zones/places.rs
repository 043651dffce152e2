//! Places in a row: `Heihe (Heilongjiang Province), Yingkou and Jilin (Jilin Province)`, 黑龙江省绥芬河、黑河.

use super::lexicon::{Determiner, Link, Sense};
use super::pieces::{Kind, Piece};
use crate::relate::vocab::Vocabulary;
use std::ops::Range;

/// How a place is joined to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// The first of its row.
    First,
    /// Nothing between: neighbours of a Chinese name, or countries of a name like `China-Mongolia`.
    Tight,
    Dash,
    /// A comma or `and`.
    List,
    /// A comma or `and` with further words: `and in the city of`.
    Loose,
}

/// One place of a row, with what is said of where it lies.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// What the name may stand for; settled to one where the row says which.
    pub places: Vec<u32>,
    pub pieces: Range<usize>,
    pub joint: Joint,
}

#[derive(Debug, Clone)]
pub(super) struct Run {
    pub items: Vec<Item>,
    pub pieces: Range<usize>,
}

/// The rows of a sentence, found by the pieces at their edges.
pub(super) struct Runs {
    pub list: Vec<Run>,
    starts: Vec<Option<u32>>,
    ends: Vec<Option<(u32, u32)>>,
}

impl Runs {
    pub fn new(list: Vec<Run>, pieces: usize) -> Runs {
        let (mut starts, mut ends) = (vec![None; pieces + 1], vec![None; pieces + 1]);
        for (r, run) in list.iter().enumerate() {
            starts[run.pieces.start] = Some(r as u32);
            for (i, item) in run.items.iter().enumerate() {
                ends[item.pieces.end] = Some((r as u32, i as u32));
            }
        }
        Runs { list, starts, ends }
    }

    pub fn starting_at(&self, piece: usize) -> Option<&Run> {
        self.starts.get(piece).copied().flatten().map(|r| &self.list[r as usize])
    }

    /// The row with an item that ends before `piece`, and which item.
    pub fn ending_at(&self, piece: usize) -> Option<(&Run, usize)> {
        self.ends.get(piece).copied().flatten().map(|(r, i)| (&self.list[r as usize], i as usize))
    }
}

/// More pieces between two places end a row.
const WIDEST_GAP: usize = 7;

/// All rows of places of a sentence, in order; `here` is what `this province` stands for.
pub(super) fn runs(vocabulary: &Vocabulary, pieces: &[Piece], here: Option<u32>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let places = match (&piece.kind, here) {
            (Kind::Place(places), _) if is_wide(pieces, at) => provinces(vocabulary, places),
            (Kind::Place(places), _) => places.clone(),
            (Kind::Known(Sense::Here), Some(here)) => vec![here],
            _ => continue,
        };
        let gap = runs.last().filter(|_| !begins_name(pieces, at)).map(|run| (run.pieces.end, joint(pieces, run.pieces.end, at)));
        match (runs.last_mut(), gap) {
            (Some(run), Some((_, Some(gap)))) => join(vocabulary, run, places, at, gap),
            _ => runs.push(Run { items: vec![Item { places, pieces: at..at + 1, joint: Joint::First }], pieces: at..at + 1 }),
        }
        close_bracket(pieces, runs.last_mut().expect("a run was pushed"));
    }
    runs
}

/// `участок Суйфэньхэ Хэйлунцзянской ПЗСТ`: an adjective just behind a place begins another name, but for `Хэйлунцзянской провинции`.
fn begins_name(pieces: &[Piece], at: usize) -> bool {
    let unit = pieces.get(at + 1).is_some_and(|next| matches!(next.sense(), Some(Sense::Unit | Sense::Here)));
    pieces[at].adjective && at > 0 && pieces[at - 1].is_place() && !pieces[at - 1].adjective && !unit
}

/// `Tomsk State` is no city.
fn is_wide(pieces: &[Piece], at: usize) -> bool {
    pieces.get(at + 1).is_some_and(|next| next.capital && next.sense() == Some(Sense::Wide))
}

/// The first-level subdivisions of `places`, if there are any.
fn provinces(vocabulary: &Vocabulary, places: &[u32]) -> Vec<u32> {
    let outer = |&place: &u32| {
        let place = vocabulary.place(place);
        place.parent.as_deref().and_then(|code| vocabulary.by_code(code))
    };
    let found: Vec<u32> =
        places.iter().copied().chain(places.iter().filter_map(outer)).filter(|&p| vocabulary.place(p).kind == "admin1").collect();
    if found.is_empty() { places.to_vec() } else { found }
}

/// What stands between two places of a row.
#[derive(Debug, Clone, Copy)]
struct Gap {
    joint: Joint,
    bracket: bool,
    /// `and`, 、: a place after it is another one.
    and: bool,
    comma: bool,
    within: bool,
}

/// `None` where more than the glue of a list stands between.
fn joint(pieces: &[Piece], from: usize, to: usize) -> Option<Gap> {
    let from = behind_figure(pieces, from, to);
    if to < from || to - from > WIDEST_GAP {
        return None;
    }
    let mut gap = Gap { joint: Joint::Tight, bracket: false, and: false, comma: false, within: false };
    let mut loose = false;
    for (at, piece) in pieces.iter().enumerate().take(to).skip(from) {
        match piece.kind {
            Kind::Mark(',') => gap.comma = true,
            Kind::Mark('-') => gap.joint = Joint::Dash,
            Kind::Mark('(') if at + 1 == to => gap.bracket = true,
            Kind::Mark('\'') | Kind::Known(Sense::Unit) => loose |= gap.and || gap.comma,
            Kind::Word if at > from && pieces[at - 1].is_mark('\'') => {}
            Kind::Known(Sense::Link(Link::And)) => gap.and = true,
            Kind::Known(Sense::Link(Link::In | Link::Of)) => {
                gap.within = true;
                loose = true;
            }
            Kind::Known(Sense::Determiner(Determiner::Definite)) => loose = true,
            _ => return None,
        }
    }
    if gap.and || gap.comma {
        gap.joint = if loose { Joint::Loose } else { Joint::List };
    } else if gap.within || loose {
        gap.joint = Joint::Loose;
    }
    Some(gap)
}

/// The most pieces of a figure with its unit in brackets.
const LONGEST_FIGURE: usize = 10;

/// Where a bracket ends that only counts: `Harbin (79.86 square kilometers), Heihe`.
fn behind_figure(pieces: &[Piece], from: usize, to: usize) -> usize {
    let is = |at: usize, kind: Kind| pieces.get(at).is_some_and(|p| p.kind == kind);
    if !is(from, Kind::Mark('(')) || !is(from + 1, Kind::Digits) {
        return from;
    }
    (from + 2..to.min(from + LONGEST_FIGURE)).find(|&at| is(at, Kind::Mark(')'))).map_or(from, |close| close + 1)
}

/// Adds a place to a row: as the province of the last one, as a part of it, or as another.
fn join(vocabulary: &Vocabulary, run: &mut Run, places: Vec<u32>, at: usize, gap: Gap) {
    let last = run.items.last_mut().expect("a run has an item");
    let inside =
        |inner: u32, outer: u32| inner != outer && vocabulary.lies_in(&vocabulary.place(inner).code, &vocabulary.place(outer).code);
    let settled: Vec<u32> = last.places.iter().copied().filter(|&a| places.iter().any(|&b| inside(a, b))).collect();
    let narrower: Vec<u32> = places.iter().copied().filter(|&b| last.places.iter().any(|&a| inside(b, a))).collect();
    run.pieces.end = at + 1;
    // `Urumqi, the regional capital, the Xinjiang ...`
    let apart = gap.comma && gap.joint == Joint::Loose && !gap.within;
    if !apart
        && !gap.and
        && gap.joint != Joint::Dash
        && !settled.is_empty()
        && (gap.bracket || gap.within || gap.comma || narrower.is_empty())
    {
        last.places = settled;
        last.pieces.end = at + 1;
    } else if !gap.and && !gap.comma && !gap.within && gap.joint != Joint::Dash && !narrower.is_empty() {
        last.places = narrower;
        last.pieces.end = at + 1;
    } else if gap.bracket && last.places.iter().any(|a| places.contains(a)) {
        // The same place under another name: Bolshoy Ussuriysky (Heixiazi).
        last.pieces.end = at + 1;
    } else {
        // 图们江区域（珲春）: what is in a bracket stands by itself.
        let joint = if gap.bracket { Joint::Loose } else { gap.joint };
        run.items.push(Item { places, pieces: at..at + 1, joint });
    }
}

/// The bracket round the last place belongs to it.
fn close_bracket(pieces: &[Piece], run: &mut Run) {
    let end = run.pieces.end;
    let last = run.items.last_mut().expect("a run has an item");
    let opened = pieces[last.pieces.clone()].iter().any(|p| p.is_mark('('));
    if opened && pieces.get(end).is_some_and(|p| p.is_mark(')')) {
        run.pieces.end = end + 1;
        last.pieces.end = end + 1;
    }
}

/// The one that is meant of several: a province's city where `within` is the province, else the first.
pub(super) fn settle(vocabulary: &Vocabulary, item: &Item, within: Option<&str>) -> u32 {
    let inside = |&&place: &&u32| within.is_some_and(|outer| vocabulary.lies_in(&vocabulary.place(place).code, outer));
    *item.places.iter().find(inside).unwrap_or(&item.places[0])
}

/// Is a zone's place: a first-level subdivision or something inside one.
pub(super) fn is_local(vocabulary: &Vocabulary, place: u32) -> bool {
    let place = vocabulary.place(place);
    !place.is_abroad() && place.kind != "group" && place.kind != "region"
}

/// Cities that are first-level subdivisions, or go by the name of one.
const CITIES: [&str; 7] = ["AE-DU", "CN-BJ", "CN-CQ", "CN-SH", "CN-TJ", "RU-MOW", "RU-SPE"];

/// Is a place below the first level, or a city of the first.
pub(super) fn is_city(vocabulary: &Vocabulary, place: u32) -> bool {
    let local = is_local(vocabulary, place);
    let place = vocabulary.place(place);
    local && (place.kind != "admin1" || CITIES.contains(&place.code.as_str()))
}
