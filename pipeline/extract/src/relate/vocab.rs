//! The names and cue words that relations are read from: places, products, words of trade. One gazetteer for all
//! languages, built once from `schemas/codes/` and `schemas/lexicon/*/trade.toml`.

mod build;
mod cue;
mod words;

pub use cue::{Back, Cue, Entry, FlowCue, Form, Link, Strength};
pub use words::Words;

use super::translate::{GoodsWords, Names};
use crate::gazetteer::folded;
use ahash::AHashSet;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use words::WordSet;

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

/// The calendar year by which a fiscal year is named: in Japan `fiscal 2018` begins in 2018, in the United States it ends then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NamedBy {
    First,
    Last,
}

#[derive(Default)]
pub struct Vocabulary {
    entries: Vec<Entry>,
    places: Vec<Place>,
    products: Vec<Product>,
    by_code: FxHashMap<String, u32>,
    /// The country that each place lies in.
    countries: Vec<Option<u32>>,
    /// The countries that each shares a land border with.
    borders: FxHashMap<String, Vec<String>>,
    /// The months in which the fiscal years of countries begin, and how these are named.
    fiscal_years: FxHashMap<String, (u8, NamedBy)>,
    /// Countries by their capitals.
    capitals: FxHashMap<String, String>,
    /// The codes that a name of several places may stand for: `РК` is Kazakhstan or Korea.
    namesakes: Vec<Vec<String>>,
    /// The places whose trade an office of statistics or customs counts: `Белстат`.
    offices: Vec<String>,
    /// The places that a Chinese short form may stand for, the likeliest first: 吉 is Jilin or Kyrgyzstan.
    shorts: FxHashMap<String, Vec<u32>>,
    /// Short forms that need no full name beside them: 俄, not 格 for 格鲁吉亚.
    settled: FxHashSet<String>,
    /// What runs between two countries: 铁路.
    routes: Vec<String>,
    /// What a bracket begins with that says what a place includes or leaves out: 含.
    including: Vec<String>,
    /// Words for one flow being above another.
    exceeding: FxHashSet<String>,
    /// Beginnings of words for a border crossing.
    crossings: Vec<String>,
    /// Stems of places that goods leave with `с` in Russian.
    left_with: Vec<String>,
    /// Endings of words for what exports are paid with.
    earnings: Vec<String>,
    /// What a sentence opens with that goes through the provinces.
    by_province: Vec<String>,
    dealings: Vec<String>,
    /// By their number among [`Words`].
    words: Vec<WordSet>,
    goods: GoodsLexicon,
    goods_words: GoodsWords,
    /// Russian goods of an adjective and a noun, by the adjective's stem: the stems of nouns that go with it.
    described: FxHashMap<String, Vec<(String, u32)>>,
}

/// How names of goods are told from other words where no list has them.
#[derive(Default, Deserialize)]
struct GoodsLexicon {
    /// Characters that stand in no such name.
    particles: Characters,
    /// Characters of the words that close a list of goods and add nothing.
    closing: Characters,
}

/// Characters of a list, and the list itself.
#[derive(Default, Deserialize)]
#[serde(from = "String")]
struct Characters {
    list: String,
    set: FxHashSet<char>,
}

impl From<String> for Characters {
    fn from(list: String) -> Self {
        Characters { set: list.chars().collect(), list }
    }
}

impl Characters {
    /// Is a text, mostly of one character, among them?
    fn holds(&self, text: &str) -> bool {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(character), None) => self.set.contains(&character),
            _ => self.list.contains(text),
        }
    }
}

impl Vocabulary {
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
        self.shorts.get(&*folded(short))?.iter().copied().find(|&place| named.contains(&self.place(place).code))
    }

    /// Does the short form stand for a place in a text that does not name it in full?
    pub fn is_settled(&self, short: &str) -> bool {
        self.settled.contains(&*folded(short))
    }

    /// The country whose capital this place is.
    pub fn capital_of(&self, code: &str) -> Option<&str> {
        self.capitals.get(code).map(String::as_str)
    }

    /// The month in which the fiscal years of the country begin in which the place lies, and by which calendar year they are named.
    pub fn fiscal_year(&self, code: &str) -> Option<(u8, NamedBy)> {
        self.fiscal_years.get(self.country_of(code)?).copied()
    }

    /// Does a Chinese text go on with a road, a line or a corridor?
    pub fn opens_route(&self, text: &str) -> bool {
        self.routes.iter().any(|route| text.starts_with(route.as_str()))
    }

    /// Does the text of a bracket say what is included or left out?
    pub fn says_what_is_included(&self, text: &str) -> bool {
        self.including.iter().any(|word| text.starts_with(word.as_str()))
    }

    /// The Russian goods that an adjective names with the first of `nouns` that goes with it.
    pub fn described<'n>(&self, adjective: &str, mut nouns: impl Iterator<Item = &'n str>) -> Option<u32> {
        let adjective = folded(adjective);
        let beginnings = adjective.char_indices().map(|(i, c)| &adjective[..i + c.len_utf8()]);
        let stems: Vec<_> = beginnings.filter_map(|stem| self.described.get_key_value(stem)).collect();
        if stems.is_empty() {
            return None;
        }
        nouns.find_map(|noun| {
            let noun = folded(noun);
            let goods = stems.iter().flat_map(|(adjective, goods)| goods.iter().map(|(stem, product)| (adjective.len(), stem, *product)));
            let named = goods.filter(|(_, stem, _)| noun.starts_with(stem.as_str()));
            named.max_by_key(|(adjective, stem, _)| adjective + stem.len()).map(|(_, _, product)| product)
        })
    }

    /// May a Chinese name of goods that is made of known words begin so?
    pub(super) fn begins_goods(&self, words: &str) -> bool {
        self.goods_words.may_begin(words)
    }

    /// The Chinese names of goods that are made of known words and that a text begins with.
    pub(super) fn goods_names(&self, text: &str) -> Names {
        self.goods_words.names(text)
    }

    /// The English for a Chinese name of goods, from the words that it is made of.
    pub(super) fn translate(&self, name: &str) -> Option<String> {
        self.goods_words.translate(name)
    }

    /// Is this Chinese character one that no name of goods has?
    pub fn is_particle(&self, character: &str) -> bool {
        self.goods.particles.holds(character)
    }

    /// Is this Chinese character one of the words that close a list of goods and add nothing: 等主要商品?
    pub fn closes_goods(&self, character: &str) -> bool {
        self.goods.closing.holds(character)
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
        self.borders.get(a).is_some_and(|neighbours| neighbours.iter().any(|neighbour| neighbour == b))
    }

    /// `Сахалина`, `Кубы`: the genitive of a place that goods leave with `с`, and not with `из`.
    pub fn is_left_with(&self, name: &str) -> bool {
        let name = folded(name);
        let genitive = name.ends_with(['а', 'я', 'и', 'ы']) || name.ends_with("ипп");
        genitive && self.left_with.iter().any(|stem| name.starts_with(stem.as_str()))
    }

    /// Is a word for a border crossing among these: `автомобильного пункта пропуска`?
    pub fn is_crossing(&self, words: &str) -> bool {
        let words = folded(words);
        let is_one = |stem: &String| {
            words.split_whitespace().any(|word| word.starts_with(stem.as_str())) || !stem.is_ascii() && words.contains(stem.as_str())
        };
        self.crossings.iter().any(is_one)
    }

    /// Does a sentence tell that there is trade, though not how much: `had trade relations with 137 countries in 2016`?
    pub fn tells_of_dealings(&self, text: &str) -> bool {
        self.dealings.iter().any(|words| text.contains(words.as_str()))
    }

    /// Such a noun, or a word before one: `border port`.
    pub fn is_place_word(&self, word: &str) -> bool {
        self.is(Words::PlaceNouns, word) || self.is(Words::PlaceWords, word)
    }

    /// Is it what exports are paid with: `export earnings`?
    pub fn is_earnings(&self, words: &str) -> bool {
        let words = folded(words);
        self.earnings.iter().any(|word| words.ends_with(word.as_str()))
    }

    /// Does a Chinese sentence begin by saying that its trade is told province by province: 分省份看?
    pub fn opens_by_province(&self, text: &str) -> bool {
        self.by_province.iter().any(|words| text.starts_with(words.as_str()))
    }

    /// Is it one of those words?
    pub fn is(&self, words: Words, word: &str) -> bool {
        self.words.get(words as usize).is_some_and(|set| set.has(word))
    }

    pub fn by_code(&self, code: &str) -> Option<u32> {
        self.by_code.get(code).copied()
    }

    /// The place with this code.
    pub fn place_of(&self, code: &str) -> Option<&Place> {
        self.by_code(code).map(|id| self.place(id))
    }

    /// See [`Place::is_local`].
    pub fn is_local(&self, code: &str) -> bool {
        self.place_of(code).is_some_and(Place::is_local)
    }

    pub fn is_country(&self, code: &str) -> bool {
        self.place_of(code).is_some_and(Place::is_country)
    }

    /// Is `inner` the same place as `outer`, or inside it?
    pub fn lies_in(&self, inner: &str, outer: &str) -> bool {
        let mut at = Some(inner);
        // The tree of places is four levels deep.
        for _ in 0..5 {
            match at {
                Some(code) if code == outer => return true,
                Some(code) => at = self.place_of(code).and_then(|place| place.parent.as_deref()).or_else(|| prefix(code)),
                None => return false,
            }
        }
        false
    }

    /// Does `outer` lie round `inner`, or is it its country, or a group in its country?
    pub fn lies_round(&self, outer: &str, inner: &str) -> bool {
        let wide = |code: &str| self.place_of(code).is_some_and(|place| matches!(place.kind.as_str(), "country" | "group"));
        outer != inner && (self.lies_in(inner, outer) || wide(outer) && !wide(inner) && self.same_country(inner, outer))
    }

    /// ISO 3166-1 code of the country a place lies in.
    pub fn country_of(&self, code: &str) -> Option<&str> {
        let mut at = code;
        loop {
            match self.by_code(at) {
                Some(id) => return self.countries[id as usize].map(|country| self.place(country).code.as_str()),
                None => at = prefix(at)?,
            }
        }
    }

    /// The country round a place, by those that lie round it one in the other.
    fn find_country(&self, place: u32) -> Option<u32> {
        let mut at = self.place(place).code.as_str();
        // The tree of places is four levels deep.
        for _ in 0..5 {
            let known = self.by_code(at);
            match known.map(|id| (id, self.place(id))) {
                Some((id, place)) if place.is_country() => return Some(id),
                Some((_, Place { parent: Some(parent), .. })) => at = parent,
                _ => at = prefix(at)?,
            }
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
