//! Which place lies in which: `schemas/codes/places.csv`.

use ahash::AHashMap;
use amur_model::codes;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Place {
    code: String,
    kind: String,
    parent: Option<String>,
}

static PLACES: LazyLock<AHashMap<String, Place>> =
    LazyLock::new(|| codes::rows::<Place>(codes::PLACES).into_iter().map(|p| (p.code.clone(), p)).collect());

/// The place that a place lies in.
pub fn parent(code: &str) -> Option<&'static str> {
    PLACES.get(code)?.parent.as_deref()
}

/// `country`, `admin1`, `city`...; see `schemas/codes/README.md`.
pub fn kind(code: &str) -> Option<&'static str> {
    PLACES.get(code).map(|p| p.kind.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_know_what_they_lie_in() {
        assert_eq!((parent("CN-HL:heihe"), parent("CN-HL"), parent("CN")), (Some("CN-HL"), Some("CN"), None));
        assert_eq!((kind("CN-HL"), kind("RU"), kind("ASEAN"), kind("nowhere")), (Some("admin1"), Some("country"), Some("group"), None));
    }
}
