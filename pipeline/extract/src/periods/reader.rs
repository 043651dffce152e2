//! Pieces of a time, and the times and ranges that they make.

use super::lexicon::{Counted, Edge, Join, Pack, Phrases, Sense, ToDate, is_hyphen, numbers};
use crate::gazetteer::Words;
use crate::lang::Lang;
use crate::token::{Part, Time, Year};
use crate::units::{Unit, UnitKind};

/// A text, read with the words of its language.
pub(super) struct Reader<'a> {
    pub lang: Lang,
    pub pack: &'a Pack,
    pub text: &'a str,
    pub units: &'a [Unit],
    words: Vec<u32>,
}

/// What words name, before what stands around them is looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Core {
    Time(Time),
    /// A time that the text only begins: the first day, if a stock is counted.
    Start(Time),
    /// A stretch of one year, both ends named.
    Stretch(Time),
    Range(Time, Time),
    /// Months; the words around it must say that they are a time.
    Length(u16),
    /// Months that have gone by.
    Over(u16),
    AgainstYearBefore,
    AgainstPeriodBefore,
}

/// One piece of a time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Piece {
    Year(Year),
    Part(Part),
    Both(Year, Part),
    Edge(Edge),
}

/// A time while its pieces are put together.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Draft {
    pub year: Option<Year>,
    pub part: Option<Part>,
    pub edge: Option<Edge>,
    /// It is the second end of a range.
    pub second: bool,
}

impl Draft {
    fn is_empty(&self) -> bool {
        self.year.is_none() && self.part.is_none() && self.edge.is_none()
    }

    /// False where the place of the piece is taken. `named`: its months are told by name, not counted.
    fn add(&mut self, piece: Piece, named: bool) -> bool {
        match piece {
            // `the first quarter of the current fiscal year`: which months these are only the text can say.
            Piece::Both(year, Part::Fiscal(0)) if self.year.is_none() && matches!(self.part, Some(Part::Months(..))) => {
                if let Some(Part::Months(first, last)) = self.part.filter(|_| !named) {
                    self.part = Some(Part::OfFiscal(first, last));
                    self.year = Some(year).filter(|year| matches!(year, Year::Relative(_)));
                }
            }
            Piece::Year(year) if self.year.is_none() => self.year = Some(year),
            // 2022财年上半年
            Piece::Part(Part::Months(first, last)) if self.part == Some(Part::Fiscal(0)) && !named => {
                self.part = Some(Part::OfFiscal(first, last));
            }
            Piece::Part(part) if self.part.is_none() => self.part = Some(part),
            Piece::Both(year, part) if self.year.is_none() && self.part.is_none() => {
                (self.year, self.part) = (Some(year), Some(part));
            }
            Piece::Edge(edge) if self.edge.is_none() => self.edge = Some(edge),
            _ => return false,
        }
        true
    }

    fn finish(self) -> Option<Core> {
        let year = match (self.year, self.part) {
            (None, Some(Part::Same)) => Year::Same,
            (None, Some(Part::ToDate)) | (None, None) => return None,
            (year, _) => year.unwrap_or(Year::Open),
        };
        let part = self.part.unwrap_or(Part::Year);
        let time = |part| Core::Time(Time { year, part });
        Some(match (self.edge, part) {
            (Some(Edge::End), Part::Year) => time(Part::Days((12, 31), (12, 31))),
            (Some(Edge::End), Part::Months(_, last)) => time(Part::Days((last, 31), (last, 31))),
            (_, Part::Days(first, last)) if first != last => Core::Stretch(Time { year, part }),
            (Some(Edge::Start), Part::Year | Part::Months(..)) => Core::Start(Time { year, part }),
            _ => time(part),
        })
    }
}

/// Years that a number without a word beside it may name.
const YEARS: std::ops::RangeInclusive<u32> = 1850..=2070;
/// A day from this on may be the last of its month.
const LAST_OF_FEBRUARY: u8 = 28;
/// Pieces of one time: an edge, a part, a year.
const PIECES: usize = 3;

impl<'a> Reader<'a> {
    pub fn new(lang: Lang, pack: &'a Pack, words: &Words<'a>) -> Self {
        Reader { lang, pack, text: words.text, units: words.units, words: numbers(words) }
    }

    /// Whether nothing can begin at unit `at`.
    pub fn is_idle(&self, at: usize) -> bool {
        let unit = self.units[at];
        match unit.kind {
            UnitKind::Digits => unit.end - unit.start > 12,
            _ => !self.pack.words.may_start(self.words[at]) && !self.starts_number(at),
        }
    }

    pub fn word(&self, at: usize) -> &'a str {
        self.units.get(at).map_or("", |unit| unit.text(self.text))
    }

    pub fn kind(&self, at: usize) -> Option<UnitKind> {
        self.units.get(at).map(|unit| unit.kind)
    }

    /// No white space before unit `at`, which is not the first.
    pub fn glued(&self, at: usize) -> bool {
        at > 0 && self.units.get(at).is_some_and(|unit| !unit.spaced)
    }

    pub fn find<T: Copy + PartialEq>(&self, phrases: &Phrases<T>, at: usize) -> Option<(T, usize)> {
        phrases.longest(&self.words, at)
    }

    pub fn sense(&self, at: usize) -> Option<(Sense, usize)> {
        self.find(&self.pack.words, at)
    }

    /// What is counted or numbered by a number before unit `at`; a point may close the word.
    pub fn counted(&self, at: usize) -> Option<(Counted, usize)> {
        match self.sense(at)? {
            (Sense::Counted(counted), next) => Some((counted, next)),
            _ => None,
        }
    }

    pub fn joined(&self, join: Join, at: usize) -> Option<usize> {
        let (_, phrases) = self.pack.joins.iter().find(|(of, _)| *of == join)?;
        self.find(phrases, at).map(|(_, next)| next)
    }

    /// The value of a run of up to four digits, and how many they are.
    pub fn digits(&self, at: usize) -> Option<(u32, usize)> {
        if self.kind(at)? != UnitKind::Digits {
            return None;
        }
        let (mut value, mut many) = (0, 0);
        for c in self.word(at).chars() {
            let digit = c.to_digit(10).or_else(|| ('０'..='９').contains(&c).then(|| c as u32 - '０' as u32))?;
            value = value * 10 + digit;
            many += 1;
            if many > 4 {
                return None;
            }
        }
        Some((value, many))
    }

    /// A small whole number in digits or words, with the unit past it.
    pub fn number(&self, at: usize) -> Option<(u16, usize)> {
        match self.digits(at) {
            Some((value, 1..=3)) => Some((value as u16, at + 1)),
            Some(_) => None,
            None if self.lang == Lang::Zh => self.han_number(at),
            None => match self.sense(at)? {
                (Sense::Number(value), next) => Some((value, next)),
                _ => None,
            },
        }
    }

    /// Digits that a point, a comma, a sign or letters tie to what stands before.
    pub fn is_part_of_a_number(&self, at: usize) -> bool {
        if !self.glued(at) {
            return false;
        }
        let before = self.word(at - 1);
        match before {
            "." | "," | ":" => self.glued(at - 1) && at > 1 && self.kind(at - 2) == Some(UnitKind::Digits),
            "-" | "–" | "−" | "+" => self.glued(at - 1) && at > 1 && self.kind(at - 2) != Some(UnitKind::Han),
            "/" | "_" | "=" | "#" | "@" | "&" | "?" | "\\" | "№" | "$" | "€" | "¥" | "￥" | "£" | "₽" => true,
            _ => self.kind(at - 1) == Some(UnitKind::Word),
        }
    }

    /// A mark between the two ends of a range, with the unit past it.
    pub fn dash(&self, at: usize) -> Option<usize> {
        let mark = self.word(at);
        let is_dash = is_hyphen(mark) || matches!(mark, "—" | "―" | "~" | "～" | "－");
        is_dash.then(|| if self.word(at + 1) == mark { at + 2 } else { at + 1 })
    }

    /// A range's mark or word.
    pub fn to(&self, at: usize) -> Option<usize> {
        self.dash(at).or_else(|| self.joined(Join::To, at))
    }

    /// All that is named from unit `at` on, with the unit past it.
    pub fn core(&self, at: usize) -> Option<(Core, usize)> {
        let sense = self.sense(at);
        if sense.is_none() && !self.starts_number(at) {
            return None;
        }
        match sense {
            Some((Sense::AgainstYearBefore, next)) => return Some((Core::AgainstYearBefore, next)),
            Some((Sense::AgainstPeriodBefore, next)) => {
                return Some((Core::AgainstPeriodBefore, next));
            }
            Some((Sense::Length(months), next)) => return Some((Core::Over(months), next)),
            Some((Sense::Plan(first, last), next)) => {
                // The plan's years may follow in brackets.
                let next = match self.core_in_brackets(next) {
                    Some((Core::Range(from, to), past)) if from == given(first) && to == given(last) => past,
                    _ => next,
                };
                return Some((Core::Range(given(first), given(last)), next));
            }
            _ => {}
        }
        if let Some(length) = self.length(at) {
            return Some(length);
        }
        self.short_range(at).or_else(|| self.part_of_two_years(at)).or_else(|| self.range(at))
    }

    /// `July to December 2023-24`, `the first six months of the 2023-2024 fiscal year`, `the same period of 2022-23`.
    fn part_of_two_years(&self, at: usize) -> Option<(Core, usize)> {
        const APRIL: u8 = 4;
        if self.lang != Lang::En {
            return None;
        }
        let (Piece::Part(part), mut next) = self.piece(at, &Draft::default())? else {
            return None;
        };
        let (mut part, is_named) = (part, self.is_month(at));
        if let (Part::Months(first, _), Some(to)) = (part, self.to(next).filter(|_| is_named))
            && self.is_month(to)
            && let Some((Piece::Part(Part::Months(_, last)), past)) = self.piece(to, &Draft::default())
        {
            (part, next) = (Part::Months(first, last), past);
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
        (YEARS.contains(&first) && next == first + 1).then_some((first as i16, second + 1))
    }

    fn core_in_brackets(&self, at: usize) -> Option<(Core, usize)> {
        if !matches!(self.word(at), "(" | "（") {
            return None;
        }
        let (core, next) = self.short_range(at + 1).or_else(|| self.range(at + 1))?;
        matches!(self.word(next), ")" | "）").then_some((core, next + 1))
    }

    /// `five years`, 五年, `за пять лет`; not where the number is a year or a month of one.
    fn length(&self, at: usize) -> Option<(Core, usize)> {
        if self.is_part_of_a_number(at) {
            return None;
        }
        let (number, next) = self.number(at)?;
        let (counted, next) = self.counted(next)?;
        let months = match counted {
            Counted::Year if !(self.lang == Lang::Zh && self.word(at).starts_with('0')) => 12,
            Counted::Decade if self.lang != Lang::Zh => 120,
            Counted::Month if self.months_of(at).is_none() => 1,
            _ => return None,
        };
        Some((Core::Length(number.checked_mul(months).filter(|&months| months > 0)?), next))
    }

    /// `2023-24`, `2023/24`: two years; `2024-05`, `2015/3`: a month of one.
    fn short_range(&self, at: usize) -> Option<(Core, usize)> {
        let (year, 4) = self.digits(at)? else {
            return None;
        };
        if !YEARS.contains(&year) || self.is_part_of_a_number(at) || self.is_vetoed_before(at) {
            return None;
        }
        let mark = at + 1;
        if self.word(mark) != "/" && !is_hyphen(self.word(mark)) {
            return None;
        }
        let (second, many @ 1..=2) = self.digits(mark + 1)? else {
            return None;
        };
        let past = mark + 2;
        if self.glued(past) && (self.is_tied_after(past) || self.kind(past) == Some(UnitKind::Han)) || self.is_vetoed_after(past) {
            return None;
        }
        let last = year / 100 * 100 + second;
        if many == 2 && last > year && (self.glued(mark) || second == year % 100 + 1) {
            return Some(match self.fiscal_after(past) {
                Some(next) => (fiscal(year as i16), next),
                None => (Core::Range(given(year as i16), given(last as i16)), past),
            });
        }
        let month = u8::try_from(second).ok().filter(|month| (1..=12).contains(month))?;
        Some((Core::Time(Time { year: Year::Given(year as i16), part: Part::Months(month, month) }), past))
    }

    /// A time, or a range of two.
    fn range(&self, at: usize) -> Option<(Core, usize)> {
        let (first, next) = self.time(at, false)?;
        let from = match first {
            Core::Time(from) => from,
            // 2021年初至11月, `between the beginning of 2021 and the end of May`
            Core::Start(Time { year, part: Part::Year }) => Time { year, part: Part::ToDate },
            _ => return Some((first, next)),
        };
        let Some((to, past)) = self.range_end(at, from, next) else {
            return Some(match self.fiscal_after(next) {
                Some(past) if from.part == Part::Year => (Core::Time(Time { part: Part::Fiscal(0), ..from }), past),
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

    /// Words that say nothing before a time.
    pub fn pass_articles(&self, at: usize) -> usize {
        if matches!(self.word(at), "the" | "in" | "в") { at + 1 } else { at }
    }

    fn fiscal_after(&self, at: usize) -> Option<usize> {
        match self.counted(at)? {
            (Counted::Fiscal, next) => Some(next),
            _ => None,
        }
    }

    /// One time: its pieces, each at most once, in the order of the language.
    pub fn time(&self, at: usize, second: bool) -> Option<(Core, usize)> {
        let mut draft = Draft { second, ..Draft::default() };
        let mut next = at;
        for _ in 0..PIECES {
            let Some((piece, past)) = self.next_piece(next, &draft) else {
                break;
            };
            if !draft.add(piece, self.is_month(at)) {
                break;
            }
            next = past;
        }
        // `the first six months of the year`: of the year spoken of.
        if self.lang == Lang::En
            && draft.year.is_none()
            && matches!(draft.part, Some(Part::Months(..)))
            && let Some(past) = self.joined(Join::Of, next).filter(|&past| self.word(past - 1) == "year")
        {
            next = past;
        }
        Some((draft.finish()?, next))
    }

    fn next_piece(&self, at: usize, draft: &Draft) -> Option<(Piece, usize)> {
        if draft.is_empty() {
            return self.piece(at, draft).filter(|(piece, _)| self.lang != Lang::Zh || !matches!(piece, Piece::Edge(_)));
        }
        let at_once = self.piece(at, draft);
        if at_once.is_some() {
            return at_once.filter(|(piece, _)| self.lang == Lang::Zh || !matches!(piece, Piece::Edge(_)));
        }
        // "Jan. 2024", "1 кв. 2024 г.", "mid-2024".
        let glued_mark = self.glued(at) && (self.word(at) == "." || draft.edge.is_some() && is_hyphen(self.word(at)));
        let past = if glued_mark { at + 1 } else { self.joined(Join::Of, at)? };
        let comma = self.word(at) == ",";
        if comma && self.digits(past).is_none_or(|(_, many)| many != 4) {
            return None;
        }
        // After a year only its own part follows: "2023's third quarter".
        let possessive = self.word(past - 1) == "s";
        if draft.year.is_some() && self.lang != Lang::Zh && !possessive {
            return None;
        }
        self.piece(past, draft).filter(|(piece, _)| !matches!(piece, Piece::Edge(_)))
    }

    fn starts_number(&self, at: usize) -> bool {
        match self.kind(at) {
            Some(UnitKind::Digits) => self.digits(at).is_some(),
            Some(UnitKind::Han) if self.lang == Lang::Zh => self.han_number(at).is_some() || self.word(at) == "第",
            _ => false,
        }
    }

    fn piece(&self, at: usize, draft: &Draft) -> Option<(Piece, usize)> {
        if self.starts_number(at) {
            let number = match self.lang {
                Lang::Zh => self.chinese_number(at, draft),
                _ => self.alphabetic_number(at, draft),
            };
            if number.is_some() {
                return number;
            }
        }
        let (sense, next) = self.sense(at)?;
        Some((
            match sense {
                Sense::Month(month) => return self.month(at, month, next, draft),
                Sense::Ordinal(ordinal) => return self.ordinal(ordinal, next),
                Sense::Number(_) => return self.months_of(at),
                Sense::Counted(Counted::Fiscal) => return self.year_ended(next).or_else(|| self.fiscal(next)),
                Sense::Counted(Counted::Year) => return self.year_ended(next),
                Sense::Year(year) if self.ends_in_fiscal(at, next) => {
                    return self.year_ended(next).or_else(|| self.fiscal(next)).or(Some((Piece::Both(year, Part::Fiscal(0)), next)));
                }
                Sense::Year(year) => Piece::Year(year),
                // `превышает аналогичный показатель за январь 2011 года`: the words before the time compared with.
                Sense::Part(Part::Same) if self.lang == Lang::Ru && self.tells_of(at, next) => return None,
                Sense::Part(part) => Piece::Part(part),
                Sense::PartBefore => Piece::Both(Year::Before, Part::Same),
                Sense::ToDate(ToDate::This) => Piece::Both(Year::Relative(0), Part::ToDate),
                Sense::ToDate(ToDate::Any) => Piece::Part(Part::ToDate),
                // "the last week of 2015" is no week before this one.
                Sense::Step(_) if self.word(next) == "of" => return None,
                Sense::Step(Time { year: Year::Same, part: Part::Step(_, 0) })
                    if self.lang == Lang::En && !self.is_past_preposition(at) =>
                {
                    return None;
                }
                Sense::Step(time) => Piece::Both(time.year, time.part),
                Sense::Decade(year) => Piece::Both(Year::Given(year), Part::Years(10)),
                Sense::Century(year) => Piece::Both(Year::Given(year), Part::Years(100)),
                Sense::Edge(edge) => Piece::Edge(edge),
                Sense::YearEnd => Piece::Part(Part::Days((12, 31), (12, 31))),
                Sense::YearStart => Piece::Part(Part::Days((1, 1), (1, 1))),
                _ => return None,
            },
            next,
        ))
    }

    /// Do the words for a figure at `at..next` go on with its own months?
    fn tells_of(&self, at: usize, next: usize) -> bool {
        let is_figure = (at..next).any(|word| self.word(word).to_lowercase().starts_with("показател"));
        let time = self.joined(Join::Of, next).filter(|_| is_figure).and_then(|time| self.time(time, true));
        matches!(time, Some((Core::Time(Time { year: Year::Given(_), .. }) | Core::Stretch(_), _)))
    }

    /// `this fiscal year`, `last FY`: the words at `at..next` name no calendar year.
    fn ends_in_fiscal(&self, at: usize, next: usize) -> bool {
        self.lang == Lang::En && (at..next).any(|word| self.fiscal_after(word) == Some(next))
    }

    /// `during the month`: a time only where a preposition says so.
    fn is_past_preposition(&self, at: usize) -> bool {
        at > 0 && matches!(self.word(at - 1).to_lowercase().as_str(), "in" | "during" | "over" | "within" | "for" | "throughout")
    }

    /// `first half`, `third quarter`, `first five months`, `first to third quarters`, 前三季度.
    fn ordinal(&self, ordinal: u8, at: usize) -> Option<(Piece, usize)> {
        if let Some((counted, next)) = self.counted(at) {
            let past = self.joined(Join::Of, next).unwrap_or(next);
            if counted == Counted::Decade
                && let Some((Sense::Century(century), past)) = self.sense(past)
            {
                let decade = Piece::Both(Year::Given(century + i16::from(ordinal - 1) * 10), Part::Years(10));
                return (ordinal <= 10).then_some((decade, past));
            }
            // `the first half of August`
            if counted == Counted::Half
                && let Some((Sense::Month(month), past)) = self.sense(past)
            {
                let days = if ordinal == 1 { (1, 15) } else { (16, 31) };
                return (ordinal <= 2).then_some((Piece::Part(Part::Days((month, days.0), (month, days.1))), past));
            }
            // "for the eighth month" is a streak.
            if counted == Counted::Month && self.piece_of_year(past).is_none() {
                return None;
            }
            return part_of_year(counted, ordinal, ordinal).map(|part| (Piece::Part(part), next));
        }
        let joined = self.to(at).or_else(|| self.joined(Join::And, at)).map(|next| self.pass_articles(next));
        if let Some((Sense::Ordinal(last), next)) = joined.and_then(|next| self.sense(next)) {
            let (counted, next) = self.counted(next)?;
            return part_of_year(counted, ordinal, last).map(|part| (Piece::Part(part), next));
        }
        let (number, next) = self.number(at)?;
        let number = u8::try_from(number).ok()?;
        let (counted, next) = self.counted(next)?;
        if counted == Counted::Day {
            let of = self.joined(Join::Of, next).unwrap_or(next);
            let (Sense::Month(month), past) = self.sense(of)? else {
                return None;
            };
            let days = ordinal == 1 && (1..=31).contains(&number);
            return days.then_some((Piece::Part(Part::Days((month, 1), (month, number))), past));
        }
        let counted = if counted == Counted::NamedMonth { Counted::Month } else { counted };
        let part = (ordinal == 1).then(|| part_of_year(counted, 1, number))??;
        Some((Piece::Part(part), next))
    }

    /// `nine months of 2023`, `9 месяцев 2023 года`, `eight months to August`.
    pub fn months_of(&self, at: usize) -> Option<(Piece, usize)> {
        let (number, next) = self.number(at)?;
        let number = u8::try_from(number).ok().filter(|number| (1..=12).contains(number))?;
        // `the seven-month period of 2023`
        let next = if is_hyphen(self.word(next)) && self.glued(next) { next + 1 } else { next };
        let (counted, next) = self.counted(next)?;
        let next = if self.word(next) == "." && self.glued(next) && counted == Counted::Month { next + 1 } else { next };
        // `за три квартала 2021 года`
        let last = match counted {
            Counted::Month => number,
            Counted::Quarter if self.lang == Lang::Ru && (2..=3).contains(&number) => number * 3,
            _ => return None,
        };
        if number == 12
            && let Some(year) = self.year_ended(next)
        {
            return Some(year);
        }
        if let Some(to) = self.joined(Join::To, next)
            && let Some((Sense::Month(last), past)) = self.sense(to)
        {
            let first = (last + 1).checked_sub(number).filter(|&first| first > 0)?;
            return Some((Piece::Part(Part::Months(first, last)), past));
        }
        let year = self.joined(Join::Of, next).unwrap_or(next);
        let of_a_year = match self.piece_of_year(year) {
            Some(Piece::Year(Year::Given(_) | Year::Relative(_) | Year::Same)) => true,
            _ => self.lang == Lang::Ru && number > 1 && !self.is_past(at) && self.is_during(at),
        };
        of_a_year.then_some((Piece::Part(Part::Months(1, last)), next))
    }

    fn piece_of_year(&self, at: usize) -> Option<Piece> {
        let draft = Draft { part: Some(Part::Year), ..Draft::default() };
        match self.digits(at) {
            Some((_, 4)) => self.piece(at, &draft).map(|(piece, _)| piece),
            Some(_) => None,
            None => match self.sense(at)? {
                (Sense::Year(year), _) => Some(Piece::Year(year)),
                _ => None,
            },
        }
    }

    /// `ended June 2023`, `to 31 March 2024` behind the word for a year: twelve months up to then.
    fn year_ended(&self, at: usize) -> Option<(Piece, usize)> {
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
    fn fiscal(&self, at: usize) -> Option<(Piece, usize)> {
        let at = if self.word(at) == "ended" { at + 1 } else { at };
        let (year, many) = self.digits(at)?;
        let year = match many {
            4 if YEARS.contains(&year) => year,
            2 => 2000 + year,
            _ => return None,
        };
        let short = (self.word(at + 1) == "/" || is_hyphen(self.word(at + 1))) && self.digits(at + 2).is_some();
        Some((Piece::Both(Year::Given(year as i16), Part::Fiscal(0)), if short { at + 3 } else { at + 1 }))
    }
}

/// Parts of a year by their numbers.
pub(super) fn part_of_year(counted: Counted, first: u8, last: u8) -> Option<Part> {
    let months = match counted {
        Counted::Half => 6,
        Counted::Quarter => 3,
        Counted::Month => 1,
        _ => return None,
    };
    let many = 12 / months;
    (first > 0 && first <= last && last <= many).then(|| Part::Months((first - 1) * months + 1, last * months))
}

pub(super) fn given(year: i16) -> Time {
    Time { year: Year::Given(year), part: Part::Year }
}

fn fiscal(year: i16) -> Core {
    Core::Time(Time { year: Year::Given(year), part: Part::Fiscal(0) })
}

pub(super) fn is_bare_year(year: u32) -> bool {
    YEARS.contains(&year)
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
        (Part::Days(first, a), Part::Days(b, last)) if a <= b => Part::Days(first, last),
        (Part::Days(first, _), Part::Months(b, last)) if first.0 <= b => Part::Days(first, (last, 31)),
        (Part::Months(first, a), Part::Days(_, last)) if a <= last.0 => Part::Days((first, 1), last),
        (Part::ToDate, Part::Months(_, last)) => Part::Months(1, last),
        (Part::ToDate, Part::Days(_, last)) => Part::Days((1, 1), last),
        _ => return None,
    };
    Some(Core::Stretch(Time { year, part }))
}
