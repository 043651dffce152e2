//! Where in a raw file a cell was read.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes of a raw file as it lies on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellSpan {
    /// Name of the column.
    pub column: String,
    #[serde(flatten)]
    pub span: Span,
    pub origin: Origin,
}

impl CellSpan {
    pub fn new(column: &str, span: Span, origin: Origin) -> Self {
        CellSpan { column: column.to_owned(), span, origin }
    }
}

/// A row together with where each of its cells was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact<R> {
    pub row: R,
    pub cells: Vec<CellSpan>,
}
