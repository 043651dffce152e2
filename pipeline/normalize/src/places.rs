//! Place codes and their names.

use ahash::AHashMap;
use amur_model::{PlaceRow, codes};
use std::collections::BTreeSet;

/// The code list of places.
pub struct Places(AHashMap<String, PlaceRow>);

impl Default for Places {
    fn default() -> Self {
        Places(codes::rows::<PlaceRow>(codes::PLACES).into_iter().map(|p| (p.code.clone(), p)).collect())
    }
}

impl Places {
    /// A place, or a group that a text names and no list knows: `X-<kebab-case name>`.
    pub fn get(&self, code: &str) -> Option<PlaceRow> {
        self.0.get(code).cloned().or_else(|| {
            let name = code.strip_prefix("X-").filter(|n| !n.is_empty())?;
            Some(PlaceRow { code: code.to_owned(), kind: "group".to_owned(), name_en: title_case(name), ..PlaceRow::default() })
        })
    }

    pub fn name(&self, code: &str) -> Option<String> {
        self.get(code).map(|p| p.name_en)
    }

    /// The places of `used` and all that they lie in, by code. Codes that are no place are left out.
    pub fn with_parents<'a>(&self, used: impl IntoIterator<Item = &'a str>) -> Vec<PlaceRow> {
        let mut codes = BTreeSet::new();
        for code in used {
            let mut next = Some(code.to_owned());
            while let Some(code) = next {
                let Some(place) = self.get(&code) else { break };
                if !codes.insert(code) {
                    break;
                }
                next = place.parent;
            }
        }
        codes.iter().filter_map(|c| self.get(c)).collect()
    }
}

fn title_case(kebab: &str) -> String {
    let words = kebab.split('-').map(|word| {
        let mut chars = word.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
    });
    words.collect::<Vec<String>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Places {
        let place = |code: &str, parent: Option<&str>| PlaceRow {
            code: code.into(),
            name_en: code.to_lowercase(),
            parent: parent.map(Into::into),
            ..PlaceRow::default()
        };
        Places([place("CN", None), place("CN-HL", Some("CN")), place("CN-HL:heihe", Some("CN-HL"))].map(|p| (p.code.clone(), p)).into())
    }

    #[test]
    fn a_place_brings_those_it_lies_in() {
        let codes: Vec<_> = list().with_parents(["CN-HL:heihe", "CN-HL", "nowhere"]).into_iter().map(|p| p.code).collect();
        assert_eq!(codes, ["CN", "CN-HL", "CN-HL:heihe"]);
    }

    #[test]
    fn a_group_that_no_list_knows_is_a_place() {
        assert_eq!(list().name("X-black-sea").as_deref(), Some("Black Sea"));
        assert_eq!(list().name("XX"), None);
    }

    #[test]
    fn the_compiled_in_list_is_read() {
        let places = Places::default();
        assert!(places.0.values().all(|p| { p.parent.as_ref().is_none_or(|parent| places.0.contains_key(parent)) }));
    }
}
