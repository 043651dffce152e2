//! What a text so far says of time.

use super::When;
use crate::periods::{Days, OPEN, last_year};
use crate::relate::frame::Slot;
use crate::token::{Part, PeriodTime, Time, TimeContext, Year};
use jiff::civil::Date;

/// What the text so far says of time.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    /// The document's date.
    pub spoken: Option<Date>,
    /// The year in which it speaks, where it has no date of its own.
    pub year: Option<i16>,
    /// The period of the last statement.
    pub last: Option<When>,
    /// The last statement's period where a paragraph ended: what `in the same period` is in the next.
    pub before: Option<When>,
    /// The latest period of the text so far: what `since 2020` and `over five years` lead up to.
    pub latest: Option<When>,
    /// The period that the text opens with: what a paragraph that names none is about.
    pub lead: Option<When>,
    /// The time that the sentence before names without a statement: what `that year` is.
    pub mentioned: Option<When>,
    /// 9月当月进出口578亿元: the month of which alone the sentence before told, and in which the talk does not stay.
    pub passing: Option<When>,
    /// What the last statement was seen from, and its period: `from 20% to 18%` goes on from it.
    pub seen_from: Option<(Days, When)>,
    /// 去年全年进口120万吨。6月份进口18万吨: the last statement was only of the year before, at which the text looked back.
    pub looked_back: bool,
    /// The last statement's period stands in this paragraph.
    pub fresh: bool,
    /// The month in which the text's fiscal years start, once it has said so.
    pub fiscal: Option<u8>,
    /// The months that the text as a whole counts from the first of January on.
    pub so_far: Option<(Date, Date)>,
    /// Months of `this year` were spoken of, and nobody knows which: months without a year may be of the same.
    pub adrift: bool,
    /// The last stretch of days that was told, of a year that starts on none of the calendar's months.
    pub stretch: Option<Days>,
    /// Growth was said to be year on year; it holds for what follows.
    pub year_on_year: Option<Slot<PeriodTime>>,
    /// A time of which growth was held against the year before, by its number; so is what else of that time is told.
    pub held: Option<(Days, Slot<PeriodTime>)>,
}

impl Clock {
    pub(in crate::relate) fn context(&self) -> TimeContext {
        let last_year = self.last.as_ref().filter(|_| self.fresh || self.spoken.is_none()).map(|w| last_year(w.value));
        let year = if self.spoken.is_some() { last_year } else { last_year.or(self.year) };
        TimeContext { spoken: self.spoken, year, period: self.last.as_ref().map(|w| w.value) }
    }

    /// `In November exports rose. Over the 11 months …`: the time told of that has as many months.
    pub(super) fn of_months(&self, many: u16) -> Option<When> {
        let months = |(first, last): Days| i32::from(last.year() - first.year()) * 12 + i32::from(last.month() - first.month()) + 1;
        let told = [&self.last, &self.before, &self.lead, &self.latest];
        told.into_iter().flatten().find(|when| months(when.value) == i32::from(many)).cloned()
    }

    /// Without a date, `this year` is the year that the text's comparisons give away.
    pub(super) fn settle(&self, time: Time) -> Time {
        if let Some(days) = self.months_of_stretch(time) {
            return days;
        }
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

    /// `за 9 месяцев` after `за 9 месяцев иранского года (21 марта – 21 декабря 2025 г.)`: the same days.
    fn months_of_stretch(&self, time: Time) -> Option<Time> {
        let (Year::Open, Part::Months(1, many)) = (time.year, time.part) else { return None };
        let (first, last) = self.stretch.filter(|(first, last)| last.month() - first.month() == many as i8)?;
        let day = |date: Date| (date.month() as u8, date.day() as u8);
        Some(Time { year: Year::Given(first.year()), part: Part::Days(day(first), day(last)) })
    }

    pub(super) fn settled(&self, time: PeriodTime) -> PeriodTime {
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

    /// 前9个月…。截至9月15日，对美国出口…: is the last time counted from the day that the text's is, up to a day inside a month?
    fn sums_up_to_day(&self) -> bool {
        let (Some(lead), Some(last)) = (&self.lead, &self.last) else { return false };
        let (first, day) = last.value;
        first == lead.value.0 && day < lead.value.1 && day.month() > first.month() && day != day.last_of_month()
    }

    /// A new paragraph of a short text goes back to the time that the text opens with.
    pub fn turn_back(&mut self) {
        if self.opens_long_before() {
            // 今年前7个月…。7月当月…: from the month told alone to the months so far.
            let of_latest = |last: &When, latest: &When| latest.value.0 <= last.value.0 && last.value.1 <= latest.value.1;
            if self.last.as_ref().zip(self.latest.as_ref()).is_some_and(|(last, latest)| of_latest(last, latest)) {
                self.last = self.latest.clone();
            }
        } else if !self.sums_up_to_day() && self.lead.is_some() {
            self.last = self.lead.clone();
        }
    }

    /// `Trade grew by 5% a year between 2010 and 2015`, and paragraphs later figures of 2022: is the time that the text opens with one that
    /// it only looks back at?
    fn opens_long_before(&self) -> bool {
        let (Some(lead), Some(latest)) = (&self.lead, &self.latest) else { return false };
        let months = runs_on_from_january(latest.value) && latest.value.1.month() > 2;
        let this_year = self.this_year().is_none_or(|year| year == latest.value.0.year());
        let years = latest.value.0.year() - lead.value.1.year();
        years > 1 || years == 1 && this_year && months
    }

    /// A statement was made of `when`.
    pub(super) fn tell(&mut self, when: &When) {
        let (first, last) = when.value;
        if first.day() > 1 && first.year() == last.year() && first.month() < last.month() {
            self.stretch = Some(when.value);
        }
        // 上半年稀土出口, and the first figure is that of June: the text is about the months that its title names.
        let titled = self.last.as_ref().filter(|title| runs_on_from_january(title.value) && title.value.0 < first && last <= title.value.1);
        let lead = self.lead.get_or_insert_with(|| titled.unwrap_or(when).clone());
        // `since the beginning of the year`, and later on the day up to which; `this year`, and later on how many months of it are over.
        let running = self.spoken.is_some_and(|day| day < lead.value.1) && lead.value.1.day_of_year() >= 365;
        let told_whole = lead.value.1 == OPEN || running && runs_on_from_january(when.value);
        if told_whole && lead.value.0 == when.value.0 {
            *lead = when.clone();
        }
        self.reach(when);
    }

    /// The text has told of `when`, whatever it goes on with.
    pub(in crate::relate) fn reach(&mut self, when: &When) {
        // The last of some months is no later than they are.
        let later = |latest: &When| latest.value.1 < when.value.1 || latest.value.1 == when.value.1 && when.value.0 <= latest.value.0;
        if self.latest.as_ref().is_none_or(later) {
            self.latest = Some(when.clone());
        }
    }

    /// The year in which the text speaks.
    pub(super) fn this_year(&self) -> Option<i16> {
        self.spoken.map(|day| day.year()).or(self.year)
    }
}

/// The first months of a year, but not all of it.
fn runs_on_from_january((first, last): Days) -> bool {
    first.year() == last.year() && first.day_of_year() == 1 && last.month() < 12
}
