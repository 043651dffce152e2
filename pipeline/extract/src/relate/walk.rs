//! One sentence walked from left to right: heads set the frame, figures are read in it.

use super::elements::{Element, Found, Kind, elements};
use super::enter::join;
use super::frame::{Context, Frame, NORTHEAST_3, OTHERS, Slot, WORLD, Who, group};
use super::goods::name_goods;
use super::head::{Head, Reader, heads};
use super::list::{Part, deal, positions};
use super::measure::{Measured, Measurer};
use super::time::{Clock, Times, When};
use super::vocab::{Back, Cue, FlowCue, Form, Link, Strength, Vocabulary};
use super::whole::whole_before;
use crate::figures::is_converted;
use crate::rows;
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
    /// Bytes of the view that gave the currency, if they are none of the sentence.
    pub currency: Option<Range<usize>>,
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

pub struct Walk<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) found: &'a Found<'a>,
    pub(super) elements: Vec<Element>,
    pub(super) heads: Vec<Head>,
    pub(super) zones: &'a [Who],
    pub(super) parts: Vec<Option<Part>>,
    /// Where each figure stands in its run, and the run's length.
    pub(super) positions: Vec<(usize, usize)>,
    /// The kinds of the figures, with those that the neighbours give away.
    pub(super) kinds: Vec<FigureKind>,
    /// The currency of a sentence before, where this one names none.
    pub(super) carried: Option<Slot<&'static str>>,
    /// Heads that are the whole of a share, not the frame of what follows.
    pub(super) wholes: Vec<bool>,
}

/// A text that tells the whole trade of its reporter too: the partner of its title is one of many from here on.
fn widen(topic: &mut Frame, said: &Frame) {
    let code = |who: &Option<Who>| who.as_ref().map(|who| who.value.clone());
    if said.partner.is_none() && code(&said.reporter) == code(&topic.reporter) {
        topic.partner = None;
    }
}

/// What the figures of a clause are about.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) enum Topic {
    /// Nothing named yet in this sentence.
    #[default]
    Open,
    /// A word of trade of this sentence.
    Trade,
    Other(&'static str),
}

/// A side of the trade.
#[derive(Default)]
pub(super) struct State {
    pub(super) frame: Frame,
    pub(super) topic: Topic,
    /// The place that the clause is about, named outside any head.
    pub(super) subject: Option<Who>,
    /// Places named outside heads since the last figure or head, and the link before the first.
    pub(super) pending: Vec<Who>,
    pub(super) pending_link: Option<Link>,
    /// The element after them.
    pub(super) pending_end: usize,
    /// Partners named in this sentence.
    pub(super) partners: Vec<Who>,
    /// A figure that was passed over; the rest of its list is too.
    pub(super) skipped: Option<usize>,
    /// The last figure counted trains, firms or countries: its growth is theirs.
    pub(super) untraded: bool,
    /// Places right before an open bracket: what the figures inside it are about.
    pub(super) bracket: Vec<Who>,
    /// `импорт превысил экспорт`: an amount is a balance, and a percentage or multiple is nobody's growth.
    pub(super) exceeds: bool,
    pub(super) each: bool,
    /// Places named in passing (`the ports of Erenhot`): better than nobody.
    pub(super) aside: Option<Who>,
    /// The two countries that the clause is about.
    pub(super) pair: Option<(Who, Who)>,
    pub(super) shared: Option<Measured>,
    pub(super) changed: Option<Measured>,
    pub(super) last_whole: Option<Frame>,
    pub(super) last_core: Option<usize>,
    /// The part that the subject of the last share had.
    pub(super) as_partner: bool,
    /// The subject was named after the last figure.
    pub(super) fresh_subject: bool,
    /// The place before the bracket was whose trade the whole is.
    pub(super) bracket_owns: bool,
    /// The clause has its subject; a place later on is its object.
    pub(super) clause_subject: bool,
    /// `与南亚各国…，进出口总额`: the partner of the trade that is yet to be named.
    pub(super) with: Option<Who>,
    /// The product named right before an open bracket.
    pub(super) bracket_product: Option<Slot<CompactString>>,
    /// Heads before this one have been read as the whole of a share.
    pub(super) read_heads: usize,
    pub(super) example: bool,
    /// The subject or product was named in this sentence.
    pub(super) named: bool,
    /// A head stands in the clause (since the last comma).
    pub(super) headed: bool,
    /// A partner was named, or ruled out, in this sentence.
    pub(super) partnered: bool,
    /// The sentence's subject is the figure spoken of last.
    pub(super) goes_on: bool,
    /// The flow is only that in which somebody has a rank: the next sentence is not about it.
    pub(super) lent: bool,
    /// The frame of the first head.
    pub(super) first: Option<Frame>,
    /// The product that the clause is about, named outside any head.
    pub(super) product: Option<Slot<CompactString>>,
    pub(super) previous: Option<Measured>,
    pub(super) grew: Option<Measured>,
    pub(super) previous_share: Option<(Frame, Base)>,
    pub(super) planned: bool,
    /// What follows is a part of what was said before.
    pub(super) of_which: bool,
    /// The first whole whose part was told: what the talk goes back to.
    pub(super) whole: Option<Frame>,
    /// Whose partners are being put in order, and the last of them.
    pub(super) ranked: Option<Frame>,
    /// The largest of them, a place in an order if others follow.
    pub(super) largest: Option<Statement>,
    /// The members of the list that is being told are those who trade: `trade with China was recorded in Kazakhstan (5%)`.
    pub(super) reporters_follow: bool,
    /// Places are named as partners: `the main export markets were`.
    pub(super) partners_follow: bool,
    pub(super) speaks: bool,
    /// One company speaks of itself.
    pub(super) firm: bool,
    /// The place that a share is a share of: 占全国的.
    pub(super) whole_place: Option<Who>,
    /// What is named now is what the clause compares with.
    pub(super) than: bool,
    pub(super) used: Option<When>,
    /// The frames of the last levels in a row, and whether the next level is one more of them.
    pub(super) levels: Vec<Frame>,
    pub(super) levels_open: bool,
    pub(super) out: Walked,
}

impl<'a> Walk<'a> {
    pub fn new(vocabulary: &'a Vocabulary, found: &'a Found<'a>, zones: &'a [Who], context: &Context) -> Self {
        let mut elements = elements(vocabulary, found);
        read_northeast(vocabulary, found, context, &mut elements);
        read_namesakes(vocabulary, context, &mut elements);
        read_short_forms(vocabulary, found, context, &mut elements);
        name_goods(vocabulary, found, &mut elements);
        let heads = heads(vocabulary, found, &elements, zones);
        let reader = Reader { vocabulary, found, elements: &elements, zones, floor: 0 };
        let parts = deal(&reader, &heads, found.figures, &context.flows);
        let positions = positions(&reader, found.figures);
        let wholes = heads.iter().map(|head| whole_before(found, &elements, head)).collect();
        let carried = context.currency.clone().filter(|_| !found.figures.iter().any(|f| matches!(f.kind, FigureKind::Money(_))));
        let kinds = kinds(vocabulary, found, &elements, carried.as_ref().map(|slot| slot.value));
        Walk { vocabulary, found, elements, heads, zones, parts, positions, kinds, carried, wholes }
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
        let times = Times::new(self.reader(), self.found.periods, true);
        let mut state = State {
            frame: Frame { product: self.goods_so_far(context), partner: self.partner_so_far(context), ..context.last.clone() },
            ranked: context.ranked.clone(),
            // A line of a list goes on with what the list is about.
            named: self.elements.first().is_some_and(|e| matches!(e.kind, Kind::Mark('-' | '•' | '·'))),
            ..State::default()
        };
        if context.on_trade && (self.lacks_subject() || self.turns_to_partner()) {
            state.topic = Topic::Trade;
            self.go_on(context, &mut state);
        }
        let mut next_head = 0;
        let mut at = 0;
        while at < self.elements.len() {
            if self.heads.get(next_head).is_some_and(|h| h.elements.start == at) {
                let head = &self.heads[next_head];
                if !self.wholes[next_head] && next_head >= state.read_heads {
                    self.enter(head, context, &mut state);
                    state.exceeds = self.exceeds(next_head, &mut state.frame);
                    context.wide |= state.frame.partner.is_some()
                        && context.topic.partner.is_some()
                        && state.frame.partner_code() != context.topic.partner_code();
                    // 抢运进出口货物, 进出口保持增长: no level of the whole is told.
                    let bare = head.reporters.is_empty() && head.back.is_none() && !head.total || !self.has_level(head);
                    if !(bare && self.reader().is_han(head.core)) {
                        widen(&mut context.topic, &state.frame);
                    }
                } else if state.frame.flow.is_none() && self.is_russian(head.core) {
                    // `В структуре экспорта ведущее место занимала рыба – 60 млн (65%)`
                    let before = Frame { partner: None, ..state.frame.clone() };
                    state.frame = self.resolve(head, &before, context, None);
                    // `Структура внешней торговли края изменилась`: what the text is about, where nothing is told of it yet.
                    if self.found.figures.is_empty() {
                        state.first = Some(state.frame.clone());
                    }
                }
                self.remember(head, context);
                next_head += 1;
                at = head.elements.end;
                continue;
            }
            at = self.step(at, next_head, context, clock, &times, &mut state);
        }
        // A question states nothing.
        if self.found.text.trim_end().ends_with(['?', '？']) {
            state.out.statements.clear();
        }
        // Whose it is may be told by who says it, behind the figure.
        let mut both_ways = context.both_ways.take();
        state.out.statements.retain_mut(|statement| {
            let home = || {
                context.province.clone().filter(|who| {
                    context.short && statement.frame.partner.as_ref().is_some_and(|p| !self.vocabulary.same_country(&p.value, &who.value))
                })
            };
            let reporter = statement.frame.reporter.take().or_else(|| state.aside.clone()).or_else(home);
            // The country in whose money the text counts, or that alone it names; but a turnover may be that of
            // anything, and a Chinese text says whose it is.
            let speaks = || {
                let word = |flow: &Slot<FlowCue>| self.found.text.get(flow.at.start.checked_sub(self.found.offset)?..);
                let traded = statement.frame.flow.as_ref().and_then(word).is_none_or(|word| !word.starts_with("turnover"));
                let abroad = |home: &Who| statement.frame.partner.as_ref().is_none_or(|partner| partner.value != home.value);
                context.home.clone().filter(|home| context.short && traded && abroad(home) && !self.reader().has_han(0))
            };
            statement.frame.reporter = reporter.or_else(|| context.office.clone().filter(|_| context.short)).or_else(speaks);
            let reporter = statement.frame.reporter.as_ref().map(|who| who.value.clone());
            if statement.frame.partner.is_none() && (both_ways.is_none() || both_ways != reporter) {
                statement.frame.partner = self.across(&statement.frame, context);
            }
            if statement.measure == Measure::Value && statement.frame.flow() == Some(Flow::Trade) {
                both_ways = reporter.filter(|_| statement.frame.partner.is_none());
            }
            statement.frame.reporter.is_some() && statement.frame.partner_code() != OTHERS
        });
        context.both_ways = both_ways;
        state.frame.reporter = state.frame.reporter.take().or_else(|| state.aside.clone());
        let traded = self.elements.iter().any(|e| matches!(e.cue(), Some(Cue::Flow(_))));
        // What is hoped for this year leaves the talk in the time that it was in.
        times.leave(clock, state.used.clone(), traded && !state.planned);
        if let Some(last) = self.heads.last() {
            let before = self.heads.iter().rev().find(|h| h.flow.value.flow != last.flow.value.flow);
            context.flows = before.into_iter().chain([last]).map(|h| h.flow.clone()).collect();
        }
        let zone = state.aside.clone().filter(|who| self.vocabulary.by_code(&who.value).is_none());
        context.subject = state.subject.clone().or(zone).or_else(|| state.frame.reporter.clone());
        if state.frame.flow.is_some() && !(state.lent && self.heads.is_empty()) {
            // 从中国进口增长5%，从欧盟进口增长7%。同期出口…: of several partners none is that of the next sentence.
            let several = state.partners.len() > 1 && self.reader().has_han(0);
            let carried = if several { context.topic.partner.clone() } else { state.frame.partner.clone() };
            let mut last = state
                .whole
                .take()
                .filter(|whole| whole.flow.is_some())
                .unwrap_or_else(|| Frame { partner: carried, ..state.frame.clone() });
            // A list of partners leaves none of them behind.
            let told = |s: &&Statement| last.partner.as_ref().is_some_and(|partner| s.frame.partner_code() != partner.value);
            let listed = !state.out.statements.is_empty() && (!state.lent || state.out.statements.iter().any(|s| told(&s)));
            if state.partners_follow && listed && self.is_russian(0) {
                last.partner = None;
            }
            // What passes a crossing is told from its side.
            let crossing = last.reporter.as_ref().is_some_and(|who| self.kind(who) == Some("crossing"));
            let order = state.ranked.as_ref().and_then(|order| order.reporter.as_ref());
            context.last = if crossing { last } else { last.seen_by(order).seen_by(context.topic.reporter.as_ref()) };
        }
        // `Доля Китая в обороте составила 20%`: the whole is what the text goes on with.
        if state.topic == Topic::Open
            && let Some(whole) = state.last_whole.as_ref().filter(|_| state.last_core.is_some_and(|core| self.is_russian(core)))
        {
            context.last = Frame { partner: context.last.partner.take(), product: context.last.product.take(), ..whole.clone() };
        }
        // `Central Asia is the largest trading partner of Xinjiang. Turnover rose by 50%`: who they are, not in which flow.
        if state.lent && self.heads.is_empty() && context.last.reporter.is_none() {
            context.last = Frame { flow: None, product: None, ..state.frame.clone() };
        }
        context.ranked = state.ranked.clone();
        context.listed = !state.out.statements.is_empty() && (state.partners_follow || state.as_partner);
        if let Some(level) = state.out.statements.iter().rev().find(|s| s.measure == Measure::Value) {
            context.level = Some(level.frame.clone()).filter(|frame| frame.flow() == Some(Flow::Trade));
        }
        context.currency = state.out.statements.iter().rev().find_map(|s| self.money(s.figure)).or(context.currency.take());
        context.counted = state.out.statements.iter().any(|s| self.is_counted(s));
        context.on_trade = state.topic == Topic::Trade && !state.untraded;
        // 全部进口自俄罗斯: with whom all of the trade is.
        if let Some(partner) = self.sole_partner() {
            context.topic.partner = Some(partner);
        }
        if context.opening.is_none() {
            self.narrow_topic(&state.out.statements, context);
            context.opening = state.out.statements.first().map(|first| first.frame.clone());
        }
        if context.topic.flow.is_none()
            && let Some(first) = state.first.filter(|f| f.reporter.is_some())
        {
            context.topic = first;
        }
        state.out
    }

    /// `Foreign trade of China's northernmost province rebounds`, and then Heilongjiang's figures: the text is about the place
    /// that its first figure is for, where a title without one named only what that place lies in.
    fn narrow_topic(&self, stated: &[Statement], context: &mut Context) {
        let first = stated.first().filter(|_| context.short);
        let Some(inner) = first.and_then(|statement| statement.frame.reporter.as_ref()) else { return };
        if let Some(outer) = &mut context.topic.reporter
            && outer.value != inner.value
            && (self.vocabulary.lies_in(&inner.value, &outer.value)
                || self.kind(outer) == Some("group") && self.vocabulary.same_country(&inner.value, &outer.value))
        {
            *outer = inner.clone();
        }
    }

    /// 2019年上半年达到3089亿美元，增长3%。 A sentence without a subject goes on with that of the sentence before.
    fn lacks_subject(&self) -> bool {
        let opening = |e: &&Element| matches!(e.kind, Kind::Period(_) | Kind::Cue(Cue::Ignore | Cue::While) | Kind::Mark(','));
        let mut said = self.elements.iter().skip_while(opening);
        let verb = said.next().is_some_and(|e| matches!(e.cue(), Some(Cue::Level | Cue::Change(_))));
        let figure =
            said.find(|e| !matches!(e.kind, Kind::Word | Kind::Cue(Cue::Ignore))).is_some_and(|e| matches!(e.kind, Kind::Figure(_)));
        verb && figure && self.heads.is_empty() && self.reader().has_han(0)
    }

    /// 对蒙贸易34亿元；对俄贸易32亿元，二者合计占…: the goods and the partners of the levels told before, taken together.
    #[allow(clippy::type_complexity)]
    fn both(&self, at: usize, frame: &Frame, told: &[Statement]) -> Option<(Option<Slot<CompactString>>, Option<Who>)> {
        let clause = self.elements[..at].iter().rev().take_while(|e| !matches!(e.kind, Kind::Mark(',' | ';' | ':')));
        clause.clone().any(|e| e.cue() == Some(Cue::Both)).then_some(())?;
        let levels: Vec<&Frame> = told
            .iter()
            .filter(|s| s.measure == Measure::Value && s.frame.flow() == frame.flow() && s.frame.reporter == frame.reporter)
            .map(|s| &s.frame)
            .collect();
        let first = levels.first()?;
        let partners: Vec<Who> = levels.iter().filter_map(|level| level.partner.clone()).collect();
        let products: Vec<Slot<CompactString>> = levels.iter().filter_map(|level| level.product.clone()).collect();
        let alike = |get: fn(&Frame) -> Option<&str>| levels.iter().all(|level| get(level) == get(first));
        let one_product = alike(|frame| frame.product.as_ref().map(|product| product.value.as_str()));
        let one_partner = alike(|frame| frame.partner.as_ref().map(|partner| partner.value.as_str()));
        match (one_product, one_partner) {
            (true, false) if partners.len() == levels.len() => Some((first.product.clone(), group(self.vocabulary, &partners))),
            (false, true) if products.len() == levels.len() => Some((join(&products), first.partner.clone())),
            _ => None,
        }
    }

    /// 橡胶的主要出口市场为中国。…中国增长33%: a sentence without goods or a word of trade is on the goods of the one before.
    fn goods_so_far(&self, context: &Context) -> Option<Slot<CompactString>> {
        let bare = self.heads.is_empty() && !self.elements.iter().any(|e| matches!(e.kind, Kind::Product(_)));
        context.last.product.clone().filter(|_| bare)
    }

    /// Does no figure of the sentence stand before?
    fn opens(&self, at: usize) -> bool {
        !self.elements[..at].iter().any(|e| matches!(e.kind, Kind::Figure(_)))
    }

    /// 此外，对印度增长1.5倍: the trade spoken of, with another partner.
    fn turns_to_partner(&self) -> bool {
        let opening =
            |e: &Element| matches!(e.kind, Kind::Period(_) | Kind::Cue(Cue::Ignore | Cue::While | Cue::OfWhich) | Kind::Mark(','));
        let start = self.elements.iter().take_while(|e| opening(e)).count();
        let reader = self.reader();
        let with = self.elements.get(start).is_some_and(|e| e.cue() == Some(Cue::Link(Link::With))) && reader.text(start) == "对";
        let Some(places) = Some(start + 1).filter(|_| with && self.heads.is_empty()).and_then(|at| reader.places_after(at)) else {
            return false;
        };
        let mut said = self.elements[places.elements.end..].iter().skip_while(|e| matches!(e.kind, Kind::Period(_)));
        said.next().is_some_and(|e| matches!(e.kind, Kind::Figure(_) | Kind::Cue(Cue::Change(_))))
    }

    /// The partner that a sentence without figures says all goods come from or go to.
    fn sole_partner(&self) -> Option<Who> {
        let [head] = self.heads.as_slice() else { return None };
        let all = self.elements[..head.elements.start].iter().rev().take(3).any(|e| e.cue() == Some(Cue::Total)) || head.total;
        let one_way = matches!(head.flow.value.flow, Flow::Export | Flow::Import);
        let silent = self.found.figures.iter().all(|figure| figure.kind == FigureKind::Plain);
        let [partner] = head.partners.as_slice() else { return None };
        (all && one_way && silent && self.reader().is_han(head.core)).then(|| partner.clone())
    }

    /// Is it an amount of goods?
    pub(super) fn is_counted(&self, statement: &Statement) -> bool {
        matches!(self.kinds[statement.figure], FigureKind::Quantity(_))
    }

    /// `импорт превысил экспорт на 5 млрд`: makes a balance of the second word of trade.
    fn exceeds(&self, second: usize, frame: &mut Frame) -> bool {
        let Some(first) = second.checked_sub(1).map(|i| &self.heads[i]) else { return false };
        let head = &self.heads[second];
        let reader = self.reader();
        let between = first.elements.end..head.elements.start;
        let verb = |i: usize| {
            let text = crate::gazetteer::fold(reader.text(i));
            self.elements[i].cue() == Some(Cue::Level) && ["превы", "exceed", "超"].iter().any(|stem| text.starts_with(stem))
        };
        let sign = match (first.flow.value.flow, head.flow.value.flow) {
            (Flow::Export, Flow::Import) => 1,
            (Flow::Import, Flow::Export) => -1,
            _ => return false,
        };
        let plain = between.clone().all(|i| verb(i) || matches!(self.elements[i].kind, Kind::Word | Kind::Period(_)));
        // `экспорт достиг 208 млн и превысил импорт на 55 млн`
        let by = self.elements.get(head.elements.end).and_then(Element::cue) == Some(Cue::Link(Link::By));
        let right_before = by && between.clone().next_back().is_some_and(verb);
        if !(plain && between.clone().any(verb) || right_before) {
            return false;
        }
        let cue = FlowCue { flow: Flow::Balance, strength: Strength::Noun, sign };
        frame.flow = Some(Slot::new(cue, first.flow.at.start..head.flow.at.end));
        true
    }

    /// The partner that the sentence before hands on: 对华贸易额达3.8亿美元。木材出口占… goes back to the trade with all that
    /// the paragraph began with, 其中 does not.
    fn partner_so_far(&self, context: &Context) -> Option<Who> {
        const OPENING: usize = 4;
        let last = &context.last;
        let goes_on = self.elements.iter().take(OPENING).any(|e| e.cue() == Some(Cue::OfWhich));
        let same = |a: &Option<Who>, b: &Option<Who>| a.as_ref().map(|who| &who.value) == b.as_ref().map(|who| &who.value);
        let is_han = !self.elements.is_empty() && self.reader().has_han(0);
        let with_all = |frame: &Frame| frame.partner.is_none() && same(&frame.reporter, &last.reporter);
        let back = is_han && !goes_on && context.opening.as_ref().is_some_and(with_all);
        // 对东盟进出口3亿元。进出口保持增长。其中，出口2亿元: a part of the level told last.
        let whole = context.level.as_ref().filter(|level| is_han && goes_on && same(&level.reporter, &last.reporter));
        match whole {
            Some(level) => level.partner.clone(),
            None if back => None,
            None => last.partner.clone(),
        }
    }

    /// Is the next figure behind the head an amount?
    fn has_level(&self, head: &Head) -> bool {
        let next =
            self.elements[head.elements.end..].iter().find_map(|e| if let Kind::Figure(figure) = e.kind { Some(figure) } else { None });
        next.is_some_and(|figure| self.is_amount(figure as usize))
    }

    fn remember(&self, head: &Head, context: &mut Context) {
        for who in &head.reporters {
            context.mention(self.vocabulary, who);
        }
        let bloc = head.partners.iter().rfind(|who| self.kind(who) == Some("group"));
        context.bloc = bloc.cloned().or(context.bloc.take());
    }

    /// Is a figure one of money or of goods?
    pub(super) fn is_amount(&self, figure: usize) -> bool {
        matches!(self.kinds[figure], FigureKind::Money(_) | FigureKind::Quantity(_))
    }

    /// The currency that a figure names itself.
    fn money(&self, figure: usize) -> Option<Slot<&'static str>> {
        let Figure { kind: FigureKind::Money(code), units, .. } = &self.found.figures[figure] else { return None };
        let bytes = self.found.units[units.start].start as usize..self.found.units[units.end - 1].end as usize;
        Some(Slot::new(*code, self.found.offset + bytes.start..self.found.offset + bytes.end))
    }

    /// Does it stand in brackets?
    pub(super) fn is_bracketed(&self, at: usize) -> bool {
        let bracket = self.elements[..at].iter().rfind(|e| matches!(e.kind, Kind::Mark('(' | ')')));
        bracket.is_some_and(|e| e.kind == Kind::Mark('('))
    }

    /// 在汽车贸易的带动下: what stands inside is only why. The element behind it.
    fn past_cause(&self, at: usize) -> Option<usize> {
        const FAR: usize = 9;
        let opens = self.elements[at].cue() == Some(Cue::Link(Link::In)) && self.reader().is_han(at);
        let inside = self.elements[at..].iter().take(FAR).take_while(|e| !matches!(e.kind, Kind::Figure(_) | Kind::Mark(_)));
        opens.then_some(())?;
        inside.enumerate().find(|(_, e)| e.cue() == Some(Cue::Cause)).map(|(i, _)| at + i + 1)
    }

    /// 6.95亿美元(含电力贸易): a bracket without a figure behind one. The element behind it.
    fn past_gloss(&self, at: usize) -> Option<usize> {
        let figure = at > 0 && matches!(self.elements[at - 1].kind, Kind::Figure(_)) && self.elements[at].kind == Kind::Mark('(');
        let inside = self.elements[at + 1..].iter().take_while(|e| !matches!(e.kind, Kind::Mark(')') | Kind::Figure(_))).count();
        let close = at + 1 + inside;
        (figure && inside > 0 && self.reader().has_han(at + 1) && self.elements.get(close)?.kind == Kind::Mark(')')).then_some(close + 1)
    }

    /// Does the word only tell why, in English?
    fn is_cause(&self, at: usize) -> bool {
        let clause = self.elements[..at].iter().rev().take_while(|e| !matches!(e.kind, Kind::Mark(_) | Kind::Figure(_)));
        clause.into_iter().any(|e| e.cue() == Some(Cue::Cause)) && self.reader().text(at).is_ascii()
    }

    /// `fuel and energy resources, such as oil and coal, account for`: goods named only as examples, between commas. The verb
    /// behind them.
    fn past_examples(&self, at: usize) -> Option<usize> {
        let opens = self.elements[at].kind == Kind::Mark(',') && at > 0 && matches!(self.elements[at - 1].kind, Kind::Product(_));
        let named = self.elements.get(at + 1).filter(|_| opens)?;
        let examples = named.cue() == Some(Cue::Example) || self.reader().text(at + 1) == "including";
        let inside = |i: &usize| {
            matches!(
                self.elements[*i].kind,
                Kind::Word | Kind::Product(_) | Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And | Link::Of) | Cue::Ignore)
            )
        };
        let verb = (at + 2..self.elements.len()).find(|i| !inside(i)).filter(|_| examples && self.reader().text(at + 1).is_ascii())?;
        let told = matches!(self.elements[verb].cue(), Some(Cue::Share | Cue::Level | Cue::Change(_)));
        (told && self.elements[verb - 1].kind == Kind::Mark(',')).then_some(verb)
    }

    fn step(&self, at: usize, next_head: usize, context: &mut Context, clock: &Clock, times: &Times, state: &mut State) -> usize {
        if let Some(end) = self.past_cause(at).or_else(|| self.past_gloss(at)).or_else(|| self.past_examples(at)) {
            return end;
        }
        match self.elements[at].kind {
            Kind::Mark(')') => {
                state.headed = false;
                state.clause_subject = false;
                state.bracket_product = None;
                state.bracket.clear();
            }
            Kind::Mark(mark @ (',' | ':' | '(')) => {
                state.speaks = false;
                state.headed = false;
                state.clause_subject = false;
                let product = state.product.take();
                if mark == '(' {
                    state.bracket_product = product;
                }
            }
            Kind::Cue(Cue::Each) => state.each = true,
            Kind::Cue(Cue::Example) => state.example = true,
            // `China bought 86%, followed by Japan with 9%`: the list goes on.
            Kind::Cue(Cue::While) if self.reader().text(at) == "followed by" && state.previous_share.is_some() => {
                state.speaks = false;
                state.headed = false;
                state.subject = None;
            }
            Kind::Mark(';') | Kind::Cue(Cue::While) => {
                // The part has been told: what follows is of the whole again.
                if let Some(whole) = state.whole.clone().filter(|whole| whole.flow.is_some()) {
                    state.frame = whole;
                }
                state.of_which = false;
                state.levels_open = false;
                state.clause_subject = false;
                state.headed = false;
                state.previous = None;
                state.subject = None;
                state.reporters_follow = false;
                // `It is followed by Uzbekistan`: the order goes on.
                if state.topic == Topic::Open && self.reader().text(at).eq_ignore_ascii_case("followed by") {
                    self.next_partners(state);
                }
            }
            Kind::Cue(Cue::Than(_)) => state.than = true,
            Kind::Cue(Cue::Planned) => state.planned = true,
            Kind::Cue(Cue::OfWhich) => {
                state.of_which = true;
                // `The leaders among them are`: of what was spoken of last.
                if state.topic == Topic::Open && state.frame.product.is_none() && (!self.reader().is_han(at) || self.opens(at)) {
                    state.frame.product = context.last.product.clone();
                }
                state.whole.get_or_insert(state.frame.clone());
            }
            Kind::Cue(Cue::Speaker) => state.speaks = true,
            Kind::Cue(Cue::Clause) if state.first.is_none() => self.open_clause(state),
            Kind::Cue(Cue::Firm) => state.firm |= !self.is_source(at),
            Kind::Cue(Cue::Back(back)) if self.is_whole(at, at + 1) => {
                let whole = Slot::new(back, self.reader().bytes(at..at + 1));
                state.whole_place = self.point_back(&whole, &state.frame, context, None);
            }
            Kind::Cue(Cue::Partner | Cue::PartnerOf(_)) if self.reader().text(at).is_ascii() => {
                self.english_partners(at, context, state);
            }
            Kind::Cue(Cue::Partner | Cue::PartnerOf(_)) if self.names_ranked(at, state) => return self.past_owner(at),
            Kind::Cue(Cue::PartnerOf(flow)) => self.partners_of(flow, at, context, state),
            // `exported 5 million tons, generating revenue of 421 million`: the worth of the goods.
            Kind::Cue(Cue::Other("revenue")) if self.is_proceeds(at, state) => {}
            // 我国水果及制品出口: whose they are stands before goods that no list has.
            Kind::Cue(Cue::Back(back @ (Back::Country | Back::Province | Back::City)))
                if self.reader().text(at).starts_with(['我', '该'])
                    && !state.headed
                    && state.subject.is_none()
                    && state.pending.is_empty() =>
            {
                let who = Slot::new(back, self.reader().bytes(at..at + 1));
                state.subject = self.point_back(&who, &state.frame, context, None);
            }
            // `rose because of higher oil prices, while imports fell`
            Kind::Cue(Cue::Other(_)) if self.is_cause(at) => {}
            Kind::Cue(Cue::Other(label)) if !state.headed || self.takes_over(at, label) => state.topic = Topic::Other(label),
            Kind::Cue(cue @ (Cue::Former | Cue::Latter)) => {
                if let [.., former, latter] = state.levels.as_slice() {
                    state.frame = if cue == Cue::Former { former.clone() } else { latter.clone() };
                    state.pending.clear();
                }
            }
            Kind::Cue(Cue::Back(Back::Figure)) => self.go_on(context, state),
            Kind::Cue(Cue::Back(Back::Own | Back::There)) if state.topic == Topic::Open && self.is_it(at, context, state) => {
                self.go_on(context, state)
            }
            Kind::Word
                if state.topic == Topic::Open && matches!(self.reader().text(at), "This" | "That") && self.is_it(at, context, state) =>
            {
                self.go_on(context, state)
            }
            Kind::Cue(Cue::Change(_)) if state.topic == Topic::Open && !state.named && self.is_subject(at) => self.go_on(context, state),
            // `freight traffic reached 3 million tonnes`, and no crossing is named.
            Kind::Cue(Cue::Flow(FlowCue { flow: Flow::Trade, strength: Strength::Weak, .. }))
                if !state.headed && self.reader().text(at).is_ascii() =>
            {
                state.topic = Topic::Other("cargo");
            }
            // `Отгрузки выросли в 1,8 раза`: of what was spoken of.
            Kind::Cue(Cue::Flow(flow)) if flow.strength == Strength::Weak && state.topic == Topic::Open && self.is_supplies(at) => {
                self.go_on_supplies(context, state)
            }
            Kind::Cue(Cue::Back(Back::Own)) if state.subject.is_none() && !state.headed => state.subject = context.subject.clone(),
            Kind::Cue(Cue::Partner)
                if state.pending.is_empty() && self.is_russian(at)
                    || !(self.reader().is_han(at) && state.partnered)
                        && (state.pending.is_empty() || self.reader().is_han(at))
                        && self.partners_are_told(at) =>
            {
                self.trading_partners(at, context, state)
            }
            // `Russia and Mongolia remained the main trading partners`
            Kind::Cue(Cue::Partner)
                if !state.pending.is_empty()
                    // 山东前六大贸易伙伴: whose partners they are, not who.
                    && state.pending.iter().all(|who| state.frame.reporter.as_ref().is_none_or(|reporter| reporter.value != who.value))
                    && (state.frame.reporter.is_some()
                        || self.owner_after(at).is_some()
                        || self.owner_before(at, state.pending_end).is_some()) =>
            {
                state.frame.partner = group(self.vocabulary, &std::mem::take(&mut state.pending));
                state.partnered |= self.is_russian(at);
                if state.topic == Topic::Open && self.is_russian(at) {
                    state.frame.flow = Some(self.trade_at(at));
                    state.topic = Topic::Trade;
                }
                // `Uzbekistan is Kazakhstan's partner`, `became the partner of the United States`
                if let Some(owner) =
                    self.owner_after(at).or_else(|| self.owner_before(at, state.pending_end)).or_else(|| state.aside.take())
                {
                    state.frame.reporter = Some(owner);
                }
                state.subject = None;
                state.named = true;
                state.ranked = Some(state.frame.clone());
            }
            Kind::Cue(Cue::Next) => self.next_partners(state),
            Kind::Place(_, Form::Name | Form::Short) | Kind::Zone(_) => return self.places(at, context, state),
            // `according to Chinese data`
            Kind::Place(_, Form::Adjective) if state.speaks => state.aside = self.reader().who(at),
            // `the share of Chinese goods in Kyrgyz imports`
            Kind::Place(_, Form::Adjective)
                if at > 0
                    && self.elements[at - 1].cue() == Some(Cue::Share)
                    && self.elements.get(at + 1).is_some_and(|e| e.kind == Kind::Word) =>
            {
                state.subject = self.reader().who(at);
                state.named = true;
            }
            Kind::Product(_) => self.product(at, state),
            Kind::Figure(figure) => self.figure(at, figure as usize, next_head, context, clock, times, state),
            _ => {}
        }
        at + 1
    }

    pub(super) fn is_russian(&self, at: usize) -> bool {
        self.reader().is_russian(at)
    }

    #[allow(clippy::too_many_arguments)]
    fn figure(&self, at: usize, index: usize, next_head: usize, context: &Context, clock: &Clock, times: &Times, state: &mut State) {
        let figure = &Figure { kind: self.kinds[index], ..self.found.figures[index].clone() };
        let reader = self.reader();
        // 完成年计划的101%: how far a plan was met; what follows was done.
        if figure.kind == FigureKind::Percent && self.is_of_plan(at) {
            state.planned = false;
            return;
        }
        let whole = self.whole_of(at, next_head);
        let measurer = Measurer { reader, grew: state.grew, shared: state.shared, changed: state.changed };
        let Some(measured) = measurer.measure(at, figure, state.previous, whole.is_some() || self.of_total(at)) else { return };
        let (figure, measured) = halved(self.found, figure, measured);
        let (figure, measured) = (&figure, measured);
        let than = std::mem::take(&mut state.than);
        state.previous = Some(measured);
        if measured.measure == Measure::Growth {
            state.grew = Some(measured);
        }
        match measured.measure {
            Measure::Share => state.shared = Some(measured),
            Measure::Change => state.changed = Some(measured),
            _ => {}
        }
        if measured.measure == Measure::Value && at > 0 && reader.text(at - 1) == "以" {
            // 德国以18.5亿美元成为土耳其最大出口目的国
            let clause = self.elements[at + 1..].iter().take_while(|e| !matches!(e.kind, Kind::Mark(',' | ';'))).count();
            let clause = at + 1..at + 1 + clause;
            let partner = self.elements[clause.clone()].iter().any(|e| matches!(e.cue(), Some(Cue::Partner | Cue::PartnerOf(_))));
            let rank = clause.clone().find(|&i| matches!(self.elements[i].kind, Kind::Figure(_)));
            if partner && !rank.is_some_and(|rank| self.rank_partner(rank, context, state)) {
                return;
            }
        }
        let partner_ranked = measured.measure == Measure::Rank && self.rank_partner(at, context, state);
        if measured.measure == Measure::Rank && !partner_ranked {
            self.rank_one_partner(at, context, state);
            self.rank_product(at, next_head, context, state);
        }
        if measured.measure == Measure::Rank
            && let Some(frame) = self.placed(at, next_head, context, state).or_else(|| self.placed_goods(at, next_head, context, state))
        {
            if self.is_firm_rank(at) {
                let rank = self.rank(index, figure, frame, times.of(at, measured, clock).0);
                let first = state.largest.take().filter(|first| first.frame.same_order(&rank.frame));
                state.out.statements.extend(first.into_iter().chain([rank]));
            }
            return;
        }
        let named = self.partner_word(at).filter(|&named| measured.measure == Measure::Rank && !reader.is_han(named));
        let next_ranked = if measured.measure == Measure::Rank { self.next_ranked(at, state) } else { None };
        if named.is_some() || next_ranked.is_some() {
            let frame = named.and_then(|named| self.ranked(at, named, context, state)).or(next_ranked);
            state.ranked = frame.clone().or(state.ranked.take());
            if let Some(Frame { reporter, partner, flow, .. }) = frame.clone() {
                // `the top trading partner of the United States, with bilateral trade of`
                state.lent |= state.frame.flow.is_none();
                // Among partners in trade: not in the one flow that the sentence before was about.
                let carried = state.topic == Topic::Open && self.is_russian(at);
                let kept = state.frame.flow.clone().filter(|_| !carried);
                state.frame = Frame { reporter, partner, flow: kept.or(flow), ..state.frame.clone() };
                state.partners_follow = true;
                state.topic = Topic::Trade;
                state.subject = None;
                state.named = true;
                state.partnered = true;
                state.pending.clear();
            }
            let rank = frame.map(|frame| self.rank(index, figure, frame, times.of(at, measured, clock).0));
            if !self.is_firm_rank(at) {
                state.largest = rank;
            } else if let Some(rank) = rank {
                // `Its largest market was Canada; Italy was second`: the largest is the first.
                let first = state.largest.take().filter(|first| first.frame.same_order(&rank.frame));
                state.out.statements.extend(first.into_iter().chain([rank]));
            }
            return;
        }
        if let Topic::Other(label) = state.topic
            && whole.is_none()
        {
            state.out.others.push((index, Some(label), Some(measured)));
            return;
        }
        if self.is_of_the_unknown(at, state) {
            return;
        }
        if self.counts_something_else(at, figure.kind) {
            state.untraded = matches!(figure.kind, FigureKind::Quantity(unit) if self.counts_no_goods(at, unit))
                && !self.carries(at)
                && !self.is_russian(at);
            state.out.others.push((index, None, Some(measured)));
            return;
        }
        if state.untraded && whole.is_none() && !matches!(measured.measure, Measure::Value) {
            state.out.others.push((index, None, Some(measured)));
            return;
        }
        let compares_flows = state.exceeds && matches!(figure.kind, FigureKind::Percent | FigureKind::Times | FigureKind::Points);
        if self.is_rate(at) || compares_flows || whole.is_none() && self.is_share_of_another(at) || self.is_aim(at) {
            return;
        }
        if state.topic == Topic::Trade
            && reader.has_han(at.saturating_sub(1))
            && let Some(with) = &state.with
        {
            state.frame.partner = Some(with.clone());
        }
        if state.firm {
            state.out.others.push((index, Some("company"), Some(measured)));
            return;
        }
        // `Turkey took 70 percent of them`
        if measured.measure == Measure::Share
            && state.topic == Topic::Open
            && self.elements.get(at + 1).and_then(Element::cue) == Some(Cue::OfWhich)
        {
            state.frame.product = context.last.product.clone();
        }
        // `and four-fifths of them were crude oil`
        if measured.measure == Measure::Share
            && whole.is_none()
            && self.elements.get(at + 1).and_then(Element::cue) == Some(Cue::OfWhich)
            && let Some(product) = self.product_of_share(at + 2)
        {
            state.frame.product = Some(product);
        }
        // `11.44 billion for exports`: the word of trade comes after its figure, and the places before are of that one.
        let later = self.head_right_after(at, next_head).filter(|head| match measured.measure {
            Measure::Value | Measure::Growth | Measure::Ratio | Measure::Change => true,
            // `82% концентрата экспортировано в Китай`
            Measure::Share => whole.is_none() && head.flow.value.strength == Strength::Verb && self.is_russian(head.core),
            _ => false,
        });
        // `Exports accounted for 4.2 billion of the total foreign trade`: the amount is of the part.
        let of_whole = measured.measure == Measure::Value && state.headed && self.is_amount_of_whole(at, next_head);
        if of_whole {
            state.read_heads = state.read_heads.max(next_head + 1);
        }
        let later = later.filter(|_| !of_whole);
        if later.is_none()
            && self.parts[index].is_none()
            && (measured.measure != Measure::Share || whole.is_none() && state.previous_share.is_none())
        {
            self.settle(state);
        }
        // 半导体(23.3%)、石油制品(135.3%)的出口均增加: what grew is named behind the list.
        let open = state.topic == Topic::Open
            && (matches!(measured.measure, Measure::Growth | Measure::Share) && whole.is_none()
                || measured.measure == Measure::Value && state.bracket_product.is_some());
        if open
            && state.first.is_none()
            && measurer.in_bracket(at)
            && let Some(head) = self.heads.get(next_head)
        {
            state.pending.clear();
            self.enter(head, context, state);
            state.frame.product = None;
            state.topic = Topic::Open;
        }
        if measurer.in_bracket(at) && open | matches!(measured.measure, Measure::Growth | Measure::Share) && state.bracket_product.is_some()
        {
            state.frame.product = state.bracket_product.take();
            state.named = true;
        }
        // 对美国(6.2%)和加拿大(25.4%)出口: a partner is not what the clause is about.
        if measurer.in_bracket(at) && measured.measure == Measure::Growth && state.subject.is_some() && state.subject == state.frame.partner
        {
            state.subject = None;
        }
        let sold = later.is_some() && measured.measure == Measure::Share;
        if sold {
            state.read_heads = state.read_heads.max(next_head + 1);
        }
        if let Some(head) = later {
            // `Italy came third with 5.6 billion euros in Swiss exports`
            let other = state.subject.clone().filter(|_| !head.reporters.is_empty() && head.partners.is_empty());
            self.enter(head, context, state);
            if let Some(other) = other.filter(|other| self.is_partner(other, None, &state.frame)) {
                state.frame.partner = Some(other);
                state.partnered = true;
            }
        }
        let of_share = (figure.kind == FigureKind::Points || measured.measure == Measure::Share) && state.previous_share.is_some();
        // `made up 58.3%, or 35.7 billion yuan`
        let said_again = self.said_again(at).and_then(|first| state.out.statements.iter().rev().find(|s| s.figure == first));
        if let Some(same) = said_again.map(|s| s.frame.clone()) {
            state.frame = same;
            state.named = true;
        }
        if state.planned
            || state.frame.flow.is_none() && whole.is_none() && !of_share
            || (state.topic == Topic::Open && !state.named && whole.is_none() && !of_share)
        {
            return;
        }
        if measured.measure == Measure::Ratio && figure.direction.is_none() && self.is_against_another(at, state.skipped) {
            state.skipped = Some(at);
            return;
        }
        // `was down 19.5 percent with Vietnam`, `a deficit of 190 million dollars with Russia`
        if let Some(owner) = self.partner_back_after(at, context, state).filter(|_| state.topic == Topic::Trade) {
            (state.frame.partner, state.frame.reporter) = (state.frame.reporter.take(), Some(owner));
            state.partners_follow = true;
            state.partnered = true;
        }
        if let Some(partner) = self.partner_after(at, state.frame.flow()).filter(|_| state.topic == Topic::Trade) {
            state.frame.partner = Some(partner);
            state.partnered = true;
        }
        // 约八成销往中国
        let mut sold_to = None;
        if measured.measure == Measure::Share
            && whole.is_none()
            && let Some(head) = self.heads.get(next_head).filter(|head| head.elements.start == at + 1 && !head.partners.is_empty())
        {
            sold_to = Some(Base { partner: Some(state.frame.partner.clone().unwrap_or_else(|| head_world(head))), ..Base::default() });
            state.frame.partner = group(self.vocabulary, &head.partners);
        }
        let amount =
            self.amount_before(at).and_then(|first| state.out.statements.iter().rev().find(|s| s.figure == first)).map(|s| s.frame.clone());
        let (mut frame, mut base) = match (measured.measure, whole) {
            (measure, Some(whole)) if measure == Measure::Share || figure.kind == FigureKind::Points => {
                let shared = self.share(at, whole, context, state);
                // 俄罗斯在黑龙江省外贸中占比70.1%，排名第一
                if state.topic == Topic::Open && whole.elements.end <= at && reader.is_han(whole.core) {
                    state.frame = shared.0.clone();
                }
                self.share_backwards(at, shared.0.product.as_ref(), &mut state.out.statements);
                if whole.elements.start > at {
                    state.read_heads = self.heads.iter().position(|h| h.core == whole.core).map_or(0, |i| i + 1);
                    state.frame = Frame { product: None, ..shared.0.clone() };
                }
                shared
            }
            (Measure::Share, None) | (Measure::Change, None)
                if measured.measure == Measure::Share || figure.kind == FigureKind::Points && state.previous_share.is_some() =>
            {
                match state.previous_share.clone() {
                    // `Korea – 6 million (30%), China – 4 million (20%)`: the share of what the amount before it is.
                    Some((previous, base)) if self.dashed(at).is_some() => (self.put_dashed(at, previous), base),
                    Some((_, base)) if amount.is_some() => (amount.unwrap_or_default(), base),
                    Some((previous, base)) => {
                        let named = state.bracket.first().cloned().or_else(|| state.subject.clone().filter(|_| state.fresh_subject));
                        let product = self.product_behind(at).or(state.frame.product.clone()).or(previous.product.clone());
                        let mut frame = Frame { product, ..previous };
                        if let Some(partner) = self.partner_after(at, frame.flow()) {
                            frame.partner = Some(partner);
                        }
                        match named {
                            Some(who)
                                if (state.as_partner
                                    || state.partners_follow
                                    || frame.partner.as_ref().is_some_and(|p| p.value != WORLD) && self.is_partner(&who, None, &frame))
                                    && (!state.bracket_owns || state.bracket.is_empty()) =>
                            {
                                frame.partner = Some(who)
                            }
                            Some(who) => frame.reporter = Some(who),
                            // 哈萨克斯坦(第三)，26亿美元，占比7.9%
                            None if state.partners_follow && reader.has_han(at) => frame.partner = state.frame.partner.clone(),
                            None if !state.as_partner => frame.reporter = state.frame.reporter.clone(),
                            None => {}
                        }
                        (frame, base)
                    }
                    None => (
                        state.frame.clone(),
                        state
                            .whole_place
                            .take()
                            .filter(|whole| state.frame.reporter.as_ref().is_some_and(|r| r.value != whole.value))
                            .map_or_else(|| self.bare_share(&state.frame), |whole| Base { reporter: Some(whole), ..Base::default() }),
                    ),
                }
            }
            _ => (state.frame.clone(), Base::default()),
        };
        if let Some(whole) = sold_to {
            base = whole;
        }
        let named = state.bracket.first().or(state.subject.as_ref());
        if whole.is_none() && measured.measure == Measure::Share && frame.partner.is_some() && named == frame.partner.as_ref() {
            state.as_partner = true;
            state.bracket_owns = false;
        }
        state.fresh_subject = false;
        state.clause_subject = false;
        if sold && let Some((product, _)) = self.product_after(at) {
            frame.product = Some(product);
        }
        if measured.measure == Measure::Share {
            // `На Россию пришлось 15%, на Казахстан – 7%`
            state.as_partner |= self.is_russian(at) && frame.partner.is_some() && frame.partner == state.subject;
            state.previous_share = Some((frame.clone(), base.clone()));
        }
        if self.is_whole_of_last(at) {
            frame.partner = None;
        }
        if let Some((product, partner)) = self.both(at, &frame, &state.out.statements) {
            frame.product = product;
            frame.partner = partner;
        }
        if let Some(part) = &self.parts[index] {
            self.apply(part, &mut frame);
        } else if let Some(dealt) = self.dealt(index, measured, state) {
            frame = dealt;
        }
        if measured.measure == Measure::Value
            && let Some((product, origin)) = self.product_after(at)
        {
            state.frame.product = Some(product.clone());
            frame.product = Some(product);
            if let Some(origin) = origin.filter(|_| frame.flow() == Some(Flow::Import)) {
                state.frame.partner = Some(origin.clone());
                frame.partner = Some(origin);
            }
        }
        if frame.product.is_none() && measured.measure == Measure::Value && self.is_weight_of_goods(index, &frame, next_head) {
            frame.product = context.last.product.clone().filter(|_| context.last.flow() == frame.flow());
        }
        // 高于全省31.3%的增幅: somebody else's growth.
        if than && figure.kind == FigureKind::Percent {
            return;
        }
        if than {
            base.text = Some(Slot::new(
                "compared with another".to_owned(),
                self.found.offset + figure.anchor.start..self.found.offset + figure.anchor.end,
            ));
        }
        if measured.measure == Measure::Rank {
            // Who has it is named behind it, and of which order is not known.
            if !self.is_firm_rank(at) || self.holder(at).is_some() {
                return;
            }
            base = self.in_order(figure);
        }
        // `540 million dollars via Chinshwehaw, 57 million via Kampaiti`: what passes a crossing is its own.
        match self.gate_after(at) {
            Some(Some(gate)) => frame.reporter = Some(gate),
            Some(None) => return,
            None => {}
        }
        let (period, base_period, spoken_of) = times.of(at, measured, clock);
        // 高出全国5个百分点, `points higher than the national rate`: ahead of somebody else, not of another time.
        let ahead = figure.kind == FigureKind::Points && (than || self.is_ahead(at));
        let base_period = base_period.filter(|_| !ahead);
        // `from 286 million dollars (1.05 trillion shillings) to 348 million`: the same amount in other money.
        let same = state.out.statements.last().filter(|last| last.figure + 1 == index && self.is_converted(at, index));
        let (period, base_period) = same.map_or((period, base_period), |last| (last.period.clone(), last.base_period.clone()));
        if spoken_of.is_some() && !than && !times.is_once(at) {
            state.used = spoken_of;
        }
        let with_itself =
            frame.reporter.as_ref().is_some_and(|reporter| frame.partner.as_ref().is_some_and(|partner| partner.value == reporter.value));
        // Nobody has a share, or a place in an order, of a balance: it is of the trade.
        if let Some(flow) = frame
            .flow
            .as_mut()
            .filter(|flow| flow.value.flow == Flow::Balance && matches!(measured.measure, Measure::Share | Measure::Rank))
        {
            flow.value = FlowCue { flow: Flow::Trade, sign: 0, ..flow.value };
        }
        if frame.flow.is_none() || with_itself {
            return;
        }
        let value = tenths(self.signed(figure.value, measured, &frame), measured);
        if measured.measure == Measure::Value {
            if !std::mem::replace(&mut state.levels_open, true) {
                state.levels.clear();
            }
            state.levels.push(frame.clone());
            state.untraded = false;
        } else {
            state.levels_open = false;
        }
        let unit = rows::unit(figure.kind, measured.measure);
        let statement = Statement {
            figure: index,
            measure: measured.measure,
            value,
            frame,
            base,
            period,
            base_period,
            unit,
            rule: "relate.clause",
            currency: self.carried.as_ref().filter(|_| matches!(figure.kind, FigureKind::Money(_))).map(|slot| slot.at.clone()),
            part: None,
        };
        if std::mem::take(&mut state.each) && state.bracket.len() > 1 {
            let members = state.bracket.iter().map(|who| {
                let frame = Frame { reporter: Some(who.clone()), ..statement.frame.clone() };
                Statement { frame, part: Some(who.value.clone()), ..statement.clone() }
            });
            state.out.statements.extend(members);
        } else {
            state.out.statements.push(statement);
        }
    }

    /// Is figure `index`, alone in its bracket, the one before it in another currency?
    fn is_converted(&self, at: usize, index: usize) -> bool {
        let Found { text, units, figures, .. } = self.found;
        let alone = self.elements.get(at + 1).is_some_and(|e| e.kind == Kind::Mark(')'));
        index > 0 && alone && is_converted(text, units, &figures[index - 1], &figures[index])
    }

    /// Is the figure at `at` said to be more or less than somebody else's right behind it?
    fn is_ahead(&self, at: usize) -> bool {
        const NEAR: usize = 3;
        let behind = self.elements[at + 1..].iter().take(NEAR).take_while(|e| !matches!(e.kind, Kind::Mark(_) | Kind::Period(_)));
        behind.filter_map(Element::cue).any(|cue| matches!(cue, Cue::Than(_)))
    }

    /// The crossing right behind an amount that passes it; `Some(None)` where no list has its name.
    fn gate_after(&self, at: usize) -> Option<Option<Who>> {
        let reader = self.reader();
        let through =
            self.elements.get(at + 1)?.cue() == Some(Cue::Link(Link::Through)) && matches!(reader.text(at + 1), "via" | "through");
        let name = self.reader().over_article(at + 2);
        let amount = matches!(self.elements[at].kind, Kind::Figure(figure) if self.is_amount(figure as usize));
        match self.elements.get(name).filter(|_| through && amount)?.kind {
            Kind::Place(_, Form::Name) => {
                let who = reader.who(name)?;
                (!self.vocabulary.by_code(&who.value).is_some_and(|id| self.vocabulary.place(id).is_abroad())).then_some(Some(who))
            }
            Kind::Word => reader.text(name).starts_with(char::is_uppercase).then_some(None),
            _ => None,
        }
    }

    /// 出口支持预算增加了一倍: a Chinese phrase is about its last noun. What is loaded and landed is trade.
    fn takes_over(&self, at: usize, label: &str) -> bool {
        let next = self.elements.get(at + 1);
        let said = next.is_some_and(|e| {
            matches!(e.kind, Kind::Figure(_) | Kind::Period(_) | Kind::Cue(Cue::Change(_) | Cue::Level)) || e.cue() == Some(Cue::Compare)
        });
        label != "cargo" && said && self.reader().is_han(at)
    }

    /// `generating revenue of`, `earning income of`, right behind an amount that was exported.
    fn is_proceeds(&self, at: usize, state: &State) -> bool {
        const NEAR: usize = 3;
        let earns = |i: &usize| {
            matches!(self.reader().text(*i), "generating" | "generated" | "earning" | "earned" | "bringing" | "fetching" | "yielding")
        };
        let exported = state.topic == Topic::Trade && state.frame.flow() == Some(Flow::Export);
        exported && (at.saturating_sub(NEAR)..at).any(|i| earns(&i))
    }

    /// 占其生产总量的41.7%: a part of what was made, not of what was traded.
    fn is_share_of_another(&self, at: usize) -> bool {
        let before = self.elements[..at].iter().rev().take_while(|e| !matches!(e.kind, Kind::Mark(',' | ';') | Kind::Figure(_)));
        let mut of = before.take_while(|e| e.cue() != Some(Cue::Share)).peekable();
        of.peek().is_some_and(|e| e.cue() == Some(Cue::Link(Link::Of))) && of.any(|e| matches!(e.cue(), Some(Cue::Other(_))))
    }

    /// Was the word for a partner at `at` read with a place in their order: `на втором месте среди партнёров Грузии`?
    fn names_ranked(&self, at: usize, state: &State) -> bool {
        const NEAR: usize = 10;
        let read = self.is_russian(at) && state.partners_follow && state.frame.partner.is_some();
        read && (at.saturating_sub(NEAR)..at).any(|i| self.is_rank(i) && self.partner_word(i) == Some(at))
    }

    /// The element behind the word for a partner at `at` and whose partner it is.
    fn past_owner(&self, at: usize) -> usize {
        self.reader().places_after(at + 1).map_or(at + 1, |places| places.elements.end)
    }

    fn is_of_plan(&self, at: usize) -> bool {
        let cue = |back: usize| at.checked_sub(back).and_then(|i| self.elements[i].cue());
        cue(1) == Some(Cue::Link(Link::Of)) && cue(2) == Some(Cue::Planned) && self.reader().has_han(at - 1)
    }

    /// 2550亿美元的中期目标: what was hoped for.
    fn is_aim(&self, at: usize) -> bool {
        const NEAR: usize = 7;
        let behind = &self.elements[at + 1..self.elements.len().min(at + NEAR)];
        let passed = |e: &&Element| {
            matches!(e.kind, Kind::Word | Kind::Period(_)) || matches!(e.cue(), Some(Cue::Planned | Cue::Ignore | Cue::Link(Link::Of)))
        };
        self.reader().has_han(at) && behind.iter().take_while(passed).any(|e| e.cue() == Some(Cue::Planned))
    }

    fn apply(&self, part: &Part, frame: &mut Frame) {
        match part {
            Part::Partner(who) => frame.partner = Some(who.clone()),
            // The list itself was taken for one reporter, or one partner.
            Part::Place(who) if covers(&frame.reporter, who) => frame.reporter = Some(who.clone()),
            Part::Place(who) if covers(&frame.partner, who) || self.is_partner(who, None, frame) => frame.partner = Some(who.clone()),
            Part::Place(who) => frame.reporter = Some(who.clone()),
            Part::Product(product) => frame.product = Some(product.clone()),
            Part::Flow(flow) => frame.flow = Some(flow.clone()),
            Part::Phrase { flow, product, partner } => {
                frame.flow = Some(flow.clone());
                frame.product = product.clone();
                frame.partner = partner.clone().or(frame.partner.take());
            }
        }
    }

    /// 铜精矿108万吨、煤炭375万吨，下降18%和31%: as many changes as levels before them go to these in order.
    fn dealt(&self, index: usize, measured: Measured, state: &State) -> Option<Frame> {
        let (position, length) = self.positions[index];
        let moves = matches!(measured.measure, Measure::Growth | Measure::Ratio | Measure::Rank | Measure::Change);
        (moves && length > 1 && length == state.levels.len()).then(|| state.levels[position].clone())
    }

    /// 占新疆关区的六成: is the place at `start..end` what the share is a share of?
    pub(super) fn is_whole(&self, start: usize, end: usize) -> bool {
        let share = start.checked_sub(1).and_then(|i| self.elements[i].cue()) == Some(Cue::Share);
        let behind = |i: usize| matches!(self.elements.get(i).map(|e| e.kind), Some(Kind::Cue(Cue::Back(_)) | Kind::Word));
        let of = end + usize::from(behind(end));
        let linked = self.elements.get(of).and_then(Element::cue) == Some(Cue::Link(Link::Of)) && self.reader().is_han(of);
        share && linked && matches!(self.elements.get(of + 1).map(|e| e.kind), Some(Kind::Figure(_)))
    }

    /// A deficit is a negative balance.
    fn signed(&self, value: f64, measured: Measured, frame: &Frame) -> f64 {
        let balance = frame.flow.as_ref().filter(|f| f.value.flow == Flow::Balance && f.value.sign != 0);
        match (measured.measure, balance) {
            (Measure::Value, Some(flow)) => value.abs() * f64::from(flow.value.sign),
            // A deficit that grows makes the balance fall.
            (Measure::Change, Some(flow)) => value * measured.sign * f64::from(flow.value.sign),
            _ => value * measured.sign,
        }
    }

    /// A word for a share before an amount, `of` behind it.
    fn is_amount_of_whole(&self, at: usize, next_head: usize) -> bool {
        let next = self.heads.get(next_head);
        let Some(between) = next.and_then(|head| self.elements.get(at + 1..head.elements.start)) else { return false };
        let plain = between.iter().all(|e| {
            matches!(e.kind, Kind::Word)
                || matches!(e.cue(), Some(Cue::Link(Link::Of) | Cue::OfWhich | Cue::Total | Cue::Back(_) | Cue::Ignore))
        });
        let of = between.first().is_some_and(|e| matches!(e.cue(), Some(Cue::Link(Link::Of) | Cue::OfWhich)));
        let clause = self.elements[..at].iter().rev().take_while(|e| !matches!(e.kind, Kind::Mark(_) | Kind::Figure(_)));
        let shares = clause.filter(|e| e.cue() == Some(Cue::Share)).count() > 0;
        shares && of && plain && self.reader().text(at + 1).starts_with("of")
    }

    /// What stands between a figure and a word of trade, but for brackets.
    fn outside_brackets(&self, range: std::ops::Range<usize>) -> Option<Vec<&Element>> {
        const FAR: usize = 24;
        let mut depth = 0;
        let mut out = Vec::new();
        for element in self.elements.get(range).filter(|between| between.len() <= FAR)? {
            match element.kind {
                Kind::Mark('(') => depth += 1,
                Kind::Mark(')') if depth > 0 => depth -= 1,
                _ if depth == 0 => out.push(element),
                _ => {}
            }
        }
        Some(out)
    }

    /// `11.44 billion for exports`, `a 19% drop in imports`.
    fn head_right_after(&self, at: usize, next_head: usize) -> Option<&Head> {
        let head = self.heads.get(next_head)?;
        let reader = self.reader();
        // `recorded 131.5 billion yuan (about 18.7 billion dollars) in imports and exports`
        let between: Vec<&Element> = self.outside_brackets(at + 1..head.elements.start)?;
        let amount = matches!(self.elements[at].kind, Kind::Figure(figure) if self.is_amount(figure as usize));
        // `70 тысяч тонн сои экспортировали`, `170,000 tonnes of farm produce were exported`
        let done = head.flow.value.strength == Strength::Verb
            || head.flow.value.strength == Strength::Weak
                && (head.core > 0 && reader.is_being(head.core - 1) || reader.is_done(head.core) || amount && reader.is_done_to(head));
        if done && !self.wholes[next_head] {
            // `826,000 tons of non-oil products worth $1.44 billion were exported`
            const LONGEST: usize = 9;
            let object = between.iter().enumerate().all(|(i, e)| match e.kind {
                Kind::Figure(_) => i > 0 && matches!(between[i - 1].cue(), Some(Cue::Level | Cue::Link(Link::By | Link::Of))),
                Kind::Product(_) | Kind::Word | Kind::Place(_, Form::Adjective) | Kind::Mark('-') => true,
                // `4.4 million tons of cargo were transported`
                Kind::Cue(Cue::Flow(carried)) => carried.strength == Strength::Weak && carried.flow == Flow::Trade,
                Kind::Cue(cue) => matches!(cue, Cue::Level | Cue::Total | Cue::Ignore | Cue::Link(Link::Of | Link::And)),
                _ => false,
            });
            if object && between.len() <= LONGEST {
                return Some(head);
            }
        }
        // `вдвое увеличила экспорт`
        let moved = between.iter().any(|e| matches!(e.cue(), Some(Cue::Change(_))))
            && between.iter().all(|e| e.kind == Kind::Word || matches!(e.cue(), Some(Cue::Change(_))));
        if moved && between.len() <= 3 && !self.wholes[next_head] && self.is_russian(head.core) {
            return Some(head);
        }
        // `2 млрд долларов за три месяца составил оборот области`
        // `9,1 млн долларов приходится на экспорт`
        let said = |e: &Element| matches!(e.cue(), Some(Cue::Level | Cue::Share));
        let reached = between.iter().filter(|e| said(e)).count() == 1
            && between.iter().all(|e| said(e) || matches!(e.kind, Kind::Word | Kind::Period(_) | Kind::Cue(Cue::Link(Link::By))))
            && between.len() <= 5;
        if reached && !self.wholes[next_head] && self.is_russian(head.core) {
            return Some(head);
        }
        // `Nearly 480 million dollars constituted the foreign trade turnover`
        let clause = self.elements[..at].iter().rev().take_while(|e| !matches!(e.kind, Kind::Mark(_)));
        let first = clause.into_iter().all(|e| matches!(e.kind, Kind::Word | Kind::Cue(Cue::Ignore)));
        let made = between.iter().filter(|e| said(e)).count() == 1
            && between.iter().all(|e| said(e) || matches!(e.kind, Kind::Word | Kind::Period(_)))
            && between.len() <= 3;
        if first && made && amount && reader.text(head.core).is_ascii() {
            return Some(head);
        }
        // `of which $24.7 billion were Chinese exports`
        let is = between.first().and_then(|e| e.cue()) == Some(Cue::Level)
            && between.len() <= 3
            && between[1..].iter().all(|e| e.kind == Kind::Word || e.cue() == Some(Cue::Link(Link::In)))
            && reader.is_being(at + 1);
        if is && !self.wholes[next_head] {
            return Some(head);
        }
        // `a $10.22 billion deficit`, `the $7.87 billion import bill`
        let one_way = amount && matches!(head.flow.value.flow, Flow::Export | Flow::Import) && reader.text(head.core).is_ascii();
        if (head.flow.value.sign != 0 || one_way) && between.is_empty() && !self.wholes[next_head] {
            return Some(head);
        }
        // 出现49.45亿美元逆差
        if head.flow.value.flow == Flow::Balance
            && self.reader().is_han(head.core)
            && between.iter().all(|e| e.cue() == Some(Cue::Link(Link::Of)))
        {
            return Some(head);
        }
        let linked = between.iter().any(|e| matches!(e.cue(), Some(Cue::Link(Link::Of | Link::In | Link::To) | Cue::Change(_))));
        let plain = between.iter().all(|e| {
            matches!(e.cue(), Some(Cue::Link(Link::Of | Link::In | Link::To) | Cue::Change(_) | Cue::Total | Cue::Ignore))
                || matches!(e.kind, Kind::Word | Kind::Period(_))
        });
        (linked && plain && between.len() <= 4 && !self.wholes[next_head]).then_some(head)
    }
}

impl Walk<'_> {
    /// Adds the sentence, its elements and what is stated to `notes`, one thing a line.
    pub fn explain(&self, walked: &Walked, notes: &mut String) {
        use std::fmt::Write;
        let reader = self.reader();
        let text = |i: usize| reader.text(i);
        let _ = writeln!(notes, "\n{}", self.found.text);
        let names: Vec<String> = (0..self.elements.len())
            .filter_map(|i| match self.elements[i].kind {
                Kind::Word | Kind::Namesake(_) => None,
                Kind::Mark(mark) => Some(mark.to_string()),
                Kind::Place(place, _) => Some(format!("{}<{}>", self.vocabulary.place(place).code, text(i))),
                Kind::Product(product) => Some(format!("product:{}<{}>", reader.product(product, i).value, text(i))),
                Kind::Figure(figure) => Some(format!("#{figure}<{}>", text(i))),
                Kind::Period(period) => Some(format!("{:?}<{}>", self.found.periods[period as usize].time, text(i))),
                Kind::Zone(_) => Some(format!("zone<{}>", text(i))),
                Kind::Cue(Cue::Ignore) => None,
                Kind::Cue(Cue::Flow(flow)) => Some(format!("{:?}.{:?}<{}>", flow.flow, flow.strength, text(i))),
                Kind::Cue(cue) => Some(format!("{cue:?}<{}>", text(i))),
            })
            .collect();
        let _ = writeln!(notes, "  {}", names.join(" "));
        for statement in &walked.statements {
            let frame = &statement.frame;
            let days = |when: &Option<When>| when.as_ref().map_or("-".to_owned(), |w| format!("{}..{}", w.value.0, w.value.1));
            let _ = writeln!(
                notes,
                "  = #{} {:?} {} {}: {} > {} {:?} {:?} {} (base {}) share of {:?}",
                statement.figure,
                statement.measure,
                statement.value,
                statement.unit,
                frame.reporter.as_ref().map_or("-", |r| &r.value),
                frame.partner_code(),
                frame.flow(),
                frame.product.as_ref().map(|p| &p.value),
                days(&statement.period),
                days(&statement.base_period),
                statement.base,
            );
        }
    }
}

/// Is `who` named within the words that gave the group `places`?
fn covers(places: &Option<Who>, who: &Who) -> bool {
    places.as_ref().is_some_and(|places| places.at.start <= who.at.start && who.at.end <= places.at.end)
}

fn head_world(head: &Head) -> Who {
    Slot::new(WORLD.to_owned(), head.flow.at.clone())
}

/// `на треть`: a change is given to a tenth of a percent, a share to a hundredth.
fn tenths(value: f64, measured: Measured) -> f64 {
    let thirds = [33.33, 66.67].contains(&value.abs()) && measured.measure == Measure::Growth;
    if thirds { (value * 10.0).round() / 10.0 } else { value }
}

/// 减少一半 is a multiple, -2.
fn halved(found: &Found, figure: &Figure, measured: Measured) -> (Figure, Measured) {
    let half = matches!(&found.text[figure.anchor.clone()], "一半" | "半数" | "半數");
    if half && measured.measure == Measure::Growth && measured.sign < 0.0 {
        return (Figure { kind: FigureKind::Times, value: 2.0, ..figure.clone() }, Measured { measure: Measure::Ratio, ..measured });
    }
    (figure.clone(), measured)
}

/// `The Northeast` is what the text makes of it; in a text on another country it is no place of ours.
fn read_northeast(vocabulary: &Vocabulary, found: &Found, context: &Context, elements: &mut [Element]) {
    let Some(three) = vocabulary.by_code(NORTHEAST_3) else { return };
    let meant = context.northeast.and_then(|code| vocabulary.by_code(code));
    for element in elements {
        if let Kind::Place(place, form) = element.kind
            && place == three
        {
            // 东北三省 says itself which.
            let counted = found.words(&element.units).ends_with("三省");
            element.kind = meant.or(counted.then_some(three)).map_or(Kind::Word, |place| Kind::Place(place, form));
        }
    }
}

/// A short name is the place that the text calls by its full one, or no place.
fn read_namesakes(vocabulary: &Vocabulary, context: &Context, elements: &mut [Element]) {
    for element in elements {
        if let Kind::Namesake(namesake) = element.kind {
            element.kind = vocabulary.meant(namesake, &context.named).map_or(Kind::Word, |place| Kind::Place(place, Form::Name));
        }
    }
}

/// 吉对外贸易额 in a text on Kyrgyzstan: of the places with one short form, the one that the text names in full.
fn read_short_forms(vocabulary: &Vocabulary, found: &Found, context: &Context, elements: &mut [Element]) {
    for element in elements.iter_mut().filter(|e| matches!(e.kind, Kind::Place(_, Form::Short)) && e.units.len() == 1) {
        let Some(short) = found.units.get(element.units.start).map(|unit| unit.text(found.text)) else { continue };
        match vocabulary.short_for(short, &context.named) {
            Some(place) => element.kind = Kind::Place(place, Form::Short),
            None if vocabulary.is_settled(short) => {}
            None => element.kind = Kind::Word,
        }
    }
}

/// A bare number takes the kind of the figure that closes its list (`32和5.8个百分点`); one with a scale word takes the
/// currency of the nearest amount of money, in Russian also of the last one before: `Оборот составил 5 млрд долларов. Экспорт – 3 млрд.`
fn kinds(vocabulary: &Vocabulary, found: &Found, elements: &[Element], currency: Option<&'static str>) -> Vec<FigureKind> {
    let mut kinds: Vec<FigureKind> = found.figures.iter().map(|f| f.kind).collect();
    let mut following: Option<usize> = None;
    for element in elements.iter().rev() {
        match element.kind {
            Kind::Figure(index) => {
                let index = index as usize;
                if let Some(next) = following
                    && kinds[index] == FigureKind::Plain
                    && found.figures[index].value.abs() < 1e4
                    && !matches!(kinds[next], FigureKind::Money(_) | FigureKind::Quantity(_) | FigureKind::Rank)
                {
                    kinds[index] = kinds[next];
                }
                following = Some(index);
            }
            Kind::Mark(',' | '.') | Kind::Cue(Cue::Link(Link::And | Link::By)) => {}
            _ => following = None,
        }
    }
    // `92 тыс. подержанных автомобилей`, `2,500 passenger cars`: goods counted by the piece.
    for pair in elements.windows(2) {
        if let (Kind::Figure(index), Kind::Product(product)) = (pair[0].kind, pair[1].kind)
            && kinds[index as usize] == FigureKind::Plain
            && found.figures[index as usize].value.abs() < 1e8
            && let word = found.units[pair[1].units.end - 1].text(found.text)
            && (word.chars().all(|c| matches!(c, 'а'..='я' | 'ё'))
                || vocabulary.is_by_the_piece(product) && (word.ends_with('s') || word.ends_with("craft")))
        {
            kinds[index as usize] = FigureKind::Quantity("units");
        }
    }
    let bracketed = bracketed(elements, found.figures.len());
    let typed = |k: &FigureKind| matches!(k, FigureKind::Money(_) | FigureKind::Quantity("t" | "m3" | "kWh" | "kg" | "bbl"));
    let money: Vec<(usize, FigureKind)> = kinds.iter().enumerate().filter(|(_, k)| typed(k)).map(|(i, &k)| (i, k)).collect();
    for (index, figure) in found.figures.iter().enumerate() {
        let scaled = figure.value.abs() >= 1e4 && found.text[figure.anchor.clone()].chars().any(char::is_alphabetic);
        // A conversion in a bracket says nothing of the currency outside it.
        let distance = |&&(i, _): &&(usize, FigureKind)| (bracketed[i] != bracketed[index], i.abs_diff(index), i < index);
        if kinds[index] == FigureKind::Plain
            && scaled
            && let Some(&(_, kind)) = money.iter().min_by_key(distance)
        {
            kinds[index] = kind;
        }
    }
    let Some(code) = currency.filter(|_| money.is_empty()) else { return kinds };
    for (at, element) in elements.iter().enumerate() {
        let Kind::Figure(index) = element.kind else { continue };
        let figure = &found.figures[index as usize];
        let anchor = &found.text[figure.anchor.clone()];
        let millions = figure.value.abs() >= 1e6 && anchor.chars().any(|c| matches!(c, 'а'..='я'));
        // `3 млн человек`: what is counted is no money.
        let alone = elements
            .get(at + 1)
            .is_none_or(|e| matches!(e.kind, Kind::Mark(_) | Kind::Cue(Cue::Link(Link::And | Link::By) | Cue::Compare | Cue::While)));
        if kinds[index as usize] == FigureKind::Plain && millions && alone {
            kinds[index as usize] = FigureKind::Money(code);
        }
    }
    kinds
}

/// Which figures stand in a bracket.
fn bracketed(elements: &[Element], figures: usize) -> Vec<bool> {
    let mut out = vec![false; figures];
    let mut inside = false;
    for element in elements {
        match element.kind {
            Kind::Mark('(') => inside = true,
            Kind::Mark(')') => inside = false,
            Kind::Figure(index) => out[index as usize] = inside,
            _ => {}
        }
    }
    out
}
