//! Where in a raw file a cell was read.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A half-open range of bytes of a raw file as it lies on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct Span {
    pub start: i64,
    pub end: i64,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        Span { start: start as i64, end: end as i64 }
    }
}

/// How a cell came by its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The words of the cell stand in the sentence of the row itself.
    Printed,
    /// They stand in another sentence, heading or clause that the row leans on.
    Inherited,
    /// They are the dateline, title or another statement of the document about itself.
    Document,
}

/// One cell of a row and the raw bytes it was read from.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct CellSpan {
    /// Name of the column.
    pub column: Cow<'static, str>,
    pub span: Span,
    pub origin: Origin,
}

impl CellSpan {
    pub fn new(column: &'static str, span: Span, origin: Origin) -> Self {
        CellSpan { column: Cow::Borrowed(column), span, origin }
    }
}

/// A row together with where each of its cells was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct Fact<R> {
    pub row: R,
    #[serde(with = "cells")]
    pub cells: Vec<CellSpan>,
}

/// A row has a dozen cells, and some side by side were read from the same bytes, so they are written short and together:
/// `[12,16,"printed",["period_start","period_end"]]`.
mod cells {
    use super::{CellSpan, Origin, Span};
    use serde::{Deserialize, Deserializer, Serializer};
    use std::borrow::Cow;

    pub fn serialize<S: Serializer>(cells: &[CellSpan], serializer: S) -> Result<S::Ok, S::Error> {
        let alike = cells.chunk_by(|a, b| (a.span, a.origin) == (b.span, b.origin));
        serializer.collect_seq(alike.map(|cells| {
            let columns: Vec<&str> = cells.iter().map(|cell| &*cell.column).collect();
            (cells[0].span.start, cells[0].span.end, cells[0].origin, columns)
        }))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<CellSpan>, D::Error> {
        let alike: Vec<(i64, i64, Origin, Vec<String>)> = Vec::deserialize(deserializer)?;
        let cells = alike.into_iter().flat_map(|(start, end, origin, columns)| {
            columns.into_iter().map(move |column| CellSpan { column: Cow::Owned(column), span: Span { start, end }, origin })
        });
        Ok(cells.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_written_short() {
        let cell = |column, start| CellSpan::new(column, Span::new(start, 16), Origin::Inherited);
        let fact = Fact { row: (), cells: vec![cell("period_start", 12), cell("period_end", 12), cell("year", 10)] };
        let json = serde_json::to_string(&fact).unwrap();
        assert_eq!(json, r#"{"row":null,"cells":[[12,16,"inherited",["period_start","period_end"]],[10,16,"inherited",["year"]]]}"#);
        assert_eq!(serde_json::from_str::<Fact<()>>(&json).unwrap(), fact);
    }
}
