//! One sentence walked from left to right: heads set the frame, figures are read in it.

use super::elements::{Element, Found, Kind, elements};
use super::frame::{Context, Frame, NORTHEAST_3, OTHERS, Slot, WORLD, Who, all_but, group};
use super::head::{Head, Reader, heads};
use super::list::{Part, deal, positions};
use super::measure::{Measured, Measurer};
use super::time::{Clock, Times, When};
use super::vocab::{Back, Cue, Entry, FlowCue, Form, Link, Strength, Vocabulary};
use crate::rows;
use crate::token::{Figure, FigureKind};
use amur_model::{Flow, Measure};

/// What a share is a share of: the fields that differ from the row's own.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Base {
    pub reporter: Option<Who>,
    pub partner: Option<Who>,
    pub flow: Option<Slot<Flow>>,
    pub product: Option<Slot<String>>,
    pub text: Option<Slot<String>>,
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
    pub confidence: f64,
    /// Which of several rows that one figure makes.
    pub part: Option<String>,
}

/// What the walk leaves behind of a sentence.
pub struct Walked {
    pub statements: Vec<Statement>,
    /// Figures that are about something else, with the name of what is counted, if it was named.
    pub others: Vec<(usize, Option<&'static str>, Option<Measured>)>,
}

pub struct Walk<'a> {
    vocabulary: &'a Vocabulary,
    found: &'a Found<'a>,
    elements: Vec<Element>,
    heads: Vec<Head>,
    zones: &'a [Who],
    parts: Vec<Option<Part>>,
    /// Where each figure stands in its run, and the run's length.
    positions: Vec<(usize, usize)>,
    /// The kinds of the figures, with those that the neighbours give away.
    kinds: Vec<FigureKind>,
    /// Heads that are the whole of a share, not the frame of what follows.
    wholes: Vec<bool>,
}

/// A text that tells the whole trade of its reporter too: the partner of its title is one of many from here on.
fn widen(topic: &mut Frame, said: &Frame) {
    let code = |who: &Option<Who>| who.as_ref().map(|who| who.value.clone());
    if said.partner.is_none() && code(&said.reporter) == code(&topic.reporter) {
        topic.partner = None;
    }
}

/// What the figures of a clause are about.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Topic {
    /// Nothing named yet in this sentence.
    Open,
    /// A word of trade of this sentence.
    Trade,
    Other(&'static str),
}

struct State {
    frame: Frame,
    topic: Topic,
    /// The place that the clause is about, named outside any head.
    subject: Option<Who>,
    /// Places named outside heads since the last figure or head, and the link before the first.
    pending: Vec<Who>,
    pending_link: Option<Link>,
    /// The element after them.
    pending_end: usize,
    /// Partners named in this sentence.
    partners: Vec<Who>,
    /// A figure that was passed over; the rest of its list is too.
    skipped: Option<usize>,
    /// The last figure counted trains, firms or countries: its growth is theirs.
    untraded: bool,
    /// Places right before an open bracket: what the figures inside it are about.
    bracket: Vec<Who>,
    each: bool,
    /// Places named in passing (`the ports of Erenhot`): better than nobody.
    aside: Option<Who>,
    /// The two countries that the clause is about.
    pair: Option<(Who, Who)>,
    shared: Option<Measured>,
    changed: Option<Measured>,
    last_whole: Option<Frame>,
    last_core: Option<usize>,
    /// The part that the subject of the last share had.
    as_partner: bool,
    /// The subject was named after the last figure.
    fresh_subject: bool,
    /// The place before the bracket was whose trade the whole is.
    bracket_owns: bool,
    /// The clause has its subject; a place later on is its object.
    clause_subject: bool,
    /// `与南亚各国…，进出口总额`: the partner of the trade that is yet to be named.
    with: Option<Who>,
    /// The product named right before an open bracket.
    bracket_product: Option<Slot<String>>,
    /// Heads before this one have been read as the whole of a share.
    read_heads: usize,
    example: bool,
    /// The subject or product was named in this sentence.
    named: bool,
    /// A head stands in the clause (since the last comma).
    headed: bool,
    /// A partner was named, or ruled out, in this sentence.
    partnered: bool,
    /// The frame of the first head.
    first: Option<Frame>,
    /// The product that the clause is about, named outside any head.
    product: Option<Slot<String>>,
    previous: Option<Measured>,
    grew: Option<Measured>,
    previous_share: Option<(Frame, Base)>,
    planned: bool,
    /// What follows is a part of what was said before.
    of_which: bool,
    /// The partner of the first whole whose part was told.
    whole_partner: Option<Option<Who>>,
    /// Whose partners are being put in order, and the last of them.
    ranked: Option<Frame>,
    /// Places are named as partners: `the main export markets were`.
    partners_follow: bool,
    speaks: bool,
    /// One company speaks of itself.
    firm: bool,
    /// The place that a share is a share of: 占全国的.
    whole_place: Option<Who>,
    /// What is named now is what the clause compares with.
    than: bool,
    used: Option<When>,
    /// The frames of the last levels in a row, and whether the next level is one more of them.
    levels: Vec<Frame>,
    levels_open: bool,
    out: Walked,
}

impl<'a> Walk<'a> {
    pub fn new(vocabulary: &'a Vocabulary, found: &'a Found<'a>, zones: &'a [Who], context: &Context) -> Self {
        let mut elements = elements(vocabulary, found);
        read_northeast(vocabulary, context, &mut elements);
        read_namesakes(vocabulary, context, &mut elements);
        let heads = heads(vocabulary, found, &elements, zones);
        let reader = Reader { vocabulary, found, elements: &elements, zones, floor: 0 };
        let parts = deal(&reader, &heads, found.figures, &context.flows);
        let positions = positions(&reader, found.figures);
        let wholes = heads.iter().map(|head| whole_before(&elements, head)).collect();
        let kinds = kinds(found, &elements);
        Walk { vocabulary, found, elements, heads, zones, parts, positions, kinds, wholes }
    }

    /// The sentence as it is read.
    pub fn elements(&self) -> &[Element] {
        &self.elements
    }

    fn reader(&self) -> Reader<'_> {
        Reader { vocabulary: self.vocabulary, found: self.found, elements: &self.elements, zones: self.zones, floor: 0 }
    }

    /// Walks the sentence and brings the context and the clock up to date.
    pub fn run(&self, context: &mut Context, clock: &mut Clock) -> Walked {
        let times = Times::new(self.reader(), self.found.periods);
        let mut state = State {
            frame: Frame { product: None, ..context.last.clone() },
            topic: Topic::Open,
            subject: None,
            pending: Vec::new(),
            pending_link: None,
            pending_end: 0,
            partners: Vec::new(),
            skipped: None,
            untraded: false,
            bracket: Vec::new(),
            each: false,
            aside: None,
            pair: None,
            shared: None,
            changed: None,
            last_whole: None,
            last_core: None,
            as_partner: false,
            fresh_subject: false,
            bracket_owns: false,
            clause_subject: false,
            with: None,
            bracket_product: None,
            read_heads: 0,
            example: false,
            named: false,
            headed: false,
            partnered: false,
            first: None,
            product: None,
            previous: None,
            grew: None,
            previous_share: None,
            planned: false,
            of_which: false,
            whole_partner: None,
            ranked: context.ranked.clone(),
            partners_follow: false,
            speaks: false,
            firm: false,
            whole_place: None,
            than: false,
            used: None,
            levels: Vec::new(),
            levels_open: false,
            out: Walked { statements: Vec::new(), others: Vec::new() },
        };
        let mut next_head = 0;
        let mut at = 0;
        while at < self.elements.len() {
            if self.heads.get(next_head).is_some_and(|h| h.elements.start == at) {
                let head = &self.heads[next_head];
                if !self.wholes[next_head] && next_head >= state.read_heads {
                    self.enter(head, context, &mut state);
                    widen(&mut context.topic, &state.frame);
                }
                self.remember(head, context);
                next_head += 1;
                at = head.elements.end;
                continue;
            }
            at = self.step(at, next_head, context, clock, &times, &mut state);
        }
        // Whose it is may be told by who says it, behind the figure.
        state.out.statements.retain_mut(|statement| {
            let home = || {
                context.province.clone().filter(|who| {
                    context.short
                        && statement
                            .frame
                            .partner
                            .as_ref()
                            .is_some_and(|p| self.vocabulary.country_of(&p.value) != self.vocabulary.country_of(&who.value))
                })
            };
            statement.frame.reporter = statement.frame.reporter.take().or_else(|| state.aside.clone()).or_else(home);
            statement.frame.reporter.is_some() && statement.frame.partner_code() != OTHERS
        });
        state.frame.reporter = state.frame.reporter.take().or_else(|| state.aside.clone());
        times.leave(clock, state.used.clone(), !self.heads.is_empty());
        if let Some(last) = self.heads.last() {
            let before = self.heads.iter().rev().find(|h| h.flow.value.flow != last.flow.value.flow);
            context.flows = before.into_iter().chain([last]).map(|h| h.flow.clone()).collect();
        }
        let zone = state.aside.clone().filter(|who| self.vocabulary.by_code(&who.value).is_none());
        context.subject = state.subject.clone().or(zone).or_else(|| state.frame.reporter.clone());
        if state.frame.flow.is_some() {
            let partner = state.whole_partner.take().unwrap_or_else(|| state.frame.partner.clone());
            context.last = Frame { partner, ..state.frame.clone() };
        }
        context.ranked = state.ranked.clone();
        if context.topic.flow.is_none()
            && let Some(first) = state.first.filter(|f| f.reporter.is_some())
        {
            context.topic = first;
        }
        state.out
    }

    fn remember(&self, head: &Head, context: &mut Context) {
        for who in head.reporters.iter() {
            context.mention(self.vocabulary, who);
        }
    }

    fn step(&self, at: usize, next_head: usize, context: &mut Context, clock: &Clock, times: &Times, state: &mut State) -> usize {
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
            Kind::Mark(';') | Kind::Cue(Cue::While) => {
                state.levels_open = false;
                state.clause_subject = false;
                state.headed = false;
                state.previous = None;
                state.subject = None;
            }
            Kind::Cue(Cue::Than(_)) => state.than = true,
            Kind::Cue(Cue::Planned) => state.planned = true,
            Kind::Cue(Cue::OfWhich) => {
                state.of_which = true;
                state.whole_partner.get_or_insert(state.frame.partner.clone());
                // `The leaders among them are`: of what was spoken of last.
                if state.topic == Topic::Open && state.frame.product.is_none() {
                    state.frame.product = context.last.product.clone();
                }
            }
            Kind::Cue(Cue::Speaker) => state.speaks = true,
            Kind::Cue(Cue::Firm) => state.firm |= !self.is_source(at),
            Kind::Cue(Cue::Back(back)) if self.is_whole(at, at + 1) => {
                let whole = Slot::new(back, self.reader().bytes(at..at + 1));
                state.whole_place = self.point_back(&whole, &state.frame, context, None);
            }
            Kind::Cue(Cue::PartnerOf(flow)) => self.partners_of(flow, at, context, state),
            Kind::Cue(Cue::Other(label)) if !state.headed => state.topic = Topic::Other(label),
            Kind::Cue(cue @ (Cue::Former | Cue::Latter)) => {
                if let [.., former, latter] = state.levels.as_slice() {
                    state.frame = if cue == Cue::Former { former.clone() } else { latter.clone() };
                    state.pending.clear();
                }
            }
            Kind::Cue(Cue::Back(Back::Figure)) => self.go_on(context, state),
            Kind::Cue(Cue::Change(_)) if state.topic == Topic::Open && !state.named && self.is_subject(at) => self.go_on(context, state),
            Kind::Cue(Cue::Back(Back::Own)) => {
                if state.subject.is_none() && !state.headed {
                    state.subject = context.subject.clone();
                }
            }
            // `Russia and Mongolia remained the main trading partners`
            Kind::Cue(Cue::Partner)
                if !state.pending.is_empty()
                    && (state.frame.reporter.is_some()
                        || self.owner_after(at).is_some()
                        || self.owner_before(at, state.pending_end).is_some())
                    && !self.owns(state.pending_end, at) =>
            {
                state.frame.partner = group(self.vocabulary, &std::mem::take(&mut state.pending));
                // `Uzbekistan is Kazakhstan's partner`, `became the partner of the United States`
                if let Some(owner) =
                    self.owner_after(at).or_else(|| self.owner_before(at, state.pending_end)).or_else(|| state.aside.take())
                {
                    state.frame.reporter = Some(owner);
                }
                state.subject = None;
                state.named = true;
            }
            Kind::Cue(Cue::Partner)
                if state.pending.is_empty() && self.is_russian(at)
                    || (state.pending.is_empty() || self.owns(state.pending_end, at)) && self.partners_are_told(at) =>
            {
                self.trading_partners(at, context, state)
            }
            Kind::Place(_, Form::Name | Form::Short) | Kind::Zone(_) => return self.places(at, context, state),
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

    /// A word of trade with what stands round it sets the frame.
    fn enter(&self, head: &Head, context: &Context, state: &mut State) {
        let strength = head.flow.value.strength;
        // `Russia supplied 25.8 percent of imports`: only who did it matters.
        let takes_share = matches!(strength, Strength::Weak | Strength::Verb) && self.share_follows(head);
        let of_trade = context.topic.flow.is_some() && !head.products.is_empty();
        if takes_share || strength == Strength::Weak && !head.through && state.frame.flow.is_none() && head.partners.is_empty() && !of_trade
        {
            if let Some(subject) = group(self.vocabulary, &head.reporters) {
                state.subject = Some(subject);
                state.named = true;
            }
            return;
        }
        if self.says_value_again(head, state) {
            return;
        }
        // `the impact of distance on foreign trade` is no trade.
        if matches!(state.topic, Topic::Other("impact" | "price")) && !state.headed && state.previous.is_none() {
            return;
        }
        let two_way = matches!(head.flow.value.flow, Flow::Trade | Flow::Balance) && head.reporters.is_empty() && head.partners.is_empty();
        let two = state.pair.take().filter(|_| two_way);
        let subject = state.subject.clone().filter(|_| two.is_none());
        let mut frame = self.resolve(head, &state.frame, context, subject.as_ref());
        if frame.reporter.is_none() {
            frame.reporter = state.aside.clone();
        }
        // `поставки из Китая` are imports where the talk is of somebody else's trade.
        if head.from
            && strength == Strength::Weak
            && head.flow.value.flow == Flow::Export
            && head.partners.is_empty()
            && let Some(reporter) = state.frame.reporter.clone().or_else(|| context.topic.reporter.clone())
            && self.vocabulary.by_code(&reporter.value).is_some()
            && frame
                .reporter
                .as_ref()
                .is_some_and(|from| self.vocabulary.country_of(&from.value) != self.vocabulary.country_of(&reporter.value))
        {
            frame.partner = frame.reporter.replace(reporter);
            frame.flow = frame.flow.map(|flow| Slot { value: FlowCue { flow: Flow::Import, ..flow.value }, ..flow });
            state.partnered = true;
        }
        // `экспорт составил 3 млн тонн, больше всего купил Китай`: the exports that the talk is of, and who took them.
        if strength == Strength::Weak
            && head.flow.value.flow == Flow::Import
            && head.partners.is_empty()
            && self.is_russian(head.core)
            && let (Some(seller), Some(Flow::Export)) = (&state.frame.reporter, state.frame.flow())
            && let Some(buyer) =
                frame.reporter.clone().filter(|buyer| self.vocabulary.country_of(&buyer.value) != self.vocabulary.country_of(&seller.value))
        {
            frame = Frame {
                reporter: Some(seller.clone()),
                partner: Some(buyer),
                flow: state.frame.flow.clone(),
                product: frame.product.or_else(|| context.last.product.clone()),
            };
            state.partnered = true;
            state.partners_follow = true;
            state.subject = None;
        }
        let named_two = two.is_some();
        if let Some((reporter, partner)) = two {
            state.subject = None;
            frame.reporter = Some(reporter);
            frame.partner = Some(partner);
            state.partnered = true;
        }
        let pair = named_two || strength == Strength::Pair || head.back.as_ref().is_some_and(|back| back.value == Back::Pair);
        let explicit = !pair && (!head.reporters.is_empty() || head.back.is_some() || state.subject.is_some());
        state.pending.clear();
        if head.partner_back {
            let last = state.subject.as_ref().or(context.subject.as_ref()).filter(|who| {
                frame.reporter.as_ref().is_none_or(|r| self.vocabulary.country_of(&r.value) != self.vocabulary.country_of(&who.value))
            });
            frame.partner =
                last.cloned().or_else(|| state.frame.partner.clone()).or_else(|| self.topic_partner(frame.reporter.as_ref(), context));
            state.partnered = true;
        } else if let Some(with) = state.with.take().filter(|_| head.partners.is_empty()) {
            frame.partner = Some(with);
            state.partnered = true;
        } else if head.partners.is_empty() {
            let own_trade = head.flow.value.flow == Flow::Trade && !head.reporters.is_empty();
            let rules_out = !pair && (head.total || strength == Strength::Total || own_trade);
            if rules_out && !state.partnered {
                frame.partner = None;
            } else if explicit && !state.partnered {
                frame.partner = self.topic_partner(frame.reporter.as_ref(), context);
            }
        }
        for partner in &head.partners {
            if state.partners.iter().all(|p| p.value != partner.value) {
                state.partners.push(partner.clone());
            }
        }
        if let Some(partner) = self.seen_from(head, state.subject.as_ref().or(subject.as_ref()), frame.reporter.as_ref()) {
            frame.partner = Some(partner);
            state.partnered = true;
        }
        // 对俄罗斯…，对蒙古国…，两国贸易: the two partners together.
        if pair
            && !named_two
            && state.partners.len() == 2
            && frame.reporter.as_ref().is_some_and(|r| state.partners.iter().all(|p| p.value != r.value))
        {
            frame.partner = group(self.vocabulary, &state.partners);
        }
        state.partnered |= !head.partners.is_empty();
        if head.through && head.partners.is_empty() {
            frame.partner = None;
        }
        self.read_capitals(&mut frame, &state.frame, context);
        if let Some(others) = frame.partner.as_mut().filter(|p| p.value == OTHERS) {
            others.value = all_but(state.frame.partner.as_ref().or(context.earlier.partner.as_ref())).to_owned();
        }
        let goes_on = state.topic == Topic::Trade
            && head.reporters.is_empty()
            && (state.of_which || state.frame.flow() == frame.flow() && head.partners.is_empty() && head.back.is_none());
        frame.product = frame
            .product
            .or_else(|| state.product.take())
            .or_else(|| state.frame.product.clone().filter(|_| goes_on && strength != Strength::Total));
        state.of_which = false;
        // `Экспорт сои вырос. Объём экспорта составил`: nobody else is named, and nothing says that all goods are meant.
        let bare = head.reporters.is_empty()
            && head.partners.is_empty()
            && head.back.is_none()
            && !head.total
            && strength == Strength::Noun
            && state.topic == Topic::Open;
        if frame.product.is_none()
            && bare
            && !self.reader().text(head.core).is_ascii()
            && !self.reader().is_han(head.core)
            && context.last.flow() == frame.flow()
            && !matches!(frame.flow(), Some(Flow::Balance))
        {
            frame.product = context.last.product.clone();
        }
        // `These exports were valued at`: what they are of was said before.
        if frame.product.is_none()
            && head.elements.start > 0
            && matches!(self.reader().text(head.elements.start - 1).to_lowercase().as_str(), "these" | "those" | "such" | "this")
        {
            frame.product = context.last.product.clone();
        }
        state.first.get_or_insert_with(|| frame.clone());
        state.frame = frame;
        state.topic = Topic::Trade;
        state.headed = true;
        if !head.reporters.is_empty() {
            state.subject = None;
        }
        state.previous_share = None;
        state.untraded = false;
    }

    /// 俄罗斯在吉林省对外贸易中: the partner stands before whose trade it is.
    fn seen_from(&self, head: &Head, subject: Option<&Who>, reporter: Option<&Who>) -> Option<Who> {
        let before = head.elements.start.checked_sub(1).filter(|_| !head.reporters.is_empty() || head.back.is_some())?;
        let inside = self.elements[before].cue() == Some(Cue::Link(Link::In))
            && self.elements.get(head.elements.end).is_some_and(|e| e.kind == Kind::Word)
            && self.reader().text(head.elements.end) == "中";
        let abroad = |who: &&Who| {
            reporter.is_some_and(|reporter| self.vocabulary.country_of(&reporter.value) != self.vocabulary.country_of(&who.value))
        };
        subject.filter(|_| inside && head.partners.is_empty()).filter(abroad).cloned()
    }

    /// 出口整车8000辆，贸易额26.3亿元: the worth of the goods just counted.
    fn says_value_again(&self, head: &Head, state: &State) -> bool {
        let bare = head.reporters.is_empty() && head.partners.is_empty() && head.products.is_empty() && head.back.is_none();
        let start = head.elements.start;
        let counted = start >= 2
            && self.elements[start - 1].kind == Kind::Mark(',')
            && matches!(self.elements[start - 2].kind, Kind::Figure(index) if matches!(self.kinds[index as usize], FigureKind::Quantity(_)));
        let one_way = matches!(state.frame.flow(), Some(Flow::Export | Flow::Import)) && state.topic == Topic::Trade;
        bare && counted && one_way && head.flow.value.flow == Flow::Trade && self.reader().text(head.core).starts_with(['贸', '貿'])
    }

    /// `поставки Токио в Москву`: a capital stands for its country where the other side is a capital too, or the country is
    /// one of the sides spoken of.
    fn read_capitals(&self, frame: &mut Frame, before: &Frame, context: &Context) {
        let country = |who: &Option<Who>| {
            who.as_ref().and_then(|who| Some(Slot::new(self.vocabulary.capital_of(&who.value)?.to_owned(), who.at.clone())))
        };
        let (reporter, partner) = (country(&frame.reporter), country(&frame.partner));
        let both = reporter.is_some() && partner.is_some();
        let sides = [&before.reporter, &before.partner, &context.topic.reporter, &context.topic.partner];
        let spoken_of = |who: &Who| both || sides.iter().any(|side| side.as_ref().is_some_and(|side| side.value == who.value));
        if let Some(reporter) = reporter.filter(spoken_of) {
            frame.reporter = Some(reporter);
        }
        if let Some(partner) = partner.filter(spoken_of) {
            frame.partner = Some(partner);
        }
    }

    fn share_follows(&self, head: &Head) -> bool {
        let next = self.elements.get(head.elements.end).map(|e| e.kind);
        let percent = matches!(next, Some(Kind::Figure(figure)) if self.kinds[figure as usize] == FigureKind::Percent);
        percent && self.elements.get(head.elements.end + 1).and_then(Element::cue) == Some(Cue::Link(Link::Of))
    }

    /// The partner that the document is about, if the reporter is one of its two ends.
    fn topic_partner(&self, reporter: Option<&Who>, context: &Context) -> Option<Who> {
        let (topic, partner) = (context.topic.reporter.as_ref()?, context.topic.partner.as_ref()?);
        let reporter = reporter?;
        if reporter.value == topic.value {
            Some(partner.clone())
        } else if reporter.value == partner.value {
            Some(topic.clone())
        } else {
            None
        }
    }

    /// The frame that a head makes of the frame before it.
    fn resolve(&self, head: &Head, before: &Frame, context: &Context, subject: Option<&Who>) -> Frame {
        let back = head.back.as_ref().and_then(|back| self.point_back(back, before, context, subject));
        let reporter = group(self.vocabulary, &head.reporters).or(back).or_else(|| {
            let subject = subject?;
            head.partners.iter().all(|p| p.value != subject.value).then(|| subject.clone())
        });
        let mut partner = group(self.vocabulary, &head.partners).or_else(|| before.partner.clone());
        let reporter = reporter.or_else(|| before.reporter.clone()).or_else(|| context.topic.reporter.clone());
        // A partner that turns up as the reporter: the talk has gone to the other side.
        let other_end = before.partner.clone().or_else(|| context.topic.partner.clone());
        let mut reporter = match (&reporter, &partner, other_end) {
            (Some(r), Some(p), Some(other))
                if r.value == p.value && r.value != other.value && head.reporters.is_empty() && !head.partners.is_empty() =>
            {
                Some(other)
            }
            _ => reporter,
        };
        if let (Some(r), Some(p)) = (&reporter, &partner)
            && r.value == p.value
        {
            let other = before.reporter.clone().filter(|b| b.value != r.value);
            // `according to Chinese data, imports from Mongolia` in a text on Mongolia: whose imports is not known.
            let unknown = other.is_none() && head.reporters.is_empty() && !head.partners.is_empty();
            (reporter, partner) = if unknown { (None, partner) } else { (reporter, other) };
        }
        let product = join(&head.products);
        Frame { reporter, partner, flow: Some(head.flow.clone()), product }
    }

    fn point_back(&self, back: &Slot<Back>, before: &Frame, context: &Context, subject: Option<&Who>) -> Option<Who> {
        let country = |who: &Who| self.vocabulary.country_of(&who.value).map(|code| Slot::new(code, back.at.clone()));
        match back.value {
            Back::Own | Back::There => subject.cloned().or_else(|| before.reporter.clone()),
            Back::Province
                if context.oblast.is_some()
                    && is_oblast(&self.found.text[back.at.start - self.found.offset..back.at.end - self.found.offset]) =>
            {
                context.oblast.clone()
            }
            Back::Province => {
                let topic = context
                    .topic
                    .reporter
                    .clone()
                    .filter(|who| self.vocabulary.by_code(&who.value).is_some_and(|id| self.vocabulary.place(id).kind == "admin1"));
                let here = context.province.clone().filter(|who| who.at.start >= self.found.offset);
                here.or(if context.short { topic } else { None })
                    .or_else(|| context.province.clone())
                    .or_else(|| context.topic.reporter.clone())
            }
            Back::Republic => before.reporter.clone().or_else(|| context.topic.reporter.clone()).or_else(|| context.province.clone()),
            Back::City => context.city.clone().or_else(|| before.reporter.clone()),
            Back::Zone => context.zone.clone().or_else(|| context.province.clone()),
            Back::Country => {
                before.reporter.as_ref().or(context.topic.reporter.as_ref()).and_then(country).or_else(|| context.country.clone())
            }
            Back::Pair | Back::Figure => before.reporter.clone().or_else(|| context.topic.reporter.clone()),
        }
    }

    /// A run of places outside any head: what the clause is about, or the next partners of a list.
    fn places(&self, at: usize, context: &mut Context, state: &mut State) -> usize {
        let reader = self.reader();
        let limit = self.heads.iter().map(|h| h.elements.start).find(|&start| start > at).unwrap_or(self.elements.len());
        let bounded = Reader { elements: &self.elements[..limit], ..reader };
        let Some(places) = bounded.places_after(at) else { return at + 1 };
        for who in &places.members {
            context.mention(self.vocabulary, who);
        }
        let link = at.checked_sub(1).and_then(|i| match self.elements[i].kind {
            Kind::Cue(Cue::Link(link)) => Some(link),
            _ => None,
        });
        if self.is_whole(at, places.elements.end) {
            state.whole_place = group(self.vocabulary, &places.members);
            return places.elements.end;
        }
        // `and to Japan 2.7 thousand tonnes`: the next partner of a list.
        let partner = matches!((link, state.frame.flow()), (Some(Link::To), Some(Flow::Export)) | (Some(Link::From), Some(Flow::Import)));
        if partner && state.topic == Topic::Trade && self.figure_follows(places.elements.end) {
            let before = state.frame.partner.take();
            state.frame.partner = group(self.vocabulary, &places.members);
            if let Some(others) = state.frame.partner.as_mut().filter(|p| p.value == OTHERS) {
                others.value = all_but(before.as_ref()).to_owned();
            }
            state.partnered = true;
            return places.elements.end;
        }
        // `according to customs of Hohhot`, `from the port`: not what the clause is about.
        if self.elements.get(places.elements.end).is_some_and(|e| e.kind == Kind::Mark('(')) {
            state.bracket = places.members.clone();
            state.named = true;
            if link == Some(Link::To) && !reader.is_han(at) {
                return places.elements.end;
            }
        }
        if std::mem::take(&mut state.example) {
            return places.elements.end;
        }
        let short = places.members.len() > 1 && matches!(self.elements[at].kind, Kind::Place(_, Form::Short));
        let aside = matches!(link, Some(Link::Of | Link::From | Link::To | Link::Through | Link::Between)) && !reader.is_han(at);
        if aside && !places.members.iter().any(|who| self.vocabulary.capital_of(&who.value).is_some()) {
            state.aside = group(self.vocabulary, &places.members);
        }
        if state.speaks {
            // `said the ministry in Bangkok`: the country speaks of itself if nobody else is named.
            let country = places.members.first().and_then(|who| Some(Slot::new(self.speaker_of(&who.value)?, who.at.clone())));
            state.aside = state.aside.take().or(country);
            return places.elements.end;
        }
        // `bordering Vietnam`, `overtook Angola`
        let governed = at.checked_sub(1).and_then(|i| self.elements[i].cue()) == Some(Cue::Object);
        // `at Horgos Port in Xinjiang`: where the reporter lies.
        if state.headed
            && link == Some(Link::In)
            && state
                .frame
                .reporter
                .as_ref()
                .is_some_and(|r| places.members.iter().any(|who| who.value != r.value && self.vocabulary.lies_in(&r.value, &who.value)))
        {
            return places.elements.end;
        }
        // `Guangxi, bordering Vietnam in China's south, generated`
        if link == Some(Link::In)
            && state.subject.as_ref().is_some_and(|subject| {
                places.members.iter().all(|who| who.value != subject.value && self.vocabulary.lies_in(&subject.value, &who.value))
            })
        {
            return places.elements.end;
        }
        // 在黑龙江省贸易伙伴中
        if reader.is_han(at)
            && self.elements.get(places.elements.end).and_then(Element::cue) == Some(Cue::Partner)
            && link == Some(Link::In)
        {
            return places.elements.end;
        }
        let included = self
            .elements
            .get(places.elements.end)
            .is_some_and(|e| e.kind == Kind::Word && matches!(reader.text(places.elements.end), "included" | "inclusive" | "excluded"));
        let object = (state.clause_subject && !state.partners_follow || governed || included)
            && link != Some(Link::With)
            && !self.opens_bracket(places.elements.end);
        if link == Some(Link::With) && self.is_relative(places.elements.end) {
            return places.elements.end;
        }
        if link == Some(Link::With) && !short && !state.than {
            state.with = group(self.vocabulary, &places.members);
            state.named = true;
            // 与南亚各国经贸往来加强: whom with is not what the clause is about.
            if state.topic != Topic::Trade || reader.is_han(at) && !self.opens_bracket(places.elements.end) {
                return places.elements.end;
            }
        }
        if !(aside || short || state.than || object) {
            state.clause_subject = true;
            state.pair = self.two_countries(&places.members);
            state.named = true;
            state.subject = group(self.vocabulary, &places.members);
            state.fresh_subject = true;
            state.pending = places.members;
            state.pending_end = places.elements.end;
            state.pending_link = link;
        }
        places.elements.end
    }

    /// `This figure`, `the increase was`: the sentence goes on with what the last one was about.
    fn go_on(&self, context: &Context, state: &mut State) {
        state.named = true;
        if state.frame.flow.is_none() {
            state.frame = context.earlier.clone();
        } else if state.topic == Topic::Open && state.frame.product.is_none() {
            state.frame.product = context.last.product.clone();
        }
    }

    /// `Прирост составил 5%`: a change that opens its sentence and has a figure said of it.
    fn is_subject(&self, at: usize) -> bool {
        let opens =
            self.elements[..at].iter().all(|e| matches!(e.kind, Kind::Mark('"') | Kind::Cue(Cue::While | Cue::Ignore) | Kind::Period(_)));
        let said = self.elements[at + 1..].iter().take(4).find(|e| e.kind != Kind::Word && !matches!(e.kind, Kind::Period(_)));
        opens && said.is_some_and(|e| e.cue() == Some(Cue::Level)) && !self.reader().is_han(at)
    }

    /// Whom a speaker from a place speaks for: a ministry of a province for the province, one in a city for the country.
    fn speaker_of(&self, code: &str) -> Option<String> {
        let province = self.vocabulary.by_code(code).is_some_and(|id| self.vocabulary.place(id).kind == "admin1")
            && self.vocabulary.capital_of(code).is_none();
        if province { Some(code.to_owned()) } else { self.vocabulary.country_of(code) }
    }

    /// 之后的广东(28.3亿美元): a figure in a bracket is about the place before it, whatever the clause is about.
    fn opens_bracket(&self, at: usize) -> bool {
        let kind = |i: usize| self.elements.get(i).map(|e| e.kind);
        kind(at) == Some(Kind::Mark('(')) && matches!(kind(at + 1), Some(Kind::Figure(_)))
    }

    /// 对蒙古国开放的口岸: what is done with a place says which thing is meant, not whom it trades with.
    fn is_relative(&self, at: usize) -> bool {
        const VERB: usize = 4;
        let words = (at..self.elements.len()).take_while(|&i| self.elements[i].kind == Kind::Word && self.reader().is_han(i)).count();
        (1..=VERB).contains(&words) && self.elements.get(at + words).and_then(Element::cue) == Some(Cue::Link(Link::Of))
    }

    /// `Georgia's main export markets were`: whose they are was said before, who they are follows.
    fn partners_of(&self, flow: Flow, at: usize, context: &Context, state: &mut State) {
        let members = std::mem::take(&mut state.pending);
        let named = group(self.vocabulary, &members);
        let owner = self.partners_owner(at);
        match named {
            // `Россия была главным поставщиком Турции`: whose supplier the place before is.
            Some(partner) if owner.is_some() || self.is_russian(at) => {
                state.frame.reporter = owner.or_else(|| context.topic.reporter.clone().filter(|who| who.value != partner.value));
                state.frame.partner = Some(partner);
                state.subject = None;
            }
            Some(reporter) => {
                state.frame.reporter = Some(reporter);
                state.subject = None;
            }
            None => state.frame.reporter = owner.or(state.frame.reporter.take()),
        }
        if state.frame.reporter.is_none() {
            return;
        }
        let cue = FlowCue { flow, strength: Strength::Noun, sign: 0 };
        state.frame.flow = Some(Slot::new(cue, self.reader().bytes(at..at + 1)));
        state.topic = Topic::Trade;
        state.named = true;
        state.partners_follow = true;
    }

    /// `Основными торговыми партнёрами края были Китай (52%), Япония (11%)`.
    fn trading_partners(&self, at: usize, context: &Context, state: &mut State) {
        let of = usize::from(self.elements.get(at + 1).and_then(Element::cue) == Some(Cue::Link(Link::Of)));
        let behind = self.over_article(at + 1 + of);
        let owner = match self.elements.get(behind).map(|e| e.kind) {
            Some(Kind::Place(..)) => self.reader().who(behind),
            Some(Kind::Cue(Cue::Back(back))) => {
                self.point_back(&Slot::new(back, self.reader().bytes(behind..behind + 1)), &state.frame, context, None)
            }
            _ => None,
        };
        let owner = owner.or_else(|| self.owner_before(at, 0));
        state.pending.clear();
        let reporter = owner.or_else(|| state.frame.reporter.clone()).or_else(|| context.topic.reporter.clone());
        let cue = FlowCue { flow: Flow::Trade, strength: Strength::Noun, sign: 0 };
        state.frame = Frame { reporter, flow: Some(Slot::new(cue, self.reader().bytes(at..at + 1))), ..Frame::default() };
        state.topic = Topic::Trade;
        state.named = true;
        state.partners_follow = true;
    }

    /// `The main trading partners of the region were China (58.8%), Japan`: who they are follows.
    fn partners_are_told(&self, at: usize) -> bool {
        const NEAR: usize = 8;
        let near = (at + 1..self.elements.len().min(at + NEAR)).skip_while(|&i| {
            matches!(
                self.elements[i].kind,
                Kind::Word | Kind::Period(_) | Kind::Place(..) | Kind::Cue(Cue::Link(Link::Of | Link::In) | Cue::Back(_))
            )
        });
        let mut behind = near.skip_while(|&i| self.elements[i].cue() == Some(Cue::Level));
        self.elements[at + 1..].iter().take(NEAR).any(|e| e.cue() == Some(Cue::Level))
            && !self.reader().is_han(at)
            && behind.next().is_some_and(|i| self.reader().who(self.over_article(i)).is_some())
    }

    /// `основными поставщиками Казахстана`, `поставщик нефти в Китай`: whose partners they are.
    fn partners_owner(&self, at: usize) -> Option<Who> {
        if !self.is_russian(at) {
            return None;
        }
        let reader = self.reader();
        let near = (at + 1..self.elements.len().min(at + 6)).take_while(|&i| {
            matches!(self.elements[i].kind, Kind::Word | Kind::Product(_) | Kind::Place(..) | Kind::Cue(Cue::Link(Link::To)))
        });
        near.take_while(|&i| i == at + 1 || !matches!(self.elements[i].kind, Kind::Word) || !is_being(reader.text(i)))
            .find_map(|i| reader.who(i))
    }

    fn is_russian(&self, at: usize) -> bool {
        !self.reader().text(at).is_ascii() && !self.reader().is_han(at)
    }

    /// 东盟连续24年为广西第一大贸易伙伴: who is whose partner, however either is named.
    fn rank_partner(&self, at: usize, context: &Context, state: &mut State) -> bool {
        let Some((word, flow)) = self.han_partner_word(at) else { return false };
        let start = self.elements[..at]
            .iter()
            .rposition(|e| matches!(e.kind, Kind::Mark(',' | ';' | ':') | Kind::Cue(Cue::While)))
            .map_or(0, |i| i + 1);
        let mut runs = self.runs_of_places(start..at);
        let back = (start..at).rev().find_map(|i| match self.elements[i].kind {
            Kind::Cue(Cue::Back(back @ (Back::Province | Back::City | Back::Country))) => {
                Some(Slot::new(back, self.reader().bytes(i..i + 1)))
            }
            _ => None,
        });
        let mut owner = back.and_then(|back| self.point_back(&back, &state.frame, context, None));
        let home = state.frame.reporter.clone().or_else(|| context.topic.reporter.clone());
        // 黑龙江省最大的贸易伙伴是俄罗斯
        let behind =
            (word + 1..self.elements.len().min(word + 3)).find(|&i| !matches!(self.elements[i].kind, Kind::Word | Kind::Cue(Cue::Level)));
        let named = behind.filter(|&i| i > word + 1).and_then(|i| self.reader().places_after(i)).map(|places| places.members);
        if owner.is_none() && (runs.len() == 2 || runs.len() == 1 && (named.is_some() || self.shares_country(&runs[0], home.as_ref()))) {
            owner = runs.pop().and_then(|members| group(self.vocabulary, &members));
        }
        let partner = match (runs.as_slice(), named) {
            ([], Some(members)) => members,
            ([], None) => state.frame.partner.clone().into_iter().collect(),
            ([members], _) => members.clone(),
            _ => return false,
        };
        let ([partner], Some(owner)) = (partner.as_slice(), owner.or(home)) else { return false };
        let cue = FlowCue { flow, strength: Strength::Noun, sign: 0 };
        state.frame = Frame {
            reporter: Some(owner),
            partner: Some(partner.clone()),
            flow: Some(Slot::new(cue, self.reader().bytes(word..word + 1))),
            product: None,
        };
        state.pending.clear();
        state.subject = None;
        state.with = None;
        state.topic = Topic::Trade;
        state.partnered = true;
        state.named = true;
        true
    }

    /// The word for a partner right behind a rank, and in which trade it is one.
    fn han_partner_word(&self, at: usize) -> Option<(usize, Flow)> {
        const NEAR: usize = 5;
        let near = at + 1..self.elements.len().min(at + NEAR);
        let word = near.clone().find(|&i| !matches!(self.elements[i].kind, Kind::Word | Kind::Cue(Cue::Link(Link::Of) | Cue::Ignore)))?;
        match self.elements[word].cue() {
            Some(Cue::Partner) if self.reader().is_han(word) => Some((word, Flow::Trade)),
            Some(Cue::PartnerOf(flow)) if self.reader().is_han(word) => Some((word, flow)),
            _ => None,
        }
    }

    /// The runs of places in a clause, but for those that only say where: 在东盟.
    fn runs_of_places(&self, clause: std::ops::Range<usize>) -> Vec<Vec<Who>> {
        let reader = Reader { elements: &self.elements[..clause.end], ..self.reader() };
        let (mut at, mut runs) = (clause.start, Vec::new());
        while at < clause.end {
            let Some(places) = reader.places_after(at) else {
                at += 1;
                continue;
            };
            let aside = at > clause.start && matches!(self.elements[at - 1].cue(), Some(Cue::Link(Link::In) | Cue::Object));
            at = places.elements.end;
            if !aside {
                runs.push(places.members);
            }
        }
        runs
    }

    fn shares_country(&self, members: &[Who], home: Option<&Who>) -> bool {
        let country = |who: &Who| self.vocabulary.country_of(&who.value);
        members.len() == 1 && home.and_then(country).is_some_and(|home| country(&members[0]) == Some(home))
    }

    /// 机电产品是云南第一大出口商品, 出口额排名第二的是农产品: of which goods the rank is.
    fn rank_product(&self, at: usize, next_head: usize, context: &Context, state: &mut State) {
        let reader = self.reader();
        if !reader.has_han(at) {
            return;
        }
        let word = |i: usize| matches!(self.elements.get(i).map(|e| e.kind), Some(Kind::Word));
        if let Some(head) = self
            .heads
            .get(next_head)
            .filter(|head| head.elements.start > at && head.elements.start <= at + 3 && (at + 1..head.elements.start).all(word))
        {
            self.settle(state);
            self.enter(head, context, state);
        }
        let of = self.elements.get(at + 1).and_then(Element::cue) == Some(Cue::Link(Link::Of));
        if let Some(Kind::Product(product)) = self.elements.get(at + 3).map(|e| e.kind)
            && of
            && word(at + 2)
        {
            state.frame.product = Some(reader.product(product, at + 3));
        }
    }

    fn two_countries(&self, members: &[Who]) -> Option<(Who, Who)> {
        let [a, b] = members else { return None };
        let country = |who: &Who| self.vocabulary.by_code(&who.value).is_some_and(|id| self.vocabulary.place(id).is_country());
        (country(a) && country(b)).then(|| (a.clone(), b.clone()))
    }

    /// `Heilongjiang's trading partners`: the place before says whose partners.
    fn owns(&self, end: usize, at: usize) -> bool {
        let between = &self.elements[end..at];
        let possessive = between.is_empty() || between.iter().any(|e| matches!(e.kind, Kind::Mark('\'') | Kind::Cue(Cue::Link(Link::Of))));
        let plain = |e: &Element| matches!(e.kind, Kind::Mark('\'') | Kind::Word | Kind::Cue(Cue::Link(Link::Of)) | Kind::Figure(_));
        possessive && between.len() <= 4 && between.iter().all(plain)
    }

    /// `Inner Mongolia's largest trading partner`: the place whose partner it is, if another one was named before.
    fn owner_before(&self, at: usize, first: usize) -> Option<Who> {
        let reader = self.reader();
        let near = (first.max(at.saturating_sub(5))..at).rev();
        near.take_while(|&i| {
            matches!(
                self.elements[i].kind,
                Kind::Mark('\'') | Kind::Word | Kind::Figure(_) | Kind::Place(..) | Kind::Cue(Cue::Link(Link::Of))
            )
        })
        .find_map(|i| reader.who(i))
    }

    fn owner_after(&self, at: usize) -> Option<Who> {
        let reader = self.reader();
        (self.elements.get(at + 1)?.cue() == Some(Cue::Link(Link::Of)) && !reader.is_han(at)).then_some(())?;
        (at + 2..self.elements.len().min(at + 4)).find_map(|i| reader.who(i))
    }

    fn figure_follows(&self, at: usize) -> bool {
        let dash = usize::from(self.elements.get(at).is_some_and(|e| e.kind == Kind::Mark('-')));
        // `в Китай – на 5%`
        let dash = dash + usize::from(dash == 1 && self.elements.get(at + 1).is_some_and(|e| e.cue() == Some(Cue::Link(Link::By))));
        matches!(self.elements.get(at + dash).map(|e| e.kind), Some(Kind::Figure(_)))
    }

    /// Gives the places named since the last figure their part in the frame.
    fn settle(&self, state: &mut State) {
        let members = std::mem::take(&mut state.pending);
        let Some(who) = group(self.vocabulary, &members) else { return };
        self.put(&members[0], who, state.pending_link, state);
    }

    /// `like` tells which part `who` has: a place of the reporter's country is a reporter, one abroad is a partner.
    fn put(&self, like: &Who, who: Who, link: Option<Link>, state: &mut State) {
        if state.partners_follow || self.is_partner(like, link, &state.frame) {
            state.frame.partner = Some(who);
            state.partnered = true;
        } else {
            state.frame.reporter = Some(who);
        }
    }

    fn is_partner(&self, who: &Who, link: Option<Link>, frame: &Frame) -> bool {
        if link == Some(Link::With) {
            return frame.flow.is_some();
        }
        let Some(reporter) = &frame.reporter else { return false };
        let home = self.vocabulary.country_of(&reporter.value);
        let same = home.is_some() && self.vocabulary.country_of(&who.value) == home;
        let known = self.vocabulary.by_code(&who.value).is_some();
        !same && known && reporter.value != who.value && frame.flow.is_some()
    }

    /// A product outside any head is what the clause is about, if a figure is said of it.
    fn product(&self, at: usize, state: &mut State) {
        let reader = self.reader();
        let Kind::Product(product) = self.elements[at].kind else { return };
        let slot = reader.product(product, at);
        state.product = Some(slot.clone());
        if state.topic != Topic::Trade && state.frame.flow.is_none() {
            return;
        }
        let joins = at >= 2
            && matches!(self.elements[at - 1].kind, Kind::Cue(Cue::Link(Link::And)) | Kind::Mark(','))
            && matches!(self.elements[at - 2].kind, Kind::Product(_));
        state.frame.product = match (&state.frame.product, joins) {
            (Some(first), true) => join(&[first.clone(), slot]),
            _ => Some(slot),
        };
        state.named = true;
    }

    #[allow(clippy::too_many_arguments)]
    fn figure(&self, at: usize, index: usize, next_head: usize, context: &Context, clock: &Clock, times: &Times, state: &mut State) {
        let figure = &Figure { kind: self.kinds[index], ..self.found.figures[index].clone() };
        let reader = self.reader();
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
        let partner_ranked = measured.measure == Measure::Rank && self.rank_partner(at, context, state);
        if measured.measure == Measure::Rank && !partner_ranked {
            self.rank_product(at, next_head, context, state);
        }
        let named = self.partner_word(at).filter(|&named| measured.measure == Measure::Rank && !reader.is_han(named));
        let next_ranked = if measured.measure == Measure::Rank { self.next_ranked(at, state) } else { None };
        if named.is_some() || next_ranked.is_some() {
            let frame = named.and_then(|named| self.ranked(at, named, context, state)).or(next_ranked);
            state.ranked = frame.clone().or(state.ranked.take());
            if let Some(Frame { reporter, partner, .. }) = frame.clone() {
                // `the top trading partner of the United States, with bilateral trade of`
                state.frame = Frame { reporter, partner, ..state.frame.clone() };
                state.subject = None;
                state.named = true;
                state.partnered = true;
                state.pending.clear();
            }
            let frame = frame.filter(|_| self.is_firm_rank(at));
            let period = times.of(at, measured, clock).0;
            let base = self.in_order(figure);
            state.out.statements.extend(frame.map(|frame| Statement {
                figure: index,
                measure: measured.measure,
                value: figure.value,
                frame,
                base,
                period,
                base_period: None,
                unit: rows::unit(figure.kind, measured.measure),
                rule: "relate.rank",
                confidence: 0.8,
                part: None,
            }));
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
            state.untraded = matches!(figure.kind, FigureKind::Quantity(unit) if self.counts_no_goods(at, unit)) && reader.has_han(at);
            state.out.others.push((index, None, Some(measured)));
            return;
        }
        if state.untraded && whole.is_none() && !matches!(measured.measure, Measure::Value) {
            state.out.others.push((index, None, Some(measured)));
            return;
        }
        if self.is_rate(at) {
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
        if self.parts[index].is_none() && (measured.measure != Measure::Share || whole.is_none() && state.previous_share.is_none()) {
            self.settle(state);
        }
        // 半导体(23.3%)、石油制品(135.3%)的出口均增加: what grew is named behind the list.
        let open = state.topic == Topic::Open
            && (measured.measure == Measure::Growth || measured.measure == Measure::Value && state.bracket_product.is_some());
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
        // `11.44 billion for exports`: the word of trade comes after its figure.
        if matches!(measured.measure, Measure::Value | Measure::Growth | Measure::Ratio | Measure::Change)
            && let Some(head) = self.head_right_after(at, next_head)
        {
            self.enter(head, context, state);
        }
        let of_share = (figure.kind == FigureKind::Points || measured.measure == Measure::Share) && state.previous_share.is_some();
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
        if let Some(partner) = self.partner_after(at, state.frame.flow()).filter(|_| state.topic == Topic::Trade) {
            state.frame.partner = Some(partner);
            state.partnered = true;
        }
        let amount =
            self.amount_before(at).and_then(|first| state.out.statements.iter().rev().find(|s| s.figure == first)).map(|s| s.frame.clone());
        let (mut frame, mut base) = match (measured.measure, whole) {
            (measure, Some(whole)) if measure == Measure::Share || figure.kind == FigureKind::Points => {
                let shared = self.share(at, whole, context, state);
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
                        let mut frame = Frame { product: state.frame.product.clone().or(previous.product.clone()), ..previous };
                        if let Some(partner) = self.partner_after(at, frame.flow()) {
                            frame.partner = Some(partner);
                        }
                        match named {
                            Some(who)
                                if (state.as_partner || state.partners_follow) && !(state.bracket_owns && !state.bracket.is_empty()) =>
                            {
                                frame.partner = Some(who)
                            }
                            Some(who) => frame.reporter = Some(who),
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
        state.fresh_subject = false;
        state.clause_subject = false;
        if measured.measure == Measure::Share {
            state.previous_share = Some((frame.clone(), base.clone()));
        }
        if self.is_whole_of_last(at) {
            frame.partner = None;
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
            if !self.is_firm_rank(at) {
                return;
            }
            base = self.in_order(figure);
        }
        let (period, base_period, spoken_of) = times.of(at, measured, clock);
        if spoken_of.is_some() {
            state.used = spoken_of;
        }
        let with_itself =
            frame.reporter.as_ref().is_some_and(|reporter| frame.partner.as_ref().is_some_and(|partner| partner.value == reporter.value));
        if frame.flow.is_none() || with_itself {
            return;
        }
        let value = tenths(self.signed(figure.value, measured, &frame), measured);
        if measured.measure == Measure::Value {
            if !std::mem::replace(&mut state.levels_open, true) {
                state.levels.clear();
            }
            state.levels.push(frame.clone());
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
            confidence: 0.8,
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

    /// `17% – через Забайкальск`, `19% – медь`: the crossing or the product behind the dash is what the share is of.
    fn dashed(&self, at: usize) -> Option<usize> {
        let dash = self.elements.get(at + 1).is_some_and(|e| e.kind == Kind::Mark('-'));
        let mut next = at + 2;
        let through = self.elements.get(next).and_then(Element::cue) == Some(Cue::Link(Link::Through));
        while through && next < self.elements.len().min(at + 6) && !matches!(self.elements[next].kind, Kind::Place(..)) {
            next += 1;
        }
        let named =
            matches!(self.elements.get(next)?.kind, Kind::Product(_)) || through && matches!(self.elements[next].kind, Kind::Place(..));
        (dash && named).then_some(next)
    }

    fn put_dashed(&self, at: usize, previous: Frame) -> Frame {
        let reader = self.reader();
        let Some(next) = self.dashed(at) else { return previous };
        match self.elements[next].kind {
            Kind::Product(product) => Frame { product: Some(reader.product(product, next)), ..previous },
            _ => Frame { reporter: reader.who(next), ..previous },
        }
    }

    /// `third largest trading partner`, `fourth among China's trading partners`: the word for a partner behind the rank at `at`.
    fn partner_word(&self, at: usize) -> Option<usize> {
        const NEAR: usize = 10;
        let near = at + 1..self.elements.len().min(at + NEAR);
        let between = |i: &usize| {
            matches!(
                self.elements[*i].kind,
                Kind::Word | Kind::Mark('\'') | Kind::Place(..) | Kind::Cue(Cue::Link(Link::Between | Link::Of | Link::To) | Cue::Back(_))
            ) || self.is_rank(*i)
        };
        let word = at + 1 + near.clone().take_while(between).count();
        (near.contains(&word) && matches!(self.elements[word].cue(), Some(Cue::Partner | Cue::PartnerOf(_)))).then_some(word)
    }

    fn is_rank(&self, at: usize) -> bool {
        matches!(self.elements[at].kind, Kind::Figure(index) if self.kinds[index as usize] == FigureKind::Rank)
    }

    fn over_article(&self, at: usize) -> usize {
        at + usize::from(self.elements.get(at).is_some_and(|e| e.kind == Kind::Word && self.reader().text(at) == "the"))
    }

    fn in_order(&self, figure: &Figure) -> Base {
        let at = self.found.offset + figure.anchor.start..self.found.offset + figure.anchor.end;
        Base { text: Some(Slot::new("order".to_owned(), at)), ..Base::default() }
    }

    /// `Russia is Turkey's third largest supplier`, `Mexico remained the No. 1 trading partner of the United States`: whose partner has the rank at `at`.
    fn ranked(&self, at: usize, named: usize, context: &Context, state: &State) -> Option<Frame> {
        let reader = self.reader();
        let of = matches!(self.elements.get(named + 1).and_then(Element::cue), Some(Cue::Link(Link::Of | Link::To)))
            .then(|| reader.places_after(self.over_article(named + 2)))
            .flatten();
        let among = of.or_else(|| (at + 1..named).find_map(|i| reader.places_after(i)));
        let before = self.elements[..at].iter().rposition(|e| !matches!(e.kind, Kind::Mark('\'') | Kind::Word))?;
        let (owner, end) = match (among, self.elements[before].kind) {
            (Some(places), _) => (group(self.vocabulary, &places.members)?, at),
            (None, Kind::Cue(Cue::Back(back @ (Back::Own | Back::Country | Back::Province)))) => {
                let back = Slot::new(back, reader.bytes(before..before + 1));
                (self.point_back(&back, &state.frame, context, None)?, before)
            }
            (None, Kind::Place(_, Form::Adjective)) => (reader.who(before)?, before),
            (None, Kind::Place(..) | Kind::Zone(_)) if self.elements[before + 1].kind == Kind::Mark('\'') => (reader.who(before)?, before),
            _ => return None,
        };
        let clause =
            self.elements[..end].iter().rposition(|e| matches!(e.kind, Kind::Mark(';') | Kind::Cue(Cue::While))).map_or(0, |i| i + 1);
        let partner = (clause..end).find_map(|i| reader.places_after(i)).and_then(|places| group(self.vocabulary, &places.members))?;
        let flow = match self.elements[named].cue() {
            Some(Cue::PartnerOf(flow)) => flow,
            _ => Flow::Trade,
        };
        let flow = Slot::new(FlowCue { flow, strength: Strength::Noun, sign: 0 }, reader.bytes(named..named + 1));
        (partner.value != owner.value).then_some(Frame { reporter: Some(owner), partner: Some(partner), flow: Some(flow), product: None })
    }

    /// `Mexico was its first partner; Canada was second, China third`: the next in the order spoken of.
    fn next_ranked(&self, at: usize, state: &State) -> Option<Frame> {
        let ranked = state.ranked.as_ref()?;
        let end = 1 + self.elements[..at].iter().rposition(|e| !matches!(e.kind, Kind::Word | Kind::Cue(Cue::Level)))?;
        let partner =
            self.reader().who(end - 1).filter(|who| Some(&who.value) != ranked.reporter.as_ref().map(|reporter| &reporter.value))?;
        Some(Frame { partner: Some(partner), ..ranked.clone() })
    }

    /// The figure of `6 million (30%)` that the bracket is said of.
    fn amount_before(&self, at: usize) -> Option<usize> {
        match (self.elements[at.checked_sub(1)?].kind, self.elements[at.checked_sub(2)?].kind) {
            (Kind::Mark('('), Kind::Figure(first)) => Some(first as usize),
            _ => None,
        }
    }

    /// `рыба – 43 млн, ракообразные – 3 млн`: an item of a list in words that no list of names has.
    fn is_of_the_unknown(&self, at: usize, state: &State) -> bool {
        let reader = self.reader();
        let by = usize::from(at > 0 && self.elements[at - 1].cue() == Some(Cue::Link(Link::By)));
        let Some(dash) = (at - by).checked_sub(1).filter(|&i| matches!(self.elements[i].kind, Kind::Mark('-' | '('))) else { return false };
        // A share of the amount before the bracket is of the same thing.
        if let Some(first) = self.amount_before(at) {
            return matches!(self.kinds[first], FigureKind::Money(_) | FigureKind::Quantity(_))
                && state.out.statements.iter().all(|s| s.figure != first)
                && state.out.others.is_empty();
        }
        let words = self.elements[..dash].iter().rev().take_while(|e| matches!(e.kind, Kind::Word | Kind::Cue(Cue::Ignore))).count();
        let foreign = words > 0 && !reader.text(dash - 1).is_ascii() && !reader.is_han(dash - 1);
        foreign
            && match (dash - words).checked_sub(1).map(|i| self.elements[i].kind) {
                Some(Kind::Mark(':')) => true,
                Some(Kind::Mark(',' | ';') | Kind::Cue(Cue::Link(Link::And))) => {
                    self.elements[..dash].iter().any(|e| matches!(e.kind, Kind::Figure(_)))
                }
                _ => false,
            }
    }

    /// `40 тысяч тонн из 60 тысяч тонн`: all of what the figure before is a part of.
    fn is_whole_of_last(&self, at: usize) -> bool {
        let goods = usize::from(at >= 2 && matches!(self.elements[at - 2].kind, Kind::Product(_)));
        let Some(Kind::Figure(part)) = at.checked_sub(2 + goods).map(|i| self.elements[i].kind) else { return false };
        let Kind::Figure(whole) = self.elements[at].kind else { return false };
        self.reader().text(at - 1) == "из" && self.kinds[part as usize] == self.kinds[whole as usize]
    }

    fn apply(&self, part: &Part, frame: &mut Frame) {
        match part {
            Part::Reporter(who) => frame.reporter = Some(who.clone()),
            Part::Partner(who) => frame.partner = Some(who.clone()),
            Part::Place(who) if self.is_partner(who, None, frame) => frame.partner = Some(who.clone()),
            Part::Place(who) => frame.reporter = Some(who.clone()),
            Part::Product(product) => frame.product = Some(product.clone()),
            Part::Flow(flow) => frame.flow = Some(flow.clone()),
        }
    }

    /// 铜精矿108万吨、煤炭375万吨，下降18%和31%: as many changes as levels before them go to these in order.
    fn dealt(&self, index: usize, measured: Measured, state: &State) -> Option<Frame> {
        let (position, length) = self.positions[index];
        let moves = matches!(measured.measure, Measure::Growth | Measure::Ratio | Measure::Rank | Measure::Change);
        (moves && length > 1 && length == state.levels.len()).then(|| state.levels[position].clone())
    }

    /// 从某公司获悉: the company is only who says it.
    fn is_source(&self, at: usize) -> bool {
        let clause = self.elements[..at].iter().rposition(|e| matches!(e.kind, Kind::Mark(',' | ';' | ':'))).map_or(0, |comma| comma + 1);
        let speech = |i: usize| self.elements[i].cue() == Some(Cue::Link(Link::From)) || matches!(self.reader().text(i), "据" | "據");
        (clause..at).any(speech)
    }

    /// 占新疆关区的六成: is the place at `start..end` what the share is a share of?
    fn is_whole(&self, start: usize, end: usize) -> bool {
        let share = start.checked_sub(1).and_then(|i| self.elements[i].cue()) == Some(Cue::Share);
        let behind = |i: usize| matches!(self.elements.get(i).map(|e| e.kind), Some(Kind::Cue(Cue::Back(_)) | Kind::Word));
        let of = end + usize::from(behind(end));
        let linked = self.elements.get(of).and_then(Element::cue) == Some(Cue::Link(Link::Of)) && self.reader().is_han(of);
        share && linked && matches!(self.elements.get(of + 1).map(|e| e.kind), Some(Kind::Figure(_)))
    }

    /// `1美元约合149日元`, `$1 = 149 yen`: the price of a currency.
    fn is_rate(&self, at: usize) -> bool {
        let money = |i: usize| match self.elements[i].kind {
            Kind::Figure(index) if matches!(self.kinds[index as usize], FigureKind::Money(_)) => {
                Some(self.found.figures[index as usize].value)
            }
            _ => None,
        };
        let near = |i: usize| {
            (i..self.elements.len().min(i + 4))
                .take_while(|&i| matches!(self.elements[i].kind, Kind::Figure(_) | Kind::Word | Kind::Mark('=')))
        };
        let one = |i: usize| money(i) == Some(1.0) && near(i + 1).any(|next| money(next).is_some());
        one(at) || (at.saturating_sub(4)..at).any(|i| one(i) && near(i).any(|next| next == at))
    }

    /// 是浙江的3.2倍: a multiple of somebody else's trade, not of another time's; the rest of its list goes with it.
    fn is_against_another(&self, at: usize, skipped: Option<usize>) -> bool {
        let Some(before) = at.checked_sub(1).map(|i| &self.elements[i]) else { return false };
        let period = |back: usize| at >= back && matches!(self.elements[at - back].kind, Kind::Period(_));
        // 是2010年的2.5倍, 是2010年(508亿元)的2.5倍
        let of_a_time = period(2) || period(5) && self.elements[at - 2].kind == Kind::Mark(')');
        match before.cue() {
            Some(Cue::Link(Link::Of)) => self.reader().is_han(at - 1) && !of_a_time,
            Some(Cue::Link(Link::And)) => at >= 2 && skipped == Some(at - 2),
            _ => false,
        }
    }

    /// A deficit is a negative balance.
    fn signed(&self, value: f64, measured: Measured, frame: &Frame) -> f64 {
        let balance = frame.flow.as_ref().filter(|f| f.value.flow == Flow::Balance && f.value.sign != 0);
        match (measured.measure, balance) {
            (Measure::Value, Some(flow)) => value.abs() * f64::from(flow.value.sign),
            _ => value * measured.sign,
        }
    }

    /// People, kilometres, square kilometres and the like are never traded.
    fn counts_something_else(&self, at: usize, kind: FigureKind) -> bool {
        let names_other = |i: usize| matches!(self.elements.get(i).map(|e| e.kind), Some(Kind::Cue(Cue::Other(_))));
        let linked = matches!(self.elements.get(at + 1).and_then(Element::cue), Some(Cue::Link(Link::Of | Link::In | Link::To)));
        match kind {
            FigureKind::Quantity(unit) => {
                self.counts_no_goods(at, unit)
                    || matches!(unit, "people" | "m" | "cm" | "km" | "km2" | "m2" | "ha" | "years" | "months" | "days" | "mu")
                    || names_other(at + 1)
            }
            FigureKind::Plain => true,
            FigureKind::Percent => {
                linked
                    && (at + 2..at + 5)
                        .take_while(|&i| {
                            matches!(
                                self.elements.get(i).map(|e| e.kind),
                                Some(Kind::Word | Kind::Cue(Cue::Total | Cue::Back(_) | Cue::Other(_)))
                            )
                        })
                        .any(names_other)
            }
            FigureKind::Money(_) => names_other(at + 1) || (linked && names_other(at + 2)),
            _ => false,
        }
    }

    /// Trains, firms, countries: counted in units, but never traded.
    fn counts_no_goods(&self, at: usize, unit: &str) -> bool {
        let Kind::Figure(index) = self.elements[at].kind else { return false };
        let figure = &self.found.figures[index as usize];
        let last = self.found.units[figure.units.end - 1].end as usize;
        let after = &self.found.text[figure.anchor.end.min(last)..last];
        unit == "TEU" || unit == "units" && self.vocabulary.counts_no_goods(after)
    }

    fn is_firm_rank(&self, at: usize) -> bool {
        let Kind::Figure(index) = self.elements[at].kind else { return false };
        let anchor = &self.found.text[self.found.figures[index as usize].anchor.clone()];
        anchor
            .chars()
            .any(|c| c.is_ascii_digit() || matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '首'))
            || anchor.split_whitespace().next().is_some_and(|word| {
                ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"]
                    .contains(&word.to_lowercase().as_str())
            })
            || anchor.to_lowercase().ends_with("место")
            || anchor.to_lowercase().ends_with("месте")
    }

    /// The head that the figure at `at` is a part of: after it (`70% of the exports`), or between a word of share and it (占全省进出口总值的).
    fn whole_of(&self, at: usize, next_head: usize) -> Option<&Head> {
        let Kind::Figure(index) = self.elements[at].kind else { return None };
        if !matches!(self.found.figures[index as usize].kind, FigureKind::Percent | FigureKind::Points) {
            return None;
        }
        if let Some(previous) = next_head.checked_sub(1)
            && self.wholes[previous]
            && self.elements[self.heads[previous].elements.end..at]
                .iter()
                .all(|e| !matches!(e.kind, Kind::Figure(_) | Kind::Mark(';')) || matches!(e.kind, Kind::Figure(_)))
        {
            return Some(&self.heads[previous]);
        }
        // Points move a share that was named; they are no part of what follows.
        if self.found.figures[index as usize].kind == FigureKind::Points {
            return None;
        }
        let head = self.heads.get(next_head)?;
        let start = self.after_run(self.after_bracket(at + 1)).min(head.elements.start);
        let between = &self.elements[start..head.elements.start];
        let of = between.iter().any(|e| matches!(e.cue(), Some(Cue::Link(Link::Of | Link::From))));
        let genitive = between.len() <= 1 && !self.reader().text(head.core).is_ascii() && !self.reader().is_han(head.core);
        let plain = between.iter().all(|e| match e.kind {
            Kind::Word | Kind::Period(_) | Kind::Mark('"') => true,
            Kind::Cue(cue) => matches!(cue, Cue::Link(Link::Of | Link::From) | Cue::Total | Cue::Back(_) | Cue::World),
            _ => false,
        });
        (plain && between.len() <= 6 && (of || genitive)).then_some(head)
    }

    /// `less than one percent of its total`
    fn of_total(&self, at: usize) -> bool {
        match self.elements.get(at + 1).and_then(Element::cue) {
            Some(Cue::OfWhich) => self.reader().text(at + 1).starts_with("of "),
            Some(Cue::Link(Link::Of)) => (at + 2..self.elements.len().min(at + 5)).any(|i| self.elements[i].cue() == Some(Cue::Total)),
            _ => false,
        }
    }

    /// `38.9 percent, 26.9 percent and 6.8 percent of`: the whole of a list stands behind its last member.
    fn after_run(&self, at: usize) -> usize {
        let mut end = at;
        let mut next = at;
        while let Some(element) = self.elements.get(next) {
            match element.kind {
                Kind::Figure(figure) if self.kinds[figure as usize] == FigureKind::Percent => end = next + 1,
                Kind::Mark(',') | Kind::Cue(Cue::Link(Link::And)) => {}
                _ => break,
            }
            next += 1;
        }
        end
    }

    /// `3.5% (1.5 trillion yuan) of`
    fn after_bracket(&self, at: usize) -> usize {
        if self.elements.get(at).is_none_or(|e| e.kind != Kind::Mark('(')) {
            return at;
        }
        (at..self.elements.len().min(at + 6)).find(|&i| self.elements[i].kind == Kind::Mark(')')).map_or(at, |close| close + 1)
    }

    /// The partner that stands right behind a figure.
    fn partner_after(&self, at: usize, flow: Option<Flow>) -> Option<Who> {
        let next = if matches!(self.elements.get(at + 1)?.kind, Kind::Period(_)) { at + 2 } else { at + 1 };
        let reader = self.reader();
        let Some(Cue::Link(link)) = self.elements.get(next)?.cue() else { return None };
        let partner = match (link, flow?) {
            (Link::With, _) | (Link::To, Flow::Export) => true,
            (Link::From, Flow::Import) => !matches!(self.elements.get(next + 1).map(|e| e.kind), Some(Kind::Figure(_))),
            _ => false,
        };
        (partner && !reader.is_han(next)).then(|| group(self.vocabulary, &reader.places_after(next + 1)?.members))?
    }

    /// The row and base of a share of `whole`.
    fn share(&self, at: usize, whole: &Head, context: &Context, state: &mut State) -> (Frame, Base) {
        let part = state.frame.clone();
        let bare = Frame { product: None, partner: None, ..part.clone() };
        // `in Heilongjiang, mineral products account for 85% of imports`, `for Heilongjiang (75% of its trade)`
        let bracket = state.bracket.first().filter(|_| !state.partners_follow);
        let owner = bracket.or(state.subject.as_ref().filter(|_| part.product.is_some())).cloned();
        state.bracket_owns = bracket.is_some();
        let mut of = self.resolve(whole, &bare, context, owner.as_ref());
        // `в структуре экспорта лидирует пшеница`: the trade that was spoken of, with whom it was.
        let spoken_of = part.product.is_some() || state.product.is_some() || !whole.products.is_empty();
        let bare_whole = whole.reporters.is_empty() && whole.back.is_none() && !whole.total && whole.flow.value.flow != Flow::Trade;
        if whole.partners.is_empty() && !(spoken_of && bare_whole && self.is_russian(whole.core)) {
            of.partner = None;
        } else if whole.partners.is_empty() {
            of.partner = part.partner.clone();
        }
        // `в структуре экспорта края рыба заняла 46%`: a product that does not follow its word of trade is the part.
        if self.is_russian(whole.core)
            && !matches!(self.elements.get(whole.core + 1).map(|e| e.kind), Some(Kind::Product(_)))
            && whole.core + 1 < whole.elements.end
        {
            of.product = None;
        }
        // `Heilongjiang accounted for two-thirds of the oblast's trade`: the whole is not its own part.
        let same = |who: &Option<Who>| who.as_ref().map(|w| &w.value) == state.subject.as_ref().map(|w| &w.value);
        if whole.back.as_ref().is_some_and(|back| back.value == Back::Province) && same(&of.reporter) && !same(&context.topic.reporter) {
            of.reporter = context.topic.reporter.clone();
        }
        let again = state.last_core == Some(whole.core);
        // `4.5% of Chinese exports to Russia and 21.4% of imports`
        if let Some(last) =
            state.last_whole.as_ref().filter(|_| !again && whole.reporters.is_empty() && whole.back.is_none() && whole.partners.is_empty())
        {
            of.reporter = last.reporter.clone();
            of.partner = last.partner.clone();
        }
        let mut row = of.clone();
        row.product = part.product.clone().or_else(|| state.product.clone()).or_else(|| join(&whole.products));
        match &state.subject {
            // The word of trade of this sentence says what the part is; so does it for 占全国…的24%，占全省…的61%.
            _ if state.topic == Topic::Trade
                && (state.last_whole.is_none() || again || state.subject.is_none() && self.reader().is_han(whole.core)) =>
            {
                row = Frame {
                    flow: part.flow.clone(),
                    partner: part.partner.clone().or(of.partner.clone()),
                    reporter: part.reporter.clone().or(of.reporter.clone()),
                    ..row
                };
            }
            Some(subject) => self.put_subject(subject, &of, &mut row),
            None if part.partner.is_some() && of.partner.is_none() && state.partnered => row.partner = part.partner.clone(),
            None => {
                if let Some(crossing) = self.passes_through(whole).or_else(|| self.falls_on(whole)) {
                    self.put_subject(&crossing, &of, &mut row);
                }
            }
        }
        if let Some(partner) = state.bracket.first().filter(|_| state.partners_follow) {
            row.partner = Some(partner.clone());
        }
        if let Some(product) = self.product_of_share(whole) {
            row.product = Some(product);
        }
        if row.product.is_none() && state.subject.is_none() && state.topic == Topic::Open {
            row.product = self.unlisted_subject(at);
        }
        // `two-thirds of its trade in 2022 was with Heilongjiang`
        if whole.partners.is_empty() && whole.elements.start > at {
            row.partner = self.partner_behind(whole).or(row.partner);
        }
        state.as_partner = row.partner.as_ref().is_some_and(|p| state.subject.as_ref().is_some_and(|s| s.value == p.value));
        state.last_core = Some(whole.core);
        state.last_whole = Some(of.clone());
        let base = self.difference(&row, &of);
        (row, base)
    }

    /// `half of imports from Russia was petrol`, `88 percent of its exports consisted of minerals`.
    fn product_of_share(&self, whole: &Head) -> Option<Slot<String>> {
        let reader = self.reader();
        let end = whole.elements.end;
        let near = end..self.elements.len().min(end + 4);
        let mut before =
            near.clone().take_while(|&i| matches!(self.elements[i].kind, Kind::Word | Kind::Cue(Cue::Level | Cue::Link(Link::Of))));
        let at = near.clone().find(|&i| matches!(self.elements[i].kind, Kind::Product(_)))?;
        let Kind::Product(product) = self.elements[at].kind else { return None };
        (at > end && before.any(|i| i + 1 == at)).then(|| reader.product(product, at))
    }

    /// `Minerals accounted for 88 percent of exports`: a part in words that no list of goods has.
    fn unlisted_subject(&self, at: usize) -> Option<Slot<String>> {
        const LONGEST: usize = 4;
        let reader = self.reader();
        let share = at.checked_sub(1).filter(|&i| self.elements[i].cue() == Some(Cue::Share))?;
        let words = self.elements[..share].iter().rev().take_while(|e| e.kind == Kind::Word).count();
        let phrase = share - words..share;
        let starts =
            phrase.start == 0 || matches!(self.elements[phrase.start - 1].kind, Kind::Mark(',' | ';' | ':') | Kind::Cue(Cue::While));
        let names = |i: usize| {
            reader.text(i).len() > 2 && reader.text(i).bytes().all(|b| b.is_ascii_alphabetic()) && !points(&reader.text(i).to_lowercase())
        };
        (starts && (1..=LONGEST).contains(&words) && phrase.clone().all(names)).then(|| reader.phrase(phrase))
    }

    /// `was with Heilongjiang` behind the whole of a share.
    fn partner_behind(&self, whole: &Head) -> Option<Who> {
        let skipped = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Period(_) | Kind::Cue(Cue::Level));
        let link = whole.elements.end + self.elements[whole.elements.end..].iter().take_while(skipped).count();
        self.partner_after(link.checked_sub(1)?, whole.flow.value.flow.into())
    }

    /// `60 percent of the trade between A and B passes through C`.
    fn passes_through(&self, whole: &Head) -> Option<Who> {
        let clause = (whole.elements.end..self.elements.len())
            .take_while(|&i| !matches!(self.elements[i].kind, Kind::Mark(',' | ';') | Kind::Figure(_)));
        let reader = self.reader();
        let mut through = clause.skip_while(|&i| self.elements[i].cue() != Some(Cue::Link(Link::Through)));
        through.find_map(|i| reader.who(i))
    }

    /// `60% экспорта приходится на Китай`.
    fn falls_on(&self, whole: &Head) -> Option<Who> {
        let clause = (whole.elements.end..self.elements.len())
            .take_while(|&i| !matches!(self.elements[i].kind, Kind::Mark(',' | ';') | Kind::Figure(_)));
        let mut on = clause.skip_while(|&i| self.elements[i].cue() != Some(Cue::Share)).skip(1);
        let by = on.next().is_some_and(|i| self.elements[i].cue() == Some(Cue::Link(Link::By)));
        let reader = self.reader();
        on.next().filter(|_| by).and_then(|i| reader.who(i))
    }

    /// `Heilongjiang accounts for 21% of China's imports`, `Russia accounts for 75% of Heilongjiang's trade`.
    fn put_subject(&self, subject: &Who, of: &Frame, row: &mut Frame) {
        // `Heilongjiang accounts for two-thirds of Amur Oblast's trade with China`
        if of.partner.as_ref().is_some_and(|whole| whole.value != subject.value && self.belongs(&subject.value, &whole.value)) {
            row.partner = Some(subject.clone());
            return;
        }
        // A zone is never somebody's partner.
        if self.vocabulary.by_code(&subject.value).is_none() {
            row.reporter = Some(subject.clone());
            return;
        }
        let inside = of.reporter.as_ref().is_some_and(|whole| self.belongs(&subject.value, &whole.value));
        let abroad = of
            .reporter
            .as_ref()
            .is_some_and(|whole| self.vocabulary.country_of(&whole.value) != self.vocabulary.country_of(&subject.value));
        if inside || of.reporter.is_none() || !abroad {
            row.reporter = Some(subject.clone());
        } else {
            row.partner = Some(subject.clone());
        }
    }

    fn belongs(&self, inner: &str, outer: &str) -> bool {
        self.vocabulary.lies_in(inner, outer)
    }

    fn difference(&self, row: &Frame, of: &Frame) -> Base {
        let mut base = Base::default();
        if let (Some(mine), Some(theirs)) = (&row.reporter, &of.reporter)
            && mine.value != theirs.value
        {
            base.reporter = Some(theirs.clone());
        }
        if row.partner_code() != of.partner_code() {
            base.partner = Some(
                of.partner.clone().unwrap_or_else(|| Slot::new(WORLD.to_owned(), row.partner.as_ref().map_or(0..0, |p| p.at.clone()))),
            );
        }
        if let (Some(mine), Some(theirs)) = (row.flow(), &of.flow)
            && mine != theirs.value.flow
        {
            base.flow = Some(Slot::new(theirs.value.flow, theirs.at.clone()));
        }
        match (&row.product, &of.product) {
            (Some(mine), None) => base.product = Some(Slot::new("all".to_owned(), mine.at.clone())),
            (Some(mine), Some(theirs)) if mine.value != theirs.value => base.product = Some(theirs.clone()),
            _ => {}
        }
        base
    }

    /// A share whose whole is not named: of all goods, or of the trade with all partners.
    fn bare_share(&self, frame: &Frame) -> Base {
        let mut base = Base::default();
        if let Some(product) = &frame.product {
            base.product = Some(Slot::new("all".to_owned(), product.at.clone()));
        } else if let Some(partner) = frame.partner.as_ref().filter(|p| p.value != WORLD) {
            base.partner = Some(Slot::new(WORLD.to_owned(), partner.at.clone()));
        }
        base
    }

    /// `11.44 billion for exports`, `a 19% drop in imports`.
    fn head_right_after(&self, at: usize, next_head: usize) -> Option<&Head> {
        let head = self.heads.get(next_head)?;
        let between = &self.elements[at + 1..head.elements.start];
        // `70 тысяч тонн сои экспортировали`, `170,000 tonnes of farm produce were exported`
        if head.flow.value.strength == Strength::Verb && !self.wholes[next_head] {
            let object = between.iter().all(|e| {
                matches!(
                    e.kind,
                    Kind::Product(_) | Kind::Word | Kind::Place(_, Form::Adjective) | Kind::Cue(Cue::Level | Cue::Link(Link::Of))
                )
            });
            if object && between.len() <= 5 {
                return Some(head);
            }
        }
        // `вдвое увеличила экспорт`
        let moved = between.iter().any(|e| matches!(e.cue(), Some(Cue::Change(_))))
            && between.iter().all(|e| e.kind == Kind::Word || matches!(e.cue(), Some(Cue::Change(_))));
        if moved && between.len() <= 3 && !self.wholes[next_head] && self.is_russian(head.core) {
            return Some(head);
        }
        // 出现49.45亿美元逆差
        if head.flow.value.flow == Flow::Balance
            && self.reader().is_han(head.core)
            && between.iter().all(|e| e.cue() == Some(Cue::Link(Link::Of)))
        {
            return Some(head);
        }
        let linked = between.iter().any(|e| matches!(e.cue(), Some(Cue::Link(Link::Of | Link::In | Link::To))));
        let plain = between.iter().all(|e| {
            matches!(e.cue(), Some(Cue::Link(Link::Of | Link::In | Link::To) | Cue::Change(_) | Cue::Total)) || e.kind == Kind::Word
        });
        (linked && plain && between.len() <= 4 && !self.wholes[next_head]).then_some(head)
    }

    /// The unit of a figure that is a product: automobiles, tractors.
    fn product_counted(&self, at: usize) -> Option<Slot<String>> {
        let Kind::Figure(index) = self.elements[at].kind else { return None };
        let figure = &self.found.figures[index as usize];
        let last = figure.units.end - 1;
        if figure.kind != FigureKind::Quantity("units") || !self.is_russian(at) {
            return None;
        }
        let units = &self.found.units[last..figure.units.end];
        let keys = self.vocabulary.gazetteer.words(self.found.text, units);
        let mut hits = Vec::new();
        self.vocabulary.gazetteer.at(self.found.text, units, &keys, 0, &mut hits);
        hits.iter().find_map(|hit| match self.vocabulary.entry(hit.entry) {
            Entry::Product(product) => Some(Slot::new(self.vocabulary.product(product).label.clone(), self.reader().bytes(at..at + 1))),
            _ => None,
        })
    }

    /// `4.3 billion yuan of agricultural products`, `1.2 million tons of Russian soybeans`: the product, and whose it is.
    fn product_after(&self, at: usize) -> Option<(Slot<String>, Option<Who>)> {
        let reader = self.reader();
        // `27 тыс. автомобилей`: what is counted is what is traded.
        if let Some(product) = self.product_counted(at) {
            return Some((product, None));
        }
        // `41 тыс. тонн минтая`
        if let Kind::Product(product) = self.elements.get(at + 1)?.kind
            && !reader.text(at + 1).is_ascii()
        {
            let label = self.vocabulary.product(product).label.clone();
            return Some((Slot::new(label, reader.bytes(at + 1..at + 2)), None));
        }
        // `6.1 billion yuan worth of machines`
        let at = at + usize::from(self.elements.get(at + 1)?.cue() == Some(Cue::Level) && reader.text(at + 1) == "worth");
        if self.elements.get(at + 1)?.cue() != Some(Cue::Link(Link::Of)) || reader.is_han(at + 1) {
            return None;
        }
        let adjective = matches!(self.elements.get(at + 2)?.kind, Kind::Place(_, Form::Adjective));
        let start = if adjective { at + 3 } else { at + 2 };
        if !matches!(self.elements.get(start)?.kind, Kind::Product(_)) {
            return None;
        }
        let stop = reader.noun_phrase(start);
        Some((reader.phrase(start..stop), reader.who(at + 2).filter(|_| adjective)))
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
                Kind::Product(product) => Some(format!("product:{}<{}>", self.vocabulary.product(product).label, text(i))),
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

/// `на треть`: a change is given to a tenth of a percent, a share to a hundredth.
fn tenths(value: f64, measured: Measured) -> f64 {
    let thirds = [33.33, 66.67].contains(&value.abs()) && measured.measure == Measure::Growth;
    if thirds { (value * 10.0).round() / 10.0 } else { value }
}

/// Words for the subdivisions of Russia and Kazakhstan, not for those of China.
fn is_oblast(word: &str) -> bool {
    let word = crate::gazetteer::fold(word);
    ["област", "край", "края", "крае", "краем", "округ"].iter().any(|stem| word.starts_with(stem))
}

/// A verb after which comes who somebody is, no longer whose.
fn is_being(word: &str) -> bool {
    ["стал", "явля", "оста", "был"].iter().any(|stem| word.starts_with(stem))
}

/// 减少一半 is a multiple, -2.
fn halved(found: &Found, figure: &Figure, measured: Measured) -> (Figure, Measured) {
    let half = matches!(&found.text[figure.anchor.clone()], "一半" | "半数" | "半數");
    if half && measured.measure == Measure::Growth && measured.sign < 0.0 {
        return (Figure { kind: FigureKind::Times, value: 2.0, ..figure.clone() }, Measured { measure: Measure::Ratio, ..measured });
    }
    (figure.clone(), measured)
}

/// Products that share one figure are one product.
fn join(products: &[Slot<String>]) -> Option<Slot<String>> {
    let (first, last) = (products.first()?, products.last()?);
    let labels: Vec<&str> = products.iter().map(|p| p.value.as_str()).collect();
    let label = match labels.as_slice() {
        [one] => (*one).to_owned(),
        [init @ .., last] => format!("{} and {last}", init.join(", ")),
        [] => return None,
    };
    Some(Slot::new(label, first.at.start..last.at.end))
}

/// `The Northeast` is what the text makes of it; in a text on another country it is no place of ours.
fn read_northeast(vocabulary: &Vocabulary, context: &Context, elements: &mut [Element]) {
    let Some(three) = vocabulary.by_code(NORTHEAST_3) else { return };
    let meant = context.northeast.and_then(|code| vocabulary.by_code(code));
    for element in elements {
        if let Kind::Place(place, form) = element.kind
            && place == three
        {
            element.kind = meant.map_or(Kind::Word, |place| Kind::Place(place, form));
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

/// Is the head what a share named before it is a share of: `its share in the foreign trade`, 占全国进出口?
fn whole_before(elements: &[Element], head: &Head) -> bool {
    for element in elements[..head.elements.start].iter().rev() {
        match element.kind {
            Kind::Cue(Cue::Share | Cue::Than(_)) => return true,
            Kind::Figure(_) | Kind::Mark(',' | ';' | ':' | '(' | ')') | Kind::Cue(Cue::While | Cue::Change(_)) => return false,
            _ => {}
        }
    }
    false
}

/// A bare number takes the kind of the figure that closes its list (`32和5.8个百分点`); one with a scale word takes the
/// currency of the nearest amount of money.
fn kinds(found: &Found, elements: &[Element]) -> Vec<FigureKind> {
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

/// Words that stand for what was named before.
fn points(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "they"
            | "this"
            | "that"
            | "these"
            | "those"
            | "which"
            | "who"
            | "what"
            | "both"
            | "each"
            | "all"
            | "such"
            | "rest"
            | "remainder"
            | "together"
            | "and"
            | "others"
    )
}
