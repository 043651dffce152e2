//! What a sentence states of a zone besides its name: status, founding, authority, area, purpose.

use super::lexicon::{Founding, Link, Sense};
use super::phrase::Phrase;
use super::pieces::{Kind, Piece};
use super::register::Sentence;
use crate::periods;
use crate::token::{FigureKind, Period, PeriodTime, Year};
use jiff::civil::Date;
use std::ops::Range;

/// Ordered by how much they say: a zone that operates was planned and applied for once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Status {
    Planned,
    Applied,
    Operating,
}

impl Status {
    pub fn code(self) -> &'static str {
        match self {
            Status::Planned => "planned",
            Status::Applied => "applied",
            Status::Operating => "operating",
        }
    }
}

/// A value and the units that it was read from.
pub(super) type Read<T> = Option<(T, Range<usize>)>;

/// More pieces between a name and its verb of founding are too many.
const NEAR: usize = 8;
/// And behind it, where its area and its places may stand between.
const NEAR_AFTER: usize = 16;

/// The word of founding that has the zone as its object or subject, and its piece.
pub(super) fn founding(pieces: &[Piece], phrase: &Phrase) -> Option<(Founding, usize)> {
    if let Some(into) = led_into(pieces, phrase) {
        return led(pieces, into);
    }
    before(pieces, phrase.name.start).or_else(|| leading(pieces, phrase)).or_else(|| after(pieces, phrase))
}

/// The piece `into` of `build A and B into pilot zones`.
pub(super) fn led_into(pieces: &[Piece], phrase: &Phrase) -> Option<usize> {
    let skipped = |p: &&Piece| matches!(p.kind, Kind::Known(Sense::Determiner(_) | Sense::Filler) | Kind::Mark('«' | '"'));
    let count = pieces[..phrase.name.start].iter().rev().take_while(skipped).count();
    let into = (phrase.name.start - count).checked_sub(1)?;
    (pieces[into].link() == Some(Link::Into)).then_some(into)
}

/// Where the places end that become zones: `Erenhot was approved as`, `A, B and 31 other cities were given the status of`.
pub(super) fn end_of_led(pieces: &[Piece], into: usize) -> usize {
    let said = |p: &&Piece| match p.kind {
        Kind::Word | Kind::Digits => !p.capital,
        Kind::Known(sense) => {
            matches!(sense, Sense::Founding(_) | Sense::Auxiliary | Sense::Unit | Sense::Filler | Sense::Start | Sense::Link(Link::And))
        }
        _ => false,
    };
    let mut end = into - pieces[..into].iter().rev().take(NEAR).take_while(said).count();
    // `the cities of`
    while end < into && !pieces[..end].last().is_some_and(|p| p.is_place() || p.is_mark(')')) {
        end += 1;
    }
    end
}

/// The most pieces of a list of places that is made into zones.
const WIDEST_LIST: usize = 40;

/// The verb before the list.
fn led(pieces: &[Piece], into: usize) -> Option<(Founding, usize)> {
    (into.saturating_sub(WIDEST_LIST)..into).rev().take_while(|&at| !pieces[at].is_mark(';')).find_map(|at| match pieces[at].sense() {
        Some(Sense::Founding(founding)) => Some((founding, at)),
        _ => None,
    })
}

fn before(pieces: &[Piece], name: usize) -> Option<(Founding, usize)> {
    for at in (name.saturating_sub(NEAR)..name).rev() {
        match &pieces[at].kind {
            Kind::Known(Sense::Founding(founding)) => {
                return Some((strongest(pieces, at, *founding), at));
            }
            Kind::Known(
                Sense::Determiner(_)
                | Sense::Filler
                | Sense::Word(_)
                | Sense::Unit
                | Sense::Start
                | Sense::Number
                | Sense::Auxiliary
                | Sense::Link(Link::Of | Link::And),
            ) => {}
            Kind::Place(_) | Kind::Digits | Kind::Word | Kind::Han | Kind::Mark('«' | '"' | '-' | '\'') => {}
            _ => return None,
        }
    }
    None
}

/// `applied for the creation of`: the verb before says more than the noun.
fn strongest(pieces: &[Piece], at: usize, founding: Founding) -> Founding {
    let mut earlier = pieces[at.saturating_sub(3)..at].iter().filter_map(|p| match p.sense() {
        Some(Sense::Founding(f)) => Some(f),
        _ => None,
    });
    earlier.rfind(|&f| f == Founding::Applied || founding == Founding::Intent).unwrap_or(founding)
}

/// `Launched in 2017, the Shaanxi FTZ`: the participle that begins the sentence.
fn leading(pieces: &[Piece], phrase: &Phrase) -> Option<(Founding, usize)> {
    let determiners = pieces[..phrase.name.start].iter().rev().take_while(|p| p.determiner().is_some()).count();
    let comma = (phrase.name.start - determiners).checked_sub(1).filter(|&at| at < NEAR && pieces[at].is_mark(','))?;
    // "Officially launched"
    (0..comma.min(2)).find_map(|at| match pieces[at].sense() {
        Some(Sense::Founding(Founding::Done)) => Some((Founding::Done, at)),
        _ => None,
    })
}

/// The verb after the name or its places: `was set up`, `in Heihe, approved in 1992`.
fn after(pieces: &[Piece], phrase: &Phrase) -> Option<(Founding, usize)> {
    let founding = |at: usize| match pieces[at].sense() {
        Some(Sense::Founding(founding @ (Founding::Done | Founding::Future))) => Some((founding, at)),
        _ => None,
    };
    // `was established in Heihe`
    if let Some(found) = (phrase.name.end..phrase.end).find_map(founding) {
        return Some(found);
    }
    let (mut clause, mut joined) = (false, false);
    for (at, piece) in pieces.iter().enumerate().skip(phrase.end).take(NEAR_AFTER) {
        match piece.kind {
            Kind::Known(Sense::Founding(founding @ (Founding::Done | Founding::Future))) => {
                return (!joined && (!clause || follows_comma(pieces, at))).then_some((founding, at));
            }
            Kind::Known(Sense::Founding(_)) => return None,
            Kind::Mark(',') => clause = true,
            Kind::Known(Sense::Head { .. }) if clause => return None,
            // `the A zone and the B zone were both set up in 1992`
            Kind::Known(Sense::Link(Link::And)) if !clause => joined = true,
            Kind::Known(Sense::Head { .. }) => joined = false,
            Kind::Mark('»' | '"' | '(' | ')' | '\'' | '-' | '.') | Kind::Word | Kind::Han | Kind::Place(_) | Kind::Digits => {}
            Kind::Known(Sense::Planned | Sense::Link(Link::In) | Sense::Word(_) | Sense::Unit | Sense::Authority) => {}
            Kind::Known(Sense::Auxiliary | Sense::Filler | Sense::Determiner(_) | Sense::NotWith) => {}
            _ => return None,
        }
    }
    None
}

/// `, founded in`, `, which was founded in`, `，2020年4月获批。`: said of what stands before the comma.
fn follows_comma(pieces: &[Piece], verb: usize) -> bool {
    // A Chinese verb that ends its clause has no object.
    let ends = pieces.get(verb + 1).is_none_or(|p| matches!(p.kind, Kind::Mark(_)));
    let helps = |p: &&Piece| match p.kind {
        Kind::Known(Sense::Auxiliary) => true,
        Kind::Digits | Kind::Han | Kind::Known(Sense::Authority) => ends,
        _ => false,
    };
    let count = pieces[..verb].iter().rev().take_while(helps).count();
    pieces[..verb - count].last().is_some_and(|p| p.is_mark(','))
}

/// `planned` where a word of planning stands before the name or the founding is still an intention.
/// And the piece that says so.
pub(super) fn status(pieces: &[Piece], phrase: &Phrase) -> Option<(Status, usize)> {
    let founding = founding(pieces, phrase);
    let ahead = pieces[..phrase.name.start].iter().rev().take(16);
    let plans = ahead.clone().any(|p| p.sense() == Some(Sense::Planned));
    match founding {
        Some((Founding::Applied, at)) => return Some((Status::Applied, at)),
        Some((Founding::Intent | Founding::Future, at)) => return Some((Status::Planned, at)),
        Some((Founding::Done | Founding::Has, at)) => {
            return Some((if is_hoped(pieces, at) { Status::Planned } else { Status::Operating }, at));
        }
        None => {}
    }
    if plans && !pieces[..phrase.name.start].iter().any(|p| p.sense() == Some(Sense::Operating)) {
        let at = pieces[..phrase.name.start].iter().rposition(|p| p.sense() == Some(Sense::Planned))?;
        return (phrase.name.start - at <= NEAR_PLAN).then_some((Status::Planned, at));
    }
    let at = pieces.iter().position(|p| matches!(p.sense(), Some(Sense::Operating | Sense::Include)))?;
    Some((Status::Operating, at))
}

/// Does a word of planning stand just before the verb?
fn is_hoped(pieces: &[Piece], verb: usize) -> bool {
    pieces[verb.saturating_sub(4)..verb].iter().any(|p| p.sense() == Some(Sense::Planned))
}

/// When it was founded, where the sentence says that it was.
pub(super) fn established(sentence: &Sentence, pieces: &[Piece], phrase: &Phrase) -> Read<String> {
    let done = |p: &Piece| p.sense() == Some(Sense::Founding(Founding::Done));
    let at = match founding(pieces, phrase)? {
        // `would be created in 2030`
        (Founding::Done, at) if is_hoped(pieces, at) => return None,
        (Founding::Done, at) => at,
        // `is home to a zone set up in 1984`
        (Founding::Has, _) => after(pieces, phrase).filter(|(founding, _)| *founding == Founding::Done)?.1,
        // `approved a list of cities where zones should be established`
        (Founding::Future, _) => pieces[..phrase.name.start].iter().rposition(done)?,
        _ => return None,
    };
    let verb = pieces[at].units.clone();
    let distance = |p: &&Period| {
        if p.units.end <= verb.start { verb.start - p.units.end } else { p.units.start.saturating_sub(verb.end) }
    };
    let period = sentence.periods.iter().filter(|p| is_date(p)).min_by_key(distance)?;
    // `действует с 12 октября 2015 года`
    let time = match period.time {
        PeriodTime::Since(time) => PeriodTime::At(time),
        time => time,
    };
    let days = periods::span(&time, &sentence.times)?;
    Some((as_precise(days), period.units.clone()))
}

fn is_date(period: &Period) -> bool {
    matches!(period.time, PeriodTime::At(time) | PeriodTime::Since(time) if !matches!(time.year, Year::Same | Year::Before | Year::Later(_)))
}

/// A day, a month or a year as ISO 8601 prints it.
fn as_precise((first, last): (Date, Date)) -> String {
    if first == last {
        first.to_string()
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{:04}-{:02}", first.year(), first.month())
    } else {
        format!("{:04}", first.year())
    }
}

/// Who founded it, as printed.
pub(super) fn authority(pieces: &[Piece], phrase: &Phrase) -> Option<Range<usize>> {
    let (_, verb) = founding(pieces, phrase)?;
    let is_authority = |&at: &usize| pieces[at].sense() == Some(Sense::Authority);
    let at = (0..pieces.len()).filter(is_authority).min_by_key(|at| at.abs_diff(verb))?;
    let mut units = pieces[at].units.clone();
    if let Some(tail) = pieces.get(at + 1).filter(|p| p.sense() == Some(Sense::AuthorityTail)) {
        units.end = tail.units.end;
    }
    Some(units)
}

/// More pieces between a name and its area are too many.
const NEAR_AREA: usize = 12;

/// More pieces between a word of planning and a name are too many.
const NEAR_PLAN: usize = 4;

/// Its area: the one just before its name (`a 20 sq km Heihe area`), or the first one stated between it and `next`, the piece where
/// the next name starts.
pub(super) fn area(sentence: &Sentence, pieces: &[Piece], phrase: &Phrase, next: usize) -> Read<f64> {
    let units = pieces[phrase.name.end - 1].units.end;
    let last = pieces.get(next).map_or(sentence.units.len(), |p| p.units.start);
    let start = pieces[phrase.name.start].units.start;
    let mut areas = sentence.figures.iter().filter(|f| f.kind == FigureKind::Quantity("km2"));
    if let Some(figure) = areas.clone().find(|f| f.units.end == start) {
        return Some((figure.value, figure.units.clone()));
    }
    let figure = areas.find(|f| f.units.start >= units && f.units.end < last)?;
    let between = pieces[phrase.end..].iter().take_while(|p| p.units.start < figure.units.start).count();
    let at = phrase.end + between;
    // "Harbin (79.86 sq km)" tells of Harbin's part
    let of_place = at > phrase.end + 1 && pieces[at - 1].is_mark('(') && pieces[at - 2].is_place();
    (between <= NEAR_AREA && !of_place).then(|| (figure.value, figure.units.clone()))
}

/// The date in the bracket behind a place: `Harbin (2018)`.
pub(super) fn date_in_bracket(sentence: &Sentence, pieces: &[Piece], place: &Range<usize>) -> Read<String> {
    let inside = pieces.get(place.end + 1).filter(|_| pieces[place.end].is_mark('('))?.units.start;
    let period = sentence.periods.iter().filter(|p| is_date(p)).find(|p| p.units.start == inside)?;
    Some((as_precise(periods::span(&period.time, &sentence.times)?), period.units.clone()))
}

/// The area in the bracket behind a place: `Harbin (79.86 square kilometers)`.
pub(super) fn area_in_bracket(sentence: &Sentence, pieces: &[Piece], place: &Range<usize>) -> Read<f64> {
    let first = pieces.get(place.end + 1).filter(|_| pieces[place.end].is_mark('('))?.units.start;
    let figure = sentence.figures.iter().find(|f| f.kind == FigureKind::Quantity("km2") && f.units.start == first)?;
    Some((figure.value, figure.units.clone()))
}

/// Phrases after `focus on`, `intended to`, up to the end of the clause.
pub(super) fn functions<'a>(sentence: &Sentence<'a>, pieces: &[Piece], phrase: &Phrase) -> Vec<(&'a str, Range<usize>)> {
    let Some(cue) = (phrase.end..pieces.len()).find(|&at| pieces[at].sense() == Some(Sense::Function)) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut start = cue + 1;
    for at in cue + 1..=pieces.len() {
        let ends = pieces.get(at).is_none_or(|p| matches!(p.kind, Kind::Mark('.' | ';' | '(')));
        if ends || pieces[at].is_mark(',') {
            out.extend(function(sentence, pieces, start..at));
            start = at + 1;
        }
        if ends {
            break;
        }
    }
    out
}

/// Longer ones are no phrases but sentences.
const LONGEST_FUNCTION: usize = 14;

fn function<'a>(sentence: &Sentence<'a>, pieces: &[Piece], range: Range<usize>) -> Option<(&'a str, Range<usize>)> {
    let skipped =
        pieces[range.clone()].iter().take_while(|p| matches!(p.sense(), Some(Sense::Link(Link::And) | Sense::Determiner(_)))).count();
    let range = range.start + skipped..range.end;
    if range.is_empty() || range.len() > LONGEST_FUNCTION {
        return None;
    }
    let units = pieces[range.start].units.start..pieces[range.end - 1].units.end;
    let text = &sentence.text[sentence.units[units.start].start as usize..sentence.units[units.end - 1].end as usize];
    Some((text.trim_matches(|c: char| !c.is_alphanumeric()), units)).filter(|(text, _)| text.chars().count() > 2)
}
