//! Years that are none of the calendar: `FY2023`, `the year to March 2024`, `July to December 2023-24`.

use super::draft::{Core, Draft, Piece};
use super::lexicon::{Counted, Join, Sense, is_hyphen};
use super::reader::{Reader, is_bare_year};
use crate::lang::Lang;
use crate::token::{Part, Period, PeriodTime, Time, Year};

/// A day from this on may be the last of its month.
const LAST_OF_FEBRUARY: u8 = 28;

/// Fiscal years that one number names, which are read as those that end then, become those that begin then: `fiscal 2018` in Japan.
pub fn name_years_by_first(periods: &mut [Period], text: &str) {
    for period in periods {
        let words = &text[period.bytes.clone()];
        let (PeriodTime::At(time) | PeriodTime::Against(time)) = &mut period.time else { continue };
        let (Year::Given(year), Part::Fiscal(0) | Part::OfFiscal(..)) = (&mut time.year, time.part) else { continue };
        let mut numbers = words.split(|c: char| !c.is_ascii_digit()).filter(|digits| matches!(digits.len(), 2 | 4));
        let last = numbers.next_back().and_then(|digits| digits.parse::<i16>().ok());
        // `2018-19` names both.
        if numbers.next().is_none() && last.is_some_and(|last| last % 100 == (*year + 1) % 100) {
            *year += 1;
        }
    }
}

impl Reader<'_> {
    /// `July to December 2023-24`, `the first six months of the 2023-2024 fiscal year`, `the same period of 2022-23`.
    pub(super) fn part_of_two_years(&self, at: usize) -> Option<(Core, usize)> {
        const APRIL: u8 = 4;
        if self.lang != Lang::En {
            return None;
        }
        let (Piece::Part(part), mut next) = self.piece(at, &Draft::default())? else {
            return None;
        };
        let (mut part, mut is_named) = (part, self.is_month(at));
        if let Some(months) = self.named_months(at) {
            (part, next) = months;
        }
        // `the first quarter (July to September) of the FY2022-23`
        if let Some((months, past)) = self.months_in_brackets(next) {
            (part, is_named, next) = (months, true, past);
        }
        let of = self.pass_articles(self.joined(Join::Of, next).unwrap_or(next));
        let current = self.sense(of).filter(|&(sense, next)| matches!(sense, Sense::Year(_)) && self.ends_in_fiscal(of, next));
        let year = current.map(|(_, next)| next).or_else(|| self.fiscal_after(of)).unwrap_or(of);
        // `July-March (2020-21)`
        let bracketed = self.word(year) == "(";
        let (first, past) = self.year_pair(year + usize::from(bracketed))?;
        let past = self.fiscal_after(past).unwrap_or(past);
        if bracketed && self.word(past) != ")" {
            return None;
        }
        let past = past + usize::from(bracketed);
        let given = |year: i16, part| Time { year: Year::Given(year), part };
        let time = match part {
            // No fiscal year begins in the first months of a calendar year but goes by two.
            Part::Months(from, _) if is_named => given(if from < APRIL { first + 1 } else { first }, part),
            Part::Months(from, to) => given(first, Part::OfFiscal(from, to)),
            Part::Same => Time { year: Year::Before, part },
            _ => return None,
        };
        let core = if is_named { Core::Stretch(time) } else { Core::Time(time) };
        Some((core, past))
    }

    /// `July to December`, `July-January`.
    fn named_months(&self, at: usize) -> Option<(Part, usize)> {
        let month = |at: usize| match self.piece(at, &Draft::default())? {
            (Piece::Part(Part::Months(month, _)), next) if self.is_month(at) => Some((month, next)),
            _ => None,
        };
        let (first, next) = month(at)?;
        let (last, past) = month(self.to(next)?)?;
        Some((Part::Months(first, last), past))
    }

    /// `2023/24 season`, `2019-2020 маркетинговый год`, `2023/24 July-June season`: a year that lies in two.
    pub(super) fn fiscal_pair(&self, at: usize) -> Option<(Core, usize)> {
        let (first, past) = self.year_pair(at)?;
        let time = |start| Core::Time(Time { year: Year::Given(first), part: Part::Fiscal(start) });
        if let Some(next) = self.fiscal_after(past) {
            let (start, next) = self.fiscal_months(next).unwrap_or((0, next));
            return Some((time(start), next));
        }
        let (months, next) = self.named_months(past)?;
        Some((time(year_round(months)?), self.fiscal_after(next)?))
    }

    /// `(July-June)` behind a fiscal year: the month in which it starts.
    fn fiscal_months(&self, at: usize) -> Option<(u8, usize)> {
        let (months, next) = self.months_in_brackets(at)?;
        Some((year_round(months)?, next))
    }

    /// `(July-October)`
    pub(super) fn months_in_brackets(&self, at: usize) -> Option<(Part, usize)> {
        let (months, next) = self.named_months(at + 1).filter(|_| self.word(at) == "(")?;
        (self.word(next) == ")").then_some((months, next + 1))
    }

    /// `2023-24`, `2023/2024`: the first of two years in a row.
    fn year_pair(&self, at: usize) -> Option<(i16, usize)> {
        let (first, 4) = self.digits(at)? else {
            return None;
        };
        let second = self.dash(at + 1).or_else(|| (self.word(at + 1) == "/").then_some(at + 2))?;
        let next = match self.digits(second)? {
            (year, 4) => year,
            (year, 2) => first / 100 * 100 + year,
            _ => return None,
        };
        (is_bare_year(first) && next == first + 1).then_some((first as i16, second + 1))
    }

    pub(super) fn fiscal_after(&self, at: usize) -> Option<usize> {
        match self.counted(at)? {
            (Counted::Fiscal, next) => Some(next),
            _ => None,
        }
    }

    /// `this fiscal year`, `last FY`: the words at `at..next` name no calendar year.
    pub(super) fn ends_in_fiscal(&self, at: usize, next: usize) -> bool {
        self.lang != Lang::Zh && (at..next).any(|word| self.fiscal_after(word) == Some(next))
    }

    /// `ended June 2023`, `to 31 March 2024` behind the word for a year: twelve months up to then.
    pub(super) fn year_ended(&self, at: usize) -> Option<(Piece, usize)> {
        let to = self.joined(Join::To, at).filter(|_| self.lang == Lang::En)?;
        let (Core::Time(Time { year: Year::Given(year), part }), past) = self.time(self.pass_articles(to), true)? else {
            return None;
        };
        let month = match part {
            Part::Months(first, last) if first == last => last,
            Part::Days(first, (month, day)) if first == (month, day) && day >= LAST_OF_FEBRUARY => month,
            _ => return None,
        };
        let piece = if month == 12 {
            Piece::Both(Year::Given(year), Part::Year)
        } else {
            Piece::Both(Year::Given(year - 1), Part::Fiscal(month + 1))
        };
        Some((piece, past))
    }

    /// `FY2023`, `fiscal year 2023-24`: its months are not said.
    pub(super) fn fiscal(&self, at: usize) -> Option<(Piece, usize)> {
        let at = if self.word(at) == "ended" { at + 1 } else { at };
        let (year, many) = self.digits(at)?;
        let year = match many {
            4 if is_bare_year(year) => year,
            2 => 2000 + year,
            _ => return None,
        };
        let short = (self.word(at + 1) == "/" || is_hyphen(self.word(at + 1))) && self.digits(at + 2).is_some();
        // `FY21`, `fiscal 2023` are named by the year in which they end.
        let year = year - u32::from(!short);
        let past = if short { at + 3 } else { at + 1 };
        let (start, past) = self.fiscal_months(past).unwrap_or((0, past));
        Some((Piece::Both(Year::Given(year as i16), Part::Fiscal(start)), past))
    }
}

/// The first of twelve months: of July to June.
fn year_round(months: Part) -> Option<u8> {
    match months {
        Part::Months(first, last) if first == last + 1 => Some(first),
        _ => None,
    }
}
