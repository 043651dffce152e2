//! The zones of one document, as they are named sentence by sentence.

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

#[derive(Debug)]
struct Mention {
    name: Bytes,
    sentence: Bytes,
    rule: &'static str,
}

#[derive(Debug)]
struct Record {
    id: String,
    kind: String,
    features: Features,
    /// Printed names, the first first, and where; a name of a list may be its kind and its place.
    names: Vec<(String, Vec<Bytes>)>,
    places: Vec<u32>,
    /// Places of its parts.
    parts: Vec<u32>,
    parent: Option<usize>,
    status: Option<Status>,
    established: Option<String>,
    authority: Option<String>,
    area_km2: Option<f64>,
    functions: Vec<String>,
    mentions: Vec<Mention>,
    cells: Vec<(&'static str, Bytes, Origin)>,
}

impl Record {
    fn set_status(&mut self, status: Status, at: Bytes) {
        self.status = Some(status);
        self.cells.retain(|(column, ..)| *column != "status");
        self.cells.push(("status", at, Origin::Printed));
    }
}

/// A kind of zone spoken of without places.
#[derive(Debug, Clone)]
struct Pending {
    slug: String,
    kind: String,
    features: Features,
    sentence: usize,
    printed: (String, Bytes),
    /// Its name in another script.
    alias: Option<(String, Bytes)>,
    established: Option<(String, Bytes)>,
    authority: Option<(String, Bytes)>,
}

impl Pending {
    fn zone_type(&self) -> ZoneType {
        ZoneType { slug: self.slug.clone(), kind: self.kind.clone(), features: self.features, naming: Naming::Any }
    }
}

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
    /// The province spoken of last, in which block, and its name there.
    province: Option<(u32, usize, Bytes)>,
    sentences: usize,
}

/// Blocks after which `the zone` points back no more.
const MEMORY_BLOCKS: usize = 4;
/// Sentences after which `similar areas` point back no more.
const MEMORY_SENTENCES: usize = 4;

/// Units after which a sentence (or what was taken for one) is read in parts, so that reading stays linear.
const LONGEST_SENTENCE: usize = 600;

/// A token that lies on units.
trait OnUnits: Clone {
    fn units(&mut self) -> &mut Range<usize>;
}

impl OnUnits for Figure {
    fn units(&mut self) -> &mut Range<usize> {
        &mut self.units
    }
}

impl OnUnits for Period {
    fn units(&mut self) -> &mut Range<usize> {
        &mut self.units
    }
}

/// The tokens inside `part`, counted from its start.
fn cut<T: OnUnits>(tokens: &[T], part: &Range<usize>) -> Vec<T> {
    let inside = |mut token: T| {
        let units = token.units();
        let fits = part.start <= units.start && units.end <= part.end;
        *units = units.start.saturating_sub(part.start)..units.end.saturating_sub(part.start);
        fits.then_some(token)
    };
    tokens.iter().cloned().filter_map(inside).collect()
}

/// A sentence taken apart.
struct Parsed<'s> {
    sentence: &'s Sentence<'s>,
    pieces: Vec<Piece>,
    runs: Runs,
}

impl Parsed<'_> {
    /// Bytes of the view that pieces cover.
    fn bytes(&self, pieces: Range<usize>) -> Bytes {
        self.unit_bytes(self.pieces[pieces.start].units.start..self.pieces[pieces.end - 1].units.end)
    }

    fn unit_bytes(&self, units: Range<usize>) -> Bytes {
        let at = self.sentence.start;
        at + self.sentence.units[units.start].start as usize..at + self.sentence.units[units.end - 1].end as usize
    }

    fn print(&self, bytes: &Bytes) -> &str {
        &self.sentence.text[bytes.start - self.sentence.start..bytes.end - self.sentence.start]
    }

    fn units(&self, pieces: Range<usize>) -> Range<usize> {
        self.pieces[pieces.start].units.start..self.pieces[pieces.end - 1].units.end
    }
}

/// Zones that a phrase names, and how.
struct Named {
    /// With the pieces that tell the zone from its likes: its place in a list, else the name.
    zones: Vec<(usize, Range<usize>)>,
    rule: &'static str,
}

/// Territories of advanced development are known by proper names, printed after the type.
const TOR: &str = "tor";

const RULE_NAMED: &str = "zone.named";
const RULE_LIST: &str = "zone.list";
const RULE_PART: &str = "zone.part";
const RULE_CONTEXT: &str = "zone.context";
const RULE_BACK: &str = "zone.back";

fn confidence(rule: &str) -> f64 {
    match rule {
        RULE_NAMED => 0.95,
        RULE_LIST | RULE_PART => 0.9,
        _ => 0.75,
    }
}

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
            province: None,
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
        if self.is_idle(sentence) {
            return Vec::new();
        }
        let Sentence { text, units, names, .. } = *sentence;
        let pieces = Cutter { words: self.words, vocabulary: self.vocabulary, text, units, names }.pieces();
        let here = self.province.as_ref().filter(|(_, block, _)| sentence.block - block <= MEMORY_BLOCKS).map(|(place, ..)| *place);
        let runs = Runs::new(places::runs(self.vocabulary, &pieces, here), pieces.len());
        let parsed = Parsed { sentence, pieces, runs };
        let reader = Reader::new(sentence.text, sentence.units, &parsed.pieces, &parsed.runs);
        let mut phrases = reader.phrases();
        self.add_abbreviations(&parsed, &mut phrases);
        let mut spans = Vec::new();
        for (i, phrase) in phrases.iter().enumerate() {
            let Some(named) = self.resolve(&parsed, &phrases, i) else {
                continue;
            };
            let known = self.records[named.zones[0].0].features;
            let other = |p: &&Phrase| {
                let features = p.features.without(self.words.area);
                !p.own.is_empty() || p.known.is_some() || !known.has(features)
            };
            let named_later = phrases[i + 1..].iter().find(other);
            let next = named_later.map_or(parsed.pieces.len(), |p| p.name.start);
            self.note(&parsed, phrase, &named, next);
            spans.extend(self.span(parsed.units(phrase.name.clone()), &named));
        }
        self.read_list_of_kind(&parsed);
        self.remember_province(&parsed);
        spans.sort_by_key(|span| span.units.start);
        spans.dedup_by(|later, earlier| later.units.start < earlier.units.end);
        spans
    }

    /// Names no zone, no list that is waited for, and no province to remember.
    fn is_idle(&self, sentence: &Sentence) -> bool {
        let is_province = |entry: u32| match self.vocabulary.entry(entry) {
            vocab::Entry::Place(place, _) => self.vocabulary.place(place).kind == "admin1",
            _ => false,
        };
        let counts = |hit: &Hit| match hit.list {
            List::Zones => matches!(self.words.entry(hit.entry).sense, Sense::Head { .. } | Sense::Here),
            List::Trade => is_province(hit.entry),
            _ => false,
        };
        self.abbreviations.is_empty() && self.pending_now().is_none() && !sentence.names.all().iter().any(counts)
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

    fn remember_province(&mut self, parsed: &Parsed) {
        let admin1 = |place: &u32| self.vocabulary.place(*place).kind == "admin1";
        let local = |item: &Item| Some((item.places.iter().copied().find(admin1)?, parsed.bytes(item.pieces.clone())));
        let items = parsed.runs.list.iter().flat_map(|run| &run.items);
        if let Some((place, bytes)) = items.filter_map(local).next_back() {
            self.province = Some((place, parsed.sentence.block, bytes));
        }
    }

    fn resolve(&mut self, parsed: &Parsed, phrases: &[Phrase], i: usize) -> Option<Named> {
        let phrase = &phrases[i];
        if let Some(zone) = phrase.known {
            return Some(Named { zones: vec![(zone, phrase.name.clone())], rule: RULE_NAMED });
        }
        if parsed.sentence.listed {
            return self.known(parsed, phrase);
        }
        if phrase.features.has(self.words.part) {
            return self.parts(parsed, phrases, i);
        }
        let groups = self.groups(phrase);
        let features = self.features(parsed, phrase);
        let Some(kind) = self.words.zone_type(features).cloned() else {
            return self.untyped(parsed, phrase, &groups, features);
        };
        let fits = self.fits(&kind, phrase, &groups);
        if !groups.is_empty() && fits {
            return self.placed(parsed, phrase, &kind, features, &groups);
        }
        if let Some(known) = self.by_proper_name(parsed, phrase, features) {
            return Some(Named { zones: vec![(known, phrase.name.clone())], rule: RULE_NAMED });
        }
        if groups.is_empty() && phrase.capital && self.has_proper_name(phrase) {
            if let Some(zone) = self.nameless_before(parsed, features) {
                self.set_proper(zone, parsed, phrase);
                return Some(Named { zones: vec![(zone, phrase.name.clone())], rule: RULE_NAMED });
            }
            let place = self.place_nearby(parsed, phrases, i);
            let id = self.proper_id(parsed, phrase, &kind, place);
            let zone = self.enter(id, &kind, features, place.into_iter().collect());
            self.set_proper(zone, parsed, phrase);
            return Some(Named { zones: vec![(zone, phrase.name.clone())], rule: RULE_NAMED });
        }
        self.nameless(parsed, phrases, i, &kind, features)
    }

    /// The zone just spoken of by its place alone, which now gets its proper name.
    fn nameless_before(&self, parsed: &Parsed, features: Features) -> Option<usize> {
        let (zone, block) = self.last?;
        let record = &self.records[zone];
        let nameless = record.mentions.iter().all(|m| m.rule == RULE_CONTEXT);
        let alike = record.features.has(features) || features.has(record.features);
        let near = parsed.sentence.block - block <= MEMORY_BLOCKS;
        (nameless && alike && near).then_some(zone)
    }

    /// Is the zone named as zones of its type have to be?
    fn fits(&self, kind: &ZoneType, phrase: &Phrase, groups: &[(Vec<u32>, Range<usize>)]) -> bool {
        let cities = || groups.iter().all(|(places, _)| self.vocabulary.place(places[0]).kind != "admin1");
        match kind.naming {
            Naming::Any => true,
            Naming::City if phrase.script == Script::Han => cities(),
            Naming::City => phrase.capital || cities(),
            Naming::Capital => phrase.capital,
        }
    }

    /// Features of the words, and `bilateral` where the name holds two countries.
    fn features(&self, parsed: &Parsed, phrase: &Phrase) -> Features {
        let mut features = phrase.features;
        let is_country = |at: &usize| match &parsed.pieces[*at].kind {
            Kind::Place(places) => places.iter().any(|&p| self.vocabulary.place(p).is_country()),
            _ => false,
        };
        if phrase.name.clone().filter(is_country).count() >= 2 {
            features |= self.words.bilateral;
        }
        features
    }

    /// A zone's places with the pieces that print them: one zone for each.
    fn groups(&self, phrase: &Phrase) -> Vec<(Vec<u32>, Range<usize>)> {
        let own = self.group(&phrase.own, phrase.plural || phrase.script == Script::Han, self.within(&phrase.after));
        if own.is_empty() { self.group(&phrase.after, phrase.plural, None) } else { own }
    }

    /// The province that items say they lie in.
    fn within(&self, items: &[Item]) -> Option<String> {
        let place = items.first()?.places[0];
        (self.vocabulary.place(place).kind == "admin1").then(|| self.vocabulary.place(place).code.clone())
    }

    fn group(&self, items: &[Item], several: bool, within: Option<String>) -> Vec<(Vec<u32>, Range<usize>)> {
        let mut groups: Vec<(Vec<u32>, Range<usize>)> = Vec::new();
        for item in items {
            let place = places::settle(self.vocabulary, item, within.as_deref());
            if !places::is_local(self.vocabulary, place) {
                continue;
            }
            match groups.last_mut() {
                Some((places, pieces)) if item.joint == Joint::Dash || item.joint == Joint::Tight || !several => {
                    places.push(place);
                    pieces.end = item.pieces.end;
                }
                _ => groups.push((vec![place], item.pieces.clone())),
            }
        }
        groups
    }

    /// Zones with places of their own.
    fn placed(
        &mut self,
        parsed: &Parsed,
        phrase: &Phrase,
        kind: &ZoneType,
        features: Features,
        groups: &[(Vec<u32>, Range<usize>)],
    ) -> Option<Named> {
        let part = (kind.kind == "free_trade").then(|| self.zone_of_city(groups)).flatten();
        if let Some(parent) = part {
            let zones = groups.iter().map(|(places, pieces)| (self.enter_part(parent, places[0]), pieces.clone())).collect();
            return Some(Named { zones, rule: RULE_PART });
        }
        let single = groups.len() == 1;
        if kind.slug == TOR && phrase.plural {
            return None;
        }
        let mut zones = Vec::with_capacity(groups.len());
        for (places, pieces) in groups {
            let zone = if single && self.has_proper_name(phrase) {
                if let Some(known) = self.by_proper_name(parsed, phrase, features) {
                    known
                } else {
                    let id = self.proper_id(parsed, phrase, kind, Some(places[0]));
                    let zone = self.enter(id, kind, features, places.clone());
                    self.set_proper(zone, parsed, phrase);
                    zone
                }
            } else {
                let id = self.place_id(parsed, phrase, kind, places);
                self.enter(id, kind, features, places.clone())
            };
            let name = match (single, phrase.plural && phrase.own.is_empty()) {
                (true, true) => phrase.name.start..phrase.end,
                (true, false) => phrase.name.clone(),
                (false, _) => pieces.clone(),
            };
            zones.push((zone, name));
        }
        if zones.len() == 1 {
            self.note_bracket(parsed, phrase, zones[0].0);
        }
        Some(Named { zones, rule: if single { RULE_NAMED } else { RULE_LIST } })
    }

    /// The free-trade zone of the province where `groups` are its cities: a city's area is a part of that zone.
    fn zone_of_city(&self, groups: &[(Vec<u32>, Range<usize>)]) -> Option<usize> {
        let place = groups.first()?.0[0];
        (self.vocabulary.place(place).kind != "admin1").then(|| self.free_trade_zone_round(place)).flatten()
    }

    fn free_trade_zone_round(&self, place: u32) -> Option<usize> {
        let code = &self.vocabulary.place(place).code;
        let lies = |&outer: &u32| outer != place && self.vocabulary.lies_in(code, &self.vocabulary.place(outer).code);
        self.records.iter().position(|r| r.kind == "free_trade" && r.places.iter().any(lies))
    }

    /// Parts of a free-trade zone: `Harbin area`, 哈尔滨片区.
    fn parts(&mut self, parsed: &Parsed, phrases: &[Phrase], i: usize) -> Option<Named> {
        let phrase = &phrases[i];
        let mut groups = self.groups(phrase);
        if groups.is_empty() && phrase.plural {
            groups = self.parts_listed_later(parsed, phrase);
        }
        let mut zones = Vec::new();
        for (places, pieces) in &groups {
            if let Some(parent) = self.free_trade_zone_round(places[0]) {
                let whole = groups.len() == 1 && !phrase.plural;
                zones.push((self.enter_part(parent, places[0]), if whole { phrase.name.clone() } else { pieces.clone() }));
            }
        }
        if zones.is_empty() {
            return if groups.is_empty() { self.back(parsed, phrase, phrase.features) } else { None };
        }
        Some(Named { zones, rule: RULE_PART })
    }

    /// `three sub-areas, with one in A and the other two in B and C`.
    fn parts_listed_later(&self, parsed: &Parsed, phrase: &Phrase) -> Vec<(Vec<u32>, Range<usize>)> {
        let later = parsed.runs.list.iter().filter(|run| run.pieces.start >= phrase.name.end);
        later
            .flat_map(|run| self.group(&run.items, true, None))
            .filter(|(places, _)| self.vocabulary.place(places[0]).kind != "admin1")
            .collect()
    }

    fn enter_part(&mut self, parent: usize, place: u32) -> usize {
        let id = format!("{}-area-{}", self.slug(place), self.records[parent].id);
        if !self.records[parent].parts.contains(&place) {
            self.records[parent].parts.push(place);
        }
        let kind = ZoneType { slug: String::new(), kind: "free_trade_subarea".to_owned(), features: self.words.part, naming: Naming::Any };
        let zone = self.enter(id, &kind, self.words.part, vec![place]);
        self.records[zone].parent = Some(parent);
        zone
    }

    /// A name whose words make no type: a part by its place, another name of a known zone, or `the zone`.
    fn untyped(&mut self, parsed: &Parsed, phrase: &Phrase, groups: &[(Vec<u32>, Range<usize>)], features: Features) -> Option<Named> {
        if phrase.determiner == Some(Determiner::Such) && phrase.plural {
            return self.such(parsed, phrase, groups);
        }
        if phrase.features.has(self.words.area) && !phrase.own.is_empty() {
            let parents: Option<Vec<usize>> = groups.iter().map(|(places, _)| self.zone_of_city(&[(places.clone(), 0..0)])).collect();
            let parents = parents.filter(|p| !p.is_empty() && phrase.proper.is_empty())?;
            let whole = groups.len() == 1 && !phrase.plural;
            let zones = parents
                .into_iter()
                .zip(groups)
                .map(|(parent, (places, pieces))| {
                    (self.enter_part(parent, places[0]), if whole { phrase.name.clone() } else { pieces.clone() })
                })
                .collect();
            return Some(Named { zones, rule: RULE_PART });
        }
        if phrase.own.is_empty()
            && let Some(known) = self.by_proper_name(parsed, phrase, features)
        {
            return Some(Named { zones: vec![(known, phrase.name.clone())], rule: RULE_NAMED });
        }
        if phrase.features.has(self.words.area) || !phrase.own.is_empty() {
            return None;
        }
        self.back(parsed, phrase, features)
    }

    /// `similar areas in A, B and C`.
    fn such(&mut self, parsed: &Parsed, phrase: &Phrase, groups: &[(Vec<u32>, Range<usize>)]) -> Option<Named> {
        let pending = self.pending_now()?.clone();
        if groups.is_empty() {
            return None;
        }
        let kind = pending.zone_type();
        let mut zones = Vec::new();
        for (places, pieces) in groups {
            let id = self.place_id(parsed, phrase, &kind, places);
            zones.push((self.enter(id, &kind, pending.features, places.clone()), pieces.clone()));
        }
        self.name_by_kind(parsed, &zones, &pending);
        Some(Named { zones, rule: RULE_LIST })
    }

    fn pending_now(&self) -> Option<&Pending> {
        self.pending.as_ref().filter(|p| self.sentences - p.sentence <= MEMORY_SENTENCES)
    }

    /// `The pioneers of this type included A, B and C`.
    fn read_list_of_kind(&mut self, parsed: &Parsed) {
        let Some(pending) = self.pending_now().filter(|p| p.sentence < self.sentences).cloned() else {
            return;
        };
        let sense = |at: usize| parsed.pieces[at].sense();
        let Some(cue) = (0..parsed.pieces.len()).find(|&at| sense(at) == Some(Sense::Determiner(Determiner::Kind))) else {
            return;
        };
        let Some(include) = (cue + 1..parsed.pieces.len()).find(|&at| sense(at) == Some(Sense::Include)) else {
            return;
        };
        let Some(run) = parsed.runs.starting_at(include + 1) else {
            return;
        };
        let groups = self.group(&run.items, true, None);
        if groups.len() < 2 {
            return;
        }
        let kind = pending.zone_type();
        let mut zones = Vec::new();
        for (places, pieces) in &groups {
            let id = format!("{}-{}", self.slugs(places), kind.slug);
            let zone = self.enter(id, &kind, pending.features, places.clone());
            let record = &mut self.records[zone];
            record.set_status(Status::Operating, parsed.bytes(include..include + 1));
            if let (None, Some((date, bytes))) = (&record.established, &pending.established) {
                record.established = Some(date.clone());
                record.cells.push(("established", bytes.clone(), Origin::Inherited));
            }
            if let (None, Some((authority, bytes))) = (&record.authority, &pending.authority) {
                record.authority = Some(authority.clone());
                record.cells.push(("authority", bytes.clone(), Origin::Inherited));
            }
            zones.push((zone, pieces.clone()));
        }
        self.name_by_kind(parsed, &zones, &pending);
        for (zone, pieces) in zones {
            self.mention(parsed, zone, pieces, RULE_LIST);
        }
    }

    /// A zone of a list is called by its kind and its place.
    fn name_by_kind(&mut self, parsed: &Parsed, zones: &[(usize, Range<usize>)], kind: &Pending) {
        for (zone, pieces) in zones {
            let place = parsed.bytes(pieces.clone());
            let (name, at) = &kind.printed;
            self.add_name(*zone, format!("{name}, {}", parsed.print(&place)), vec![at.clone(), place]);
            if let Some((alias, at)) = &kind.alias {
                self.add_name(*zone, alias.clone(), vec![at.clone()]);
            }
        }
    }

    /// No place, no proper name: a zone founded in a place of the sentence, one spoken of before, or a kind in general.
    fn nameless(&mut self, parsed: &Parsed, phrases: &[Phrase], i: usize, kind: &ZoneType, features: Features) -> Option<Named> {
        let phrase = &phrases[i];
        // `China's free trade zones` are no one zone; `China's first` may be one.
        let named = !phrase.own.is_empty() && phrase.plural;
        let foreign = !phrase.own.is_empty();
        let definite = phrase.determiner == Some(Determiner::Definite);
        let bare = phrase.script != Script::Latin && phrase.determiner != Some(Determiner::Indefinite);
        let founded =
            if named || definite { None } else { self.founded_in(parsed, phrases, i).filter(|groups| self.fits(kind, phrase, groups)) };
        let back = if !foreign && (definite || bare) { self.back(parsed, phrase, features) } else { None };
        match (founded, back) {
            (Some(groups), back) if !back.as_ref().is_some_and(|b| self.lies_round(b.zones[0].0, &groups)) => {
                Some(self.founded(parsed, phrase, kind, features, &groups))
            }
            (_, None) => {
                self.pending = Some(self.as_pending(parsed, phrase, kind, features));
                None
            }
            (_, back) => back,
        }
    }

    /// Does the zone lie where `groups` say, or are they inside it?
    fn lies_round(&self, zone: usize, groups: &[(Vec<u32>, Range<usize>)]) -> bool {
        let place = &self.vocabulary.place(groups[0].0[0]).code;
        self.records[zone].places.iter().any(|&own| {
            let own = &self.vocabulary.place(own).code;
            self.vocabulary.lies_in(place, own) || self.vocabulary.lies_in(own, place)
        })
    }

    fn founded(
        &mut self,
        parsed: &Parsed,
        phrase: &Phrase,
        kind: &ZoneType,
        features: Features,
        groups: &[(Vec<u32>, Range<usize>)],
    ) -> Named {
        let several = groups.len() > 1;
        let mut zones = Vec::new();
        for (places, pieces) in groups {
            let id = self.place_id(parsed, phrase, kind, places);
            let zone = self.enter(id, kind, features, places.clone());
            let name = if several { pieces.clone() } else { phrase.name.clone() };
            zones.push((zone, name));
        }
        if let [(zone, _)] = zones[..] {
            self.note_bracket(parsed, phrase, zone);
        }
        let rule = if several { RULE_LIST } else { RULE_CONTEXT };
        Named { zones, rule }
    }

    fn as_pending(&self, parsed: &Parsed, phrase: &Phrase, kind: &ZoneType, features: Features) -> Pending {
        let read = |bytes: Bytes| (parsed.print(&bytes).to_owned(), bytes);
        let alias = phrase.bracket.clone().map(|bracket| read(parsed.bytes(bracket)));
        Pending {
            slug: kind.slug.clone(),
            kind: kind.kind.clone(),
            features,
            sentence: self.sentences,
            printed: read(parsed.bytes(phrase.name.clone())),
            alias: alias.filter(|(name, _)| script(name) == Script::Han),
            established: facts::established(parsed.sentence, &parsed.pieces, phrase).map(|(date, units)| (date, parsed.unit_bytes(units))),
            authority: facts::authority(&parsed.pieces, phrase).map(|units| read(parsed.unit_bytes(units))),
        }
    }

    /// Places of the sentence in which a nameless zone is founded.
    fn founded_in(&self, parsed: &Parsed, phrases: &[Phrase], i: usize) -> Option<Vec<(Vec<u32>, Range<usize>)>> {
        let phrase = &phrases[i];
        let several = phrase.plural || phrase.script == Script::Han;
        if let Some(into) = facts::led_into(&parsed.pieces, phrase) {
            let (run, last) = parsed.runs.ending_at(into)?;
            let first = if several { 0 } else { last };
            return Some(self.group(&run.items[first..=last], several, None)).filter(|g| !g.is_empty());
        }
        let (founding, _) = facts::founding(&parsed.pieces, phrase)?;
        let local = |run: &&Run| !self.group(&run.items, true, None).is_empty();
        let free = |run: &&Run| !phrases.iter().any(|p| p.name.contains(&run.pieces.start));
        let before = |run: &&Run| run.pieces.end <= phrase.name.start;
        let runs = &parsed.runs.list;
        if let Some(run) = runs.iter().rev().filter(before).filter(free).find(local) {
            let listed = several && self.is_led_in(&parsed.pieces, run);
            let mut groups = self.group(&run.items, true, None);
            return match (listed, phrase.plural) {
                (true, _) => Some(groups),
                (false, true) => None,
                (false, false) => groups.pop().map(|last| vec![last]),
            };
        }
        let after = |run: &&Run| run.pieces.start >= phrase.name.end;
        let run = runs.iter().filter(after).filter(free).find(local)?;
        let groups = self.group(&run.items, true, None);
        (matches!(founding, Founding::Done | Founding::Future) && !phrase.plural).then(|| groups.into_iter().take(1).collect())
    }

    /// `in A, B and C`, 在A、B和C.
    fn is_led_in(&self, pieces: &[Piece], run: &Run) -> bool {
        (run.pieces.start.saturating_sub(3)..run.pieces.start).any(|at| pieces[at].link() == Some(Link::In))
    }

    /// `the zone`: the last one spoken of, if it has all the features of the phrase.
    fn back(&mut self, parsed: &Parsed, phrase: &Phrase, features: Features) -> Option<Named> {
        let (zone, block) = self.last?;
        let points = match phrase.script {
            Script::Latin => phrase.determiner == Some(Determiner::Definite),
            Script::Han => self.is_bare(parsed, phrase),
            Script::Cyrillic => phrase.determiner == Some(Determiner::Definite) || !features.is_empty(),
        };
        let near = parsed.sentence.block - block <= MEMORY_BLOCKS;
        if !points || !near || phrase.plural || !phrase.proper.is_empty() {
            return None;
        }
        let telling = features.without(self.words.weak);
        let has = |&zone: &usize| self.records[zone].features.has(telling);
        let at = Some(zone).filter(has).or_else(|| self.records[zone].parent.filter(has))?;
        Some(Named { zones: vec![(at, phrase.name.clone())], rule: RULE_BACK })
    }

    /// Chinese `自贸区` by itself: neither counted nor described nor one of a kind.
    fn is_bare(&self, parsed: &Parsed, phrase: &Phrase) -> bool {
        let before = phrase.name.start.checked_sub(1).map(|at| &parsed.pieces[at]);
        before.is_none_or(|piece| {
            piece.kind != Kind::Digits
                && piece.link() != Some(Link::Of)
                && piece.sense() != Some(Sense::Unit)
                && piece.determiner() != Some(Determiner::Indefinite)
        })
    }

    /// In a reference list: a name of a zone of the text.
    fn known(&mut self, parsed: &Parsed, phrase: &Phrase) -> Option<Named> {
        let features = self.features(parsed, phrase);
        let kind = self.words.zone_type(features)?.clone();
        let groups = self.groups(phrase);
        let [(places, _)] = &groups[..] else {
            return None;
        };
        let zone = *self.by_id.get(&self.place_id(parsed, phrase, &kind, places))?;
        Some(Named { zones: vec![(zone, phrase.name.clone())], rule: RULE_NAMED })
    }

    /// A quoted name that is but the place's is no proper name.
    fn has_proper_name(&self, phrase: &Phrase) -> bool {
        let is_place = |quoted: &Range<usize>| phrase.own.iter().any(|item| item.pieces == *quoted);
        !phrase.proper.is_empty() || phrase.quoted_name.as_ref().is_some_and(|q| !is_place(q))
    }

    fn proper_word(&self, parsed: &Parsed, phrase: &Phrase) -> Option<String> {
        let pieces = match &phrase.quoted_name {
            Some(quoted) => quoted.clone(),
            None => {
                let first = *phrase.proper.first()?;
                first..first + 1
            }
        };
        Some(fold(parsed.print(&parsed.bytes(pieces))))
    }

    fn by_proper_name(&self, parsed: &Parsed, phrase: &Phrase, features: Features) -> Option<usize> {
        let word = self.proper_word(parsed, phrase)?;
        let zone = *self.by_proper.get(&word)?;
        let known = self.records[zone].features;
        (known.has(features.without(self.words.bilateral)) || features.has(known)).then_some(zone)
    }

    fn set_proper(&mut self, zone: usize, parsed: &Parsed, phrase: &Phrase) {
        if let Some(word) = self.proper_word(parsed, phrase) {
            self.by_proper.entry(word).or_insert(zone);
        }
    }

    /// The place that a sentence gives a zone with a proper name: after it or a zone named beside it, else before it in the paragraph.
    fn place_nearby(&self, parsed: &Parsed, phrases: &[Phrase], i: usize) -> Option<u32> {
        let mut end = phrases[i].end;
        for next in &phrases[i + 1..] {
            let beside = parsed.pieces[end.min(next.name.start)..next.name.start]
                .iter()
                .all(|p| p.is_mark(',') || matches!(p.sense(), Some(Sense::Link(Link::And) | Sense::Determiner(_))));
            if !beside {
                break;
            }
            if let Some((places, _)) = self.group(&next.after, true, None).first() {
                return Some(places[0]);
            }
            end = next.end;
        }
        let name = phrases[i].name.start;
        let clause = (0..name).rev().find(|&at| matches!(parsed.pieces[at].kind, Kind::Mark(',' | ';' | ':')));
        let inside = |run: &&Run| run.pieces.end <= name && clause.is_none_or(|at| run.pieces.start > at);
        let earlier = parsed.runs.list.iter().rev().filter(inside);
        let mut groups = earlier.flat_map(|run| self.group(&run.items, true, None));
        let before = groups.next().map(|(places, _)| places[0]);
        before.or_else(|| {
            let here = self.province.as_ref().filter(|(_, block, _)| *block == parsed.sentence.block);
            here.map(|(place, ..)| *place)
        })
    }

    fn slug(&self, place: u32) -> String {
        kebab(&self.vocabulary.place(place).name)
    }

    fn slugs(&self, places: &[u32]) -> String {
        places.iter().map(|&p| self.slug(p)).collect::<Vec<_>>().join("-")
    }

    fn place_id(&self, parsed: &Parsed, phrase: &Phrase, kind: &ZoneType, places: &[u32]) -> String {
        if kind.slug == TOR {
            return self.proper_id(parsed, phrase, kind, places.first().copied());
        }
        format!("{}-{}", self.slugs(places), kind.slug)
    }

    /// The printed English name; of other names the proper part with the type.
    fn proper_id(&self, parsed: &Parsed, phrase: &Phrase, kind: &ZoneType, place: Option<u32>) -> String {
        let own = phrase.own.first().map(|item| item.pieces.clone());
        if kind.slug == TOR {
            let pieces = phrase.quoted_name.clone().or(own).or_else(|| phrase.proper.first().map(|&p| p..p + 1));
            let name = pieces.map(|p| parsed.print(&parsed.bytes(p)).to_owned()).filter(|name| script(name) != Script::Han);
            return format!("tor-{}", kebab(&name.map_or_else(|| place.map_or_else(String::new, |p| self.slug(p)), |n| romanize(&n))));
        }
        let printed = parsed.print(&parsed.bytes(phrase.name.clone()));
        match phrase.script {
            Script::Latin => kebab(printed),
            _ => {
                let words = match &phrase.quoted_name {
                    Some(quoted) => parsed.print(&parsed.bytes(quoted.clone())).to_owned(),
                    None => {
                        let words: Vec<&str> = phrase.proper.iter().map(|&p| parsed.print(&parsed.bytes(p..p + 1))).collect();
                        words.join(if phrase.script == Script::Han { "" } else { " " })
                    }
                };
                let place = place.map(|p| self.slug(p) + "-").unwrap_or_default();
                format!("{place}{}-{}", kebab(&romanize(&words)), kind.slug)
            }
        }
    }

    /// The record of a zone, new or known.
    fn enter(&mut self, id: String, kind: &ZoneType, features: Features, places: Vec<u32>) -> usize {
        if let Some(&zone) = self.by_id.get(&id) {
            for place in places {
                if !self.records[zone].places.contains(&place) {
                    self.records[zone].places.push(place);
                }
            }
            return zone;
        }
        let zone = self.records.len();
        self.by_id.insert(id.clone(), zone);
        self.records.push(Record {
            id,
            kind: kind.kind.clone(),
            features,
            names: Vec::new(),
            places,
            parts: Vec::new(),
            parent: None,
            status: None,
            established: None,
            authority: None,
            area_km2: None,
            functions: Vec::new(),
            mentions: Vec::new(),
            cells: Vec::new(),
        });
        zone
    }

    fn add_name(&mut self, zone: usize, name: String, at: Vec<Bytes>) {
        let names = &mut self.records[zone].names;
        if !names.iter().any(|(known, _)| *known == name) {
            names.push((name, at));
        }
    }

    fn mention(&mut self, parsed: &Parsed, zone: usize, pieces: Range<usize>, rule: &'static str) {
        let name = parsed.bytes(pieces.clone());
        self.add_name(zone, parsed.print(&name).to_owned(), vec![name.clone()]);
        let places = pieces.filter(|&at| parsed.pieces[at].is_place()).map(|at| parsed.bytes(at..at + 1));
        let places: Vec<Bytes> = places.collect();
        let start = parsed.sentence.start;
        let record = &mut self.records[zone];
        if record.mentions.is_empty() {
            // Its place may be one that the sentence names besides, or the province spoken of.
            let said =
                parsed.runs.list.iter().flat_map(|run| &run.items).find(|item| item.places.iter().any(|p| record.places.contains(p)));
            let spoken_of = || self.province.as_ref().filter(|(place, ..)| record.places.contains(place)).map(|(.., bytes)| bytes.clone());
            let at = said.map(|item| parsed.bytes(item.pieces.clone())).or_else(spoken_of).filter(|bytes| !places.contains(bytes));
            record.cells.extend(at.map(|bytes| ("places", bytes, Origin::Inherited)));
            record.cells.extend(places.into_iter().map(|bytes| ("places", bytes, Origin::Printed)));
        }
        record.mentions.push(Mention { name, sentence: start..start + parsed.sentence.text.len(), rule });
    }

    /// `(HLJFTZ)` is another name; so is a name in characters.
    fn note_bracket(&mut self, parsed: &Parsed, phrase: &Phrase, zone: usize) {
        let Some(bracket) = phrase.bracket.clone() else {
            return;
        };
        let at = parsed.bytes(bracket.clone());
        let printed = parsed.print(&at).to_owned();
        let word = &parsed.pieces[bracket.start];
        let abbreviation =
            bracket.len() == 1 && word.kind == Kind::Word && printed.chars().count() > 2 && printed.chars().all(char::is_uppercase);
        if abbreviation {
            self.abbreviations.insert(printed.clone(), zone);
        }
        let is_head = matches!(word.sense(), Some(Sense::Head { .. }));
        if abbreviation || is_head || script(&printed) == Script::Han && phrase.script != Script::Han {
            self.add_name(zone, printed, vec![at]);
        }
    }

    /// Abbreviations that the text gave its zones are names too.
    fn add_abbreviations(&self, parsed: &Parsed, phrases: &mut Vec<Phrase>) {
        if self.abbreviations.is_empty() {
            return;
        }
        let words = (0..parsed.pieces.len()).filter(|&at| parsed.pieces[at].kind == Kind::Word && parsed.pieces[at].capital);
        let mut named = Vec::new();
        for at in words {
            let word = parsed.print(&parsed.bytes(at..at + 1));
            if let Some(&zone) = self.abbreviations.get(word) {
                named.push(Phrase::abbreviation(at, script(word), zone));
            }
        }
        named.retain(|p| !phrases.iter().any(|other| other.name.contains(&p.name.start)));
        phrases.extend(named);
        phrases.sort_by_key(|p| p.name.start);
    }

    /// What the sentence says of the zones it names.
    fn note(&mut self, parsed: &Parsed, phrase: &Phrase, named: &Named, next: usize) {
        for (zone, pieces) in &named.zones {
            if named.rule != RULE_BACK {
                self.mention(parsed, *zone, pieces.clone(), named.rule);
            }
        }
        if parsed.sentence.listed {
            return;
        }
        let status = facts::status(&parsed.pieces, phrase).map(|(status, at)| (status, parsed.bytes(at..at + 1)));
        let established = facts::established(parsed.sentence, &parsed.pieces, phrase).map(|(date, units)| (date, parsed.unit_bytes(units)));
        let authority = facts::authority(&parsed.pieces, phrase).map(|units| parsed.unit_bytes(units));
        for (zone, _) in &named.zones {
            let record = &mut self.records[*zone];
            if let Some((status, bytes)) = status.as_ref().filter(|(status, _)| record.status.is_none_or(|known| known < *status)) {
                record.set_status(*status, bytes.clone());
            }
            if let (None, Some((date, bytes))) = (&record.established, &established) {
                record.established = Some(date.clone());
                record.cells.push(("established", bytes.clone(), Origin::Printed));
            }
            if let (None, Some(bytes)) = (&record.authority, &authority) {
                record.authority = Some(parsed.print(bytes).to_owned());
                record.cells.push(("authority", bytes.clone(), Origin::Printed));
            }
        }
        if let [(zone, _)] = named.zones[..] {
            self.note_single(parsed, phrase, zone, next);
            self.last = Some((zone, parsed.sentence.block));
        }
    }

    fn note_single(&mut self, parsed: &Parsed, phrase: &Phrase, zone: usize, next: usize) {
        let area = facts::area(parsed.sentence, &parsed.pieces, phrase, next);
        let covered = self.covered(parsed, phrase, zone);
        let functions = if phrase.script == Script::Latin { facts::functions(parsed.sentence, &parsed.pieces, phrase) } else { Vec::new() };
        let record = &mut self.records[zone];
        if let (None, Some((value, units))) = (record.area_km2, area) {
            record.area_km2 = Some(value);
            record.cells.push(("area_km2", parsed.unit_bytes(units), Origin::Printed));
        }
        for (place, pieces) in covered {
            if !record.parts.contains(&place) {
                record.parts.push(place);
                record.cells.push(("places", parsed.bytes(pieces), Origin::Printed));
            }
        }
        for (function, units) in functions {
            if !record.functions.iter().any(|f| f == function) {
                record.functions.push(function.to_owned());
                record.cells.push(("functions", parsed.unit_bytes(units), Origin::Printed));
            }
        }
    }

    /// Cities that the zone is said to include.
    fn covered(&self, parsed: &Parsed, phrase: &Phrase, zone: usize) -> Vec<(u32, Range<usize>)> {
        let Some(include) = (phrase.end..parsed.pieces.len()).find(|&at| parsed.pieces[at].sense() == Some(Sense::Include)) else {
            return Vec::new();
        };
        let inside = |place: u32| {
            let code = &self.vocabulary.place(place).code;
            self.records[zone].places.iter().any(|&own| own != place && self.vocabulary.lies_in(code, &self.vocabulary.place(own).code))
        };
        let later = parsed.runs.list.iter().filter(|run| run.pieces.start > include);
        let groups = later.flat_map(|run| self.group(&run.items, true, None));
        groups.filter(|(places, _)| inside(places[0])).map(|(places, pieces)| (places[0], pieces)).collect()
    }

    /// Codes of a zone's places: cities first, then what they lie in.
    fn codes(&self, record: &Record) -> Vec<String> {
        let mut codes: Vec<String> = Vec::new();
        let mut wider: Vec<String> = Vec::new();
        // One part of several tells not where the whole lies.
        let parts: &[u32] = if record.parts.len() == 1 && !record.places.is_empty() { &[] } else { &record.parts };
        for &place in parts.iter().chain(&record.places) {
            let place = self.vocabulary.place(place);
            if place.kind == "admin1" {
                push_new(&mut wider, &place.code);
                continue;
            }
            push_new(&mut codes, &place.code);
            if let Some(outer) = place.parent.as_deref().or_else(|| place.code.split(':').next()) {
                push_new(&mut wider, outer);
            }
        }
        for code in wider {
            push_new(&mut codes, &code);
        }
        codes
    }

    /// One row a zone, one a mention.
    pub fn finish(self, doc_id: &str, reading: &Reading) -> (Vec<Fact<Zone>>, Vec<Fact<ZoneMention>>) {
        let zones = self.records.iter().filter(|r| !r.mentions.is_empty()).map(|record| self.zone(doc_id, reading, record)).collect();
        let mentions =
            self.records.iter().flat_map(|record| record.mentions.iter().map(|m| mention_fact(doc_id, reading, record, m))).collect();
        (zones, mentions)
    }

    fn zone(&self, doc_id: &str, reading: &Reading, record: &Record) -> Fact<Zone> {
        let places = self.codes(record);
        let admin1 =
            places.iter().find(|code| self.vocabulary.by_code(code).is_some_and(|p| self.vocabulary.place(p).kind == "admin1")).cloned();
        let in_script = |wanted| record.names.iter().map(|(name, _)| name).find(|n| script(n) == wanted).cloned();
        let names = record.names.iter().rev().map(|(name, _)| name);
        let fullest = names.max_by_key(|n| n.chars().filter(|c| c.is_alphanumeric()).count()).cloned().unwrap_or_default();
        let row = Zone {
            zone_id: record.id.clone(),
            name_zh: in_script(Script::Han),
            name_ru: in_script(Script::Cyrillic),
            aliases: record.names.iter().map(|(name, _)| name).filter(|n| **n != fullest).cloned().collect(),
            name: fullest,
            kind: record.kind.clone(),
            country: places.first().and_then(|code| self.vocabulary.country_of(code)).map(str::to_owned),
            admin1,
            places,
            parent: record.parent.map(|p| self.records[p].id.clone()),
            status: record.status.map(|s| s.code().to_owned()),
            established: record.established.clone(),
            authority: record.authority.clone(),
            area_km2: record.area_km2,
            functions: record.functions.clone(),
            docs: vec![doc_id.to_owned()],
        };
        let span = |column, bytes: &Bytes, origin| CellSpan::new(column, reading.raw_span(bytes.clone()), origin);
        let mut cells: Vec<CellSpan> = record.cells.iter().map(|(column, bytes, origin)| span(column, bytes, *origin)).collect();
        for (name, at) in &record.names {
            let is = |other: &Option<String>| other.as_ref() == Some(name);
            let columns = [
                ("name", *name == row.name),
                ("name_zh", is(&row.name_zh)),
                ("name_ru", is(&row.name_ru)),
                ("aliases", ![Some(&row.name), row.name_zh.as_ref(), row.name_ru.as_ref()].contains(&Some(name))),
            ];
            for (column, _) in columns.into_iter().filter(|(_, is_it)| *is_it) {
                cells.extend(at.iter().map(|bytes| span(column, bytes, Origin::Printed)));
            }
        }
        for part in self.records.iter().filter(|part| part.parent.is_some_and(|p| self.records[p].id == record.id)) {
            let named = part.mentions.first().filter(|_| part.places.iter().any(|place| record.parts.contains(place)));
            cells.extend(named.map(|mention| span("places", &mention.name, Origin::Inherited)));
        }
        let parent = record.parent.and_then(|parent| self.records[parent].mentions.first());
        cells.extend(parent.map(|mention| span("parent", &mention.name, Origin::Inherited)));
        Fact { row, cells }
    }
}

fn push_new(list: &mut Vec<String>, value: &str) {
    if !list.iter().any(|v| v == value) {
        list.push(value.to_owned());
    }
}

fn mention_fact(doc_id: &str, reading: &Reading, record: &Record, mention: &Mention) -> Fact<ZoneMention> {
    let span = reading.raw_span(mention.name.clone());
    let sentence = reading.raw_span(mention.sentence.clone());
    let written = reading.view[mention.name.clone()].to_owned();
    let row = ZoneMention {
        mention_id: stable_id("zm", &[doc_id, &record.id, &span.start.to_string(), &span.end.to_string()]),
        common: Common {
            doc_id: doc_id.to_owned(),
            span_start: span.start,
            span_end: span.end,
            sentence_start: sentence.start,
            sentence_end: sentence.end,
            quote: reading.view[mention.sentence.clone()].into(),
            written: written.clone(),
            rule: mention.rule.into(),
            confidence: confidence(mention.rule),
        },
        zone_id: record.id.clone(),
        name: written,
    };
    Fact { row, cells: vec![CellSpan::new("name", span, Origin::Printed)] }
}
