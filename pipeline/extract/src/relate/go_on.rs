//! Sentences that go on with what was spoken of last: `It exceeded 23 billion`, `Поставки выросли`.

use super::elements::{Element, Kind};
use super::frame::{Context, Frame, same_place};
use super::vocab::{Cue, Link};
use super::walk::{State, Topic, Walk};
use amur_model::Flow;

impl Walk<'_> {
    /// `This figure`, `the increase was`: the sentence goes on with what the last one was about.
    pub(super) fn go_on(&self, context: &Context, state: &mut State) {
        state.named = true;
        state.goes_on = true;
        if state.frame.flow.is_none() {
            state.frame = context.earlier.clone();
        } else if state.topic == Topic::Open && state.frame.product.is_none() {
            state.frame.product = context.last.product.clone();
        }
    }

    /// `It exceeded 23 billion`, `There was a decline of 5%`: the trade spoken of last, where nobody else was.
    pub(super) fn is_it(&self, at: usize, context: &Context, state: &State) -> bool {
        const NEAR: usize = 8;
        let before = |e: &Element| {
            matches!(e.kind, Kind::Word | Kind::Period(_) | Kind::Mark(',' | '"') | Kind::Cue(Cue::While | Cue::Ignore | Cue::Now))
        };
        let opens = state.subject.is_none() && state.pending.is_empty() && self.heads.is_empty() && self.elements[..at].iter().all(before);
        let stands = || match crate::gazetteer::fold(self.reader().text(at)).as_str() {
            "it" | "they" => same_place(&context.last.reporter, &context.subject),
            // `Он составил`, `они выросли`: no country does that.
            "он" | "она" | "оно" | "они" => true,
            // `There was a decline of 5%`, `This is a seven per cent growth`
            "there" | "this" | "that" => self.cue_at(at + 1) == Some(Cue::Level),
            _ => false,
        };
        let mut behind = self.elements[at + 1..]
            .iter()
            .take(NEAR)
            .skip_while(|e| matches!(e.kind, Kind::Word | Kind::Cue(Cue::Ignore | Cue::Level | Cue::Link(Link::Of))));
        let mut moved = || behind.next().is_some_and(|e| matches!(e.kind, Kind::Figure(_) | Kind::Cue(Cue::Change(_))));
        opens && stands() && moved()
    }

    /// A word for supplies alone, of which something is said: `Поставки выросли`, `объем поставок составил`.
    pub(super) fn is_supplies(&self, at: usize) -> bool {
        // `Поставки продукции пищевой и перерабатывающей промышленности выросли`
        const FAR: usize = 8;
        let goods = |e: &&Element| matches!(e.kind, Kind::Word | Kind::Period(_) | Kind::Cue(Cue::Link(Link::And) | Cue::Ignore));
        let said = self.elements[at + 1..].iter().take(FAR).find(|e| !goods(e));
        self.is_russian(at) && said.is_some_and(|e| matches!(e.cue(), Some(Cue::Level | Cue::Change(_))))
    }

    pub(super) fn go_on_supplies(&self, context: &Context, state: &mut State) {
        let spoken_of = if state.frame.flow.is_some() { &state.frame } else { &context.topic };
        if !spoken_of.flow().is_some_and(Flow::is_one_way) {
            return;
        }
        let product = spoken_of.product.clone().or_else(|| context.last.product.clone()).or_else(|| context.topic.product.clone());
        state.frame = Frame { product, ..spoken_of.clone() };
        state.topic = Topic::Trade;
        state.named = true;
        state.headed = true;
    }

    /// `Прирост составил 5%`: a change that opens its sentence and has a figure said of it.
    pub(super) fn is_subject(&self, at: usize) -> bool {
        let before = |e: &&Element| matches!(e.kind, Kind::Mark('"') | Kind::Cue(Cue::While | Cue::Ignore) | Kind::Period(_));
        let opens = self.reader().over_article(self.elements.iter().take_while(before).count()) == at;
        let said = self.elements[at + 1..].iter().take(4).find(|e| e.kind != Kind::Word && !matches!(e.kind, Kind::Period(_)));
        let told = said.is_some_and(|e| e.cue() == Some(Cue::Level) || e.kind == Kind::Mark('-'));
        opens && told && !self.reader().is_han(at)
    }
}
