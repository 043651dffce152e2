//! When two values are the same, and how rows are paired.

use super::Level;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

pub type Row = Map<String, Value>;

pub fn key_of(doc_id: &str) -> &str {
    doc_id.split('_').next().unwrap_or_default()
}

/// A field's text; nothing where it is null or no text.
pub fn text<'a>(row: &'a Row, field: &str) -> Option<&'a str> {
    row.get(field).and_then(Value::as_str)
}

pub fn given<'a>(row: &'a Row, field: &str) -> Option<&'a str> {
    text(row, field).filter(|t| !t.is_empty())
}

pub fn list<'a>(row: &'a Row, field: &str) -> Vec<&'a str> {
    row.get(field).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

/// Any value as it would be printed; null is empty.
pub fn printed(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

pub fn is_optional(row: &Row) -> bool {
    row.get("optional").and_then(Value::as_bool).unwrap_or_default()
}

/// Case, width, punctuation and white space folded.
pub fn plain(text: &str) -> String {
    let mut out = String::new();
    for c in text.nfkc().flat_map(char::to_lowercase) {
        let c = if c == 'ё' { 'е' } else { c };
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.trim().to_owned()
}

const STOP: [&str; 9] = ["the", "of", "and", "a", "an", "other", "all", "goods", "product"];

/// The words of a text without plural endings; those that say little are left out if any others remain.
fn stems(text: &str) -> BTreeSet<String> {
    let words: Vec<String> = plain(text).split_whitespace().map(stem).collect();
    let telling: BTreeSet<String> = words.iter().filter(|w| !STOP.contains(&w.as_str()) && w.as_str() != "products").cloned().collect();
    if telling.is_empty() { words.into_iter().collect() } else { telling }
}

fn stem(word: &str) -> String {
    let letters = word.chars().count();
    match word {
        _ if letters >= 5 && word.ends_with("es") => word[..word.len() - 2].to_owned(),
        _ if letters >= 4 && word.ends_with('s') => word[..word.len() - 1].to_owned(),
        _ => word.to_owned(),
    }
}

/// Do two texts share at least this much of their words?
pub fn alike(a: &str, b: &str, least: f64) -> bool {
    if a.is_empty() || b.is_empty() {
        return a.is_empty() && b.is_empty();
    }
    let (x, y) = (stems(a), stems(b));
    let all = x.union(&y).count();
    all > 0 && x.intersection(&y).count() as f64 / all as f64 >= least
}

/// Place codes to the letter; ids of zones, policies and projects by their words.
pub fn same_code(a: Option<&str>, b: Option<&str>) -> bool {
    let (Some(x), Some(y)) = (a.filter(|a| !a.is_empty()), b.filter(|b| !b.is_empty())) else {
        return a == b;
    };
    x == y || (is_slug(x) && is_slug(y) && alike(after_colon(x), after_colon(y), 0.6))
}

fn after_colon(id: &str) -> &str {
    id.rsplit(':').next().unwrap_or_default()
}

/// `[zone:|policy:|project:]word-word...` in lower-case letters and digits.
fn is_slug(id: &str) -> bool {
    let name = ["zone:", "policy:", "project:"].iter().find_map(|p| id.strip_prefix(p)).unwrap_or(id);
    let word = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    name.contains('-') && name.split('-').all(word)
}

pub fn near(a: Option<&Value>, b: Option<&Value>) -> bool {
    match (a.and_then(Value::as_f64), b.and_then(Value::as_f64)) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-6 * b.abs().max(1.0),
        (None, None) => true,
        _ => false,
    }
}

/// Greedy one-to-one matching, best-agreeing pairs first.
pub fn pair(
    gold: &[Row],
    predicted: &[Row],
    agree: impl Fn(&Row, &Row) -> bool,
    weight: impl Fn(&Row, &Row) -> usize,
) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in predicted.iter().enumerate() {
            if agree(g, p) {
                pairs.push((usize::MAX - weight(g, p), i, j));
            }
        }
    }
    pairs.sort_unstable();
    let (mut of_gold, mut of_predicted) = (vec![false; gold.len()], vec![false; predicted.len()]);
    pairs.retain(|(_, i, j)| {
        let free = !of_gold[*i] && !of_predicted[*j];
        of_gold[*i] |= free;
        of_predicted[*j] |= free;
        free
    });
    pairs.into_iter().map(|(_, i, j)| (i, j)).collect()
}

/// Counts of a matching in which optional gold rows count neither way.
pub fn level(gold: &[Row], predicted: &[Row], matched: &[(usize, usize)]) -> Level {
    let right = matched.iter().filter(|(i, _)| !is_optional(&gold[*i])).count();
    Level { right, found: predicted.len() - (matched.len() - right), wanted: gold.iter().filter(|g| !is_optional(g)).count() }
}

/// How often a field is right among matched rows.
pub fn field(
    name: &'static str,
    gold: &[Row],
    predicted: &[Row],
    matched: &[(usize, usize)],
    same: impl Fn(&Row, &Row) -> bool,
) -> (&'static str, usize, usize) {
    (name, matched.iter().filter(|(i, j)| same(&gold[*i], &predicted[*j])).count(), matched.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_alike_by_their_words() {
        let cases = [
            ("passenger cars", "Passenger car", 0.5, true),
            ("mineral products", "minerals", 0.5, true),
            ("", "", 0.5, true),
            ("fish", "", 0.5, false),
            ("wood and timber", "timber", 0.5, true),
            ("machinery", "fish", 0.5, false),
        ];
        for (a, b, least, is) in cases {
            assert_eq!(alike(a, b, least), is, "{a} / {b}");
        }
    }

    #[test]
    fn words_lose_their_plural() {
        for (word, stemmed) in [("boxes", "box"), ("goes", "goe"), ("trees", "tre"), ("gas", "gas"), ("cars", "car")] {
            assert_eq!(stem(word), stemmed);
        }
    }

    #[test]
    fn codes_agree_to_the_letter_and_zones_by_words() {
        let same = |a: &str, b: &str| same_code(Some(a), Some(b));
        assert!(same("CN-HL", "CN-HL") && !same("CN-HL", "CN-JL"));
        assert!(same("heihe-border-zone", "zone:heihe-border-zone"));
        assert!(same_code(None, None) && !same_code(None, Some("CN")));
    }

    #[test]
    fn strings_are_folded() {
        for (text, folded) in [("  Éa—B_c ", "éa b c"), ("ＡＢ", "ab"), ("Ёж", "еж")] {
            assert_eq!(plain(text), folded);
        }
    }
}
