//! Statements to rows of the published tables, with a span for each cell that was read.

use crate::figures::{is_converted, led_by_about};
use crate::indicators::Stated;
use crate::periods::OPEN;
use crate::references::Cites;
use crate::relate::frame::{Slot, WORLD};
use crate::relate::table;
use crate::relate::time::When;
use crate::relate::walk::Statement;
use crate::token::{Figure, FigureKind, RangeEnd};
use crate::units::Unit;
use ahash::AHashMap;
use amur_model::id::stable_id;
use amur_model::{CellSpan, Common, Fact, Indicator, Measure, Qualifier, Span, TradeFlow};
use amur_text::Reading;
use compact_str::CompactString;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// Where a statement stands.
pub struct Origin<'a> {
    pub reading: &'a Reading,
    pub doc_id: &'a str,
    /// Bytes of the view.
    pub sentence: Range<usize>,
    pub text: &'a str,
    /// The text, as its rows share it.
    pub quote: Arc<str>,
    pub units: &'a [Unit],
    pub figures: &'a [Figure],
}

impl Origin<'_> {
    /// Bytes of the view that a figure of the sentence takes with its currency, unit and qualifier; both ends of a range.
    fn expression(&self, figure: usize) -> Range<usize> {
        let (first, last) = match self.figures[figure].end {
            Some(RangeEnd::Low) if figure + 1 < self.figures.len() => (figure, figure + 1),
            Some(RangeEnd::High) if figure > 0 => (figure - 1, figure),
            _ => (figure, figure),
        };
        let units = self.figures[first].units.start..self.figures[last].units.end.max(self.figures[first].units.end);
        let at = self.sentence.start;
        at + self.units[units.start].start as usize..at + self.units[units.end - 1].end as usize
    }
}

/// Tells rows apart that say the same in the same words.
#[derive(Default)]
pub struct Ids {
    seen: AHashMap<String, u32>,
}

impl Ids {
    /// An id of what the text says and where in the sentence it says it, not of how the program reads it, so that a row
    /// keeps its id when a rule gets better and when other rows come or go.
    fn next(&mut self, prefix: &str, doc_id: &str, quote: &str, written: &str, order: &str) -> String {
        let base = stable_id(prefix, &[doc_id, quote, written, order]);
        let count = self.seen.entry(base.clone()).or_insert(0);
        *count += 1;
        if *count == 1 { base } else { stable_id(prefix, &[doc_id, quote, written, order, &count.to_string()]) }
    }
}

/// The unit of a figure as the tables print it.
pub fn unit(kind: FigureKind, measure: Measure) -> &'static str {
    match kind {
        FigureKind::Money(code) => code,
        FigureKind::Percent => "%",
        FigureKind::Points => "pp",
        FigureKind::Times => "times",
        FigureKind::Rank => "rank",
        FigureKind::Quantity(unit) => unit,
        FigureKind::Plain if measure == Measure::Value => "units",
        FigureKind::Plain => "%",
    }
}

/// The common columns of a figure's row.
pub fn common(origin: &Origin, figure: &Figure, rule: &'static str, confidence: f64) -> Common {
    let at = origin.sentence.start;
    let span = origin.reading.raw_span(at + figure.anchor.start..at + figure.anchor.end);
    let sentence = origin.reading.raw_span(origin.sentence.clone());
    Common {
        doc_id: origin.doc_id.to_owned(),
        span_start: span.start,
        span_end: span.end,
        sentence_start: sentence.start,
        sentence_end: sentence.end,
        quote: Arc::clone(&origin.quote),
        written: origin.text[figure.anchor.clone()].to_owned(),
        rule: Cow::Borrowed(rule),
        confidence,
    }
}

/// A row has about so many cells.
const CELLS: usize = 12;

/// Collects the spans of a row's cells.
struct Cells<'a> {
    origin: &'a Origin<'a>,
    cells: Vec<CellSpan>,
    /// The last stretch of the view and its raw bytes: cells side by side are often of the same words.
    last: (Range<usize>, Span),
}

impl<'a> Cells<'a> {
    fn new(origin: &'a Origin<'a>) -> Self {
        Cells { origin, cells: Vec::with_capacity(CELLS), last: (0..0, Span::default()) }
    }
}

impl Cells<'_> {
    /// `at` is bytes of the view.
    fn add(&mut self, column: &'static str, at: &Range<usize>) {
        if at.is_empty() {
            return;
        }
        let inside = self.origin.sentence.start <= at.start && at.end <= self.origin.sentence.end;
        let origin = if inside { amur_model::Origin::Printed } else { amur_model::Origin::Inherited };
        if self.last.0 != *at {
            self.last = (at.clone(), self.origin.reading.raw_span(at.clone()));
        }
        self.cells.push(CellSpan::new(column, self.last.1, origin));
    }

    /// What a figure of the sentence says of itself.
    fn figure(&mut self, index: usize, value: f64, unit: &str, measure: Measure) {
        let figures = self.origin.figures;
        let Figure { anchor, qualifier, .. } = &figures[index];
        let (whole, at) = (self.origin.expression(index), self.origin.sentence.start);
        self.add("value", &(at + anchor.start..at + anchor.end));
        self.add("unit", &whole);
        self.add("measure", &whole);
        if *qualifier != Qualifier::Exact {
            // An amount in another currency is one by what stands before its bracket.
            let before = index.checked_sub(1).filter(|&i| is_converted(self.origin.text, self.origin.units, &figures[i], &figures[index]));
            let about = || led_by_about(self.origin.text, self.origin.units, &figures[index]);
            let start = match before {
                Some(i) => self.origin.expression(i).start,
                None => about().map_or(whole.start, |unit| at + self.origin.units[unit].start as usize),
            };
            self.add("qualifier", &(start..whole.end));
        }
        if self.says_its_unit(index) && figures[index].value.abs() == value.abs() {
            return;
        }
        // Figures side by side share the unit, and the scale, of one of them.
        let lends = |i: &usize| *i != index && self::unit(figures[*i].kind, measure) == unit && self.says_its_unit(*i);
        let lender = (0..figures.len()).filter(lends).min_by_key(|i| (*i < index, i.abs_diff(index)));
        if let Some(lender) = lender.map(|i| self.origin.expression(i)) {
            for column in ["value", "unit", "measure"] {
                self.add(column, &lender);
            }
        }
    }

    /// Has a figure a sign or a word for its unit, of its own?
    fn says_its_unit(&self, index: usize) -> bool {
        let Figure { anchor, kind, .. } = &self.origin.figures[index];
        let is_bare = self.origin.text[anchor.clone()].ends_with(|c: char| c.is_ascii_digit());
        match kind {
            FigureKind::Money(_) | FigureKind::Quantity(_) => self.origin.expression(index).len() > anchor.len(),
            FigureKind::Plain => false,
            _ => !is_bare,
        }
    }

    fn cites(&mut self, cites: &Cites) {
        cites.marks.iter().for_each(|mark| self.add("cites", mark));
    }

    fn take<T: Clone>(&mut self, column: &'static str, slot: &Option<Slot<T>>) -> Option<T> {
        let slot = slot.as_ref()?;
        self.add(column, &slot.at);
        Some(slot.value.clone())
    }

    fn text(&mut self, column: &'static str, slot: &Option<Slot<CompactString>>) -> Option<String> {
        self.take(column, slot).map(CompactString::into_string)
    }

    fn days(&mut self, columns: [&'static str; 2], when: &Option<When>) -> (Option<jiff::civil::Date>, Option<jiff::civil::Date>) {
        let Some(when) = when else { return (None, None) };
        for column in columns {
            self.add(column, &when.at);
        }
        (Some(when.value.0), Some(when.value.1).filter(|&last| last != OPEN))
    }
}

/// A row of `trade_flows` is weighed when all rows of its text are there, but for those of tables.
pub const UNWEIGHED: f64 = 0.0;

/// A statement as a row of `trade_flows`.
pub fn flow(origin: &Origin, statement: &Statement, cites: &Cites, ids: &mut Ids) -> Fact<TradeFlow> {
    let figure = &origin.figures[statement.figure];
    let confidence = if statement.rule == table::RULE { table::CONFIDENCE } else { UNWEIGHED };
    let common = common(origin, figure, statement.rule, confidence);
    let mut cells = Cells::new(origin);
    cells.figure(statement.figure, statement.value, statement.unit, statement.measure);
    statement.lent.iter().for_each(|(column, at)| cells.add(column, at));
    cells.cites(cites);
    let frame = &statement.frame;
    let (period_start, period_end) = cells.days(["period_start", "period_end"], &statement.period);
    let (base_start, base_end) = cells.days(["base_start", "base_end"], &statement.base_period);
    let flow_id = ids.next("tf", origin.doc_id, &common.quote, &common.written, statement.part.as_deref().unwrap_or(""));
    let row = TradeFlow {
        flow_id,
        reporter: cells.text("reporter", &frame.reporter),
        partner: Some(cells.text("partner", &frame.partner).unwrap_or_else(|| WORLD.to_owned())),
        flow: cells.take("flow", &frame.flow).map(|cue| cue.flow),
        product: cells.text("product", &frame.product),
        measure: statement.measure,
        value: statement.value,
        unit: statement.unit.to_owned(),
        qualifier: figure.qualifier,
        period_start,
        period_end,
        base_start,
        base_end,
        base_reporter: cells.text("base_reporter", &statement.base.reporter),
        base_partner: cells.text("base_partner", &statement.base.partner),
        base_flow: cells.take("base_flow", &statement.base.flow),
        base_product: cells.text("base_product", &statement.base.product),
        base_text: cells.text("base_text", &statement.base.text),
        cites: cites.ids.clone(),
        common,
        ..TradeFlow::default()
    };
    Fact { row, cells: cells.cells }
}

/// A statement as a row of `indicators`.
pub fn indicator(origin: &Origin, stated: &Stated, cites: &Cites, ids: &mut Ids) -> Fact<Indicator> {
    let figure = &origin.figures[stated.figure];
    let common = common(origin, figure, stated.rule, stated.confidence);
    let mut cells = Cells::new(origin);
    cells.figure(stated.figure, stated.value, stated.unit, stated.measure);
    cells.cites(cites);
    let subject = cells.text("subject", &Some(stated.subject.clone()));
    let subject_kind = subject.as_deref().map(|subject| kind_of(subject).to_owned());
    let (period_start, period_end) = cells.days(["period_start", "period_end"], &stated.period);
    let (base_start, base_end) = cells.days(["base_start", "base_end"], &stated.base_period);
    cells.add("indicator", &stated.indicator.at);
    let row = Indicator {
        indicator_id: ids.next("in", origin.doc_id, &common.quote, &common.written, &stated.indicator.value),
        subject,
        subject_kind,
        counterpart: cells.text("counterpart", &stated.counterpart),
        indicator: stated.indicator.value.clone(),
        measure: stated.measure,
        value: stated.value,
        unit: stated.unit.to_owned(),
        qualifier: figure.qualifier,
        period_start,
        period_end,
        base_start,
        base_end,
        base_subject: cells.text("base_subject", &stated.base_subject),
        base_text: cells.text("base_text", &stated.base_text),
        cites: cites.ids.clone(),
        common,
        ..Indicator::default()
    };
    Fact { row, cells: cells.cells }
}

/// A place's code begins with a capital; ids of zones are lower case.
fn kind_of(subject: &str) -> &'static str {
    match subject.split_once(':') {
        Some(("project", _)) => "project",
        Some(("policy", _)) => "policy",
        _ if subject.starts_with(|c: char| c.is_ascii_uppercase()) => "place",
        _ => "zone",
    }
}
