//! Levels that are only there to be compared with: which time they are for.

use super::base::as_base;
use super::fiscal::is_fiscal_year;
use super::{Clock, Times, Told, When};
use crate::periods::{Days, base_of, resolve, span};
use crate::relate::elements::{Element, Kind};
use crate::relate::measure::{Measured, Side};
use crate::relate::vocab::{Cue, Link};
use crate::token::{FigureKind, Part, PeriodTime, Time, TimeContext, Year};
use amur_model::Measure;

impl Times<'_> {
    /// A level that is only there to be compared with is for the time compared with.
    pub(super) fn compared(
        &self,
        at: usize,
        after: Option<usize>,
        measured: Measured,
        main: Option<&When>,
        clock: &Clock,
    ) -> Option<Option<When>> {
        if let Some(told) = after.and_then(|period| self.compared_behind(at, period, measured, main, clock)) {
            return Some(told);
        }
        if let Some(when) = self.compared_beside(at, after, main, clock) {
            return Some(Some(when));
        }
        if measured.side != Side::Before || after.is_some_and(|period| self.is_main(period)) || self.is_anothers(at) {
            return None;
        }
        // `from 7.9 billion`: the base of the comparison that the sentence makes; unknown if it names none.
        Some(main.and_then(|main| self.base(at, main, clock).or_else(|| self.seen_from(at, main, clock))))
    }

    /// 较去年同期的73.5%, 较2018年的81.7万吨: a level right behind the time compared with, which the text does not go on to speak of.
    pub(super) fn held_against(&self, at: usize, after: Option<usize>, measured: Measured, clock: &Clock) -> Option<Told> {
        if let Some(period) = self.rate_of_before(at, measured) {
            let main = self.spoken_of(at, after, measured, clock);
            let days = main.as_ref().and_then(|main| self.earlier(period, main.value, clock));
            return Some(Told { period: days.map(|days| self.slot(days, period)), spoken_of: main, ..Told::default() });
        }
        let held = |&period: &usize| self.is_against(period) || self.reader.is_of_earlier_time(at);
        let period = self.own(at, measured).filter(held)?;
        let time = clock.settled(self.time(period));
        let main = self.spoken_of(at, after, measured, clock);
        if !self.is_against(period) {
            return Some(Told { period: self.told(period, measured, clock), spoken_of: main, ..Told::default() });
        }
        let days = main.as_ref().and_then(|main| base_of(main.value, &time, &TimeContext { period: Some(main.value), ..clock.context() }));
        let named = || if let PeriodTime::Against(time) = time { resolve(&time, &self.context_at(period, clock)) } else { None };
        let days = days.or_else(named);
        Some(Told { period: days.map(|days| self.slot(days, period)), spoken_of: main, ..Told::default() })
    }

    /// 扭转前一个月1%的增幅: the time right before a rate that Chinese words for it follow.
    fn rate_of_before(&self, at: usize, measured: Measured) -> Option<usize> {
        let Kind::Period(period) = self.reader.kind(at.checked_sub(1)?)? else { return None };
        let rate = self.reader.cue(at + 1) == Some(Cue::Link(Link::Of)) && matches!(self.reader.cue(at + 2), Some(Cue::Change(_)));
        let told = rate && measured.measure == Measure::Growth && self.reader.has_han(at + 1);
        Some(period as usize).filter(|&period| told && self.is_earlier(period))
    }

    /// `from 18.8% to 8.6%` a sentence after `from 20.8% in 2000 to 10.1% in 2011`.
    fn seen_from(&self, at: usize, main: &When, clock: &Clock) -> Option<When> {
        let (seen, from) = clock.seen_from.as_ref()?;
        (*seen == main.value && self.is_from(at)).then(|| from.clone())
    }

    /// `compared with $67.3 billion with Canada`: held against another's at the same time.
    fn is_anothers(&self, at: usize) -> bool {
        let is_place = |i: usize| matches!(self.reader.kind(i), Some(Kind::Place(..) | Kind::Zone(_)));
        let linked = matches!(self.reader.cue(at + 1), Some(Cue::Link(Link::With | Link::From | Link::To)));
        !self.is_from(at) && linked && is_place(self.reader.over_article(at + 2)) || self.is_other_flow(at)
    }

    /// `imports of 8 billion, against exports of 0.9 billion`: held against what went the other way.
    fn is_other_flow(&self, at: usize) -> bool {
        const NEAR: usize = 6;
        let flow = |i: usize| match self.reader.cue(i)? {
            Cue::Flow(flow) => flow.flow.is_one_way().then_some(flow.flow),
            _ => None,
        };
        let mut near = (at.saturating_sub(NEAR)..at).rev();
        let Some(compare) = near.find(|&i| self.reader.cue(i) == Some(Cue::Compare)) else { return false };
        let other = (compare + 1..at).find_map(flow).filter(|_| self.reader.text(compare).is_ascii());
        other.is_some_and(|other| (0..compare).rev().find_map(flow).is_some_and(|flow| flow != other))
    }

    /// `from 20.8%`, 从18.8%, 从2000年的20.8%.
    pub(super) fn is_from(&self, at: usize) -> bool {
        let passed = |e: &&Element| matches!(e.kind, Kind::Period(_) | Kind::Cue(Cue::Link(Link::Of)));
        let before = at - self.reader.elements[..at].iter().rev().take_while(passed).count();
        let begins = (before..at).any(
            |i| matches!(self.reader.kind(i), Some(Kind::Period(p)) if matches!(self.first_word(p as usize), "从" | "從" | "由" | "自")),
        );
        begins || before > 0 && matches!(self.reader.cue(before - 1), Some(Cue::Link(Link::From | Link::With)))
    }

    /// The time right behind a level, where it is that compared with.
    fn compared_behind(&self, at: usize, period: usize, measured: Measured, main: Option<&When>, clock: &Clock) -> Option<Option<When>> {
        let context = TimeContext { period: main.map(|m| m.value), ..clock.context() };
        // `from 3.1 billion a year ago`
        if measured.side == Side::Before && self.is_year_before(period) {
            let days = base_of(main?.value, &PeriodTime::AgainstYearBefore, &context);
            return Some(days.map(|days| self.slot(days, period)));
        }
        let days = match clock.settled(self.time(period)) {
            _ if measured.side == Side::Before && self.is_earlier(period) => self.earlier(period, main?.value, clock),
            time @ PeriodTime::Against(of) if !self.is_of_change(at, period) => {
                main.and_then(|main| base_of(main.value, &time, &context)).or_else(|| resolve(&of, &context))
            }
            PeriodTime::At(time) if time.part == Part::Same => resolve(&time, &context),
            // `Imports were 6.8 billion in the preceding year`
            PeriodTime::At(Time { year: Year::Before, part: Part::Year }) if self.reader.is_ascii(at) => {
                self.earlier(period, main?.value, clock)
            }
            _ => None,
        }?;
        Some(Some(self.slot(days, period)))
    }

    /// Is the time behind the figure at `at` that which a change is seen from, and not the figure?
    fn is_of_change(&self, at: usize, period: usize) -> bool {
        // `составил 2,8 млрд и по сравнению с 2020 годом вырос`
        let and = self.reader.elements.get(self.past_bracket(at + 1)).and_then(|e| e.cue()) == Some(Cue::Link(Link::And));
        // `составил 51,6 млрд — по сравнению с 2020 годом увеличился`
        // `упал на 20% до 328 млрд по сравнению с 2024 годом`
        and || self.opens_change(period) || self.changes_before(at)
    }

    /// The time compared with that the figure at `at` is given by the brackets, dashes and words before it.
    fn compared_beside(&self, at: usize, after: Option<usize>, main: Option<&When>, clock: &Clock) -> Option<When> {
        let context = TimeContext { period: main.map(|m| m.value), ..clock.context() };
        let told = |period: Option<usize>, days: &dyn Fn(PeriodTime) -> Option<Days>| {
            let period = period?;
            Some(self.slot(days(clock.settled(self.time(period)))?, period))
        };
        let bracketed = self.bracketed_base(at);
        // `compared to January-April 2022 ($366.5 million)`
        let against = |time| if let PeriodTime::Against(time) = time { resolve(&time, &context) } else { None };
        // `1,8 млн тонн, годом ранее – 610 тыс. тонн`
        let lead = || told(self.leading_base(at).or_else(|| self.told_when(at)), &|time| base_of(main?.value, &as_base(time), &context));
        let listed = || told(self.listed_base(at), &|time| span(&time, &context));
        // `больше, чем годом ранее (400 млн)`; a time of its own in the bracket, `(400 million in 2022)`, is said better.
        let ago = || told(bracketed.filter(|_| after.is_none()), &|time| base_of(main?.value, &time, &context));
        told(bracketed, &against).or_else(lead).or_else(listed).or_else(ago)
    }

    /// 上年为3763万吨, `a year earlier exports were 5 million`: the time before a level in its clause, counted from that spoken of.
    pub(super) fn before(&self, at: usize, main: Option<&When>, clock: &Clock) -> Option<Option<When>> {
        let elements = self.reader.elements;
        let is_time = |i: usize| matches!(elements[i].kind, Kind::Period(_));
        let passed = |i: &usize| match elements[*i].kind {
            Kind::Mark(',') => *i > 0 && is_time(*i - 1),
            Kind::Figure(_) | Kind::Mark(';' | '(' | ')' | '-') => false,
            Kind::Cue(Cue::Change(_) | Cue::Compare | Cue::While) => false,
            _ => true,
        };
        // `с 48,3% в предыдущем году до 34,4%`, `9.6 billion a year ago`: that of the figure before.
        let told = |place: usize| {
            let article = usize::from(place > 0 && self.reader.text(place - 1) == "a");
            place > article && matches!(elements[place - article - 1].kind, Kind::Figure(_))
        };
        let own = |place: &usize| !told(*place) && !self.is_local(*place);
        let place = (0..self.weighed_before(at)).rev().take_while(passed).find(|&i| is_time(i)).filter(own)?;
        let period = self.places.iter().find(|&&(other, _)| other == place).map(|&(_, period)| period)?;
        // 上个月: the month before that of speaking is not counted from itself.
        let main = main.filter(|main| main.at != self.slot((), period).at)?;
        let days = self.earlier(period, main.value, clock).filter(|_| self.is_earlier(period))?;
        Some(Some(self.slot(days, period)))
    }

    /// `годом ранее – 5 тонн муки на 2 млн долларов`: the figure that tells how much the money at `at` was paid for, else `at` itself.
    fn weighed_before(&self, at: usize) -> usize {
        let worth = at > 0 && matches!(self.reader.cue(at - 1), Some(Cue::Link(Link::By) | Cue::Level)) && self.reader.is_russian(at - 1);
        let money = worth && matches!(self.reader.figure_kind(at), Some(FigureKind::Money(_)));
        let goods = usize::from(at > 1 && matches!(self.reader.kind(at - 2), Some(Kind::Product(_))));
        let counted = |i: &usize| matches!(self.reader.figure_kind(*i), Some(FigureKind::Quantity(_)));
        at.checked_sub(2 + goods).filter(|_| money).filter(counted).unwrap_or(at)
    }

    /// Does a word of change stand right behind the time?
    fn opens_change(&self, period: usize) -> bool {
        let place = self.place_of(period).unwrap_or_default();
        let mut behind = self.reader.elements[place + 1..].iter().skip_while(|e| matches!(e.kind, Kind::Word)).take(1);
        behind.any(|e| matches!(e.cue(), Some(Cue::Change(_))))
    }

    /// Was a change told of in the clause before the figure?
    fn changes_before(&self, at: usize) -> bool {
        let changes = |at: usize| self.clause_before(at).any(|e| matches!(e.cue(), Some(Cue::Change(_))));
        changes(at) || self.before_alternative(at).is_some_and(changes)
    }

    /// `fell by 1.3 billion, or 7%, to 17 billion`: where the clause of the figure at `at` breaks off before what is said in another way.
    fn before_alternative(&self, at: usize) -> Option<usize> {
        let kind = |back: usize| self.reader.kind(at.checked_sub(back)?);
        let aside = kind(2) == Some(Kind::Mark(',')) && matches!(kind(3), Some(Kind::Figure(_))) && kind(5) == Some(Kind::Mark(','));
        (aside && self.reader.cue(at - 1) == Some(Cue::Link(Link::To)) && self.reader.text(at - 4) == "or").then(|| at - 5)
    }

    /// `a year earlier`, `more than in 2022` right before the figure, with nothing but a dash between.
    fn leading_base(&self, at: usize) -> Option<usize> {
        let elements = self.reader.elements;
        let place = self.weighed_before(at).checked_sub(2).filter(|&i| elements[i + 1].kind == Kind::Mark('-'))?;
        let Kind::Period(period) = elements[place].kind else { return None };
        (self.is_against(period as usize) || self.is_earlier(period as usize)).then_some(period as usize)
    }

    /// `compared with the same months of 2023, when 9,169 tonnes were sold`: the time that the clause of the figure tells of.
    fn told_when(&self, at: usize) -> Option<usize> {
        let elements = self.reader.elements;
        let start = (0..at).rev().find(|&i| matches!(elements[i].kind, Kind::Mark(_)))?;
        let told = elements[start].kind == Kind::Mark(',') && matches!(self.reader.text(start + 1), "when" | "когда");
        let Kind::Period(period) = elements[start.checked_sub(1)?].kind else { return None };
        told.then_some(period as usize)
    }

    /// `China - 10.4 billion (8.7 billion in 2022), Poland - 6.6 billion (5.5 billion)`: the time of the first of such brackets.
    fn listed_base(&self, at: usize) -> Option<usize> {
        let kind = |i: usize| self.reader.kind(i);
        let level_before = |open: usize| open > 0 && matches!(kind(open - 1), Some(Kind::Figure(_)));
        let open = at.checked_sub(1).filter(|&i| kind(i) == Some(Kind::Mark('(')) && kind(at + 1) == Some(Kind::Mark(')')))?;
        let first = |i: &usize| kind(*i) == Some(Kind::Mark('(')) && level_before(*i) && kind(*i + 3) == Some(Kind::Mark(')'));
        let bracket = (0..open).find(first).filter(|_| level_before(open))?;
        match kind(bracket + 2) {
            Some(Kind::Period(period)) => Some(period as usize),
            _ => None,
        }
    }

    /// The time compared with right before the bracket that the figure opens.
    fn bracketed_base(&self, at: usize) -> Option<usize> {
        let elements = self.reader.elements;
        let opens = at >= 2 && elements[at - 1].kind == Kind::Mark('(');
        let Kind::Period(period) = elements[at.checked_sub(2)?].kind else { return None };
        (opens && self.is_against(period as usize)).then_some(period as usize)
    }

    /// The days of a time of [`Times::is_earlier`], seen from `main`; a year before is a whole one, unless it is said to be as long.
    pub(super) fn earlier(&self, period: usize, main: Days, clock: &Clock) -> Option<Days> {
        let context = TimeContext { period: Some(main), ..clock.context() };
        match self.time(period) {
            // A fiscal year comes after a fiscal year.
            PeriodTime::At(time @ Time { part: Part::Year, .. }) if !is_fiscal_year(main) => resolve(&time, &context),
            time => base_of(main, &as_base(time), &context),
        }
    }
}
