//! The units of a sentence to elements: tokens, names of the lists, marks.

use super::{Element, Found, Kind};
use crate::gazetteer::{Hit, List};
use crate::relate::vocab::{Cue, Entry, Form, Vocabulary};
use crate::token::FigureKind;
use crate::units::UnitKind;
use std::ops::Range;

/// The elements as they stand, before one makes anything of another.
pub(super) fn read(vocabulary: &Vocabulary, found: &Found) -> Vec<Element> {
    let mut out: Vec<Element> = Vec::with_capacity(found.units.len() / 2 + 4);
    let mut spans = Spans::default();
    let mut at = 0;
    while at < found.units.len() {
        let mut element = spans.starting_at(found, at).unwrap_or_else(|| name_or_mark(vocabulary, found, at, &spans));
        if let Kind::Period(_) = element.kind
            && let Some(change) = change_within(vocabulary, found, &element.units)
        {
            element.units.start = change.units.end;
            out.push(change);
        }
        at = element.units.end.max(at + 1);
        if is_same_dash(found, out.last(), &element) {
            continue;
        }
        out.push(element);
    }
    out
}

/// `импорт -- 2 млрд`: the second of two hyphens is of one dash.
fn is_same_dash(found: &Found, last: Option<&Element>, element: &Element) -> bool {
    let hyphen = |e: &Element| e.kind == Kind::Mark('-') && found.first(e) == "-";
    hyphen(element) && found.is_glued(element) && last.is_some_and(hyphen)
}

/// Cursors over the tokens of the recognisers, which come in order.
#[derive(Default)]
struct Spans {
    figure: usize,
    period: usize,
    zone: usize,
    /// No token starts before this unit that has not been come to.
    start: usize,
}

impl Spans {
    fn starting_at(&mut self, found: &Found, at: usize) -> Option<Element> {
        if at < self.start {
            return None;
        }
        while found.figures.get(self.figure).is_some_and(|f| f.units.start < at) {
            self.figure += 1;
        }
        while found.periods.get(self.period).is_some_and(|p| p.units.start < at) {
            self.period += 1;
        }
        while found.zones.get(self.zone).is_some_and(|z| z.start < at) {
            self.zone += 1;
        }
        let figure = found.figures.get(self.figure).map(|f| f.units.start);
        let period = found.periods.get(self.period).map(|p| p.units.start);
        let zone = found.zones.get(self.zone).map(|z| z.start);
        self.start = [figure, period, zone].into_iter().flatten().min().unwrap_or(usize::MAX);
        if let Some(zone) = found.zones.get(self.zone).filter(|z| z.start == at) {
            return Some(Element { kind: Kind::Zone(self.zone as u32), units: zone.clone() });
        }
        if let Some(period) = found.periods.get(self.period).filter(|p| p.units.start == at) {
            return Some(Element { kind: Kind::Period(self.period as u32), units: period.units.clone() });
        }
        let figure = found.figures.get(self.figure).filter(|f| f.units.start == at)?;
        Some(Element { kind: Kind::Figure(self.figure as u32), units: figure.units.clone() })
    }

    /// The unit at which the next token starts.
    fn next(&self, found: &Found, at: usize) -> usize {
        let starts = [
            // A number in words may be part of a name: `the two countries`.
            found.figures[self.figure.min(found.figures.len())..]
                .iter()
                .filter(|f| f.kind != FigureKind::Plain)
                .map(|f| f.units.start)
                .find(|&s| s > at),
            found.periods[self.period.min(found.periods.len())..].iter().map(|p| p.units.start).find(|&s| s > at),
            found.zones[self.zone.min(found.zones.len())..].iter().map(|z| z.start).find(|&s| s > at),
        ];
        starts.into_iter().flatten().min().unwrap_or(found.units.len())
    }
}

/// The longest name of the lists at unit `at`, a mark, or a word like any other.
fn name_or_mark(vocabulary: &Vocabulary, found: &Found, at: usize, spans: &Spans) -> Element {
    let unit = found.units[at];
    let mark = (unit.kind == UnitKind::Mark).then(|| mark(unit.text(found.text))).filter(|&mark| mark != '、' && mark != '*');
    // Quotation marks are part of some names: “一带一路”沿线国家.
    if let Some(mark) = mark.filter(|&mark| mark != '"') {
        return Element { kind: Kind::Mark(mark), units: at..at + 1 };
    }
    let hits = found.names.at(at, List::Trade);
    let limit = if hits.is_empty() { at } else { spans.next(found, at) };
    for hit in hits.iter().filter(|hit| hit.last as usize <= limit) {
        if let Some(kind) = name(vocabulary, found, at, hit) {
            return Element { kind, units: at..closing_point(found, kind, at, hit.last as usize, limit) };
        }
    }
    Element { kind: mark.map_or(Kind::Word, Kind::Mark), units: at..at + 1 }
}

/// What the entry of a list is where its words stand at unit `at`, if anything.
fn name(vocabulary: &Vocabulary, found: &Found, at: usize, hit: &Hit) -> Option<Kind> {
    let last = hit.last as usize;
    let is_upper = |unit: usize| starts_upper(found.units[unit].text(found.text));
    match vocabulary.entry(hit.entry) {
        Entry::Place(place, Form::Name) => {
            let is_name = is_upper(at) || last > at + 1 && (vocabulary.place(place).is_group() || is_upper(last - 1));
            is_name.then_some(Kind::Place(place, Form::Name))
        }
        Entry::Place(place, form) => Some(Kind::Place(place, form)),
        Entry::Namesake(namesake) => is_upper(at).then_some(Kind::Namesake(namesake)),
        Entry::Office(office) => vocabulary.office(office).filter(|_| is_upper(at)).map(|place| Kind::Place(place, Form::Name)),
        Entry::Product(product) => Some(Kind::Product(product)),
        Entry::Attribute(product) => is_flow_at(vocabulary, found, last).then_some(Kind::Product(product)),
        Entry::Cue(Cue::Flow(_) | Cue::Ignore) if cuts_product(vocabulary, found, at, last) => None,
        Entry::Cue(cue) => Some(Kind::Cue(cue)),
    }
}

/// `ниже показателя 2008 года`: the words that name the time compared with begin with which way it went.
fn change_within(vocabulary: &Vocabulary, found: &Found, units: &Range<usize>) -> Option<Element> {
    let hits = found.names.at(units.start, List::Trade);
    hits.iter().filter(|hit| (hit.last as usize) < units.end).find_map(|hit| match vocabulary.entry(hit.entry) {
        Entry::Cue(cue @ Cue::Change(_)) => Some(Element { kind: Kind::Cue(cue), units: units.start..hit.last as usize }),
        _ => None,
    })
}

/// 进口货|车: does the word end inside the name of goods?
fn cuts_product(vocabulary: &Vocabulary, found: &Found, first: usize, last: usize) -> bool {
    let product = |hit: &Hit| hit.last as usize > last && matches!(vocabulary.entry(hit.entry), Entry::Product(_));
    found.units[first].kind == UnitKind::Han && (first + 2..last).any(|at| found.names.at(at, List::Trade).iter().any(product))
}

/// Does a word of trade start at unit `at`?
fn is_flow_at(vocabulary: &Vocabulary, found: &Found, at: usize) -> bool {
    at < found.units.len()
        && found.names.at(at, List::Trade).iter().any(|hit| matches!(vocabulary.entry(hit.entry), Entry::Cue(Cue::Flow(_))))
}

/// The point that ends an abbreviated name (`the U.S. imports`) belongs to it.
fn closing_point(found: &Found, kind: Kind, first: usize, last: usize, limit: usize) -> usize {
    let is_point = |at: usize| found.units.get(at).is_some_and(|unit| unit.text(found.text) == ".");
    let abbreviated = matches!(kind, Kind::Place(..)) && (first..last).any(is_point);
    if abbreviated && last < limit && is_point(last) { last + 1 } else { last }
}

/// Names begin with a capital where the script has them; those of groups may not: `страны дальнего зарубежья`.
fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(|c| !c.is_lowercase())
}

/// A mark in its half-width form.
fn mark(text: &str) -> char {
    match text.chars().next().unwrap_or(' ') {
        '，' => ',',
        '；' => ';',
        '：' => ':',
        '（' | '【' | '[' => '(',
        '）' | '】' | ']' => ')',
        '。' | '.' => '.',
        '—' | '–' | '-' | '−' | '‐' | '‑' | '－' | '―' => '-',
        '’' | '\'' => '\'',
        '“' | '”' | '"' | '«' | '»' => '"',
        '、' => '、',
        other => other,
    }
}
