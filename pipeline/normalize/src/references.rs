//! Which entries of reference lists name the same work.

use crate::fold::{Union, fold};
use ahash::AHashMap;
use amur_model::Reference;
use serde::{Deserialize, Serialize};

/// What tells a work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WorkKey {
    ref_id: String,
    doi: Option<String>,
    title: Option<String>,
    title_en: Option<String>,
    year: Option<i32>,
}

/// A title shorter than this, folded, tells no work ("Introduction", "Statistics").
const LEAST_TITLE: usize = 16;

impl WorkKey {
    pub fn id(&self) -> &str {
        &self.ref_id
    }

    pub fn of(reference: &Reference) -> Self {
        let title = |t: &Option<String>| {
            t.as_deref().map(fold).filter(|t| t.chars().filter(|c| c.is_alphanumeric()).map(weight).sum::<usize>() >= LEAST_TITLE)
        };
        WorkKey {
            ref_id: reference.ref_id.clone(),
            doi: reference.doi.as_deref().map(str::to_lowercase),
            title: title(&reference.title),
            title_en: title(&reference.title_en),
            year: reference.year,
        }
    }
}

/// A Chinese character says as much as two or three letters.
fn weight(c: char) -> usize {
    if c.len_utf8() > 2 { 3 } else { 1 }
}

/// The entry that stands for each entry: the first, in the order given, of those that share a DOI, or a title (also
/// where one gives it only as its English title) and a year. Entries with different DOIs are never the same work.
pub fn canonical(entries: &[WorkKey]) -> AHashMap<String, String> {
    let mut union = Union::new(entries.len());
    let mut seen: AHashMap<(&str, Option<i32>), usize> = AHashMap::new();
    for (i, entry) in entries.iter().enumerate() {
        let titles = [&entry.title, &entry.title_en].into_iter().flatten().map(|t| (t.as_str(), entry.year));
        for key in entry.doi.iter().map(|d| (d.as_str(), None)).chain(titles) {
            let first = *seen.entry(key).or_insert(i);
            let dois = (&entries[first].doi, &entry.doi);
            if !matches!(dois, (Some(a), Some(b)) if a != b) {
                union.join(first, i);
            }
        }
    }
    entries.iter().enumerate().map(|(i, e)| (e.ref_id.clone(), entries[union.root(i)].ref_id.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(ref_id: &str, doi: Option<&str>, title: &str, title_en: Option<&str>, year: i32) -> WorkKey {
        let text = |s: &str| Some(s.to_owned());
        WorkKey::of(&Reference {
            ref_id: ref_id.into(),
            doi: doi.map(Into::into),
            title: text(title),
            title_en: title_en.and_then(text),
            year: Some(year),
            ..Reference::default()
        })
    }

    #[test]
    fn entries_of_one_work_have_one_canonical() {
        let entries = [
            entry("a", Some("10.1/x"), "Trade across the northern border", None, 2020),
            entry("b", Some("10.1/X"), "Trade (reprint of the first part)", None, 2021),
            entry("c", None, "Приграничная торговля на севере", Some("Trade Across the Northern Border."), 2020),
            entry("d", None, "Trade across the northern border", None, 2019),
            entry("e", Some("10.1/y"), "Trade across the northern border", None, 2020),
            entry("f", None, "Introduction", None, 2020),
            entry("g", None, "Introduction", None, 2020),
            entry("h", None, "黑龙江省对外贸易", None, 2020),
            entry("i", None, "黑龙江省对外贸易", None, 2020),
        ];
        let canonical = canonical(&entries);
        let got: Vec<_> = entries.iter().map(|e| canonical[&e.ref_id].as_str()).collect();
        assert_eq!(got, ["a", "a", "a", "d", "e", "f", "g", "h", "h"]);
    }
}
