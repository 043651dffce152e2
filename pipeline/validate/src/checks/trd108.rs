//! TRD108: ranks against values.
//!
//! What: two places of one order (of partners, of reporters or of goods) in one text, next to each other among those whose
//! amounts it states, in one unit and period. The one before must have no less than the one behind it.
//! Why: an order is copied from the year before, or two lines of a table were exchanged.
//! Not accused: places in an order of something else, such as weight or growth, where the sentence says so.
//! Example: "Russia was first with 10.2 billion, Japan second with 12.4 billion"; inconsistent.

use super::{Figures, Period, check as row, excused, period, range, shown, trade};
use crate::claims::is_currency;
use ahash::AHashMap;
use amur_model::{Check, Flow, Measure, TradeFlow};
use std::collections::BTreeSet;

/// What an order is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Of {
    Reporters,
    Partners,
    Goods,
}

/// What all members of an order share: the text, two of reporter, partner and product, the flow, and the time.
type Order<'a> = (&'a str, Of, Option<&'a str>, Option<&'a str>, Option<Flow>, Period);

pub fn check(figures: &Figures) -> Vec<Check> {
    let mut orders: AHashMap<Order, Vec<&TradeFlow>> = AHashMap::new();
    for rank in figures.of(Measure::Rank) {
        let (doc, reporter, partner, flow, product) = trade(rank);
        for (of, a, b) in [(Of::Reporters, partner, product), (Of::Partners, reporter, product), (Of::Goods, reporter, partner)] {
            orders.entry((doc, of, a, b, flow, period(rank))).or_default().push(rank);
        }
    }
    orders.into_values().flat_map(|ranks| weigh_all(figures, ranks)).collect()
}

fn weigh_all<'a>(figures: &Figures<'a>, mut ranks: Vec<&'a TradeFlow>) -> Vec<Check> {
    ranks.sort_by(|a, b| a.value.total_cmp(&b.value).then(a.common.span_start.cmp(&b.common.span_start)));
    ranks.dedup_by_key(|r| trade(r));
    // Two members of one place, or one member in two places, are of two orders.
    let places: BTreeSet<u64> = ranks.iter().map(|r| r.value.to_bits()).collect();
    let members: BTreeSet<_> = ranks.iter().map(|r| trade(r)).collect();
    if places.len() < ranks.len() || members.len() < ranks.len() {
        return Vec::new();
    }
    let mut units: BTreeSet<&str> = ranks.iter().flat_map(|r| figures.units(trade(r))).collect();
    // An order of trade is one of money; weights have a say where no amount is told.
    if units.iter().any(|unit| is_currency(unit)) {
        units.retain(|unit| is_currency(unit));
    }
    let in_unit = |unit: &&'a str| {
        let level = |rank: &&'a TradeFlow| Some((*rank, figures.nearest(rank, trade(rank), period(rank), unit)?));
        let known: Vec<_> = ranks.iter().filter_map(level).filter(|(_, level)| level.value > 0.0).collect();
        known.windows(2).map(|pair| weigh(figures, pair[0], pair[1])).collect::<Vec<_>>()
    };
    units.iter().flat_map(in_unit).collect()
}

fn weigh<'a>(figures: &Figures<'a>, first: (&'a TradeFlow, &'a TradeFlow), second: (&'a TradeFlow, &'a TradeFlow)) -> Check {
    let rows = [first.0, first.1, second.0, second.1];
    let (ahead, behind) = (range(first.1), range(second.1));
    let settled = figures.is_settled(first.1) && figures.is_settled(second.1);
    let fits = match () {
        () if ahead.high >= behind.low => "consistent",
        () if settled => "inconsistent",
        () => "ambiguous",
    };
    let (verdict, reading) = excused(fits, &rows, &["quantity", "real", "scope"]);
    let place =
        |(rank, level): (&TradeFlow, &TradeFlow)| format!("{} is in place {} with {}", super::subject(rank), rank.value, shown(level));
    let statement = format!("{}; {}", place(first), place(second));
    let expected = crate::interval::Interval { low: behind.low, high: f64::INFINITY };
    row("TRD108", &rows, statement, expected, first.1.value, verdict, reading)
}

#[cfg(test)]
mod tests {
    #[test]
    fn orders_are_weighed_against_amounts() {
        insta::assert_snapshot!(crate::checks::fixture::told("TRD108", include_str!("../../fixtures/trd108.csv")));
    }
}
