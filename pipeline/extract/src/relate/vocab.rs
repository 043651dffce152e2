//! The names and cue words that relations are read from: places, products, words of trade. One gazetteer for all
//! languages, built once from `schemas/codes/` and `schemas/lexicon/*/trade.toml`.

use super::translate::{GoodsWords, Reading};
use crate::gazetteer::{Builder, List, fold};
use crate::lang::Lang;
use crate::lexicon;
use crate::token::Direction;
use ahash::{AHashMap, AHashSet};
use amur_model::{Flow, codes};
use serde::Deserialize;
use std::collections::BTreeMap;

/// How a name stands for its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A noun: `China`.
    Name,
    /// A Chinese short form, a place only inside compounds: 对俄, 中俄.
    Short,
    /// An adjective: `Russian`, `российский`.
    Adjective,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FlowCue {
    pub flow: Flow,
    pub strength: Strength,
    /// A surplus is 1, a deficit -1; 0 where the word says neither.
    pub sign: i8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Trade only if the talk is of trade already: sales, supplies.
    Weak,
    Noun,
    Verb,
    /// Between the two sides spoken of: `bilateral trade`.
    Pair,
    /// All of a reporter's trade, unless a partner is named: `foreign trade`, 外贸.
    Total,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    To,
    From,
    With,
    Between,
    Of,
    In,
    By,
    Through,
    And,
}

/// Words that point back to a place named before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Back {
    /// A first-level subdivision.
    Province,
    City,
    /// A country or a subdivision that calls itself one.
    Republic,
    Country,
    Pair,
    Own,
    /// `our exports`: those of the country in which the text speaks.
    Home,
    /// A partner named before: `that country`.
    There,
    Zone,
    /// The figure spoken of last: `this figure`, `показатель`.
    Figure,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    Flow(FlowCue),
    Change(Direction),
    /// More or less than somebody else's: 高于, `above`.
    Than(Direction),
    Level,
    Share,
    Link(Link),
    Respectively,
    /// The figure is for each of the places named.
    Each,
    /// Names after it are examples.
    Example,
    OfWhich,
    Compare,
    While,
    Back(Back),
    /// 前者, 后者: the first and the last of the two just measured.
    Former,
    /// `the two of them`, 二者: all that was just told.
    Both,
    Latter,
    World,
    Total,
    Planned,
    Now,
    /// Of a time that is over: 曾.
    Once,
    /// `Далее следуют`: the next in the order spoken of.
    Next,
    /// Something counted that is no trade; the indicator's name.
    Other(&'static str),
    Partner,
    /// Who buys or sells what is exported or imported: `export markets`, 进口来源地.
    PartnerOf(Flow),
    /// `negative`, `отрицательное`: the sign of a balance named before.
    Sign(i8),
    /// `due to`: what follows is why, not what.
    Cause,
    /// A place after it is not what the clause is about: `bordering`.
    Object,
    /// The places before it name a thing: `the China-Russia border`.
    Thing,
    /// What is done once to a zone or a bridge: `opened in 2010` tells no trade's time.
    Founded,
    /// Who says it: `according to`, `the ministry`.
    Speaker,
    /// What is said follows: `noted that`.
    Clause,
    /// What follows is the trade of one company, no place's.
    Firm,
    Ignore,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    Place(u32, Form),
    Product(u32),
    /// A short name of several places; index into [`Vocabulary::namesakes`].
    Namesake(u32),
    /// An adjective of goods, a product only right before a word of trade: `рыбный экспорт`.
    Attribute(u32),
    /// An office of statistics or customs; index into [`Vocabulary::offices`].
    Office(u32),
    Cue(Cue),
}

#[derive(Debug, Clone)]
pub struct Place {
    pub code: String,
    pub kind: String,
    pub parent: Option<String>,
    pub name: String,
    /// Its English name in one word, where there is one: `Primorye` for Primorsky Krai.
    pub short: Option<String>,
}

impl Place {
    pub fn is_country(&self) -> bool {
        self.kind == "country"
    }

    /// A crossing, a port, a city or a county.
    pub fn is_local(&self) -> bool {
        matches!(self.kind.as_str(), "crossing" | "port" | "city" | "county")
    }

    /// A country, the world, or a group of countries.
    pub fn is_abroad(&self) -> bool {
        matches!(self.kind.as_str(), "country" | "world") || self.is_group()
    }

    /// A group of countries (not of provinces).
    pub fn is_group(&self) -> bool {
        self.kind == "group" && !self.code.starts_with("CN-") && !self.code.starts_with("RU-")
    }
}

/// The entry of what carries goods, and may be goods itself: trucks.
pub const CARRIER: u32 = 1;

/// The product of goods that no list has: the text's own words name them.
pub const UNLISTED: u32 = u32::MAX;

#[derive(Debug, Clone)]
pub struct Product {
    pub label: String,
    /// Machines, vehicles, live animals: counted by the piece.
    pub by_the_piece: bool,
}

pub struct Vocabulary {
    entries: Vec<Entry>,
    places: Vec<Place>,
    products: Vec<Product>,
    by_code: AHashMap<String, u32>,
    /// Countries with a land border between them, either way round.
    borders: AHashSet<(String, String)>,
    /// Countries by their capitals.
    capitals: AHashMap<String, String>,
    /// The codes that a name of several places may stand for: `РК` is Kazakhstan or Korea.
    namesakes: Vec<Vec<String>>,
    /// The places whose trade an office of statistics or customs counts: `Белстат`.
    offices: Vec<String>,
    /// The places that a Chinese short form may stand for, the likeliest first: 吉 is Jilin or Kyrgyzstan.
    shorts: AHashMap<String, Vec<u32>>,
    /// Short forms that need no full name beside them: 俄, not 格 for 格鲁吉亚.
    settled: AHashSet<String>,
    /// Names of products that are verbs as well: `стали`.
    verbs: AHashSet<String>,
    /// What runs between two countries: 铁路.
    routes: Vec<String>,
    /// Words for one flow being above another.
    exceeding: AHashSet<String>,
    /// Beginnings of words for a border crossing.
    crossings: Vec<String>,
    /// Endings of words for what exports are paid with.
    earnings: Vec<String>,
    /// Verbs of being; `*` stands for any ending.
    being: Vec<String>,
    /// Nouns for a kind of place, which stand behind its name, and words between the two.
    place_nouns: AHashSet<String>,
    place_words: AHashSet<String>,
    goods: GoodsLexicon,
    goods_words: GoodsWords,
    /// Russian goods of an adjective and a noun, as stems.
    described: Vec<(String, String, u32)>,
}

type Lists = BTreeMap<String, Vec<String>>;

/// How names of goods are told from other words where no list has them.
#[derive(Default, Deserialize)]
struct GoodsLexicon {
    /// Characters that stand in no such name.
    particles: String,
    /// Characters of the words that close a list of goods and add nothing.
    closing: String,
}

#[derive(Deserialize)]
struct TradeLexicon {
    flow: Lists,
    change: Lists,
    share: Lists,
    link: Lists,
    back: Lists,
    speech: Lists,
    #[serde(default)]
    namesakes: Lists,
    #[serde(default)]
    offices: Lists,
    #[serde(default)]
    adjectives: Lists,
    stance: Lists,
    counted: Lists,
    other: Lists,
    ignore: Lists,
    #[serde(default)]
    goods: Option<GoodsLexicon>,
}

const LEXICONS: [(Lang, &str); 3] = [
    (Lang::En, include_str!("../../../../schemas/lexicon/en/trade.toml")),
    (Lang::Zh, include_str!("../../../../schemas/lexicon/zh/trade.toml")),
    (Lang::Ru, include_str!("../../../../schemas/lexicon/ru/trade.toml")),
];

#[derive(Deserialize)]
struct PlaceLine {
    code: String,
    kind: String,
    parent: Option<String>,
    name_en: String,
}

#[derive(Deserialize)]
struct PlaceNameLine {
    code: String,
    lang: String,
    name: String,
    form: String,
    ambiguous: u8,
}

impl PlaceNameLine {
    /// Is it `place`'s name, in one word that means nothing else?
    fn is_short_for(&self, place: &Place) -> bool {
        const STEM: usize = 5;
        let stem = place.name.get(..STEM).unwrap_or(&place.name);
        self.lang == "en" && self.form == "name" && self.ambiguous == 0 && !self.name.contains(' ') && self.name.starts_with(stem)
    }
}

#[derive(Deserialize)]
struct BorderLine {
    country: String,
    neighbour: String,
}

#[derive(Deserialize)]
struct CapitalLine {
    country: String,
    place: String,
}

#[derive(Deserialize)]
struct ProductLine {
    product: String,
    /// HS 2022 chapter or section.
    hs: String,
    lang: String,
    name: String,
    form: String,
}

struct Names<'a> {
    builder: &'a mut Builder,
    entries: Vec<Entry>,
    namesakes: Vec<Vec<String>>,
    offices: Vec<String>,
    adjectives: Vec<(String, Vec<String>)>,
    verbs: AHashSet<String>,
    routes: Vec<String>,
    exceeding: AHashSet<String>,
    crossings: Vec<String>,
    earnings: Vec<String>,
    being: Vec<String>,
    place_nouns: AHashSet<String>,
    place_words: AHashSet<String>,
}

impl Names<'_> {
    fn add(&mut self, name: &str, entry: Entry) {
        self.builder.add(List::Trade, name, self.entries.len() as u32);
        self.entries.push(entry);
    }

    fn add_all(&mut self, names: &[String], cue: Cue) {
        for name in names {
            self.add(name, Entry::Cue(cue));
        }
    }

    fn add_lexicon(&mut self, lexicon: TradeLexicon) {
        // Words to be passed over come first: a name that ends at the same word is then read as what it is not.
        for (key, words) in &lexicon.ignore {
            let set = match key.as_str() {
                "verbs" => Some(&mut self.verbs),
                "place_nouns" => Some(&mut self.place_nouns),
                "place_words" => Some(&mut self.place_words),
                _ => None,
            };
            if let Some(set) = set {
                set.extend(words.iter().cloned());
                continue;
            }
            let stems = match key.as_str() {
                "crossings" => Some(&mut self.crossings),
                "earnings" => Some(&mut self.earnings),
                "being" => Some(&mut self.being),
                "routes" => Some(&mut self.routes),
                _ => None,
            };
            if let Some(stems) = stems {
                stems.extend(words.iter().cloned());
                continue;
            }
            let cue = match key.as_str() {
                "partner_words" => Cue::Partner,
                "export_partner" => Cue::PartnerOf(Flow::Export),
                "import_partner" => Cue::PartnerOf(Flow::Import),
                _ => Cue::Ignore,
            };
            self.add_all(words, cue);
        }
        for (key, words) in &lexicon.flow {
            self.add_all(words, Cue::Flow(flow_cue(key)));
        }
        self.exceeding.extend(lexicon.change.get("exceed").into_iter().flatten().cloned());
        for (key, words) in lexicon.change.iter().rev() {
            let cue = match key.as_str() {
                "up" => Cue::Change(Direction::Up),
                "down" => Cue::Change(Direction::Down),
                "than_up" => Cue::Than(Direction::Up),
                "than_down" => Cue::Than(Direction::Down),
                _ => Cue::Level,
            };
            self.add_all(words, cue);
        }
        for words in lexicon.share.values() {
            self.add_all(words, Cue::Share);
        }
        for (key, words) in &lexicon.link {
            self.add_all(words, link_cue(key));
        }
        for (key, words) in &lexicon.back {
            self.add_all(words, back_cue(key));
        }
        for (key, words) in &lexicon.speech {
            let cue = match key.as_str() {
                "firm" => Cue::Firm,
                "clause" => Cue::Clause,
                _ => Cue::Speaker,
            };
            self.add_all(words, cue);
        }
        for (key, words) in &lexicon.stance {
            let cue = match key.as_str() {
                "now" => Cue::Now,
                "once" => Cue::Once,
                "next" => Cue::Next,
                _ => Cue::Planned,
            };
            self.add_all(words, cue);
        }
        for (name, codes) in lexicon.namesakes {
            self.add(&name, Entry::Namesake(self.namesakes.len() as u32));
            self.namesakes.push(codes);
        }
        self.adjectives.extend(lexicon.adjectives);
        for (code, words) in lexicon.offices {
            for word in &words {
                self.add(word, Entry::Office(self.offices.len() as u32));
            }
            self.offices.push(code);
        }
        for (key, words) in lexicon.other {
            self.add_all(&words, Cue::Other(key.leak()));
        }
    }
}

fn flow_cue(key: &str) -> FlowCue {
    let strength = match key {
        _ if key.starts_with("weak_") => Strength::Weak,
        _ if key.starts_with("total_") => Strength::Total,
        _ if key.starts_with("pair_") => Strength::Pair,
        _ if key.ends_with("_verb") => Strength::Verb,
        _ => Strength::Noun,
    };
    let (flow, sign) = match key.trim_start_matches("weak_").trim_start_matches("total_").trim_end_matches("_verb") {
        "export" => (Flow::Export, 0),
        "import" => (Flow::Import, 0),
        "surplus" => (Flow::Balance, 1),
        "deficit" => (Flow::Balance, -1),
        "balance" => (Flow::Balance, 0),
        _ => (Flow::Trade, 0),
    };
    FlowCue { flow, strength, sign }
}

fn link_cue(key: &str) -> Cue {
    match key {
        "to" => Cue::Link(Link::To),
        "from" => Cue::Link(Link::From),
        "with" => Cue::Link(Link::With),
        "between" => Cue::Link(Link::Between),
        "of" => Cue::Link(Link::Of),
        "in" => Cue::Link(Link::In),
        "by" => Cue::Link(Link::By),
        "through" => Cue::Link(Link::Through),
        "and" => Cue::Link(Link::And),
        "respectively" => Cue::Respectively,
        "each" => Cue::Each,
        "object" => Cue::Object,
        "thing" => Cue::Thing,
        "founded" => Cue::Founded,
        "cause" => Cue::Cause,
        "positive" => Cue::Sign(1),
        "negative" => Cue::Sign(-1),
        "example" => Cue::Example,
        "of_which" => Cue::OfWhich,
        "compare" => Cue::Compare,
        "while" => Cue::While,
        other => panic!("no such list under [link]: {other}"),
    }
}

fn back_cue(key: &str) -> Cue {
    match key {
        "province" | "region" => Cue::Back(Back::Province),
        "city" => Cue::Back(Back::City),
        "republic" => Cue::Back(Back::Republic),
        "country" => Cue::Back(Back::Country),
        "pair" => Cue::Back(Back::Pair),
        "own" => Cue::Back(Back::Own),
        "home" => Cue::Back(Back::Home),
        "there" => Cue::Back(Back::There),
        "figure" => Cue::Back(Back::Figure),
        "former" => Cue::Former,
        "both" => Cue::Both,
        "latter" => Cue::Latter,
        "zone" => Cue::Back(Back::Zone),
        "world" => Cue::World,
        "total" => Cue::Total,
        other => panic!("no such list under [back]: {other}"),
    }
}

impl Vocabulary {
    /// Adds its words to `names`.
    pub fn new(names: &mut Builder) -> Self {
        let mut names = Names {
            builder: names,
            entries: Vec::new(),
            namesakes: Vec::new(),
            offices: Vec::new(),
            adjectives: Vec::new(),
            verbs: AHashSet::new(),
            routes: Vec::new(),
            exceeding: AHashSet::new(),
            crossings: Vec::new(),
            earnings: Vec::new(),
            being: Vec::new(),
            place_nouns: AHashSet::new(),
            place_words: AHashSet::new(),
        };
        let mut goods = GoodsLexicon::default();
        for (lang, file) in LEXICONS {
            let mut lexicon: TradeLexicon = lexicon::parse(lang, file);
            goods = lexicon.goods.take().unwrap_or(goods);
            for (key, words) in &lexicon.counted {
                let entry = if key == "carriers" { CARRIER } else { 0 };
                words.iter().for_each(|word| names.builder.add(List::Untraded, word, entry));
            }
            names.add_lexicon(lexicon);
        }
        let mut places: Vec<Place> = codes::rows::<PlaceLine>(codes::PLACES)
            .into_iter()
            .map(|line| Place {
                code: line.code,
                kind: line.kind,
                parent: line.parent.filter(|p| !p.is_empty()),
                name: line.name_en,
                short: None,
            })
            .collect();
        let by_code: AHashMap<String, u32> = places.iter().enumerate().map(|(i, p)| (p.code.clone(), i as u32)).collect();
        let mut shorts: AHashMap<String, Vec<u32>> = AHashMap::new();
        let mut settled = AHashSet::new();
        for line in codes::rows::<PlaceNameLine>(codes::PLACE_NAMES) {
            let form = match line.form.as_str() {
                "adj" => Form::Adjective,
                "short" | "initial" => Form::Short,
                _ => Form::Name,
            };
            if let Some(&place) = by_code.get(&line.code) {
                let known = &mut places[place as usize];
                if known.short.is_none() && line.is_short_for(known) {
                    known.short = Some(line.name.clone());
                }
                names.add(&line.name, Entry::Place(place, form));
                if line.form == "short" {
                    settled.insert(line.name.clone());
                }
                if form == Form::Short {
                    shorts.entry(line.name).or_default().push(place);
                }
            }
        }
        let both = |line: BorderLine| [(line.country.clone(), line.neighbour.clone()), (line.neighbour, line.country)];
        let borders = codes::rows::<BorderLine>(codes::BORDERS).into_iter().flat_map(both).collect();
        let capitals = codes::rows::<CapitalLine>(codes::CAPITALS).into_iter().map(|line| (line.place, line.country)).collect();
        let mut products: Vec<Product> = Vec::new();
        let mut by_label: AHashMap<String, u32> = AHashMap::new();
        let mut described = Vec::new();
        let mut goods_words = GoodsWords::new(codes::rows(codes::PRODUCT_WORDS));
        let lines = codes::rows::<ProductLine>(codes::PRODUCTS);
        let listed: AHashSet<String> = lines.iter().map(|line| line.name.clone()).collect();
        for line in lines {
            if line.lang == "zh" && line.form == "name" {
                goods_words.add_name(&line.name, &line.product);
            }
            let product = *by_label.entry(line.product.clone()).or_insert_with(|| {
                let by_the_piece = matches!(line.hs.get(..2), Some("01" | "84" | "85" | "86" | "87" | "88" | "89")) || line.hs == "S17";
                products.push(Product { label: line.product, by_the_piece });
                products.len() as u32 - 1
            });
            names.add(&line.name, Entry::Product(product));
            if let [adjective, noun] = line.name.split(' ').collect::<Vec<_>>()[..]
                && line.lang == "ru"
                && let (Some(adjective), Some(noun)) = (adjective.strip_suffix('*'), noun.strip_suffix('*'))
            {
                // `масло рапсовое`
                let turned = format!("{noun}* {adjective}*");
                if !listed.contains(&turned) {
                    names.add(&turned, Entry::Product(product));
                }
                described.push((adjective.to_owned(), noun.to_owned(), product));
            }
        }
        for (label, words) in std::mem::take(&mut names.adjectives) {
            let product = *by_label.get(&label).unwrap_or_else(|| panic!("no such product under [adjectives]: {label}"));
            words.iter().for_each(|word| names.add(word, Entry::Attribute(product)));
        }
        Vocabulary {
            entries: names.entries,
            places,
            products,
            by_code,
            capitals,
            borders,
            namesakes: names.namesakes,
            offices: names.offices,
            shorts,
            settled,
            verbs: names.verbs,
            routes: names.routes,
            exceeding: names.exceeding,
            crossings: names.crossings,
            earnings: names.earnings,
            being: names.being,
            place_nouns: names.place_nouns,
            place_words: names.place_words,
            goods,
            goods_words,
            described,
        }
    }

    pub fn entry(&self, id: u32) -> Entry {
        self.entries[id as usize]
    }

    pub fn place(&self, id: u32) -> &Place {
        &self.places[id as usize]
    }

    pub fn product(&self, id: u32) -> &Product {
        &self.products[id as usize]
    }

    /// Are the goods counted by the piece?
    pub fn is_by_the_piece(&self, product: u32) -> bool {
        self.products.get(product as usize).is_some_and(|product| product.by_the_piece)
    }

    /// The place that a namesake stands for in a text that names the places `named`: the one that is named, else the likeliest.
    pub fn meant(&self, namesake: u32, named: &AHashSet<String>) -> Option<u32> {
        let codes = &self.namesakes[namesake as usize];
        let code = codes.iter().find(|code| named.contains(*code)).or_else(|| codes.first());
        code.and_then(|code| self.by_code(code))
    }

    /// The place whose trade an office counts.
    pub fn office(&self, office: u32) -> Option<u32> {
        self.by_code(&self.offices[office as usize])
    }

    /// The place that a short form stands for in a text that names the places `named` in full: the likeliest of those, if any.
    pub fn short_for(&self, short: &str, named: &AHashSet<String>) -> Option<u32> {
        self.shorts.get(fold(short).as_str())?.iter().copied().find(|&place| named.contains(&self.place(place).code))
    }

    /// Does the short form stand for a place in a text that does not name it in full?
    pub fn is_settled(&self, short: &str) -> bool {
        self.settled.contains(fold(short).as_str())
    }

    /// The country whose capital this place is.
    pub fn capital_of(&self, code: &str) -> Option<&str> {
        self.capitals.get(code).map(String::as_str)
    }

    /// Is this name of a product a form of a verb as well?
    pub fn is_verb_too(&self, word: &str) -> bool {
        self.verbs.contains(word)
    }

    /// Does a Chinese text go on with a road, a line or a corridor?
    pub fn opens_route(&self, text: &str) -> bool {
        self.routes.iter().any(|route| text.starts_with(route.as_str()))
    }

    /// The Russian goods that an adjective and a noun name together.
    pub fn described(&self, adjective: &str, noun: &str) -> Option<u32> {
        let (adjective, noun) = (fold(adjective), fold(noun));
        let longest = |(a, n, _): &&(String, String, u32)| a.len() + n.len();
        let named = self.described.iter().filter(|(a, n, _)| adjective.starts_with(a.as_str()) && noun.starts_with(n.as_str()));
        named.max_by_key(longest).map(|&(_, _, product)| product)
    }

    /// The English for a Chinese name of goods, from the words that it is made of.
    pub fn translate(&self, name: &str) -> Option<Reading> {
        self.goods_words.translate(name)
    }

    /// Is this Chinese character one that no name of goods has?
    pub fn is_particle(&self, character: &str) -> bool {
        self.goods.particles.contains(character)
    }

    /// Is this Chinese character one of the words that close a list of goods and add nothing: 等主要商品?
    pub fn closes_goods(&self, character: &str) -> bool {
        self.goods.closing.contains(character)
    }

    /// Is this what one flow does to another that it is larger than?
    pub fn is_exceeding(&self, word: &str) -> bool {
        self.exceeding.contains(word)
    }

    /// Do two codes lie in one country, or neither in any?
    pub fn same_country(&self, a: &str, b: &str) -> bool {
        self.country_of(a) == self.country_of(b)
    }

    /// Do two countries share a land border?
    pub fn are_neighbours(&self, a: &str, b: &str) -> bool {
        self.borders.contains(&(a.to_owned(), b.to_owned()))
    }

    /// Is a word for a border crossing among these: `автомобильного пункта пропуска`?
    pub fn is_crossing(&self, words: &str) -> bool {
        let words = fold(words);
        let is_one = |stem: &String| {
            words.split_whitespace().any(|word| word.starts_with(stem.as_str())) || !stem.is_ascii() && words.contains(stem.as_str())
        };
        self.crossings.iter().any(is_one)
    }

    /// A noun for a kind of place: `port`.
    pub fn is_place_noun(&self, word: &str) -> bool {
        self.place_nouns.contains(fold(word).as_str())
    }

    /// Such a noun, or a word before one: `border port`.
    pub fn is_place_word(&self, word: &str) -> bool {
        self.is_place_noun(word) || self.place_words.contains(fold(word).as_str())
    }

    /// Is it what exports are paid with: `export earnings`?
    pub fn is_earnings(&self, words: &str) -> bool {
        let words = fold(words);
        self.earnings.iter().any(|word| words.ends_with(word.as_str()))
    }

    /// A verb that says who or what somebody is: `was`, `является`.
    pub fn is_being(&self, word: &str) -> bool {
        let word = fold(word);
        self.being.iter().any(|verb| verb.strip_suffix('*').map_or(*verb == word, |stem| word.starts_with(stem)))
    }

    pub fn by_code(&self, code: &str) -> Option<u32> {
        self.by_code.get(code).copied()
    }

    /// Is `inner` the same place as `outer`, or inside it?
    pub fn lies_in(&self, inner: &str, outer: &str) -> bool {
        let mut at = Some(inner);
        // The tree of places is four levels deep.
        for _ in 0..5 {
            match at {
                Some(code) if code == outer => return true,
                Some(code) => at = self.by_code(code).and_then(|id| self.place(id).parent.as_deref()).or_else(|| prefix(code)),
                None => return false,
            }
        }
        false
    }

    /// Does `outer` lie round `inner`, or is it its country, or a group in its country?
    pub fn lies_round(&self, outer: &str, inner: &str) -> bool {
        let wide = |code: &str| self.by_code(code).is_some_and(|id| matches!(self.place(id).kind.as_str(), "country" | "group"));
        outer != inner && (self.lies_in(inner, outer) || wide(outer) && !wide(inner) && self.same_country(inner, outer))
    }

    /// ISO 3166-1 code of the country a place lies in.
    pub fn country_of<'a>(&'a self, code: &'a str) -> Option<&'a str> {
        let mut at = code;
        for _ in 0..5 {
            if let Some(id) = self.by_code(at) {
                if self.place(id).is_country() {
                    return Some(at);
                }
                if let Some(parent) = self.place(id).parent.as_deref() {
                    at = parent;
                    continue;
                }
            }
            at = prefix(at)?;
        }
        None
    }
}

/// `CN-HL` of `CN-HL:heihe`, `CN` of `CN-HL`.
fn prefix(code: &str) -> Option<&str> {
    if code.starts_with("X-") {
        return None;
    }
    code.rsplit_once(':').or_else(|| code.rsplit_once('-')).map(|(outer, _)| outer)
}
