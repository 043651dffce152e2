//! Checks of what texts state, one file each.
//!
//! A check relates figures of one text that speak of the same trade, computes with ranges (a figure stands for every value
//! that its printed digits allow), and says whether they go together. It accuses only where no value in any range does: a
//! figure whose counterpart is not certain is left alone.

mod trd101;
mod trd102;
mod trd103;
mod trd104;
mod trd105;

use crate::interval::Interval;
use ahash::AHashMap;
use amur_model::id::stable_id;
use amur_model::{Check, Flow, Measure, TradeFlow};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// All checks of the flows of some texts, by code and rows.
pub fn run(flows: &[TradeFlow]) -> Vec<Check> {
    let figures = Figures::new(flows);
    let all = [trd101::check, trd102::check, trd103::check, trd104::check, trd105::check];
    let mut checks: Vec<Check> = all.iter().flat_map(|check| check(&figures)).collect();
    checks.sort_by(|a, b| (&a.code, &a.check_id).cmp(&(&b.code, &b.check_id)));
    checks.dedup_by(|a, b| a.check_id == b.check_id);
    checks
}

type Period = (Option<Date>, Option<Date>);

/// What trade a figure of a text is about, but for its time.
type Trade<'a> = (&'a str, Option<&'a str>, Option<&'a str>, Option<Flow>, Option<&'a str>);

/// The levels of some texts, found in logarithmic time: a text may state the same trade a hundred thousand times.
struct Figures<'a> {
    flows: &'a [TradeFlow],
    /// By trade, unit and period, in the order of the text.
    levels: AHashMap<(Trade<'a>, &'a str, Period), Vec<&'a TradeFlow>>,
    /// By trade and the sentence that they stand in.
    sentences: AHashMap<(Trade<'a>, i64), Vec<&'a TradeFlow>>,
    /// The units that a trade's levels are in.
    units: AHashMap<Trade<'a>, BTreeSet<&'a str>>,
}

impl<'a> Figures<'a> {
    fn new(flows: &'a [TradeFlow]) -> Self {
        let mut figures = Figures { flows, levels: AHashMap::new(), sentences: AHashMap::new(), units: AHashMap::new() };
        let mut levels: Vec<&TradeFlow> = figures.of(Measure::Value).collect();
        levels.sort_by_key(|f| f.common.span_start);
        for flow in levels {
            let trade = trade(flow);
            figures.levels.entry((trade, &flow.unit, period(flow))).or_default().push(flow);
            figures.sentences.entry((trade, flow.common.sentence_start)).or_default().push(flow);
            figures.units.entry(trade).or_default().insert(&flow.unit);
        }
        figures
    }

    fn of(&self, measure: Measure) -> impl Iterator<Item = &'a TradeFlow> + use<'a> {
        self.flows.iter().filter(move |f| f.measure == measure)
    }

    fn units(&self, trade: Trade<'a>) -> impl Iterator<Item = &'a str> {
        self.units.get(&trade).into_iter().flatten().copied()
    }

    /// The level of a trade in a period and unit that stands nearest to a figure. Where the period is open it is one of
    /// the figure's own sentence.
    fn nearest(&self, to: &TradeFlow, trade: Trade<'a>, period: Period, unit: &'a str) -> Option<&'a TradeFlow> {
        let levels = self.levels.get(&(trade, unit, period))?;
        let next = levels.partition_point(|l| l.common.span_start < to.common.span_start);
        let around = levels[next.saturating_sub(1)..].iter().take(2);
        around.copied().filter(|l| period.1.is_some() || same_sentence(l, to)).min_by_key(|l| distance(l, to))
    }

    /// The levels, before and after, that a growth or a ratio may speak of: a pair for each unit, the nearest first.
    /// Where both periods are known they tell; where the text leaves one open, the levels of the same sentence do, if
    /// there are just two.
    fn before_and_after(&self, figure: &'a TradeFlow, grew: bool) -> Vec<(&'a TradeFlow, &'a TradeFlow)> {
        let trade = trade(figure);
        let (now, base) = (period(figure), (figure.base_start, figure.base_end));
        let here = self.sentences.get(&(trade, figure.common.sentence_start)).map(Vec::as_slice).unwrap_or_default();
        let pairs = self.units(trade).filter_map(|unit| {
            if base.1.is_some() && now.1.is_some() {
                return Some((self.nearest(figure, trade, base, unit)?, self.nearest(figure, trade, now, unit)?));
            }
            let here: Vec<&TradeFlow> = here.iter().filter(|l| l.unit == unit).copied().collect();
            let [a, b] = here[..] else { return None };
            let is_now = |l: &TradeFlow| now.1.is_some() && period(l) == now;
            match (is_now(a), is_now(b)) {
                (true, false) => Some((b, a)),
                (false, true) => Some((a, b)),
                (false, false) if now.1.is_none() && (a.value <= b.value) == grew => Some((a, b)),
                (false, false) if now.1.is_none() => Some((b, a)),
                _ => None,
            }
        });
        let mut pairs: Vec<_> =
            pairs.filter(|(before, after)| before.flow_id != after.flow_id && before.value > 0.0 && after.value > 0.0).collect();
        pairs.sort_by_key(|(before, after)| distance(before, figure) + distance(after, figure));
        pairs
    }
}

/// Of the checks of one figure against several pairs, the first that does not accuse: where one pair fits, the figure
/// speaks of that one.
fn kindest(checks: impl Iterator<Item = Check>) -> Option<Check> {
    let mut checks = checks.peekable();
    let nearest = checks.peek().cloned();
    checks.find(|c| c.verdict != "inconsistent").or(nearest)
}

fn trade(flow: &TradeFlow) -> Trade<'_> {
    (&flow.common.doc_id, flow.reporter.as_deref(), flow.partner.as_deref(), flow.flow, flow.product.as_deref())
}

fn period(flow: &TradeFlow) -> Period {
    (flow.period_start, flow.period_end)
}

fn same_sentence(a: &TradeFlow, b: &TradeFlow) -> bool {
    a.common.doc_id == b.common.doc_id && a.common.sentence_start == b.common.sentence_start
}

fn distance(a: &TradeFlow, b: &TradeFlow) -> i64 {
    (a.common.span_start - b.common.span_start).abs()
}

fn range(flow: &TradeFlow) -> Interval {
    Interval::printed(flow.value, &flow.common.written, flow.qualifier)
}

/// A level as printed, with its unit and time: `37.3 billion CNY (2024)`.
fn shown(flow: &TradeFlow) -> String {
    let when = match period(flow) {
        (Some(start), Some(end)) if start.year() == end.year() && (start.month(), end.month()) == (1, 12) => {
            format!(" ({})", end.year())
        }
        (Some(start), Some(end)) => format!(" ({start} to {end})"),
        _ => String::new(),
    };
    format!("{} {}{when}", flow.common.written, flow.unit)
}

/// Whose trade a figure is about: `export CN-HL to RU`.
fn subject(flow: &TradeFlow) -> String {
    let (kind, towards) = match flow.flow {
        Some(Flow::Export) => ("export", "to"),
        Some(Flow::Import) => ("import", "from"),
        Some(Flow::Balance) => ("balance", "with"),
        Some(Flow::Trade) | None => ("trade", "with"),
    };
    let side = |code: &Option<String>| code.clone().unwrap_or_else(|| "?".to_owned());
    let product = flow.product.as_ref().map_or_else(String::new, |p| format!(" of {p}"));
    format!("{kind}{product} {} {towards} {}", side(&flow.reporter), side(&flow.partner))
}

/// Two decimals, none where there is nothing behind them.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn span(range: Interval) -> String {
    match (range.low.is_finite(), range.high.is_finite()) {
        (true, true) => format!("{} to {}", number(range.low), number(range.high)),
        (true, false) => format!("at least {}", number(range.low)),
        _ => format!("at most {}", number(range.high)),
    }
}

/// How a stated figure goes with what the others allow: a bound ("over 300 billion") that would have to be stretched by
/// more than a tenth hangs on how far it may be. The first of the rows is the one that is weighed.
fn verdict(stated: &[&TradeFlow], expected: impl Fn(&dyn Fn(&TradeFlow) -> Interval) -> bool) -> &'static str {
    if !expected(&range) {
        // What stands in other sentences only may speak of something else after all.
        let near = stated[1..].iter().any(|f| same_sentence(f, stated[0]));
        return if near { "inconsistent" } else { "ambiguous" };
    }
    let closed = |flow: &TradeFlow| {
        let range = range(flow);
        if range.is_open() { Interval::new(flow.value * 0.9, flow.value * 1.1) } else { range }
    };
    if stated.iter().any(|f| range(f).is_open()) && !expected(&closed) { "ambiguous" } else { "consistent" }
}

fn check(
    code: &str,
    rows: &[&TradeFlow],
    statement: String,
    expected: Interval,
    observed: f64,
    verdict: &str,
    reading: Option<&str>,
) -> Check {
    let ids: Vec<&str> = rows.iter().map(|r| r.flow_id.as_str()).collect();
    let parts: Vec<&str> = std::iter::once(code).chain(ids.iter().copied()).collect();
    let bound = |value: f64| value.is_finite().then_some(value);
    Check {
        check_id: stable_id("ck", &parts),
        code: code.to_owned(),
        rows: ids.into_iter().map(str::to_owned).collect(),
        statement,
        expected_low: bound(expected.low),
        expected_high: bound(expected.high),
        observed: Some(observed),
        verdict: verdict.to_owned(),
        reading: reading.map(str::to_owned),
    }
}

#[cfg(test)]
pub(crate) mod fixture {
    use super::*;
    use amur_model::Common;
    use serde::Deserialize;

    /// A figure in a fixture: a line of CSV. Columns that a check does not need may be left out.
    #[derive(Deserialize)]
    struct Row {
        id: String,
        sentence: i64,
        reporter: String,
        partner: String,
        flow: Flow,
        #[serde(default)]
        product: Option<String>,
        measure: Measure,
        value: f64,
        unit: String,
        qualifier: amur_model::Qualifier,
        written: String,
        year: Option<i16>,
        base_year: Option<i16>,
        #[serde(default)]
        base_reporter: Option<String>,
        #[serde(default)]
        base_partner: Option<String>,
        #[serde(default)]
        base_product: Option<String>,
    }

    pub fn flows(csv: &str) -> Vec<TradeFlow> {
        let first = |year: i16| jiff::civil::date(year, 1, 1);
        let last = |year: i16| jiff::civil::date(year, 12, 31);
        let rows = csv::Reader::from_reader(csv.as_bytes()).into_deserialize::<Row>().map(Result::unwrap);
        rows.enumerate()
            .map(|(i, row)| TradeFlow {
                flow_id: row.id,
                common: Common {
                    doc_id: "d".into(),
                    span_start: 10 * i as i64,
                    sentence_start: row.sentence,
                    written: row.written,
                    ..Common::default()
                },
                reporter: Some(row.reporter),
                partner: Some(row.partner),
                flow: Some(row.flow),
                product: row.product.filter(|p| !p.is_empty()),
                measure: row.measure,
                value: row.value,
                unit: row.unit,
                qualifier: row.qualifier,
                period_start: row.year.map(first),
                period_end: row.year.map(last),
                base_start: row.base_year.map(first),
                base_end: row.base_year.map(last),
                base_reporter: row.base_reporter.filter(|p| !p.is_empty()),
                base_partner: row.base_partner.filter(|p| !p.is_empty()),
                base_product: row.base_product.filter(|p| !p.is_empty()),
                ..TradeFlow::default()
            })
            .collect()
    }

    /// The checks of one code as lines, for a snapshot.
    pub fn told(code: &str, csv: &str) -> String {
        let checks = run(&flows(csv)).into_iter().filter(|c| c.code == code);
        let mut lines: Vec<String> = checks
            .map(|c| {
                format!("{} {}{}: {}", c.rows.join("+"), c.verdict, c.reading.map_or_else(String::new, |r| format!(" ({r})")), c.statement)
            })
            .collect();
        lines.sort();
        lines.join("\n")
    }
}
