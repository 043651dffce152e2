//! The words of `schemas/lexicon/*/references.toml`, all languages together: a Russian list cites Chinese works in
//! English, so that an entry is never of one language.

use crate::lang::Lang;
use crate::lexicon;
use ahash::{AHashMap, AHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct File {
    headings: Headings,
    marks: Marks,
    languages: Vec<LanguageNote>,
    dates: Dates,
    names: Names,
    kinds: BTreeMap<String, Vec<String>>,
    citations: BTreeMap<String, Vec<String>>,
    documents: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Headings {
    references: Vec<String>,
    sources: Vec<String>,
    how_to_cite: Vec<String>,
}

#[derive(Deserialize)]
struct Marks {
    volume: Vec<String>,
    issue: Vec<String>,
    pages: Vec<String>,
    extent: Vec<String>,
    available: Vec<String>,
    accessed: Vec<String>,
    within: Vec<String>,
    editors: Vec<String>,
    others: Vec<String>,
    and: Vec<String>,
    carriers: Vec<String>,
    edition: Vec<String>,
    series: Vec<String>,
    catalogue: Vec<String>,
}

#[derive(Deserialize)]
struct LanguageNote {
    code: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
struct Dates {
    months: Vec<Vec<String>>,
}

#[derive(Deserialize)]
struct Names {
    abbreviations: Vec<String>,
    particles: Vec<String>,
    organisations: Vec<String>,
    publishers: Vec<String>,
    outlets: Vec<String>,
    family_first: Vec<String>,
    #[serde(default)]
    double_surnames: Vec<String>,
}

/// What a word list looks for; see the head of `schemas/lexicon/en/references.toml`.
struct Pattern {
    text: String,
    first: bool,
    last: bool,
    stem: bool,
    /// Written without spaces: no word boundaries to respect.
    han: bool,
}

/// Patterns of which any may be found.
pub struct Patterns(Vec<Pattern>);

impl Patterns {
    fn new(list: impl IntoIterator<Item = String>) -> Self {
        Patterns(
            list.into_iter()
                .map(|p| {
                    let (first, last, stem) =
                        (p.starts_with('^'), p.ends_with('$'), p.ends_with('*'));
                    let text = p
                        .trim_start_matches('^')
                        .trim_end_matches(['$', '*'])
                        .to_owned();
                    let han = text.chars().all(is_han);
                    // One Chinese character (报, 部) is a word only where it closes a name.
                    let last = last || (han && text.chars().count() == 1);
                    Pattern {
                        text,
                        first,
                        last,
                        stem,
                        han,
                    }
                })
                .collect(),
        )
    }

    /// Is any of the patterns in `text`, which is in lower case?
    pub fn are_in(&self, text: &str) -> bool {
        let text = text
            .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')' | '（' | '）'));
        let closed = without_last_brackets(text);
        self.0
            .iter()
            .any(|p| p.is_in(text) || (closed.len() < text.len() && p.is_in(closed)))
    }
}

impl Pattern {
    fn is_in(&self, text: &str) -> bool {
        let fits = |at: usize| {
            let end = at + self.text.len();
            (!self.last || end == text.len())
                && (self.han
                    || (text[..at]
                        .chars()
                        .next_back()
                        .is_none_or(|c| !c.is_alphanumeric())
                        && (self.stem
                            || text[end..]
                                .chars()
                                .next()
                                .is_none_or(|c| !c.is_alphanumeric()))))
        };
        if self.first {
            return text.starts_with(&self.text) && fits(0);
        }
        text.match_indices(&self.text).any(|(at, _)| fits(at))
    }
}

/// `text` without the brackets that close it.
fn without_last_brackets(text: &str) -> &str {
    let Some(open) = text
        .ends_with([')', '）'])
        .then(|| text.rfind(['(', '（']))
        .flatten()
    else {
        return text;
    };
    text[..open].trim_end()
}

pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}

/// Which list a heading opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ListKind {
    References,
    Sources,
    HowToCite,
}

impl ListKind {
    pub fn name(self) -> &'static str {
        match self {
            ListKind::References => "references",
            ListKind::Sources => "sources",
            ListKind::HowToCite => "how_to_cite",
        }
    }
}

/// All words at hand.
pub struct Words {
    headings: AHashMap<String, ListKind>,
    pub volume: AHashSet<String>,
    pub issue: AHashSet<String>,
    pub pages: AHashSet<String>,
    pub extent: AHashSet<String>,
    pub available: Vec<String>,
    pub accessed: Vec<String>,
    pub within: Vec<String>,
    pub editors: Vec<String>,
    pub others: Vec<String>,
    pub and: AHashSet<String>,
    pub carriers: Vec<String>,
    pub edition: Patterns,
    pub series: AHashSet<String>,
    /// Marks of numbers in catalogues: ISBN, EDN.
    pub catalogue: Vec<String>,
    pub languages: Vec<(String, String)>,
    pub months: AHashMap<String, i8>,
    pub abbreviations: AHashSet<String>,
    pub particles: AHashSet<String>,
    pub organisations: Patterns,
    pub publishers: Patterns,
    pub outlets: Patterns,
    pub family_first: AHashSet<String>,
    pub double_surnames: AHashSet<String>,
    kinds: AHashMap<String, Patterns>,
    citations: AHashMap<String, AHashSet<String>>,
    documents: AHashMap<String, Vec<String>>,
    /// Names of places, and what reference lists shorten them to.
    places: AHashSet<String>,
}

#[derive(Deserialize)]
struct PlaceName {
    name: String,
}

/// What Russian book descriptions shorten the names of cities to, and cities of publishers.
const PLACE_ABBREVIATIONS: &[&str] = &[
    "м",
    "л",
    "спб",
    "пг",
    "n.y",
    "ny",
    "new york",
    "london",
    "oxford",
    "cambridge",
    "москва",
    "новосибирск",
];

impl Words {
    fn load() -> Self {
        let files: Vec<File> = [
            (
                Lang::En,
                include_str!("../../../../schemas/lexicon/en/references.toml"),
            ),
            (
                Lang::Ru,
                include_str!("../../../../schemas/lexicon/ru/references.toml"),
            ),
            (
                Lang::Zh,
                include_str!("../../../../schemas/lexicon/zh/references.toml"),
            ),
        ]
        .into_iter()
        .map(|(lang, file)| lexicon::parse(lang, file))
        .collect();
        let all = |of: fn(&File) -> &Vec<String>| {
            files
                .iter()
                .flat_map(|f| of(f).iter().cloned())
                .collect::<Vec<_>>()
        };
        let set = |of: fn(&File) -> &Vec<String>| all(of).into_iter().collect::<AHashSet<_>>();
        // The longest phrase first, so that `retrieved from` is not read as `retrieved`.
        let phrases = |of: fn(&File) -> &Vec<String>| {
            let mut list = all(of);
            list.sort_by_key(|p| std::cmp::Reverse(p.len()));
            list
        };
        let mut headings = AHashMap::new();
        let (mut kinds, mut citations, mut documents) =
            (AHashMap::new(), AHashMap::new(), AHashMap::new());
        for f in &files {
            for (list, kind) in [
                (&f.headings.references, ListKind::References),
                (&f.headings.sources, ListKind::Sources),
                (&f.headings.how_to_cite, ListKind::HowToCite),
            ] {
                headings.extend(list.iter().map(|h| (h.clone(), kind)));
            }
            for (name, list) in &f.kinds {
                kinds
                    .entry(name.clone())
                    .or_insert_with(Vec::new)
                    .extend(list.iter().cloned());
            }
            for (name, list) in &f.citations {
                citations
                    .entry(name.clone())
                    .or_insert_with(AHashSet::new)
                    .extend(list.iter().cloned());
            }
            for (name, list) in &f.documents {
                documents
                    .entry(name.clone())
                    .or_insert_with(Vec::new)
                    .extend(list.iter().cloned());
            }
        }
        for list in documents.values_mut() {
            list.sort_by_key(|p: &String| std::cmp::Reverse(p.len()));
        }
        Words {
            headings,
            volume: set(|f| &f.marks.volume),
            issue: set(|f| &f.marks.issue),
            pages: set(|f| &f.marks.pages),
            extent: set(|f| &f.marks.extent),
            available: phrases(|f| &f.marks.available),
            accessed: phrases(|f| &f.marks.accessed),
            within: phrases(|f| &f.marks.within),
            editors: phrases(|f| &f.marks.editors),
            others: phrases(|f| &f.marks.others),
            and: set(|f| &f.marks.and),
            carriers: phrases(|f| &f.marks.carriers),
            edition: Patterns::new(all(|f| &f.marks.edition)),
            series: set(|f| &f.marks.series),
            catalogue: phrases(|f| &f.marks.catalogue),
            languages: files
                .iter()
                .flat_map(|f| &f.languages)
                .flat_map(|l| l.words.iter().map(|w| (w.clone(), l.code.clone())))
                .collect(),
            months: files
                .iter()
                .flat_map(|f| {
                    f.dates
                        .months
                        .iter()
                        .enumerate()
                        .flat_map(|(i, names)| names.iter().map(move |n| (n.clone(), i as i8 + 1)))
                })
                .collect(),
            abbreviations: set(|f| &f.names.abbreviations),
            particles: set(|f| &f.names.particles),
            organisations: Patterns::new(all(|f| &f.names.organisations)),
            publishers: Patterns::new(all(|f| &f.names.publishers)),
            outlets: Patterns::new(all(|f| &f.names.outlets)),
            family_first: set(|f| &f.names.family_first),
            double_surnames: set(|f| &f.names.double_surnames),
            kinds: kinds
                .into_iter()
                .map(|(name, list)| (name, Patterns::new(list)))
                .collect(),
            citations,
            documents,
            places: amur_model::codes::rows::<PlaceName>(amur_model::codes::PLACE_NAMES)
                .into_iter()
                .map(|p| p.name.to_lowercase())
                .chain(PLACE_ABBREVIATIONS.iter().map(|&p| p.to_owned()))
                .collect(),
        }
    }

    /// The list that a heading opens, if it is one.
    pub fn heading(&self, text: &str) -> Option<ListKind> {
        self.headings.get(plain_heading(text).as_str()).copied()
    }

    /// Does `text`, in lower case, hold a word of this list of `kinds`?
    pub fn says(&self, list: &str, text: &str) -> bool {
        self.kinds[list].are_in(text)
    }

    /// Is `word`, in lower case, one that citations use in this part?
    pub fn cites(&self, part: &str, word: &str) -> bool {
        self.citations[part].contains(word)
    }

    /// The phrases by which documents introduce `what`, longest first.
    pub fn document(&self, what: &str) -> &[String] {
        &self.documents[what]
    }

    /// Is `text` the name of a place, or several joined by dashes?
    pub fn is_place(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        text.split(['-', '–', '—', ';'])
            .map(|part| part.trim().trim_end_matches('.'))
            .any(|part| self.places.contains(part))
            || self.places.contains(text.trim().trim_end_matches('.'))
    }
}

/// A heading in lower case without its number, punctuation and mark-up.
fn plain_heading(text: &str) -> String {
    text.trim_matches(|c: char| !c.is_alphabetic())
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// The words, read once.
pub fn words() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(Words::load);
    &WORDS
}

/// The end of `phrase` (in lower case) where `text` has it at `at` whole, whatever the case.
pub fn phrase_at(text: &str, at: usize, phrase: &str) -> Option<usize> {
    let mut rest = text[at..].char_indices().peekable();
    for expected in phrase.chars() {
        let (_, c) = rest.next()?;
        let same = if expected == ' ' {
            c.is_whitespace()
        } else {
            c == expected || c.to_lowercase().eq(std::iter::once(expected))
        };
        if !same {
            return None;
        }
    }
    let end = rest.peek().map_or(text.len(), |&(i, _)| at + i);
    let whole = phrase
        .chars()
        .next_back()
        .is_none_or(|c| is_han(c) || !c.is_alphanumeric())
        || text[end..]
            .chars()
            .next()
            .is_none_or(|c| !c.is_alphanumeric());
    whole.then_some(end)
}

/// The first of `phrases` that stands at `at`.
pub fn any_phrase_at(text: &str, at: usize, phrases: &[String]) -> Option<usize> {
    phrases.iter().find_map(|p| phrase_at(text, at, p))
}
