//! What may be published: the rules of `schemas/tables/`, and the arithmetic of what texts state.
//!
//! Rules ([`rules`]) keep rows out; checks ([`checks`]) weigh rows that are in and publish the verdict beside them.

pub mod checks;
mod interval;
mod rules;
mod stage;

pub use stage::{STAGE, run};
