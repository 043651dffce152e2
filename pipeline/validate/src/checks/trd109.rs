//! TRD109: parts exceed their whole.
//!
//! What: an amount and its parts in one text, unit and period: partners of the world, places of the place that they lie in, goods of
//! all goods, exports or imports of trade. No part may be more than the whole; nor may the parts together, where they do not
//! overlap (countries among partners, first-level divisions of one country among reporters).
//! Why: a whole is of another period or of fewer goods, or a part was printed with a digit too many.
//! Not accused: what a text says several things of; sentences that say their figures are partial, or of another scope; a
//! whole that two parts exceed, each by itself, which will be of something else; and weights of all goods, of which a text
//! seldom speaks.
//! Example: "imports were 24.1 billion, of them 17.0 from Russia and 9.3 from Japan": 26.2 to 26.4 of 24.1; inconsistent.

use super::{Figures, Trade, check as row, excused, period, range, scale, shown, span, subject, trade};
use crate::claims::is_currency;
use crate::interval::Interval;
use crate::places;
use ahash::AHashMap;
use amur_model::{Check, Flow, Measure, TradeFlow};

/// Partners, reporters, goods and flows are parts in one way each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Of {
    Partners,
    Reporters,
    Goods,
    Flows,
}

/// A whole: its row's place among the flows, by its id, and the way that it is divided.
type Whole<'a> = (&'a str, Of);

pub fn check(figures: &Figures) -> Vec<Check> {
    let mut wholes: AHashMap<Whole, (&TradeFlow, Vec<&TradeFlow>)> = AHashMap::new();
    for part in figures.of(Measure::Value).filter(|f| f.value > 0.0 && f.period_end.is_some()) {
        for (of, whole_of) in divisions(part) {
            if let Some(whole) = figures.nearest(part, whole_of, period(part), &part.unit) {
                wholes.entry((&whole.flow_id, of)).or_insert((whole, Vec::new())).1.push(part);
            }
        }
    }
    let mut exceeded: AHashMap<&str, usize> = AHashMap::new();
    for (whole, parts) in wholes.values() {
        let more = parts.iter().filter(|part| range(part).low > range(whole).high).count();
        *exceeded.entry(&whole.flow_id).or_default() += more;
    }
    wholes.into_iter().filter_map(|((id, of), (whole, parts))| weigh(figures, of, whole, parts, exceeded[id] > 1)).collect()
}

/// The trades that a trade is a part of.
fn divisions(part: &TradeFlow) -> impl Iterator<Item = (Of, Trade<'_>)> {
    let own = trade(part);
    let (doc, reporter, partner, flow, product) = own;
    let lies_in = |code: Option<&str>| code.and_then(places::parent);
    let of_world = partner.filter(|p| *p != "W00").map(|_| (Of::Partners, (doc, reporter, Some("W00"), flow, product)));
    let of_partner = lies_in(partner).map(|parent| (Of::Partners, (doc, reporter, Some(parent), flow, product)));
    let of_reporter = lies_in(reporter).map(|parent| (Of::Reporters, (doc, Some(parent), partner, flow, product)));
    let of_goods = product.filter(|_| is_currency(&part.unit)).map(|_| (Of::Goods, (doc, reporter, partner, flow, None)));
    let both = matches!(flow, Some(Flow::Export | Flow::Import));
    let of_trade = both.then_some((Of::Flows, (doc, reporter, partner, Some(Flow::Trade), product)));
    [of_world, of_partner, of_reporter, of_goods, of_trade].into_iter().flatten()
}

/// Parts that may be added: each trade once, and none that may hold another.
fn disjoint<'a>(of: Of, parts: &[&'a TradeFlow]) -> Vec<&'a TradeFlow> {
    let apart = |part: &&&TradeFlow| match of {
        Of::Partners => part.partner.as_deref().and_then(places::kind) == Some("country"),
        Of::Reporters => part.reporter.as_deref().and_then(places::kind) == Some("admin1"),
        Of::Goods | Of::Flows => false,
    };
    let mut seen = ahash::AHashSet::new();
    parts.iter().filter(apart).filter(|p| seen.insert(trade(p))).copied().collect()
}

/// `doubtful`: several parts exceed the whole, each by itself.
fn weigh<'a>(figures: &Figures<'a>, of: Of, whole: &'a TradeFlow, mut parts: Vec<&'a TradeFlow>, doubtful: bool) -> Option<Check> {
    parts.retain(|p| figures.is_settled(p));
    parts.sort_by(|a, b| range(b).low.total_cmp(&range(a).low).then(a.flow_id.cmp(&b.flow_id)));
    let greatest = *parts.first()?;
    let together = disjoint(of, &parts);
    let sum = together.iter().fold(Interval::new(0.0, 0.0), |sum, part| sum.plus(range(part)));
    // One part that is too much says more than a sum.
    let alone = together.len() < 2 || range(greatest).low >= sum.low.min(range(whole).high);
    let (summed, least) = if alone { (vec![greatest], range(greatest)) } else { (together, sum) };
    let fits = match () {
        () if least.low <= range(whole).high * (1.0 + f64::EPSILON) => "consistent",
        () if figures.is_settled(whole) && !doubtful => "inconsistent",
        () => "ambiguous",
    };
    let rows: Vec<&TradeFlow> = std::iter::once(whole).chain(summed.iter().copied()).collect();
    let (verdict, reading) = excused(fits, &rows, &["scope", "revised"]);
    const NAMED: usize = 8;
    let mut named: Vec<String> = summed.iter().take(NAMED).map(|p| format!("{} {}", subject(p), shown(p))).collect();
    if summed.len() > NAMED {
        named.push(format!("{} more", summed.len() - NAMED));
    }
    let (unit, word) = scale(whole);
    let total = format!("{} {word}", span(least.scaled(1.0 / unit, 0.0)));
    let statement = format!("{}: {} make {}; the whole is {}", subject(whole), named.join(", "), total.trim_end(), shown(whole));
    let expected = Interval { low: least.low, high: f64::INFINITY };
    Some(row("TRD109", &rows, statement, expected, whole.value, verdict, reading))
}

#[cfg(test)]
mod tests {
    #[test]
    fn parts_are_weighed_against_their_whole() {
        insta::assert_snapshot!(crate::checks::fixture::told("TRD109", include_str!("../../fixtures/trd109.csv")));
    }
}
