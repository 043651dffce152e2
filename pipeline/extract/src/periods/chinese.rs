//! Numbers in Chinese times: 2024年1-11月, 二〇二四年, 第三季度, 前五个月.

use super::draft::{Draft, Piece};
use super::lexicon::{Counted, Join, Sense};
use super::reader::{Reader, is_bare_year, part_of_year};
use crate::token::{Part, Year};
use crate::units::UnitKind;

impl Reader<'_> {
    /// A number below a hundred in Chinese characters, with the unit past it.
    pub fn han_number(&self, at: usize) -> Option<(u16, usize)> {
        let digit = |at: usize| {
            if self.kind(at) == Some(UnitKind::Han) { numeral(self.word(at)) } else { None }
        };
        let is_ten = |at: usize| self.word(at) == "十";
        if is_ten(at) {
            return Some(digit(at + 1).map_or((10, at + 1), |units| (10 + units, at + 2)));
        }
        let first = digit(at)?;
        if !is_ten(at + 1) {
            return Some((first, at + 1));
        }
        Some(digit(at + 2).map_or((first * 10, at + 2), |units| (first * 10 + units, at + 3)))
    }

    /// A piece that begins with a number.
    pub fn chinese_number(&self, at: usize, draft: &Draft) -> Option<(Piece, usize)> {
        if self.is_part_of_a_number(at) && !draft.second {
            return None;
        }
        if draft.year.is_none()
            && let Some(piece) = self.dotted_date(at).or_else(|| self.chinese_year(at))
        {
            return Some(piece);
        }
        let first = if self.word(at) == "第" { at + 1 } else { at };
        let (number, next) = self.number(first)?;
        let number = u8::try_from(number).ok()?;
        let (last, past) = self.second_number(next).unwrap_or((number, next));
        let (counted, end) = self.counted_in_chinese(past)?;
        match counted {
            Counted::NamedMonth if first == at => self.chinese_month(number, last, end),
            Counted::Quarter | Counted::Half => Some((Piece::Part(part_of_year(counted, number, last)?), end)),
            _ => None,
        }
    }

    fn second_number(&self, at: usize) -> Option<(u8, usize)> {
        let to = self.to(at).or_else(|| self.joined(Join::And, at))?;
        let to = if self.word(to) == "第" { to + 1 } else { to };
        let (number, next) = self.number(to)?;
        Some((u8::try_from(number).ok()?, next))
    }

    /// 年, 月 and 日 stand for themselves even where they begin a longer word (年底, 月份).
    fn counted_in_chinese(&self, at: usize) -> Option<(Counted, usize)> {
        self.counted(at).or(match self.word(at) {
            "年" => Some((Counted::Year, at + 1)),
            "月" => Some((Counted::NamedMonth, at + 1)),
            _ => None,
        })
    }

    /// 5月, 1-11月, 5月10日; 8月当月 is the month itself.
    fn chinese_month(&self, first: u8, last: u8, at: usize) -> Option<(Piece, usize)> {
        let part = part_of_year(Counted::Month, first, last)?;
        // 6月首二十日, 9月前10天
        if first == last
            && matches!(self.word(at), "首" | "前" | "头" | "頭")
            && let Some((day, next)) = self.number(at + 1)
            && let Some(end) = self.past_days(next)
            && let Some(day) = u8::try_from(day).ok().filter(|day| (2..=31).contains(day))
        {
            return Some((Piece::Part(Part::Days((first, 1), (first, day))), end));
        }
        if first == last
            && let Some((day, next)) = self.number(at)
            && let Some(day) = u8::try_from(day).ok().filter(|day| (1..=31).contains(day))
        {
            // 1-10日, 1日至10日
            let own = if let Some((Counted::Day, past)) = self.counted(next) { past } else { next };
            if let Some((to, past)) = self.second_number(own)
                && let Some((Counted::Day, end)) = self.counted(past)
                && day <= to
            {
                return Some((Piece::Part(Part::Days((first, day), (first, to))), end));
            }
            if own > next {
                return Some((Piece::Part(Part::Days((first, day), (first, day))), own));
            }
        }
        let itself = matches!((self.word(at), self.word(at + 1)), ("当" | "當", "月"));
        Some((Piece::Part(part), if itself { at + 2 } else { at }))
    }

    /// The unit past 日 or 天 at `at`.
    fn past_days(&self, at: usize) -> Option<usize> {
        match self.counted(at) {
            Some((Counted::Day, past)) => Some(past),
            _ => (self.word(at) == "天").then_some(at + 1),
        }
    }

    fn dotted_date(&self, at: usize) -> Option<(Piece, usize)> {
        let mark = self.word(at + 1);
        let (year, 4) = self.digits(at)? else {
            return None;
        };
        let is_date = matches!(mark, "-" | "." | "/") && self.word(at + 3) == mark && (at + 1..at + 5).all(|unit| self.glued(unit));
        if !is_date || !is_bare_year(year) {
            return None;
        }
        let ((month @ 1..=12, 1..=2), (day @ 1..=31, 1..=2)) = (self.digits(at + 2)?, self.digits(at + 4)?) else {
            return None;
        };
        let day = (month as u8, day as u8);
        Some((Piece::Both(Year::Given(year as i16), Part::Days(day, day)), at + 5))
    }

    /// 2024年, 二〇二四年, 07年, 20世纪90年代; a bare 2024 before 年 of its range or before a part.
    fn chinese_year(&self, at: usize) -> Option<(Piece, usize)> {
        if let Some(decade) = self.chinese_decade(at) {
            return Some(decade);
        }
        if let Some(year) = self.republican_year(at) {
            return Some(year);
        }
        let (year, next) = self.four_digits(at)?;
        let piece = Piece::Year(Year::Given(i16::try_from(year).ok()?));
        match self.counted_in_chinese(next) {
            Some((Counted::Year, past)) => return Some((piece, past)),
            Some((Counted::Fiscal, past)) => {
                return Some((Piece::Both(Year::Given(i16::try_from(year).ok()?), Part::Fiscal(0)), past));
            }
            _ => {}
        }
        if let Some(past) = self.years_counted(next) {
            return Some((piece, past));
        }
        let before_a_part = self.next_is_part(next) || self.numbered_quarter(next);
        let of_a_range = self.is_range_of_years(next) || at > 0 && self.to(at - 1) == Some(at) && self.ends_a_range(at);
        (is_bare_year(year) && !self.is_tied_after(next) && (before_a_part || of_a_range)).then_some((piece, next))
    }

    /// 113年第1季, 112年5月: years counted from 1912, as they are on Taiwan, if the part of the year stands behind.
    pub(super) fn republican_year(&self, at: usize) -> Option<(Piece, usize)> {
        const BEFORE_THE_FIRST: i16 = 1911;
        let (year @ 100..=150, 3) = self.digits(at)? else { return None };
        let (Counted::Year, past) = self.counted_in_chinese(at + 1)? else { return None };
        let first = if self.word(past) == "第" { past + 1 } else { past };
        let (_, end) = self.number(first)?;
        let end = self.second_number(end).map_or(end, |(_, end)| end);
        let part = matches!(self.counted_in_chinese(end), Some((Counted::NamedMonth | Counted::Quarter, _)));
        part.then_some((Piece::Year(Year::Given(BEFORE_THE_FIRST + year as i16)), past))
    }

    /// 2020、2021、2022三年: behind how many years there are.
    fn years_counted(&self, at: usize) -> Option<usize> {
        let (_, past) = self.han_number(at)?;
        (self.word(past) == "年").then_some(past + 1)
    }

    fn next_is_part(&self, at: usize) -> bool {
        match self.sense(at) {
            Some((Sense::Part(_), _)) => true,
            Some((Sense::Ordinal(_), next)) => self.number(next).is_some(),
            _ => false,
        }
    }

    fn numbered_quarter(&self, at: usize) -> bool {
        let at = if self.word(at) == "第" { at + 1 } else { at };
        self.han_number(at).and_then(|(_, next)| self.counted(next)).is_some_and(|(counted, _)| counted == Counted::Quarter)
    }

    /// A range's mark and another year follow.
    fn is_range_of_years(&self, at: usize) -> bool {
        let next = self.to(at).or_else(|| self.joined(Join::And, at));
        next.and_then(|next| self.four_digits(next)).is_some_and(|(year, _)| is_bare_year(year))
    }

    /// The range's mark follows another year.
    fn ends_a_range(&self, at: usize) -> bool {
        let before = at.wrapping_sub(2);
        matches!(self.digits(before), Some((_, 4))) || self.word(before) == "年"
    }

    fn four_digits(&self, at: usize) -> Option<(u32, usize)> {
        match self.digits(at) {
            Some((year @ 1000..=2100, 4)) => return Some((year, at + 1)),
            // A leading zero tells a year from a number of years.
            Some((year, 2)) if self.word(at).starts_with('0') && self.word(at + 1) == "年" => {
                return Some((2000 + year, at + 1));
            }
            Some(_) => return None,
            None => {}
        }
        let (mut year, mut digits, mut unit) = (0, 0, at);
        while digits < 4 {
            let word = self.word(unit);
            let zeros = zeros(word).filter(|_| digits > 0);
            let digit = if zeros.is_some() { 0 } else { u32::from(numeral(word).filter(|&digit| digit < 10)?) };
            let places = zeros.unwrap_or(1);
            (year, digits, unit) = (year * 10u32.pow(places) + digit, digits + places, unit + 1);
        }
        (digits == 4 && (1000..=2100).contains(&year)).then_some((year, unit))
    }

    fn chinese_decade(&self, at: usize) -> Option<(Piece, usize)> {
        let years = |at: usize| match self.digits(at) {
            Some((year, 2 | 4)) => Some((year, at + 1)),
            Some(_) => None,
            None => self.han_number(at).map(|(year, next)| (u32::from(year), next)),
        };
        let (first, next) = years(at)?;
        let (year, next) = match self.counted(next)? {
            (Counted::Decade, past) if first >= 1000 => (first, past),
            (Counted::Decade, past) => (if first >= 30 { 1900 + first } else { 2000 + first }, past),
            (Counted::Century, past) => {
                let (decade, next) = years(past)?;
                let (Counted::Decade, past) = self.counted(next)? else {
                    return None;
                };
                (first.checked_sub(1)? * 100 + decade, past)
            }
            _ => return None,
        };
        let decade = year % 10 == 0 && (1000..=2100).contains(&year);
        decade.then_some((Piece::Both(Year::Given(year as i16), Part::Years(10)), next))
    }
}

/// 二00三年, 二OO三年, 二０一三年: noughts of another script in a year written out, and how many.
fn zeros(word: &str) -> Option<u32> {
    let count = word.chars().count() as u32;
    (1..=2).contains(&count).then_some(count).filter(|_| word.chars().all(|c| matches!(c, '0' | 'O' | 'o' | '０' | 'Ｏ' | '○' | '〇')))
}

fn numeral(character: &str) -> Option<u16> {
    Some(match character {
        "〇" | "零" | "○" => 0,
        "一" => 1,
        "二" | "两" | "兩" => 2,
        "三" => 3,
        "四" => 4,
        "五" => 5,
        "六" => 6,
        "七" => 7,
        "八" => 8,
        "九" => 9,
        _ => return None,
    })
}
