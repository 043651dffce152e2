//! A sentence taken apart.

use super::*;

/// A token that lies on units.
pub(super) trait OnUnits: Clone {
    fn units(&mut self) -> &mut Range<usize>;
}

impl OnUnits for Figure {
    fn units(&mut self) -> &mut Range<usize> {
        &mut self.units
    }
}

impl OnUnits for Period {
    fn units(&mut self) -> &mut Range<usize> {
        &mut self.units
    }
}

/// The tokens inside `part`, counted from its start.
pub(super) fn cut<T: OnUnits>(tokens: &[T], part: &Range<usize>) -> Vec<T> {
    let inside = |mut token: T| {
        let units = token.units();
        let fits = part.start <= units.start && units.end <= part.end;
        *units = units.start.saturating_sub(part.start)..units.end.saturating_sub(part.start);
        fits.then_some(token)
    };
    tokens.iter().cloned().filter_map(inside).collect()
}

/// A sentence taken apart.
pub(super) struct Parsed<'s> {
    pub sentence: &'s Sentence<'s>,
    pub pieces: Vec<Piece>,
    pub runs: Runs,
}

impl Parsed<'_> {
    /// Bytes of the view that pieces cover.
    pub fn bytes(&self, pieces: Range<usize>) -> Bytes {
        self.unit_bytes(self.pieces[pieces.start].units.start..self.pieces[pieces.end - 1].units.end)
    }

    pub fn unit_bytes(&self, units: Range<usize>) -> Bytes {
        let at = self.sentence.start;
        at + self.sentence.units[units.start].start as usize..at + self.sentence.units[units.end - 1].end as usize
    }

    pub fn print(&self, bytes: &Bytes) -> &str {
        &self.sentence.text[bytes.start - self.sentence.start..bytes.end - self.sentence.start]
    }

    pub fn units(&self, pieces: Range<usize>) -> Range<usize> {
        self.pieces[pieces.start].units.start..self.pieces[pieces.end - 1].units.end
    }
}
