//! What stands around a time: whether the figure is for it, since it or against it.

use super::draft::Core;
use super::lexicon::{After, Before};
use super::reader::Reader;
use crate::lang::Lang;
use crate::token::{Part, Period, PeriodTime, Step, Time, Year};
use crate::units::UnitKind;

/// In a year.
const MONTHS: u16 = 12;

/// The words before a time.
#[derive(Debug, Clone, Copy)]
struct Lead {
    kind: Option<Before>,
    /// The first unit of the words.
    first: usize,
    /// `the past five years`.
    past: bool,
}

impl Reader<'_> {
    /// The time whose own words begin at unit `at`; words before it are taken from unit `floor` on.
    pub fn period(&self, at: usize, floor: usize) -> Option<Period> {
        let (core, end) = self.core(at)?;
        let lead = self.lead(at, floor);
        let trail = self.find(&self.pack.after, end);
        if trail.is_some_and(|(after, _)| after == After::Streak) {
            return None;
        }
        let (time, used) = self.frame(core, lead, trail.map(|(after, _)| after), end)?;
        let last = if used { trail.map_or(end, |(_, past)| past) } else { end };
        let looks_back = matches!(time, PeriodTime::Since(_) | PeriodTime::Over { .. });
        let record = looks_back && self.bounds_record(lead.first, last) || self.is_of_peak(time, last);
        let time = if record { PeriodTime::Record } else { time };
        let bytes = self.units[at].start as usize..self.units[end - 1].end as usize;
        // `к 28 ноября`, `до конца ноября`
        let toward_day = lead.kind == Some(Before::Toward) && matches!(time, PeriodTime::At(Time { part: Part::Days(..), .. }));
        let until = matches!(lead.kind, Some(Before::Stock | Before::Until)) || self.lang == Lang::Ru && toward_day;
        let months = match (core, time) {
            (Core::Length(months), PeriodTime::At(_)) => Some(months).filter(|&months| months < MONTHS),
            _ => None,
        };
        Some(Period { units: lead.first..last, bytes, time, until, months })
    }

    fn lead(&self, at: usize, floor: usize) -> Lead {
        const WORDS_THAT_SAY_NOTHING: usize = 4;
        let mut lead = Lead { kind: None, first: at, past: false };
        let mut here = at;
        for _ in 0..WORDS_THAT_SAY_NOTHING {
            if here <= floor {
                break;
            }
            let Some((before, first)) = self.find(&self.pack.before, here - 1).filter(|&(_, first)| first >= floor) else {
                break;
            };
            here = first;
            match before {
                Before::Pass => continue,
                Before::Past => lead = Lead { past: true, first, ..lead },
                kind => {
                    lead = Lead { kind: Some(kind), first, ..lead };
                    break;
                }
            }
        }
        lead
    }

    /// Is the time at units `first..past` that up to which something was the most, the least or the first: `the highest since
    /// 2018`, 近3年来的最高值?
    fn bounds_record(&self, first: usize, past: usize) -> bool {
        const BEFORE: usize = 6;
        const BEHIND: usize = 3;
        const BEHIND_IN_CHINESE: usize = 10;
        let goes_on = |at: &usize| {
            !matches!(self.word(*at), "." | "," | ";" | ":" | "(" | ")" | "，" | "。" | "；" | "、")
                && self.kind(*at) != Some(UnitKind::Digits)
        };
        let says = |at: usize| self.find(&self.pack.records, at).is_some();
        let behind = if self.lang == Lang::Zh { BEHIND_IN_CHINESE } else { BEHIND };
        let before = first.saturating_sub(BEFORE)..first;
        (past..self.units.len().min(past + behind)).take_while(goes_on).any(says)
            || self.lang != Lang::Zh && before.rev().take_while(goes_on).any(says)
    }

    /// 创年内新高, 为今年最低: the time in which nothing was higher or lower, not that of what follows.
    fn is_of_peak(&self, time: PeriodTime, past: usize) -> bool {
        let this_year = matches!(time, PeriodTime::At(Time { year: Year::Relative(0), part: Part::ToDate | Part::Year }));
        let of = past + usize::from(self.word(past) == "的");
        this_year && matches!(self.word(of), "新" | "最" | "次") && matches!(self.word(of + 1), "高" | "低")
    }

    /// Whether a preposition of time stands before unit `at`.
    pub fn is_in(&self, at: usize) -> bool {
        matches!(self.lead(at, 0).kind, Some(Before::During | Before::Since | Before::Stock | Before::Between | Before::Against))
    }

    /// Whether the two times at units `at..past`, joined by "and", are the ends of a range.
    pub fn is_between(&self, at: usize, past: usize) -> bool {
        self.lead(at, 0).kind == Some(Before::Between) || matches!(self.find(&self.pack.after, past), Some((After::Between, _)))
    }

    pub fn is_past(&self, at: usize) -> bool {
        self.lead(at, 0).past
    }

    pub fn is_during(&self, at: usize) -> bool {
        matches!(
            self.lead(at, 0).kind,
            Some(Before::During | Before::At | Before::Until | Before::Stock | Before::Against | Before::Toward)
        )
    }

    /// The time in its frame, and whether the words after it are part of it.
    fn frame(&self, core: Core, lead: Lead, trail: Option<After>, end: usize) -> Option<(PeriodTime, bool)> {
        let pass = matches!(trail, Some(After::Pass | After::Between));
        Some(match core {
            Core::AgainstYearBefore => (PeriodTime::AgainstYearBefore, false),
            Core::AgainstPeriodBefore => (PeriodTime::AgainstPeriodBefore, false),
            Core::Length(months) if trail == Some(After::Later) => {
                let years = u8::try_from(months / MONTHS).ok().filter(|_| months % MONTHS == 0)?;
                (PeriodTime::At(Time { year: Year::Later(years), part: Part::Year }), true)
            }
            Core::Length(months) if months < MONTHS && trail.is_none() && self.is_told_length(lead, end) => {
                (PeriodTime::At(Time { year: Year::Same, part: Part::Same }), false)
            }
            Core::Length(months) => {
                let length = matches!(trail, Some(After::Length | After::Between)) || self.lang == Lang::Zh && trail == Some(After::Since);
                // `for 20 years`
                let lasts = lead.kind == Some(Before::At) && self.word(lead.first).eq_ignore_ascii_case("for");
                let said = lead.past || length || lasts || matches!(lead.kind, Some(Before::During | Before::Over));
                return said.then_some((PeriodTime::Over { months }, length));
            }
            Core::Range(from, to) => match (lead.kind, years(from, to)) {
                (Some(Before::Against), Some(time)) => (PeriodTime::Against(time), pass),
                _ => (PeriodTime::Between(from, to), pass),
            },
            Core::Over(months) => (PeriodTime::Over { months }, false),
            Core::Stretch(time) if lead.kind == Some(Before::Against) || trail == Some(After::Level) => (against(time), pass),
            // `rose 5% between July and August`
            Core::Stretch(Time { year, part: Part::Months(first, last) }) if lead.kind == Some(Before::Between) && last == first + 1 => {
                let month = |month| Time { year, part: Part::Months(month, month) };
                (PeriodTime::Between(month(first), month(last)), pass)
            }
            Core::Stretch(time) => (PeriodTime::At(time), pass),
            Core::Start(time) => {
                let part = match time.part {
                    Part::Months(first, _) => Part::Days((first, 1), (first, 1)),
                    _ => Part::Days((1, 1), (1, 1)),
                };
                let stock = matches!(lead.kind, Some(Before::Stock | Before::Toward));
                self.frame_time(if stock { Time { part, ..time } } else { time }, lead, trail, end)
            }
            Core::Time(time) => self.frame_time(time, lead, trail, end),
        })
    }

    /// `over the nine months`: those spoken of, where no words behind say which.
    fn is_told_length(&self, lead: Lead, end: usize) -> bool {
        const SAYING: &str = "of to ended ending through since after from before until prior preceding following that when under between";
        let leads = matches!(lead.kind, Some(Before::During | Before::Over | Before::At)) && self.lang == Lang::En;
        let told = leads && !lead.past && self.word(lead.first + 1).eq_ignore_ascii_case("the");
        told && !SAYING.split(' ').any(|word| self.word(end).eq_ignore_ascii_case(word))
    }

    fn frame_time(&self, time: Time, lead: Lead, trail: Option<After>, end: usize) -> (PeriodTime, bool) {
        let compared = match lead.kind {
            Some(Before::Against) => true,
            _ if trail == Some(After::Level) => true,
            Some(Before::With) => trail == Some(After::Against),
            Some(Before::From) if self.lang == Lang::En => {
                trail == Some(After::Against) || trail != Some(After::Since) && self.compares_from(time, lead.first)
            }
            Some(Before::Over | Before::On) => {
                // `over January 2005`, `a 1% increase on August 2020`; `over January-May` is when it was.
                let month = matches!(time.part, Part::Months(first, last) if first == last || lead.kind == Some(Before::On));
                is_before(time)
                    || (month || matches!(time.part, Part::Year | Part::Fiscal(_))) && self.is_measured(lead.first)
                    || matches!(time.part, Part::Months(first, last) if last == first + 2) && self.is_behind_change(lead.first)
            }
            Some(Before::Toward) => {
                is_before(time)
                    || time.part == Part::Same
                    || matches!(time.part, Part::Year | Part::Months(..))
                        && (self.is_measured(lead.first) || !self.starts_clause(lead.first) && self.is_measure_next(end))
            }
            _ => false,
        };
        if compared {
            return (against(time), matches!(trail, Some(After::Against | After::Level)));
        }
        let since =
            lead.kind == Some(Before::Since) || trail == Some(After::Since) || lead.kind == Some(Before::From) && self.opens(lead.first);
        if since && time.part != Part::ToDate && !(lead.kind == Some(Before::From) && self.lang == Lang::Zh && trail != Some(After::Since))
        {
            return (PeriodTime::Since(time), trail == Some(After::Since));
        }
        (PeriodTime::At(time), matches!(trail, Some(After::Pass | After::Between)))
    }

    /// "rose 5% from 2022", "from a year earlier"; not "data from 2022", nor "from 2022's 5 billion".
    fn compares_from(&self, time: Time, first: usize) -> bool {
        let day = matches!(time.part, Part::Step(Step::Day, _));
        is_before(time) || !day && !self.opens(first) && (first == 0 || self.find(&self.pack.dated, first - 1).is_none())
    }

    /// "From 2020, ...": the clause begins here.
    fn opens(&self, first: usize) -> bool {
        self.starts_clause(first) || self.word(first - 1) == ","
    }

    /// A figure or a word of change stands before.
    fn is_measured(&self, first: usize) -> bool {
        first > 0 && (self.word(first - 1) == "%" || self.find(&self.pack.measures, first - 1).is_some())
    }

    /// `a 4.8% decline over the fourth quarter of 2018`: the noun for a change stands before, in English.
    fn is_behind_change(&self, first: usize) -> bool {
        let nouns = ["growth", "increase", "decrease", "rise", "decline", "gain", "drop", "fall"];
        first > 0 && nouns.iter().any(|noun| self.word(first - 1).eq_ignore_ascii_case(noun))
    }

    /// Russian: "к 2022 году увеличился на 7,1%", "к 2022 году в 2 раза".
    fn is_measure_next(&self, end: usize) -> bool {
        let is_measure = |at: usize| {
            matches!(self.word(at), "на" | "в")
                && self.kind(at + 1) == Some(UnitKind::Digits)
                && !matches!(self.digits(at + 1), Some((_, 4)))
        };
        is_measure(end) || is_measure(end + 1)
    }
}

/// A time that is named by what it came before.
fn is_before(time: Time) -> bool {
    matches!(
        (time.year, time.part),
        (Year::Relative(-1) | Year::Before, Part::Year | Part::Same | Part::Months(..))
            | (Year::Given(_), Part::Same)
            | (_, Part::Step(Step::Week | Step::Month | Step::Quarter, -1))
    )
}

fn against(time: Time) -> PeriodTime {
    match (time.year, time.part) {
        (Year::Relative(-1) | Year::Before, Part::Year | Part::Same) | (Year::Same | Year::Open, Part::Same) => {
            PeriodTime::AgainstYearBefore
        }
        (_, Part::Step(_, -1)) => PeriodTime::AgainstPeriodBefore,
        _ => PeriodTime::Against(time),
    }
}

/// Two whole years as one stretch.
fn years(from: Time, to: Time) -> Option<Time> {
    match (from, to) {
        (Time { year: Year::Given(first), part: Part::Year }, Time { year: Year::Given(last), part: Part::Year }) => {
            let years = u8::try_from(last - first + 1).ok()?;
            Some(Time { part: Part::Years(years), ..from })
        }
        _ => None,
    }
}
