//! A sentence as zone names see it: places, the words of zone names, and what stands between.

use super::lexicon::{Determiner, Entry, Link, Sense, Words};
use crate::gazetteer::{List, Names};
use crate::relate::vocab::{self, Form, Vocabulary};
use crate::units::{Unit, UnitKind};
use std::ops::Range;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// The places that the name may stand for, as numbers of the vocabulary.
    Place(Vec<u32>),
    Known(Sense),
    /// A word, Chinese character or number that no list has.
    Word,
    Han,
    Digits,
    /// In its half-width form.
    Mark(char),
}

#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub kind: Kind,
    pub units: Range<usize>,
    /// Begins with a capital letter.
    pub capital: bool,
    /// A place named by an adjective.
    pub adjective: bool,
}

impl Piece {
    pub fn sense(&self) -> Option<Sense> {
        match self.kind {
            Kind::Known(sense) => Some(sense),
            _ => None,
        }
    }

    pub fn link(&self) -> Option<Link> {
        match self.kind {
            Kind::Known(Sense::Link(link)) => Some(link),
            _ => None,
        }
    }

    pub fn determiner(&self) -> Option<Determiner> {
        match self.kind {
            Kind::Known(Sense::Determiner(determiner)) => Some(determiner),
            _ => None,
        }
    }

    pub fn is_place(&self) -> bool {
        matches!(self.kind, Kind::Place(_))
    }

    pub fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }
}

/// A name of one or more places, up to unit `end`.
struct PlaceName {
    places: Vec<u32>,
    end: usize,
    adjective: bool,
}

/// Takes places and the words of zone names from the names of a sentence; the longest wins.
pub(super) struct Cutter<'a> {
    pub words: &'a Words,
    pub vocabulary: &'a Vocabulary,
    pub text: &'a str,
    pub units: &'a [Unit],
    pub names: &'a Names,
}

impl Cutter<'_> {
    pub fn pieces(&self) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(self.units.len());
        let mut at = 0;
        while at < self.units.len() {
            let after_authority = pieces.last().is_some_and(|p: &Piece| p.sense() == Some(Sense::Authority));
            let piece = self.piece(at, after_authority);
            at = piece.units.end;
            pieces.push(piece);
        }
        units_before_names(&mut pieces);
        self.close_low_quotes(&mut pieces);
        pieces
    }

    /// `„Тольятти“`: the mark that opens a quote elsewhere closes one that a low mark opened.
    fn close_low_quotes(&self, pieces: &mut [Piece]) {
        let mut opened = false;
        for piece in pieces.iter_mut().filter(|piece| matches!(piece.kind, Kind::Mark('«' | '»'))) {
            match self.units[piece.units.start].text(self.text) {
                "„" => opened = true,
                "“" if std::mem::take(&mut opened) => piece.kind = Kind::Mark('»'),
                _ => {}
            }
        }
    }

    fn piece(&self, at: usize, after_authority: bool) -> Piece {
        let capital = self.units[at].kind == UnitKind::Word && starts_upper(self.units[at].text(self.text));
        if self.names.is_empty_at(at) {
            return Piece { kind: self.plain(at), units: at..at + 1, capital, adjective: false };
        }
        let word = self.word(at, after_authority);
        let place = self.place(at);
        let (kind, last, adjective) = match (word, place) {
            (Some((sense, last)), Some(place)) if last > place.end => (Kind::Known(sense), last, false),
            (_, Some(place)) => (Kind::Place(place.places), place.end, place.adjective),
            (Some((sense, last)), None) => (Kind::Known(sense), last, false),
            (None, None) => (self.plain(at), at + 1, false),
        };
        Piece { kind, units: at..last, capital, adjective }
    }

    /// The words of names that begin here, and where they end; `of China` is a tail only of an authority's name.
    fn word(&self, at: usize, after_authority: bool) -> Option<(Sense, usize)> {
        self.names.at(at, List::Zones).iter().find_map(|hit| {
            let Entry { sense, capitals } = self.words.entry(hit.entry);
            let holds_head = || (at + 1..hit.last as usize).any(|inside| self.is_head_beyond(inside, hit.last as usize));
            let tail = sense == Sense::AuthorityTail && !after_authority;
            let small = capitals && !in_capitals(self.units[at].text(self.text));
            let other = tail || small || matches!(sense, Sense::Link(_) | Sense::Unit) && holds_head();
            (!other).then_some((sense, hit.last as usize))
        })
    }

    /// The longest name of a place; shorter by the words of a zone where they end it (`Xiongan New Area`).
    fn place(&self, at: usize) -> Option<PlaceName> {
        let upper = starts_upper(self.units[at].text(self.text)) || self.units[at].kind == UnitKind::Han;
        let found: Vec<(u32, usize, bool)> = self
            .names
            .at(at, List::Trade)
            .iter()
            .filter_map(|hit| match self.vocabulary.entry(hit.entry) {
                vocab::Entry::Place(place, Form::Name) if upper => Some((place, hit.last as usize, false)),
                vocab::Entry::Place(place, Form::Adjective) => Some((place, hit.last as usize, true)),
                _ => None,
            })
            .collect();
        let longest = found.first()?.1;
        let shorter = found.iter().map(|f| f.1).find(|&end| end < longest && self.is_head(end, longest));
        let end = shorter.unwrap_or(longest);
        let meant = || found.iter().filter(|f| f.1 == end);
        Some(PlaceName { places: meant().map(|f| f.0).collect(), end, adjective: meant().all(|f| f.2) })
    }

    /// `на территории опережающего развития`: the words of a zone begin inside and go on.
    fn is_head_beyond(&self, first: usize, last: usize) -> bool {
        let mut hits = self.names.at(first, List::Zones).iter();
        hits.any(|hit| hit.last as usize > last && matches!(self.words.entry(hit.entry).sense, Sense::Head { .. }))
    }

    fn is_head(&self, first: usize, last: usize) -> bool {
        let mut hits = self.names.at(first, List::Zones).iter();
        hits.any(|hit| hit.last as usize == last && matches!(self.words.entry(hit.entry).sense, Sense::Head { .. }))
    }

    fn plain(&self, at: usize) -> Kind {
        let unit = self.units[at];
        match unit.kind {
            UnitKind::Word => Kind::Word,
            UnitKind::Han => Kind::Han,
            UnitKind::Digits => Kind::Digits,
            UnitKind::Mark => Kind::Mark(half_width(unit.text(self.text))),
        }
    }
}

/// `провинции`, `the city` before a name is nothing spoken of before.
fn units_before_names(pieces: &mut [Piece]) {
    for at in 1..pieces.len() {
        if pieces[at].is_place() && matches!(pieces[at - 1].sense(), Some(Sense::Here | Sense::Town)) {
            pieces[at - 1].kind = Kind::Known(Sense::Unit);
        }
    }
}

fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn in_capitals(word: &str) -> bool {
    word.chars().take(2).filter(|c| c.is_uppercase()).count() == 2
}

fn half_width(mark: &str) -> char {
    match mark.chars().next().unwrap_or(' ') {
        '，' => ',',
        '；' => ';',
        '：' => ':',
        '（' | '【' | '[' => '(',
        '）' | '】' | ']' => ')',
        '。' => '.',
        '—' | '–' | '−' | '‐' | '‑' | '－' | '~' | '～' => '-',
        '’' | '`' => '\'',
        '“' | '«' | '「' | '『' | '„' | '《' => '«',
        '”' | '»' | '」' | '』' | '》' => '»',
        other => other,
    }
}
