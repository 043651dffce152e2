//! Which period a figure is for, and which it is compared with.

use super::elements::{Element, Kind};
use super::frame::Slot;
use super::head::Reader;
use super::measure::{Measured, Side};
use super::vocab::{Cue, Link};
use crate::periods::{OPEN, base_of, last_year, resolve, span};
use crate::token::{FigureKind, Part, Period, PeriodTime, Time, TimeContext, Year};
use amur_model::Measure;
use jiff::civil::Date;

/// First and last day, and the words that name them.
pub type When = Slot<(Date, Date)>;

/// What the text so far says of time.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    /// The document's date.
    pub spoken: Option<Date>,
    /// The year in which it speaks, where it has no date of its own.
    pub year: Option<i16>,
    /// The period of the last statement.
    pub last: Option<When>,
    /// The latest period of the text so far: what `since 2020` and `over five years` lead up to.
    pub latest: Option<When>,
    /// The period that the text opens with: what a paragraph that names none is about.
    pub lead: Option<When>,
    /// The last statement's period stands in this paragraph.
    pub fresh: bool,
    /// The month in which the text's fiscal years start, once it has said so.
    pub fiscal: Option<u8>,
    /// The months that the text as a whole counts from the first of January on.
    pub so_far: Option<(Date, Date)>,
    /// Months of `this year` were spoken of, and nobody knows which: months without a year may be of the same.
    pub adrift: bool,
    /// Growth was said to be year on year; it holds for what follows.
    pub year_on_year: Option<Slot<PeriodTime>>,
}

impl Clock {
    fn context(&self) -> TimeContext {
        let last_year = self.last.as_ref().filter(|_| self.fresh || self.spoken.is_none()).map(|w| last_year(w.value));
        let year = if self.spoken.is_some() { last_year } else { last_year.or(self.year) };
        TimeContext { spoken: self.spoken, year, period: self.last.as_ref().map(|w| w.value) }
    }

    /// Without a date, `this year` is the year that the text's comparisons give away.
    fn settle(&self, time: Time) -> Time {
        if let (Year::Given(year), Part::OfFiscal(first, last), Some(start)) = (time.year, time.part, self.fiscal) {
            let month = |nth: u8| (start + nth - 2) % 12 + 1;
            let year = if start + first - 1 > 12 { year + 1 } else { year };
            return Time { year: Year::Given(year), part: Part::Months(month(first), month(last)) };
        }
        if let (Year::Relative(by), Part::OfFiscal(..) | Part::Fiscal(0)) = (time.year, time.part) {
            // Without its day the year of speaking is that in which the months spoken of were over.
            let over = |start: u8| matches!(time.part, Part::OfFiscal(_, last) if start + last > 13);
            let year_of = |start: u8| match self.spoken {
                Some(spoken) => Some(spoken.year() - i16::from(spoken.month() < start as i8)),
                None => self.year.map(|year| year - i16::from(over(start))),
            };
            let begun = self.fiscal.and_then(year_of);
            return begun.map_or(time, |year| match time.part {
                Part::Fiscal(_) => Time { year: Year::Given(year + i16::from(by)), part: Part::Fiscal(self.fiscal.unwrap_or_default()) },
                part => self.settle(Time { year: Year::Given(year + i16::from(by)), part }),
            });
        }
        if let (Year::Given(_), Part::Fiscal(0), Some(start)) = (time.year, time.part, self.fiscal) {
            return Time { part: Part::Fiscal(start), ..time };
        }
        match (time.year, time.part, self.spoken, self.year) {
            (_, Part::Step(..), _, _) => time,
            (Year::Relative(by), _, None, Some(year)) => Time { year: Year::Given(year + i16::from(by)), ..time },
            _ => time,
        }
    }

    fn settled(&self, time: PeriodTime) -> PeriodTime {
        match time {
            PeriodTime::At(t) => PeriodTime::At(self.settle(t)),
            // `2014-15` in a text that tells when its fiscal years end.
            PeriodTime::Between(
                Time { year: Year::Given(first), part: Part::Year },
                Time { year: Year::Given(second), part: Part::Year },
            ) if second == first + 1 && self.fiscal.is_some() => {
                PeriodTime::At(Time { year: Year::Given(first), part: Part::Fiscal(self.fiscal.unwrap_or_default()) })
            }
            PeriodTime::Between(a, b) => PeriodTime::Between(self.settle(a), self.settle(b)),
            PeriodTime::Since(t) => PeriodTime::Since(self.settle(t)),
            PeriodTime::Against(t) => PeriodTime::Against(self.settle(t)),
            other => other,
        }
    }
}

/// The periods of a sentence, by element.
pub struct Times<'a> {
    pub reader: Reader<'a>,
    pub periods: &'a [Period],
    adds_up: bool,
    /// Elements that are periods, in order.
    places: Vec<(usize, usize)>,
}

impl<'a> Times<'a> {
    /// `adds_up`: what is timed is counted over a time (trade), not at its end (how many ports there are).
    pub fn new(reader: Reader<'a>, periods: &'a [Period], adds_up: bool) -> Self {
        let founded = |at: usize| at > 0 && reader.elements[at - 1].cue() == Some(Cue::Founded);
        let places = reader
            .elements
            .iter()
            .enumerate()
            .filter(|&(at, _)| !founded(at))
            .filter_map(|(at, e)| if let Kind::Period(period) = e.kind { Some((at, period as usize)) } else { None })
            .collect();
        Times { reader, periods, adds_up, places }
    }

    /// The element that a period is.
    fn place_of(&self, period: usize) -> Option<usize> {
        self.places.iter().find(|&&(_, other)| other == period).map(|&(place, _)| place)
    }

    fn slot<T>(&self, value: T, period: usize) -> Slot<T> {
        let bytes = &self.periods[period].bytes;
        let offset = self.reader.found.offset;
        Slot::new(value, offset + bytes.start..offset + bytes.end)
    }

    fn is_main(&self, period: usize) -> bool {
        match self.time(period) {
            // Trade is not counted by the day: a single day is that of a decree, a speech, a page.
            PeriodTime::At(Time { part: Part::Days(first, last), .. }) => first != last,
            // `the 21st century` and the like frame a story, no figure.
            PeriodTime::At(Time { part: Part::Years(many), .. }) => many < 50,
            PeriodTime::At(_) | PeriodTime::Between(..) => true,
            _ => false,
        }
    }

    /// `к 2022 году` beside a change is the time compared with; with a level it is the time reached.
    fn time(&self, period: usize) -> PeriodTime {
        let Period { units, time, until, .. } = &self.periods[period];
        let towards = self.reader.found.units[units.start].text(self.reader.found.text);
        match time {
            PeriodTime::At(time) if matches!(towards, "к" | "К") && self.changes() && !self.reaches(period) => PeriodTime::Against(*time),
            PeriodTime::At(time) if (*until || self.is_end_of_year(period, time.part)) && self.adds_up && !self.sums_up() => {
                PeriodTime::At(Time { part: year_to(time.part), ..*time })
            }
            time => *time,
        }
    }

    /// `at the end of 2018`, without the day.
    fn is_end_of_year(&self, period: usize, part: Part) -> bool {
        const LAST: (u8, u8) = (12, 31);
        let said = &self.reader.found.text[self.periods[period].bytes.clone()];
        part == Part::Days(LAST, LAST) && !said.contains("31")
    }

    /// `к 2024 году превысил 94 млрд`: the time at which a level was reached.
    fn reaches(&self, period: usize) -> bool {
        let behind = self.place_of(period).map(|place| place + 1).filter(|&i| i < self.reader.elements.len());
        behind.is_some_and(|i| self.reader.text(i).to_lowercase().starts_with("превы"))
    }

    /// 截至2025年2月累计, 自2018年以来: what is counted since some other day; up to a day without its year it is the year's.
    fn sums_up(&self) -> bool {
        let dated = |&(_, period): &(usize, usize)| {
            let Period { time, until, .. } = &self.periods[period];
            *until && matches!(time, PeriodTime::At(Time { year: Year::Given(_), .. }))
        };
        self.reader.elements.iter().enumerate().any(|(i, e)| match e.kind {
            Kind::Period(period) => matches!(self.periods[period as usize].time, PeriodTime::Since(_) | PeriodTime::Over { .. }),
            Kind::Cue(Cue::Level) => self.reader.text(i).starts_with("累") && self.places.iter().any(dated),
            _ => false,
        })
    }

    /// 截至2025年2月，累计运输: counted since a day that is not told.
    fn is_sum_so_far(&self) -> bool {
        let until = |&(_, period): &(usize, usize)| self.periods[period].until;
        let since = |&(_, period): &(usize, usize)| !matches!(self.periods[period].time, PeriodTime::At(_));
        self.places.iter().any(until) && !self.places.iter().any(since) && self.places.len() == 1 && self.sums_up()
    }

    /// The period that comes right after a figure, as in `(119 million in 2024)`: no other figure or full clause between.
    fn right_after(&self, at: usize) -> Option<usize> {
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
    fn past_bracket(&self, at: usize) -> usize {
        const LONGEST: usize = 4;
        let kind = |i: usize| self.reader.elements.get(i).map(|e| e.kind);
        match kind(at) {
            Some(Kind::Mark(')')) => at + 1,
            Some(Kind::Mark('(')) if matches!(kind(at + 1), Some(Kind::Figure(_))) => {
                (at + 2..at + LONGEST).find(|&i| kind(i) == Some(Kind::Mark(')'))).map_or(at, |close| close + 1)
            }
            _ => at,
        }
    }

    /// The period and base of the figure at element `at`.
    /// Third, the period that the sentence goes on to speak of.
    pub fn of(&self, at: usize, measured: Measured, clock: &Clock) -> (Option<When>, Option<When>, Option<When>) {
        let after = self.right_after(at);
        // `1.6 times as large as in 2020`: the time is the one compared with.
        if measured.measure == Measure::Ratio
            && let Some(period) = self.multiple_of(at, after)
        {
            let main = clock.last.clone();
            let days = main.as_ref().and_then(|main| base_of(main.value, &as_base(clock.settled(self.time(period))), &clock.context()));
            return (main.clone(), days.map(|days| self.slot(days, period)), main);
        }
        let main = self.main(at, after, measured, clock);
        if matches!(measured.measure, Measure::Value | Measure::Share | Measure::Rank) {
            let period = self.compared(at, after, measured, main.as_ref(), clock).unwrap_or_else(|| main.clone());
            let period = self.before(at, main.as_ref(), clock).unwrap_or(period);
            let aside = at >= 2 && self.is_glossed(at - 2);
            return (period, None, main.filter(|_| measured.side == Side::Now && !aside));
        }
        let base = main.as_ref().and_then(|main| self.base(at, main, clock));
        (main.clone(), base, main)
    }

    /// 上年为3763万吨, `a year earlier exports were 5 million`: the time before a level in its clause, counted from that spoken of.
    fn before(&self, at: usize, main: Option<&When>, clock: &Clock) -> Option<Option<When>> {
        let elements = self.reader.elements;
        let is_time = |i: usize| matches!(elements[i].kind, Kind::Period(_));
        let passed = |i: &usize| match elements[*i].kind {
            Kind::Mark(',') => *i > 0 && is_time(*i - 1),
            Kind::Figure(_) | Kind::Mark(';' | '(' | ')' | '-') => false,
            Kind::Cue(Cue::Change(_) | Cue::Compare | Cue::While) => false,
            _ => true,
        };
        // `с 48,3% в предыдущем году до 34,4%`: that of the figure before.
        let own = |place: &usize| (*place == 0 || !matches!(elements[place - 1].kind, Kind::Figure(_))) && !self.is_local(*place);
        let place = (0..at).rev().take_while(passed).find(|&i| is_time(i)).filter(own)?;
        let period = self.places.iter().find(|&&(other, _)| other == place).map(|&(_, period)| period)?;
        let days = self.earlier(period, main?.value, clock).filter(|_| self.is_earlier(period))?;
        Some(Some(self.slot(days, period)))
    }

    /// The period that a multiple is a multiple of.
    fn multiple_of(&self, at: usize, after: Option<usize>) -> Option<usize> {
        let &(place, period) = self.places.iter().find(|&&(place, _)| place > at).filter(|_| after.is_some())?;
        let as_as = (at + 1..place).any(|i| self.reader.text(i) == "as");
        as_as.then_some(period)
    }

    /// A level that is only there to be compared with is for the time compared with.
    fn compared(&self, at: usize, after: Option<usize>, measured: Measured, main: Option<&When>, clock: &Clock) -> Option<Option<When>> {
        let context = TimeContext { period: main.map(|m| m.value), ..clock.context() };
        if let Some(period) = after {
            let time = self.time(period);
            // `from 3.1 billion a year ago`
            if measured.side == Side::Before && self.is_year_before(period) {
                return main.map(|m| base_of(m.value, &PeriodTime::AgainstYearBefore, &context).map(|days| self.slot(days, period)));
            }
            if self.is_earlier(period) && measured.side == Side::Before {
                return main.and_then(|m| self.earlier(period, m.value, clock)).map(|days| Some(self.slot(days, period)));
            }
            let days = match clock.settled(time) {
                // `составил 2,8 млрд и по сравнению с 2020 годом вырос`
                PeriodTime::Against(_)
                    if self.reader.elements.get(self.past_bracket(at + 1)).and_then(|e| e.cue()) == Some(Cue::Link(Link::And)) =>
                {
                    None
                }
                // `составил 51,6 млрд — по сравнению с 2020 годом увеличился`
                PeriodTime::Against(_) if self.opens_change(period) => None,
                // `упал на 20% до 328 млрд по сравнению с 2024 годом`: what is compared is the change before it.
                PeriodTime::Against(_) if self.changes_before(at) => None,
                PeriodTime::Against(time) => {
                    main.and_then(|m| base_of(m.value, &PeriodTime::Against(time), &context)).or_else(|| resolve(&time, &context))
                }
                PeriodTime::At(time) if time.part == Part::Same => resolve(&time, &context),
                _ => None,
            };
            if let Some(days) = days {
                return Some(Some(self.slot(days, period)));
            }
        }
        // `compared to January-April 2022 ($366.5 million)`
        if at >= 2
            && self.reader.elements[at - 1].kind == Kind::Mark('(')
            && let Some(&(_, period)) = self.places.iter().find(|&&(place, _)| place + 2 == at)
            && let PeriodTime::Against(time) = clock.settled(self.time(period))
            && let Some(days) = resolve(&time, &context)
        {
            return Some(Some(self.slot(days, period)));
        }
        // `1,8 млн тонн, годом ранее – 610 тыс. тонн`
        if let Some(period) = self.leading_base(at).or_else(|| self.told_when(at))
            && let Some(days) = main.and_then(|m| base_of(m.value, &as_base(clock.settled(self.time(period))), &context))
        {
            return Some(Some(self.slot(days, period)));
        }
        if let Some(period) = self.listed_base(at)
            && let Some(days) = span(&clock.settled(self.time(period)), &context)
        {
            return Some(Some(self.slot(days, period)));
        }
        // `больше, чем годом ранее (400 млн)`
        // A time of its own in the bracket, `(400 million in 2022)`, is said better.
        if let Some(period) = self.bracketed_base(at).filter(|_| after.is_none())
            && let Some(days) = main.and_then(|m| base_of(m.value, &clock.settled(self.time(period)), &context))
        {
            return Some(Some(self.slot(days, period)));
        }
        if measured.side != Side::Before {
            return None;
        }
        if after.is_some_and(|p| self.is_main(p)) {
            return None;
        }
        // `from 7.9 billion`: the base of the comparison that the sentence makes; unknown if it names none.
        Some(main.and_then(|main| self.base(at, main, clock)))
    }

    /// Does a word of change stand right behind the time?
    fn opens_change(&self, period: usize) -> bool {
        let place = self.place_of(period).unwrap_or_default();
        let mut behind = self.reader.elements[place + 1..].iter().skip_while(|e| matches!(e.kind, Kind::Word)).take(1);
        behind.any(|e| matches!(e.cue(), Some(Cue::Change(_))))
    }

    /// Was a change told of in the clause before the figure?
    fn changes_before(&self, at: usize) -> bool {
        let clause = self.reader.elements[..at].iter().rev().take_while(|e| !matches!(e.kind, Kind::Mark(',' | ';')));
        clause.into_iter().any(|e| matches!(e.cue(), Some(Cue::Change(_))))
    }

    /// `a year earlier`, `more than in 2022` right before the figure, with nothing but a dash between.
    fn leading_base(&self, at: usize) -> Option<usize> {
        let elements = self.reader.elements;
        let place = at.checked_sub(2).filter(|&i| elements[i + 1].kind == Kind::Mark('-'))?;
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
        let elements = self.reader.elements;
        let kind = |i: usize| elements.get(i).map(|e| e.kind);
        let level_before = |open: usize| open > 0 && matches!(kind(open - 1), Some(Kind::Figure(_)));
        let open = at.checked_sub(1).filter(|&i| kind(i) == Some(Kind::Mark('(')) && kind(at + 1) == Some(Kind::Mark(')')))?;
        let first = |i: &usize| kind(*i) == Some(Kind::Mark('(')) && level_before(*i) && kind(*i + 3) == Some(Kind::Mark(')'));
        let bracket = (0..open).find(first).filter(|_| level_before(open))?;
        match kind(bracket + 2) {
            Some(Kind::Period(period)) => Some(period as usize),
            _ => None,
        }
    }

    /// `last year`, `the year before`.
    fn is_year_before(&self, period: usize) -> bool {
        matches!(self.time(period), PeriodTime::At(Time { year: Year::Relative(-1) | Year::Before, part: Part::Year }))
    }

    fn is_against(&self, period: usize) -> bool {
        matches!(self.time(period), PeriodTime::Against(_) | PeriodTime::AgainstYearBefore | PeriodTime::AgainstPeriodBefore)
    }

    /// The time compared with right before the bracket that the figure opens.
    fn bracketed_base(&self, at: usize) -> Option<usize> {
        let elements = self.reader.elements;
        let opens = at >= 2 && elements[at - 1].kind == Kind::Mark('(');
        let Kind::Period(period) = elements[at.checked_sub(2)?].kind else { return None };
        (opens && self.is_against(period as usize)).then_some(period as usize)
    }

    fn main(&self, at: usize, after: Option<usize>, measured: Measured, clock: &Clock) -> Option<When> {
        let resolve_at = |period: usize| {
            let context = self.context_at(period, clock);
            // 截至10月底，今年…
            if let PeriodTime::At(Time { year: Year::Relative(0), part: Part::Year }) = self.time(period)
                && let Some(&(_, until)) = self.places.iter().find(|&&(_, other)| other < period && self.periods[other].until)
            {
                return span(&clock.settled(self.time(until)), &context).map(|days| self.slot(days, until));
            }
            // `this year` in a report on some months of it means those months.
            if let PeriodTime::At(Time { year: Year::Relative(0), part: Part::Year }) = self.time(period)
                && let Some(last) =
                    clock.last.as_ref().filter(|last| Some(last.value.0.year()) == clock.spoken.map(|d| d.year()).or(clock.year))
            {
                return Some(last.clone());
            }
            // `the first three quarters` of a fiscal year that was spoken of
            if let PeriodTime::At(
                Time { year: Year::Open, part: Part::Months(1, many) } | Time { year: Year::Relative(0), part: Part::OfFiscal(1, many) },
            ) = self.time(period)
                && let Some(last) = clock.last.as_ref().filter(|last| clock.fiscal.is_some_and(|start| is_fiscal(last.value, start, many)))
            {
                return Some(last.clone());
            }
            if let Some(days) = self.glossed_fiscal(period, &context) {
                return Some(self.slot(days, period));
            }
            let days = match clock.settled(self.time(period)) {
                // `as of 25 May, since the beginning of the year`
                PeriodTime::At(time @ Time { part: Part::ToDate, .. }) => self.until_day(&time, clock, &context),
                PeriodTime::Between(from, to)
                    if !is_season(from, to) && (!matches!(measured.measure, Measure::Value) || self.changes()) =>
                {
                    resolve(&to, &context)
                }
                time => span(&time, &context),
            }?;
            Some(self.slot(days, period))
        };
        if self.said_now(at) || self.adds_up && self.is_sum_so_far() {
            return None;
        }
        // 2020年的35.6亿元; in 是2020年的5.4倍 the year is what is compared with.
        if let Some(&(_, period)) =
            self.places.iter().find(|&&(place, _)| place + 2 == at && self.is_local(place) && measured.measure != Measure::Ratio)
        {
            // 较2021年的3.18亿美元
            if let PeriodTime::Against(time) = clock.settled(self.time(period)) {
                return resolve(&time, &self.context_at(period, clock)).map(|days| self.slot(days, period));
            }
            return resolve_at(period);
        }
        // `from 3 billion last year`: the time compared with, and not that spoken of.
        let own = |p: usize| self.is_main(p) && !self.is_same(p) && !(self.is_year_before(p) && measured.side == Side::Before);
        if let Some(period) = after.filter(|&p| own(p)) {
            return resolve_at(period);
        }
        let fits = |&&(place, period): &&(usize, usize)| {
            own(period) && !self.is_compared(place) && !self.is_in_passing(place, period) && self.in_reach(place, at)
        };
        let before = self.places.iter().rev().filter(|&&(place, _)| place < at).find(fits);
        let next = self.places.iter().filter(|&&(place, _)| place > at && !self.leads_another(at, place)).find(fits);
        let chosen = match (before, next) {
            (Some(&(place, _)), Some(&(_, period))) if self.breaks(place..at) => Some(period),
            (Some(&(_, period)), _) => Some(period),
            (None, Some(&(_, period))) => Some(period),
            // 由2013年的…扩大至2024年的…，增长116%: the later of the two.
            (None, None) => {
                let serves = |&&(place, period): &&(usize, usize)| {
                    self.is_local(place) && !self.is_base(place, period) || self.is_bracketed(place, period)
                };
                let before = self.places.iter().rev().filter(|&&(place, _)| place < at).find(serves);
                before.or_else(|| self.places.iter().rev().find(serves).filter(|_| !clock.fresh)).map(|&(_, period)| period)
            }
        };
        match chosen {
            Some(period) => resolve_at(period),
            None if self.leads_up() => clock.latest.clone().or_else(|| clock.last.clone()),
            None => clock.last.clone(),
        }
    }

    /// A fiscal time with its months in a bracket: 2021财年(2021年4月至2022年3月).
    fn glossed_fiscal(&self, period: usize, context: &TimeContext) -> Option<(Date, Date)> {
        let PeriodTime::At(Time { part: Part::Fiscal(_), .. }) = self.time(period) else { return None };
        let place = self.place_of(period)?;
        let gloss = match (self.reader.elements.get(place + 1)?.kind, self.reader.elements.get(place + 2)?.kind) {
            (Kind::Mark('('), Kind::Period(gloss)) => self.time(gloss as usize),
            _ => return None,
        };
        span(&gloss, context)
    }

    /// From the start of the year to the day up to which the sentence counts, or else to that of speaking.
    fn until_day(&self, time: &Time, clock: &Clock, context: &TimeContext) -> Option<(Date, Date)> {
        // A report on some months counts up to their end.
        let days = resolve(time, context).map(|days| match clock.so_far {
            Some(so_far) if so_far.0 == days.0 && days.1 > so_far.1 => so_far,
            _ => days,
        });
        let until = self.places.iter().filter(|&&(_, period)| self.periods[period].until);
        let mut ends = until.filter_map(|&(_, period)| span(&self.time(period), context));
        let end = ends.find(|end| days.is_none_or(|days| days.0.year() == end.1.year()));
        end.map(|end| (end.0.first_of_year(), end.1)).or(days)
    }

    /// `2 956 тонн, за 2021 год – 600 тонн`: the time behind the comma is that of the figure right after it.
    fn leads_another(&self, at: usize, place: usize) -> bool {
        let elements = self.reader.elements;
        let dash = usize::from(elements.get(place + 1).is_some_and(|e| e.kind == Kind::Mark('-')));
        let parted = elements[at..place].iter().any(|e| matches!(e.kind, Kind::Mark(',' | ';')));
        parted && matches!(elements.get(place + 1 + dash).map(|e| e.kind), Some(Kind::Figure(_)))
    }

    /// `Since 2020`, `over five years`: up to the latest time.
    fn leads_up(&self) -> bool {
        self.places.iter().any(|&(_, period)| matches!(self.time(period), PeriodTime::Since(_) | PeriodTime::Over { .. }))
    }

    /// 2018年曾高达20.9%: a time looked back at, which the text does not stay in.
    pub fn is_once(&self, at: usize) -> bool {
        self.reader.elements[..at].iter().rev().take_while(|e| !matches!(e.kind, Kind::Mark(',' | ';'))).any(|e| e.cue() == Some(Cue::Once))
    }

    fn is_past_best(&self, period: usize) -> bool {
        let place = self.place_of(period).unwrap_or_default();
        let clause = self.reader.elements[place..].iter().take_while(|e| !matches!(e.kind, Kind::Mark(',' | ';')));
        clause.take_while(|e| !matches!(e.kind, Kind::Figure(_))).any(|e| e.cue() == Some(Cue::Once))
    }

    /// `as against 84 percent in 2022`: the time belongs to the figure compared with.
    fn is_compared(&self, place: usize) -> bool {
        // 超过去年全年水平
        if place > 0 && self.reader.elements[place - 1].cue() == Some(Cue::Level) {
            return true;
        }
        if self.is_local(place) {
            return true;
        }
        let mut before =
            self.reader.elements[..place].iter().rev().take(6).take_while(|e| !matches!(e.kind, Kind::Mark(',' | ';'))).peekable();
        // `from 58.6% in 2022`
        let mut figure = None;
        while let Some(element) = before.next() {
            match element.kind {
                Kind::Cue(Cue::Compare) => return true,
                // `from a total of 596.6 billion realised in 2019`
                Kind::Figure(_) if figure.is_none() => {
                    let passed = |e: &&Element| {
                        matches!(e.kind, Kind::Word | Kind::Cue(Cue::Link(Link::Of) | Cue::Total | Cue::Level | Cue::Ignore))
                    };
                    let of = before.clone().find(|e| !passed(e));
                    figure = if self.reader.is_russian(place) { before.peek().copied() } else { of }.and_then(Element::cue);
                }
                _ => {}
            }
        }
        // `снизилась до 4,4% с 5,1% в 2014 году`
        let from = if self.reader.is_russian(place) { Cue::Link(Link::With) } else { Cue::Link(Link::From) };
        figure == Some(from)
    }

    /// 2024年1-10月出口为6849万吨，接近去年全年出口水平，: a year before, in a clause without a figure, behind the time spoken of.
    fn is_in_passing(&self, place: usize, period: usize) -> bool {
        let elements = self.reader.elements;
        let spoken_of = self.places.iter().any(|&(other, period)| other < place && self.is_main(period) && !self.is_same(period));
        let mut clause = elements[place + 1..].iter().take_while(|e| !matches!(e.kind, Kind::Mark(',' | ';' | '.')));
        self.is_year_before(period) && spoken_of && !clause.any(|e| matches!(e.kind, Kind::Figure(_)))
    }

    /// 2019年的…: the time belongs to the figure right after it.
    fn is_local(&self, place: usize) -> bool {
        let of = self.reader.elements.get(place + 1).and_then(|e| e.cue()) == Some(Cue::Link(Link::Of));
        of && matches!(self.reader.elements.get(place + 2).map(|e| e.kind), Some(Kind::Figure(_))) && self.reader.is_han(place + 1)
            || self.is_glossed(place)
    }

    /// 是2020年的5.4倍, 由2021年的48亿元: a time that something else is measured from.
    fn is_base(&self, place: usize, period: usize) -> bool {
        let multiple = matches!(self.reader.elements[place + 2].kind, Kind::Figure(index) if self.reader.found.figures[index as usize].kind == FigureKind::Times);
        let words = self.reader.found.units[self.periods[period].units.start].text(self.reader.found.text);
        multiple || matches!(words, "由" | "从" | "從" | "自")
    }

    /// 2020年(35.6亿元)的5.4倍: the time compared with, with its level in a bracket.
    fn is_glossed(&self, place: usize) -> bool {
        let kind = |i: usize| self.reader.elements.get(place + i).map(|e| e.kind);
        let bracket = kind(1) == Some(Kind::Mark('(')) && matches!(kind(2), Some(Kind::Figure(_))) && kind(3) == Some(Kind::Mark(')'));
        bracket && kind(4) == Some(Kind::Cue(Cue::Link(Link::Of))) && self.reader.is_han(place + 4)
    }

    /// `(119 million people in 2024), 6.1% of GDP`: a time in a bracket serves the rest where there is no other.
    fn is_bracketed(&self, place: usize, period: usize) -> bool {
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
    fn in_reach(&self, place: usize, at: usize) -> bool {
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

    fn is_same(&self, period: usize) -> bool {
        let PeriodTime::At(Time { year, part }) = self.time(period) else { return false };
        matches!(part, Part::Same) && !matches!(year, Year::Given(_))
            || matches!((year, part), (Year::Before, _) | (Year::Same, Part::Step(_, -1)))
    }

    /// The time of a level that is there to be compared with: `a year earlier`, 上月, `годом ранее`.
    fn is_earlier(&self, period: usize) -> bool {
        let PeriodTime::At(Time { year, part }) = self.time(period) else { return false };
        matches!((year, part), (Year::Before, Part::Year | Part::Same) | (Year::Relative(-1), Part::Same) | (Year::Same, Part::Step(_, -1)))
    }

    /// The days of a time of [`Times::is_earlier`], seen from `main`; a year before is a whole one, unless it is said to be as long.
    fn earlier(&self, period: usize, main: (Date, Date), clock: &Clock) -> Option<(Date, Date)> {
        let context = TimeContext { period: Some(main), ..clock.context() };
        match self.time(period) {
            PeriodTime::At(time @ Time { part: Part::Year, .. }) => resolve(&time, &context),
            time => base_of(main, &as_base(time), &context),
        }
    }

    /// 同年, 同期 after another time of the same sentence is that time.
    fn context_at(&self, period: usize, clock: &Clock) -> TimeContext {
        let mut context = clock.context();
        let open = clock.adrift && self.is_open_part(period);
        context.year = self.year_after(period).or_else(|| self.year_before(period, clock)).or(context.year.filter(|_| !open));
        if !matches!(
            self.time(period),
            PeriodTime::At(Time { part: Part::Same, .. } | Time { year: Year::Same | Year::Before | Year::After, .. })
        ) {
            return context;
        }
        let earlier = self.places.iter().rev().find(|&&(_, other)| other < period && self.is_main(other));
        let days = earlier.and_then(|&(_, other)| span(&clock.settled(self.time(other)), &context));
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

    /// Months without a year.
    fn is_open_part(&self, period: usize) -> bool {
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
            _ => None,
        })
    }

    /// The year of a whole year that stands right before months without one.
    fn year_right_before(&self, period: usize, clock: &Clock) -> Option<i16> {
        let place = self.place_of(period).filter(|_| self.is_open_part(period))?;
        let passed = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Mark(',' | ':' | '-'));
        let before = place - self.reader.elements[..place].iter().rev().take_while(passed).count();
        let Kind::Period(year) = self.reader.elements[before.checked_sub(1)?].kind else { return None };
        let PeriodTime::At(time @ Time { year: Year::Given(_) | Year::Relative(_), part: Part::Year }) = self.time(year as usize) else {
            return None;
        };
        span(&PeriodTime::At(clock.settle(time)), &clock.context()).map(last_year)
    }

    /// The sentence tells of a change from one time to another.
    fn changes(&self) -> bool {
        self.reader.elements.iter().any(|e| match e.kind {
            Kind::Cue(Cue::Change(_)) => true,
            Kind::Figure(figure) => self.reader.found.figures[figure as usize].direction.is_some(),
            _ => false,
        })
    }

    fn breaks(&self, mut range: std::ops::Range<usize>) -> bool {
        range.any(|i| matches!(self.reader.elements[i].kind, Kind::Mark(';') | Kind::Cue(Cue::While)))
    }

    /// `currently accounts for`: no period that the text names.
    fn said_now(&self, at: usize) -> bool {
        let mut elements = self.reader.elements[..at].iter().rev().take_while(|e| !matches!(e.kind, Kind::Mark(',' | ';')));
        elements.any(|e| e.cue() == Some(Cue::Now))
    }

    fn base(&self, at: usize, main: &When, clock: &Clock) -> Option<When> {
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
        let mut after = self.places.iter().filter(|&&(place, _)| place > at).filter(compares);
        let mut before = self.places.iter().rev().filter(|&&(place, _)| place < at).filter(compares).peekable();
        // 环比下降3%，同比增长10%: what a Chinese clause opens with is said of it.
        let own = before.next_if(|&&(place, _)| {
            self.reader.has_han(place) && !self.reader.elements[place..at].iter().any(|e| matches!(e.kind, Kind::Mark(_) | Kind::Figure(_)))
        });
        let against = self.places.iter().find(|&&(place, _)| self.is_compared(place));
        // `more than the deficit of the same months of last year`
        let alike = self
            .places
            .iter()
            .find(|&&(_, period)| self.is_earlier(period) && !matches!(self.time(period), PeriodTime::At(Time { part: Part::Year, .. })));
        let said = own.into_iter().chain(after.next()).chain(before.next()).chain(against).chain(alike);
        for &(_, period) in said {
            let time = if self.is_year_before(period) { self.time(period) } else { clock.settled(self.time(period)) };
            if let Some(days) = base_of(main.value, &as_base(time), &context) {
                return Some(self.slot(days, period));
            }
        }
        if let Some(level) = self.level_before(main, clock) {
            return Some(level);
        }
        let said = clock.year_on_year.as_ref()?;
        Some(Slot::new(base_of(main.value, &said.value, &context)?, said.at.clone()))
    }

    /// `3.9 billion in 2021 and 4.6 billion in 2022, i.e. 18% more`: the earlier of two times whose levels the sentence gives,
    /// where nothing else is said to have changed.
    fn level_before(&self, main: &When, clock: &Clock) -> Option<When> {
        let elements = self.reader.elements;
        let is_level = |e: &Element| {
            let Kind::Figure(figure) = e.kind else { return false };
            matches!(self.reader.found.figures[figure as usize].kind, FigureKind::Money(_) | FigureKind::Quantity(_) | FigureKind::Plain)
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

    /// Hands on to the next sentence what this one says of time. `used` is the period of its last statement.
    pub fn leave(&self, clock: &mut Clock, used: Option<When>, traded: bool) {
        let context = clock.context();
        let named = self.places.iter().find_map(|&(_, period)| {
            let PeriodTime::At(_) = self.time(period) else { return None };
            if !traded || self.is_same(period) || !self.is_main(period) || self.is_past_best(period) {
                return None;
            }
            span(&clock.settled(self.time(period)), &context).map(|days| self.slot(days, period))
        });
        if let Some(when) = &used {
            let lead = clock.lead.get_or_insert_with(|| when.clone());
            // `since the beginning of the year`, and later on the day up to which.
            if lead.value.1 == OPEN && lead.value.0 == when.value.0 {
                *lead = when.clone();
            }
        }
        if let Some(when) = used.as_ref().filter(|when| clock.latest.as_ref().is_none_or(|latest| latest.value.1 <= when.value.1)) {
            clock.latest = Some(when.clone());
        }
        if let Some(when) = used.or(named) {
            clock.fresh = true;
            clock.last = Some(when);
        }
        // `this year`, and nobody knows which: what was said before is of another time.
        let adrift = |&(_, period): &(usize, usize)| {
            let time = clock.settled(self.time(period));
            matches!(
                time,
                PeriodTime::At(
                    Time { year: Year::Relative(0 | -1), part: Part::Months(..) | Part::Year | Part::OfFiscal(..) | Part::Fiscal(_) }
                        | Time { part: Part::ToDate, .. }
                )
            ) && span(&time, &context).is_none()
        };
        let unknown = |&(_, period): &(usize, usize)| {
            self.is_open_part(period) && span(&clock.settled(self.time(period)), &self.context_at(period, clock)).is_none()
        };
        let lost = clock.adrift && self.places.iter().any(unknown);
        if self.places.iter().any(adrift) {
            clock.last = None;
            clock.adrift |= self.places.iter().any(|&(place, _)| self.reader.has_han(place));
        } else if lost {
            clock.last = None;
        }
        for &(_, period) in &self.places {
            let time = self.time(period);
            if let PeriodTime::At(Time { part: Part::Fiscal(start), .. }) = time
                && start > 0
            {
                clock.fiscal = Some(start);
            }
            if time == PeriodTime::AgainstYearBefore || matches!(time, PeriodTime::Against(Time { part: Part::Same, .. })) {
                clock.year_on_year = Some(self.slot(PeriodTime::AgainstYearBefore, period));
            }
        }
    }
}

/// What is traded `as of July`, `by 30 November`, 截至10月底 is counted from the first day of the year.
fn year_to(part: Part) -> Part {
    match part {
        Part::Months(first, last) if first == last => Part::Months(1, last),
        Part::Days(_, last) => Part::Days((1, 1), last),
        part => part,
    }
}

/// Are these the first `many` months of a fiscal year that starts in month `start`?
fn is_fiscal((first, last): (Date, Date), start: u8, many: u8) -> bool {
    let months = i32::from(last.month() - first.month()) + 12 * i32::from(last.year() - first.year()) + 1;
    first.month() == start as i8 && months == i32::from(many)
}

/// `from October 2024 to March 2025`, 2020年4月至2021年3月: months over the turn of a year, of which the figures are the sum.
fn is_season(from: Time, to: Time) -> bool {
    match (from.year, from.part, to.year, to.part) {
        (Year::Given(first), Part::Months(start, _), Year::Given(second), Part::Months(_, end)) => second == first + 1 && end < start,
        _ => false,
    }
}

/// A time named beside a comparison, as the time compared with.
fn as_base(time: PeriodTime) -> PeriodTime {
    match time {
        PeriodTime::At(time) => PeriodTime::Against(time),
        time => time,
    }
}
