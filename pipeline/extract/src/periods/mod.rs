//! Words that name a time, in three languages, and what they are on the calendar.
//!
//! A time is made of pieces (a year, a part of it, an edge) that stand side by side in an order of the language's own; a range
//! is two times with a mark or word between; what stands before and after says whether the figure is for that time or compared
//! with it. Only the pieces' words and numbers are looked for from the front; words before are read backwards from them, so
//! that text without times costs one table look-up a word.

mod alphabetic;
mod calendar;
mod chinese;
mod draft;
mod fiscal;
mod frame;
mod lexicon;
mod range;
mod reader;

pub use calendar::{Days, OPEN, base_of, last_year, resolve, span};
pub use fiscal::name_years_by_first;

use crate::gazetteer::{Builder, Words};
use crate::lang::Lang;
use crate::token::Period;
use lexicon::Pack;
use reader::Reader;

/// The recogniser of times; built once.
pub struct Periods {
    packs: [Pack; 3],
}

impl Periods {
    /// # Panics
    /// When a word list is malformed: a defect of the program, caught by its tests.
    pub fn new(names: &mut Builder) -> Periods {
        Periods { packs: Lang::ALL.map(|lang| Pack::new(lang, names)) }
    }

    /// All times of a text, in order, none over another.
    pub fn find(&self, lang: Lang, words: &Words) -> Vec<Period> {
        let units = words.units;
        let reader = Reader::new(lang, &self.packs[lang as usize], words);
        let mut found: Vec<Period> = Vec::new();
        let (mut at, mut floor) = (0, 0);
        while at < units.len() {
            if !reader.is_idle(at)
                && let Some(period) = reader.period(at, floor)
            {
                at = period.units.end;
                floor = at;
                found.push(period);
            } else {
                at += 1;
            }
        }
        found
    }
}

#[cfg(test)]
mod tests;
