//! What a change is seen from: the time that its figure is compared with.

use super::{Clock, Times, When};
use crate::periods::{Days, base_of, resolve, span};
use crate::relate::elements::{Element, Kind};
use crate::relate::frame::Slot;
use crate::relate::vocab::{Back, Cue, Link};
use crate::token::{FigureKind, Part, PeriodTime, Time, TimeContext, Year};

impl Times<'_> {
    pub(super) fn base(&self, at: usize, main: &When, clock: &Clock) -> Option<When> {
        let context = TimeContext { period: Some(main.value), ..clock.context() };
        let compares = |&&(_, period): &&(usize, usize)| {
            matches!(
                self.time(period),
                PeriodTime::Against(_)
                    | PeriodTime::AgainstYearBefore
                    | PeriodTime::AgainstPeriodBefore
                    | PeriodTime::Since(_)
                    | PeriodTime::Over { .. }
                    | PeriodTime::Between(..)
            )
        };
        let mut after = self.places.iter().filter(|&&(place, _)| place > at && !self.is_of_points_behind(at, place)).filter(compares);
        let mut before = self.places.iter().rev().filter(|&&(place, _)| place < at).filter(compares).peekable();
        // 环比下降3%，同比增长10%: what a Chinese clause opens with is said of it; in English, `compared to April, the supply rose by 32%,
        // with 15% year-on-year growth`, where the time behind it is another figure's.
        let figure = |e: &Element| matches!(e.kind, Kind::Figure(_));
        let next = after.clone().next().is_some_and(|&(place, _)| self.reader.elements[at + 1..place].iter().any(figure));
        let own = before.next_if(|&&(place, period)| {
            let mut between = self.reader.elements[place..at].iter();
            match self.reader.has_han(place) {
                true => !between.any(|e| matches!(e.kind, Kind::Mark(',' | ';') | Kind::Figure(_))),
                false => {
                    let against = matches!(self.time(period), PeriodTime::Against(_));
                    next && against && self.reader.is_ascii(place) && !between.any(figure)
                }
            }
        });
        // 同比增加8万吨，增长15%；环比增加5万吨: what is compared behind a semicolon is another clause's, in Chinese.
        let parted = |&&(place, _): &&(usize, usize)| {
            self.reader.has_han(place) && self.reader.elements[at..place].iter().any(|e| e.kind == Kind::Mark(';'))
        };
        let next = after.next();
        let later = next.filter(parted);
        let next = next.filter(|next| !parted(next));
        let against = self.places.iter().find(|&&(place, _)| self.is_compared(place) && !self.is_of_one_passed(place));
        // `more than the deficit of the same months of last year`
        let alike =
            self.places.iter().filter(|&&(place, _)| !self.is_of_one_passed(place)).find(|&&(_, period)| {
                self.is_earlier(period) && !matches!(self.time(period), PeriodTime::At(Time { part: Part::Year, .. }))
            });
        // 与2020年同期相比（下同）增长24%，与2019年同期相比增长37%，其中出口增长28%
        let below = self.places.iter().filter(|&&(place, _)| place < at).filter(compares).find(|&&(place, _)| self.holds_below(place));
        let (below, next) = (below.filter(|_| own.is_none()), next.filter(|_| below.is_none()));
        let said = own.into_iter().chain(next).chain(below).chain(before.next()).chain(later).chain(against).chain(alike);
        // `down 9% from the previous month, bringing the figure for the nine months to 7 billion, up 16%`
        let of_month = |&&(_, period): &&(usize, usize)| {
            let months = i32::from(main.value.1.month() - main.value.0.month()) + 12 * i32::from(main.value.1.year() - main.value.0.year());
            matches!(self.time(period), PeriodTime::AgainstPeriodBefore) && months > 5
        };
        for said in said {
            if of_month(&said) {
                return None;
            }
            let &(_, period) = said;
            let time = if self.is_year_before(period) { self.time(period) } else { clock.settled(self.time(period)) };
            if let Some(days) = base_of(main.value, &as_base(time), &context) {
                return Some(self.slot(days, period));
            }
        }
        if let Some(level) = self.level_before(main, clock) {
            return Some(level);
        }
        let held = clock.held.as_ref().filter(|(days, _)| *days == main.value).map(|(_, said)| said);
        let said = clock.year_on_year.as_ref().filter(|_| !self.is_of_whole_year_passed(main, clock)).or(held)?;
        Some(Slot::new(base_of(main.value, &said.value, &context)?, said.at.clone()))
    }

    /// `In January-April trade fell by 7% year-on-year`, and at the end `In 2023, trade increased by 25%`: of a whole year that was over
    /// before, in English, it was not said what it is seen from.
    fn is_of_whole_year_passed(&self, main: &When, clock: &Clock) -> bool {
        let whole = |(first, last): Days| first.day_of_year() == 1 && last == first.last_of_year();
        let later = clock.latest.as_ref().is_some_and(|latest| latest.value.0 > main.value.1 && !whole(latest.value));
        later && whole(main.value) && self.reader.is_ascii(0)
    }

    /// 与2020年同期相比（下同）: do the words behind the time at `place` say that it holds for what follows?
    fn holds_below(&self, place: usize) -> bool {
        let found = self.reader.found;
        let behind = found.units[self.reader.elements[place].units.end - 1].end as usize;
        found.text[behind..].trim_start_matches(['(', '（', '，', ',', ' ']).starts_with("下同")
    }

    /// 出口增长13.4%，增幅比上月提高0.5个百分点: is the time at `place`, in a later clause than the growth at `at`, that from which a rate
    /// moved by points?
    fn is_of_points_behind(&self, at: usize, place: usize) -> bool {
        let elements = self.reader.elements;
        let parted = elements[at..place].iter().any(|e| e.kind == Kind::Mark(','));
        let next = elements[place..].iter().find_map(|e| self.reader.found.figure_kind(e));
        let points = |kind| kind == Some(FigureKind::Points);
        parted && points(next) && !points(self.reader.figure_kind(at)) && self.reader.has_han(place)
    }

    /// 与2022年相比，对俄出口增长67%: a year compared with, where the time that is compared is not told.
    pub(super) fn base_alone(&self, at: usize, clock: &Clock) -> Option<When> {
        let before = |&&(place, _): &&(usize, usize)| place < at && self.reader.has_han(place);
        self.places.iter().rev().filter(before).find_map(|&(_, period)| match self.time(period) {
            PeriodTime::Against(time @ Time { year: Year::Given(_), .. }) => {
                resolve(&time, &clock.context()).map(|days| self.slot(days, period))
            }
            _ => None,
        })
    }

    /// The period that the multiple at `at` is a multiple of.
    pub(super) fn multiple_of(&self, at: usize) -> Option<usize> {
        // 较2022年增长118%，但仅为2019年的1.36倍
        let of = at.checked_sub(2).and_then(|of| self.places.iter().find(|&&(place, _)| place == of && self.is_local(place)));
        if let Some(&(_, period)) = of
            && matches!(self.time(period), PeriodTime::At(Time { year: Year::Given(_), part: Part::Year }))
        {
            return Some(period);
        }
        let &(place, period) = self.places.iter().find(|&&(place, _)| place > at)?;
        (self.multiple_before(place) == Some(at)).then_some(period)
    }

    /// `1.6 times as large as in 2020`, `2.4 times the figure for 2023`, `1.3 times those of May 2021`: the multiple that the time at `place` is the base of.
    pub(super) fn multiple_before(&self, place: usize) -> Option<usize> {
        const NEAR: usize = 6;
        let elements = self.reader.elements;
        let passed = |i: &usize| match elements[*i].kind {
            Kind::Word => true,
            Kind::Cue(cue) => matches!(cue, Cue::Back(Back::Figure) | Cue::Level | Cue::Change(_) | Cue::Link(Link::Of) | Cue::Ignore),
            _ => false,
        };
        let at = (place.saturating_sub(NEAR)..place).rev().find(|i| !passed(i))?;
        let times = self.reader.figure_kind(at) == Some(FigureKind::Times);
        let says = |i: usize| elements[i].cue() == Some(Cue::Back(Back::Figure)) || matches!(self.reader.text(i), "as" | "those" | "that");
        let words = self.reader.text(at);
        (times && words.is_ascii() && (words.ends_with(" as") || (at + 1..place).any(says))).then_some(at)
    }

    /// `3.9 billion in 2021 and 4.6 billion in 2022, i.e. 18% more`: the earlier of two times whose levels the sentence gives,
    /// where nothing else is said to have changed.
    fn level_before(&self, main: &When, clock: &Clock) -> Option<When> {
        let elements = self.reader.elements;
        let is_level = |e: &Element| {
            let kind = self.reader.found.figure_kind(e);
            matches!(kind, Some(FigureKind::Money(_) | FigureKind::Quantity(_) | FigureKind::Plain))
        };
        let (mut earlier, mut spoken_of) = (None, None);
        for &(place, period) in self.places.iter().filter(|&&(_, period)| self.is_main(period) && !self.is_same(period)) {
            let days = span(&clock.settled(self.time(period)), &self.context_at(period, clock))?;
            let behind = elements[place + 1..].iter().take_while(|e| !matches!(e.kind, Kind::Period(_)));
            let near = behind.into_iter().any(is_level) || place > 0 && is_level(&elements[place - 1]);
            match days {
                days if days == main.value => spoken_of = Some(place),
                days if days.1 < main.value.0 && near && earlier.is_none() => earlier = Some((days, place, period)),
                _ => return None,
            }
        }
        let ((days, place, period), later) = earlier.zip(spoken_of)?;
        // What changed before the later time is told of came about in the earlier one.
        let other = |e: &Element| matches!(e.kind, Kind::Figure(_)) && !is_level(e);
        let said_first = place < later && elements[place..later].iter().any(other);
        (elements.iter().filter(|e| is_level(e)).count() >= 2 && !said_first).then(|| self.slot(days, period))
    }
}

/// A time named beside a comparison, as the time compared with.
pub(super) fn as_base(time: PeriodTime) -> PeriodTime {
    match time {
        PeriodTime::At(time) => PeriodTime::Against(time),
        time => time,
    }
}
