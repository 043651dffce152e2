//! The words of `schemas/lexicon/*/references.toml`, all languages together: a Russian list cites Chinese works in
//! English, so that an entry is never of one language.

use super::patterns::{Patterns, Phrases};
use crate::lang::Lang;
use crate::lexicon;
use ahash::{AHashMap, AHashSet};
use amur_text::letters::lower;
use serde::Deserialize;
use std::borrow::Cow;
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
    places: Vec<String>,
    #[serde(default)]
    double_surnames: Vec<String>,
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
    details: AHashSet<String>,
    pub volume: AHashSet<String>,
    pub issue: AHashSet<String>,
    pub pages: AHashSet<String>,
    pub extent: AHashSet<String>,
    pub available: Phrases,
    pub accessed: Phrases,
    pub within: Phrases,
    pub editors: Phrases,
    pub others: Phrases,
    pub and: AHashSet<String>,
    pub carriers: Phrases,
    pub edition: Patterns,
    pub series: AHashSet<String>,
    /// Marks of numbers in catalogues: ISBN, EDN.
    pub catalogue: Phrases,
    /// Words for languages, without points, and codes.
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
    documents: AHashMap<String, Phrases>,
    /// What reference lists shorten the names of places to.
    places: AHashSet<String>,
}

impl Words {
    fn load() -> Self {
        let files: Vec<File> = [
            (Lang::En, include_str!("../../../../schemas/lexicon/en/references.toml")),
            (Lang::Ru, include_str!("../../../../schemas/lexicon/ru/references.toml")),
            (Lang::Zh, include_str!("../../../../schemas/lexicon/zh/references.toml")),
        ]
        .into_iter()
        .map(|(lang, file)| lexicon::parse(lang, file))
        .collect();
        let all = |of: fn(&File) -> &Vec<String>| files.iter().flat_map(|f| of(f).iter().cloned()).collect::<Vec<_>>();
        let set = |of: fn(&File) -> &Vec<String>| all(of).into_iter().collect::<AHashSet<_>>();
        let phrases = |of: fn(&File) -> &Vec<String>| Phrases::new(all(of));
        let months = |f: &File| {
            let numbered = f.dates.months.iter().enumerate();
            numbered.flat_map(|(i, names)| names.iter().map(move |name| (name.clone(), i as i8 + 1))).collect::<Vec<_>>()
        };
        let months: AHashMap<String, i8> = files.iter().flat_map(months).collect();
        let marks = files.iter().flat_map(|f| [&f.marks.volume, &f.marks.issue, &f.marks.pages]).flatten();
        let details = marks.chain(months.keys()).cloned().collect();
        let mut headings = AHashMap::new();
        let (mut kinds, mut citations, mut documents) = (AHashMap::new(), AHashMap::new(), AHashMap::new());
        for f in &files {
            for (list, kind) in [
                (&f.headings.references, ListKind::References),
                (&f.headings.sources, ListKind::Sources),
                (&f.headings.how_to_cite, ListKind::HowToCite),
            ] {
                headings.extend(list.iter().map(|h| (h.clone(), kind)));
            }
            for (name, list) in &f.kinds {
                kinds.entry(name.clone()).or_insert_with(Vec::new).extend(list.iter().cloned());
            }
            for (name, list) in &f.citations {
                citations.entry(name.clone()).or_insert_with(AHashSet::new).extend(list.iter().cloned());
            }
            for (name, list) in &f.documents {
                documents.entry(name.clone()).or_insert_with(Vec::new).extend(list.iter().cloned());
            }
        }
        Words {
            headings,
            details,
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
                .flat_map(|l| l.words.iter().map(|words| (words.replace('.', ""), l.code.clone())))
                .collect(),
            months,
            abbreviations: set(|f| &f.names.abbreviations),
            particles: set(|f| &f.names.particles),
            organisations: Patterns::new(all(|f| &f.names.organisations)),
            publishers: Patterns::new(all(|f| &f.names.publishers)),
            outlets: Patterns::new(all(|f| &f.names.outlets)),
            family_first: set(|f| &f.names.family_first),
            double_surnames: set(|f| &f.names.double_surnames),
            kinds: kinds.into_iter().map(|(name, list)| (name, Patterns::new(list))).collect(),
            citations,
            documents: documents.into_iter().map(|(name, list)| (name, Phrases::new(list))).collect(),
            places: set(|f| &f.names.places),
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

    /// May a detail of an entry begin with `word`, in lower case? Most words are none of these.
    pub fn introduces_detail(&self, word: &str) -> bool {
        self.details.contains(word)
    }

    /// The phrases by which documents introduce `what`.
    pub fn document(&self, what: &str) -> &Phrases {
        &self.documents[what]
    }

    /// Is `text` the name of a place, or several joined by dashes?
    pub fn is_place(&self, text: &str) -> bool {
        let text = lower(text);
        let is_one = |part: &str| {
            let part = part.trim().trim_end_matches('.');
            self.places.contains(part) || place_names().contains(part)
        };
        text.split(['-', '–', '—', ';']).any(is_one) || is_one(&text)
    }
}

/// The names of all places, in lower case: many, and only texts with reference lists ask for them.
fn place_names() -> &'static AHashSet<Cow<'static, str>> {
    static NAMES: LazyLock<AHashSet<Cow<'static, str>>> = LazyLock::new(|| amur_model::codes::place_names().map(lower).collect());
    &NAMES
}

/// A heading in lower case without its number, punctuation and mark-up.
fn plain_heading(text: &str) -> String {
    text.trim_matches(|c: char| !c.is_alphabetic()).split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The words, read once.
pub fn words() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(Words::load);
    &WORDS
}
