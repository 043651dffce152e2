//! Two times that make one stretch or a range.

use super::draft::Core;
use super::lexicon::{Join, is_hyphen};
use super::reader::{Reader, given, is_bare_year};
use crate::lang::Lang;
use crate::token::{Part, Time, Year};
use crate::units::UnitKind;

impl Reader<'_> {
    /// `2023-24`: two years; `2023/24`: one that lies in both; `2024-05`, `2015/3`: a month of one.
    pub(super) fn short_range(&self, at: usize) -> Option<(Core, usize)> {
        let (year, 4) = self.digits(at)? else {
            return None;
        };
        if !is_bare_year(year) || self.is_part_of_a_number(at) || self.is_vetoed_before(at) {
            return None;
        }
        let mark = at + 1;
        if self.word(mark) != "/" && !is_hyphen(self.word(mark)) {
            return None;
        }
        if let Some(fiscal) = self.fiscal_pair(at) {
            return Some(fiscal);
        }
        let (second, many @ 1..=2) = self.digits(mark + 1)? else {
            return None;
        };
        let past = mark + 2;
        let tied = self.glued(past) && (self.is_tied_after(past) || self.kind(past) == Some(UnitKind::Han));
        if tied || self.is_vetoed_after(past) {
            return None;
        }
        // `in 2021/22`: with a stroke a season or a fiscal year, whose months are not said.
        if many == 2 && second == year % 100 + 1 && self.word(mark) == "/" {
            return Some((Core::Time(Time { year: Year::Given(year as i16), part: Part::Fiscal(0) }), past));
        }
        let last = year / 100 * 100 + second;
        if many == 2 && last > year && (self.glued(mark) || second == year % 100 + 1) {
            return Some((Core::Range(given(year as i16), given(last as i16)), past));
        }
        let month = u8::try_from(second).ok().filter(|month| (1..=12).contains(month))?;
        Some((Core::Time(Time { year: Year::Given(year as i16), part: Part::Months(month, month) }), past))
    }

    /// A time, or a range of two.
    pub(super) fn range(&self, at: usize) -> Option<(Core, usize)> {
        let (first, next) = self.time(at, false)?;
        let from = match first {
            Core::Time(from) => from,
            // 2021年初至11月, `between the beginning of 2021 and the end of May`
            Core::Start(Time { year, part: Part::Year }) => Time { year, part: Part::ToDate },
            _ => return Some((first, next)),
        };
        let Some((to, past)) = self.range_end(at, from, next) else {
            return Some(match self.fiscal_after(next) {
                Some(past) if from.part == Part::Year && self.digits(next - 1).is_some() => {
                    // `the 2013 fiscal year` is named by the year in which it ends, as FY2013 is.
                    let ends = self.lang == Lang::En && matches!(self.word(next), "fiscal" | "financial" | "budget");
                    let year = match from.year {
                        Year::Given(year) if ends => Year::Given(year - 1),
                        year => year,
                    };
                    (Core::Time(Time { year, part: Part::Fiscal(0) }), past)
                }
                _ => (first, next),
            });
        };
        match merge(from, to) {
            Some(core) => Some((core, past)),
            None => Some((first, next)),
        }
    }

    /// The second end of a range that `from` begins.
    fn range_end(&self, at: usize, from: Time, next: usize) -> Option<(Time, usize)> {
        let next = if self.word(next) == "." && self.glued(next) && self.to(next + 1).is_some() { next + 1 } else { next };
        let (mark, and) = match self.to(next) {
            Some(mark) => (mark, false),
            None => (self.joined(Join::And, next)?, true),
        };
        let mark = self.pass_articles(mark);
        let (Core::Time(to), past) = self.time(mark, true)? else {
            return None;
        };
        // "and" joins neighbouring months; other times only after "between".
        let neighbours = matches!((from.part, to.part, from.year),
            (Part::Months(_, last), Part::Months(first, _), Year::Open) if first == last + 1);
        (!and || neighbours || self.is_between(at, past)).then_some((to, past))
    }

    pub(super) fn core_in_brackets(&self, at: usize) -> Option<(Core, usize)> {
        if !matches!(self.word(at), "(" | "（") {
            return None;
        }
        let (core, next) = self.short_range(at + 1).or_else(|| self.range(at + 1))?;
        matches!(self.word(next), ")" | "）").then_some((core, next + 1))
    }
}

/// One stretch, or two ends; `None` where the two times do not make a range.
fn merge(from: Time, to: Time) -> Option<Core> {
    let year = match (from.year, to.year) {
        (Year::Open, year) | (year, Year::Open) => year,
        // `since the beginning of the year to 25 May 2021`
        (Year::Relative(0), year) if from.part == Part::ToDate => year,
        (one, two) if one == two => one,
        (Year::Given(one), Year::Given(two)) if one < two => return Some(Core::Range(from, to)),
        _ => return None,
    };
    let part = match (from.part, to.part) {
        (Part::Months(first, a), Part::Months(b, last)) if a < b => Part::Months(first, last),
        // `July-January`: over the turn of the year; `from December to January` is from one month to the next.
        (Part::Months(first, a), Part::Months(b, last)) if year == Year::Open && first == a && b == last && first - last < 11 => {
            Part::Months(first, last)
        }
        (Part::Days(first, a), Part::Days(b, last)) if a <= b => Part::Days(first, last),
        (Part::Days(first, _), Part::Months(b, last)) if first.0 <= b => Part::Days(first, (last, 31)),
        (Part::Months(first, a), Part::Days(_, last)) if a <= last.0 => Part::Days((first, 1), last),
        (Part::ToDate, Part::Months(_, last)) => Part::Months(1, last),
        (Part::ToDate, Part::Days(_, last)) => Part::Days((1, 1), last),
        _ => return None,
    };
    Some(Core::Stretch(Time { year, part }))
}
