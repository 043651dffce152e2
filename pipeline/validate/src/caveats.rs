//! Words by which a sentence says that its figure is not to be compared as it stands: `schemas/codes/caveats.csv`.

use amur_model::codes;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Caveat {
    kind: String,
    words: String,
}

static CAVEATS: LazyLock<Vec<Caveat>> = LazyLock::new(|| codes::rows(codes::CAVEATS));

/// Kinds that may explain why two statements of one fact differ.
pub const OF_FACTS: [&str; 5] = ["revised", "scope", "real", "currency_terms", "annual_average"];

/// The kinds that a sentence has words of, in the order of the list.
pub fn kinds(sentence: &str) -> Vec<&'static str> {
    let folded = sentence.to_lowercase();
    let mut kinds: Vec<&str> = CAVEATS.iter().filter(|c| folded.contains(&c.words)).map(|c| c.kind.as_str()).collect();
    kinds.dedup();
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_three_languages() {
        assert_eq!(kinds("Revised data put exports at 3 billion."), ["revised"]);
        assert_eq!(kinds("Рост в сопоставимых ценах составил 3 %."), ["real"]);
        assert_eq!(kinds("以美元计，出口增长3%，年均增长5%。"), ["annual_average", "currency_terms"]);
        assert!(kinds("Exports came to 3 billion.").is_empty());
    }

    #[test]
    fn the_list_is_folded_and_its_kinds_are_together() {
        assert!(CAVEATS.iter().all(|c| c.words == c.words.to_lowercase() && !c.words.is_empty()));
        assert!(OF_FACTS.iter().all(|kind| CAVEATS.iter().any(|c| c.kind == *kind)));
        assert!(CAVEATS.is_sorted_by_key(|c| CAVEATS.iter().position(|first| first.kind == c.kind)));
    }
}
