//! TRD110: a longer period has less than a shorter one inside it.
//!
//! What: the amounts of one trade in two periods of one year, where the one holds the other (January to May and March, a year
//! and its first half), in one text or in several. The longer one cannot have been less.
//! Why: a monthly figure stands for a cumulative one, or the columns of two years were exchanged.
//! Not accused: other texts that differ by no more than a revision may; figures that a text calls partial or preliminary.
//! Example: 51.2 billion in January to May and 62.0 billion in January to March; inconsistent.

use super::{amount, check as row, excused_statements, subject, when};
use crate::claims::{Fact, far_apart};
use crate::interval::Interval;
use amur_model::{Check, Flow, Measure};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Another text's figure may be revised by so much.
const REVISION: f64 = 0.03;

pub fn check(facts: &[Fact]) -> Vec<Check> {
    let mut trades: BTreeMap<_, Vec<(Date, Date, &Fact)>> = BTreeMap::new();
    for fact in facts.iter().filter(|f| f.key.measure == Measure::Value && f.key.flow != Some(Flow::Balance)) {
        if let (Some(start), Some(end)) = fact.key.period
            && start.year() == end.year()
        {
            let trade = (fact.key.reporter, fact.key.partner, fact.key.flow, fact.key.product, fact.key.unit);
            trades.entry(trade).or_default().push((start, end, fact));
        }
    }
    trades.into_values().flat_map(weigh_all).collect()
}

/// Weighs each period against the one inside it that has the most. Periods come by their first day, the last one first, and of
/// one first day the shortest first, so that all that lie in a period have come before it. What is kept of them grows with
/// the last day.
fn weigh_all(mut periods: Vec<(Date, Date, &Fact)>) -> Vec<Check> {
    periods.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut most: BTreeMap<Date, (f64, &Fact)> = BTreeMap::new();
    let mut checks = Vec::new();
    for (_, end, fact) in periods {
        let inside = most.range(..=end).next_back().map(|(_, inside)| *inside).filter(|(_, inside)| inside.key.period != fact.key.period);
        checks.extend(inside.map(|(_, inside)| weigh(fact, inside)));
        let least = fact.hull().low;
        if inside.is_none_or(|(most, _)| most < least) {
            let lesser: Vec<Date> = most.range(end..).take_while(|(_, (kept, _))| *kept <= least).map(|(end, _)| *end).collect();
            for end in lesser {
                most.remove(&end);
            }
            most.insert(end, (least, fact));
        }
    }
    checks
}

fn weigh(long: &Fact, short: &Fact) -> Check {
    let (most, least) = (long.hull().high, short.hull().low);
    let same_text = long.texts.iter().any(|l| short.texts.iter().any(|s| s.doc == l.doc));
    let (verdict, reading) = match () {
        () if most >= least * (1.0 - f64::EPSILON) => ("consistent", None),
        () if !same_text && most >= least * (1.0 - REVISION) => ("ambiguous", Some("later_text")),
        () if !same_text && far_apart(least, most) => ("ambiguous", Some("scope")),
        () => excused_statements("inconsistent", &[long, short], &["scope", "revised"]),
    };
    let (whole, part) = (long.preferred(), short.preferred());
    let statement = format!(
        "{}: {} says {}{}, and {} says {}{}, which is inside it",
        subject(&whole.flow),
        whole.doc(),
        amount(&whole.flow),
        when(long.key.period),
        part.doc(),
        amount(&part.flow),
        when(short.key.period),
    );
    let expected = Interval { low: least, high: f64::INFINITY };
    row("TRD110", &[&whole.flow, &part.flow], statement, expected, whole.flow.value, verdict, reading)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_longer_period_has_no_less() {
        insta::assert_snapshot!(crate::checks::fixture::told_of_facts("TRD110", include_str!("../../fixtures/trd110.csv")));
    }
}
