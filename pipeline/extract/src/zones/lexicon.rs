//! `schemas/lexicon/<language>/zones.toml` and `schemas/codes/zone_types.csv`: the words of zone names, and the type of
//! zone that words make together. `schemas/codes/zones.csv`: zones whose names do not say where they lie.

use crate::gazetteer::{Builder, List, fold};
use crate::lang::Lang;
use crate::lexicon;
use amur_model::codes;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A set of features, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Features(u64);

impl Features {
    pub fn has(self, other: Features) -> bool {
        self.0 & other.0 == other.0
    }

    /// Have they a feature in common?
    pub fn meets(self, other: Features) -> bool {
        self.0 & other.0 != 0
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn without(self, other: Features) -> Features {
        Features(self.0 & !other.0)
    }
}

impl std::ops::BitOrAssign for Features {
    fn bitor_assign(&mut self, other: Features) {
        self.0 |= other.0;
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    In,
    Of,
    For,
    Into,
    And,
    /// `in` after words that lead to a list: `particularly in`.
    Particularly,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Determiner {
    Definite,
    Indefinite,
    /// `its`: of the place that the sentence tells of.
    Its,
    /// The kind spoken of before: `similar areas`.
    Such,
    /// The same, without the noun: `the pioneers of this type`.
    Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Founding {
    Done,
    /// `hosts`, 拥有: it is there.
    Has,
    Intent,
    /// `will be established`: said behind the name.
    Future,
    Applied,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    Head {
        features: Features,
        plural: bool,
    },
    Word(Features),
    Filler,
    /// No part of a name at the start of a sentence.
    Start,
    Link(Link),
    Determiner(Determiner),
    /// `province`, `the cities of`: may stand in a list of places.
    Unit,
    /// Makes the place before it a first-level subdivision: `Tomsk State`.
    Wide,
    /// The province spoken of before.
    Here,
    /// The city spoken of before.
    Town,
    Founding(Founding),
    Planned,
    Operating,
    Include,
    /// `named`: a proper name follows.
    Called,
    /// `was`, `which was`: before a verb of founding.
    Auxiliary,
    Authority,
    AuthorityTail,
    NotBefore,
    NotAfter,
    /// `with`: the name is a treaty's where a place follows.
    NotWith,
    /// `three`: what is counted are several.
    Number,
    /// `Co., Ltd`: the name is a firm's.
    Firm,
    Function,
}

/// A sense and whether its word must be printed in capitals (`FTZ`).
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub sense: Sense,
    pub capitals: bool,
}

/// How a zone of a type must be printed to be taken for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Naming {
    Any,
    /// With a place below the first level, or like [`Naming::Capital`]: a province has several, or speaks of them in general.
    City,
    /// With capitals, in quotes, or (in Chinese) with its place.
    Capital,
}

#[derive(Debug, Clone)]
pub(super) struct ZoneType {
    /// The words of the type in ids.
    pub slug: String,
    pub kind: String,
    pub features: Features,
    pub naming: Naming,
}

#[derive(Deserialize)]
struct TypeLine {
    r#type: String,
    kind: String,
    features: String,
    naming: Naming,
}

/// A zone that its name does not place.
#[derive(Debug)]
pub(super) struct Registered {
    pub kind: ZoneType,
    /// The proper part of its id, in English.
    pub name: String,
    /// Codes, most precise first.
    pub places: Vec<String>,
}

#[derive(Deserialize)]
struct RegisteredLine {
    r#type: String,
    places: String,
    names: String,
}

type Lists = BTreeMap<String, Vec<String>>;

#[derive(Deserialize)]
struct File {
    head: Lists,
    heads: Option<Lists>,
    word: Lists,
    filler: Lists,
    start: Lists,
    link: Lists,
    determiner: Lists,
    place: Lists,
    found: Lists,
    stance: Lists,
    include: Lists,
    auxiliary: Option<Lists>,
    called: Option<Lists>,
    number: Option<Lists>,
    authority: Lists,
    not: Lists,
    function: Lists,
}

const FILES: [(Lang, &str); 3] = [
    (Lang::En, include_str!("../../../../schemas/lexicon/en/zones.toml")),
    (Lang::Zh, include_str!("../../../../schemas/lexicon/zh/zones.toml")),
    (Lang::Ru, include_str!("../../../../schemas/lexicon/ru/zones.toml")),
];
const REGISTERED: &str = include_str!("../../../../schemas/codes/zones.csv");
const TYPES: &str = include_str!("../../../../schemas/codes/zone_types.csv");

/// What the words of zone names mean, in all languages.
pub(super) struct Words {
    entries: Vec<Entry>,
    types: Vec<ZoneType>,
    registered: Vec<Registered>,
    /// Proper names, without anything but letters and digits, of `registered`.
    by_name: FxHashMap<String, Vec<usize>>,
    pub bilateral: Features,
    pub cross_border: Features,
    pub cooperation: Features,
    /// 境外: in another country than the text speaks of.
    pub abroad: Features,
    pub part: Features,
    pub area: Features,
    pub park: Features,
    /// What a zone may be called for short tells it from no other.
    pub weak: Features,
}

impl Words {
    /// Do the words name a part of a zone: 片区, `участок`, `area`?
    pub fn is_of_part(&self, features: Features) -> bool {
        features.has(self.area) || features.has(self.part)
    }
}

struct Maker<'a> {
    names: &'a mut Builder,
    entries: Vec<Entry>,
    features: FxHashMap<String, Features>,
}

impl Maker<'_> {
    fn features(&mut self, names: &str) -> Features {
        let mut all = Features::default();
        for name in names.split_whitespace() {
            let next = self.features.len();
            assert!(next < 64 || self.features.contains_key(name), "more features than bits");
            all |= *self.features.entry(name.to_owned()).or_insert(Features(1 << next));
        }
        all
    }

    fn add(&mut self, words: &[String], sense: Sense) {
        for word in words {
            let capitals = word.chars().take(2).filter(|c| c.is_uppercase()).count() == 2;
            self.names.add(List::Zones, word, self.entries.len() as u32);
            self.entries.push(Entry { sense, capitals });
        }
    }

    fn add_file(&mut self, file: File) {
        for (plural, lists) in [(false, file.head), (true, file.heads.unwrap_or_default())] {
            for (features, words) in lists {
                let features = self.features(&features);
                self.add(&words, Sense::Head { features, plural });
            }
        }
        for (features, words) in file.word {
            let features = self.features(&features);
            self.add(&words, Sense::Word(features));
        }
        for (key, words) in file.determiner {
            self.add(&words, Sense::Determiner(determiner(&key)));
        }
        for (key, words) in file.link {
            self.add(&words, Sense::Link(link(&key)));
        }
        for (key, words) in file.place {
            let sense = match key.as_str() {
                "here" => Sense::Here,
                "town" => Sense::Town,
                "wide" => Sense::Wide,
                _ => Sense::Unit,
            };
            self.add(&words, sense);
        }
        for words in file.include.values() {
            self.add(words, Sense::Include);
        }
        for (key, words) in file.found {
            self.add(&words, Sense::Founding(founding(&key)));
        }
        for (key, words) in file.stance {
            self.add(&words, if key == "planned" { Sense::Planned } else { Sense::Operating });
        }
        for (key, words) in file.authority {
            self.add(&words, if key == "tails" { Sense::AuthorityTail } else { Sense::Authority });
        }
        for (key, words) in file.not {
            let sense = match key.as_str() {
                "before" => Sense::NotBefore,
                "firm" => Sense::Firm,
                "with" => Sense::NotWith,
                _ => Sense::NotAfter,
            };
            self.add(&words, sense);
        }
        let plain = [
            (file.function, Sense::Function),
            (file.filler, Sense::Filler),
            (file.start, Sense::Start),
            (file.auxiliary.unwrap_or_default(), Sense::Auxiliary),
            (file.called.unwrap_or_default(), Sense::Called),
            (file.number.unwrap_or_default(), Sense::Number),
        ];
        for (lists, sense) in plain {
            for words in lists.values() {
                self.add(words, sense);
            }
        }
    }
}

fn determiner(key: &str) -> Determiner {
    match key {
        "definite" => Determiner::Definite,
        "indefinite" => Determiner::Indefinite,
        "its" => Determiner::Its,
        "such" => Determiner::Such,
        "kind" => Determiner::Kind,
        other => panic!("no such list under [determiner]: {other}"),
    }
}

fn link(key: &str) -> Link {
    match key {
        "in" => Link::In,
        "of" => Link::Of,
        "for" => Link::For,
        "into" => Link::Into,
        "and" => Link::And,
        "particularly" => Link::Particularly,
        other => panic!("no such list under [link]: {other}"),
    }
}

fn founding(key: &str) -> Founding {
    match key {
        "done" => Founding::Done,
        "has" => Founding::Has,
        "intent" => Founding::Intent,
        "future" => Founding::Future,
        "applied" => Founding::Applied,
        other => panic!("no such list under [found]: {other}"),
    }
}

impl Words {
    /// Adds its words to `names`.
    pub fn new(names: &mut Builder) -> Words {
        let mut maker = Maker { names, entries: Vec::new(), features: FxHashMap::default() };
        for (lang, file) in FILES {
            maker.add_file(lexicon::parse(lang, file));
        }
        let types: Vec<ZoneType> = codes::rows::<TypeLine>(TYPES)
            .into_iter()
            .map(|line| ZoneType { slug: line.r#type, kind: line.kind, features: maker.features(&line.features), naming: line.naming })
            .collect();
        Words {
            bilateral: maker.features("bilateral"),
            cross_border: maker.features("cross_border"),
            cooperation: maker.features("cooperation"),
            abroad: maker.features("abroad"),
            part: maker.features("part"),
            area: maker.features("area"),
            park: maker.features("park"),
            weak: maker.features("pilot comprehensive key new economic special international development"),
            entries: maker.entries,
            by_name: by_name(),
            registered: registered(&types),
            types,
        }
    }

    pub fn entry(&self, id: u32) -> Entry {
        self.entries[id as usize]
    }

    /// The zone of the register with a proper name, of a kind; a name of no kind, or of a vague one that shares a word with its own,
    /// is its name too (`Changjitu pilot zone`; not `Horgos Economic Development Zone` of the border cooperation centre).
    pub fn registered(&self, name: &str, kind: Option<&ZoneType>) -> Option<&Registered> {
        let found = self.by_name.get(&letters(name))?;
        let vague = |r: &&Registered| kind.is_none_or(|k| VAGUE.contains(&k.kind.as_str()) && k.features.meets(r.kind.features));
        let same = |r: &&Registered| kind.is_some_and(|k| k.kind == r.kind.kind);
        let zones = || found.iter().map(|&i| &self.registered[i]);
        zones().find(same).or_else(|| zones().next().filter(vague))
    }

    /// Is it the proper name of a zone of the register?
    pub fn is_registered(&self, name: &str) -> bool {
        self.by_name.contains_key(&letters(name))
    }

    pub fn is_type(&self, slug: &str) -> bool {
        self.types.iter().any(|t| t.slug == slug)
    }

    /// The first type in the list all of whose features the name has.
    pub fn zone_type(&self, features: Features) -> Option<&ZoneType> {
        self.types.iter().find(|t| features.has(t.features))
    }
}

/// Kinds of zones that tell less than the register does.
const VAGUE: [&str; 2] = ["other", "pilot_openness"];

fn registered(types: &[ZoneType]) -> Vec<Registered> {
    let zone = |line: RegisteredLine| Registered {
        kind: types.iter().find(|t| t.slug == line.r#type).expect("a type of zone_types.csv").clone(),
        name: line.names.split('|').next().unwrap_or_default().to_owned(),
        places: line.places.split(' ').map(str::to_owned).collect(),
    };
    codes::rows::<RegisteredLine>(REGISTERED).into_iter().map(zone).collect()
}

fn by_name() -> FxHashMap<String, Vec<usize>> {
    let mut names: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (i, line) in codes::rows::<RegisteredLine>(REGISTERED).iter().enumerate() {
        for name in line.names.split('|') {
            names.entry(letters(name)).or_default().push(i);
        }
    }
    names
}

/// The letters and digits of a name, as the gazetteer compares them.
fn letters(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}
