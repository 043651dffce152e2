//! A reading view to facts: units → tokens → relations, reference lists and zones.

mod confidence;
pub mod document;
pub mod extractor;
pub mod figures;
pub mod gazetteer;
pub mod indicators;
pub mod lang;
pub mod lexicon;
pub mod periods;
pub mod references;
pub mod relate;
pub mod repeated;
mod rows;
mod spoken;
pub mod token;
pub mod units;
pub mod zones;
