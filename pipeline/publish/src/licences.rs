//! The licences of the texts that a release was made from: as each text states it, and by the name that others know.

use amur_model::codes;
use serde::Deserialize;
use serde_json::{Value, json};

/// What `licenses` of a Data Package says where nobody stated a licence.
const NOT_SPECIFIED: &str = "notspecified";

/// A line of `schemas/codes/licences.csv`.
#[derive(Debug, Clone, Deserialize)]
struct Licence {
    /// SPDX's name, or CKAN's where SPDX has none.
    name: String,
    path: Option<String>,
    title: String,
    words: String,
}

/// The known licences.
pub struct Licences(Vec<Licence>);

impl Default for Licences {
    fn default() -> Self {
        Licences(codes::rows(codes::LICENCES))
    }
}

impl Licences {
    /// The licence that a text states in these words.
    fn find(&self, stated: &str) -> Option<&Licence> {
        let stated = words(stated);
        self.0.iter().find(|licence| {
            let mut rest = stated.iter();
            words(&licence.words).iter().all(|word| rest.any(|w| w == word))
        })
    }

    /// The name of a stated licence.
    pub fn name(&self, stated: Option<&str>) -> &str {
        stated.and_then(|s| self.find(s)).map_or(NOT_SPECIFIED, |l| &l.name)
    }

    /// The property `licenses` of a package made from texts that state these: each licence once, in the order in which the texts
    /// state them, with the number of texts, and last what nobody knows.
    pub fn of_package<'a>(&self, stated: impl Iterator<Item = Option<&'a str>>) -> Vec<Value> {
        let mut known: Vec<(&Licence, u64)> = Vec::new();
        let (mut texts, mut silent, mut other) = (0_u64, 0_u64, 0_u64);
        for stated in stated {
            texts += 1;
            match stated.map(|s| self.find(s)) {
                None => silent += 1,
                Some(None) => other += 1,
                Some(Some(licence)) => match known.iter_mut().find(|(l, _)| l.name == licence.name) {
                    Some((_, n)) => *n += 1,
                    None => known.push((licence, 1)),
                },
            }
        }
        let mut licences: Vec<Value> = known
            .into_iter()
            .map(|(licence, n)| {
                let mut about = json!({ "name": licence.name, "title": format!("{} ({n} of {texts} texts)", licence.title) });
                if let Some(path) = &licence.path {
                    about["path"] = json!(path);
                }
                about
            })
            .collect();
        let unknown = [
            (other, "state a licence in words that are not known: see `licence` of `documents`"),
            (silent, "say nothing of a licence: nothing is granted, ask whoever holds the rights"),
        ];
        let told = unknown.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} of {texts} texts {what}"));
        let title = told.collect::<Vec<_>>().join("; ");
        if !title.is_empty() || licences.is_empty() {
            licences
                .push(json!({ "name": NOT_SPECIFIED, "title": if title.is_empty() { "There are no texts".to_owned() } else { title } }));
        }
        licences
    }
}

/// Runs of letters and digits, and single Chinese characters, in lower case. `Non-Commercial` is `NonCommercial`.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut goes_on = false;
    for c in text.chars().flat_map(char::to_lowercase) {
        match words.last_mut().filter(|_| goes_on) {
            Some(word) if c.is_alphanumeric() && !is_han(c) => word.push(c),
            _ if c.is_alphanumeric() => words.push(c.to_string()),
            _ => {}
        }
        let is_half = words.last().is_some_and(|w| matches!(w.as_str(), "non" | "no" | "share"));
        goes_on = c.is_alphanumeric() && !is_han(c) || goes_on && c == '-' && is_half;
    }
    words
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_are_known_by_their_words() {
        let licences = Licences::default();
        for (stated, name) in [
            ("Creative Commons Attribution 4.0 International License", "CC-BY-4.0"),
            ("CC BY-NC-ND 4.0", "CC-BY-NC-ND-4.0"),
            ("cc by 4.0", "CC-BY-4.0"),
            ("Creative Commons Attribution-NonCommercial-ShareAlike 4.0", "CC-BY-NC-SA-4.0"),
            ("Creative Commons Attribution-Non-Commercial 4.0 licence", "CC-BY-NC-4.0"),
            ("Open Government Licence v3.0", "OGL-UK-3.0"),
            ("All Rights Reserved.", "other-closed"),
            ("Все права защищены", "other-closed"),
            ("版权所有", "other-closed"),
            ("Creative Commons", NOT_SPECIFIED),
            ("a licence of our own", NOT_SPECIFIED),
        ] {
            assert_eq!(licences.name(Some(stated)), name, "{stated}");
        }
        assert_eq!(licences.name(None), NOT_SPECIFIED);
    }

    #[test]
    fn a_package_says_what_is_not_known() {
        let licences = Licences::default();
        let of = |stated: &[Option<&'static str>]| licences.of_package(stated.iter().copied());
        let told = of(&[None, Some("CC BY 4.0"), Some("mine"), None, Some("cc-by 4.0")]);
        assert_eq!(told.len(), 2);
        assert_eq!((&told[0]["name"], &told[0]["path"]), (&json!("CC-BY-4.0"), &json!("https://creativecommons.org/licenses/by/4.0/")));
        assert_eq!(told[0]["title"], "Creative Commons Attribution 4.0 (2 of 5 texts)");
        assert_eq!(told[1]["name"], NOT_SPECIFIED);
        let title = told[1]["title"].as_str().unwrap();
        assert!(title.starts_with("1 of 5 texts state a licence in words") && title.contains("2 of 5 texts say nothing"), "{title}");
        assert_eq!(of(&[Some("CC0")]).len(), 1);
        assert_eq!(of(&[]).len(), 1);
    }
}
