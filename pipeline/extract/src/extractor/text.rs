//! One text, sentence by sentence, through the relations.

use super::opening::PlacesNamed;
use super::tokens::{Text, Tokens};
use crate::figures::{is_shared, settle_currencies, settle_yuan};
use crate::gazetteer::{List, Names};
use crate::indicators::{self, Around, Memory};
use crate::lang::Lang;
use crate::periods::name_years_by_first;
use crate::relate::frame::{Context, Frame, Slot, Spoken, Who, is_joined};
use crate::relate::time::Clock;
use crate::relate::vocab::{Cue, Entry, NamedBy, Vocabulary};
use crate::relate::walk::{Statement, Walk};
use crate::rows;
use crate::token::{Figure, FigureKind, TimeContext};
use crate::units::cut;
use crate::zones::{Register, Sentence};
use ahash::AHashMap;
use amur_model::{Fact, Indicator, TradeFlow, Zone, ZoneMention};
use amur_text::{Block, BlockKind};
use jiff::civil::Date;
use std::ops::Range;
use std::rc::Rc;

/// Sentences that are looked at first, to learn what the text as a whole is about.
const OPENING: usize = 80;

/// A text shorter than this (in sentences) speaks of one period and one pair of partners unless it says otherwise.
const SHORT: usize = 60;

/// The longest short line, in bytes.
const LINE: usize = 60;

/// What the sentences of a text state.
#[derive(Default)]
pub(super) struct Stated {
    pub flows: Vec<Fact<TradeFlow>>,
    pub indicators: Vec<Fact<Indicator>>,
    pub zones: Vec<Fact<Zone>>,
    pub zone_mentions: Vec<Fact<ZoneMention>>,
}

/// How far the reading of a text has come, and what the sentences before have left.
pub(super) struct Course<'a> {
    pub(super) context: Context,
    pub(super) clock: Clock,
    /// When the text speaks.
    times: TimeContext,
    /// How often each country is named.
    mentions: AHashMap<String, usize>,
    /// A Chinese text that nowhere says 人民币: 元 is the money of the place that it is about.
    own_yuan: bool,
    /// `fiscal 2018` begins in 2018.
    years_by_first: bool,
    register: Register<'a>,
    memory: Memory,
    /// What the paragraph before left, until the first sentence of the next has been read.
    before: Option<Before>,
    ids: rows::Ids,
    stated: Stated,
    notes: Option<&'a mut String>,
}

/// What a paragraph of a short text leaves to one that only goes on with it.
struct Before {
    last: Frame,
    listed: bool,
}

impl Before {
    fn restore(self, course: &mut Course) {
        (course.context.last, course.context.listed) = (self.last, self.listed);
    }
}

/// Is it an amount under a name of money that a country has, among others?
fn counts_in(figure: &Figure, country: &str) -> bool {
    matches!(figure.kind, FigureKind::Money(codes) if is_shared(figure) && codes.split('|').any(|code| code.starts_with(country)))
}

impl<'a> Text<'a> {
    pub fn read(&self, date: Option<Date>, notes: Option<&mut String>) -> Stated {
        let spoken: Vec<&Block> = self.reading.blocks.iter().filter(|b| speaks(b.kind)).collect();
        let short = spoken.iter().map(|b| b.sentences.len()).sum::<usize>() <= SHORT;
        let opening: Vec<Tokens> = spoken.iter().flat_map(|b| &b.sentences).take(OPENING).map(|s| self.tokens(s.clone())).collect();
        let mut course = self.begin(&opening, date, short, notes);
        let mut opening = opening.into_iter();
        let mut open_line = false;
        for (index, block) in self.reading.blocks.iter().enumerate() {
            let speaks = speaks(block.kind);
            if is_row(block) && !index.checked_sub(1).is_some_and(|before| is_row(&self.reading.blocks[before])) {
                let length = self.reading.blocks[index..].iter().take_while(|block| is_row(block)).count();
                self.table(&mut course, index, &self.reading.blocks[index..index + length]);
            }
            if speaks {
                if !open_line && !course.context.headed && !self.goes_on(block) {
                    course.turn(&self.extractor.vocabulary);
                    // 韩国对华出口 as the title, then 对美出口…: the next paragraph of a Chinese text is not about the one again.
                    if self.lang == Lang::Zh && course.context.wide {
                        course.context.last.partner = None;
                    }
                }
                open_line = self.is_open_line(block);
                if open_line && self.breaks_down(block) {
                    course.widen();
                }
            }
            for sentence in &block.sentences {
                let known = if speaks { opening.next() } else { None };
                // What states nothing is read for the zones that it names, and mostly it names none.
                let wanted = |names: &Names| speaks || !course.register.is_idle(names);
                let mut tokens = known.unwrap_or_else(|| self.tokens_where(sentence.clone(), wanted));
                self.settle_currencies(&course, &mut tokens);
                if course.years_by_first {
                    name_years_by_first(&mut tokens.periods, tokens.text);
                }
                let zones = course.zones(&tokens, index, block);
                if speaks {
                    self.relate(&mut course, &tokens, zones, block);
                }
            }
        }
        let (zones, zone_mentions) = course.register.finish(self.doc_id, self.reading);
        Stated { zones, zone_mentions, ..course.stated }
    }

    /// What is known before the first sentence is read.
    fn begin<'c>(&'c self, opening: &[Tokens], date: Option<Date>, short: bool, notes: Option<&'c mut String>) -> Course<'c> {
        let PlacesNamed { northeast, named, office, home, countries, mentions, told_apart } = self.places_named(opening);
        // In Russian a region counts in its country's money as well, and is no less the one whose trade it is.
        let money = || if self.lang == Lang::Ru { None } else { self.country_of_money(opening, &countries, &mentions) };
        let home = home.or_else(money);
        let ours = self.our_country(opening, &named, office.as_ref());
        let mut clock = self.clock(opening, date, short);
        // The fiscal years of a text are those of the country that it is about.
        let about = office.as_ref().or(home.as_ref()).or(countries.first());
        let years = about.and_then(|who| self.extractor.vocabulary.fiscal_year(&who.value));
        clock.fiscal = clock.fiscal.or(years.map(|(month, _)| month));
        let titled = self.titled(opening);
        let mut spoken = Spoken::default();
        if let Some(place) = self.place_of_office(&named) {
            spoken.mention(&self.extractor.vocabulary, &place);
        }
        // `Economy of Sakhalin`: whose the figures below are.
        let topic = Frame { reporter: titled.clone().filter(|_| self.lang == Lang::En), ..Frame::default() };
        Course {
            times: TimeContext { spoken: clock.spoken, year: clock.year, period: None },
            context: Context {
                northeast,
                named: Rc::new(named),
                office,
                home,
                titled,
                topic,
                spoken,
                short,
                ours,
                countries: countries.into(),
                told_apart: Rc::new(told_apart),
                ..Context::default()
            },
            clock,
            mentions,
            years_by_first: years.is_some_and(|(_, by)| by == NamedBy::First),
            own_yuan: self.lang == Lang::Zh && !["人民币", "人民幣"].iter().any(|name| self.reading.view.contains(name)),
            register: self.extractor.zones.register(&self.extractor.vocabulary),
            memory: Memory::default(),
            before: None,
            ids: rows::Ids::default(),
            stated: Stated::default(),
            notes,
        }
    }

    /// Of two countries that share a name of money, and are named as often, the one whose trade the text is about, or that it names
    /// first: `Nepal's imports from India reached Rs 800 billion`.
    fn settle_currencies(&self, course: &Course, tokens: &mut Tokens) {
        const PLACES: usize = 1 << 10;
        let shared = tokens.figures.iter().any(is_shared);
        let told = if shared && course.context.home.is_none() { self.country_spoken_of(tokens) } else { None };
        let has_money = |who: &&Who| tokens.figures.iter().any(|figure| counts_in(figure, &who.value));
        let told = told.as_ref().filter(has_money);
        let about = course.context.home.as_ref().or(told).or(course.context.topic.reporter.as_ref());
        let home = about.and_then(|who| self.extractor.vocabulary.country_of(&who.value));
        let early = |country: &str| {
            let place = course.context.countries.iter().position(|who| who.value == country);
            PLACES - 1 - place.unwrap_or(PLACES).min(PLACES - 1)
        };
        let weight = |country: &str| course.mentions.get(country).map_or(0, |&often| often * PLACES + early(country));
        settle_currencies(&mut tokens.figures, home, weight);
        // The first country that a text names is the one that it is about, until a sentence has told.
        let own = course.context.office.as_ref().or(about).or(course.context.countries.first());
        if let Some(place) = own.filter(|_| course.own_yuan) {
            settle_yuan(&mut tokens.figures, tokens.text, &tokens.units, &place.value);
        }
    }

    /// Adds what a sentence states of trade and of other things. `zones` are those that it names, and their units.
    fn relate(&self, course: &mut Course, tokens: &Tokens, (ranges, zones): (Vec<Range<usize>>, Vec<Who>), block: &Block) {
        let vocabulary = &self.extractor.vocabulary;
        let found = tokens.found(&ranges);
        let (before, then) = (course.context.spoken.clone(), course.clock.clone());
        let walk = Walk::new(vocabulary, &found, &zones, &course.context);
        if let Some(before) = course.before.take().filter(|_| walk.leans_on_before()) {
            before.restore(course);
        }
        let told = walk.is_for_comparison().then(|| course.context.clone());
        let walked = walk.run(&mut course.context, &mut course.clock);
        // The talk does not stay with what something was compared with.
        if let Some(told) = told {
            course.context = told;
        }
        let traded: Vec<usize> = walked.statements.iter().map(|s| s.figure).collect();
        let around = Around {
            vocabulary,
            spoken: &before,
            home: &course.context.home,
            clock: &then,
            elements: walk.elements(),
            zones: &zones,
            traded: &traded,
        };
        let stated = indicators::read(&self.extractor.indicators, &found, &around, &mut course.memory);
        if let Some(notes) = course.notes.as_mut() {
            walk.explain(&walked, notes);
            indicators::explain(&stated, notes);
        }
        if walked.statements.is_empty() && stated.is_empty() {
            return;
        }
        course.add(self, (tokens, &tokens.figures), &walked.statements, &stated, block);
    }

    /// Where the statements of a sentence, or of a table's row, stand.
    fn origin<'t>(&'t self, tokens: &'t Tokens, figures: &'t [Figure]) -> rows::Origin<'t> {
        rows::Origin {
            reading: self.reading,
            doc_id: self.doc_id,
            sentence: tokens.start..tokens.start + tokens.text.len(),
            text: tokens.text,
            quote: tokens.text.into(),
            units: &tokens.units,
            figures,
        }
    }

    /// A short line without a stop at its end (`Exports to`, `the United States +0.8%`) goes on in the next.
    fn is_open_line(&self, block: &Block) -> bool {
        let text = self.reading.view[block.range.clone()].trim_end();
        // `The others were:`, and a list of them.
        let lists = text.ends_with([':', '：', ';', '；']);
        block.kind != BlockKind::Title && (lists || text.len() <= LINE && !text.ends_with(['.', '!', '?', '。', '！', '？']))
    }

    /// A line of a list, or a paragraph that opens with `of which` or 其次是, goes on with what stands before it.
    fn goes_on(&self, block: &Block) -> bool {
        const OPENING: usize = 12;
        let text = self.reading.view[block.range.clone()].trim_start();
        let head = &text[..text.char_indices().nth(OPENING).map_or(text.len(), |(end, _)| end)];
        let of_which = || {
            let names = self.extractor.names.find(&self.extractor.names.look(head, &cut(head)));
            names
                .at(0, List::Trade)
                .iter()
                .any(|hit| matches!(self.extractor.vocabulary.entry(hit.entry), Entry::Cue(Cue::OfWhich | Cue::Next)))
        };
        // 具体情况如下：
        let introduces = text.len() <= LINE && text.trim_end().ends_with([':', '：']);
        let numbered = head.strip_prefix("No. ").is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()));
        introduces || numbered || is_labelled(text) || head.starts_with(['-', '–', '—', '•', '·', '而']) || !head.is_empty() && of_which()
    }
}

impl Text<'_> {
    /// `By product:`, `October by species:`: is a list of parts of the whole introduced?
    fn breaks_down(&self, block: &Block) -> bool {
        let text = self.reading.view[block.range.clone()].trim();
        text.len() <= LINE && text.ends_with(':') && text.split(' ').any(|word| word.eq_ignore_ascii_case("by"))
    }
}

impl Course<'_> {
    /// Adds what a sentence, or the row of a table with its figures, states.
    pub(super) fn add(
        &mut self,
        text: &Text,
        (tokens, figures): (&Tokens, &[Figure]),
        traded: &[Statement],
        other: &[indicators::Stated],
        block: &Block,
    ) {
        let origin = text.origin(tokens, figures);
        let cites = text.references.cites_for(origin.sentence.clone(), block.range.clone());
        let Course { ids, stated, .. } = self;
        stated.flows.extend(traded.iter().map(|s| rows::flow(&origin, s, &cites, ids)));
        stated.indicators.extend(other.iter().map(|s| rows::indicator(&origin, s, &cites, ids)));
    }

    /// A new paragraph: a short text goes on with what it is about, a long one starts afresh.
    fn turn(&mut self, vocabulary: &Vocabulary) {
        let Course { context, clock, .. } = self;
        self.before = context.short.then(|| Before { last: context.last.clone(), listed: context.listed });
        context.earlier = context.last.clone();
        context.listed = false;
        // `Port Huron and Detroit went separate ways`, and then Detroit alone: the talk stays with the one.
        let several = context.topic.reporter.as_ref().is_some_and(|who| is_joined(vocabulary, who));
        let one = context.last.reporter.take().filter(|_| several);
        context.paragraph = None;
        context.last = Frame { flow: None, product: None, ..context.topic.clone() };
        context.last.reporter = one.or(context.last.reporter.take());
        clock.fresh = false;
        clock.before = clock.last.clone();
        if !context.short {
            context.ranked = None;
            clock.last = None;
            (clock.year_on_year, clock.held) = (None, None);
        } else {
            clock.turn_back();
        }
        self.memory.turn();
    }

    /// The talk is of the text's own trade again, whomever with it was last.
    fn widen(&mut self) {
        let Context { topic, last, .. } = &mut self.context;
        if topic.reporter.is_some() {
            *last = Frame { flow: last.flow.take(), product: None, ..topic.clone() };
        }
    }

    /// The zones that a sentence names one by one: their units and ids.
    fn zones(&mut self, tokens: &Tokens, index: usize, block: &Block) -> (Vec<Range<usize>>, Vec<Who>) {
        let named = self.register.find(&Sentence {
            text: tokens.text,
            units: &tokens.units,
            names: &tokens.names,
            figures: &tokens.figures,
            periods: &tokens.periods,
            times: self.times,
            start: tokens.start,
            block: index,
            listed: block.kind == BlockKind::ListEntry,
        });
        let one_by_one = named.into_iter().filter(|span| span.zones.len() == 1);
        one_by_one.map(|span| (span.units.clone(), Slot::new(span.zones[0].clone(), tokens.bytes(span.units)))).unzip()
    }
}

pub(super) fn is_row(block: &Block) -> bool {
    matches!(block.kind, BlockKind::TableRow | BlockKind::TableHeader)
}

/// `Trout: 9,300 tonnes`: a line of a list, with what it is about and a figure.
fn is_labelled(text: &str) -> bool {
    const LABEL: usize = 40;
    const MARK: &str = ": ";
    const CURRENCY: usize = 4;
    let head = &text.as_bytes()[..text.len().min(LABEL + MARK.len())];
    let Some(end) = head.windows(MARK.len()).position(|words| words == MARK.as_bytes()) else { return false };
    let (label, rest) = (&text[..end], &text[end + MARK.len()..]);
    let plain = label.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b' ' | b'-'));
    plain && rest.chars().take(CURRENCY + 1).any(|c| c.is_ascii_digit())
}

/// Blocks whose sentences state facts.
fn speaks(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Title | BlockKind::Abstract | BlockKind::Heading | BlockKind::Paragraph | BlockKind::Footnote | BlockKind::Caption
    )
}
