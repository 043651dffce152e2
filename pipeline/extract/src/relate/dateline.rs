//! Datelines: where and when a text was written, not whom it is about.

use super::elements::Kind;
use super::frame::{Slot, Who};
use super::vocab::{Cue, Link};
use super::walk::Walk;
use crate::token::{Part, PeriodTime, Time};
use std::ops::Range;

impl Walk<'_> {
    /// 韩联社首尔3月1日电, 本报讯: a place at the head of a text, with the day on which it was written there.
    pub(super) fn is_han_dateline(&self, at: usize, end: usize) -> bool {
        let reader = self.reader();
        let opens = reader.is_han(at)
            && self.elements[..at].iter().all(|e| matches!(e.kind, Kind::Word | Kind::Mark('"') | Kind::Cue(Cue::Ignore)));
        let wired = matches!(self.element_kind(end + 1), Some(Kind::Word | Kind::Mark(_)))
            && matches!(reader.text(end + 1), "电" | "電" | "讯" | "訊" | "/" | "(" | "（" | "消");
        opens && self.is_day(end) && wired
    }

    /// `Ulaanbaatar /agency/`, `Windhoek - `, `CHANGCHUN - `, `NONTHABURI (Thailand), Aug 17 — `, `THAILAND, July 12 - BANGKOK — `: where and when the text was written, not whom it
    /// is about. The element behind it.
    pub(super) fn past_dateline(&self, at: usize, limit: usize) -> Option<usize> {
        const LONGEST: usize = 16;
        let opens = self.elements[..at].iter().all(|e| matches!(e.kind, Kind::Mark(_))) && !self.reader().is_han(at);
        // `DALIAN - Northeast China's province`: a city in capitals.
        let capitals = self.reader().text(at).chars().all(|c| !c.is_lowercase());
        let dated = || capitals && self.reader().is_comma(at + 1) && self.is_day(at + 2);
        let inside = |who: &Who| self.vocabulary.place_of(&who.value).is_some_and(|place| !place.is_abroad());
        let city = self.reader().who(at).filter(|who| opens && (inside(who) || dated()))?;
        let mut sure = capitals || self.vocabulary.capital_of(&city.value).is_some();
        for i in at + 1..limit.min(at + LONGEST) {
            match self.elements[i].kind {
                Kind::Period(_) => sure |= self.is_day(i),
                Kind::Mark('-') if self.is_place_dashed(i + 1) => {}
                Kind::Mark('-') if self.found.units[self.elements[i].units.start].spaced => {
                    let dashes = self.elements[i..].iter().take_while(|e| e.kind == Kind::Mark('-')).count();
                    return sure.then_some(limit.min(i + dashes));
                }
                // `Harbin, July 21 (Reporter N.N.) The customs`, `TBILISI, September 19. /TASS/. Trade`
                Kind::Mark(')' | '/') if sure && !matches!(self.element_kind(i + 1), Some(Kind::Mark(',' | '-' | '/') | Kind::Word)) => {
                    return Some(limit.min(i + 1 + usize::from(self.element_kind(i + 1) == Some(Kind::Mark('.')))));
                }
                // `NAIROBI: The country`, `Kathmandu, June 21: Imports`
                Kind::Mark(':') if sure => return Some(limit.min(i + 1)),
                Kind::Word
                | Kind::Place(..)
                | Kind::Mark(',' | '.' | '(' | ')' | '/' | '\'')
                | Kind::Cue(Cue::Ignore | Cue::Link(Link::By)) => {}
                _ => return None,
            }
        }
        None
    }

    /// `BANGKOK — `
    fn is_place_dashed(&self, at: usize) -> bool {
        let place = matches!(self.element_kind(at), Some(Kind::Place(..)));
        place && self.element_kind(at + 1) == Some(Kind::Mark('-')) && self.found.units[self.elements[at + 1].units.start].spaced
    }

    /// `August 17`
    fn is_day(&self, at: usize) -> bool {
        let Some(Kind::Period(period)) = self.element_kind(at) else { return false };
        matches!(self.found.periods[period as usize].time, PeriodTime::At(Time { part: Part::Days(..), .. }))
    }

    /// The country that a dateline names, or whose capital stands in it.
    pub(super) fn dateline_country(&self, dateline: Range<usize>) -> Option<Who> {
        let country = |who: Who| {
            let code = if self.is_country(&who) { who.value.as_str() } else { self.vocabulary.capital_of(&who.value)? };
            Some(Slot::new(code.to_owned(), who.at.clone()))
        };
        dateline.filter_map(|i| self.reader().who(i)).find_map(country)
    }
}
