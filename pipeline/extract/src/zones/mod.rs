//! Zones: free-trade areas and their parts, border and pilot zones, bonded areas, parks, in three languages.
//!
//! A zone's name is a head (`zone`, 试验区, `ТОР`) with words round it that say what it is for and where. Each such word
//! stands for a feature, and `schemas/codes/zone_types.csv` says which features make which type, so that one zone has
//! one id in every language: its places and its type. [`Zones`] is built once; a [`Register`] reads one document, sentence
//! by sentence, and remembers what `the zone` and `this province` point back to.

mod facts;
mod latin;
mod lexicon;
mod phrase;
mod pieces;
mod places;
mod register;

pub use register::{Register, Sentence, ZoneSpan};

use crate::gazetteer::Builder;
use crate::relate::vocab::Vocabulary;
use lexicon::Words;

/// The recogniser of zones; built once, shared by all threads.
pub struct Zones {
    words: Words,
}

impl Zones {
    /// Adds the words of zone names to `names`.
    ///
    /// # Panics
    /// When a word list is malformed: a defect of the program, caught by its tests.
    pub fn new(names: &mut Builder) -> Zones {
        Zones { words: Words::new(names) }
    }

    /// The register of a document not yet read.
    pub fn register<'a>(&'a self, vocabulary: &'a Vocabulary) -> Register<'a> {
        Register::new(&self.words, vocabulary)
    }
}

#[cfg(test)]
mod tests;
