//! A word of trade that the walk comes to.

use super::{State, Topic, Walk};
use crate::relate::elements::Kind;
use crate::relate::frame::{Context, Frame, Slot, same_place};
use crate::relate::head::Head;
use crate::relate::vocab::{Cue, FlowCue, Link, Strength};
use amur_model::Flow;

impl Walk<'_> {
    /// Reads the next head. The element behind it.
    pub(super) fn take_head(&self, head: &Head, context: &mut Context, state: &mut State) -> usize {
        let this = state.next_head;
        if let Some(ours) = head.with_ours.as_ref().and_then(|at| Some(Slot::new(context.ours?, at.clone()))) {
            let known = Head { partners: vec![ours], with_ours: None, ..head.clone() };
            return self.take_head(&known, context, state);
        }
        if !self.wholes[this] && this >= state.read_heads {
            let before = state.frame.clone();
            self.enter(head, context, state);
            state.exceeds = self.exceeds(this, &mut state.frame);
            // `экспорт превысил импорт в 1,2 раза и составил 3 млрд`: the talk is of the first of the two.
            if state.exceeds && !self.has_level(head) && self.is_russian(head.core) {
                state.frame = before;
            }
            self.widen(head, context, &state.frame);
        } else if (state.frame.flow.is_none() || self.opens_amounts(head, state)) && self.is_russian(head.core) {
            // `В структуре экспорта ведущее место занимала рыба – 60 млн (65%)`
            let partner = state.frame.partner.take().filter(|_| state.frame.flow.is_some() && !head.total);
            let before = Frame { partner, product: None, ..state.frame.clone() };
            state.frame = self.resolve(head, &before, context, None);
            // `Структура внешней торговли края изменилась`: what the text is about, where nothing is told of it yet.
            if self.found.figures.is_empty() {
                state.first = Some(state.frame.clone());
            }
        }
        self.remember(head, context);
        state.next_head += 1;
        head.elements.end
    }

    /// `Основные статьи экспорта – пшеница (580 млн долларов)`, where the sentence before was on imports: amounts of its goods follow.
    fn opens_amounts(&self, head: &Head, state: &State) -> bool {
        let other = state.frame.flow() != Some(head.flow.value.flow) && head.flow.value.flow.is_one_way();
        other && state.topic == Topic::Open && state.out.statements.is_empty() && self.has_level(head)
    }

    /// A text that tells of other partners than the one it opens with, or the whole trade of its reporter too: the partner of its
    /// title is one of many from here on.
    fn widen(&self, head: &Head, context: &mut Context, said: &Frame) {
        let topic = &mut context.topic;
        // 俄对华出口 in a text on 中俄贸易: the same two, from the other side.
        let mirrored = self.reader().is_han(head.core) && !said.same_reporter(topic);
        context.wide |= said.partner.is_some() && topic.partner.is_some() && said.partner_code() != topic.partner_code() && !mirrored;
        // `Trade between Kyrgyzstan and Uzbekistan grew. … The foreign trade of Uzbekistan reached`: it is Uzbekistan's that the text is about.
        let other = said.partner.is_none() && said.flow() == Some(Flow::Trade) && topic.flow() == Some(Flow::Trade);
        let other = other && !head.reporters.is_empty() && topic.partner.is_some() && same_place(&said.reporter, &topic.partner);
        if other && self.has_level(head) && self.reader().text(head.core).is_ascii() {
            (topic.reporter, topic.partner) = (topic.partner.take(), None);
        }
        // 抢运进出口货物, 进出口保持增长: no level of the whole is told.
        let told =
            self.has_level(head) || head.total && self.elements[head.elements.end..].iter().any(|e| matches!(e.kind, Kind::Figure(_)));
        let bare = head.reporters.is_empty() && head.back.is_none() && !head.total || !told;
        if said.partner.is_none() && said.same_reporter(topic) && !(bare && self.reader().is_han(head.core)) {
            topic.partner = None;
        }
    }

    /// Is the next figure behind the head an amount?
    fn has_level(&self, head: &Head) -> bool {
        let next =
            self.elements[head.elements.end..].iter().find_map(|e| if let Kind::Figure(figure) = e.kind { Some(figure) } else { None });
        next.is_some_and(|figure| self.is_amount(figure as usize))
    }

    /// Keeps the places that later words may point back to.
    fn remember(&self, head: &Head, context: &mut Context) {
        for who in &head.reporters {
            context.spoken.mention(self.vocabulary, who);
        }
        if head.reporters.len() > 1 {
            context.together.clone_from(&head.reporters);
        }
        let bloc = head.partners.iter().rfind(|who| self.kind(who) == Some("group"));
        context.spoken.bloc = bloc.cloned().or(context.spoken.bloc.take());
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
        let by = self.cue_at(head.elements.end) == Some(Cue::Link(Link::By));
        let right_before = by && between.clone().next_back().is_some_and(verb);
        if !(plain && between.clone().any(verb) || right_before) {
            return false;
        }
        let cue = FlowCue { flow: Flow::Balance, strength: Strength::Noun, sign };
        frame.flow = Some(Slot::new(cue, first.flow.at.start..head.flow.at.end));
        true
    }
}
