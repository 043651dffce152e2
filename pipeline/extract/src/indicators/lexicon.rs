//! What is counted and measured besides trade: nouns and the kinds of figures they take, in three languages.

use crate::gazetteer::{Builder, List};
use crate::lang::Lang;
use crate::lexicon;
use crate::token::FigureKind;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The kind of figure that a noun takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    Money,
    People,
    Area,
    Length,
    Count,
    Cargo,
    Rate,
    Duration,
}

pub const CLASSES: usize = 8;

impl Class {
    /// Can a figure of this kind be a level of what the noun names? Anything that grows has percentages and multiples.
    pub fn takes(self, kind: FigureKind, scaled: bool) -> bool {
        match (self, kind) {
            (Class::Rate, FigureKind::Percent) => true,
            (Class::Rate, _) => false,
            (Class::Area | Class::Length | Class::Duration, FigureKind::Percent | FigureKind::Points | FigureKind::Times) => false,
            (_, FigureKind::Percent | FigureKind::Points | FigureKind::Times) => true,
            (_, FigureKind::Rank) => false,
            (Class::Money, FigureKind::Money(_)) => true,
            (Class::Area, FigureKind::Quantity(unit)) => matches!(unit, "km2" | "m2" | "ha" | "mu" | "mi2" | "acre"),
            (Class::Length, FigureKind::Quantity(unit)) => matches!(unit, "km" | "m" | "mi" | "nmi" | "li"),
            (Class::Duration, FigureKind::Quantity(unit)) => matches!(unit, "hours" | "minutes" | "days" | "weeks" | "months" | "years"),
            (Class::People, FigureKind::Quantity(unit)) => matches!(unit, "people" | "households") || unit == "units" && scaled,
            (Class::People, FigureKind::Plain) => true,
            (Class::Count, FigureKind::Quantity(unit)) => matches!(unit, "units" | "households"),
            (Class::Count, FigureKind::Plain) => true,
            (Class::Cargo, FigureKind::Quantity(unit)) => matches!(
                unit,
                "t" | "kg" | "TEU" | "units" | "t km" | "kWh" | "MWh" | "GWh" | "TWh" | "kW" | "MW" | "GW" | "m3" | "people" | "jin"
            ),
            (Class::Cargo, FigureKind::Plain) => true,
            _ => false,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    Noun(Class, &'static str),
    Modifier(&'static str),
    /// Between people and an age, the label's `under` or `over`; `of` is a word for people that an age follows.
    Age(&'static str),
    /// The last word of a project's name.
    Project(&'static str),
    Policy(&'static str),
    /// Cargo that is trade.
    Trade,
    /// What follows is a part of the figure before: `of which`.
    Part,
    /// A project without its name.
    Unnamed,
    /// A word of founding: the time beside it is not that of the figures.
    Founded,
}

#[derive(Deserialize)]
struct File {
    money: Lists,
    people: Lists,
    area: Lists,
    length: Lists,
    count: Lists,
    cargo: Lists,
    rate: Lists,
    duration: Lists,
    modifiers: Lists,
    growth: Lists,
    ages: Lists,
    trade: Lists,
    founded: Lists,
    parts: Lists,
    unnamed: Lists,
    project: Lists,
    policy: Lists,
    stop: Lists,
}

type Lists = BTreeMap<String, Vec<String>>;

pub struct Words {
    entries: Vec<Word>,
    /// Labels whose growth has a name of its own.
    growth: FxHashMap<String, String>,
    stop: FxHashSet<String>,
}

const FILES: [(Lang, &str); 3] = [
    (Lang::En, include_str!("../../../../schemas/lexicon/en/indicators.toml")),
    (Lang::Zh, include_str!("../../../../schemas/lexicon/zh/indicators.toml")),
    (Lang::Ru, include_str!("../../../../schemas/lexicon/ru/indicators.toml")),
];

impl Words {
    /// Adds its words to `names`.
    ///
    /// # Panics
    /// When a word list is malformed: a defect of the program, caught by its tests.
    pub fn new(names: &mut Builder) -> Words {
        let mut words = Words { entries: Vec::new(), growth: FxHashMap::default(), stop: FxHashSet::default() };
        for (lang, file) in FILES {
            let file: File = lexicon::parse(lang, file);
            let nouns = [
                (Class::Money, file.money),
                (Class::People, file.people),
                (Class::Area, file.area),
                (Class::Length, file.length),
                (Class::Count, file.count),
                (Class::Cargo, file.cargo),
                (Class::Rate, file.rate),
                (Class::Duration, file.duration),
            ];
            for (class, lists) in nouns {
                words.add(names, lists, |label| Word::Noun(class, label));
            }
            words.add(names, file.modifiers, Word::Modifier);
            words.add(names, file.ages, Word::Age);
            words.add(names, file.trade, |_| Word::Trade);
            words.add(names, file.founded, |_| Word::Founded);
            words.add(names, file.parts, |_| Word::Part);
            words.add(names, file.unnamed, |_| Word::Unnamed);
            words.add(names, file.project, Word::Project);
            words.add(names, file.policy, Word::Policy);
            for (label, of) in file.growth {
                words.growth.extend(of.into_iter().map(|of| (of, label.clone())));
            }
            words.stop.extend(file.stop.into_values().flatten());
        }
        words
    }

    /// Labels live as long as the program: the lists are read once.
    fn add(&mut self, names: &mut Builder, lists: Lists, word: impl Fn(&'static str) -> Word) {
        for (label, forms) in lists {
            let word = word(label.leak());
            for form in forms {
                names.add(List::Indicators, &form, self.entries.len() as u32);
                self.entries.push(word);
            }
        }
    }

    pub fn entry(&self, id: u32) -> Word {
        self.entries[id as usize]
    }

    /// The name of a label's growth: `gdp_growth`, else the label itself.
    pub fn growth<'a>(&'a self, label: &'a str) -> &'a str {
        self.growth.get(label).map_or(label, String::as_str)
    }

    pub fn is_stop(&self, word: &str) -> bool {
        self.stop.contains(word)
    }
}
