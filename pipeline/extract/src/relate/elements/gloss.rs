//! A time that is told once more, in a bracket or right behind: `2021财年(2021年4月至2022年3月)`, `July 2014 (07/2014)`.

use super::{Element, Found, Kind};
use crate::token::{Part, PeriodTime, Time, Year};

/// Words between a time and the bracket with its days: `9 месяцев текущего иранского года (21 марта – 21 декабря 2025 года)`.
const BETWEEN: usize = 3;

/// Of a time and its gloss one is left: the gloss where it says days that the time leaves open.
pub(super) fn join_glossed_times(found: &Found, elements: &mut Vec<Element>) {
    let mut i = 0;
    while i < elements.len() {
        if let Some(named) = named_again(found, elements, i) {
            elements.drain(i + 1..named + 1);
        }
        if let Some(again) = told_again(found, elements, i) {
            let bracketed = elements[again - 1].kind == Kind::Mark('(');
            if says_days(found, elements, i, again) {
                elements[i].kind = elements[again].kind;
            }
            elements.drain(if bracketed { again - 1..again + 2 } else { again..again + 1 });
        }
        i += 1;
    }
}

/// The element that tells once more the time that element `at` is.
fn told_again(found: &Found, elements: &[Element], at: usize) -> Option<usize> {
    let period = |i: usize| elements.get(i).and_then(|e| time(found, e));
    let is_mark = |i: usize, mark: char| elements.get(i).is_some_and(|e| e.kind == Kind::Mark(mark));
    let bracketed = |open: usize| is_mark(open, '(') && is_mark(open + 2, ')') && period(open + 1).is_some();
    let own = period(at)?;
    if bracketed(at + 1) {
        return Some(at + 2);
    }
    // `in the fiscal year from July 17, 2023 to July 15, 2024`
    if is_fiscal(own) && period(at + 1).is_some_and(is_stretch_of_days) {
        return Some(at + 1);
    }
    let passed = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Place(..));
    let open = at + 1 + elements[at + 1..].iter().take(BETWEEN).take_while(passed).count();
    let days = bracketed(open) && period(open + 1).is_some_and(is_stretch_of_days);
    days.then_some(open + 1)
}

/// `a year earlier, in April 2021`: a time that is counted from another, and behind its comma the time that it is.
fn named_again(found: &Found, elements: &[Element], at: usize) -> Option<usize> {
    let counted = matches!(time(found, &elements[at])?, PeriodTime::At(Time { year: Year::Before, part: Part::Same }));
    let dated = |e: &Element| matches!(time(found, e), Some(PeriodTime::At(Time { year: Year::Given(_), part })) if part != Part::Same);
    let behind = elements.get(at + 1)?.kind == Kind::Mark(',') && elements.get(at + 2).is_some_and(dated);
    (counted && behind && found.words(&elements[at].units).is_ascii()).then_some(at + 2)
}

/// Does the gloss say which days the time is of, where the time does not?
fn says_days(found: &Found, elements: &[Element], at: usize, again: usize) -> bool {
    let (Some(own), Some(gloss)) = (time(found, &elements[at]), time(found, &elements[again])) else { return false };
    let year = |time| match time {
        PeriodTime::At(Time { year, .. }) | PeriodTime::Between(Time { year, .. }, _) => matches!(year, Year::Given(_)),
        _ => false,
    };
    if year(own) && !year(gloss) {
        return false;
    }
    // `last year (2019)`
    let counted = matches!(own, PeriodTime::At(Time { year: Year::Relative(_) | Year::Before, part: Part::Year }));
    if counted && year(gloss) {
        return true;
    }
    let stretch = match gloss {
        PeriodTime::At(Time { part: Part::Months(first, last), .. }) => first != last,
        PeriodTime::Between(Time { part, .. }, _) => part != Part::Year,
        _ => is_stretch_of_days(gloss),
    };
    let months = matches!(own, PeriodTime::At(Time { part: Part::Months(..) | Part::Year, .. }));
    is_fiscal(own) && stretch || months && is_stretch_of_days(gloss)
}

fn time(found: &Found, element: &Element) -> Option<PeriodTime> {
    match element.kind {
        Kind::Period(period) => Some(found.periods[period as usize].time),
        _ => None,
    }
}

/// A fiscal year, or some months of one.
fn is_fiscal(time: PeriodTime) -> bool {
    matches!(time, PeriodTime::At(Time { part: Part::Fiscal(_) | Part::OfFiscal(..), .. }))
}

/// From one day to another.
fn is_stretch_of_days(time: PeriodTime) -> bool {
    match time {
        PeriodTime::At(Time { part: Part::Days(first, last), .. }) => first != last,
        PeriodTime::Between(Time { part: Part::Days(..), .. }, Time { part: Part::Days(..), .. }) => true,
        _ => false,
    }
}
