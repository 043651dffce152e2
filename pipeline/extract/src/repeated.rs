//! What a headline says again of the text: the figure's time, and what it is compared with, stand where it is said best.

use amur_model::{CellSpan, Fact, Measure, Origin, Qualifier, TradeFlow};

/// Rows that a text opens with.
const OPENING: usize = 12;

/// Gives the first rows of a text, where they name no time or nothing compared with, those of the rows that say the same.
pub fn settle(flows: &mut [Fact<TradeFlow>]) {
    for at in 0..flows.len().min(OPENING) {
        let row = &flows[at].row;
        let moves = matches!(row.measure, Measure::Growth | Measure::Ratio | Measure::Change);
        if row.period_start.is_none()
            && let Some(twin) = twin(flows, at, |row| row.period_start.is_some(), |row| (row.period_start, row.period_end))
        {
            let TradeFlow { period_start, period_end, .. } = flows[twin].row;
            (flows[at].row.period_start, flows[at].row.period_end) = (period_start, period_end);
            lend(flows, twin, at, ["period_start", "period_end"]);
        }
        let days = (flows[at].row.period_start, flows[at].row.period_end);
        let compared = |row: &TradeFlow| row.base_start.is_some() && (row.period_start, row.period_end) == days;
        if moves
            && flows[at].row.base_start.is_none()
            && let Some(twin) = twin(flows, at, compared, |row| (row.base_start, row.base_end))
        {
            let TradeFlow { base_start, base_end, .. } = flows[twin].row;
            (flows[at].row.base_start, flows[at].row.base_end) = (base_start, base_end);
            lend(flows, twin, at, ["base_start", "base_end"]);
        }
    }
}

/// A later row that says what row `at` says and more; none where several say `of` it differently.
fn twin<T: PartialEq>(
    flows: &[Fact<TradeFlow>],
    at: usize,
    tells: impl Fn(&TradeFlow) -> bool,
    of: impl Fn(&TradeFlow) -> T,
) -> Option<usize> {
    let mut twins = (at + 1..flows.len()).filter(|&i| tells(&flows[i].row) && says_again(&flows[at].row, &flows[i].row));
    let first = twins.next()?;
    twins.all(|other| of(&flows[other].row) == of(&flows[first].row)).then_some(first)
}

/// Is `row` the figure of `full`, perhaps in round numbers?
fn says_again(row: &TradeFlow, full: &TradeFlow) -> bool {
    const ABOUT: f64 = 0.07;
    let alike = row.measure == full.measure && row.unit == full.unit && row.flow == full.flow;
    let digits = row.common.written.bytes().filter(u8::is_ascii_digit).count().max(1);
    let last_digit = 10f64.powf(row.value.abs().log10().floor() - digits as f64 + 1.0);
    let off = full.value.abs() - row.value.abs();
    let rounded = off.abs() <= last_digit / 2.0 + f64::EPSILON;
    let about = match row.qualifier {
        // Everybody has a place in some order; a share is told of many years in round numbers.
        _ if row.measure == Measure::Rank => false,
        _ if row.measure == Measure::Share => off == 0.0,
        Qualifier::Exact => rounded,
        Qualifier::Approx => rounded || off.abs() <= ABOUT * full.value.abs(),
        Qualifier::AtLeast => rounded || (0.0..=ABOUT * full.value.abs()).contains(&off),
        Qualifier::AtMost => rounded || (0.0..=ABOUT * full.value.abs()).contains(&-off),
    };
    alike && row.value != 0.0 && row.value.signum() == full.value.signum() && about
}

/// The words for the time of row `from` are those of row `to` as well.
fn lend(flows: &mut [Fact<TradeFlow>], from: usize, to: usize, columns: [&'static str; 2]) {
    for column in columns {
        let lent =
            flows[from].cells.iter().find(|cell| cell.column == column).map(|cell| CellSpan::new(column, cell.span, Origin::Inherited));
        flows[to].cells.extend(lent);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use amur_model::{Common, Flow};
    use jiff::civil::date;

    fn growth(value: f64, written: &str, year: Option<i16>, base: Option<i16>) -> Fact<TradeFlow> {
        let row = TradeFlow {
            measure: Measure::Growth,
            unit: "%".to_owned(),
            flow: Some(Flow::Export),
            value,
            period_start: year.map(|y| date(y, 1, 1)),
            period_end: year.map(|y| date(y, 12, 31)),
            base_start: base.map(|y| date(y, 1, 1)),
            base_end: base.map(|y| date(y, 12, 31)),
            common: Common { written: written.to_owned(), ..Common::default() },
            ..TradeFlow::default()
        };
        Fact { row, cells: Vec::new() }
    }

    #[test]
    fn a_headline_has_the_time_of_what_it_says_again() {
        for (title, body, expected) in [
            (growth(28.0, "28 pct", None, None), vec![growth(28.2, "28.2", Some(2021), Some(2020))], (Some(2021), Some(2020))),
            (growth(28.0, "28 pct", None, None), vec![growth(28.6, "28.6", Some(2021), Some(2020))], (None, None)),
            (growth(-28.0, "28", None, None), vec![growth(28.0, "28", Some(2021), Some(2020))], (None, None)),
            (growth(28.0, "28", Some(2022), None), vec![growth(28.0, "28", Some(2021), Some(2020))], (Some(2022), None)),
            (
                growth(28.0, "28", None, None),
                vec![growth(28.0, "28", Some(2021), None), growth(28.0, "28", Some(2022), None)],
                (None, None),
            ),
        ] {
            let mut flows = vec![title];
            flows.extend(body);
            settle(&mut flows);
            let year = |date: Option<jiff::civil::Date>| date.map(|date| date.year());
            assert_eq!((year(flows[0].row.period_start), year(flows[0].row.base_start)), expected);
        }
    }
}
