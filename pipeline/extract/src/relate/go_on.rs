//! Sentences that go on with what was spoken of last: `It exceeded 23 billion`, `Поставки выросли`.

use super::elements::{Element, Kind};
use super::frame::{Context, Frame, same_place};
use super::measure::{Measured, Side};
use super::vocab::{Back, Cue, Link, Words};
use super::walk::{State, Topic, Walk};
use crate::token::FigureKind;
use amur_model::{Flow, Measure};

impl Walk<'_> {
    /// `This figure`, `the increase was`: the sentence goes on with what the last one was about.
    pub(super) fn go_on(&self, context: &Context, state: &mut State) {
        // `Italy bought cashmere for 60 million. In November they were 35 million`: the exports of which the buyer took a part.
        let they = |e: &Element| e.cue() == Some(Cue::Back(Back::Own)) && self.found.words(&e.units) == "they";
        if context.listed && state.topic == Topic::Open && self.elements.iter().any(they) {
            state.frame.partner = None;
        }
        state.named = true;
        state.goes_on = true;
        if state.frame.flow.is_none() {
            // `Китай остаётся крупнейшим партнёром. В 2024 году показатель достиг 9 млрд`: of what a short text is about.
            let opening = context.opening.as_ref().filter(|_| context.short && self.heads.is_empty() && context.earlier.flow.is_none());
            state.frame = opening.unwrap_or(&context.earlier).clone();
        } else if let Some(told) = context.told.as_ref().filter(|told| is_from_other_side(told, &state.frame)) {
            state.frame = told.clone();
        } else if state.topic == Topic::Open && state.frame.product.is_none() {
            state.frame.product = context.last.product.clone();
        }
    }

    /// `exports reached 9 billion and imports 5 billion; the total was up 16%`: of the trade both ways.
    pub(super) fn total_both_ways(&self, at: usize, state: &mut State) {
        const NEAR: usize = 8;
        let stated = |flow: Flow| {
            state.out.statements.iter().rev().take(NEAR).any(|s| s.frame.flow() == Some(flow) && s.frame.same_reporter(&state.frame))
        };
        let total = self.reader().text(at).eq_ignore_ascii_case("the total") && stated(Flow::Export) && stated(Flow::Import);
        if let Some(flow) = state.frame.flow.as_mut().filter(|_| total) {
            flow.value.flow = Flow::Trade;
        }
    }

    /// `Это на 5% больше`, `This figure grew by 5%`: said of the figure that ended the sentence before, whoever it was of. `This index
    /// decreased by 0.5 percentage points`: of the share.
    pub(super) fn go_on_with_told(&self, at: usize, context: &Context, state: &mut State) {
        let points = || self.kinds.contains(&FigureKind::Points);
        if let Some((frame, base)) =
            context.shared.as_ref().filter(|_| self.reader().is_ascii(at) && state.topic == Topic::Open && points())
        {
            state.frame = frame.clone();
            state.previous_share = Some((frame.clone(), base.clone()));
            let share = Measured { measure: Measure::Share, sign: 1.0, side: Side::Now };
            (state.measured.last, state.measured.shared) = (Some(share), Some(share));
            return;
        }
        let words = self.reader().text(at).to_lowercase();
        // `Its share was 6.9%, but by 2024 this figure had fallen to 4.1%`
        if words.starts_with("this ")
            && let Some((frame, _)) = state.previous_share.as_ref().filter(|_| !state.out.statements.is_empty())
        {
            state.frame = frame.clone();
            state.measured.last = state.measured.shared;
            return;
        }
        let this = (words == "это" || words.starts_with("this ")) && state.topic == Topic::Open && !state.named;
        if let Some(told) = context.told.as_ref().filter(|_| this) {
            state.frame = told.clone();
        }
    }

    /// `This`, or `стоимость` with a word of change behind it: a word of no list that may stand for what was told.
    pub(super) fn may_be_it(&self, at: usize, context: &Context) -> bool {
        let moves = || matches!(self.cue_at(at + 1), Some(Cue::Change(_) | Cue::Level));
        matches!(self.reader().text(at), "This" | "this" | "That")
            || context.on_trade && self.is_russian(at) && moves() && self.is_amount_word(at)
    }

    /// `Стоимость`, `вес`, `объём`: what of the trade told before is counted.
    fn is_amount_word(&self, at: usize) -> bool {
        self.reader().says(at, Words::Amounts)
    }

    /// `rose by 5%`, `fell to 3 billion`: a change at `at` of what stands before it, and not one that it makes.
    fn moves_by_itself(&self, at: usize) -> bool {
        let moves = matches!(self.cue_at(at), Some(Cue::Change(_)));
        moves && matches!(self.element_kind(at + 1), Some(Kind::Figure(_) | Kind::Cue(Cue::Link(Link::By | Link::To))))
    }

    /// `It exceeded 23 billion`, `There was a decline of 5%`: the trade spoken of last, where nobody else was.
    pub(super) fn is_it(&self, at: usize, context: &Context, state: &State) -> bool {
        const NEAR: usize = 8;
        let before = |e: &Element| {
            matches!(e.kind, Kind::Word | Kind::Period(_) | Kind::Mark(',' | '"'))
                || matches!(e.cue(), Some(Cue::While | Cue::Ignore | Cue::Now | Cue::Speaker))
        };
        // `К 2012 г. он достиг 290 млн`
        let abbreviated = |i: usize| {
            self.elements[i].kind == Kind::Mark('.') && i > 0 && matches!(self.elements[i - 1].kind, Kind::Period(_)) && self.is_russian(at)
        };
        let opened =
            self.elements[..at].iter().enumerate().all(|(i, e)| before(e) || abbreviated(i) || self.is_who_says(i) || self.is_source(i));
        let opens = state.subject.is_none() && state.pending.is_empty() && self.has_only_wholes(at) && opened;
        let stands = || match crate::gazetteer::fold(self.reader().text(at)).as_str() {
            // `It rose by 5%`: no country does that, either.
            "it" | "they" => same_place(&context.last.reporter, &context.subject) || self.moves_by_itself(at + 1),
            // `Он составил`, `они выросли`: no country does that.
            "он" | "она" | "оно" | "они" => true,
            // `There was a decline of 5%`, `This is a seven per cent growth`
            _ if self.is_amount_word(at) => true,
            "there" | "this" | "that" => {
                // `This also marked a decline of 3%`
                let next = at + 1 + usize::from(self.reader().text(at + 1) == "also");
                matches!(self.cue_at(next), Some(Cue::Level | Cue::Share)) || self.reader().says(next, Words::Mark)
            }
            _ => false,
        };
        // `It represents a 7 percent gain`: by how much it moved, and no part of something.
        let part = self.elements[at + 1..].iter().take(NEAR).find(|e| e.kind != Kind::Word).is_some_and(|e| e.cue() == Some(Cue::Share));
        let mut behind = self.elements[at + 1..].iter().take(NEAR).skip_while(|e| {
            matches!(e.kind, Kind::Word | Kind::Cue(Cue::Ignore | Cue::Level | Cue::Share | Cue::Link(Link::Of | Link::By)))
                // `Она достигла внушительного объёма – 9 млрд`
                || e.kind == Kind::Mark('-')
                || part && matches!(e.kind, Kind::Period(_))
        });
        let mut moved = || match behind.next().map(|e| e.kind) {
            Some(Kind::Cue(Cue::Change(_))) => true,
            Some(Kind::Figure(_)) => {
                let mut past = behind.clone().skip_while(|e| matches!(e.kind, Kind::Word | Kind::Period(_)));
                // `This represents 2.3% of Japan's imports`: of what was told.
                let of = |e: &Element| {
                    matches!(e.cue(), Some(Cue::Link(Link::Of) | Cue::OfWhich)) && self.reader().text(at).eq_ignore_ascii_case("this")
                };
                !part || past.next().is_some_and(|e| matches!(e.cue(), Some(Cue::Change(_))) || of(e))
            }
            _ => false,
        };
        opens && stands() && moved()
    }

    /// `По данным таможни Карелии, он вырос`, `according to the customs of Peru, this is 5% more`: is the place at `at`, or what links it,
    /// told behind the words for who says so?
    fn is_source(&self, at: usize) -> bool {
        let place = matches!(self.elements[at].kind, Kind::Place(..));
        if self.is_russian(at) {
            return place && self.cue_before(at, 1) == Some(Cue::Speaker);
        }
        let clause = self.elements[..at].iter().rev().take_while(|e| e.kind != Kind::Mark(','));
        let linked = self.elements[at].kind == Kind::Mark('\'') || matches!(self.cue_at(at), Some(Cue::Link(Link::Of | Link::In)));
        (place || linked) && clause.last().is_some_and(|e| e.cue() == Some(Cue::Speaker))
    }

    /// `Он отметил, что в 2022 году товарооборот вырос`: does the word at `at` point to him who says what follows?
    pub(super) fn is_who_says(&self, at: usize) -> bool {
        self.cue_at(at) == Some(Cue::Back(Back::Own)) && self.cue_at(at + 1) == Some(Cue::Speaker) && self.is_russian(at)
    }

    /// `That was an increase of 8 percent, and 20 percent of the region's exports`: is every word of trade only what a share is of?
    /// `Он составил 5 млн, из них 4 млн – экспорт`: in Russian of those before the first figure. `This is 9% more than in 2020, when the
    /// turnover was 3 billion`: in English of those before the clause behind it.
    fn has_only_wholes(&self, at: usize) -> bool {
        let find = |from: usize, is: fn(&Element) -> bool| (from..self.elements.len()).find(|&i| is(&self.elements[i]));
        let figure = find(at, |e| matches!(e.kind, Kind::Figure(_)));
        let end = match figure {
            Some(figure) if self.is_russian(at) => Some(figure),
            Some(figure) if self.reader().is_ascii(at) => find(figure, |e| e.kind == Kind::Mark(',')),
            _ => None,
        };
        let told = end.map_or(self.heads.len(), |end| self.heads.partition_point(|head| head.elements.start < end));
        self.heads[..told].iter().zip(&self.wholes).all(|(head, &whole)| {
            // `1.9 percent of the total China-Russia trade`
            let part = |cue: Option<Cue>| matches!(cue, Some(Cue::Link(Link::Of) | Cue::OfWhich));
            let of = head.elements.start.checked_sub(2).filter(|_| part(self.cue_before(head.elements.start, 1)));
            whole || of.is_some_and(|figure| self.kind_at(figure) == Some(FigureKind::Percent))
        })
    }

    /// A word for supplies alone, of which something is said: `Поставки выросли`, `объем поставок составил`.
    pub(super) fn is_supplies(&self, at: usize) -> bool {
        // `Поставки продукции пищевой и перерабатывающей промышленности выросли`
        const FAR: usize = 8;
        let goods = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Period(_) | Kind::Cue(Cue::Link(Link::And) | Cue::Ignore));
        let said = self.elements[at + 1..].iter().take(FAR).find(|e| !goods(e));
        // `Основу поставок формируют мука и крупы:`
        let listed = self.cue_before(at, 1) == Some(Cue::Share) && self.found.text.trim_end().ends_with(':');
        // `Domestic sales fell`: of another kind, and not of those abroad.
        let named = || at > 0 && self.elements[at - 1].kind == Kind::Word && !self.reader().text(at - 1).eq_ignore_ascii_case("the");
        let noun = || self.reader().says(at, Words::Supplies) && !named();
        (self.is_russian(at) || noun()) && (listed || said.is_some_and(|e| matches!(e.cue(), Some(Cue::Level | Cue::Change(_)))))
    }

    /// Goes on with the exports or imports spoken of; English words for supplies, as that at `at`, tell which of them, `flow`.
    pub(super) fn go_on_supplies(&self, at: usize, flow: Flow, context: &Context, state: &mut State) {
        let spoken_of = if state.frame.flow.is_some() { &state.frame } else { &context.topic };
        // `Imports of coal fell. Shipments reached 2 million tons`: but what is sold or bought is so by one side.
        let sided = ["sales", "purchases"].iter().any(|word| self.reader().text(at).eq_ignore_ascii_case(word));
        let other = spoken_of.flow() != Some(flow) && self.reader().is_ascii(at) && sided;
        if other || !spoken_of.flow().is_some_and(Flow::is_one_way) {
            return;
        }
        let product = spoken_of.product.clone().or_else(|| context.last.product.clone()).or_else(|| context.topic.product.clone());
        state.frame = Frame { product, ..spoken_of.clone() };
        state.topic = Topic::Trade;
        state.named = true;
        state.headed = true;
    }

    /// `Выручка выросла`: of the exports told in the sentence before.
    pub(super) fn go_on_exports(&self, context: &Context, state: &mut State) {
        if context.last.flow() != Some(Flow::Export) {
            state.topic = Topic::Other("revenue");
            return;
        }
        state.frame = context.last.clone();
        (state.named, state.headed) = (true, true);
        state.topic = Topic::Trade;
    }

    /// `обратный поток достиг`, `в обратном направлении – 5 млн тонн`: the trade spoken of, the other way.
    pub(super) fn turn_round(&self, context: &Context, state: &mut State) {
        let told = if state.frame.flow.is_some() { &state.frame } else { &context.last };
        if state.headed || told.partner.is_none() || !told.flow().is_some_and(Flow::is_one_way) {
            return;
        }
        state.frame = Frame { product: None, ..told.clone() };
        state.frame.turn_round();
        state.subject = None;
        state.pending.clear();
        (state.named, state.headed, state.partnered) = (true, true, true);
        state.topic = Topic::Trade;
    }

    /// `In value terms, the increase was 4%`: the element behind the words for what is measured, or the first.
    fn past_opening_terms(&self) -> usize {
        const LONGEST: usize = 5;
        let comma = self.elements.iter().take(LONGEST).position(|e| e.kind == Kind::Mark(','));
        let terms = |comma: &usize| *comma > 1 && self.reader().text(comma - 1) == "terms" && self.cue_at(0) == Some(Cue::Link(Link::In));
        comma.filter(terms).map_or(0, |comma| comma + 1)
    }

    /// `Прирост составил 5%`: a change that opens its sentence and has a figure said of it.
    pub(super) fn is_subject(&self, at: usize) -> bool {
        let before = |e: &&Element| matches!(e.kind, Kind::Mark('"') | Kind::Cue(Cue::While | Cue::Ignore) | Kind::Period(_));
        let terms = self.past_opening_terms();
        let opens = self.reader().over_article(terms + self.elements[terms..].iter().take_while(before).count()) == at;
        // `Рост, по сравнению с январём, составил 12%`
        let passed = |e: &Element| matches!(e.kind, Kind::Word | Kind::Period(_) | Kind::Mark(','));
        let said = self.elements[at + 1..].iter().take(4).find(|e| !passed(e));
        let told = said.is_some_and(|e| e.cue() == Some(Cue::Level) || e.kind == Kind::Mark('-'));
        opens && told && !self.reader().is_han(at)
    }
}

/// Is trade both ways between two told from the side of the other than `frame` has it?
fn is_from_other_side(told: &Frame, frame: &Frame) -> bool {
    let turned = same_place(&told.reporter, &frame.partner) && same_place(&told.partner, &frame.reporter);
    told.flow() == Some(Flow::Trade) && frame.flow() == Some(Flow::Trade) && turned
}
