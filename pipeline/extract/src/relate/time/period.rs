//! Which of the times of a sentence a figure is for.

use super::fiscal::{is_fiscal, is_fiscal_year, is_season};
use super::{Clock, Times, When};
use crate::periods::{Days, OPEN, last_year, resolve, span};
use crate::relate::elements::{Element, Kind};
use crate::relate::frame::Slot;
use crate::relate::measure::{Measured, Side};
use crate::relate::vocab::{Back, Cue, Link};
use crate::token::{FigureKind, Part, PeriodTime, Time, TimeContext, Year};
use amur_model::Measure;

impl Times<'_> {
    /// The time that the figure at element `at` is for; `after` is the one right behind it.
    pub(super) fn main(&self, at: usize, after: Option<usize>, measured: Measured, clock: &Clock) -> Option<When> {
        if self.said_now(at) || self.adds_up && self.is_sum_so_far() {
            return None;
        }
        if let Some(so_far) = self.sum_since_january(at, clock).filter(|_| self.adds_up) {
            return Some(so_far);
        }
        match self.own(at, measured) {
            Some(period) => self.told(period, measured, clock),
            None => self.spoken_of(at, after, measured, clock),
        }
    }

    /// 2020年的35.6亿元: the time that is that of the figure at `at` alone; in 是2020年的5.4倍 it is what is compared with.
    pub(super) fn own(&self, at: usize, measured: Measured) -> Option<usize> {
        if let Some(period) = self.right_before_bracket(at) {
            return Some(period);
        }
        if let Some(period) = self.behind_in_bracket(at) {
            return Some(period);
        }
        if let Some(period) = self.whose_level(at) {
            return Some(period);
        }
        let place = at.checked_sub(2).filter(|&place| self.is_local(place) && measured.measure != Measure::Ratio)?;
        if self.reader.is_part_of_time(at) {
            return None;
        }
        self.places.iter().find(|&&(other, _)| other == place).map(|&(_, period)| period)
    }

    /// `from the May 2018 value of N$5,381 million`, `from September's record 5 billion`: the time compared with whose level the English
    /// figure is.
    fn whose_level(&self, at: usize) -> Option<usize> {
        const FAR: usize = 7;
        let elements = self.reader.elements;
        let passed = |i: &usize| match elements[*i].kind {
            Kind::Word | Kind::Mark('\'') => true,
            // `compared to 2021's total of $1.25 billion`
            Kind::Cue(Cue::Level) => self.reader.text(*i) == "total",
            Kind::Cue(cue) => matches!(cue, Cue::Link(Link::Of) | Cue::Back(Back::Figure) | Cue::Total | Cue::Flow(_)),
            _ => false,
        };
        let place =
            (at.saturating_sub(FAR)..at).rev().find(|i| !passed(i)).filter(|&place| place + 1 < at && self.reader.is_ascii(at - 1))?;
        let Kind::Period(period) = elements[place].kind else { return None };
        let held = matches!(self.time(period as usize), PeriodTime::Against(Time { year: Year::Given(_) | Year::Open, .. }));
        let level = !matches!(self.reader.figure_kind(at), Some(FigureKind::Percent | FigureKind::Times));
        (held && level).then_some(period as usize)
    }

    /// `in June 2013 (2.5 percent) and July 2013 (5.4 percent)`: the months or the year right before the bracket that holds but the
    /// figure, where another follows.
    fn right_before_bracket(&self, at: usize) -> Option<usize> {
        let kind = |i: usize| self.reader.kind(i);
        let alone = at > 1 && kind(at - 1) == Some(Kind::Mark('(')) && kind(at + 1) == Some(Kind::Mark(')'));
        let Some(Kind::Period(period)) = at.checked_sub(2).filter(|_| alone).and_then(kind) else { return None };
        let named = |period: usize| matches!(self.time(period), PeriodTime::At(Time { year: Year::Given(_), .. }));
        let next = self.places.iter().find(|&&(place, _)| place > at).is_some_and(|&(_, next)| named(next));
        Some(period as usize).filter(|&period| next && named(period))
    }

    /// `+2.8% and -10.6% (-10.0% and -17.1%, respectively, in January 2021)`: the time that a bracket of nothing but figures ends with.
    fn behind_in_bracket(&self, at: usize) -> Option<usize> {
        let elements = self.reader.elements;
        let listed = |e: &&Element| match e.kind {
            Kind::Figure(_) | Kind::Mark(',') => true,
            kind => matches!(kind, Kind::Cue(Cue::Link(Link::And) | Cue::Respectively)),
        };
        let behind = at + elements[at..].iter().take_while(listed).count();
        let Kind::Period(period) = self.reader.kind(behind)? else { return None };
        let open = at.checked_sub(1 + elements[..at].iter().rev().take_while(listed).count())?;
        let bracket = self.reader.kind(open) == Some(Kind::Mark('(')) && self.reader.kind(behind + 1) == Some(Kind::Mark(')'));
        Some(period as usize).filter(|&period| bracket && behind > at + 1 && self.is_main(period))
    }

    /// The time that the talk is of where the figure has none of its own.
    pub(super) fn spoken_of(&self, at: usize, after: Option<usize>, measured: Measured, clock: &Clock) -> Option<When> {
        match self.chosen(at, after, measured, clock).or_else(|| self.spare(at, clock)) {
            Some(period) => self.told(period, measured, clock),
            None if self.leads_up() => clock.latest.clone().or_else(|| clock.last.clone()),
            None => self
                .of_counted_months(at, clock)
                .or_else(|| clock.passing.clone().filter(|_| self.opens_with_part()))
                .or_else(|| clock.mentioned.clone().filter(|_| self.is_same_period() || self.reader.tells_of_former_time()))
                .or_else(|| clock.of_months(1).filter(|_| self.is_against_month()))
                .or_else(|| self.of_paragraph_before(clock))
                .or_else(|| clock.last.clone())
                .or_else(|| self.before_speech(clock)),
        }
    }

    /// `compared to the same month last year`, `к предыдущему месяцу`: what is held against a month is itself of one.
    fn is_against_month(&self) -> bool {
        let says = |period: usize| &self.reader.found.text[self.periods[period].bytes.clone()];
        let month =
            |words: &str| words.contains("month") && !words.contains("months") || words.contains("месяцу") || words.contains("месяцем");
        self.places.iter().any(|&(_, period)| self.is_against(period) && month(says(period)))
    }

    /// `over the 11 months`: the time told before that has as many. `exports were 2 billion, bringing the figure for the 11 months to 20
    /// billion`: of the figures behind it, where an English comma parts it from those before.
    fn of_counted_months(&self, at: usize, clock: &Clock) -> Option<When> {
        // `за последние 11 месяцев`
        let last = |period: usize| match self.time(period) {
            PeriodTime::Over { months } if months < 12 && self.place_of(period).is_some_and(|at| self.reader.is_russian(at)) => {
                Some(months)
            }
            _ => None,
        };
        let parted = |place: usize| place > at && self.reader.elements[at..place].iter().any(|e| e.kind == Kind::Mark(','));
        let reaches = |&&(place, _): &&(usize, usize)| !(parted(place) && self.reader.is_ascii(place));
        let many = self.places.iter().filter(reaches).find_map(|&(_, period)| self.periods[period].months.or_else(|| last(period)))?;
        clock.of_months(many)
    }

    /// The time that was spoken of before the figure at element `at`, in its sentence or before.
    pub(super) fn spoken_before(&self, at: usize, measured: Measured, clock: &Clock) -> Option<When> {
        let own = |&&(place, period): &&(usize, usize)| {
            place < at && self.is_main(period) && !self.is_same(period) && !self.is_compared(place) && self.multiple_before(place).is_none()
        };
        let before = self.places.iter().rev().find(own).and_then(|&(_, period)| self.told(period, measured, clock));
        before.or_else(|| clock.last.clone())
    }

    /// The time that serves the figure best: right behind it, before it, or else further on.
    fn chosen(&self, at: usize, after: Option<usize>, measured: Measured, clock: &Clock) -> Option<usize> {
        let told = clock.last.is_some();
        let fresh = clock.fresh && told;
        // `from 3 billion last year`: the time compared with, and not that spoken of.
        let is_own = |p: usize| self.is_main(p) && !self.is_same(p) && !(self.is_year_before(p) && measured.side == Side::Before);
        if let Some(period) = after.filter(|&period| is_own(period)) {
            return Some(period);
        }
        let fits = |&&(place, period): &&(usize, usize)| {
            is_own(period)
                && !self.is_compared(place)
                && !self.is_of_one_before(place)
                && self.multiple_before(place).is_none()
                && !self.is_in_passing(place, period)
                && !self.is_of_whole(place, period)
                && self.in_reach(place, at)
        };
        let before = self.places.iter().rev().filter(|&&(place, _)| place < at).find(fits);
        // `fell by 0.4%, but in March they rose`: what follows the contrast is of another time. In Chinese a time never stands behind.
        let later = |place: usize| fresh || told && self.reader.has_han(place);
        let parted = |place: usize| {
            self.leads_another(at, place) || self.is_past_semicolon(at, place) || later(place) && self.leads_clause(at, place)
        };
        let behind = |&&(place, _): &&(usize, usize)| place > at && !parted(place);
        let next = self.places.iter().filter(behind).find(fits);
        match (before, next) {
            (Some(&(place, _)), Some(&(_, period))) if self.breaks(place..at) => Some(period),
            (before, next) => before.or(next).map(|&(_, period)| period),
        }
    }

    /// A time of some other figure, where no better one is: 由2013年的…扩大至2024年的…，增长116% is for the later of the two.
    fn spare(&self, at: usize, clock: &Clock) -> Option<usize> {
        let serves =
            |&&(place, period): &&(usize, usize)| self.is_local(place) && !self.is_base(place, period) || self.is_bracketed(place, period);
        let before = self.places.iter().rev().filter(|&&(place, _)| place < at).find(serves);
        let later = |place: usize| clock.last.is_some() && self.reader.has_han(place) && self.leads_clause(at, place);
        let behind = |&&(place, _): &&(usize, usize)| place < at || !self.leads_another(at, place) && !later(place);
        before.or_else(|| self.places.iter().rev().filter(behind).find(serves).filter(|_| !clock.fresh)).map(|&(_, period)| period)
    }

    /// The days of a time that a figure is for.
    pub(super) fn told(&self, period: usize, measured: Measured, clock: &Clock) -> Option<When> {
        let context = self.context_at(period, clock);
        let time = self.time(period);
        // 截至10月底，今年…, 截至2023年11月30日，今年累计…: from the first day of the year on.
        if let PeriodTime::At(Time { year: Year::Relative(0), part: Part::Year }) = time
            && self.adds_up
            && let Some(&(_, until)) = self.places.iter().find(|&&(_, other)| other < period && self.periods[other].until)
        {
            return span(&clock.settled(self.time(until)), &context).map(|days| self.slot((days.0.first_of_year(), days.1), until));
        }
        if let Some(last) = clock.last.as_ref().filter(|last| is_of_last(time, last.value, clock)) {
            return Some(last.clone());
        }
        // 2013年至2023年，进出口总额累计达21万亿: all the years taken together.
        let added_up = || self.reader.elements.iter().enumerate().any(|(i, e)| is_sum(e, self.reader.text(i)));
        let moves = || measured.measure != Measure::Value || self.changes() && !added_up();
        let days = match clock.settled(time) {
            // `as of 25 May, since the beginning of the year`
            PeriodTime::At(time @ Time { part: Part::ToDate, .. }) => self.until_day(&time, clock, &context),
            PeriodTime::Between(from, to) if !is_season(from, to) && moves() && !self.is_of_event(period) => resolve(&to, &context),
            time => span(&time, &context),
        }?;
        Some(self.slot(days, period))
    }

    /// `fell during the border closure of 2019-2021`: the years in which something else went on.
    fn is_of_event(&self, period: usize) -> bool {
        const LONGEST: usize = 4;
        let Some(place) = self.place_of(period).filter(|_| self.first_word(period) == "of") else { return false };
        let words =
            self.reader.elements[..place].iter().enumerate().rev().take(LONGEST).take_while(|(_, e)| !matches!(e.kind, Kind::Mark(_)));
        words.into_iter().any(|(i, _)| matches!(self.reader.text(i), "during" | "throughout" | "amid"))
    }

    /// From the start of the year to the day up to which the sentence counts, or else to that of speaking.
    fn until_day(&self, time: &Time, clock: &Clock, context: &TimeContext) -> Option<Days> {
        // A report on some months counts up to their end.
        let days = resolve(time, context).map(|days| match clock.so_far {
            Some(so_far) if so_far.0 == days.0 && days.1 > so_far.1 => so_far,
            // `Trade rose in May 2023. Year-to-date, it is up 6%`: to the end of the month told of.
            None if days.1 == OPEN => {
                let month = clock.of_months(1).filter(|month| month.value.0.year() == days.0.year());
                month.map_or(days, |month| (days.0, month.value.1))
            }
            _ => days,
        });
        let until = self.places.iter().filter(|&&(_, period)| self.periods[period].until);
        let mut ends = until.filter_map(|&(_, period)| span(&self.time(period), context));
        let end = ends.find(|end| days.is_none_or(|days| days.0.year() == end.1.year()));
        end.map(|end| (end.0.first_of_year(), end.1)).or(days)
    }

    /// `Since 2020`, `over five years`: up to the latest time.
    fn leads_up(&self) -> bool {
        self.places.iter().any(|&(_, period)| matches!(self.time(period), PeriodTime::Since(_) | PeriodTime::Over { .. }))
    }

    /// 上个月: where nothing was spoken of yet, the month before that of speaking.
    fn before_speech(&self, clock: &Clock) -> Option<When> {
        let (period, step) = self.places.iter().find_map(|&(_, period)| match self.time(period) {
            PeriodTime::At(Time { year: Year::Same, part: part @ Part::Step(_, -1) }) => Some((period, part)),
            _ => None,
        })?;
        resolve(&Time { year: Year::Relative(0), part: step }, &clock.context()).map(|days| self.slot(days, period))
    }

    /// `imports in the same period` at the head of a paragraph: the time that the one before ended with, unless that looked back.
    fn of_paragraph_before(&self, clock: &Clock) -> Option<When> {
        let looks_back = |before: &When| clock.last.as_ref().is_some_and(|last| before.value.0 < last.value.0);
        clock.before.clone().filter(|before| !clock.fresh && self.is_same_period() && !looks_back(before))
    }

    /// 其中，出口增长3%: a part of what the sentence before told.
    fn opens_with_part(&self) -> bool {
        self.reader.cue(0) == Some(Cue::OfWhich) && self.reader.has_han(0)
    }

    /// `over the same period`: that spoken of.
    fn is_same_period(&self) -> bool {
        self.places.iter().any(|&(_, period)| matches!(self.time(period), PeriodTime::At(Time { year: Year::Same, part: Part::Same })))
    }

    /// `currently accounts for`: no period that the text names.
    fn said_now(&self, at: usize) -> bool {
        let is_now = |e: &Element| e.cue() == Some(Cue::Now);
        let timed = |e: &Element| matches!(e.kind, Kind::Period(period) if self.is_main(period as usize));
        let clause = self.clause_before(at);
        clause.clone().any(is_now) || self.opens_in_recent_years(at - clause.clone().count()) && !clause.clone().any(timed)
    }

    /// `In recent years, it has taken half of all exports`: is that what stands before the clause at element `start`?
    fn opens_in_recent_years(&self, start: usize) -> bool {
        let Some(said) = start.checked_sub(2).filter(|&said| self.reader.cue(said) == Some(Cue::Now)) else { return false };
        let years = ["year", "年", "год", "лет"].iter().any(|word| self.reader.text(said).contains(word));
        years && (said == 0 || matches!(self.reader.kind(said - 1), Some(Kind::Mark(_))))
    }

    /// 截至2025年2月，累计运输: counted since a day that is not told.
    fn is_sum_so_far(&self) -> bool {
        let until = |&(_, period): &(usize, usize)| self.periods[period].until;
        // 截至2017年底，口岸开放25年来累计
        let length = |&&(_, period): &&(usize, usize)| !matches!(self.periods[period].time, PeriodTime::Over { .. });
        let since = |&(_, period): &(usize, usize)| !matches!(self.periods[period].time, PeriodTime::At(_) | PeriodTime::Over { .. });
        let alone = self.places.iter().filter(length).count() == 1;
        self.places.iter().any(until) && !self.places.iter().any(since) && alone && self.sums_up()
    }

    /// 6月进出口620亿元。今年累计进出口3750亿元，增长2%: what is summed up behind a month is counted from the first day of its year on.
    fn sum_since_january(&self, at: usize, clock: &Clock) -> Option<When> {
        let elements = self.reader.elements;
        let sum = (0..at).rev().find(|&i| is_sum(&elements[i], self.reader.text(i)))?;
        let open = |i: usize| match elements[i].kind {
            Kind::Period(period) => matches!(
                self.time(period as usize),
                PeriodTime::At(Time { year: Year::Relative(0), part: Part::Year } | Time { part: Part::ToDate, .. })
            ),
            // 10月当月进口245亿美元；10个月累计进口2105亿美元
            Kind::Figure(_) => self.reader.text(i).ends_with('月'),
            kind => matches!(kind, Kind::Cue(Cue::While | Cue::Ignore)),
        };
        let start = sum - (0..sum).rev().take_while(|&i| open(i)).count();
        let opens = start == 0 || matches!(elements[start - 1].kind, Kind::Mark(',' | ';'));
        let other = |&&(place, period): &&(usize, usize)| self.is_main(period) && !(start..sum).contains(&place);
        let mut told = self.places.iter().filter(|&&(place, _)| place < at).filter(other).rev();
        let month = match told.next() {
            // 10月，累计进口煤炭100万吨
            Some(&(place, _)) if place > sum || !elements[place..sum].iter().any(|e| matches!(e.kind, Kind::Figure(_))) => None,
            Some(&(_, period)) => {
                span(&clock.settled(self.time(period)), &self.context_at(period, clock)).map(|days| self.slot(days, period))
            }
            None => clock.last.clone(),
        };
        let month = month.filter(|month| opens && is_in_month(month.value))?;
        Some(Slot::new((month.value.0.first_of_year(), month.value.1), month.at))
    }

    /// 同年, 同期 after another time of the same sentence is that time.
    pub(super) fn context_at(&self, period: usize, clock: &Clock) -> TimeContext {
        let mut context = clock.context();
        let open = clock.adrift && self.is_open_part(period);
        if clock.looked_back && self.is_open_part(period) {
            context.year = clock.latest.as_ref().map(|latest| last_year(latest.value)).or(context.year);
        }
        let year = self.year_after(period).or_else(|| self.year_before(period, clock)).or_else(|| self.year_of_same_months(period, clock));
        context.year = year.or(context.year.filter(|_| !open));
        // 前10个月出口5亿美元。…全年出口额有望达6亿美元: of the year spoken of.
        if let PeriodTime::At(Time { year: Year::Open, part: Part::Year | Part::Days((12, 31), (12, 31)) }) = self.time(period)
            && self.places.first().is_some_and(|&(place, _)| self.reader.has_han(place))
        {
            context.year = context.year.or_else(|| clock.last.as_ref().map(|last| last_year(last.value)));
        }
        if !matches!(
            self.time(period),
            PeriodTime::At(Time { part: Part::Same, .. } | Time { year: Year::Same | Year::Before | Year::Later(_), .. })
        ) {
            return context;
        }
        let earlier = self.places.iter().rev().find(|&&(_, other)| other < period && self.is_main(other));
        let days = earlier.and_then(|&(_, other)| span(&clock.settled(self.time(other)), &context));
        // `The economy grew in 2022. Exports that year …`
        let same = matches!(self.time(period), PeriodTime::At(Time { year: Year::Same, .. }));
        let days = days.or_else(|| clock.mentioned.as_ref().filter(|_| same).map(|when| when.value));
        TimeContext { period: days.or(context.period), ..context }
    }

    /// `В январе – мае вырос на 15% к тому же периоду 2023 года`: months without a year are of the one after that compared with.
    fn year_after(&self, period: usize) -> Option<i16> {
        let PeriodTime::At(Time { year: Year::Open, part: Part::Months(..) }) = self.time(period) else { return None };
        self.places.iter().find_map(|&(_, other)| match self.time(other) {
            PeriodTime::Against(Time { year: Year::Given(year), part: Part::Same }) => Some(year + 1),
            _ => None,
        })
    }

    /// `In January-September 2021 exports were 3 billion. In 2020 they were 4 billion. Imports in January-September`: the year of the same
    /// months told before the earlier year in between.
    fn year_of_same_months(&self, period: usize, clock: &Clock) -> Option<i16> {
        let PeriodTime::At(Time { part: Part::Months(first, last), .. }) = self.time(period) else { return None };
        let months = |days: Days| days.0.month() == first as i8 && days.1.month() == last as i8 && days.1 > days.0;
        let told = [&clock.lead, &clock.latest].into_iter().flatten().find(|when| months(when.value) && when.value.0.day() == 1)?;
        let year = last_year(told.value);
        let between = clock.last.as_ref().is_some_and(|last| last_year(last.value) < year);
        (between && self.is_open_part(period) && first < last).then_some(year)
    }

    /// Months without a year.
    pub(super) fn is_open_part(&self, period: usize) -> bool {
        matches!(self.time(period), PeriodTime::At(Time { year: Year::Open, part: Part::Months(..) }))
    }

    /// 2015年又出现下滑，全年贸易额为…: a part of the year that its sentence named last.
    fn year_before(&self, period: usize, clock: &Clock) -> Option<i16> {
        let PeriodTime::At(Time { year: Year::Open, .. }) = self.time(period) else { return None };
        // `в этом году: за январь – май`
        if let Some(year) = self.year_right_before(period, clock) {
            return Some(year);
        }
        self.places.iter().rev().filter(|&&(_, other)| other < period).find_map(|&(place, other)| match self.time(other) {
            PeriodTime::At(Time { year: Year::Given(year), part: Part::Year }) if self.reader.has_han(place) => Some(year),
            // 2023年…；今年以来增速加快，前5个月…
            PeriodTime::At(Time { year: Year::Relative(0), part: Part::Year | Part::ToDate }) if self.reader.has_han(place) => {
                clock.this_year()
            }
            _ => None,
        })
    }

    /// The year of a whole year that stands right before months without one.
    fn year_right_before(&self, period: usize, clock: &Clock) -> Option<i16> {
        let place = self.place_of(period).filter(|_| self.is_open_part(period))?;
        // `into 2023, with the first four months recording`
        let passed = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Mark(',' | ':' | '-') | Kind::Cue(Cue::Link(Link::With)));
        let before = place - self.reader.elements[..place].iter().rev().take_while(passed).count();
        let Kind::Period(year) = self.reader.elements[before.checked_sub(1)?].kind else { return None };
        let PeriodTime::At(time @ Time { year: Year::Given(_) | Year::Relative(_), part: Part::Year }) = self.time(year as usize) else {
            return None;
        };
        span(&PeriodTime::At(clock.settle(time)), &clock.context()).map(last_year)
    }
}

/// Are the days those of one month?
/// A month, or its first ten or twenty days.
fn is_in_month((first, last): Days) -> bool {
    const TEN: i8 = 10;
    first == last.first_of_month() && (last == first.last_of_month() || last.day() >= TEN)
}

/// 累计, 累计达
fn is_sum(element: &Element, words: &str) -> bool {
    element.cue() == Some(Cue::Level) && words.starts_with('累')
}

/// Are these words for a time those of the last statement, `last`?
pub(super) fn is_of_last(time: PeriodTime, last: Days, clock: &Clock) -> bool {
    match time {
        // `this year` in a report on some months of it means those months.
        PeriodTime::At(Time { year: Year::Relative(0), part: Part::Year }) => Some(last.0.year()) == clock.this_year(),
        // `За январь–май оборот составил 9 млрд, в мае – 2 млрд. За этот месяц вывезено`
        PeriodTime::At(Time { year: Year::Relative(0) | Year::Same, part: Part::Step(_, 0) }) => {
            last.0.first_of_month() == last.0 && last.0.last_of_month() == last.1
        }
        // `the current financial year`, and nobody knows which but by the one told before.
        PeriodTime::At(Time { year: Year::Relative(0), part: Part::Fiscal(0) }) => is_fiscal_year(last) && clock.this_year().is_none(),
        // `the first three quarters` of a fiscal year that was spoken of
        PeriodTime::At(
            Time { year: Year::Open | Year::Relative(0), part: Part::Months(1, many) }
            | Time { year: Year::Relative(0), part: Part::OfFiscal(1, many) },
        ) => clock.fiscal.is_some_and(|start| is_fiscal(last, start, many)),
        _ => false,
    }
}
