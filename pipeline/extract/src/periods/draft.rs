//! The pieces of a time, and what they make together.

use super::lexicon::Edge;
use crate::token::{Part, Time, Year};

/// What words name, before what stands around them is looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Core {
    Time(Time),
    /// A time that the text only begins: the first day, if a stock is counted.
    Start(Time),
    /// A stretch of one year, both ends named.
    Stretch(Time),
    Range(Time, Time),
    /// Months; the words around it must say that they are a time.
    Length(u16),
    /// Months that have gone by.
    Over(u16),
    AgainstYearBefore,
    AgainstPeriodBefore,
}

/// One piece of a time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Piece {
    Year(Year),
    Part(Part),
    Both(Year, Part),
    Edge(Edge),
}

/// A time while its pieces are put together.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Draft {
    pub year: Option<Year>,
    pub part: Option<Part>,
    pub edge: Option<Edge>,
    /// It is the second end of a range.
    pub second: bool,
}

impl Draft {
    pub fn is_empty(&self) -> bool {
        self.year.is_none() && self.part.is_none() && self.edge.is_none()
    }

    /// Are these as many months as have been counted so far?
    pub fn is_as_long(&self, months: Part) -> bool {
        let many = |part| if let Part::Months(first, last) = part { Some((last + 12 - first) % 12) } else { None };
        self.part.is_some_and(|part| part != months && many(part).is_some() && many(part) == many(months))
    }

    /// False where the place of the piece is taken. `named`: its months are told by name, not counted.
    pub fn add(&mut self, piece: Piece, named: bool) -> bool {
        match piece {
            // `the first quarter of the current fiscal year`: which months these are only the text can say.
            Piece::Both(year, Part::Fiscal(0)) if self.year.is_none() && matches!(self.part, Some(Part::Months(..))) => {
                if let Some(Part::Months(first, last)) = self.part.filter(|_| !named) {
                    self.part = Some(Part::OfFiscal(first, last));
                    self.year = Some(year).filter(|year| matches!(year, Year::Given(_) | Year::Relative(_)));
                }
            }
            // `the same period of the last fiscal year`: the months spoken of, a year before.
            Piece::Both(Year::Relative(-1) | Year::Before, Part::Fiscal(0)) if self.year.is_none() && self.part == Some(Part::Same) => {
                self.year = Some(Year::Before);
            }
            Piece::Year(year) if self.year.is_none() => self.year = Some(year),
            // 2022财年上半年
            Piece::Part(Part::Months(first, last)) if self.part == Some(Part::Fiscal(0)) && !named => {
                self.part = Some(Part::OfFiscal(first, last));
            }
            Piece::Part(part) if self.part.is_none() => self.part = Some(part),
            Piece::Both(year, part) if self.year.is_none() && self.part.is_none() => {
                (self.year, self.part) = (Some(year), Some(part));
            }
            Piece::Edge(edge) if self.edge.is_none() => self.edge = Some(edge),
            _ => return false,
        }
        true
    }

    pub fn finish(self) -> Option<Core> {
        let year = match (self.year, self.part) {
            (None, Some(Part::Same)) => Year::Same,
            (None, Some(Part::ToDate)) | (None, None) => return None,
            (year, _) => year.unwrap_or(Year::Open),
        };
        let part = self.part.unwrap_or(Part::Year);
        let time = |part| Core::Time(Time { year, part });
        Some(match (self.edge, part) {
            (Some(Edge::End), Part::Year) => time(Part::Days((12, 31), (12, 31))),
            (Some(Edge::End), Part::Months(_, last)) => time(Part::Days((last, 31), (last, 31))),
            (_, Part::Days(first, last)) if first != last => Core::Stretch(Time { year, part }),
            (Some(Edge::Start), Part::Year | Part::Months(..)) => Core::Start(Time { year, part }),
            _ => time(part),
        })
    }
}
