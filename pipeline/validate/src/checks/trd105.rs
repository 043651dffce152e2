//! TRD105: a multiple against the two levels.
//!
//! What: a ratio ("3.7 times", "doubled") and the levels before and after, of the same trade in the same text.
//! Why: "increased by 3.7 times" is written for ×3.7 and for ×4.7. The reading that fits is published; where neither does,
//! the text contradicts itself. A word ("doubled", "tripled") has one reading.
//! Not accused: what TRD101 does not accuse.
//! Example: "grew by 3.7 times (from 10.7 to 37.3 billion)": 37.3 ÷ 10.7 is 3.46 to 3.51; inconsistent in either reading.

use super::{Figures, caveats_of_changes, check as row, excused, kindest, range, shown, span, subject};
use crate::interval::{Interval, has_digits};
use amur_model::{Check, Measure, TradeFlow};

pub fn check(figures: &Figures) -> Vec<Check> {
    let ratios = figures.of(Measure::Ratio).filter(|r| r.value != 0.0);
    ratios
        .filter_map(|ratio| {
            let pairs = figures.before_and_after(ratio, ratio.value > 0.0);
            kindest(pairs.into_iter().map(|(before, after)| weigh(figures, ratio, before, after)))
        })
        .collect()
}

fn weigh<'a>(figures: &Figures<'a>, ratio: &'a TradeFlow, before: &'a TradeFlow, after: &'a TradeFlow) -> Check {
    let rows = [ratio, before, after];
    let grew = ratio.value > 0.0;
    let (more, less) = if grew { (after, before) } else { (before, after) };
    let multiple = |range: &dyn Fn(&TradeFlow) -> Interval| range(more).over(range(less));
    let stated = |range: &dyn Fn(&TradeFlow) -> Interval| {
        let range = range(ratio);
        if grew { range } else { Interval::new(-range.high, -range.low) }
    };
    let to = figures.verdict(&rows, |range| multiple(range).meets(stated(range)));
    let by = figures.verdict(&rows, |range| multiple(range).scaled(1.0, -1.0).meets(stated(range)));
    let (fits, reading) = match (to, by) {
        (to, _) if !has_digits(&ratio.common.written) => (to, None),
        ("consistent", "consistent") => ("ambiguous", None),
        ("consistent", _) => ("consistent", Some("increase_to")),
        (_, "consistent") => ("consistent", Some("increase_by")),
        ("ambiguous", _) | (_, "ambiguous") => ("ambiguous", None),
        _ => ("inconsistent", None),
    };
    let (verdict, reading) = match fits {
        "inconsistent" if !figures.is_only_change(ratio) => ("ambiguous", None),
        "inconsistent" => excused(fits, &rows, &caveats_of_changes(&before.unit)),
        fits => (fits, reading),
    };
    let expected = multiple(&range);
    let (from, to, written) = (shown(before), shown(after), &ratio.common.written);
    let statement = format!("{}: {from} to {to} is a multiple of {}; the text says {written}", subject(ratio), span(expected));
    row("TRD105", &rows, statement, expected, ratio.value, verdict, reading)
}

#[cfg(test)]
mod tests {
    #[test]
    fn multiples_are_weighed_in_both_readings() {
        insta::assert_snapshot!(crate::checks::fixture::told("TRD105", include_str!("../../fixtures/trd105.csv")));
    }
}
