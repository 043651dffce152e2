//! Lists of words looked for in a name or at a place of a text. A list is keyed by how its words begin, so that looking
//! costs about as much as the text is long, however long the list.

use amur_text::letters::is_word;
use rustc_hash::FxHashMap;

pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}

/// The first two characters; the second is 0 where there is none.
type Beginning = (char, char);

/// What a word list looks for; see the head of `schemas/lexicon/en/references.toml`.
struct Pattern {
    text: String,
    first: bool,
    last: bool,
    stem: bool,
    /// Written without spaces: no word boundaries to respect.
    han: bool,
}

/// A bit for each hash of how words of a list begin: most words of a text are refused by it.
struct Beginnings(Vec<bool>);

impl Default for Beginnings {
    fn default() -> Self {
        Beginnings(vec![false; Self::SLOTS])
    }
}

impl Beginnings {
    const SLOTS: usize = 1 << 12;

    fn slot((first, second): Beginning) -> usize {
        let key = (first as u32).wrapping_mul(0x9E37_79B1) ^ (second as u32).wrapping_mul(0x85EB_CA77);
        (key >> 20) as usize
    }

    fn add(&mut self, beginning: Beginning) {
        self.0[Self::slot(beginning)] = true;
    }

    fn may_have(&self, beginning: Beginning) -> bool {
        self.0[Self::slot(beginning)]
    }
}

/// Patterns of which any may be found anywhere in a name.
#[derive(Default)]
pub struct Patterns {
    lists: FxHashMap<Beginning, Vec<Pattern>>,
    beginnings: Beginnings,
}

impl Patterns {
    pub fn new(list: impl IntoIterator<Item = String>) -> Self {
        let mut patterns = Patterns::default();
        for p in list {
            let (first, last, stem) = (p.starts_with('^'), p.ends_with('$'), p.ends_with('*'));
            let text = p.trim_start_matches('^').trim_end_matches(['$', '*']).to_owned();
            let mut chars = text.chars();
            let beginning = (chars.next().unwrap_or('\0'), chars.next().unwrap_or('\0'));
            let han = text.chars().all(is_han);
            // One Chinese character (报, 部) is a word only where it closes a name.
            let last = last || (han && beginning.1 == '\0');
            patterns.beginnings.add(beginning);
            patterns.lists.entry(beginning).or_default().push(Pattern { text, first, last, stem, han });
        }
        patterns
    }

    /// Is any of the patterns in `text`, which is in lower case? Brackets that close it do not count as its end.
    pub fn are_in(&self, text: &str) -> bool {
        let text = text.trim_matches(|c: char| !is_word(c) && !matches!(c, '(' | ')' | '（' | '）'));
        let closed = without_last_brackets(text).len();
        // A word may begin behind white space, and before and behind any Chinese character.
        let mut begins = true;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let han = !c.is_ascii() && is_han(c);
            let started = begins || han;
            begins = han || !is_word(c);
            if started {
                let following = chars.peek().map_or('\0', |&(_, c)| c);
                if self.is_at(text, at, (c, following), closed) || following != '\0' && self.is_at(text, at, (c, '\0'), closed) {
                    return true;
                }
            }
        }
        false
    }

    fn is_at(&self, text: &str, at: usize, beginning: Beginning, closed: usize) -> bool {
        let list = || self.lists.get(&beginning).into_iter().flatten();
        self.beginnings.may_have(beginning) && list().any(|pattern| pattern.is_at(text, at, closed))
    }
}

impl Pattern {
    fn is_at(&self, text: &str, at: usize, closed: usize) -> bool {
        let end = at + self.text.len();
        text[at..].starts_with(&self.text)
            && (!self.first || at == 0)
            && (!self.last || end == text.len() || end == closed)
            && (self.han || self.stem || !text[end..].starts_with(is_word))
    }
}

/// `text` without the brackets that close it.
fn without_last_brackets(text: &str) -> &str {
    let opening = text.ends_with([')', '）']).then(|| text.rfind(['(', '（'])).flatten();
    opening.map_or(text, |open| text[..open].trim_end())
}

/// Phrases that may stand at a place of a text, whatever the case.
#[derive(Default)]
pub struct Phrases {
    lists: FxHashMap<char, Vec<String>>,
    beginnings: Beginnings,
}

impl Phrases {
    pub fn new(list: impl IntoIterator<Item = String>) -> Self {
        let mut phrases = Phrases::default();
        for phrase in list {
            let Some(first) = phrase.chars().next() else {
                continue;
            };
            phrases.beginnings.add((first, '\0'));
            phrases.lists.entry(first).or_default().push(phrase);
        }
        // The longest first, so that `retrieved from` is not read as `retrieved`.
        for list in phrases.lists.values_mut() {
            list.sort_by_key(|p| std::cmp::Reverse(p.len()));
        }
        phrases
    }

    /// The longest phrase that stands at `at`, and its end.
    pub fn find(&self, text: &str, at: usize) -> Option<(&str, usize)> {
        let first = text[at..].chars().next()?;
        let first = if first.is_ascii() { first.to_ascii_lowercase() } else { first.to_lowercase().next().unwrap_or(first) };
        if !self.beginnings.may_have((first, '\0')) {
            return None;
        }
        self.lists.get(&first)?.iter().find_map(|p| phrase_at(text, at, p).map(|end| (p.as_str(), end)))
    }

    /// The end of the longest phrase that stands at `at`.
    pub fn at(&self, text: &str, at: usize) -> Option<usize> {
        self.find(text, at).map(|(_, end)| end)
    }

    /// Does `text` end in one of the phrases (endings of words)?
    pub fn end(&self, text: &str) -> bool {
        self.lists.values().flatten().any(|p| text.ends_with(p.as_str()))
    }

    /// Is `text`, in lower case, one of the phrases?
    pub fn contains(&self, text: &str) -> bool {
        text.chars().next().and_then(|c| self.lists.get(&c)).is_some_and(|list| list.iter().any(|p| p == text))
    }

    /// `text` without the Chinese phrases that close it, each once.
    pub fn without_han<'t>(&self, text: &'t str) -> &'t str {
        let mut text = text;
        while let Some(shorter) = self
            .lists
            .iter()
            .filter(|(first, _)| is_han(**first))
            .flat_map(|(_, list)| list)
            .filter_map(|p| text.strip_suffix(p.as_str()))
            .min_by_key(|t| t.len())
        {
            text = shorter;
        }
        text
    }
}

/// The end of `phrase` (in lower case) where `text` has it at `at` whole, whatever the case.
pub fn phrase_at(text: &str, at: usize, phrase: &str) -> Option<usize> {
    let mut rest = text[at..].char_indices().peekable();
    for expected in phrase.chars() {
        let (_, c) = rest.next()?;
        let same = match expected {
            ' ' => c.is_whitespace(),
            _ => c == expected || c.to_ascii_lowercase() == expected || !c.is_ascii() && c.to_lowercase().eq(std::iter::once(expected)),
        };
        if !same {
            return None;
        }
    }
    let end = rest.peek().map_or(text.len(), |&(i, _)| at + i);
    let open_ended = phrase.ends_with(|c: char| is_han(c) || !is_word(c));
    (open_ended || !text[end..].starts_with(is_word)).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        let list = ["^notice", "plan$", "report", "торг*", "规划$", "报", "数据库"].map(str::to_owned);
        let patterns = Patterns::new(list);
        for (text, found) in [
            ("notice of the council", true),
            ("a notice", false),
            ("a plan (2021–2035)", true),
            ("a plan for ports", false),
            ("reporting", false),
            ("a report.", true),
            ("приграничная торговля", true),
            ("某省规划(2021年)", true),
            ("规划图", false),
            ("黑河日报", true),
            ("报告", false),
            ("大数据库网", true),
            ("", false),
        ] {
            assert_eq!(patterns.are_in(text), found, "{text}");
        }
    }

    #[test]
    fn phrases() {
        let phrases = Phrases::new(["retrieved", "retrieved from", "网址"].map(str::to_owned));
        for (text, end) in
            [("Retrieved from a", Some(14)), ("retrieved 1", Some(9)), ("retrievedly", None), ("网址：", Some(6)), ("", None)]
        {
            assert_eq!(phrases.at(text, 0), end, "{text}");
        }
    }
}
