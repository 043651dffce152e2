//! What may be published: the rules of `schemas/tables/`, the arithmetic of what texts state, and what is computed of it.
//!
//! Rules ([`rules`]) keep rows out; checks ([`checks`]) weigh rows that are in and publish the verdict beside them; claims
//! ([`claims`]) put the statements of one fact together, over all texts; [`derive`] computes what analysts ask for.

mod caveats;
pub mod checks;
mod claims;
mod derive;
mod interval;
mod places;
mod rates;
mod rules;
mod shelves;
mod stage;

pub use stage::{STAGE, run};
