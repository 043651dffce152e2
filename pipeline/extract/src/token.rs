//! What the recognisers see: figures and periods, as typed tokens over units.

use amur_model::Qualifier;
use jiff::civil::Date;
use std::ops::Range;

/// A number with what it counts, as printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Units of the whole expression: qualifier, currency, number, scale, unit (`about $5.24 billion`).
    pub units: Range<usize>,
    /// Bytes of the shortest characters that are the figure: the number with its sign and scale word, and `%`, `percent`,
    /// `times`, `percentage points` where they belong to it (`5.24 billion`, `–1.9%`, `3.7 times`, `1.7个百分点`).
    pub anchor: Range<usize>,
    pub kind: FigureKind,
    /// Unscaled; a third is 33.33 where the kind is `Percent`.
    pub value: f64,
    pub qualifier: Qualifier,
    /// Which end of a printed range (`10 to 14%`) this is; the two ends are neighbours in the list of figures.
    pub end: Option<RangeEnd>,
    /// A word that is figure and verb in one says which way: `doubled`, `halved`, 翻一番, `вдвое` (None: neither).
    pub direction: Option<Direction>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RangeEnd {
    Low,
    High,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    Up,
    Down,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FigureKind {
    /// ISO 4217 code.
    Money(&'static str),
    /// `%`, and shares in words: one-fifth, 六成, треть.
    Percent,
    /// Percentage points.
    Points,
    /// A multiple: `3.7 times`, `doubled`, 15倍, в 3,7 раза, вдвое.
    Times,
    /// A place in an order: `7th`, `top ten`, 第一, третье место.
    Rank,
    /// A quantity with a unit of `schemas/codes/units.csv` (its canonical symbol): `t`, `m3`, `km`, `people`, `units`.
    Quantity(&'static str),
    /// A number with nothing that types it. Years, page numbers, dates and list numbers are no figures at all.
    Plain,
}

/// Words that name a time, by the part they play.
#[derive(Debug, Clone, PartialEq)]
pub struct Period {
    pub units: Range<usize>,
    /// Bytes of the words that name the time (without `in`, `since`, `compared with`).
    pub bytes: Range<usize>,
    pub time: PeriodTime,
    /// `as of July`, `by the end of May`, 截至10月底: what adds up is counted up to the end of this time.
    pub until: bool,
    /// `over the 11 months`: how many months the time has that these words point back to.
    pub months: Option<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodTime {
    /// `in 2024`, `in the first five months of 2023`, 今年前5个月, `за январь-ноябрь 2023 г.`, `by 2035`.
    At(Time),
    /// From one year or time to another, both named: `from 2019 to 2024`, `2019–2024`, `в 2019–2024 гг.`, “十三五”期间.
    Between(Time, Time),
    /// `since 2020`, 2020年以来, `с 2020 года`: the figure is for the latest time, compared with this one.
    Since(Time),
    /// The time compared with: `compared with 2019`, `than in 2022`, 比2019年, `по сравнению с 2022 годом`.
    Against(Time),
    /// `year on year`, 同比, `from the same period last year`, `в годовом выражении`: the same period a year before.
    AgainstYearBefore,
    /// `month on month`, 环比, `from the previous quarter`: the period just before.
    AgainstPeriodBefore,
    /// `over five years`, `in the last decade`, 五年来, `за пять лет`: a length that ends at the figure's time, in months.
    Over { months: u16 },
    /// How far back a record goes, `the highest since 2018`, 近3年来的最高值: no figure's time, nor what it is compared with.
    Record,
}

/// A stretch of the calendar, perhaps without its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    pub year: Year,
    pub part: Part,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Year {
    Given(i16),
    /// Years from the one in which the text speaks: this year 0, last year -1.
    Relative(i8),
    /// Not said: `in May`, `in the first half`.
    Open,
    /// The same as that of the period spoken of before: `the same year`, 同年, `in that year`, 当年.
    Same,
    /// So many years after that of the period spoken of before: `a year later`, `the following year`, `five years later`.
    Later(u8),
    /// The one before that of the period spoken of before: `the previous year`, 上年, `годом ранее`.
    Before,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The whole year.
    Year,
    /// Calendar months, first and last; a last one before the first is of the year after.
    Months(u8, u8),
    /// First and last day, as (month, day).
    Days((u8, u8), (u8, u8)),
    /// A fiscal year that starts in this month of `year` and ends twelve months later; 0 where the text does not say which.
    Fiscal(u8),
    /// Months of a fiscal year that begins in `year`, counted from its first one: `the first six months of the 2023-24 fiscal year`.
    OfFiscal(u8, u8),
    /// The same months as the period spoken of before (`the same period`, 同期, `за тот же период`).
    Same,
    /// Whole calendar years from `year` on, as many (`the 1990s` is 10).
    Years(u8),
    /// From the year's first day to the day on which the text speaks: `year to date`, 今年以来, `с начала года`.
    ToDate,
    /// A whole day, week, month or quarter, counted from the one in which the text speaks (`Year::Relative`) or in which the
    /// period spoken of before ends (`Year::Same`): `last month` is -1.
    Step(Step, i8),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Day,
    Week,
    Month,
    Quarter,
}

/// What open and relative times lean on.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct TimeContext {
    /// The document's own date.
    pub spoken: Option<Date>,
    /// The year that the text around is about.
    pub year: Option<i16>,
    /// The period spoken of before.
    pub period: Option<(Date, Date)>,
}
