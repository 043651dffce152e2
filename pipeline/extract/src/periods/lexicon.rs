//! `schemas/lexicon/<language>/periods.toml`, ready to be walked from any unit of a text.

use crate::gazetteer::{Builder, Words, fold};
use crate::lang::Lang;
use crate::lexicon::parse;
use crate::token::{Part, Step, Time, Year};
use crate::units::{UnitKind, cut};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// What a word or phrase means where a time is read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Sense {
    Month(u8),
    Ordinal(u8),
    Number(u16),
    Counted(Counted),
    Year(Year),
    Part(Part),
    /// The same part of the year before that spoken of: `the year-earlier period`.
    PartBefore,
    ToDate(ToDate),
    Step(Time),
    Plan(i16, i16),
    Decade(i16),
    Century(i16),
    Edge(Edge),
    YearEnd,
    YearStart,
    AgainstYearBefore,
    AgainstPeriodBefore,
    Length(u16),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    Year,
    Fiscal,
    Half,
    Quarter,
    Month,
    /// A month by its number: 月 in 5月, where 个月 counts.
    NamedMonth,
    Day,
    Decade,
    Century,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ToDate {
    This,
    /// A year follows: `since the beginning of 2024`.
    Any,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    End,
    Start,
    Within,
}

/// Words before a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    At,
    /// As [`Before::At`]; a length may follow too.
    During,
    /// The day on which a stock is counted.
    Stock,
    /// The last day of what is counted: `through July`.
    Until,
    Since,
    Against,
    /// Compares where a word of comparison follows: 与2019年相比.
    With,
    From,
    Over,
    On,
    Toward,
    Between,
    /// `the past five years`.
    Past,
    /// Says nothing.
    Pass,
}

/// Words after a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    Since,
    Against,
    /// `the 2019 level`: compared with, whatever stands before.
    Level,
    Length,
    /// 间: two years before it are the ends of a range; a number of years is a length.
    Between,
    /// `for the third quarter in a row`: no time at all.
    Streak,
    /// `five years later`: so many years after those spoken of.
    Later,
    Pass,
}

/// Words between the pieces of a time, or between the two ends of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    Of,
    To,
    And,
}

/// A language's words for times.
pub(super) struct Pack {
    pub words: Phrases<Sense>,
    /// Read backwards.
    pub before: Phrases<Before>,
    pub after: Phrases<After>,
    pub joins: Vec<(Join, Phrases<()>)>,
    /// Read backwards.
    pub no_year_after: Phrases<()>,
    /// True: only where no preposition of time stands before.
    pub no_year_before: Phrases<bool>,
    /// Words that need a capital letter; true: and a word before them in their clause.
    pub capital: Phrases<bool>,
    pub dated: Phrases<()>,
    pub measures: Phrases<()>,
    /// Words for the most, the least and the first.
    pub records: Phrases<()>,
}

type Section = BTreeMap<String, Vec<String>>;

impl Pack {
    /// # Panics
    /// When the word list is malformed: a defect of the program, caught by its tests.
    pub fn new(lang: Lang, names: &mut Builder) -> Pack {
        let file: BTreeMap<String, Section> = parse(
            lang,
            match lang {
                Lang::En => include_str!("../../../../schemas/lexicon/en/periods.toml"),
                Lang::Zh => include_str!("../../../../schemas/lexicon/zh/periods.toml"),
                Lang::Ru => include_str!("../../../../schemas/lexicon/ru/periods.toml"),
            },
        );
        let mut pack = Pack {
            words: Phrases::new(),
            before: Phrases::new(),
            after: Phrases::new(),
            joins: [Join::Of, Join::To, Join::And].map(|join| (join, Phrases::new())).into(),
            no_year_after: Phrases::new(),
            no_year_before: Phrases::new(),
            capital: Phrases::new(),
            dated: Phrases::new(),
            measures: Phrases::new(),
            records: Phrases::new(),
        };
        for (section, entries) in &file {
            for (key, phrases) in entries {
                for phrase in phrases.iter().flat_map(|phrase| expand(phrase)) {
                    pack.add(section, key, number(&phrase, names))
                        .unwrap_or_else(|| panic!("{}/periods.toml: [{section}] {key}", lang.code()));
                }
            }
        }
        pack
    }

    fn add(&mut self, section: &str, key: &str, phrase: Vec<WordId>) -> Option<()> {
        let sense = match (section, key) {
            ("before", _) => return self.before.add(phrase, before(key)?, true),
            ("after", _) => return self.after.add(phrase, after(key)?, false),
            ("joins", _) => {
                let at = ["of", "to", "and"].iter().position(|&join| join == key)?;
                return self.joins[at].1.add(phrase, (), false);
            }
            ("not_years", "before") => return self.no_year_after.add(phrase, (), true),
            ("not_years", key) => return self.no_year_before.add(phrase, key == "things", false),
            ("capital", key) => return self.capital.add(phrase, key == "start", false),
            ("dated", _) => return self.dated.add(phrase, (), true),
            ("measures", _) => return self.measures.add(phrase, (), true),
            ("records", _) => return self.records.add(phrase, (), false),
            ("months", n) => Sense::Month(n.parse().ok()?),
            ("ordinals", n) => Sense::Ordinal(n.parse().ok()?),
            ("numbers", n) => Sense::Number(n.parse().ok()?),
            ("lengths", n) => Sense::Length(n.parse().ok()?),
            ("decades", n) => Sense::Decade(n.parse().ok()?),
            ("centuries", n) => Sense::Century(n.parse().ok()?),
            ("units", _) => Sense::Counted(counted(key)?),
            ("years", _) => Sense::Year(year(key)?),
            ("parts", "year_before") => Sense::PartBefore,
            ("parts", _) => Sense::Part(part(key)?),
            ("to_date", "this") => Sense::ToDate(ToDate::This),
            ("to_date", "any") => Sense::ToDate(ToDate::Any),
            ("steps", _) => Sense::Step(step(key)?),
            ("plans", years) => {
                let (first, last) = years.split_once('-')?;
                Sense::Plan(first.parse().ok()?, last.parse().ok()?)
            }
            ("edges", "end") => Sense::Edge(Edge::End),
            ("edges", "year_end") => Sense::YearEnd,
            ("edges", "year_start") => Sense::YearStart,
            ("edges", "start") => Sense::Edge(Edge::Start),
            ("edges", "within") => Sense::Edge(Edge::Within),
            ("against", "year_before") => Sense::AgainstYearBefore,
            ("against", "period_before") => Sense::AgainstPeriodBefore,
            _ => return None,
        };
        self.words.add(phrase, sense, false)
    }
}

fn before(key: &str) -> Option<Before> {
    Some(match key {
        "at" => Before::At,
        "during" => Before::During,
        "stock" => Before::Stock,
        "until" => Before::Until,
        "since" => Before::Since,
        "against" => Before::Against,
        "with" => Before::With,
        "from" => Before::From,
        "over" => Before::Over,
        "on" => Before::On,
        "toward" => Before::Toward,
        "between" => Before::Between,
        "past" => Before::Past,
        "pass" => Before::Pass,
        _ => return None,
    })
}

fn after(key: &str) -> Option<After> {
    Some(match key {
        "since" => After::Since,
        "against" => After::Against,
        "level" => After::Level,
        "length" => After::Length,
        "between" => After::Between,
        "streak" => After::Streak,
        "later" => After::Later,
        "pass" => After::Pass,
        _ => return None,
    })
}

fn counted(key: &str) -> Option<Counted> {
    Some(match key {
        "year" => Counted::Year,
        "fiscal" => Counted::Fiscal,
        "half" => Counted::Half,
        "quarter" => Counted::Quarter,
        "month" => Counted::Month,
        "named_month" => Counted::NamedMonth,
        "day" => Counted::Day,
        "decade" => Counted::Decade,
        "century" => Counted::Century,
        _ => return None,
    })
}

fn year(key: &str) -> Option<Year> {
    Some(match key {
        "same" => Year::Same,
        "before" => Year::Before,
        "after" => Year::Later(1),
        by => Year::Relative(by.parse().ok()?),
    })
}

fn part(key: &str) -> Option<Part> {
    Some(match key {
        "year" => Part::Year,
        "same" => Part::Same,
        months => {
            let (first, last) = months.split_once('-')?;
            Part::Months(first.parse().ok()?, last.parse().ok()?)
        }
    })
}

fn step(key: &str) -> Option<Time> {
    let (year, key) = match key.strip_prefix("same ") {
        Some(key) => (Year::Same, key),
        None => (Year::Relative(0), key),
    };
    let (step, by) = key.split_once(' ')?;
    let step = match step {
        "day" => Step::Day,
        "week" => Step::Week,
        "month" => Step::Month,
        "quarter" => Step::Quarter,
        _ => return None,
    };
    Some(Time { year, part: Part::Step(step, by.parse().ok()?) })
}

/// All phrases that an entry of the word list stands for: `прошл+ый|ого год|года` is four.
fn expand(entry: &str) -> Vec<String> {
    let mut phrases = vec![String::new()];
    for place in entry.split(' ').filter(|place| !place.is_empty()) {
        let (stem, endings) = place.split_once('+').unwrap_or(("", place));
        phrases = phrases.iter().flat_map(|phrase| endings.split('|').map(move |ending| format!("{phrase} {stem}{ending}"))).collect();
    }
    phrases
}

/// The number of a folded word that some phrase, or some name, has.
type WordId = u32;
/// Nobody has this word.
const UNKNOWN: WordId = 0;
/// Phrases may be read across it.
const HYPHEN: WordId = 1;
const FIRST: WordId = 2;

/// The words of a phrase, without hyphens.
fn number(phrase: &str, names: &mut Builder) -> Vec<WordId> {
    let units = cut(phrase).into_iter().filter(|unit| !is_hyphen(unit.text(phrase)));
    units.map(|unit| names.word(&fold(unit.text(phrase)), false) + FIRST).collect()
}

/// Numbers of the words of a text, for [`Phrases::longest`].
pub(super) fn numbers(words: &Words) -> Vec<WordId> {
    let number = |at: usize| match words.units[at] {
        unit if unit.kind == UnitKind::Mark && is_hyphen(unit.text(words.text)) => HYPHEN,
        _ => words.whole(at).map_or(UNKNOWN, |id| id + FIRST),
    };
    (0..words.units.len()).map(number).collect()
}

/// Phrases with what they mean: a trie over words.
pub(super) struct Phrases<T> {
    /// The first node of phrases by their first word; 0 where no phrase begins so.
    roots: Vec<u32>,
    edges: FxHashMap<(u32, WordId), u32>,
    senses: Vec<Option<T>>,
    backwards: bool,
}

impl<T: Copy + PartialEq> Phrases<T> {
    fn new() -> Self {
        Phrases { roots: Vec::new(), edges: FxHashMap::default(), senses: vec![None], backwards: false }
    }

    /// `None` where the phrase has no words. The first sense given to a phrase stays.
    fn add(&mut self, mut phrase: Vec<WordId>, sense: T, backwards: bool) -> Option<()> {
        if backwards {
            phrase.reverse();
        }
        self.backwards = backwards;
        let (first, rest) = phrase.split_first()?;
        let first = *first as usize;
        self.roots.resize(self.roots.len().max(first + 1), 0);
        if self.roots[first] == 0 {
            self.roots[first] = self.senses.len() as u32;
            self.senses.push(None);
        }
        let mut node = self.roots[first];
        for &word in rest {
            let next = self.senses.len() as u32;
            node = *self.edges.entry((node, word)).or_insert(next);
            if node == next {
                self.senses.push(None);
            }
        }
        self.senses[node as usize].get_or_insert(sense);
        Some(())
    }

    pub fn may_start(&self, word: WordId) -> bool {
        self.root(word).is_some()
    }

    fn root(&self, word: WordId) -> Option<u32> {
        self.roots.get(word as usize).copied().filter(|&node| node != 0)
    }

    /// The longest phrase that starts at word `at` (ends there, if read backwards), with the word past it
    /// (the phrase's first word, if read backwards). One hyphen between two words is passed over.
    pub fn longest(&self, words: &[WordId], at: usize) -> Option<(T, usize)> {
        let mut node = self.root(*words.get(at)?)?;
        let (mut here, mut found, mut passed) = (at, None, false);
        loop {
            if !passed && let Some(sense) = self.senses[node as usize] {
                found = Some((sense, if self.backwards { here } else { here + 1 }));
            }
            here = if self.backwards { here.wrapping_sub(1) } else { here + 1 };
            let Some(&word) = words.get(here) else { return found };
            match self.edges.get(&(node, word)) {
                Some(&next) => (node, passed) = (next, false),
                None if !passed && word == HYPHEN => passed = true,
                None => return found,
            }
        }
    }
}

pub(super) fn is_hyphen(mark: &str) -> bool {
    matches!(mark, "-" | "‐" | "‑" | "–" | "−")
}
