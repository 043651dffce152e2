//! What texts say, in one vocabulary: codes with their names, products with their HS codes, a zone under many names as
//! one row, entries that name the same work marked.
//!
//! Most of it looks at one text at a time. Two things need all texts: which zones are one ([`zones`]) and which
//! references are one ([`references`]). They are settled first, from the few columns that they need; then each part is
//! made with the answers that concern it.

mod fold;
mod places;
mod products;
mod references;
mod rows;
mod stage;
mod zones;

pub use places::Places;
pub use products::Products;
pub use stage::{GLOBAL, STAGE, run};
