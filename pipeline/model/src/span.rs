//! Where in a raw file a cell was read.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;

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

/// One cell of a row and the raw bytes it was read from. A row has a dozen, so they are written short: `["year",12,16,"printed"]`.
#[derive(Debug, Clone, PartialEq, Eq)]
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

impl Serialize for CellSpan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.column, self.span.start, self.span.end, self.origin).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for CellSpan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (column, start, end, origin) = Deserialize::deserialize(deserializer)?;
        Ok(CellSpan { column, span: Span { start, end }, origin })
    }
}

/// A row together with where each of its cells was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact<R> {
    pub row: R,
    pub cells: Vec<CellSpan>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_written_short() {
        let cell = CellSpan::new("year", Span::new(12, 16), Origin::Inherited);
        let json = serde_json::to_string(&cell).unwrap();
        assert_eq!(json, r#"["year",12,16,"inherited"]"#);
        assert_eq!(serde_json::from_str::<CellSpan>(&json).unwrap(), cell);
    }
}
