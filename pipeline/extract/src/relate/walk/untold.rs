//! Figures that say nothing of trade, or not of whose.

use super::figure::Said;
use super::{State, Topic, Walk};
use crate::relate::elements::{Element, Kind};
use crate::relate::frame::Slot;
use crate::relate::vocab::{Cue, FlowCue, Link, Strength, Words};
use crate::token::FigureKind;
use amur_model::{Flow, Measure};

impl Walk<'_> {
    /// `Companies in Dalian had 5 billion yuan of exports`: money that is said to be of trade, whoever has it.
    fn is_amount_of_trade(&self, said: &Said, state: &State) -> bool {
        let of = self.cue_at(said.at + 1) == Some(Cue::Link(Link::Of)) && self.reader().text(said.at + 1).is_ascii();
        let head = self.heads.get(state.next_head).filter(|head| of && head.elements.start == said.at + 2);
        matches!(said.figure.kind, FigureKind::Money(_)) && head.is_some_and(|head| head.flow.value.strength != Strength::Weak)
    }

    /// `1.6 percent higher than the national average`: no growth, but a lead over that of others, in English.
    fn is_above_average(&self, at: usize) -> bool {
        const NEAR: usize = 3;
        let than = (at + 1..self.elements.len().min(at + NEAR)).find(|&i| matches!(self.cue_at(i), Some(Cue::Than(_))));
        let average = |i: usize| self.reader().text(i).eq_ignore_ascii_case("average");
        let percent = self.kind_at(at) == Some(FigureKind::Percent);
        percent && than.is_some_and(|than| (than + 1..self.elements.len().min(than + 1 + NEAR)).any(average))
    }

    /// Is the figure about something else than trade? What it counts is kept, if the text says it.
    pub(super) fn is_no_trade(&self, said: &Said, state: &mut State) -> bool {
        let (at, bare) = (said.at, said.whole.is_none());
        if let Topic::Other(label) = state.topic
            && (bare || self.turns_from_whole(said))
            && !self.is_amount_of_trade(said, state)
        {
            self.set_aside(said, Some(label), state);
            return true;
        }
        let spans = matches!(said.figure.kind, FigureKind::Quantity("weeks" | "days" | "hours"));
        if spans || self.is_of_the_unknown(at, state) || is_too_little(said, self.found.text) || self.is_unit_of_table(said) {
            return true;
        }
        if self.crosses_by_piece(said, state) {
            // `оформила 5 000 машин — втрое больше`: nor is what they grew by.
            state.untraded = true;
            self.set_aside(said, None, state);
            return true;
        }
        if self.counts_something_else(at, said.figure.kind) {
            let no_goods = matches!(said.figure.kind, FigureKind::Quantity(unit) if self.counts_no_goods(at, unit));
            state.untraded = no_goods && !self.carries(at) && !self.is_russian(at) || self.counts_firms(at);
            self.set_aside(said, None, state);
            return true;
        }
        if state.untraded && bare && !said.is(Measure::Value) {
            self.set_aside(said, None, state);
            return true;
        }
        let compares_flows = state.exceeds && matches!(said.figure.kind, FigureKind::Percent | FigureKind::Times | FigureKind::Points);
        let per_day = at + 1 < self.elements.len() && self.reader().says(at + 1, Words::PerDay);
        if per_day
            || self.is_rate(at)
            || self.is_above_average(at)
            || compares_flows
            || bare && self.is_share_of_another(at)
            || self.is_aim(at)
            || self.is_threshold_of_goods(at)
        {
            return true;
        }
        if state.topic == Topic::Trade
            && self.reader().has_han(at.saturating_sub(1))
            && let Some(with) = &state.with
        {
            state.frame.partner = Some(with.clone());
        }
        if state.firm {
            self.set_aside(said, Some("company"), state);
        }
        state.firm
    }

    /// 出口额超过10亿美元的商品有31种: how much each of the goods or markets that are counted is worth.
    fn is_threshold_of_goods(&self, at: usize) -> bool {
        const NEAR: usize = 8;
        if self.cue_at(at + 1) != Some(Cue::Link(Link::Of)) || !self.reader().is_han(at + 1) {
            return false;
        }
        let behind = at + 2..self.elements.len().min(at + 2 + NEAR);
        let next = behind.clone().find(|&i| matches!(self.elements[i].kind, Kind::Figure(_) | Kind::Mark(_)));
        let said = next.map_or("", |next| self.found.words(&(self.elements[at + 1].units.end..self.elements[next].units.start)));
        let counted = next.is_some_and(|next| matches!(self.kind_at(next), Some(FigureKind::Plain | FigureKind::Quantity("units"))));
        counted
            && said.ends_with(['有', '共', '达', '为'])
            && !behind.take_while(|&i| Some(i) != next).any(|i| self.reader().who(i).is_some())
    }

    /// `Доля Китая в обороте – 79%, инвестиции Китая составляют 60%`: does a Russian clause behind the whole turn to something else?
    fn turns_from_whole(&self, said: &Said) -> bool {
        let between = said.whole.and_then(|whole| self.elements.get(whole.elements.end..said.at)).unwrap_or_default();
        let turned = between.iter().skip_while(|e| e.kind != Kind::Mark(',')).any(|e| matches!(e.cue(), Some(Cue::Other(_))));
        turned && self.is_russian(0)
    }

    /// `через погранпереход прошло 12 тысяч грузовиков`: what goes both ways over the border by the piece is no goods but what carries them.
    fn crosses_by_piece(&self, said: &Said, state: &State) -> bool {
        let pieces = said.figure.kind == FigureKind::Quantity("units") && self.is_russian(said.at);
        let both_ways = |flow: &Slot<FlowCue>| (flow.value.flow, flow.value.strength) == (Flow::Trade, Strength::Weak);
        pieces && state.frame.flow.as_ref().is_some_and(both_ways)
    }

    /// `Plywood imports (1,000 m3)`: what the table below is counted in.
    fn is_unit_of_table(&self, said: &Said) -> bool {
        let words = &self.found.text[said.figure.anchor.clone()];
        let thousand = ["1,000", "1000", "1 000"].contains(&words);
        let said_of = |e: &Element| matches!(e.cue(), Some(Cue::Level | Cue::Change(_)));
        thousand && self.is_bracketed(said.at) && self.found.figures.len() == 1 && !self.elements.iter().any(said_of)
    }

    /// Keeps a figure that is about something else.
    fn set_aside(&self, said: &Said, label: Option<&'static str>, state: &mut State) {
        state.out.others.push((said.index, label, Some(said.measured)));
    }

    /// Is it not known whose trade the figure is of, or of another time or somebody else?
    pub(super) fn is_untold(&self, said: &Said, state: &mut State) -> bool {
        let of_share = (said.is_points() || said.is(Measure::Share)) && state.previous_share.is_some();
        // `made up 58.3%, or 35.7 billion yuan`
        if let Some(same) = self.said_again(said.at).and_then(|first| state.out.frame_of(first)) {
            state.frame = same.clone();
            state.named = true;
        }
        let nothing_named = state.frame.flow.is_none() || state.topic == Topic::Open && !state.named;
        if state.planned || nothing_named && said.whole.is_none() && !of_share {
            return true;
        }
        let of_another = said.is(Measure::Ratio) && said.figure.direction.is_none() && self.is_against_another(said.at, state.skipped);
        if of_another {
            state.skipped = Some(said.at);
        }
        of_another
    }

    /// 完成年计划的101%
    pub(super) fn is_of_plan(&self, at: usize) -> bool {
        self.cue_before(at, 1) == Some(Cue::Link(Link::Of)) && self.cue_before(at, 2) == Some(Cue::Planned) && self.reader().has_han(at - 1)
    }

    /// 2550亿美元的中期目标: what was hoped for.
    fn is_aim(&self, at: usize) -> bool {
        const NEAR: usize = 7;
        let behind = &self.elements[at + 1..self.elements.len().min(at + NEAR)];
        let passed = |e: &&Element| {
            matches!(e.kind, Kind::Word | Kind::Period(_)) || matches!(e.cue(), Some(Cue::Planned | Cue::Ignore | Cue::Link(Link::Of)))
        };
        // `below the $5.0 billion consensus in a poll`
        let expected = |i: usize| self.reader().says(i, Words::Expected);
        if self.reader().is_ascii(at) && !behind.is_empty() && expected(at + 1) {
            return true;
        }
        // 将超过500亿美元
        // 2023年巴西将7000万吨大豆出口到中国: there it only says what is sent.
        let ahead = at > 0 && self.reader().text(at - 1) == "将" && !matches!(self.element_kind(at + 1), Some(Kind::Product(_)));
        ahead || self.reader().has_han(at) && behind.iter().take_while(passed).any(|e| e.cue() == Some(Cue::Planned))
    }

    /// 占其生产总量的41.7%: a part of what was made, not of what was traded.
    fn is_share_of_another(&self, at: usize) -> bool {
        let reader = self.reader();
        // 分别占其生产总量的41.7%和20%: the next of a list is a part of the same.
        let listed = |e: &&Element| matches!(e.kind, Kind::Figure(_) | Kind::Cue(Cue::Link(Link::And)));
        let first = at - self.elements[..at].iter().rev().take_while(listed).count();
        let mut of = reader.clause_before(first).map(|i| self.cue_at(i)).take_while(|&cue| cue != Some(Cue::Share)).peekable();
        of.peek() == Some(&Some(Cue::Link(Link::Of))) && of.any(|cue| matches!(cue, Some(Cue::Other(_))))
    }
}

/// `$4.791 annualized`, `144.1 cedis` where billions are meant: nobody's trade is worth a few hundred of anything. `бутылок вина
/// (0,75 литра)`: nor is a litre of it.
fn is_too_little(said: &Said, text: &str) -> bool {
    const LEAST: f64 = 1000.0;
    const LITRES: f64 = 10.0;
    if said.figure.kind == FigureKind::Quantity("l") && said.figure.value < LITRES {
        return true;
    }
    let money = matches!(said.figure.kind, FigureKind::Money(_)) && matches!(said.measured.measure, Measure::Value | Measure::Change);
    let anchor = &text[said.figure.anchor.clone()];
    money && said.figure.value.abs() < LEAST && said.figure.value != 0.0 && !anchor.contains(char::is_alphabetic)
}
