//! What lists, and words on the goods behind a figure, make of its frame.

use super::figure::Said;
use super::{State, Statement, Walk};
use crate::relate::elements::Kind;
use crate::relate::enter::join;
use crate::relate::frame::{Context, Frame, Slot, Who, group};
use crate::relate::list::Part;
use crate::relate::vocab::{Cue, Link};
use amur_model::{Flow, Measure};
use compact_str::CompactString;

impl Walk<'_> {
    /// What lists, and words on the goods behind the figure, change of its frame.
    pub(super) fn fit(&self, said: &Said, frame: &mut Frame, context: &Context, state: &mut State) {
        if self.is_whole_of_last(said.at) {
            frame.partner = None;
        }
        if let Some(both) = self.both(said.at, frame, &state.out.statements) {
            *frame = both;
        }
        if let Some(part) = &self.parts[said.index] {
            self.apply(part, frame);
        } else if let Some(dealt) = self.dealt(said, state) {
            *frame = dealt;
        }
        // `seven per cent for oil products, 19 per cent for paper`
        let dealt = said.is(Measure::Growth) && self.cue_at(said.at + 1) == Some(Cue::Link(Link::To));
        if said.is(Measure::Value) || dealt {
            self.take_goods_behind(said, frame, context, state);
        }
    }

    /// `1.2 million tons of Russian soybeans`: the goods of an amount, and whose they are.
    fn take_goods_behind(&self, said: &Said, frame: &mut Frame, context: &Context, state: &mut State) {
        if let Some((product, origin)) = self.product_after(said.at) {
            state.frame.product = Some(product.clone());
            frame.product = Some(product);
            if let Some(origin) = origin.filter(|_| frame.flow() == Some(Flow::Import)) {
                state.frame.partner = Some(origin.clone());
                frame.partner = Some(origin);
            }
        }
        if frame.product.is_none() && context.last.flow() == frame.flow() && self.is_weight_of_goods(said.index, frame, state.next_head) {
            frame.product = context.last.product.clone();
        }
    }

    /// 对蒙贸易34亿元；对俄贸易32亿元，二者合计占…: the partners, or the goods, of the levels told before, taken together.
    fn both(&self, at: usize, frame: &Frame, told: &[Statement]) -> Option<Frame> {
        let clause = self.elements[..at].iter().enumerate().rev().take_while(|(_, e)| !matches!(e.kind, Kind::Mark(',' | ';' | ':')));
        let (word, _) = clause.into_iter().find(|(_, e)| e.cue() == Some(Cue::Both))?;
        let levels: Vec<&Frame> = told
            .iter()
            .filter(|s| s.measure == Measure::Value && s.frame.flow() == frame.flow() && s.frame.reporter == frame.reporter)
            .map(|s| &s.frame)
            .collect();
        if let Some(product) = self.goods_together(word, &levels) {
            return Some(Frame { product: Some(product), ..frame.clone() });
        }
        let first = levels.first()?;
        let partners: Vec<Who> = levels.iter().filter_map(|level| level.partner.clone()).collect();
        let alike = |get: fn(&Frame) -> Option<&str>| levels.iter().all(|level| get(level) == get(first));
        let one_product = alike(|frame| frame.product.as_ref().map(|product| product.value.as_str()));
        let one_partner = alike(|frame| frame.partner.as_ref().map(|partner| partner.value.as_str()));
        let together = one_product && !one_partner && partners.len() == levels.len();
        together.then(|| Frame { product: first.product.clone(), partner: group(self.vocabulary, &partners), ..frame.clone() })
    }

    /// 机电产品出口5亿元；农产品出口3亿元，二者合计占…: as many goods as the word at `word` counts, with one partner.
    fn goods_together(&self, word: usize, levels: &[&Frame]) -> Option<Slot<CompactString>> {
        let count = ["二", "三", "四"].iter().position(|digit| self.reader().text(word).starts_with(digit));
        let count = count.map(|at| at + 2).or_else(|| self.reader().text(word).starts_with(['两', '兩']).then_some(2))?;
        let last = &levels[levels.len().checked_sub(count)?..];
        let one_partner = last.iter().all(|level| level.partner_code() == last[0].partner_code());
        let goods: Vec<_> = last.iter().filter_map(|level| level.product.clone()).collect();
        let apart = goods.iter().enumerate().all(|(i, one)| goods[..i].iter().all(|other| other.value != one.value));
        (one_partner && apart && goods.len() == count).then(|| join(&goods))?
    }

    /// What the figure has of what its list deals out.
    fn apply(&self, part: &Part, frame: &mut Frame) {
        match part {
            Part::Partner(who) => frame.partner = Some(who.clone()),
            // The list itself may have been taken for one reporter.
            Part::Place(who)
                if !frame.reporter.as_ref().is_some_and(|reporter| reporter.covers(&who.at)) && self.is_partner(who, None, frame) =>
            {
                frame.partner = Some(who.clone())
            }
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
    fn dealt(&self, said: &Said, state: &State) -> Option<Frame> {
        let (position, length) = self.positions[said.index];
        let moves = matches!(said.measured.measure, Measure::Growth | Measure::Ratio | Measure::Rank | Measure::Change);
        (moves && length > 1 && length == state.levels.frames.len()).then(|| state.levels.frames[position].clone())
    }
}
