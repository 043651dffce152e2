//! The shapes that every stage of amur shares: the rows of the published tables, stable ids, spans,
//! findings and code lists. No I/O happens here; the code lists are compiled in from `schemas/`.

pub mod codes;
pub mod finding;
pub mod id;
pub mod rows;
pub mod span;

pub use finding::{Finding, Severity};
pub use rows::*;
pub use span::{CellSpan, Fact, Origin, Span};
