//! Which period a figure is for, and which it is compared with.

mod base;
mod clock;
mod compared;
mod dealt;
mod fiscal;
mod period;
mod standing;

pub use clock::Clock;

use super::elements::{Element, Kind};
use super::frame::Slot;
use super::head::Reader;
use super::measure::{Measured, Side};
use super::vocab::{Back, Cue, Link};
use crate::periods::{Days, base_of, span};
use crate::token::{FigureKind, Part, Period, PeriodTime, Time, TimeContext, Year};
use amur_model::Measure;
use base::as_base;

/// The years of a decade.
const DECADE: u8 = 10;

/// First and last day, and the words that name them.
pub type When = Slot<Days>;

/// The times of a figure.
#[derive(Default)]
pub struct Told {
    pub period: Option<When>,
    /// That which it is compared with.
    pub base: Option<When>,
    /// The period that the sentence goes on to speak of.
    pub spoken_of: Option<When>,
    /// It is that of a level from which a change is seen: `from 20% in 2020 to 18%`.
    pub seen_from: Option<When>,
    /// It is a part of the time spoken of, which the text does not stay in.
    pub aside: bool,
}

/// The periods of a sentence, by element.
pub struct Times<'a> {
    pub reader: Reader<'a>,
    pub periods: &'a [Period],
    adds_up: bool,
    /// Elements that are periods, in order.
    places: Vec<(usize, usize)>,
    /// What the periods are in this sentence.
    times: Vec<PeriodTime>,
}

impl<'a> Times<'a> {
    /// `adds_up`: what is timed is counted over a time (trade), not at its end (how many ports there are).
    pub fn new(reader: Reader<'a>, periods: &'a [Period], adds_up: bool) -> Self {
        let founded = |at: usize| at > 0 && reader.elements[at - 1].cue() == Some(Cue::Founded);
        let named = |(at, e): (usize, &Element)| if let Kind::Period(period) = e.kind { Some((at, period as usize)) } else { None };
        // 10月进出口250亿元，仅低于9月，为历史次高
        let beaten = |at: usize| {
            let than = at > 0 && matches!(reader.text(at - 1), "低于" | "高于" | "仅次于") && reader.has_han(at);
            than && matches!(reader.kind(at + 1), None | Some(Kind::Mark(_)))
        };
        let of_figures = |&(at, _): &(usize, usize)| !founded(at) && !beaten(at) && !reader.is_of_cause(at) && !reader.is_of_reason(at);
        let places = reader.elements.iter().enumerate().filter_map(named).filter(of_figures).collect();
        let mut times = Times { reader, periods, adds_up, places, times: Vec::new() };
        times.times = (0..periods.len()).map(|period| times.read_time(period)).collect();
        times
    }

    fn time(&self, period: usize) -> PeriodTime {
        self.times[period]
    }

    /// The element that a period is.
    fn place_of(&self, period: usize) -> Option<usize> {
        self.places.iter().find(|&&(_, other)| other == period).map(|&(place, _)| place)
    }

    /// The word that a period begins with.
    fn first_word(&self, period: usize) -> &str {
        self.reader.found.units[self.periods[period].units.start].text(self.reader.found.text)
    }

    /// What stands before element `at` in its clause, the nearest first.
    fn clause_before(&self, at: usize) -> impl Iterator<Item = &Element> + Clone {
        self.reader.elements[..at].iter().rev().take_while(|e| !matches!(e.kind, Kind::Mark(',' | ';')))
    }

    fn slot<T>(&self, value: T, period: usize) -> Slot<T> {
        let bytes = &self.periods[period].bytes;
        let offset = self.reader.found.offset;
        Slot::new(value, offset + bytes.start..offset + bytes.end)
    }

    /// The time of the figure at element `at`. `listed`: it has its place, goods or flow from a list already.
    pub fn of(&self, at: usize, listed: bool, measured: Measured, clock: &Clock) -> Told {
        if let Some((period, time)) = self.dealt(at).filter(|_| !listed) {
            let main = match time {
                Some(time) => span(&clock.settled(time), &self.context_at(period, clock)).map(|days| self.slot(days, period)),
                None => self.told(period, measured, clock),
            };
            let base = main.as_ref().filter(|_| measured.measure == Measure::Growth).and_then(|main| self.base(at, main, clock));
            return Told { period: main.clone(), base, spoken_of: main, ..Told::default() };
        }
        let after = self.right_after(at);
        // `1.6 times as large as in 2020`: the time is the one compared with.
        if measured.measure == Measure::Ratio
            && let Some(period) = self.multiple_of(at)
        {
            let main = self.spoken_before(at, measured, clock);
            let days = main.as_ref().and_then(|main| base_of(main.value, &as_base(clock.settled(self.time(period))), &clock.context()));
            let base = days.map(|days| self.slot(days, period));
            return Told { period: main.clone(), base, spoken_of: main, ..Told::default() };
        }
        if let Some(told) = self.held_against(at, after, measured, clock) {
            return told;
        }
        let main = self.main(at, after, measured, clock);
        if matches!(measured.measure, Measure::Value | Measure::Share | Measure::Rank) {
            let period = self.compared(at, after, measured, main.as_ref(), clock).unwrap_or_else(|| main.clone());
            let period = self.before(at, main.as_ref(), clock).unwrap_or(period);
            let glossed = at >= 2 && self.is_glossed(at - 2);
            let aside = self.is_aside(at, main.as_ref(), clock);
            let seen_from = period.clone().filter(|_| self.is_from(at));
            return Told {
                period,
                spoken_of: main.filter(|_| measured.side == Side::Now && !aside && !glossed),
                seen_from,
                aside,
                ..Told::default()
            };
        }
        let base = match &main {
            Some(main) => self.base(at, main, clock),
            None => self.base_alone(at, clock),
        };
        let aside = self.is_aside(at, main.as_ref(), clock);
        Told { period: main.clone(), base, spoken_of: main.filter(|_| !aside), aside, ..Told::default() }
    }

    /// `the financial year 2017-18 (April-March)`: when such years begin is known for the whole sentence.
    pub fn note_fiscal(&self, clock: &mut Clock) {
        for &(_, period) in &self.places {
            if let PeriodTime::At(Time { part: Part::Fiscal(start @ 1..), .. }) = self.time(period) {
                clock.fiscal = Some(start);
            }
        }
    }

    /// Hands on to the next sentence what this one says of time. `used` is the period of its last statement, `seen_from` what that
    /// is seen from.
    pub fn leave(&self, clock: &mut Clock, used: Option<When>, seen_from: Option<When>, traded: bool) {
        let context = clock.context();
        if let Some(held) = used.as_ref().and_then(|used| self.held_against_year_before(used, clock)) {
            clock.held = Some(held);
        }
        let named = self.places.iter().find_map(|&(_, period)| self.named(period, clock)).filter(|_| used.is_none());
        clock.mentioned = named.clone();
        if let Some(used) = &used {
            let earlier = |from: &When| from.value.0 < used.value.0;
            let said = seen_from.filter(earlier).map(|from| (used.value, from));
            clock.seen_from = said.or(clock.seen_from.take()).filter(|(seen, _)| *seen == used.value);
        }
        let named = named.filter(|_| traded);
        if let Some(when) = &used {
            clock.looked_back = self.looks_back();
            clock.tell(when);
            if !clock.fresh && self.opens_to_date() {
                clock.lead = Some(when.clone());
            }
        }
        if let Some(when) = used.or(named) {
            clock.fresh = true;
            clock.last = Some(when);
        }
        self.drift(clock, &context);
        for &(_, period) in &self.places {
            if let PeriodTime::AgainstYearBefore | PeriodTime::Against(Time { part: Part::Same, .. }) = self.time(period) {
                clock.year_on_year = Some(self.slot(PeriodTime::AgainstYearBefore, period));
            }
        }
    }

    /// `grew by 5% in 2017 compared to 2016`: what of that time is said to have grown is so against the year before.
    fn held_against_year_before(&self, used: &When, clock: &Clock) -> Option<(Days, Slot<PeriodTime>)> {
        let context = TimeContext { period: Some(used.value), ..clock.context() };
        let year_before = base_of(used.value, &PeriodTime::AgainstYearBefore, &context)?;
        let held = |&&(_, period): &&(usize, usize)| {
            let time = self.time(period);
            matches!(time, PeriodTime::Against(_)) && base_of(used.value, &time, &context) == Some(year_before)
        };
        let &(_, period) = self.places.iter().find(held)?;
        Some((used.value, self.slot(PeriodTime::AgainstYearBefore, period)))
    }

    /// 去年全年, `last year`: is that the only time that the sentence names?
    fn looks_back(&self) -> bool {
        let year_before =
            |&(_, period): &(usize, usize)| matches!(self.time(period), PeriodTime::At(Time { year: Year::Relative(-1), .. }));
        !self.places.is_empty() && self.places.iter().all(year_before)
    }

    /// `Year-to-date, exports were`: a paragraph that opens so turns from the month that the text began with to the months so far.
    fn opens_to_date(&self) -> bool {
        let first = self.places.first().filter(|&&(place, _)| place == 0 && self.reader.is_ascii(0));
        first.is_some_and(|&(_, period)| matches!(self.time(period), PeriodTime::At(Time { part: Part::ToDate, .. })))
    }

    /// The first time that a label names, and whether what stands below it is compared with a year before.
    pub fn of_label(&self, clock: &Clock) -> (Option<When>, Option<Slot<PeriodTime>>) {
        let context = clock.context();
        let periods = || self.places.iter().map(|&(_, period)| (period, clock.settled(self.time(period))));
        let when = periods().find_map(|(period, time)| span(&time, &context).map(|days| self.slot(days, period)));
        let against = periods()
            .find(|(_, time)| matches!(time, PeriodTime::AgainstYearBefore | PeriodTime::AgainstPeriodBefore | PeriodTime::Against(_)));
        (when, against.map(|(period, time)| self.slot(time, period)))
    }

    /// A time that the sentence names without a statement, for the next to go on from.
    fn named(&self, period: usize, clock: &Clock) -> Option<When> {
        let time @ PeriodTime::At(_) = self.time(period) else { return None };
        // `During the 1990s the country grew`: a decade is the time of a story, and of no figure that follows.
        let decade = matches!(time, PeriodTime::At(Time { part: Part::Years(DECADE..), .. }));
        if decade || self.is_same(period) || !self.is_main(period) || self.is_past_best(period) {
            return None;
        }
        // `Показатель этого года уступает прошлогоднему` in a report on some months of it.
        if let Some(last) = clock.last.as_ref().filter(|last| period::is_of_last(time, last.value, clock)) {
            return Some(last.clone());
        }
        span(&clock.settled(time), &self.context_at(period, clock)).map(|days| self.slot(days, period))
    }

    /// `this year`, and nobody knows which: what was said before is of another time.
    fn drift(&self, clock: &mut Clock, context: &TimeContext) {
        let adrift = |&(_, period): &(usize, usize)| {
            let time = clock.settled(self.time(period));
            matches!(
                time,
                PeriodTime::At(
                    Time { year: Year::Relative(0 | -1), part: Part::Months(..) | Part::Year | Part::OfFiscal(..) | Part::Fiscal(_) }
                        | Time { part: Part::ToDate, .. }
                )
            ) && span(&time, context).is_none()
        };
        let unknown = |&(_, period): &(usize, usize)| {
            self.is_open_part(period) && span(&clock.settled(self.time(period)), &self.context_at(period, clock)).is_none()
        };
        let begins = self.places.iter().any(adrift);
        // 4月份，…。2023年，…。另外，4月份: months of which nobody knew the year are not those of the year told in between.
        let han = self.places.iter().any(|&(place, _)| self.reader.has_han(place));
        let unknown = self.places.iter().any(unknown);
        if begins || clock.adrift && unknown {
            clock.last = None;
        }
        clock.adrift |= han && (begins || unknown);
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

    fn is_same(&self, period: usize) -> bool {
        let PeriodTime::At(Time { year, part }) = self.time(period) else { return false };
        matches!(part, Part::Same) && !matches!(year, Year::Given(_))
            || matches!((year, part), (Year::Before, _) | (Year::Same, Part::Step(_, -1)))
    }

    /// The time of a level that is there to be compared with: `a year earlier`, 上月, `годом ранее`.
    fn is_earlier(&self, period: usize) -> bool {
        let PeriodTime::At(Time { year, part }) = self.time(period) else { return false };
        matches!(
            (year, part),
            (Year::Before, Part::Year | Part::Same | Part::Fiscal(0)) | (Year::Relative(-1), Part::Same) | (Year::Same, Part::Step(_, -1))
        )
    }

    /// `last year`, `the year before`.
    fn is_year_before(&self, period: usize) -> bool {
        matches!(self.time(period), PeriodTime::At(Time { year: Year::Relative(-1) | Year::Before, part: Part::Year }))
    }

    fn is_against(&self, period: usize) -> bool {
        matches!(self.time(period), PeriodTime::Against(_) | PeriodTime::AgainstYearBefore | PeriodTime::AgainstPeriodBefore)
    }

    /// `к 2022 году` beside a change is the time compared with; with a level it is the time reached.
    fn read_time(&self, period: usize) -> PeriodTime {
        let Period { time, until, .. } = &self.periods[period];
        if let Some(year) = self.year_up_to(period).or_else(|| self.year_from(period)) {
            return year;
        }
        if let Some(time) = self.of_months_in_two_years(period) {
            return PeriodTime::At(time);
        }
        match time {
            PeriodTime::At(time @ Time { year: Year::Given(_), .. }) if self.is_of_level_before(period) => PeriodTime::Against(*time),
            PeriodTime::At(time @ Time { year: Year::Given(_), part: Part::Year }) if self.is_of_same_part(period) => {
                PeriodTime::At(Time { part: Part::Same, ..*time })
            }
            // 1-9月出口6亿元，与2017年同比增长24%
            PeriodTime::Against(time @ Time { year: Year::Given(_), part: Part::Year }) if self.is_of_same_months_of(period) => {
                PeriodTime::Against(Time { part: Part::Same, ..*time })
            }
            PeriodTime::At(time @ Time { year: Year::Given(_), part: Part::Same }) if self.is_of_measure(period) => {
                PeriodTime::Against(*time)
            }
            PeriodTime::At(time) if matches!(self.first_word(period), "к" | "К") && self.changes() && !self.reaches(period) => {
                PeriodTime::Against(*time)
            }
            PeriodTime::At(time) if self.place_of(period).is_some_and(|place| self.reader.ends_change_behind_bracket(place)) => {
                PeriodTime::Against(*time)
            }
            PeriodTime::At(time @ Time { part: Part::Months(..), .. }) if self.is_seen_from(period) => PeriodTime::Against(*time),
            PeriodTime::At(Time { year: Year::Relative(-1), part: Part::Year }) if self.glosses_figure(period) => {
                PeriodTime::At(Time { year: Year::Before, part: Part::Same })
            }
            PeriodTime::At(time) if (*until || self.is_end_of_year(period, time.part)) && self.adds_up && !self.sums_up() => {
                PeriodTime::At(Time { part: year_to(time.part), ..*time })
            }
            time => *time,
        }
    }

    /// `In January-April exports grew from 3 billion in 2018 to 4 billion in 2019`: the months of each of two years that stand right
    /// behind their figures, and those of the later year for the months told at first.
    fn of_months_in_two_years(&self, period: usize) -> Option<Time> {
        let (&(first, opening), years) = self.places.split_first()?;
        let PeriodTime::At(months) = self.periods[opening].time else { return None };
        let part = match months.part {
            Part::ToDate => Part::Same,
            part @ Part::Months(..) => part,
            _ => return None,
        };
        let of_level = |&(place, other): &(usize, usize)| {
            let PeriodTime::At(time @ Time { year: Year::Given(_), part: Part::Year }) = self.periods[other].time else { return None };
            let level = matches!(self.reader.figure_kind(place - 1), Some(FigureKind::Money(_) | FigureKind::Quantity(_)));
            let linked = place > first + 2 && matches!(self.reader.cue(place - 2), Some(Cue::Link(_) | Cue::Level));
            (level && linked).then_some((other, time.year))
        };
        let of_levels: Vec<(usize, Year)> = years.iter().filter_map(of_level).collect();
        let [_, (_, later)] = of_levels[..] else { return None };
        if period == opening {
            return Some(Time { year: later, ..months }).filter(|_| months.year == Year::Open);
        }
        of_levels.iter().find(|&&(other, _)| other == period).map(|&(_, year)| Time { year, part })
    }

    /// `выше показателя за аналогичный период 2019 года`: the time of a level that is held against in Russian.
    fn is_of_measure(&self, period: usize) -> bool {
        let before = self.periods[period].units.start.checked_sub(1).map(|i| self.reader.found.units[i].text(self.reader.found.text));
        before.is_some_and(|word| word.starts_with("показател"))
    }

    /// 与2017年同比: does the time end with the word that compares the same months?
    fn is_of_same_months_of(&self, period: usize) -> bool {
        self.place_of(period).is_some_and(|place| self.reader.text(place).ends_with("同比"))
    }

    /// `В 2022 году экспорт за тот же период составлял 64 млрд`: the same months of a year that stands before them.
    fn is_of_same_part(&self, period: usize) -> bool {
        let same = |time: &PeriodTime| matches!(time, PeriodTime::At(Time { year: Year::Same, part: Part::Same }));
        let at = |period: usize| self.place_of(period);
        let next = (period + 1 < self.periods.len() && same(&self.periods[period + 1].time)).then_some(period + 1);
        let Some((place, next)) = at(period).zip(next.and_then(at)) else { return false };
        !self.reader.elements[place..next].iter().any(|e| matches!(e.kind, Kind::Figure(_)))
    }

    /// `up by 16 per cent from January-March 2021`: the months that an English change is seen from.
    fn is_seen_from(&self, period: usize) -> bool {
        let said = &self.reader.found.text[self.periods[period].bytes.clone()];
        let figure = self
            .place_of(period)
            .and_then(|place| place.checked_sub(1))
            .filter(|_| self.first_word(period) == "from" && said.contains(['-', '–']));
        let percent = figure.filter(|&at| self.reader.figure_kind(at) == Some(FigureKind::Percent));
        percent.is_some_and(|at| self.clause_before(at).any(|e| matches!(e.cue(), Some(Cue::Change(_)))))
    }

    /// `from the revised October 2020 value of 8 billion`, `7% less than the figure for 2017`: the time of a level that is seen from, in
    /// English.
    fn is_of_level_before(&self, period: usize) -> bool {
        const WORDS: usize = 3;
        let reader = self.reader;
        let Some(place) = self.place_of(period).filter(|&place| reader.is_ascii(place)) else { return false };
        let than = place > 0 && matches!(reader.cue(place - 1), Some(Cue::Change(_))) && reader.text(place - 1).contains(" than the ");
        // `less than its value in 2017`
        let noun = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Cue(Cue::Back(Back::Own | Back::Figure)));
        let words = reader.elements[..place].iter().rev().take(WORDS).take_while(noun).count();
        let less = (place - words).checked_sub(1).filter(|_| words > 0);
        let less = less.is_some_and(|i| matches!(reader.cue(i), Some(Cue::Change(_))) && reader.text(i).ends_with(" than"));
        if than || less {
            return true;
        }
        let word = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Cue(Cue::Back(Back::Figure)));
        let before = reader.elements[..place].iter().rev().take(WORDS).take_while(word).count();
        let behind = place + 1 + reader.elements[place + 1..].iter().take(WORDS).take_while(word).count();
        let from = before > 0 && place > before && reader.cue(place - before - 1) == Some(Cue::Link(Link::From));
        let of = reader.cue(behind) == Some(Cue::Link(Link::Of)) && matches!(reader.kind(behind + 1), Some(Kind::Figure(_)));
        from && of && reader.text(place - before - 1) == "from"
    }

    /// `8 тыс. тонн (в прошлом году было 9 тыс. тонн)`: as many months of the year before.
    fn glosses_figure(&self, period: usize) -> bool {
        let Some(open) = self.place_of(period).and_then(|place| place.checked_sub(1)) else { return false };
        let behind = open > 0 && matches!(self.reader.kind(open - 1), Some(Kind::Figure(_)));
        behind && self.reader.kind(open) == Some(Kind::Mark('(')) && self.tells_of_before(open + 1)
    }

    /// `at the end of 2018`, without the day.
    fn is_end_of_year(&self, period: usize, part: Part) -> bool {
        const LAST: (u8, u8) = (12, 31);
        let said = &self.reader.found.text[self.periods[period].bytes.clone()];
        part == Part::Days(LAST, LAST) && !said.contains("31")
    }

    /// `к 2024 году превысил 94 млрд`: the time at which a level was reached.
    fn reaches(&self, period: usize) -> bool {
        let Some(place) = self.place_of(period) else { return false };
        // `К 2012 г. он достиг 290 млн`
        let passed = |e: &&Element| matches!(e.kind, Kind::Mark('.') | Kind::Cue(Cue::Back(Back::Own)));
        let behind = place + 1 + self.reader.elements[place + 1..].iter().take(2).take_while(passed).count();
        let word = self.reader.elements.get(behind).map(|_| self.reader.text(behind).to_lowercase());
        word.is_some_and(|word| ["превы", "достиг"].iter().any(|verb| word.starts_with(verb))) || self.comes_to_level(period)
    }

    /// `к 2012 году доля снизилась до 20,8%`: the first figure behind is the level.
    fn comes_to_level(&self, period: usize) -> bool {
        let behind = self.place_of(period).map_or(usize::MAX, |place| place + 1);
        let figure =
            (behind..self.reader.elements.len()).find(|&i| matches!(self.reader.kind(i), Some(Kind::Figure(_) | Kind::Mark(',' | ';'))));
        figure.is_some_and(|i| matches!(self.reader.kind(i), Some(Kind::Figure(_))) && self.reader.text(i - 1) == "до")
    }

    /// 截至2025年2月累计, 自2018年以来: what is counted since some other day; up to a day without its year, or held against a year
    /// before, it is the year's.
    fn sums_up(&self) -> bool {
        let yearly = || self.places.iter().any(|&(_, period)| matches!(self.periods[period].time, PeriodTime::AgainstYearBefore));
        let dated = |&(_, period): &(usize, usize)| {
            let Period { time, until, .. } = &self.periods[period];
            *until && matches!(time, PeriodTime::At(Time { year: Year::Given(_), .. }))
        };
        self.reader.elements.iter().enumerate().any(|(i, e)| match e.kind {
            Kind::Period(period) => matches!(self.periods[period as usize].time, PeriodTime::Since(_) | PeriodTime::Over { .. }),
            Kind::Cue(Cue::Level) => self.reader.text(i).starts_with("累") && self.places.iter().any(dated) && !yearly(),
            _ => false,
        })
    }

    /// The sentence tells of a change from one time to another.
    fn changes(&self) -> bool {
        self.reader.elements.iter().any(|e| match e.kind {
            Kind::Cue(Cue::Change(_)) => true,
            Kind::Figure(figure) => self.reader.found.figures[figure as usize].direction.is_some(),
            _ => false,
        })
    }
}

/// What is traded `as of July`, `by 30 November`, 截至10月底 is counted from the first day of the year; `на 1 ноября` up to
/// the month before.
fn year_to(part: Part) -> Part {
    match part {
        Part::Months(first, last) if first == last => Part::Months(1, last),
        Part::Days(first, last) if first == last && first.1 == 1 => match first.0 {
            1 => part,
            month => Part::Months(1, month - 1),
        },
        Part::Days(_, last) => Part::Days((1, 1), last),
        part => part,
    }
}
