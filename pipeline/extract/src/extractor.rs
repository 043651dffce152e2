//! A raw text to its record: the layers put together.

use crate::confidence::Weights;
use crate::figures::{Figures, settle_currencies};
use crate::gazetteer::{Builder, Gazetteer, List, Names};
use crate::indicators::{self, Around, Indicators, Memory};
use crate::lang::Lang;
use crate::periods::Periods;
use crate::references;
use crate::relate::elements::Found;
use crate::relate::frame::{Context, NORTHEAST_3, NORTHEAST_4, Slot, Who};
use crate::relate::time::Clock;
use crate::relate::vocab::{Cue, Entry, Form, Vocabulary};
use crate::relate::walk::Walk;
use crate::spoken::{Dated, fiscal_start, only_period, own_year, so_far};
use crate::token::{Figure, FigureKind, Period, TimeContext};
use crate::units::{Unit, cut};
use crate::zones::{Sentence, Zones};
use crate::{document, repeated, rows};
use ahash::{AHashMap, AHashSet};
use amur_model::{Fact, Indicator, TextRecord, TradeFlow, Zone, ZoneMention};
use amur_text::{Block, BlockKind, ReadError, Reading};
use std::ops::Range;
use std::rc::Rc;

/// Everything that is built once and shared by all threads.
pub struct Extractor {
    pub names: Gazetteer,
    pub vocabulary: Vocabulary,
    pub figures: Figures,
    pub periods: Periods,
    pub zones: Zones,
    pub indicators: Indicators,
    weights: Weights,
}

impl Default for Extractor {
    fn default() -> Self {
        Self::new()
    }
}

/// Sentences that are looked at first, to learn what the text as a whole is about.
const OPENING: usize = 80;

/// A text shorter than this (in sentences) speaks of one period and one pair of partners unless it says otherwise.
const SHORT: usize = 60;

/// The longest short line, in bytes.
const LINE: usize = 60;

impl Extractor {
    pub fn new() -> Self {
        let mut names = Builder::new();
        Extractor {
            // First, for it has tables by the numbers of its words.
            periods: Periods::new(&mut names),
            vocabulary: Vocabulary::new(&mut names),
            figures: Figures::new(),
            zones: Zones::new(&mut names),
            indicators: Indicators::new(&mut names),
            names: names.build(),
            weights: Weights::new(),
        }
    }

    /// Reads the bytes of one raw text. `path` is shown in findings; `doc_id` is the file's name without its ending.
    pub fn extract(&self, path: &str, doc_id: &str, bytes: &[u8]) -> Result<TextRecord, ReadError> {
        let reading = amur_text::read(bytes)?;
        let references = references::read(&reading, doc_id);
        let document = document::describe(&reading, &references, path, doc_id, bytes);
        let lang = document.row.language.as_deref().and_then(Lang::from_code).unwrap_or_else(|| Lang::of(&reading.view));
        let text = Text { extractor: self, reading: &reading, lang, doc_id };
        let Stated { mut flows, indicators, zones, zone_mentions } = text.read(&references, document.row.date, None);
        repeated::settle(&mut flows);
        self.weights.weigh(&mut flows, document.row.language.as_deref(), document.row.date.is_some());
        let mut findings = reading.findings.clone();
        findings.extend(references.findings.iter().cloned());
        for finding in &mut findings {
            finding.path.get_or_insert_with(|| path.to_owned());
            finding.doc_id.get_or_insert_with(|| doc_id.to_owned());
        }
        Ok(TextRecord {
            document,
            flows,
            indicators,
            zones,
            zone_mentions,
            references: references.entries,
            citations: references.citations,
            findings,
        })
    }
}

impl Extractor {
    /// How the sentences of a text are understood, for people.
    pub fn explain(&self, path: &str, bytes: &[u8]) -> Result<String, ReadError> {
        let reading = amur_text::read(bytes)?;
        let references = references::read(&reading, "");
        let document = document::describe(&reading, &references, path, "", bytes);
        let lang = document.row.language.as_deref().and_then(Lang::from_code).unwrap_or_else(|| Lang::of(&reading.view));
        let mut notes = String::new();
        Text { extractor: self, reading: &reading, lang, doc_id: "" }.read(&references, document.row.date, Some(&mut notes));
        Ok(notes)
    }
}

/// One text on its way through the relations.
struct Text<'a> {
    extractor: &'a Extractor,
    reading: &'a Reading,
    lang: Lang,
    doc_id: &'a str,
}

/// What is known of a text's places before it is read.
struct PlacesNamed {
    northeast: Option<&'static str>,
    named: AHashSet<String>,
    office: Option<Who>,
    home: Option<Who>,
    countries: Vec<Who>,
    /// How often each country is named, with what lies in it.
    mentions: AHashMap<String, usize>,
}

/// What the sentences of a text state.
struct Stated {
    flows: Vec<Fact<TradeFlow>>,
    indicators: Vec<Fact<Indicator>>,
    zones: Vec<Fact<Zone>>,
    zone_mentions: Vec<Fact<ZoneMention>>,
}

/// The tokens of one sentence. Offsets are those of the sentence's own text.
struct Tokens<'a> {
    /// Where the sentence starts in the view.
    start: usize,
    text: &'a str,
    units: Vec<Unit>,
    names: Names,
    figures: Vec<Figure>,
    periods: Vec<Period>,
}

impl<'a> Text<'a> {
    fn tokens(&self, sentence: Range<usize>) -> Tokens<'a> {
        let start = sentence.start;
        let text = &self.reading.view[sentence];
        let units = cut(text);
        let words = self.extractor.names.look(text, &units);
        let periods = self.extractor.periods.find(self.lang, &words);
        let mut figures = self.extractor.figures.find(self.lang, text, &units);
        // A number inside the words for a time is no figure.
        figures.retain(|f| !periods.iter().any(|p| p.units.start < f.units.end && f.units.start < p.units.end));
        let names = self.extractor.names.find(&words);
        Tokens { start, text, units, names, figures, periods }
    }

    fn read(&self, references: &references::References, date: Option<jiff::civil::Date>, mut notes: Option<&mut String>) -> Stated {
        let vocabulary = &self.extractor.vocabulary;
        let blocks: Vec<&Block> = self.reading.blocks.iter().filter(|b| speaks(b.kind)).collect();
        let short = blocks.iter().map(|b| b.sentences.len()).sum::<usize>() <= SHORT;
        let opening: Vec<Tokens> = blocks.iter().flat_map(|b| &b.sentences).take(OPENING).map(|s| self.tokens(s.clone())).collect();
        let PlacesNamed { northeast, named, office, home, countries, mentions } = self.places_named(&opening);
        // In Russian a region counts in its country's money as well, and is no less the one whose trade it is.
        let money = || if self.lang == Lang::Ru { None } else { self.country_of_money(&opening, &countries, &mentions) };
        let home = home.or_else(money);
        let is_home = named.contains("CN") || self.speaks_of_home(&opening);
        let mut context =
            Context { northeast, named: Rc::new(named), office, home, short, is_home, countries: countries.into(), ..Context::default() };
        let mut clock = self.clock(&opening, date, short);
        let mut opening = opening.into_iter();
        let times = TimeContext { spoken: clock.spoken, year: clock.year, period: None };
        let mut register = self.extractor.zones.register(vocabulary);
        let (mut flows, mut indicators) = (Vec::new(), Vec::new());
        let mut memory = Memory::default();
        let mut ids = rows::Ids::default();
        let mut open_line = false;
        for (index, block) in self.reading.blocks.iter().enumerate() {
            let speaks = speaks(block.kind);
            if speaks {
                open_line |= self.goes_on(block);
                self.turn_to(short, open_line, &mut context, &mut clock);
                if !open_line {
                    memory.turn();
                }
                open_line = self.is_open_line(block);
            }
            for sentence in &block.sentences {
                let known = if speaks { opening.next() } else { None };
                let mut tokens = known.unwrap_or_else(|| self.tokens(sentence.clone()));
                // Of two countries that share a name of money, and are named as often, the one whose trade the text is about.
                let about = context.home.as_ref().or(context.topic.reporter.as_ref());
                let home = about.and_then(|who| vocabulary.country_of(&who.value));
                settle_currencies(&mut tokens.figures, home, |country| mentions.get(country).copied().unwrap_or_default());
                let named = register.find(&Sentence {
                    text: tokens.text,
                    units: &tokens.units,
                    names: &tokens.names,
                    figures: &tokens.figures,
                    periods: &tokens.periods,
                    times,
                    start: sentence.start,
                    block: index,
                    listed: block.kind == BlockKind::ListEntry,
                });
                if !speaks {
                    continue;
                }
                let (ranges, zones): (Vec<Range<usize>>, Vec<Who>) = named
                    .into_iter()
                    .filter(|span| span.zones.len() == 1)
                    .map(|span| {
                        let bytes = sentence.start + tokens.units[span.units.start].start as usize
                            ..sentence.start + tokens.units[span.units.end - 1].end as usize;
                        (span.units.clone(), Slot::new(span.zones[0].clone(), bytes))
                    })
                    .unzip();
                let found = Found {
                    text: tokens.text,
                    offset: sentence.start,
                    units: &tokens.units,
                    names: &tokens.names,
                    figures: &tokens.figures,
                    periods: &tokens.periods,
                    zones: &ranges,
                };
                let (before, then) = (context.clone(), clock.clone());
                let walk = Walk::new(vocabulary, &found, &zones, &context);
                let walked = walk.run(&mut context, &mut clock);
                if let Some(notes) = notes.as_mut() {
                    walk.explain(&walked, notes);
                }
                let traded: Vec<usize> = walked.statements.iter().map(|s| s.figure).collect();
                let around =
                    Around { vocabulary, context: &before, clock: &then, elements: walk.elements(), zones: &zones, traded: &traded };
                let stated = indicators::read(&self.extractor.indicators, &found, &around, &mut memory);
                if let Some(notes) = notes.as_mut() {
                    indicators::explain(&stated, notes);
                }
                if walked.statements.is_empty() && stated.is_empty() {
                    continue;
                }
                let cites = references.cites_for(sentence.clone(), block.range.clone());
                let origin = rows::Origin {
                    reading: self.reading,
                    doc_id: self.doc_id,
                    sentence: sentence.clone(),
                    text: tokens.text,
                    quote: tokens.text.into(),
                    units: &tokens.units,
                    figures: &tokens.figures,
                };
                flows.extend(walked.statements.iter().map(|s| rows::flow(&origin, s, &cites, &mut ids)));
                indicators.extend(stated.iter().map(|s| rows::indicator(&origin, s, &cites, &mut ids)));
            }
        }
        let (zones, zone_mentions) = register.finish(self.doc_id, self.reading);
        Stated { flows, indicators, zones, zone_mentions }
    }

    /// The clock at the head of the text. A short text that names one period only is about it from its first sentence on.
    fn clock(&self, opening: &[Tokens], date: Option<jiff::civil::Date>, short: bool) -> Clock {
        let says = |sentence: &Tokens, wanted: fn(Cue) -> bool| {
            let names = sentence.names.all().iter().filter(|hit| hit.list == List::Trade);
            names.map(|hit| self.extractor.vocabulary.entry(hit.entry)).any(|entry| matches!(entry, Entry::Cue(cue) if wanted(cue)))
        };
        let changes = |sentence: &Tokens| says(sentence, |cue| matches!(cue, Cue::Change(_) | Cue::Level));
        let planned = |sentence: &Tokens| says(sentence, |cue| cue == Cue::Planned);
        let dated: Vec<Dated> = opening
            .iter()
            .map(|s| Dated {
                start: s.start,
                periods: &s.periods,
                changes: date.is_none() && changes(s),
                planned: date.is_none() && planned(s),
            })
            .collect();
        let year = if date.is_none() { own_year(&dated, self.lang) } else { None };
        let times = TimeContext { spoken: date, year, period: None };
        let only = if short { only_period(&dated, &times) } else { None };
        Clock {
            spoken: date,
            year,
            last: only.clone(),
            lead: only,
            fiscal: fiscal_start(&dated),
            so_far: so_far(&dated, &times),
            ..Clock::default()
        }
    }

    /// A short line without a stop at its end (`Exports to`, `the United States +0.8%`) goes on in the next.
    fn is_open_line(&self, block: &Block) -> bool {
        let text = self.reading.view[block.range.clone()].trim_end();
        // `The others were:`, and a list of them.
        let lists = text.ends_with([':', '：', ';', '；']);
        block.kind != BlockKind::Title && (lists || text.len() <= LINE && !text.ends_with(['.', '!', '?', '。', '！', '？']))
    }

    /// A line of a list, or a paragraph that opens with `of which`, goes on with what stands before it.
    fn goes_on(&self, block: &Block) -> bool {
        const OPENING: usize = 12;
        let text = self.reading.view[block.range.clone()].trim_start();
        let head = &text[..text.char_indices().nth(OPENING).map_or(text.len(), |(end, _)| end)];
        let of_which = || {
            let names = self.extractor.names.find(&self.extractor.names.look(head, &cut(head)));
            names.at(0, List::Trade).iter().any(|hit| matches!(self.extractor.vocabulary.entry(hit.entry), Entry::Cue(Cue::OfWhich)))
        };
        // 具体情况如下：
        let introduces = text.len() <= LINE && text.trim_end().ends_with([':', '：']);
        introduces || head.starts_with(['-', '–', '—', '•', '·']) || !head.is_empty() && of_which()
    }

    /// A new paragraph: a short text goes on with what it is about, a long one starts afresh.
    fn turn_to(&self, short: bool, goes_on: bool, context: &mut Context, clock: &mut Clock) {
        if goes_on {
            return;
        }
        context.earlier = context.last.clone();
        context.listed = false;
        context.last = crate::relate::frame::Frame { flow: None, product: None, ..context.topic.clone() };
        clock.fresh = false;
        if short && clock.lead.is_some() {
            clock.last = clock.lead.clone();
        }
        if !short {
            context.ranked = None;
            clock.last = None;
            clock.year_on_year = None;
        }
    }

    /// The places that the text names, and what it means by the Northeast of China: four territories where it names them
    /// side by side.
    fn places_named(&self, opening: &[Tokens]) -> PlacesNamed {
        const PROVINCES: [&str; 3] = ["CN-HL", "CN-JL", "CN-LN"];
        let vocabulary = &self.extractor.vocabulary;
        let (mut three, mut four) = (false, false);
        let mut named = AHashSet::new();
        let mut offices: Vec<Who> = Vec::new();
        let mut countries: Vec<Who> = Vec::new();
        for sentence in opening {
            let mut codes: Vec<&str> = Vec::new();
            for at in (0..sentence.units.len()).filter(|at| !sentence.names.is_empty_at(*at)) {
                let hits = sentence.names.at(at, List::Trade);
                // РК is Kazakhstan or Korea: the countries that the text names tell which.
                if hits.iter().any(|hit| matches!(vocabulary.entry(hit.entry), Entry::Namesake(_))) {
                    continue;
                }
                let office = hits.iter().find_map(|hit| match vocabulary.entry(hit.entry) {
                    Entry::Office(office) => vocabulary.office(office).map(|place| (place, hit.last as usize)),
                    _ => None,
                });
                if let Some((place, last)) = office {
                    let bytes = sentence.start + sentence.units[at].start as usize..sentence.start + sentence.units[last - 1].end as usize;
                    offices.push(Slot::new(vocabulary.place(place).code.clone(), bytes));
                }
                for hit in hits {
                    let Entry::Place(place, Form::Name | Form::Adjective) = vocabulary.entry(hit.entry) else { continue };
                    let code = vocabulary.place(place).code.as_str();
                    codes.push(code);
                    if let Some(country) = vocabulary.country_of(code) {
                        let units = &sentence.units[at..hit.last as usize];
                        let bytes = sentence.start + units[0].start as usize..sentence.start + units[units.len() - 1].end as usize;
                        countries.push(Slot::new(country, bytes));
                    }
                }
            }
            let has = |code: &str| codes.contains(&code);
            four |= PROVINCES.into_iter().all(has) && has("CN-NM");
            three |= PROVINCES.into_iter().any(has) || has("CN");
            for code in codes {
                if !named.contains(code) {
                    named.insert(code.to_owned());
                }
            }
        }
        let northeast = if four { Some(NORTHEAST_4) } else { three.then_some(NORTHEAST_3) };
        let mut mentions = AHashMap::new();
        for country in &countries {
            *mentions.entry(country.value.to_string()).or_default() += 1;
        }
        let only = |places: &[Who]| places.first().filter(|first| places.iter().all(|place| place.value == first.value)).cloned();
        PlacesNamed {
            northeast,
            named,
            office: only(&offices),
            home: only(&countries).or_else(|| self.dateline_country(opening)),
            countries: distinct(countries),
            mentions,
        }
    }

    /// The country in whose own money, and nobody else's but dollars and euros, the text counts: it names it, too.
    fn country_of_money(&self, opening: &[Tokens], countries: &[Who], mentions: &AHashMap<String, usize>) -> Option<Who> {
        let mut codes = AHashSet::new();
        for sentence in opening {
            let mut figures = sentence.figures.clone();
            settle_currencies(&mut figures, None, |country| mentions.get(country).copied().unwrap_or_default());
            codes.extend(figures.iter().filter_map(|figure| match figure.kind {
                FigureKind::Money(code) if !matches!(code, "USD" | "EUR") => code.get(..2),
                _ => None,
            }));
        }
        let mut codes = codes.into_iter();
        let only = codes.next().filter(|_| codes.next().is_none())?;
        countries.iter().find(|country| country.value == only).cloned()
    }

    /// `KUALA LUMPUR, April 3 —`: the country whose capital the text was written in.
    fn dateline_country(&self, opening: &[Tokens]) -> Option<Who> {
        const LOOK: usize = 6;
        let vocabulary = &self.extractor.vocabulary;
        opening.iter().take(LOOK).filter(|sentence| !sentence.units.is_empty()).find_map(|sentence| {
            sentence.names.at(0, List::Trade).iter().find_map(|hit| {
                let Entry::Place(place, Form::Name) = vocabulary.entry(hit.entry) else { return None };
                let country = vocabulary.capital_of(&vocabulary.place(place).code)?;
                let after = sentence.units.get(hit.last as usize)?.text(sentence.text);
                let bytes = sentence.start..sentence.start + sentence.units[hit.last as usize - 1].end as usize;
                matches!(after, "," | "." | ":" | "(" | "/" | "-" | "–" | "—").then(|| Slot::new(country.to_owned(), bytes))
            })
        })
    }

    /// Does 我国 come before the name of any country? It is China then, not the country of a speaker abroad.
    fn speaks_of_home(&self, opening: &[Tokens]) -> bool {
        let vocabulary = &self.extractor.vocabulary;
        let is_country = |hit: &crate::gazetteer::Hit| match vocabulary.entry(hit.entry) {
            Entry::Place(place, Form::Name) => vocabulary.place(place).is_country(),
            _ => false,
        };
        for sentence in opening {
            for (at, unit) in sentence.units.iter().enumerate() {
                if sentence.text[unit.start as usize..].starts_with("我国") {
                    return true;
                }
                if sentence.names.at(at, List::Trade).iter().any(is_country) {
                    return false;
                }
            }
        }
        false
    }
}

/// The first mention of each.
fn distinct(places: Vec<Who>) -> Vec<Who> {
    let mut seen = AHashSet::new();
    places.into_iter().filter(|who| seen.insert(who.value.clone())).collect()
}

/// Blocks whose sentences state facts.
fn speaks(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Title | BlockKind::Abstract | BlockKind::Heading | BlockKind::Paragraph | BlockKind::Footnote | BlockKind::Caption
    )
}
