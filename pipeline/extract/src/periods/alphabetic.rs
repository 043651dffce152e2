//! Numbers in English and Russian times: years, days, dates, quarters.

use super::draft::{Draft, Piece};
use super::lexicon::{Counted, Join, Sense, is_hyphen};
use super::reader::{Reader, is_bare_year, part_of_year};
use crate::lang::Lang;
use crate::token::{Part, Year};
use crate::units::UnitKind;

impl Reader<'_> {
    /// A piece that begins with digits.
    pub fn alphabetic_number(&self, at: usize, draft: &Draft) -> Option<(Piece, usize)> {
        if self.is_part_of_a_number(at) && !self.follows_a_mark_of_its_own(at, draft) {
            return None;
        }
        self.numeric_date(at)
            .or_else(|| self.lettered_part(at))
            .or_else(|| self.year_number(at, draft))
            .or_else(|| self.month_number(at))
            .or_else(|| self.day_first(at))
            .or_else(|| self.numbered_part(at))
            .or_else(|| self.months_of(at))
    }

    /// The year of `mid-2023` and of `April 30,2020`, or the second end of `2019-2024`.
    fn follows_a_mark_of_its_own(&self, at: usize, draft: &Draft) -> bool {
        if self.word(at - 1) == "," && matches!(draft.part, Some(Part::Days(..))) {
            return matches!(self.digits(at), Some((_, 4)));
        }
        let hyphen = at > 1 && is_hyphen(self.word(at - 1));
        hyphen && (draft.edge.is_some() || draft.second)
            || self.word(at - 1) == "." && at > 1 && self.kind(at - 2) == Some(UnitKind::Word)
            || self.kind(at - 1) == Some(UnitKind::Word) && self.sense_ends_at(at)
    }

    /// The word glued before is one of ours: `FY2023`, `Q1`.
    fn sense_ends_at(&self, at: usize) -> bool {
        self.sense(at - 1).is_some_and(|(_, next)| next == at)
    }

    /// `2025-05-10`, `2025/05/10`, `28.05.2024`; `01/22/2016` where only one reading is a date.
    fn numeric_date(&self, at: usize) -> Option<(Piece, usize)> {
        let mark = self.word(at + 1);
        if !matches!(mark, "-" | "." | "/") || self.word(at + 3) != mark || !(at + 1..at + 5).all(|unit| self.glued(unit)) {
            return None;
        }
        let [(first, first_many), (second, _), (third, third_many)] = [self.digits(at)?, self.digits(at + 2)?, self.digits(at + 4)?];
        let (year, month, day) = match (first_many, third_many, mark) {
            (4, 1..=2, _) => (first, second, third),
            (1..=2, 4, ".") => (third, second, first),
            (1..=2, 4, _) if first > 12 || first == second => (third, second, first),
            (1..=2, 4, _) if second > 12 => (third, first, second),
            _ => return None,
        };
        let next = at + 5;
        let tied = self.glued(next) && (self.kind(next) == Some(UnitKind::Word) || matches!(self.word(next), "-" | "/" | "_"));
        if tied || !is_bare_year(year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let day = (month as u8, day as u8);
        Some((Piece::Both(Year::Given(year as i16), Part::Days(day, day)), next))
    }

    /// `7M'2023`, `9M2023`, `6М 2021`, `1Q23`, `2H2024`: months, a quarter or a half, with the year right behind the letter.
    fn lettered_part(&self, at: usize) -> Option<(Piece, usize)> {
        let (number, 1..=2) = self.digits(at)? else {
            return None;
        };
        let number = u8::try_from(number).ok()?;
        let part = match (self.glued(at + 1).then(|| self.word(at + 1))?, number) {
            ("M" | "m" | "М" | "м", 1..=12) => Part::Months(1, number),
            ("Q" | "q", _) => part_of_year(Counted::Quarter, number, number)?,
            ("H" | "h", _) => part_of_year(Counted::Half, number, number)?,
            _ => return None,
        };
        let apostrophe = matches!(self.word(at + 2), "'" | "’");
        let year_at = at + 2 + usize::from(apostrophe);
        let year = match self.digits(year_at)? {
            (year, 4) if is_bare_year(year) => year,
            (year, 2) if self.glued(year_at) => 2000 + year,
            _ => return None,
        };
        Some((Piece::Both(Year::Given(year as i16), part), year_at + 1))
    }

    /// `11/2016`.
    fn month_number(&self, at: usize) -> Option<(Piece, usize)> {
        let ((month @ 1..=12, 1..=2), (year, 4)) = (self.digits(at)?, self.digits(at + 2)?) else {
            return None;
        };
        if self.word(at + 1) != "/" || !is_bare_year(year) || self.is_tied_after(at + 3) {
            return None;
        }
        Some((Piece::Both(Year::Given(year as i16), Part::Months(month as u8, month as u8)), at + 3))
    }

    fn year_number(&self, at: usize, draft: &Draft) -> Option<(Piece, usize)> {
        let (year, many) = self.digits(at)?;
        if many == 2 && year % 10 == 0 && year >= 30 {
            return self.decade_ending(at + 1).map(|next| (decade(1900 + year), next));
        }
        if many != 4 || !(1000..=2100).contains(&year) {
            return None;
        }
        if year % 10 == 0
            && let Some(next) = self.decade_ending(at + 1)
        {
            return Some((decade(year), next));
        }
        let piece = Piece::Year(Year::Given(year as i16));
        if self.lang == Lang::Ru
            && let Some(next) = self.year_word(at + 1).or_else(|| self.year_ending(at + 1).filter(|_| is_bare_year(year)))
        {
            return Some((piece, next));
        }
        let bare = is_bare_year(year)
            && !self.is_tied_after(at + 1)
            && match self.lang {
                Lang::Ru => draft.part.is_some() || draft.edge.is_some() || self.leads_to_year_word(at) || self.is_alone_in_brackets(at),
                _ => draft.part.is_some() || !self.is_vetoed_before(at) && !self.is_quantity(at, year),
            };
        bare.then_some((piece, at + 1))
    }

    /// `год` after a number, with the point of `г.`
    fn year_word(&self, at: usize) -> Option<usize> {
        match self.counted(self.year_ending(at).unwrap_or(at))? {
            (Counted::Year, next) => Some(next),
            _ => None,
        }
    }

    /// `2020-го года`, `в 2017-м`: the unit past the ending that a year in digits takes.
    fn year_ending(&self, at: usize) -> Option<usize> {
        let ends = is_hyphen(self.word(at)) && self.glued(at) && matches!(self.word(at + 1), "го" | "м" | "й" | "му" | "ом");
        ends.then_some(at + 2)
    }

    /// The end of `1990s`, `1990's`, `1990-е годы`, with the unit past it.
    fn decade_ending(&self, at: usize) -> Option<usize> {
        if !self.glued(at) {
            return None;
        }
        let mark = is_hyphen(self.word(at)) || matches!(self.word(at), "'" | "’");
        let ending = if mark { at + 1 } else { at };
        match (self.lang, self.word(ending)) {
            (Lang::En, "s") => Some(ending + 1),
            (Lang::Ru, "е" | "х" | "ые" | "ых" | "м") if mark => {
                let next = ending + 1;
                match self.counted(next) {
                    Some((Counted::Year, past)) => Some(past),
                    // `по сравнению с 2020-м` is a year.
                    _ => (self.word(ending) != "м").then_some(next),
                }
            }
            _ => None,
        }
    }

    /// Whether the number is one of several that share a word for year: `2022 и 2023 годы`, `с 2019 по 2024 год`, `2019–2024 гг.`
    fn leads_to_year_word(&self, at: usize) -> bool {
        const LONGEST_LIST: usize = 12;
        let mut at = at;
        for _ in 0..LONGEST_LIST {
            let next = match self.to(at + 1).or_else(|| self.joined(Join::And, at + 1)) {
                Some(next) => next,
                None if self.word(at + 1) == "," => at + 2,
                None => return false,
            };
            let next = self.pass_articles(next);
            match self.digits(next) {
                Some((year, 4)) if is_bare_year(year) => at = next,
                _ => return false,
            }
            if self.year_word(at + 1).is_some() {
                return true;
            }
        }
        false
    }

    /// `(2020)`, `(2019–2024)`.
    fn is_alone_in_brackets(&self, at: usize) -> bool {
        if at == 0 {
            return false;
        }
        let second = self.dash(at + 1).filter(|&to| matches!(self.digits(to), Some((_, 4))));
        let before = self.word(at - 1) == "(" || at > 2 && self.dash(at - 1) == Some(at) && self.word(at - 3) == "(";
        before && self.word(second.unwrap_or(at) + 1) == ")"
    }

    /// Marks or letters that tie what stands before unit `at` into something longer than a year.
    pub fn is_tied_after(&self, at: usize) -> bool {
        if !self.glued(at) {
            return false;
        }
        let glued_digits = |at: usize| self.glued(at).then(|| self.digits_or_more(at)).flatten();
        match self.word(at) {
            "%" | "‰" | "°" | "_" | "/" | "=" | "&" | "+" => true,
            "." | "," | ":" => glued_digits(at + 1).is_some(),
            mark if is_hyphen(mark) => match glued_digits(at + 1) {
                Some(many) => many != 4 || is_hyphen(self.word(at + 2)) && self.glued(at + 2) && self.glued(at + 3),
                None => self.glued(at + 1) && self.kind(at + 1) == Some(UnitKind::Word) && self.sense(at + 1).is_none(),
            },
            _ => self.kind(at) == Some(UnitKind::Word) && self.sense(at).is_none(),
        }
    }

    fn digits_or_more(&self, at: usize) -> Option<usize> {
        (self.kind(at)? == UnitKind::Digits).then(|| self.word(at).chars().count())
    }

    /// `15 March`, `4–22 January`, `2nd of August`, `15-го марта`.
    fn day_first(&self, at: usize) -> Option<(Piece, usize)> {
        let (first, next) = self.day(at)?;
        let to = self.to(next).or_else(|| self.joined(Join::And, next).filter(|_| self.is_between(at, next)));
        let (last, next) = match to.and_then(|to| self.day(to)) {
            Some((last, past)) if last >= first => (last, past),
            _ => (first, next),
        };
        let next = if self.word(next) == "of" { next + 1 } else { next };
        let (Sense::Month(month), past) = self.sense(next)? else {
            return None;
        };
        if !self.is_capital_or_free(next, true) {
            return None;
        }
        Some((Piece::Part(Part::Days((month, first), (month, last))), past))
    }

    /// A day's number, with the unit past it and its ending.
    fn day(&self, at: usize) -> Option<(u8, usize)> {
        let (day, 1..=2) = self.digits(at)? else {
            return None;
        };
        let day = u8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
        Some((day, self.past_ordinal_ending(at + 1).unwrap_or(at + 1)))
    }

    /// The endings of `2nd`, `15-го`.
    fn past_ordinal_ending(&self, at: usize) -> Option<usize> {
        let ending = if is_hyphen(self.word(at)) { at + 1 } else { at };
        let known = match self.lang {
            Lang::Ru => &["й", "го", "м", "ом", "е", "ое", "му", "я", "ый", "ий", "ым"][..],
            _ => &["st", "nd", "rd", "th"][..],
        };
        (self.glued(at) && self.glued(ending) && known.contains(&self.word(ending))).then_some(ending + 1)
    }

    /// `1-й квартал`, `3 квартал`, `1 полугодие`, `2nd quarter`.
    fn numbered_part(&self, at: usize) -> Option<(Piece, usize)> {
        let (number, next) = self.day(at)?;
        let ordinal = next > at + 1 || self.lang == Lang::Ru;
        let (last, next) = match self.to(next).and_then(|to| self.day(to)) {
            Some((last, past)) => (last, past),
            None => (number, next),
        };
        let (counted @ (Counted::Quarter | Counted::Half), past) = self.counted(next)? else {
            return None;
        };
        let part = ordinal.then(|| part_of_year(counted, number, last))??;
        Some((Piece::Part(part), past))
    }

    /// A month's name, with the day after it: `May`, `May 15`, `November 19 to 20`.
    pub fn month(&self, at: usize, month: u8, next: usize, draft: &Draft) -> Option<(Piece, usize)> {
        let day = (self.lang == Lang::En).then(|| self.day_after(next)).flatten();
        if !self.is_capital_or_free(at, day.is_some() || draft.year.is_some()) {
            return None;
        }
        Some(match day {
            Some((first, last, past)) => (Piece::Part(Part::Days((month, first), (month, last))), past),
            None => (Piece::Part(Part::Months(month, month)), next),
        })
    }

    fn day_after(&self, at: usize) -> Option<(u8, u8, usize)> {
        let at = if self.word(at) == "." && self.glued(at) { at + 1 } else { at };
        let (first, next) = self.day(at)?;
        // `April 30,2020`
        let year = |at: usize| self.word(at) == "," && matches!(self.digits(at + 1), Some((year, 4)) if is_bare_year(year));
        let is_free = |at: usize| year(at) || !self.is_tied_after(at) && !self.is_vetoed_after(at);
        match self.to(next).and_then(|to| self.day(to)) {
            Some((last, past)) if last > first && is_free(past) && !self.is_month(past) => Some((first, last, past)),
            _ => is_free(next).then_some((first, first, next)),
        }
    }

    pub fn is_month(&self, at: usize) -> bool {
        matches!(self.sense(at), Some((Sense::Month(_), _)))
    }

    /// Whether a month that could be another word is the month: by its capital letter, or by what stands beside it.
    fn is_capital_or_free(&self, at: usize, has_company: bool) -> bool {
        let Some((not_first, next)) = self.find(&self.pack.capital, at) else {
            return true;
        };
        let capital = self.word(at).starts_with(char::is_uppercase);
        let has_company = has_company
            || self.digits(next).is_some_and(|(year, many)| many == 4 && is_bare_year(year))
            || self.dash(next).is_some_and(|to| self.is_month(to))
            || self.is_past(at);
        let shouted = self.word(at).chars().all(char::is_uppercase);
        has_company || capital && !shouted && !(not_first && self.starts_clause(at))
    }

    pub fn starts_clause(&self, at: usize) -> bool {
        at == 0 || matches!(self.word(at - 1), "." | "!" | "?" | ";" | ":" | "\"" | "“" | "(" | "*" | "«")
    }

    /// A word or sign before unit `at` makes its number something else than a year.
    pub fn is_vetoed_before(&self, at: usize) -> bool {
        at > 0
            && (self.find(&self.pack.no_year_after, at - 1).is_some()
                || matches!(self.word(at - 1), "$" | "€" | "¥" | "￥" | "£" | "₽" | "№" | "#" | "§"))
    }

    /// A unit, scale or thing counted follows.
    pub fn is_vetoed_after(&self, at: usize) -> bool {
        matches!(self.word(at), "%" | "‰" | "$" | "€" | "°") || self.find(&self.pack.no_year_before, at).is_some()
    }

    /// As [`Reader::is_vetoed_after`]; but "in 2023 companies paid" names a year, and "in 2000 companies" does not.
    fn is_quantity(&self, at: usize, year: u32) -> bool {
        match self.find(&self.pack.no_year_before, at + 1) {
            Some((true, _)) => year.is_multiple_of(100) || !self.is_in(at),
            _ => self.is_vetoed_after(at + 1),
        }
    }
}

fn decade(year: u32) -> Piece {
    Piece::Both(Year::Given(year as i16), Part::Years(10))
}
