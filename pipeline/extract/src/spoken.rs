//! When a text speaks, where it has no date of its own: what the times that it names give away.

use crate::lang::Lang;
use crate::periods::{Days, span};
use crate::relate::frame::Slot;
use crate::relate::time::When;
use crate::token::{Part, Period, PeriodTime, Time, TimeContext, Year};

/// The times that a sentence names.
pub struct Dated<'a> {
    /// Where the sentence starts in the view.
    pub start: usize,
    pub periods: &'a [Period],
    /// It tells of a change or of a level reached.
    pub changes: bool,
    /// It tells of what is hoped for or planned.
    pub planned: bool,
}

/// Sentences that are looked at.
const LOOK: usize = 40;

/// Sentences that tell what a text opens with.
const LEAD: usize = 3;

/// The year in which a text without a date speaks: the one after the year it compares with, or the only one of which
/// it names some months. None rather than a guess.
pub fn own_year(sentences: &[Dated], lang: Lang) -> Option<i16> {
    let sentences = &sentences[..sentences.len().min(LOOK)];
    let times = || periods(sentences).map(|(_, period)| period.time);
    let done = || sentences.iter().filter(|sentence| !sentence.planned).flat_map(|sentence| sentence.periods).map(|period| period.time);
    let latest = done().filter_map(whole_year).max().unwrap_or(i16::MIN);
    if let Some(year) = sentences.iter().find_map(bracketed_year).or_else(|| same_months(sentences)) {
        return Some(year);
    }
    let compared = sentences.iter().filter_map(compared_part).chain(sentences.iter().filter_map(|s| compared_year(s, latest))).max();
    if let Some(compared) = compared {
        // A day of the year after: nothing speaks of a day before it comes.
        let dated = |time| matches!(time, PeriodTime::At(Time { year: Year::Given(year), part: Part::Days(..) }) if year == compared + 1);
        return Some(compared + i16::from(done().any(dated)));
    }
    // Chinese looks back in plain years, 2018年曾达20%: only its first sentence tells what it opens with.
    let looks_back = lang == Lang::Zh;
    let mut opening = sentences.iter().take(if looks_back { 1 } else { LEAD });
    let lead = opening.find_map(|s| s.periods.iter().rev().find_map(|period| whole_year(period.time)));
    let says = |by: i8| {
        times().any(|time| match time {
            PeriodTime::At(Time { year: Year::Relative(said), part }) => said == by && !matches!(part, Part::Step(..)),
            _ => false,
        })
    };
    let (this_year, last_year) = (says(0), says(-1));
    let says_whole_year = || times().any(|time| matches!(time, PeriodTime::At(Time { year: Year::Open, part: Part::Year })));
    let against = times().filter_map(against_year).max().filter(|&against| (against..=against + 1).contains(&latest.max(against)));
    // 今年上半年 beside 2023年，…出口90亿元: where the whole of a year is told of, `this year` may well be a later one.
    let over = looks_back && this_year && tells_whole_year(sentences, latest);
    match years_in_part(sentences, looks_back && this_year).as_slice() {
        [year] if *year > latest || *year == latest && !over => Some(*year),
        // The months of two years side by side: the later one is spoken of.
        [before, year] if before + 1 == *year => Some(*year),
        // A text that opens with the whole of a year and has a `last year` speaks in the year after.
        [] if lead == Some(latest) && last_year => Some(latest + 1),
        // 2023年…统计公报, and then 全年: the year that a Chinese title names is spoken of, where no other is.
        [] if looks_back && lead == Some(latest) && !this_year && says_whole_year() => Some(latest),
        // `in the year to date`, and `2020 was 5% below 2019`: the year before was told whole.
        [] if this_year && !looks_back && against.is_some_and(|year| year + 1 == latest) => Some(latest + 1),
        // `last year`, and `more than in 2022` a sentence later.
        [] if last_year && !this_year && !looks_back => against.map(|year| year + 2),
        _ => None,
    }
}

/// `last year (2019)`, 今年前4个月（2024年）: the year in which the text speaks, by the number right behind.
fn bracketed_year(sentence: &Dated) -> Option<i16> {
    const BRACKET: usize = "（".len() + 1;
    sentence.periods.windows(2).find_map(|pair| match (pair[0].time, pair[1].time) {
        (
            PeriodTime::At(Time { year: Year::Relative(by), part: Part::Year | Part::Months(..) }),
            PeriodTime::At(Time { year: Year::Given(year), part: Part::Year }),
        ) if pair[1].bytes.start.saturating_sub(pair[0].bytes.end) <= BRACKET => Some(year - i16::from(by)),
        _ => None,
    })
}

/// The years of which some months or a day are named, in order. 到2004年末 beside 今年 is said in a later year: the last day of a
/// year tells nothing there, if `over`.
fn years_in_part(sentences: &[Dated], over: bool) -> Vec<i16> {
    const LAST: (u8, u8) = (12, 31);
    let times = || periods(sentences).map(|(_, period)| period.time);
    // Months that `this year` has not reached are those of another year; a day later on may be that of the report.
    let so_far = times().filter_map(|time| month_in(time, |year| year == Year::Relative(0))).map(|(_, last)| last).max().unwrap_or(12);
    let mut years: Vec<i16> = times()
        .filter_map(|time| match time {
            PeriodTime::At(Time { part: Part::Days(LAST, LAST), .. }) if over => None,
            PeriodTime::At(Time { year: Year::Given(year), part: Part::Days(..) | Part::ToDate }) => Some(year),
            PeriodTime::At(Time { year: Year::Given(year), .. }) => {
                month_in(time, |_| true).filter(|&(first, _)| first <= so_far).map(|_| year)
            }
            _ => None,
        })
        .collect();
    years.sort_unstable();
    years.dedup();
    years
}

fn whole_year(time: PeriodTime) -> Option<i16> {
    match time {
        PeriodTime::At(Time { year: Year::Given(year), part: Part::Year }) => Some(year),
        _ => None,
    }
}

/// 2015年，全区进出口累计实现56亿元: is a change or a level of the whole of `year` told?
fn tells_whole_year(sentences: &[Dated], year: i16) -> bool {
    let told = |sentence: &&Dated| sentence.changes && !sentence.planned;
    sentences.iter().filter(told).any(|sentence| sentence.periods.iter().any(|period| whole_year(period.time) == Some(year)))
}

/// `more than in 2022`.
fn against_year(time: PeriodTime) -> Option<i16> {
    match time {
        PeriodTime::Against(Time { year: Year::Given(year), part: Part::Year }) => Some(year),
        _ => None,
    }
}

/// The first and the last month of a time in the year asked for.
fn month_in(time: PeriodTime, wanted: impl Fn(Year) -> bool) -> Option<(u8, u8)> {
    match time {
        PeriodTime::At(Time { year, part: Part::Months(first, last) | Part::Days((first, _), (last, _)) }) if wanted(year) => {
            Some((first, last))
        }
        _ => None,
    }
}

/// `against the same months of 2022`: said in the year after; in the one after that, where it is `last year` that is held against
/// them; in the same year, where an earlier month of it is.
fn compared_part(sentence: &Dated) -> Option<i16> {
    let times = || sentence.periods.iter().map(|period| period.time);
    let last_year =
        times().any(|time| matches!(time, PeriodTime::At(Time { year: Year::Relative(-1), part: Part::Months(..) | Part::Year })));
    let after = |month: u8| {
        times().any(|time| match time {
            PeriodTime::At(Time { year: Year::Open, part: Part::Months(first, last) }) => first == last && first > month,
            _ => false,
        })
    };
    times()
        .filter_map(|time| match time {
            PeriodTime::Against(Time { year: Year::Given(year), part: Part::Months(first, last) }) if first == last && after(last) => {
                Some(year)
            }
            PeriodTime::Against(Time { year: Year::Given(year), part: Part::Same | Part::Months(..) })
            | PeriodTime::At(Time { year: Year::Given(year), part: Part::Same }) => Some(year + 1 + i16::from(last_year)),
            _ => None,
        })
        .max()
}

/// 2019年前11个月 and 去年前11个月, `in the fourth quarter of 2018` and `from October to December last year`: the same months, by
/// the number of their year and by its place.
fn same_months(sentences: &[Dated]) -> Option<i16> {
    let months = |time: PeriodTime| match time {
        PeriodTime::At(Time { year, part: part @ Part::Months(..) }) => Some((year, part)),
        _ => None,
    };
    let mut alone = sentences.iter().filter(|sentence| sentence.periods.len() == 1).filter_map(|s| months(s.periods[0].time));
    alone.find_map(|(year, part)| {
        let Year::Relative(by @ (-1 | 0)) = year else { return None };
        let mut years = sentences.iter().flat_map(|s| s.periods).filter_map(|period| match months(period.time) {
            Some((Year::Given(year), other)) if other == part => Some(year),
            _ => None,
        });
        let first = years.next()?;
        // `Октябрь текущего года`, then `за октябрь прошлого года`, and only then `октября 2011 года`: the year before.
        let mut told = sentences.iter().flat_map(|s| s.periods).filter_map(|period| months(period.time)).filter(|told| told.1 == part);
        let opens = told.next().is_some_and(|(year, _)| year == Year::Relative(0));
        let last_year = opens && told.next().is_some_and(|(year, _)| year == Year::Relative(-1));
        let by = if last_year { -1 } else { by };
        years.all(|year| year == first).then_some(first - i16::from(by))
    })
}

/// The one stretch from the first of January on, of less than a year, that the sentences name: what `so far this year` is.
pub fn so_far(sentences: &[Dated], context: &TimeContext) -> Option<Days> {
    let mut stretches = periods(sentences).filter_map(|(_, period)| {
        let PeriodTime::At(time @ Time { part: Part::Months(1, 2..12) | Part::Days((1, 1), (2..=12, _)), .. }) = period.time else {
            return None;
        };
        days_of(time, context)
    });
    let first = stretches.next()?;
    stretches.all(|days| days == first).then_some(first)
}

/// The days of a time, where the year of speaking may be known without its day.
fn days_of(time: Time, context: &TimeContext) -> Option<Days> {
    let year = match (time.year, context.spoken, context.year) {
        (Year::Relative(by), None, Some(year)) => Year::Given(year + i16::from(by)),
        (year, ..) => year,
    };
    span(&PeriodTime::At(Time { year, ..time }), context)
}

/// 今年前三季度…超过2022年全年, `last year it grew from 19 billion in 2011`: a relative year that is held against the
/// latest year that the text names is the one after it; so is `last year` held against the year before the latest.
fn compared_year(sentence: &Dated, latest: i16) -> Option<i16> {
    let mut relative = None;
    let mut given = None;
    for period in sentence.periods {
        match period.time {
            PeriodTime::At(Time { year: Year::Relative(-1), part: Part::Year }) if relative.is_none() => relative = Some(-1),
            PeriodTime::At(Time { year: Year::Relative(0), part: Part::Year | Part::Months(..) }) if relative.is_none() => {
                relative = Some(0);
            }
            PeriodTime::At(Time { year: Year::Given(year), part: Part::Year })
            | PeriodTime::Against(Time { year: Year::Given(year), part: Part::Year })
                if given.is_none() =>
            {
                given = Some(year);
            }
            PeriodTime::AgainstYearBefore | PeriodTime::AgainstPeriodBefore => {}
            _ => return None,
        }
    }
    // The year spoken of may be named by its number elsewhere.
    let (relative, given) = (relative?, given.filter(|&year| sentence.changes && (year..=year + 1).contains(&latest.max(year)))?);
    Some(given + 1 - relative)
}

/// The month in which fiscal years start, where a text names some of their months both by number and by name: the first six
/// months are said to be July to December.
pub fn fiscal_start(sentences: &[Dated]) -> Option<u8> {
    let parts = || {
        periods(sentences).filter_map(|(_, period)| match period.time {
            PeriodTime::At(time) | PeriodTime::Against(time) => Some(time.part),
            _ => None,
        })
    };
    // 2020财年(2020年4月至2021年3月)
    let times = || periods(sentences).map(|(_, period)| period.time);
    let twelve_months = times().find_map(|time| match time {
        PeriodTime::Between(
            Time { year: Year::Given(year), part: Part::Months(first, _) },
            Time { year: Year::Given(next), part: Part::Months(_, last) },
        ) => (next == year + 1 && first == last + 1).then_some(first),
        _ => None,
    });
    if twelve_months.is_some() && parts().any(|part| matches!(part, Part::Fiscal(0) | Part::OfFiscal(..))) {
        return twelve_months;
    }
    let many = parts().find_map(|part| if let Part::OfFiscal(1, last) = part { Some(last) } else { None })?;
    parts().find_map(|part| match part {
        Part::Months(first, last) if first > 1 && (last + 12 - first) % 12 + 1 == many => Some(first),
        _ => None,
    })
}

/// The only months, or the only year, that the sentences name but for those compared with.
pub fn only_period(sentences: &[Dated], context: &TimeContext) -> Option<When> {
    let mut only = None;
    let to_date = |period: &Period| matches!(period.time, PeriodTime::At(Time { year: Year::Given(_), part: Part::ToDate }));
    let so_far = context.spoken.is_none() && periods(sentences).any(|(_, period)| to_date(period));
    for (sentence, period) in periods(sentences) {
        let time = match period.time {
            // `this year`, and `since the beginning of 2023`: nobody knows how far.
            PeriodTime::At(Time { year: Year::Relative(0), part: Part::Year }) if so_far => continue,
            // `at the end of 2018`
            PeriodTime::At(time @ Time { year: Year::Given(_), part: Part::Days((12, 31), (12, 31)) }) => Time { part: Part::Year, ..time },
            // `in the first 20 days of June`: days are more than one day.
            PeriodTime::At(Time { part: Part::Days(first, last), .. }) if first != last => return None,
            PeriodTime::At(Time { part: Part::Days(..) | Part::Same | Part::ToDate, .. })
            | PeriodTime::Against(_)
            | PeriodTime::AgainstYearBefore
            | PeriodTime::AgainstPeriodBefore => continue,
            PeriodTime::At(time @ Time { part: Part::Months(..) | Part::Year, .. }) => time,
            _ => return None,
        };
        agree(&mut only, days_of(time, context)?, sentence, period)?;
    }
    only.or_else(|| compared_months(sentences, context))
}

/// The months or the year that a title names, and nothing else: what the text is about until it tells of another time.
pub fn titled_period(title: &Dated, context: &TimeContext) -> Option<When> {
    let [period] = title.periods else { return None };
    match period.time {
        PeriodTime::At(time @ Time { year: Year::Given(_), part: Part::Months(..) | Part::Year }) if !title.planned => {
            let days = days_of(time, context)?;
            Some(Slot::new(days, title.start + period.bytes.start..title.start + period.bytes.end))
        }
        _ => None,
    }
}

/// The months a year after those that a text without any other time compares with: `more than in the first 11 months of 2011`.
fn compared_months(sentences: &[Dated], context: &TimeContext) -> Option<When> {
    let mut only = None;
    for (sentence, period) in periods(sentences) {
        let PeriodTime::Against(time @ Time { year: Year::Given(year), part: Part::Months(..) }) = period.time else { continue };
        agree(&mut only, days_of(Time { year: Year::Given(year + 1), ..time }, context)?, sentence, period)?;
    }
    only
}

fn periods<'a>(sentences: &'a [Dated<'a>]) -> impl Iterator<Item = (&'a Dated<'a>, &'a Period)> {
    sentences.iter().flat_map(|sentence| sentence.periods.iter().map(move |period| (sentence, period)))
}

/// Keeps the days that a time names; none where another one named others.
fn agree(only: &mut Option<When>, days: Days, sentence: &Dated, period: &Period) -> Option<()> {
    let bytes = || sentence.start + period.bytes.start..sentence.start + period.bytes.end;
    let first = only.get_or_insert_with(|| Slot::new(days, bytes()));
    (first.value == days).then_some(())
}
