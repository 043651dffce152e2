//! Where the bytes of one text came from in another, in few words.
//!
//! A map is a sequence of runs. Inside a run every unit of the text takes `step` bytes and stands for `raw_step`
//! bytes of the raw text: UTF-8 copied as it is has units of one byte for one byte; Windows-1251 has runs of letters
//! (two bytes for one) and of ASCII (one for one); an entity, `&amp;`, is a unit of one byte for five; a blank put where a
//! line ended is a unit of one byte for the bytes of the line's end.

use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    start: usize,
    raw: usize,
    step: u32,
    raw_step: u32,
}

impl Run {
    /// Raw bytes of the unit that holds the byte at `offset` of the text.
    fn unit(&self, offset: usize) -> Range<usize> {
        // Most of any text is copied as it is, and a division takes long.
        let units = if self.step == 1 { offset - self.start } else { (offset - self.start) / self.step as usize };
        let start = self.raw + units * self.raw_step as usize;
        start..start + self.raw_step as usize
    }
}

/// From offsets of a text to offsets of the text it was made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Map {
    runs: Vec<Run>,
    len: usize,
}

impl Map {
    /// A text that is its raw text from `raw` on.
    pub(crate) fn identity(raw: usize, len: usize) -> Self {
        let mut map = Map::default();
        map.copy(raw, len);
        map
    }

    /// Length of the text mapped so far.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Forgets all from `len` on, which ends a unit.
    pub(crate) fn truncate(&mut self, len: usize) {
        self.len = self.len.min(len);
        while self.runs.last().is_some_and(|run| run.start >= self.len) {
            self.runs.pop();
        }
    }

    /// `bytes` bytes stand in the text as they stand at `raw`.
    pub(crate) fn copy(&mut self, raw: usize, bytes: usize) {
        self.push(raw, bytes, 1, 1);
    }

    /// One unit of `len` bytes stands for `raw_len` bytes at `raw`.
    pub(crate) fn replace(&mut self, raw: usize, len: usize, raw_len: usize) {
        self.push(raw, 1, len, raw_len);
    }

    /// `units` units in a row, each of `len` bytes for `raw_len`.
    pub(crate) fn replace_run(&mut self, raw: usize, units: usize, len: usize, raw_len: usize) {
        self.push(raw, units, len, raw_len);
    }

    fn push(&mut self, raw: usize, units: usize, step: usize, raw_step: usize) {
        if units == 0 || step == 0 {
            return;
        }
        // A step that does not fit in 32 bits would be one character that stands for 4 GB.
        let (step32, raw32) = (u32::try_from(step).unwrap_or(u32::MAX), u32::try_from(raw_step).unwrap_or(u32::MAX));
        let continues = self.runs.last().is_some_and(|run| {
            let count = (self.len - run.start) / run.step as usize;
            run.step == step32 && run.raw_step == raw32 && run.raw + count * raw_step == raw
        });
        if !continues {
            self.runs.push(Run { start: self.len, raw, step: step32, raw_step: raw32 });
        }
        self.len += units * step;
    }

    /// The run that holds the byte at `offset`, as a place among the runs.
    fn run(&self, offset: usize) -> usize {
        self.runs.partition_point(|run| run.start <= offset) - 1
    }

    /// Raw bytes of the unit that holds the byte at `offset`.
    fn unit(&self, offset: usize) -> Range<usize> {
        self.runs[self.run(offset)].unit(offset)
    }

    /// Raw bytes of the units that hold the first and the last byte of a range: mostly they are of one run.
    fn ends(&self, range: Range<usize>) -> (Range<usize>, Range<usize>) {
        let (at, last) = (self.run(range.start), range.end - 1);
        let first = self.runs[at].unit(range.start);
        let is_of_run = self.runs.get(at + 1).is_none_or(|next| last < next.start);
        (first, if is_of_run { self.runs[at].unit(last) } else { self.unit(last) })
    }

    /// The characters of `text`, which is the text mapped: where each begins in it, and where in the raw text.
    pub(crate) fn characters<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
        let mut runs = self.runs.iter().peekable();
        let mut run = Run { start: 0, raw: 0, step: 1, raw_step: 1 };
        text.char_indices().map(move |(at, _)| {
            while let Some(next) = runs.next_if(|next| next.start <= at) {
                run = *next;
            }
            (at, run.raw + (at - run.start) / run.step as usize * run.raw_step as usize)
        })
    }

    /// The hull of the raw bytes of the first and the last character of `range`. An empty range has an empty hull, where
    /// its character would begin.
    pub(crate) fn hull(&self, range: Range<usize>) -> Range<usize> {
        let end = range.end.min(self.len);
        if self.runs.is_empty() {
            return 0..0;
        }
        if range.start >= end {
            let at = if range.start < self.len { self.unit(range.start).start } else { self.unit(self.len - 1).end };
            return at..at;
        }
        let (first, last) = self.ends(range.start..end);
        first.start.min(last.start)..first.end.max(last.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_one_kind_are_one_run() {
        let mut map = Map::identity(3, 5);
        map.copy(8, 4);
        assert_eq!(map.runs.len(), 1);
        for raw in 0..100 {
            map.replace(12 + 2 * raw, 3, 2);
        }
        assert_eq!((map.runs.len(), map.len()), (2, 309));
    }

    #[test]
    fn hulls() {
        let mut map = Map::identity(3, 4);
        map.replace(7, 1, 5);
        map.replace(20, 3, 2);
        for (range, raw) in [
            (0..1, 3..4),
            (0..4, 3..7),
            (4..5, 7..12),
            (3..5, 6..12),
            (5..8, 20..22),
            (0..8, 3..22),
            (2..2, 5..5),
            (8..8, 22..22),
            (9..12, 22..22),
        ] {
            assert_eq!(map.hull(range.clone()), raw, "{range:?}");
        }
    }

    #[test]
    fn a_stretch_moved_back_keeps_a_hull_in_order() {
        let mut map = Map::identity(50, 4);
        map.copy(10, 4);
        assert_eq!(map.hull(0..8), 13..51);
    }

    #[test]
    fn an_empty_map_has_empty_hulls() {
        assert_eq!(Map::default().hull(0..3), 0..0);
    }
}
