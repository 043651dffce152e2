//! The vocabulary from the code lists and the lexicons.

use super::cue::{Cue, Entry, Form, back_cue, change_cue, flow_cue, link_cue, passed_over_cue, speech_cue, stance_cue};
use super::{CARRIER, GoodsLexicon, NamedBy, Place, Product, Vocabulary, Words};
use crate::gazetteer::{Builder, List};
use crate::lang::Lang;
use crate::lexicon;
use crate::relate::translate::GoodsWords;
use amur_model::codes;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;

type Lists = BTreeMap<String, Vec<String>>;

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
    words: BTreeMap<Words, Vec<String>>,
    #[serde(default)]
    goods: Option<GoodsLexicon>,
}

const LEXICONS: [(Lang, &str); 3] = [
    (Lang::En, include_str!("../../../../../schemas/lexicon/en/trade.toml")),
    (Lang::Zh, include_str!("../../../../../schemas/lexicon/zh/trade.toml")),
    (Lang::Ru, include_str!("../../../../../schemas/lexicon/ru/trade.toml")),
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
struct FiscalYearLine {
    country: String,
    month: u8,
    named_by: NamedBy,
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

impl Vocabulary {
    /// Adds its words to `names`.
    pub fn new(names: &mut Builder) -> Self {
        let mut names = Names { builder: names, vocabulary: Vocabulary::default(), adjectives: Vec::new() };
        for (lang, file) in LEXICONS {
            names.add_lexicon(lexicon::parse(lang, file));
        }
        names.add_places();
        names.add_products();
        names.vocabulary
    }
}

/// A vocabulary in the making, and the names that it gives to the gazetteer of all lists.
struct Names<'a> {
    builder: &'a mut Builder,
    vocabulary: Vocabulary,
    /// Adjectives of goods, until the goods are known.
    adjectives: Vec<(String, Vec<String>)>,
}

impl Names<'_> {
    fn add(&mut self, name: &str, entry: Entry) {
        self.builder.add(List::Trade, name, self.vocabulary.entries.len() as u32);
        self.vocabulary.entries.push(entry);
    }

    fn add_all(&mut self, names: &[String], cue: Cue) {
        for name in names {
            self.add(name, Entry::Cue(cue));
        }
    }

    fn add_lexicon(&mut self, lexicon: TradeLexicon) {
        for (key, words) in &lexicon.counted {
            let entry = if key == "carriers" { CARRIER } else { 0 };
            words.iter().for_each(|word| self.builder.add(List::Untraded, word, entry));
        }
        // Words to be passed over come first: a name that ends at the same word is then read as what it is not.
        for (key, words) in &lexicon.ignore {
            if !self.keep(key, words) {
                self.add_all(words, passed_over_cue(key));
            }
        }
        self.vocabulary.exceeding.extend(lexicon.change.get("exceed").into_iter().flatten().cloned());
        let flow = lexicon.flow.iter().map(|(key, words)| (words, Cue::Flow(flow_cue(key))));
        let change = lexicon.change.iter().rev().map(|(key, words)| (words, change_cue(key)));
        let share = lexicon.share.values().map(|words| (words, Cue::Share));
        let link = lexicon.link.iter().map(|(key, words)| (words, link_cue(key)));
        let back = lexicon.back.iter().map(|(key, words)| (words, back_cue(key)));
        let speech = lexicon.speech.iter().map(|(key, words)| (words, speech_cue(key)));
        let stance = lexicon.stance.iter().map(|(key, words)| (words, stance_cue(key)));
        for (words, cue) in flow.chain(change).chain(share).chain(link).chain(back).chain(speech).chain(stance) {
            self.add_all(words, cue);
        }
        for (key, words) in &lexicon.words {
            let lists = &mut self.vocabulary.words;
            lists.resize_with(lists.len().max(*key as usize + 1), Default::default);
            words.iter().for_each(|word| lists[*key as usize].add(word));
        }
        for (name, codes) in lexicon.namesakes {
            self.add(&name, Entry::Namesake(self.vocabulary.namesakes.len() as u32));
            self.vocabulary.namesakes.push(codes);
        }
        self.adjectives.extend(lexicon.adjectives);
        for (code, words) in lexicon.offices {
            for word in &words {
                self.add(word, Entry::Office(self.vocabulary.offices.len() as u32));
            }
            self.vocabulary.offices.push(code);
        }
        for (key, words) in lexicon.other {
            self.add_all(&words, Cue::Other(key.leak()));
        }
        if let Some(goods) = lexicon.goods {
            self.vocabulary.goods = goods;
        }
    }

    /// Keeps words that are asked for by themselves, and are no names; false if the list is none of these.
    fn keep(&mut self, key: &str, words: &[String]) -> bool {
        let words = words.iter().cloned();
        let vocabulary = &mut self.vocabulary;
        match key {
            "dealings" => vocabulary.dealings.extend(words),
            "by_province" => vocabulary.by_province.extend(words),
            "crossings" => vocabulary.crossings.extend(words),
            "left_with" => vocabulary.left_with.extend(words),
            "earnings" => vocabulary.earnings.extend(words),
            "routes" => vocabulary.routes.extend(words),
            "including" => vocabulary.including.extend(words),
            _ => return false,
        }
        true
    }

    fn add_places(&mut self) {
        for line in codes::rows::<PlaceLine>(codes::PLACES) {
            let parent = line.parent.filter(|parent| !parent.is_empty());
            self.vocabulary.by_code.insert(line.code.clone(), self.vocabulary.places.len() as u32);
            self.vocabulary.places.push(Place { code: line.code, kind: line.kind, parent, name: line.name_en, short: None });
        }
        self.vocabulary.countries = (0..self.vocabulary.places.len() as u32).map(|place| self.vocabulary.find_country(place)).collect();
        for line in codes::rows::<PlaceNameLine>(codes::PLACE_NAMES) {
            self.add_place_name(line);
        }
        for BorderLine { country, neighbour } in codes::rows(codes::BORDERS) {
            self.vocabulary.borders.entry(country.clone()).or_default().push(neighbour.clone());
            self.vocabulary.borders.entry(neighbour).or_default().push(country);
        }
        self.vocabulary.fiscal_years = codes::rows::<FiscalYearLine>(codes::FISCAL_YEARS)
            .into_iter()
            .map(|line| (line.country, (line.month, line.named_by)))
            .collect();
        self.vocabulary.capitals = codes::rows::<CapitalLine>(codes::CAPITALS).into_iter().map(|line| (line.place, line.country)).collect();
    }

    fn add_place_name(&mut self, line: PlaceNameLine) {
        let Some(place) = self.vocabulary.by_code(&line.code) else { return };
        let form = match line.form.as_str() {
            "adj" => Form::Adjective,
            "short" | "initial" => Form::Short,
            _ => Form::Name,
        };
        let known = &mut self.vocabulary.places[place as usize];
        if known.short.is_none() && line.is_short_for(known) {
            known.short = Some(line.name.clone());
        }
        self.add(&line.name, Entry::Place(place, form));
        if line.form == "short" {
            self.vocabulary.settled.insert(line.name.clone());
        }
        if form == Form::Short {
            self.vocabulary.shorts.entry(line.name).or_default().push(place);
        }
    }

    fn add_products(&mut self) {
        let mut by_label: FxHashMap<String, u32> = FxHashMap::default();
        self.vocabulary.goods_words = GoodsWords::new(codes::rows(codes::PRODUCT_WORDS));
        let lines = codes::rows::<ProductLine>(codes::PRODUCTS);
        let listed: FxHashSet<&str> = lines.iter().map(|line| line.name.as_str()).collect();
        for line in &lines {
            if line.lang == "zh" && line.form == "name" {
                self.vocabulary.goods_words.add_name(&line.name, &line.product);
            }
            let product = *by_label.entry(line.product.clone()).or_insert_with(|| {
                self.vocabulary.products.push(Product { label: line.product.clone(), by_the_piece: line.is_by_the_piece() });
                self.vocabulary.products.len() as u32 - 1
            });
            self.add(&line.name, Entry::Product(product));
            if let Some((adjective, noun)) = line.russian_stems() {
                // `масло рапсовое`
                let turned = format!("{noun}* {adjective}*");
                if !listed.contains(turned.as_str()) {
                    self.add(&turned, Entry::Product(product));
                }
                self.vocabulary.described.entry(adjective.to_owned()).or_default().push((noun.to_owned(), product));
            }
        }
        for (label, words) in std::mem::take(&mut self.adjectives) {
            let product = *by_label.get(&label).unwrap_or_else(|| panic!("no such product under [adjectives]: {label}"));
            words.iter().for_each(|word| self.add(word, Entry::Attribute(product)));
        }
    }
}

impl ProductLine {
    /// Machines, vehicles, live animals.
    fn is_by_the_piece(&self) -> bool {
        matches!(self.hs.get(..2), Some("01" | "84" | "85" | "86" | "87" | "88" | "89")) || self.hs == "S17"
    }

    /// The adjective and the noun of a name like `рапсов* масл*`.
    fn russian_stems(&self) -> Option<(&str, &str)> {
        let (adjective, noun) = self.name.split_once(' ').filter(|(_, noun)| self.lang == "ru" && !noun.contains(' '))?;
        adjective.strip_suffix('*').zip(noun.strip_suffix('*'))
    }
}
