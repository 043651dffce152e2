//! The zones of one document, as they are named sentence by sentence.

mod lists;
mod naming;
mod note;
mod parsed;
mod parts;
mod resolve;
mod rows;

use super::facts::{self, Status};
use super::latin::romanize;
use super::lexicon::{Determiner, Features, Founding, Link, Naming, Sense, Words, ZoneType};
use super::phrase::{Phrase, Reader, Script, script};
use super::pieces::{Cutter, Kind, Piece};
use super::places::{self, Item, Joint, Run, Runs};
use crate::gazetteer::{Hit, List, Names, fold};
use crate::relate::vocab::{self, Vocabulary};
use crate::token::{Figure, Period, TimeContext};
use crate::units::Unit;
use ahash::AHashMap;
use amur_model::id::{kebab, stable_id};
use amur_model::{CellSpan, Common, Fact, Origin, Zone, ZoneMention};
use amur_text::Reading;
use lists::Pending;
use note::{Mention, Record};
use parsed::{Parsed, cut};
use std::ops::Range;

/// A sentence of the view with what the recognisers found in it.
pub struct Sentence<'a> {
    pub text: &'a str,
    pub units: &'a [Unit],
    pub names: &'a Names,
    pub figures: &'a [Figure],
    pub periods: &'a [Period],
    pub times: TimeContext,
    /// Byte of the view at which `text` begins.
    pub start: usize,
    /// The block it stands in.
    pub block: usize,
    /// An entry of a reference list: its names are other names of zones that the text names itself, and no zones of their own.
    pub listed: bool,
}

/// A place in a sentence where zones are spoken of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneSpan {
    pub units: Range<usize>,
    /// Ids; more than one for `pilot zones in A, B and C`.
    pub zones: Vec<String>,
    pub kind: String,
    /// Codes of the (first) zone's places, most precise first.
    pub places: Vec<String>,
    /// By a name; else it points back (`the zone`).
    pub named: bool,
}

/// Bytes of the view.
type Bytes = Range<usize>;

/// Reads one document; see [`Zones::register`](super::Zones::register).
pub struct Register<'a> {
    words: &'a Words,
    vocabulary: &'a Vocabulary,
    records: Vec<Record>,
    by_id: AHashMap<String, usize>,
    by_proper: AHashMap<String, usize>,
    abbreviations: AHashMap<String, usize>,
    /// The zone spoken of last, and in which block.
    last: Option<(usize, usize)>,
    pending: Option<Pending>,
    /// The piece after the name of the zone that the sentence spoke of last, and the city that it lies in.
    beside: Option<(usize, u32)>,
    /// The country that a sentence spoke of alone, and in which block.
    country: Option<(u32, usize)>,
    /// The province spoken of last, in which block, and its name there.
    province: Option<(u32, usize, Bytes)>,
    /// The city spoken of last, and in which block.
    city: Option<(u32, usize)>,
    sentences: usize,
}

/// Blocks after which `the zone` points back no more.
const MEMORY_BLOCKS: usize = 4;
/// Sentences after which `similar areas` point back no more.
const MEMORY_SENTENCES: usize = 4;

/// Units after which a sentence (or what was taken for one) is read in parts, so that reading stays linear.
const LONGEST_SENTENCE: usize = 600;

/// Zones that a phrase names, and how.
struct Named {
    /// With the pieces that tell the zone from its likes: its place in a list, else the name.
    zones: Vec<(usize, Range<usize>)>,
    rule: &'static str,
}

/// Territories of advanced development are known by proper names, printed after the type.
const TOR: &str = "tor";

/// The country that has them.
const TOR_COUNTRY: &str = "RU";

/// Zones of provinces, whose areas are cities'.
const PILOT_FREE_TRADE: &str = "pilot-free-trade-zone";

/// Areas for electronic commerce are cities'.
const ECOMMERCE: &str = "cross_border_ecommerce";

/// What a zone of any kind may be called for short.
const ECONOMIC_ZONE: &str = "economic-zone";

const RULE_NAMED: &str = "zone.named";
const RULE_LIST: &str = "zone.list";
const RULE_PART: &str = "zone.part";
const RULE_CONTEXT: &str = "zone.context";
const RULE_BACK: &str = "zone.back";

impl<'a> Register<'a> {
    pub(super) fn new(words: &'a Words, vocabulary: &'a Vocabulary) -> Self {
        Register {
            words,
            vocabulary,
            records: Vec::new(),
            by_id: AHashMap::new(),
            by_proper: AHashMap::new(),
            abbreviations: AHashMap::new(),
            last: None,
            pending: None,
            country: None,
            beside: None,
            province: None,
            city: None,
            sentences: 0,
        }
    }

    /// All zones that a sentence speaks of, in order, none over another. Sentences are to come in reading order.
    pub fn find(&mut self, sentence: &Sentence) -> Vec<ZoneSpan> {
        let mut spans = Vec::new();
        for first in (0..sentence.units.len()).step_by(LONGEST_SENTENCE) {
            let part = first..sentence.units.len().min(first + LONGEST_SENTENCE);
            let found = if part.len() == sentence.units.len() {
                self.read(sentence)
            } else {
                let (figures, periods) = (cut(sentence.figures, &part), cut(sentence.periods, &part));
                let (units, names) = (&sentence.units[part.clone()], sentence.names.within(&part));
                self.read(&Sentence { units, names: &names, figures: &figures, periods: &periods, ..*sentence })
            };
            spans.extend(found.into_iter().map(|span| ZoneSpan { units: first + span.units.start..first + span.units.end, ..span }));
        }
        spans
    }

    fn read(&mut self, sentence: &Sentence) -> Vec<ZoneSpan> {
        self.sentences += 1;
        self.remember_city(sentence);
        if self.is_idle(sentence.names) {
            return Vec::new();
        }
        let Sentence { text, units, names, .. } = *sentence;
        let pieces = Cutter { words: self.words, vocabulary: self.vocabulary, text, units, names }.pieces();
        let here = self.province.as_ref().filter(|(_, block, _)| sentence.block - block <= MEMORY_BLOCKS).map(|(place, ..)| *place);
        let runs = Runs::new(places::runs(self.vocabulary, &pieces, here), pieces.len());
        let parsed = Parsed { sentence, pieces, runs };
        let reader = Reader::new(self.words, sentence.text, sentence.units, &parsed.pieces, &parsed.runs);
        let mut phrases = reader.phrases();
        self.add_abbreviations(&parsed, &mut phrases);
        let mut spans = Vec::new();
        self.beside = None;
        for i in in_order(self.words, &parsed.pieces, &phrases) {
            let phrase = &phrases[i];
            let Some(named) = self.resolve(&parsed, &phrases, i) else {
                continue;
            };
            let known = self.records[named.zones[0].0].features;
            let other = |p: &&Phrase| {
                let features = p.features.without(self.words.area);
                !p.own.is_empty() || p.known.is_some() || !known.has(features)
            };
            let of_part = |at: usize| is_part_of(self.words, &parsed.pieces, &phrases[at], &phrases[at + 1]);
            if i > 0 && of_part(i - 1) {
                self.note_whole(&parsed, &named);
            } else {
                // What follows `the Heihe Area of the Heilongjiang FTZ` is said of the area.
                let whole = (i + 1 < phrases.len() && of_part(i)).then(|| i + 1);
                let phrase = &Phrase { end: phrases[whole.unwrap_or(i)].end, ..phrase.clone() };
                let named_later = phrases[whole.unwrap_or(i) + 1..].iter().find(other);
                let next = named_later.map_or(parsed.pieces.len(), |p| p.name.start);
                self.note(&parsed, phrase, &named, next);
            }
            let leads = named.zones.len() == 1 && named.rule != RULE_BACK && self.leads_list(&parsed, phrase);
            let city = || self.records[named.zones[0].0].places.iter().copied().find(|&place| places::is_city(self.vocabulary, place));
            self.beside = if leads { city().map(|city| (phrase.end, city)) } else { None };
            spans.extend(self.span(parsed.units(phrase.name.clone()), &named));
        }
        self.read_list_of_kind(&parsed);
        self.remember_province(&parsed);
        self.remember_country(&parsed);
        spans.sort_by_key(|span| span.units.start);
        spans.dedup_by(|later, earlier| later.units.start < earlier.units.end);
        spans
    }

    /// Does a sentence with these names name no zone, no list that is waited for, and no province to remember?
    pub fn is_idle(&self, names: &Names) -> bool {
        let is_province = |entry: u32| match self.vocabulary.entry(entry) {
            vocab::Entry::Place(place, _) => self.vocabulary.place(place).kind == "admin1",
            _ => false,
        };
        let counts = |hit: &Hit| match hit.list {
            List::Zones => matches!(self.words.entry(hit.entry).sense, Sense::Head { .. } | Sense::Here),
            List::Trade => is_province(hit.entry),
            _ => false,
        };
        self.abbreviations.is_empty() && self.pending_now().is_none() && !names.all().iter().any(counts)
    }

    /// Is not listed behind zones that have no place: 自贸区、哈尔滨新区、经开区 are not all Harbin's.
    fn leads_list(&self, parsed: &Parsed, phrase: &Phrase) -> bool {
        let is_link = |at: usize| parsed.pieces[at].link() == Some(Link::And);
        let listed = phrase.name.start.checked_sub(1).is_some_and(is_link);
        let after_head = |at: usize| matches!(parsed.pieces[at].sense(), Some(Sense::Head { .. }));
        !listed || self.beside.is_some() || !phrase.name.start.checked_sub(2).is_some_and(after_head)
    }

    fn span(&self, units: Range<usize>, named: &Named) -> Option<ZoneSpan> {
        let first = &self.records[named.zones.first()?.0];
        Some(ZoneSpan {
            units,
            zones: named.zones.iter().map(|(zone, _)| self.records[*zone].id.clone()).collect(),
            kind: first.kind.clone(),
            places: self.codes(first),
            named: named.rule != RULE_BACK,
        })
    }

    /// Of names that lie over one another the first counts: 绥芬河口岸 is not of 河口.
    fn remember_city(&mut self, sentence: &Sentence) {
        let mut end = 0;
        for hit in sentence.names.all().iter().filter(|hit| hit.list == List::Trade) {
            if let vocab::Entry::Place(place, vocab::Form::Name) = self.vocabulary.entry(hit.entry)
                && hit.first >= end
            {
                end = hit.last;
                if places::is_city(self.vocabulary, place) {
                    self.city = Some((place, sentence.block));
                }
            }
        }
    }

    fn remember_country(&mut self, parsed: &Parsed) {
        let country = |item: &Item| item.places.iter().copied().find(|&p| self.vocabulary.place(p).is_country());
        let mut countries: Vec<u32> = parsed.runs.list.iter().flat_map(|run| &run.items).filter_map(country).collect();
        countries.dedup();
        if let [country] = countries[..] {
            self.country = Some((country, parsed.sentence.block));
        }
    }

    fn remember_province(&mut self, parsed: &Parsed) {
        let admin1 = |place: &u32| self.vocabulary.place(*place).kind == "admin1";
        let local = |item: &Item| Some((item.places.iter().copied().find(admin1)?, parsed.bytes(item.pieces.clone())));
        let items = parsed.runs.list.iter().flat_map(|run| &run.items);
        if let Some((place, bytes)) = items.filter_map(local).next_back() {
            self.province = Some((place, parsed.sentence.block, bytes));
        }
    }
}

/// The order in which phrases are read: the whole before its part where they stand the other way (`the Heihe Area of the Heilongjiang FTZ`).
fn in_order(words: &Words, pieces: &[Piece], phrases: &[Phrase]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..phrases.len()).collect();
    for (i, pair) in phrases.windows(2).enumerate() {
        if is_part_of(words, pieces, &pair[0], &pair[1]) {
            order.swap(i, i + 1);
        }
    }
    order
}

/// `Heihe Area of the` before `Heilongjiang FTZ`.
fn is_part_of(words: &Words, pieces: &[Piece], part: &Phrase, whole: &Phrase) -> bool {
    let mut glue = pieces[part.name.end.min(whole.name.start)..whole.name.start].iter();
    let of = glue.next().is_some_and(|p| p.link() == Some(Link::Of)) && glue.all(|p| p.determiner().is_some());
    let follows = part.script == Script::Cyrillic && part.name.end == whole.name.start;
    words.is_of_part(part.features) && (of || follows)
}
