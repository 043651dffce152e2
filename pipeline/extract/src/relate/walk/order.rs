//! A place in an order that the walk comes to.

use super::figure::Said;
use super::{Dates, State, Statement, Topic, Walk};
use crate::relate::elements::{Element, Kind};
use crate::relate::frame::{Context, Frame};
use amur_model::{Flow, Measure};

impl Walk<'_> {
    /// 德国以18.5亿美元成为土耳其最大出口目的国: the order behind an amount says whose it is.
    pub(super) fn rank_behind(&self, said: &Said, context: &Context, state: &mut State) {
        let at = said.at;
        if !said.is(Measure::Value) || at == 0 || self.reader().text(at - 1) != "以" {
            return;
        }
        let clause = self.elements[at + 1..].iter().take_while(|e| !matches!(e.kind, Kind::Mark(',' | ';'))).count();
        let mut clause = at + 1..at + 1 + clause;
        let partner = self.elements[clause.clone()].iter().any(Element::is_partner);
        let rank = clause.find(|&i| matches!(self.elements[i].kind, Kind::Figure(_)));
        if let Some(rank) = rank.filter(|_| partner) {
            self.rank_partner(rank, context, state);
        }
    }

    /// Reads who has the place, in which order. Has all been told of it?
    pub(super) fn tells_order(&self, said: &Said, context: &Context, dates: Dates, state: &mut State) -> bool {
        let (at, next_head) = (said.at, state.next_head);
        let told = self.rank_partner(at, context, state);
        if !told {
            self.rank_one_partner(at, context, state);
            self.rank_product(at, next_head, context, state);
        }
        if let Some(frame) = self.placed(at, next_head, context, state).or_else(|| self.placed_goods(at, next_head, context, state)) {
            if self.is_firm_rank(at) {
                self.state_rank(self.rank_of(said, frame, dates), state);
            }
            return true;
        }
        let named = self.partner_word(at).filter(|&named| !self.reader().is_han(named));
        // 安哥拉是中国在非洲第二大贸易伙伴: who it is has been told.
        let next = if told { None } else { self.next_ranked(at, state) };
        if named.is_none() && next.is_none() {
            return false;
        }
        let frame = named.and_then(|named| self.ranked(at, named, context, state).or_else(|| self.ranked_behind(named, state))).or(next);
        if let Some(frame) = &frame {
            self.turn_to_ranked(at, frame, state);
        }
        let rank = frame.map(|frame| self.rank_of(said, frame, dates));
        if !self.is_firm_rank(at) {
            state.largest = rank;
        } else if let Some(rank) = rank {
            self.state_rank(rank, state);
        }
        true
    }

    /// The place that the figure is, in the order of `frame`.
    fn rank_of(&self, said: &Said, frame: Frame, dates: Dates) -> Statement {
        self.rank(said.index, &said.figure, frame, dates.times.of(said.at, false, said.measured, dates.clock).period)
    }

    /// `Its largest market was Canada; Italy was second`: the largest is the first.
    fn state_rank(&self, rank: Statement, state: &mut State) {
        let first = state.largest.take().filter(|first| first.frame.same_order(&rank.frame));
        state.out.statements.extend(first.into_iter().chain([rank]));
    }

    /// `the top trading partner of the United States, with bilateral trade of`: the talk is of whom the order is about.
    fn turn_to_ranked(&self, at: usize, ranked: &Frame, state: &mut State) {
        state.ranked = Some(ranked.clone());
        state.lent |= state.frame.flow.is_none();
        // Among partners in trade: not in the one flow that the sentence before was about; among buyers: not in its imports.
        let buys = ranked.flow() == Some(Flow::Export) && state.frame.flow() == Some(Flow::Import) && self.reader().is_ascii(at);
        let carried = state.topic == Topic::Open && (self.is_russian(at) || buys);
        let Frame { reporter, partner, flow, product } = ranked.clone();
        state.frame.flow = state.frame.flow.take().filter(|_| !carried).or(flow);
        (state.frame.reporter, state.frame.partner) = (reporter, partner);
        state.frame.product = product.or(state.frame.product.take());
        (state.partners_follow, state.partnered, state.named) = (true, true, true);
        state.topic = Topic::Trade;
        state.subject = None;
        state.pending.clear();
    }
}
