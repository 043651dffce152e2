//! The word lists of `schemas/lexicon/`, compiled in: a folder a language, a file a layer.

use crate::lang::Lang;
use serde::de::DeserializeOwned;

/// Parses a compiled-in word list.
///
/// # Panics
/// When the list is malformed: a defect of the program, caught by its tests.
pub fn parse<T: DeserializeOwned>(lang: Lang, file: &str) -> T {
    toml::from_str(file).unwrap_or_else(|e| panic!("schemas/lexicon/{}: {e}", lang.code()))
}
