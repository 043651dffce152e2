//! TRD102: exports and imports make up trade.
//!
//! What: a turnover, with the exports and the imports of the same trade, period and unit in the same text.
//! Why: a transposed digit, or a total of another group of partners, shows in the sum.
//! Not accused: a turnover that is the difference of the two, a balance read wrongly; sentences of another scope.
//! Example: "trade was 233.8 billion yuan: exports 36.8, imports 197.0": 36.8 + 197.0 is 233.7 to 233.9; consistent.

use super::{Figures, check as row, excused, period, range, scale, shown, span, subject, trade};
use crate::interval::Interval;
use amur_model::{Check, Flow, TradeFlow};

pub fn check(figures: &Figures) -> Vec<Check> {
    let totals = figures.of(amur_model::Measure::Value).filter(|f| f.flow == Some(Flow::Trade));
    totals
        .filter_map(|total| {
            let side = |flow: Flow| {
                let mut same = trade(total);
                same.3 = Some(flow);
                figures.nearest(total, same, period(total), &total.unit)
            };
            let (exports, imports) = (side(Flow::Export)?, side(Flow::Import)?);
            let rows = [total, exports, imports];
            let sum = |range: &dyn Fn(&TradeFlow) -> Interval| range(exports).plus(range(imports));
            let expected = sum(&range);
            let (scale, word) = scale(total);
            let statement = format!(
                "{}: exports {} and imports {} make {} {word}; the text says {}",
                subject(total),
                shown(exports),
                shown(imports),
                span(expected.scaled(1.0 / scale, 0.0)),
                shown(total)
            );
            let fits = figures.verdict(&rows, |range| sum(range).meets(range(total)));
            let (verdict, reading) = match fits {
                "inconsistent" if is_balance(total, exports, imports) => ("ambiguous", Some("balance")),
                fits => excused(fits, &rows, &["scope"]),
            };
            Some(row("TRD102", &rows, statement, expected, total.value, verdict, reading))
        })
        .collect()
}

/// Is what was read as a turnover the difference of the two sides?
fn is_balance(total: &TradeFlow, exports: &TradeFlow, imports: &TradeFlow) -> bool {
    let (exports, imports) = (range(exports), range(imports));
    let over = |more: Interval, less: Interval| Interval { low: more.low - less.high, high: more.high - less.low };
    over(exports, imports).meets(range(total)) || over(imports, exports).meets(range(total))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_two_sides_are_added() {
        insta::assert_snapshot!(crate::checks::fixture::told("TRD102", include_str!("../../fixtures/trd102.csv")));
    }
}
