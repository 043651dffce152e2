//! Where a time stands in its sentence, and what that makes of it: that of one figure, of what is compared, or of all.

use super::Times;
use crate::relate::elements::{Element, Kind};
use crate::relate::vocab::{Cue, Link};
use crate::token::FigureKind;
use std::ops::Range;

impl Times<'_> {
    /// The period that comes right after a figure, as in `(119 million in 2024)`: no other figure or full clause between.
    pub(super) fn right_after(&self, at: usize) -> Option<usize> {
        let &(place, period) = self.places.iter().find(|&&(place, _)| place > at).filter(|&&(place, _)| !self.is_local(place))?;
        let start = self.past_bracket(at + 1);
        let between = &self.reader.elements[if start <= place { start } else { at + 1 }..place];
        let open = between.iter().all(|e| {
            matches!(
                e.kind,
                Kind::Word
                    | Kind::Product(_)
                    | Kind::Cue(Cue::Link(_) | Cue::Compare | Cue::Level | Cue::Total | Cue::Change(_) | Cue::Flow(_))
                    | Kind::Mark('"' | '-')
            )
        });
        (open && between.len() <= 4).then_some(period)
    }

    /// `by 6.4 per cent ($6.03 billion) in 2015`: a bracket with another figure, or the end of the one that the figure stands in.
    pub(super) fn past_bracket(&self, at: usize) -> usize {
        const LONGEST: usize = 4;
        let kind = |i: usize| self.reader.kind(i);
        match kind(at) {
            Some(Kind::Mark(')')) => at + 1,
            Some(Kind::Mark('(')) if matches!(kind(at + 1), Some(Kind::Figure(_))) => {
                (at + 2..at + LONGEST).find(|&i| kind(i) == Some(Kind::Mark(')'))).map_or(at, |close| close + 1)
            }
            _ => at,
        }
    }

    /// 2018年曾高达20.9%: a time looked back at, which the text does not stay in.
    pub fn is_once(&self, at: usize) -> bool {
        self.clause_before(at).any(|e| e.cue() == Some(Cue::Once))
    }

    pub(super) fn is_past_best(&self, period: usize) -> bool {
        let place = self.place_of(period).unwrap_or_default();
        let behind = self.reader.elements[place..].iter().take_while(|e| !matches!(e.kind, Kind::Mark(',' | ';') | Kind::Figure(_)));
        behind.into_iter().any(|e| e.cue() == Some(Cue::Once))
    }

    /// `as against 84 percent in 2022`: the time belongs to the figure compared with.
    pub(super) fn is_compared(&self, place: usize) -> bool {
        const NEAR: usize = 6;
        // 超过去年全年水平
        if place > 0 && self.reader.elements[place - 1].cue() == Some(Cue::Level) || self.is_local(place) {
            return true;
        }
        let mut before = self.clause_before(place).take(NEAR);
        if before.clone().any(|e| e.cue() == Some(Cue::Compare)) {
            return true;
        }
        // `снизилась до 4,4% с 5,1% в 2014 году`, `from 58.6% in 2022`
        let is_russian = self.reader.is_russian(place);
        let from = if is_russian { Cue::Link(Link::With) } else { Cue::Link(Link::From) };
        // `from a total of 596.6 billion realised in 2019`
        let passed = |e: &Element| {
            !is_russian && matches!(e.kind, Kind::Word | Kind::Cue(Cue::Link(Link::Of) | Cue::Total | Cue::Level | Cue::Ignore))
        };
        // A figure in a bracket with nothing before it leaves it to the one before the bracket.
        while before.any(|e| matches!(e.kind, Kind::Figure(_))) {
            if let Some(cue) = before.clone().find(|e| !passed(e)).and_then(Element::cue) {
                return cue == from;
            }
        }
        false
    }

    /// 2024年1-10月出口为6849万吨，接近去年全年出口水平，: a year before, in a clause without a figure, behind the time spoken of.
    pub(super) fn is_in_passing(&self, place: usize, period: usize) -> bool {
        let elements = self.reader.elements;
        let spoken_of = self.places.iter().any(|&(other, period)| other < place && self.is_main(period) && !self.is_same(period));
        let mut clause = elements[place + 1..].iter().take_while(|e| !matches!(e.kind, Kind::Mark(',' | ';' | '.')));
        self.is_year_before(period) && spoken_of && !clause.any(|e| matches!(e.kind, Kind::Figure(_)))
    }

    /// 2019年的…: the time belongs to the figure right after it.
    pub(super) fn is_local(&self, place: usize) -> bool {
        let of = self.reader.cue(place + 1) == Some(Cue::Link(Link::Of));
        of && matches!(self.reader.kind(place + 2), Some(Kind::Figure(_))) && self.reader.is_han(place + 1) || self.is_glossed(place)
    }

    /// 是2020年的5.4倍, 由2021年的48亿元: a time that something else is measured from.
    pub(super) fn is_base(&self, place: usize, period: usize) -> bool {
        let figures = self.reader.found.figures;
        let multiple = |figure: u32| figures[figure as usize].kind == FigureKind::Times;
        matches!(self.reader.elements[place + 2].kind, Kind::Figure(figure) if multiple(figure))
            || matches!(self.first_word(period), "由" | "从" | "從" | "自")
    }

    /// 2020年(35.6亿元)的5.4倍: the time compared with, with its level in a bracket.
    pub(super) fn is_glossed(&self, place: usize) -> bool {
        let kind = |i: usize| self.reader.kind(place + i);
        let bracket = kind(1) == Some(Kind::Mark('(')) && matches!(kind(2), Some(Kind::Figure(_))) && kind(3) == Some(Kind::Mark(')'));
        bracket && kind(4) == Some(Kind::Cue(Cue::Link(Link::Of))) && self.reader.is_han(place + 4)
    }

    /// `(119 million people in 2024), 6.1% of GDP`: a time in a bracket serves the rest where there is no other.
    pub(super) fn is_bracketed(&self, place: usize, period: usize) -> bool {
        self.is_main(period) && !self.is_same(period) && !self.is_compared(place) && !self.glosses_base(place)
    }

    /// `4.7 billion (6.7 billion in 2022)`, `than a year ago (205 million in May 2023)`: the bracket tells what is compared with.
    fn glosses_base(&self, place: usize) -> bool {
        let elements = self.reader.elements;
        let open = (0..place).rev().find(|&i| elements[i].kind == Kind::Mark('(')).filter(|&open| open > 0);
        open.is_some_and(|open| match elements[open - 1].kind {
            Kind::Period(period) => self.is_against(period as usize),
            Kind::Figure(_) => matches!(elements[open + 1].kind, Kind::Figure(_)),
            _ => false,
        })
    }

    /// What stands in a bracket is for what stands in the same bracket.
    pub(super) fn in_reach(&self, place: usize, at: usize) -> bool {
        let open = |i: usize| {
            self.reader.elements[..i].iter().enumerate().rev().find_map(|(j, e)| match e.kind {
                Kind::Mark('(') => Some(Some(j)),
                Kind::Mark(')') => Some(None),
                _ => None,
            })
        };
        let place = open(place).flatten();
        place.is_none() || place == open(at).flatten()
    }

    /// `2 956 тонн, за 2021 год – 600 тонн`: the time behind the comma is that of the figure right after it.
    pub(super) fn leads_another(&self, at: usize, place: usize) -> bool {
        let elements = self.reader.elements;
        let dash = usize::from(self.reader.kind(place + 1) == Some(Kind::Mark('-')));
        let parted = elements[at..place].iter().any(|e| matches!(e.kind, Kind::Mark(',' | ';')));
        parted && matches!(self.reader.kind(place + 1 + dash), Some(Kind::Figure(_)))
    }

    pub(super) fn breaks(&self, mut range: Range<usize>) -> bool {
        range.any(|i| matches!(self.reader.elements[i].kind, Kind::Mark(';') | Kind::Cue(Cue::While)))
    }
}
