//! One sentence walked from left to right: heads set the frame, figures are read in it.
//!
//! The walk begins with what the sentence before left (`begin`), takes one element after the other (`step`) or a whole word of
//! trade (`heads`), states what each figure says (`figure`), and leaves the next sentence something to go on with (`leave`).

mod again;
mod begin;
mod behind;
mod below;
mod excess;
mod explain;
mod figure;
mod fit;
mod heading;
mod heads;
mod kinds;
mod leave;
mod names;
mod order;
mod part;
mod pass;
mod pointed;
mod several;
mod state;
mod statement;
mod step;
mod untold;

pub(super) use again::Amount;
pub(super) use below::Below;
pub(super) use state::{State, Topic};

use super::elements::{Element, Found, Has, Kind, elements};
use super::frame::{Context, Frame, Slot, Who};
use super::goods::name_goods;
use super::head::{Head, Reader, heads, whole_before};
use super::list::{Earlier, Part, deal, positions};
use super::measure::Measured;
use super::phrase;
use super::time::{Clock, Times, When};
use super::vocab::{Back, Cue, Link, Vocabulary, Words};
use crate::token::{Figure, FigureKind};
use amur_model::{Flow, Measure};
use compact_str::CompactString;
use std::ops::Range;

/// What a share is a share of: the fields that differ from the row's own.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Base {
    pub reporter: Option<Who>,
    pub partner: Option<Who>,
    pub flow: Option<Slot<Flow>>,
    pub product: Option<Slot<CompactString>>,
    pub text: Option<Slot<CompactString>>,
}

/// What a figure says of trade.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Index into the sentence's figures.
    pub figure: usize,
    pub measure: Measure,
    pub value: f64,
    pub frame: Frame,
    pub base: Base,
    pub period: Option<When>,
    pub base_period: Option<When>,
    /// ISO 4217 code, `%`, `times`, `rank`, `pp` or a physical unit.
    pub unit: &'static str,
    pub rule: &'static str,
    /// Columns that words outside the sentence give, and where these stand in the view: a currency, the unit in a table's header.
    pub lent: Vec<(&'static str, Range<usize>)>,
    /// Which of several rows that one figure makes.
    pub part: Option<CompactString>,
}

/// What the walk leaves behind of a sentence.
#[derive(Default)]
pub struct Walked {
    pub statements: Vec<Statement>,
    /// Figures that are about something else, with the name of what is counted, if it was named.
    pub others: Vec<(usize, Option<&'static str>, Option<Measured>)>,
}

impl Walked {
    /// The frame in which a figure was stated.
    fn frame_of(&self, figure: usize) -> Option<&Frame> {
        self.statements.iter().rev().find(|s| s.figure == figure).map(|s| &s.frame)
    }
}

/// A sentence, read into elements and heads, that is to be walked.
pub struct Walk<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) found: &'a Found<'a>,
    pub(super) elements: Vec<Element>,
    pub(super) heads: Vec<Head>,
    pub(super) zones: &'a [Who],
    /// What each figure has of a list before or behind it.
    pub(super) parts: Vec<Option<Part>>,
    /// Where each figure stands in its run, and the run's length.
    pub(super) positions: Vec<(usize, usize)>,
    /// The kinds of the figures, with those that the neighbours give away.
    pub(super) kinds: Vec<FigureKind>,
    /// The currency of a sentence before, where this one names none.
    pub(super) carried: Option<Slot<&'static str>>,
    /// Heads that are the whole of a share, not the frame of what follows.
    pub(super) wholes: Vec<bool>,
    /// Are there Cyrillic letters in the sentence?
    russian: bool,
}

/// Reads the names that only the text, or what stands round them, decides the meaning of; what is not there is not looked for.
fn read_names(vocabulary: &Vocabulary, found: &Found, context: &Context, elements: &mut Vec<Element>) {
    let has = Has::of(elements);
    let han = found.has_han();
    if has.point && (has.period || has.figure) {
        names::drop_stops_of_abbreviations(found, elements);
    }
    if has.place {
        phrase::join(vocabulary, found, elements);
        names::read_northeast(vocabulary, found, context, elements);
    }
    if has.place && han {
        names::read_mainland(found, context, elements);
    }
    if has.namesake {
        names::read_namesakes(vocabulary, context, elements);
    }
    // What is not yet told to be a place may be one now.
    let place = has.place || has.namesake;
    if place && (has.short_form || han) {
        names::read_short_forms(vocabulary, found, context, elements);
    }
    if han {
        read_ranked_names(vocabulary, found, &has, elements);
    }
    if place {
        names::drop_bloc_among(vocabulary, found, elements);
    }
    if has.product && !han {
        names::drop_goods_in_brackets(found, elements);
    }
    if has.place && !han {
        names::drop_place_of_region(vocabulary, found, context, elements);
        names::drop_neighbours(vocabulary, found, elements);
        names::drop_ours_of_region(found, elements);
        names::drop_where_it_lies(found, elements);
        names::drop_border(found, elements);
        names::drop_country_of_dollars(found, elements);
    }
    if han {
        names::drop_country_of_crossing(vocabulary, found, elements);
    }
    if han {
        names::read_cargo_again(vocabulary, found, context, elements);
    }
    if han && has.share {
        names::read_parts_taken_on(found, elements);
    }
    if han && place {
        names::read_viewed(vocabulary, found, context, elements);
        names::drop_main_source(found, elements);
    }
    names::read_traders(found, elements);
    if place && has.with {
        names::read_origins(vocabulary, found, elements);
    }
    name_goods(vocabulary, found, &has, elements);
}

/// Names in Chinese that have a place in an order, and those of newspapers.
fn read_ranked_names(vocabulary: &Vocabulary, found: &Found, has: &Has, elements: &mut [Element]) {
    names::drop_media(found, elements);
    if has.figure {
        names::join_largest_share(found, elements);
        names::read_markets(found, elements);
    }
    if has.flow {
        names::read_sources(found, elements);
    }
    if has.ignore && has.figure {
        names::read_importers(vocabulary, found, elements);
    }
    if has.flow && has.figure {
        names::read_first_countries(found, elements);
    }
}

/// How the sentence tells the time of its figures.
#[derive(Clone, Copy)]
struct Dates<'t> {
    times: &'t Times<'t>,
    clock: &'t Clock,
}

impl<'a> Walk<'a> {
    pub fn new(vocabulary: &'a Vocabulary, found: &'a Found<'a>, zones: &'a [Who], context: &Context) -> Self {
        let mut elements = elements(vocabulary, found);
        read_names(vocabulary, found, context, &mut elements);
        let heads = heads(vocabulary, found, &elements, zones);
        let reader = Reader { vocabulary, found, elements: &elements, zones, floor: 0 };
        let earlier = Earlier { flows: &context.flows, partners: &context.partners };
        let parts = deal(&reader, &heads, found.figures, &earlier);
        let positions = positions(&reader, found.figures);
        let wholes = heads.iter().map(|head| whole_before(found, &elements, head)).collect();
        let carried = context.currency.clone().filter(|_| !found.figures.iter().any(|f| matches!(f.kind, FigureKind::Money(_))));
        let kinds = kinds::kinds(vocabulary, found, &elements, carried.as_ref().map(|slot| slot.value));
        let russian = found.text.chars().any(|c| matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё'));
        Walk { vocabulary, found, elements, heads, zones, parts, positions, kinds, carried, wholes, russian }
    }

    /// The sentence as it is read.
    pub fn elements(&self) -> &[Element] {
        &self.elements
    }

    pub(super) fn reader(&self) -> Reader<'_> {
        Reader { vocabulary: self.vocabulary, found: self.found, elements: &self.elements, zones: self.zones, floor: 0 }
    }

    /// Walks the sentence and brings the context and the clock up to date.
    pub fn run(&self, context: &mut Context, clock: &mut Clock) -> Walked {
        let before = self.is_beside_the_point().then(|| (context.clone(), clock.passing.clone()));
        let times = Times::new(self.reader(), self.found.periods, true);
        times.note_fiscal(clock);
        let mut state = self.begin(context);
        context.headed = false;
        self.go_through(context, Dates { times: &times, clock }, &mut state);
        if !self.found.text.ends_with('。') {
            self.take_heading(self.elements.len(), context, &mut state);
        }
        // A question states nothing.
        if self.found.text.trim_end().ends_with(['?', '？']) {
            state.out.statements.clear();
        }
        self.date_brackets(&mut state);
        self.attribute(context, &mut state);
        self.widen_told_again(context, &mut state);
        let traded = self.elements.iter().any(|e| matches!(e.cue(), Some(Cue::Flow(_) | Cue::Other("cargo"))))
            || self.vocabulary.tells_of_dealings(self.found.text);
        // What is hoped for this year leaves the talk in the time that it was in.
        let of_what_follows = traded && !state.planned && !state.in_passing || self.introduces();
        state.out.statements.iter().filter_map(|s| s.period.as_ref()).for_each(|when| clock.reach(when));
        let (used, looked_at) = self.stay(&mut state, clock);
        // `За год вывезено 5 тыс. т, тогда как в 2020 году – 4 тыс.`: the talk goes on in the time that was held against the other.
        let first = state.out.statements.first().and_then(|s| s.period.clone()).filter(|_| self.is_russian(0));
        let held = first.filter(|first| used.as_ref().is_some_and(|used| used.value.1 < first.value.0));
        let used = held.or(used);
        times.leave(clock, used, state.seen_from.take(), of_what_follows);
        // `In November alone they were 35 million. … over the same period`: not that month.
        clock.mentioned = looked_at.or(clock.mentioned.take()).filter(|_| !state.in_passing);
        clock.passing = self.only_passing(&state);
        self.leave(context, &mut state);
        self.take_pair_heading(context);
        if let Some((before, passing)) = before.filter(|_| state.out.statements.is_empty()) {
            clock.passing = passing;
            let on_trade = context.on_trade || before.on_trade && self.is_of_words_alone();
            *context = Context { on_trade, ..before };
        }
        state.out
    }

    /// `Inflation was 4%. The weather stayed mild.`: does the sentence name none that may trade, and nothing that may be traded? One that
    /// states nothing, either, leaves the talk as it was.
    fn is_beside_the_point(&self) -> bool {
        let plain = |e: &Element| match e.kind {
            Kind::Word | Kind::Mark(_) | Kind::Figure(_) | Kind::Period(_) => true,
            Kind::Cue(Cue::Flow(_) | Cue::OfWhich | Cue::Next | Cue::Partner | Cue::PartnerOf(_) | Cue::Example) => false,
            Kind::Cue(Cue::World | Cue::Total | Cue::Abroad | Cue::Reverse | Cue::Both) => false,
            Kind::Cue(Cue::Back(back)) => matches!(back, Back::Pair | Back::Home),
            Kind::Cue(_) => true,
            _ => false,
        };
        let told_of = |at: usize| matches!(self.elements[at].kind, Kind::Place(..)) && self.names_in_passing(at);
        self.found.text.trim_end().ends_with(['.', '。', '”', '"', '»', '!', '！'])
            && (0..self.elements.len()).all(|at| plain(&self.elements[at]) || told_of(at))
    }

    /// 省长访问了莫斯科和北京, 来自日本的嘉宾出席了论坛: does a Chinese sentence name the place at `at` in the midst of a clause? It is about
    /// what its clauses begin with.
    fn names_in_passing(&self, at: usize) -> bool {
        let reader = self.reader();
        let linked = |e: &&Element| matches!(e.kind, Kind::Place(..) | Kind::Cue(Cue::Link(Link::And)));
        let first = at - self.elements[..at].iter().rev().take_while(linked).count();
        let scene = |e: &Element| matches!(e.cue(), Some(Cue::Link(Link::In) | Cue::While | Cue::Ignore));
        let clause = self.elements[..first].iter().rposition(|e| matches!(e.kind, Kind::Mark(_))).map_or(0, |mark| mark + 1);
        reader.has_han(at) && self.elements[clause..first].iter().any(|e| !scene(e) && !matches!(e.kind, Kind::Period(_)))
    }

    /// Does it tell no figure, and of nothing that figures are told of?
    fn is_of_words_alone(&self) -> bool {
        !self.elements.iter().any(|e| matches!(e.kind, Kind::Figure(_) | Kind::Cue(Cue::Other(_) | Cue::Firm)))
    }

    /// The month told in passing, where the sentence states nothing of another time.
    fn only_passing(&self, state: &State) -> Option<When> {
        let stated = &state.out.statements;
        let first = stated.first().and_then(|s| s.period.as_ref()).filter(|_| state.in_passing)?;
        let same = |s: &Statement| s.period.as_ref().is_some_and(|when| when.value == first.value);
        stated.iter().all(same).then(|| first.clone())
    }

    /// `Exports stopped: in 2014 they had been worth 97 million`, `Для сравнения: в 2014 году вывоз составлял 97 млн`, `In 2020 it was 48
    /// million` where the talk is of 2021: what had been is only looked back at. The time that the talk goes on in, and that looked at.
    fn stay(&self, state: &mut State, clock: &Clock) -> (Option<When>, Option<When>) {
        let used = state.used.take();
        let last = clock.last.clone().filter(|last| used.as_ref().is_some_and(|used| used.value.1 < last.value.0));
        let goes_on = state.goes_on && self.reader().is_ascii(0);
        match last.filter(|_| goes_on || self.reader().tells_of_former_time()) {
            Some(last) => (Some(last), used),
            None => (used, None),
        }
    }

    /// `In the first five months of 2022 the results were as follows:` is of the time of the list behind it.
    fn introduces(&self) -> bool {
        let colon = self.found.text.trim_end().ends_with([':', '：']);
        colon && !self.elements.iter().any(|e| matches!(e.cue(), Some(Cue::Speaker | Cue::Clause)))
    }

    /// From the first element to the last.
    fn go_through(&self, context: &mut Context, dates: Dates, state: &mut State) {
        let mut at = 0;
        while at < self.elements.len() {
            let head = self.heads.get(state.next_head).filter(|head| head.elements.start == at);
            at = match head {
                Some(head) => self.take_head(head, context, state),
                None => self.step(at, context, dates, state),
            };
        }
    }

    /// What the element at `at` is, if there is one.
    pub(super) fn element_kind(&self, at: usize) -> Option<Kind> {
        self.elements.get(at).map(|e| e.kind)
    }

    pub(super) fn cue_at(&self, at: usize) -> Option<Cue> {
        self.elements.get(at)?.cue()
    }

    /// The cue that stands `back` elements before element `at`.
    pub(super) fn cue_before(&self, at: usize, back: usize) -> Option<Cue> {
        self.cue_at(at.checked_sub(back)?)
    }

    /// Is the element at `at` in Cyrillic letters? The first one stands for the sentence, which may open with a mark or a number.
    pub(super) fn is_russian(&self, at: usize) -> bool {
        if at == 0 { self.russian } else { self.reader().is_russian(at) }
    }

    /// The figure at `at`, if there is one, as it stands in the text.
    pub(super) fn figure_at(&self, at: usize) -> Option<&Figure> {
        self.index_at(at).map(|index| &self.found.figures[index])
    }

    /// Its kind, as its neighbours make it.
    pub(super) fn kind_at(&self, at: usize) -> Option<FigureKind> {
        self.index_at(at).map(|index| self.kinds[index])
    }

    pub(super) fn index_at(&self, at: usize) -> Option<usize> {
        if let Kind::Figure(index) = self.elements.get(at)?.kind { Some(index as usize) } else { None }
    }

    /// Is a figure one of money or of goods?
    pub(in crate::relate) fn is_amount(&self, figure: usize) -> bool {
        matches!(self.kinds[figure], FigureKind::Money(_) | FigureKind::Quantity(_))
    }

    /// Is it an amount of goods?
    pub(super) fn is_counted(&self, statement: &Statement) -> bool {
        matches!(self.kinds[statement.figure], FigureKind::Quantity(_))
    }

    /// `For comparison, the United States' share was 5 percent`
    pub fn is_for_comparison(&self) -> bool {
        let end = self.found.text.find([',', ':', '–', '—']).unwrap_or_default();
        self.vocabulary.is(Words::Comparing, self.found.text[..end].trim())
    }

    /// Does it stand in brackets?
    pub(super) fn is_bracketed(&self, at: usize) -> bool {
        self.reader().is_bracketed(at)
    }
}
