//! Fiscal years, and stretches over the turn of a year, whose days a sentence tells.

use super::Times;
use crate::periods::{Days, OPEN};
use crate::token::{Part, Period, PeriodTime, Time, Year};
use jiff::civil::Date;

/// Units between a year and the day that it starts or ends with.
const NEAR: usize = 5;

/// Words that say of a day that it ends the year named before.
const ENDING: [&str; 6] = ["end", "заверш", "законч", "оконч", "截至", "截止"];

impl Times<'_> {
    /// `the 2023/24 financial year, which ended on 31 March`, 2023/24财年（截至2024年7月15日）: the year up to the day named
    /// right behind it.
    pub(super) fn year_up_to(&self, period: usize) -> Option<PeriodTime> {
        let PeriodTime::At(Time { year: Year::Given(first), part: Part::Fiscal(0) }) = self.periods[period].time else { return None };
        let (own, end) = (&self.periods[period], self.periods.get(period + 1)?);
        let PeriodTime::At(Time { year, part: Part::Days(_, (month, day)) }) = end.time else { return None };
        let near = end.units.start - own.units.end <= NEAR && (end.until || self.says_between(own, end, &ENDING));
        let text = &self.reader.found.text[own.bytes.clone()];
        let year = match year {
            Year::Given(year) => year,
            Year::Open => first + i16::from(text.contains(['/', '-', '–'])),
            _ => return None,
        };
        let last = Date::new(year, month as i8, day as i8).ok().filter(|_| near)?;
        let given = |year, part| Time { year: Year::Given(year), part };
        Some(match last.tomorrow().ok()?.month() {
            1 => PeriodTime::At(given(year, Part::Year)),
            next if next != last.month() => PeriodTime::At(given(year - 1, Part::Fiscal(next as u8))),
            _ => {
                let days = |day| Part::Days((month, day), (month, day));
                PeriodTime::Between(given(year - 1, days(day + 1)), given(year, days(day)))
            }
        })
    }

    /// `the current marketing year, which began on 1 July 2024`: the year from the day on that is named right behind it.
    pub(super) fn year_from(&self, period: usize) -> Option<PeriodTime> {
        let PeriodTime::At(Time { part: Part::Fiscal(0), .. }) = self.periods[period].time else { return None };
        let (own, start) = (&self.periods[period], self.periods.get(period + 1)?);
        let PeriodTime::At(Time { year: year @ Year::Given(_), part: Part::Days((month, 1), (_, 1)) }) = start.time else { return None };
        let begun = start.units.start - own.units.end <= NEAR && self.says_between(own, start, &["start", "beg", "нача", "开始", "開始"]);
        begun.then_some(PeriodTime::At(Time { year, part: Part::Fiscal(month) }))
    }

    /// Does one of the words stand between two times?
    fn says_between(&self, first: &Period, second: &Period, words: &[&str]) -> bool {
        let between = self.reader.found.text[first.bytes.end..second.bytes.start].to_lowercase();
        words.iter().any(|word| between.contains(word))
    }
}

/// Are these the first `many` months of a fiscal year that starts in month `start`?
pub(super) fn is_fiscal((first, last): Days, start: u8, many: u8) -> bool {
    let months = i32::from(last.month() - first.month()) + 12 * i32::from(last.year() - first.year()) + 1;
    first.month() == start as i8 && months == i32::from(many)
}

/// Twelve months that are none of the calendar's.
pub(super) fn is_fiscal_year((first, last): Days) -> bool {
    const NEARLY: i32 = 360;
    first.year() != last.year() && last != OPEN && (NEARLY..=NEARLY + 10).contains(&(last - first).get_days())
}

/// `from October 2024 to March 2025`, 2020年4月至2021年3月: over the turn of a year, and no longer than one; the figures are the
/// sum.
pub(super) fn is_season(from: Time, to: Time) -> bool {
    let over_the_turn = match (from.part, to.part) {
        (Part::Months(start, _), Part::Months(_, end)) => end < start,
        (Part::Days(start, _), Part::Days(_, end)) => end <= start,
        _ => false,
    };
    matches!((from.year, to.year), (Year::Given(first), Year::Given(second)) if second == first + 1) && over_the_turn
}
