//! Checks of what texts state, one file each.
//!
//! A check relates figures that speak of the same trade, computes with ranges (a figure stands for every value that its
//! printed digits allow), and says whether they go together. It accuses only where no value in any range does: a figure
//! whose counterpart is not certain is left alone, and so is one whose words may explain the difference.
//!
//! Most weigh the figures of one text ([`of_texts`]); `TRD106`, `TRD107` and `TRD110` those of all ([`of_facts`]).

mod trd101;
mod trd102;
mod trd103;
mod trd104;
mod trd105;
mod trd106;
mod trd107;
mod trd108;
mod trd109;
mod trd110;

use crate::caveats;
use crate::claims::Fact;
use crate::interval::{Interval, has_digits};
use ahash::AHashMap;
use amur_model::id::stable_id;
use amur_model::{Check, Flow, Measure, TradeFlow};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The checks that look at one text at a time, of the flows of some texts, by code and id.
pub fn of_texts(flows: &[TradeFlow]) -> Vec<Check> {
    let figures = Figures::new(flows);
    let all = [trd101::check, trd102::check, trd103::check, trd104::check, trd105::check, trd108::check, trd109::check];
    sorted(all.iter().flat_map(|check| check(&figures)))
}

/// The checks that look at several texts, of all facts about some trades, by code and id.
pub fn of_facts(facts: &[Fact]) -> Vec<Check> {
    let all = [trd106::check, trd107::check, trd110::check];
    sorted(all.iter().flat_map(|check| check(facts)))
}

fn sorted(checks: impl Iterator<Item = Check>) -> Vec<Check> {
    let mut checks: Vec<Check> = checks.collect();
    checks.sort_by(|a, b| (&a.code, &a.check_id).cmp(&(&b.code, &b.check_id)));
    checks.dedup_by(|a, b| a.check_id == b.check_id);
    checks
}

type Period = (Option<Date>, Option<Date>);

/// What trade a figure of a text is about, but for its time.
type Trade<'a> = (&'a str, Option<&'a str>, Option<&'a str>, Option<Flow>, Option<&'a str>);

/// What a text says of a trade in one unit and period.
#[derive(Default)]
struct Levels<'a> {
    /// In the order of the text.
    rows: Vec<&'a TradeFlow>,
    /// The values that all of them allow; empty where the text says several things, so that it is not certain which trade each
    /// is of.
    common: Option<Interval>,
}

/// The figures of some texts, found in logarithmic time: a text may state the same trade a hundred thousand times.
struct Figures<'a> {
    flows: &'a [TradeFlow],
    levels: AHashMap<(Trade<'a>, &'a str, Period), Levels<'a>>,
    /// By trade and the sentence that they stand in.
    sentences: AHashMap<(Trade<'a>, i64), Vec<&'a TradeFlow>>,
    /// The units that a trade's levels are in.
    units: AHashMap<Trade<'a>, BTreeSet<&'a str>>,
    /// The growths and multiples that a sentence states of one trade and time.
    changes: AHashMap<(Trade<'a>, i64, Period, Period), usize>,
}

impl<'a> Figures<'a> {
    fn new(flows: &'a [TradeFlow]) -> Self {
        let mut figures =
            Figures { flows, levels: AHashMap::new(), sentences: AHashMap::new(), units: AHashMap::new(), changes: AHashMap::new() };
        let mut levels: Vec<&TradeFlow> = figures.of(Measure::Value).collect();
        levels.sort_by_key(|f| f.common.span_start);
        for flow in levels {
            let trade = trade(flow);
            let levels = figures.levels.entry((trade, &flow.unit, period(flow))).or_default();
            levels.common = if levels.rows.is_empty() { Some(range(flow)) } else { levels.common.and_then(|c| c.and(range(flow))) };
            levels.rows.push(flow);
            figures.sentences.entry((trade, flow.common.sentence_start)).or_default().push(flow);
            figures.units.entry(trade).or_default().insert(&flow.unit);
        }
        for flow in figures.of(Measure::Growth).chain(figures.of(Measure::Ratio)) {
            *figures.changes.entry(change_of(flow)).or_default() += 1;
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
        let levels = &self.levels.get(&(trade, unit, period))?.rows;
        let next = levels.partition_point(|l| l.common.span_start < to.common.span_start);
        let around = levels[next.saturating_sub(1)..].iter().take(2);
        around.copied().filter(|l| period.1.is_some() || same_sentence(l, to)).min_by_key(|l| distance(l, to))
    }

    /// Does the text say one thing only of the trade, unit and period of a level?
    fn is_settled(&self, level: &'a TradeFlow) -> bool {
        level.measure != Measure::Value
            || self.levels.get(&(trade(level), level.unit.as_str(), period(level))).is_some_and(|levels| levels.common.is_some())
    }

    /// Is a growth or multiple the only one that its sentence states of its trade and time? Else one of them may be of a
    /// quantity, or of goods that no list knows.
    fn is_only_change(&self, change: &'a TradeFlow) -> bool {
        self.changes.get(&change_of(change)).is_none_or(|n| *n == 1)
    }

    /// The levels, before and after, that a growth or a ratio may speak of: a pair for each unit, the nearest first.
    /// Where both periods are known they tell; else the levels of the same sentence do, if there are just two, in the
    /// order of their times where these are known.
    fn before_and_after(&self, figure: &'a TradeFlow, grew: bool) -> Vec<(&'a TradeFlow, &'a TradeFlow)> {
        let trade = trade(figure);
        let (mut now, mut base) = (period(figure), (figure.base_start, figure.base_end));
        // Nothing grows from a later time to an earlier one: where the text's order was misread, the times still tell.
        if base.1 > now.1 && now.1.is_some() {
            (now, base) = (base, now);
        }
        let here = self.sentences.get(&(trade, figure.common.sentence_start)).map(Vec::as_slice).unwrap_or_default();
        let pairs = self.units(trade).filter_map(|unit| {
            if base.1.is_some() && now.1.is_some() {
                let levels = (self.nearest(figure, trade, base, unit), self.nearest(figure, trade, now, unit));
                if let (Some(before), Some(after)) = levels {
                    return Some((before, after));
                }
            }
            let here: Vec<&TradeFlow> = here.iter().filter(|l| l.unit == unit).copied().collect();
            let [a, b] = here[..] else { return None };
            let (of_a, of_b) = (period(a), period(b));
            if of_a.1.is_some() && of_b.1.is_some() && of_a != of_b {
                let known = |level: Period| level == now || level == base;
                return (known(of_a) || known(of_b)).then_some(if of_a.1 < of_b.1 { (a, b) } else { (b, a) });
            }
            let is_now = |level: Period| now.1.is_some() && level == now;
            match (is_now(of_a), is_now(of_b)) {
                (true, false) if of_b.1.is_none() => Some((b, a)),
                (false, true) if of_a.1.is_none() => Some((a, b)),
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

    /// How a stated figure, the first of the rows, goes with what the others allow. A bound ("over 300 billion") that would
    /// have to be stretched by more than a tenth, and a word ("doubled") that would by more than a seventh, hang on how far
    /// they may be. What stands in other sentences farther off, or where the text says several things of one trade, may speak of
    /// something else after all.
    fn verdict(&self, stated: &[&'a TradeFlow], fits: impl Fn(&dyn Fn(&TradeFlow) -> Interval) -> bool) -> &'static str {
        const WORD: f64 = 0.15;
        let stretched = |flow: &TradeFlow, by: f64| Interval::new(flow.value * (1.0 - by), flow.value * (1.0 + by));
        if !fits(&range) {
            let near = stated[1..].iter().any(|f| is_near(f, stated[0]));
            let settled = stated.iter().all(|f| self.is_settled(f));
            let loose = |flow: &TradeFlow| if has_digits(&flow.common.written) { range(flow) } else { stretched(flow, WORD) };
            return if near && settled && !fits(&loose) { "inconsistent" } else { "ambiguous" };
        }
        let closed = |flow: &TradeFlow| {
            let range = range(flow);
            if range.is_open() { stretched(flow, 0.1) } else { range }
        };
        if stated.iter().any(|f| range(f).is_open()) && !fits(&closed) { "ambiguous" } else { "consistent" }
    }
}

/// What a growth or multiple is of: its trade, sentence, period and base.
fn change_of(flow: &TradeFlow) -> (Trade<'_>, i64, Period, Period) {
    (trade(flow), flow.common.sentence_start, period(flow), (flow.base_start, flow.base_end))
}

/// An accusation that words in the sentences may explain is none: the verdict, and the kind of words.
fn excused(verdict: &'static str, rows: &[&TradeFlow], kinds: &[&str]) -> (&'static str, Option<&'static str>) {
    if verdict != "inconsistent" {
        return (verdict, None);
    }
    let words = rows.iter().flat_map(|r| caveats::kinds(&r.common.quote)).find(|kind| kinds.contains(kind));
    words.map_or((verdict, None), |kind| ("ambiguous", Some(kind)))
}

/// The same of two facts, whose statements know what words stand by them.
fn excused_statements(verdict: &'static str, facts: &[&Fact], kinds: &[&'static str]) -> (&'static str, Option<&'static str>) {
    if verdict != "inconsistent" {
        return (verdict, None);
    }
    let warned = |kind: &&&str| facts.iter().flat_map(|f| &f.statements).any(|s| s.warns(kind));
    kinds.iter().find(warned).map_or((verdict, None), |kind| ("ambiguous", Some(*kind)))
}

/// What may explain that a change does not fit levels in this unit: money has a quantity beside it, a quantity has a value.
fn caveats_of_changes(unit: &str) -> [&'static str; 4] {
    let other = if crate::claims::is_currency(unit) { "quantity" } else { "worth" };
    ["annual_average", "real", "currency_terms", other]
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

/// In one sentence, or in two that follow each other.
fn is_near(a: &TradeFlow, b: &TradeFlow) -> bool {
    /// Bytes between two sentences of a paragraph.
    const GAP: i64 = 4;
    let (first, second) = if a.common.sentence_start <= b.common.sentence_start { (a, b) } else { (b, a) };
    let between = second.common.sentence_start - first.common.sentence_end;
    a.common.doc_id == b.common.doc_id && (same_sentence(a, b) || (0..=GAP).contains(&between))
}

fn distance(a: &TradeFlow, b: &TradeFlow) -> i64 {
    (a.common.span_start - b.common.span_start).abs()
}

fn range(flow: &TradeFlow) -> Interval {
    Interval::printed(flow.value, &flow.common.written, flow.qualifier)
}

/// A level as printed, with its unit and time: `37.3 billion CNY (2024)`.
fn shown(flow: &TradeFlow) -> String {
    format!("{}{}", amount(flow), when(period(flow)))
}

/// A figure as printed, with its unit: `37.3 billion CNY`, `5.2%`.
fn amount(flow: &TradeFlow) -> String {
    let (written, unit) = (flow.common.written.as_str(), flow.unit.as_str());
    if matches!(unit, "%" | "times" | "rank") { written.to_owned() } else { format!("{written} {unit}") }
}

/// ` (2024)`, ` (2024-01-01 to 2024-05-31)`, or nothing.
fn when(period: Period) -> String {
    match period {
        (Some(start), Some(end)) if start.year() == end.year() && (start.month(), end.month()) == (1, 12) => {
            format!(" ({})", end.year())
        }
        (Some(start), Some(end)) => format!(" ({start} to {end})"),
        _ => String::new(),
    }
}

/// Whose trade a figure is about: `export Heilongjiang to Russia`.
fn subject(flow: &TradeFlow) -> String {
    let (kind, towards) = match flow.flow {
        Some(Flow::Export) => ("export", "to"),
        Some(Flow::Import) => ("import", "from"),
        Some(Flow::Balance) => ("balance", "with"),
        Some(Flow::Trade) | None => ("trade", "with"),
    };
    let side = |name: &Option<String>, code: &Option<String>| name.as_ref().or(code.as_ref()).map_or("?", String::as_str).to_owned();
    let product = flow.product.as_ref().map_or_else(String::new, |p| format!(" of {p}"));
    let (reporter, partner) = (side(&flow.reporter_name, &flow.reporter), side(&flow.partner_name, &flow.partner));
    format!("{kind}{product} {reporter} {towards} {partner}")
}

/// Two decimals, none where there is nothing behind them.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The power of ten that a figure is best told in, and its name.
fn scale(flow: &TradeFlow) -> (f64, &'static str) {
    let scales = [(1e12, "trillion"), (1e9, "billion"), (1e6, "million"), (1e3, "thousand")];
    scales.into_iter().find(|(scale, _)| flow.value.abs() >= *scale).unwrap_or((1.0, ""))
}

fn span(range: Interval) -> String {
    match (range.low.is_finite(), range.high.is_finite()) {
        (true, true) => format!("{} to {}", number(range.low), number(range.high)),
        (true, false) => format!("at least {}", number(range.low)),
        _ => format!("at most {}", number(range.high)),
    }
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
    use crate::claims;
    use amur_model::{Common, Document};
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
        /// Where the period is no year.
        #[serde(default)]
        start: Option<Date>,
        #[serde(default)]
        end: Option<Date>,
        #[serde(default)]
        doc: Option<String>,
        /// When the text was published.
        #[serde(default)]
        date: Option<Date>,
        #[serde(default)]
        quote: String,
        #[serde(default)]
        base_reporter: Option<String>,
        #[serde(default)]
        base_partner: Option<String>,
        #[serde(default)]
        base_product: Option<String>,
    }

    fn rows(csv: &str) -> impl Iterator<Item = Row> {
        csv::Reader::from_reader(csv.as_bytes()).into_deserialize::<Row>().map(Result::unwrap)
    }

    fn doc(row: &Row) -> String {
        row.doc.clone().unwrap_or_else(|| "d".to_owned())
    }

    fn flows(csv: &str) -> Vec<TradeFlow> {
        let first = |year: i16| jiff::civil::date(year, 1, 1);
        let last = |year: i16| jiff::civil::date(year, 12, 31);
        rows(csv)
            .enumerate()
            .map(|(i, row)| TradeFlow {
                common: Common {
                    doc_id: doc(&row),
                    span_start: 10 * i as i64,
                    // Sentences of a fixture stand apart.
                    sentence_start: 1000 * row.sentence,
                    sentence_end: 1000 * row.sentence + 500,
                    written: row.written,
                    quote: row.quote.into(),
                    ..Common::default()
                },
                flow_id: row.id,
                reporter: Some(row.reporter),
                partner: Some(row.partner),
                flow: Some(row.flow),
                product: row.product.filter(|p| !p.is_empty()),
                measure: row.measure,
                value: row.value,
                unit: row.unit,
                qualifier: row.qualifier,
                period_start: row.start.or(row.year.map(first)),
                period_end: row.end.or(row.year.map(last)),
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
        let checks = of_texts(&flows(csv)).into_iter();
        lines(checks.filter(|c| c.code == code))
    }

    /// The same of a check that looks at several texts.
    pub fn told_of_facts(code: &str, csv: &str) -> String {
        let document = |row: Row| Document { doc_id: doc(&row), date: row.date, ..Document::default() };
        let documents: Vec<Document> = rows(csv).map(document).collect();
        let statements = claims::statements(&flows(csv), &documents);
        lines(of_facts(&claims::facts(&statements)).into_iter().filter(|c| c.code == code))
    }

    fn lines(checks: impl Iterator<Item = Check>) -> String {
        let mut lines: Vec<String> = checks
            .map(|c| {
                format!("{} {}{}: {}", c.rows.join("+"), c.verdict, c.reading.map_or_else(String::new, |r| format!(" ({r})")), c.statement)
            })
            .collect();
        lines.sort();
        lines.join("\n")
    }
}
