//! Pieces of a time, and the times and ranges that they make.

use super::draft::{Core, Draft, Piece};
use super::lexicon::{Counted, Join, Pack, Phrases, Sense, ToDate, is_hyphen, numbers};
use crate::gazetteer::Words;
use crate::lang::Lang;
use crate::token::{Part, Step, Time, Year};
use crate::units::{Unit, UnitKind};

/// A text, read with the words of its language.
pub(super) struct Reader<'a> {
    pub lang: Lang,
    pub pack: &'a Pack,
    pub text: &'a str,
    pub units: &'a [Unit],
    words: Vec<u32>,
    /// The values of digits and how many they are: asked for many times where a number stands.
    digits: Vec<Option<(u32, usize)>>,
}

/// Pieces of one time: an edge, a part, a year.
const PIECES: usize = 3;

/// The value of up to four digits, and how many they are.
fn value(digits: &str) -> Option<(u32, usize)> {
    let (mut value, mut many) = (0, 0);
    for c in digits.chars() {
        let digit = c.to_digit(10).or_else(|| ('０'..='９').contains(&c).then(|| c as u32 - '０' as u32))?;
        value = value * 10 + digit;
        many += 1;
        if many > 4 {
            return None;
        }
    }
    Some((value, many))
}

impl<'a> Reader<'a> {
    pub fn new(lang: Lang, pack: &'a Pack, words: &Words<'a>) -> Self {
        let digits = words.units.iter().map(|unit| if unit.kind == UnitKind::Digits { value(unit.text(words.text)) } else { None });
        Reader { lang, pack, text: words.text, units: words.units, words: numbers(words), digits: digits.collect() }
    }

    /// Whether nothing can begin at unit `at`.
    pub fn is_idle(&self, at: usize) -> bool {
        let unit = self.units[at];
        match unit.kind {
            UnitKind::Digits => unit.end - unit.start > 12,
            UnitKind::Han if self.lang == Lang::Zh => !self.pack.words.may_start(self.words[at]) && !self.starts_number(at),
            _ => !self.pack.words.may_start(self.words[at]),
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
        self.digits.get(at).copied().flatten()
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
        let short = self.short_range(at);
        // Both of the rest begin with a piece, and most numbers are none: English asks once for the two.
        if short.is_some() || self.lang == Lang::En && self.piece(at, &Draft::default()).is_none() {
            return short;
        }
        self.part_of_two_years(at).or_else(|| self.range(at))
    }

    /// `five years`, 五年, `за пять лет`; not where the number is a year or a month of one.
    fn length(&self, at: usize) -> Option<(Core, usize)> {
        if self.is_part_of_a_number(at) {
            return None;
        }
        let (number, next) = self.number(at)?;
        let (counted, next) = self.counted(next)?;
        let months = match counted {
            Counted::Year if !(self.lang == Lang::Zh && (self.word(at).starts_with('0') || self.republican_year(at).is_some())) => 12,
            Counted::Decade if self.lang != Lang::Zh => 120,
            Counted::Month if self.months_of(at).is_none() => 1,
            _ => return None,
        };
        Some((Core::Length(number.checked_mul(months).filter(|&months| months > 0)?), next))
    }

    /// Words that say nothing before a time.
    pub fn pass_articles(&self, at: usize) -> usize {
        if matches!(self.word(at), "the" | "in" | "в") { at + 1 } else { at }
    }

    /// One time: its pieces, each at most once, in the order of the language.
    pub fn time(&self, at: usize, second: bool) -> Option<(Core, usize)> {
        let mut draft = Draft { second, ..Draft::default() };
        let mut next = at;
        let mut named = self.is_month(at);
        for _ in 0..PIECES {
            let Some((piece, past)) = self.next_piece(next, &draft) else {
                break;
            };
            if !draft.add(piece, named) {
                break;
            }
            next = past;
            // `the first four months (July-October) of the current fiscal year`
            if let Some((months, past)) = self.months_in_brackets(next).filter(|(months, _)| draft.is_as_long(*months)) {
                (draft.part, named, next) = (Some(months), true, past);
            }
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
        // After a year only its own part follows: "2023's third quarter", `в 2023 году за тот же период`.
        let possessive = self.word(past - 1) == "s";
        let piece = self.piece(past, draft).filter(|(piece, _)| !matches!(piece, Piece::Edge(_)));
        if draft.year.is_some() && self.lang != Lang::Zh && !possessive {
            return piece.filter(|(piece, _)| self.lang == Lang::Ru && *piece == Piece::Part(Part::Same));
        }
        piece
    }

    fn starts_number(&self, at: usize) -> bool {
        match self.kind(at) {
            Some(UnitKind::Digits) => self.digits(at).is_some(),
            Some(UnitKind::Han) if self.lang == Lang::Zh => self.han_number(at).is_some() || self.word(at) == "第",
            _ => false,
        }
    }

    pub(super) fn piece(&self, at: usize, draft: &Draft) -> Option<(Piece, usize)> {
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
                Sense::Counted(Counted::Half) => {
                    let hyphen = next + usize::from(is_hyphen(self.word(next)) && self.glued(next));
                    return self.months_up_to(self.counted(hyphen).map_or(next, |(_, year)| year), 6);
                }
                Sense::Counted(Counted::Quarter) => return self.months_up_to(next, 3),
                Sense::Step(Time { part: Part::Step(Step::Quarter, 0), .. }) if let Some(told) = self.months_up_to(next, 3) => {
                    return Some(told);
                }
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
        let time = Some(self.joined(Join::Of, next).unwrap_or(next)).filter(|_| is_figure).and_then(|time| self.time(time, true));
        matches!(time, Some((Core::Time(Time { year: Year::Given(_), .. }) | Core::Stretch(_), _)))
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
        let part = (ordinal == 1 && !self.is_of_no_time(next)).then(|| part_of_year(counted, 1, number))??;
        Some((Piece::Part(part), next))
    }

    /// `the first six months of the government's tenure`: of no year.
    fn is_of_no_time(&self, at: usize) -> bool {
        if self.lang != Lang::En || self.word(at) != "of" {
            return false;
        }
        let of = self.joined(Join::Of, at).unwrap_or(at + 1);
        let named =
            |at: usize| matches!(self.word(at), "year" | "calendar") || self.kind(at) == Some(UnitKind::Digits) || self.sense(at).is_some();
        !(of - 1..of + 2).any(named)
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
        if let Some(told) = self.months_up_to(next, number) {
            return Some(told);
        }
        let year = self.joined(Join::Of, next).unwrap_or(next);
        let of_a_year = match self.piece_of_year(year) {
            Some(Piece::Year(Year::Given(_) | Year::Relative(_) | Year::Same)) => true,
            _ => self.lang == Lang::Ru && number > 1 && !self.is_past(at) && self.is_during(at),
        };
        of_a_year.then_some((Piece::Part(Part::Months(1, last)), next))
    }

    /// `to August`, `ended 30 June`, `leading to the end of May` behind `number` months: those up to then.
    fn months_up_to(&self, at: usize, number: u8) -> Option<(Piece, usize)> {
        let to = self.pass_articles(self.joined(Join::To, at).filter(|_| self.lang != Lang::Zh)?);
        let to = if self.word(to) == "end" { self.joined(Join::Of, to + 1).unwrap_or(to + 1) } else { to };
        let day = |at: usize| self.digits(at).filter(|&(day, _)| (28..=31).contains(&day)).map_or(at, |_| at + 1);
        let (Sense::Month(last), past) = self.sense(day(to))? else { return None };
        let past = if day(to) == to { day(past) } else { past };
        let first = (last + 1).checked_sub(number).filter(|&first| first > 0)?;
        Some((Piece::Part(Part::Months(first, last)), past))
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

/// The latest year that texts plan for; years from here on are those of another calendar, as Nepal's 2063 is 2006.
const LATEST: u32 = 2060;

/// May a number without a word beside it name this year?
pub(super) fn is_bare_year(year: u32) -> bool {
    (1850..=LATEST).contains(&year)
}
