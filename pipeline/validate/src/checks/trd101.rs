//! TRD101: growth against the two levels.
//!
//! What: a growth in % and the levels before and after, of the same trade in the same text, where the growth's period
//! and base are those of the levels.
//! Why: the commonest slip of a bulletin is a percentage that was left over from another line, or computed in another
//! currency than the levels.
//! Not accused: a growth a year on average, in real terms or in another currency, where the sentence says so; one of several
//! growths of a sentence; and "a $4.7 billion or 19.4% rise", where the lesser level may be the change itself.
//! Example: "exports grew by 90.6% from 175.3 to 334.1 billion yuan": 334.1 ÷ 175.3 is 90.5 to 90.7% more; consistent.

use super::{Figures, caveats_of_changes, check as row, excused, kindest, range, shown, span, subject};
use crate::interval::Interval;
use amur_model::{Check, Measure, TradeFlow};

pub fn check(figures: &Figures) -> Vec<Check> {
    let growths = figures.of(Measure::Growth).filter(|g| g.unit == "%");
    growths
        .filter_map(|growth| {
            let pairs = figures.before_and_after(growth, growth.value >= 0.0);
            kindest(pairs.into_iter().map(|(before, after)| weigh(figures, growth, before, after)))
        })
        .collect()
}

fn weigh<'a>(figures: &Figures<'a>, growth: &'a TradeFlow, before: &'a TradeFlow, after: &'a TradeFlow) -> Check {
    let rows = [growth, before, after];
    let grown = |range: &dyn Fn(&TradeFlow) -> Interval| range(after).over(range(before)).scaled(100.0, -100.0);
    let expected = grown(&range);
    let fits = figures.verdict(&rows, |range| grown(range).meets(range(growth)));
    let (verdict, reading) = match fits {
        "inconsistent" if is_change(growth, before, after) => ("ambiguous", Some("change")),
        "inconsistent" if !figures.is_only_change(growth) => ("ambiguous", None),
        fits => excused(fits, &rows, &caveats_of_changes(&before.unit)),
    };
    let (from, to, stated) = (shown(before), shown(after), &growth.common.written);
    let statement = format!("{}: {from} to {to} is a growth of {}%; the text says {stated}", subject(growth), span(expected));
    row("TRD101", &rows, statement, expected, growth.value, verdict, reading)
}

/// Would the growth fit if the level before were what was added?
fn is_change(growth: &TradeFlow, added: &TradeFlow, after: &TradeFlow) -> bool {
    let (added, after) = (range(added), range(after));
    let before = Interval::new(after.low - added.high, after.high - added.low);
    before.low > 0.0 && added.over(before).scaled(100.0, 0.0).meets(range(growth))
}

#[cfg(test)]
mod tests {
    #[test]
    fn growth_is_weighed_against_levels() {
        insta::assert_snapshot!(crate::checks::fixture::told("TRD101", include_str!("../../fixtures/trd101.csv")));
    }
}
