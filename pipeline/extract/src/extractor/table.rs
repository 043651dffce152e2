//! A table of a text, row by row.

use super::Extractor;
use super::text::{Course, is_row};
use super::tokens::Text;
use crate::relate::frame::Who;
use crate::relate::table::{Amounts, Caption, Columns, Label, cells};
use crate::relate::vocab::Strength;
use crate::relate::walk::{Statement, Walk};
use crate::token::Figure;
use crate::units::Unit;
use amur_model::Flow;
use amur_text::{Block, BlockKind};
use std::ops::Range;

/// So many blocks before a table may end with what it is of and its units, in a sentence no longer than this.
const ABOVE: usize = 3;
const LONGEST_CAPTION: usize = 240;

impl Text<'_> {
    /// Adds what a table states: the blocks of it, which begin with number `first` of the text.
    pub(super) fn table(&self, course: &mut Course, first: usize, table: &[Block]) {
        let header = table.iter().rfind(|block| block.kind == BlockKind::TableHeader);
        let row = table.iter().find(|block| block.kind == BlockKind::TableRow);
        let width = row.map_or(0, |row| cells(&self.reading.view, row.range.clone()).len());
        let Some(columns) = header.and_then(|header| self.columns(course, first, header, width)) else { return };
        let mut before = None;
        for row in table.iter().filter(|block| block.kind == BlockKind::TableRow) {
            before = self.row(course, &columns, before.as_ref(), row);
        }
    }

    fn amounts(&self) -> Amounts<'_> {
        let Extractor { figures, names, tables, .. } = self.extractor;
        Amounts { figures, names, lang: self.lang, words: tables, decimal_commas: self.decimal_commas }
    }

    fn label(&self, course: &Course, cell: Range<usize>) -> Label {
        let tokens = self.tokens(cell);
        let found = tokens.found(&[]);
        Label::read(&Walk::new(&self.extractor.vocabulary, &found, &[], &course.context), &self.amounts(), &course.clock)
    }

    /// The columns by their header; one that its rows have more than it, `width` in all, is the first, which has no name.
    fn columns(&self, course: &Course, first: usize, header: &Block, width: usize) -> Option<Columns<'_>> {
        let view = &self.reading.view;
        let above = self.reading.blocks[..first].iter().rev().take(ABOVE).take_while(|block| !is_row(block));
        let above = above.map_while(|block| block.sentences.last()).take_while(|caption| caption.len() <= LONGEST_CAPTION);
        let units = above.clone().flat_map(|caption| self.amounts().units(&view[caption.clone()], caption.start)).collect();
        let (context, clock) = (&course.context, &course.clock);
        let mut captions = above.map(|caption| self.label(course, caption.clone())).filter(|label| !label.is_of_units());
        let mut caption = captions.next().unwrap_or_default();
        // `Bilateral trade in the years before was:`
        if caption.flow.as_ref().is_some_and(|flow| flow.value.strength == Strength::Pair) {
            caption.partner = caption.partner.or_else(|| context.last.partner.clone()).or_else(|| context.topic.partner.clone());
        }
        let mut labels: Vec<Label> = cells(view, header.range.clone()).into_iter().map(|cell| self.label(course, cell)).collect();
        // `Trade (million USD)`, in a text on the trade of two.
        let party = |label: &Label| label.reporter.is_some() || label.partner.is_some() || label.place.is_some();
        if caption.flow.is_some() && !party(&caption) && !labels.iter().any(party) && context.topic.flow() == Some(Flow::Trade) {
            caption.partner.clone_from(&context.topic.partner);
        }
        // `Our trade with Mongolia:` below a sentence on Mongolia's trade with us, `Exports to Mongolia` in a text that begins with it.
        let named = || caption.partner.iter().chain(labels.iter().filter_map(|label| label.partner.as_ref()));
        let other = |who: &&Who| named().all(|partner| partner.value != who.value);
        let told = [&context.last.reporter, &context.topic.reporter, &context.home].into_iter().flatten();
        let partners = [&context.last.partner, &context.topic.partner].into_iter().flatten();
        let home = told.chain(context.countries.iter()).chain(partners).find(other).cloned();
        let caption = Caption::new(caption, home, clock.last.clone().or_else(|| clock.lead.clone()), units);
        if labels.len() + 1 == width {
            labels.insert(0, Label::default());
        }
        Columns::new(&self.extractor.vocabulary, caption, labels)
    }

    /// Adds what a row states; what its name means, for the next.
    fn row(&self, course: &mut Course, columns: &Columns, before: Option<&Label>, block: &Block) -> Option<Label> {
        let cells = cells(&self.reading.view, block.range.clone());
        if cells.len() != columns.count() {
            return None;
        }
        let row = columns.row(self.label(course, cells[columns.stub()].clone()), before)?;
        let tokens = self.tokens(block.range.clone());
        let (mut figures, mut statements): (Vec<Figure>, Vec<Statement>) = (Vec::new(), Vec::new());
        for (at, cell) in cells.iter().enumerate().skip(columns.stub() + 1) {
            let words = &self.reading.view[cell.clone()];
            let Some(figure) = self.amounts().cell(words, columns.unit(at, &row)) else { continue };
            let Some(statement) = columns.statement(at, &row, &figure, figures.len(), &course.clock) else { continue };
            let anchor = cell.start - tokens.start..cell.end - tokens.start;
            figures.push(Figure { units: within(&tokens.units, &anchor), anchor, ..figure });
            statements.push(statement);
        }
        course.add(self, (&tokens, &figures), &statements, &[], block);
        Some(row)
    }
}

/// The units of the row that stand in a cell.
fn within(units: &[Unit], cell: &Range<usize>) -> Range<usize> {
    let start = units.partition_point(|unit| (unit.start as usize) < cell.start);
    let end = units.partition_point(|unit| unit.end as usize <= cell.end);
    start..end
}
