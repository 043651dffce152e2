//! TRD101: growth against the two levels.
//!
//! What: a growth in % and the levels before and after, of the same trade in the same text, where the growth's period
//! and base are those of the levels.
//! Why: the commonest slip of a bulletin is a percentage that was left over from another line, or computed in another
//! currency than the levels.
//! Example: "exports grew by 90.6% from 175.3 to 334.1 billion yuan": 334.1 ÷ 175.3 is 90.5 to 90.7% more; consistent.

use super::{Figures, check as row, range, shown, span, subject, verdict};
use amur_model::{Check, Measure};

pub fn check(figures: &Figures) -> Vec<Check> {
    let growths = figures.of(Measure::Growth).filter(|g| g.unit == "%");
    growths
        .filter_map(|growth| {
            let (before, after) = figures.before_and_after(growth, growth.value >= 0.0)?;
            let rows = [growth, before, after];
            let expected = range(after).over(range(before)).scaled(100.0, -100.0);
            let verdict = verdict(&rows, |range| range(after).over(range(before)).scaled(100.0, -100.0).meets(range(growth)));
            let statement = format!(
                "{}: {} to {} is a growth of {}%; the text says {}",
                subject(growth),
                shown(before),
                shown(after),
                span(expected),
                growth.common.written
            );
            Some(row("TRD101", &rows, statement, expected, growth.value, verdict, None))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn growth_is_weighed_against_levels() {
        insta::assert_snapshot!(crate::checks::fixture::told("TRD101", include_str!("../../fixtures/trd101.csv")));
    }
}
