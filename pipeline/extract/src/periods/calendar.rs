//! Times placed on the calendar.

use crate::token::{Part, PeriodTime, Step, Time, TimeContext, Year};
use jiff::civil::{Date, Weekday, date};
use jiff::{Span, ToSpan};

/// First and last day.
pub type Days = (Date, Date);

/// The last day of a stretch that nobody says the end of: `since the beginning of 2023` in a text without a date.
pub const OPEN: Date = Date::MAX;

/// The year in which `days` end; that in which they begin where their end is open.
pub fn last_year((first, last): Days) -> i16 {
    if last == OPEN { first.year() } else { last.year() }
}

/// First and last day of `time`; `None` rather than a guess.
pub fn resolve(time: &Time, context: &TimeContext) -> Option<Days> {
    match time.part {
        Part::Step(step, by) => step_days(step, by, anchor(time.year, context)?),
        Part::Same => same_part(time.year, context),
        Part::ToDate => {
            // `In July … The year to date`: of the year whose months were spoken of.
            let months = || context.period.filter(|days| context.spoken.is_none() && (days.1 - days.0).get_days() < 360);
            to_date(year(time, context).or_else(|| months().map(last_year))?, context)
        }
        Part::Fiscal(0) => None,
        // `In 2010-11 … In the same year`: of twelve months that are no calendar year.
        Part::Year if time.year == Year::Same && context.period.is_some_and(is_fiscal_year) => context.period,
        part => {
            let days = place(part, year(time, context)?)?;
            (days.0 <= days.1).then_some(days)
        }
    }
}

/// Twelve months that begin in another than January.
fn is_fiscal_year(days: Days) -> bool {
    let whole = (days.1 - days.0).get_days() >= 364 && (days.1 - days.0).get_days() <= 365;
    whole && days.0.month() != 1
}

/// From the first of January on: to the end of the months spoken of so far, or to the day of speaking.
fn to_date(year: i16, context: &TimeContext) -> Option<Days> {
    const NEAR: i32 = 62;
    let start = date(year, 1, 1);
    // The months spoken of so far are the year to date.
    if let Some(period) = context.period.filter(|days| days.0 == start && days.1 != date(year, 12, 31)) {
        return Some(period);
    }
    let month = context.period.filter(|days| last_year(*days) == year && days.1 == days.1.last_of_month()).map(|days| days.1);
    match (context.spoken, month) {
        (Some(spoken), Some(end)) if (0..=NEAR).contains(&(spoken - end).get_days()) => Some((start, end)),
        (Some(spoken), _) => (year == spoken.year()).then_some((start, spoken)),
        (None, Some(end)) => Some((start, end)),
        (None, None) => Some((start, OPEN)),
    }
}

/// First and last day of all that `time` spans; the two ends of a [`PeriodTime::Between`] included.
pub fn span(time: &PeriodTime, context: &TimeContext) -> Option<Days> {
    match time {
        PeriodTime::At(time) => resolve(time, context),
        PeriodTime::Between(from, to) => {
            let (from, to) = (resolve(from, context)?, resolve(to, context)?);
            (from.0 <= to.1).then_some((from.0, to.1))
        }
        _ => None,
    }
}

/// The period with which a figure for `period` is compared; it always begins before `period` does.
pub fn base_of(period: Days, time: &PeriodTime, context: &TimeContext) -> Option<Days> {
    let context = TimeContext { period: Some(period), ..*context };
    let base = match time {
        PeriodTime::At(_) => None,
        PeriodTime::Between(time, _) | PeriodTime::Since(time) => resolve(time, &context),
        PeriodTime::Against(time) => against(period, time, &context),
        PeriodTime::AgainstYearBefore => back(period, 12),
        PeriodTime::AgainstPeriodBefore => just_before(period),
        PeriodTime::Record => None,
        PeriodTime::Over { months } => (period.0.year() == period.1.year()).then(|| back(period, i32::from(*months)))?,
    }?;
    (base.0 < period.0).then_some(base)
}

/// "The first half of last year" needs no date of speaking where the figure itself is for a first half.
fn against(period: Days, time: &Time, context: &TimeContext) -> Option<Days> {
    let year_before = matches!(time.year, Year::Relative(-1) | Year::Before);
    // `from 3 billion last year to 4 billion in these months`
    if year_before && (matches!(time.part, Part::Year | Part::Fiscal(0)) || place(time.part, period.0.year()) == Some(period)) {
        return back(period, 12);
    }
    let base = resolve(time, context)?;
    // `in January from December`, `in June from last June`: the one before, where no year says which.
    if time.year == Year::Open && base.0 >= period.0 { back(base, 12) } else { Some(base) }
}

fn year(time: &Time, context: &TimeContext) -> Option<i16> {
    match time.year {
        Year::Given(year) => Some(year),
        Year::Relative(by) => Some(context.spoken?.year() + i16::from(by)),
        Year::Same => spoken_of(context),
        Year::Before => Some(spoken_of(context)? - 1),
        Year::Later(by) => Some(spoken_of(context)? + i16::from(by)),
        Year::Open => {
            let year = context.year.or_else(|| latest(time.part, context.spoken?))?;
            // `July-January` is of the year in which it ends.
            Some(year - i16::from(matches!(time.part, Part::Months(first, last) if last < first)))
        }
    }
}

/// The year of the period spoken of before.
fn spoken_of(context: &TimeContext) -> Option<i16> {
    context.period.map(last_year).or(context.year)
}

/// The latest year in which `part` had begun on the day `spoken`; a whole year must have ended.
fn latest(part: Part, spoken: Date) -> Option<i16> {
    let year = spoken.year();
    let begins = match part {
        Part::Year | Part::Years(_) => None,
        Part::Months(_, last) => Some(date(year, month(last)?, 1)),
        _ => Some(place(part, year)?.0),
    };
    Some(if begins.is_some_and(|begins| begins <= spoken) { year } else { year - 1 })
}

fn place(part: Part, year: i16) -> Option<Days> {
    match part {
        Part::Year => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
        Part::Months(first, last) => {
            let end = if last < first { year.checked_add(1)? } else { year };
            Some((Date::new(year, month(first)?, 1).ok()?, Date::new(end, month(last)?, 1).ok()?.last_of_month()))
        }
        Part::Days(first, last) => Some((day(year, first)?, day(year, last)?)),
        Part::Fiscal(start) => {
            let first = Date::new(year, month(start)?, 1).ok()?;
            Some((first, first.checked_add(1.year()).ok()?.yesterday().ok()?))
        }
        Part::Years(years) => {
            let last = year.checked_add(i16::from(years) - 1)?;
            Some((Date::new(year, 1, 1).ok()?, Date::new(last, 12, 31).ok()?))
        }
        Part::OfFiscal(..) | Part::Same | Part::ToDate | Part::Step(..) => None,
    }
}

fn month(month: u8) -> Option<i8> {
    (1..=12).contains(&month).then_some(month as i8)
}

/// A day past the month's last (29 February, the end of June as the 31st) is its last.
fn day(year: i16, (of_month, day): (u8, u8)) -> Option<Date> {
    let first = Date::new(year, month(of_month)?, 1).ok()?;
    let day = i8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
    Date::new(year, first.month(), day.min(first.days_in_month())).ok()
}

/// The day from which weeks, months and quarters are counted.
fn anchor(year: Year, context: &TimeContext) -> Option<Date> {
    match year {
        Year::Relative(0) => context.spoken,
        Year::Same => context.period.map(|(_, last)| last),
        _ => None,
    }
}

fn step_days(step: Step, by: i8, anchor: Date) -> Option<Days> {
    let by = i64::from(by);
    match step {
        Step::Day => anchor.checked_add(by.days()).ok().map(|day| (day, day)),
        Step::Week => {
            let into = i64::from(anchor.weekday().since(Weekday::Monday));
            let monday = anchor.checked_add((by * 7 - into).days()).ok()?;
            Some((monday, monday.checked_add(6.days()).ok()?))
        }
        Step::Month => months_from(anchor.first_of_month(), by, 1),
        Step::Quarter => {
            let first = date(anchor.year(), (anchor.month() - 1) / 3 * 3 + 1, 1);
            months_from(first, by * 3, 3)
        }
    }
}

/// `many` months, `by` months after `first`.
fn months_from(first: Date, by: i64, many: i64) -> Option<Days> {
    let first = first.checked_add(by.months()).ok()?;
    Some((first, first.checked_add(many.months()).ok()?.yesterday().ok()?))
}

/// The same days as those of the period spoken of, in another year.
fn same_part(year: Year, context: &TimeContext) -> Option<Days> {
    let period = context.period?;
    let back_by = match year {
        Year::Same | Year::Open => 0,
        Year::Relative(by) => -i32::from(by),
        Year::Before => 1,
        Year::Later(by) => -i32::from(by),
        Year::Given(year) => i32::from(last_year(period)) - i32::from(year),
    };
    back(period, back_by * 12)
}

/// The same days, `months` earlier; a period that ends with a month still does.
fn back((first, last): Days, months: i32) -> Option<Days> {
    let months: Span = Span::new().try_months(months).ok()?;
    if last == OPEN {
        return Some((first.checked_sub(months).ok()?, OPEN));
    }
    let (from, to) = (first.checked_sub(months).ok()?, last.checked_sub(months).ok()?);
    let ends_month = first != last && last == last.last_of_month();
    Some((from, if ends_month { to.last_of_month() } else { to }))
}

/// The period of the same kind that ends the day before: a month, a quarter, a half, a year, a week.
fn just_before((first, last): Days) -> Option<Days> {
    let months = i32::from(last.month() - first.month()) + 12 * i32::from(last.year() - first.year()) + 1;
    let whole = first.day() == 1 && last == last.last_of_month();
    let aligned = matches!(months, 1 | 3 | 6 | 12) && i32::from(first.month() - 1) % months == 0;
    let week = first.weekday() == Weekday::Monday && first.checked_add(6.days()).ok() == Some(last);
    if whole && aligned {
        back((first, last), months)
    } else if week {
        Some((first.checked_sub(7.days()).ok()?, last.checked_sub(7.days()).ok()?))
    } else {
        None
    }
}
