//! TRD103: a share against the part and the whole.
//!
//! What: a share in %, with the levels of the part and of the whole that its base names, in one period and unit.
//! Why: a share of the wrong whole (of all trade for of exports, of the country for of the province) reads well and
//! computes badly.
//! Not accused: shares in words ("four-fifths of them"), which are rough and point back to something.
//! Example: "exports to Russia, 37.3 billion, were 22.9% of all exports, 162.9 billion": 37.3 ÷ 162.9 is 22.9%; consistent.

use super::{Figures, check as row, excused, period, range, shown, span, subject, trade};
use crate::interval::{Interval, has_digits};
use amur_model::{Check, Measure, TradeFlow};

pub fn check(figures: &Figures) -> Vec<Check> {
    let shares = figures.of(Measure::Share).filter(|s| s.unit == "%" && s.base_text.is_none());
    shares
        .filter_map(|share| {
            let part_of = trade(share);
            let mut whole_of = part_of;
            whole_of.1 = share.base_reporter.as_deref().or(whole_of.1);
            whole_of.2 = share.base_partner.as_deref().or(whole_of.2);
            whole_of.3 = share.base_flow.or(whole_of.3);
            if let Some(product) = share.base_product.as_deref() {
                whole_of.4 = (product != "all").then_some(product);
            }
            if whole_of == part_of {
                return None;
            }
            let pairs = figures.units(part_of).filter_map(|unit| {
                let level = |trade| figures.nearest(share, trade, period(share), unit);
                Some((level(part_of)?, level(whole_of)?))
            });
            let (part, whole) = pairs
                .filter(|(p, w)| p.value > 0.0 && w.value > 0.0)
                .min_by_key(|(p, w)| super::distance(p, share) + super::distance(w, share))?;
            let rows = [share, part, whole];
            let quotient = |range: &dyn Fn(&TradeFlow) -> Interval| range(part).over(range(whole)).scaled(100.0, 0.0);
            let expected = quotient(&range);
            let statement = format!(
                "{}: {} of {} is {}%; the text says {}",
                subject(share),
                shown(part),
                shown(whole),
                span(expected),
                share.common.written
            );
            let fits = figures.verdict(&rows, |range| quotient(range).meets(range(share)));
            let (verdict, reading) = match fits {
                "inconsistent" if !has_digits(&share.common.written) => ("ambiguous", None),
                // A part of more than its whole is TRD109's to accuse: one of the two may be of something else.
                "inconsistent" if expected.low > 100.0 => ("ambiguous", Some("scope")),
                fits => excused(fits, &rows, &["scope"]),
            };
            Some(row("TRD103", &rows, statement, expected, share.value, verdict, reading))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn shares_are_weighed_against_part_and_whole() {
        insta::assert_snapshot!(crate::checks::fixture::told("TRD103", include_str!("../../fixtures/trd103.csv")));
    }
}
