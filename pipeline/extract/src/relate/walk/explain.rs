//! What was read of a sentence, told to people.

use super::{Statement, Walk, Walked};
use crate::relate::elements::Kind;
use crate::relate::time::When;
use crate::relate::vocab::Cue;
use std::fmt::Write;

impl Walk<'_> {
    /// Adds the sentence, its elements and what is stated to `notes`, one thing a line.
    pub fn explain(&self, walked: &Walked, notes: &mut String) {
        let names: Vec<String> = (0..self.elements.len()).filter_map(|i| self.named(i)).collect();
        let _ = writeln!(notes, "\n{}\n  {}", self.found.text, names.join(" "));
        for statement in &walked.statements {
            let _ = writeln!(notes, "{}", in_words(statement));
        }
    }

    /// The element at `at` with what it was read as.
    fn named(&self, at: usize) -> Option<String> {
        let reader = self.reader();
        let text = reader.text(at);
        match self.elements[at].kind {
            Kind::Word | Kind::Namesake(_) | Kind::Cue(Cue::Ignore) => None,
            Kind::Mark(mark) => Some(mark.to_string()),
            Kind::Place(place, _) => Some(format!("{}<{text}>", self.vocabulary.place(place).code)),
            Kind::Product(product) => Some(format!("product:{}<{text}>", reader.product(product, at).value)),
            Kind::Figure(figure) => Some(format!("#{figure}<{text}>")),
            Kind::Period(period) => Some(format!("{:?}<{text}>", self.found.periods[period as usize].time)),
            Kind::Zone(_) => Some(format!("zone<{text}>")),
            Kind::Cue(Cue::Flow(flow)) => Some(format!("{:?}.{:?}<{text}>", flow.flow, flow.strength)),
            Kind::Cue(cue) => Some(format!("{cue:?}<{text}>")),
        }
    }
}

/// A statement, in a line.
fn in_words(statement: &Statement) -> String {
    let frame = &statement.frame;
    let days = |when: &Option<When>| when.as_ref().map_or("-".to_owned(), |w| format!("{}..{}", w.value.0, w.value.1));
    format!(
        "  = #{} {:?} {} {}: {} > {} {:?} {:?} {} (base {}) share of {:?}",
        statement.figure,
        statement.measure,
        statement.value,
        statement.unit,
        frame.reporter.as_ref().map_or("-", |r| &r.value),
        frame.partner_code(),
        frame.flow(),
        frame.product.as_ref().map(|p| &p.value),
        days(&statement.period),
        days(&statement.base_period),
        statement.base,
    )
}
