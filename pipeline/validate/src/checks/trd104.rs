//! TRD104: one level in two currencies.
//!
//! What: two levels of the same trade and period in two currencies, against the exchange rates between the least and
//! the greatest of the period's years. Where the text leaves the period open, two levels of one sentence are
//! weighed, against the rates of all years: outside them they are inconsistent, inside them nothing is known.
//! Why: amounts are converted at the wrong year's rate, or one of the two is of another period or place.
//! Example: "37.3 billion yuan ($5.24 billion) in 2024": 7.10 to 7.14 yuan a dollar, and 2024 saw 7.01 to 7.30; consistent.

use super::{Figures, Period, check as row, period, range, shown, span, subject, trade};
use crate::interval::Interval;
use crate::rates;
use amur_model::{Check, Measure, TradeFlow};

/// What an average over customs' own monthly rates may add to the band of the market's.
const SLACK: f64 = 0.005;

pub fn check(figures: &Figures) -> Vec<Check> {
    let levels = figures.of(Measure::Value).filter(|a| a.unit != "USD" && a.value > 0.0);
    levels
        .flat_map(|a| {
            // Of two other currencies the one is weighed against the other once, in the order of their codes.
            let units = figures.units(trade(a)).filter(|unit| *unit == "USD" || *unit > a.unit.as_str());
            units.filter_map(|unit| {
                let b = figures.nearest(a, trade(a), period(a), unit)?;
                let back = figures.nearest(b, trade(b), period(b), &a.unit)?;
                (back.flow_id == a.flow_id && b.value > 0.0).then(|| weigh(figures, a, b))?
            })
        })
        .collect()
}

fn weigh<'a>(figures: &Figures<'a>, a: &'a TradeFlow, b: &'a TradeFlow) -> Option<Check> {
    let rate = rate(&a.unit, &b.unit, period(a))?;
    let rows = [a, b];
    let implied = |range: &dyn Fn(&TradeFlow) -> Interval| range(a).over(range(b));
    let mut verdict = figures.verdict(&rows, |range| implied(range).meets(rate));
    if period(a).1.is_none() && verdict != "inconsistent" {
        verdict = "unchecked";
    }
    let when = match period(a) {
        (Some(start), Some(end)) if start.year() == end.year() => format!("in {}", end.year()),
        (Some(start), Some(end)) => format!("from {} to {}", start.year(), end.year()),
        _ => "in any year on record".to_owned(),
    };
    let statement = format!(
        "{}: {} and {} make {} {} a {}; {when} it was {}",
        subject(a),
        shown(a),
        shown(b),
        span(implied(&range)),
        a.unit,
        b.unit,
        span(rate)
    );
    Some(row("TRD104", &rows, statement, rate, a.value / b.value, verdict, None))
}

/// Units of `a` for one of `b` over the years of a period, or over all years.
fn rate(a: &str, b: &str, period: Period) -> Option<Interval> {
    let years = match period {
        (Some(start), Some(end)) => start.year()..=end.year(),
        _ => i16::MIN..=i16::MAX,
    };
    let rate = rates::band(a, years.clone())?.over(rates::band(b, years)?);
    Some(Interval::new(rate.low * (1.0 - SLACK), rate.high * (1.0 + SLACK)))
}

#[cfg(test)]
mod tests {
    #[test]
    fn currencies_are_weighed_against_the_rates() {
        insta::assert_snapshot!(crate::checks::fixture::told("TRD104", include_str!("../../fixtures/trd104.csv")));
    }
}
