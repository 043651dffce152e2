//! TRD101: growth against the two levels.
//!
//! What: a growth in % and the levels before and after, of the same trade in the same text, where the growth's period
//! and base are those of the levels.
//! Why: the commonest slip of a bulletin is a percentage that was left over from another line, or computed in another
//! currency than the levels.
//! Example: "exports grew by 90.6% from 175.3 to 334.1 billion yuan": 334.1 ÷ 175.3 is 90.5 to 90.7% more; consistent.

use super::{Figures, check as row, kindest, range, shown, span, subject, verdict};
use crate::interval::Interval;
use amur_model::{Check, Measure, TradeFlow};

pub fn check(figures: &Figures) -> Vec<Check> {
    let growths = figures.of(Measure::Growth).filter(|g| g.unit == "%");
    growths
        .filter_map(|growth| {
            let pairs = figures.before_and_after(growth, growth.value >= 0.0);
            kindest(pairs.into_iter().map(|(before, after)| weigh(growth, before, after)))
        })
        .collect()
}

fn weigh(growth: &TradeFlow, before: &TradeFlow, after: &TradeFlow) -> Check {
    let rows = [growth, before, after];
    let grown = |range: &dyn Fn(&TradeFlow) -> Interval| range(after).over(range(before)).scaled(100.0, -100.0);
    let expected = grown(&range);
    let verdict = verdict(&rows, |range| grown(range).meets(range(growth)));
    let (from, to, stated) = (shown(before), shown(after), &growth.common.written);
    let statement = format!("{}: {from} to {to} is a growth of {}%; the text says {stated}", subject(growth), span(expected));
    row("TRD101", &rows, statement, expected, growth.value, verdict, None)
}

#[cfg(test)]
mod tests {
    #[test]
    fn growth_is_weighed_against_levels() {
        insta::assert_snapshot!(crate::checks::fixture::told("TRD101", include_str!("../../fixtures/trd101.csv")));
    }
}
