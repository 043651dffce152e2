//! `bought $8 million more from Chile than it sold there`: the balance, told by how much the one flow is more than the other.

use super::figure::Said;
use super::{State, Walk};
use crate::relate::frame::{Frame, Slot, group};
use crate::relate::measure::{Measured, Side};
use crate::relate::vocab::{Cue, FlowCue, Strength};
use crate::token::FigureKind;
use amur_model::{Flow, Measure};

impl Walk<'_> {
    /// Makes the amount a balance, and the flow of the talk with it.
    pub(super) fn take_excess(&self, said: &mut Said, state: &mut State) {
        let Some((sign, other)) = self.excess(said, state) else { return };
        let head = self.heads.get(state.next_head).filter(|head| head.core == other);
        let partner = state.frame.partner.take().or_else(|| group(self.vocabulary, &head?.partners));
        if head.is_some() {
            state.read_heads = state.next_head + 1;
        }
        let flow = FlowCue { flow: Flow::Balance, strength: Strength::Noun, sign };
        let at = state.frame.flow.as_ref().map_or(0..0, |flow| flow.at.clone());
        state.frame = Frame { flow: Some(Slot::new(flow, at)), partner, ..state.frame.clone() };
        said.measured = Measured { measure: Measure::Value, sign: 1.0, side: Side::Now };
    }

    /// The sign of the balance, and the word of the flow that the one spoken of is compared with.
    pub(super) fn excess(&self, said: &Said, state: &State) -> Option<(i8, usize)> {
        const NEAR: usize = 6;
        let reader = self.reader();
        let money = matches!(said.figure.kind, FigureKind::Money(_));
        let more = Some(said.at + 1).filter(|&i| money && i < self.elements.len())?;
        let sign = match reader.text(more) {
            "more" | "more than" => 1,
            "less" | "less than" => -1,
            _ => return None,
        };
        let near = |from: usize| from..self.elements.len().min(from + NEAR);
        let than = near(more).find(|&i| reader.text(i).ends_with("than"))?;
        let flow = |i: usize| if let Some(Cue::Flow(flow)) = self.cue_at(i) { Some(flow.flow) } else { None };
        let other = near(than + 1).find(|&i| flow(i).is_some())?;
        match (state.frame.flow()?, flow(other)?) {
            (Flow::Export, Flow::Import) => Some((sign, other)),
            (Flow::Import, Flow::Export) => Some((-sign, other)),
            _ => None,
        }
    }
}
