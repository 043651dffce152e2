//! `Экспорт провинции в Россию составил 2 млрд. … Экспорт провинции составил 9 млрд`: what was told of the trade with one partner, and is
//! told again of the same time as more, is of the trade with all.

use super::{State, Statement, Walk};
use crate::periods::Days;
use crate::relate::elements::Kind;
use crate::relate::frame::{Context, Frame, Who};
use crate::relate::vocab::{Back, Cue, Strength};
use amur_model::{Flow, Measure};
use compact_str::CompactString;

/// By how much more the second amount is, so that it is not the first one said less exactly.
const MORE: f64 = 1.1;

/// How many amounts are kept: a text that tells more is no report on one place's trade.
const MOST: usize = 24;

/// An amount of all goods that was traded with one partner.
#[derive(Debug, Clone)]
pub struct Amount {
    reporter: CompactString,
    partner: CompactString,
    flow: Flow,
    days: Days,
    unit: &'static str,
    value: f64,
}

impl Amount {
    fn of(statement: &Statement) -> Option<Self> {
        let Frame { reporter: Some(reporter), partner: Some(partner), product: None, .. } = &statement.frame else { return None };
        let days = statement.period.as_ref().filter(|_| statement.measure == Measure::Value)?.value;
        Some(Amount {
            reporter: reporter.value.clone(),
            partner: partner.value.clone(),
            flow: statement.frame.flow()?,
            days,
            unit: statement.unit,
            value: statement.value,
        })
    }

    /// Is it far more than `told`, and of the same trade?
    fn exceeds(&self, told: &Amount) -> bool {
        let same = self.reporter == told.reporter && self.partner == told.partner && self.flow == told.flow;
        same && self.days == told.days && self.unit == told.unit && self.value > told.value * MORE
    }
}

impl Walk<'_> {
    /// Takes the partner from what can only be the trade with all, and keeps what is told of the trade with one.
    pub(super) fn widen_told_again(&self, context: &mut Context, state: &mut State) {
        if self.elements.is_empty() || !self.is_russian(0) {
            return;
        }
        let amounts = || state.out.statements.iter().filter_map(|s| Amount::of(s).map(|amount| (s, amount)));
        let carried = |who: &Who| who.at.start < self.found.offset;
        let again = amounts()
            .find(|(s, amount)| s.frame.partner.as_ref().is_some_and(carried) && context.amounts.iter().any(|told| amount.exceeds(told)));
        let partner = again.and_then(|(s, _)| s.frame.partner.clone()).filter(|_| !self.points_to_partner());
        if let Some(partner) = partner {
            let frames = state.out.statements.iter_mut().map(|s| &mut s.frame).chain([&mut state.frame]).chain(&mut state.whole);
            for frame in frames.filter(|frame| frame.partner.as_ref() == Some(&partner)) {
                frame.partner = None;
            }
        }
        let told: Vec<Amount> = state.out.statements.iter().filter_map(Amount::of).collect();
        let room = MOST - context.amounts.len();
        context.amounts.extend(told.into_iter().take(room));
    }

    /// `в эту страну`, `с ней`, `двусторонней торговли`: does the sentence say that it is still of the same partner?
    fn points_to_partner(&self) -> bool {
        let linked = |at: usize| at > 0 && matches!(self.elements[at - 1].cue(), Some(Cue::Link(_)));
        self.elements.iter().enumerate().any(|(at, e)| match e.kind {
            Kind::Cue(Cue::Back(Back::Pair)) => true,
            Kind::Cue(Cue::Back(Back::There | Back::Country | Back::Own | Back::Republic)) => linked(at),
            _ => false,
        }) || self.heads.iter().any(|head| head.flow.value.strength == Strength::Pair)
    }
}
