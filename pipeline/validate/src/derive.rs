//! What is computed of each trade figure, for `trade_flows_derived`.

use crate::rates;
use amur_model::{DerivedFlow, Measure, TradeFlow};
use jiff::ToSpan;
use jiff::civil::Date;

pub fn derive(flow: &TradeFlow) -> DerivedFlow {
    let period = flow.period_start.zip(flow.period_end);
    let year = period.filter(|(start, end)| start.year() == end.year()).map(|(start, _)| start.year());
    let amount = matches!(flow.measure, Measure::Value | Measure::Change);
    let rate = year.filter(|_| amount).and_then(|year| rates::average(&flow.unit, year));
    DerivedFlow {
        flow_id: flow.flow_id.clone(),
        value_usd: rate.map(|rate| flow.value / rate),
        usd_rate: rate,
        period_label: period.map(|(start, end)| label(start, end)),
        year: year.map(i32::from),
    }
}

/// A period as SDMX 2.1 writes it: `2024`, `2024-S1`, `2024-Q1`, `2024-03`, `2024-03-15`; a period of another length by its first
/// day and its length, `2024-01-01/P5M`.
fn label(start: Date, end: Date) -> String {
    let year = start.year();
    let after = end.saturating_add(1.day());
    let months = (after.day() == 1 && start.day() == 1)
        .then(|| i32::from(after.year() - year) * 12 + i32::from(after.month()) - i32::from(start.month()));
    match (months, start.month()) {
        (Some(12), 1) => format!("{year}"),
        (Some(6), month @ (1 | 7)) => format!("{year}-S{}", month / 6 + 1),
        (Some(3), month @ (1 | 4 | 7 | 10)) => format!("{year}-Q{}", month / 3 + 1),
        (Some(1), month) => format!("{year}-{month:02}"),
        (Some(months), _) if months > 0 && months % 12 == 0 => format!("{start}/P{}Y", months / 12),
        (Some(months), _) if months > 0 => format!("{start}/P{months}M"),
        _ if start == end => start.to_string(),
        _ => format!("{start}/P{}D", (after - start).get_days()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_written_as_in_sdmx() {
        let cases = [
            ("2024-01-01", "2024-12-31", "2024"),
            ("2024-01-01", "2024-06-30", "2024-S1"),
            ("2024-07-01", "2024-12-31", "2024-S2"),
            ("2024-01-01", "2024-03-31", "2024-Q1"),
            ("2024-10-01", "2024-12-31", "2024-Q4"),
            ("2024-02-01", "2024-02-29", "2024-02"),
            ("2024-03-15", "2024-03-15", "2024-03-15"),
            ("2024-01-01", "2024-05-31", "2024-01-01/P5M"),
            ("2023-07-01", "2024-06-30", "2023-07-01/P1Y"),
            ("2019-01-01", "2023-12-31", "2019-01-01/P5Y"),
            ("2024-03-01", "2024-03-17", "2024-03-01/P17D"),
            ("2023-12-20", "2024-01-10", "2023-12-20/P22D"),
        ];
        for (start, end, label) in cases {
            assert_eq!(super::label(start.parse().unwrap(), end.parse().unwrap()), label);
        }
    }

    fn flow(measure: Measure, unit: &str, start: &str, end: &str) -> DerivedFlow {
        let date = |text: &str| text.parse().ok();
        let row = TradeFlow {
            measure,
            unit: unit.into(),
            value: 71.956e9,
            period_start: date(start),
            period_end: date(end),
            ..TradeFlow::default()
        };
        derive(&row)
    }

    #[test]
    fn amounts_of_one_year_are_turned_into_dollars() {
        let derived = flow(Measure::Value, "CNY", "2024-01-01", "2024-12-31");
        assert_eq!((derived.usd_rate, derived.year), (Some(7.1956), Some(2024)));
        assert!((derived.value_usd.unwrap() - 10e9).abs() < 1.0);
        assert_eq!(flow(Measure::Value, "USD", "2024-01-01", "2024-03-31").value_usd, Some(71.956e9));
        let none = [
            flow(Measure::Growth, "%", "2024-01-01", "2024-12-31"),
            flow(Measure::Value, "t", "2024-01-01", "2024-12-31"),
            flow(Measure::Value, "CNY", "2023-07-01", "2024-06-30"),
            flow(Measure::Value, "CNY", "", ""),
        ];
        assert!(none.iter().all(|d| d.value_usd.is_none() && d.usd_rate.is_none()));
        assert_eq!((none[2].year, none[3].period_label.as_deref()), (None, None));
    }
}
