//! The statement that a figure makes.

use super::figure::Said;
use super::{Base, Dates, State, Statement, Walk};
use crate::relate::elements::Kind;
use crate::relate::frame::{Frame, Slot, Who};
use crate::relate::measure::Measured;
use crate::relate::time::When;
use crate::relate::vocab::{Cue, FlowCue, Link};
use crate::rows;
use crate::token::FigureKind;
use amur_model::{Flow, Measure};

impl Walk<'_> {
    /// What the figure is compared with; none if it is somebody else's.
    pub(super) fn compare(&self, said: &Said, frame: &mut Frame, mut base: Base) -> Option<Base> {
        // 高于全省31.3%的增幅: somebody else's growth.
        if said.than && said.figure.kind == FigureKind::Percent {
            return None;
        }
        if said.than {
            let at = self.found.offset + said.figure.anchor.start..self.found.offset + said.figure.anchor.end;
            base.text = Some(Slot::new("compared with another".to_owned(), at));
        }
        if said.is(Measure::Rank) {
            // Who has it is named behind it, and of which order is not known.
            if !self.is_firm_rank(said.at) || self.holder(said.at).is_some() {
                return None;
            }
            base = self.in_order(&said.figure);
        }
        // `540 million dollars via Chinshwehaw, 57 million via Kampaiti`: what passes a crossing is its own.
        if let Some(gate) = self.gate_after(said.at) {
            let gate = gate?;
            // `Chinese-Burmese trade stood at`: of the two, the other.
            if frame.partner.as_ref().is_some_and(|partner| self.vocabulary.lies_in(&gate.value, &partner.value)) {
                frame.partner = frame.reporter.take();
            }
            frame.reporter = Some(gate);
        }
        Some(base)
    }

    /// States it, unless it is of no trade, or of somebody's trade with himself.
    pub(super) fn state(&self, said: &Said, mut frame: Frame, base: Base, dates: Dates, state: &mut State) {
        let told = dates.times.of(said.at, self.parts[said.index].is_some(), said.measured, dates.clock);
        // 高出全国5个百分点, `points higher than the national rate`: ahead of somebody else, not of another time.
        let ahead = said.is_points() && (said.than || self.is_ahead(said.at));
        if !said.than && !dates.times.is_once(said.at) && !self.is_dated_in_bracket(said.at) {
            let spoken_of = told.spoken_of.filter(|when| !self.looks_back(said.at, when, state));
            state.used = spoken_of.or(state.used.take());
            state.in_passing |= told.aside;
            state.seen_from = told.seen_from.or(state.seen_from.take());
        }
        let with_itself = self.is_with_itself(&frame);
        // More than all of it is no part.
        let too_much = said.is(Measure::Share) && said.figure.value > 100.0;
        if frame.flow.is_none() || with_itself || too_much || self.is_all_of_it(said, &frame, &base) {
            return;
        }
        // `The deficit made up 48% of the turnover`: its own size beside another flow.
        if base.flow.is_none() && !self.reader().is_part_of_time(said.at) {
            whole_trade(&mut frame, said.measured.measure);
        }
        self.count_level(said, &frame, state);
        let statement = Statement {
            figure: said.index,
            measure: said.measured.measure,
            value: tenths(self.signed(said, &frame), said.measured),
            frame,
            base,
            period: told.period,
            base_period: told.base.filter(|_| !ahead),
            unit: rows::unit(said.figure.kind, said.measured.measure),
            rule: "relate.clause",
            lent: self
                .carried
                .iter()
                .filter(|_| matches!(said.figure.kind, FigureKind::Money(_)))
                .map(|slot| ("unit", slot.at.clone()))
                .collect(),
            part: None,
        };
        let each = std::mem::take(&mut state.each);
        let each = each || self.is_bracketed(said.at) && self.reader().text(said.at - 1) == "по";
        let each = self.each_of(said.at).or_else(|| each.then(|| state.bracket.clone()));
        push(statement, each.unwrap_or_default(), state);
    }

    /// `These goods accounted for 93% of total exports`: what the part is was not read, and the whole is no part of itself.
    fn is_all_of_it(&self, said: &Said, frame: &Frame, base: &Base) -> bool {
        let both_ways = frame.flow() == Some(Flow::Trade);
        let whole = (said.whole.is_some() || both_ways) && *base == Base::default();
        // 2018年出口比重曾达20%: goods whose share it is were not read.
        let of_all_goods = || base.product.is_some() && Base { product: None, ..base.clone() } == Base::default();
        let all = whole || self.reader().has_han(0) && of_all_goods();
        all && said.is(Measure::Share) && frame.partner.is_none() && frame.product.is_none()
    }

    /// `Germany and Poland with 11 percent each`: the places that the figure at `at` is for, one by one.
    fn each_of(&self, at: usize) -> Option<Vec<Who>> {
        let each = self.cue_at(at + 1) == Some(Cue::Each) && self.reader().text(at + 1).is_ascii();
        let end = at - usize::from(self.cue_before(at, 1) == Some(Cue::Link(Link::With)));
        let places = Some(end).filter(|&end| each && end > 0).and_then(|end| self.reader().places_before(end))?;
        Some(places.members)
    }

    /// `(2020: 487,000 tonnes)`, `(в 2020 г. – 18%)`: does a bracket tell of another time than the text goes on with?
    pub(super) fn is_dated_in_bracket(&self, at: usize) -> bool {
        let kind = |back: usize| at.checked_sub(back).and_then(|i| self.element_kind(i));
        matches!((kind(3), kind(2), kind(1)), (Some(Kind::Mark('(')), Some(Kind::Period(_)), Some(Kind::Mark(':' | '-'))))
    }

    /// `на ЕС приходилось 41% (годом ранее – 43%), на СНГ – 12% (11%)`: a bracket with nothing but a figure is of the time that the first one
    /// names.
    pub(super) fn date_brackets(&self, state: &mut State) {
        if state.out.statements.len() < 2 || !self.is_russian(0) {
            return;
        }
        let mut places = vec![0; self.found.figures.len()];
        for (at, element) in self.elements.iter().enumerate() {
            if let Kind::Figure(figure) = element.kind {
                places[figure as usize] = at;
            }
        }
        let mut named: Option<(FigureKind, Option<When>)> = None;
        for statement in &mut state.out.statements {
            let at = places[statement.figure];
            let kind = self.kinds[statement.figure];
            if self.is_dated_in_bracket(at) {
                named = Some((kind, statement.period.clone()));
            } else if let Some((first, period)) = named.as_ref().filter(|_| self.is_beside_figure(at))
                && *first == kind
                && statement.measure != Measure::Growth
            {
                statement.period.clone_from(period);
            }
        }
    }

    /// `12% (11%)`: a bracket with nothing but the figure at `at`, right behind one of the same kind.
    fn is_beside_figure(&self, at: usize) -> bool {
        let alone = at > 1 && self.element_kind(at - 1) == Some(Kind::Mark('(')) && self.element_kind(at + 1) == Some(Kind::Mark(')'));
        alone && self.kind_at(at - 2).is_some_and(|kind| self.kind_at(at) == Some(kind))
    }

    /// 2023年逆差52亿美元，而2013年则为顺差6亿美元: the earlier time that a contrast ends on is not that of the next sentence.
    fn looks_back(&self, at: usize, when: &When, state: &State) -> bool {
        let earlier = state.used.as_ref().is_some_and(|used| when.value.1 < used.value.0);
        // 是2021年347亿美元的近两倍
        let multiple = |i: usize| self.kind_at(i) == Some(FigureKind::Times);
        if earlier && self.cue_at(at + 1) == Some(Cue::Link(Link::Of)) && self.reader().is_han(at + 1) && multiple(at + 2) {
            return true;
        }
        // 创下去年9月出口4亿美元以来的最高水平
        let text = |i: usize| self.elements.get(i).map_or("", |e| self.found.words(&e.units));
        if earlier && text(at + 1) == "以" && matches!(text(at + 2), "来" | "來") {
            return true;
        }
        earlier && self.reader().has_han(at - 1) && self.reader().clause_before(at).any(|i| self.reader().text(i) == "而")
    }

    /// Levels in a row are what changes in a row are of.
    fn count_level(&self, said: &Said, frame: &Frame, state: &mut State) {
        let is_level = said.is(Measure::Value);
        let goes_on = std::mem::replace(&mut state.levels.open, is_level);
        if is_level {
            if !goes_on {
                state.levels.frames.clear();
            }
            state.levels.frames.push(frame.clone());
            state.untraded = false;
        }
    }

    /// A deficit is a negative balance.
    fn signed(&self, said: &Said, frame: &Frame) -> f64 {
        let (value, measured) = (said.figure.value, said.measured);
        let balance = frame.flow.as_ref().filter(|f| f.value.flow == Flow::Balance);
        let sign = balance.map(|flow| self.sign_beside(said.at).unwrap_or(flow.value.sign)).filter(|&sign| sign != 0);
        match (measured.measure, sign) {
            (Measure::Value, Some(sign)) => value.abs() * f64::from(sign),
            // A deficit that grows makes the balance fall.
            (Measure::Change, Some(sign)) => value * measured.sign * f64::from(sign),
            _ => value * measured.sign,
        }
    }

    /// `(годом ранее – положительным, 367,5 млн)`: the sign that a balance has in the bracket that the figure closes.
    fn sign_beside(&self, at: usize) -> Option<i8> {
        let beside = self.elements[..at].iter().rev().take_while(|e| !matches!(e.kind, Kind::Figure(_) | Kind::Mark(';' | '(')));
        let sign = beside.clone().find_map(|e| if let Some(Cue::Sign(sign)) = e.cue() { Some(sign) } else { None });
        let open = at.checked_sub(1 + beside.count())?;
        sign.filter(|_| self.elements[open].kind == Kind::Mark('('))
    }
}

/// One statement, or one for each of the places that the figure is for.
fn push(statement: Statement, each: Vec<Who>, state: &mut State) {
    if each.len() < 2 {
        state.out.statements.push(statement);
        return;
    }
    // `Германии и Польши (по 10%)`: one of them is the partner, and so are all.
    let partner = each.iter().any(|who| statement.frame.partner.as_ref().is_some_and(|partner| partner.covers(&who.at)));
    let members = each.into_iter().map(|who| {
        let part = Some(who.value.clone());
        let frame = match partner {
            true => Frame { partner: Some(who), ..statement.frame.clone() },
            false => Frame { reporter: Some(who), ..statement.frame.clone() },
        };
        Statement { frame, part, ..statement.clone() }
    });
    state.out.statements.extend(members);
}

/// Nobody has a share, or a place in an order, of a balance: it is of the trade.
fn whole_trade(frame: &mut Frame, measure: Measure) {
    if let Some(flow) = &mut frame.flow
        && flow.value.flow == Flow::Balance
        && matches!(measure, Measure::Share | Measure::Rank)
    {
        flow.value = FlowCue { flow: Flow::Trade, sign: 0, ..flow.value };
    }
}

/// `на треть`: a change is given to a tenth of a percent, a share to a hundredth.
fn tenths(value: f64, measured: Measured) -> f64 {
    let thirds = [33.33, 66.67].contains(&value.abs()) && measured.measure == Measure::Growth;
    if thirds { (value * 10.0).round() / 10.0 } else { value }
}
