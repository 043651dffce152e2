//! Tables: a figure is told by its row, its column, and what stands above them. Whatever is not sure is left out.

mod amount;
mod label;
mod words;

pub use amount::{Amounts, Unit};
pub use label::Label;
pub use words::Words;

use super::frame::{Frame, Slot, WORLD, Who, same_place};
use super::time::{Clock, When};
use super::vocab::{FlowCue, Vocabulary};
use super::walk::{Base, Statement};
use crate::periods::base_of;
use crate::rows;
use crate::token::{Figure, FigureKind};
use amur_model::{Flow, Measure};
use std::ops::Range;

/// The rule of what tables state, and how often that is right: no fit has seen enough of it to weigh it.
pub const RULE: &str = "relate.table";
pub const CONFIDENCE: f64 = 0.6;

/// What holds for the whole table: its caption, and the text before it.
pub struct Caption {
    pub frame: Frame,
    pub period: Option<When>,
    pub units: Vec<Unit>,
}

impl Caption {
    /// `home` is whose trade the text is of, `period` the time that it is about.
    pub fn new(label: Label, home: Option<Who>, period: Option<When>, units: Vec<Unit>) -> Self {
        let frame = Frame {
            // `Laos and its neighbours in 2023`
            reporter: label.reporter.or(label.place).or(home),
            partner: label.partner,
            flow: label.flow,
            product: label.product,
        };
        Caption { frame, period: label.period.or(period), units }
    }
}

/// The columns of a table, the first of them the stub.
pub struct Columns<'a> {
    vocabulary: &'a Vocabulary,
    caption: Caption,
    /// Bytes of the view that the header takes, and what it says.
    labels: Vec<Label>,
    /// The column of the names.
    stub: usize,
}

impl<'a> Columns<'a> {
    /// None where no column tells what it is.
    pub fn new(vocabulary: &'a Vocabulary, caption: Caption, mut labels: Vec<Label>) -> Option<Self> {
        add_both_ways(&mut labels);
        let stub = labels.iter().position(|label| !label.says.skip)?;
        (stub + 1 < labels.len()).then_some(Columns { vocabulary, caption, labels, stub })
    }

    /// How many columns it has.
    pub fn count(&self) -> usize {
        self.labels.len()
    }

    pub fn stub(&self) -> usize {
        self.stub
    }

    /// What the row's name means here, if it is one that can be told. `before` is the row before it.
    pub fn row(&self, mut row: Label, before: Option<&Label>) -> Option<Label> {
        let bare = row.place.is_none() && row.product.is_none() && !row.total;
        // `Russia`, and below it `of which exports`.
        if let Some(before) = before.filter(|_| bare && row.flow.is_some()) {
            (row.place, row.product) = (before.place.clone(), before.product.clone());
        } else if bare && self.labels[self.stub].says.goods {
            row.product = row.words.clone();
        }
        // `Exports`, `Imports`, and below them `Total`.
        let way = before.and_then(|before| before.flow.as_ref()).filter(|flow| flow.value.flow.is_one_way());
        if let Some(flow) = way.filter(|_| row.total && row.flow.is_none() && row.place.is_none()) {
            row.flow = Some(Slot::new(FlowCue { flow: Flow::Trade, ..flow.value }, flow.at.clone()));
        }
        let named = row.place.is_some()
            || row.partner.is_some()
            || row.product.is_some()
            || row.period.is_some()
            || row.flow.is_some()
            || row.total;
        (named && !row.says.skip && !row.other).then_some(row)
    }

    /// The unit of a cell in column `at`: its own, its row's, or the caption's.
    pub fn unit<'l>(&'l self, at: usize, row: &'l Label) -> Option<&'l Unit> {
        let column = &self.labels[at];
        let says = column.says;
        if let Some(unit) = column.units.first() {
            return Some(unit);
        }
        // 同比 below 单位：亿元、%: of another kind than the amounts.
        if says.rate || says.share {
            return self.caption.units.iter().find(|unit| unit.kind == FigureKind::Percent);
        }
        let fits = |unit: &&Unit| match unit.kind {
            FigureKind::Money(_) => !says.quantity,
            FigureKind::Quantity(_) => !says.money,
            _ => false,
        };
        let only = |units: &'l [Unit]| {
            let mut fit = units.iter().filter(fits);
            fit.next().filter(|_| fit.next().is_none())
        };
        only(&row.units).or_else(|| only(&self.caption.units))
    }

    /// What the figure in column `at` of the row states; `index` is its number among the row's.
    pub fn statement(&self, at: usize, row: &Label, figure: &Figure, index: usize, clock: &Clock) -> Option<Statement> {
        let column = &self.labels[at];
        if column.says.skip || column.other || !column.is_told() {
            return None;
        }
        let measure = measure(column, row, figure)?;
        let frame = self.frame(at, row)?;
        let flow = frame.flow.as_ref()?.value;
        let period =
            column.period.as_ref().or(row.period.as_ref()).or(self.year_before(at, measure)).or(self.caption.period.as_ref()).cloned()?;
        let against = column.against.as_ref().or(row.against.as_ref());
        let base_period = against
            .filter(|_| measure != Measure::Value && measure != Measure::Share)
            .and_then(|against| base_of(period.value, &against.value, &clock.context()).map(|days| Slot::new(days, against.at.clone())));
        let base = if measure == Measure::Share { share_of(&frame, row)? } else { Base::default() };
        let balance = flow.flow == Flow::Balance && flow.sign != 0 && measure == Measure::Value;
        Some(Statement {
            figure: index,
            measure,
            value: if balance { figure.value.abs() * f64::from(flow.sign) } else { figure.value },
            frame,
            base,
            period: Some(period),
            base_period,
            unit: rows::unit(figure.kind, measure),
            rule: RULE,
            lent: self.lent(at, row, measure),
            part: None,
        })
    }

    /// The time of the columns before column `at`: `2014 | 2015 | Share`; of a change the later one: `2015 | 2014 | % change`.
    fn year_before(&self, at: usize, measure: Measure) -> Option<&When> {
        let mut before = self.labels[..at].iter().rev().map(|label| label.period.as_ref()).skip_while(Option::is_none);
        match measure {
            Measure::Value | Measure::Share => before.next()?,
            _ => before.map_while(|when| when).max_by_key(|when| when.value),
        }
    }

    /// Which words outside the row say what the figure in column `at` counts.
    fn lent(&self, at: usize, row: &Label, measure: Measure) -> Vec<(&'static str, Range<usize>)> {
        let unit = self.unit(at, row).into_iter().flat_map(|unit| ["value", "unit", "measure"].map(|column| (column, unit.at.clone())));
        let words = self.labels[at].words.as_ref().filter(|_| measure != Measure::Value);
        unit.chain(words.map(|words| ("measure", words.at.clone()))).collect()
    }

    /// `Exports | Change`: the column that another is about.
    fn leader(&self, at: usize) -> &Label {
        let moves = |label: &Label| label.says.rate || label.says.share;
        let column = &self.labels[at];
        let amounts = || self.labels[self.stub + 1..at].iter().rev().find(|label| !moves(label) && !label.says.skip);
        if moves(column) && column.flow.is_none() { amounts().unwrap_or(column) } else { column }
    }

    /// Whose trade of what with whom.
    fn frame(&self, at: usize, row: &Label) -> Option<Frame> {
        let column = self.leader(at);
        let told = |get: fn(&Label) -> &Option<Who>| get(column).clone().or_else(|| get(row).clone());
        let caption = &self.caption.frame;
        let mut frame = Frame {
            reporter: told(|label| &label.reporter).or_else(|| caption.reporter.clone()),
            partner: told(|label| &label.partner).or_else(|| caption.partner.clone()),
            flow: column.flow.clone().or_else(|| row.flow.clone()).or_else(|| caption.flow.clone()),
            product: column.product.clone().or_else(|| row.product.clone()).or_else(|| caption.product.clone()),
        };
        let partners = self.labels[self.stub].says.partner;
        for place in [&column.place, &row.place].into_iter().flatten() {
            // The provinces of a country trade themselves.
            let inside = frame.reporter.as_ref().map_or(!partners, |home| self.vocabulary.lies_in(&place.value, &home.value));
            *(if inside { &mut frame.reporter } else { &mut frame.partner }) = Some(place.clone());
        }
        // `Total` closes a list of goods, or one of partners; `Total trade` below exports and imports is theirs.
        if row.total && row.flow.is_none() && row.place.is_none() && !self.labels[self.stub].says.goods {
            frame.partner = column.partner.clone();
        }
        // `India's exports` below a caption on Peru's trade with India.
        if same_place(&frame.reporter, &frame.partner) && same_place(&frame.reporter, &caption.partner) {
            frame.partner = caption.reporter.clone();
        }
        let with_itself = same_place(&frame.reporter, &frame.partner);
        (frame.reporter.is_some() && !with_itself).then_some(frame)
    }
}

/// `Exports | Imports | Volume`, `Exports | Imports | Total`: what stands beside both ways of trade is their sum.
fn add_both_ways(labels: &mut [Label]) {
    let way = |flow: Flow| labels.iter().filter_map(|label| label.flow.as_ref()).find(|told| told.value.flow == flow);
    let (Some(export), Some(_)) = (way(Flow::Export), way(Flow::Import)) else { return };
    let cue = FlowCue { flow: Flow::Trade, ..export.value };
    // `Exports to Japan | Imports from Japan | Total`
    let partner = |flow: Flow| {
        let told = labels.iter().find(|label| label.flow.as_ref().is_some_and(|told| told.value.flow == flow));
        told.and_then(|label| label.partner.clone())
    };
    let (to, from) = (partner(Flow::Export), partner(Flow::Import));
    let partner = to.filter(|_| same_place(&partner(Flow::Export), &from));
    let sums = |label: &&mut Label| (label.total || label.says.quantity) && label.flow.is_none() && label.units.is_empty();
    for label in labels.iter_mut().skip(1).filter(sums) {
        let Some(words) = label.words.as_ref().filter(|_| label.place.is_none() && label.product.is_none()) else { continue };
        label.flow = Some(Slot::new(cue, words.at.clone()));
        label.partner = label.partner.take().or_else(|| partner.clone());
        label.says.quantity = false;
    }
}

/// What a figure measures; None where the labels do not say.
fn measure(column: &Label, row: &Label, figure: &Figure) -> Option<Measure> {
    let (rate, share) = (column.says.rate || row.says.rate || column.against.is_some(), column.says.share || row.says.share);
    Some(match figure.kind {
        FigureKind::Percent if rate && share => return None,
        FigureKind::Percent if share => Measure::Share,
        FigureKind::Percent if rate => Measure::Growth,
        FigureKind::Times if rate => Measure::Ratio,
        FigureKind::Money(_) | FigureKind::Quantity(_) if rate => Measure::Change,
        FigureKind::Money(_) | FigureKind::Quantity(_) if !share => Measure::Value,
        _ => return None,
    })
}

/// A share of all partners, or of all goods, by what the row names.
fn share_of(frame: &Frame, row: &Label) -> Option<Base> {
    if let Some(product) = row.product.as_ref() {
        return Some(Base { product: Some(Slot::new("all".to_owned(), product.at.clone())), ..Base::default() });
    }
    let partner = frame.partner.as_ref().filter(|who| who.value != WORLD && row.place.is_some())?;
    Some(Base { partner: Some(Slot::new(WORLD.to_owned(), partner.at.clone())), ..Base::default() })
}

/// The cells of a row as bytes of the view; `row` is where it stands there.
pub fn cells(view: &str, row: Range<usize>) -> Vec<Range<usize>> {
    let mut start = row.start;
    let cell = |part: &str| {
        let begin = start + (part.len() - part.trim_start().len());
        let end = begin + part.trim().len();
        start += part.len() + 1;
        begin..end
    };
    view[row].split('\t').map(cell).collect()
}
