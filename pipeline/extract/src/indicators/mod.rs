//! Figures that are no trade: population, output, areas, lengths, enterprises, investment, cargo, passengers, each with
//! the place, zone or project that it is about.
//!
//! A figure is read only where a listed noun says what it counts and the sentence, or the one before it in the
//! paragraph, says whose it is: a wrong row is worse than a missing one.

mod items;
mod lexicon;
mod names;
mod read;

pub use lexicon::Words as Indicators;
pub use read::{Around, Memory, Stated, explain, read};

#[cfg(test)]
mod tests;
